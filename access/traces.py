"""What is written into the ledger of signing in, refusals and exports: who, when, from where, what.

Never a password, a token, or a name that is nobody's (people type their password in its place).
Failures and refusals can come in floods: the first of each kind is written at once, the others of
its minute become one entry with their number.
"""

from __future__ import annotations

import json
import time
from collections.abc import Mapping

from access.database import reading, writing
from access.limits import TRACED_EACH_MINUTE
from layout import DataDir, data_dir
from ledger import Ledger, LedgerNotWritten, canonical
from viewer import Viewer

SIGNED_IN, FAILED, SIGNED_OUT = "signed_in", "sign_in_failed", "signed_out"
REFUSED, EXPORTED, CHANGED, ERASED = "refused", "exported", "account_changed", "erased"
NotTraced = LedgerNotWritten  # what cannot be written down is not done
KINDS = (SIGNED_IN, FAILED, SIGNED_OUT, REFUSED, EXPORTED, CHANGED, ERASED)


def wrote(
    data: DataDir, kind: str, body: Mapping, *, who: str, why: str = "", where: str = "",
    then: tuple[tuple[str, dict, str], ...] = (),
) -> None:  # fmt: skip
    """One entry, now, and those that stand only with it: kind, body, why. Raises LedgerNotWritten:
    what cannot be traced is not done."""
    Ledger(data.ledger, where).append(kind, dict(body), who=who, why=why, then=then)


def exported(viewer: Viewer, what: str, rows: int | None, where: str) -> None:
    """Rows that name people left as a file; `what` names the list, `where` the address.

    The one person without an account leaves no such trace: there is nobody else to know of it.
    """
    if viewer.signed_in:
        wrote(data_dir(), EXPORTED, {"what": what, "rows": rows, "address": where}, who=viewer.name)


def noted(data: DataDir, kind: str, body: Mapping, *, who: str = "") -> None:
    """A failure or a refusal: at once if it is the first such this minute, else counted."""
    text, minute = canonical(dict(body)), int(time.time() // 60)
    with writing(data.access) as db:
        key = (minute, kind, who, text)
        number = db.execute(
            "select count(*), count(*) filter (where who = ? and body = ?)"
            " from pending where minute = ? and kind = ?",
            (who, text, minute, kind),
        ).fetchone()
        if not number[1] and number[0] >= TRACED_EACH_MINUTE:
            key = (minute, kind, "", canonical({"others": True}))
        else:
            if not number[1]:
                wrote(data, kind, body, who=who)
        db.execute(
            "insert into pending values (?, ?, ?, ?, ?) on conflict do update"
            " set number = number + 1",
            (*key, 0 if key[3] == text and not number[1] else 1),
        )


def settle(data: DataDir, *, everything: bool = False) -> None:
    """Write the counts of the minutes that are over; the server does so twice a minute."""
    with reading(data.access) as db:
        if db is None or not db.execute("select 1 from pending limit 1").fetchone():
            return
    now = int(time.time() // 60) + everything
    with writing(data.access) as db:
        for row in db.execute(
            "select * from pending where minute < ? and number > 0 order by minute, kind", (now,)
        ).fetchall():
            body = json.loads(row["body"]) | {"times": row["number"]}
            wrote(data, row["kind"], body, who=row["who"])
        db.execute("delete from pending where minute < ?", (now,))
