"""The four words a rate may be given beside others of its kind, for good and bad alike.

There is no fifth, and none says which side is the better one. The words themselves are messages
`label.<code>`.
"""

from __future__ import annotations

from metrics.catalog import SMALL

TOO_FEW, ORDINARY, LOOK_FURTHER, DISTINCT = LABELS = (
    "too_few",
    "ordinary",
    "look_further",
    "distinct",
)
# A person is not described by a rate of a few cases: their list speaks instead.
SMALLEST = {"official": 20}


def smallest(by: str | None) -> int:
    """From how many cases on a group of this dimension is shown as a rate and labelled."""
    return SMALLEST.get(by, SMALL)
