"""From a checked ruleset to the graph of its calculation.

Every quantity becomes a named node; a measure's parts and points are named nodes of their own, gathered into `deler`
and `poeng`. It computes nothing.
"""

from __future__ import annotations

from collections.abc import Iterator

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
from rbflang.lowering.assertion import assertion_name, assertion_node
from rbflang.lowering.formulas import Builder
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
from rbflang.ruleset.values import ZERO, exact, interval_of, is_number
from rbflang.syntax.expressions import Between, Expression, Name, Sharing, Text, YesNo
from rbflang.tables.valuation import valuate_constant


def build(checked: CheckedRuleset) -> Graph:
    """The graph of a ruleset's calculation; formulas come in an order of dependence."""
    ruleset = checked.ruleset
    nodes: dict[str, Node] = {}
    known: set[Node] = set()
    for name in checked.order:
        node = _node(ruleset, ruleset.quantities[name], nodes)
        nodes[name] = _of_its_own(node) if node in known else node
        known.add(nodes[name])
    for number, assertion in enumerate(ruleset.assertions, 1):
        nodes[assertion_name(number)] = assertion_node(checked, assertion, nodes)
    return Graph(ruleset.space, nodes)


def _of_its_own(node: Node) -> Node:
    """A node with the cells of another: what is pinned of a quantity is not pinned of one that only repeats it."""
    sources = tuple((0, cell) for cell in range(node.domain.size))
    return Gather(domain=node.domain, operands=(Operand(node),), sources=sources, span=node.span)


def _node(ruleset: Ruleset, quantity: Quantity, nodes: dict[str, Node]) -> Node:
    domain = ruleset.space.domain(quantity.sets)
    if quantity.role == "input":
        return Observed(domain=domain, quantity=quantity.name, span=quantity.span)
    if quantity.role in ("fixed", "table", "property"):
        return Constant(domain=domain, values=tuple(_cell(quantity, key) for key in domain.keys), span=quantity.span)
    if quantity.role == "point_share":
        return _point_shares(ruleset, domain)
    if quantity.role == "lapsed":
        return _lapsed(ruleset, domain, quantity, nodes)
    if quantity.role == "gathered":
        return _gathered(ruleset, quantity, domain, nodes)
    if quantity.measure:
        return _handed_out(ruleset, quantity, domain, nodes)
    builder = Builder(ruleset, nodes)
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
    decimals = int(rounding.decimals.value) if rounding.decimals else 0
    operands = (Operand(node),)
    if rounding.mode == "largest_remainder":
        kept = ruleset.space.domain(name.text for name in rounding.per)
        groups = ruleset.space.groups(node.domain, kept)
        return Apportion(domain=node.domain, operands=operands, decimals=decimals, groups=groups, span=rounding.span)
    mode = rounding.mode or "half_up"
    return Round(domain=node.domain, operands=operands, decimals=decimals, mode=mode, span=rounding.span)


# measures


def applies_to(ruleset: Ruleset, measure: Measure) -> frozenset[str]:
    """The indicators that a measure applies to; what words alone do not tell is computed from the rules."""
    known = applicability.applies_to(ruleset, measure)
    if known is not None:
        return known
    given = {name: _node(ruleset, one, {}) for name, one in ruleset.quantities.items() if one.given}
    return frozenset(name for one in measure.applies or () for name in _holding(ruleset, one, given))


def _holding(ruleset: Ruleset, condition: Expression, given: dict[str, Node]) -> Iterator[str]:
    """The indicators for which a condition on the rules holds."""
    upper = (INDICATOR,) if INDICATOR in ruleset.space.axes else ()
    builder = Builder(ruleset, given)
    node = builder.in_domain(builder.node(condition), ruleset.space.domain(upper))
    for key, answer in zip(node.domain.keys, valuate_constant(node), strict=True):
        if answer is True:
            yield key[node.domain.sets.index(INDICATOR)] if upper else ""


def _point_shares(ruleset: Ruleset, domain: Domain) -> Node:
    values: list[Cell] = []
    applying = {name: applies_to(ruleset, measure) for name, measure in ruleset.measures.items()}
    for key in domain.keys:
        at = dict(zip(domain.sets, key, strict=True))
        measure = ruleset.measures[at[MEASURE]]
        row = next((one for k, one in measure.share_rows.items() if k[-1] == at.get(INDICATOR)), None)
        value = row.value if row else measure.share
        applies = at.get(INDICATOR, "") in applying[measure.name]
        values.append(exact(value) if applies and value is not None else ZERO)
    return Constant(domain=domain, values=tuple(values))


def _handed_out(ruleset: Ruleset, quantity: Quantity, domain: Domain, nodes: dict[str, Node]) -> Node:
    measure = ruleset.measures[quantity.measure or ""]
    builder = Builder(ruleset, nodes, measure.name)
    if quantity.role == "taking_part":
        return _takes_part(measure, domain, builder)
    taking_part = _everybody(domain)
    if measure.keeping_out:
        # the requirements are decided once, and what is read in their own measure is they themselves
        builder.taking_part = nodes[f"{measure.name}.{TAKING_PART_NAME}"].operands[0].node
        taking_part = builder.in_domain(builder.taking_part, domain)
    if quantity.role == "parts":
        expression = quantity.expression
        node = builder.in_domain(builder.node(expression), domain) if expression is not None else builder.zero(domain)
        node = builder.only_where(taking_part, node)
    elif isinstance(quantity.expression, Sharing):
        node = _shared(ruleset, quantity.expression, domain, builder, taking_part)
    else:
        node = builder.in_domain(builder.node(quantity.expression), domain)  # type: ignore[arg-type]
    if quantity.role == "points":
        for gate in measure.gates:
            if gate.consequence == "lapse":
                condition = builder.in_domain(builder.node(gate.condition), domain)
                node = builder.only_where(condition, node, gate.span)
        # who takes no part has nothing that could lapse, so what the other requirements read may be missing
        node = builder.only_where(taking_part, node) if isinstance(node, Choose) else node
    return builder.only_where(_applying(domain, applies_to(ruleset, measure)), node)


def _applying(domain: Domain, applying: frozenset[str]) -> Constant:
    """True where a measure applies; where nothing varies over indicators, to all or to none."""
    values = (dict(zip(domain.sets, key, strict=True)).get(INDICATOR, "") in applying for key in domain.keys)
    return Constant(domain=domain, values=tuple(values))


def _takes_part(measure: Measure, domain: Domain, builder: Builder) -> Node:
    """True for those whom no requirement keeps out of the sharing; what stands behind it is the requirements."""
    nodes = [builder.in_domain(builder.node(condition), domain) for condition in measure.keeping_out]
    if not nodes:
        return _everybody(domain)
    node = nodes[0]
    for other in nodes[1:]:
        node = Connective(domain=domain, operands=(Operand(node), Operand(other)), operator="and")
    cells = tuple((0, cell) for cell in range(domain.size))
    return Gather(domain=domain, operands=(Operand(node),), sources=cells, span=node.span)


def _everybody(domain: Domain) -> Node:
    return Constant(domain=domain, values=(True,) * domain.size)


def _shared(ruleset: Ruleset, sharing: Sharing, domain: Domain, builder: Builder, taking_part: Node) -> Node:
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
        nobody=sharing.nobody or "lapse",
        groups=ruleset.space.groups(domain, narrow),
        span=sharing.span,
    )


def _gathered(ruleset: Ruleset, quantity: Quantity, domain: Domain, nodes: dict[str, Node]) -> Node:
    parts = [nodes[f"{measure}.{quantity.name}"] for measure in ruleset.measures]
    order = list(ruleset.measures)
    at = domain.sets.index(MEASURE)
    sources = []
    for key in domain.keys:
        which = order.index(key[at])
        sources.append((which, parts[which].domain.index[key[:at] + key[at + 1 :]]))
    return Gather(domain=domain, operands=tuple(map(Operand, parts)), sources=tuple(sources))


def _lapsed(ruleset: Ruleset, domain: Domain, quantity: Quantity, nodes: dict[str, Node]) -> Node:
    """For each measure that shares points: what it had to share less what it handed out."""
    lapsed: list[Node] = []
    for measure in ruleset.measures.values():
        points = nodes[f"{measure.name}.poeng"]
        builder = Builder(ruleset, nodes, measure.name)
        narrow = ruleset.space.domain([name for name in domain.sets if name != MEASURE])
        if not isinstance(measure.points, Sharing):
            lapsed.append(builder.zero(narrow))
            continue
        groups = ruleset.space.groups(points.domain, narrow)
        handed = Reduce(domain=narrow, operands=(Operand(points),), kind="sum", groups=groups)
        total = builder.in_domain(builder.node(measure.points.points), narrow)
        total = builder.only_where(_applying(narrow, applies_to(ruleset, measure)), total)
        lapsed.append(Difference(domain=narrow, operands=(Operand(total), Operand(handed))))
    order = list(ruleset.measures)
    at = domain.sets.index(MEASURE)
    sources = [
        (order.index(key[at]), lapsed[order.index(key[at])].domain.index[key[:at] + key[at + 1 :]])
        for key in domain.keys
    ]
    return Gather(domain=domain, operands=tuple(map(Operand, lapsed)), sources=tuple(sources))
