"""A payout that is not per the set that is paid, those the points are shared between, or has no lines that add up."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import evolve

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
        "En utbetaling er ett beløp til hver av dem poengene deles mellom, vanligvis per region. De som får betalt, "
        "står først; en inndeling til bak dem deler beløpet i linjer, for eksempel etter indikator eller betaler. Over "
        "flere inndelinger legges det sammen.",
        "A payout is one amount to each of those the points are shared between, usually per region. Those who are paid "
        "stand first; another set behind them parts the amount in lines, for instance by indicator or payer. Over more "
        "sets than that it is added up.",
    ),
    Words(
        "utbetaling inntekt per indikator, region = poengverdi × poeng_per_indikator [regelverk 4.2]",
        "payout income per indicator, region = point_value × points_per_indicator [rulebook 4.2]",
    ),
    Words(
        "utbetaling inntekt per region, indikator = poengverdi × poeng_per_indikator [regelverk 4.2]",
        "payout income per region, indicator = point_value × points_per_indicator [rulebook 4.2]",
    ),
)


def check(ruleset: Ruleset, inference: Inference) -> Iterator[Fault]:
    """A fault for each payout over other sets than the one that is paid, and one more that tells its lines apart."""
    for quantity in ruleset.quantities.values():
        known = all(name in ruleset.space.axes for name in quantity.sets)
        if quantity.role == "payout" and known:
            paid = payable(ruleset.space, quantity, ruleset.measures.values())
            if not is_paid_to(ruleset.space, quantity, paid):
                yield _fault(ruleset, quantity, paid[0])


def _fault(ruleset: Ruleset, quantity: Quantity, paid: str) -> Fault:
    sets = lowest(ruleset, ruleset.space.closure(quantity.sets))
    sets = quantity.sets if sets == (paid,) else sets
    extra = tuple(name for name in sets if name != paid)
    word, per = spelled(ruleset, paid), BY_NAME["PER"].spelled(ruleset.tree.language)
    spans = [said_at(ruleset, quantity.name, name) for name in extra]
    label = Words(f"pengene går til hver {word}", f"the money goes to each {word}")
    head = f"{BY_NAME['PAYOUT'].spelled(ruleset.tree.language)} {quantity.name} {per} "
    lines = _in_lines(ruleset, quantity, paid)
    return Fault(
        KIND,
        _title(ruleset, quantity, word, sets),
        (Label(quantity.span, label), *(Label(one, Words("for mye", "too much")) for one in spans if one)),
        (_story(ruleset, word),),
        _tip(ruleset, extra, bool(lines)),
        tuple(f"{head}{of} = …" for of in filter(None, (lines, word))),
    )


def _title(ruleset: Ruleset, quantity: Quantity, word: str, sets: tuple[str, ...]) -> Words:
    if not sets:
        return Words(
            f"Utbetalingen «{quantity.name}» sier ikke hvem som får betalt",
            f"The payout “{quantity.name}” does not say who is paid",
        )
    return Words(
        f"Utbetalingen «{quantity.name}» skal gjelde per {word}, ikke per {named(ruleset, sets).nb}",
        f"The payout “{quantity.name}” must be per {word}, not per {named(ruleset, sets).en}",
    )


def _story(ruleset: Ruleset, word: str) -> Words:
    if not ruleset.measures:
        return Words(
            f"En utbetaling er ett beløp til hver {word}, i linjer etter høyst én inndeling til.",
            f"A payout is one amount to each {word}, in lines by at most one more set.",
        )
    return Words(
        f"En utbetaling er ett beløp til hver {word}, for det er mellom dem poengene deles.",
        f"A payout is one amount to each {word}, for the points are shared between them.",
    )


def _in_lines(ruleset: Ruleset, quantity: Quantity, paid: str) -> str:
    """Those who are paid, and behind them the other set that the payout varies over; nothing where that is no cure."""
    turned = evolve(quantity, sets=(paid, *(name for name in quantity.sets if name != paid)))
    is_cure = paid in quantity.sets and len(turned.sets) == 2 and is_paid_to(ruleset.space, turned, (paid,))
    return ", ".join(spelled(ruleset, name) for name in turned.sets) if is_cure else ""


def _tip(ruleset: Ruleset, extra: tuple[str, ...], is_in_lines: bool) -> Words:
    if not extra:
        return Words("Skriv hvem det betales til:", "Write who is paid:")
    over, more = ", ".join(spelled(ruleset, name) for name in extra), named(ruleset, extra)
    if is_in_lines:
        return Words(
            f"Skriv dem som får betalt, først, så blir beløpet delt i linjer, eller legg sammen over {more.nb} "
            f"(«sum … over {over}»):",
            f"Write those who are paid first, and the amount is told in lines, or add up over {more.en}:",
        )
    return Words(f"Legg sammen over {more.nb} («sum … over {over}»), og skriv:", f"Add up over {more.en}, and write:")
