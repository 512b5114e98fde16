"""Tables that an engine keeps or reaches: as ibis sees them, and how rows of expressions are fetched."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from attrs import field, frozen


@frozen
class ServedTable:
    """Tables by the name that a fault gives each; `rows` takes an expression of ibis and gives its rows as tuples.

    `rows_of_files` are the rows of each file, by its path, where that is known without counting.
    """

    tables: tuple[tuple[str, Any], ...]
    rows: Callable[[Any], list[tuple[Any, ...]]]
    rows_of_files: Mapping[str, int] = field(factory=dict)

    @property
    def table(self) -> Any:
        """The first of them."""
        return self.tables[0][1]
