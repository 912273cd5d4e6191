"""Recognition as the child asks for it: with the profile given, or one kept for such a layout."""

from __future__ import annotations

from collections.abc import Sequence

from etl.profile import Profile, dumps, from_table
from etl.recognise import Table, recognise
from etl.recognise.kept import Kept, Match, kept_for, kept_sheets
from etl.recognise.table import SheetLike
from etl.refusal import Refused


def look(
    sheets: Sequence[SheetLike], request: dict
) -> tuple[list[Table], Profile | None, str | None]:
    """The tables of a file; the profile by which they were found and, of a kept one, its
    signature.

    request: `name`; `kind`, `profile`, `sheet` as given, or None; `kept`: signature ->
    {profile, accepted}. Raises Refused; kept_sheets (signature, sheets) tells the parent to ask
    for these sheets one by one.
    """
    profile = Profile(**request["profile"]) if request.get("profile") else None
    found = None if profile else _kept(sheets, request)
    if found and found.fits:
        profile = found.profile
    tables = recognise(
        sheets, file_name=request["name"], kind=request.get("kind"), profile=profile,
        only=request.get("sheet"),
    )  # fmt: skip
    if found:
        code = "kept_profile" if found.fits else "kept_profile_unfit"
        tables[0].warnings.insert(0, {"code": code, "signature": found.signature})
    return tables, profile, found.signature if found and found.fits else None


def _kept(sheets: Sequence[SheetLike], request: dict) -> Match | None:
    kept = {
        mark: Kept(Profile(**said["profile"]), frozenset(said["accepted"]))
        for mark, said in (request.get("kept") or {}).items()
    }
    if not kept:
        return None
    name = request.get("sheet")
    if name is None:
        mark, names = kept_sheets(sheets, kept)
        if names:
            raise Refused("kept_sheets", signature=mark, sheets=names)
    chosen = [sheet for sheet in sheets if name in (None, sheet.name)]
    return kept_for(chosen, request["name"], request.get("kind"), kept)


def said_of(lead: Table, profile: Profile | None) -> dict:
    """How sure each column is and why, and what to keep so that the next export needs no word.

    A list beside others is no layout that a profile could name.
    """
    own = "" if lead.order is not None else dumps(from_table(lead))
    return {
        "reasons": lead.reasons,
        "confidence": lead.confidence,
        "evidence": lead.evidence,
        "signature": lead.signature if lead.order is None else None,
        "misfits": lead.misfits,
        "toml": dumps(profile) if profile else own,
    }
