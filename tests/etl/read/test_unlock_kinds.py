"""Older and other locks: .xls (RC4, XOR) and OpenDocument, by files that LibreOffice wrote or
opens; the newest OpenDocument lock by a file made here as its form is published."""

import base64
import hashlib
import zlib
from pathlib import Path

import pytest
from argon2.low_level import Type, hash_secret_raw
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from etl.read import unlock as unlocking
from etl.read.biff import is_locked
from etl.read.reader import read
from etl.read.unlock import unlocked
from tests import workbooks
from tests.etl.read.refusals import refused

LOCKED = Path(__file__).parent / "locked"
PASSWORD = "Mat khau 2017"
NAMES = ("rc4.xls", "xor.xls", "aes_cbc.ods")
ROWS = [
    ["Mã nhiệm vụ", "Nội dung nhiệm vụ", "Đơn vị chủ trì", "Hạn xử lý", "Trạng thái"],
    ["NV1", "Trả lời kiến nghị", "Phòng Kế hoạch", "05/04/2023", "Đã hoàn thành"],
    ["NV2", "Báo cáo quý", "Phòng Thanh tra", "06/04/2023", "Đang xử lý"],
    ["NV3", "Góp ý dự thảo", "Văn phòng", "07/04/2023", "Đang xử lý"],
]
VECTOR, SALT = b"twelve bytes", b"sixteen bytes, so"


@pytest.mark.parametrize("name", NAMES)
def test_it_asks_for_its_password_and_opens_with_it(tmp_path, name):
    with refused("password"):
        read(LOCKED / name, name)
    unlocked(LOCKED / name, name, PASSWORD, tmp_path / "open")
    assert read(tmp_path / "open", name).sheets[0].rows == ROWS
    once = (tmp_path / "open").read_bytes()
    unlocking.main(LOCKED / name, tmp_path / "open", PASSWORD)
    assert (tmp_path / "open").read_bytes() == once, "or one file would be two uploads"


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("given", ["sai", "", "Mật khẩu 2017 dài hơn mười lăm chữ"])
def test_another_password_is_told(tmp_path, name, given):
    with refused("wrong_password"):
        unlocking.main(LOCKED / name, tmp_path / "open", given)


@pytest.mark.parametrize("name", NAMES)
def test_a_damaged_one_is_refused(tmp_path, name):
    data = (LOCKED / name).read_bytes()
    for at in range(0, len(data), 331):
        broken = bytearray(data)
        broken[at] ^= 0xFF
        (tmp_path / "x").write_bytes(broken)
        try:
            unlocking.main(tmp_path / "x", tmp_path / "open", PASSWORD)
        except unlocking.Refused as found:
            assert found.code in (
                "wrong_password", "unknown_lock", "damaged", "slow_lock", "too_many_parts",
                "inflates", "xml_entities",
            )  # fmt: skip


def whole(path: Path, *, passes: int = 3, cipher: str = "2009/xmlenc11#aes256-gcm") -> Path:
    """A spreadsheet locked as one part."""
    rows = "".join(workbooks.ods_row(*map(workbooks.ods_text, row)) for row in ROWS)
    plain = workbooks.ods(path, {"Trang 1": rows}).read_bytes()
    start = hashlib.sha256(PASSWORD.encode()).digest()
    key = hash_secret_raw(start, SALT, passes, 1024, 2, 32, Type.ID)
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    secret = AESGCM(key).encrypt(VECTOR, packer.compress(plain) + packer.flush(), None)
    said = {
        "algorithm manifest:algorithm-name": f"http://www.w3.org/{cipher}",
        "manifest:initialisation-vector": base64.b64encode(VECTOR).decode(),
    }
    how = {
        "key-derivation manifest:key-derivation-name":
            "urn:org:documentfoundation:names:experimental:office:manifest:argon2id",
        "manifest:salt": base64.b64encode(SALT).decode(), "manifest:key-size": "32",
        "loext:argon2-iterations": str(passes), "loext:argon2-memory": "1024",
        "loext:argon2-lanes": "2",
    }  # fmt: skip
    begin = {"start-key-generation manifest:start-key-generation-name":
             "http://www.w3.org/2001/04/xmlenc#sha256", "manifest:key-size": "32"}  # fmt: skip
    tags = "".join(
        "<manifest:" + " ".join(f'{n}="{v}"' for n, v in one.items()) + "/>"
        for one in (said, begin, how)
    )
    manifest = (
        '<manifest:manifest xmlns:manifest="m" xmlns:loext="l"><manifest:file-entry'
        ' manifest:full-path="encrypted-package"><manifest:encryption-data>'
        f"{tags}</manifest:encryption-data></manifest:file-entry></manifest:manifest>"
    )
    parts = {"mimetype": workbooks.ODS_TYPE, "META-INF/manifest.xml": manifest}
    return workbooks.package(path, parts | {"encrypted-package": VECTOR + secret})


def test_a_document_locked_as_one_part(tmp_path):
    path = whole(tmp_path / "x.ods")
    with refused("password"):
        read(path, "x.ods")
    unlocking.main(path, tmp_path / "open", PASSWORD)
    assert read(tmp_path / "open", "x.ods").sheets[0].rows == ROWS
    with refused("wrong_password"):
        unlocking.main(path, tmp_path / "open", "sai")


def test_what_takes_for_ever_or_is_not_known_is_not_tried(tmp_path, monkeypatch):
    path = whole(tmp_path / "x.ods", cipher="2001/04/xmlenc#blowfish-cfb")
    with refused("unknown_lock"):
        unlocking.main(path, tmp_path / "open", PASSWORD)
    monkeypatch.setattr("etl.read.unlock_ods.ARGON2_PASSES", 2)
    with refused("slow_lock"):
        unlocking.main(whole(tmp_path / "x.ods"), tmp_path / "open", PASSWORD)
    monkeypatch.setattr("etl.read.unlock_ods.SPINS", 99_999)
    with refused("slow_lock"):
        unlocking.main(LOCKED / "aes_cbc.ods", tmp_path / "open", PASSWORD)


def test_sectors_of_a_size_that_fits_in_no_integer_end_no_child(exports, tmp_path):
    """Found by fuzzing: a refusal like any other damage."""
    data = bytearray((exports / "messy" / "sheet2.xls").read_bytes())
    data[32:34] = b"\xff\0"  # [MS-CFB] 2.2, mini sector shift
    (tmp_path / "x.xls").write_bytes(data)
    assert not is_locked(tmp_path / "x.xls")
    with refused("damaged"):
        unlocking.main(tmp_path / "x.xls", tmp_path / "open", PASSWORD)
    with refused("damaged"):
        read(tmp_path / "x.xls", "x.xls")
