"""Every published figure has a name, a version and a fingerprint; none changes in silence."""

import re

import pytest

from layout import REPO
from metrics import catalog, definitions
from metrics.catalog import COUNTS, RATES, Rate
from metrics.definitions import Definition


def line(definition: Definition) -> str:
    return ",".join(
        (definition.what, definition.id, str(definition.version), definition.fingerprint)
    )


def test_what_was_published_has_not_changed():
    """A new figure, or a new version of one, is a new line. A changed line is a changed figure:
    before any frozen review used it the line may be replaced; afterwards keep the old form as an
    earlier version (metrics/catalog.py) and add a line for the new one."""
    now = {(d.what, d.id, d.version): d for d in definitions.every()}
    published = definitions.published()
    wrong = [line(d) for key, d in now.items() if published.get(key) != d.fingerprint]
    assert not wrong, "metrics/definitions.csv should have\n" + "\n".join(wrong)
    assert published.keys() == now.keys(), f"gone: {sorted(published.keys() - now.keys())}"


def test_every_count_and_rate_is_defined_once():
    names = [d.id for d in definitions.every() if d.version == 1]
    assert len(names) == len(set(names))
    assert {*COUNTS, *RATES, *definitions.CURVES, *definitions.RULES} == set(names)
    assert all(definitions.current(name).name == definitions.named(name) for name in names)
    assert definitions.in_use()["C"] == 1
    assert definitions.named("C", "late", "funnel") == "C@1, late@1, funnel@1"
    with pytest.raises(KeyError):
        definitions.current("E")


def test_the_methods_list_every_definition():
    text = (REPO / "docs" / "methods.md").read_text("utf-8")
    lines = re.findall(r"^\| `(\w+)` \| [^|]*· (\w+) \| (\d+) \| (\d+) \|$", text, re.M)
    wanted = [(d.id, d.what, str(d.version), str(d.section)) for d in definitions.every()]
    assert sorted(lines) == sorted(wanted)
    sections = set(re.findall(r"^## (\d+)\. ", text, re.M))
    assert {str(d.section) for d in definitions.every()} <= sections


def test_formulas_name_the_versions_of_their_counts():
    assert definitions.current("C").formula == "late@1 / judged@1"
    assert definitions.current("late").formula == COUNTS["late"]
    assert "43_lateness" not in definitions.current("classes").formula
    assert "create macro class_at" in definitions.current("classes").formula


def test_a_changed_definition_is_a_new_version_and_both_can_be_asked_for(monkeypatch):
    """Suppose C had counted only what was finished late until a review was frozen."""
    earlier = Rate("done_late", "judged", "higher")
    changed = Rate("late", "judged", "higher", version=2)
    monkeypatch.setitem(catalog.EARLIER_RATES, "C", (earlier,))
    monkeypatch.setitem(catalog.RATES, "C", changed)
    assert [d.name for d in definitions.all_versions("C")] == ["C@1", "C@2"]
    assert definitions.rate_versions("C") == (earlier, changed)
    assert definitions.current("C").formula == "late@1 / judged@1"
    assert definitions.in_use()["C"] == 2


def test_a_changed_count_carries_its_rates_along(monkeypatch):
    monkeypatch.setitem(catalog.EARLIER_COUNTS, "late_v1", "{class} = 'done_late'")
    monkeypatch.setitem(catalog.COUNT_VERSIONS, "late", 2)
    monkeypatch.setitem(catalog.EARLIER_RATES, "C", (Rate("late_v1", "judged", "higher"),))
    monkeypatch.setitem(catalog.RATES, "C", Rate("late", "judged", "higher", version=2))
    assert [d.formula for d in definitions.all_versions("C")] == [
        "late@1 / judged@1", "late@2 / judged@1",
    ]  # fmt: skip
    assert [d.formula for d in definitions.all_versions("late")] == [
        "{class} = 'done_late'", COUNTS["late"],
    ]  # fmt: skip
