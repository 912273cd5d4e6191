"""A workbook with a password -> the same workbook without, in a limited child process.

`python -m etl.read.unlock '{"path": …, "out": …}'` reads the password from its input, so that it
stands in no command line, environment, log or answer; prints {} or {"refused": …, "params": …}.
"""

from __future__ import annotations

import json
import struct
import sys
from pathlib import Path
from xml.parsers.expat import ExpatError

from etl.read.child import run_limited
from etl.read.limits import SPINS
from etl.read.magic import HEAD, ZIP, kind_of
from etl.refusal import Refused, naming

# Excel locks with this word where a person asked for "read-only" and gave no password, and
# opens such a file without asking.
NOBODYS = "VelvetSweatshop"
LONGEST = 255  # characters of a password, as in Excel
_BROKEN = (
    OSError, ValueError, LookupError, TypeError, AttributeError, AssertionError, OverflowError,
    struct.error, ExpatError,
)  # fmt: skip


def unlocked(path: Path, name: str, password: str | None, out: Path) -> None:
    """Write `path` without its password to `out`. Raises Refused: wrong_password, a lock of a
    kind or a slowness that is not taken on, or whatever a child may die of."""
    request = json.dumps({"path": str(path), "out": str(out)})
    with naming(name):
        if password and len(password) > LONGEST:
            raise Refused("wrong_password")
        done = run_limited(["-m", "etl.read.unlock", request], file=name, stdin=password or NOBODYS)
        answer = json.loads(done.stdout)
        if "refused" in answer:
            if password is None:  # whatever was wrong, the next step is to give one
                raise Refused("password")
            raise Refused(answer["refused"], **answer["params"])


def main(path: Path, out: Path, password: str) -> None:
    """Decrypt. Raises Refused."""
    from msoffcrypto.exceptions import DecryptionError, FileFormatError, InvalidKeyError, ParseError

    with path.open("rb") as file:
        is_zip = kind_of(file.read(HEAD)) == ZIP
    try:
        (_open_document if is_zip else _office)(path, out, password)
    except InvalidKeyError as error:
        raise Refused("wrong_password") from error
    except (FileFormatError, ParseError, DecryptionError, NotImplementedError) as error:
        raise Refused("unknown_lock") from error
    except _BROKEN as error:
        raise Refused("damaged") from error  # the library trusts what the file says of itself


def _office(path: Path, out: Path, password: str) -> None:
    """Excel's: .xlsx and .xlsb inside an OLE file, and .xls."""
    from msoffcrypto import OfficeFile

    with path.open("rb") as locked, out.open("wb") as opened:
        office = OfficeFile(locked)
        _refuse_slow(office)
        asked = {"verify_password": True} if office.format == "ooxml" else {}  # .xls always does
        office.load_key(password=password, **asked)
        office.decrypt(opened)


def _open_document(path: Path, out: Path, password: str) -> None:
    from etl.read.unlock_ods import decrypt

    decrypt(path, out, password)


def _refuse_slow(office: object) -> None:
    """How often the password is hashed stands in the file, and may be ten million times."""
    info = getattr(office, "info", None) or {}
    if int(info.get("spinValue", 0)) > SPINS:
        raise Refused("slow_lock", limit=SPINS)


if __name__ == "__main__":
    asked = json.loads(sys.argv[1])
    answer = {}
    try:
        main(Path(asked["path"]), Path(asked["out"]), sys.stdin.read())
    except Refused as refused:
        answer = {"refused": refused.code, "params": refused.params}
    print(json.dumps(answer))
