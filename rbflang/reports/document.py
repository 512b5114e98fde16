"""What a report is made of, whatever the format: headings, paragraphs, facts and tables, and the same as data.

Texts are in the reader's language already, and a renderer only lays them out; the cells of a table are values that it
words in the language of the document, or keeps as numbers. `data` is what `--format json` prints, or
what makes it where it is costly and no other format needs it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Literal, TypeAlias, Union

from attrs import evolve, field, frozen

from rbflang.reports.typed_cells import BLANK, Cell

if TYPE_CHECKING:
    from rbflang.reports.charts.pictures import Picture


@frozen(eq=False, repr=False)
class Heading:
    """A heading inside a report; one of a greater `level` stands under the last of a smaller one."""

    text: str
    level: int = 2


@frozen(eq=False, repr=False)
class Paragraph:
    """Running text; `indent` is in characters, and a hanging indent keeps a footnote's letter in the margin.

    One that `leads_on` is of commands to run next, which a page for somebody else leaves out.
    """

    text: str
    indent: int = 2
    hanging: int = 0
    leads_on: bool = False


@frozen(eq=False, repr=False)
class Line:
    """A fact: what it is, what it says, and where it comes from."""

    label: str
    text: str
    origin: str = ""


@frozen(eq=False, repr=False)
class Lines:
    """Facts below each other; `width` is the least width of the labels."""

    lines: tuple[Line, ...]
    indent: int = 2


@frozen(eq=False, repr=False)
class Column:
    """A column: its heading, how it is aligned, and how early it is dropped where the page is narrow (0: never)."""

    heading: str
    align: Literal["left", "right"] = "right"
    drop: int = 0
    group: str = ""


@frozen(eq=False, repr=False)
class Table:
    """Rows under columns; the last `totals` rows are sums. With `may_turn`, rows and columns may change places.

    Where they do, the last `totals_beside` columns become rows of sums.
    """

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    totals: int = 0
    indent: int = 2
    may_turn: bool = False
    totals_beside: int = 0

    def without_empty_columns(self) -> Table:
        """The table without the columns, but for the first, that stand empty in every row."""
        kept = [at for at in range(len(self.columns)) if not at or any(row[at] != BLANK for row in self.rows)]
        rows = tuple(tuple(row[at] for at in kept) for row in self.rows)
        return evolve(self, columns=tuple(self.columns[at] for at in kept), rows=rows)


@frozen(eq=False, repr=False)
class Chart:
    """A picture of figures: a sentence of what it shows, the picture, how it is read, and the same as a table."""

    title: str
    picture: Picture
    table: Table
    note: str = ""


@frozen(eq=False, repr=False)
class Notes:
    """Notes directly below each other, each with its letter or word in the margin."""

    texts: tuple[str, ...]
    indent: int = 2
    hanging: int = 3


@frozen(eq=False, repr=False)
class LedgerLine:
    """A line of a ledger: a label, an operation with its result or a text alone, a place in the rules, a citation."""

    label: str
    text: str
    result: str = ""
    place: str = ""
    citation: str = ""


@frozen(eq=False, repr=False)
class Ledger:
    """Lines of arithmetic below each other; results stand in a column of their own."""

    entries: tuple[LedgerLine, ...]
    indent: int = 2


@frozen(eq=False, repr=False)
class Verbatim:
    """Lines to paste or run, exactly as they stand."""

    lines: tuple[str, ...]
    indent: int = 2


@frozen(eq=False, repr=False)
class Unfolding:
    """A line that unfolds: what it is, what that came to, and the blocks that stand under it.

    `place` is where in the rules it is written. It `is_open` where what is under it shows without being asked for, and
    stands unfolded `on_paper` where a reader without a screen needs it. What lies behind it may be under another line,
    the one whose `name` it is `shown_at`.
    """

    label: str
    blocks: tuple[Block, ...]
    result: Cell = BLANK
    place: str = ""
    is_open: bool = False
    on_paper: bool = False
    name: str = ""
    shown_at: str = ""


@frozen(eq=False, repr=False)
class RuleLine:
    """A line of a ruleset, and the sources of what is written there that are not cited on the line itself."""

    text: str
    sources: str = ""


@frozen(eq=False, repr=False)
class RuleText:
    """A ruleset as it is written, with the name of its file and the language of its words."""

    file: str
    written_in: str
    lines: tuple[RuleLine, ...]


Block: TypeAlias = Union[Heading, Paragraph, Lines, Table, Chart, Notes, Ledger, Verbatim, Unfolding, RuleText]
BLOCKS: tuple[type, ...] = (Heading, Paragraph, Lines, Table, Chart, Notes, Ledger, Verbatim, Unfolding, RuleText)


@frozen(eq=False, repr=False)
class Evidence:
    """By what a report can be made again: version, edition of the language, command, and files with their SHA-256."""

    version: str
    language: int
    command: str
    files: tuple[tuple[str, str], ...]

    def blocks(self, language: str) -> tuple[Block, ...]:
        """What stands below a report that was made of files; files as `sha256sum` lists them."""
        if not self.files:
            return ()
        nb = f"Laget med rbflang {self.version}, språket i {self.language}. utgave:"
        en = f"Made with rbflang {self.version}, edition {self.language} of the language:"
        lines = (self.command, *(f"{sha256}  {name}" for name, sha256 in self.files))
        return Paragraph(en if language == "en" else nb, 0), Verbatim(lines)

    def data(self) -> Mapping[str, Any]:
        """The same as data."""
        files = [{"name": name, "sha256": sha256} for name, sha256 in self.files]
        return {"version": self.version, "command": self.command, "files": files}


@frozen(eq=False, repr=False)
class Document:
    """A report: its first sentence or title, its blocks, and the same as data.

    `notice` stands above everything; `foot` tells, below everything, how the data file was read, in reports that read
    one. `language` is the one its texts are in. `evidence` says, last of all, by what it can be made again. A file of
    what `is_only_ours` nobody else may read.
    """

    title: str
    blocks: tuple[Block, ...]
    data: Mapping[str, Any] | Callable[[], Mapping[str, Any]] = field(factory=dict)
    notice: str = ""
    foot: tuple[str, ...] | None = None
    language: str = "nb"
    evidence: Evidence | None = None
    is_only_ours: bool = False

    @property
    def last(self) -> tuple[Block, ...]:
        """What stands below all else."""
        return self.evidence.blocks(self.language) if self.evidence else ()
