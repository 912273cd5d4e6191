"""Signing in and out: plain HTTP, outside Streamlit, which is sent to nobody before.

A form that is posted shows three things: it comes from this site (Origin, ui/edge.py), the cookie
was sent by it (SameSite), and it carries the token that its page was given.
"""

from __future__ import annotations

from pathlib import Path

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from access import signing_in
from access.accounts import Accounts
from access.sessions import PasswordChanged, Sessions
from access.traces import NotTraced
from layout import data_dir
from messages import text
from ui import edge, sign_in_page, sign_in_password, sign_in_sso, sign_in_watch
from ui.sign_in_forms import fields, lang_of, place, with_token
from ui.sign_in_session import session_of, started, without

STYLE = (Path(__file__).parent / "sign_in.css").read_bytes()
SAID = ("signed_out", "ended", "sso_refused")  # what the address may ask the page to say


async def show(request: Request) -> Response:
    """The sign-in page; who is signed in already goes on."""
    after = place(request.query_params.get("next"))
    if session_of(request.scope) or not (sign_in_sso.configured() or Accounts(data_dir()).any()):
        return RedirectResponse(after, 303)
    code = request.query_params.get("said", "")
    said = ("note", text(f"signin.said.{code}", lang_of(request))) if code in SAID else None
    return answer(request, after, said)


async def enter(request: Request) -> Response:
    """A name and a password were sent."""
    form = await fields(request)
    if form is None:
        return answer(request, "/", ("error", text("signin.stale", lang_of(request))), status=403)
    lang, after, name = form.get("lang"), place(form.get("next")), form.get("name", "")
    address = edge.address_of(request.scope)
    given = (data_dir(), name, form.get("password", ""), address)
    try:
        verdict = await run_in_threadpool(signing_in.judge, *given)
        if verdict.name:
            return started(request, verdict.name, after, stored=verdict.stored)
    except PasswordChanged:  # while it was judged: by now it is the wrong one
        verdict = signing_in.Verdict(code="wrong")
    except NotTraced:
        return answer(request, after, ("error", text("signin.no_ledger", lang)), name, 503, lang)
    said = text(f"signin.{verdict.code}", lang, seconds=verdict.seconds)
    if verdict.code == "wrong" and verdict.seconds:
        said += " " + text("signin.wait", lang, seconds=verdict.seconds)
    status = {"wrong": 401, "wait": 429, "busy": 503}[verdict.code]
    answered = answer(request, after, ("error", said), name, status, lang)
    if verdict.seconds:
        answered.headers["retry-after"] = str(verdict.seconds)
    return answered


async def leave(request: Request) -> Response:
    """Sign out: the session ends on the server, in every tab of this browser. That a page of this
    site asks is enough (ui/edge.py): nobody stays signed in because a form was old."""
    if session := session_of(request.scope):
        await run_in_threadpool(Sessions(data_dir()).end, session)
    return without(RedirectResponse("/sign-in?said=signed_out", 303), request)


def answer(
    request: Request,
    after: str,
    said: tuple[str, str] | None,
    name: str = "",
    status: int = 200,
    lang: str | None = None,
) -> Response:
    """The sign-in page with what there is to say."""
    sso = sign_in_sso.label() if sign_in_sso.configured() else None
    return with_token(
        request,
        lambda token: sign_in_page.sign_in(
            lang or lang_of(request), token, after, said, name=name[:200], sso=sso
        ),
        status,
    )


async def style(request: Request) -> Response:
    return Response(STYLE, media_type="text/css", headers={"cache-control": "max-age=3600"})


ROUTES = [
    Route("/sign-in", show, methods=["GET"]),
    Route("/sign-in", enter, methods=["POST"]),
    Route("/sign-in/style.css", style, methods=["GET"]),
    Route("/sign-in/organisation", sign_in_sso.begin, methods=["GET"]),
    sign_in_watch.ROUTE,
    Route("/sign-out", leave, methods=["POST"]),
    Route("/password", sign_in_password.ask, methods=["GET"]),
    Route("/password", sign_in_password.change, methods=["POST"]),
]
