"""The page offers a template of every kind that can be typed in."""

import io

import openpyxl

from etl.registers.template import templates
from etl.uploads import KINDS, WORK_KINDS
from layout import DataDir
from metrics import catalog
from ui import template_files, upload_said


def test_the_pages_know_every_kind():
    assert upload_said.KINDS == KINDS
    assert catalog.WORK_KINDS == WORK_KINDS
    assert tuple(templates()) == template_files.KINDS


def test_the_workbook_comes_from_the_command_line(tmp_path):
    content = template_files.content("obstacles", DataDir(tmp_path))
    sheet = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]
    assert [cell.value for cell in sheet[1]] == [c.heading for c in templates()["obstacles"]]
    assert template_files.name("obstacles") == "mau_obstacles.xlsx"
