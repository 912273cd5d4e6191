"""Who is looking: a leaf, imported by everyone who asks what may be seen.

A role says what its holder's work needs; `units` and `officials` say whose records those are.
"""

from __future__ import annotations

from dataclasses import dataclass

HIDDEN = "•••"  # stands where a name is not this reader's to see
OTHERS = "~"  # the id under which units are put together that may not be told apart
ROLES = ("leader", "office", "unit_head", "official", "viewer", "administrator")


@dataclass(frozen=True)
class Viewer:
    """One reader: `units` are unit ids, `officials` person ids of the directory (or names)."""

    name: str
    role: str
    units: tuple[str, ...] = ()
    officials: tuple[str, ...] = ()
    signed_in: bool = True

    @property
    def scope(self) -> str:
        """Everything that decides what is seen, written out: part of every cache's key."""
        return f"{self.role} {sorted(self.units)} {sorted(self.officials)}"


# The one person on this computer: no account, only while the server listens on loopback.
LOCAL = Viewer("local", "office", signed_in=False)
NOBODY = Viewer("", "", signed_in=False)
