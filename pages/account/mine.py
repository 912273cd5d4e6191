"""Dữ liệu về tôi: what is held about the reader, for how long, who sees it; one file of it all."""

from functools import partial

from layout import data_dir
from reports import about_person
from ui import mine, who
from ui.words import language

viewer = who.require("mine")
asked = (data_dir(), viewer, language())
mine.draw(viewer, about_person.Held(*asked), partial(about_person.content, *asked))
