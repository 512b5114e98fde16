"""A largest remainder that keeps the sum of each member of a set that is not its formula's, or of each single cell."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import evolve

from rbflang.diagnostics import Fault, Kind, Label, Severity
from rbflang.inventory.set_origins import lowest, named, per
from rbflang.ruleset.model import Quantity, Ruleset
from rbflang.ruleset.nouns import per_sets
from rbflang.ruleset.signatures import Inference
from rbflang.syntax.format_words import Spelling
from rbflang.syntax.tree import Rounding
from rbflang.wording import Words

KIND = Kind(
    "remainder-kept-for-another-set",
    Severity.FAULT,
    Words("Resten kan ikke fordeles per denne inndelingen", "Remainders cannot be kept for this set"),
    Words(
        "«etter største rest per region» holder summen for hver region. Da må formelen variere over region, og over "
        "noe mer: ellers er det ingen å dele det som blir til overs mellom.",
        "“by largest remainder per region” keeps the sum of each region. So the formula must vary over the region, and "
        "over something more: else there is nobody to share what is left over.",
    ),
    Words(
        "formel betalt per region = pott avrundet til hele kroner, etter største rest per indikator [regelverk 1]",
        "formula paid per region = pot rounded to whole kroner, by largest remainder per indicator [rulebook 1]",
    ),
    Words(
        "formel betalt per region = pott avrundet til hele kroner, etter største rest [regelverk 1]",
        "formula paid per region = pot rounded to whole kroner, by largest remainder [rulebook 1]",
    ),
)


def check(ruleset: Ruleset, inference: Inference) -> Iterator[Fault]:
    """A fault for each formula whose largest remainder names sets that leave nothing to share, or are not its own."""
    for quantity in ruleset.quantities.values():
        rounding = quantity.rounding
        sets = (*quantity.sets, *(name.text for name in rounding.per)) if rounding else ()
        if rounding and rounding.per and all(name in ruleset.space.axes for name in sets):
            own = ruleset.space.closure(quantity.sets)
            kept = ruleset.space.closure(name.text for name in rounding.per)
            foreign = tuple(name.text for name in rounding.per if name.text not in own)
            if foreign or kept == own:
                yield _fault(ruleset, quantity, rounding, foreign)


def _fault(ruleset: Ruleset, quantity: Quantity, rounding: Rounding, foreign: tuple[str, ...]) -> Fault:
    sets = lowest(ruleset, ruleset.space.closure(quantity.sets))
    over, other = named(ruleset, sets), named(ruleset, foreign)
    spans = [name.span for name in rounding.per if name.text in foreign] or [name.span for name in rounding.per]
    title = (
        Words(f"«{quantity.name}» varierer ikke over {other.nb}", f"“{quantity.name}” does not vary over {other.en}")
        if foreign
        else Words(
            f"I «{quantity.name}» er det ingen å dele det som blir til overs mellom",
            f"In “{quantity.name}” there is nobody to share what is left over",
        )
    )
    whole = Spelling(ruleset.tree.language).rounding(evolve(rounding, per=()))
    cures = [f"{whole} {per(ruleset, (name,))}" for name in sets] if len(sets) > 1 else [whole]
    said = per_sets(sets)
    return Fault(
        KIND,
        title,
        tuple(Label(span, Words("hvem sin sum?", "whose sum?")) for span in spans),
        (Words(f"Formelen gjelder{said.nb}.", f"The formula is{said.en}."),) if over.nb else (),
        Words("Skriv hvem summen skal holdes for:", "Write whose sum is to be kept:")
        if len(sets) > 1
        else Words("Skriv avrundingen uten «per»:", "Write the rounding without “per”:"),
        tuple(cures),
    )
