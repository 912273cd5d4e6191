"""What is being looked at: one object that gives the SQL, the sentence and the URL alike."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from messages import known, text
from metrics.format import day
from metrics.periods import Period
from viewer import OTHERS

DUE_SOON_DAYS = 7
FIRST_DAY, LAST_DAY = date(1990, 1, 1), date(2099, 12, 31)  # the warehouse's calendar
EXCLUDED = "item_id in (select item_id from exclusion where item_id is not null)"
LISTS = ("units", "kinds", "roles", "sources", "officials", "authorities")


@dataclass(frozen=True)
class Filters:
    """Everything a figure depends on besides the data. Empty tuples mean "all".

    `period` None takes all cases opened (or first seen) up to `as_of`. `due_basis` is 'current'
    or 'first' (the original due date). `per` is 'item' or 'case' (each source record once).
    """

    as_of: date
    period: Period | None = None
    known: date | None = None
    units: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    roles: tuple[str, ...] = ("lead",)
    sources: tuple[str, ...] = ()
    officials: tuple[str, ...] = ()
    authorities: tuple[str, ...] = ()
    due_basis: str = "current"
    per: str = "item"
    excluding: bool = False  # without the items that were excluded after an objection
    together: tuple[str, ...] = ()  # units counted under one name: metrics.sight says which

    def params(self) -> dict:
        """Values bound to the SQL of `condition` and of the counts."""
        first = self.period.first if self.period else date(1, 1, 1)
        last = self.period.last if self.period else self.as_of
        lists = (*LISTS, "together")
        chosen = {f"{n}_{i}": v for n in lists for i, v in enumerate(getattr(self, n))}
        soon = self.as_of + timedelta(days=DUE_SOON_DAYS)
        return {"as_of": self.as_of, "first": first, "last": last, "soon": soon, **chosen}

    def columns(self) -> str:
        """What is read of work_item_at($as_of): everything, some units under one name."""
        if not self.together:
            return "*"
        one = f"case when unit_id in ({self._marks('together')}) then '{OTHERS}' else unit_id end"
        return f"* replace ({one} as unit_id)"

    def condition(self) -> str:
        """SQL over work_item_at($as_of) for everything but the period."""
        column = {"units": "unit_id", "kinds": "kind", "roles": "role", "sources": "source",
                  "authorities": "authority"}  # fmt: skip
        parts = [f"{c} in ({self._marks(n)})" for n, c in column.items() if getattr(self, n)]
        if self.officials:
            whose = (
                f"select item_id from item_official where official in ({self._marks('officials')})"
            )
            parts.append(f"item_id in ({whose})")
        if self.excluding:
            parts.append(f"not {EXCLUDED}")
        return " and ".join(parts) or "true"

    def _marks(self, name: str) -> str:
        return ", ".join(f"${name}_{i}" for i in range(len(getattr(self, name))))

    def sentence(self, lang: str = "vi", unit_names: dict[str, str] | None = None) -> str:
        """The words that stand under every chart, table and file made with these filters."""
        names = unit_names or {}
        if self.period:
            parts = [text("filters.period", lang, first=day(self.period.first),
                          last=day(self.period.last), as_of=day(self.as_of))]  # fmt: skip
        else:
            parts = [text("filters.all", lang, as_of=day(self.as_of))]
        if self.known:
            parts.append(text("filters.known", lang, known=day(self.known)))
        for name in LISTS:
            if chosen := getattr(self, name):
                words = "; ".join(names.get(v, _word(name, v, lang)) for v in chosen)
                parts.append(text(f"filters.{name}", lang, values=words))
        parts.append(text(f"due_basis.{self.due_basis}", lang))
        if self.per == "case":
            parts.append(text("per.case", lang))
        if self.excluding:
            parts.append(text("filters.excluding", lang))
        return " · ".join(parts)


def _word(name: str, value: str, lang: str) -> str:
    singular = {"kinds": "kind", "roles": "role", "authorities": "authority"}.get(name)
    code = f"{singular}.{value}"
    return text(code, lang) if known(code) else value
