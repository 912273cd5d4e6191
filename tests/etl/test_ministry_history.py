"""A ministry's lists of nine days in April 2017, in five layouts, are one history.

The lists go through the reader as they came: nobody names a column, and of the one whose headings
stand over other columns the correction that its refusal proposes is accepted. What is expected is
read from the files by another library.
"""

from collections import Counter
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from pathlib import Path
from unicodedata import normalize

import openpyxl
import pytest

from etl.profiles import staged
from etl.staging import Staged
from etl.uploads import Upload, sha256_of
from metrics import Store, history, measure
from metrics.filters import Filters
from tests.warehouses import Export, warehouse

# File -> its moment, and where the tasks stand in its cells; no layout has an id.
LISTS = {
    "Danhmucbaocao030417011804": "2017-04-03 01:18:04",
    "Danhmucnhiemvu050417090944": "2017-04-05 09:09:44",
    # The headings stand over other columns; the list has no due dates.
    "Danhmucnhiemvu070417063710": "2017-04-07 06:37:10",
    "Danhmucnhiemvu110417055653": "2017-04-11 05:56:53",
    "Danhmucnhiemvu120417053102": "2017-04-12 05:31:02",
}
SUBJECT = 1  # the tasks' column, in every one of them
ORDERS = [(0, 1, 2, 3, 4), (4, 3, 2, 1, 0), (2, 4, 0, 3, 1)]
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


@dataclass(frozen=True)
class List:
    """One list: the day it speaks for, its tasks as another library reads them, and as staged."""

    as_of: str
    subjects: list[str]
    staged: Staged


def listed(path: Path, as_of: str, folder: Path) -> List:
    """Through the reader as an export of the source «bộ», a proposed correction accepted."""
    _, *rows = openpyxl.load_workbook(path, read_only=True).active.values
    upload = Upload(sha256_of(path), path.name, path.stat().st_size, source="bộ")
    read = staged(upload, path, folder, {}, accept=True)
    return List(
        as_of, [" ".join(normalize("NFC", str(row[SUBJECT])).split()) for row in rows], read
    )


@pytest.fixture(scope="module")
def lists(exports: Path, tmp_path_factory) -> list[List]:
    files, folder = exports / "ministry_2017", tmp_path_factory.mktemp("staged")
    with ThreadPoolExecutor(2) as pool:
        read = [
            pool.submit(listed, files / f"{name}.xlsx", as_of, folder)
            for name, as_of in LISTS.items()
        ]
    return [one.result() for one in read]


@pytest.fixture(scope="module")
def stores(lists, tmp_path_factory) -> list[Store]:
    folder = tmp_path_factory.mktemp("ministry")
    return [_built(folder, *(lists[n] for n in order)) for order in ORDERS]


def _built(folder: Path, *lists: List, known: date | None = None) -> Store:
    """A warehouse of these lists, numbered in this order."""
    more = tuple(one.staged for one in lists)
    return warehouse(folder, UNITS, more=more, keep_order=True, answers=SHORT, known=known)


def cases(store: Store) -> list[dict]:
    """Every row of the lists, its text on one line."""
    rows = store.query(
        "select as_of, subject, document_no, case_id from observation where source = 'bộ'"
    )
    return [row | {"subject": " ".join(row["subject"].split())} for row in rows]


def test_the_reader_takes_every_row_of_every_list(lists):
    assert [one.staged.as_of[0].isoformat(" ") for one in lists] == list(LISTS.values())
    assert [one.staged.summary["rows"]["loaded"] for one in lists] == [56, 71, 77, 184, 429]
    assert [len(one.subjects) for one in lists] == [56, 71, 77, 184, 429]


def test_the_same_text_is_one_case_across_layouts(stores, lists):
    """Of the texts that stand once in each of two lists, all are one case; at least 95% must be."""
    for store in stores:
        found = {
            (one["as_of"].isoformat(" "), one["subject"]): one["case_id"] for one in cases(store)
        }
        same, one_case = 0, 0
        for first, second in combinations(lists, 2):
            both = once(first.subjects) & once(second.subjects)
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
        assert len(told) == len(set(told)) == len(export.subjects)


def test_there_are_as_many_cases_as_different_tasks(stores, lists):
    """A text that stands n times in some list is n tasks; none is counted twice."""
    most: Counter[str] = Counter()
    for export in lists:
        most |= Counter(export.subjects)
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
    alone = _built(tmp_path, *lists[:2])
    whole = _built(tmp_path, *lists, known=DAYS[1])
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
