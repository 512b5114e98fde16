"""Formulas in words with their figures, «ramme 1 000 kr × poengsum 48 / poeng i alt 100», and what a limit took.

Takes the lines of an account; gives lines of a ledger and sentences.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import accumulate

from rbflang.explanation.formula_lines import Limited
from rbflang.explanation.ledger import Shown, shown
from rbflang.explanation.workings import ARITHMETIC, POINT_DECIMALS, Term, Working, decimals_of, leaves
from rbflang.quantities import NUMBER, Unit
from rbflang.reports.cell_words import in_unit, worded
from rbflang.reports.document import LedgerLine
from rbflang.reports.titles import called, definite, title
from rbflang.reports.typed_cells import plain_cell
from rbflang.ruleset.model import PARTS_NAME, POINTS_NAME
from rbflang.ruleset.nouns import one_in_order
from rbflang.ruleset.unit_words import shown as shown_in
from rbflang.wording import NO_FIGURE, Voice

SIGNS = {"sum": "+", "difference": "−", "product": "×", "quotient": "/"}
LOOSE = ("sum", "difference", "negative")  # what needs brackets as a factor
GATHERED = {
    "sum": ("summen av", "the sum of"),
    "mean": ("gjennomsnittet av", "the mean of"),
    "least": ("den minste av", "the least of"),
    "greatest": ("den største av", "the greatest of"),
    "count": ("antallet av", "the number of"),
}

OF_MEASURES = {POINTS_NAME: ("poengene", "the points"), PARTS_NAME: ("delene", "the parts")}


def worked_entry(line: Working, say: Voice, with_place: bool = False) -> LedgerLine:
    """A formula: its title, how it came about with the figures, and what it came to."""
    item, operation = line.item, worked_text(line, say)
    if item.row is not None:
        operation = say("gitt direkte", "given directly")
    elif line.is_rounded:
        operation = say(f"{operation}, avrundet", f"{operation}, rounded")
    result = _figure(line.result, item.unit, say) if line.result else NO_FIGURE
    place = item.place if with_place else ""
    source = item.row.source.partition(":")[0] if item.row is not None else item.source
    name = title(item.quantity, say) if line.part is None else f"{title(item.quantity, say)}, {called(line.part, say)}"
    return LedgerLine(name, operation, f"= {result}", place, say.cited(source))


def worked_text(line: Working, say: Voice) -> str:
    """How a formula came about: with the figures, or as it is written where they cannot be shown."""
    term, expression = line.term, line.item.quantity.expression
    if not line.figures or term.step == "written":
        return " ".join(expression.span.text.split()) if expression is not None else ""
    if term.step == "gathered":
        is_of_lines = line.item.quantity.role == "whole"
        return say("summen av linjene", "the sum of the lines") if is_of_lines else _gathered(term, say)
    if term.step == "ramp":
        return _on_ramp(term, line.figures[0], say)
    told = (_leaf(one, figure, say) for one, figure in zip(leaves(term), line.figures, strict=True))
    return _said(term, told, say)


def worked_figures(line: Working, say: Voice) -> str:
    """The figures that a result was made from, in their own units, where it was made by arithmetic: `60 % / 100 %`."""
    if not line.figures or line.term.step not in ARITHMETIC:
        return ""
    each = zip(leaves(line.term), line.figures, strict=True)
    cells = (
        plain_cell(figure.exact, one.unit or NUMBER, is_named=bool(one.unit and one.unit.is_share))
        for one, figure in each
    )
    return _said(line.term, (worded(one, say.language) for one in cells), say)


def _said(term: Term, told: Iterator[str], say: Voice) -> str:
    """A term and what is in it, from left to right; what is no arithmetic is told already."""
    if term.step in SIGNS:
        first, second = term.terms
        left = _in_brackets(_said(first, told, say), term.step not in LOOSE and first.step in LOOSE)
        is_loose = second.step in (LOOSE if term.step == "sum" else (*LOOSE, *SIGNS))
        is_loose = is_loose and not (term.step in ("sum", "difference") and second.step in ("product", "quotient"))
        is_loose = is_loose and not (term.step == "sum" and second.step == "sum")
        return f"{left} {SIGNS[term.step]} {_in_brackets(_said(second, told, say), is_loose)}"
    if term.step == "negative":
        return f"−{_in_brackets(_said(term.terms[0], told, say), term.terms[0].step in SIGNS)}"
    if term.step in ("least", "greatest"):
        word = say("minste av", "least of") if term.step == "least" else say("største av", "greatest of")
        return f"{word} ({'; '.join(_said(one, told, say) for one in term.terms)})"
    return next(told)


def _in_brackets(text: str, is_loose: bool) -> str:
    return f"({text})" if is_loose else text


def _leaf(term: Term, figure: Shown, say: Voice) -> str:
    text = " ".join(term.span.text.split()) if term.span else ""
    if term.step == "number":
        return _as_spoken(text, term.kind, say)
    told = _figure(figure, term.unit, say)
    if term.item is not None:
        return f"{definite(term.item.quantity, say)} {told}"
    if term.step == "gathered":
        return f"{_gathered(term, say)} {told}"
    if term.step == "ramp":
        return f"({_on_ramp(term, figure, say)})"
    return f"{text if is_in_brackets(text) else f'({text})'} {told}" if term.step == "written" else told


def _as_spoken(text: str, language: str, say: Voice) -> str:
    """A number as it stands in a text of a language: `£1,000` in English, `£1 000` where Norwegian is spoken."""
    if language != "en":
        return say.printed(text)
    return say(text.replace(",", " ").replace(".", ","), text.replace(" %", "%"))


def _on_ramp(term: Term, figure: Shown, say: Voice) -> str:
    """Where on a ramp something lies, and what one more is worth there, in a line."""
    worth = worth_there(term, say)
    return f"{place_on_ramp(term, figure, say)}. {worth}" if worth else place_on_ramp(term, figure, say)


def place_on_ramp(term: Term, figure: Shown, say: Voice) -> str:
    """`72,9 %, mellom 45 og 90 %: 6,2 av 10 poeng`."""
    on_ramp = term.on_ramp
    assert on_ramp is not None, "what a ramp gives is told with where it lies"
    argument, most = (
        shown_in(value, unit).say(say.language)
        for value, unit in ((on_ramp.argument, on_ramp.unit), (on_ramp.most, term.unit))
    )
    ends = (on_ramp.below, on_ramp.above)
    low, high = ("" if one is None else shown_in(one, on_ramp.unit).say(say.language) for one in ends)
    if not low or not high:
        where = say(f"fra {low}", f"from {low}") if low else say(f"til og med {high}", f"up to {high}")
    else:
        ending = high.lstrip("0123456789.,\u00a0 −")
        first = low.removesuffix(ending).rstrip() if ending else low
        where = say(f"mellom {first} og {high}", f"between {first} and {high}")
    given = say.number(figure.exact, figure.decimals)
    return say(f"{argument}, {where}: {given} av {most}", f"{argument}, {where}: {given} of {most}")


def worth_there(term: Term, say: Voice) -> str:
    """`Her er ett prosentpoeng verdt 0,222222 poeng`: what one more gives between two points; else nothing."""
    on_ramp, unit = term.on_ramp, term.unit
    if on_ramp is None or on_ramp.slope is None:
        return ""
    is_share = on_ramp.unit is not None and on_ramp.unit.is_share
    gained = on_ramp.slope / 100 if is_share else on_ramp.slope
    is_money = unit is not None and unit.counts_money
    worth = _figure(shown(gained, POINT_DECIMALS), unit, say) if is_money else shown_in(gained, unit).say(say.language)
    if is_share:
        return say(f"Her er ett prosentpoeng verdt {worth}", f"Here one percentage point is worth {worth}")
    one = shown_in(Fraction(1), on_ramp.unit).say(say.language)
    return say(f"Her er {one} til verdt {worth}", f"Here {one} more is worth {worth}")


def _gathered_words(term: Term, say: Voice) -> str:
    if term.kind in GATHERED:
        return say(*GATHERED[term.kind])
    words = one_in_order(term.kind, term.place)
    return say(f"{words.nb} av", f"{words.en} of")


def is_in_brackets(text: str) -> bool:
    """True for what stands in one pair of brackets, from the first sign to the last."""
    depths = list(accumulate((one == "(") - (one == ")") for one in text))
    return text.startswith("(") and depths.index(0) == len(text) - 1


def _gathered(term: Term, say: Voice) -> str:
    assert term.quantity is not None, "what is gathered is a quantity's"
    named = OF_MEASURES.get(term.quantity.name)
    return f"{_gathered_words(term, say)} {say(*named) if named else definite(term.quantity, say)}"


def _figure(figure: Shown, unit: Unit | None, say: Voice) -> str:
    """A figure with its unit: kroner, a share in per cent; points and counts are told by their titles."""
    if unit is not None and unit.is_share:
        return say.percent(figure.exact, max(figure.decimals - 2, 0))
    if unit is None or not unit.counts_money:
        return say.number(figure.exact, figure.decimals)
    least = decimals_of(unit) if figure.decimals else 0
    return in_unit(say.number(figure.exact, max(figure.decimals, least)), unit, say.language)


def limit_note(one: Limited, say: Voice) -> str:
    """What a limit took or gave: «Etter tak og gulv er 207,06 kr mindre enn opptjent, for det er tak som gjelder.»"""
    name, without = definite(one.line.item.quantity, say), definite(one.without.quantity, say)
    name = name[:1].upper() + name[1:]
    amount = _figure(shown(abs(one.apart), decimals_of(one.without.unit)), one.without.unit, say)
    more = say("mer" if one.apart > 0 else "mindre", "more" if one.apart > 0 else "less")
    why = ""
    if one.holds is not None:
        holds = definite(one.holds.quantity, say)
        why = say(f", for det er {holds} som gjelder", f", for {holds} holds")
    return say(f"{name} er {amount} {more} enn {without}{why}.", f"{name} is {amount} {more} than {without}{why}.")
