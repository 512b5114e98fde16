"""What is changed in staircases and formulas, and in what is asked for.

Takes a comparison, gives sections where each rule stands before and after in its author's words. What the payout does
not rest on is only counted.
"""

from __future__ import annotations

from collections.abc import Iterator

from attrs import evolve

from rbflang.comparison.components import Component
from rbflang.comparison.differences import DifferingPiece, RulesetComparison
from rbflang.inventory.meaning import typing_meaning, value_meaning
from rbflang.reports.compare.as_before import as_before
from rbflang.reports.compare.changed_rounds import changed_round
from rbflang.reports.compare.told_changes import (
    Section,
    Told,
    place,
    places,
    spoken,
    titled,
    titles_of,
    words_of,
)
from rbflang.reports.compare.value_cells import shown
from rbflang.reports.standings import marked, standing, status, statuses
from rbflang.syntax.format_words import Spelling
from rbflang.syntax.tree import FormulaDecl, QuantityDecl, StaircaseDecl, Step, Typing
from rbflang.wording import Voice, counted


def changed_rules(comparison: RulesetComparison, say: Voice) -> Iterator[Section]:
    """Staircases, formulas, what the figures are taken from, and how numbers are given."""
    counting = [one for one in comparison.differences if comparison.counts(one)]
    here = [one for one in counting if one.after is not None]
    stairs = tuple(_staircase(one, say) for one in here if one.address[0] == "staircase")
    yield Section(say("Endringer i trapper", "Changes in staircases"), (), stairs)
    formulas = tuple(_formula(one, say) for one in here if _is_formula(one))
    yield Section(say("Endringer i beregningen", "Changes in the calculation"), (), formulas)
    declared = tuple(one for one in here if _is_declaration(one))
    inputs = tuple(_asked_for(one, say) for one in declared if one.before is None)
    rounds = tuple(changed_round(comparison, one, say) for one in counting if one.address[0] == "round")
    yield Section(say("Endringer i datagrunnlag", "Changes in the data"), (), (*inputs, *rounds))
    otherwise = tuple(_declared(comparison, one, say) for one in declared if one.before is not None)
    sets = tuple(_set(one, say) for one in here if one.address[0] == "set")
    heading = say("Endringer i hvordan tall oppgis", "Changes in how numbers are given")
    yield Section(heading, (), (*sets, *otherwise))


def no_longer_used(comparison: RulesetComparison, say: Voice) -> Section:
    """What the payout rested on, and rests on no more: sets, inputs, tables, formulas and staircases by their names."""
    counting = [one for one in comparison.differences if comparison.counts(one)]
    gone = tuple(_gone(one, say) for one in counting if one.after is None and _is_named(one))
    return Section(say("Ikke lenger i bruk", "No longer used"), (), gone)


def continued_rules(comparison: RulesetComparison, say: Voice) -> Iterator[str]:
    """What was continued: the staircases and the whole calculation."""
    counting = [one for one in comparison.differences if comparison.counts(one)]
    differing = {one.address for one in counting}
    for address, piece in comparison.after.pieces.items():
        if address[0] == "staircase" and address in comparison.before.pieces and address not in differing:
            title = titled(piece.node, say)
            told = as_before(comparison, [(comparison.before.pieces[address], piece)], say)
            name = _staircase_named(piece.node, title, say)
            yield f"{name[:1].upper()}{name[1:]} {told.verb}{told.mark}.{told.why}"
    paid = all(side.ruleset.payout for side in (comparison.before, comparison.after))
    if paid and not any(one.after and _is_formula(one) for one in counting):
        told = as_before(comparison, list(_formulas_in_both(comparison)), say)
        has_points = any(side.ruleset.measures for side in (comparison.before, comparison.after))
        of = (f"fra poeng til {say.in_many}", f"from points to {say.in_many}")
        of = of if has_points else ("av beløpene", "of the amounts")
        yield f"{say(f'Beregningen {of[0]}', f'The calculation {of[1]}')} {told.verb}{told.mark}.{told.why}"


def _formulas_in_both(comparison: RulesetComparison) -> Iterator[tuple[Component, Component]]:
    """The formulas that the payout rests on."""
    for address, after in comparison.after.pieces.items():
        before = comparison.before.pieces.get(address)
        if before and isinstance(after.node, FormulaDecl) and address[1] in comparison.after.reached:
            yield before, after


def beside(comparison: RulesetComparison) -> dict[str, list[str]]:
    """The formulas and numbers that no payout rests on, by what has happened to them."""
    found: dict[str, list[str]] = {"new": [], "gone": [], "changed": []}
    for one in comparison.differences:
        if one.address[0] == "quantity" and not comparison.counts(one):
            what = "changed" if one.before and one.after else "new" if one.after else "gone"
            found[what].append(one.address[1])
    return found


def beside_in_words(comparison: RulesetComparison, say: Voice) -> str:
    """How many there are; nothing where there are none."""
    found = {what: len(names) for what, names in beside(comparison).items() if names}
    nb = {"new": "ny" if found.get("new") == 1 else "nye", "gone": "tatt ut", "changed": "endret"}
    en = {"new": "new", "gone": "gone", "changed": "changed"}
    if not found:
        return ""
    told = say.listing([say(f"{counted(count)} {nb[what]}", f"{count} {en[what]}") for what, count in found.items()])
    return say(
        f"Tall og formler som ikke påvirker utbetalingen (til visning, sammenligning og kontroll): {told}.",
        f"Numbers and formulas that do not bear on the payout (to show, compare and check): {told}.",
    )


def _staircase(one: DifferingPiece, say: Voice) -> Told:
    title, where = titled(one.piece.node, say), places(one.before, one.after)
    name, stands = _staircase_named(one.piece.node, title, say), statuses(one.before, one.after)
    before, after = (_steps(piece) for piece in (one.before, one.after))
    steps = _changed_steps(one, say)
    if steps:
        text = say(
            f"{name[:1].upper()}{name[1:]} er endret: {steps}.", f"{name[:1].upper()}{name[1:]} is changed: {steps}."
        )
        return Told("staircase", one.address[1:], text, before, after, places=where, statuses=stands)
    nb, en = ("ny", "new") if one.before is None else ("endret", "changed")
    text = say(f"{name[:1].upper()}{name[1:]} er {nb}:", f"{name[:1].upper()}{name[1:]} is {en}:")
    return Told("staircase", one.address[1:], text, before, after, places=where, layout="rule", statuses=stands)


def _staircase_named(node: StaircaseDecl, title: str, say: Voice) -> str:
    """`trappen «Uttelling»`, `rampen «Opptjening»`."""
    if node.is_ramp:
        return say(f"rampen «{title}»", f"the ramp “{title}”")
    return say(f"trappen «{title}»", f"the staircase “{title}”")


def _changed_steps(one: DifferingPiece, say: Voice) -> str:
    """`fra 100 % gir nå 6 deler, mot 5 deler før`; nothing where there are other steps than before."""
    if one.before is None or one.after is None:
        return ""
    pairs = list(zip(one.before.node.steps, one.after.node.steps, strict=False))
    is_same = len(pairs) == len(one.before.node.steps) == len(one.after.node.steps)
    if not is_same or any(_limit(before) != _limit(after) for before, after in pairs):
        return ""
    nodes = one.before.node, one.after.node
    told = []
    for steps in pairs:
        if value_meaning(steps[0].result) != value_meaning(steps[1].result):
            was, is_ = (
                f"{shown(step.result, say)}{standing(step.citation or node.citation, say)}"
                for step, node in zip(steps, nodes, strict=True)
            )
            limit = _limit(steps[1])
            told.append(say(f"{limit} gir nå {is_}, mot {was} før", f"{limit} now gives {is_}; before {was}"))
    return "; ".join(told)


def _limit(step: Step) -> str:
    """`fra 100 %`: the author's words up to what the step gives."""
    return " ".join(step.span.source.text[step.span.start : step.result.span.start].split()[:-1])


def _steps(piece: Component | None) -> str:
    if piece is None:
        return ""
    node: StaircaseDecl = piece.node
    return ", ".join(words_of(step.span, step.citation) for step in node.steps)


# formulas


def _is_formula(one: DifferingPiece) -> bool:
    return one.address[0] == "quantity" and any(isinstance(p.node, FormulaDecl) for p in (one.before, one.after) if p)


def _formula(one: DifferingPiece, say: Voice) -> Told:
    title, where = titled(one.piece.node, say), (_formula_place(one.before), _formula_place(one.after))
    before, after = (_whole(piece) for piece in (one.before, one.after))
    if one.before is None:
        text = say(f"Ny formel: {title}", f"New formula: {title}")
    else:
        text = say(f"{title} regnes ut på en annen måte:", f"{title} is computed otherwise:")
    stands = statuses(one.before, one.after)
    return Told("formula", one.address[1:], text, before, after, places=where, layout="rule", statuses=stands)


def _formula_place(piece: Component | None) -> str:
    if piece is None:
        return ""
    return place(piece.node.expression.span if isinstance(piece.node, FormulaDecl) else piece.span)


def _whole(piece: Component | None) -> str:
    """A formula with its rounding, or a declaration, in its author's words."""
    if piece is None:
        return ""
    node = piece.node
    if isinstance(node, QuantityDecl):
        return _declaration(node)
    rounding = f" {words_of(node.rounding.span, node.rounding.citation)}" if node.rounding else ""
    return f"{words_of(node.expression.span)}{rounding}"


# declarations


def _is_declaration(one: DifferingPiece) -> bool:
    """An input that is new, or something given that is given otherwise."""
    nodes = [piece.node for piece in (one.before, one.after) if piece]
    if one.address[0] != "quantity" or not all(isinstance(node, QuantityDecl) for node in nodes):
        return False
    return len(nodes) == 2 or nodes[0].kind == "input"


def _asked_for(one: DifferingPiece, say: Voice) -> Told:
    title, typing = say.quoted(titled(one.piece.node, say)), one.piece.node.typing
    nb, en = (" (kan utelates)", " (may be left out)") if typing and typing.is_optional else ("", "")
    where, stands = places(None, one.after), statuses(None, one.after)
    mark = marked(stands[1], say)
    text = say(f"Nytt i datagrunnlaget: {title}{nb}{mark}.", f"New in the data: {title}{en}{mark}.")
    return Told("input", one.address[1:], text, places=where, statuses=stands)


def _declared(comparison: RulesetComparison, one: DifferingPiece, say: Voice) -> Told:
    title, where, stands = spoken(one.piece.node, say), places(one.before, one.after), statuses(one.before, one.after)
    told = _not_known(comparison, one, title, say) or _rounded_otherwise(comparison, one, title, say)
    if told:
        return Told("declaration", one.address[1:], told, places=where, statuses=stands)
    text = say(f"{title} er oppgitt på en annen måte:", f"{title} is given otherwise:")
    before, after = (_declaration(piece.node) if piece else "" for piece in (one.before, one.after))
    return Told("declaration", one.address[1:], text, before, after, places=where, layout="rule", statuses=stands)


def _not_known(comparison: RulesetComparison, one: DifferingPiece, title: str, say: Voice) -> str:
    """That one year gives what the other asks for, because it is not known."""
    sides = ((comparison.before, one.before), (comparison.after, one.after))
    kinds = [piece.node.kind for _, piece in sides if piece]
    if (kinds[0] == "input") is (kinds[1] == "input") or not set(kinds) <= {"input", "fixed", "table"}:
        return ""
    at = kinds.index("input")
    titles = titles_of(comparison)
    cell = sides[1 - at][0].pieces.get(("cell", one.address[1]))
    aside = standing(cell.citation, say).replace(" (", ", ").rstrip(")") if cell else ""
    known = f" ({titles[1 - at]}: {shown(cell.node, say)}{aside})" if cell and at else ""
    return say(f"{title} for {titles[at]} er ikke kjent, og må oppgis{known}.",
               f"{title} of {titles[at]} is not known, and has to be given{known}.")  # fmt: skip


def _rounded_otherwise(comparison: RulesetComparison, one: DifferingPiece, title: str, say: Voice) -> str:
    """That the numbers are rounded in print in one year and not in the other, where that is all."""
    nodes = [piece.node for piece in (one.before, one.after) if piece]
    rounded = [bool(node.typing and node.typing.is_rounded) for node in nodes]
    alike = [(node.kind, [name.text for name in node.per], _but_rounding(node)) for node in nodes]
    if alike[0] != alike[1] or rounded[0] is rounded[1]:
        return ""
    titles = titles_of(comparison)
    which, other = titles[rounded.index(True)], titles[rounded.index(False)]
    if status(nodes[rounded.index(False)].citation) == "derived":
        return say(
            f"{title} er utledet uten avrunding i {other}. I {which} er bare de trykte, avrundede tallene kjent.",
            f"{title}: derived without rounding in {other}. In {which} only the printed, rounded figures are known.",
        )
    return say(f"{title} er regnet som avrundet i {which}, men ikke i {other}.",
               f"{title}: taken as rounded in {which}, but not in {other}.")  # fmt: skip


def _but_rounding(node: QuantityDecl) -> object:
    """What is said of the values but for their unit, which the numbers show, and the rounding."""
    return typing_meaning(evolve(node.typing or Typing(node.span, ()), words=(), is_rounded=False))


def _set(one: DifferingPiece, say: Voice) -> Told:
    name, where = _set_title(one, say), places(one.before, one.after)
    if one.before is None:
        text = say(f"Inndelingen «{name}» er ny.", f"The set “{name}” is new.")
    else:
        text = say(f"Inndelingen «{name}» er bygd opp på en annen måte.", f"The set “{name}” is made otherwise.")
    return Told("set", (one.address[1],), text, places=where)


def _set_title(one: DifferingPiece, say: Voice) -> str:
    """The title of a set in the language spoken; its name as it is where it has none."""
    titles = one.piece.node.titles
    return titled(one.piece.node, say) if titles.title or titles.english else one.address[1]


def _is_named(one: DifferingPiece) -> bool:
    """True for what has a name of its own and no section that tells that it is gone."""
    if one.address[0] == "quantity":
        return not (isinstance(one.piece.node, QuantityDecl) and one.piece.node.kind == "property")
    return one.address[0] in ("staircase", "set")


def _gone(one: DifferingPiece, say: Voice) -> Told:
    kind = one.address[0]
    title = _set_title(one, say) if kind == "set" else titled(one.piece.node, say)
    if kind == "staircase":
        title = _staircase_named(one.piece.node, title, say)
    elif kind == "set":
        title = say(f"inndelingen «{title}»", f"the set “{title}”")
    else:
        title = title[:1].lower() + title[1:]
    stands = statuses(one.before, None)
    text = f"{title}{marked(stands[0], say)}"
    return Told("gone", one.address, text, places=places(one.before, None), layout="named", statuses=stands)


def _declaration(node: QuantityDecl) -> str:
    spelling = Spelling("nb")
    per = spelling.per(node.per)
    return f"{' '.join(filter(None, (spelling.word(node.kind.upper()), per)))}{spelling.typing(node.typing)}"
