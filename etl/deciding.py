"""`python -m etl setting` and `unmerge`: decisions about how rows are read; taking them back."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from etl import quota
from etl.decisions import MERGE_ANSWER, SETTING, SETTINGS, decided
from etl.refusal import Refused
from etl.uploads import WORK_KINDS
from layout import DataDir, data_dir
from ledger import Ledger
from messages import text

MOST_MONTHS = 120
VALUES = {"true": True, "on": True, "1": True, "false": False, "off": False, "0": False}
MERGED = "select 1 from merge where source = $source and kind = $kind and source_id = $source_id"


def setting_arguments(one: ArgumentParser) -> None:
    """The options of `setting NAME VALUE`."""
    one.add_argument("name", metavar="NAME")
    one.add_argument("value", metavar="VALUE", help="true or false; a number")
    one.add_argument("--why", default="")
    one.set_defaults(run=setting)


def unmerge_arguments(one: ArgumentParser) -> None:
    """The options of `unmerge SOURCE KIND ID [--again]`."""
    one.add_argument("source", metavar="SOURCE")
    one.add_argument("kind", choices=WORK_KINDS, metavar="KIND")
    one.add_argument("source_id", metavar="ID")
    one.add_argument("--again", action="store_true", help="make them one case again")
    one.add_argument("--why", default="")
    one.set_defaults(run=unmerge)


def setting(options: Namespace) -> int:
    """Switch a setting and publish with it; limits of a day change no figure, and no warehouse."""
    if options.name in quota.MOST:
        return _limit(options)
    if options.name not in SETTINGS:
        known = ", ".join([*SETTINGS, *quota.MOST])
        raise Refused("no_such_setting", name=options.name, known=known)
    body = {"name": options.name, "value": _value(options)}
    return _decide(options, SETTING, body)


def _limit(options: Namespace) -> int:
    from etl.commands import show

    given, most = options.value, quota.MOST[options.name]
    if not given.isdecimal() or not 1 <= int(given) <= most:
        raise Refused("bad_limit", given=given, most=most)
    body = {"name": options.name, "value": int(given)}
    Ledger(data_dir(options.data).ledger).append(SETTING, body, who=options.who, why=options.why)
    show(body, options, text("etl.limit_kept", **body))
    return 0


def _value(options: Namespace) -> bool | int:
    """What was typed, as the setting's kind of value."""
    given = options.value.lower()
    if type(SETTINGS[options.name]) is int:
        if not given.isdecimal() or not 1 <= int(given) <= MOST_MONTHS:
            what = "bad_days" if options.name.endswith("_days") else "bad_months"
            raise Refused(what, given=options.value, most=MOST_MONTHS)
        return int(given)
    if given not in VALUES:
        raise Refused("bad_setting", given=options.value)
    return VALUES[given]


def unmerge(options: Namespace) -> int:
    """Take the rows of an id apart, or make them one case again, and publish."""
    record = {"source": options.source, "kind": options.kind, "source_id": options.source_id}
    data = data_dir(options.data)
    apart = tuple(record.values()) in decided(Ledger(data.ledger)).unmerged
    if not (apart if options.again else _is_merged(data, record)):
        raise Refused("nothing_merged", **record)
    return _decide(options, MERGE_ANSWER, record | {"merge": options.again})


def _is_merged(data: DataDir, record: dict[str, str]) -> bool:
    published = data.warehouses()
    if not published:
        return False
    import duckdb  # slow to load

    with duckdb.connect(str(published[-1]), read_only=True) as db:
        return db.execute(f"{MERGED} limit 1", record).fetchone() is not None


def _decide(options: Namespace, kind: str, body: dict) -> int:
    from etl.commands import build

    Ledger(data_dir(options.data).ledger).append(kind, body, who=options.who, why=options.why)
    return build(options)
