"""Points to share that already differ between those who share them."""

from __future__ import annotations

from collections.abc import Iterator

from rbflang.diagnostics import Fault, Kind, Label, Severity
from rbflang.inventory.set_origins import lowest, named, origin, spelled
from rbflang.ruleset.findings import SharedPointsVary
from rbflang.ruleset.model import Ruleset
from rbflang.ruleset.nouns import per_sets
from rbflang.ruleset.signatures import Inference
from rbflang.wording import Words

KIND = Kind(
    "shared-points-vary",
    Severity.FAULT,
    Words("Poengene som skal deles, varierer for mye", "The points to share vary too much"),
    Words(
        "Det som skal deles, er én sum for hver indikator (og hvert prestasjonsmål). Er summen en annen for hver "
        "region, er det ikke noe felles å dele.",
        "What is shared is one sum for each indicator (and measure). If the sum differs from region to region, there "
        "is nothing common to share.",
    ),
    Words(
        "poeng = fordel samlet_antall_poeng × fordelingsnøkkel mellom region etter deler, likt når ingen har deler "
        "[regelverk 4]",
        "points = share all_points × allocation_key between region by parts, equally when nobody has parts "
        "[rulebook 4]",
    ),
    Words(
        "poeng = fordel samlet_antall_poeng × vekt mellom region etter deler, likt når ingen har deler [regelverk 4]",
        "points = share all_points × weight between region by parts, equally when nobody has parts [rulebook 4]",
    ),
)


def check(ruleset: Ruleset, inference: Inference) -> Iterator[Fault]:
    """A fault for each sharing of what varies over more than the indicator."""
    for finding in inference.found(SharedPointsVary):
        yield _fault(ruleset, inference, finding)


def _fault(ruleset: Ruleset, inference: Inference, finding: SharedPointsVary) -> Fault:
    extra = lowest(ruleset, finding.extra)
    sharing, more = finding.sharing, named(ruleset, extra)
    among = spelled(ruleset, sharing.among.text)
    labels = [Label(finding.span, Words("dette skal deles", "this is to be shared"))]
    for name in extra:
        part = origin(inference, sharing.points, name)
        per = per_sets((name,))
        text = " ".join(part.span.text.split())
        if part.span != finding.span:
            labels.append(Label(part.span, Words(f"«{text}» gjelder{per.nb}", f"“{text}” is{per.en}")))
    is_among = sharing.among.text in extra
    story = (
        Words(
            f"Poengene deles mellom hver {among}, men det som skal deles, er et annet tall for hver {among}.",
            f"The points are shared between each {among}, but what is shared is another number for each {among}.",
        )
        if is_among
        else Words(
            f"Poengene deles for hver indikator. Det kan ikke være flere summer å dele, én for hver {more.nb}.",
            f"Points are shared for each indicator. There cannot be several sums to share, one for each {more.en}.",
        )
    )
    return Fault(
        KIND,
        Words(f"Poengene som skal deles, varierer over {more.nb}", f"The points to share vary over {more.en}"),
        tuple(labels),
        (story,),
        Words(
            f"Ta bort det som varierer over {more.nb}, eller legg sammen over {more.nb}. Vekting mellom dem som "
            "deler, hører hjemme i delene, eller i en formel etterpå.",
            f"Take away what varies over {more.en}, or add up over it. Weights between those who share belong in the "
            "parts, or in a formula afterwards.",
        ),
    )
