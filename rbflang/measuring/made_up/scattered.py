"""Chance that is the same everywhere: numbers that follow from a seed, a name and a place, in whole numbers alone.

Whatever is drawn for a row follows from the number of the row. So rows can be made in any order, by any number of
processors, and from the middle on; nothing is remembered from one to the next.
"""

from __future__ import annotations

from hashlib import blake2b
from math import gcd
from typing import Any, TypeAlias

import numpy as np

Whole: TypeAlias = "np.ndarray[Any, np.dtype[np.int64]]"
"""Whole numbers from 0 up."""


def salt_of(seed: int, *names: object) -> int:
    """A number of 64 bits for a seed and names, alike on every machine."""
    told = "\x1f".join(map(str, (seed, *names))).encode()
    return int.from_bytes(blake2b(told, digest_size=8).digest(), "little")


def below(most: int, seed: int, *names: object) -> int:
    """A number from 0 up to and without `most`."""
    return salt_of(seed, *names) % most


def scattered(places: Whole, salt: int) -> Whole:
    """A number of 62 bits for each place: the finaliser of splitmix64."""
    mixed = places.astype(np.uint64) * np.uint64(0x9E3779B97F4A7C15) + np.uint64(salt)
    mixed ^= mixed >> np.uint64(30)
    mixed *= np.uint64(0xBF58476D1CE4E5B9)
    mixed ^= mixed >> np.uint64(27)
    mixed *= np.uint64(0x94D049BB133111EB)
    return ((mixed ^ (mixed >> np.uint64(31))) >> np.uint64(2)).astype(np.int64)


def chosen(drawn: Whole, most: Whole | int) -> Whole:
    """For each number drawn one from 0 up to and without `most`, which is at most 2**31; 0 where that is 0."""
    return ((drawn >> 30) * most) >> 32


def turn(size: int, salt: int) -> tuple[int, int]:
    """A factor and a start: place × factor + start, modulo the size, meets each place below the size once."""
    whole = max(size, 1)
    factor = salt % whole | 1
    while gcd(factor, whole) != 1:
        factor += 2
    return factor % whole, (salt >> 7) % whole


def turned(places: Whole, factor: Whole | int, start: Whole | int, size: Whole | int) -> Whole:
    """Where each place comes to stand when `turn` puts the places below the size in another order.

    Sizes are at most 10**9, so that nothing grows beyond 63 bits.
    """
    return (places * factor + start) % np.maximum(size, 1)
