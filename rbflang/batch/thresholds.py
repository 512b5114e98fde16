"""Which double a limit is, so that comparing with it is exact for every double read as the decimal it prints as.

A double stands for the shortest decimal that reads back as it, so that 0.1 is one tenth. Those decimals lie in the same
order as the doubles, so for every limit there is a first double whose decimal is not below it.
"""

from __future__ import annotations

import struct
from decimal import Decimal
from fractions import Fraction
from math import inf

LARGEST = 0x7FEFFFFFFFFFFFFF


def decimal_of(value: float) -> Fraction:
    """The number that a double stands for."""
    return Fraction(Decimal(repr(value)))


def nearest(number: Fraction) -> float:
    """The double nearest to a number; beyond all of them, the endless one on its side."""
    try:
        return float(number)
    except OverflowError:
        return inf if number > 0 else -inf


def first_not_below(limit: Fraction, is_open: bool = False) -> float:
    """The first double whose decimal is at least the limit; with `is_open`, above it.

    Infinity where there is none. The doubles are counted in whole numbers, for a library in the process may have them
    computed in a way in which the next one is never reached.
    """

    def is_there(number: int) -> bool:
        value = decimal_of(_numbered(number))
        return value > limit or (value == limit and not is_open)

    try:
        at = _number(float(limit))
    except OverflowError:
        return inf if limit > 0 else _numbered(-LARGEST)
    while is_there(at) and at > -LARGEST:
        at -= 1
    while at <= LARGEST and not is_there(at):
        at += 1
    return inf if at > LARGEST else _numbered(at)


def equal_to(limit: Fraction) -> float | None:
    """The double whose decimal is the limit; `None` where there is none."""
    found = first_not_below(limit)
    return found if found != inf and decimal_of(found) == limit else None


def _numbered(number: int) -> float:
    """The doubles in their order, from 0 up and down."""
    found: float = struct.unpack("<d", struct.pack("<q", abs(number)))[0]
    return -found if number < 0 else found


def _number(value: float) -> int:
    found: int = struct.unpack("<q", struct.pack("<d", abs(value)))[0]
    return -found if value < 0 else found
