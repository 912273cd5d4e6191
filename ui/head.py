"""The head of every page of figures: what is being looked at, how old it is, what to mind."""

from collections.abc import Mapping
from datetime import date

import streamlit as st

from metrics import context, record_work
from metrics.filters import Filters
from metrics.format import count, day, fraction
from ui import data, filter_state, filters, who
from ui.pages_list import PAGES
from ui.words import plain, t

UPLOAD = "pages/data/upload.py"


def begin() -> Filters:
    """Draw the head and return what is being looked at; without data, say what to do and stop."""
    now = filters.current()
    if now is None:
        st.info(t("empty.nothing_loaded"), icon=":material/upload_file:")
        go_upload()
        st.stop()
    lines = [plain(f"{data.sentence(now)}. {age()}")]
    if minded := warnings(now):
        lines.append(f":material/warning: {plain(' · '.join(minded))}")
    if not data.reads_all():
        lines.append(f":material/visibility: {plain(t(f'gate.note.{who.current().role}'))}")
    if both := data.ask(record_work.with_and_without, now, ("late", "judged", "total")):
        lines.append(plain(twice(*both)))
    st.markdown("  \n".join(f":small[{line}]" for line in lines))
    return now


def twice(whole: Mapping, rest: Mapping) -> str:
    """The figures with what was excluded after an objection, and without it."""
    late = [fraction(each["late"], each["judged"]) for each in (whole, rest)]
    number = count(whole["total"] - rest["total"])
    return t("mind.excluded", number=number, whole=late[0], rest=late[1])


def go_upload() -> None:
    """The way to where files are loaded, for those who may."""
    if PAGES["upload"].opens_to(who.current()):
        st.page_link(UPLOAD, label=t("empty.go_upload"), icon=":material/arrow_forward:")


def nothing_here(now: Filters, total: int) -> None:
    """Where the filters leave nothing, say so, offer the way back, and stop."""
    if total:
        return
    st.info(t("empty.nothing_in_scope", sentence=plain(data.sentence(now))))
    st.button(t("choose.reset"), key="empty.reset", on_click=filter_state.reset)
    st.stop()


def age() -> str:
    """To which day the exports of the sources reach."""
    newest = {s["source"]: s["newest"] for s in data.ask(context.sources)}
    if len(set(newest.values())) == 1:
        return t("age.same", day=day(next(iter(newest.values()))))
    listed = "; ".join(f"{source} {day(until)}" for source, until in newest.items())
    return t("age.each", sources=listed)


def warnings(now: Filters) -> list[str]:
    """What a reader must know before trusting a figure."""
    found = []
    if invented := data.ask(context.sample_uploads):
        found.append(t("mind.sample", number=count(invented)))
    if aside := data.ask(context.set_aside):
        found.append(t("mind.set_aside", number=count(aside)))
    if names := filter_state.ignored():
        words = ", ".join(t(f"choose.{name}") for name in names)
        found.append(t("mind.ignored", names=words))
    for source in data.ask(context.stale_sources, now):
        found.append(t("mind.stale", source=source["source"], day=day(source["newest"])))
    if waiting := unresolved():
        found.append(t("mind.unresolved", number=count(waiting)))
    return found + [succession(s) for s in successions(now)]


def unresolved() -> int:
    """How many names of units stand for no unit known."""
    return sum(not u["resolved"] and u["name"] is not None for u in data.units())


def successions(now: Filters) -> list[dict]:
    first = now.period.first if now.period else date.min
    return data.ask(context.successions, first, now.as_of)


def succession(unit: dict) -> str:
    return t("mind.succession", old=unit["old"], new=unit["new"], day=day(unit["ended"]))
