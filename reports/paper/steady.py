"""Office files that are the same, byte for byte, whenever they are written."""

from __future__ import annotations

import io
import re
import zipfile

from docx.document import Document as Sheet

LONG_AGO = (1980, 1, 1, 0, 0, 0)  # the first moment a .zip knows
MOMENT = "2000-01-01T00:00:00Z"
MOMENTS = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*(</dcterms:)")
PACKED = (".xlsx", ".docx", ".pptx")  # workbooks behind a slide's charts


# Characters that no XML may hold: a file that has one cannot be opened.
NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def plain(value: object) -> str:
    """The value as text that XML can hold."""
    return NO_XML.sub("", str(value))


def to_bytes(document: Sheet, title: str) -> bytes:
    """The document as a .docx."""
    facts = document.core_properties
    facts.title, facts.author, facts.comments, facts.last_modified_by = title, "", "", ""
    out = io.BytesIO()
    document.save(out)
    return steady(out.getvalue())


def steady(content: bytes) -> bytes:
    """The same .docx, .xlsx or .pptx without the moments at which it was written."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as given,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made,
    ):
        for name in given.namelist():
            entry = zipfile.ZipInfo(name, LONG_AGO)
            entry.compress_type, entry.create_system = zipfile.ZIP_DEFLATED, 0
            made.writestr(entry, _member(name, given.read(name)))
    return out.getvalue()


def _member(name: str, content: bytes) -> bytes:
    if name.endswith(PACKED):
        return steady(content)
    if name == "docProps/core.xml":
        return MOMENTS.sub(rb"\g<1>" + MOMENT.encode() + rb"\g<3>", content)
    return content
