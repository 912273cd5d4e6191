"""All units' forms in one .zip, Word and Excel of each, in the directory's order."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator

from reports.office import form, form_sheet
from reports.office.facts import Facts
from reports.paper.steady import LONG_AGO

FOLDERS = {"docx": "Word", "xlsx": "Excel"}


def files(facts: Facts) -> Iterator[tuple[str, bytes]]:
    """Name and content of every form."""
    for number, unit in enumerate(facts.units, start=1):
        name = f"{number:02}_{form.file_name(unit)}"
        yield f"bao_cao_{name}.docx", form.document(facts, unit)
        yield f"bieu_{name}.xlsx", form_sheet.workbook(facts, unit)


def archive(facts: Facts) -> bytes:
    """The forms of all units."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in files(facts):
            made.writestr(zipfile.ZipInfo(name, LONG_AGO), content)
    return out.getvalue()
