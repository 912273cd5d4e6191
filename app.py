"""The frame: language, menu, shared filters; nothing else."""

import streamlit as st

import messages
from layout import REPO
from ui import address, filters, start
from ui.words import t

# Page and its icon, by section. The name is the same in the file, the address and the messages.
MENU = {
    "figures": {
        "overview": "dashboard",
        "overdue": "event_busy",
        "strata": "compare_arrows",
        "latency": "timer",
        "trends": "show_chart",
        "petitions": "mark_email_unread",
        "holders": "inventory",
        "letter": "checklist",
        "reconcile": "balance",
    },
    "data": {"upload": "upload_file", "quality": "fact_check", "names": "person_search"},
    "help": {"methods": "menu_book"},
}
ICON, LOGO = REPO / "static" / "icon.png", REPO / "static" / "logo.png"


def menu() -> dict[str, list[st.Page]]:
    pages = {
        t(f"section.{section}"): [page(section, name, icon) for name, icon in names.items()]
        for section, names in MENU.items()
    }
    history = st.Page(
        "pages/item/history.py", title=t("page.item"), url_path="item", visibility="hidden"
    )
    return pages | {"": [history]}


def page(section: str, name: str, icon: str) -> st.Page:
    return st.Page(
        f"pages/{section}/{name}.py",
        title=t(f"page.{name}"),
        icon=f":material/{icon}:",
        url_path=name,
        default=name == "overview",
        help=t(f"page.{name}.help"),
    )


address.adopt("lang", messages.LANGUAGES, messages.LANGUAGES[0])
st.set_page_config(
    page_title=t("app.name"),
    page_icon=ICON,
    layout="wide",
    menu_items={"About": t("frame.about")},
)
st.logo(LOGO, icon_image=ICON, size="large")
start.settle()
above = st.sidebar.container()  # the filters' place, over the language switch
st.sidebar.segmented_control(
    t("frame.language"),
    messages.LANGUAGES,
    key="lang",
    required=True,
    format_func=lambda lang: messages.text("language.name", lang),
    label_visibility="collapsed",
)
current = st.navigation(menu(), expanded=True)  # else the last pages hide behind an English button
with above:
    filters.draw(current.url_path or next(iter(MENU["figures"])))
address.write()
st.title(current.title, anchor=False)
current.run()
