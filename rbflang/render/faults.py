"""Faults as text for a terminal, and as data for editors.

Takes faults, a language and a width; gives title, places with the source lines underlined, consequence and cure. It
words nothing but the frame; what a fault says is in the fault.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from rbflang.diagnostics import Fault, Kind, Label, Severity
from rbflang.harmless import harmless
from rbflang.render.excerpt import excerpt
from rbflang.render.json import as_json
from rbflang.render.terminal import wrapped
from rbflang.reports.document import Evidence
from rbflang.wording import Words

SCHEMA = "rbflang.faults/1"
SEVERITIES: dict[Severity, Words] = {
    Severity.FAULT: Words("Feil", "Fault"),
    Severity.WARNING: Words("Varsel", "Warning"),
}
TIP = Words("Tips", "Tip")
READ_MORE = Words("Les mer", "Read more")
MOST_FRAMES = 100
MOST_LINES = 100
MOST_LABELS = 8
PASTE_INDENT = " " * 12
MOST_TIPS = 4
TABLE_INDENT = " " * 6


def render_faults(faults: Sequence[Fault], language: str = "nb", width: int = 120) -> str:
    """The faults in their frames, a blank line between them; several of a kind that is listed are one list, last.

    Of very many the first are shown, and the number of the others.
    """
    counts = Counter(fault.kind for fault in faults)
    together = {kind for kind, count in counts.items() if kind.listed.nb and count > 1}
    apart = [fault for fault in faults if fault.kind not in together]
    frames = [_frame(fault, language, width) for fault in apart[:MOST_FRAMES]]
    more = len(apart) - MOST_FRAMES
    if more > 0:
        frames.append(iter([_more(more, language)]))
    for kind in counts:
        if kind in together:
            frames.append(_list([fault for fault in faults if fault.kind == kind], language, width))
    return "\n".join("\n".join(line.rstrip() for line in frame) + "\n" for frame in frames)


def faults_as_data(faults: Iterable[Fault], language: str = "nb") -> list[dict[str, Any]]:
    """The faults for `--format json`: the same words, and every place with its offsets in characters."""
    return [_data(fault, language) for fault in faults]


def faults_as_json(faults: Iterable[Fault], language: str = "nb", evidence: Evidence | None = None) -> str:
    """The faults alone, where there is no report: the contract «rbflang.faults/1»."""
    return as_json({"schema": SCHEMA, "faults": faults_as_data(faults, language)}, evidence)


def _frame(fault: Fault, language: str, width: int) -> Iterator[str]:
    severity = SEVERITIES[fault.kind.severity].say(language)
    yield harmless(f"{severity}: {fault.title.say(language)}  [{fault.slug}]")
    labels = fault.labels[:MOST_LABELS] if fault.cause else fault.labels
    for line in excerpt(labels, fault.total.say(language), language, width):
        yield harmless(line)
    if len(labels) < len(fault.labels):
        yield "  " + _more(len(fault.labels) - len(labels), language)
    for part in _parts(fault, language, width):
        if part:
            yield ""
            yield from map(harmless, part)


def _list(faults: Sequence[Fault], language: str, width: int) -> Iterator[str]:
    """Faults of one kind, a line each: where it is, what it is about, and what stands there and in other places."""
    kind = faults[0].kind
    yield f"{SEVERITIES[kind.severity].say(language)}: {len(faults)} {kind.listed.say(language)}  [{kind.slug}]"
    rows = [(str(one.labels[0].span), one.address, _said(one.labels, language)) for one in faults]
    place, what = (max(len(row[at]) for row in rows) for at in (0, 1))
    for row in rows[:MOST_LINES]:
        yield harmless(f"  {row[0].ljust(place)}  {row[1].ljust(what)}  {row[2]}")
    if len(rows) > MOST_LINES:
        yield "  " + _more(len(rows) - MOST_LINES, language)
    yield ""
    for tip in list(dict.fromkeys("\n".join(_tip(one, language, width)) for one in faults))[:MOST_TIPS]:
        yield from map(harmless, tip.split("\n"))
    yield ""
    yield _read_more(kind, language)


def _said(labels: Sequence[Label], language: str) -> str:
    others = (f"{one.text.say(language)} {one.span}" for one in labels[1:])
    return "; ".join((labels[0].text.say(language), *others))


def _more(count: int, language: str) -> str:
    return Words(f"… og {count} til, som ikke vises her.", f"… and {count} more, not shown here.").say(language)


def _parts(fault: Fault, language: str, width: int) -> Iterator[list[str]]:
    """What stands under the source lines, in the order it is read."""
    story = [wrapped(words.say(language), width, 2) for words in fault.story]
    yield from story[:1]
    yield list(_table(_cells(fault, language)))
    yield from story[1:]
    yield _tip(fault, language, width)
    yield [PASTE_INDENT + (line.say(language) if isinstance(line, Words) else line) for line in fault.paste]
    yield from (wrapped(words.say(language), width, 2) for words in fault.after)
    yield [_read_more(fault.kind, language)]


def _tip(fault: Fault, language: str, width: int) -> list[str]:
    tip, lead = fault.tip.say(language), f"{TIP.say(language)}: "
    return wrapped(lead + tip, width, 2, len(lead)) if tip else []


def _read_more(kind: Kind, language: str) -> str:
    return f"  {READ_MORE.say(language)}: rbflang describe {kind.slug}"


def _cells(fault: Fault, language: str) -> list[list[str]]:
    return [[cell.say(language) for cell in row] for row in fault.table]


def _table(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Rows under each other, the first column to the left and the others to the right."""
    widths = [max(len(cell) for cell in column) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = [
            cell.rjust(width) if at else cell.ljust(width)
            for at, (cell, width) in enumerate(zip(row, widths, strict=True))
        ]
        yield TABLE_INDENT + "   ".join(cells)


def _data(fault: Fault, language: str) -> dict[str, Any]:
    return {
        "slug": fault.slug,
        "severity": fault.kind.severity.value,
        "title": fault.title.say(language),
        "labels": [_place(label, language) for label in fault.labels],
        "story": [words.say(language) for words in fault.story],
        "table": _cells(fault, language),
        "total": fault.total.say(language),
        "tip": fault.tip.say(language),
        "paste": [line.say(language) if isinstance(line, Words) else line for line in fault.paste],
        "after": [words.say(language) for words in fault.after],
        "address": fault.address,
    }


def _place(label: Label, language: str) -> dict[str, Any]:
    span = label.span
    line, column = span.source.place(span.start)
    end_line, end_column = span.source.place(span.end)
    return {
        "file": span.source.name,
        "cell": span.cell,
        "line": line,
        "column": column,
        "end_line": end_line,
        "end_column": end_column,
        "start": span.start,
        "end": span.end,
        "text": label.text.say(language),
    }
