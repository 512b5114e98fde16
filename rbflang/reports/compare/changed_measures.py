"""What is changed in the performance measures: out, in, point shares, requirements, parts and points.

Takes a comparison, gives a section worded like the rulebooks' own overview of changes.
"""

from __future__ import annotations

from collections.abc import Iterator

from rbflang.comparison.components import Address, Component
from rbflang.comparison.differences import DifferingPiece, RulesetComparison
from rbflang.inventory.meaning import meaning
from rbflang.inventory.section_notes import replacing_notes
from rbflang.reports.compare.changed_members import count_changed
from rbflang.reports.compare.documents_named import noted_there
from rbflang.reports.compare.told_changes import Section, Told, place, places, titled, titles_of, words_of
from rbflang.reports.compare.value_cells import shown
from rbflang.reports.standings import standing, status, statuses
from rbflang.ruleset.model import INDICATOR, MEASURE
from rbflang.syntax.tree import Clause
from rbflang.wording import Voice, Words

RULES = {
    "parts": Words("Delene for {} regnes ut på en annen måte:", "The parts of {} are computed otherwise:"),
    "points": Words("Poengene for {} deles ut på en annen måte:", "The points of {} are handed out otherwise:"),
    "applies": Words("Hva {} gjelder for, er endret:", "What {} applies to is changed:"),
}


def changed_measures(comparison: RulesetComparison, say: Voice) -> Iterator[Section]:
    """The section about measures."""
    told: list[Told] = []
    for one in comparison.differences:
        if one.address[0] == "measure":
            told.append(_out_or_in(comparison, one, say))
            told += _rules(comparison, one, say) if one.after else []
    for one in comparison.differences:
        if one.address[0] != "measure" and _is_of_a_measure_in_both(comparison, one):
            told += _clause(comparison, one, say)
    heading = say("Endringer i prestasjonsmål", "Changes in the measures")
    yield Section(heading, (*_count(comparison, say), *_replaced(comparison, say)), tuple(told))


def _count(comparison: RulesetComparison, say: Voice) -> Iterator[str]:
    before, after = (len(side.ruleset.measures) for side in (comparison.before, comparison.after))
    if any(one.address[0] == "measure" for one in comparison.differences):
        yield count_changed(MEASURE, before, after, say)


def _replaced(comparison: RulesetComparison, say: Voice) -> Iterator[str]:
    """What the second ruleset notes of a measure that is in together with one that is out."""
    moved = [one for one in comparison.differences if one.address[0] == "measure"]
    new, old = ([one.piece.node.titles.title for one in moved if bool(one.after) is is_in] for is_in in (True, False))
    ruleset = comparison.after.ruleset
    yield from (noted_there(ruleset, one, say) for one in replacing_notes(ruleset, new, old))


def _out_or_in(comparison: RulesetComparison, one: DifferingPiece, say: Voice) -> Told:
    title = titled(one.piece.node, say)
    side = comparison.after if one.after else comparison.before
    share = side.pieces.get(("share", one.address[1]))
    of = shown(share.node, say) if share else ""
    mark = standing(share.citation, say) if share else ""
    if one.after:
        gives = say(f", og gir {of} av poengene{mark}", f", and gives {of} of the points{mark}") if of else ""
        text = say(f"{title} er tatt inn som prestasjonsmål{gives}.", f"{title} is in as a measure{gives}.")
        where, stands = places(None, one.after), statuses(None, share)
        return Told("measure_in", (one.address[1],), text, places=where, statuses=stands)
    gave = say(f" Det ga {of} av poengene{mark}.", f" It gave {of} of the points{mark}.") if of else ""
    text = say(f"{title} er tatt ut som prestasjonsmål.", f"{title} is out as a measure.") + gave
    return Told("measure_out", (one.address[1],), text, places=places(one.before, None), statuses=statuses(share, None))


def _rules(comparison: RulesetComparison, one: DifferingPiece, say: Voice) -> Iterator[Told]:
    """The requirements, parts and points of a measure that is new."""
    measure = one.address[1]
    title = titled(one.piece.node, say)
    gates = comparison.after.pieces.get(("gates", measure))
    if gates:
        yield from _gates_of_new(comparison, gates, title, say)
    for kind, words in (("parts", Words("Deler i", "Parts of")), ("points", Words("Poeng i", "Points of"))):
        piece = comparison.after.pieces.get((kind, measure))
        if piece:
            sentence = f"{words.say(say.language)} {title[:1].lower()}{title[1:]}:"
            where = places(None, piece)
            stands = statuses(None, piece)
            yield Told(kind, (measure,), sentence, "", _words(piece), places=where, layout="rule", statuses=stands)


def _is_of_a_measure_in_both(comparison: RulesetComparison, one: DifferingPiece) -> bool:
    kinds = ("share", "gates", "parts", "points", "applies", "list", "listed")
    address = ("measure", one.address[1])
    both = all(address in side.pieces for side in (comparison.before, comparison.after))
    return one.address[0] in kinds and both and all(_is_there(comparison, pair) for pair in one.piece.members)


def _is_there(comparison: RulesetComparison, member: tuple[str, str]) -> bool:
    address = ("measure", member[1]) if member[0] == MEASURE else ("member", *member)
    return all(address in side.pieces for side in (comparison.before, comparison.after))


def _clause(comparison: RulesetComparison, one: DifferingPiece, say: Voice) -> Iterator[Told]:
    kind, measure = one.address[:2]
    title = titled(comparison.after.pieces["measure", measure].node, say)
    if kind == "share":
        yield from _share(comparison, one, title, say)
    elif kind == "gates":
        yield from _gates(one, title, say)
    elif kind in RULES:
        sentence = RULES[kind].say(say.language).format(title[:1].lower() + title[1:])
        before, after = (_words(piece) for piece in (one.before, one.after))
        where, stands = places(one.before, one.after), statuses(one.before, one.after)
        yield Told(kind, (measure,), sentence, before, after, places=where, layout="rule", statuses=stands)
    elif kind == "listed":
        yield _listed(comparison, one, title, say)


def _words(piece: Component | None) -> str:
    if piece is None:
        return ""
    clause: Clause = piece.node
    if isinstance(clause.value, tuple):
        return words_of(clause.span, clause.citation)
    return words_of(clause.value.span) if clause.value is not None else ""


def _share(comparison: RulesetComparison, one: DifferingPiece, title: str, say: Voice) -> Iterator[Told]:
    """The share of all indicators or of one; a share written for all counts for each that has none of its own."""
    measure, indicator = one.address[1], one.address[2:]
    before, after = (
        side.pieces.get(one.address) or (side.pieces.get(("share", measure)) if indicator else None)
        for side in (comparison.before, comparison.after)
    )
    listed = {each.address for each in comparison.differences if each.address[0] == "listed"}
    if not before or not after or before.meaning == after.meaning or ("listed", measure, *indicator) in listed:
        return
    was, is_ = shown(before.node, say), shown(after.node, say)
    whom = ""
    if indicator:
        member = titled(comparison.after.pieces["member", INDICATOR, indicator[0]].node, say)
        whom = f" for {member}"
    had, has = standing(before.citation, say), standing(after.citation, say)
    text = say(f"{title} gir nå {is_} av poengene{whom}{has}, mot {was} før{had}.",
               f"{title} now gives {is_} of the points{whom}{has}; before {was}{had}.")  # fmt: skip
    where, stands = places(before, after), statuses(before, after)
    yield Told("point_share", one.address[1:], text, was, is_, places=where, statuses=stands)


def _listed(comparison: RulesetComparison, one: DifferingPiece, title: str, say: Voice) -> Told:
    member = titled(comparison.after.pieces["member", INDICATOR, one.address[2]].node, say)
    mark = standing(one.piece.citation, say)
    text = (
        say(f"{title} gjelder nå også for {member}{mark}.", f"{title} now applies to {member} too{mark}.")
        if one.after
        else say(f"{title} gjelder ikke lenger for {member}{mark}.", f"{title} no longer applies to {member}{mark}.")
    )
    where, stands = places(one.before, one.after), statuses(one.before, one.after)
    return Told("applies", one.address[1:], text, places=where, statuses=stands)


def _gates_of_new(comparison: RulesetComparison, gates: Component, title: str, say: Voice) -> Iterator[Told]:
    """The requirements of a new measure: whether they are new, or those that measures had before."""
    of = f"{title[:1].lower()}{title[1:]}"
    for each in gates.node:
        said, mark = say.quoted(_requirement(each)), standing(each.citation, say)
        had = tuple(_had_before(comparison, each, say))
        text = (
            say(f"Kravet {said}{mark} gjelder for {of}.", f"The requirement {said}{mark} applies to {of}.")
            if had else
            say(f"Nytt krav for {of}: {said}{mark}.", f"New requirement of {of}: {said}{mark}.")
        )  # fmt: skip
        yield _gate_in(gates.address, each, " ".join((text, *had)))


def _had_before(comparison: RulesetComparison, gate: Clause, say: Voice) -> Iterator[str]:
    """Which measures had a requirement before: those with its consequence, then those with the other one."""
    found: dict[tuple[str, str], list[str]] = {}
    for address, piece in comparison.before.pieces.items():
        for each in piece.node if address[0] == "gates" else ():
            if _condition(each) == _condition(gate):
                other = "" if each.consequence == gate.consequence else _otherwise(each)
                title = say.quoted(titled(comparison.before.pieces["measure", address[1]].node, say))
                found.setdefault((other, standing(each.citation, say)), []).append(title)
    where = titles_of(comparison)[0]
    for at, ((other, mark), titles) in enumerate(sorted(found.items(), key=lambda one: bool(one[0][0]))):
        so = say(f", men med {say.quoted(other)}", f", but with {say.quoted(other)}") if other else ""
        names, too = say.listing(titles), at and say(" også", " also")
        yield say(f"I {where} gjaldt det{too or ''}{mark} for {names}{so}.",
                  f"In {where} it{too or ''} applied{mark} to {names}{so}.")  # fmt: skip


def _gates(one: DifferingPiece, title: str, say: Voice) -> Iterator[Told]:
    """Requirements that are gone and new; one of each is one that is changed."""
    had, has = (piece.node if piece else () for piece in (one.before, one.after))
    gone = [each for each in had if _gate(each) not in map(_gate, has)]
    new = [each for each in has if _gate(each) not in map(_gate, had)]
    of = f"{title[:1].lower()}{title[1:]}"
    if len(gone) == len(new) == 1:
        text = say(f"Kravet for {of} er endret:", f"The requirement of {of} is changed:")
        where = place(gone[0].span), place(new[0].span)
        before, after = _requirement(gone[0]), _requirement(new[0])
        stands = status(gone[0].citation), status(new[0].citation)
        yield Told("gate", one.address[1:], text, before, after, places=where, layout="rule", statuses=stands)
        return
    for each in gone:
        mark = standing(each.citation, say)
        text = say(f"Kravet «{_requirement(each)}»{mark} for {of} er tatt bort.",
                   f"The requirement “{_requirement(each)}”{mark} of {of} is gone.")  # fmt: skip
        where, stands = (place(each.span), ""), (status(each.citation), "")
        yield Told("gate_out", one.address[1:], text, before=_requirement(each), places=where, statuses=stands)
    for each in new:
        mark = standing(each.citation, say)
        text = say(f"Nytt krav for {of}: «{_requirement(each)}»{mark}.",
                   f"New requirement of {of}: “{_requirement(each)}”{mark}.")  # fmt: skip
        yield _gate_in(one.address, each, text)


def _gate_in(address: Address, gate: Clause, text: str) -> Told:
    where, stands = ("", place(gate.span)), ("", status(gate.citation))
    return Told("gate_in", address[1:], text, after=_requirement(gate), places=where, statuses=stands)


def _gate(clause: Clause) -> object:
    return _condition(clause), clause.consequence


def _condition(clause: Clause) -> object:
    return meaning(clause.value)  # type: ignore[arg-type]


def _otherwise(clause: Clause) -> str:
    """The author's words for what follows where it is not met: `ellers ingen deler`."""
    return _requirement(clause).rpartition(", ")[2]


def _requirement(clause: Clause) -> str:
    """The author's words without the word that opens them."""
    return words_of(clause.span, clause.citation).partition(" ")[2]
