"""Parts of sentences: a figure with its share, what is said of one kind of work."""

from __future__ import annotations

from messages import text
from metrics.catalog import SMALL
from metrics.format import count, decimal, percent
from reports.review.data import Figure, Review


def say(code: str, **values: object) -> str:
    """One sentence of the pack."""
    return text(f"review.say.{code}", **values)


def share(figure: Figure) -> str:
    """ " (12,3%)" behind x/n; nothing under ten cases."""
    enough = figure.n and figure.n >= SMALL
    return f" ({percent(int(figure.x), figure.n)})" if enough else ""


def times(r: Review, kind: str) -> list[str]:
    number, median = r[f"latency.{kind}.n"].x or 0, r[f"latency.{kind}.median"].x
    if number < SMALL or median is None:
        return []
    p90 = r[f"latency.{kind}.p90"].x
    tail = say("p90", days=decimal(p90, 0)) if p90 is not None else say("no_p90")
    return [
        say(
            "median",
            kind=text(f"kind.{kind}"),
            number=count(int(number)),
            open=r.number(f"latency.{kind}.open"),
            days=_days(median),
            tail=tail,
        )
    ]


def inside(words: str) -> str:
    """A label inside a sentence begins small."""
    return words[0].lower() + words[1:]


def _days(value: float) -> str:
    return decimal(value, 0 if float(value).is_integer() else 1)


def of_kind(r: Review, kind: str) -> list[str]:
    if not r[f"{kind}.total"].x:
        return [say("none_of_kind", kind=text(f"kind.{kind}"))]
    names = ("total", "received", "done", "done_late", "open", "open_overdue")
    figure = Figure("", "", r[f"{kind}.late"].x, int(r[f"{kind}.judged"].x))
    said = say("of_kind", kind=text(f"kind.{kind}"), **{n: r.number(f"{kind}.{n}") for n in names})
    late = say("late_of_kind", late=count(figure.x), judged=count(figure.n), share=share(figure))
    return [said, late, *times(r, kind)]
