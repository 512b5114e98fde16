"""What is changed in the numbers of the rules: weights, targets and other properties, the key, the budget.

Takes a comparison, gives sections; also says where all numbers of a kind were continued.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from attrs import evolve

from rbflang.comparison.components import Component, members_at
from rbflang.comparison.differences import DifferingPiece, RulesetComparison, Side
from rbflang.comparison.mixture import member_address
from rbflang.reports.cell_words import worded
from rbflang.reports.compare.as_before import AsBefore, as_before
from rbflang.reports.compare.joined_titles import around_number, joined_titles
from rbflang.reports.compare.told_changes import Section, Told, member_title, places, spoken, titled
from rbflang.reports.compare.value_cells import change_cell, is_share, property_cell, shown, value_cell, with_note
from rbflang.reports.standings import existence, standing, standing_of_all, status, statuses
from rbflang.reports.status_words import STATUS_WORDS
from rbflang.reports.typed_cells import BLANK, DASH, Cell, Phrase, StatedFigure
from rbflang.reports.whose_value import not_given
from rbflang.ruleset.model import INDICATOR
from rbflang.ruleset.nouns import QUANTITIES, set_noun
from rbflang.ruleset.values import exact, is_number
from rbflang.syntax.expressions import Number, Value
from rbflang.syntax.tree import QuantityDecl
from rbflang.wording import Voice, counted, lowered, percent


def changed_properties(comparison: RulesetComparison, say: Voice) -> Iterator[Section]:
    """The numbers and words that indicators and other members have."""
    heads = [one for one in _given(comparison) if one.node.kind == "property" and not _is_text(one)]
    lead: list[str] = []
    continued: list[str] = []
    told: list[Told] = []
    for head in heads:
        cells = _cells(comparison, head)
        alike = _alike(cells)
        rows = tuple(_row(comparison, one, head, say, is_said=bool(alike)) for one in cells)
        told += rows
        in_both = all(head.address in side.pieces for side in (comparison.before, comparison.after))
        lead += [_out_or_in(comparison, head, say)] if not in_both else _changed(comparison, head, say) if rows else []
        lead += [_all_rest_on(alike, head, say)] if alike and in_both else []
        continued += [] if rows or not in_both else _unchanged(comparison, head, say)
    nb, en = "Endringer i måltall, vekting og andre egenskaper", "Changes in targets, weights and other properties"
    shown = tuple(_alike_in_one(comparison, told, say))
    yield Section(say(nb, en), tuple(lead), tuple(told), tuple(continued), shown)


def _alike_in_one(comparison: RulesetComparison, told: Sequence[Told], say: Voice) -> Iterator[Told]:
    """The rows, with those that say the same in one: of members only assumed to be there, or told by numbers alone."""
    for _, group in groupby(told, lambda one: _what_it_says(comparison, one)):
        rows = list(group)
        texts = [one.text for one in rows]
        yield evolve(rows[0], text=joined_titles(texts, say)) if len(rows) > 1 else rows[0]


def _what_it_says(comparison: RulesetComparison, one: Told) -> object:
    """What a row says; one of a member that is known to be there, and has a name, says it of that member alone."""
    pieces = [side.pieces.get(("cell", *one.about)) for side in (comparison.before, comparison.after)]
    members = [pair for piece in pieces if piece for pair in piece.members]
    addresses = {member_address(*pair) for pair in members if pair[1]}
    known = [side.pieces[at] for side in (comparison.before, comparison.after) for at in addresses if at in side.pieces]
    is_assumed = any(existence(piece.citation) == "assumed" for piece in known)
    same = (one.about[0], one.before, one.after, one.change, one.statuses)
    return same if is_assumed else (*same, around_number(one.text) or one.about)


def changed_numbers(comparison: RulesetComparison, say: Voice) -> Iterator[Section]:
    """Fixed amounts and tables that the payout rests on."""
    here = [one for one in _given(comparison) if one.address in comparison.after.pieces]
    heads = [one for one in here if one.node.kind in ("fixed", "table") and _counts(comparison, one)]
    told: list[Told] = []
    for head in heads:
        differing = _cells(comparison, head) if _is_told_by_member(comparison, head) else _all(comparison, head)
        told += [_amount(comparison, one, head, say) for one in differing if not one.piece.members]
        told += [_row(comparison, one, head, say) for one in differing if one.piece.members]
    heading = say(
        "Endringer i bevilgning, fordelingsnøkkel og andre tall",
        "Changes in the appropriation, the key and other numbers",
    )
    yield Section(heading, (), tuple(told), tuple(_continued(comparison, heads, say)))


def _given(comparison: RulesetComparison) -> Iterator[Component]:
    """The heads of what the rules give in both, in the order of the second; also of what is new or gone."""
    for address in dict.fromkeys((*comparison.after.pieces, *comparison.before.pieces)):
        piece = comparison.after.pieces.get(address) or comparison.before.pieces[address]
        if address[0] == "quantity" and isinstance(piece.node, QuantityDecl) and piece.node.kind != "input":
            yield piece


def _counts(comparison: RulesetComparison, head: Component) -> bool:
    return head.address[1] in comparison.before.reached | comparison.after.reached


def _is_text(head: Component) -> bool:
    return bool(head.node.typing) and head.node.typing.words == ("tekst",)


def _cells(comparison: RulesetComparison, head: Component) -> list[DifferingPiece]:
    """The cells that differ, of members that both have."""
    return [
        one
        for one in comparison.differences
        if one.address[:2] == ("cell", head.address[1]) and _members_in_both(comparison, one)
    ]


def _all(comparison: RulesetComparison, head: Component) -> list[DifferingPiece]:
    return [one for one in comparison.differences if one.address[:2] == ("cell", head.address[1])]


def _is_told_by_member(comparison: RulesetComparison, head: Component) -> bool:
    """True if the numbers of a new or gone indicator are told where it is itself."""
    return head.address in comparison.before.pieces and INDICATOR in {name.text for name in head.node.per}


def _members_in_both(comparison: RulesetComparison, one: DifferingPiece) -> bool:
    """False for what is about a member that is new or gone."""
    differing = {each.address for each in comparison.differences if not (each.before and each.after)}
    return not any(name and member_address(set_name, name) in differing for set_name, name in one.piece.members)


# properties


def _row(
    comparison: RulesetComparison, one: DifferingPiece, head: Component, say: Voice, is_said: bool = False
) -> Told:
    sides = ((comparison.before, one.before), (comparison.after, one.after))
    before, after = (
        _value(piece, head, say) if piece else _without_value(comparison, side, one, head, say) for side, piece in sides
    )
    change = (
        change_cell(one.before.node, one.after.node, say, _is_share(comparison, one))
        if one.before and one.after
        else BLANK
    )
    text = _label(comparison, one, head, say)
    where, stands = places(one.before, one.after), statuses(one.before, one.after)
    return Told(head.node.kind, one.address[1:], text, before, after, change, where, "row", stands, is_said)


def _without_value(comparison: RulesetComparison, side: Side, one: DifferingPiece, head: Component, say: Voice) -> Cell:
    """What stands where a text says nothing of a cell: the value of the member above, that none is given, or a dash."""
    own = {side.names.quantity(name): each for name, each in side.ruleset.quantities.items()}.get(one.address[1])
    if own is None:
        return DASH
    for key, given in own.given.items():
        if given.taken_from and members_at(side.ruleset, own, key, side.names) == one.piece.members:
            upper = [pair for pair in one.piece.members if pair[0] in given.taken_from]
            value = property_cell(given.value, head, say)
            return with_note(value, f"({_members_titled(comparison, upper, say)})")
    is_optional = own.typing is not None and own.typing.is_optional
    return Phrase(not_given(say)) if is_optional else DASH


def _value(piece: Component, head: Component, say: Voice) -> Cell:
    return property_cell(piece.node, head, say) if head.node.kind == "property" else value_cell(piece.node, say)


def _label(comparison: RulesetComparison, one: DifferingPiece, head: Component, say: Voice) -> str:
    """`Vekt: Epikrisetid`: what a cell is, and whose."""
    return f"{titled(head.node, say)}: {_members_titled(comparison, one.piece.members, say)}"


def _members_titled(comparison: RulesetComparison, members: Sequence[tuple[str, str]], say: Voice) -> str:
    """`Epikrisetid · PHV`."""
    return " · ".join(_member(comparison, pair, say) for pair in members if pair[1])


def _member(comparison: RulesetComparison, pair: tuple[str, str], say: Voice) -> str:
    for side in (comparison.after, comparison.before):
        piece = side.pieces.get(member_address(*pair))
        if piece is not None:
            return member_title(piece.node, say)
    return pair[1]


def _out_or_in(comparison: RulesetComparison, head: Component, say: Voice) -> str:
    title, is_new = titled(head.node, say), head.address in comparison.after.pieces
    side = comparison.after if is_new else comparison.before
    mark = standing_of_all((one for one in side.pieces.values() if one.address[:2] == ("cell", head.address[1])), say)
    if is_new:
        return say(f"Ny egenskap: {title}{mark}.", f"New property: {title}{mark}.")
    return say(f"{title}{mark} brukes ikke lenger.", f"{title}{mark} is no longer used.")


def _common(comparison: RulesetComparison, head: Component) -> list[Component]:
    """The cells that both rulesets have."""
    cells = (one for one in comparison.after.pieces.values() if one.address[:2] == ("cell", head.address[1]))
    return [one for one in cells if one.address in comparison.before.pieces]


def _as_before(comparison: RulesetComparison, after: Sequence[Component], say: Voice, many: bool = False) -> AsBefore:
    """How cells that are the same in both are told."""
    return as_before(comparison, [(comparison.before.pieces[one.address], one) for one in after], say, many)


def _unchanged(comparison: RulesetComparison, head: Component, say: Voice) -> Iterator[str]:
    """`Måltallene er videreført for alle de åtte indikatorene som er med både før og nå.`"""
    common = _common(comparison, head)
    if common and is_number(common[0].node):
        many = head.node.name.text in QUANTITIES
        told = _as_before(comparison, common, say, many)
        whom = _whom(comparison, head, common, say)
        yield f"{spoken(head.node, say, many=True)} {told.verb} for {whom}{told.mark}.{told.why}"


def _whom(comparison: RulesetComparison, head: Component, common: Sequence[Component], say: Voice) -> str:
    """`alle de åtte indikatorene som er med både før og nå`."""
    same, noun = len({one.address[2] for one in common}), set_noun(head.node.per[0].text)
    few = {1: f"den ene {noun.the}", 2: f"begge {noun.them}"}
    tail, en_tail = _in_both(comparison, head, same)
    those = few.get(same) or f"alle de {counted(same)} {noun.them}"
    en_few = {1: f"the one {noun.en}", 2: f"both {noun.en_many}"}
    of = en_few.get(same) or f"all {same} {noun.en_many}"
    return say(f"{those}{tail}", f"{of}{en_tail}")


def _changed(comparison: RulesetComparison, head: Component, say: Voice) -> list[str]:
    """`Vekten er endret for én indikator og videreført for fem.`"""
    differing = {one.address[2] for one in _cells(comparison, head)}
    changed = len(differing)
    alike = [one for one in _common(comparison, head) if one.address[2] not in differing]
    same, noun, what = len({one.address[2] for one in alike}), set_noun(head.node.per[0].text), spoken(head.node, say)
    kept = _as_before(comparison, alike, say, many=same > 1)
    goes_on = say("som før", "as before") if kept.is_taken else say("videreført", "continued")
    mark = kept.mark
    rest = say(f" og {goes_on} for {counted(same)}{mark}", f" and {goes_on} for {same}{mark}") if same else ""
    one = noun.a.replace("en ", "én ", 1).replace("et ", "ett ", 1)
    those = f"{counted(changed)} {noun.many}" if changed > 1 else one
    of = f"{changed} {noun.en_many if changed > 1 else noun.en}"
    return [say(f"{what} er endret for {those}{rest}.", f"{what} is changed for {of}{rest}.") + kept.why]


def _alike(cells: Sequence[DifferingPiece]) -> str:
    """The status that all of them have, before and after; nothing where they differ."""
    found = {status(piece.citation) for one in cells for piece in (one.before, one.after) if piece}
    return found.pop() if len(found) == 1 else ""


def _all_rest_on(alike: str, head: Component, say: Voice) -> str:
    title, word = titled(head.node, say), STATUS_WORDS[alike].say(say.language)
    return say(f"Tallene for {title[:1].lower()}{title[1:]} er {word}, både før og nå.",
               f"{title}: {word}, both before and now.")  # fmt: skip


def _in_both(comparison: RulesetComparison, head: Component, count: int) -> tuple[str, str]:
    """Words that are needed where members come or go."""
    sets = {name.text for name in head.node.per}
    if any(one.address[0] == "member" and one.address[1] in sets for one in comparison.differences):
        return " som er med både før og nå", f" that {'are' if count > 1 else 'is'} in both before and now"
    return "", ""


# amounts and tables


def _amount(comparison: RulesetComparison, one: DifferingPiece, head: Component, say: Voice) -> Told:
    title, where = spoken(head.node, say), places(one.before, one.after)
    before, after = (value_cell(piece.node, say) if piece else BLANK for piece in (one.before, one.after))
    was, is_ = (
        f"{shown(each.node, say)}{standing(each.citation, say)}" if each else "" for each in (one.before, one.after)
    )
    moved = _change(comparison, one, say)
    change = worded(moved, say.language)
    if one.before is None:
        text = _new(comparison, one, f"{title} er {is_}.", f"{title} is {is_}.", say)
    elif not change:
        text = say(f"{title} er endret fra {was} til {is_}.", f"{title} is changed from {was} to {is_}.")
    else:
        nb, en = ("økt", "increased") if "+" in change else ("redusert", "reduced")
        by = f"({change}{_per_cent(one, say)})"
        text = say(f"{title} er {nb} fra {was} til {is_} {by}.", f"{title} is {en} from {was} to {is_} {by}.")
    stands = statuses(one.before, one.after)
    return Told("fixed", one.address[1:], text, before, after, moved, where, statuses=stands)


def _new(comparison: RulesetComparison, one: DifferingPiece, nb: str, en: str, say: Voice) -> str:
    """An amount that the first ruleset does not have, or asks for."""
    was_asked = ("quantity", one.address[1]) in comparison.before.pieces
    if not was_asked:
        return say(f"Nytt: {nb}", f"New: {en}")
    return say(nb, en)


def _change(comparison: RulesetComparison, one: DifferingPiece, say: Voice) -> Cell:
    """How much an amount has changed; no finer than the amount that was rounded in print."""
    if not (one.before and one.after):
        return BLANK
    sides = ((comparison.before, one.before.node), (comparison.after, one.after.node))
    rounded = [node.decimals for side, node in sides if _is_in_rounded_millions(side, one, node)]
    if not rounded:
        return change_cell(one.before.node, one.after.node, say, _is_share(comparison, one))
    moved = (exact(one.after.node) - exact(one.before.node)) / 1_000_000
    decimals, counted = min(rounded), say.millions
    text = f"{say('om lag', 'about')} {say.number(moved, decimals, True)} {counted}"
    return StatedFigure(text, moved, decimals, counted)


def _is_share(comparison: RulesetComparison, one: DifferingPiece) -> bool:
    """True for a number of a quantity that is a share."""
    return is_share(comparison.after.pieces["quantity", one.address[1]].node.typing)


def _is_in_rounded_millions(side: Side, one: DifferingPiece, node: Value) -> bool:
    typing = side.pieces["quantity", one.address[1]].node.typing
    return isinstance(node, Number) and node.mark == "million_kr" and typing is not None and typing.is_rounded


def _per_cent(one: DifferingPiece, say: Voice) -> str:
    """How much that is of what was, for amounts; of one below zero nothing is a share."""
    before, after = (one.before.meaning, one.after.meaning) if one.before and one.after else ((), ())
    if before[2:] != after[2:] or not before[2] or not before[1] or min(before[1], after[1]) < 0:
        return ""
    return f", {percent((after[1] - before[1]) / before[1], 1, say.language, sign=True)}"


def _continued(comparison: RulesetComparison, heads: Sequence[Component], say: Voice) -> Iterator[str]:
    differing = {one.address[1] for one in comparison.differences if one.address[0] in ("cell", "quantity")}
    same = [one for one in heads if one.address[1] not in differing]
    told = [(one, _as_before(comparison, _common(comparison, one), say)) for one in same]
    for one, each in told:
        if each.is_taken:
            yield f"{titled(one.node, say)} {each.verb}{each.mark}.{each.why}"
    titles = [f"{titled(one.node, say)}{each.mark}" for one, each in told if not each.is_taken]
    if titles:
        names = say.listing([one[:1].lower() + one[1:] if at else one for at, one in enumerate(titles)])
        yield say(f"{names} er videreført.", f"{names}: continued.")


def changed_texts(comparison: RulesetComparison, say: Voice) -> Iterator[Section]:
    """What is described in other words: what an indicator counts, for instance."""
    heads = [one for one in _given(comparison) if one.node.kind == "property" and _is_text(one)]
    told = tuple(_described(comparison, one, head, say) for head in heads for one in _cells(comparison, head))
    same = tuple(_described_alike(comparison, heads, say))
    yield Section(say("Endrede beskrivelser", "Changed descriptions"), (), told, same)


def _described_alike(comparison: RulesetComparison, heads: Sequence[Component], say: Voice) -> Iterator[str]:
    """What is described in the same words because both are from one document; of all else nothing is said."""
    alike: dict[str, list[Component]] = {}
    for head in heads:
        if common := _alike_in_both(comparison, head):
            alike.setdefault(_whom(comparison, head, common, say), []).append(head)
    for whom, those in alike.items():
        cells = [one for head in those for one in _alike_in_both(comparison, head)]
        told = _as_before(comparison, cells, say, many=True)
        if told.is_taken:
            titles = [titled(one.node, say) for one in those]
            names = say.listing([lowered(one) if at else one for at, one in enumerate(titles)])
            yield f"{names} {told.verb} for {whom}{told.mark}.{told.why}"


def _alike_in_both(comparison: RulesetComparison, head: Component) -> list[Component]:
    """The cells that say the same in both."""
    differing = {one.address for one in comparison.differences}
    return [one for one in _common(comparison, head) if one.address not in differing]


def _described(comparison: RulesetComparison, one: DifferingPiece, head: Component, say: Voice) -> Told:
    label = _label(comparison, one, head, say)
    text = say(f"{label} er beskrevet på nytt:", f"{label} is described anew:")
    before, after = (piece.node.text if piece else "" for piece in (one.before, one.after))
    where, stands = places(one.before, one.after), statuses(one.before, one.after)
    return Told("text", one.address[1:], text, before, after, places=where, layout="rule", statuses=stands)
