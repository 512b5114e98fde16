"""In which order the operations of a program are written: each as soon as it can, so that little is kept for long."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from rbflang.batch.program import Program
from rbflang.graph.closure import before, behind


def inputs_of(program: Program, results: Sequence[int]) -> list[int]:
    """The inputs that some results rest on, in order."""
    return [at for at in needed(program, results) if program.operations[at].operator == "input"]


def needed(
    program: Program, results: Sequence[int], reads: Callable[[int], tuple[int, ...]] | None = None
) -> tuple[int, ...]:
    """The operations that some results rest on, in an order in which each comes after what it reads.

    What is known comes first. Each other comes as soon as it can, the inputs in the order in which they are asked for:
    what neither registers nor the nearest cache hold is slow. `reads` says what an operation reads, where that is not
    all of its operands.
    """
    read = reads or (lambda at: program.operations[at].operands)
    depth: dict[int, int] = {}
    readers: dict[int, list[int]] = {}
    waiting: dict[int, int] = {}
    for at in sorted(behind(results, read)):
        operands = set(read(at))
        depth[at] = 1 + max((depth[one] for one in operands), default=0)
        readers[at], waiting[at] = [], len(operands)
        for one in operands:
            readers[one].append(at)

    def freed(at: int) -> list[int]:
        for one in readers[at]:
            waiting[one] -= 1
        return [one for one in readers[at] if not waiting[one]]

    def deepest(numbers: Iterable[int]) -> list[int]:
        return sorted(numbers, key=depth.__getitem__, reverse=True)

    constants = [at for at in depth if program.operations[at].operator == "constant"]
    found: dict[int, None] = {}
    for at in (*constants, *before(deepest(results), lambda at: deepest(read(at)))):
        if at not in found:
            found |= behind((at,), freed)
    return tuple(found)
