"""The source lines that a fault points at, with a gutter, and what stands there underlined.

Takes labels in any files, gives lines. Lines of one file stand in the order of the file, `⋮` between distant ones;
a total is drawn as a sum under its rows. It must not word anything.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrs import frozen

from rbflang.diagnostics import Label
from rbflang.source import Source

LEAD = 2
BETWEEN = " │"
CUT = "…"


@frozen
class Underline:
    """What is underlined in one line: from and to which column (counted from 0), and the words behind."""

    line: int
    start: int
    end: int
    text: str


def excerpt(labels: Sequence[Label], total: str, language: str, width: int) -> Iterator[str]:
    """The lines of all labels, file by file in the order the labels name them."""
    for source in dict.fromkeys(label.span.source for label in labels):
        here = [label for label in labels if label.span.source is source]
        yield f"  {here[0].span}"
        marks = sorted((_mark(label, language) for label in here), key=lambda mark: (mark.line, mark.start))
        size = len(str(marks[-1].line))
        room = max(20, width - LEAD - size - len(BETWEEN) - 1)
        lines = _sum(source, marks, total) if total else _underlined(source, marks, room)
        for number, text in lines:
            shown = "⋮".rjust(size + 1) if number is None else f"{number or '':>{size}}{BETWEEN} {text}"
            yield " " * LEAD + shown


def _mark(label: Label, language: str) -> Underline:
    """The first line of a label; an empty one is one sign wide."""
    line, column = label.span.source.place(label.span.start)
    first = label.span.text.split("\n", 1)[0].rstrip()
    return Underline(line, column - 1, column - 1 + max(1, len(first)), label.text.say(language))


Drawn = Iterator[tuple[int | None, str]]


def _underlined(source: Source, marks: Sequence[Underline], room: int) -> Drawn:
    """Each line once, under it one underline per mark; `None` where lines are left out, 0 where no number stands."""
    before = 0
    for line in dict.fromkeys(mark.line for mark in marks):
        if before and line > before + 1:
            yield None, ""
        here = [mark for mark in marks if mark.line == line]
        text, shift = _window(_plain(source, line), here[0], room)
        yield line, text
        for mark in here:
            yield from ((0, drawn) for drawn in _underline(mark, shift, len(text), room))
        before = line


def _underline(mark: Underline, shift: int, length: int, room: int) -> Iterator[str]:
    start = max(0, mark.start - shift)
    size = max(1, min(mark.end - shift, max(length, start + 1)) - start)
    drawn = " " * start + "^" * size
    if len(drawn) + 1 + len(mark.text) <= room:
        yield f"{drawn} {mark.text}".rstrip()
        return
    yield drawn
    yield " " * max(0, min(start, room - len(mark.text))) + mark.text


def _window(text: str, mark: Underline, room: int) -> tuple[str, int]:
    """The part of a long line in which the mark stands, and how many signs were cut off before it."""
    if len(text) <= room:
        return text, 0
    if mark.end < room:
        return text[: room - 1] + CUT, 0
    start = max(0, min(mark.start - 10, len(text) - room + 1))
    shown = text[start : start + room - 1]
    return CUT + shown[1:] + (CUT if start + room - 1 < len(text) else ""), start


def _sum(source: Source, marks: Sequence[Underline], total: str) -> Drawn:
    """All lines below each other, each once, a rule and the total under what is added."""
    texts = {mark.line: _plain(source, mark.line) for mark in marks}
    widest = max(map(len, texts.values()))
    for line, text in texts.items():
        told = ", ".join(mark.text for mark in marks if mark.line == line and mark.text)
        yield line, f"{text:<{widest}}   {told}".rstrip() if told else text
    end = marks[-1].end
    size = max(len(total), *(mark.end - mark.start for mark in marks if mark.end == end))
    yield 0, ("─" * size).rjust(end)
    yield 0, total.rjust(end)


def _plain(source: Source, line: int) -> str:
    return source.line(line).replace("\t", " ")
