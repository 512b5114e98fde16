"""A report as a page by itself: no script, nothing fetched, readable from a telephone to a sheet of paper.

Takes a document, gives the text of a file. Whatever a text says is shown as it stands: the templates escape it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

from attrs import evolve, frozen

from rbflang.harmless import harmless
from rbflang.render.charts.chart import inline
from rbflang.render.filled import held_together
from rbflang.reports.cell_words import worded
from rbflang.reports.document import (
    Block,
    Chart,
    Column,
    Document,
    Heading,
    Ledger,
    Lines,
    Notes,
    Paragraph,
    RuleText,
    Table,
    Unfolding,
    Verbatim,
)
from rbflang.reports.typed_cells import Cell, Marked, Nothing, Phrase
from rbflang.wording import Words

if TYPE_CHECKING:
    from jinja2 import Environment

ENDING = ".html"
IS_DATA = True
NEEDS = ("jinja2", "html")
"""The package that lays out the page, and the extra that brings it."""
FOLDER = Path(__file__).parent / "web"
CONTENTS = Words("Innhold", "Contents")
FIGURES = Words("Tallene i figuren", "The figures of the chart")
LEAST_CONTENTS = 4
DEEPEST = 6


@frozen(eq=False)
class Scene:
    """Where on the page a block stands: the language, the heading that names it, and what its own headings begin with.

    `rules` are the files whose text the page shows, `lines` what the lines that unfold are called, by their names.
    """

    language: str
    named_by: str
    prefix: str
    rules: frozenset[str]
    lines: Mapping[str, str]


@frozen(eq=False)
class _Place:
    """A place in the rules, and the line of the page that it is, where the page shows them."""

    text: str
    anchor: str = ""


@frozen(eq=False)
class _Section:
    """A part of the page under a heading of its own."""

    id: str
    title: str
    body: str


@frozen(eq=False)
class _TableRow:
    """The texts of a row, each with the side it stands at."""

    cells: Sequence[tuple[str, str]]
    is_total: bool


def render(document: Document, width: int = 0) -> str:
    """The report as a page."""
    every = tuple(_every(document.blocks))
    rules = frozenset(one.file for one in every if isinstance(one, RuleText))
    named = [one.name for one in every if isinstance(one, Unfolding) and one.name]
    scene = Scene(document.language, "top", "s", rules, {name: f"u{at}" for at, name in enumerate(named)})
    opening, *parts = _parts(document.blocks)
    return str(
        _environment()
        .get_template("page.html.j2")
        .render(
            language=document.language,
            title=document.title,
            notice=document.notice,
            style=_as_written(FOLDER / "page.css"),
            opening=laid_out(opening, scene),
            sections=[_section(part, number, scene) for number, part in enumerate(parts, 1)],
            contents=CONTENTS.say(document.language),
            least_contents=LEAST_CONTENTS,
            foot=document.foot or (),
            last=laid_out(document.last, scene),
        )
    )


def laid_out(blocks: Sequence[Block], scene: Scene) -> str:
    """The blocks below each other; each table is named by the heading above it."""
    found = []
    for number, block in enumerate(blocks, 1):
        if isinstance(block, Heading):
            scene = evolve(scene, named_by=f"{scene.prefix}-{number}")
        inner = evolve(scene, prefix=f"{scene.prefix}-{number}")
        found.append(LAID_OUT[type(block)](block, inner))
    return _joined(found)


def _parts(blocks: Sequence[Block]) -> list[list[Block]]:
    """What stands above the first heading, and each heading with what is under it."""
    parts: list[list[Block]] = [[]]
    for block in blocks:
        if isinstance(block, Heading) and block.level == 2:
            parts.append([])
        parts[-1].append(block)
    return parts


def _section(part: Sequence[Block], number: int, scene: Scene) -> _Section:
    heading, *rest = part
    assert isinstance(heading, Heading)
    own = f"s{number}"
    return _Section(own, heading.text, laid_out(rest, evolve(scene, named_by=own, prefix=own)))


def _every(blocks: Sequence[Block]) -> Iterator[Block]:
    """All blocks, those that are unfolded too."""
    for block in blocks:
        yield block
        if isinstance(block, Unfolding):
            yield from _every(block.blocks)


# the templates


@cache
def _environment() -> Environment:
    """The templates, which escape all that is put into them and hold numbers together."""
    from jinja2 import Environment, FileSystemLoader

    return Environment(
        loader=FileSystemLoader(FOLDER), autoescape=True, finalize=_shown, trim_blocks=False, auto_reload=False
    )


def _shown(value: Any) -> Any:
    """A text as it may be shown; what the templates have made stands."""
    return held_together(harmless(value)) if type(value) is str else value


@cache
def _as_written(path: Path) -> str:
    """A file that stands on the page as it is."""
    from markupsafe import Markup

    return Markup(path.read_text("utf-8"))


def _exactly(text: str) -> str:
    """A text to copy: its spaces are those that it has."""
    from markupsafe import Markup, escape

    return Markup(str(escape(harmless(text))).replace("&#34;", '"'))


def _joined(parts: Sequence[str]) -> str:
    from markupsafe import Markup

    return Markup("\n").join(parts)


def _made(name: str, *values: Any) -> str:
    """A block as its template makes it."""
    made: str = getattr(_environment().get_template("blocks.html.j2").module, name)(*values)
    return made


def _place(text: str, scene: Scene) -> _Place:
    file, _, line = text.rpartition(":")
    return _Place(text, f"{_anchor(file)}{line}" if file in scene.rules and line.isdigit() else "")


def _anchor(file: str) -> str:
    """What the lines of a file are called on the page, before their numbers."""
    return "L" + re.sub(r"\W", "-", file) + "-"


# the blocks


def _heading(block: Heading, scene: Scene) -> str:
    return _made("heading", block.text, scene.named_by, min(block.level, DEEPEST))


def _table(block: Table, scene: Scene) -> str:
    table = turned(block) if block.may_turn and len(block.rows) < len(block.columns) - 1 else block
    sides = ["n" if column.align == "right" else "" for column in table.columns]
    headings = [(column.heading, side) for column, side in zip(table.columns, sides, strict=True)]
    first_total = len(table.rows) - table.totals
    rows = [
        _TableRow([_cell(cell, side, scene) for cell, side in zip(row, sides, strict=True)], number >= first_total)
        for number, row in enumerate(table.rows)
    ]
    shown = headings if any(text for text, _ in headings) else []
    return _made("table", _groups(table.columns), shown, rows, scene.named_by)


def _cell(cell: Cell, side: str, scene: Scene) -> tuple[str, str]:
    """The text of a cell; the room before the letter of a note is for columns of signs alone."""
    return worded(evolve(cell, room=0) if isinstance(cell, Marked) else cell, scene.language), side


def _groups(columns: Sequence[Column]) -> list[tuple[str, int]]:
    """What several columns have in common, each with how many; nothing where no column has."""
    groups = [(text, len(list(those))) for text, those in groupby(columns, key=lambda column: column.group)]
    return groups if any(text for text, _ in groups) else []


def turned(table: Table) -> Table:
    """Rows become columns, and columns rows: the narrower of the two."""
    labels = [worded(row[0], "nb") for row in table.rows]
    columns = (table.columns[0], *map(Column, labels))
    rows = [(Phrase(column.heading), *(row[at] for row in table.rows)) for at, column in enumerate(table.columns) if at]
    return Table(columns, tuple(rows), table.totals_beside)


def _chart(block: Chart, scene: Scene) -> str:
    """The picture under its sentence, and below it the figures, which unfold."""
    from markupsafe import Markup

    own = f"{scene.prefix}-c"
    picture = Markup(inline(block, own, scene.language))
    figures = _table(block.table, evolve(scene, named_by=f"{own}-figures"))
    return _made("chart", block.title, picture, block.note, f"{own}-figures", FIGURES.say(scene.language), figures)


def _ledger(block: Ledger, scene: Scene) -> str:
    entries = [(one.label, one.text, one.result, _place(one.place, scene), one.citation) for one in block.entries]
    return _made("ledger", entries, scene.named_by)


def _unfolding(block: Unfolding, scene: Scene) -> str:
    own = f"{scene.prefix}-u"
    inner = laid_out(block.blocks, evolve(scene, named_by=own))
    result = "" if isinstance(block.result, Nothing) else worded(block.result, scene.language)
    again, own_id = scene.lines.get(block.shown_at, ""), scene.lines.get(block.name, "")
    return _made("unfolding", block, result, _place(block.place, scene), own, own_id, again, inner)


def _rule_text(block: RuleText, scene: Scene) -> str:
    tokens = _tokens("\n".join(one.text for one in block.lines))
    start = _anchor(block.file)
    lines = [(f"{start}{number}", next(tokens, []), one.sources) for number, one in enumerate(block.lines, 1)]
    return _made("rule_text", block.written_in, lines)


def _tokens(text: str) -> Iterator[list[tuple[str, str]]]:
    """The words of each line, each with its kind as a class of the style."""
    from rbflang.render.highlighting import RulesetLexer

    line: list[tuple[str, str]] = []
    for kind, words in RulesetLexer().get_tokens(text):
        first, *rest = words.split("\n")
        line += [(_kind(kind), _exactly(first))] if first else []
        for more in rest:
            yield line
            line = [(_kind(kind), _exactly(more))] if more else []


def _kind(token: tuple[str, ...]) -> str:
    """What a kind of words is called in the style; plain names, signs and spaces have no colour."""
    return KINDS.get(token[:2]) or KINDS.get(token[:1], "")


KINDS: Mapping[tuple[str, ...], str] = {
    ("Keyword",): "k",
    ("Operator", "Word"): "k",
    ("Name", "Builtin"): "k",
    ("Name", "Class"): "d",
    ("Name", "Label"): "d",
    ("Name", "Decorator"): "c",
    ("Literal", "String"): "t",
    ("Literal", "Number"): "v",
    ("Comment",): "r",
}

LAID_OUT: Mapping[type, Callable[[Any, Scene], str]] = {
    Heading: _heading,
    Paragraph: lambda block, scene: _made("paragraph", block.text),
    Lines: lambda block, scene: _made("lines", [(one.label, one.text, one.origin) for one in block.lines]),
    Table: _table,
    Chart: _chart,
    Notes: lambda block, scene: _made("notes", block.texts),
    Ledger: _ledger,
    Verbatim: lambda block, scene: _made("verbatim", [_exactly(one) for one in block.lines]),
    Unfolding: _unfolding,
    RuleText: _rule_text,
}
