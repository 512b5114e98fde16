"""What the next step gives, why its worth cannot be told, and what meeting a requirement is worth, in words."""

from __future__ import annotations

from fractions import Fraction

from rbflang.explanation.indicator.placing import Placing
from rbflang.questions.next_step import NextStep, OpenedGate, UnknownStep
from rbflang.reports.cell_words import in_measure, in_unit, worded
from rbflang.reports.explain.indicator_table import STATUS_WORDS, gate_words
from rbflang.reports.titles import title
from rbflang.reports.typed_cells import plain_cell
from rbflang.reports.whose_value import target_words
from rbflang.ruleset.model import Ruleset
from rbflang.syntax.expressions import Exists
from rbflang.syntax.tree import Entry
from rbflang.wording import Voice, decimals_needed


def opened_text(ruleset: Ruleset, one: OpenedGate, say: Voice, about: str = "") -> str:
    """From where the requirement is met, or up to where, and what that is worth."""
    least = worded(plain_cell(one.least, one.unit, is_named=True), say.language)
    words = gate_words(ruleset, one.gate, say)
    gained = say.kroner(one.gained)
    since = say("Til og med", "Up to and including") if one.is_most else say("Fra", "From")
    return say(f"{since} {least} er kravet «{words}» oppfylt: {gained} mer{about}.",
               f"{since} {least} the requirement “{words}” is met: {gained} more{about}.")  # fmt: skip


def why_words(ruleset: Ruleset, one: UnknownStep, say: Voice) -> str:
    """Why the worth of a next step cannot be told."""
    if one.gate is not None:
        words, condition = gate_words(ruleset, one.gate, say), one.gate.condition
        if isinstance(condition, Exists):
            name = say.quoted(title(ruleset.quantities[condition.operand.text], say))
            return say(f"{name} mangler, og kravet «{words}» er oppfylt først når tallet finnes",
                       f"{name} is missing, and the requirement “{words}” is met only when it is there")  # fmt: skip
        return say(f"kravet «{words}» er ikke oppfylt, og da gir ikke et høyere trinn flere poeng",
                   f"the requirement “{words}” is not met, so a higher step gives no more points")  # fmt: skip
    if one.why == "parts_given":
        return say(
            "delene er gitt direkte, uten resultatene de bygger på", "the parts are given directly, without the results"
        )
    return say("måltallet er bare kjent innenfor grenser", "the target is known only within bounds")


def open_step_text(rise: NextStep, begins_from: Fraction, say: Voice) -> str:
    """What a next step is worth of which only where it begins is unknown."""
    unit = rise.placing.unit
    inside = [in_measure(end, unit) for end in (begins_from, rise.limit.at)]
    least = 1 if unit.is_share else 0
    first, last = (say.number(end, max(least, decimals_needed(end) or least)) for end in inside)
    low, high = (in_unit(end, unit, "en") for end in (first, last))
    gained = say.kroner(abs(rise.gained))
    more = say("mer" if rise.gained >= 0 else "mindre", "more" if rise.gained >= 0 else "less")
    bounds = target_words(rise.placing, say)
    return say(
        f"Måltallet er ikke kjent nøyaktig. Med grensene i reglene, {bounds}, begynner neste trinn et sted mellom "
        f"{first} og {in_unit(last, unit, 'nb')}. Hvor det enn er, gir det {gained} {more}.",
        f"The target is not known exactly. With the bounds in the rules, {bounds}, the next step begins somewhere "
        f"between {low} and {high}. Wherever that is, it gives {gained} {more}.",
    ) + _whose_bounds(rise.placing, say)


def _whose_bounds(placing: Placing, say: Voice) -> str:
    """That no document has these bounds of the target, and that what the documents allow may be wider."""
    target = placing.target_item
    entries = target.citation.entries if target and target.citation else ()
    told = [words for one in entries if (words := _how_found(one, say))]
    if not told or any(one.status == "documented" for one in entries):
        return ""
    return say(
        f" Grensene står ikke i kildene, men er {say.listing(told)}. Det kildene selv åpner for, kan være videre.",
        f" The bounds do not stand in the sources, but are {say.listing(told)}. What the sources themselves allow may "
        "be wider.",
    )


def _how_found(one: Entry, say: Voice) -> str:
    """`utledet fra regelverk tabell 4`; of an assumption only that it is one."""
    if one.status not in STATUS_WORDS:
        return ""
    place = say.cited(" ".join(filter(None, (one.source, ", ".join(one.places)))))
    words = say(*STATUS_WORDS[one.status])
    return f"{words} {place}" if place and one.status != "assumed" else words.removesuffix(" fra").removesuffix(" from")


def share_then(one: NextStep, region: str, say: Voice) -> str:
    """The parts the next step gives, of all parts; or that nobody else has any."""
    own, total = one.after.parts[region] or Fraction(0), one.after.total or Fraction(0)
    if one.pot is not None:
        pot = say.plain(one.pot)
        return say(f"alene på trappen, alle {pot} poengene", f"alone on the staircase, all {pot} points")
    of = f"{say.plain(own)} {say('av', 'of')} {say.plain(total)}"
    return say(f"{of} deler", f"{of} parts")
