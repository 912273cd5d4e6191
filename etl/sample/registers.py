"""Which registers the invented Office keeps, and when it wrote each of them out."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from etl.sample import inventories, layout_registers
from etl.sample.history import History
from etl.sample.records import decisions, reminders
from etl.sample.steps import shown, steps
from etl.sample.submissions import submissions
from etl.sample.tables import HALVES, LAST
from etl.sample.writing import Cell, write_text, write_workbook

LATER = date(2025, 9, 30)  # the register of decisions is kept on: other rules hold by then


@dataclass(frozen=True)
class Register:
    """One register as written out: `text` where it is a CSV, else a sheet."""

    name: str
    kind: str
    day: date
    rows: Callable[[], Iterable[list[Cell]]]
    text: bool = False

    @property
    def file(self) -> str:
        return f"{self.name}_{self.day:%Y%m%d}.{'csv' if self.text else 'xlsx'}"

    def write(self, path: Path) -> int:
        """Returns how many rows of records were written."""
        if self.text:
            lines = layout_registers.flat(self.kind, self.rows())
            return write_text(path, lines, ",", "utf-8-sig")
        sheet = layout_registers.sheet(self.kind, self.rows(), self.day)
        return write_workbook(path, [sheet], self.day, large=False)


def registers(held: History) -> Iterator[Register]:
    """Every file of a register, in the order of the manifest."""
    tasks, seed, form = [*held.documents, *held.tracked], held.seed, layout_registers
    reminded, decided = reminders(tasks, held.posts, seed), decisions(tasks, held.posts)
    stepped = steps(held.petitions, held.dossiers, seed, held.roster)
    put = submissions(seed, held.roster)
    yield Register("ho_so_tthc", "dossiers", LAST, lambda: form.dossier_rows(held.dossiers, LAST))
    yield Register(
        "buoc_xu_ly", "steps", LAST, lambda: form.step_rows(shown(stepped, LAST)), text=True
    )
    for day in HALVES[2:]:
        yield Register("nhac_nho", "reminders", day, _of(form.reminder_rows, reminded, day))
    for day in (LAST, LATER):
        yield Register("khen_thuong_ky_luat", "decisions", day,
                       _of(form.decision_rows, decided, day))  # fmt: skip
    yield Register("to_trinh", "submissions", LAST, lambda: form.submission_rows(put))
    yield Register("tthc_noi_bo", "procedures", LAST, lambda: inventories.procedures(seed))
    yield Register("quy_che", "rules", LAST, inventories.rules)
    yield Register("quan_triet", "dissemination", LAST, lambda: inventories.dissemination(seed))
    yield Register("kho_khan", "obstacles", LAST, lambda: inventories.obstacles(seed))
    yield Register(
        "bao_cao_don_vi", "unit_reports", LAST, lambda: inventories.unit_reports(seed), text=True
    )


def _of(rows: Callable, found: Iterable, day: date) -> Callable[[], Iterable[list[Cell]]]:
    return lambda: rows(found, day)
