"""What the next step gives, why its worth cannot be told, and what meeting a requirement is worth, in words."""

from __future__ import annotations

from fractions import Fraction

from rbflang.questions.next_step import NextStep, OpenedGate, UnknownStep
from rbflang.reports.explain.indicator_table import gate_words
from rbflang.reports.titles import title
from rbflang.ruleset.model import Ruleset
from rbflang.syntax.expressions import Exists
from rbflang.wording import Voice, decimals_needed


def opened_text(ruleset: Ruleset, one: OpenedGate, say: Voice, about: str = "") -> str:
    """From where the requirement is met, and what that is worth."""
    least, words = say.percent(one.least), gate_words(ruleset, one.gate, say)
    gained = say.kroner(one.gained)
    return say(f"Fra {least} er kravet «{words}» oppfylt: {gained} mer{about}.",
               f"From {least} the requirement “{words}” is met: {gained} more{about}.")  # fmt: skip


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
    low, high = (end * 100 for end in (begins_from, rise.limit))
    ends = [say.number(end, max(1, decimals_needed(end) or 1)) for end in (low, high)]
    gained = say.kroner(abs(rise.gained))
    more = say("mer" if rise.gained >= 0 else "mindre", "more" if rise.gained >= 0 else "less")
    return say(
        f"Måltallet er ikke kjent nøyaktig, så neste trinn begynner et sted mellom {ends[0]} og {ends[1]} %. Hvor det "
        f"enn er, gir det {gained} {more}.",
        f"The target is not known exactly, so the next step begins somewhere between {ends[0]}% and {ends[1]}%. "
        f"Wherever that is, it gives {gained} {more}.",
    )


def share_then(one: NextStep, region: str, say: Voice) -> str:
    """The parts the next step gives, of all parts; or that nobody else has any."""
    own, total = one.after.parts[region] or Fraction(0), one.after.total or Fraction(0)
    if one.pot is not None:
        pot = say.plain(one.pot)
        return say(f"alene på trappen, alle {pot} poengene", f"alone on the staircase, all {pot} points")
    of = f"{say.plain(own)} {say('av', 'of')} {say.plain(total)}"
    return say(f"{of} deler", f"{of} parts")
