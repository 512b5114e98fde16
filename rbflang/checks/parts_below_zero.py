"""Parts that can be below zero: points cannot be shared in proportion to them."""

from __future__ import annotations

from collections.abc import Iterator

from rbflang.diagnostics import Fault, Kind, Label, Severity
from rbflang.graph.nodes import ShareOut
from rbflang.intervals import Interval, above
from rbflang.proofs.all_data import as_far_as_sensible
from rbflang.quantities import PARTS
from rbflang.ruleset.model import PARTS_NAME, Ruleset
from rbflang.ruleset.signatures import Inference
from rbflang.ruleset.unit_words import figure, shown
from rbflang.ruleset.values import ZERO
from rbflang.source import Span
from rbflang.syntax.expressions import Name, Sharing
from rbflang.syntax.vocabulary import BY_NAME
from rbflang.tables.possible_cells import Possible
from rbflang.wording import Words

KIND = Kind(
    "parts-below-zero",
    Severity.FAULT,
    Words("Delene kan bli mindre enn 0", "Parts can be below zero"),
    Words(
        "Poeng deles i forhold til deler, og det går ikke når noen har færre enn 0. En forbedring fra året før kan "
        "for eksempel være negativ. Skal en tilbakegang gi ingen deler, så skriv det.",
        "Points are shared in proportion to parts, and nobody can have fewer than none. An improvement on last year "
        "may be negative, for instance. If a decline is to give no parts, say so.",
    ),
    Words("deler = (i_år − fjor) × 10 deler [regelverk 4]", "parts = (this_year − last_year) × 10 parts [rulebook 4]"),
    Words(
        "deler = største av (0 deler; (i_år − fjor) × 10 deler) [regelverk 4]",
        "parts = greatest of (0 parts; (this_year − last_year) × 10 parts) [rulebook 4]",
    ),
)


def check(ruleset: Ruleset, inference: Inference) -> Iterator[Fault]:
    """A fault for each line of parts that may be below zero."""
    data = as_far_as_sensible(ruleset, inference)
    for measure in ruleset.measures.values():
        if measure.parts is not None:
            yield from _faults(ruleset, measure.parts.span, data.parts_of(measure.name))
        shared = measure.points
        if isinstance(shared, Sharing) and not (isinstance(shared.parts, Name) and shared.parts.text == PARTS_NAME):
            yield from _faults(ruleset, shared.parts.span, data.read(shared.span, ShareOut, 1))


def _faults(ruleset: Ruleset, span: Span, possible: Possible) -> Iterator[Fault]:
    if isinstance(possible, Interval) and not above(ZERO).covers(possible):
        yield _fault(ruleset, span, possible)


def _fault(ruleset: Ruleset, span: Span, range_: Interval) -> Fault:
    language = ruleset.tree.language
    text = " ".join(span.text.split())
    low = shown(range_.low, PARTS) if range_.low is not None else None
    label = (
        Words(f"kan bli ned til {low.nb}", f"can be as low as {low.en}")
        if low
        else Words("har ingen nedre grense", "has no lower bound")
    )
    greatest = f"{BY_NAME['GREATEST'].spelled(language)} {BY_NAME['OF'].spelled(language)}"
    return Fault(
        KIND,
        Words("Delene kan bli mindre enn 0", "The parts can be below zero"),
        (Label(span, label),),
        (
            Words(
                "Poeng kan ikke deles i forhold til et negativt antall deler.",
                "Points cannot be shared in proportion to a negative number of parts.",
            ),
        ),
        Words("Skal det da ikke gis noen deler, så skriv:", "If no parts are to be given then, write:"),
        (f"{greatest} ({figure(ZERO, PARTS, language)}; {text})",),
    )
