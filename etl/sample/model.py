"""What really happened, one record at a time. How it looks in an export is in layouts."""

from dataclasses import dataclass, field
from datetime import date

from etl.sample.tables import Unit


@dataclass(slots=True)
class Task:
    """One assignment. dues: (day it was set, due date) in that order; the first set at opening."""

    case_id: str
    subject: str
    document_no: str
    assigned_by: str
    urgency: str
    opened: date
    leads: tuple[Unit, ...]
    supports: tuple[Unit, ...]
    officials: tuple[str, ...]
    dues: list[tuple[date, date | None]]
    closed: date | None
    ending: str = "done"  # done | recalled | information
    due_words: str = ""  # "Thường xuyên": what stands where a date should
    spelling: str = ""  # the lead unit as misspelt in the source
    undated: bool = False  # the source lost the completion date
    verdict: bool = True  # the source's label says on time or late
    waits: bool = False  # lies finished for some days before it is accepted
    gone_from: date | None = None  # deleted in the source from this day

    def due_at(self, day: date) -> date | None:
        return [due for set_on, due in self.dues if set_on <= day][-1]

    def closed_at(self, day: date) -> date | None:
        return self.closed if self.closed and self.closed <= day else None

    def extended_at(self, day: date) -> date | None:
        later = [set_on for set_on, _ in self.dues[1:] if set_on <= day]
        return later[-1] if later else None


@dataclass(slots=True)
class Leg:
    """One holder's time with a petition."""

    unit: Unit
    official: str
    received: date
    due: date | None
    closed: date | None = None
    ending: str = "done"  # done | passed | withdrawn
    spelling: str = ""


@dataclass(slots=True)
class Petition:
    case_id: str
    letter: str  # Kiến nghị, Đề xuất, … Tố cáo
    sender: str
    sender_type: str
    subject: str
    legs: list[Leg] = field(default_factory=list)


@dataclass(slots=True)
class Reply:
    unit: Unit
    due: date
    replied: date | None
    form: str
    term_set_by: str
    days_given: int


@dataclass(slots=True)
class Consultation:
    case_id: str
    document_no: str
    requesting: Unit
    subject: str
    sent: date
    replies: list[Reply] = field(default_factory=list)
