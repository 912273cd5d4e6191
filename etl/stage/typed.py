"""Cells -> typed rows: the SELECT that turns one upload's table into staging columns."""

from __future__ import annotations

TEXT_FIELDS = (
    "source_id", "subject", "document_no", "unit", "support_units", "official", "assigned_by",
    "sender", "sender_type", "requesting_unit", "reply_form", "term_set_by", "days_given",
    "source_status", "progress_note", "urgency", "product",
    "unit_id", "unit_name", "short_name", "aliases", "unit_kind", "parent_unit", "successor",
    "person_id", "person_name", "position", "person_kind",
)  # fmt: skip
DATE_FIELDS = ("opened_on", "first_due_on", "due_on", "closed_on", "valid_from", "valid_to")
UNIT_CELLS = ("unit", "support_units")

# Who may be denounced, and by whom, is secret by law (Luật Tố cáo 2018, art. 8): only counted.
DENUNCIATION = r"^(đơn |đơn thư |thư )?tố cáo\b"
DENUNCIATION_CELL = r"(đơn |đơn thư |thư )?tố cáo"


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


def typed_columns() -> str:
    """SQL that ends the work: dates as DATE, terms with their exclusive end, unread text."""
    parts = []
    for field in DATE_FIELDS:
        moment = f"plausible({field}_moment)"
        parts.append(f"cast({moment} as date) as {field}")
        unread = f"{field}_cell <> '' and {moment} is null and not coalesce(is_none_date({field}_moment), false)"
        parts.append(f"case when {unread} then {field}_cell end as {field}_text")
    for field in ("first_due_on", "due_on"):
        name = field.replace("_on", "_end")
        parts.append(f"term_end(plausible({field}_moment)) as {name}")
    parts.append("plausible(closed_on_moment) as closed_at")
    return ",\n    ".join(parts)


def staging_sql(columns: dict[str, int], date_format: str | None, separator: str | None) -> str:
    """The whole statement over `raw` (sheet, row, line, disposition, reason, cells) and
    `status` (label, state, verdict). Grain: one row per source row, in sheet order."""
    return f"""
with fields as (
    select line, sheet, row, disposition, reason, cells,
    {texts(columns, separator)},
    {moments(columns, date_format)}
    from raw
), judged as (
    select fields.*, state, verdict, {typed_columns()},
        disposition = 'loaded' and (
            regexp_matches(lower(subject), '{DENUNCIATION}')
            or len(list_filter(cells, lambda c: length(c) < 24
                and regexp_full_match(lower(c), '{DENUNCIATION_CELL}'))) > 0) as denounces,
        disposition = 'loaded' and source_id = '' and subject = ''
            and unit_name = '' and person_name = '' as nameless
    from fields left join status on source_status = label
)
select line, sheet, row,
    case when denounces or state = 'information' then 'skipped'
         when nameless then 'rejected' else disposition end as disposition,
    case when denounces then 'denunciation' when nameless then 'no_identity'
         when state = 'information' and disposition = 'loaded' then 'information'
         else reason end as reason,
    case when denounces then [] else cells end as cells,
    {", ".join(f"case when denounces then '' else {f} end as {f}" for f in TEXT_FIELDS)},
    state, verdict,
    {", ".join(f"{f}, {f}_text" for f in DATE_FIELDS)}, first_due_end, due_end, closed_at
from judged
"""
