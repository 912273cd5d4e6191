"""Tài khoản: who may come in, as what, and how long things are kept."""

import streamlit as st

from reports import export
from ui import account_acts, account_forms, data, exports, tables, who
from ui.words import t

who.require("accounts")
account_acts.said()
accounts = account_forms.accounts()
units = data.unit_names() if data.ready() else {}
left, right = st.columns([3, 2], gap="medium")
with left:
    title = t("account.list", number=len(accounts))
    rows, columns = account_forms.rows(accounts), account_forms.COLUMNS
    files = exports.export(export, "tai-khoan", title, [c.field for c in columns], rows)
    about = t("account.about")
    given = {"key": "accounts", "title": title, "about": about, "pick": True, "groups": False}
    chosen = tables.show(rows, columns, files, **given)
    account_forms.add(units)
with right:
    one = next((a for a in accounts if chosen and a.name == chosen["account"]), None)
    if one:
        account_forms.change(one, units)
        account_forms.switches(one)
    else:
        st.info(t("account.none_chosen"), icon=":material/touch_app:")
account_acts.keep()
