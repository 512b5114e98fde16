"""The program printed as machine code: one pass over the columns, eight scenarios at a time.

Takes the operations as they stand and gives a function of columns. Compiled for the processor it runs on, in memory.
Many columns are first laid side by side, some scenarios at a time: what lies at the same place of many columns falls on
the same place of the caches, which hold but a few of those.
"""

from __future__ import annotations

import ctypes
import struct
from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any

import llvmlite.binding as llvm
import numpy as np

from rbflang.batch.by_numpy import Column, Kernel
from rbflang.batch.program import ENDLESS_BITS, Bit, Operation, Operator, Program
from rbflang.batch.schedule import inputs_of, needed

LANES = 8
# So many bytes are fetched before they are read: the columns are more than a processor foresees by itself.
AHEAD = 256
# So many columns are read where they are, and so many times eight scenarios of more are laid side by side, while the
# column that comes so soon is fetched.
MOST_IN_PLACE, GROUPS, SOON = 64, 16, 2
LINE = LANES * 8
NUMBERS, BITS, WHOLES = f"<{LANES} x double>", f"<{LANES} x i1>", f"<{LANES} x i64>"


def _all(kind: str, value: str) -> str:
    return f"<{', '.join([f'{kind} {value}'] * LANES)}>"


def _double(value: float) -> str:
    return f"0x{struct.unpack('<Q', struct.pack('<d', value))[0]:016X}"


def _between(name: str, kind: str) -> Callable[[list[str]], str]:
    return lambda operands: f"{name} {kind} {', '.join(operands)}"


def _select(operands: list[str]) -> str:
    return f"select {BITS} {operands[0]}, {NUMBERS} {operands[1]}, {NUMBERS} {operands[2]}"


def _called(name: str) -> Callable[[list[str]], str]:
    return lambda operands: f"call {NUMBERS} @llvm.{name}.v{LANES}f64({NUMBERS} {operands[0]})"


WORK: dict[Operator, Callable[[list[str]], str]] = {
    "add": _between("fadd", NUMBERS),
    "subtract": _between("fsub", NUMBERS),
    "multiply": _between("fmul", NUMBERS),
    "divide": _between("fdiv", NUMBERS),
    "floor": _called("floor"),
    "absolute": _called("fabs"),
    "at_least": _between("fcmp oge", NUMBERS),
    "more_than": _between("fcmp ogt", NUMBERS),
    "is": _between("fcmp oeq", NUMBERS),
    "missing": lambda operands: f"fcmp uno {NUMBERS} {operands[0]}, {operands[0]}",
    "and": _between("and", BITS),
    "or": _between("or", BITS),
    "not": lambda operands: f"xor {BITS} {operands[0]}, {_all('i1', 'true')}",
    "select": _select,
}
"""What is one instruction."""


def _outer(name: str, operands: list[str]) -> list[str]:
    bits = [f"  {name}.{at} = bitcast {NUMBERS} {one} to {WHOLES}" for at, one in enumerate(operands)]
    return [
        *bits,
        f"  {name}.of = call {WHOLES} @llvm.umax.v{LANES}i64({WHOLES} {name}.0, {WHOLES} {name}.1)",
        f"  {name} = bitcast {WHOLES} {name}.of to {NUMBERS}",
    ]


def _ordinary(name: str, operands: list[str]) -> list[str]:
    return [
        f"  {name}.0 = bitcast {NUMBERS} {operands[0]} to {WHOLES}",
        f"  {name} = icmp ult {WHOLES} {name}.0, {_all('i64', str(ENDLESS_BITS))}",
    ]


def _tally(name: str, operands: list[str]) -> list[str]:
    """Added where a truth value is true, which is one instruction with a mask; the sum is as it was where it is not."""
    lines, total = list[str](), _all("double", _double(0.0))
    counts = Counter(operands)
    for at, (one, count) in enumerate(counts.items(), 1):
        found = name if at == len(counts) else f"{name}.{at}"
        lines += [
            f"  {name}.more{at} = fadd {NUMBERS} {total}, {_all('double', _double(count))}",
            f"  {found} = select {BITS} {one}, {NUMBERS} {name}.more{at}, {NUMBERS} {total}",
        ]
        total = found
    return lines


SEVERAL: dict[Operator, Callable[[str, list[str]], list[str]]] = {
    "outer": _outer,
    "ordinary": _ordinary,
    "tally": _tally,
}
"""What is several instructions, the last of which has the name."""


def compiled(program: Program, results: Sequence[int], doubt: Bit) -> Kernel:
    """The program as a function of columns of doubles that lie side by side in memory."""
    wanted = (*results, *(() if isinstance(doubt, bool) else (doubt,)))
    inputs = inputs_of(program, wanted)
    read = [int(program.operations[at].value) for at in inputs]
    engine = in_machine_code(_text(program, inputs, results, doubt))
    run = ctypes.CFUNCTYPE(None, *[ctypes.c_void_p] * 4, ctypes.c_int64)(engine.get_function_address("kernel"))

    def kernel(columns: Sequence[Column], outputs: Sequence[Column], doubtful: Column) -> None:
        given = [columns[number] for number in read]
        whole = len(doubtful) // LANES * LANES
        if whole:
            _called_with(run, given, outputs, doubtful, whole)
        if whole < len(doubtful):
            rest = len(doubtful) - whole
            ends = [np.resize(column[whole:], LANES) for column in given]
            made, unsure = [np.empty(LANES) for _ in outputs], np.empty(LANES, bool)
            _called_with(run, ends, made, unsure, LANES)
            for column, end in zip(outputs, made, strict=True):
                column[whole:] = end[:rest]
            doubtful[whole:] = unsure[:rest]

    kernel.engine = engine  # type: ignore[attr-defined]  # the code lives as long as its engine
    return kernel


def in_machine_code(text: str) -> Any:
    """A text in the language of LLVM, compiled for this processor; what it names can be called while this is kept."""
    llvm.initialize_native_target()
    llvm.initialize_native_asmprinter()
    target = llvm.Target.from_default_triple().create_target_machine(
        cpu=llvm.get_host_cpu_name(), features=llvm.get_host_cpu_features().flatten(), opt=2
    )
    engine = llvm.create_mcjit_compiler(llvm.parse_assembly(text), target)
    engine.finalize_object()
    return engine


def _called_with(run: Any, inputs: Sequence[Column], outputs: Sequence[Column], doubtful: Column, size: int) -> None:
    # Behind the last column stand the first again, for others are fetched while one is laid out.
    given, made = (
        (ctypes.c_void_p * len(some))(*(one.ctypes.data for one in some))
        for some in ([*inputs, *inputs[:SOON]], outputs)
    )
    room = np.empty((len(inputs) * GROUPS + 1) * LANES if len(inputs) > MOST_IN_PLACE else LANES)
    run(given, made, doubtful.ctypes.data, -(-room.ctypes.data // LINE) * LINE, size)


def _text(program: Program, inputs: Sequence[int], results: Sequence[int], doubt: Bit) -> str:
    """The program in the language of LLVM."""
    names: dict[int, str] = {}
    is_in_place = len(inputs) <= MOST_IN_PLACE
    lines = [*HEAD, "entry:"]
    for number in range(len(results)):
        lines += [
            f"  %po{number} = getelementptr ptr, ptr %out, i64 {number}",
            f"  %o{number} = load ptr, ptr %po{number}",
        ]
    lines += _in_place(inputs) if is_in_place else _laid_out(len(inputs))
    for at in needed(program, (*results, *(() if isinstance(doubt, bool) else (doubt,)))):
        operation = program.operations[at]
        names[at] = _all("double", _double(operation.value)) if operation.operator == "constant" else f"%v{at}"
        if operation.operator == "input":
            lines += _read(at) if is_in_place else _read_laid_out(at, inputs.index(at))
        else:
            lines += _lines(at, operation, names)
    for number, result in enumerate(results):
        lines += [
            f"  %s{number} = getelementptr double, ptr %o{number}, i64 %row",
            f"  store {NUMBERS} {names[result]}, ptr %s{number}, align 8",
        ]
    unsure = _all("i1", str(doubt).lower()) if isinstance(doubt, bool) else names[doubt]
    lines += [
        f"  %bytes = zext {BITS} {unsure} to <{LANES} x i8>",
        "  %place = getelementptr i8, ptr %doubtful, i64 %row",
        f"  store <{LANES} x i8> %bytes, ptr %place, align 1",
        f"  %next = add i64 %row, {LANES}",
        *(IN_PLACE_AGAIN if is_in_place else _laid_out_again(len(inputs))),
        "done:", "  ret void", "}",
        'attributes #0 = { nounwind "prefer-vector-width"="512" "min-legal-vector-width"="512" }',
    ]  # fmt: skip
    return "\n".join(lines)


HEAD = (
    *(f"declare {NUMBERS} @llvm.{name}.v{LANES}f64({NUMBERS})" for name in ("floor", "fabs")),
    "declare void @llvm.prefetch.p0(ptr, i32, i32, i32)",
    "declare i64 @llvm.smin.i64(i64, i64)",
    f"declare {WHOLES} @llvm.umax.v{LANES}i64({WHOLES}, {WHOLES})",
    "define void @kernel(ptr noalias %in, ptr noalias %out, ptr noalias %doubtful, ptr noalias %room, i64 %size) #0 {",
)


def _in_place(inputs: Sequence[int]) -> list[str]:
    """The loop in which each column is read where it is."""
    lines = []
    for slot, at in enumerate(inputs):
        lines += [f"  %pi{at} = getelementptr ptr, ptr %in, i64 {slot}", f"  %i{at} = load ptr, ptr %pi{at}"]
    return [*lines, "  br label %loop", "loop:", "  %row = phi i64 [ 0, %entry ], [ %next, %loop ]"]


IN_PLACE_AGAIN = ("  %more = icmp slt i64 %next, %size", "  br i1 %more, label %loop, label %done")


def _read(at: int) -> list[str]:
    return [
        f"  %a{at} = getelementptr double, ptr %i{at}, i64 %row",
        f"  %ahead{at} = getelementptr i8, ptr %a{at}, i64 {AHEAD}",
        f"  call void @llvm.prefetch.p0(ptr %ahead{at}, i32 0, i32 3, i32 1)",
        f"  %v{at} = load {NUMBERS}, ptr %a{at}, align 8",
    ]


def _laid_out(columns: int) -> list[str]:
    """The loops that lay some scenarios of each column out, and the one in which they are read from there."""
    return f"""  br label %block
block:
  %start = phi i64 [ 0, %entry ], [ %end, %computed ]
  %full = add i64 %start, {GROUPS * LANES}
  %end = call i64 @llvm.smin.i64(i64 %full, i64 %size)
  br label %column
column:
  %slot = phi i64 [ 0, %block ], [ %nextslot, %copied ]
  %pfrom = getelementptr ptr, ptr %in, i64 %slot
  %from = load ptr, ptr %pfrom
  %pbeside = getelementptr ptr, ptr %pfrom, i64 {SOON}
  %beside = load ptr, ptr %pbeside
  %numbers = mul i64 %slot, {LANES}
  %first = getelementptr double, ptr %room, i64 %numbers
  br label %group
group:
  %at = phi i64 [ %start, %column ], [ %nextat, %group ]
  %to = phi ptr [ %first, %column ], [ %nextto, %group ]
  %soon = getelementptr double, ptr %beside, i64 %at
  call void @llvm.prefetch.p0(ptr %soon, i32 0, i32 3, i32 1)
  %eight = getelementptr double, ptr %from, i64 %at
  %copy = load {NUMBERS}, ptr %eight, align 8
  store {NUMBERS} %copy, ptr %to, align {LINE}
  %nextto = getelementptr double, ptr %to, i64 {columns * LANES}
  %nextat = add i64 %at, {LANES}
  %moregroups = icmp slt i64 %nextat, %end
  br i1 %moregroups, label %group, label %copied
copied:
  %nextslot = add i64 %slot, 1
  %morecolumns = icmp slt i64 %nextslot, {columns}
  br i1 %morecolumns, label %column, label %loop
loop:
  %row = phi i64 [ %start, %copied ], [ %next, %loop ]
  %given = phi ptr [ %room, %copied ], [ %nextgiven, %loop ]""".split("\n")


def _laid_out_again(columns: int) -> list[str]:
    return f"""  %nextgiven = getelementptr double, ptr %given, i64 {columns * LANES}
  %more = icmp slt i64 %next, %end
  br i1 %more, label %loop, label %computed
computed:
  %moreblocks = icmp slt i64 %end, %size
  br i1 %moreblocks, label %block, label %done""".split("\n")


def _read_laid_out(at: int, slot: int) -> list[str]:
    return [
        f"  %a{at} = getelementptr double, ptr %given, i64 {slot * LANES}",
        f"  %v{at} = load {NUMBERS}, ptr %a{at}, align {LINE}",
    ]


def _lines(at: int, operation: Operation, names: dict[int, str]) -> list[str]:
    if operation.operator == "constant":
        return []
    operands = [names[one] for one in operation.operands]
    if operation.operator in SEVERAL:
        return SEVERAL[operation.operator](f"%v{at}", operands)
    return [f"  %v{at} = {WORK[operation.operator](operands)}"]
