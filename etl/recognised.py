"""How each column of a staged file was recognised, in plain words for people and programs."""

from __future__ import annotations

from messages import known, text


def recognised(summary: dict, lang: str = "vi") -> list[dict]:
    """One {field, heading, column, confidence, reason} per column that holds a field, in the
    order of the columns; `column` counts from 0, `confidence` from 0 to 1. `rule` and `figures`
    (found, percent, filled) are the reason for those who word it in another language."""
    headings, found = summary["headings"], []
    for name, column in sorted(summary["columns"].items(), key=lambda item: item[1]):
        found.append(
            {
                "field": name,
                "heading": headings[column] if column < len(headings) else "",
                "column": column,
                "confidence": summary.get("confidence", {}).get(name),
                "reason": reason(summary, name, lang),
                "rule": summary["reasons"].get(name, ""),
                "figures": summary.get("evidence", {}).get(name, {}),
            }
        )
    return found


def reason(summary: dict, name: str, lang: str = "vi") -> str:
    """Why the column was taken: the rule, then the figures that speak for it."""
    said = []
    code = summary["reasons"].get(name, "")
    if known(code, lang):
        said.append(text(code, lang))
    figures = summary.get("evidence", {}).get(name, {})
    test = f"evidence.{figures.get('found')}"
    if figures.get("percent") and known(test, lang):
        said.append(text(test, lang, percent=figures["percent"]))
    elif figures.get("filled"):
        said.append(text("evidence.filled", lang, filled=figures["filled"]))
    return "; ".join(said)
