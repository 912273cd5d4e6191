"""Every sentence stands in both languages, with the same parameters; no other is asked for."""

import ast
from string import Formatter

import pytest

import messages
from layout import REPO

VI, EN = (messages.catalogue(lang) for lang in messages.LANGUAGES)
FOLDERS = ("etl", "metrics", "reports", "ui", "pages")
SPEAKERS = {"t", "text"}  # ui.words.t("code"), messages.text("code")


def parameters(sentence: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(sentence) if name is not None}


def test_both_languages_have_the_same_codes():
    assert VI.keys() ^ EN.keys() == set()


@pytest.mark.parametrize("code", sorted(VI.keys() & EN.keys()))
def test_both_sentences_take_the_same_parameters(code: str):
    assert parameters(VI[code]) == parameters(EN[code])
    assert VI[code].strip() and EN[code].strip()


def sources():
    files = [*REPO.glob("*.py"), *(f for name in FOLDERS for f in (REPO / name).rglob("*.py"))]
    return sorted(set(files))


def codes_asked_for(tree: ast.AST):
    """The codes written out, and what f-strings begin with ("page." of f"page.{name}")."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call) or not node.args:
            continue
        name = getattr(node.func, "attr", getattr(node.func, "id", None))
        first = node.args[0]
        if name == "Refused" and isinstance(first, ast.Constant):
            yield f"refusal.{first.value}"
        elif name in SPEAKERS and isinstance(first, ast.Constant) and "." in str(first.value):
            yield first.value
        elif name in SPEAKERS and isinstance(first, ast.JoinedStr):
            start = first.values[0]
            if isinstance(start, ast.Constant) and start.value.endswith("."):
                yield start.value


@pytest.mark.parametrize("file", sources(), ids=lambda f: str(f.relative_to(REPO)))
def test_what_the_code_asks_for_is_there(file):
    asked = set(codes_asked_for(ast.parse(file.read_text("utf-8"))))
    beginnings = {code for code in asked if code.endswith(".")}
    assert asked - beginnings - VI.keys() == set()
    assert [b for b in beginnings if not any(code.startswith(b) for code in VI)] == []


def test_text_fills_in_parameters_and_refuses_unknown_codes(tmp_path, monkeypatch):
    folder = tmp_path / "vi" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    head = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
    entry = 'msgid "a.b"\nmsgstr "Tệp {name} lớn hơn {limit} MB"\n'
    (folder / "one.po").write_text(head + entry, "utf-8")
    monkeypatch.setattr(messages, "LOCALE_DIR", tmp_path)
    messages.catalogue.cache_clear()
    try:
        assert messages.text("a.b", name="{x}", limit=50) == "Tệp {x} lớn hơn 50 MB"
        assert messages.known("a.b") and not messages.known("a.c")
        with pytest.raises(KeyError):
            messages.text("a.c")
        (folder / "two.po").write_text(head + entry, "utf-8")
        messages.catalogue.cache_clear()
        with pytest.raises(ValueError, match="already"):
            messages.text("a.b", name="", limit=1)
    finally:
        messages.catalogue.cache_clear()


def test_the_folder_of_sentences_does_not_hide_pythons_locale():
    import locale

    assert hasattr(locale, "setlocale")
