"""A table that an engine keeps or reaches: as ibis sees it, and how the rows of an expression over it are fetched."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from attrs import frozen

LOCAL_ZONE = "Europe/Oslo"
"""A time that knows its zone is of the day that the clocks of Norway showed."""


@frozen
class ServedTable:
    """`rows` takes an expression of ibis over `table` and gives its rows as tuples, all of them at once."""

    table: Any
    rows: Callable[[Any], list[tuple[Any, ...]]]
