"""A line that begins with “where” behind a count: it is the condition of that count, and looks like one for all."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rbflang.diagnostics import Fault, Kind, Label, Severity
from rbflang.inventory.measured_texts import measured_texts
from rbflang.ruleset.model import Ruleset
from rbflang.ruleset.signatures import Inference
from rbflang.source import Span
from rbflang.syntax.nodes.episode_nodes import CountedRow, WrittenCount
from rbflang.wording import Words

KIND = Kind(
    "where-of-one-count",
    Severity.WARNING,
    Words("Et vilkår ser ut til å gjelde alt som telles", "A condition looks like one for all that is counted"),
    Words(
        "En «der» bak et antall er vilkåret for bare det antallet, også når den står på en ny linje. Det som gjelder "
        "alt som telles, står på linjer øverst i blokken. Er linjen rykket inn lenger enn den over, er det tydelig, "
        "og «rbflang fmt» skriver vilkåret på linjen til antallet.",
        "A “where” behind a count is the condition of that count alone, also on a new line. What holds for all that is "
        "counted stands on lines first in the block. Where the line is indented further than the one above, that is "
        "clear, and “rbflang fmt” writes the condition on the line of the count.",
    ),
    Words(
        "måling av måloppnåelse fra episoder {\n"
        "    video: antall der tellende og kontakt er video / antall\n    der tellende [regelverk 5]\n}",
        "measurement of achievement from episodes {\n"
        "    video: count where counting and contact is video / count\n    where counting [rulebook 5]\n}",
    ),
    Words(
        "måling av måloppnåelse fra episoder {\n"
        "    der tellende [regelverk 5]\n    video: antall der kontakt er video / antall [regelverk 5]\n}",
        "measurement of achievement from episodes {\n"
        "    where counting [rulebook 5]\n    video: count where contact is video / count [rulebook 5]\n}",
    ),
)
_WHERE = re.compile(r"\b(?:der|where)\b")


def check(ruleset: Ruleset, inference: Inference) -> Iterator[Fault]:
    """A warning for each condition of one count whose line begins no further in than the row that it belongs to."""
    for one in measured_texts(ruleset):
        for row, count in one.counts:
            where = _where(row, count)
            if where is not None:
                yield _fault(count, where)


def _where(row: CountedRow, count: WrittenCount) -> Span | None:
    """The condition with its word, where that begins a line as rows and lines for all do."""
    if count.where is None:
        return None
    source, end = count.span.source, count.where.span.end
    words = list(_WHERE.finditer(source.text, count.span.start, count.where.span.start))
    if not words:
        return None
    found = Span(source, words[-1].start(), end)
    begins = not source.line(found.line)[: found.column - 1].strip()
    return found if begins and found.line > row.span.line and found.column <= row.span.column else None


def _fault(count: WrittenCount, where: Span) -> Fault:
    above = count.span.source.text[count.span.start : where.start].rstrip()
    return Fault(
        KIND,
        Words("Vilkåret gjelder bare ett antall", "The condition is of one count alone"),
        (
            Label(where, Words("hører til antallet over", "belongs to the count above")),
            Label(Span(where.source, count.span.start, count.span.start + len(above)), Words("her", "here")),
        ),
        (),
        Words(
            "Gjelder det alt som telles, så flytt linjen øverst i blokken. Ellers skriver du vilkåret på linjen til "
            "antallet, slik «rbflang fmt» gjør.",
            "If it holds for all that is counted, move the line first in the block. Otherwise write the condition on "
            "the line of the count, as “rbflang fmt” does.",
        ),
    )
