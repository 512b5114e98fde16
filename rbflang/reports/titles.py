"""How rounds and rulesets are named in reports."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from rbflang.data.between_rounds import round_of
from rbflang.data.computed import Computed
from rbflang.data.figures import Figures, address_of
from rbflang.data.without_data import NO_FILE
from rbflang.inventory.section_notes import SectionNote
from rbflang.library import (
    is_incomplete,
    is_synthetic,
    made_up_word,
    round_name,
    round_of_file,
    written_round,
)
from rbflang.nearest import folded
from rbflang.quantities import SHARE
from rbflang.reports.offered import for_shell, language_again
from rbflang.ruleset.model import INDICATOR, REGION, Measure, Member, Quantity, Ruleset
from rbflang.ruleset.nouns import quoted
from rbflang.syntax.expressions import Number, Value
from rbflang.syntax.tree import RoundDecl
from rbflang.wording import Voice, counted, lowered


def title(quantity: Quantity, say: Voice) -> str:
    """The quantity's title."""
    return quantity.titled.say(say.language)


def definite(quantity: Quantity, say: Voice) -> str:
    """The quantity with its article inside a sentence: its first other name, or its title."""
    if say.language == "en":
        return f"the {lowered(quantity.titled.en)}"
    return quantity.titles.aliases[0] if quantity.titles.aliases else lowered(quantity.title)


def definite_measure(measure: Measure, say: Voice) -> str:
    """A measure's title inside a sentence."""
    return lowered(measure_title(measure, say))


def printed_how(values: Iterable[Value], say: Voice) -> str:
    """With how many decimals numbers are printed: `med fire desimaler`; that they are rounded where that differs."""
    decimals = {value.decimals for value in values if isinstance(value, Number)}
    if len(decimals) != 1:
        return say("avrundet", "rounded")
    count = decimals.pop()
    digits = "uten desimaler" if not count else f"med {counted(count)} {'desimal' if count == 1 else 'desimaler'}"
    return say(digits, "without decimals" if not count else f"with {count} decimal{'s' if count > 1 else ''}")


def round_title(computed: Computed, say: Voice) -> str:
    """The title of the round inside a sentence: `foreløpig fordeling`."""
    declared = round_of(computed.checked.ruleset, computed.round)
    if declared is not None:
        return titled_round(declared, say)
    if not computed.round:
        return say("beregningen", "calculation")
    return say(f"fordelingen «{computed.round}»", f"round “{written_round(computed.round, 'en')}”")


def titled_round(round_: RoundDecl, say: Voice) -> str:
    """The title of a declared round inside a sentence."""
    titles = round_.titles
    title = titles.english if say.language == "en" and titles.english else titles.title or round_.name.text
    return title[:1].lower() + title[1:]


_BY_NUMBER = re.compile(r"\d+\. |(?:[^\W\d]+ )?[^\W\d]*\d+(?= of |,|$)")


def the_round(named: str) -> str:
    """A round inside an English sentence: `the final allocation`; one that is a name or a number: `quarter 1`."""
    return named if _BY_NUMBER.match(named) else f"the {named}"


def notice(computed: Computed, say: Voice) -> str:
    """What stands above every report made from synthetic figures or one's own; empty for real ones."""
    own = own_figures(computed, say)
    told = [made_up([computed.figures], [computed.checked.ruleset.title], say)] if computed.is_synthetic else []
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


def made_up(figures: Sequence[Figures], titles: Sequence[str], say: Voice) -> str:
    """That figures are synthetic, and which; what not all of the rulesets have made up, with the title of the one."""
    names = [_made_up_inputs(one, say) for one in figures]
    shared = [one for one in names[0] if all(one in others for others in names)]
    told = [say.listing(shared)] if shared else []
    also = say(" også", " also") if shared else ""
    for title, own in zip(titles, names, strict=True):
        more = say.listing([one for one in own if one not in shared])
        told += [say(f"for {title}{also} {more}", f"for {title}{also} {more}")] if more else []
    if all(len(own) == 1 for own in names) and not any(map(_is_money_alone, figures)):
        return say(
            "Syntetiske data: resultatene er laget for prøving og er ikke virkelige.",
            "Synthetic data: the results were made up for trial and are not real.",
        )
    which = f" ({'; '.join(told)})" if told else ""
    return say(
        f"Syntetiske data: tallene{which} er laget for prøving og er ikke virkelige.",
        f"Synthetic data: the figures{which} were made up for trial and are not real.",
    )


def _made_up(figures: Figures) -> list[Quantity]:
    """Every quantity with a synthetic figure: those of indicators first, else in the order of the ruleset."""
    rows = (*figures.observations.values(), *figures.pins.values())
    names = {one.quantity for one in rows if one.status == "synthetic"}
    found = [one for one in figures.checked.ruleset.quantities.values() if one.name in names]
    return sorted(found, key=lambda one: INDICATOR not in one.sets)


def _made_up_inputs(figures: Figures, say: Voice) -> list[str]:
    """What they are called inside a sentence; a word that is answered with yes or no in quotation marks."""
    signatures, told = figures.checked.inference.signatures, []
    for one in _made_up(figures):
        title = (say.language == "en" and one.titles.english) or one.title
        title = lowered(title)
        is_answer = signatures[one.name].kind.what == "yes_no"
        told.append(quoted(title).say(say.language) if is_answer else title)
    return told


def _is_money_alone(figures: Figures) -> bool:
    """True where an amount is all that is made up, or a share of each who is paid: the appropriation or the key."""
    found, checked = _made_up(figures), figures.checked
    payout = checked.ruleset.payout
    units = [checked.inference.signatures[one.name].kind.unit for one in found]
    return len(found) == 1 and (
        units[0].is_money or bool(units[0] == SHARE and payout and found[0].sets == payout.sets)
    )


def same_case(computed: Computed) -> str:
    """The options that ask for the same figures again, for a command to go on with; none for the ruleset's own."""
    given = dict.fromkeys(one.span.source.text.strip() for one in computed.settings)
    return _round_used(computed) + data_used(computed) + "".join(f" --set {for_shell(text)}" for text in given)


def in_language(ruleset: Ruleset, say: Voice) -> str:
    """The option that asks for the same language again, for a command to go on with; none for the ruleset's own."""
    return "".join(f" {word}" for word in language_again(say, ruleset.tree.language))


def _round_used(computed: Computed) -> str:
    """The option that asks for the round; none for the one that would be taken without it."""
    usual, given = next(iter(computed.checked.ruleset.rounds), ""), data_used(computed)
    if computed.asked_for and given not in ("", f" --data {made_up_word(computed.checked.ruleset.tree.language)}"):
        usual = round_of_file(computed.asked_for[0])
    is_usual = not computed.round or folded(round_name(computed.round)) == folded(round_name(usual))
    return "" if is_usual else f" --round {for_shell(computed.written_round)}"


def data_used(computed: Computed) -> str:
    """The option that asks for the same data file again; none for the ruleset's own of a round that it declares."""
    file = computed.file
    if file is None or file.source.name == NO_FILE:
        return ""
    if computed.is_of_its_round and is_synthetic(file.source.name):
        return f" --data {made_up_word(computed.checked.ruleset.tree.language)}"
    is_own = computed.is_of_its_round and computed.is_declared and not is_incomplete(file.source.name)
    return "" if is_own else "".join(f" --data {for_shell(str(one))}" for one in computed.asked_for)


def asked_for(payee: Member) -> str:
    """How one who is paid is asked for on the command line; `--rhf` is another name of `--for`, for regions."""
    return f"{'--rhf' if payee.set_name == REGION else '--for'} {payee.name}"


def called(member: Member, say: Voice) -> str:
    """A member's title in tables: the English one where it has one and English is spoken."""
    return (say.language == "en" and member.titles.english) or member.short


def spoken(member: Member, say: Voice) -> str:
    """A member as sentences name it: `Helse Vest`; by its English title where it has one and English is spoken."""
    return (say.language == "en" and member.titles.english) or member.spoken


def measure_title(measure: Measure, say: Voice) -> str:
    """A measure's title in the language spoken."""
    return (say.language == "en" and measure.titles.english) or measure.title


def from_measure(measures: Sequence[Measure], is_whole: bool, say: Voice) -> str:
    """` fra datakompletthet`, where points are those of some measures only; nothing where they are of all."""
    if is_whole:
        return ""
    names = say.listing([lowered(measure_title(one, say)) for one in measures])
    return say(f" fra {names}", f" from {names}")


def noted(one: SectionNote, say: Voice, place: str = "") -> str:
    """A note of the ruleset with its `place`, by default as it is cited; rulesets write their notes in Norwegian."""
    where = place or say.cited(f"{one.document} {', '.join(one.places)}")
    return say(f"{one.text} ({where})", f"The ruleset notes of {where}, in its own words: {say.quoted(one.text)}")
