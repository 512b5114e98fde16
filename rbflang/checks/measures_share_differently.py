"""Measures that share their points between different sets: their points cannot stand in one table."""

from __future__ import annotations

from collections.abc import Iterator

from rbflang.diagnostics import Fault, Kind, Label, Severity
from rbflang.ruleset.findings import MeasuresShareDifferently
from rbflang.ruleset.model import Ruleset
from rbflang.ruleset.nouns import set_noun
from rbflang.ruleset.signatures import Inference
from rbflang.syntax.expressions import Sharing
from rbflang.wording import Words

KIND = Kind(
    "measures-share-differently",
    Severity.FAULT,
    Words("Prestasjonsmålene deler mellom ulike", "The measures share between different sets"),
    Words(
        "«poeng» og «deler» samler alle prestasjonsmålene, og da må de dele mellom de samme: alle mellom regioner, "
        "eller alle mellom foretak.",
        "“points” and “parts” gather all measures, so they must share between the same: all between regions, or all "
        "between trusts.",
    ),
    Words(
        "poeng = fordel total_poengsum mellom foretak etter deler, likt når ingen har deler [regelverk 4]",
        "points = share points_to_share between trust by parts, equally when nobody has parts [rulebook 4]",
    ),
    Words(
        "poeng = fordel total_poengsum mellom region etter deler, likt når ingen har deler [regelverk 4]",
        "points = share points_to_share between region by parts, equally when nobody has parts [rulebook 4]",
    ),
)


def check(ruleset: Ruleset, inference: Inference) -> Iterator[Fault]:
    """A fault for each measure that shares otherwise than the first."""
    for finding in inference.found(MeasuresShareDifferently):
        yield _fault(finding)


def _fault(finding: MeasuresShareDifferently) -> Fault:
    measure, other = finding.measure, finding.other
    here, there = set_noun(measure.shared_among), set_noun(other.shared_among)
    place = other.points.among.span if isinstance(other.points, Sharing) else other.span
    return Fault(
        KIND,
        Words(
            f"«{measure.title}» deler mellom {here.many}, og «{other.title}» mellom {there.many}",
            f"“{measure.title}” shares between {here.en_many}, and “{other.title}” between {there.en_many}",
        ),
        (
            Label(finding.span, Words(f"mellom {here.many}", f"between {here.en_many}")),
            Label(place, Words(f"mellom {there.many}", f"between {there.en_many}")),
        ),
        (Words("Da kan ikke poengene legges sammen.", "Then their points cannot be added up."),),
        Words("La alle dele mellom de samme.", "Let all share between the same."),
    )
