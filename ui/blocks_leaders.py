"""The leaders' own list: three kinds of work that they answer for themselves, in brief."""

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from metrics import lists
from metrics.filters import Filters
from metrics.format import count
from metrics.lists import Listing
from ui import data, drill
from ui.words import plain, t

SUBJECT = 48  # letters of a subject
ABOVE = ("provincial_party", "provincial_committee")
ENTERPRISE = "doanh nghiệp"  # as the petition systems write the type of sender


def leaders(now: Filters) -> None:
    """The leaders' own list: three kinds of work that they answer for themselves."""
    found = [(name, listing) for name, listing in own_lists(now) if listing]
    for (name, listing), place in zip(found, st.columns(len(found) or 1, gap="small"), strict=False):
        with place.container(gap=None):
            own(name, listing)


def own_lists(now: Filters) -> Sequence[tuple[str, Listing | None]]:
    authorities = tuple(a for a in ABOVE if a in (now.authorities or ABOVE))
    tasks = narrowed(now, "tasks")
    return (
        ("from_above", tasks and authorities
         and Listing(replace(tasks, authorities=authorities), "open_overdue")),
        ("enterprises", (f := narrowed(now, "petitions"))
         and Listing(f, "open", (("sender_type", ENTERPRISE),), order="opened")),
        ("unanswered", (f := narrowed(now, "consultations")) and Listing(f, "open")),
    )  # fmt: skip


def narrowed(now: Filters, kind: str) -> Filters | None:
    """The filters for one kind; None where they leave that kind out."""
    return replace(now, kinds=(kind,)) if kind in (now.kinds or (kind,)) else None


def own(name: str, listing: Listing) -> None:
    """One of them: its number, which opens the list, and the one that waits longest."""
    number = data.ask(lists.number, listing)
    label = t(f"own.{name}", number=count(number))
    st.button(
        f"**{plain(label)}**", key=f"own.{name}", type="tertiary", disabled=not number,
        on_click=drill.open_list, args=("own", label, (label, listing)),
    )  # fmt: skip
    names = data.unit_names(short=True)
    for row in drill.item_rows(listing, 1):
        days = row["days_overdue"]
        waits = (
            t("own.overdue", days=count(days)) if days
            else t("own.waits", days=count((listing.filters.as_of - row["opened_on"]).days))
        )  # fmt: skip
        link = f"[{plain(shortened(row['subject']))}]({row['link']})"
        unit = plain(names.get(row["unit_id"], row["unit"]))
        st.markdown(f":small[{link} · {unit} · {plain(waits)}]")


def shortened(text: str) -> str:
    return text if len(text) <= SUBJECT else text[: SUBJECT - 1].rstrip() + "…"
