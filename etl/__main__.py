"""`python -m etl`: load, check, build, sample, uploads, withdraw, names, ledger, backup …"""

from __future__ import annotations

import argparse
import getpass
import sys
from pathlib import Path

from etl import backup, cells, commands, deciding, ledger_commands, profiles
from etl.names import commands as names
from etl.refusal import Refused
from etl.registers import command as templates
from etl.uploads import KINDS
from ledger import LedgerNotWritten


def parser() -> argparse.ArgumentParser:
    """The command line; option names are those of the pages and the profile."""
    top = argparse.ArgumentParser(prog="python -m etl", description="Đúng hạn: nạp và dựng dữ liệu")
    verbs = top.add_subparsers(dest="verb", required=True)
    for verb in ("load", "check"):
        one = verbs.add_parser(verb)
        one.add_argument("files", nargs="*", type=Path, metavar="FILE")
        one.add_argument("--kind", choices=KINDS)
        one.add_argument("--source")
        one.add_argument("--as-of", metavar="ISO")
        one.add_argument("--profile", type=Path, metavar="FILE.toml")
        one.add_argument("--sheet", metavar="NAME", help="the only sheet to read")
        one.add_argument(
            "--accept-proposal", action="store_true", help="load with what a refusal proposes"
        )
        one.add_argument(
            "--keep-profile", action="store_true", help="read the source's next export alike"
        )
        one.add_argument("--full", action="store_true", help="the export lists everything there is")
        one.add_argument(
            "--manifest", type=Path, help="files and their options, listed in a TOML file"
        )
        one.add_argument("--save-profile", type=Path, metavar="FILE.toml")
        one.add_argument(
            "--name", help="the file's own name, when FILE is a copy under another one"
        )
        one.add_argument(
            "--password-file", type=Path, metavar="FILE", help='workbooks\' password; "-": typed in'
        )
        one.add_argument("--progress", type=Path, help=argparse.SUPPRESS)
        one.add_argument("--dry-run", action="store_true")
        one.set_defaults(run=commands.load)
    _profile_verb(verbs.add_parser("profile", help="profiles kept for the next export"))
    built = verbs.add_parser("build")
    built.add_argument("--ledger-head", type=int, metavar="SEQ", help="only entries up to this one")
    built.add_argument("--into", type=Path, metavar="DIR", help="where that earlier state is built")
    built.set_defaults(run=commands.build)
    verbs.add_parser("uploads").set_defaults(run=commands.uploads)
    sample = verbs.add_parser("sample")
    sample.add_argument("folder", type=Path, metavar="DIR")
    sample.add_argument("--items", type=int, default=3000)
    sample.add_argument("--seed", type=int, default=2023)
    sample.set_defaults(run=commands.sample)
    template = verbs.add_parser("template", help="workbooks to fill in")
    template.add_argument("kind", metavar="KIND|all")
    template.add_argument("--out", type=Path, required=True, metavar="FILE_OR_DIR")
    template.set_defaults(run=templates.command)
    withdraw = verbs.add_parser("withdraw")
    withdraw.add_argument(
        "upload", nargs="?", metavar="UPLOAD", help="at least 6 characters of its id"
    )
    withdraw.add_argument("--sample", action="store_true", help="every file of the shipped sample")
    withdraw.add_argument("--why", default="")
    withdraw.set_defaults(run=commands.withdraw)
    cells.arguments(verbs.add_parser("cells", help="what stands in a form that came back"))
    names.arguments(verbs.add_parser("names"))
    deciding.setting_arguments(verbs.add_parser("setting", help="what an administrator switches"))
    deciding.unmerge_arguments(verbs.add_parser("unmerge", help="take the rows of one id apart"))
    ledger_commands.arguments(verbs.add_parser("ledger", help="check, print, copy the ledger"))
    backup.backup_arguments(verbs.add_parser("backup", help="uploads and ledger as one archive"))
    backup.restore_arguments(verbs.add_parser("restore", help="fill an empty data directory"))
    for one in verbs.choices.values():
        one.add_argument("--data", metavar="DIR")
        one.add_argument("--json", action="store_true")
        one.add_argument("--who", default=getpass.getuser())
    return top


def _profile_verb(one: argparse.ArgumentParser) -> None:
    """`profile list | show SIGNATURE | export SIGNATURE FILE.toml | forget SIGNATURE`."""
    one.add_argument("what", choices=("list", "show", "export", "forget"))
    one.add_argument("signature", nargs="?", default="")
    one.add_argument("file", nargs="?", type=Path, metavar="FILE.toml")
    one.set_defaults(run=profiles.command)


def main(arguments: list[str] | None = None) -> int:
    """Run one verb; 0 only when all of it was done."""
    options = parser().parse_args(arguments)
    try:
        return options.run(options)
    except Refused as refused:
        print(refused, file=sys.stderr)
    except LedgerNotWritten as error:
        print(Refused("ledger_not_written", why=str(error)), file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
