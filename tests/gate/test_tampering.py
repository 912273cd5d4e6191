"""What a reader could send instead of what the page offers: ids, filters, widgets, files of others.

Sent over the raw websocket; nothing foreign comes back, and what is not theirs answers like what
does not exist.
"""

from __future__ import annotations

from urllib.error import HTTPError
from uuid import uuid4

import pytest

from messages import text
from tests.gate.canaries import canaries, foreign, official
from tests.gate.conftest import ROLES, Running
from tests.gate.wire import Reader, Seen
from ui.pages_list import PAGES

READERS = ("an", "binh", "chi", "dung")
TRIED = (
    "overview",
    "overdue",
    "letter",
    "records",
    "person",
    "unit",
    "replies",
    "quality",
    "names",
)
# What a widget's state is called, by the element it belongs to.
STATES = {
    "button": ("trigger_value", True),
    "multiselect": ("string_array_value", ["B", "Phòng B", official("B", 1), "~", "' or 1=1 --"]),
    "selectbox": ("string_value", "Phòng B"),
    "arrow_data_frame": (
        "string_value",
        '{"selection":{"rows":[0,1,2,40],"columns":[],"cells":[]}}',
    ),
    "dataframe": ("string_value", '{"selection":{"rows":[0,1,2,40],"columns":[],"cells":[]}}'),
    "plotly_chart": ("string_value", '{"selection":{"points":[{"customdata":["B"]}]}}'),
    "text_input": ("string_value", "zqsb"),
}


def wrong(name: str, seen: Seen) -> list:
    return sorted(foreign(ROLES[name], canaries(bytes(seen.raw))))


@pytest.fixture(scope="module")
def offered(running: Running) -> dict[str, Seen]:
    """What the Office's pages offer: the ids of their widgets and files."""
    with running.reader("hoa") as reader:
        reader.visit("")
        yield {page: reader.visit(page) for page in TRIED}


@pytest.mark.parametrize("name", READERS)
def test_items_of_others_answer_like_items_that_do_not_exist(running: Running, name):
    unknown = text("item.unknown")
    with running.reader(name) as reader:
        reader.visit("")
        ids = [running.items[one] for one in ("NV-B00", "KN-C01", "NV-D02")]
        for given in (*ids, str(uuid4()), "' or true --", "../upload", ""):
            seen = reader.visit("item", {"item": given})
            assert not wrong(name, seen)
            if PAGES["item"].opens_to(ROLES[name]):
                assert unknown in seen.said, given


@pytest.mark.parametrize("name", READERS)
def test_widgets_of_the_office_give_nothing_of_others(running: Running, offered, name):
    with running.reader(name) as reader:
        reader.visit("")
        for page, seen in offered.items():
            own = reader.visit(page)
            for widgets in (seen.widgets, own.widgets):
                states = [(one, *STATES[kind]) for one, kind in widgets.items() if kind in STATES]
                clicked = [s for s in states if s[1] == "trigger_value" and _harmless(s[0])]
                quiet = [s for s in states if s[1] != "trigger_value"]
                for sent in (quiet, quiet[:1] + clicked[:1], *([c] for c in clicked[:6])):
                    assert not wrong(name, reader.visit(page, {}, sent)), (page, sent)


def _harmless(widget: str) -> bool:
    """Not what ends the session or writes something down."""
    return not any(word in widget for word in ("sign_out", "withdraw", "undo", "again", "reset"))


@pytest.mark.parametrize("name", READERS)
def test_parameters_and_page_names_that_no_page_offers(running: Running, name):
    with running.reader(name) as reader:
        reader.visit("")
        for query in (
            {"units": ["A", "B"], "officials": official("B", 2)},
            {"units": "B') or true --", "sources": "nhiem_vu", "kinds": "petitions"},
            {"period": "2023-08-01..2023-08-02", "units": "D"},
            {"person": official("B", 1), "of_unit": "B", "item": running.items["NV-B00"]},
        ):
            for page in ("overview", "overdue", "petitions", "person", "unit"):
                assert not wrong(name, reader.visit(page, query)), (page, query)
        for page in ("pages/data/upload.py", "../names", "upload/", "quality", "accounts"):
            assert not wrong(name, reader.visit(page)), page


@pytest.mark.parametrize("name", ["an", "chi"])
def test_files_made_for_the_office_are_not_handed_to_others(running: Running, offered, name):
    key, file_id = next(one for one in offered["overview"].files)
    with running.reader(name) as reader:
        reader.visit("")
        with pytest.raises((HTTPError, AssertionError)):
            reader.file(file_id)
    with running.reader("hoa") as reader:
        reader.visit("")
        address = reader.address(reader.visit("overview").files[0][1])
        assert reader.fetch(address)
        with pytest.raises(HTTPError):
            running.reader(name).fetch(address)
    assert key


def test_a_session_of_streamlit_is_its_owners(running: Running):
    """Another reader who names the Office's session is given one of their own."""
    with running.reader("hoa") as office:
        office.visit("", {"units": "B"})
        thief = Reader(running.url, running.cookies["an"], office.session)
        with thief:
            assert not wrong("an", thief.visit("overview"))
            assert thief.session != office.session
