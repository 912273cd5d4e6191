"""The server: `python -m ui.serve [--port N] [--no-browser]`. `streamlit run app.py` works too.

Over the plain command it adds: what is imported before the first visitor comes, answers that do
not leave this site, and one plain sentence, in the reader's language, where a page fails.
"""

import argparse
from contextlib import asynccontextmanager

import streamlit as st
from starlette.middleware import Middleware
from streamlit.runtime.pages_manager import PagesManager

from layout import REPO
from ui import start
from ui.words import t

HEADERS = {
    b"x-content-type-options": b"nosniff",
    b"x-frame-options": b"SAMEORIGIN",
    b"referrer-policy": b"same-origin",
}

# Our pages/ is not Streamlit's old magic folder. It takes it for that until the first visitor's
# app.py has run, and would tell one who follows a link "Page not found".
PagesManager.uses_pages_directory = False


class Headers:
    """Every answer says: no guessing of types, no frame elsewhere, no address given away."""

    def __init__(self, app) -> None:
        self.app = app

    async def __call__(self, scope, receive, send) -> None:
        async def with_headers(message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = list((HEADERS | dict(message["headers"])).items())
            await send(message)

        await self.app(scope, receive, with_headers if scope["type"] == "http" else send)


@asynccontextmanager
async def ready(app: st.App):
    start.settle()
    yield {}


def failed(error: Exception) -> bool:
    """Streamlit has logged it; its own sentence to the reader would be in English."""
    st.error(t("frame.failed"))
    return True


app = st.App(
    REPO / "app.py",
    lifespan=ready,
    middleware=[Middleware(Headers)],
    on_script_error=failed,
)

if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m ui.serve")
    parser.add_argument("--port", type=int, default=8501)
    parser.add_argument("--no-browser", action="store_true")
    options = parser.parse_args()
    headless = {"server.headless": True} if options.no_browser else {}
    app.run(config={"server.port": options.port} | headless)
