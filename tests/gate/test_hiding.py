"""What is written of a petitioner in the texts of a row: found however it is written, cheaply."""

from collections.abc import Callable

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from layout import REPO
from store.opened import MACROS
from viewer import HIDDEN

# Letters with two cases in and outside of Vietnamese, blanks, separators, forms of address.
PIECES = st.sampled_from(
    [*"aAăĂđĐơƠưƯếẾkKſsSµμΜßẞıİ;,.", " ", "\u00a0", "\n", "\u3000", "(", "Ông ", "bà ", "Lê"]
)


@pytest.fixture(scope="module")
def hide() -> Callable[[str, list], list]:
    db = duckdb.connect()
    for script in MACROS:
        db.execute((REPO / "etl/sql" / script).read_text("utf-8"))

    def asked(expression: str, *values: str | None) -> str | None:
        return db.execute(f"select {expression} from (select ? as t, ? as n)", values).fetchone()[0]

    return asked


@pytest.mark.parametrize(
    ("text", "sender", "left"),
    [
        ("Đơn của Lê Văn Tám", "Lê Văn Tám", f"Đơn của {HIDDEN}"),
        ("Đơn của LÊ  VĂN\nTÁM", "ông Lê Văn Tám", f"Đơn của {HIDDEN}"),
        ("Đơn của Lê\u00a0Văn\u2009Tám", "Lê Văn Tám", f"Đơn của {HIDDEN}"),
        ("Lê Văn Tám và Đỗ Thị Chín", "Lê Văn Tám; Đỗ Thị Chín", f"{HIDDEN} và {HIDDEN}"),
        ("Kiến nghị về điện", "Lê Văn Tám", "Kiến nghị về điện"),
        ("Hạn 3 (ba) ngày", "(ba", "Hạn 3 (ba) ngày".replace("(ba", HIDDEN)),
        ("ſo \u212a", "SO K", HIDDEN),  # letters that only a pattern folds
        ("An", "An", "An"),  # too short to tell from a word
        ("Kiến nghị", None, "Kiến nghị"),
        (None, "Lê Văn Tám", None),
        ("", "Lê Văn Tám", ""),
    ],
)
def test_a_name_is_hidden_wherever_it_is_written(hide, text, sender, left):
    assert hide("without_names(t, n)", text, sender) == left


@given(st.lists(PIECES, max_size=12).map("".join), st.lists(PIECES, max_size=5).map("".join))
def test_looking_first_changes_nothing(hide, text, name):
    """The quick look says only that nothing is there: what is hidden is what the patterns hide."""
    around = f"x {text} y {name} z" if len(text) % 2 else text
    every = "without(t, regexp_split_to_array(coalesce(n, ''), '[;,\\n]'))"
    assert hide("without_names(t, n)", around, name) == hide(every, around, name)
