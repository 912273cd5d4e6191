"""Workbooks: measured first, then parsed by calamine. Formulas are not computed, macros not run,
links not followed: only the values stored in the file are read."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import python_calamine as calamine

from etl.read.biff import BROKEN, Look, is_locked
from etl.read.book import Book, Sheet
from etl.read.cells import cell_text, text_rows
from etl.read.extent import Extent, worksheet_extent
from etl.read.extent_xlsb import xlsb_extent
from etl.read.extent_xml import OdsCells, reach, refuse_dtd
from etl.read.limits import CELLS, CHUNK, refuse_too_many
from etl.read.package import Package, open_package
from etl.refusal import Refused

PassOn = Callable[[str, list[list[str]]], None]  # a sheet's name, some of its rows
_ODS = b"application/vnd.oasis.opendocument.spreadsheet"
_ODS_LOCKED = b"manifest:encryption-data"
_ODS_PARTS = {"content.xml", "encrypted-package"}  # a whole locked document is one part
_FOREIGN_PARTS = {"word/document.xml": "Word", "ppt/presentation.xml": "PowerPoint"}
_XLS_STREAMS = tuple(name.encode("utf-16-le") for name in ("Workbook", "Book"))
_ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")


def read_zip(path: Path, pass_on: PassOn | None = None) -> Book:
    """.xlsx, .xlsm, .xlsb or .ods. Raises Refused before parsing what is too big to parse.

    With `pass_on` the parser starts meanwhile, which may kill the process before the file is
    refused; the process must then end with the refusal, for nobody stops the parser. It is given
    rows of the first sheet while the next ones are made.
    """
    package = open_package(path)
    kind = _package_kind(package)
    if kind == "ods" and _ODS_LOCKED in package.head("META-INF/manifest.xml", CHUNK):
        raise Refused("password")
    parsing = _begun(path, kind, pass_on) if pass_on else None
    extent = _measure(package, kind)
    refuse_too_many(extent.cells)
    book = parsing.result() if parsing else _parse(path, kind)
    book.notes += _notes(package, extent)
    return book


def _begun(path: Path, kind: str, pass_on: PassOn) -> Future[Book]:
    """The parser at work on a thread: it lets go of Python's lock."""
    pool = ThreadPoolExecutor(1)
    parsing = pool.submit(_parse, path, kind, pass_on)
    pool.shutdown(wait=False)
    return parsing


def read_ole(path: Path) -> Book:
    """.xls (BIFF), or a newer workbook that a password turned into an OLE file.

    Not measured: the format ends at 65,536 x 256 cells, and what claims more dies in the child.
    """
    data = path.read_bytes()
    if not any(stream in data for stream in _XLS_STREAMS):
        raise Refused("password" if _ENCRYPTED_STREAM in data else "not_a_workbook", found="OLE")
    if is_locked(path):
        raise Refused("password")
    book = _parse(path, "xls")
    try:
        seen = Look(path)
    except BROKEN:
        book.notes.append("note.not_inspected")
        return book
    book.notes += sorted(seen.notes)
    if len(seen.fonts) == len(book.sheets):
        book.fonts = seen.fonts
    return book


def _package_kind(package: Package) -> str:
    names = {name.lower() for name in package.parts}
    if "xl/workbook.xml" in names:
        return "xlsx"
    if "xl/workbook.bin" in names:
        return "xlsb"
    if package.head("mimetype").startswith(_ODS) and not _ODS_PARTS.isdisjoint(names):
        return "ods"
    found = (label for part, label in _FOREIGN_PARTS.items() if part in names)
    raise Refused("not_a_workbook", found=next(found, "ZIP"))


def _measure(package: Package, kind: str) -> Extent:
    """The cells of all parts together; every part is inflated, whatever its name promises."""
    total = Extent()
    for name in package.parts:
        part = _part_extent(package, kind, name)
        total.cells += part.cells
        total.uncached |= part.uncached
        total.errors |= part.errors
        total.hidden_rows |= part.hidden_rows
        total.hidden_columns |= part.hidden_columns
        if total.cells > CELLS:
            break
    return total


def _part_extent(package: Package, kind: str, name: str) -> Extent:
    chunks = partial(package.chunks, name)
    if name.lower().endswith((".xml", ".rels")):
        refuse_dtd(package.head(name))
    if kind == "xlsb":
        return xlsb_extent(chunks())
    if kind == "ods" and name == "content.xml":
        found = OdsCells()
        size = reach(found, chunks())
        return Extent(size, hidden_rows=found.hidden_rows, hidden_columns=found.hidden_columns)
    return worksheet_extent(chunks)


def _notes(package: Package, extent: Extent) -> list[str]:
    present = {
        "note.macros": any(name.endswith("vbaProject.bin") for name in package.parts),
        "note.xlm_macros": any("/macrosheets/" in name for name in package.parts),
        "note.external_links": any("externalLinks/" in name for name in package.parts),
        "note.hidden_rows": extent.hidden_rows,
        "note.hidden_columns": extent.hidden_columns,
        "note.uncached_formulas": extent.uncached,
        "note.error_cells": extent.errors,
    }
    return [code for code, is_present in present.items() if is_present]


def _parse(path: Path, kind: str, pass_on: PassOn | None = None) -> Book:
    with _named(path, kind) as named, _as_refusal():
        workbook = calamine.CalamineWorkbook.from_path(str(named))
        found = workbook.sheets_metadata
        if len({sheet.name for sheet in found}) < len(found):
            raise Refused("damaged")  # calamine finds sheets by name: one would be read twice
        first, *others = [s for s in found if s.typ == calamine.SheetTypeEnum.WorkSheet] or [None]
        sheets = [_sheet(workbook, first, pass_on)] if first else []
        sheets += [_sheet(workbook, other) for other in others]
    if not sheets:
        raise Refused("no_sheets")
    notes = ["note.hidden_sheets"] if any(s.hidden and s.rows for s in sheets) else []
    return Book(sheets, kind, notes=notes)


def _sheet(
    workbook: calamine.CalamineWorkbook, found: calamine.SheetMetadata,
    pass_on: PassOn | None = None,
) -> Sheet:  # fmt: skip
    sheet = workbook.get_sheet_by_name(found.name)
    hidden = found.visible != calamine.SheetVisibleEnum.Visible
    # iter_rows begins at sheet row 1 but at the first used column.
    name = cell_text(found.name)
    given = partial(pass_on, name) if pass_on else None
    rows = text_rows(sheet.iter_rows(), sheet.start[1], given) if sheet.start else []
    return Sheet(name, hidden, rows)


@contextmanager
def _named(path: Path, kind: str) -> Iterator[Path]:
    """The file under a name with its true extension: calamine goes by that, and for any other
    name it loses the reason (a password, broken XML) why it could not read."""
    if path.suffix == f".{kind}":
        yield path
        return
    with tempfile.TemporaryDirectory(prefix="dunghan-") as folder:
        named = Path(folder) / f"book.{kind}"
        shutil.copyfile(path, named)
        yield named


@contextmanager
def _as_refusal() -> Iterator[None]:
    try:
        yield
    except calamine.PasswordError as error:
        raise Refused("password") from error
    except (calamine.CalamineError, OSError) as error:
        raise Refused("damaged") from error
    except BaseException as error:
        # A panic in the parser: pyo3 derives it from BaseException and does not export it.
        if type(error).__name__ != "PanicException":
            raise
        raise Refused("damaged") from error
