"""What slides are made of: title, foot, bullets, table, charts that PowerPoint can edit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LEGEND_POSITION
from pptx.enum.text import PP_ALIGN
from pptx.util import Cm, Emu, Pt

from reports.paper import plain

WIDTH, HEIGHT = Cm(33.867), Cm(19.05)
SIDE, TOP, FOOT = Cm(1.2), Cm(2.6), Cm(17.9)
ROOM = WIDTH - 2 * SIDE
BODY = Cm(14.2)  # height of what stands between title and foot
REMARK = Cm(16.2)
FONT = "Times New Roman"
BLANK = 6  # the layout without anything on it
INK = RGBColor(0x10, 0x14, 0x18)


def first(deck, issuer: str, title: str, foot: str) -> None:
    """The opening slide."""
    slide = deck.slides.add_slide(deck.slide_layouts[BLANK])
    _words(slide, issuer.upper(), Cm(3), Cm(1.5), 20, bold=True, align=PP_ALIGN.CENTER)
    _words(slide, title, Cm(6.5), Cm(4), 34, bold=True, align=PP_ALIGN.CENTER)
    _foot(slide, foot)


def titled(deck, title: str, foot: str):
    """A new slide with its title and the period at its foot."""
    slide = deck.slides.add_slide(deck.slide_layouts[BLANK])
    _words(slide, title, Cm(0.7), Cm(1.6), 26, bold=True)
    _foot(slide, f"{foot} · {len(deck.slides)}")
    return slide


def bullets(slide, lines: Sequence[str]) -> None:
    """A paragraph for each line, in a size that fits."""
    letters = sum(map(len, lines)) + 60 * len(lines)
    size = 20 if letters < 1300 else 17 if letters < 1800 else 14
    box = slide.shapes.add_textbox(SIDE, TOP, ROOM, BODY).text_frame
    box.word_wrap = True
    for number, line in enumerate(lines):
        one = box.paragraphs[0] if not number else box.add_paragraph()
        _run(one, f"• {line}", size)
        one.space_after = Pt(6)


def remark(slide, words: str) -> None:
    """A sentence under a chart."""
    _words(slide, words, REMARK, Cm(1.6), 14)


def table(
    slide, headings: Sequence[str], rows: Sequence[Sequence], widths: Sequence[float]
) -> None:
    """A table as wide as the slide."""
    shape = slide.shapes.add_table(len(rows) + 1, len(headings), SIDE, TOP, ROOM, Cm(1))
    for column, width in zip(shape.table.columns, widths, strict=True):
        column.width = Emu(int(ROOM * width / sum(widths)))
    for row, cells in enumerate([headings, *rows]):
        for column, value in enumerate(cells):
            frame = shape.table.cell(row, column).text_frame
            _run(frame.paragraphs[0], "" if value is None else str(value), 14, bold=row == 0,
                 colour=None if row == 0 else INK)  # fmt: skip


def bars(
    slide, names: Sequence[str], series: Mapping[str, Sequence], colours: Sequence[str],
    *, stacked: bool = True, share: bool = False,
) -> None:  # fmt: skip
    """Lying bars, the first name on top."""
    kind = XL_CHART_TYPE.BAR_STACKED if stacked else XL_CHART_TYPE.BAR_CLUSTERED
    chart = _chart(slide, kind, names, series, colours, share)
    chart.category_axis.reverse_order = True
    chart.category_axis.tick_labels.font.size = Pt(11 if len(names) > 8 else 14)
    chart.value_axis.visible = False
    chart.value_axis.has_major_gridlines = False


def columns(
    slide, names: Sequence[str], series: Mapping[str, Sequence], colours: Sequence[str]
) -> None:
    """Standing columns side by side."""
    chart = _chart(slide, XL_CHART_TYPE.COLUMN_CLUSTERED, names, series, colours, False)
    chart.value_axis.visible = False
    chart.value_axis.has_major_gridlines = False


def _chart(slide, kind, names, series, colours, share: bool):
    data = CategoryChartData(number_format="0.0%" if share else "#,##0")
    data.categories = [plain(name) for name in names]
    for name, values in series.items():
        data.add_series(name, values)
    place = (SIDE, TOP, ROOM, Cm(13.4))
    chart = slide.shapes.add_chart(kind, *place, data).chart
    chart.font.name, chart.font.size = FONT, Pt(13)
    chart.has_title = False
    chart.has_legend = len(series) > 1
    if chart.has_legend:
        chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.BOTTOM, False
    plot = chart.plots[0]
    plot.gap_width = 40
    _labels(plot, share, small=len(names) > 8)
    for one, colour in zip(plot.series, colours, strict=True):
        one.format.fill.solid()
        one.format.fill.fore_color.rgb = RGBColor.from_string(colour)
    return chart


def _labels(plot, share: bool, small: bool) -> None:
    plot.has_data_labels = True
    labels = plot.data_labels
    labels.number_format = (
        '0.0%;;"0"' if share else '#,##0;;""'
    )  # a nought would stand on its neighbour
    labels.number_format_is_linked = False
    labels.font.size = Pt(9 if small else 12)


def _foot(slide, words: str) -> None:
    _words(slide, words, FOOT, Cm(0.9), 10)


def _words(slide, words: str, top, height, size: float, *, bold=False, align=PP_ALIGN.LEFT) -> None:
    box = slide.shapes.add_textbox(SIDE, top, ROOM, height).text_frame
    box.word_wrap = True
    box.paragraphs[0].alignment = align
    _run(box.paragraphs[0], words, size, bold=bold)


def _run(line, words: str, size: float, *, bold=False, colour: RGBColor | None = INK) -> None:
    run = line.add_run()
    run.text = plain(words)
    font = run.font
    font.name, font.size, font.bold = FONT, Pt(size), bold
    if colour is not None:
        font.color.rgb = colour
