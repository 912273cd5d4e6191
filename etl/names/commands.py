"""`python -m etl names`: the queue of names, an answer, taking one back."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections import defaultdict
from pathlib import Path

from etl.names.answers import KIND_OF, NEW, OUTSIDE, TARGET, standing
from etl.refusal import BuildFailed, Refused
from etl.text import nfc
from layout import DataDir, data_dir
from ledger import Ledger
from messages import text

LISTED = "select name, rows, cases, source, last_seen from unresolved_name where what = $what" \
    " order by rows desc, name"  # fmt: skip
SUGGESTED = "select name, target_what, target_id, target, reason, detail, round(score, 1)" \
    " from name_suggestion where what = $what order by name, place"  # fmt: skip
NAME = ("name", "rows", "cases", "source", "last_seen")
SUGGESTION = ("what", "id", "name", "reason", "detail", "score")
WAITING = "select count(*), coalesce(sum(rows), 0)::bigint from unresolved_name where what = $what"
KNOWN = {
    "unit": """select unit_id from unit where resolved and unit_id = $said
        union select unit_id from unit_alias where alias = $said""",
    "person": """select person_id from person where person_id = $said
        union select person_id from person_alias where $said in (person_id, alias)""",
}


def arguments(one: ArgumentParser) -> None:
    """The options of the verb. Names may begin with a dash: then --name=NAME."""
    one.add_argument("action", choices=("list", "answer", "undo"))
    one.add_argument("given", nargs="?", metavar="NAME")
    one.add_argument("to", nargs="?", metavar="ID", help="a unit (with --person: an official)")
    one.add_argument("--name", help="NAME, where it begins with a dash")
    one.add_argument("--person", action="store_true", help="NAME is that of an official")
    one.add_argument("--new", nargs="?", const="", metavar="UNIT",
                     help="a unit that no directory has, called UNIT (default: NAME)")  # fmt: skip
    one.add_argument("--outside", action="store_true", help="none of ours: as written, not asked")
    one.add_argument("--why", default="")
    one.set_defaults(run=run)


def run(options: Namespace) -> int:
    """Do what was asked; 0 when it was done."""
    data, what = data_dir(options.data), "person" if options.person else "unit"
    if options.action == "list":
        return _list(data, what, options)
    name = _one_line(options.name or options.given or "")
    if not name:
        raise Refused("name_missing")
    ledger = Ledger(data.ledger)
    if options.action == "undo":
        if name not in standing(ledger, what):
            raise Refused("no_such_answer", name=name)
        body = {"name": name, TARGET[what]: None}
    else:
        body = _answer(_warehouse(data), what, name, options)
    return _decide(ledger, data, what, body, options)


def _answer(warehouse: Path, what: str, name: str, options: Namespace) -> dict:
    """The ledger's body of an answer; Refused unless it says one thing that exists."""
    said = [options.to is not None, options.new is not None, options.outside]
    if sum(said) != 1 or (what == "person" and options.new is not None):
        raise Refused("answer_unclear", name=name)
    if options.outside:
        more = {} if what == "person" else {"stands_for": OUTSIDE}
        return {"name": name, TARGET[what]: name, **more}
    wanted = _one_line(options.to if options.to is not None else options.new or name)
    found = [one for (one,) in _ask(warehouse, KNOWN[what], {"said": wanted})]
    if len(found) == 1:  # also a "new" unit that is there already
        return {"name": name, TARGET[what]: found[0]}
    if options.new is None:
        raise Refused(f"no_such_{what}", id=wanted)
    return {"name": name, TARGET[what]: wanted, "stands_for": NEW}


def _decide(ledger: Ledger, data: DataDir, what: str, body: dict, options: Namespace) -> int:
    """Write it down, publish, and say how many names wait before and after."""
    from etl.build import build
    from etl.commands import show

    before = _waiting(_warehouse(data), what)
    ledger.append(KIND_OF[what], body, who=options.who, why=options.why)
    try:
        path = build(data)
    except BuildFailed as failed:
        raise Refused("build_failed", why=str(failed)) from failed
    after = _waiting(path, what)
    said = {"warehouse": path.name, "answer": body, "before": before, "after": after}
    words = {
        f"{k}_{n}": v for k, one in (("before", before), ("after", after)) for n, v in one.items()
    }
    show(said, options, text("names.done", warehouse=path.name, **words))
    return 0


def _list(data: DataDir, what: str, options: Namespace) -> int:
    from etl.commands import show

    warehouse, found = _warehouse(data), defaultdict(list)
    for name, *one in _ask(warehouse, SUGGESTED, {"what": what}):
        found[name].append(dict(zip(SUGGESTION, one, strict=True)))
    listed = [
        dict(zip(NAME, row, strict=True)) | {"suggestions": found[row[0]]}
        for row in _ask(warehouse, LISTED, {"what": what})
    ]
    lines = []
    for one in listed:
        lines.append(text("names.waiting", **one))
        lines += [f"    {s['id']}: {s['name']} ({sentence(s)})" for s in one["suggestions"]]
    show({"names": listed}, options, "\n".join(lines) or text("names.nothing_waits"))
    return 0


def _one_line(said: str) -> str:
    """A name as the warehouse has it."""
    return " ".join(nfc(said).split())


def sentence(suggestion: dict) -> str:
    """Why it is suggested, as a sentence."""
    return text(f"names.reason.{suggestion['reason']}", detail=suggestion["detail"])


def _warehouse(data: DataDir) -> Path:
    published = data.warehouses()
    if not published:
        raise Refused("nothing_loaded")
    return published[-1]


def _waiting(warehouse: Path, what: str) -> dict[str, int]:
    ((names, rows),) = _ask(warehouse, WAITING, {"what": what})
    return {"names": names, "rows": rows}


def _ask(warehouse: Path, sql: str, params: dict) -> list[tuple]:
    import duckdb

    db = duckdb.connect(str(warehouse), read_only=True)
    try:
        return db.execute(sql, params).fetchall()
    finally:
        db.close()
