"""Theo dõi thực hiện nhiệm vụ through app.py: who may open it, that its numbers open their rows,
that nobody approves what they asked for."""

import logging
import re
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook
from streamlit.testing.v1 import AppTest

from layout import REPO, DataDir
from ledger import Ledger
from messages import text
from metrics import open_store, record_flags, record_work
from metrics.catalog import CLASSES, DUE_BASES
from metrics.filters import Filters
from metrics.lists import Listing, listed, number
from metrics.measure import rows
from metrics.periods import parse
from metrics.record import Subject
from ui import data, drill, tables, who
from viewer import Viewer

logging.getLogger("streamlit").setLevel(logging.ERROR)  # it misses its server
NOW = Filters(date(2023, 12, 14), parse("2023H2"))
MAI, UNIT = Subject("official", "Đinh Thu Mai"), Subject("unit", "XNK")
OFFICE, OTHER = Viewer("vanthu", "office"), Viewer("chanhvp", "office")
OFFICIAL = Viewer("mai", "official", officials=("Đinh Thu Mai",))
PAGES = ("person", "unit", "records", "replies")


def visit(data: Path, monkeypatch, page: str, viewer: Viewer | None, **query: str) -> AppTest:
    monkeypatch.setenv("DUNGHAN_DATA", str(data))
    if viewer:
        monkeypatch.setattr(who, "current", lambda: viewer)
    seen = AppTest.from_file(str(REPO / "app.py"), default_timeout=60)
    for name, value in query.items():
        seen.query_params[name] = value
    seen.run().switch_page(f"pages/record/{page}.py").run()
    assert not seen.exception and not seen.error
    return seen


def said(seen: AppTest) -> str:
    return re.sub(r"\\(.)", r"\1", "\n".join(m.value for m in seen.markdown).replace("\u2060", ""))


def table(seen: AppTest, *columns: str):
    return [d.value for d in seen.dataframe if {*columns} <= {*d.value.columns}]


@pytest.mark.parametrize("page", PAGES)
def test_no_page_of_a_record_opens_without_an_account(sample_data, monkeypatch, page):
    seen = visit(sample_data, monkeypatch, page, None)
    assert text("door.needs_account") in [info.value for info in seen.info]
    assert not seen.dataframe


@pytest.mark.parametrize(("page", "subject"), [("person", MAI), ("unit", UNIT)])
def test_every_number_opens_rows_that_sum_to_it(sample_data, monkeypatch, page, subject):
    query = {"person": subject.key} if page == "person" else {"of_unit": subject.key}
    seen = visit(sample_data, monkeypatch, page, OFFICE, period="2023H2", **query)
    store, mine = open_store(DataDir(sample_data)), subject.filters(NOW)
    shown = table(seen, "of", "total")[: len(record_work.BY)]  # before what was carried over
    for by, found in zip(record_work.BY, shown, strict=True):
        groups = record_work.grouped(record_work.handled(store, mine), by)
        lists_of = [mine] * (len(groups) > 1) + [drill.of_group(mine, by, g[by]) for g in groups]
        assert len(found) == len(lists_of)
        for (_, row), filters in zip(found.iterrows(), lists_of, strict=True):
            for name in [c for c in found.columns if c != "of"]:
                assert row[name] == number(store, Listing(filters, name)), (row["of"], name)
            assert row["total"] == sum(row[c] for c in CLASSES if c in found.columns)
        opened = listed(store, Listing(lists_of[0]))
        assert len(opened) == found.iloc[0]["total"]
        assert all(one["file"] and one["upload"] and one["row"] for one in opened)
    (late,) = table(seen, "progress_note")
    assert len(late) == number(store, Listing(mine, "late"))


@pytest.mark.parametrize("basis", ["current", "first"])
def test_a_long_list_of_late_items_is_whole_in_its_files(sample_data, monkeypatch, basis):
    """The screen ends where lists end and says so; the number and the files have every item."""
    monkeypatch.setattr(data, "ROWS_SHOWN", 2)
    drawn, show = {}, tables.show

    def keep(rows, columns, export, *, key, about, **words):
        drawn[key] = rows, export, about
        return show(rows, columns, export, key=key, about=about, **words)

    monkeypatch.setattr(tables, "show", keep)
    visit(sample_data, monkeypatch, "unit", OFFICE, of_unit=UNIT.key, period="2023H2",
          due_basis=basis)  # fmt: skip
    mine = replace(UNIT.filters(NOW), due_basis=basis)
    every = record_work.late(open_store(DataDir(sample_data)), mine)
    rows, export, about = drawn["record.late"]
    assert [r["item_id"] for r in rows] == [r["item_id"] for r in every[:2]]
    assert text("list.cut", shown="2") in about and export.rows == len(every) > 2
    sheet = load_workbook(BytesIO(export.excel())).active
    lines = [[cell for cell in line if cell] for line in sheet.iter_rows(values_only=True)]
    for item in every:
        wanted = {item["source_id"], item["row"], text(f"class.{item[DUE_BASES[basis]]}")}
        assert any(wanted <= {*line} for line in lines)


class Choosing:
    """Stands in for the reader's hand on tables of numbers: what is drawn, and the cell chosen."""

    def __init__(self, monkeypatch) -> None:
        self.drawn: dict[str, tuple[list, list[str]]] = {}
        self.cell: tuple[str, int, str] | None = None
        monkeypatch.setattr(tables, "cells", self.cells)

    def cells(self, rows, columns, export, *, key, **_words):
        name = key.rsplit(".", 1)[0]
        self.drawn[name] = rows, [column.field for column in columns]
        return self.cell[1:] if self.cell and self.cell[0] == name else None

    def numbers(self):
        """Every cell with a number: table, row, field, number."""
        for name, (lines, fields) in list(self.drawn.items()):
            for place, row in enumerate(lines):
                for field in fields:
                    if isinstance(row[field], int):
                        yield name, place, field, row[field]


TABLES = {"record.kind", "record.source", "record.excluded", "record.left_over", "record.changes"}


@pytest.mark.parametrize(("page", "subject", "step"), [("person", MAI, 1), ("unit", UNIT, 3)])
def test_a_click_on_any_number_opens_as_many_rows(excluded, monkeypatch, page, subject, step):
    """Every number of a person, each third of a unit, whose page is the same. A difference opens
    the lists of both periods; each row names upload and row (a text file has no sheet)."""
    query = {"person": subject.key} if page == "person" else {"of_unit": subject.key}
    hand, store = Choosing(monkeypatch), open_store(DataDir(excluded))
    monkeypatch.setattr(drill, "show", lambda files: None)  # what is asked for is looked at here
    seen = visit(excluded, monkeypatch, page, OFFICE, period="2023H2", **query)
    del hand.drawn["excluded"]  # of the page that opens first
    assert set(hand.drawn) == TABLES
    checked = 0
    for name, place, field, shown in list(hand.numbers())[::step]:
        hand.cell = (name, place, field)
        seen.run()
        opened = seen.session_state[drill.OPEN]
        found = [number(store, listing) for _, listing in opened.choices]
        wanted = found[0] if field != "change" else found[0] - found[1]
        assert (opened.origin, wanted) == (name, shown), hand.cell
        seen.session_state[drill.OPEN] = None
        checked += 1
        if shown and checked % 9 == 0:
            every = [row for _, one in opened.choices[:1] for row in listed(store, one)]
            assert all(row["file"] and row["upload"] and row["row"] for row in every)
    assert checked * step > 40


def test_what_is_to_be_minded_opens_its_papers(sample_data, monkeypatch):
    store = open_store(DataDir(sample_data))
    flag = next(f for f in record_flags.flags(store, NOW) if f["flag"] == record_flags.THREE)
    seen = visit(sample_data, monkeypatch, "person", OFFICE, person=flag["official"],
                 period="2023H2")  # fmt: skip
    place = record_flags.flags(store, NOW, Subject("official", flag["official"])).index(flag)
    seen.button(key=f"flag.{place}").click().run()
    assert not seen.exception
    (papers,) = [d.value for d in seen.dataframe if d.value.shape[0] == len(flag["record_ids"])
                 and {"document_no", "signer", "row"} <= {*d.value.columns}][-1:]  # fmt: skip
    assert len(papers) >= 3 and papers["file"].all() and papers["row"].all()


def overview(data: Path, monkeypatch) -> None:
    monkeypatch.setenv("DUNGHAN_DATA", str(data))
    seen = AppTest.from_file(str(REPO / "app.py"), default_timeout=60)
    seen.query_params["period"] = "2023H2"
    seen.run().switch_page("pages/figures/overview.py").run()
    assert not seen.exception


def test_the_settlement_page_has_the_unit_with_and_without(excluded, monkeypatch):
    hand = Choosing(monkeypatch)
    overview(excluded, monkeypatch)
    whole, rest = hand.drawn["excluded"][0]
    assert [(row["of"], row["left_out"]) for row in (whole, rest)] == [
        ("Phòng Quản lý xuất nhập khẩu và Hội nhập", 2)] * 2  # fmt: skip
    assert whole["total"] - rest["total"] == 2 and whole["late"] - rest["late"] == 1


def test_where_nothing_was_excluded_no_such_table_stands(sample_data, monkeypatch):
    hand = Choosing(monkeypatch)
    overview(sample_data, monkeypatch)
    visit(sample_data, monkeypatch, "person", OFFICE, person=MAI.key, period="2023H2")
    assert hand.drawn.keys() == TABLES - {"record.excluded"}


def test_an_official_sees_the_own_record_and_no_other(sample_data, monkeypatch):
    seen = visit(
        sample_data, monkeypatch, "person", OFFICIAL, person="Bùi Văn Sơn", period="2023H2"
    )
    (chosen,) = [box for box in seen.selectbox if box.key == "person"]
    assert chosen.options == ["Đinh Thu Mai"] and chosen.value == "Đinh Thu Mai"
    assert "Bùi Văn Sơn" not in said(seen)
    assert not [
        button for button in seen.button if button.key == "entry.keep"
    ]  # the Office's alone


def test_the_director_has_no_papers_here(sample_data, monkeypatch):
    seen = visit(sample_data, monkeypatch, "person", OFFICE, person="Trần Phương Mai")
    assert text("record.leads") in [info.value for info in seen.info]
    assert not table(seen, "document_no", "form")


def test_all_papers_are_searched_without_accents(sample_data, monkeypatch):
    seen = visit(sample_data, monkeypatch, "records", OFFICE)
    every = sum(len(d) for d in table(seen, "kind", "grounds"))
    seen.text_input(key="records.search").set_value("dinh thu mai").run()
    found = table(seen, "kind", "grounds")
    assert 0 < sum(len(d) for d in found) < every
    assert {name for d in found for name in d["official"]} == {"Đinh Thu Mai"}


@pytest.fixture
def excluded(own_data) -> Path:
    """One late item of an official and one that is not, both of one unit, excluded."""
    store, ledger = open_store(DataDir(own_data)), Ledger(DataDir(own_data).ledger)
    late = rows(store, MAI.filters(NOW), "late")
    in_time = [row for row in rows(store, MAI.filters(NOW)) if row not in late]
    for item in (late[0], in_time[0]):
        ledger.append("exclusion_made", {"item_id": item["item_id"], "objection_id": "o"},
                      who="chanhvp", why="Trùng dòng")  # fmt: skip
    return own_data


@pytest.fixture
def asked(own_data) -> Path:
    """An objection and a đính chính of one item, both asked for by a clerk."""
    store = open_store(DataDir(own_data))
    item = rows(store, MAI.filters(NOW), "late")[0]
    ledger = Ledger(DataDir(own_data).ledger)
    about = {n: item[n] for n in ("item_id", "case_id", "role", "unit_id")}
    ledger.append("objection_made", {"objection_id": "o1", "rows": [{"item_id": item["item_id"]}]},
                  who="vanthu", why="Đã xong")  # fmt: skip
    change = {"field": "closed_on", "old_value": item["closed_on"].isoformat(),
              "new_value": item["due_on"].isoformat(), "document_no": "5/BC", "person": "Lê"}  # fmt: skip
    ledger.append("correction_asked", {"correction_id": "c1", **about, **change}, who="vanthu",
                  why="Có văn bản")  # fmt: skip
    return own_data


@pytest.mark.parametrize("kind", ["objection", "correction"])
@pytest.mark.parametrize("answer", ["yes", "no"])
def test_nobody_answers_what_they_asked_for(asked, monkeypatch, kind, answer):
    ledger = Ledger(DataDir(asked).ledger)
    before = len(ledger.entries())
    seen = visit(asked, monkeypatch, "replies", OFFICE)
    seen.text_area(key=f"answer.{kind}.{kind[0]}1").set_value("Đúng")
    seen.button(key=f"{kind}.{answer}").click().run()
    assert [e.value for e in seen.error] == [text("answer.refused.own_request")]
    (entry,) = ledger.entries(after=before)
    assert (entry.kind, entry.who, entry.body["because"]) == ("refused", "vanthu", "own_request")


def test_another_one_answers_with_a_reason(asked, monkeypatch):
    ledger = Ledger(DataDir(asked).ledger)
    seen = visit(asked, monkeypatch, "replies", OTHER)
    seen.button(key="objection.no").click().run()
    assert [e.value for e in seen.error] == [text("record_problem.answer")]
    seen.text_area(key="answer.objection.o1").set_value("Trùng dòng")
    seen.checkbox(key="answer.exclude.o1").set_value(True)
    seen.button(key="objection.yes").click().run()
    last = ledger.entries("objection_answered", "exclusion_made")
    assert [(e.kind, e.who, e.why) for e in last] == [
        ("objection_answered", "chanhvp", "Trùng dòng"), ("exclusion_made", "chanhvp", "Trùng dòng")]  # fmt: skip
    seen = visit(asked, monkeypatch, "person", OFFICE, person=MAI.key, period="2023H2")
    assert "Có 1 việc đã loại sau phản hồi" in said(seen) and "~~" in said(seen)


def test_a_day_that_was_forgotten_is_not_taken_away(own_data, monkeypatch):
    """A đính chính without a new day is asked about; "no day" has to be said on purpose."""
    ledger = Ledger(DataDir(own_data).ledger)
    late = rows(open_store(DataDir(own_data)), MAI.filters(NOW), "done_late")[0]["item_id"]
    seen = visit(own_data, monkeypatch, "person", OFFICE, person=MAI.key, period="2023H2")
    seen.selectbox(key="ask.item.0").set_value(late).run()
    seen.selectbox(key="ask.field.0").set_value("closed_on").run()
    seen.text_input(key="ask.no.0").set_value("5/BC")
    seen.text_input(key="ask.who.0").set_value("Lê")
    seen.text_area(key="ask.because.0").set_value("Sai ngày")
    seen.button(key="correction.send").click().run()
    assert [e.value for e in seen.error] == [text("record_problem.correction")]
    assert ledger.entries("correction_asked") == []
    seen.checkbox(key="ask.none.0").check()
    seen.button(key="correction.send").click().run()
    (asked,) = ledger.entries("correction_asked")
    assert (asked.body["item_id"], asked.body["new_value"]) == (late, "")


def test_a_cause_is_noted_with_its_authority_and_paper(asked, monkeypatch):
    seen = visit(asked, monkeypatch, "person", OFFICE, person=MAI.key, period="2023H2")
    seen.button(key="FormSubmitter:cause-Ghi nhận").click().run()
    assert len(seen.error) == 1 and "Nguyên nhân khách quan" in seen.error[0].value
    for box, words in (("Nguyên nhân khách quan", "Lũ"),):
        next(a for a in seen.text_area if a.label == box).set_value(words)
    for box, words in (("Cấp xác nhận", "UBND tỉnh"), ("Văn bản xác nhận", "9/UBND")):
        next(a for a in seen.text_input if a.label == box).set_value(words)
    next(d for d in seen.date_input if d.label == "Ngày văn bản xác nhận").set_value(
        date(2023, 12, 1)
    )
    seen.button(key="FormSubmitter:cause-Ghi nhận").click().run()
    (late,) = table(seen, "objective_cause")
    assert "Lũ" in set(late["objective_cause"]) and "vanthu" in set(late["confirmed_by"])
