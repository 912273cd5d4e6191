"""Profiles kept for the next export of a source: an answer given once is found again.

A ledger entry of kind `profile_kept` holds {signature, source, profile, accepted}; the latest word
on each signature counts, and a profile of null forgets it. What was used stands in the
registration of the upload: a build asks nothing of what was kept or forgotten since.
"""

from __future__ import annotations

import json
from argparse import Namespace
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

from etl.profile import Profile, dumps, loads
from etl.refusal import Refused
from etl.staging import Staged, stage
from etl.uploads import Upload, effective, told
from layout import data_dir
from ledger import Ledger
from messages import known, text

KEPT = "profile_kept"
SHOWN = 8  # headings in a line of the list


@dataclass(frozen=True)
class KeptProfile:
    """What to use for exports of one layout; `source` is None where nobody named one.

    `accepted`: the contradictions with the cells that the profile was chosen in spite of; with any
    other the same headings stand over other data.
    """

    signature: str
    source: str | None
    profile: dict
    accepted: list[str] = field(default_factory=list)


def kept(ledger: Ledger) -> dict[str, KeptProfile]:
    """The profiles in force, by signature."""
    found: dict[str, KeptProfile] = {}
    for entry in ledger.entries(KEPT):
        mark = entry.body["signature"]
        if entry.body["profile"] is None:
            found.pop(mark, None)
        else:
            found[mark] = KeptProfile(**told(entry))
    return found


def keep(ledger: Ledger, one: KeptProfile, *, who: str) -> bool:
    """Keep a profile for its layout; False where the same is kept already."""
    if kept(ledger).get(one.signature) == one:
        return False
    ledger.append(KEPT, asdict(one), who=who)
    return True


def keep_asked(ledger: Ledger, reports: Iterable[dict], *, who: str) -> None:
    """Keep how each loaded file was read, where that was asked for and can be said."""
    taken = ("loaded", "unchanged")
    asked = [r for r in reports if r.get("keep_profile") and r["status"] in taken]
    _keep_sheets(ledger, asked, who=who)
    for report in asked:
        if report["signature"] and report["toml"]:
            source = report["registered"]["source"]
            profile = asdict(lasting(loads(report["toml"])))
            one = KeptProfile(report["signature"], source, profile, report["misfits"])
            keep(ledger, one, who=who)
            report["kept_profile"] = report["signature"]


def _keep_sheets(ledger: Ledger, reports: list[dict], *, who: str) -> None:
    """Keep which sheets of each workbook were loaded one by one, in this run or before."""
    marks = {r["upload"]: r["workbook"] for r in reports if r["sheet"] and r["workbook"]}
    for sha256, mark in marks.items():
        parts = [u for u in effective(ledger).values() if u.sha256 == sha256 and u.sheet]
        sources = {upload.source for upload in parts}
        profile = asdict(Profile(sheets=sorted(str(upload.sheet) for upload in parts)))
        source = sources.pop() if len(sources) == 1 else None
        keep(ledger, KeptProfile(mark, source, profile), who=who)


def lasting(profile: Profile) -> Profile:
    """Without the header's row: it moves from week to week, and the headings find it."""
    return replace(profile, header_row=0 if profile.header_row == 0 else None)


def staged(
    upload: Upload, path: Path, folder: Path, known: Mapping[str, KeptProfile], accept: bool
) -> Staged:
    """Stage a file with the profile given, else one kept for its layout; `accept`: with the
    correction or answer that its refusal proposes, where it does."""
    said = {  # one source's answer says nothing of another's export; sheets may have several
        mark: one
        for mark, one in known.items()
        if upload.source in (None, one.source) or (one.source is None and one.profile.get("sheets"))
    }
    try:
        return stage(upload, path, folder, said)
    except Refused as refused:
        if not accept or "proposal" not in refused.params:
            raise
        profile = asdict(loads(refused.params["proposal"]))
    return stage(replace(upload, profile=profile), path, folder)


def command(options: Namespace) -> int:
    """`profile list | show | export | forget`."""
    ledger = Ledger(data_dir(options.data).ledger)
    if options.what == "list":
        found = kept(ledger).values()
        lines = [_line(one) for one in found] or [text("profile.none")]
        _show({"profiles": [asdict(one) for one in found]}, options, "\n".join(lines))
        return 0
    one = _one(ledger, options.signature)
    if options.what == "forget":
        body = {"signature": one.signature, "source": one.source, "profile": None}
        ledger.append(KEPT, body, who=options.who)
        _show(asdict(one), options, text("profile.forgotten", signature=one.signature))
        return 0
    toml = dumps(Profile(**one.profile))
    if options.what == "export":
        options.file.write_text(toml, "utf-8")
    _show(asdict(one) | {"toml": toml}, options, str(options.file or toml))
    return 0


def _one(ledger: Ledger, prefix: str) -> KeptProfile:
    """The kept profile whose signature begins so."""
    found = [one for mark, one in kept(ledger).items() if mark.startswith(prefix.lower())]
    if len(found) != 1:
        raise Refused("no_such_profile", signature=prefix)
    return found[0]


def _line(one: KeptProfile) -> str:
    kind = f"kind.{one.profile['kind']}" if one.profile["kind"] else "profile.sheets"
    headings = one.profile.get("sheets") or list(one.profile["columns"].values())
    more = " …" if len(headings) > SHOWN else ""
    named = text(kind) if known(kind) else one.profile["kind"]
    return f"{one.signature}  {named}  {one.source or ''}  {'; '.join(headings[:SHOWN])}{more}"


def _show(value: dict, options: Namespace, words: str) -> None:
    print(json.dumps(value, ensure_ascii=False, indent=1) if options.json else words)
