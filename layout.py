"""Where things lie on disk. A leaf: imports nothing of ours, so anyone may import it."""

import hashlib
import os
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

REPO = Path(__file__).resolve().parent

# Shipped with the product and edited as files; a data directory holds state only.
SAMPLE_DIR = REPO / "data" / "sample"
CALENDAR_DIR = REPO / "data" / "calendar"
UNITS_DIR = REPO / "data" / "units"
TERMS_DIR = REPO / "data" / "terms"


@cache
def sample_hashes() -> frozenset[str]:
    """SHA-256 of each shipped sample file: figures made of them must say so."""
    files = [p for p in SAMPLE_DIR.iterdir() if p.suffix in (".xlsx", ".csv")]
    return frozenset(hashlib.sha256(p.read_bytes()).hexdigest() for p in files)


@dataclass(frozen=True)
class DataDir:
    """One installation's state: what was received, what was decided, what was derived."""

    root: Path

    @property
    def uploads(self) -> Path:
        """Files as received, named by their SHA-256. Kept for ever."""
        return self.root / "uploads"

    @property
    def ledger(self) -> Path:
        """Append-only list of decisions (SQLite). Kept for ever."""
        return self.root / "ledger.sqlite"

    @property
    def access(self) -> Path:
        """Accounts and who is signed in (SQLite). Kept for ever; in no backup."""
        return self.root / "access.sqlite"

    @property
    def staging(self) -> Path:
        """Each upload parsed once (Parquet). Derived."""
        return self.root / "staging"

    @property
    def warehouse(self) -> Path:
        """Published warehouse files (DuckDB), the newest valid one in use. Derived."""
        return self.root / "warehouse"

    def warehouses(self) -> list[Path]:
        """Published warehouse files, the newest last: <ledger sequence>-<version>.duckdb."""
        found = [(p.name[:10], p.stat().st_mtime_ns, p) for p in self.warehouse.glob("*.duckdb")]
        return [path for *_, path in sorted(found)]

    @property
    def frozen(self) -> Path:
        """Earlier states built again, for frozen reviews. Derived."""
        return self.root / "frozen"

    @property
    def jobs(self) -> Path:
        """Progress of work running in other processes. Derived."""
        return self.root / "jobs"


def data_dir(option: str | os.PathLike | None = None) -> DataDir:
    """The data directory: the option, else the variable DUNGHAN_DATA, else ./data."""
    chosen = option or os.environ.get("DUNGHAN_DATA") or REPO / "data"
    return _resolved(os.path.abspath(os.path.expanduser(chosen)))


@lru_cache(maxsize=16)
def _resolved(chosen: str) -> DataDir:
    """Its links are followed once per process: a page asks for it a hundred times."""
    return DataDir(Path(chosen).resolve())
