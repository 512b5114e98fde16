"""The normal forms of small rulesets, worked out by hand.

A form is written as the sum of its terms, each a number and its factors; `sum region (x)` is a sum that stays one.
"""

from __future__ import annotations

from fractions import Fraction

import pytest
from proof_rulesets import model, ruleset_of

from rbflang.graph.domain import Axis, Space
from rbflang.graph.graph import Graph
from rbflang.graph.nodes import Gather, Node, Observed, Operand
from rbflang.intervals import EVERYTHING
from rbflang.proofs.guarantees import guarantee, prove
from rbflang.proofs.positivity import ABOVE, BELOW, NOT_BELOW, sign_of
from rbflang.proofs.unfolding import Unfolded, unfolded
from rbflang.tables import forms as forms_of_nodes
from rbflang.tables.algebra import Form, Product
from rbflang.tables.forms import Forms, Promised, Unsplit, single
from rbflang.tables.node_ranges import all_ranges

HEAD = """regelsett RBF 2031 "Prøve"
kilde r "Regelverk"
region A "A"
region B "B"
egenskap vekt per indikator : andel
egenskap slag per indikator : ord
indikator h "H" { vekt 25 % [r 1] slag grov [r 1] }
indikator i "I" { vekt 75 % [r 1] slag fin [r 1] }
inndeling sted under region fra data
tabell nøkkel per region : andel [r 1] { A: 40 % B: 60 % }
tabell med per region : ja/nei [r 1] { A: ja B: nei }
inndata x per region : tall
inndata y per indikator, region : tall
inndata q : tall
inndata p per region : tall fra 1 til 9
inndata d per region : andel, til sammen 100 %
inndata e per indikator, region : andel, til sammen 100 % per indikator
inndata s per sted : tall
trapp t [r 1] { under 0 gir 0 fra 0 gir 2 }
"""
SHARED = "poeng = fordel 10 poeng × vekt × poengandel mellom region etter deler, likt når ingen har deler [r 1]"
PARTS = "deler = største av (0; y) × 1 del [r 1]"


def rules_of(text: str) -> Unfolded:
    return unfolded(ruleset_of(f"{HEAD}{text}\n"))


def said(rules: Unfolded, form: Form) -> str:
    """A form in words, its terms in the order of the alphabet."""
    terms = sorted((of_product(rules, product), number) for product, number in form.items())
    return " + ".join(" ".join(filter(None, (str(number), words))) for words, number in terms) or "0"


def of_product(rules: Unfolded, product: Product) -> str:
    found = [of_factor(rules, at) + (f"^{power}" if power != 1 else "") for at, power in product]
    return " ".join(sorted(found))


def of_factor(rules: Unfolded, at: int) -> str:
    factor = rules.forms.algebra.factors[at]
    if factor.over:
        return f"sum {','.join(sorted(factor.over))} ({of_product(rules, factor.inside)})"
    if factor.terms:
        return f"({said(rules, dict(factor.terms))})"
    if not isinstance(factor.what, Unsplit):
        return f"number of {factor.what[1]}"  # type: ignore[index]
    node = factor.what.node
    name = rules.data.graph.names.get(node, node.span.text if node.span else type(node).__name__)
    return name if factor.what.member is None else f"{name} at {factor.what.member}"


def form(formula: str, sets: str = "per region", before: str = "") -> str:
    """The form of a formula."""
    rules = rules_of(f"{before}\nformel f {sets} = {formula} [r 1]".replace("  ", " "))
    return named(rules, "f")


def named(rules: Unfolded, name: str) -> str:
    node = rules.named(name)
    assert node is not None
    return said(rules, rules.form_of(node))


ARITHMETIC = (
    ("x + 2 × q − x", "per region", "2 q"),
    ("−(x − q)", "per region", "1 q + -1 x"),
    ("(x + q) × (x − q)", "per region", "-1 q^2 + 1 x^2"),
    ("x / (2 × q)", "per region", "1/2 q^-1 x"),
    ("x / (2 + 2 × q)", "per region", "1/2 (1 + 1 q)^-1 x"),
    ("sum (x + 1) over region", "", "2 + 1 sum region (x)"),
    ("sum (x × q) over region", "", "1 q sum region (x)"),
    ("sum (nøkkel × q) over region", "", "1 q"),
    ("gjennomsnitt x over region", "", "1/2 sum region (x)"),
    ("sum y over indikator, region", "", "1 sum indikator,region (y)"),
    ("sum (sum y over indikator) over region", "", "1 sum indikator,region (y)"),
    ("sum (x + 0 × y) over indikator", "per region", "2 x"),
    ("antall over region", "", "2"),
)


@pytest.mark.parametrize(("formula", "sets", "expected"), ARITHMETIC)
def test_arithmetic_is_unfolded(formula: str, sets: str, expected: str) -> None:
    assert form(formula, sets) == expected


WHOLE = (
    ("t(x)", "per region", "1 f"),
    ("t(x) + t(x)", "per region", "2 t(x)"),
    ("2 × største av (x; q)", "per region", "2 største av (x; q)"),
    ("2 × (hvis x mer enn 0 så q ellers 0)", "per region", "2 (hvis x mer enn 0 så q ellers 0)"),
    ("2 × (største x over region)", "", "2 (største x over region)"),
    ("rang x høyest først like får beste plass over region", "per region", "1 f"),
    ("sum x der x mer enn 0 over region", "", "1 sum region (x x mer enn 0)"),
    ("gjennomsnitt x der x mer enn 0 over region", "", "1 f"),
    ("antall der x mer enn 0 over region", "", "1 sum region (x mer enn 0)"),
)


@pytest.mark.parametrize(("formula", "sets", "expected"), WHOLE)
def test_what_is_no_arithmetic_is_a_factor(formula: str, sets: str, expected: str) -> None:
    assert form(formula, sets) == expected


KNOWN = (
    ("t(−1) + t(1)", "", "2"),
    ("sum vekt der slag er fin over indikator", "", "3/4"),
    ("antall der vekt mer enn 50 % over indikator", "", "1"),
    ("største vekt over indikator", "", "3/4"),
    ("minste av (0; største av (1; x))", "per region", "0"),
    ("hvis 1 mer enn 2 så q ellers 3", "", "3"),
    ("sum største av (nøkkel; minste av (x; 0)) over region", "", "1"),
    ("rang 2 × nøkkel høyest først like får beste plass over region", "per region", "1 f"),
)


@pytest.mark.parametrize(("formula", "sets", "expected"), KNOWN)
def test_what_is_certain_is_a_number(formula: str, sets: str, expected: str) -> None:
    assert form(formula, sets) == expected


def test_values_that_the_rules_give_are_added_up_over_each_set() -> None:
    """Places 2 and 1 of 40 % and 60 %: 0,8 + 0,6; steps 2 and 2 of weights, times 1 and 0."""
    place = "rang nøkkel høyest først like får beste plass over region"
    assert form("sum (nøkkel × plass) over region", "", f"formel plass per region = {place} [r 1]") == "7/5"
    assert form("sum (t(vekt) × vekt) over indikator", "") == "2"


def test_what_is_rounded_is_for_a_run_to_tell() -> None:
    rounded = "formel halv = 7 / 2 [r 1] avrundet til 0 desimaler, oppover [r 1]"
    assert form("halv", "", rounded) == "1 halv"
    assert form("største av (halv; 1)", "", rounded) == "1 f"
    assert form("sum g over region", "", "formel g per region = nøkkel [r 1] avrundet til 1 desimaler [r 1]") == (
        "1 sum region (g)"
    )


def test_largest_remainders_keep_a_sum() -> None:
    rounding = "[r 1] avrundet til 0 desimaler, etter største rest"
    assert form("sum g over region", "", f"formel g per region = q × nøkkel {rounding} [r 1]") == "1 q"
    each = f"formel g per indikator, region = q × nøkkel × vekt {rounding} per indikator [r 1]"
    assert form("sum g over region", "per indikator", each) == "1 q vekt"
    assert form("sum g over indikator", "per region", each) == "1 sum indikator (g)"
    assert form("sum (x × g) over region", "per indikator", each) == "1 sum region (g x)"
    for_each = f"formel g per region = q × x {rounding} per region [r 1]"
    assert form("sum g over region", "", for_each) == "1 q sum region (x)"


def test_what_figures_add_up_to_is_used_for_the_whole_sum_alone() -> None:
    assert form("sum (q × d) over region", "") == "1 q"
    assert form("sum d × d over region", "") == "1 sum region (d^2)"
    assert form("sum d × x over region", "") == "1 sum region (d x)"
    assert form("sum e over region", "per indikator") == "1"
    assert form("sum e over indikator", "per region") == "1 sum indikator (e)"
    assert form("sum e over indikator, region", "") == "2"


# the same and not the same


def test_two_writings_are_one_factor() -> None:
    both = "formel a per region = t(x + q) [r 1]\nformel b per region = t(x + q) [r 1]"
    assert form("a − b", "per region", both) == "0"
    assert form("a − t(x + q)", "per region", both) == "0"
    assert form("a − t(x − q)", "per region", both) != "0"


def test_numbers_within_the_same_bounds_are_not_the_same() -> None:
    bounds = "fastsatt u = mellom 1 og 2 [r 1]\nfastsatt v = mellom 1 og 2 [r 1]"
    assert form("u − v", "", bounds) == "1 u + -1 v"
    assert form("u − u", "", bounds) == "0"


# members that nobody knows


def test_members_that_come_with_the_data_are_not_counted() -> None:
    assert form("antall over sted", "") == "1 sum region (number of sted)"
    assert form("antall over sted per region") == "1 number of sted"
    assert form("sum (x + 0 × s) over sted per region") == "1 number of sted x"
    assert form("gjennomsnitt s over sted per region") == "1 number of sted^-1 sum sted (s)"
    assert form("sum t(s) over sted per region") == "1 sum sted (t(s))"


def test_what_all_members_have_alike_is_known_but_not_how_many_they_are() -> None:
    assert form("sum største av (3; minste av (s; 2)) over sted per region") == "3 number of sted"
    assert form("sum største av (nøkkel; minste av (s; 0)) over sted per region") == (
        "1 sum sted (største av (nøkkel; minste av (s; 0)))"
    )


def test_a_sum_over_members_that_may_be_none_is_not_above_zero() -> None:
    rules = rules_of("formel f per region = antall over sted per region [r 1]\nformel g = sum p over region [r 1]")
    assert [sign_of(rules.forms, rules.form_of(rules.data.graph.named[name])) for name in "fg"] == [NOT_BELOW, ABOVE]


# measures


def measure(text: str, name: str = "m") -> str:
    return f"prestasjonsmål {name} {{ {text} }}\n"


def test_points_that_cannot_lapse_add_up_to_what_is_shared() -> None:
    rules = rules_of(
        measure(f"poengandel 100 % [r 1] {PARTS} {SHARED}")
        + "formel f per indikator = sum m.poeng over region [r 1]\n"
        + "formel g = sum m.poeng over indikator, region [r 1]\n"
        + "formel b = sum bortfalt over indikator, prestasjonsmål [r 1]"
    )
    assert named(rules, "f") == "10 vekt"
    assert named(rules, "g") == "10"
    assert named(rules, "b") == "0"


def test_points_that_can_lapse_do_not() -> None:
    for text in (SHARED.replace("likt", "bortfaller"), f"krav y mer enn 0, ellers bortfaller poengene [r 1] {SHARED}"):
        rules = rules_of(
            measure(f"poengandel 100 % [r 1] {PARTS} {text}")
            + "formel f per indikator = sum m.poeng over region [r 1]\n"
            + "formel b per indikator = sum bortfalt over prestasjonsmål [r 1]"
        )
        assert named(rules, "f") == "1 sum region (m.poeng)"
        assert named(rules, "b") == "-1 sum region (m.poeng) + 10 vekt"


def test_a_measure_has_no_points_where_it_does_not_apply() -> None:
    """Of «h» it has nothing; its share of the points says so too, and is not counted twice."""
    plain = "poeng = fordel 10 poeng mellom region etter deler, likt når ingen har deler [r 1]"
    over = plain.replace("10 poeng", "10 poeng / poengandel")
    by_place = ((SHARED, "10 poengandel at m vekt"), (plain, "10 Constant"), (over, "10 Constant poengandel at m^-1"))
    for text, expected in by_place:
        rules = rules_of(
            measure(f"gjelder i poengandel 100 % [r 1] {PARTS} {text}")
            + measure("gjelder h poengandel 100 % [r 1] poeng = 3 poeng [r 1]", "n")
            + "formel f per indikator = sum m.poeng over region [r 1]\n"
            + "formel g = sum m.poeng over indikator, region [r 1]\n"
        )
        assert named(rules, "f") == expected
        assert text == over or named(rules, "g") == ("15/2" if text == SHARED else "10")


def test_points_that_can_lapse_are_nothing_where_a_measure_does_not_apply() -> None:
    rules = rules_of(
        measure(f"gjelder i poengandel 100 % [r 1] {PARTS} {SHARED.replace('likt', 'bortfaller')}")
        + measure("gjelder h poengandel 100 % [r 1] poeng = 3 poeng [r 1]", "n")
        + "formel f per indikator = sum m.poeng over region [r 1]\n"
    )
    assert named(rules, "f") == "1 sum region (m.poeng)"
    assert sign_of(rules.forms, rules.form_of(rules.data.graph.named["f"])) == NOT_BELOW


def test_the_points_of_all_measures_are_written_out() -> None:
    rules = rules_of(
        measure(f"poengandel 60 % [r 1] {PARTS} {SHARED}")
        + measure(f"poengandel 40 % [r 1] {PARTS} {SHARED.replace('likt', 'bortfaller')}", "n")
        + "formel f per indikator = sum poeng over prestasjonsmål, region [r 1]\n"
        + "formel g per indikator, prestasjonsmål = sum poeng over region [r 1]"
    )
    assert named(rules, "f") == "1 sum region (n.poeng) + 6 vekt"
    assert named(rules, "g") == "1 sum region (poeng)"
    at = {name: rules.forms.algebra.at_member(rules.form_of(rules.data.graph.named["g"]), name) for name in "mn"}
    assert {name: said(rules, form) for name, form in at.items()} == {"m": "6 vekt", "n": "1 sum region (n.poeng)"}


def test_points_for_some_alone_are_not_all_points() -> None:
    """Of what all regions have, A has a part: the sum of that is not known, nor of what each has by the data."""
    rules = rules_of(
        measure(f"poengandel 100 % [r 1] {PARTS} {SHARED}")
        + "formel f per indikator = sum (hvis med så m.poeng ellers 0 poeng) over region [r 1]\n"
        + "formel g per indikator, region = hvis x mer enn 0 så m.poeng ellers 0 poeng [r 1]\n"
        + "formel h per indikator, region = hvis med så 2 × m.poeng ellers 0 poeng [r 1]\n"
        + "formel k per indikator = sum g over region [r 1]"
    )
    assert named(rules, "f") == "1 sum region (m.poeng med)"
    assert (named(rules, "g"), named(rules, "k")) == ("1 g", "1 sum region (g)")
    assert named(rules, "h") == "2 m.poeng med"
    assert sign_of(rules.forms, rules.form_of(rules.data.graph.named["g"])) == NOT_BELOW


ONE = Fraction(1)


@pytest.mark.parametrize(
    ("found", "at"),
    [
        ({((7, 1),): ONE}, 7),
        ({((7, 1),): 2 * ONE}, None),
        ({((7, 2),): ONE}, None),
        ({((7, -1),): ONE}, None),
        ({((7, 1), (8, 1)): ONE}, None),
        ({((7, 1),): ONE, ((8, 1),): ONE}, None),
        ({((7, 2), (8, 2)): 2 * ONE, ((9, 1),): ONE}, None),
        ({(): ONE}, None),
        ({}, None),
    ],
)
def test_a_form_that_is_one_factor(found: Form, at: int | None) -> None:
    assert single(found) == at


# cells taken from elsewhere

SPACE = Space((Axis("m", (), (("m1",), ("m2",))), Axis("r", (), (("a",), ("b",)))))
BOTH, OVER_R = SPACE.domain(("m", "r")), SPACE.domain(("r",))


def forms_of(**nodes: Node) -> Forms:
    """The forms of nodes in which the members of «m» are written out."""
    graph = Graph(SPACE, nodes)
    leaves = {node: EVERYTHING for node in nodes.values() if isinstance(node, Observed)}
    return Forms(graph, all_ranges(graph, leaves), Promised("m", {}, frozenset()))


@pytest.mark.parametrize(
    ("taken", "cells", "member"),
    [
        ((2, 3), None, "m2"),
        ((0, 1), None, "m1"),
        ((0, 3), None, None),  # from two members
        ((3, 2), None, None),  # from the other's place
        ((2, 3), (0, 1, 2, 3), None),
    ],
)
def test_only_what_is_taken_from_one_member_place_by_place_is_at_it(
    taken: tuple[int, ...], cells: tuple[int, ...] | None, member: str | None
) -> None:
    x = Observed(domain=BOTH, quantity="x")
    f = Gather(domain=OVER_R, operands=(Operand(x, cells),), sources=tuple((0, cell) for cell in taken))
    forms = forms_of(x=x, f=f)
    at = single(forms.of(f))
    assert at is not None
    assert forms.algebra.factors[at].what == (Unsplit(x, member) if member else Unsplit(f))


@pytest.mark.parametrize(
    ("sources", "cells", "at_m1", "at_m2"),
    [
        (((0, 0), (0, 1), (1, 0), (1, 1)), None, "y", "z"),
        (((0, 1), (0, 0), (1, 0), (1, 1)), None, "f", "z"),  # from the other's place
        (((0, 0), (1, 1), (1, 0), (0, 1)), None, "f", "f"),  # from two
        (((0, 0), (0, 1), (1, 0), (1, 1)), (0, 1), "f", "f"),
    ],
)
def test_only_what_is_put_together_of_whole_members_is_taken_apart(
    sources: tuple[tuple[int, int], ...], cells: tuple[int, ...] | None, at_m1: str, at_m2: str
) -> None:
    y, z = (Observed(domain=OVER_R, quantity=name) for name in "yz")
    f = Gather(domain=BOTH, operands=(Operand(y, cells), Operand(z, cells)), sources=sources)
    forms, nodes = forms_of(y=y, z=z, f=f), {"y": y, "z": z, "f": f}
    for member, name in (("m1", at_m1), ("m2", at_m2)):
        at = single(forms.algebra.at_member(forms.of(f), member))
        assert at is not None
        assert forms.algebra.factors[at].what == (Unsplit(f, member) if name == "f" else Unsplit(nodes[name]))


# signs


@pytest.mark.parametrize(
    ("formula", "sign"),
    [
        ("p", ABOVE), ("x", BELOW), ("0 − p", BELOW), ("x × x", NOT_BELOW), ("p × p", ABOVE), ("1 / (x × x)", ABOVE),
        ("d", NOT_BELOW), ("p + d", ABOVE), ("d × p", NOT_BELOW), ("nøkkel", ABOVE), ("1 / (p + d)", ABOVE),
        ("1 / d", ABOVE), ("1 / x", BELOW), ("−p / 2", BELOW), ("sum p der x mer enn 0 over region", NOT_BELOW),
        ("t(x)", NOT_BELOW), ("nøkkel × sum p over region", ABOVE), ("sum x over region", BELOW),
    ],
)  # fmt: skip
def test_signs(formula: str, sign: int) -> None:
    rules = rules_of(f"formel f per region = ({formula}) + 0 × x [r 1]")
    assert sign_of(rules.forms, rules.form_of(rules.data.graph.named["f"])) == sign


@pytest.mark.parametrize(("times", "sign"), [("k", ABOVE), ("(k − 1)", NOT_BELOW), ("2", ABOVE)])
def test_points_times_what_is_above_zero_come_to_more_if_the_points_do(times: str, sign: int) -> None:
    rules = rules_of(
        "inndata k : tall fra 1 til 2\n"
        + measure(f"poengandel 100 % [r 1] {PARTS} {SHARED.replace('10 poeng', f'10 poeng × {times}')}")
        + "formel f per indikator = sum (p × m.poeng) over region [r 1]"
    )
    assert named(rules, "f") == "1 sum region (m.poeng p)"
    assert sign_of(rules.forms, rules.form_of(rules.data.graph.named["f"])) == sign


def test_points_are_not_below_zero_if_what_is_shared_is_not() -> None:
    """Ten points whatever q is, which its bounds do not tell; and as many as q is."""
    for times, sign in (("(q + 1 − q)", NOT_BELOW), ("q", BELOW)):
        shared = SHARED.replace("10 poeng × vekt", f"10 poeng × {times}")
        rules = rules_of(measure(f"poengandel 100 % [r 1] {PARTS} {shared}"))
        assert sign_of(rules.forms, rules.form_of(rules.data.graph.named["m.poeng"])) == sign


def test_a_sum_over_members_that_some_have_none_of_is_not_above_zero() -> None:
    rules = rules_of(
        "inndeling u under region { u1 under A u2 under A }\ninndeling v under region { v1 under A v2 under B }\n"
        "inndata o per u : tall fra 1 til 2\ninndata w per v : tall fra 1 til 2\n"
        "formel f per region = sum o over u per region [r 1]\nformel g per region = sum w over v per region [r 1]"
    )
    assert [sign_of(rules.forms, rules.form_of(rules.data.graph.named[name])) for name in "fg"] == [NOT_BELOW, ABOVE]


# divisors


def test_a_divisor_is_told_where_it_is_used() -> None:
    rules = rules_of("formel n = sum x over region [r 1]\nformel f = 1 / n + 2 / (n + q) + 3 / 4 [r 1]")
    node = rules.data.graph.named["f"]
    found = [one for one in rules.forms.behind([node]) if one in rules.forms.divisors]
    assert [one.operands[1].span.text for one in found if one.operands[1].span] == ["n", "(n + q)"]
    assert [said(rules, rules.forms.divisors[one]) for one in found] == ["1 sum region (x)", "1 q + 1 sum region (x)"]


def divisors(rules: Unfolded, name: str) -> list[str]:
    """The divisors behind a quantity that a proof rests on, as they are written."""
    nodes = [node for node in rules.forms.behind([rules.data.graph.named[name]]) if node in rules.forms.divisors]
    return [node.operands[1].span.text for node in nodes if node.operands[1].span]


def test_a_branch_is_looked_at_where_the_rules_alone_decide_or_points_are_shared() -> None:
    asked = "krav y mer enn 0, ellers bortfaller poengene [r 1] poengandel 100 % [r 1]"
    rules = rules_of(
        measure("gjelder i poengandel 100 % [r 1] poeng = 10 poeng × y / q [r 1]", "a")
        + measure(f"{asked} {PARTS} {SHARED.replace('10 poeng', '10 poeng / (1 + q)')}", "b")
        + measure(f"{asked} poeng = 10 poeng / (2 + q) [r 1]", "c")
        + "formel f per region = hvis x mer enn 0 så 1 / q ellers 0 [r 1]\n"
        + "formel g = største (x / q) over region [r 1]\n"
    )
    found = {name: divisors(rules, name) for name in ("a.poeng", "b.poeng", "c.poeng", "f", "g")}
    assert found == {"a.poeng": ["q"], "b.poeng": ["(1 + q)"], "c.poeng": [], "f": [], "g": ["q"]}


def test_what_is_divided_by_zero_whatever_the_data_is_not_computed() -> None:
    rules = rules_of(
        "formel z = q − q [r 1]\nformel f = 0 × (1 / z) [r 1]\nformel g = 1 / q [r 1]\nformel h = f + g [r 1]"
    )
    graph = rules.data.graph.named
    assert [rules.forms.is_computed([graph[name]]) for name in "zfgh"] == [True, False, True, False]


def test_nothing_is_claimed_of_what_is_never_computed() -> None:
    paid = "utbetaling inntekt per region = 10 kr × (1 + 0 × x / (q − q)) [r 1] avrundet til hele kroner [r 1]"
    ruleset = ruleset_of(f"{HEAD}{paid}\nkontroll sum inntekt over region = 20 kr, før avrunding\n")
    assert not prove(ruleset)[0].is_proved
    assert guarantee(ruleset).kroner is None


@pytest.mark.parametrize(
    ("of_b", "unit", "is_whole"),
    [("2", "hele kroner", True), ("0,5", "hele kroner", False), ("0,5", "1 desimaler", True),
     ("0,05", "1 desimaler", False)],
)  # fmt: skip
def test_each_sum_that_is_kept_must_be_whole(of_b: str, unit: str, is_whole: bool) -> None:
    ruleset = ruleset_of(
        f"{HEAD}tabell c per region : tall [r 1] {{ A: 1 B: {of_b} }}\n"
        "formel g per indikator, region = 1 kr × vekt × c [r 1] "
        f"avrundet til {unit}, etter største rest per region [r 1]\n"
        "kontroll sum g over indikator = 1 kr × c\n"
    )
    (proof,) = prove(ruleset)
    assert proof.is_proved
    assert [one.is_proved for one in proof.conditions] == [is_whole]


# what is beyond a proof


@pytest.mark.parametrize(("terms", "is_kept"), [(20, True), (21, False)])
def test_a_named_form_with_too_many_terms_is_a_factor(terms: int, is_kept: bool) -> None:
    inputs = "\n".join(f"inndata {letter}{at} : tall" for letter in "nm" for at in range(terms))
    left, right = " + ".join(f"n{at}" for at in range(terms)), " + ".join(f"m{at}" for at in range(10))
    rules = rules_of(f"{inputs}\nformel f = ({left}) × ({right}) [r 1]")
    assert forms_of_nodes.MOST_KEPT == 200
    assert len(rules.form_of(rules.data.graph.named["f"])) == (200 if is_kept else 1)


def test_a_named_form_with_long_numbers_is_a_factor() -> None:
    """16 to the power of 999, times 8, has 4 000 bits, times 16 it has 4 001."""
    assert forms_of_nodes.MOST_BITS == 4_000
    powers = "\n".join(f"formel f{at} = {16**10} × f{at - 1} [r 1]" for at in range(1, 101))
    rules = rules_of(f"formel f0 = q [r 1]\n{powers}\nformel g = {8 * 16**9} × f99 [r 1]")
    assert named(rules, "g") == f"{8 * 16**999} q"
    assert named(rules, "f100") == "1 f100"


def test_a_named_form_with_divisors_inside_each_other_is_a_factor() -> None:
    assert forms_of_nodes.DEEPEST_KEPT == 8
    chain = "\n".join(f"formel f{at} = 1 / (1 + f{at - 1}) [r 1]" for at in range(1, 10))
    rules = rules_of(f"formel f0 = q [r 1]\n{chain}")
    assert named(rules, "f2") == "1 (1 + 1 (1 + 1 q)^-1)^-1"
    assert named(rules, "f8").startswith("1 (1 + 1 (1 + 1 (1 + ")
    assert named(rules, "f9") == "1 f9"


def test_the_model_has_the_forms_it_should() -> None:
    rules = unfolded(model("sum nøkkel over region = 100 %"))
    assert named(rules, "vektede_i_alt") == (
        "1 sum indikator,region (dekning.poeng nøkkel) + 1 sum indikator,region (nøkkel plassering.poeng)"
    )
    assert named(rules, "poeng_per_indikator") == "1 dekning.poeng + 1 plassering.poeng"
