"""The head of a record: who it is, what is to be minded, figures with and without exclusions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from functools import partial

import streamlit as st

from metrics import record, record_flags, record_work
from metrics.filters import Filters
from metrics.format import count, day, fraction
from metrics.record import OFFICIAL, Subject
from ui import blocks_excluded, data, record_list, record_papers
from ui.record_list import Opened
from ui.sentences import VIETNAM
from ui.words import language, plain, t

PAPERS = ("document_no", "issued_on", "form", "official", "unit", "signer", "grounds",
          "considered_from", "concluded_on", "valid_to", "entered_by")  # fmt: skip
SHOWN = blocks_excluded.NAMES


def today() -> date:
    """The day in Vietnam on which somebody writes something down."""
    return datetime.now(UTC).astimezone(VIETNAM).date()


def draw(subject: Subject, now: Filters) -> bool:
    """Who it is and what to mind; False where papers are not gathered here."""
    mine = subject.filters(now)
    led = False
    if subject.kind == OFFICIAL:
        held = data.ask(record.posts, subject.key)
        led = data.ask(record.leads, subject.key, now.as_of)
        who_it_is(held)
        if len({post["person_id"] for post in held}) > 1:
            st.warning(t("record.namesakes"), icon=":material/group:")
    if led:
        st.info(t("record.leads"), icon=":material/info:")
    else:
        mind(data.ask(record_flags.flags, now, subject), subject, now)
    twice(mine)
    return not led


def who_it_is(held: Sequence[Mapping]) -> None:
    """Every post: position, unit, category, since when and until when."""
    lines = []
    for post in held:
        kind = post["person_kind"] or t("record.no_category")
        parts = [post["position"], post["unit"] or t("unit.unknown"), kind]
        since, until = post["valid_from"], post["valid_to"]
        parts.append(t("record.held", since=day(since), until=day(until)) if since or until else "")
        lines.append(" · ".join(filter(None, parts)))
    st.markdown("  \n".join(plain(line) for line in lines) or plain(t("record.not_listed")))


def mind(found: Sequence[Mapping], subject: Subject, now: Filters) -> None:
    """Each flag with its reason, the provision and the papers it rests on; nothing follows from
    them by itself."""
    for place, flag in enumerate(found):
        words, ids = record_flags.sentence(flag, language()), flag["record_ids"]
        st.info(plain(words), icon=":material/flag:")
        st.button(
            t("flag.open", number=count(len(ids))), key=f"flag.{place}", type="tertiary",
            icon=":material/description:", on_click=record_list.open_list,
            args=(Opened("flag", words, partial(papers, ids, subject, now), PAPERS),),
        )  # fmt: skip
    if found:
        st.caption(t("flag.about"))


def papers(ids: Sequence[str], subject: Subject, now: Filters) -> list[dict]:
    """The papers of these ids, in words."""
    mine = data.ask(record.papers, now.as_of, subject)
    return record_papers.worded([paper for paper in mine if paper["record_id"] in ids])


def twice(mine: Filters) -> None:
    """Where items were excluded, the same figures with and without them."""
    both = data.ask(record_work.with_and_without, mine, SHOWN)
    if both is None:
        return
    whole, rest = map(figures, both)
    number = count(both[0]["total"] - both[1]["total"])
    st.markdown(plain(t("record.twice", number=number, whole=whole, rest=rest)))


def figures(found: Mapping) -> str:
    """The figures of a record in one line."""
    parts = [f"{t(f'count.{name}')} {count(found[name])}" for name in ("total", "done", "open")]
    late = f"{t('count.late')} {fraction(found['late'], found['judged'])}"
    return " · ".join([*parts, late])
