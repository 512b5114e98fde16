"""Why a number is zero: the requirements, sharings and figures that made it so.

Takes cells that are zero, follows the zeros they were made of down to where each arose, and gives reasons in words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from attrs import frozen

from rbflang.data.computed import Computed
from rbflang.data.shown import cell_words
from rbflang.diagnostics import NOTHING
from rbflang.graph.nodes import (
    Cell,
    Choose,
    Constant,
    Difference,
    Gather,
    Node,
    Observed,
    Product,
    Quotient,
    Reduce,
    ShareOut,
    Sum,
    printed_of,
)
from rbflang.ruleset.model import INDICATOR
from rbflang.source import Span
from rbflang.tables.reads import Place
from rbflang.wording import Words, counted, listed

MOST_NAMED = 4
FOLLOWED: tuple[type[Node], ...] = (Reduce, Gather, Product, Sum, Difference, Quotient, Choose, ShareOut)


@frozen
class ZeroReason:
    """One reason: the measure whose points lapsed (or none), the place in the rules or data, and the words."""

    measure: Words
    span: Span | None
    label: Words
    words: Words


def why_zero(computed: Computed, places: Iterable[Place]) -> tuple[ZeroReason, ...]:
    """The reasons, each once; those about points that lapsed first."""
    found: dict[tuple[str, Node, bool], list[Place]] = {}
    for inside, place in _ends(computed, places):
        found.setdefault((inside, place[0], _is_lapsed(computed, place)), []).append(place)
    reasons = [_reason(computed, inside, node, those) for (inside, node, _), those in found.items()]
    return tuple(sorted(dict.fromkeys(reasons), key=lambda one: not one.measure.nb))


def _ends(computed: Computed, places: Iterable[Place]) -> Iterator[tuple[str, Place]]:
    valuation = computed.valuation
    done: set[Place] = set()
    pending = [("", place) for place in places]
    while pending:
        above, place = pending.pop()
        if place in done:
            continue
        done.add(place)
        node, cell = place
        inside = valuation.graph.names.get(node, above)
        read = valuation.reads(node, cell)[:1] if isinstance(node, ShareOut) else valuation.reads(node, cell)
        zeros = [one for one in read if _is_zero(valuation.cells[one[0]][one[1]])]
        if isinstance(node, Choose) and not _chose_the_first(computed, place):
            yield inside, place
        elif isinstance(node, FOLLOWED) and zeros:
            pending.extend((inside, one) for one in zeros)
        else:
            yield inside, place


def _chose_the_first(computed: Computed, place: Place) -> bool:
    asked, at = computed.valuation.reads(*place)[0]
    return computed.valuation.cells[asked][at] is True


def _is_lapsed(computed: Computed, place: Place) -> bool:
    """True in a sharing that hands out nothing to anyone."""
    node, cell = place
    cells = computed.valuation.cells[node]
    groups = node.groups if isinstance(node, ShareOut) else ()
    return any(cell in group and all(_is_zero(cells[at]) for at in group) for group in groups)


def _is_zero(cell: Cell) -> bool:
    value = printed_of(cell)
    return value == 0 and not isinstance(value, bool)


def _reason(computed: Computed, inside: str, node: Node, places: list[Place]) -> ZeroReason:
    quantity = computed.checked.ruleset.quantities.get(inside)
    measure = quantity.measure if quantity else None
    title = computed.checked.ruleset.measures[measure].titled if measure else NOTHING
    what = node.origin.what if node.origin and isinstance(node, Choose) else ""
    if what in ("lapsing", "taking_part"):
        return _not_met(title, node, places)
    if what == "applies":
        return _not_for(computed, title, node, places)
    if measure and isinstance(node, ShareOut):
        return _nobody(title, node) if _is_lapsed(computed, places[0]) else _no_parts(computed, title, node, places)
    return _plain_zero(computed, inside, node, places)


def _not_for(computed: Computed, title: Words, node: Node, places: list[Place]) -> ZeroReason:
    """That a measure does not apply to what it is about."""
    ruleset = computed.checked.ruleset
    span = ruleset.measures[node.origin.of].span if node.origin else None
    at = [name for name in node.domain.sets if name == INDICATOR]
    keys = dict.fromkeys(ruleset.space.key_at(ruleset.space.domain(at), _members(node, cell)) for _, cell in places)
    which = listed([cell_words(ruleset, ruleset.space.domain(at), key) for key in keys if len(keys) <= MOST_NAMED])
    nb, en = (f" for {which.nb}", f" to {which.en}") if which.nb else ("", "")
    line = f" ({_where(span)})" if span else ""
    return ZeroReason(
        NOTHING,
        span,
        Words(f"gjelder ikke{nb}", f"does not apply{en}"),
        Words(f"«{title.nb}» gjelder ikke{nb or ' her'}{line}.", f"“{title.en}” does not apply{en or ' here'}{line}."),
    )


def _members(node: Node, cell: int) -> dict[str, str]:
    return dict(zip(node.domain.sets, node.domain.keys[cell], strict=True))


def _nobody(title: Words, node: ShareOut) -> ZeroReason:
    line = f" ({_where(node.span)})" if node.span else ""
    return ZeroReason(
        title,
        node.span,
        Words("ingen har deler her", "nobody has parts here"),
        Words(
            f"«{title.nb}»: ingen har deler, og da bortfaller poengene{line}.",
            f"“{title.en}”: nobody has parts, so the points lapse{line}.",
        ),
    )


def _no_parts(computed: Computed, title: Words, node: ShareOut, places: list[Place]) -> ZeroReason:
    """That those it is about have no parts, where others have."""
    line, which = f" ({_where(node.span)})" if node.span else "", _which(computed, node, places)
    return ZeroReason(
        NOTHING,
        node.span,
        Words(f"ingen deler{which.nb}", f"no parts{which.en}"),
        Words(f"«{title.nb}»: ingen deler{which.nb}{line}.", f"“{title.en}”: no parts{which.en}{line}."),
    )


def _which(computed: Computed, node: Node, places: list[Place]) -> Words:
    """Which cells of a node it is about: ` for video, Helse Vest`, or how many of them; nothing where it has one."""
    count, size = len(places), node.domain.size
    if not node.domain.sets:
        return NOTHING
    if count == size > 1:
        return Words(f" i alle {counted(size)} tilfeller", f" in all {size} cases")
    if count > MOST_NAMED:
        return Words(f" i {counted(count)} av {counted(size)} tilfeller", f" in {count} of {size} cases")
    keys = node.domain.keys
    cells = listed(
        [cell_words(computed.checked.ruleset, node.domain, keys[at]) for at in sorted(at for _, at in places)]
    )
    return Words(f" for {cells.nb}", f" for {cells.en}")


def _not_met(title: Words, node: Node, places: list[Place]) -> ZeroReason:
    span = node.span or node.operands[0].node.span
    count = len(places)
    line = f" ({_where(span)})" if span else ""
    return ZeroReason(
        title,
        span,
        Words("kravet er ikke oppfylt", "the requirement is not met"),
        Words(
            f"«{title.nb}»: kravet{line} er ikke oppfylt i {_cases(count)} tilfelle{'r' if count > 1 else ''}."
            if count < node.domain.size
            else f"«{title.nb}»: kravet{line} er ikke oppfylt for noen.",
            f"“{title.en}”: the requirement{line} is not met in {count} of {node.domain.size} cases.",
        ),
    )


def _cases(count: int) -> str:
    """So many cases, in Norwegian, where the word is neuter."""
    return "ett" if count == 1 else counted(count)


def _plain_zero(computed: Computed, inside: str, node: Node, places: list[Place]) -> ZeroReason:
    ruleset = computed.checked.ruleset
    cell = places[0][1]
    key, which = node.domain.keys[cell], _which(computed, node, places)
    row = computed.figures.observations.get((inside, key)) if isinstance(node, Observed) else None
    given = (
        ruleset.quantities[inside].given.get(key)
        if isinstance(node, Constant) and inside in ruleset.quantities
        else None
    )
    span = row.span if row else given.span if given else node.span
    said = Words(f"«{inside}» er 0{which.nb}.", f"“{inside}” is 0{which.en}.")
    return ZeroReason(NOTHING, span, Words("0 her", "0 here"), said)


def _where(span: Span | None) -> str:
    return span.short if span else ""
