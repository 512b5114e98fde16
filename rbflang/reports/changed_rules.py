"""What is changed in staircases and formulas, in what is asked for, and in the rounds.

Takes a comparison, gives sections where each rule stands before and after in its author's words. What the payout does
not rest on is only counted.
"""

from __future__ import annotations

from collections.abc import Iterator

from rbflang.reports.told_changes import Section, Told, place, places, spoken, titled, words_of
from rbflang.ruleset.comparison import Comparison, Difference
from rbflang.ruleset.pieces import Piece
from rbflang.syntax.expressions import Text
from rbflang.syntax.format_words import Spelling
from rbflang.syntax.tree import FormulaDecl, QuantityDecl, RoundDecl, StaircaseDecl
from rbflang.wording import Voice, counted


def changed_rules(comparison: Comparison, say: Voice) -> Iterator[Section]:
    """Staircases, formulas, what the figures are taken from, and how numbers are given."""
    counting = [one for one in comparison.differences if comparison.counts(one)]
    here = [one for one in counting if one.after is not None]
    stairs = tuple(_staircase(one, say) for one in here if one.address[0] == "staircase")
    yield Section(say("Endringer i trapper", "Changes in staircases"), (), stairs)
    formulas = tuple(_formula(one, say) for one in here if _is_formula(one))
    yield Section(say("Endringer i beregningen", "Changes in the calculation"), (), formulas)
    declared = tuple(one for one in here if _is_declaration(one))
    inputs = tuple(_asked_for(one, say) for one in declared if one.before is None)
    rounds = tuple(_round(one, say) for one in counting if one.address[0] == "round")
    yield Section(say("Endringer i datagrunnlag", "Changes in the data"), (), (*inputs, *rounds))
    otherwise = tuple(_declared(one, say) for one in declared if one.before is not None)
    sets = tuple(_set(one, say) for one in here if one.address[0] == "set")
    heading = say("Endringer i hvordan tall oppgis", "Changes in how numbers are given")
    yield Section(heading, (), (*sets, *otherwise))


def no_longer_used(comparison: Comparison, say: Voice) -> Section:
    """What the payout rested on, and rests on no more: sets, inputs, tables, formulas and staircases by their names."""
    counting = [one for one in comparison.differences if comparison.counts(one)]
    gone = tuple(_gone(one, say) for one in counting if one.after is None and _is_named(one))
    return Section(say("Ikke lenger i bruk", "No longer used"), (), gone)


def continued_rules(comparison: Comparison, say: Voice) -> Iterator[str]:
    """What was continued: the staircases and the whole calculation."""
    counting = [one for one in comparison.differences if comparison.counts(one)]
    differing = {one.address for one in counting}
    for address, piece in comparison.after.pieces.items():
        if address[0] == "staircase" and address in comparison.before.pieces and address not in differing:
            title = titled(piece.node, say)
            yield say(f"Trappen «{title}» er videreført.", f"The staircase “{title}” is continued.")
    paid = all(side.ruleset.payout for side in (comparison.before, comparison.after))
    if paid and not any(one.after and _is_formula(one) for one in counting):
        yield say(
            "Beregningen fra poeng til kroner er videreført.", "The calculation from points to kroner is continued."
        )


def beside(comparison: Comparison) -> dict[str, list[str]]:
    """The formulas and numbers that no payout rests on, by what has happened to them."""
    found: dict[str, list[str]] = {"new": [], "gone": [], "changed": []}
    for one in comparison.differences:
        if one.address[0] == "quantity" and not comparison.counts(one):
            what = "changed" if one.before and one.after else "new" if one.after else "gone"
            found[what].append(one.address[1])
    return found


def beside_in_words(comparison: Comparison, say: Voice) -> str:
    """How many there are; nothing where there are none."""
    found = {what: len(names) for what, names in beside(comparison).items() if names}
    nb = {"new": "ny" if found.get("new") == 1 else "nye", "gone": "tatt ut", "changed": "endret"}
    en = {"new": "new", "gone": "gone", "changed": "changed"}
    if not found:
        return ""
    told = say.listing([say(f"{counted(count)} {nb[what]}", f"{count} {en[what]}") for what, count in found.items()])
    return say(
        f"Utenfor beregningen av utbetalingen: {told}. Det gjelder formler og tall til visning, sammenligning og "
        "kontroll.",
        f"Beside the calculation of the payout: {told}. These are formulas and numbers to show, compare and check.",
    )


def _staircase(one: Difference, say: Voice) -> Told:
    title, where = titled(one.piece.node, say), places(one.before, one.after)
    before, after = (_steps(piece) for piece in (one.before, one.after))
    nb, en = ("ny", "new") if one.before is None else ("endret", "changed")
    text = say(f"Trappen «{title}» er {nb}:", f"The staircase “{title}” is {en}:")
    return Told("staircase", one.address[1:], text, before, after, places=where, layout="rule")


def _steps(piece: Piece | None) -> str:
    if piece is None:
        return ""
    node: StaircaseDecl = piece.node
    return ", ".join(words_of(step.span, step.citation) for step in node.steps)


# formulas


def _is_formula(one: Difference) -> bool:
    return one.address[0] == "quantity" and any(isinstance(p.node, FormulaDecl) for p in (one.before, one.after) if p)


def _formula(one: Difference, say: Voice) -> Told:
    title, where = titled(one.piece.node, say), (_formula_place(one.before), _formula_place(one.after))
    before, after = (_whole(piece) for piece in (one.before, one.after))
    if one.before is None:
        text = say(f"Ny formel: {title}", f"New formula: {title}")
    else:
        text = say(f"{title} regnes ut på en annen måte:", f"{title} is computed otherwise:")
    return Told("formula", one.address[1:], text, before, after, places=where, layout="rule")


def _formula_place(piece: Piece | None) -> str:
    if piece is None:
        return ""
    return place(piece.node.expression.span if isinstance(piece.node, FormulaDecl) else piece.span)


def _whole(piece: Piece | None) -> str:
    """A formula with its rounding, or a declaration, in its author's words."""
    if piece is None:
        return ""
    node = piece.node
    if isinstance(node, QuantityDecl):
        return _declaration(node)
    rounding = f" {words_of(node.rounding.span, node.rounding.citation)}" if node.rounding else ""
    return f"{words_of(node.expression.span)}{rounding}"


# declarations and rounds


def _is_declaration(one: Difference) -> bool:
    """An input that is new, or something given that is given otherwise."""
    nodes = [piece.node for piece in (one.before, one.after) if piece]
    if one.address[0] != "quantity" or not all(isinstance(node, QuantityDecl) for node in nodes):
        return False
    return len(nodes) == 2 or nodes[0].kind == "input"


def _asked_for(one: Difference, say: Voice) -> Told:
    title = titled(one.piece.node, say).lower()
    typing = one.piece.node.typing
    nb, en = ("kan", "may") if typing and typing.is_optional else ("må", "must")
    text = say(f"Tall for {title} {nb} nå oppgis.", f"Figures of {title} {en} now be given.")
    return Told("input", one.address[1:], text, places=places(None, one.after))


def _declared(one: Difference, say: Voice) -> Told:
    title, where = spoken(one.piece.node, say), places(one.before, one.after)
    text = say(f"{title} er oppgitt på en annen måte:", f"{title} is given otherwise:")
    before, after = (_declaration(piece.node) if piece else "" for piece in (one.before, one.after))
    return Told("declaration", one.address[1:], text, before, after, places=where, layout="rule")


def _set(one: Difference, say: Voice) -> Told:
    name, where = one.address[1], places(one.before, one.after)
    if one.before is None:
        text = say(f"Inndelingen «{name}» er ny.", f"The set “{name}” is new.")
    else:
        text = say(f"Inndelingen «{name}» er bygd opp på en annen måte.", f"The set “{name}” is made otherwise.")
    return Told("set", (name,), text, places=where)


def _is_named(one: Difference) -> bool:
    """True for what has a name of its own and no section that tells that it is gone."""
    if one.address[0] == "quantity":
        return not (isinstance(one.piece.node, QuantityDecl) and one.piece.node.kind == "property")
    return one.address[0] in ("staircase", "set")


def _gone(one: Difference, say: Voice) -> Told:
    kind = one.address[0]
    title = one.address[1] if kind == "set" else titled(one.piece.node, say)
    if kind == "staircase":
        title = say(f"trappen «{title}»", f"the staircase “{title}”")
    elif kind == "set":
        title = say(f"inndelingen «{title}»", f"the set “{title}”")
    else:
        title = title[:1].lower() + title[1:]
    return Told("gone", one.address, title, places=places(one.before, None), layout="named")


def _declaration(node: QuantityDecl) -> str:
    spelling = Spelling("nb")
    per = spelling.per(node.per)
    return f"{' '.join(filter(None, (spelling.word(node.kind.upper()), per)))}{spelling.typing(node.typing)}"


def _round(one: Difference, say: Voice) -> Told:
    title, where = titled(one.piece.node, say), places(one.before, one.after)
    before, after = (_basis(piece.node, say) if piece else "" for piece in (one.before, one.after))
    if one.before is None:
        text = say(f"Ny fordeling: {title}.", f"New round: {title}.")
    elif one.after is None:
        text = say(f"Fordelingen «{title}» er tatt ut.", f"The round “{title}” is gone.")
    else:
        nothing = say("ingenting oppgitt", "nothing stated")
        was, is_ = before or nothing, after or nothing
        text = say(f"{title} bygger nå på {is_}, mot {was} før.", f"{title} now rests on {is_}; before on {was}.")
    return Told("round", one.address[1:], text, before, after, places=where)


def _basis(node: RoundDecl, say: Voice) -> str:
    """`NPR «1. tertial 2024» og NKI som i foreløpig`."""
    told = []
    for register, what in node.basis:
        said, as_in = say(f"«{what.text}»", f"“{what.text}”"), say(f"som i {what.text}", f"as in {what.text}")
        told.append(f"{register.text} {said if isinstance(what, Text) else as_in}")
    return say.listing(told)
