"""The server: `python -m ui.serve [--port N] [--no-browser]`. `streamlit run app.py` works too.

Over the plain command it adds: signing in, without which it serves no other machine; what is
imported before the first visitor comes; answers that do not leave this site; and one plain
sentence, in the reader's language, where a page fails.
"""

import argparse
import asyncio
import os
import sys
from contextlib import asynccontextmanager

import streamlit as st
from starlette.middleware import Middleware
from streamlit.runtime.pages_manager import PagesManager

from access import passwords, traces
from access.accounts import Accounts
from access.limits import ABSOLUTE, IDLE, Limits
from layout import REPO, data_dir
from messages import LANGUAGES, text
from ui import edge, sign_in, sign_in_session, sign_in_sso, start
from ui.sign_in_guard import Guard
from ui.words import t

# Our pages/ is not Streamlit's old magic folder. It takes it for that until the first visitor's
# app.py has run, and would tell one who follows a link "Page not found".
PagesManager.uses_pages_directory = False
# Whose X-Forwarded-… uvicorn believes: a proxy on this machine, nobody else.
os.environ["FORWARDED_ALLOW_IPS"] = "127.0.0.1,::1"
FLUSH = 30  # seconds between two looks at the failures that wait to be written down


@asynccontextmanager
async def ready(app: st.App):
    """Refuse to start where everyone would be let in; then warm up."""
    if why := why_not(st.get_option("server.address")):
        raise SystemExit(why)
    start.settle()
    if Accounts(data_dir()).any():
        passwords.nobodys()
    flushing = asyncio.create_task(flush())
    yield {}
    flushing.cancel()


async def flush() -> None:
    """Failures and refusals that were counted get into the ledger when their minute is over."""
    while True:
        await asyncio.to_thread(traces.settle, data_dir())
        await asyncio.sleep(FLUSH)


def why_not(address: str | None) -> str:
    """Why the server may not listen there, in both languages; nothing if it may."""
    closed = Accounts(data_dir()).any() or sign_in_sso.configured()
    others = [host for host in edge.hosts() if host not in edge.HERE]
    if closed:
        code = "" if edge.is_loopback(address) or others else "serve.no_hosts"
    else:
        code = "" if edge.is_loopback(address) and not others else "serve.no_accounts"
    words = {"address": address or "0.0.0.0", "hosts": ", ".join(others) or "–"}
    return "\n".join(text(code, lang, **words) for lang in LANGUAGES) if code else ""


def failed(error: Exception) -> bool:
    """Streamlit has logged it; its own sentence to the reader would be in English."""
    st.error(t("frame.failed"))
    return True


app = st.App(
    REPO / "app.py",
    lifespan=ready,
    routes=sign_in.ROUTES,
    middleware=[Middleware(edge.Edge), Middleware(Guard)],
    on_script_error=failed,
)


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m ui.serve")
    parser.add_argument("--port", type=int, default=8501)
    parser.add_argument("--address", default="127.0.0.1", help="another one needs accounts")
    parser.add_argument("--no-browser", action="store_true")
    minutes = {"type": float, "metavar": "MINUTES"}
    parser.add_argument("--idle", default=IDLE / 60, help="a session without use", **minutes)
    parser.add_argument("--absolute", default=ABSOLUTE / 60, help="any session", **minutes)
    return parser.parse_args()


if __name__ == "__main__":
    options = arguments()
    if why := why_not(options.address):
        sys.exit(why)
    try:
        sign_in_session.limits = Limits(options.idle * 60, options.absolute * 60)
    except ValueError as error:
        sys.exit(f"--idle, --absolute: {error}")
    config = {"server.headless": True} if options.no_browser else {}
    config |= {"server.port": options.port, "server.address": options.address}
    app.run(config=config | {"server.allowedHosts": list(edge.hosts())})
