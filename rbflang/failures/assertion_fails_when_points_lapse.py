"""A `kontroll` that fails as soon as any points lapse, in a ruleset where points can lapse.

Takes a checked ruleset, gives a warning for each. It is proved that a side of such an assertion is short by exactly the
points that lapse; the same proof gives the assertion that holds.
"""

from __future__ import annotations

from collections.abc import Iterator

from rbflang.diagnostics import Fault, Kind, Label, Severity
from rbflang.failures.assertions import WITH_LAPSED
from rbflang.proofs.guarantees import Proof, places_of_lapsing, prove
from rbflang.proofs.provisos import lines_of
from rbflang.ruleset.model import CheckedRuleset
from rbflang.source import Span
from rbflang.wording import Words

KIND = Kind(
    "assertion-fails-when-points-lapse",
    Severity.WARNING,
    Words("En kontroll stemmer ikke når poeng bortfaller", "An assertion does not hold when points lapse"),
    Words(
        "Når et krav sier «ellers bortfaller poengene», eller en deling «bortfaller når ingen har deler», blir summen "
        "av poengene som deles ut, mindre enn poengene det skulle deles av. En kontroll som sier at de er like, "
        "stemmer da ikke, og ingenting betales ut. Poengene som bortfaller, heter «bortfalt». De må være med i "
        "kontrollen.",
        "Where a requirement says “otherwise the points lapse”, or a sharing “the points lapse when nobody has parts”, "
        "fewer points are handed out than there were to share. An assertion that says they are equal then fails, and "
        "nothing is paid. The points that lapse are called “lapsed”. They must be counted in.",
    ),
    Words(
        "kontroll sum poengsum over region = samlet_antall_poeng", "assertion sum total_points over region = all_points"
    ),
    Words(
        "kontroll sum poengsum over region + sum bortfalt over indikator, prestasjonsmål = samlet_antall_poeng",
        "assertion sum total_points over region + sum lapsed over indicator, measure = all_points",
    ),
)


def assertions_that_fail(checked: CheckedRuleset) -> tuple[Fault, ...]:
    """A warning for each assertion that fails as soon as points lapse."""
    return tuple(_found(checked))


def _found(checked: CheckedRuleset) -> Iterator[Fault]:
    for proof in prove(checked):
        if proof.with_lapsed:
            yield _warning(proof, places_of_lapsing(checked))


def _warning(proof: Proof, places: tuple[Span, ...]) -> Fault:
    nb, en = lines_of(places)
    return Fault(
        KIND,
        Words(
            f"Kontrollen på linje {proof.span.line} stemmer ikke når poeng bortfaller ({nb})",
            f"The assertion in line {proof.span.line} does not hold when points lapse ({en})",
        ),
        (
            Label(proof.span, Words("stemmer bare når ingen poeng bortfaller", "holds only when no points lapse")),
            *(Label(one, Words("poengene kan bortfalle", "the points can lapse")) for one in places),
        ),
        (
            Words(
                "Bortfaller poeng, stopper kontrollen beregningen, og det vises ingen utbetaling.",
                "If points lapse, the assertion stops the calculation, and no payout is shown.",
            ),
        ),
        WITH_LAPSED,
        (proof.with_lapsed,),
    )
