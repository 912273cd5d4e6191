"""Cách tính: how every figure is made, from what source, and what it cannot say."""

import streamlit as st

from ui import methods, who
from ui.words import plain, t

who.require("methods")
st.markdown(plain(t("methods.about")))
methods.draw(st.query_params.get("section"))
