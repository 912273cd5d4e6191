"""The sign-in and password pages: plain HTML that works without scripts, at 390 px, light and dark.

They are no pages of Streamlit: nothing of it is sent to someone who has not signed in.
"""

from __future__ import annotations

from html import escape
from string import Template
from urllib.parse import quote

from messages import LANGUAGES, text

HEADERS = {
    "content-security-policy": (
        "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self';"
        " form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "x-frame-options": "DENY",
    "cache-control": "no-store",
}
PAGE = Template("""<!doctype html>
<html lang="$lang">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>$title · $product</title>
<link rel="icon" href="/app/static/icon.png">
<link rel="stylesheet" href="/sign-in/style.css">
</head>
<body>
<main>
<header><img src="/app/static/icon.png" alt="" width="44" height="44">
<div><p class="product">$product</p><p class="about">$about</p></div></header>
<h1>$title</h1>
$said$body
<nav aria-label="$language">$languages</nav>
</main>
</body>
</html>
""")


def words(lang: str):
    """Sentences of one language, safe to stand in HTML."""
    return lambda code, **params: escape(text(code, lang, **params))


def page(lang: str, title: str, body: str, said: tuple[str, str] | None, here: str) -> str:
    """The frame around a form; `said` is a kind (error, note) and a sentence."""
    w = words(lang)
    box = '<p class="{}" role="{}">{}</p>\n'
    role = {"error": "alert", "note": "status"}
    return PAGE.substitute(
        lang=lang,
        product=w("app.name"),
        about=w("signin.about"),
        title=w(title),
        said=box.format(said[0], role[said[0]], escape(said[1])) if said else "",
        body=body,
        language=w("frame.language"),
        languages=" ".join(_language(one, lang, here) for one in LANGUAGES),
    )


def _language(one: str, lang: str, here: str) -> str:
    name = escape(text("language.name", one))
    if one == lang:
        return f'<span aria-current="true">{name}</span>'
    address = escape(f"{here}{'&' if '?' in here else '?'}lang={one}")
    return f'<a href="{address}" lang="{one}">{name}</a>'


def form(action: str, token: str, lang: str, inside: str, button: str) -> str:
    """A form that is posted back here; the token says that this site made it."""
    return f"""<form method="post" action="{escape(action)}">
<input type="hidden" name="token" value="{escape(token)}">
<input type="hidden" name="lang" value="{lang}">
{inside}
<button type="submit">{button}</button>
</form>"""


def field(name: str, label: str, kind: str, fills: str, *, value: str = "", first: bool = False):
    """One line to fill in; `fills` tells a password manager which."""
    shown = f' value="{escape(value)}"' if value else ""
    attributes = ' autocapitalize="none" spellcheck="false"' if kind == "text" else ""
    focus = " autofocus" if first else ""
    return (
        f'<label for="{name}">{label}</label>\n'
        f'<input id="{name}" name="{name}" type="{kind}" autocomplete="{fills}" required'
        f' maxlength="200"{attributes}{shown}{focus}>'
    )


def sign_in(
    lang: str, token: str, after: str, said: tuple[str, str] | None, *, name: str, sso: str | None
) -> str:
    """`sso`: what the organisation's sign-on is called, if there is one."""
    w, named = words(lang), bool(name)
    inside = "\n".join(
        (
            f'<input type="hidden" name="next" value="{escape(after)}">',
            field("name", w("signin.name"), "text", "username", value=name, first=not named),
            field("password", w("signin.password"), "password", "current-password", first=named),
        )
    )
    body = form("/sign-in", token, lang, inside, w("signin.button"))
    if sso is not None:
        label = escape(sso) or w("signin.organisation")
        link = f'<a class="button" href="/sign-in/organisation">{label}</a>'
        body += f'\n<p class="or">{w("signin.or")}</p>\n{link}'
    body += f'\n<p class="help">{w("signin.help")}</p>'
    return page(lang, "signin.title", body, said, f"/sign-in?next={quote(after)}")


def password(
    lang: str, token: str, said: tuple[str, str] | None, *, name: str, shortest: int, home: bool
) -> str:
    """The form for another password; `home`: one may also leave it as it is."""
    w = words(lang)
    inside = "\n".join(
        (
            f'<input type="hidden" name="name" autocomplete="username" value="{escape(name)}">',
            field("old", w("signin.old"), "password", "current-password", first=True),
            field("new", w("signin.new"), "password", "new-password"),
            f'<p class="rule">{w("signin.rules", shortest=shortest)}</p>',
            field("again", w("signin.again"), "password", "new-password"),
        )
    )
    body = form("/password", token, lang, inside, w("signin.change"))
    out = form("/sign-out", token, lang, "", w("signin.out")).replace("<form", '<form class="out"')
    back = f'<a href="/">{w("signin.back")}</a>' if home else ""
    body += f'\n<div class="row">{back}{out}</div>'
    return page(lang, "signin.password_title", body, said, "/password")
