"""What a proof rests on: that no divisor is zero, that what largest remainders share out is whole, that groups have
somebody in them. Each is proved too, or named.

Takes the forms of a ruleset and nodes that something is proved of; gives each condition once, in the order of the
calculation.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from attrs import frozen

from rbflang.graph.nodes import Apportion, Node
from rbflang.proofs.positivity import ABOVE, BELOW, is_above, sign_of, sign_of_power
from rbflang.proofs.unfolding import Unfolded, before_rounding
from rbflang.ruleset.empty_groups import needed_by
from rbflang.ruleset.findings import GroupCanBeEmpty
from rbflang.ruleset.model import Measure
from rbflang.ruleset.nouns import per_sets
from rbflang.ruleset.order import resting_on, target_of
from rbflang.ruleset.unit_words import of_whole_units
from rbflang.source import Span
from rbflang.syntax.expressions import Aggregate, Rank
from rbflang.syntax.traversal import every, names_read
from rbflang.syntax.tree import AssertionDecl
from rbflang.tables.algebra import Form, Product, TooLarge, plus
from rbflang.tables.forms import Unsplit
from rbflang.wording import Words, counted, listing


@frozen
class Condition:
    """Something a proof rests on: where it stands, whether it is proved too, and if not, the words `så lenge …`.

    `is_about_lapsing` where they say that points must not lapse.
    """

    span: Span
    is_proved: bool
    words: Words
    is_about_lapsing: bool = False


def conditions(
    rules: Unfolded, nodes: Iterable[Node], names: Iterable[str] = (), assertion: AssertionDecl | None = None
) -> tuple[Condition, ...]:
    """What the proof of something that rests on these nodes rests on, each condition once.

    Groups of nobody are looked for in what the quantities and the assertion rest on.
    """
    found: dict[Span, Condition] = {}
    for node in rules.forms.behind(nodes):
        divisor = rules.forms.divisors.get(node)
        if divisor is not None:
            span = node.operands[1].span
            assert span is not None  # it is written
            found.setdefault(span, _not_zero(rules, span, divisor))
        if isinstance(node, Apportion):
            whole = is_whole(rules, node)
            found[whole.span] = whole
    for one in of_nobody(rules, names, assertion):
        found.setdefault(one.span, one)
    return tuple(found.values())


def of_nobody(rules: Unfolded, names: Iterable[str], assertion: AssertionDecl | None = None) -> Iterator[Condition]:
    """That there is something in each group that may be empty, in all that the quantities and the assertion rest on."""
    sides = (assertion.left, assertion.right) if assertion else ()
    read = (target_of(rules.ruleset, name.text, None) for side in sides for name in names_read(side))
    behind = resting_on(rules.ruleset, (*names, *filter(None, read)))
    written = {part.span for side in sides for part in every(side)}
    for one in rules.inference.found(GroupCanBeEmpty):
        if one.within in behind or one.span in written:
            yield _somebody(one.gathering)


def nothing_lapses(span: Span, places: Iterable[Span]) -> Condition:
    """What everything that is paid rests on where an assertion fails as soon as points lapse."""
    nb, en = lines_of(places)
    words = Words(f"så lenge ingen poeng bortfaller, se {nb}", f"unless points lapse, see {en}")
    return Condition(span, False, words, True)


def lines_of(places: Iterable[Span]) -> tuple[str, str]:
    """`linje 13`, `lines 13 and 14`: the lines of these places, in Norwegian and in English."""
    lines = [str(line) for line in sorted({place.line for place in places})]
    return f"linje {listing(lines)}", f"line{'s' if len(lines) > 1 else ''} {listing(lines, 'en')}"


def _somebody(one: Aggregate | Rank) -> Condition:
    text, line = " ".join(one.span.text.split()), one.span.line
    text = text[1:-1] if text.startswith("(") else text
    if isinstance(one, Rank):
        words = Words(
            f"så lenge alle har en plassering i «{text}» på linje {line}",
            f"as long as everybody has a place in “{text}” in line {line}",
        )
    elif needed_by(one) > 1:
        words = Words(
            f"så lenge det er minst {counted(needed_by(one))} å regne ut «{text}» på linje {line} av",
            f"as long as there are at least {needed_by(one)} to compute “{text}” in line {line} from",
        )
    else:
        words = Words(
            f"så lenge det finnes noe å regne ut «{text}» på linje {line} av",
            f"as long as there is something to compute “{text}” in line {line} from",
        )
    return Condition(one.span, False, words)


def _not_zero(rules: Unfolded, span: Span, divisor: Form) -> Condition:
    text, forms = " ".join(span.text.split()), rules.forms
    if is_above(forms, divisor) or is_above(forms, plus({}, divisor, -1)):
        return Condition(span, True, Words(f"«{text}» er aldri 0.", f"“{text}” is never 0."))
    lapsing = _all_points_lapse(rules, divisor)
    if lapsing:
        lines, en = lines_of(place for measure in lapsing for place in rules.lapses(measure))
        return Condition(
            span, False,
            Words(f"så lenge ikke alle poeng bortfaller, se {lines}", f"unless all points lapse, see {en}"),
            True,
        )  # fmt: skip
    return Condition(
        span,
        False,
        Words(f"så lenge «{text}» på linje {span.line} ikke er 0", f"unless “{text}” in line {span.line} is 0"),
    )


def _all_points_lapse(rules: Unfolded, form: Form) -> tuple[Measure, ...]:
    """All measures, if the form is zero exactly where none of them hands out any points."""
    if sign_of(rules.forms, form) == BELOW or rules.forms.algebra.sets_of(form):
        return ()
    found = [_points_of(rules, product) for product in form]
    named = frozenset(name for names in found for name in names)
    measures = rules.ruleset.measures
    return tuple(measures.values()) if all(found) and named == frozenset(measures) else ()


def _points_of(rules: Unfolded, product: Product) -> frozenset[str]:
    """The measures whose points make a product zero or not: all else in it is certainly above zero."""
    forms, found = rules.forms, set[frozenset[str]]()
    for at, power in product:
        factor = forms.algebra.factors[at]
        if sign_of_power(forms, at, power) == ABOVE:
            continue
        if factor.over and power == 1:
            found.add(_points_of(rules, factor.inside))
        else:
            found.add(_measures_with(rules, factor.what) if power == 1 else frozenset())
    return found.pop() if len(found) == 1 else frozenset()


def _measures_with(rules: Unfolded, what: object) -> frozenset[str]:
    """The measures that a factor is the points of."""
    nodes = rules.forms.alike(what.node) if isinstance(what, Unsplit) else ()
    quantities = (rules.ruleset.quantities.get(rules.data.graph.names.get(node, "")) for node in nodes)
    return frozenset(one.measure for one in quantities if one is not None and one.measure and one.role == "points")


def is_whole(rules: Unfolded, node: Apportion) -> Condition:
    """That what largest remainders share out is a whole number of units."""
    assert node.origin is not None  # it is the rounding of a quantity
    assert node.span is not None
    name, span = node.origin.of, node.span
    forms, over = rules.forms, frozenset(node.domain.sets) - frozenset(node.per.sets)
    try:
        sums = forms.algebra.given(forms.sum_of(node, rules.form_of(before_rounding(node)), over))
    except TooLarge:
        sums = None
    if sums is not None and all((total / node.unit).denominator == 1 for total in sums):
        return Condition(span, True, Words("Summen er et helt antall enheter.", "The sum is whole."))
    rounding = rules.ruleset.quantities[name].rounding
    assert rounding is not None  # it is the rounding of the quantity
    per, whole = per_sets([one.text for one in rounding.per]), of_whole_units(rounding)
    return Condition(
        span,
        False,
        Words(
            f"så lenge summen av «{name}»{per.nb} før avrunding, se linje {span.line}, er {whole.nb}",
            f"as long as the sum of “{name}”{per.en} before rounding, see line {span.line}, is {whole.en}",
        ),
    )
