"""What a figure that agrees is worth: whether it was computed, and from something else than itself.

Takes a row with its statement and its cells, which agree; gives the verdict and why. A figure is reproduced only
where nothing behind its cells was taken from the very place, and where no decimal that is not printed decides.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction

from rbflang.explanation.resting import DocumentPlace, Rest, places_of, rest_of_staircase
from rbflang.graph.nodes import Cell, printed_of
from rbflang.intervals import Interval, point
from rbflang.published.agreement import Exact, in_order
from rbflang.published.judge import Judge, places_of_row
from rbflang.published.published_cells import SIDES, Target
from rbflang.published.statements import Print, PublishedRow, Statement
from rbflang.published.words_of_the_file import missing_in
from rbflang.quantities import Unit
from rbflang.ruleset.model import Quantity
from rbflang.wording import Words, listing, number

NOTHING = Words("", "")


def agreeing(judge: Judge, row: PublishedRow, statement: Statement, target: Target, exact: Exact) -> tuple[str, Words]:
    """The verdict of a figure that agrees, and why."""
    rests = _rests(judge, target)
    recorded = bool(rests) and all(one.leaves == {"recorded"} for one in rests)
    if target.is_given and recorded:
        return ("not_computable", missing_in(row)) if row.text("missing") else ("fault", _nothing_said_to_miss())
    if row.text("missing"):
        return "fault", Words("Tallet kan regnes ut, så ingenting mangler.", "The figure can be computed.")
    if target.is_given and _is_identity(statement, exact):
        return "held", NOTHING
    used, own = _used(judge, row, target, rests), _taken_from_itself(judge, row, target, exact)
    if used:
        return "used_in_derivation", Words(f"Utledet fra {listing(used)}.", f"Derived from {listing(used, 'en')}.")
    if own:
        where, en = listing(own), listing(own, "en")
        return "held", Words(f"Reglene har tallet fra {where}.", f"The rules have the figure from {en}.")
    if target.is_given:
        return ("follows_from_print" if any(one.derived for one in rests) else "held"), NOTHING
    if _reads_no_figure(judge, target):
        return "held", NOTHING
    if recorded or _is_made_of_its_place(judge, row, target, rests):
        return "follows_from_print", NOTHING
    if not _is_certain(judge, statement, target, rests):
        return "compatible", _span_in_words(judge, statement, target, rests)
    return "reproduced", NOTHING


def _nothing_said_to_miss() -> Words:
    return Words(
        "Tallet er gjengitt fra en annen beregning. Kolonnen «mangler» må si hva som ikke er publisert.",
        "The figure is the result of another calculation; the column “mangler” must say what is not published.",
    )


def _rests(judge: Judge, target: Target) -> list[Rest]:
    stem, _, side = target.quantity.rpartition(".")
    if stem in judge.computed.checked.ruleset.staircases and side in SIDES:
        return [rest_of_staircase(judge.computed, stem)]
    return [judge.rests[place] for place in target.places]


def _is_identity(statement: Statement, exact: Exact) -> bool:
    """Whether the rule or the result has exactly the printed digits; a bound that agrees is enough."""
    if not isinstance(statement, Print) or statement.relation != "equals":
        return True
    return all(value == statement.value * statement.factor for value in exact)


def _used(judge: Judge, row: PublishedRow, target: Target, rests: Iterable[Rest]) -> list[str]:
    """The places that something behind the cells was derived from, and where this row or the same cell is printed."""
    printed = places_of_row(row).union(*(judge.printed_at.get(address, frozenset()) for address in target.addresses))
    derived = {(document, place) for one in rests for document, place in one.derived}
    return sorted(f"{document} {place}".strip() for document, place in derived if (document, place.lower()) in printed)


def _taken_from_itself(judge: Judge, row: PublishedRow, target: Target, exact: Exact) -> list[str]:
    """The places that the rules have that very figure from: the one where the row is printed, or that of a fixed
    number which a total comes to again."""
    computed, printed = judge.computed, places_of_row(row)
    for node, cell in computed.valuation.behind(target.places):
        quantity = computed.checked.ruleset.quantities.get(computed.valuation.graph.names.get(node, ""))
        given = quantity.given.get(node.domain.keys[cell]) if quantity else None
        if quantity is None or given is None or not _is(computed.valuation.cells[node][cell], exact):
            continue
        told = places_of(given.citation)
        at = told if _is_a_total_of(judge, quantity, target) else {one for one in told if _lowered(one) in printed}
        if at:
            return sorted(f"{document} {place}" for document, place in at)
    return []


def _is_made_of_its_place(judge: Judge, row: PublishedRow, target: Target, rests: Iterable[Rest]) -> bool:
    """Whether all numbers behind the cells are printed where the row is: a total of the lines above it."""
    if any(one.leaves != {"rule"} for one in rests):
        return False
    valuation, quantities = judge.computed.valuation, judge.computed.checked.ruleset.quantities
    named = (
        (quantities.get(valuation.graph.names.get(node, "")), node, cell)
        for node, cell in valuation.behind(target.places)
    )
    given = [
        one.given[node.domain.keys[cell]] for one, node, cell in named if one and node.domain.keys[cell] in one.given
    ]
    printed = places_of_row(row)
    return bool(given) and all(any(_lowered(at) in printed for at in places_of(one.citation)) for one in given)


def _is(cell: Cell, exact: Exact) -> bool:
    return all(value == printed_of(cell) for value in exact)


def _is_a_total_of(judge: Judge, quantity: Quantity, target: Target) -> bool:
    """Whether a number for all is what a fixed number of the same unit was handed out as."""
    signature = judge.computed.checked.inference.signatures.get(quantity.name)
    of_one_unit = signature is not None and target.unit is not None and signature.kind.unit == target.unit
    is_total = not target.is_given and target.keys == ((),) and target.unit != Unit()
    return quantity.role == "fixed" and is_total and of_one_unit


def _lowered(place: DocumentPlace) -> DocumentPlace:
    return place[0], place[1].lower()


def _reads_no_figure(judge: Judge, target: Target) -> bool:
    """Whether nothing was computed from a figure: the cells count the members that the rules list."""
    return bool(target.places) and not any(judge.rests[place].leaves for place in target.places)


def _is_certain(judge: Judge, statement: Statement, target: Target, rests: Sequence[Rest]) -> bool:
    """Whether the inputs, wherever they lie within their printed digits, make the cells print the same."""
    if any(one.is_open for one in rests):
        return False
    if not any(one.rounded for one in rests) or isinstance(statement, bool):
        return True
    spans = _spans(judge, target)
    if isinstance(statement, Print):
        return all(statement.covers(span) for span in spans)
    ends = [(span.low, span.high) for span in spans if span.low is not None and span.high is not None]
    return len(ends) == len(spans) and in_order(statement, target, ends)


def _spans(judge: Judge, target: Target) -> list[Interval]:
    """What each cell may be; where nothing moves it, it is what it is."""
    found = [judge.spans.of(place) for place in target.places]
    return [one.interval if one else point(Fraction(value))  # type: ignore[arg-type]
            for one, value in zip(found, target.values, strict=True)]  # fmt: skip


def _span_in_words(judge: Judge, statement: Statement, target: Target, rests: Sequence[Rest]) -> Words:
    why = Words("Avgjøres av desimaler som ikke er trykt.", "It hangs on decimals that are not printed.")
    if not isinstance(statement, Print) or any(one.is_open for one in rests):
        return why
    spans = [one for one in _spans(judge, target) if not statement.covers(one)]
    low, high = spans[0].low, spans[0].high
    if low is None or high is None:
        return why
    least, most = sorted((statement.rounded(low), statement.rounded(high)))
    first, last = number(least, statement.decimals), statement.say(most)
    return Words(
        f"Desimalene som ikke er trykt, gir fra {first} til {last}.",
        f"Unprinted decimals give {number(least, statement.decimals, 'en')} to {statement.say(most, 'en')}.",
    )
