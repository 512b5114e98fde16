"""Amounts in kroner for each of those who are paid and something more, that no assertion ties to what is paid."""

from __future__ import annotations

from collections.abc import Iterator

from rbflang.diagnostics import Fault, Kind, Label, Severity
from rbflang.inventory.set_origins import lowest, spelled
from rbflang.ruleset.model import Quantity, Ruleset
from rbflang.ruleset.payouts import written_payout
from rbflang.ruleset.signatures import Inference
from rbflang.ruleset.usage import in_assertions, read_by
from rbflang.syntax.vocabulary import BY_NAME
from rbflang.wording import Words, listing

KIND = Kind(
    "amounts-in-no-assertion",
    Severity.WARNING,
    Words("Beløp står ikke i noen kontroll", "Amounts stand in no assertion"),
    Words(
        "En formel i kroner per indikator og region regnes lett som det utbetalingen består av. Om beløpene til "
        "sammen er utbetalingen, vet ingen før en kontroll sier det. Kontrollen gjelder beløpene før de rundes av når "
        "den sier «, før avrunding».",
        "A formula in kroner per indicator and region is easily taken for what the payout consists of. Whether the "
        "amounts add up to the payout nobody knows until an assertion says so. It is about the amounts before they are "
        "rounded where it says “, before rounding”.",
    ),
    Words(
        "formel kroner_per_indikator per indikator, region = poengverdi × poeng_per_indikator [regelverk 4]",
        "formula kroner_per_indicator per indicator, region = point_value × points_per_indicator [rulebook 4]",
    ),
    Words(
        "formel kroner_per_indikator per indikator, region = poengverdi × poeng_per_indikator [regelverk 4]\n"
        "kontroll sum kroner_per_indikator over indikator = inntekt, før avrunding",
        "formula kroner_per_indicator per indicator, region = point_value × points_per_indicator [rulebook 4]\n"
        "assertion sum kroner_per_indicator over indicator = income, before rounding",
    ),
)


def check(ruleset: Ruleset, inference: Inference) -> Iterator[Fault]:
    """One warning that names each such formula that the payout does not rest on itself."""
    payout = ruleset.payout
    if payout is None:
        return
    told = in_assertions(ruleset) | read_by(ruleset, payout.name)
    found = tuple(
        one
        for one in ruleset.quantities.values()
        if one.name not in told and _is_amount(inference, one) and _is_finer(ruleset, one, payout)
    )
    if found:
        yield _fault(ruleset, found, payout)


def _is_amount(inference: Inference, one: Quantity) -> bool:
    """True for a formula in kroner that is a rule."""
    signature = inference.signatures.get(one.name)
    is_rule = one.role == "formula" and not one.only_checks and signature is not None
    return is_rule and signature is not None and signature.kind.what == "number" and signature.kind.unit.is_money


def _is_finer(ruleset: Ruleset, one: Quantity, payout: Quantity) -> bool:
    """True if the formula varies over those who are paid, and over something more."""
    if not all(name in ruleset.space.axes for name in (*one.sets, *payout.sets)):
        return False
    own, paid = (set(ruleset.space.closure(quantity.sets)) for quantity in (one, payout))
    return paid < own


def _fault(ruleset: Ruleset, found: tuple[Quantity, ...], payout: Quantity) -> Fault:
    names = listing([f"«{one.name}»" for one in found])
    english = listing([f"“{one.name}”" for one in found], "en")
    one_only, paid = len(found) == 1, written_payout(ruleset)
    return Fault(
        KIND,
        Words(f"{names} står ikke i noen kontroll", f"{english} {'stands' if one_only else 'stand'} in no assertion"),
        tuple(
            Label(one.span, Words("beløp som ingen kontroll gjelder", "amounts that no assertion is about"))
            for one in found
        ),
        (
            Words(
                f"Ingenting sier hva {'beløpene' if one_only else 'disse beløpene'} til sammen skal være, så det er "
                f"ikke vist at de er deler av «{paid}».",
                f"Nothing says what the amounts are to add up to, so it is not shown that they are parts of “{paid}”.",
            ),
        ),
        Words("Er de til sammen utbetalingen, så skriv det:", "If they add up to the payout, say so:"),
        tuple(_assertion(ruleset, one, payout) for one in found),
    )


def _assertion(ruleset: Ruleset, one: Quantity, payout: Quantity) -> str:
    """That the amounts add up to the payout."""
    words = {name: BY_NAME[name].spelled(ruleset.tree.language) for name in ("ASSERTION", "SUM", "OVER", "PER")}
    paid = ruleset.space.closure(payout.sets)
    own = lowest(ruleset, ruleset.space.closure(one.sets))
    over = ", ".join(spelled(ruleset, name) for name in own if name not in paid)
    is_below = any(set(ruleset.space.axes[name].above) & set(paid) for name in own)
    per = f" {words['PER']} {', '.join(spelled(ruleset, name) for name in payout.sets)}" if is_below else ""
    is_rounded = bool(one.rounding) or any(each.rounding for each in ruleset.payouts)
    rounded = BY_NAME["BEFORE_ROUNDING"].spelled(ruleset.tree.language) if is_rounded else ""
    paid_in_all = written_payout(ruleset)
    return f"{words['ASSERTION']} {words['SUM']} {one.name} {words['OVER']} {over}{per} = {paid_in_all}{rounded}"
