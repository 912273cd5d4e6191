"""A stored upload that today's reader refuses stops no build, is in no figure, and is told of.

Such an upload is made as an older reader would have left it: its bytes stored, its registration
in the ledger.
"""

import hashlib
import json

import pytest

from etl.__main__ import main
from etl.build import build
from etl.inputs import gather
from etl.refusal import Refused
from etl.set_aside import published
from etl.uploads import Upload, register
from layout import DataDir
from ledger import Ledger
from metrics import context, open_store, quality
from metrics.filters import Filters
from metrics.measure import settlement

GOOD = """Mã nhiệm vụ;Nội dung;Đơn vị chủ trì;Ngày giao;Hạn xử lý;Trạng thái
NV-1;Báo cáo quý;Phòng A;01/02/2023;10/02/2023;Đang thực hiện
NV-2;Báo cáo năm;Phòng B;01/02/2023;10/02/2023;Đang thực hiện
"""
UNREAD = b"xin;chao\n1;2\n3;4\n"
SECRET = "Nội dung nhiệm vụ;Đơn vị;Độ mật\nViệc một;Phòng A;Tuyệt mật\nViệc hai;Phòng A;Thường\n"


def stored(data: DataDir, name: str, content: bytes) -> str:
    """Registered long ago."""
    sha256 = hashlib.sha256(content).hexdigest()
    data.uploads.mkdir(parents=True, exist_ok=True)
    (data.uploads / sha256).write_bytes(content)
    register(Ledger(data.ledger), Upload(sha256, name, len(content), as_of="2023-03-01"), who="x")
    return sha256


@pytest.fixture
def data(tmp_path) -> DataDir:
    (tmp_path / "viec_20230301.csv").write_text(GOOD, "utf-8")
    assert main(["load", str(tmp_path / "viec_20230301.csv"), "--data", str(tmp_path / "d")]) == 0
    return DataDir(tmp_path / "d")


def test_the_build_goes_on_without_it_and_says_so(data, tmp_path, capsys):
    (before,) = settlement(open_store(data), Filters(_day(data)))
    sha256 = stored(data, "la_20230301.csv", UNREAD)
    path = build(data)
    store = open_store(data)
    assert settlement(store, Filters(_day(data))) == [before]
    (row,) = quality.set_aside(store)
    assert (row["upload"], row["file"], row["reason"]) == (
        sha256,
        "la_20230301.csv",
        "unrecognised",
    )
    assert context.set_aside(store) == context.meta(store, Filters(_day(data)))["set_aside"] == 1
    assert [one["file"] for one in quality.uploads(store)] == ["viec_20230301.csv"]
    capsys.readouterr()
    assert main(["uploads", "--data", str(data.root)]) == 0
    said = capsys.readouterr().out
    assert "tạm gác, không có trong số liệu: " in said and "la_20230301.csv" in said
    assert main(["uploads", "--data", str(data.root), "--json"]) == 0
    listed = json.loads(capsys.readouterr().out)["uploads"]
    assert sorted(bool(one["set_aside"]) for one in listed) == [False, True]
    assert build(data) == path, "nothing is read again by the same parser, and nothing changes"
    assert (data.uploads / sha256).read_bytes() == UNREAD

    assert main(["withdraw", sha256[:12], "--data", str(data.root)]) == 0
    assert published(data) == {} and quality.set_aside(open_store(data)) == []


def test_of_a_secret_nothing_is_told_but_that_it_is_one(data):
    stored(data, "mat_20230301.csv", SECRET.encode())
    (one,) = gather(data).aside
    assert (one.code, one.params) == ("state_secret", {})


def test_a_stored_file_that_is_gone_stops_the_build(data):
    newest = data.warehouses()[-1]
    (data.uploads / stored(data, "la_20230301.csv", UNREAD)).unlink()
    with pytest.raises(Refused) as refused:
        build(data)
    assert refused.value.code == "missing"
    assert data.warehouses()[-1] == newest


def _day(data: DataDir):
    return context.default_as_of(open_store(data))
