"""Which indicators (and regions, groups, trusts) are out, in, or called something else than before.

Takes a comparison, gives sections worded like the rulebooks' own overview of changes. Measures are told elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rbflang.comparison.components import Component
from rbflang.comparison.counterparts import Unclear
from rbflang.comparison.differences import DifferingPiece, RulesetComparison, Side
from rbflang.reports.compare.told_changes import Section, Told, places, titled, titles_of
from rbflang.reports.compare.value_cells import shown_property
from rbflang.reports.standings import standing
from rbflang.ruleset.model import INDICATOR, MEASURE, SUBAREA
from rbflang.ruleset.nouns import set_noun
from rbflang.ruleset.values import is_number
from rbflang.syntax.expressions import Text
from rbflang.syntax.tree import MemberDecl, QuantityDecl
from rbflang.wording import Voice, counted


def changed_members(comparison: RulesetComparison, say: Voice) -> Iterator[Section]:
    """Out, in, renamed; then where members lie and which sub-areas they have."""
    yield from _out_and_in(comparison, say)
    yield Section(
        say("Nye navn", "New names"),
        tuple(_unclear(comparison, one, say) for one in comparison.unclear),
        tuple(_renamed(comparison, say)),
    )
    yield Section(say("Grupper og delområder", "Groups and sub-areas"), (), tuple(_inner(comparison, say)))


def _out_and_in(comparison: RulesetComparison, say: Voice) -> Iterator[Section]:
    sets = {one.address[1] for one in comparison.differences if one.address[0] == "set"}
    members = (one for one in _members(comparison) if one.address[1] not in sets)
    differing = [one for one in members if not (one.before and one.after)]
    for is_in in (False, True):
        for name in dict.fromkeys(one.address[1] for one in differing if bool(one.after) is is_in):
            those = [one for one in differing if one.address[1] == name and bool(one.after) is is_in]
            noun = set_noun(name)
            nb, en = ("inn", "in") if is_in else ("ut", "out")
            heading = say(f"{_begun(noun.many)} som er tatt {nb} i ordningen" if is_in else
                          f"{_begun(noun.many)} som er tatt {nb} av ordningen",
                          f"{_begun(noun.en_many)} that are {en}")  # fmt: skip
            told = tuple((_new if is_in else _gone)(comparison, one, say) for one in those)
            is_last = is_in or not any(one.after for one in differing if one.address[1] == name)
            yield Section(heading, tuple(_count(comparison, name, say)) if is_last else (), told)


def _begun(word: str) -> str:
    return word[:1].upper() + word[1:]


def _members(comparison: RulesetComparison) -> list[DifferingPiece]:
    return [one for one in comparison.differences if one.address[0] == "member"]


def _gone(comparison: RulesetComparison, one: DifferingPiece, say: Voice) -> Told:
    title, had = titled(one.piece.node, say), _properties(comparison.before, one, say)
    was = say(f" I {titles_of(comparison)[0]}: {had}.", f" In {titles_of(comparison)[0]}: {had}.") if had else ""
    text = say(f"{title} er tatt ut.", f"{title} is out.") + was
    return Told("member_out", one.address[1:], text, places=places(one.before, None))


def _new(comparison: RulesetComparison, one: DifferingPiece, say: Voice) -> Told:
    title, has = titled(one.piece.node, say), _properties(comparison.after, one, say)
    with_ = say(f", med {has}", f", with {has}") if has else ""
    is_in = say(f"{title} er tatt inn{with_}.", f"{title} is in{with_}.")
    text = " ".join((is_in, *_texts(comparison.after, one, say)))
    return Told("member_in", one.address[1:], text, places=places(None, one.after))


def _properties(side: Side, one: DifferingPiece, say: Voice) -> str:
    """`vekt 3 % og måltall 2 %`: the numbers and words that the rules give a member."""
    found = []
    for head, piece in _given(side, one):
        if is_number(piece.node):
            name = titled(head.node, say)
            found.append(
                f"{name[:1].lower()}{name[1:]} {shown_property(piece.node, head, say)}{standing(piece.citation, say)}"
            )
    return say.listing(found)


def _texts(side: Side, one: DifferingPiece, say: Voice) -> Iterator[str]:
    """`Teller: «Unike pasienter …».`: what the rules say of a member in words."""
    for head, piece in _given(side, one):
        if isinstance(piece.node, Text):
            yield f"{titled(head.node, say)}: {say(f'«{piece.node.text}»', f'“{piece.node.text}”')}."


def _given(side: Side, one: DifferingPiece) -> Iterator[tuple[Component, Component]]:
    """The properties of a member, each with what it is."""
    for address, piece in side.pieces.items():
        head = side.pieces.get(("quantity", address[1])) if address[0] == "cell" else None
        is_own = head is not None and piece.members == (one.address[1:],)
        if head is not None and is_own and isinstance(head.node, QuantityDecl) and head.node.kind == "property":
            yield head, piece


def _count(comparison: RulesetComparison, set_name: str, say: Voice) -> Iterator[str]:
    before, after = (_size(side, set_name) for side in (comparison.before, comparison.after))
    yield count_changed(set_name, before, after, say)


def count_changed(set_name: str, before: int, after: int, say: Voice) -> str:
    """`Antall indikatorer er økt fra sju til ni.`"""
    noun = set_noun(set_name)
    one = "ett" if noun.a.startswith("et ") else "én"
    was, is_ = (one if count == 1 else counted(count) for count in (before, after))
    if before == after:
        return say(f"Antall {noun.many} er {is_}, som før.", f"The number of {noun.en_many} is {after}, as before.")
    nb, en = ("økt", "increased") if after > before else ("redusert", "reduced")
    return say(
        f"Antall {noun.many} er {nb} fra {was} til {is_}.",
        f"The number of {noun.en_many} is {en} from {before} to {after}.",
    )


def _size(side: Side, set_name: str) -> int:
    return len(side.ruleset.sets[set_name].members) if set_name in side.ruleset.sets else 0


def _renamed(comparison: RulesetComparison, say: Voice) -> Iterator[Told]:
    for one in comparison.renamed:
        area = one.set_name in (MEASURE, SUBAREA)
        address = ("measure", one.name) if one.set_name == MEASURE else ("member", one.set_name, one.name)
        pieces = [None if area else side.pieces.get(address) for side in (comparison.before, comparison.after)]
        text = say(f"{one.before} heter nå {one.after}.", f"{one.before} is now called {one.after}.")
        where = places(pieces[0], pieces[1])
        yield Told("renamed", (one.set_name, one.name), text, one.before, one.after, places=where)


def _unclear(comparison: RulesetComparison, one: Unclear, say: Voice) -> str:
    first, second = comparison.before.ruleset.sets, comparison.after.ruleset.sets
    before = say.listing([f"«{first[one.set_name][name].title}»" for name in one.before])
    after = say.listing([f"«{second[one.set_name][name].title}»" for name in one.after])
    return say(
        f"Navnene sier ikke hva som svarer til hva av {before} før og {after} nå. De regnes derfor som ulike. "
        "Gi dem navn som skiller dem, med «også kalt».",
        f"The names do not tell which of {before} before is which of {after} now. They are taken as different. "
        "Give them names that tell them apart, with “also”.",
    )


def _inner(comparison: RulesetComparison, say: Voice) -> Iterator[Told]:
    for one in comparison.differences:
        kind, *about = one.address
        if kind == "member" and one.before and one.after:
            was, is_ = (_upper(side, about, say) for side in (comparison.before, comparison.after))
            title, where = titled(one.after.node, say), places(one.before, one.after)
            had, has = (standing(piece.citation, say) for piece in (one.before, one.after))
            text = say(f"{title} ligger nå under {is_}{has}, mot {was} før{had}.",
                       f"{title} is now under {is_}{has}; before {was}{had}.")  # fmt: skip
            yield Told("moved", tuple(about), text, was, is_, places=where)
        elif kind == "subareas" and _in_both(comparison, about[0]):
            yield _areas(comparison, one, say)


def _upper(side: Side, about: Sequence[str], say: Voice) -> str:
    """The title of what a member lies under."""
    own: MemberDecl = side.pieces["member", about[0], about[1]].node
    upper = side.ruleset.sets[about[0]].above
    found = side.pieces.get(("member", upper, own.under.text)) if upper and own.under else None
    return titled(found.node, say) if found else say("ingenting", "nothing")


def _in_both(comparison: RulesetComparison, indicator: str) -> bool:
    address = ("member", INDICATOR, indicator)
    return all(address in side.pieces for side in (comparison.before, comparison.after))


def _areas(comparison: RulesetComparison, one: DifferingPiece, say: Voice) -> Told:
    title = titled(comparison.after.pieces["member", INDICATOR, one.address[1]].node, say)
    was, is_ = (_names(piece, say) for piece in (one.before, one.after))
    now = say(f"delområdene {is_}", f"the sub-areas {is_}") if is_ else say("ingen delområder", "no sub-areas")
    had, has = (standing(piece.citation, say) if piece else "" for piece in (one.before, one.after))
    text = say(f"{title} har nå {now}{has}, mot {was or 'ingen'} før{had}.",
               f"{title} now has {now}{has}; before {was or 'none'}{had}.")  # fmt: skip
    return Told("subareas", (one.address[1],), text, was, is_, places=places(one.before, one.after))


def _names(piece: Component | None, say: Voice) -> str:
    areas = piece.node.areas if piece else ()
    return say.listing([each.titles.title or each.name.text for each in areas])
