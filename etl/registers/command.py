"""`python -m etl template KIND|all --out FILE_OR_DIR`: workbooks to fill in."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from etl.refusal import Refused
from layout import DataDir, data_dir
from messages import text

SUFFIX = ".xlsx"


def command(options: Namespace) -> int:
    """Write one template, or all of them into a folder, with the units of the warehouse in use."""
    from etl.commands import show
    from etl.registers.template import templates, write

    kinds = tuple(templates()) if options.kind == "all" else (options.kind,)
    if unknown := set(kinds) - set(templates()):
        raise Refused("template_kind", value=unknown.pop(), known=", ".join(templates()))
    units = known_units(data_dir(options.data))
    paths = [_path(options.out, kind, len(kinds) > 1) for kind in kinds]
    for kind, path in zip(kinds, paths, strict=True):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(write(kind, units))
    show({"files": [str(p) for p in paths]}, options,
         text("cli.template", files=", ".join(map(str, paths))))  # fmt: skip
    return 0


def _path(out: Path, kind: str, several: bool) -> Path:
    """A folder (given, or needed for several) takes one file per kind."""
    if several or out.is_dir() or out.suffix.lower() != SUFFIX:
        return out / f"mau_{kind}{SUFFIX}"
    return out


def known_units(data: DataDir) -> list[str]:
    """Names of the units in the newest warehouse, in the directory's order; none without one."""
    if not (published := data.warehouses()):
        return []
    import duckdb

    db = duckdb.connect(str(published[-1]), read_only=True)
    try:
        found = db.execute("select name from unit where resolved and name <> '' order by ordinal")
        return [name for (name,) in found.fetchall()]
    finally:
        db.close()
