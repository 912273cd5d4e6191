"""Records of people and units, and what was said against them: papers, causes, objections,
corrections, exclusions. Moments are in Vietnamese time."""

from __future__ import annotations

from collections.abc import Iterable

from ledger import Entry
from recorded.table import Recorded, held, moment, said

# What is entered of a paper besides the columns of its register.
ENTERED = ("item_ids varchar[]", "violated_on date", "papers_read varchar", "file_sha256 varchar",
           "file_name varchar")  # fmt: skip
BY = ("entered_why varchar", "entered_by varchar", "entered_at timestamp", "ledger_seq bigint")
MADE = ("reason varchar", "made_by varchar", "made_at timestamp", "ledger_seq bigint")
REGISTERS = {
    "reminders": ("reminder", ("document_no varchar", "issued_on date", "level varchar",
        "official varchar", "unit_id varchar", "content varchar", "item_refs varchar[]",
        "signer varchar")),
    "decisions": ("decision", ("document_no varchar", "issued_on date", "decision_kind varchar",
        "form varchar", "body varchar", "official varchar", "unit_id varchar", "signer varchar",
        "grounds varchar", "item_refs varchar[]", "considered_from date", "concluded_on date",
        "valid_to date")),
}  # fmt: skip
ABOUT = "item_id uuid, record_id varchar"  # one of them: an item of work, or a paper


def _register(register: str) -> Recorded:
    """Papers that were entered on a page, but for those that were withdrawn."""
    name, own = REGISTERS[register]

    def rows(entries: list[Entry]) -> Iterable[tuple]:
        for entry in held(entries, ("record_id",), "record_withdrawn"):
            if entry.body.get("register") == register:
                given = said(entry.body.get("fields") or {}, (*own, *ENTERED))
                yield (entry.body["record_id"], *given, *_by(entry))

    columns = ("record_id varchar", *own, *ENTERED, *BY)
    return Recorded(f"{name}_entered", columns, ("record_added", "record_withdrawn"), rows)


def _by(entry: Entry) -> tuple:
    return entry.why, entry.who, moment(entry), entry.seq


def _kinds(*kinds: str) -> tuple[str, ...]:
    return tuple(kind for kind in kinds if kind)


def _latest(name: str, columns: str, needed: str, kind: str, ended: str = "") -> Recorded:
    """The newest word on each item or record, with why, who, when; `ended`, or a word without
    what is `needed`, takes it back."""
    fields = tuple(columns.split(", "))

    def rows(entries: list[Entry]) -> Iterable[tuple]:
        for entry in held(entries, ("item_id", "record_id"), ended):
            if not needed or entry.body.get(needed):
                yield (*said(entry.body, fields), *_by(entry))

    return Recorded(name, (*fields, *MADE), _kinds(kind, ended), rows)


def _asked(
    name: str, key: str, columns: str, kind: str, ends: dict[str, str], words: tuple[str, ...]
) -> Recorded:
    """One row per thing asked and item or record it names (`rows` of the entry), with the first
    answer it got; `ends` says what state a kind of entry brings, `words` name who, when, state."""
    fields = tuple(columns.split(", "))

    def rows(entries: list[Entry]) -> Iterable[tuple]:
        answers: dict[str, Entry] = {}
        for entry in entries:
            if entry.kind in ends:
                answers.setdefault(entry.body.get(key), entry)
        for entry in (e for e in entries if e.kind == kind):
            answer = answers.get(entry.body[key])
            for about in entry.body.get("rows") or [{}]:
                own = said(entry.body | about, fields)
                yield (entry.body[key], *own, *_by(entry), *_answer(answer, ends))

    made = [f"{word} {shape}" for word, shape in zip(words, ("varchar", "timestamp"), strict=False)]
    end = ("answer varchar", f"{words[2]} varchar", "answered_by varchar",
           "answered_at timestamp")  # fmt: skip
    every = (f"{key} varchar", *fields, "reason varchar", *made, "ledger_seq bigint", *end)
    return Recorded(name, every, _kinds(kind, *ends), rows)


def _answer(entry: Entry | None, ends: dict[str, str]) -> tuple:
    if entry is None:
        return None, ends.get(""), None, None
    return entry.why, entry.body.get("outcome") or ends[entry.kind], entry.who, moment(entry)


def _windows(entries: list[Entry]) -> Iterable[tuple]:
    """Since when, and for how many working days, records of a period may be answered."""
    for entry in held(entries, ("period",), ""):
        period, days = said(entry.body, ("period varchar", "days integer"))
        yield period, moment(entry).date(), days, entry.who, entry.seq


def _loaded(entries: list[Entry]) -> Iterable[tuple]:
    """Who brought which file, the last one to do so."""
    return {e.body["sha256"]: (e.body["sha256"], e.who) for e in entries}.values()


RECORDS = (
    _register("reminders"),
    _register("decisions"),
    _latest("cause", f"{ABOUT}, cause varchar, authority varchar, document_no varchar, dated date",
            "cause", "cause_confirmed"),
    _latest("exclusion", f"{ABOUT}, objection_id varchar", "", "exclusion_made",
            "exclusion_lifted"),
    _asked("objection", "objection_id", f"{ABOUT}, file_sha256 varchar, file_name varchar",
           "objection_made", {"objection_answered": "rejected", "objection_withdrawn": "withdrawn"},
           ("made_by", "made_at", "outcome")),
    _asked("correction", "correction_id", "item_id uuid, case_id uuid, role varchar,"
           " unit_id varchar, field varchar, old_value varchar, new_value varchar,"
           " document_no varchar, person varchar, file_sha256 varchar, file_name varchar",
           "correction_asked", {"correction_accepted": "accepted", "correction_refused": "refused",
                                "": "asked"}, ("asked_by", "asked_at", "state")),
    Recorded("reply_window", ("period varchar", "opened_on date", "days integer",
             "opened_by varchar", "ledger_seq bigint"), ("replies_opened",), _windows),
    Recorded("loaded_by", ("upload_sha256 varchar", "loaded_by varchar"), ("upload_registered",),
             _loaded),
)  # fmt: skip

# Papers of both origins as one. A paper is known by its number and day (lacking one, by what it
# says) and by whom it is about; one that was entered and then came in a register too stands once,
# with the register's row and the name of who entered it.
KEYS = {"reminder": (), "decision": ("decision_kind", "form")}
_KEY = """md5(concat_ws('|', '{name}', coalesce(cast(issued_on as varchar), ''),
    upper(regexp_replace(coalesce(document_no, ''), '[ \\t\\n\\r]', '', 'g')), {own}
    coalesce(official, ''), if(official is null, coalesce(unit_id, ''), ''),
    if(document_no is null or issued_on is null, coalesce({says}, ''), '')))"""


def _both(name: str, own: tuple[str, ...]) -> tuple[str, str]:
    columns = [column.split()[0] for column in own]
    more = ", ".join(f"e.{column.split()[0]}" for column in (*ENTERED, *BY))
    says = "content" if name == "reminder" else "grounds"
    words = "".join(f"coalesce({column}, ''), " for column in KEYS[name])
    key = _KEY.format(name=name, own=words, says=says)
    taken = ", ".join(f"coalesce(r.{c}, e.{c}) as {c}" for c in columns)
    return (
        f"{name}_record",
        f"""
select r.obs_no, {taken}, coalesce(r.record_id, e.record_id) as record_id, {more}
from (
    select p.*, {key} as record_id from {name} p join register_row k using (obs_no)
    qualify row_number() over (partition by record_id order by k.as_of desc, obs_no desc) = 1
) r full join {name}_entered e on e.record_id = r.record_id""",
    )


VIEWS = tuple(_both(*register) for register in REGISTERS.values())
