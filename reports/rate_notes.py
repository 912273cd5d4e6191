"""What a file of rates says beside its numbers: definitions, comparison, others' formulas."""

from __future__ import annotations

from datetime import date

from messages import text
from metrics.bodies import reported_to
from metrics.definitions import current, named
from metrics.format import decimal
from metrics.rates import Rates


def meta(found: Rates) -> dict:
    """Per rate what its groups were compared with, and the versions of what is not a rate."""
    around = {
        f"{name}@{version}": {
            "x": f.x, "n": f.n, "rate": f.centre, "groups": f.groups, "phi": f.phi,
            "tau": f.tau, "adjusted": f.adjusted,
        }
        for (name, version), f in found.funnels.items()
    }  # fmt: skip
    return {"department": around, "definitions": named("interval", "funnel")}


def reported(on: date) -> list[dict]:
    """Which rate each body wants to see, on a day."""
    return [
        {"body": formula.body, "rate_id": formula.rate_id, "name": current(formula.rate_id).name}
        for formula in reported_to(on)
    ]


def notes(found: Rates, on: date, lang: str) -> list[str]:
    """Sentences under the table in Excel."""
    said = [text("rates.note", lang, interval=named("interval"), funnel=named("funnel"))]
    said += [
        text("rates.note_adjusted", lang, rate=name, phi=decimal(around.phi, 2))
        for (name, _), around in found.funnels.items()
        if around.adjusted
    ]
    said += [
        text("rates.note_body", lang, body=text(f"authority.{row['body']}", lang), rate=row["name"])
        for row in reported(on)
    ]
    return said
