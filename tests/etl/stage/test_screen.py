"""A whole cell that is a degree of secrecy stops the file; nothing else does."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.read import Sheet
from etl.refusal import Refused
from etl.stage.cells import fill, open_scratch
from etl.stage.screen import is_secret_mark, screen

SECRET = [
    "Mật", "MẬT", "mật", "Tối mật", "TỐI MẬT", "Tuyệt mật", "TUYỆT  MẬT", "Tuyệt\nmật",
    "(Mật)", "[Tối mật]", "- Mật -", "Mật.", "“Mật”", "Độ mật: Mật", "ĐỘ MẬT: TUYỆT MẬT",
    "Mức độ mật: Tối mật", "Độ mật - Mật", "Toi mat", "MAT",
    "TuyÖt mËt", "MËt", "Toái maät", "MAÄT",
]  # fmt: skip
HARMLESS = [
    "", "Độ mật", "Độ mật:", "Mức độ mật", "Thường", "Không", "Không mật", "Bảo mật",
    "An toàn, bảo mật",
    "Mất", "Mặt", "Mắt", "Mật độ", "Mật khẩu", "Mật ong", "Giải mật", "Bí mật",
    "0", "t", "2026-03-04",
    "Công tác bảo vệ bí mật nhà nước: Tuyệt mật, Tối mật, Mật", "Độ mật: Thường",
]  # fmt: skip


@pytest.fixture(scope="module")
def scratch():
    with open_scratch() as db:
        yield db


@pytest.fixture(scope="module")
def screened(scratch):
    def of(sheets):
        scratch.execute("delete from cell_row")
        fill(scratch, sheets)
        screen(scratch)

    return of


@pytest.mark.parametrize("cell", SECRET)
def test_secret(cell, screened):
    sheet = Sheet("Trang 1", False, [[]] * 2_500 + [["1", cell, ""]])
    with pytest.raises(Refused) as refused:
        screened([Sheet("Khác", True, []), sheet])
    assert (refused.value.code, refused.value.params) == (
        "state_secret",
        {"sheet": "Trang 1", "row": 2_501},
    )


@pytest.mark.parametrize("cell", HARMLESS)
def test_harmless(cell, screened):
    screened([Sheet("Trang 1", False, [["1", cell], [cell]])])


@given(st.lists(st.lists(st.sampled_from(SECRET + HARMLESS) | st.text(max_size=6), max_size=4)))
def test_the_quick_way_finds_what_the_plain_one_finds(screened, rows):
    secret = any(is_secret_mark(cell) for row in rows for cell in row)
    try:
        screened([Sheet("x", False, rows)])
    except Refused:
        assert secret
    else:
        assert not secret
