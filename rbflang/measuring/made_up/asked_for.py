"""What made-up episodes are asked for: of which register, how many, for whom, in which days, and with which results."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import frozen

from rbflang.intervals import Interval
from rbflang.register.definitions import Measurement
from rbflang.register.periods import Period


@frozen
class PayeeAsked:
    """One of whose results the episodes are: what cells call it, its share of the rows, and its units."""

    name: str
    written: str
    weight: int
    units: tuple[str, ...]


@frozen
class EpisodesAsked:
    """A table to make. `wanted` holds, by cell of the measurement and payee, what the quotient is to lie in.

    `exact` are cells whose quotients are known exactly and are not wished. `rows` is at least 1. Without a period the
    days are those of one year, and all of them count.
    """

    measurement: Measurement
    rows: int
    seed: int
    payees: tuple[PayeeAsked, ...]
    period: Period | None
    wanted: Mapping[tuple[tuple[str, ...], str], Interval]
    exact: tuple[tuple[str, ...], ...] = ()
