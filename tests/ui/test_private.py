"""A cell that the gate hid says so in the reader's language; the others stand as they are."""

from ui.private import masked
from viewer import HIDDEN


def test_a_word_stands_where_a_cell_was_hidden():
    assert masked(["1", HIDDEN, "", "Đề nghị"]) == ["1", "(không hiển thị)", "", "Đề nghị"]
