"""What engines say differently, in one table: how codes in a cell are looked for, places numbered and keys replaced.

Takes expressions of ibis and gives others. All that is the same everywhere is said elsewhere.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache, reduce
from inspect import Parameter, Signature
from operator import or_
from typing import Any, TypeAlias

import ibis
import ibis.expr.datatypes as dt
from attrs import frozen

Expression: TypeAlias = Any
"""An expression of ibis, which has no types that a checker could follow."""
SEPARATORS = (",", ";", "\t", "\r", "\n")
"""What may stand between codes in a text, beside a space."""


@frozen
class Dialect:
    """How an engine says a few things.

    `split` makes a list of the codes in a text, with empty ones where separators follow each other; `has_any` and
    `has_only` ask whether a list holds one of some codes, or nothing else; `number` gives the place of a text in a
    list, from 1; `keyed` replaces the key of a patient by another that only a secret tells, never two by one;
    `fingerprint` gives what two rows have alike only where all their cells are alike, and only a secret tells why.
    """

    split: Callable[[Expression], Expression]
    has_any: Callable[[Expression, Sequence[str]], Expression]
    has_only: Callable[[Expression, Sequence[str]], Expression]
    number: Callable[[Expression, Sequence[str]], Expression]
    keyed: Callable[[Expression, Sequence[int]], Expression]
    fingerprint: Callable[[Sequence[Expression], Sequence[int]], Mapping[str, Expression]]


@cache
def called(name: str, gives: str, *takes: str) -> Callable[..., Expression]:
    """A function that the engine has, by its name, with the types of what it gives and takes."""

    def function(*_: object) -> None: ...

    function.__name__ = name
    function.__annotations__ = {f"x{at}": dt.dtype(one) for at, one in enumerate(takes)} | {"return": dt.dtype(gives)}
    named = [Parameter(f"x{at}", Parameter.POSITIONAL_OR_KEYWORD) for at in range(len(takes))]
    function.__signature__ = Signature(named)  # type: ignore[attr-defined]
    return ibis.udf.scalar.builtin(function, name=name)  # type: ignore[no-any-return]


@ibis.udf.agg.builtin(name="bit_or")  # type: ignore[untyped-decorator]
def bits_of_all(number: dt.int64) -> dt.int64:
    """The bits that any of the numbers of a group has: all engines have it, and ibis knows of it for some alone."""


def split(text: Expression) -> Expression:
    """The codes of a text as a list."""
    for one in SEPARATORS:
        text = text.replace(one, " ")
    return text.split(" ")


def texts(some: Sequence[str]) -> Expression:
    """A list of texts, none at all too."""
    return ibis.literal(list(some), type="array<string>")


def _list_function(name: str) -> Callable[[Expression, Sequence[str]], Expression]:
    """A function of two lists of texts that is true or false."""
    return lambda held, some: called(name, "boolean", "array<string>", "array<string>")(held, texts(some))


FEW_CODES = 16
"""So many codes are looked for one at a time, which is faster than to compare whole lists."""


def has_any_by(contains: str, overlaps: str) -> Callable[[Expression, Sequence[str]], Expression]:
    """Whether a list holds one of some codes, by what an engine calls that a list holds a code, or one of another."""

    def has_any(held: Expression, some: Sequence[str]) -> Expression:
        if len(some) > FEW_CODES:
            return _list_function(overlaps)(held, some)
        has = called(contains, "boolean", "array<string>", "string")
        return reduce(or_, (has(held, ibis.literal(code)) for code in some))

    return has_any


def _list_of_all(held: Expression, some: Sequence[str]) -> Expression:
    return called("list_has_all", "boolean", "array<string>", "array<string>")(texts(some), held)


def _number(name: str) -> Callable[[Expression, Sequence[str]], Expression]:
    return lambda text, some: called(name, "int32", "array<string>", "string")(texts(some), text)


ROUNDS, HALF = 3, 32
"""A key of a number is mixed in rounds of a Feistel network, which gives no two keys the same whatever is in it."""
LOW = 2**HALF - 1


def mixed_number(key: Expression, secret: Sequence[int]) -> Expression:
    """A number of 64 bits in place of another, one for one; in between only what a secret key makes of it."""
    hashed = called("hash", "uint64", "uint64")
    left, right = ((key >> HALF) & LOW).cast("uint64"), (key & LOW).cast("uint64")
    for own in secret[:ROUNDS]:
        turned = hashed(right ^ ibis.literal(own, type="uint64")) >> HALF
        left, right = right, left ^ turned.cast("uint64")
    return left.cast("uint64") * ibis.literal(2**HALF, type="uint64") + right


def hashed_text(key: Expression, secret: Sequence[int]) -> Expression:
    """128 bits that a secret and a text make."""
    own = "".join(f"{one:016x}" for one in secret)
    return called("md5_number", "uuid", "string")(ibis.literal(own) + key)


def keyed_by_duckdb(key: Expression, secret: Sequence[int]) -> Expression:
    """Numbers one for one, texts by 128 bits."""
    return mixed_number(key, secret) if key.type().is_integer() else hashed_text(key, secret)


def as_it_is(key: Expression, secret: Sequence[int]) -> Expression:
    """The key itself: the engine keeps the episodes, and its own folders are its keeper's."""
    return key


def beside_a_hash(cells: Sequence[Expression]) -> tuple[Expression, ...]:
    """Which cells are empty, as bits, and how long lists are: what a hash of several cells passes over."""
    one, nothing = (ibis.literal(number, type="int64") for number in (1, 0))
    empty = (ibis.ifelse(cell.isnull(), one << at, nothing) for at, cell in enumerate(cells))
    return (reduce(or_, empty), *(cell.length() for cell in cells if cell.type().is_array()))


def _hash_of_all(cells: Sequence[Expression], secret: Sequence[int]) -> Mapping[str, Expression]:
    own = [ibis.literal(one, type="uint64") for one in secret]
    every = (*own, *beside_a_hash(cells), *cells)
    return {"row": called("hash", "uint64", *(str(cell.type().copy(nullable=True)) for cell in every))(*every)}


DIALECTS: dict[str, Dialect] = {
    "duckdb": Dialect(
        split,
        has_any_by("list_contains", "list_has_any"),
        _list_of_all,
        _number("list_position"),
        keyed_by_duckdb,
        _hash_of_all,
    ),
}
"""By the name that ibis has for an engine."""
