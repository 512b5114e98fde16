"""The third greatest of two: one in order, counted from the least or the greatest, of fewer members than that."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from rbflang.diagnostics import Fault, Kind, Label, Severity
from rbflang.ruleset.findings import FewerThanThePlace
from rbflang.ruleset.model import Ruleset
from rbflang.ruleset.nouns import one_in_order
from rbflang.ruleset.signatures import Inference
from rbflang.wording import Words, counted

KIND = Kind(
    "fewer-than-the-place",
    Severity.FAULT,
    Words("Det er færre medlemmer enn plassen", "There are fewer members than the place"),
    Words(
        "Den femte største av fire finnes ikke, uansett hvilke tall som gis. Like verdier teller hver for seg.",
        "There is no fifth greatest of four, whatever figures are given. Equal values count each by itself.",
    ),
    Words(
        "formel grense = 5. største poengsum over region [regelverk 4]",
        "formula cut_off = 5. greatest total_points over region [rulebook 4]",
    ),
    Words(
        "formel grense = 4. største poengsum over region [regelverk 4]",
        "formula cut_off = 4. greatest total_points over region [rulebook 4]",
    ),
)


def check(ruleset: Ruleset, inference: Inference) -> Iterator[Fault]:
    """A fault for each one in order of too few."""
    for finding in inference.found(FewerThanThePlace):
        one = finding.aggregate
        what = one_in_order(one.kind, one.place.value if one.place else Fraction(0))
        yield Fault(
            KIND,
            Words(
                f"Det finnes ikke {what.nb} av {counted(finding.most)}",
                f"There is no {what.en.removeprefix('the ')} of {finding.most}",
            ),
            (Label(finding.span, Words("her er det for få", "there are too few here")),),
            (),
            Words(f"Skriv en plass fra 1 til {finding.most}.", f"Write a place from 1 to {finding.most}.")
            if finding.most > 1
            else Words("Her er det bare én, og den har plass 1.", "There is only one here, and it has place 1."),
        )
