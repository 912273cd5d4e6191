"""What a file stops with, and the answers to it as profiles. No Streamlit."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence

import tomli_w

PASSWORD = ("password", "wrong_password")
SURE, FAIRLY = 0.9, 0.7  # confidences from which a column counts as sure, as fairly sure


def asks(report: Mapping) -> bool:
    """Whether the file waits for an answer that its card can take; else it is turned down."""
    code = report.get("refused") or ""
    if code == "question":
        return report["params"]["about"] != "columns" or bool(report["params"].get("proposal"))
    shifted = code.startswith("shifted") and bool(report["params"].get("proposal"))
    return shifted or code in PASSWORD


def answered(params: Mapping, address: str | None) -> str:
    """The proposed profile with another column for what was asked; None: no column is it."""
    if address is None:
        return params["without"]
    return with_columns(params["proposal"], {params["fields"]: address})


def with_columns(profile: str, chosen: Mapping[str, str]) -> str:
    """A profile (TOML) with these fields in these columns; a column is one field's alone."""
    said = tomllib.loads(profile)
    kept = {n: a for n, a in said["columns"].items() if a not in chosen.values()}
    return tomli_w.dumps({**said, "columns": kept | dict(chosen)})


def open_columns(report: Mapping) -> list[tuple[str, list[str]]]:
    """Headings with several meanings of which no column of the file has one: heading, fields."""
    taken = set(report["profile"])
    found = []
    for warning in report["warnings"]:
        if warning["code"] == "ambiguous_column":
            fields = [f for f in warning["fields"].split(", ") if f not in taken]
            if fields:
                found.append((warning["heading"], fields))
    return found


def sureness(confidence: float | None) -> str:
    """How sure a recognised column is, as a code."""
    if confidence is None:
        return "unknown"
    return "high" if confidence >= SURE else "middle" if confidence >= FAIRLY else "low"


def source_of(name: str, known: Sequence[str]) -> str:
    """A name for the system behind an export that nobody has seen before, from its file's name."""
    letters = re.sub(r"[\W\d_]+", "_", name.rpartition(".")[0] or name).strip("_").casefold()
    return next((one for one in known if one.casefold() == letters), letters or "nguon")
