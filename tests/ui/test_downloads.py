"""Every download button of the pages: what it hands out, and whether that leaves a trace."""

import ast

from layout import REPO

# file -> of each of its buttons, in order: traced, or why it need not be.
TRACED = "traced"
BUTTONS = {
    "pages/office/conclusions.py": (TRACED, TRACED),
    "ui/account_forms.py": (TRACED,),
    "ui/blocks_letter.py": ("an empty form: units, no people",),
    "ui/blocks_review.py": (TRACED,),
    "ui/record_page.py": ("reports.dossier writes the entry itself, with the number of rows",),
    "ui/record_papers.py": (TRACED,),
    "ui/tables.py": ("traced where a column names people (test_export_traces.py)",),
    "ui/template_files.py": ("an empty form: units, no people",),
    "ui/unit_reports.py": (TRACED,),
    "ui/upload_kept.py": ("how a file is read: headings, no rows",),
    "ui/mine.py": (TRACED,),
    "ui/upload_question.py": ("how a file is read: headings, no rows",),
    "ui/upload_reading.py": ("how a file is read: headings, no rows",),
    "ui/upload_report.py": (TRACED,),
}


def buttons(source: str) -> list[bool]:
    """Of each download button in a file: whether traced(…) stands in its data."""
    tree = ast.parse(source)
    made = {
        target.id
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign) and called(node.value) == "traced"
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    found = [n for n in ast.walk(tree) if called(n) == "download_button"]
    found.sort(key=lambda node: node.lineno)
    return [called(n.args[1]) == "traced" or getattr(n.args[1], "id", "") in made for n in found]


def called(node: ast.AST) -> str:
    """The name of what is called; nothing where nothing is."""
    if not isinstance(node, ast.Call):
        return ""
    return getattr(node.func, "attr", getattr(node.func, "id", ""))


def test_every_button_is_traced_or_says_why_not():
    found = {}
    for path in sorted([*(REPO / "ui").glob("*.py"), *(REPO / "pages").rglob("*.py")]):
        if here := buttons(path.read_text("utf-8")):
            found[path.relative_to(REPO).as_posix()] = here
    wanted = {file: [said == TRACED for said in each] for file, each in BUTTONS.items()}
    assert found == wanted
