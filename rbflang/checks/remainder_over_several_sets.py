"""A largest remainder over two sets or more that does not say whose sum it keeps: the units of all cells are pooled."""

from __future__ import annotations

from collections.abc import Iterator

from rbflang.diagnostics import Fault, Kind, Label, Severity
from rbflang.inventory.set_origins import lowest, named, per
from rbflang.ruleset.model import Quantity, Ruleset
from rbflang.ruleset.signatures import Inference
from rbflang.syntax.format_words import Spelling
from rbflang.syntax.tree import Rounding
from rbflang.wording import Words

KIND = Kind(
    "remainder-over-several-sets",
    Severity.WARNING,
    Words("Det som blir til overs, samles for alle under ett", "What is left over is pooled for all"),
    Words(
        "Etter største rest rundes alt ned, og enhetene som blir til overs, går til de største restene. Varierer "
        "formelen over to inndelinger, er det alle cellene som deler dem. Da kan en region få en krone som hører til "
        "en annen regions pott. «per region» bak «etter største rest» holder summen for hver region.",
        "By largest remainder everything is rounded down, and the units left over go to the largest remainders. Of a "
        "formula over two sets all cells share them. So a region may get a krone of another region's pot. “per region” "
        "behind “by largest remainder” keeps the sum of each region.",
    ),
    Words(
        "formel betalt per region, betaler = pott × andel_av_pott [regelverk 1]\n"
        "    avrundet til hele kroner, etter største rest [regelverk 1]",
        "formula paid per region, payer = pot × share_of_pot [rulebook 1]\n"
        "    rounded to whole kroner, by largest remainder [rulebook 1]",
    ),
    Words(
        "formel betalt per region, betaler = pott × andel_av_pott [regelverk 1]\n"
        "    avrundet til hele kroner, etter største rest per region [regelverk 1]",
        "formula paid per region, payer = pot × share_of_pot [rulebook 1]\n"
        "    rounded to whole kroner, by largest remainder per region [rulebook 1]",
    ),
)


def check(ruleset: Ruleset, inference: Inference) -> Iterator[Fault]:
    """A warning for each formula over several sets whose largest remainder says no set."""
    for quantity in ruleset.quantities.values():
        rounding = quantity.rounding
        known = all(name in ruleset.space.axes for name in quantity.sets)
        if known and rounding and rounding.mode == "largest_remainder" and not rounding.per:
            sets = lowest(ruleset, ruleset.space.closure(quantity.sets))
            if len(sets) > 1:
                yield _fault(ruleset, quantity, rounding, sets)


def _fault(ruleset: Ruleset, quantity: Quantity, rounding: Rounding, sets: tuple[str, ...]) -> Fault:
    paid = ruleset.payout.sets if ruleset.payout else ()
    ordered = sorted(sets, key=lambda name: name not in paid)
    spelling = Spelling(ruleset.tree.language)
    over = named(ruleset, sets)
    return Fault(
        KIND,
        Words(
            f"Det som blir til overs i «{quantity.name}», samles for alle under ett",
            f"What is left over in “{quantity.name}” is pooled for all",
        ),
        (Label(rounding.span, Words("sier ikke hvilken sum som holdes", "does not say which sum is kept")),),
        (
            Words(
                f"Formelen varierer over {over.nb}, og enhetene som blir til overs, deles mellom alle cellene. Summen "
                "holdes bare for alle til sammen, så den kan bli en annen for hver av dem.",
                f"The formula varies over {over.en}, and the units left over are shared by all its cells. The sum is "
                "kept for all of them together only; of each it may become another.",
            ),
        ),
        Words("Skriv hvem summen skal holdes for:", "Write whose sum is to be kept:"),
        tuple(f"{spelling.rounding(rounding)} {per(ruleset, (name,))}" for name in ordered),
    )
