"""The edited table of authorities: well formed, and right on symbols that offices use."""

import csv

import pytest

from layout import UNITS_DIR

CODES = {
    "provincial_party",
    "provincial_committee",
    "government",
    "ministry",
    "department_leaders",
    "other",
}
with (UNITS_DIR / "authorities.csv").open(encoding="utf-8", newline="") as stream:
    ROWS = list(csv.DictReader(stream))


def authority(match: str, text: str) -> str | None:
    """The rule of data/units/README.md, said once more."""
    held = [
        row
        for row in ROWS
        if row["match"] == match and row["pattern"].casefold() in text.casefold()
    ]
    best = max(held, key=lambda row: (int(row["priority"]), len(row["pattern"])), default=None)
    return best and best["authority"]


def test_every_row_is_complete_and_no_pattern_stands_twice():
    for row in ROWS:
        assert row["match"] in ("symbol", "person") and row["authority"] in CODES, row
        assert row["pattern"].strip() == row["pattern"] != "" and row["priority"].isdigit(), row
    keys = [(row["match"], row["pattern"].casefold()) for row in ROWS]
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("924-TB/TU", "provincial_party"),
        ("1207-CV/BTCTU", "provincial_party"),
        ("55-TB/VPTU", "provincial_party"),
        ("18-NQ/TU", "provincial_party"),
        ("1234/UBND-VP", "provincial_committee"),
        ("2200/QĐ-UBND", "provincial_committee"),
        ("280/CĐ-TTg", "government"),
        ("12729/VPCP-KGVX", "government"),
        ("30/NQ-CP", "government"),
        ("3400/BCT-TTTN", "ministry"),
        ("118/TB-SCT", "department_leaders"),
        ("80-NQ/TW", "other"),
        ("22/NQ-HĐND", "other"),
        ("15/ABC", None),
    ],
)
def test_symbols(text, expected):
    assert authority("symbol", text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ban Thường vụ Tỉnh ủy", "provincial_party"),
        ("Bí thư Tỉnh uỷ", "provincial_party"),
        ("Phó Chủ tịch UBND tỉnh Nguyễn Văn A", "provincial_committee"),
        ("UBND huyện An Thịnh", "other"),
        ("Phó Thủ tướng Chính phủ", "government"),
        ("Thứ trưởng Bộ Công Thương", "ministry"),
        ("PGĐ Trần Văn B", "department_leaders"),
        ("Phó Giám đốc Sở", "department_leaders"),
        ("Giám đốc Trung tâm Khuyến công", "other"),
        ("Trưởng phòng", None),
    ],
)
def test_persons(text, expected):
    assert authority("person", text) == expected
