"""How much of the server's memory one browser's files may take, those on their way included."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager

from access.limits import UPLOADS_EACH


class Room:
    """Bytes that are being sent now, by whose browser sends them."""

    def __init__(self, most: int = UPLOADS_EACH) -> None:
        self.most = most
        self.coming: Counter[str] = Counter()

    @contextmanager
    def taken(self, whose: str, length: int, there: int) -> Iterator[bool]:
        """Whether a file of this length fits beside what is `there` and what comes; while it is
        sent, it counts with what comes."""
        if there + self.coming[whose] + length > self.most:
            yield False
            return
        self.coming[whose] += length
        try:
            yield True
        finally:
            self.coming -= Counter({whose: length})


def waiting(files: Mapping[str, Mapping], sessions: Iterable[str]) -> int:
    """Bytes of the files that were sent into these sessions and wait in memory for their pages."""
    return sum(len(file.data) for one in sessions for file in list(files.get(one, {}).values()))
