"""The parent's side of etl.stage.child: a file asked about in a process that may die."""

from __future__ import annotations

import json
from pathlib import Path

from etl.read.child import run_limited
from etl.read.limits import BESIDE_MB, MB
from etl.refusal import Refused


def summary_of(request: dict) -> dict:
    """What a child says of a file. One that a large file killed is asked again, now measuring
    before it parses: that may tell why."""
    if Path(request["path"]).stat().st_size > BESIDE_MB * MB:
        try:
            return _asked(request | {"beside": True})
        except Refused as refused:
            if refused.code not in ("child_memory", "child_died"):
                raise
    return _asked(request)


def _asked(request: dict) -> dict:
    done = run_limited(["-m", "etl.stage.child", json.dumps(request)], file=request["name"])
    answer = json.loads(done.stdout)
    if "refused" in answer:
        raise Refused(answer["refused"], **answer["params"])
    return answer["summary"]
