"""The letter, point by point: a sentence for each figure."""

from __future__ import annotations

from messages import text
from metrics.format import count
from metrics.letter_points import POINTS
from reports.review.data import Review
from reports.review.phrases import say, share


def points(r: Review) -> list[tuple[str, list[str]]]:
    """The letter's points in order: heading, and a sentence for each figure."""
    found: dict[str, list[str]] = {}
    for point, what in POINTS.items():
        figure = r[f"letter.{point}"]
        if figure.n:
            words = say(f"point.{point}", x=count(figure.x), n=count(figure.n), share=share(figure))
        else:
            words = say("no_records", what=text(f"point.{point}").split(":")[0])
        said = found.setdefault(what.group, [])
        said += [words] if words not in said else []
    return [(text(f"letter.group.{group}.full"), said) for group, said in found.items()]
