"""Every name of the code stands in docs/glossary.md with the words of the Vietnamese catalogue,
and every published number in docs/methods.md; no link of the documents leads nowhere."""

import csv
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

import pytest

from access.keeping import KEPT as KEPT_BESIDE
from access.traces import KINDS as TRACES
from etl.decisions import KINDS as DECIDED
from etl.names.answers import KINDS as ANSWERS
from etl.profile import ALL_FIELDS, KINDS
from etl.profiles import KEPT
from etl.states import STATES, VERDICTS
from etl.uploads import REFUSED, REGISTERED, WITHDRAWN
from layout import REPO, UNITS_DIR
from messages import catalogue
from metrics.catalog import CLASSES, COUNTS, DIMENSIONS, DUE_BASES, RATES
from metrics.clocks import CLOCKS
from metrics.control import RULES
from metrics.flow import AGES
from metrics.holders import HOLDERS, UNSPLIT
from metrics.labels import LABELS
from metrics.letter_points import POINTS
from metrics.strata import TERMS, URGENCIES
from metrics.trend_points import MEASURES
from metrics.unit_reports import STATES as STATES_OF_REPORTS
from metrics.urging import HOW
from recorded.office import OFFICE
from recorded.records import RECORDS
from reports.figures import LATENCY
from reports.review.collect import COMMENT
from reports.review.freeze import FROZEN, ISSUED
from reports.review.people import PROPOSED
from reports.review.people import WITHDRAWN as PROPOSAL_WITHDRAWN
from reports.review.sentences import SECTIONS
from viewer import ROLES

DOCS = REPO / "docs"
GLOSSARY, METHODS = DOCS / "glossary.md", DOCS / "methods.md"
VI = catalogue("vi")
MACRO = re.compile(r"^create macro (\w+)\([^)]*\) as table", re.M)
LINK = re.compile(r"\]\((?!https?://|#)([^)#\s]+)")


@dataclass(frozen=True)
class Group:
    """One section of the glossary: the names that must stand in it, and where their label is."""

    names: Iterable[str]
    code: Callable[[str], str] | None = None  # None: the glossary itself is where the words stand


def under(prefix: str) -> Callable[[str], str]:
    return lambda name: f"{prefix}.{name}"


def listed(prefix: str) -> list[str]:
    """What the catalogue has under a prefix."""
    return [code.removeprefix(f"{prefix}.") for code in VI if code.startswith(f"{prefix}.")]


def authorities() -> set[str]:
    with (UNITS_DIR / "authorities.csv").open(encoding="utf-8", newline="") as file:
        return {row["authority"] for row in csv.DictReader(file)} | {"unknown"}


def warehouse_tables() -> set[str]:
    """Tables that a published warehouse holds, and macros that are used like one."""
    found = set()
    for script in sorted((REPO / "etl" / "sql").glob("*.sql")):
        text = script.read_text("utf-8")
        found |= set(re.findall(r"^create table (\w+)", text, re.M)) | set(MACRO.findall(text))
    return found


REVIEW_ENTRIES = (COMMENT, FROZEN, ISSUED, PROPOSED, PROPOSAL_WITHDRAWN)
GROUPS = {
    "Kinds of export": Group(KINDS, under("kind")),
    "Roles": Group(("lead", "support"), under("role")),
    "Fields": Group(ALL_FIELDS, under("field")),
    "States": Group(STATES),
    "Verdicts": Group(VERDICTS),
    "Classes": Group(CLASSES, under("class")),
    "Basis of a class": Group(listed("basis"), under("basis")),
    "Counts": Group(COUNTS, under("count")),
    "Rates": Group(RATES, under("rate")),
    "Labels": Group(LABELS, under("label")),
    "Urgency": Group(URGENCIES, under("urgency")),
    "Length of the term": Group(TERMS, under("term")),
    "Time to answer": Group(LATENCY, under("column")),
    "Clocks": Group(CLOCKS, under("clock")),
    "Measures of a trend": Group(MEASURES, under("trend")),
    "Marks of a trend": Group(RULES, under("rule")),
    "Days overdue": Group(AGES, under("age")),
    "Dimensions": Group(DIMENSIONS, under("column")),
    "Which due date": Group(DUE_BASES, under("due_basis")),
    "What is counted once": Group(listed("per"), under("per")),
    "Where an as-of date comes from": Group(listed("as_of_basis"), under("as_of_basis")),
    "What becomes of a row": Group(
        ("loaded", "rejected", "skipped"), lambda name: f"column.rows_{name}"
    ),
    "Why a row is left out": Group(listed("reason"), under("reason")),
    "Questions that rows raise": Group(listed("question"), under("question")),
    "Rules that read a term": Group(listed("due_rule"), under("due_rule")),
    "Where the year of a term comes from": Group(listed("due_year_from"), under("due_year_from")),
    "Rules that merge rows": Group(listed("merge_rule"), under("merge_rule")),
    "Assigning authorities": Group(authorities(), under("authority")),
    "Holders": Group(HOLDERS, under("holder")),
    "Why days are not split": Group(UNSPLIT, under("unsplit")),
    "Points of the letter": Group(POINTS, under("point")),
    "Roles of accounts": Group(ROLES, under("account_role")),
    "What is kept beside the ledger": Group(KEPT_BESIDE, lambda name: f"access.keep.{name[5:]}"),
    "Ledger entries": Group(
        (
            REGISTERED,
            WITHDRAWN,
            REFUSED,
            KEPT,
            *ANSWERS,
            *DECIDED,
            *TRACES,
            *(kind for table in RECORDS for kind in table.kinds),
        ),
        lambda name: f"history.{name}" if f"history.{name}" in VI else "",
    ),
    "States of a unit's report": Group(STATES_OF_REPORTS, under("unit_report")),
    "Ways of urging": Group(HOW, under("urge.how")),
    "Tables of the Office": Group([table.name for table in OFFICE]),
    "Sections of the report": Group(SECTIONS, under("review.section")),
    "Points before freezing": Group(listed("freeze.check"), under("freeze.check")),
    "Entries of a review": Group(REVIEW_ENTRIES),
    "Warehouse tables": Group(warehouse_tables()),
}


def sections(text: str) -> dict[str, dict[str, tuple[str, str]]]:
    """Heading -> name -> (Vietnamese label, meaning), of every table with a name in its first cell."""
    found: dict[str, dict[str, tuple[str, str]]] = {}
    heading = ""
    for line in text.splitlines():
        if line.startswith("## "):
            heading = line[3:].strip()
            found[heading] = {}
        elif line.startswith("| `"):
            name, label, meaning = (cell.strip() for cell in line.strip()[1:-1].split("|"))
            assert name.strip("`") not in found[heading], f"{heading}: {name} stands twice"
            found[heading][name.strip("`")] = (label, meaning)
    return found


def complaints(
    written: dict[str, dict[str, tuple[str, str]]], groups: dict[str, Group]
) -> list[str]:
    """What to add, mend or take out, one line each."""
    said = [f"add the section «{heading}»" for heading in groups if heading not in written]
    said += [f"take out the section «{heading}»" for heading in written if heading not in groups]
    for heading in groups.keys() & written.keys():
        said += _of_group(heading, written[heading], groups[heading])
    return sorted(said)


def _of_group(heading: str, rows: dict[str, tuple[str, str]], group: Group) -> list[str]:
    wanted = {name: VI.get(group.code(name), "") if group.code else "" for name in group.names}
    said = [
        f"«{heading}»: add the line | `{name}` | {wanted[name] or '<từ tiếng Việt>'} | <meaning> |"
        for name in wanted.keys() - rows.keys()
    ]
    said += [f"«{heading}»: take out `{name}`" for name in rows.keys() - wanted.keys()]
    for name in wanted.keys() & rows.keys():
        label, meaning = rows[name]
        if wanted[name] and label != wanted[name]:
            said.append(
                f"«{heading}»: `{name}` is «{wanted[name]}» in the catalogue, not «{label}»"
            )
        if not label or not meaning:
            said.append(f"«{heading}»: `{name}` needs a label and a meaning")
    return said


def test_the_glossary_is_complete():
    found = complaints(sections(GLOSSARY.read_text("utf-8")), GROUPS)
    assert not found, "docs/glossary.md\n" + "\n".join(found)


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (
            "| `late` | trễ | finished after its day |",
            "«G»: `late` is «quá hạn» in the catalogue, not «trễ»",
        ),
        ("| `early` | sớm | before |", "«G»: take out `early`"),
        ("", "«G»: add the line | `late` | quá hạn | <meaning> |"),
        ("| `late` | quá hạn |  |", "«G»: `late` needs a label and a meaning"),
    ],
)
def test_the_check_itself(monkeypatch, rows, said):
    monkeypatch.setitem(VI, "class.late", "quá hạn")
    groups = {"G": Group(("late",), under("class"))}
    assert said in complaints(sections(f"# x\n\n## G\n\n{rows}\n"), groups)
    assert complaints(sections("## G\n| `late` | quá hạn | after |\n"), groups) == []
    assert complaints({}, groups) == ["add the section «G»"]


def test_the_tables_are_read_off_the_build():
    assert {"work_item", "work_item_at", "upload", "hand_over"} <= warehouse_tables()
    assert not warehouse_tables() & {"item", "unit_cell", "done_class", "statutory_month"}


def test_every_published_number_has_its_method():
    text = METHODS.read_text("utf-8")
    named = {*CLASSES, *COUNTS, *LATENCY, *AGES, *DUE_BASES, *listed("per"), *listed("basis")}
    missing = sorted(name for name in named if f"`{name}`" not in text)
    missing += sorted(f"rate {name}" for name in RATES if f"**{name}**" not in text)
    assert not missing, f"docs/methods.md says nothing of {missing}"


@pytest.mark.parametrize(
    "file",
    [REPO / "README.md", *sorted(DOCS.rglob("*.md"))],
    ids=lambda file: str(file.relative_to(REPO)),
)
def test_links_lead_somewhere(file: Path):
    targets = LINK.findall(file.read_text("utf-8"))
    assert [target for target in targets if not (file.parent / target).exists()] == []


def test_every_picture_is_shown_and_small():
    shown = {
        (file.parent / target).resolve()
        for file in DOCS.rglob("*.md")
        for target in LINK.findall(file.read_text("utf-8"))
    }
    pictures = set((DOCS / "images").glob("*.png"))
    assert pictures and pictures <= shown
    assert [p.name for p in pictures if p.stat().st_size > 200_000] == []
