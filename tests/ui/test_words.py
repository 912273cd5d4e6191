"""Text from files, shown where Markdown is read, is shown as it stands."""

import re

import pytest

from ui.words import plain

JOINER = "\u2060"


@pytest.mark.parametrize(
    "text",
    [
        "<b>x</b> :red[đỏ] $a_b$ **đậm** [l](x) `c` \\n ~~x~~ | & {a}",
        "# 1. - + > mục",
        ":material/home: :smile:",
        "www.a.vn http://a.vn a@b.vn",
        "-> <- <=> ~=",
    ],
)
def test_unescaped_it_is_the_same_text(text):
    assert re.sub(r"\\(.)", r"\1", plain(text)).replace(JOINER, "") == text


@pytest.mark.parametrize(
    ("text", "parted"),
    [
        ("http://a.vn", f":{JOINER}//"),
        ("www.a.vn", f"www{JOINER}"),
        ("a@b.vn", f"@{JOINER}"),
        (":material/home:", f":{JOINER}material"),
        ("a -> b", f"-{JOINER}>"),
    ],
)
def test_what_is_recognised_after_the_escapes_is_parted(text, parted):
    assert parted in plain(text).replace("\\", "")


def test_line_breaks_become_spaces_and_no_break_spaces_stay():
    assert plain(" a\n b\u00a0c ") == "a b\u00a0c"
