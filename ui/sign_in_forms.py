"""Forms of the sign-in pages: the token they carry, what was sent, where one goes on to."""

from __future__ import annotations

import asyncio
import re
import secrets
from collections.abc import Callable
from urllib.parse import parse_qs, quote

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from access.limits import FORM_BYTES, FORM_SECONDS
from messages import LANGUAGES
from ui import edge, sign_in_page
from ui.sign_in_session import FORM

# A place in this site to go on to: one slash, nothing that could lead elsewhere.
PLACE = re.compile(r"/(?![/\\])[\w.~%=&?+,:;@!/-]{0,1500}", re.ASCII)


def with_token(request: Request, page: Callable[[str], str], status: int) -> Response:
    """A page with a form whose token the browser also holds in a cookie that no script reads."""
    token = secrets.token_urlsafe(24)
    response = HTMLResponse(page(token), status, headers=sign_in_page.HEADERS)
    secure = edge.is_secure(request.scope)
    response.set_cookie(
        FORM, token, max_age=3600, path="/", secure=secure, httponly=True, samesite="strict"
    )
    return response


async def fields(request: Request) -> dict[str, str] | None:
    """What was sent, if it is a form of ours, no bigger and no slower than one; else None."""
    body = b""
    try:
        async with asyncio.timeout(FORM_SECONDS):
            async for part in request.stream():
                body += part
                if len(body) > FORM_BYTES:
                    return None
        sent = parse_qs(body.decode(), strict_parsing=True, max_num_fields=12)
    except (ValueError, TimeoutError):
        return None
    form = {key: values[0] for key, values in sent.items()}
    form["lang"] = form.get("lang") if form.get("lang") in LANGUAGES else LANGUAGES[0]
    held = request.cookies.get(FORM, "")
    good = held and secrets.compare_digest(held.encode(), form.get("token", "").encode())
    return form if good else None


def lang_of(request: Request) -> str:
    lang = request.query_params.get("lang")
    return lang if lang in LANGUAGES else LANGUAGES[0]


def place(after: str | None) -> str:
    """Where to go on to; the first page where it is no place of this site."""
    return after if after and PLACE.fullmatch(after) else "/"


def to_sign_in(path: str, query: bytes, said: str = "") -> str:
    """The address of the sign-in page that leads back to where someone wanted to go."""
    wanted = path + (f"?{query.decode('latin-1')}" if query else "")
    more = f"&said={said}" if said else ""
    return f"/sign-in?next={quote(place(wanted), safe='/')}{more}"
