"""Names from files stay names, numbers are written as in Vietnam, colours can be told apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui import chart_parts as parts
from ui import theme


@pytest.mark.parametrize(
    ("text", "width", "shown"),
    [
        ("Văn phòng", 18, "Văn phòng"),
        ("Phòng Quản lý Thương mại", 18, "Phòng Quản lý<br>Thương mại"),
        (
            "Trung tâm Khuyến công và Tư vấn công nghiệp",
            18,
            "Trung tâm Khuyến<br>công và Tư vấn cô…",
        ),
        ("<b>A</b> & B", 18, "&lt;b&gt;A&lt;/b&gt; &amp; B"),
        ("", 18, ""),
        ("x" * 30, 10, "xxxxxxxxxx<br>xxxxxxxxx…"),
    ],
)
def test_wrapped(text, width, shown):
    assert parts.wrapped(text, width) == shown


@given(st.text(), st.integers(4, 30))
def test_no_name_brings_markup_of_its_own(text, width):
    for made in (parts.name(text), parts.clipped(text, width), parts.wrapped(text, width)):
        bare = made.replace("<br>", "", 1)
        assert "<" not in bare and ">" not in bare


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (0, "0"),
        (999, "999"),
        (1000, "1.000"),
        (1234567, "1.234.567"),
        (3.5, "3,5"),
        (12.0, "12"),
        (1234.56, "1.234,6"),
        (None, "–"),
    ],
)
def test_number(value, written):
    assert parts.number(value) == written


@pytest.mark.parametrize(
    ("value", "top", "step"), [(0, 6, 0), (1, 6, 1), (5, 6, 5), (6, 6, 5), (0, 0, 0)]
)
def test_shade(value, top, step):
    assert parts.shade(value, top) == theme.SHADES[step]


@pytest.mark.parametrize(
    ("row", "shown"),
    [
        ({"label": "Thanh tra Sở"}, "Thanh tra Sở"),
        ({"label": "Phòng Quản lý Thương mại", "note": "n = 3"}, "Phòng Quản lý Thươn…<br>n = 3"),
        ({"label": "A", "note": "<i>"}, "A<br>&lt;i&gt;"),
    ],
)
def test_row_label(row, shown):
    assert parts.row_label(row) == shown


def luminance(color: str) -> float:
    """WCAG 2: relative luminance of #RRGGBB."""
    channels = [int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return sum(w * c for w, c in zip((0.2126, 0.7152, 0.0722), linear))


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("name", [*theme.CLASSES, *theme.MEASURES])
def test_a_number_on_a_bar_can_be_read(name):
    look = theme.look(name)
    assert contrast(look.ink, look.ground if look.hatched else look.color) >= 4.5


@pytest.mark.parametrize("color", theme.SHADES)
def test_a_number_on_a_shade_can_be_read(color):
    assert contrast(theme.SHADE_INK, color) >= 4.5


def test_every_class_has_its_own_colour():
    assert len({look.color for look in theme.CLASSES.values()}) == len(theme.CLASSES) == 9
