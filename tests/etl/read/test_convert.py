"""Which cells are taken for an old encoding, and that no cell of a Unicode file ever is."""

from collections import Counter
from itertools import zip_longest
from random import Random

import pytest

from etl.read import Sheet
from etl.read.convert import Conversions, convert, without_denunciations
from etl.read.evidence import is_vietnamese
from etl.read.legacy import DECODERS
from etl.read.mojibake import repaired
from etl.read.reader import read

HEAD = ["STT", "Néi dung", "§¬n vÞ", "Ghi chó"]
ROW = ["1", "Tr¶ lêi kiÕn nghÞ", "Së C«ng Th­¬ng", "QuyÕt ®Þnh sè 15/CP"]


def converted(*rows: list[str], fonts=None) -> list[list[str]]:
    sheet = Sheet("x", False, [list(row) for row in rows])
    convert([sheet], fonts)
    return sheet.rows


def test_a_table_in_tcvn3():
    assert converted(HEAD, ROW) == [
        ["STT", "Nội dung", "Đơn vị", "Ghi chú"],  # "chó" alone could be a dog
        ["1", "Trả lời kiến nghị", "Sở Công Thương", "Quyết định số 15/CP"],
    ]


def test_one_file_may_mix_three_encodings_cell_by_cell():
    rows = [
        ["Céng hoµ x· héi", "Cộng hoà xã hội", "Coäng hoøa xaõ hoäi"],
        ["Bé Tµi chÝnh", "Bộ Tài chính", "Boä Taøi chính"],
        ["Sè", "Số", "Soá"],
    ]
    assert converted(*rows) == [
        ["Cộng hoà xã hội", "Cộng hoà xã hội", "Cộng hòa xã hội"],
        ["Bộ Tài chính", "Bộ Tài chính", "Bộ Tài chính"],
        ["Số", "Số", "Số"],
    ]


def test_what_passes_in_two_readings_follows_its_row_and_column():
    """ "bé" (small) and "bộ" (ministry), each among its own kind."""
    assert converted(["bé", "nhỏ"], ["Việc nhỏ", "C¨n cø NghÞ ®Þnh"])[0][0] == "bé"
    assert converted(["bé", "C¨n cø NghÞ ®Þnh"])[0][0] == "bộ"


@pytest.mark.parametrize(("font", "text"), [
    (".VnTime", "bộ"), (".VnTimeH", "BỘ"), ("Times New Roman", "bé"), ("VNI-Times", "bé"),
])  # fmt: skip
def test_the_font_decides_where_it_is_known(font, text):
    """And draws capitals for small letters, if its name says so. In VNI no "b" carries "é"."""
    fonts = [{(0, 0): font, (1, 0): ".VnTime"}]
    assert converted(["bé"], ["C¨n cø NghÞ ®Þnh sè 15"], fonts=fonts)[0] == [text]


@pytest.mark.parametrize("text", [
    "Größe", "Straße", "São Paulo", "10 µm", "5 ± 2 °C; 3 × 4; m²", "«Nhà máy»", "Citroën", "Låk",
    "· Vụ A", "© 2017", "chuyển\xadđổi", "Škoda, Øresund, Zürich", "naïve façade", "№ 5 · ½ kg",
    "Trả lời «kiến nghị» 25°C", "1ª, 2º", "El Niño", "más información según año", "Ký số ✓",
])  # fmt: skip
def test_signs_and_foreign_names_in_a_unicode_file_stay(text):
    rows = [[text, "Nội dung"], ["Trả lời kiến nghị", text]] + [[text]] * 5
    assert converted(*rows) == rows


@pytest.mark.parametrize(
    ("seen", "meant"),
    [
        ("Ná»™i dung", "Nội dung"),
        ("PhÃ²ng Quáº£n lÃ½ nÄƒng lÆ°á»£ng", "Phòng Quản lý năng lượng"),
        ("Ä\x90Æ¡n vá»\x8b", "Đơn vị"),
        ("Nội dung", None),
        ("Ã", None),
        ("Ä Ö Ü", None),
        ("cafÃ© crÃ¨me brÃ»lÃ©e", None),  # mended by ftfy, but not Vietnamese
        ("SÃO PAULO", None),
    ],
)
def test_what_was_decoded_twice(seen, meant):
    assert repaired(seen) == meant


def test_the_summary_says_what_was_changed_and_where():
    found = convert([Sheet("Trang 1", False, [list(HEAD), *map(list, [ROW] * 5)])]).summary()
    assert (found["cells"], found["encoding"], found["encodings"]) == (18, "tcvn3", {"tcvn3": 18})
    assert len(found["first"]) == 10
    assert found["first"][0] == {
        "sheet": "Trang 1", "row": 1, "column": 2, "before": "Néi dung", "after": "Nội dung",
    }  # fmt: skip
    assert convert([Sheet("x", False, [["Nội dung"]])]).summary() is None


# --- real files -----------------------------------------------------------------------------------

# Each workbook: cells that equal their transcript; capitals that only the font shows (.VnTimeH),
# which transcripts have small; cells of Unicode that the transcripts' program garbled ("thỏng" for
# "tháng", "cơng" for "công"), where ours is the cell as stored; others, all named below.
CELLS = {
    "tcvn3__2005-2942C_Detai2003": (144, 3, 0, 0),
    "tcvn3__2005-FDILangson": (194, 1, 0, 0),
    "tcvn3__2006-Bang-bieu": (544, 19, 0, 0),
    "tcvn3__2007-bkqd1412006.dot": (4891, 6, 96, 3),
    "vni__2006-Mau21_CKTC_NSH": (56, 0, 0, 0),
    "vni__2009-20081202.257": (125, 0, 0, 0),
}
OTHERS = {
    "760 chỗ ë cho SV",  # one word of TCVN3 within a cell of Unicode: not guessed
    "0.30000000000000004",  # a number as it is stored; the transcript has it as it is shown
    # A slip of the pen in the file ("löïïc"); the transcript has "lửùùc Vieọt".
    "BCNCKT 115/QĐ-EVN-HĐQT ngày 31-4-2004 của Tổng Công ty Điện lựïc Việt Nam",
}


@pytest.mark.parametrize(("stem", "cells"), CELLS.items())
def test_every_cell_of_the_old_workbooks_equals_its_transcript(exports, stem, cells, monkeypatch):
    folder = exports / "legacy_encodings"
    path = folder / f"{stem}.xls"
    found = [row for sheet in read(path, path.name).sheets for row in sheet.rows]
    monkeypatch.setattr("etl.read.reader.convert", lambda sheets, fonts: Conversions())
    stored = [row for sheet in read(path, path.name).sheets for row in sheet.rows]
    wanted = (folder / "transcripts" / f"{stem.partition('__')[2]}.txt").read_text("utf-8")
    reasons = Counter()
    for ours, before, line in zip(found, stored, wanted.split("\n")):
        for cell, old, other in zip_longest(ours, before, line.split("\t"), fillvalue=""):
            reasons[why(folded(cell), folded(old), folded(other))] += bool(cell or other)
    assert len(found) == len(wanted.rstrip("\n").split("\n"))
    assert tuple(reasons[r] for r in ("same", "capitals", "garbled", "other")) == cells


def why(cell: str, old: str, other: str) -> str:
    if cell == other:
        return "same"
    if cell.isupper() and cell.casefold() == other.casefold():
        return "capitals"
    if cell == old and not cell.isascii() and cell not in OTHERS:
        assert is_vietnamese(cell), cell
        return "garbled"
    assert cell in OTHERS
    return "other"


def folded(cell: str) -> str:
    return " ".join(cell.split())


def test_no_cell_of_any_unicode_file_is_changed(exports):
    files = [f for f in exports.rglob("*.*") if f.suffix in (".csv", ".xls", ".xlsx")]
    unicode = [f for f in files if f.parent.name != "legacy_encodings"]
    assert len(unicode) == 103
    for path in unicode:
        found = read(path, path.name)
        assert found.converted is None, (path.name, found.converted)


# --- a real list, retyped -------------------------------------------------------------------------


def typed(encoding: str) -> dict[str, str]:
    """Unicode letter -> how it was typed, found by asking the decoder."""
    signs = [chr(code) for code in range(0xA1, 0x100)]
    pairs = [base + mark for base in "aeiouyöôAEIOUYÖÔ" for mark in signs]
    found = {}
    for keys in [*signs, *(pairs if encoding == "vni" else ())]:
        letter = DECODERS[encoding](keys)
        if len(letter) == 1 and letter != keys:
            found.setdefault(letter, keys)
    return found


@pytest.mark.parametrize("encoding", ["tcvn3", "vni"])
@pytest.mark.parametrize(("share", "least"), [(1.0, 1.0), (0.1, 0.98)])
def test_a_real_list_typed_in_an_old_font_comes_back(exports, encoding, share, least):
    """All of it, or one cell in ten among Unicode; and none of the other nine is touched."""
    random, keys = Random(5), typed(encoding)
    right = wrong = 0
    for path in sorted((exports / "ministry_2017").glob("Danhmuc*.xlsx")):
        (sheet,) = read(path, path.name).sheets
        rows = [
            [c if random.random() >= share else retyped(c, keys) for c in r] for r in sheet.rows
        ]
        found = Sheet("x", False, [list(row) for row in rows])
        convert([found])
        for meant, before, after in zip(flat(sheet.rows), flat(rows), flat(found.rows)):
            if before == meant:
                assert after == meant
            elif after == DECODERS[encoding](before):
                right += 1
            else:
                wrong += 1
    assert right / (right + wrong) >= least, (right, wrong)
    assert right > 300


def retyped(cell: str, keys: dict[str, str]) -> str:
    """TCVN3 has no capitals with tones: its fonts had."""
    return "".join(keys.get(c, keys.get(c.lower(), c)) for c in cell)


def flat(rows: list[list[str]]) -> list[str]:
    return [cell for row in rows for cell in row]


def test_the_preview_shows_no_cell_of_a_denunciation():
    seen = {"sheet": "x", "row": 2, "column": 1, "before": "Tè c¸o", "after": "Tố cáo"}
    other = seen | {"row": 3}
    rows = [{"sheet": "x", "row": 2, "disposition": "skipped", "reason": "denunciation"}]
    found = without_denunciations({"cells": 2, "first": [seen, other]}, rows)
    assert found == {"cells": 2, "first": [other]}
    assert without_denunciations(None, rows) is None
