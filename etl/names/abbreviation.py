"""One name read as the short form of another: «Vụ KHTC», «TTr», «P. KT an toàn», «CQĐD tại TP.HCM».

Each word of the short form is a word of the long one, or made of the beginnings of several in a
row; words of the long one may be left out, never its first.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from functools import cache, lru_cache

from etl.names.letters import LINKS

LONGEST = 24  # words; a longer "name" is a sentence
PREFIX = 3  # letters of a word that an abbreviation may take
LEFT_OUT, PART = 6, 4  # what a word left out costs, and one of which only the beginning stands
D_FOR_DJ = 3.0  # doubt where only «đ» read as «d» makes them one
NEVER = 10**6


@dataclass(frozen=True)
class Expansion:
    """How the short form is read: what stands for what, and the words that it leaves out."""

    cost: int
    pairs: tuple[tuple[str, tuple[str, ...]], ...] = ()
    left_out: tuple[str, ...] = ()
    doubt: float = field(default=0.0, compare=False)


def expanded(short: list[str], long: list[str], *, anywhere: bool = False) -> Expansion | None:
    """The reading that leaves out least; None where there is none. `anywhere`: also without the
    first words (people are called by their last)."""
    short = [word for word in short if word.casefold() not in LINKS]
    if not short or not long or max(len(short), len(long)) > LONGEST:
        return None
    if not _within("".join(map(_plain, short)), "".join(map(_plain, long))):
        return None
    for letters, doubt in ((_toneless, 0.0), (_plain, D_FOR_DJ)):
        reading = _Reading([letters(w) for w in short], [letters(w) for w in long], anywhere)
        if (steps := reading.steps()) is not None:
            return _told(steps, short, long, doubt)
    return None


def _told(steps: list[tuple[int, int]], short: list[str], long: list[str], doubt: float):
    """Steps are (word of the short form or -1, word of the long one)."""
    taken: dict[int, list[str]] = {}
    for i, j in steps:
        if i >= 0:
            taken.setdefault(i, []).append(long[j])
    pairs = tuple(
        (short[i], tuple(full)) for i, full in taken.items()
        if len(full) > 1 or _plain(short[i]) != _plain(full[0])
    )  # fmt: skip
    left = tuple(long[j] for i, j in steps if i < 0 and long[j].casefold() not in LINKS)
    return Expansion(len(left), pairs, left, doubt)


def _within(short: str, long: str) -> bool:
    """Whether its letters stand in the other's in this order: rules out nearly every pair."""
    letters = iter(long)
    return all(letter in letters for letter in short)


class _Reading:
    """The cheapest way through the words of both, letter by letter of the short form."""

    def __init__(self, short: list[str], long: list[str], anywhere: bool) -> None:
        self.short, self.long, self.anywhere = short, long, anywhere
        self.best = cache(self._best)

    def steps(self) -> list[tuple[int, int]] | None:
        cost, way = self.best(0, 0, 0)
        found = []
        while way:
            step, way = way
            found.append(step)
        return found if cost < NEVER else None

    def _best(self, i: int, at: int, j: int) -> tuple[int, tuple]:
        """Cost and way from letter `at` of short word `i` and long word `j` on."""
        if j == len(self.long):
            return (0, ()) if i == len(self.short) else (NEVER, ())
        ways = [self._skip(i, at, j)] if j or self.anywhere else []
        if i < len(self.short):
            ways += self._take(i, at, j)
        return min(ways, key=lambda way: way[0], default=(NEVER, ()))

    def _skip(self, i: int, at: int, j: int) -> tuple[int, tuple]:
        cost, way = self.best(i, at, j + 1)
        between = i < len(self.short)  # a gap says less than a tail that is left out
        return cost + (0 if self.long[j] in LINKS else LEFT_OUT) + between, ((-1, j), way)

    def _take(self, i: int, at: int, j: int) -> list[tuple[int, tuple]]:
        rest, word = self.short[i][at:], self.long[j]
        found = []
        for length in range(1, min(len(rest), len(word)) + 1):
            if rest[length - 1] != word[length - 1]:
                break
            whole = length == len(word)
            if length > PREFIX and not whole:
                continue
            done = length == len(rest)
            cost, way = self.best(i + 1, 0, j + 1) if done else self.best(i, at + length, j + 1)
            found.append((cost + (0 if whole else PART), ((i, j), way)))
        return found


@lru_cache(maxsize=20_000)
def _toneless(word: str) -> str:
    """Lower case without accents, «đ» kept."""
    split = unicodedata.normalize("NFD", word.casefold())
    return "".join(c for c in split if not unicodedata.combining(c))


def _plain(word: str) -> str:
    return _toneless(word).replace("đ", "d")
