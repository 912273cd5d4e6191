"""Unicode that was decoded as Western European on its way ("Ná»™i dung" for "Nội dung")."""

from __future__ import annotations

import re
from unicodedata import normalize

from etl.read.evidence import is_vietnamese

MOJIBAKE = "mojibake"
# How the first bytes of Vietnamese letters look in Windows-1252 and Latin-1.
_LOOKS = re.compile("á[º»]|Æ[°¡¯\xa0]|[ÃÄÅ][\u0080-\u00bf\u0152-\u0192\u02c6-\u2122]")


def repaired(text: str) -> str | None:
    """The text as it was meant, where that is beyond doubt and is Vietnamese; else None."""
    if not _LOOKS.search(text):
        return None
    import ftfy  # here, not above: few files need it, and it is slow to load

    for after in (ftfy.fix_encoding(text), _bytes_read_again(text)):
        if after and after != text and is_vietnamese(after):
            return normalize("NFC", after.strip())
    return None


def _bytes_read_again(text: str) -> str | None:
    """Short words are too little for ftfy's statistics; bytes that all pair up as UTF-8, and
    spell Vietnamese, are no accident."""
    try:
        return text.encode("sloppy-windows-1252").decode("utf-8")
    except UnicodeError:
        return None
