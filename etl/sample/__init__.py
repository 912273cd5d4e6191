"""The shipped sample: exports of an invented department, made from a seed and nothing else."""

from pathlib import Path

from etl.sample.exports import Export, exports
from etl.sample.history import history

LARGE = 20_000  # items from which workbooks are streamed to disk
MANIFEST = "manifest.toml"


def write_sample(directory: Path, *, items: int = 3000, seed: int = 2023) -> list[Path]:
    """Writes the export files and manifest.toml; the same arguments give the same contents.

    items: work items owed by lead units (a record with two lead units counts twice), over all
    sources; supporting units, denunciations, dossiers and the registers come on top. Returns the
    paths, manifest last.
    """
    directory.mkdir(parents=True, exist_ok=True)
    paths, entries = [], []
    for export in exports(history(items, seed), large=items >= LARGE):
        path = directory / export.name
        entries.append(_entry(export, export.write(path)))
        paths.append(path)
    manifest = directory / MANIFEST
    manifest.write_text("\n".join(entries), encoding="utf-8", newline="\n")
    return [*paths, manifest]


def _entry(export: Export, rows: int) -> str:
    """One table of manifest.toml; rows counts records as written, repeated ones included."""
    return (
        f'[[file]]\nname = "{export.name}"\nkind = "{export.kind}"\n'
        f'source = "{export.source}"\nas_of = "{export.as_of.isoformat()}"\n'
        f"full = {str(export.full).lower()}\nrows = {rows}\n"
    )
