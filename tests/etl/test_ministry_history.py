"""A ministry's lists of nine days in April 2017, in five layouts, are one history.

The cells are read here by another library and named by hand, so that this is about identity and
time alone; that the files are recognised is tested elsewhere.
"""

import re
from collections import Counter
from collections.abc import Iterable
from datetime import date
from itertools import combinations
from pathlib import Path
from unicodedata import normalize

import openpyxl
import pytest

from metrics import Store, history, measure
from metrics.filters import Filters
from tests.warehouses import Export, warehouse

# File -> as-of and the fields of its columns ("-": not used); no layout has an id.
NEWER = "- subject document_no unit support_units due_on source_status progress_note -"
LAYOUTS = {
    "Danhmucbaocao030417011804": (
        "2017-04-03 01:18:04",
        "- subject assigned_by opened_on document_no unit support_units due_on source_status",
    ),
    "Danhmucnhiemvu050417090944": ("2017-04-05 09:09:44", NEWER[: NEWER.index(" progress")]),
    # The headings stand over other columns; the list has no due dates.
    "Danhmucnhiemvu070417063710": (
        "2017-04-07 06:37:10",
        "- subject unit source_status progress_note support_units document_no",
    ),
    "Danhmucnhiemvu110417055653": ("2017-04-11 05:56:53", NEWER),
    "Danhmucnhiemvu120417053102": ("2017-04-12 05:31:02", NEWER),
}
ORDERS = [(0, 1, 2, 3, 4), (4, 3, 2, 1, 0), (2, 4, 0, 3, 1)]
BLANKS = re.compile(r"[^\S\n]+")  # no-break spaces too, as the reader does
DAYS = [date(2017, 4, day) for day in (3, 5, 7, 11, 12)]
# The last list names units by short names; what a person would answer once for each.
SHORT = {
    "Vụ GDĐH": "Vụ Giáo dục Đại học", "Vụ KHTC": "Vụ Kế hoạch - Tài chính", "Vụ PC": "Vụ Pháp chế",
    "Vụ TCCB": "Vụ Tổ chức cán bộ", "Vụ GDTrH": "Vụ Giáo dục Trung học", "Văn phòng": "Văn Phòng Bộ",
    "Cục KTKĐ": "Cục Khảo thí và Kiểm định chất lượng giáo dục", "Vụ HTQT": "Vụ Hợp tác Quốc tế",
    "Cục NGCB": "Cục Nhà giáo và Cán bộ quản lý giáo dục", "Vụ GDTH": "Vụ Giáo dục Tiểu học",
    "Vụ CTHSSV": "Vụ Công tác học sinh, sinh viên", "Vụ GDDT": "Vụ Giáo dục Dân tộc",
    "Cục CNTT": "Cục Công nghệ thông tin", "Vụ GDMN": "Vụ Giáo dục Mầm non", "TTr": "Thanh tra",
    "Vụ TĐKT": "Vụ Thi đua Khen thưởng", "Vụ GDTX": "Vụ Giáo dục Thường xuyên",
    "Cục CSVC": "Cục Cơ sở vật chất và Thiết bị trường học, đồ chơi trẻ em",
    "Vụ KHCNMT": "Vụ Khoa học, Công nghệ và Môi trường", "Cục ĐTVNN": "Cục Đào tạo với nước ngoài",
    "Vụ GDQP": "Vụ Giáo dục Quốc phòng", "VP BCSĐ": "Văn phòng Ban cán sự Đảng",
    "Viện KHGDVN": "Viện Khoa học Giáo dục Việt Nam",
}  # fmt: skip
UNITS = Export("2017-01-01", "unit_name", [(name,) for name in SHORT.values()], kind="units")


def listed(path: Path, as_of: str, head: str) -> Export:
    """One list as an export of the source «bộ», its cells as text."""
    fields = head.split()
    used = [n for n, field in enumerate(fields) if field != "-"]
    _, *rows = openpyxl.load_workbook(path, read_only=True).active.values
    cells = [
        tuple(BLANKS.sub(" ", normalize("NFC", str(row[n] or ""))) for n in used) for row in rows
    ]
    return Export(as_of, " ".join(fields[n] for n in used), cells, source="bộ")


@pytest.fixture(scope="module")
def lists(exports: Path) -> list[Export]:
    folder = exports / "ministry_2017"
    return [listed(folder / f"{name}.xlsx", *layout) for name, layout in LAYOUTS.items()]


@pytest.fixture(scope="module")
def stores(lists, tmp_path_factory) -> list[Store]:
    folder = tmp_path_factory.mktemp("ministry")
    return [
        warehouse(folder, UNITS, *(lists[n] for n in order), keep_order=True, answers=SHORT)
        for order in ORDERS
    ]


def subjects(export: Export) -> list[str]:
    place = export.head.split().index("subject")
    return [" ".join(row[place].split()) for row in export.rows]


def cases(store: Store) -> list[dict]:
    return store.query(
        "select as_of, subject, document_no, case_id from observation where source = 'bộ'"
    )


def test_the_same_text_is_one_case_across_layouts(stores, lists):
    """Of the texts that stand once in each of two lists, all are one case; at least 95% must be."""
    found = {
        (one["as_of"].isoformat(" "), one["subject"]): one["case_id"] for one in cases(stores[0])
    }
    same, one_case = 0, 0
    for first, second in combinations(lists, 2):
        both = once(subjects(first)) & once(subjects(second))
        same += len(both)
        one_case += sum(found[first.as_of, s] == found[second.as_of, s] for s in both)
    assert same > 600
    assert one_case == same, f"{one_case} of {same}"


def once(texts: Iterable[str]) -> set[str]:
    return {text for text, number in Counter(texts).items() if number == 1}


def test_no_row_of_one_list_is_two_cases_and_no_two_rows_are_one(stores, lists):
    for export in lists:
        told = [
            one["case_id"]
            for one in cases(stores[0])
            if one["as_of"].isoformat(" ") == export.as_of
        ]
        assert len(told) == len(set(told)) == len(export.rows)


def test_there_are_as_many_cases_as_different_tasks(stores, lists):
    """A text that stands n times in some list is n tasks; none is counted twice."""
    most: Counter[str] = Counter()
    for export in lists:
        most |= Counter(subjects(export))
    expected = sum(most.values())
    assert len({one["case_id"] for one in cases(stores[0])}) == expected
    last = Filters(DAYS[-1], per="case", roles=("lead",))
    assert measure.settlement(stores[0], last)[0]["total"] == expected


def test_equal_texts_follow_their_document(stores):
    """«Đề án tổ chức Olympic Vật lí» stood once on 11/4 (132/TB) and twice on 12/4, first under
    another document: the task of 11/4 is the second of them."""
    rows = [one for one in cases(stores[0]) if one["subject"].startswith("Đề án tổ chức Olympic")]
    documents: dict[str, set] = {}
    for one in rows:
        documents.setdefault(one["case_id"], set()).add(one["document_no"])
    assert sorted(documents.values(), key=sorted) == [{"132/TB-BGDĐT"}, {"6093/27-12-2016"}]


def test_any_order_of_loading_gives_the_same_figures(stores):
    for day in DAYS:
        for per in ("item", "case"):
            now = Filters(day, roles=(), per=per)
            told = [measure.settlement(store, now, "unit") for store in stores]
            assert told[0] == told[1] == told[2]


def test_what_was_said_then_is_what_the_lists_of_then_say(stores, lists, tmp_path):
    """Known on 5/4 is what the first two lists alone give."""
    alone = warehouse(tmp_path, UNITS, *lists[:2], answers=SHORT)
    whole = warehouse(tmp_path, UNITS, *lists, answers=SHORT, known=DAYS[1])
    now = Filters(DAYS[1], roles=())
    assert measure.settlement(whole, now, "unit") == measure.settlement(alone, now, "unit")


def test_one_task_has_its_whole_history(stores):
    """Drafting the self-governance scheme: due 30/3 in four lists, not said in the one of 7/4."""
    store = stores[0]
    begins = "subject like 'Triển khai xây dựng Đề án tự chủ giáo dục đại học%'"
    (case,) = store.query(f"select distinct case_id from observation where {begins}")
    seen = history.observations(store, case["case_id"])
    due = date(2017, 3, 30)
    assert [(one["as_of"], one["due_on"]) for one in seen] == [
        (day, None if day == DAYS[2] else due) for day in DAYS
    ]
    (item,) = [
        one for one in history.items(store, case["case_id"], DAYS[-1]) if one["role"] == "lead"
    ]
    assert (item["class"], item["due_on"], item["unit"]) == (
        "open_overdue", due, "Vụ Giáo dục Đại học",
    )  # fmt: skip
    (on_the_seventh,) = [
        one for one in history.items(store, case["case_id"], DAYS[2]) if one["role"] == "lead"
    ]
    assert on_the_seventh["class"] == "open_overdue", "a list without due dates takes none away"
