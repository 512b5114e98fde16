"""What PostgreSQL and Spark say in their own way, beside what all engines say alike."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import ibis

from rbflang.measuring.dialects import (
    Dialect,
    Expression,
    as_it_is,
    beside_a_hash,
    called,
    has_any_by,
    split,
    texts,
)

TEXTS = "array<string>"
HALF = 32
LOW = 2**HALF - 1
ROUNDS = 3


# PostgreSQL


def _overlaps(held: Expression, some: Sequence[str]) -> Expression:
    return called("arrayoverlap", "boolean", TEXTS, TEXTS)(_as_texts(held), _as_texts(texts(some)))


def _is_within(held: Expression, some: Sequence[str]) -> Expression:
    return called("arraycontained", "boolean", TEXTS, TEXTS)(_as_texts(held), _as_texts(texts(some)))


def _as_texts(held: Expression) -> Expression:
    """A list whose elements have the type that all lists here have; of two types PostgreSQL compares none."""
    return ibis.ifelse(ibis.literal(True), held, ibis.null(TEXTS))


def _place(text: Expression, some: Sequence[str]) -> Expression:
    return called("array_position", "int32", TEXTS, "string")(texts(some), text)


def _all_cells(cells: Sequence[Expression], secret: Sequence[int]) -> Mapping[str, Expression]:
    return {f"c{at}": cell for at, cell in enumerate(cells)}


POSTGRESQL = Dialect(split, _overlaps, _is_within, _place, as_it_is, _all_cells)


# Spark


def _hashed(*cells: Expression) -> Expression:
    return called("xxhash64", "int64", *(str(cell.type().copy(nullable=True)) for cell in cells))(*cells)


def _has_only(held: Expression, some: Sequence[str]) -> Expression:
    return called("array_except", TEXTS, TEXTS, TEXTS)(held, texts(some)).length() == 0


def _position(text: Expression, some: Sequence[str]) -> Expression:
    return called("array_position", "int64", TEXTS, "string")(texts(some), text)


def _mixed(key: Expression, secret: Sequence[int]) -> Expression:
    """A number of 64 bits in place of another, one for one; or 128 bits that a secret and a text make."""
    if not key.type().is_integer():
        said = "".join(f"{one:016x}" for one in secret)
        return called("unhex", "binary", "string")(called("md5", "string", "string")(ibis.literal(said) + key))
    left, right = (key >> HALF) & LOW, key & LOW
    for own in secret[:ROUNDS]:
        turned = (_hashed(ibis.literal(own - 2**63, type="int64"), right) >> HALF) & LOW
        left, right = right, left ^ turned
    return (left << HALF) | right


def _fingerprint(cells: Sequence[Expression], secret: Sequence[int]) -> Mapping[str, Expression]:
    """Two hashes of all cells, each after two of the secret numbers."""
    every = (*beside_a_hash(cells), *cells)
    own = [ibis.literal(one - 2**63, type="int64") for one in secret]
    return {"row": _hashed(*own[:2], *every), "again": _hashed(*own[2:], *every)}


SPARK = Dialect(split, has_any_by("array_contains", "arrays_overlap"), _has_only, _position, _mixed, _fingerprint)
