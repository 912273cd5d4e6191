"""The frame: language, menu, shared filters, who is signed in; nothing else."""

import streamlit as st

import messages
from layout import REPO
from ui import account_block, address, data, filters, start, who
from ui.pages_list import PAGES, first, in_menu
from ui.words import t

ICON, LOGO = REPO / "static" / "icon.png", REPO / "static" / "logo.png"


def menu() -> dict[str, st.Page]:
    """Every page by name; what the reader may not open stands in no menu, and says so itself."""
    return {
        name: st.Page(
            page.path(name),
            title=t(f"page.{name}"),
            icon=f":material/{page.icon}:",
            url_path=name,
            default=name == first(viewer),
            visibility="visible" if in_menu(name, viewer) else "hidden",
            help=t(f"page.{name}.help") if messages.known(f"page.{name}.help") else None,
        )
        for name, page in PAGES.items()
    }


def sections(pages: dict[str, st.Page]) -> dict[str, list[st.Page]]:
    """The menu: the sections in which something can be opened, then what is in none."""
    found: dict[str, list[st.Page]] = {}
    for name, page in pages.items():
        heading = t(f"section.{PAGES[name].section}") if in_menu(name, viewer) else ""
        found.setdefault(heading, []).append(page)
    hidden = found.pop("", [])
    return found | ({"": hidden} if hidden else {})


who.arrive()
viewer = who.current()
address.adopt("lang", messages.LANGUAGES, messages.LANGUAGES[0])
st.set_page_config(
    page_title=t("app.name"),
    page_icon=ICON,
    layout="wide",
    menu_items={"About": t("frame.about")},
)
st.logo(LOGO, icon_image=ICON, size="large")
who.refuse_nobody()
start.settle()
data.settle()
above = st.sidebar.container()  # the filters' place, over the language switch
st.sidebar.segmented_control(
    t("frame.language"),
    messages.LANGUAGES,
    key="lang",
    required=True,
    format_func=lambda lang: messages.text("language.name", lang),
    label_visibility="collapsed",
)
pages = menu()
current = st.navigation(sections(pages), expanded=True)  # else the last ones hide behind a button
name = next(name for name, page in pages.items() if page is current)
with above:
    account_block.draw(viewer)
    if PAGES[name].opens_to(viewer):
        filters.draw(name)
address.write()
st.title(current.title, anchor=False)
try:
    current.run()
finally:
    data.unsettle()
