"""A folder or a .zip as a set of named files: written once, read back under suspicion."""

from __future__ import annotations

import hashlib
import os
import shutil
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from etl.refusal import Refused

CHUNK = 1 << 20
# What zipfile raises at a file that is damaged, cut, encrypted or packed in an unknown way.
UNREADABLE = (OSError, EOFError, RuntimeError, NotImplementedError, zipfile.BadZipFile, zlib.error)


class FolderArchive:
    """The files of a folder by their path with "/"; a link is not followed."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def names(self) -> list[str]:
        """Every file, and every link as if it were one."""
        found = (p for p in self.root.rglob("*") if p.is_symlink() or not p.is_dir())
        return [p.relative_to(self.root).as_posix() for p in found]

    def read(self, name: str) -> IO[bytes]:
        """Open one of `names()`."""
        path = self.root / name
        if path.is_symlink() or not path.is_file():
            raise OSError(f"{name} is not a plain file")
        return path.open("rb")

    def write(self, name: str) -> IO[bytes]:
        """Open a new file; nobody else may read it."""
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        return os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb")


class ZipArchive:
    """The members of a .zip; reading one never writes under its name."""

    def __init__(self, file: zipfile.ZipFile) -> None:
        self.file = file

    def names(self) -> list[str]:
        """Every member but folders; one that stands twice is listed twice."""
        return [name for name in self.file.namelist() if not name.endswith("/")]

    def read(self, name: str) -> IO[bytes]:
        """Open one of `names()`."""
        return self.file.open(name)

    def write(self, name: str) -> IO[bytes]:
        """Open a new member, of any size."""
        return self.file.open(name, "w", force_zip64=True)


Archive = FolderArchive | ZipArchive


@contextmanager
def reading(path: Path) -> Iterator[Archive]:
    """A folder or a .zip, whichever lies there; Refused where neither can be read."""
    try:
        if path.is_dir():
            yield FolderArchive(path)
        elif not path.exists():
            raise Refused("missing", file=path.name)
        else:
            with zipfile.ZipFile(path) as file:
                yield ZipArchive(file)
    except UNREADABLE as error:
        raise Refused("backup_unreadable", file=path.name, why=str(error)) from error


@contextmanager
def writing(path: Path) -> Iterator[Archive]:
    """A new .zip (by its name) or folder; it has its name only once it is whole and on the disk."""
    if path.exists():
        raise Refused("backup_exists", file=str(path))
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.suffix.lower() == ".zip":
            with FolderArchive(part.parent).write(part.name) as file:
                with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as packed:
                    yield ZipArchive(packed)
                file.flush()
                os.fsync(file.fileno())
        else:
            part.mkdir(mode=0o700)
            yield FolderArchive(part)
            sync(part)
        os.rename(part, path)
    except OSError as error:
        raise Refused("backup_not_written", file=path.name, why=str(error)) from error
    finally:
        if part.is_dir():
            shutil.rmtree(part)
        elif part.exists():
            part.unlink()


def copy(source: IO[bytes], target: IO[bytes], limit: int) -> tuple[int, str]:
    """Copy at most `limit` bytes and one more; returns size and SHA-256."""
    digest, size = hashlib.sha256(), 0
    while size <= limit and (piece := source.read(min(CHUNK, limit + 1 - size))):
        size += len(piece)
        digest.update(piece)
        target.write(piece)
    return size, digest.hexdigest()


def sync(root: Path) -> None:
    """Put every file below a folder on the disk."""
    for path in root.rglob("*"):
        if path.is_file():
            with path.open("rb+") as file:
                os.fsync(file.fileno())
