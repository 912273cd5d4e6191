"""What the ETL says by code, as sentences: refusals, warnings, reasons, names of fields."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta, timezone

import messages
from ui.words import language, t

VIETNAM = timezone(timedelta(hours=7))  # no summer time since 1975; needs no table of zones
FIELDS = ("field", "fields")  # parameters that name fields of ours
KINDS = ("kind", "profile_kind")
EXAMPLES = 3  # unread texts named in a sentence


def word(group: str, value: object) -> str:
    """The word of "<group>.<value>" if there is one, else the value itself; '' for None."""
    code = f"{group}.{value}"
    return t(code) if messages.known(code, language()) else str(value or "")


def field(name: str) -> str:
    """A canonical field in words; in published totals, what a column counts."""
    return word("field" if messages.known(f"field.{name}") else "count", name)


def refusal(report: Mapping) -> str:
    """Why a file was turned down and what to do; what the code leaves open is an ellipsis."""
    given = report.get("params", {})
    code, about = f"refusal.{report['refused']}", given.get("about")
    code = f"{code}_{about}" if messages.known(f"{code}_{about}", language()) else code
    if not messages.known(code, language()):
        return report.get("message") or report["refused"]
    params = _Open({"file": report["file"]} if report.get("file") else {})
    params |= {k: _shown(k, v) for k, v in given.items()}
    if "kinds" in given:
        params["shown"] = ", ".join(word("kind", kind) for kind in given["kinds"])
    return messages.catalogue(language())[code].format_map(params)


def warning(found: Mapping) -> str:
    """One warning as a sentence."""
    code = found["code"] if messages.known(found["code"]) else f"warning.{found['code']}"
    if not messages.known(code, language()):
        return found["code"]
    params = {k: _shown(k, v) for k, v in found.items() if k != "code"}
    return messages.catalogue(language())[code].format_map(_Open(params))


def moment(text: str) -> datetime | None:
    """An instant of the ledger or of a job in Vietnamese time, without its zone."""
    try:
        return datetime.fromisoformat(text).astimezone(VIETNAM).replace(tzinfo=None)
    except ValueError:
        return None


class _Open(dict):
    def __missing__(self, name: str) -> str:
        return "…"


def _shown(name: str, value: object) -> object:
    """A parameter as it stands in a sentence."""
    if isinstance(value, list):
        more = ["…"] if name == "examples" and len(value) > EXAMPLES else []
        some = value[:EXAMPLES] if name == "examples" else value
        return "; ".join([str(_shown(name, one)) for one in some] + more)
    if isinstance(value, dict):  # an example: where it stands, and its text
        return t("etl.example", row=value.get("row", ""), text=value.get("text", ""))
    if name in FIELDS:
        return field(value)
    return word("kind", value) if name in KINDS else value
