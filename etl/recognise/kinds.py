"""Which kind of export a header belongs to: its own headings, then the words of the titles."""

from __future__ import annotations

from collections.abc import Iterable

from etl.profile import KINDS, WORK_KINDS
from etl.recognise.columns import Assignment, assign
from etl.recognise.evidence import Sample
from etl.recognise.facts import kind_words
from etl.recognise.header import Header
from etl.registers import REGISTERS
from etl.text import fold

FEWEST_FIELDS = 2
TITLED_FIELDS = 4
# Any form has a code and room for notes.
BARE = frozenset(("source_id", "progress_note", "urgency", "product"))
WORDS_COUNTED = 2  # a title that says "nhiệm vụ" five times says it no louder


def choose(
    header: Header, sample: Sample, words: dict[str, int], kinds: Iterable[str] = KINDS
) -> Assignment | None:
    """The likeliest kind's assignment, or None if the header is of no kind at all.

    A warning says where nothing but the order of the kinds decided.
    """
    given = len(kinds := tuple(kinds)) == 1
    found = [a for a in (assign(k, header, sample) for k in kinds) if _is_table(a, given, words)]
    if not found:
        return None
    width = max((len(a.columns) for a in found if a.kind in WORK_KINDS), default=0)
    scores = {a.kind: _score(a, words, width) for a in found}
    best = max(found, key=lambda a: scores[a.kind])  # the first of equals, in the order of KINDS
    tied = sum(score == scores[best.kind] for score in scores.values()) > 1
    if not given and (tied or not (best.signs or words.get(best.kind))):
        best.warnings.append({"code": "kind_assumed", "kind": best.kind})
    return best


def _is_table(found: Assignment, given: bool, words: dict[str, int]) -> bool:
    """Named by its identity, with another field; a directory or a register shows a heading of
    its own, a wide register at least a title of its own."""
    is_work = found.kind in WORK_KINDS
    enough = len(found.columns) >= (1 if given and not is_work else FEWEST_FIELDS)
    titled = words.get(found.kind, 0) > 0 and len(found.columns) >= TITLED_FIELDS
    tells = is_work and not BARE.issuperset(found.columns)
    shown = tells or found.signs > 0 or (found.kind in REGISTERS and titled)
    return found.has_identity and enough and (given or shown)


def _score(found: Assignment, words: dict[str, int], work_width: int) -> int:
    """Work items share most headings: among them only signs and words tell the kinds apart."""
    width = work_width if found.kind in WORK_KINDS else len(found.columns)
    return 2 * found.signs + min(words.get(found.kind, 0), WORDS_COUNTED) + width


def words_in(*texts: str) -> dict[str, int]:
    """How often the words of each kind stand in titles, sheet name and file name."""
    squeezed = " ".join(fold(text).replace(" ", "") for text in texts)
    counts: dict[str, int] = {}
    for kind, word in kind_words():
        counts[kind] = counts.get(kind, 0) + squeezed.count(word)
    return counts
