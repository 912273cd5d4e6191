"""What a build starts from, gathered from uploads and ledger in a fixed order, and its version."""

from __future__ import annotations

import hashlib
from dataclasses import astuple, dataclass
from functools import cache

from etl.corrections import KINDS as CORRECTED
from etl.corrections import Correction, accepted
from etl.decisions import KINDS as DECIDED
from etl.decisions import Decisions, decided
from etl.names.answers import KINDS as ANSWERS
from etl.names.answers import Answers, answered, standing
from etl.set_aside import SetAside, read_all
from etl.staging import Staged, parser_version
from etl.uploads import REGISTERED, WITHDRAWN, effective
from layout import CALENDAR_DIR, REPO, TERMS_DIR, UNITS_DIR, DataDir
from ledger import Ledger, canonical

SQL, CHECKS = REPO / "etl" / "sql", REPO / "etl" / "checks"
FACT_FILES = ("build.py", "new_file.py", "scripts.py", "insert.py", "inputs.py", "facts.py",
              "staged.py", "identity.py", "calendar.py", "calendar_days.sql", "decisions.py",
              "set_aside.py", "corrections.py", "record_rules.py")  # fmt: skip
FACT_DIRS = (SQL, CHECKS, CALENDAR_DIR, UNITS_DIR, TERMS_DIR, REPO / "etl" / "names")
NOTHING_DECIDED, NOTHING_ANSWERED = Decisions(), Answers()


@dataclass(frozen=True)
class Inputs:
    """All that decides a warehouse's content."""

    staged: list[Staged]
    answers: dict[str, str]  # unit name as written -> unit id, from the ledger
    ledger_seq: int  # newest entry that decides anything here
    decisions: Decisions = NOTHING_DECIDED
    names: Answers = NOTHING_ANSWERED
    corrections: tuple[Correction, ...] = ()
    aside: tuple[SetAside, ...] = ()  # uploads that today's reader refuses

    @property
    def version(self) -> str:
        """Digest of the inputs and the code: equal inputs give an equal version."""
        said = [
            [s.upload.sha256, s.parquet.name, s.source, str(s.as_of[0]), s.upload.full]
            for s in self.staged
        ]
        choices = [self.decisions.settings, self.decisions.unmerged]
        choices += [self.names.entered, self.names.people]
        choices += [[astuple(one) for one in self.corrections]]
        choices += [[one.row for one in self.aside]]
        text = canonical([said, self.answers, choices, parser_version(), _facts_version()])
        return hashlib.sha256(text.encode()).hexdigest()[:16]


def gather(data: DataDir) -> Inputs:
    """Everything the warehouse is a function of, staged and in a fixed order."""
    ledger = Ledger(data.ledger)
    staged, aside = read_all(effective(ledger).values(), data)
    deciding = ledger.entries(REGISTERED, WITHDRAWN, *ANSWERS, *DECIDED, *CORRECTED)
    seq = max((e.seq for e in deciding), default=0)
    units = {name: body["unit_id"] for name, body in sorted(standing(ledger, "unit").items())}
    names, corrections = answered(ledger), accepted(ledger)
    return Inputs(staged, units, seq, decided(ledger), names, corrections, aside)


@cache
def _facts_version() -> str:
    """Digest of the build's SQL and of the shipped facts."""
    digest = hashlib.sha256()
    files = [f for d in FACT_DIRS for f in sorted(d.glob("*.*"))]
    files += [REPO / "etl" / name for name in FACT_FILES]
    for file in files:
        digest.update(file.name.encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()
