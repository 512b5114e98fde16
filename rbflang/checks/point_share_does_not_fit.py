"""A point share that is no share: a word, a dash, an amount, or a number below zero."""

from __future__ import annotations

from collections.abc import Iterator

from rbflang.diagnostics import Fault, Kind, Label, Severity
from rbflang.ruleset.applicability import is_share
from rbflang.ruleset.model import Measure, Ruleset
from rbflang.ruleset.signatures import Inference
from rbflang.syntax.expressions import Missing, Value
from rbflang.wording import Words

KIND = Kind(
    "point-share-does-not-fit",
    Severity.FAULT,
    Words("En poengandel er ikke en andel", "A point share is not a share"),
    Words(
        "Poengandelen sier hvor stor del av poengene til en indikator prestasjonsmålet har. Den er en andel fra 0 % "
        "til 100 %, og alt annet ville blitt regnet som noe som ikke står der.",
        "The point share says how much of an indicator's points the measure has. It is a share from 0% to 100%; "
        "anything else would be counted as something that is not written.",
    ),
    Words("poengandel 40 poeng [regelverk 3]", "point_share 40 points [rulebook 3]"),
    Words("poengandel 40 % [regelverk 3]", "point_share 40 % [rulebook 3]"),
)


def check(ruleset: Ruleset, inference: Inference) -> Iterator[Fault]:
    """A fault for each point share that is none."""
    for measure in ruleset.measures.values():
        if measure.share is not None and not is_share(measure.share):
            yield _fault(measure, "", measure.share)
        for key, given in measure.share_rows.items():
            if not isinstance(given.value, Missing) and not is_share(given.value):
                yield _fault(measure, key[-1], given.value)


def _fault(measure: Measure, indicator: str, value: Value) -> Fault:
    written = " ".join(value.span.text.split())
    title = measure.titled
    whom = Words(f" for «{indicator}»", f" for “{indicator}”") if indicator else Words("", "")
    return Fault(
        KIND,
        Words(
            f"Poengandelen i «{title.nb}»{whom.nb} er ikke en andel",
            f"The point share of “{title.en}”{whom.en} is not a share",
        ),
        (Label(value.span, Words("skal være én andel, fra 0 % til 100 %", "should be one share, from 0% to 100%")),),
        (),
        Words(
            f"Skriv en andel i stedet for {written}, for eksempel 40 %.",
            f"Write a share instead of “{written}”, 40% for instance.",
        ),
        address=measure.share_address(indicator),
    )
