"""From a checked ruleset to the graph of its calculation.

Every quantity becomes a named node; a measure's parts and points are named nodes of their own, gathered into `deler`
and `poeng`. It computes nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from rbflang.graph.domain import Domain
from rbflang.graph.graph import Graph
from rbflang.graph.nodes import (
    Apportion,
    Cell,
    Choose,
    Connective,
    Constant,
    Difference,
    Failure,
    Figure,
    Gather,
    Node,
    Observed,
    Operand,
    Reduce,
    Round,
    ShareOut,
)
from rbflang.graph.origin import Origin, assertion_name
from rbflang.lowering.assertion import assertion_node
from rbflang.lowering.formulas import Builder, repeated
from rbflang.ruleset import applicability
from rbflang.ruleset.model import (
    INDICATOR,
    MEASURE,
    TAKING_PART_NAME,
    CheckedRuleset,
    Given,
    Measure,
    Quantity,
    Ruleset,
)
from rbflang.ruleset.signatures import Inference
from rbflang.ruleset.values import ZERO, exact, interval_of, is_number
from rbflang.syntax.expressions import Between, Expression, Name, Sharing, Text, YesNo
from rbflang.tables.valuation import valuate_constant


def build(checked: CheckedRuleset) -> Graph:
    """The graph of a ruleset's calculation; formulas come in an order of dependence."""
    assertions = tuple(range(1, len(checked.ruleset.assertions) + 1))
    return lowered(checked.ruleset, checked.inference, checked.order, assertions)


GIVEN = ("fixed", "table", "property")


@lru_cache(maxsize=4)
def lowered(ruleset: Ruleset, inference: Inference, names: tuple[str, ...], assertions: tuple[int, ...]) -> Graph:
    """The graph of these quantities, each after those it reads, and of the assertions with these numbers."""
    nodes: dict[str, Node] = {}
    known: set[Node] = set()
    for name in names:
        node = _node(ruleset, ruleset.quantities[name], nodes)
        nodes[name] = repeated(node, _whole(ruleset.quantities[name])) if node in known else node
        known.add(nodes[name])
    for number in assertions:
        nodes[assertion_name(number)] = assertion_node(ruleset, inference, number, nodes)
    return Graph(ruleset.space, nodes)


def _whole(quantity: Quantity) -> Origin:
    expression = quantity.expression
    return Origin("quantity", quantity.name, span=quantity.span if expression is None else expression.span)


def _node(ruleset: Ruleset, quantity: Quantity, nodes: dict[str, Node]) -> Node:
    domain, origin = ruleset.space.domain(quantity.sets), _whole(quantity)
    if quantity.role == "input":
        return Observed(domain=domain, quantity=quantity.name, span=quantity.span, origin=origin)
    if quantity.role in GIVEN:
        values = tuple(_cell(quantity, key) for key in domain.keys)
        return Constant(domain=domain, values=values, span=quantity.span, origin=origin)
    if quantity.role == "point_share":
        return _point_shares(ruleset, quantity, domain)
    if quantity.role == "lapsed":
        return _lapsed(ruleset, domain, quantity, nodes)
    if quantity.role == "gathered":
        return _gathered(ruleset, quantity, domain, nodes)
    if quantity.measure:
        return _handed_out(ruleset, quantity, domain, nodes)
    builder = Builder(ruleset, nodes, origin)
    node = builder.in_domain(builder.node(quantity.expression), domain)  # type: ignore[arg-type]
    return _rounded(ruleset, quantity, node) if quantity.rounding else node


def _cell(quantity: Quantity, key: tuple[str, ...]) -> Cell:
    """What the rules give a cell; where they give it nothing, it has failed for whoever uses it without asking."""
    given = quantity.given.get(key)
    return (
        cell_of(given, quantity) if given else Failure("figure-missing", ".".join((quantity.name, *filter(None, key))))
    )


def cell_of(given: Given, quantity: Quantity) -> Cell:
    """What a value of the rules is worth: an exact number, an interval with the value printed, a word or yes/no."""
    value = given.value
    if is_number(value):
        interval = interval_of(value, quantity)
        if isinstance(value, Between) and not interval.is_point:
            return Figure(None, interval)
        return exact(value) if interval.is_point else Figure(exact(value), interval)
    if isinstance(value, YesNo):
        return value.value
    return value.text if isinstance(value, Name | Text) else ""


def _rounded(ruleset: Ruleset, quantity: Quantity, node: Node) -> Node:
    rounding = quantity.rounding
    assert rounding is not None
    operands, origin = (Operand(node),), Origin("rounding", quantity.name, span=rounding.span)
    if rounding.mode == "largest_remainder":
        kept = ruleset.space.domain(name.text for name in rounding.per)
        groups = ruleset.space.groups(node.domain, kept)
        return Apportion(
            domain=node.domain, operands=operands, per=kept, unit=rounding.unit, groups=groups, span=rounding.span,
            origin=origin,
        )  # fmt: skip
    mode = rounding.mode or "half_up"
    return Round(
        domain=node.domain, operands=operands, unit=rounding.unit, mode=mode, span=rounding.span, origin=origin
    )


# measures


def applies_to(ruleset: Ruleset, measure: Measure) -> frozenset[str]:
    """The indicators that a measure applies to; what words alone do not tell is computed from the rules."""
    known = applicability.applies_to(ruleset, measure)
    if known is not None:
        return known
    given = {name: _node(ruleset, one, {}) for name, one in ruleset.quantities.items() if one.role in GIVEN}
    origin = Origin("applies", measure.name)
    return frozenset(name for one in measure.applies or () for name in _holding(ruleset, one, given, origin))


def _holding(ruleset: Ruleset, condition: Expression, given: dict[str, Node], origin: Origin) -> Iterator[str]:
    """The indicators for which a condition on the rules holds."""
    upper = (INDICATOR,) if INDICATOR in ruleset.space.axes else ()
    builder = Builder(ruleset, given, origin)
    node = builder.in_domain(builder.node(condition), ruleset.space.domain(upper))
    for key, answer in zip(node.domain.keys, valuate_constant(node), strict=True):
        if answer is True:
            yield key[node.domain.sets.index(INDICATOR)] if upper else ""


def _point_shares(ruleset: Ruleset, quantity: Quantity, domain: Domain) -> Node:
    values: list[Cell] = []
    applying = {name: applies_to(ruleset, measure) for name, measure in ruleset.measures.items()}
    for key in domain.keys:
        at = dict(zip(domain.sets, key, strict=True))
        measure = ruleset.measures[at[MEASURE]]
        row = next((one for k, one in measure.share_rows.items() if k[-1] == at.get(INDICATOR)), None)
        value = row.value if row else measure.share
        applies = at.get(INDICATOR, "") in applying[measure.name]
        values.append(exact(value) if applies and value is not None else ZERO)
    return Constant(domain=domain, values=tuple(values), origin=_whole(quantity))


def _handed_out(ruleset: Ruleset, quantity: Quantity, domain: Domain, nodes: dict[str, Node]) -> Node:
    measure = ruleset.measures[quantity.measure or ""]
    builder = Builder(ruleset, nodes, _whole(quantity), measure.name)
    if quantity.role == "taking_part":
        return _takes_part(measure, domain, builder)
    among = Origin("taking_part", measure.name)
    taking_part = _everybody(domain, among)
    if measure.keeping_out:
        # the requirements are decided once, and what is read in their own measure is they themselves
        builder.taking_part = nodes[f"{measure.name}.{TAKING_PART_NAME}"].operands[0].node
        taking_part = builder.in_domain(builder.taking_part, domain)
    if quantity.role == "parts":
        expression = quantity.expression
        node = builder.in_domain(builder.node(expression), domain) if expression is not None else builder.zero(domain)
        node = builder.only_where(taking_part, node, among)
    elif isinstance(quantity.expression, Sharing):
        node = _shared(measure, quantity.expression, domain, builder, taking_part)
    else:
        node = builder.in_domain(builder.node(quantity.expression), domain)  # type: ignore[arg-type]
    if quantity.role == "points":
        for number, gate in enumerate(measure.gates):
            if gate.consequence == "lapse":
                condition = _required(measure, number, domain, builder)
                node = builder.only_where(condition, node, Origin("lapsing", measure.name, number, gate.span))
        # who takes no part has nothing that could lapse, so what the other requirements read may be missing
        node = builder.only_where(taking_part, node, among) if isinstance(node, Choose) else node
    return _where_it_applies(ruleset, measure, node, builder)


def _where_it_applies(ruleset: Ruleset, measure: Measure, node: Node, builder: Builder) -> Node:
    """The node where a measure applies, nothing elsewhere; where nothing varies over indicators, to all or to none."""
    applying, origin = applies_to(ruleset, measure), Origin("applies", measure.name)
    domain = ruleset.space.domain(name for name in node.domain.sets if name == INDICATOR)
    values = (dict(zip(domain.sets, key, strict=True)).get(INDICATOR, "") in applying for key in domain.keys)
    return builder.only_where(Constant(domain=domain, values=tuple(values), origin=origin), node, origin)


def _required(measure: Measure, number: int, domain: Domain, builder: Builder) -> Node:
    """Whether one of the requirements of a measure is met."""
    gate = measure.gates[number]
    return builder.whole(gate.condition, domain, Origin("requirement", measure.name, number, gate.span))


def _takes_part(measure: Measure, domain: Domain, builder: Builder) -> Node:
    """True for those whom no requirement keeps out of the sharing; what stands behind it is the requirements."""
    keeping_out = [number for number, gate in enumerate(measure.gates) if gate.consequence == "no_parts"]
    nodes = [_required(measure, number, domain, builder) for number in keeping_out]
    if not nodes:
        return _everybody(domain, builder.origin)
    node = nodes[0]
    for other in nodes[1:]:
        node = Connective(
            domain=domain, operands=(Operand(node), Operand(other)), operator="and", origin=builder.origin
        )
    return repeated(node, builder.origin)


def _everybody(domain: Domain, origin: Origin) -> Node:
    return Constant(domain=domain, values=(True,) * domain.size, origin=origin)


def _shared(measure: Measure, sharing: Sharing, domain: Domain, builder: Builder, taking_part: Node) -> Node:
    ruleset = builder.ruleset
    gone = ruleset.space.removed((sharing.among.text,))
    narrow = ruleset.space.domain(name for name in domain.sets if name not in gone)
    points = builder.in_domain(builder.node(sharing.points), narrow)
    parts = builder.in_domain(builder.node(sharing.parts), domain)
    return ShareOut(
        domain=domain,
        operands=(
            Operand(points, ruleset.space.cells(domain, narrow)),
            Operand(parts),
            Operand(taking_part),
        ),
        per=narrow,
        nobody=sharing.nobody or "lapse",
        groups=ruleset.space.groups(domain, narrow),
        span=sharing.span,
        origin=Origin("sharing", measure.name, span=sharing.span),
    )


def _gathered(ruleset: Ruleset, quantity: Quantity, domain: Domain, nodes: dict[str, Node]) -> Node:
    parts = [nodes[f"{measure}.{quantity.name}"] for measure in ruleset.measures]
    order = list(ruleset.measures)
    at = domain.sets.index(MEASURE)
    sources = []
    for key in domain.keys:
        which = order.index(key[at])
        sources.append((which, parts[which].domain.index[key[:at] + key[at + 1 :]]))
    operands = tuple(map(Operand, parts))
    return Gather(domain=domain, operands=operands, sources=tuple(sources), origin=_whole(quantity))


def _lapsed(ruleset: Ruleset, domain: Domain, quantity: Quantity, nodes: dict[str, Node]) -> Node:
    """For each measure that shares points: what it had to share less what it handed out."""
    lapsed: list[Node] = []
    origin = _whole(quantity)
    for measure in ruleset.measures.values():
        points = nodes[f"{measure.name}.poeng"]
        builder = Builder(ruleset, nodes, origin, measure.name)
        narrow = ruleset.space.domain([name for name in domain.sets if name != MEASURE])
        if not isinstance(measure.points, Sharing):
            lapsed.append(builder.zero(narrow))
            continue
        groups = ruleset.space.groups(points.domain, narrow)
        handed = Reduce(domain=narrow, operands=(Operand(points),), kind="sum", groups=groups, origin=origin)
        total = builder.in_domain(builder.node(measure.points.points), narrow)
        total = _where_it_applies(ruleset, measure, total, builder)
        lapsed.append(Difference(domain=narrow, operands=(Operand(total), Operand(handed)), origin=origin))
    order = list(ruleset.measures)
    at = domain.sets.index(MEASURE)
    sources = [
        (order.index(key[at]), lapsed[order.index(key[at])].domain.index[key[:at] + key[at + 1 :]])
        for key in domain.keys
    ]
    operands = tuple(map(Operand, lapsed))
    return Gather(domain=domain, operands=operands, sources=tuple(sources), origin=origin)
