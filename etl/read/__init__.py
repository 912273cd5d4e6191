"""Bytes -> cells. `precheck` runs in the parent, `read` in a child that `run_limited` starts.

Files are hostile: they are measured before they are parsed, parsed in a process that may die,
and what comes out is text, never markup, formula, path or SQL.
"""

from etl.read.book import Book, Sheet
from etl.read.precheck import precheck

__all__ = ["Book", "Sheet", "precheck"]
