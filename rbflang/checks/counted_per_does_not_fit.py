"""Patients that are counted within what is no part of those whose results they are, or within nothing that is said."""

from __future__ import annotations

from collections.abc import Iterator

from rbflang.diagnostics import Fault, Kind, Label, Severity
from rbflang.inventory.measured_texts import MeasuredText, measured_texts
from rbflang.register.definitions import RegisterColumn
from rbflang.ruleset.measured.columns import lies_under
from rbflang.ruleset.model import Ruleset
from rbflang.ruleset.signatures import Inference
from rbflang.source import Span
from rbflang.syntax.expressions import Name
from rbflang.syntax.vocabulary import BY_NAME, written_name
from rbflang.wording import Words

KIND = Kind(
    "counted-per-does-not-fit",
    Severity.FAULT,
    Words("Det er ikke sagt hva pasientene telles innenfor", "It is not said within what patients are counted"),
    Words(
        "«telles per foretak» sier at en pasient telles én gang i hvert foretak, og at tallet for regionen er summen. "
        "«telles per region» sier at en pasient telles én gang i regionen. Det gir forskjellige tall, så det må sies, "
        "og bare kolonner med regionene eller noe som ligger under dem, kan brukes.",
        "“counted per trust” says that a patient counts once in each trust, and that the figure of the region is the "
        "sum. “counted per region” says that a patient counts once in the region. The figures differ, so it must be "
        "said, and only columns of the regions or of what lies under them can be used.",
    ),
    Words(
        "måling av måloppnåelse fra episoder {\n"
        "    team: antall unike pasienter der stg blant TS01 / antall unike pasienter [regelverk 5]\n}",
        "measurement of achievement from episodes {\n"
        "    team: count of unique patients where groups among TS01 / count of unique patients [rulebook 5]\n}",
    ),
    Words(
        "måling av måloppnåelse fra episoder {\n"
        "    telles per foretak [regelverk 5]\n"
        "    team: antall unike pasienter der stg blant TS01 / antall unike pasienter [regelverk 5]\n}",
        "measurement of achievement from episodes {\n"
        "    counted per trust [rulebook 5]\n"
        "    team: count of unique patients where groups among TS01 / count of unique patients [rulebook 5]\n}",
    ),
)


def check(ruleset: Ruleset, inference: Inference) -> Iterator[Fault]:
    """A fault for each measurement of patients that does not say so, says it twice, or says it of another column."""
    above = {name: axis.above for name, axis in ruleset.space.axes.items()}
    for one in measured_texts(ruleset):
        lines = one.written.counted_per
        if one.register is None or len(one.payees) != 1:
            continue
        fitting = [each for each in one.columns.values() if lies_under(one.register, each, one.payees[0], above)]
        if not lines and any(count.unique for _, count in one.counts):
            yield _missing(ruleset, one, fitting)
        for line in lines:
            column = one.columns.get(line.column.text)
            if column and column not in fitting:
                yield _fault(ruleset, line.column, fitting)
        for line in lines[1:]:
            yield _again(line.span, lines[0].span)


def _missing(ruleset: Ruleset, one: MeasuredText, fitting: list[RegisterColumn]) -> Fault:
    language, span = ruleset.tree.language, one.written.span
    head = Span(span.source, span.start, one.written.register.span.end)
    word = BY_NAME["COUNTED_PER"].spelled(language)
    return Fault(
        KIND,
        Words("Det er ikke sagt hva pasientene telles innenfor", "It is not said within what patients are counted"),
        (Label(head, Words("teller pasienter", "counts patients")),),
        (),
        Words("Skriv det først i blokken, med kilde:", "Say so first in the block, with its source:"),
        tuple(f"{word} {written_name(column.name, language)} […]" for column in reversed(fitting)),
    )


def _fault(ruleset: Ruleset, name: Name, fitting: list[RegisterColumn]) -> Fault:
    return Fault(
        KIND,
        Words(f"Pasienter kan ikke telles per «{name.text}»", f"Patients cannot be counted per “{name.text}”"),
        (
            Label(
                name.span,
                Words(
                    "er ikke dem som får resultatet, og ligger ikke under dem",
                    "is not those whose results they are, nor under them",
                ),
            ),
        ),
        (),
        Words("Skriv en av disse kolonnene:", "Write one of these columns:"),
        tuple(written_name(column.name, ruleset.tree.language) for column in fitting),
    )


def _again(second: Span, first: Span) -> Fault:
    return Fault(
        KIND,
        Words("Det er sagt to ganger hva det telles per", "What it is counted per is said twice"),
        (Label(second, Words("andre gang", "the second time")), Label(first, Words("første gang", "the first time"))),
        (),
        Words("Slett den som ikke gjelder.", "Delete the one that does not hold."),
    )
