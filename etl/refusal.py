"""A file (or a request) turned down, with a code, what it is about, and what to do; a build that
came to nothing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager


class Refused(Exception):
    """Nothing was kept of the file; the sentence "refusal.<code>" says why and what to do.

    `params` fill the sentence's {named} places: file, sheet, row, sizes and the like.
    """

    def __init__(self, code: str, **params: str | int) -> None:
        super().__init__(code, params)
        self.code = code
        self.params = params

    def __str__(self) -> str:
        return self.message()

    def message(self, lang: str = "vi") -> str:
        """The sentence in one language; KeyError if the catalogue lacks the code."""
        # Here, not above: a parsing child raises refusals but never words them.
        from messages import known, text

        code, params = f"refusal.{self.code}", {"file": ""} | self.params
        if known(f"{code}_{params.get('about')}"):  # a question about something in particular
            code = f"{code}_{params['about']}"
        if "kinds" in params:
            named = [f"{k} ({text(f'kind.{k}', lang)})" for k in params["kinds"]]
            params["shown"] = ", ".join(named)
        if known(f"field.{params.get('fields')}", lang):
            params["fields"] = text(f"field.{params['fields']}", lang)
        return text(code, lang, **params)


class BuildFailed(Exception):
    """A check found offending rows, or the new file is not whole; nothing was published."""


@contextmanager
def naming(file: str) -> Iterator[None]:
    """Give every refusal raised inside the name of the file it is about."""
    try:
        yield
    except Refused as refused:
        refused.params["file"] = refused.params.get("file") or file
        raise
