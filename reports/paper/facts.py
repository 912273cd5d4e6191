"""What stands in the head and at the foot of every document: settings of the ledger."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date

from ledger import Entry
from messages import text

BLANK = "…"  # to be filled in: on the settings page, or by hand in Word
SETTING = "paper."  # the names in the ledger: paper.issuing_body …


@dataclass(frozen=True)
class Letterhead:
    """`symbol` is the body's part of a number (SCT in "Số: 12/BC-SCT"); `signer_title` and
    `recipients` may have several lines ("KT. GIÁM ĐỐC" over "PHÓ GIÁM ĐỐC")."""

    superior_body: str = BLANK
    issuing_body: str = BLANK
    place: str = BLANK
    symbol: str = BLANK
    recipients: str = BLANK
    archive: str = "VT, VP"
    signer_title: str = BLANK
    signer_name: str = BLANK

    @property
    def recipients_listed(self) -> list[str]:
        """One recipient per line, without the marks that the document puts itself."""
        found = [line.strip(" -;.") for line in self.recipients.splitlines()]
        return [name for name in found if name]

    def number(self, symbol: str, number: str = "") -> str:
        """ "Số:      /BC-SCT"; a letter has no symbol of its kind: "Số:      /SCT-VP"."""
        kind = f"{symbol}-{self.symbol}" if symbol else f"{self.symbol}-VP"
        return text("paper.number", number=number or " " * 6, symbol=kind)

    def dated(self, on: date | None, year: int | str = BLANK) -> str:
        """Place and day; a day under 10 and a month under 3 get a nought before them."""
        if on is None:
            return text("paper.undated", place=self.place, year=year)
        month = f"{on.month:02}" if on.month < 3 else str(on.month)
        return text("paper.dated", place=self.place, day=f"{on.day:02}", month=month, year=on.year)


FACTS = tuple(field.name for field in fields(Letterhead))


def letterhead(settings: Iterable[Entry]) -> Letterhead:
    """The newest word on each fact; an emptied one is blank again."""
    found = {}
    for entry in settings:
        name = entry.body["name"].removeprefix(SETTING)
        if entry.body["name"].startswith(SETTING) and name in FACTS:
            found[name] = str(entry.body["value"]).strip()
    return Letterhead(**{name: value for name, value in found.items() if value})
