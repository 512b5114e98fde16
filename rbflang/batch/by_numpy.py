"""The program printed as calls of numpy, a block of scenarios at a time.

A block is small enough to stay in the cache, and what is no longer read makes room for what comes.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeAlias

import numpy as np

from rbflang.batch.program import TRUTHS, Bit, Operator, Program

Column: TypeAlias = "np.ndarray[Any, Any]"
Kernel: TypeAlias = "Callable[[Sequence[Column], Sequence[Column], Column], None]"
"""Fills the results, and where they are doubtful, from the inputs: columns of equal length."""
BLOCK = 4096

WORK: dict[Operator, Callable[..., Any]] = {
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
}


def compiled(program: Program, results: Sequence[int], doubt: Bit) -> Kernel:
    """The program as a function of columns."""
    wanted = (*results, *(() if isinstance(doubt, bool) else (doubt,)))
    order = program.needed(wanted)
    last = {operand: at for at in order for operand in program.operations[at].operands}
    last |= dict.fromkeys(wanted, len(program.operations))
    places, rooms = _placed(program, order, last)

    def kernel(inputs: Sequence[Column], outputs: Sequence[Column], doubtful: Column) -> None:
        room = [np.empty(BLOCK, bool if is_truth else np.float64) for is_truth in rooms]
        for start in range(0, len(doubtful), BLOCK):
            size = min(BLOCK, len(doubtful) - start)
            block = [column[start : start + size] for column in inputs]
            found: dict[int, Any] = {}
            with np.errstate(all="ignore"):
                for at in order:
                    operation = program.operations[at]
                    if operation.operator == "input":
                        found[at] = block[int(operation.value)]
                    elif operation.operator == "constant":
                        found[at] = operation.value
                    else:
                        out = room[places[at]][:size]
                        given = [found[one] for one in operation.operands]
                        if operation.operator == "select":
                            np.copyto(out, given[2])
                            np.copyto(out, given[1], where=given[0])
                        else:
                            WORK[operation.operator](*given, out=out)
                        found[at] = out
            for column, result in zip(outputs, results, strict=True):
                column[start : start + size] = found[result]
            doubtful[start : start + size] = doubt if isinstance(doubt, bool) else found[doubt]

    return kernel


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
