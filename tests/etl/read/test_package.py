"""A zip is inflated under our own count, and damage anywhere is a refusal."""

import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.read import package
from etl.read.limits import ZIP_ENTRIES
from etl.refusal import Refused
from tests.etl.read.refusals import refused


def write(path, parts: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED):
    with zipfile.ZipFile(path, "w", method) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return path


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
@given(data=st.binary(max_size=2_000), times=st.integers(1, 400))
def test_parts_come_out_as_they_went_in(tmp_path_factory, method, data, times):
    path = write(tmp_path_factory.mktemp("zip") / "x", {"a": b"", "b": data * times}, method)
    opened = package.open_package(path)
    assert [b"".join(opened.chunks(name)) for name in opened.parts] == [b"", data * times]


def test_all_parts_count_together_and_a_part_read_again_counts_once(tmp_path, monkeypatch):
    opened = package.open_package(write(tmp_path / "x", dict.fromkeys("abc", bytes(1 << 20))))
    monkeypatch.setattr(package, "UNPACKED_MB", 2)
    for name in "aabb":
        assert sum(map(len, opened.chunks(name))) == 1 << 20
    with refused("inflates"):
        list(opened.chunks("c"))


def test_a_zip_too_large_by_its_own_account_is_not_tried(tmp_path, monkeypatch):
    path = write(tmp_path / "x", dict.fromkeys("abc", bytes(1 << 20)))
    monkeypatch.setattr(package, "UNPACKED_MB", 2)
    with refused("inflates"):
        package.open_package(path)


def test_a_part_longer_than_it_says_is_damage(tmp_path):
    path = write(tmp_path / "x", {"a": bytes(1 << 20)})
    data = bytearray(path.read_bytes())
    at = data.rfind(b"PK\x01\x02") + 24
    data[at : at + 4] = (100).to_bytes(4, "little")
    path.write_bytes(data)
    with refused("damaged"):
        list(package.open_package(path).chunks("a"))


def test_a_part_without_a_name_is_damage(tmp_path):
    with zipfile.ZipFile(tmp_path / "x", "w") as archive:
        archive.writestr("a", b"x")
        archive.filelist[0].filename = ""
    with refused("damaged"):
        package.open_package(tmp_path / "x")


def test_a_part_before_the_beginning_is_damage(tmp_path):
    """The directory says that it lies farther on than it does: parts lie before the file."""
    path = write(tmp_path / "x", {"a": b"x"})
    data = bytearray(path.read_bytes())
    data[-6:-2] = (1 << 20).to_bytes(4, "little")
    path.write_bytes(data)
    with refused("damaged"):
        list(package.open_package(path).chunks("a"))


def test_entries_are_counted_before_they_are_listed(tmp_path):
    enough = dict.fromkeys(map(str, range(ZIP_ENTRIES)), b"")
    assert len(package.open_package(write(tmp_path / "x", enough)).parts) == ZIP_ENTRIES
    with refused("too_many_parts"):
        package.open_package(write(tmp_path / "y", enough | {"one more": b""}))


def test_other_compressions_and_locked_zips_are_refused(tmp_path):
    opened = package.open_package(write(tmp_path / "x", {"a": b"a"}, zipfile.ZIP_LZMA))
    with refused("damaged"):
        list(opened.chunks("a"))
    data = bytearray(write(tmp_path / "y", {"a": b"a"}).read_bytes())
    data[data.rfind(b"PK\x01\x02") + 8] |= 1
    (tmp_path / "y").write_bytes(data)
    with refused("password"):
        package.open_package(tmp_path / "y")


@given(at=st.integers(0, 10_000), byte=st.integers(0, 255), cut=st.integers(0, 10_000))
def test_a_damaged_zip_never_raises_anything_else(tmp_path_factory, at, byte, cut):
    path = write(tmp_path_factory.mktemp("zip") / "x", {"a": bytes(range(256)) * 4, "b/c": b"x"})
    data = bytearray(path.read_bytes())
    data[at % len(data)] = byte
    path.write_bytes(data[: len(data) - cut % len(data) // 8])
    try:
        opened = package.open_package(path)
        for name in opened.parts:
            list(opened.chunks(name))
    except Refused:
        pass
