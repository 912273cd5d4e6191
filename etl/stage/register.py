"""Cells -> typed rows of a register: the SELECT, read off etl/columns/registers.csv."""

from __future__ import annotations

from etl.registers import DATES, Field, code_of, registers
from etl.stage.typed import DENUNCIATION, IN_A_CELL, cell

CHOICE = "create table choice (field varchar, label varchar, code varchar)"
CHOSEN = ("choice", "flag")
TYPED = ("int", *DATES, *CHOSEN)  # beside these stands the text that could not be read
SQL_TYPES = dict.fromkeys(DATES, "date") | {
    "int": "integer",
    "flag": "boolean",
    "list": "varchar[]",
}
SPLIT = r"[\n;,]"


def chosen(field: str, text: str) -> str:
    """SQL for the code of a word under a field of choices; null where it stands in no list."""
    return f"(select any_value(code) from choice where field = '{field}' and label = {text})"


def read(field: Field, fields: tuple[Field, ...]) -> str:
    """SQL for a field's value from its text `<name>_cell`; null where there is none."""
    text = f"{field.name}_cell"
    code = chosen(field.name, text)
    lent = next((f.name for f in fields if f.or_from == field.name), None)
    if lent:  # "Lãnh đạo Sở" in the column of units is a holder, no unit
        is_unit = f"coalesce({chosen(lent, text)}, 'unit') = 'unit'"
        return f"case when {is_unit} then nullif({text}, '') end"
    if field.or_from:
        code = f"coalesce({code}, {chosen(field.name, field.or_from + '_cell')})"
    return {
        "date": f"cast(plausible(read_moment({text})) as date)",
        "term": f"cast(plausible(read_moment({text})) as date)",
        "int": f"try_cast(regexp_replace({text}, '[.]0+$', '') as integer)",
        "choice": code,
        "flag": f"{code} = 'yes'",
        "list": f"list_filter(list_transform(regexp_split_to_array({text}, '{SPLIT}'),"
        " lambda one: trim(one)), lambda one: one <> '')",
    }.get(field.type, f"nullif({text}, '')")


def identity(fields: tuple[Field, ...]) -> str:
    """SQL for what makes a row a record of its own: its key fields, else its whole content.

    Of typed values, not of their spelling: 01/02/2023 and 2023-02-01 are one day.
    """
    said = {f.name: _said(f) for f in fields}
    keys = ", ".join(said[f.name] for f in fields if f.key)
    lacking = " or ".join(f"{said[f.name]} = ''" for f in fields if f.key == "must")
    whole = ", ".join(said.values())
    return (
        f"cast(md5(case when {lacking} then 'row' || chr(31) || concat_ws(chr(31), {whole})"
        f" else concat_ws(chr(31), {keys}) end) as uuid) as record_key,"
        f" cast(md5(concat_ws(chr(31), {whole})) as uuid) as record_content"
    )


def _said(field: Field) -> str:
    value = f"cast({field.name} as varchar)"
    if field.type in TYPED:
        value = f"coalesce({value}, {field.name}_text)"
    return rf"coalesce(trim(regexp_replace({value}, '\s+', ' ', 'g')), '')"


def typed_columns(fields: tuple[Field, ...], date_format: str | None) -> str:
    """SQL for every field, and the unread text of those that are more than text."""
    parts = []
    for field in fields:
        value = read(field, fields)
        if date_format and field.type in DATES:
            shaped = f"cast(try_strptime({field.name}_cell, $date_format) as date)"
            value = f"coalesce({shaped}, {value})"
        parts.append(f"{value} as {field.name}")
        if field.type in TYPED:
            unread = f"{field.name}_cell <> '' and {value} is null"
            parts.append(f"case when {unread} then {field.name}_cell end as {field.name}_text")
    return ",\n    ".join(parts)


def register_sql(kind: str, columns: dict[str, int], date_format: str | None) -> str:
    """The whole statement over `raw` and `choice`. Grain: one row per source row, in order.

    What names a denunciation is only counted, as among work items.
    """
    fields = registers()[kind]
    cells = ",\n    ".join(f"trim({cell(columns, f.name)}) as {f.name}_cell" for f in fields)
    nameless = " and ".join(f"{f.name}_cell = ''" for f in fields if f.identity)
    subject = cell(columns, "subject")
    return f"""
with judged as (
    select line, sheet, row, disposition, reason, cells as raw_cells, disposition = 'loaded' and (
        {IN_A_CELL}
        or regexp_matches(lower({subject}), '{DENUNCIATION}')) as denounces
    from raw
), emptied as (
    select * exclude (raw_cells), case when denounces then [] else raw_cells end as cells
    from judged
), fields as (
    select line, sheet, row, disposition, reason, denounces, cells,
    {cells}
    from emptied
), named as (
    select *, disposition = 'loaded' and not denounces and {nameless} as nameless from fields
), typed as (
    select line, sheet, row, disposition, reason, denounces, nameless, cells,
    {typed_columns(fields, date_format)}
    from named
)
select line, sheet, row,
    case when denounces then 'skipped' when nameless then 'rejected' else disposition end
        as disposition,
    case when denounces then 'denunciation' when nameless then 'no_identity' else reason end
        as reason,
    {identity(fields)}, * exclude (line, sheet, row, disposition, reason, denounces, nameless)
from typed
"""


def empty_sql(kind: str) -> str:
    """No rows with the columns of register_sql(), without its work."""
    columns = dict.fromkeys(("line", "row"), "integer")
    columns |= dict.fromkeys(("sheet", "disposition", "reason"), "varchar")
    columns |= dict.fromkeys(("record_key", "record_content"), "uuid") | {"cells": "varchar[]"}
    for field in registers()[kind]:
        columns[field.name] = SQL_TYPES.get(field.type, "varchar")
        if field.type in TYPED:
            columns[f"{field.name}_text"] = "varchar"
    return f"select {', '.join(f'null::{t} as {n}' for n, t in columns.items())} where false"


def add_choices(db, kind: str, columns: dict[str, int]) -> None:
    """Make `choice`: what each distinct word under a column of choices stands for."""
    db.execute(CHOICE)
    for field in registers()[kind]:
        if field.type in CHOSEN:
            indexes = {columns.get(field.name), columns.get(field.or_from)} - {None}
            words = {word for index in indexes for word in _words(db, index)}
            rows = [(field.name, word, code_of(field.choices, word)) for word in sorted(words)]
            if rows := [row for row in rows if row[2]]:
                db.executemany("insert into choice values (?, ?, ?)", rows)


def _words(db, index: int) -> list[str]:
    """The distinct texts of a column."""
    word = f"trim(cells[{index + 1}])"
    found = db.execute(
        f"select distinct {word} from raw where disposition = 'loaded' and {word} <> ''"
    )
    return [text for (text,) in found.fetchall()]
