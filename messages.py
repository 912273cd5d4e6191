"""Every sentence a person reads, by code and language. A leaf: imports only layout.

Catalogues are locale/<language>/LC_MESSAGES/*.po. Message ids are stable dotted codes
("refusal.too_large"); translations take named parameters: "Tệp lớn hơn {limit} MB".
"""

from functools import cache
from typing import Any

from layout import REPO

LANGUAGES = ("vi", "en")
LOCALE_DIR = REPO / "locale"


@cache
def catalogue(lang: str) -> dict[str, str]:
    """All codes of one language, from every .po file; a code may stand in one file only."""
    merged: dict[str, str] = {}
    for path in sorted((LOCALE_DIR / lang / "LC_MESSAGES").glob("*.po")):
        for code, sentence in _read(path).items():
            if code in merged:
                raise ValueError(f"{path.name}: code {code!r} is already in another catalogue")
            merged[code] = sentence
    return merged


def _read(path) -> dict[str, str]:
    from babel.messages.pofile import read_po  # slow to load, and many commands say nothing

    with path.open("rb") as file:
        return {m.id: m.string for m in read_po(file, abort_invalid=True) if m.id}


def text(code: str, lang: str = "vi", **params: Any) -> str:
    """The sentence of `code` with its {named} parameters filled in; KeyError if unknown.

    Parameters stand in the sentence as they are: a page shows them with functions that do
    not read markup, or escapes them.
    """
    sentence = catalogue(lang)[code]
    return sentence.format_map(params)


def known(code: str, lang: str = "vi") -> bool:
    """Whether the code exists (for words that may come from files, such as a field name)."""
    return code in catalogue(lang)
