"""What the parent looks at before it starts a child: name, size, first bytes. Parses nothing."""

from __future__ import annotations

from pathlib import Path, PurePath

from etl.read import magic
from etl.read.limits import MB, PACKED_MB
from etl.refusal import Refused, naming

WORKBOOKS = (".xlsx", ".xls", ".xlsb", ".ods", ".xlsm")
TEXTS = (".csv", ".txt", ".tsv")


def precheck(path: Path, name: str) -> None:
    """Raise Refused for what needs no parsing to turn down. `name` is the sender's file name."""
    with naming(name):
        extension = PurePath(name).suffix.lower()
        if extension not in WORKBOOKS + TEXTS:
            raise Refused("extension", extension=extension, known=" ".join(WORKBOOKS + TEXTS))
        if not path.is_file():
            raise Refused("missing")
        _check_size(path.stat().st_size)
        with path.open("rb") as file:
            check_content(extension, magic.kind_of(file.read(magic.HEAD)))


def check_content(extension: str, kind: str) -> None:
    """Raise Refused unless the content is of the family its extension names."""
    if kind in (magic.ZIP, magic.OLE, magic.HTML, magic.SPREADSHEETML):
        if extension in TEXTS:
            raise Refused("workbook_named_text", extension=extension)
    elif kind == magic.TEXT:
        if extension in WORKBOOKS:
            raise Refused("text_named_workbook", extension=extension)
    elif kind == magic.UNKNOWN:
        raise Refused("unknown_content", extension=extension)
    else:
        raise Refused("wrong_content", extension=extension, found=kind)


def _check_size(size: int) -> None:
    if size == 0:
        raise Refused("empty")
    if size > PACKED_MB * MB:
        raise Refused("too_large", size=-(-size // MB), limit=PACKED_MB)
