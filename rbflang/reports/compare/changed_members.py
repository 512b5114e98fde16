"""Which indicators (and regions, groups, trusts) are out, in, or called something else than before.

Takes a comparison, gives sections worded like the rulebooks' own overview of changes. Measures are told elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrs import evolve

from rbflang.comparison.components import Component
from rbflang.comparison.counterparts import Unclear
from rbflang.comparison.differences import DifferingPiece, RulesetComparison, Side
from rbflang.inventory.section_notes import notes_on_numbers
from rbflang.reports.compare.documents_named import noted_there
from rbflang.reports.compare.joined_titles import around_number, joined_titles
from rbflang.reports.compare.told_changes import Section, Told, places, titled, titles_of
from rbflang.reports.compare.value_cells import shown_property
from rbflang.reports.standings import existence, marked, standing, statuses
from rbflang.reports.status_words import STATUS_WORDS
from rbflang.ruleset.model import INDICATOR, MEASURE, SUBAREA
from rbflang.ruleset.nouns import Noun, set_noun
from rbflang.ruleset.values import is_number
from rbflang.syntax.expressions import Text
from rbflang.syntax.tree import MemberDecl, QuantityDecl
from rbflang.wording import Voice, counted

SEVERAL = 3
"""What is said of so many is said once."""


def changed_members(
    comparison: RulesetComparison, say: Voice, counts: tuple[frozenset[str], frozenset[str]]
) -> Iterator[Section]:
    """Out, in, renamed; then where members lie and which sub-areas they have.

    `counts` are, for each ruleset, the sets of which a document prints how many members there are.
    """
    yield from _out_and_in(comparison, say, counts)
    renamed = tuple(_renamed(comparison, say))
    lead = tuple(_unclear(comparison, one, say) for one in comparison.unclear)
    yield Section(say("Nye navn", "New names"), (*lead, *(_known_by(renamed, say))), renamed)
    yield Section(say("Grupper og delområder", "Groups and sub-areas"), (), tuple(_inner(comparison, say)))


def _out_and_in(
    comparison: RulesetComparison, say: Voice, counts: tuple[frozenset[str], frozenset[str]]
) -> Iterator[Section]:
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
            divided = _divided_by(comparison, name, is_in)
            if divided:
                yield _division(comparison, those, divided, is_in, say)
                continue
            once = tuple(_rests_on_once(comparison, those, say))
            told = tuple((_new if is_in else _gone)(comparison, one, not once, say) for one in those)
            is_last = is_in or not any(one.after for one in differing if one.address[1] == name)
            is_printed = all(name in printed for printed in counts)
            lead = tuple(_count(comparison, name, is_printed, say)) if is_last else ()
            if is_last:
                all_of_them = [one for one in differing if one.address[1] == name]
                lead += tuple(_may_be_in_both(comparison, all_of_them, say))
            yield Section(heading, (*lead, *once), told, told_as=tuple(_alike_in_one(comparison, those, told, say)))


def _divided_by(comparison: RulesetComparison, name: str, is_in: bool) -> str:
    """The set of both rulesets that one divides by another, where the other has no member to divide it by."""
    with_, without = (comparison.after, comparison.before) if is_in else (comparison.before, comparison.after)
    lower = [one for one, each in with_.ruleset.sets.items() if each.above == name and _size(without, one)]
    return lower[0] if lower and not _size(without, name) else ""


def _division(
    comparison: RulesetComparison, those: Sequence[DifferingPiece], divided: str, is_in: bool, say: Voice
) -> Section:
    """That members are divided into groups, or no longer are, and what the groups are."""
    noun, members = set_noun(those[0].address[1]), set_noun(divided)
    side, model = (comparison.after if is_in else comparison.before), titles_of(comparison)[is_in]
    nb, en = ("nå", "now") if is_in else ("ikke lenger", "no longer")
    was = ("er", "are") if is_in else ("var", "were")
    lead = say(f"{_begun(members.them)} er {nb} delt i {noun.many}. I {model} {was[0]} de delt slik:",
               f"The {members.en_many} are {en} divided into {noun.en_many}. In {model} they {was[1]} divided so:",
               )  # fmt: skip
    told = []
    for one in those:
        title, has = titled(one.piece.node, say), _properties(side, one, say)
        text = title + (f", {has}." if has else ".")
        stands = existence(one.piece.citation)
        kind, both = ("member_in", ("", stands)) if is_in else ("member_out", (stands, ""))
        told.append(Told(kind, one.address[1:], text, places=places(one.before, one.after), statuses=both))
    heading = say(f"Inndeling i {noun.many}", f"Division into {noun.en_many}")
    return Section(heading, (lead,), tuple(told))


def _may_be_in_both(comparison: RulesetComparison, differing: Sequence[DifferingPiece], say: Voice) -> Iterator[str]:
    """That some members may be in both, where it is only assumed which the other ruleset has."""
    before, after = titles_of(comparison)
    named = [one for one in differing if existence(one.piece.citation) != "assumed"]
    set_name = differing[0].address[1]
    if any(one.after for one in named) and _assumed(comparison.before, set_name):
        yield say(f"Noen som står som tatt inn, kan derfor ha vært med i {before}.",
                  f"So some that are listed as in may have been in {before} too.")  # fmt: skip
    if any(one.before for one in named) and _assumed(comparison.after, set_name):
        yield say(f"Noen som står som tatt ut, kan derfor være med i {after}.",
                  f"So some that are listed as out may be in {after} too.")  # fmt: skip


def _begun(word: str) -> str:
    return word[:1].upper() + word[1:]


def _members(comparison: RulesetComparison) -> list[DifferingPiece]:
    return [one for one in comparison.differences if one.address[0] == "member"]


def _gone(comparison: RulesetComparison, one: DifferingPiece, with_status: bool, say: Voice) -> Told:
    title, had = titled(one.piece.node, say), _properties(comparison.before, one, say)
    was = [say(f"I {titles_of(comparison)[0]}: {had}.", f"In {titles_of(comparison)[0]}: {had}.")] if had else []
    title = say(title, f"“{title}”")
    text = " ".join((f"{title} {_is([one], 'ut', 'out', say)}.", *(_rests_on([one], say) if with_status else ()), *was))
    stands = existence(one.piece.citation), ""
    return Told("member_out", one.address[1:], text, places=places(one.before, None), statuses=stands)


def _new(comparison: RulesetComparison, one: DifferingPiece, with_status: bool, say: Voice) -> Told:
    title, has = titled(one.piece.node, say), _properties(comparison.after, one, say)
    with_ = say(f", med {has}", f", with {has}") if has else ""
    is_in = f"{say(title, f'“{title}”')} {_is([one], 'inn', 'in', say)}{with_}."
    text = " ".join(
        (
            is_in,
            *(_rests_on([one], say) if with_status else ()),
            *_texts(comparison.after, one, say),
            *_noted(comparison.after, one, say),
        )
    )
    stands = "", existence(one.piece.citation)
    return Told("member_in", one.address[1:], text, places=places(None, one.after), statuses=stands)


def _is(those: Sequence[DifferingPiece], nb: str, en: str, say: Voice) -> str:
    """`er tatt inn`; of what is only assumed to be there, that it is taken to be."""
    be = "are" if len(those) > 1 else "is"
    if existence(those[0].piece.citation) == "assumed":
        return say(f"er regnet som tatt {nb}", f"{be} taken to be {en}")
    return say(f"er tatt {nb}", f"{be} {en}")


def _rests_on(those: Sequence[DifferingPiece], say: Voice) -> Iterator[str]:
    """`At den er med, er antatt.`: what it rests on that members are there, where no source says so."""
    stands = existence(those[0].piece.citation)
    if stands:
        word, several = STATUS_WORDS[stands].say(say.language), len(those) > 1
        is_neuter = set_noun(those[0].address[1]).a.startswith("et ")
        it, en_it = ("de", "they are") if several else ("det" if is_neuter else "den", "it is")
        be, en_be = ("er", en_it) if those[0].after else ("var", "they were" if several else "it was")
        yield say(f"At {it} {be} med, er {word}.", f"That {en_be} in is {word}.")


def _rests_on_once(comparison: RulesetComparison, those: Sequence[DifferingPiece], say: Voice) -> Iterator[str]:
    """What it rests on that members are there, where it is the same for several and for all but those assumed."""
    stands = [existence(one.piece.citation) for one in those]
    each = [one for one in stands if one != "assumed"]
    if len(each) >= SEVERAL and each[0] and len({*each}) == 1:
        is_in, word = those[0].after is not None, STATUS_WORDS[each[0]].say(say.language)
        model, be = titles_of(comparison)[is_in], ("er", "are") if is_in else ("var", "were")
        but = say("Der ikke annet er sagt, er det", "Unless said otherwise, it is") if len(each) < len(stands) else ""
        that = say(f"at de {be[0]} med i {model}.", f"that they {be[1]} part of {model}.")
        yield f"{but or say('Det er', 'It is')} {word} {that}"


def _alike_in_one(
    comparison: RulesetComparison, those: Sequence[DifferingPiece], told: Sequence[Told], say: Voice
) -> Iterator[Told]:
    """The members, with those of which the same is said in one sentence, where the first of them stands.

    That is all that are only assumed to be there, and those whose titles differ in a number alone.
    """
    groups: dict[object, list[DifferingPiece]] = {}
    keys = [_what_is_said(comparison, one, say) for one in those]
    for one, key in zip(those, keys, strict=True):
        groups.setdefault(key, []).append(one)
    for one, key, each in zip(those, keys, told, strict=True):
        if one is groups[key][0]:
            yield each if len(groups[key]) == 1 else evolve(each, text=_in_one(comparison, groups[key], say))


def _what_is_said(comparison: RulesetComparison, one: DifferingPiece, say: Voice) -> object:
    """What is said of a member but its number; its own address where it is told by itself."""
    stands, around = existence(one.piece.citation), around_number(titled(one.piece.node, say))
    if stands == "assumed":
        return stands
    side = comparison.after if one.after else comparison.before
    texts = tuple(_texts(side, one, say))
    return (stands, around, _properties(side, one, say)) if around and not texts else one.address


def _in_one(comparison: RulesetComparison, those: Sequence[DifferingPiece], say: Voice) -> str:
    """`Resultatindikator 1–10 (navn ikke kjent) er tatt ut. At de var med, er antatt.`"""
    is_in = those[0].after is not None
    side, model = (comparison.after if is_in else comparison.before), titles_of(comparison)[is_in]
    names = joined_titles([titled(one.piece.node, say) for one in those], say)
    has = {_properties(side, one, say) for one in those}
    each = has.pop() if len(has) == 1 else ""
    nb, en = ("inn", "in") if is_in else ("ut", "out")
    told = [f"{names} {_is(those, nb, en, say)}.", *_rests_on(those, say)]
    told += [say(f"I {model}: {each} for hver.", f"In {model}: {each} each.")] if each else []
    return " ".join(told)


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
            yield f"{titled(head.node, say)}: {say.quoted(piece.node.text)}{standing(piece.citation, say)}."


def _noted(side: Side, one: DifferingPiece, say: Voice) -> Iterator[str]:
    """What the ruleset notes of a number that it gives a member: that a target is provisional, for instance."""
    write = Voice(side.ruleset.tree.language)
    numbers = [shown_property(each.node, head, write) for head, each in _given(side, one) if is_number(each.node)]
    ruleset, member = side.ruleset, side.ruleset.sets[one.address[1]][one.piece.node.name.text]
    found = notes_on_numbers(ruleset, (member.title, member.short), numbers)
    yield from (noted_there(ruleset, each, say) for each in found)


def _given(side: Side, one: DifferingPiece) -> Iterator[tuple[Component, Component]]:
    """The properties of a member, each with what it is."""
    for address, piece in side.pieces.items():
        head = side.pieces.get(("quantity", address[1])) if address[0] == "cell" else None
        is_own = head is not None and piece.members == (one.address[1:],)
        if head is not None and is_own and isinstance(head.node, QuantityDecl) and head.node.kind == "property":
            yield head, piece


def _count(comparison: RulesetComparison, set_name: str, is_printed: bool, say: Voice) -> Iterator[str]:
    """How many there are; where nobody says which, and a document does not print how many either, that it is taken."""
    sides = (comparison.before, comparison.after)
    before, after = (_size(side, set_name) for side in sides)
    assumed = [_assumed(side, set_name) for side in sides]
    if is_printed or not any(assumed):
        yield count_changed(set_name, before, after, say)
    if any(assumed):
        yield _taken_to_be(comparison, set_noun(set_name), (before, after), assumed, is_printed, say)


def _taken_to_be(
    comparison: RulesetComparison,
    noun: Noun,
    sizes: tuple[int, int],
    assumed: Sequence[int],
    is_printed: bool,
    say: Voice,
) -> str:
    """How many the rulesets have, if no document prints it, and of how many it is only assumed that they are there."""
    titles, (before, after) = titles_of(comparison), sizes
    if not is_printed and before == after and assumed[0] == assumed[1]:
        return say(
            f"Begge regelsettene har {counted(before)} {noun.many}. At {counted(assumed[0])} av dem er med, er antatt.",
            f"Both rulesets have {before} {noun.en_many}. That {assumed[0]} of them are in is assumed.",
        )
    of = say.listing(
        [say(f"{counted(count)} av de {counted(size)} i {title}", f"{count} of the {size} in {title}")
         for count, size, title in zip(assumed, sizes, titles, strict=True) if count]
    )  # fmt: skip
    if is_printed:
        return say(
            f"At {of} er med, er antatt: Ingen kilde sier hvilke de er.",
            f"That {of} are in is assumed: no source says which they are.",
        )
    return say(
        f"Regelsettet for {titles[0]} har {counted(before)} {noun.many}, det for {titles[1]} {counted(after)}. At {of} "
        "er med, er antatt.",
        f"The ruleset of {titles[0]} has {before} {noun.en_many}, that of {titles[1]} {after}. That {of} are in is "
        "assumed.",
    )


def _assumed(side: Side, set_name: str) -> int:
    """How many members are only assumed to be there."""
    pieces = (piece for address, piece in side.pieces.items() if address[:2] == ("member", set_name))
    return sum(existence(piece.citation) == "assumed" for piece in pieces)


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


def _known_by(renamed: Sequence[Told], say: Voice) -> Iterator[str]:
    """What it rests on that two names are of the same: the rulesets, and no document."""
    if renamed:
        yield say("At det gamle og det nye navnet gjelder det samme, er lest av navnene i regelsettene.",
                  "That the old name and the new are of the same is read from the names in the rulesets.")  # fmt: skip


def _renamed(comparison: RulesetComparison, say: Voice) -> Iterator[Told]:
    for one in comparison.renamed:
        area = one.set_name in (MEASURE, SUBAREA)
        address = ("measure", one.name) if one.set_name == MEASURE else ("member", one.set_name, one.name)
        pieces = [None if area else side.pieces.get(address) for side in (comparison.before, comparison.after)]
        tongue = "In Norwegian, " if comparison.after.ruleset.tree.language == "nb" else ""
        stands = [existence(piece.citation) if piece else "" for piece in pieces]
        had, has = (marked(each, say) for each in stands)
        text = say(f"{one.before}{had} heter nå {one.after}{has}.",
                   f"{tongue}“{one.before}”{had} is now called “{one.after}”{has}.")  # fmt: skip
        where, both = places(pieces[0], pieces[1]), (stands[0], stands[1])
        yield Told("renamed", (one.set_name, one.name), text, one.before, one.after, places=where, statuses=both)


def _unclear(comparison: RulesetComparison, one: Unclear, say: Voice) -> str:
    first, second = comparison.before.ruleset.sets, comparison.after.ruleset.sets
    before = say.listing([say.quoted(first[one.set_name][name].title) for name in one.before])
    after = say.listing([say.quoted(second[one.set_name][name].title) for name in one.after])
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
            stands = statuses(one.before, one.after)
            yield Told("moved", tuple(about), text, was, is_, places=where, statuses=stands)
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
    where, stands = places(one.before, one.after), statuses(one.before, one.after)
    return Told("subareas", (one.address[1],), text, was, is_, places=where, statuses=stands)


def _names(piece: Component | None, say: Voice) -> str:
    areas = piece.node.areas if piece else ()
    return say.listing([each.titles.title or each.name.text for each in areas])
