"""The program printed as calls of numpy, a block of scenarios at a time.

A block is small enough to stay in the cache, and what is no longer read makes room for what comes. Where a program
reads one input and only compares it with limits, what it gives is looked up, once for each interval.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from math import inf, nan
from typing import Any, TypeAlias

import numpy as np

from rbflang.batch.program import ENDLESS_BITS, TRUTHS, Bit, Operation, Operator, Program
from rbflang.batch.schedule import inputs_of, needed

Column: TypeAlias = "np.ndarray[Any, Any]"
Kernel: TypeAlias = "Callable[[Sequence[Column], Sequence[Column], Column], None]"
"""Fills the results, and where they are doubtful, from the inputs: columns of equal length."""
BLOCK = 4096


def _outer(a: Column, b: Column, out: Column | None = None) -> Column:
    room = None if out is None else out.view(np.uint64)
    return np.maximum(a.view(np.uint64), b.view(np.uint64), out=room).view(np.float64)


def _ordinary(a: Column, out: Column | None = None) -> Column:
    return np.less(a.view(np.uint64), np.uint64(ENDLESS_BITS), out=out)


def _select(bit: Column, chosen: Column, otherwise: Column, out: Column) -> Column:
    """In room of its own: to write into a column where a truth value is true takes twice as long."""
    return np.where(bit, chosen, otherwise)


def _tally(*bits: Column, out: Column) -> Column:
    total = bits[0].view(np.uint8).copy()
    for one in bits[1:]:
        total += one.view(np.uint8)
    np.copyto(out, total)
    return out


def _reached(value: Column, limits: Column, out: Column) -> Column:
    """How many of some limits a number has reached, all compared at once."""
    reached = np.greater_equal(value, limits).view(np.uint8)
    np.copyto(out, np.add.reduce(reached, axis=0, dtype=np.uint8))
    return out


WORK: dict[Operator, Callable[..., Column]] = {
    "add": np.add,
    "subtract": np.subtract,
    "multiply": np.multiply,
    "divide": np.divide,
    "floor": np.floor,
    "absolute": np.absolute,
    "at_least": np.greater_equal,
    "more_than": np.greater,
    "is": np.equal,
    "missing": np.isnan,
    "and": np.logical_and,
    "or": np.logical_or,
    "not": np.logical_not,
    "select": _select,
    "outer": _outer,
    "ordinary": _ordinary,
    "tally": _tally,
}


def compiled(program: Program, results: Sequence[int], doubt: Bit) -> Kernel:
    """The program as a function of columns."""
    wanted = (*results, *(() if isinstance(doubt, bool) else (doubt,)))
    called = {at: _call(program, operation) for at, operation in enumerate(program.operations)}
    order = needed(program, wanted, lambda at: called[at][1])
    last = {operand: at for at in order for operand in called[at][1]} | dict.fromkeys(wanted, len(called))
    places, rooms = _placed(program, order, last)
    inputs = [(at, int(program.operations[at].value)) for at in order if program.operations[at].operator == "input"]
    constants = {at: program.operations[at].value for at in order if program.operations[at].operator == "constant"}
    calls = [(*called[at], at) for at in places]

    def kernel(columns: Sequence[Column], outputs: Sequence[Column], doubtful: Column) -> None:
        size = min(BLOCK, len(doubtful))
        room = [np.empty(size, bool if is_truth else np.float64) for is_truth in rooms]
        found: dict[int, Any] = {**constants}
        for start in range(0, len(doubtful), BLOCK):
            part = slice(start, min(start + BLOCK, len(doubtful)))
            found.update((at, columns[number][part]) for at, number in inputs)
            found.update((at, room[place][: part.stop - start]) for at, place in places.items())
            with np.errstate(all="ignore"):
                for work, operands, at in calls:
                    found[at] = work(*[found[one] for one in operands], out=found[at])
            for column, result in zip(outputs, results, strict=True):
                column[part] = found[result]
            doubtful[part] = doubt if isinstance(doubt, bool) else found[doubt]

    return _looked_up(program, results, doubt, kernel) or kernel


def _looked_up(program: Program, results: Sequence[int], doubt: Bit, kernel: Kernel) -> Kernel | None:
    """The same function, where the program looks at nothing but whether one input reaches limits."""
    wanted = (*results, *(() if isinstance(doubt, bool) else (doubt,)))
    inputs = inputs_of(program, wanted)
    limits = _limits(program, wanted, inputs[0]) if len(inputs) == 1 else None
    if limits is None:
        return None
    number = int(program.operations[inputs[0]].value)
    # An interval begins with its limit; before the first lie numbers below zero, and behind all what is no number.
    bounds = np.array([*sorted({0.0, inf, *limits}), nan])
    examples = np.concatenate([[min(bounds[0] * 2, -1.0)], bounds])
    found, unsure = [np.empty(len(examples)) for _ in results], np.empty(len(examples), bool)
    kernel([examples] * (number + 1), found, unsure)

    def table(columns: Sequence[Column], outputs: Sequence[Column], doubtful: Column) -> None:
        for start in range(0, len(doubtful), BLOCK):
            part = slice(start, start + BLOCK)
            at = np.searchsorted(bounds, columns[number][part], "right")
            for output, values in zip((*outputs, doubtful), (*found, unsure), strict=True):
                np.take(values, at, out=output[part], mode="clip")

    return table


def _limits(program: Program, wanted: Sequence[int], given: int) -> list[float] | None:
    """The limits that an input is compared with; nothing where something else is done with it."""
    limits: list[float] = []
    for at in needed(program, wanted):
        operation = program.operations[at]
        if given not in operation.operands or operation.operator in ("missing", "ordinary"):
            continue
        first, last = operation.operands[0], program.operations[operation.operands[-1]]
        if operation.operator != "at_least" or first != given or last.operator != "constant":
            return None
        limits.append(last.value)
    return None if given in wanted else limits


def _call(program: Program, operation: Operation) -> tuple[Callable[..., Column], tuple[int, ...]]:
    """What is called for an operation, and with what."""
    operands = operation.operands
    if operation.operator in ("input", "constant"):
        return np.positive, ()
    if operation.operator == "tally":
        compared = [program.operations[one] for one in operands]
        limits = [program.operations[one.operands[-1]] for one in compared]
        alike = {(one.operands[0], one.operator, limit.operator) for one, limit in zip(compared, limits, strict=True)}
        ((value, *kinds), *others) = alike
        if not others and kinds == ["at_least", "constant"]:
            return partial(_reached, limits=np.array([[one.value] for one in limits])), (value,)
    return WORK[operation.operator], operands


def _placed(program: Program, order: Sequence[int], last: dict[int, int]) -> tuple[dict[int, int], list[bool]]:
    """Which room each operation writes in, and what each room is for; a room is free when it was last read."""
    places: dict[int, int] = {}
    rooms: list[bool] = []
    free: dict[bool, list[int]] = {True: [], False: []}
    ends: dict[int, list[int]] = {}
    for number, end in last.items():
        ends.setdefault(end, []).append(number)
    for at in order:
        operation = program.operations[at]
        if operation.operator not in ("input", "constant"):
            is_truth = operation.operator in TRUTHS
            if not free[is_truth]:
                free[is_truth].append(len(rooms))
                rooms.append(is_truth)
            places[at] = free[is_truth].pop()
        for done in ends.get(at, ()):
            if done in places:
                free[program.operations[done].operator in TRUTHS].append(places[done])
    return places, rooms
