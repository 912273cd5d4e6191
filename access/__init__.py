"""Accounts, sessions and their traces: who may come in, and what was written down of it.

The people's side of the server (sign-in page, cookie, pages) is in ui/; this package knows neither
Streamlit nor HTTP. Its state is one SQLite file, data/access.sqlite.
"""
