"""`python -m access`: accounts from the command line; the first administrator is made here.

A password is asked for twice on the terminal, or read from standard input; it is never an argument,
which every process on the machine could read.
"""

from __future__ import annotations

import argparse
import getpass
import sys
from pathlib import Path

from access import about, keeping, passwords
from access.accounts import Account, Accounts, Refusal
from access.sessions import Sessions
from layout import data_dir
from ledger import LedgerNotWritten
from messages import text
from viewer import ROLES

ABOUT = (
    "the account's part of what is held about a person: account, sessions, ledger; everything, the"
    " records too: python -m reports about NAME --out FILE.xlsx"
)


def parser() -> argparse.ArgumentParser:
    top = argparse.ArgumentParser(prog="python -m access", description="Đúng hạn: tài khoản")
    verbs = top.add_subparsers(dest="verb", required=True)
    add = named(verbs, "add", "make an account", added)
    add.add_argument("--role", choices=ROLES, required=True)
    add.add_argument("--no-password", action="store_true", help="the organisation's sign-on only")
    named(verbs, "reset", "another password; every session ends", reset)
    for name in ("add", "reset"):
        verbs.choices[name].add_argument("--stdin", action="store_true", help="password, one line")
        verbs.choices[name].add_argument(
            "--own", action="store_true", help="typed by its owner: need not be changed at once"
        )
    role = named(verbs, "role", "another role; every session ends", of_role)
    role.add_argument("role", choices=ROLES)
    units = named(verbs, "units", "whose records are theirs; every session ends", scope)
    for one in (add, units):
        one.add_argument("--unit", action="append", default=[], metavar="ID", dest="units")
        one.add_argument("--official", action="append", default=[], metavar="ID|NAME")
    named(verbs, "disable", "nobody comes in with it; every session ends", switched)
    named(verbs, "enable", "make it work again", switched)
    file = named(verbs, "about", ABOUT, told)
    file.description = ABOUT
    file.add_argument("--out", type=Path, required=True, metavar="FILE.json")
    verbs.add_parser("list", help="all accounts").set_defaults(run=listed)
    verbs.add_parser("prune", help="delete what is past its days").set_defaults(run=pruned)
    keep = verbs.add_parser("keep", help="for how many days a kind is kept")
    keep.add_argument("what", choices=[name.removeprefix("keep_") for name in keeping.KEPT])
    keep.add_argument("days", type=int)
    keep.set_defaults(run=kept)
    for one in verbs.choices.values():
        one.add_argument("--data", metavar="DIR")
        one.add_argument("--who", default=getpass.getuser(), help="who does this, for the ledger")
    return top


def named(verbs: argparse._SubParsersAction, verb: str, words: str, run) -> argparse.ArgumentParser:
    one = verbs.add_parser(verb, help=words)
    one.add_argument("name", metavar="NAME")
    one.set_defaults(run=run)
    return one


def added(options: argparse.Namespace, accounts: Accounts) -> None:
    password = None if options.no_password else asked(options)
    scope = {"units": options.units, "officials": options.official}
    must = {"must_change": not options.own, "by": options.who}
    say("added", accounts.add(options.name, options.role, password, **scope, **must))


def reset(options: argparse.Namespace, accounts: Accounts) -> None:
    if accounts.get(options.name) is None:
        raise Refusal("unknown")
    must = not options.own
    accounts.set_password(options.name, asked(options), by=options.who, must_change=must)
    say("changed", accounts.get(options.name))


def of_role(options: argparse.Namespace, accounts: Accounts) -> None:
    accounts.set_role(options.name, options.role, by=options.who)
    say("changed", accounts.get(options.name))


def scope(options: argparse.Namespace, accounts: Accounts) -> None:
    accounts.set_scope(options.name, options.units, options.official, by=options.who)
    say("changed", accounts.get(options.name))


def switched(options: argparse.Namespace, accounts: Accounts) -> None:
    accounts.set_active(options.name, options.verb == "enable", by=options.who)
    say("changed", accounts.get(options.name))


def listed(options: argparse.Namespace, accounts: Accounts) -> None:
    sessions = Sessions(accounts.data)
    for one in accounts.all():
        say("line", one, sessions=sessions.live(one.name))


def told(options: argparse.Namespace, accounts: Accounts) -> None:
    options.out.write_bytes(about.written(accounts.data, options.name))
    options.out.chmod(0o600)
    print(text("access.cli.written", file=options.out))


def pruned(options: argparse.Namespace, accounts: Accounts) -> None:
    for what, rows in keeping.prune(accounts.data, by=options.who).items():
        print(text("access.cli.pruned", what=text(f"access.keep.{what}"), number=rows))


def kept(options: argparse.Namespace, accounts: Accounts) -> None:
    try:
        keeping.keep(accounts.data, f"keep_{options.what}", options.days, by=options.who)
    except ValueError as error:
        raise Refusal("days") from error
    print(text("access.cli.keep", what=text(f"access.keep.{options.what}"), days=options.days))


def asked(options: argparse.Namespace) -> str:
    """The password: a line of standard input, or typed twice without an echo."""
    if options.stdin:
        return sys.stdin.readline().rstrip("\r\n")
    first = getpass.getpass(text("access.cli.password"))
    if code := passwords.wrong(first, options.name):
        raise Refusal(code)
    if getpass.getpass(text("access.cli.again")) != first:
        raise Refusal("not_the_same")
    return first


def say(code: str, one: Account, **more: object) -> None:
    words = {
        "name": one.name,
        "role": text(f"account_role.{one.role}"),
        "units": ", ".join(one.units) or "–",
        "officials": ", ".join(one.officials) or "–",
        "state": text("access.state.active" if one.active else "access.state.disabled"),
    }
    print(text(f"access.cli.{code}", **words, **more))


def main(argv: list[str] | None = None) -> int:
    options = parser().parse_args(argv)
    try:
        options.run(options, Accounts(data_dir(options.data)))
    except Refusal as refusal:
        print(text(f"refusal.account.{refusal}"), file=sys.stderr)
        return 1
    except LedgerNotWritten as error:
        print(text("refusal.account.ledger", said=error), file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
