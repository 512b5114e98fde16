"""A payout that is not per the set that is paid, and that alone: those the points are shared between."""

from __future__ import annotations

from collections.abc import Iterator

from rbflang.diagnostics import Fault, Kind, Label, Severity
from rbflang.inventory.set_origins import lowest, named, said_at, spelled
from rbflang.ruleset.model import Quantity, Ruleset
from rbflang.ruleset.payouts import is_paid_to, payable
from rbflang.ruleset.signatures import Inference
from rbflang.syntax.vocabulary import BY_NAME
from rbflang.wording import Words

KIND = Kind(
    "payout-varies-over-more",
    Severity.FAULT,
    Words("Utbetalingen gjelder ikke bare dem som får betalt", "The payout is not per those who are paid"),
    Words(
        "En utbetaling er ett beløp til hver av dem poengene deles mellom, vanligvis per region. Gjelder den også per "
        "indikator, er det ikke noe enkelt beløp å betale. Kroner per indikator kan regnes ut i en formel ved siden "
        "av.",
        "A payout is one amount to each of those the points are shared between, usually per region. If it is per "
        "indicator too, there is no single amount to pay. Kroner per indicator can be computed in a formula beside it.",
    ),
    "utbetaling inntekt per indikator, region = poengverdi × poeng_per_indikator [regelverk 4.2]",
    "utbetaling inntekt per region = poengverdi × (sum poeng_per_indikator over indikator) [regelverk 4.2]",
)


def check(ruleset: Ruleset, inference: Inference) -> Iterator[Fault]:
    """A fault for each payout over other sets than the one that is paid."""
    for quantity in ruleset.quantities.values():
        known = all(name in ruleset.space.axes for name in quantity.sets)
        if quantity.role == "payout" and known:
            paid = payable(ruleset.space, quantity, ruleset.measures.values())
            if not is_paid_to(ruleset.space, quantity, paid):
                yield _fault(ruleset, quantity, paid[0])


def _fault(ruleset: Ruleset, quantity: Quantity, paid: str) -> Fault:
    sets = lowest(ruleset, ruleset.space.closure(quantity.sets))
    extra = tuple(name for name in sets if name != paid)
    word = spelled(ruleset, paid)
    spans = [said_at(ruleset, quantity.name, name) for name in extra]
    label = Words(f"pengene går til hver {word}", f"the money goes to each {word}")
    over = ", ".join(spelled(ruleset, name) for name in extra)
    more = named(ruleset, extra)
    title = (
        Words(
            f"Utbetalingen «{quantity.name}» skal gjelde per {word}, ikke per {named(ruleset, sets).nb}",
            f"The payout “{quantity.name}” must be per {word}, not per {named(ruleset, sets).en}",
        )
        if sets
        else Words(
            f"Utbetalingen «{quantity.name}» sier ikke hvem som får betalt",
            f"The payout “{quantity.name}” does not say who is paid",
        )
    )
    tip = (
        Words(f"Legg sammen over {more.nb} («sum … over {over}»), og skriv:", f"Add up over {more.en}, and write:")
        if extra
        else Words("Skriv hvem det betales til:", "Write who is paid:")
    )
    head = f"{BY_NAME['PAYOUT'].spelled(ruleset.tree.language)} {quantity.name} "
    return Fault(
        KIND,
        title,
        (Label(quantity.span, label), *(Label(one, Words("for mye", "too much")) for one in spans if one)),
        (
            Words(
                f"En utbetaling er ett beløp til hver {word}, for det er mellom dem poengene deles.",
                f"A payout is one amount to each {word}, for the points are shared between them.",
            ),
        ),
        tip,
        (head + f"{BY_NAME['PER'].spelled(ruleset.tree.language)} {word} = …",),
    )
