"""Who is signed in, over the filters: name and role; own data, another password, sign out."""

import streamlit as st

from ui import who
from ui.pages_list import PAGES
from ui.words import plain, t
from viewer import Viewer


def draw(viewer: Viewer) -> None:
    """Nothing for the one person without an account."""
    if not viewer.signed_in:
        return
    label = plain(f"{viewer.name} · {t(f'account_role.{viewer.role}')}")
    with st.popover(label, icon=":material/account_circle:", width="stretch", key="account"):
        st.page_link(
            PAGES["mine"].path("mine"), label=t("page.mine"), icon=":material/person_search:"
        )
        st.markdown(f"[:material/key: {plain(t('account.password'))}](/password)")
        st.button(
            t("account.sign_out"),
            key="account.sign_out",
            icon=":material/logout:",
            on_click=who.sign_out,
            width="stretch",
        )
