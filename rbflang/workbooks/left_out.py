"""What calamine leaves out: cells with an error or a formula without a value, what is shown, how far a sheet reaches.

Calamine gives an error as an empty cell, and makes room for the whole rectangle up to the last cell. Each kind of file
is therefore looked through before it is read.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from attrs import frozen

from rbflang.source import Oddity
from rbflang.workbooks.grid import Content
from rbflang.workbooks.limits import MOST_AREA, MOST_COLUMNS, MOST_ROWS

Place = tuple[int, int]


@frozen(eq=False, repr=False)
class LeftOut:
    """Of one sheet: the last row and column that hold anything, and the cells that are not given as they are.

    Each of these has what stands there, and why it is none that can be read; an error says so by itself. With
    `has_formats` the numbers are among them, as the sheet shows them.
    """

    name: str
    last: Place
    cells: Mapping[Place, tuple[Content, Oddity | None]]
    has_formats: bool = False
    hidden: Sequence[int] = ()

    @property
    def is_far(self) -> bool:
        """True for a sheet that reaches further than any table."""
        rows, columns = self.last
        return rows > MOST_ROWS or columns > MOST_COLUMNS or rows * columns > MOST_AREA
