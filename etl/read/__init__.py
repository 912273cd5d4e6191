"""Bytes -> cells. `precheck` runs in the parent, `reader.read` in a child started by `run_limited`.

Files are hostile: they are measured before they are parsed, parsed in a process that may die,
and what comes out is text, never markup, formula, path or SQL.
"""

from etl.read.book import Book, Sheet
from etl.read.child import run_limited
from etl.read.precheck import precheck

__all__ = ["Book", "Sheet", "precheck", "run_limited"]
