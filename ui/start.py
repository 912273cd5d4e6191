"""What is done once per server, not once per click."""

import gc

import pandas  # noqa: F401  imported here so that the freeze below covers it
import plotly.io  # noqa: F401  Streamlit imports it at the first chart
import streamlit as st


@st.cache_resource(show_spinner=False)
def settle() -> None:
    """Take what is imported out of the garbage collector's rounds: it stays for ever."""
    gc.collect()
    gc.freeze()
