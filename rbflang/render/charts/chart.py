"""A chart as SVG: inside a page, or as a file by itself with its title above it and its figures in words.

Takes the block of a document. Whatever a text says is shown as it stands. Nothing is fetched and nothing runs.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from html import escape
from typing import Any

from rbflang.harmless import harmless
from rbflang.render.charts.bars import drawn_bars
from rbflang.render.charts.climb import drawn_climb
from rbflang.render.charts.curves import drawn_curves
from rbflang.render.charts.development import drawn_development
from rbflang.render.charts.flow import drawn_flow
from rbflang.render.charts.heat_map import drawn_heat_map
from rbflang.render.charts.histogram import drawn_histogram
from rbflang.render.charts.pen import LINE, SIZE, Drawing, Pen, below_each_other, lines_of, small_lines, text
from rbflang.render.charts.stacked_bars import drawn_stacked_bars
from rbflang.render.charts.waterfall import drawn_waterfall
from rbflang.reports.cell_words import worded
from rbflang.reports.charts.pictures import (
    Bars,
    Climb,
    Curves,
    Development,
    Flow,
    HeatMap,
    Histogram,
    StackedBars,
    Waterfall,
)
from rbflang.reports.document import Chart, Table
from rbflang.reports.typed_cells import Cell
from rbflang.wording import Words

DRAWN: Mapping[type, Callable[[Any, Pen], Drawing]] = {
    Bars: drawn_bars,
    Waterfall: drawn_waterfall,
    HeatMap: drawn_heat_map,
    StackedBars: drawn_stacked_bars,
    Climb: drawn_climb,
    Flow: drawn_flow,
    Development: drawn_development,
    Histogram: drawn_histogram,
    Curves: drawn_curves,
}
IN_THE_TABLE = Words("Tallene står i tabellen som hører til.", "The figures are in the table that goes with it.")
WIDE, MARGIN, TITLE_ROOM, NOTE_ROOM = 760, 20, 4800, 4900


def inline(chart: Chart, name: str, language: str) -> str:
    """The chart as an element of a page, as wide as there is room for; `name` names its parts on the page."""
    pen = Pen(name, language)
    told = " ".join(filter(None, (chart.note, IN_THE_TABLE.say(language))))
    return _element(chart.title, told, DRAWN[type(chart.picture)](chart.picture, pen), pen, 'width="100%"')


def standing_alone(chart: Chart, language: str) -> str:
    """The chart as the text of a file; it is read in the colours of the reader, light or dark."""
    pen = Pen("chart", language)
    whole = below_each_other((_title(chart), DRAWN[type(chart.picture)](chart.picture, pen)), SIZE)
    told = " ".join(filter(None, (chart.note, in_words(chart.table, language))))
    marks = (
        "<style>:root{color:#16191d}.paper{fill:#ffffff}@media (prefers-color-scheme:dark){"
        ":root{color:#e8eaed}.paper{fill:#14171a}}</style>",
        '<rect class="paper" width="100%" height="100%" fill="#ffffff"/>',
        f'<svg x="{MARGIN}" y="{MARGIN}" width="{WIDE - 2 * MARGIN}" height="{whole.height}" overflow="visible">',
        *whole.marks,
        "</svg>",
    )
    return _element(chart.title, told, Drawing(whole.height + 2 * MARGIN, marks), pen, f'width="{WIDE}"') + "\n"


def _title(chart: Chart) -> Drawing:
    """What the chart shows, and how it is read."""
    lines = lines_of(chart.title, TITLE_ROOM)
    titles = (text(Fraction(0), at * LINE + SIZE, one, is_strong=True) for at, one in enumerate(lines))
    return below_each_other((Drawing(len(lines) * LINE, tuple(titles)), small_lines(chart.note, NOTE_ROOM)))


def _element(title: str, told: str, drawing: Drawing, pen: Pen, width: str) -> str:
    """The frame: what it shows and how it is read, for those who do not see it."""
    name = pen.name
    return "\n".join(
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" class="chart" role="img" lang="{pen.language}" {width} '
            f'height="{drawing.height}" overflow="visible" fill="currentColor" font-family="sans-serif" '
            f'font-size="{SIZE}" aria-labelledby="{name}-title" aria-describedby="{name}-told">',
            f'<title id="{name}-title">{escape(harmless(title), False)}</title>',
            f'<desc id="{name}-told">{escape(harmless(told), False)}</desc>',
            pen.patterns,
            *drawing.marks,
            "</svg>",
        )
    )


def in_words(table: Table, language: str) -> str:
    """The figures of a table in a sentence for each row: `Vest: Kroner 125 449 844, Effekt −3 301 819.`"""
    return " ".join(_row_in_words(table, row, language) for row in table.rows)


def _row_in_words(table: Table, row: Sequence[Cell], language: str) -> str:
    first, *others = [worded(cell, language) for cell in row]
    told = (f"{column.heading} {one}".strip() for column, one in zip(table.columns[1:], others, strict=True) if one)
    return f"{first}: {', '.join(told)}."
