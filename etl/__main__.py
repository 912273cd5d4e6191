"""`python -m etl`: load, check, build, sample, uploads, withdraw."""

from __future__ import annotations

import argparse
import getpass
import sys
from pathlib import Path

from etl import commands
from etl.refusal import Refused
from etl.uploads import KINDS


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
        one.add_argument("--full", action="store_true", help="the export lists everything there is")
        one.add_argument(
            "--manifest", type=Path, help="files and their options, listed in a TOML file"
        )
        one.add_argument("--save-profile", type=Path, metavar="FILE.toml")
        one.add_argument(
            "--name", help="the file's own name, when FILE is a copy under another one"
        )
        one.add_argument("--progress", type=Path, help=argparse.SUPPRESS)
        one.add_argument("--dry-run", action="store_true")
        one.set_defaults(run=commands.load)
    verbs.add_parser("build").set_defaults(run=commands.build)
    verbs.add_parser("uploads").set_defaults(run=commands.uploads)
    sample = verbs.add_parser("sample")
    sample.add_argument("folder", type=Path, metavar="DIR")
    sample.add_argument("--items", type=int, default=3000)
    sample.add_argument("--seed", type=int, default=2023)
    sample.set_defaults(run=commands.sample)
    withdraw = verbs.add_parser("withdraw")
    withdraw.add_argument(
        "upload", nargs="?", metavar="UPLOAD", help="at least 6 characters of its id"
    )
    withdraw.add_argument("--sample", action="store_true", help="every file of the shipped sample")
    withdraw.add_argument("--why", default="")
    withdraw.set_defaults(run=commands.withdraw)
    for one in verbs.choices.values():
        one.add_argument("--data", metavar="DIR")
        one.add_argument("--json", action="store_true")
        one.add_argument("--who", default=getpass.getuser())
    return top


def main(arguments: list[str] | None = None) -> int:
    """Run one verb; 0 only when all of it was done."""
    options = parser().parse_args(arguments)
    try:
        return options.run(options)
    except Refused as refused:
        print(refused, file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())
