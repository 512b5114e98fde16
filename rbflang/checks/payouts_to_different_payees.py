"""Payouts that do not go to the members of one set: their sum is no amount to anybody."""

from __future__ import annotations

from collections.abc import Iterator

from rbflang.diagnostics import Fault, Kind, Label, Severity
from rbflang.inventory.set_origins import spelled
from rbflang.ruleset.model import Quantity, Ruleset
from rbflang.ruleset.nouns import per_sets, quoted
from rbflang.ruleset.payouts import is_paid_to, payable
from rbflang.ruleset.signatures import Inference
from rbflang.syntax.vocabulary import BY_NAME
from rbflang.wording import Words

KIND = Kind(
    "payouts-to-different-payees",
    Severity.FAULT,
    Words("Utbetalingene går ikke til de samme", "The payouts do not go to the same payees"),
    Words(
        "Flere utbetalinger er linjer i ett beløp til hver mottaker, så alle gjelder den samme inndelingen først. En "
        "av dem kan gjelde en inndeling til, som deler den i linjer. Den som ikke skal ha en av dem, får 0 kr av den.",
        "Several payouts are lines of one amount to each payee, so all of them are per the same set first. One may be "
        "per another set beside it, which parts it in several lines. Who is not to have one of them, gets 0 kr by it.",
    ),
    Words(
        "utbetaling tilskudd per region = bevilgning × fordelingsnøkkel [regelverk 4]\n"
        "utbetaling honorar per foretak = pris × besøk [regelverk 5]",
        "payout grant per region = appropriation × allocation_key [rulebook 4]\n"
        "payout fee per trust = price × visits [rulebook 5]",
    ),
    Words(
        "utbetaling tilskudd per region = bevilgning × fordelingsnøkkel [regelverk 4]\n"
        "utbetaling honorar per region, foretak = pris × besøk [regelverk 5]",
        "payout grant per region = appropriation × allocation_key [rulebook 4]\n"
        "payout fee per region, trust = price × visits [rulebook 5]",
    ),
)


def check(ruleset: Ruleset, inference: Inference) -> Iterator[Fault]:
    """A fault for each payout that goes to others than the first one does."""
    space, measures = ruleset.space, ruleset.measures.values()
    first, *others = ruleset.payouts or (None,)
    for one in others:
        known = first is not None and all(
            is_paid_to(space, each, payable(space, each, measures)) for each in (first, one)
        )
        if first is not None and known and first.sets[0] != one.sets[0]:
            yield _fault(ruleset, first, one)


def _fault(ruleset: Ruleset, first: Quantity, other: Quantity) -> Fault:
    names = quoted(first.name), quoted(other.name)
    payees = [per_sets(one.sets[:1]) for one in (first, other)]
    return Fault(
        KIND,
        Words(
            f"Utbetalingene {names[0].nb} og {names[1].nb} går ikke til de samme",
            f"The payouts {names[0].en} and {names[1].en} do not go to the same payees",
        ),
        (
            Label(other.span, Words(f"gjelder{payees[1].nb}", f"is{payees[1].en}")),
            Label(first.span, Words(f"gjelder{payees[0].nb}", f"is{payees[0].en}")),
        ),
        (
            Words(
                "Flere utbetalinger er linjer i ett beløp til hver mottaker, og disse kan ikke legges sammen.",
                "Several payouts are lines of one amount to each payee, and these cannot be added up.",
            ),
        ),
        *_cure(ruleset, first, other),
    )


def _cure(ruleset: Ruleset, first: Quantity, other: Quantity) -> tuple[Words, tuple[str, ...]]:
    """The payout to the lower ones as lines of what the upper ones get; else that all say the same set."""
    axes = ruleset.space.axes
    for upper, lower in ((first, other), (other, first)):
        if upper.sets[0] in axes[lower.sets[0]].above and len(lower.sets) == 1:
            tip = Words("Skriv dem som får betalt, først:", "Write those who are paid first:")
            return tip, (_head(ruleset, lower, upper.sets[0], lower.sets[0]),)
    tip = Words(
        "La alle utbetalingene gjelde dem som får betalt, eller skriv to regelsett:",
        "Let all payouts be per those who are paid, or write two rulesets:",
    )
    payee = first.sets[0]
    beside = other.sets if payee in other.sets else other.sets[1:]
    return tip, (_head(ruleset, other, payee, *(name for name in beside if name != payee)),)


def _head(ruleset: Ruleset, payout: Quantity, *sets: str) -> str:
    word, per = (BY_NAME[name].spelled(ruleset.tree.language) for name in ("PAYOUT", "PER"))
    return f"{word} {payout.name} {per} {', '.join(spelled(ruleset, name) for name in sets)} = …"
