"""Groups beside the department: the funnel plot, and the words that go with a rate."""

from collections.abc import Callable, Sequence

from metrics.board import Board, board
from metrics.catalog import HEADLINE, RATES
from metrics.definitions import named
from metrics.filters import Filters
from metrics.format import count, decimal, percent
from metrics.funnel import Funnel
from metrics.labels import LABELS, TOO_FEW, smallest
from metrics.rates import around_department, department
from ui import chart_box, data, drill, funnel_chart
from ui.words import t

LINES = ("department", "limit95", "limit998", "cases")
Open = Callable[[str, Filters, str, str, str], None]


def compare(now: Filters, by: str, here: Board) -> Funnel:
    """The department's rate and spread in the same scope, also where only some are chosen."""
    everyone = department(now)
    whole = here if everyone == now else data.ask(board, everyone, by)
    return around_department(whole, RATES[HEADLINE], by)


def labelled(rows: Sequence[dict], around: Funnel, by: str) -> list[dict]:
    """The rows with x, n and the code of their label, and its word under "said"."""
    rate = RATES[HEADLINE]
    x, n = ([row[name] for row in rows] for name in (rate.x, rate.n))
    codes = around.labels(x, n, smallest(by))
    return [
        row | {"x": x[i], "n": n[i], "code": codes[i], "said": t(f"label.{codes[i]}")}
        for i, row in enumerate(rows)
    ]


def funnel(now: Filters, by: str, rows: Sequence[dict], around: Funnel, open_: Open) -> None:
    """The plot; a click on a point opens its late cases. rows: as `labelled` gives them."""
    words = {code: t(f"label.{code}") for code in LABELS} | {w: t(f"funnel.{w}") for w in LINES}
    opens = RATES[HEADLINE].x
    chart = funnel_chart.funnel(rows, around, words, smallest(by), opens)
    points = chart_box.show(
        chart,
        title=t("funnel.title", by=t(f"by.{by}")),
        about=about(now, rows, around, by),
        key=drill.key(f"funnel.{by}"),
    )
    if chosen := drill.clicked(f"funnel.{by}", points):
        open_(f"funnel.{by}", now, by, *chosen)


def about(now: Filters, rows: Sequence[dict], around: Funnel, by: str) -> str:
    """What the picture shows, whom it leaves out, and whether its limits were widened."""
    few = sum(row["code"] == TOO_FEW for row in rows)
    said = t(
        "funnel.about", sentence=data.sentence(now), definition=named(HEADLINE, "funnel"),
        rate=percent(around.x, around.n), number=count(around.n),
    )  # fmt: skip
    if few:
        said += " " + t("funnel.few", number=count(few), least=smallest(by))
    if around.adjusted:
        said += " " + t("funnel.adjusted", phi=decimal(around.phi, 1))
    return said
