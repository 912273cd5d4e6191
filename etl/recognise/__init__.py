"""Cells -> a table: sheet, header, kind, columns, what every row is. Nothing is guessed."""

from etl.recognise.moments import as_of_from_name
from etl.recognise.recogniser import recognise
from etl.recognise.status import status_of
from etl.recognise.table import Table

__all__ = ["Table", "as_of_from_name", "recognise", "status_of"]
