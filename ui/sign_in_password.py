"""Another password: the old one is judged as at the sign-in; every session ends."""

from __future__ import annotations

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from access import signing_in
from access.accounts import Accounts, Refusal
from access.limits import SHORTEST
from access.sessions import Session
from access.traces import NotTraced
from layout import data_dir
from messages import text
from ui import edge, sign_in_page
from ui.sign_in_forms import fields, lang_of, with_token
from ui.sign_in_session import session_of, started

HERE = "/sign-in?next=/password"


async def ask(request: Request) -> Response:
    """The form."""
    session = session_of(request.scope)
    if session is None:
        return RedirectResponse(HERE, 303)
    lang = lang_of(request)
    said = None if session.may_read else ("note", text("signin.must_change", lang))
    return password_page(request, session, said, lang)


async def change(request: Request) -> Response:
    """The form was sent: this browser gets a new session, every other has to sign in anew."""
    form, session = await fields(request), session_of(request.scope)
    if session is None or form is None:
        return RedirectResponse(HERE, 303)
    lang, name, new = form.get("lang"), session.account.name, form.get("new", "")
    address, data = edge.address_of(request.scope), data_dir()
    given = (data, name, form.get("old", ""), address)
    try:
        if code := _unfit(form):
            raise Refusal(code)
        if (verdict := await run_in_threadpool(signing_in.judge, *given)).name is None:
            said = ("error", text(f"signin.{verdict.code}", lang, seconds=verdict.seconds))
            return password_page(request, session, said, lang, 403)
        by = {"by": name, "where": address, "must_change": False}
        await run_in_threadpool(lambda: Accounts(data).set_password(name, new, **by))
        return started(request, name, "/")
    except Refusal as refusal:
        said = text(f"refusal.account.{refusal}", lang)
        return password_page(request, session, ("error", said), lang, 400)
    except NotTraced:
        said = ("error", text("signin.no_ledger", lang))
        return password_page(request, session, said, lang, 503)


def _unfit(form: dict[str, str]) -> str | None:
    if form.get("new") != form.get("again"):
        return "not_the_same"
    return "as_before" if form.get("new") == form.get("old") else None


def password_page(
    request: Request, session: Session, said, lang: str | None, status: int = 200
) -> Response:
    name, home = session.account.name, session.may_read
    return with_token(
        request,
        lambda token: sign_in_page.password(
            lang or lang_of(request), token, said, name=name, shortest=SHORTEST, home=home
        ),
        status,
    )
