"""Which files the ledger says were kept, and which of them nobody has any more."""

from __future__ import annotations

from etl.refusal import Refused
from etl.uploads import REGISTERED, effective
from ledger import Ledger
from messages import text

ISSUED = "review_issued"  # its `files` are papers, kept beside the uploads
ENTERED = "record_added"  # its `fields` say what came with it
READ_ONLY = ("report_received",)  # a form that is read and not kept: the entry says all it said
NAMED_AT_MOST = 10


def _named(ledger: Ledger) -> dict[str, str]:
    """sha256 -> name of every file that the ledger says was kept: uploads, also those withdrawn,
    what people attached, papers that were issued."""
    found: dict[str, str] = {}
    for entry in ledger.entries():
        body = entry.body
        if entry.kind == REGISTERED:
            found[body["sha256"]] = body["name"]
        elif entry.kind == ISSUED:
            found |= {file["sha256"]: file["name"] for file in body["files"]}
        elif entry.kind not in READ_ONLY:
            said = body.get("fields") or {} if entry.kind == ENTERED else body
            if sha := said.get("file_sha256"):
                found[sha] = said.get("file_name") or entry.kind
    return found


def missing(ledger: Ledger, files: list[dict], lacking: bool) -> list[str]:
    """Names of the files that the ledger speaks of and nobody has any more, where that is allowed.

    Every upload that counts must be there: without it no figure comes out the same. The others are
    evidence, which may be gone for good, and the rest must still find its way into a backup.
    """
    there = {file["sha256"] for file in files}
    for upload in effective(ledger).values():
        if upload.sha256 not in there:
            raise Refused("upload_lost", name=upload.name, upload=upload.short)
    kept = _named(ledger).items()
    lost = [f"{name} ({sha[:12]})" for sha, name in kept if sha not in there]
    if lost and not lacking:
        raise Refused("evidence_lost", number=len(lost), names=_listed(lost))
    return lost


def lacks(lost: list[str]) -> str:
    """The line that names what lacks, to stand below an answer; empty where nothing does."""
    said = text("backup.lacks", number=len(lost), names=_listed(lost)) if lost else ""
    return f"\n{said}" if said else ""


def _listed(lost: list[str]) -> str:
    more = ["…"] if len(lost) > NAMED_AT_MOST else []
    return "; ".join([*lost[:NAMED_AT_MOST], *more])
