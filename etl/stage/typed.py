"""Cells -> typed rows: the SELECT that turns one upload's table into staging columns."""

from __future__ import annotations

from etl.stage.deadline_table import DUE_FIELDS, PART

TEXT_FIELDS = (
    "source_id", "subject", "document_no", "unit", "support_units", "official", "assigned_by",
    "sender", "sender_type", "requesting_unit", "reply_form", "term_set_by", "days_given",
    "source_status", "progress_note", "urgency", "product",
    "unit_id", "unit_name", "short_name", "aliases", "unit_kind", "parent_unit", "successor",
    "person_id", "person_name", "position", "person_kind",
)  # fmt: skip
DATE_FIELDS = ("opened_on", "first_due_on", "due_on", "closed_on", "valid_from", "valid_to")
UNIT_CELLS = ("unit", "support_units")
# What the statement below reads: one row per source row, its cells as text.
RAW = """create table raw (line int, sheet varchar, row int, disposition varchar,
    reason varchar, cells varchar[])"""
STATUS = "create table status (label varchar, state varchar, verdict varchar)"

# Who denounces whom is secret by law (Luật Tố cáo 2018, art. 8): such rows are only counted.
# A row is a denunciation when its subject begins so, or when a cell says just that.
DENUNCIATION = r"^((v/v|về việc|nội dung|đơn|đơn thư|thư)[ :]+)*(khiếu nại *,? *(và )?)?tố cáo\b"
_WORDS = ("Tố cáo", "Đơn tố cáo", "Thư tố cáo", "Đơn thư tố cáo")
_CELLS = tuple(form for word in _WORDS for form in (word, word.lower(), word.upper(), word.title()))
# Three times as fast as list_has_any.
IN_A_CELL = f"len(list_filter(cells, lambda one: one in {_CELLS})) > 0"


def cell(columns: dict[str, int], field: str) -> str:
    """SQL for a field's text; '' where the export has no such column or the row is short."""
    return f"coalesce(cells[{columns[field] + 1}], '')" if field in columns else "''"


def texts(columns: dict[str, int], separator: str | None) -> str:
    """SQL for the text columns; a profile's unit separator becomes a line break."""
    parts = []
    for field in TEXT_FIELDS:
        value = cell(columns, field)
        if separator and field in UNIT_CELLS:
            value = f"replace({value}, $separator, chr(10))"
        parts.append(f"{value} as {field}")
    return ",\n    ".join(parts)


def moments(columns: dict[str, int], date_format: str | None) -> str:
    """SQL for each date field: the moment (Vietnamese time) and the text it was read from."""
    parts = []
    for field in DATE_FIELDS:
        value = cell(columns, field)
        read = f"read_moment({value})"
        if date_format:
            read = f"coalesce(try_strptime({value}, $date_format), {read})"
        parts.append(f"{read} as {field}_moment, {value} as {field}_cell")
    return ",\n    ".join(parts)


def typed_columns(columns: dict[str, int]) -> str:
    """SQL that ends the work: dates as DATE, terms with their exclusive end, unread text."""
    parts = []
    for field in DATE_FIELDS:
        moment = f"plausible({field}_moment)"
        unread = f"{field}_cell <> '' and {moment} is null"
        unread += f" and not coalesce(is_none_date({field}_moment), false)"
        if field in DUE_FIELDS:
            moment, rule = due_moment(field, columns), f"{field}_said.rule"
            unread += f" and {rule} is null" if field in columns else ""
            parts += due_columns(field, moment, field in columns)
        parts.append(f"cast({moment} as date) as {field}")
        parts.append(f"case when {unread} then {field}_cell end as {field}_text")
    parts.append("plausible(closed_on_moment) as closed_at")
    return ",\n    ".join(parts)


def due_moment(field: str, columns: dict[str, int]) -> str:
    """SQL for a term: the cell's own date, else what its words say; for the first term also what
    the words of the current one say of it ("20/8, gia hạn đến 30/9")."""
    said = [f"plausible({field}_moment)"]
    said += [f"plausible({field}_said.moment)"] if field in columns else []
    if field == "first_due_on" and "due_on" in columns:
        said.append("plausible(due_on_said.first_moment)")
    return f"coalesce({', '.join(said)})" if len(said) > 1 else said[0]


def due_columns(field: str, moment: str, given: bool) -> list[str]:
    """SQL for a term's exclusive end, and for its text, rule and part where it is in words."""
    name = field.removesuffix("_on")
    text, rule, part = "null::varchar", "null::varchar", f"null::{PART}"
    if given:
        rule, part = f"{field}_said.rule", f"{field}_said.part"
        text = f"case when {rule} is not null then {field}_cell end"
    return [
        f"term_end({moment}) as {name}_end", f"{text} as {name}_text",
        f"{rule} as {name}_rule", f"{part} as {name}_part",
    ]  # fmt: skip


def staging_sql(columns: dict[str, int], date_format: str | None, separator: str | None) -> str:
    """The whole statement over `raw` (sheet, row, line, disposition, reason, cells), `status`
    (label, state, verdict) and, where there are terms, `deadline` (deadline_table.py).
    Grain: one row per source row, in sheet order."""
    said = "".join(
        f" left join deadline {f}_said on {f}_said.text = {f}_cell"
        for f in DUE_FIELDS
        if f in columns
    )
    return f"""
with judged as (
    select line, sheet, row, disposition, reason, cells as raw_cells, disposition = 'loaded' and (
        {IN_A_CELL}
        or regexp_matches(lower({cell(columns, "subject")}), '{DENUNCIATION}')) as denounces
    from raw
), emptied as (
    select * exclude (raw_cells), case when denounces then [] else raw_cells end as cells
    from judged
), fields as (
    select line, sheet, row, disposition, reason, denounces, cells,
    {texts(columns, separator)},
    {moments(columns, date_format)}
    from emptied
), named as (
    select fields.*, state, verdict, disposition = 'loaded' and not denounces and source_id = ''
        and subject = '' and unit_name = '' and person_name = '' as nameless
    from fields left join status on source_status = label
)
select line, sheet, row,
    case when denounces then 'skipped' when nameless then 'rejected'
         when state = 'information' then 'skipped' else disposition end as disposition,
    case when denounces then 'denunciation' when nameless then 'no_identity'
         when state = 'information' and disposition = 'loaded' then 'information'
         else reason end as reason,
    cells, {", ".join(TEXT_FIELDS)}, state, verdict,
    {typed_columns(columns)}
from named{said}
"""
