"""A stored upload that today's reader refuses, through app.py: said on every page, listed on two."""

from streamlit.testing.v1 import AppTest

from etl.build import build
from layout import REPO, DataDir
from tests.etl.test_set_aside import UNREAD, data, stored  # noqa: F401  the fixture


def opened(page: str) -> AppTest:
    app = AppTest.from_file(str(REPO / "app.py"), default_timeout=120)
    app.switch_page(page).run()
    assert not app.exception
    return app


def test_what_is_set_aside_is_told_with_its_reason(data: DataDir, monkeypatch):  # noqa: F811
    monkeypatch.setenv("DUNGHAN_DATA", str(data.root))
    stored(data, "la_20230301.csv", UNREAD)
    build(data)
    page = opened("pages/data/quality.py")
    assert any("bộ đọc hiện nay từ chối" in warning.value for warning in page.warning)
    (listed,) = [f.value for f in page.dataframe if "why" in f.value.columns]
    assert list(listed["file"]) == ["la_20230301.csv"] and "nhận ra" in listed["why"][0]
    figures = opened("pages/figures/overview.py")
    assert any("1 tệp đã nạp đang tạm gác" in one.value for one in figures.markdown)
    history = opened("pages/data/upload.py")
    told = [f.value for f in history.dataframe if "why" in f.value.columns]
    assert any(why.startswith("Tạm gác: ") for table in told for why in table["why"])
