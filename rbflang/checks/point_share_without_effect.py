"""A point share for an indicator that the measure does not apply to."""

from __future__ import annotations

from collections.abc import Iterator

from rbflang.diagnostics import Fault, Kind, Label, Severity
from rbflang.ruleset.applicability import applies_to
from rbflang.ruleset.model import Given, Measure, Ruleset
from rbflang.ruleset.signatures import Inference
from rbflang.ruleset.values import exact
from rbflang.wording import Words

KIND = Kind(
    "point-share-without-effect",
    Severity.WARNING,
    Words("En poengandel er uten virkning", "A point share has no effect"),
    Words(
        "Et prestasjonsmål har ingen poeng for en indikator som «gjelder» ikke tar med, uansett hvilken poengandel "
        "raden gir den.",
        "A measure has no points for an indicator that “applies” leaves out, whatever point share the row gives it.",
    ),
    Words(
        "prestasjonsmål nivå {\n    poengandel [regelverk 3] { a: 100 %  b: 50 % }\n    gjelder a\n}",
        "measure level {\n    point_share [rulebook 3] { a: 100 %  b: 50 % }\n    applies a\n}",
    ),
    Words(
        "prestasjonsmål nivå {\n    poengandel [regelverk 3] { a: 100 %  b: 50 % }\n    gjelder a, b\n}",
        "measure level {\n    point_share [rulebook 3] { a: 100 %  b: 50 % }\n    applies a, b\n}",
    ),
)


def check(ruleset: Ruleset, inference: Inference) -> Iterator[Fault]:
    """A warning for each row with a share for an indicator that is left out."""
    for measure in ruleset.measures.values():
        applying = applies_to(ruleset, measure) if measure.applies is not None else None
        for key, given in measure.share_rows.items() if applying is not None else ():
            if key[-1] not in applying and exact(given.value):  # type: ignore[operator]
                yield _warning(measure, key[-1], given)


def _warning(measure: Measure, indicator: str, given: Given) -> Fault:
    title = measure.titled
    written = " ".join(given.value.span.text.split())
    return Fault(
        KIND,
        Words(
            f"«{title.nb}» gjelder ikke for «{indicator}», så poengandelen er uten virkning",
            f"“{title.en}” does not apply to “{indicator}”, so the point share has no effect",
        ),
        (Label(given.span, Words("denne raden brukes ikke", "this row is not used")),),
        (
            Words(
                f"Målet har 0 % av poengene for «{indicator}», ikke {written}.",
                f"The measure has 0% of the points for “{indicator}”, not “{written}”.",
            ),
        ),
        Words(
            "Ta med indikatoren i «gjelder», eller slett raden.",
            "Include the indicator in “applies”, or delete the row.",
        ),
        address=measure.share_address(indicator),
    )
