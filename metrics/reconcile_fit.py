"""Which ways of counting bring our numbers to the published ones.

A convention belongs to a system: those are chosen that bring all its numbers nearest. What then
still differs in one unit may have a cause of its own there. What nothing brings to zero stays
unexplained.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from metrics.conventions import CONVENTIONS, KIN, NAMES, UNLISTED
from metrics.reconcile_counting import Chosen, Members, Side, every, misses


def _score(found: Iterable[dict[str, int]]) -> float:
    """How far off: every item, and half an item for every number that differs at all."""
    return sum(abs(m) + 0.5 * (m != 0) for one in found for m in one.values())


def of_names(side: Side, members: Members) -> Chosen:
    """Units of other names that bring a row's numbers nearer."""
    chosen: Chosen = frozenset()
    for name in KIN:
        now = misses(side, chosen, members)
        then = misses(side, chosen | {name}, members) if name in side.kin else now
        if _score([then]) < _score([now]):
            chosen |= {name}
    return chosen


def of_system(sides: Sequence[Side], named: Sequence[Chosen], members: Members) -> Chosen:
    """The conventions that bring the numbers of all units nearest: one or two are added while
    that makes more numbers equal, and taken out again where the others do without. `named`: what
    of_names() found for each side."""
    marked = {n for side in sides for group in side.groups for n in group.marks}
    applicable = [n for n in NAMES if n in marked and not CONVENTIONS[n].of_moment]

    def judged(chosen: Chosen) -> tuple[float, int]:
        found = [misses(s, chosen | n, members) for s, n in zip(sides, named, strict=True)]
        return _score(found), sum(not m for one in found for m in one.values())

    chosen: Chosen = frozenset()
    score, equal = judged(chosen)
    while True:
        free = [n for n in applicable if n not in chosen]
        tried = [chosen | {a, b} for i, a in enumerate(free) for b in free[i:]]
        better = [(*judged(option), n) for n, option in enumerate(tried)]
        better = [one for one in better if one[0] < score and one[1] > equal]
        if not better:
            break
        score, equal, n = min(better, key=lambda one: (one[0], len(tried[one[2]]), one[2]))
        chosen = tried[n]
    for name in applicable:
        if name in chosen and judged(chosen - {name})[0] <= score:
            chosen -= {name}
    return chosen


def of_unit(side: Side, chosen: Chosen, members: Members) -> Chosen:
    """The causes of one row: those of the system, and what makes more of its numbers equal and
    takes none further away."""
    marked = {n for group, _ in every(side) for n in group.marks}
    local = [n for n in (*NAMES, *side.kin, UNLISTED)
             if n in marked or n in side.kin or (n == UNLISTED and side.unlisted)]  # fmt: skip
    while True:
        now = misses(side, chosen, members)
        if not any(now.values()):
            return chosen
        tried = [chosen ^ {n} for n in local]
        tried += [chosen ^ {a, b} for i, a in enumerate(local) for b in local[i + 1 :]]
        scored = [(_score([then]), len(option), n, option) for n, option in enumerate(tried)
                  if _nearer(now, then := misses(side, option, members))]  # fmt: skip
        if not scored:
            return chosen
        chosen = min(scored, key=lambda s: s[:3])[3]


def _nearer(now: dict[str, int], then: dict[str, int]) -> bool:
    equal = sum(not m for m in then.values()) - sum(not m for m in now.values())
    return equal > 0 and all(abs(then[measure]) <= abs(m) for measure, m in now.items())
