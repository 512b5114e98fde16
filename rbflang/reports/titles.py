"""How rounds and rulesets are named in reports."""

from __future__ import annotations

from rbflang.evaluation.computed import Computed
from rbflang.evaluation.figures import address_of
from rbflang.evaluation.without_data import NO_FILE
from rbflang.library import SYNTHETIC
from rbflang.nearest import folded
from rbflang.quantities import KRONER, SHARE
from rbflang.ruleset.model import Measure, Member, Quantity
from rbflang.syntax.tree import RoundDecl
from rbflang.wording import Voice


def round_title(computed: Computed, say: Voice) -> str:
    """The title of the round inside a sentence: `foreløpig fordeling`."""
    for round_ in computed.checked.ruleset.rounds.values():
        if folded(round_.name.text) == folded(computed.round):
            return titled_round(round_, say)
    if not computed.round:
        return say("beregningen", "calculation")
    return say(f"fordelingen «{computed.round}»", f"round “{computed.round}”")


def titled_round(round_: RoundDecl, say: Voice) -> str:
    """The title of a declared round inside a sentence."""
    titles = round_.titles
    title = titles.english if say.language == "en" and titles.english else titles.title or round_.name.text
    return title[:1].lower() + title[1:]


def notice(computed: Computed, say: Voice) -> str:
    """What stands above every report made from synthetic figures or one's own; empty for real ones."""
    own = own_figures(computed, say)
    told = [_made_up_figures(computed, say)] if computed.is_synthetic else []
    told += [say(f"Egne tall: {own}.", f"Own figures: {own}.")] if own else []
    return " ".join(told)


def own_figures(computed: Computed, say: Voice) -> str:
    """The cells that were set on the command line, each with its value; empty where none was."""
    quantities = computed.checked.ruleset.quantities
    told = []
    for one in computed.settings:
        value = ", ".join(say.printed(text) for text in (one.printed, one.narrowing) if text)
        told.append(f"{address_of(quantities[one.quantity], computed.checked, one.key)} = {value}")
    return "; ".join(told)


def _made_up_figures(computed: Computed, say: Voice) -> str:
    """That figures are synthetic, and which where that is more than results."""
    quantities = computed.checked.ruleset.quantities
    rows = computed.figures.observations.values()
    made = dict.fromkeys(one.quantity for one in rows if one.status == "synthetic")
    more = [quantities[name] for name in made if _is_about_money(computed, quantities[name])]
    if not more:
        return made_up(say)
    names = [say("resultater", "results")]
    for one in more:
        title = (say.language == "en" and one.titles.english) or one.title
        names.append(title if title[:2].isupper() else title[:1].lower() + title[1:])
    return say(
        f"Syntetiske data: tallene ({say.listing(names)}) er laget for prøving og er ikke virkelige.",
        f"Synthetic data: the figures ({say.listing(names)}) were made up for trial and are not real.",
    )


def _is_about_money(computed: Computed, quantity: Quantity) -> bool:
    """True for an amount, or a share that each of those who are paid has: the appropriation and the key."""
    payout, unit = computed.checked.ruleset.payout, computed.checked.inference.signatures[quantity.name].kind.unit
    return unit == KRONER or bool(unit == SHARE and payout and quantity.sets == payout.sets)


def made_up(say: Voice) -> str:
    """That figures are synthetic."""
    return say(
        "Syntetiske data: resultatene er laget for prøving og er ikke virkelige.",
        "Synthetic data: the results were made up for trial and are not real.",
    )


def data_used(computed: Computed) -> str:
    """The option that asks for the same figures again, for a command to go on with; none for the ruleset's own."""
    rules, file = computed.checked.ruleset.source.name, computed.file
    if file is None or file.source.name == NO_FILE:
        return ""
    folder, _, _ = rules.rpartition("/")
    lead = f"{folder}/" if folder else ""
    if file.source.name == f"{lead}{SYNTHETIC}-{computed.round}.csv":
        return f" --data {SYNTHETIC}"
    return "" if file.source.name == f"{lead}{computed.round}.csv" else f" --data {file.source.name}"


def called(member: Member, say: Voice) -> str:
    """A member's title in tables: the English one where it has one and English is spoken."""
    return (say.language == "en" and member.titles.english) or member.short


def measure_title(measure: Measure, say: Voice) -> str:
    """A measure's title in the language spoken."""
    return (say.language == "en" and measure.titles.english) or measure.title
