"""Items as groups that stand alike, and what each way of counting makes of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from metrics.conventions import CONVENTIONS, LABEL, NAMES, UNLISTED

Chosen = frozenset[str]


@dataclass(frozen=True)
class Group:
    """Items of one unit that stand alike. `marks`: conventions whose condition they meet;
    `signature` finds them again."""

    unit_id: str
    cls: str
    label: str | None
    facts: tuple[bool, ...]  # awaiting, soon, received: what some measures ask besides the class
    role: str
    marks: frozenset[str]
    items: int
    signature: str


@dataclass
class Side:
    """One row of the published table: its numbers by measure, and our items that belong to it.
    `kin`: cause -> groups of other units that may be the same."""

    groups: Sequence[Group]
    published: Mapping[str, int]
    kin: Mapping[str, Sequence[Group]] = field(default_factory=dict)
    unlisted: frozenset[str] = frozenset()  # our units that the table lacks; of its total only


@dataclass
class Cause:
    """What explains a part of a difference: by how much, which items, and whether only here."""

    name: str
    effect: int = 0
    signatures: set[str] = field(default_factory=set)
    items: int = 0
    only_here: bool = False


Members = Mapping[tuple, frozenset[str]]  # (class, *facts) -> measures that count it


def stands(group: Group, chosen: Chosen, side: Side, kin: str | None) -> tuple[str | None, str]:
    """(class in which it counts, or None where it does not; what changed it, '' if nothing)."""
    own = "seen_later" not in group.marks and group.role == "lead"
    counts, cause = own, ""
    if own and kin:
        counts, cause = kin in chosen, kin
    elif own and group.unit_id in side.unlisted and UNLISTED in chosen:
        counts, cause = False, UNLISTED
    elif not own:
        needed = [n for n in group.marks if CONVENTIONS[n].counts]
        counts = all(n in chosen for n in needed) and (not kin or kin in chosen)
        counts = counts and not (group.unit_id in side.unlisted and UNLISTED in chosen)
        cause = next(n for n in NAMES if n in needed)
    if counts:
        left = next((n for n in _of(group, chosen) if CONVENTIONS[n].counts is False), None)
        counts, cause = (False, left) if left else (counts, cause)
    if not counts:
        return None, cause
    for name in _of(group, chosen):
        becomes = dict(CONVENTIONS[name].becomes)
        if becomes:
            cls = group.label if LABEL in becomes else _to(group, becomes)
            return cls or group.cls, cause or name
    return group.cls, cause


def _of(group: Group, chosen: Chosen) -> Iterable[str]:
    return (n for n in NAMES if n in group.marks and n in chosen)


def _to(group: Group, becomes: dict[str, str]) -> str:
    """A finished item without a due date is late where its own status says so."""
    if group.cls == "done_no_due" and group.label == "done_late":
        return "done_late"
    return becomes[group.cls]


def tallies(side: Side, chosen: Chosen, members: Members) -> dict[str, int]:
    """Measure -> items, counted in these ways."""
    found = dict.fromkeys(side.published, 0)
    for group, kin in every(side):
        cls, _ = stands(group, chosen, side, kin)
        if cls is not None:
            for measure in members[cls, *group.facts] & found.keys():
                found[measure] += group.items
    return found


def every(side: Side) -> Iterable[tuple[Group, str | None]]:
    yield from ((group, None) for group in side.groups)
    for cause, groups in side.kin.items():
        yield from ((group, cause) for group in groups)


def misses(side: Side, chosen: Chosen, members: Members) -> dict[str, int]:
    """Measure -> what is published beyond what is counted in these ways."""
    ours = tallies(side, chosen, members)
    return {measure: value - ours[measure] for measure, value in side.published.items()}


def causes(side: Side, chosen: Chosen, system: Chosen, members: Members) -> dict[str, list[Cause]]:
    """Measure -> what moved items into it or out of it, and which."""
    found: dict[str, dict[str, Cause]] = {measure: {} for measure in side.published}
    for group, kin in every(side):
        before, _ = stands(group, frozenset(), side, kin)
        after, cause = stands(group, chosen, side, kin)
        was = members[before, *group.facts] if before else frozenset()
        now = members[after, *group.facts] if after else frozenset()
        for measure in (was ^ now) & found.keys():
            one = found[measure].setdefault(cause, Cause(cause, only_here=_only(cause, system)))
            one.effect += group.items if measure in now else -group.items
            one.items += group.items
            one.signatures.add(group.signature)
    return {measure: list(by_cause.values()) for measure, by_cause in found.items()}


def counted(side: Side, members: Members) -> dict[str, set[str]]:
    """Measure -> signatures of our own items that it counts."""
    found: dict[str, set[str]] = {measure: set() for measure in side.published}
    for group, kin in every(side):
        cls, _ = stands(group, frozenset(), side, kin)
        for measure in (members[cls, *group.facts] & found.keys()) if cls else ():
            found[measure].add(group.signature)
    return found


def _only(cause: str, system: Chosen) -> bool:
    """A way of counting that the system does not use elsewhere."""
    return cause in CONVENTIONS and not CONVENTIONS[cause].of_moment and cause not in system


def merged(found: Iterable[Cause]) -> list[Cause]:
    """The causes of several rows as those of their sum."""
    by_name: dict[str, Cause] = {}
    for cause in found:
        one = by_name.setdefault(cause.name, Cause(cause.name, only_here=cause.only_here))
        one.effect, one.items = one.effect + cause.effect, one.items + cause.items
        one.signatures |= cause.signatures
        one.only_here = one.only_here and cause.only_here
    return list(by_name.values())
