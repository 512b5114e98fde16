"""Why kroner cannot be computed, in sentences: which figures are missing or too loosely known, or the first fault.

Takes a comparison and what stopped a mixture of its rulesets, gives words.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rbflang.comparison.components import Members
from rbflang.comparison.differences import RulesetComparison
from rbflang.comparison.mixture import member_address
from rbflang.comparison.moved_kroner import MovedKroner, OpenAt, Stopped, UncomputedChange
from rbflang.reports.compare.told_changes import titled, titles_of
from rbflang.reports.compare.value_cells import shown
from rbflang.ruleset.model import INDICATOR
from rbflang.ruleset.nouns import set_noun
from rbflang.syntax.tree import QuantityDecl
from rbflang.wording import Voice

OF_SETS = ("sets-differ", "sum-over-the-wrong-set")
"""The faults of rules that are of other sets than what they read."""


def nothing_moved(comparison: RulesetComparison, moved: MovedKroner, say: Voice) -> str:
    """That no change could be computed, and why."""
    why = dict.fromkeys(reason(comparison, one.because, say) for one in moved.left_out)
    return " ".join([say("Beløpene kan ikke regnes ut.", "The amounts cannot be computed."), *why])


def reason(comparison: RulesetComparison, stopped: Stopped | None, say: Voice) -> str:
    """Why something cannot be computed, as a sentence: which figures are missing, or the title of the first fault."""
    if stopped is None:
        return ""
    if stopped.bounded and not stopped.missing:
        return " ".join(_bounded(comparison, *one, say) for one in stopped.bounded)
    if not stopped.missing:
        fault = stopped.faults[0]
        return (fault.kind.slug in OF_SETS and _apart(comparison, say)) or f"{fault.title.say(say.language)}."
    lacking: dict[str, list[str]] = {}
    for name in dict.fromkeys(quantity for quantity, _ in stopped.missing):
        indicators = [one for quantity, one in stopped.missing if quantity == name and one]
        of = f" for {_whom(comparison, indicators, say)}" if indicators else ""
        lacking.setdefault(of, []).append(title_at(comparison, ("quantity", name), say).lower())
    told = []
    for of, names in lacking.items():
        what, quoted = say.listing(names), say.listing(list(map(say.quoted, names)))
        told.append(say(f"Det mangler tall for {what}{of}.", f"Figures for {quoted} are missing{of}."))
    return " ".join(told)


def left_out(
    comparison: RulesetComparison, changes: Sequence[tuple[UncomputedChange, str]], say: Voice
) -> Iterator[str]:
    """What is left out, each with what it is called; those with the same reason together."""
    told: dict[tuple[str, bool, bool], list[str]] = {}
    for one, name in changes:
        why = reason(comparison, one.because, say)
        told.setdefault((why, one.is_made, one.is_alone), []).append(name)
    as_in = {is_made: f" {_as_in(titles_of(comparison)[is_made], say)}" for _, is_made, _ in told}
    is_said_once = len(told) > 1 and len(as_in) == 1
    for (why, is_made, is_alone), labels in told.items():
        names, tail = say.listing(list(map(say.quoted, labels))), "" if is_said_once else as_in[is_made]
        if len(labels) > 1 and not is_alone:
            yield say(
                f"{names} er holdt utenfor. Reglene kan ikke settes sammen med bare én av endringene, så hva som "
                f"mangler for hver av dem, er ikke kjent. For dem til sammen: {why}{tail}",
                f"Left out: {names}. The rules cannot be put together with one of these changes alone, so what is "
                f"missing for each is not known. For all of them: {why}{tail}",
            )
            continue
        yield say(
            f"{names} er holdt utenfor, for virkningen kan ikke regnes ut. {why}{tail}",
            f"Left out, for the effect cannot be computed: {names}. {why}{tail}",
        )
    if is_said_once:
        (tail,) = as_in.values()
        yield say(f"Det gjelder alt som er holdt utenfor:{tail}", f"This holds for all that is left out:{tail}")


def _as_in(title: str, say: Voice) -> str:
    return say(f"Både før og etter er regnet som i {title}.", f"Before and after are both computed as in {title}.")


def _bounded(comparison: RulesetComparison, figure: OpenAt, address: str, say: Voice) -> str:
    """That the bounds of a figure do not settle what is paid, and how a number of one's own does."""
    quantity, members = figure
    cell = ("cell", quantity, *(name for _, name in members))
    piece = next((side.pieces[cell] for side in (comparison.before, comparison.after) if cell in side.pieces), None)
    bounds = shown(piece.node, say) if piece else say("innenfor grenser", "within bounds")
    what = figure_at(comparison, quantity, members, say)
    as_ = say("som ", "as ") if piece else ""
    return say(
        f"{what[:1].upper()}{what[1:]} er bare kjent {as_}{bounds}, og da er utbetalingen ikke bestemt. Velg et tall "
        f'med --set "{address}=…".',
        f"{what[:1].upper()}{what[1:]} is only known {as_}{bounds}, which does not settle the payout. Choose a number "
        f'by --set "{address}=…".',
    )


def _apart(comparison: RulesetComparison, say: Voice) -> str:
    """That one ruleset asks for figures by sub-areas, say, and the other does not."""
    before, after = titles_of(comparison)
    for one in comparison.differences:
        nodes = [piece.node for piece in (one.before, one.after) if piece]
        if len(nodes) == 2 and all(isinstance(node, QuantityDecl) and node.kind == "input" for node in nodes):
            had, has = ({name.text for name in node.per} for node in nodes)
            for name in sorted(had ^ has):
                noun = set_noun(name)
                without, with_ = (after, before) if name in had else (before, after)
                return say(
                    f"{without} regner uten {noun.many} og {with_} med, så reglene kan ikke settes sammen.",
                    f"{without} has no {noun.en_many} and {with_} has, so their rules cannot be put together.",
                )
    return ""


def _whom(comparison: RulesetComparison, indicators: Sequence[str], say: Voice) -> str:
    sides = (comparison.before.ruleset.sets, comparison.after.ruleset.sets)
    sizes = [len(sets[INDICATOR].members) for sets in sides if INDICATOR in sets]
    if len(indicators) > 1 and len(indicators) in sizes:
        return say("alle indikatorene", "all indicators")
    return say.listing([title_at(comparison, member_address(INDICATOR, one), say) for one in indicators])


def figure_at(comparison: RulesetComparison, quantity: str, members: Members, say: Voice) -> str:
    """`måloppnåelse for Epikrisetid · Vest`."""
    what = title_at(comparison, ("quantity", quantity), say).lower()
    whom = members_at(comparison, members, say)
    return say(f"{what} for {whom}", f"{what} of {whom}") if whom else what


def members_at(comparison: RulesetComparison, members: Members, say: Voice) -> str:
    """`Epikrisetid · PHV`: members by their titles; those that no line declares alone, by their names."""
    return " · ".join(_member(comparison, pair, say) for pair in members if pair[1])


def _member(comparison: RulesetComparison, pair: tuple[str, str], say: Voice) -> str:
    address = member_address(*pair)
    known = any(address in side.pieces for side in (comparison.after, comparison.before))
    return title_at(comparison, address, say) if known else pair[1]


def title_at(comparison: RulesetComparison, address: tuple[str, ...], say: Voice) -> str:
    """The short title of what stands at an address, or its whole title."""
    piece = comparison.after.pieces.get(address) or comparison.before.pieces[address]
    short: str = piece.node.titles.short if say.language == "nb" else ""
    return short or titled(piece.node, say)
