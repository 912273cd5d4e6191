"""The words in which `load` and `check` tell a person what became of a file."""

from __future__ import annotations

from datetime import date

from messages import known, text


def line(report: dict) -> str:
    """One file: what it is, what it brings, what to look at; its reason where it was refused."""
    if report["status"] == "refused":
        return f"✗ {report['file']}: {report['message']}"
    said = {
        "file": report["file"],
        "kind": text(f"kind.{report['kind']}"),
        "as_of": date.fromisoformat(report["as_of"]).strftime("%d/%m/%Y"),
    }
    words = [text(f"etl.{report['status']}", **said, **report["rows"])]
    words.append(_effect(report))
    if report["unresolved_units"]:
        names = "; ".join(f"{u['name']} ({u['rows']})" for u in report["unresolved_units"][:10])
        words.append(text("etl.unresolved", number=len(report["unresolved_units"]), names=names))
    words += [warning_text(w) for w in report["warnings"]]
    return "\n   ".join(words)


def _effect(report: dict) -> str:
    """What the file brings: work, or published totals."""
    if report["records"]:
        return text("etl.records", **report["records"])
    if not report["totals"]:
        return text("etl.effect", cases=report["cases"], items=report["items"], **report["changes"])
    units, measures = report["totals"]["units"], report["totals"]["measures"]
    names = "; ".join(text(f"count.{measure}") for measure in measures)
    return text("etl.totals", units=units, measures=len(measures), names=names)


def warning_text(warning: dict) -> str:
    """One warning as a sentence: examples with their place, fields by their label."""
    plain = {k: _plain(v) for k, v in warning.items()}
    name = plain.pop("code")
    for prefix in ("column", "field"):
        if known(code := f"{prefix}.{plain.get('field')}"):
            plain["field"] = text(code)
    return text(name if known(name) else f"warning.{name}", **plain)


def _plain(value: object) -> object:
    if isinstance(value, list):
        return "; ".join(str(_plain(one)) for one in value)
    if isinstance(value, dict):
        return text("etl.example", **value)
    return value
