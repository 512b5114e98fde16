"""What is known where a step stands: behind conditions, of divisors, of what is compared, worked out by hand."""

from __future__ import annotations

from fractions import Fraction
from typing import TypeVar

import pytest

from rbflang.graph.nodes import Compare, Node, Quotient, Sum
from rbflang.intervals import EVERYTHING, Interval
from rbflang.proofs.all_data import AllData, as_far_as_sensible
from rbflang.ruleset.infer import infer
from rbflang.ruleset.resolve import resolve
from rbflang.source import Source
from rbflang.syntax.read import read
from rbflang.tables.possible_cells import Possible

HEAD = """regelsett RBF 2031
kilde r "Regelverk"
region Nord "Nord"
region Vest "Vest"
region Øst "Øst"
inndata x per region : andel
inndata y per region : tall fra −2 til 3
inndata z : tall fra −2 til 3
inndata v per region : andel, valgfri
inndata b per region : ja/nei
tabell c per region : tall fra −5 til 5 [r 1] { Nord: −1 Vest: 2 Øst: 3 }
tabell k per region : tall fra 0 til 5 [r 1] { Nord: 4 Vest: 1 Øst: 2 }
tabell type per region : ord [r 1] { Nord: stor Vest: liten Øst: liten }
tabell hel per region : tall, valgfri [r 1] { Nord: 1 Vest: 2 Øst: 3 }
tabell halv per region : tall, valgfri [r 1] { Vest: 2 }
tabell tom per region : tall, valgfri [r 1] { }
tabell lik per region : ord [r 1] { Nord: stor Vest: stor Øst: stor }
tabell ulik per region : ord [r 1] { Nord: liten Vest: liten Øst: liten }
formel g per region = y [r 1]
trapp t [r 1] { fra 0 gir 0 fra 0,5 gir 3 fra 0,9 gir 7 }
"""
PAID = "\nutbetaling inntekt per region = 1 000 kr × x [r 1]\n"
Kind = TypeVar("Kind", bound=Node)


def data_of(formula: str) -> AllData:
    """The calculation of a formula per region, or of all regions together where it gathers them itself."""
    is_of_all = formula.startswith(("sum", "største y", "minste (", "gjennomsnitt", "antall", "hvis z"))
    text = f"{HEAD}formel f{'' if is_of_all else ' per region'} = {formula} [r 1]{PAID}"
    ruleset = resolve(read(Source("prøve.rbf", text)).tree)
    return as_far_as_sensible(ruleset, infer(ruleset))


def last(data: AllData, kind: type[Kind]) -> Kind:
    """The outermost step of a kind that stands in the formula."""
    return [node for node in data.graph.behind([data.graph.named["f"]]).nodes if isinstance(node, kind)][-1]


def within(text: str) -> Interval:
    """An interval as it is written: `[1;3/2)`; without bound where nothing stands before or after the semicolon."""
    low, high = text[1:-1].split(";") if ";" in text else (text[1:-1],) * 2
    ends = (Fraction(low) if low else None, Fraction(high) if high else None)
    return Interval(*ends, text[0] == "[", text[-1] == "]")


NOBODY = "(x + gjennomsnitt y der y minst 4 over region)"

# What f can be, over all regions.
FORMULAS = {
    # the arithmetic of what can be
    "x + y": "[-2;4]", "x − y": "[-3;3]", "x × y": "[-2;3]", "y / k": "[-2;3]", "1 / (1 + x)": "[1/2;1]",
    "y / (x + 1)": "[-2;3]", "x × x": "[0;1]", "y × y": "[0;9]", "y − y": "[0]", "y × (−y)": "[-9;6]",
    "minste av (x; y)": "[-2;1]", "største av (x; y)": "[0;3]", "−y": "[-3;2]", "c": "[-1;3]",
    "y avrundet til 0 desimaler, nedover": "[-2;3]", "(x / 3) avrundet til 1 desimaler": "[0;3/10]",
    # a divisor that ends at zero is taken to be apart from it
    "1 / x": "[1;)", "1 / (−x)": "(;-1]", "x / (x × 0)": "", "1 / y": "(;)", "2 / (x + x)": "[1;)",
    "t(x)": "[0;7]", "t(x × 0,5)": "[0;3]", "t(x × 0,4)": "[0]", "t(0,5 + x)": "[3;7]",
    "rang y høyest først like får beste plass over region": "[1;3]",
    # of a step that has no value nothing comes
    f"x + {NOBODY}": "", f"{NOBODY} + x": "", f"t({NOBODY})": "", f"største av (x; {NOBODY})": "",
    f"hvis {NOBODY} minst 1 så 1 ellers 2": "", f"hvis 1 høyst {NOBODY} så 1 ellers 2": "",
    # answers
    "hvis x minst 0 så 1 ellers 2": "[1]", "hvis x mindre enn 0 så 1 ellers 2": "[2]",
    "hvis x minst 1 så 1 ellers 2": "[1;2]",
    "hvis x mer enn 1 så 1 ellers 2": "[2]", "hvis x høyst 1 så 1 ellers 2": "[1]", "hvis x er 2 så 1 ellers 2": "[2]",
    "hvis x er ikke 2 så 1 ellers 2": "[1]", "hvis x er 1 så 1 ellers 2": "[1;2]",
    "hvis x er ikke 1 så 1 ellers 2": "[1;2]",
    "hvis x er x så 1 ellers 2": "[1]", "hvis x mindre enn x så 1 ellers 2": "[2]", "hvis c er c så 1 ellers 2": "[1]",
    "hvis b er ja så 1 ellers 2": "[1;2]", "hvis b så 1 ellers 2": "[1;2]", "hvis type er stor så 1 ellers 2": "[1;2]",
    "hvis lik er stor så 1 ellers 2": "[1]", "hvis lik er ikke stor så 1 ellers 2": "[2]",
    "hvis ulik er lik så 1 ellers 2": "[2]", "hvis ulik er ikke lik så 1 ellers 2": "[1]",
    "hvis lik er type så 1 ellers 2": "[1;2]", "hvis b er nei så 1 ellers 2": "[1;2]",
    "hvis b og x minst 0 så 1 ellers 2": "[1;2]", "hvis b eller x minst 0 så 1 ellers 2": "[1]",
    "hvis b og x mindre enn 0 så 1 ellers 2": "[2]", "hvis x mindre enn 0 og b så 1 ellers 2": "[2]",
    "hvis x mindre enn 0 eller b så 1 ellers 2": "[1;2]", "hvis x minst 0 eller b så 1 ellers 2": "[1]",
    "hvis ikke (x minst 0) så 1 ellers 2": "[2]", "hvis ikke b så 1 ellers 2": "[1;2]",
    "hvis finnes(v) så 1 ellers 2": "[1;2]", "hvis finnes(hel) så 1 ellers 2": "[1]",
    "hvis finnes(halv) så 1 ellers 2": "[1;2]", "hvis finnes(tom) så 1 ellers 2": "[2]",
    "hvis finnes(halv) så halv ellers 9": "[2;9]", "hvis finnes(hel) så hel ellers 9": "[1;3]",
    # the same steps of the same things are one
    "(y + 1) − (y + 1)": "[0]", "(y + 1) − (y + 2)": "[-6;4]",
    "(y + c) − (y + c)": "[0]", "(x × c) − (x × k)": "[-5;3]", "y − g": "[0]", "g − y": "[0]",
    "hvis g minst 1 så y ellers 9": "[1;9]", "hvis y minst 1 så g ellers 9": "[1;9]",
    # what a condition tells of what it asks
    "hvis y minst 1 så y ellers 9": "[1;9]", "hvis y mer enn 1 så y ellers 9": "(1;9]",
    "hvis y høyst 1 så y ellers −9": "[-9;1]",
    "hvis y mindre enn 1 så y ellers −9": "[-9;1)", "hvis y er 1 så y ellers 2": "[1;2]",
    "hvis y er ikke 1 så 2 ellers y": "[1;2]",
    "hvis y minst 1 så 9 ellers y": "[-2;9]", "hvis y minst 1 så −9 ellers y": "[-9;1)",
    "hvis y mer enn 1 så −9 ellers y": "[-9;1]",
    "hvis y høyst 1 så 9 ellers y": "(1;9]", "hvis y mindre enn 1 så 9 ellers y": "[1;9]",
    "hvis 1 høyst y så y ellers 9": "[1;9]", "hvis 1 mindre enn y så y ellers 9": "(1;9]",
    "hvis 1 minst y så y ellers −9": "[-9;1]",
    "hvis 1 mer enn y så y ellers −9": "[-9;1)", "hvis 1 er y så y ellers 2": "[1;2]",
    "hvis y minst x så y ellers 9": "[0;9]", "hvis y minst x så x ellers 9": "[0;9]",
    "hvis y mer enn k så y ellers 9": "(1;9]",
    "hvis y minst c så y ellers 9": "[-1;9]", "hvis y minst z så y ellers 9": "[-2;9]",
    "hvis ikke (y mindre enn 1) så y ellers 9": "[1;9]",
    "hvis y minst 1 og y høyst 2 så y ellers 2": "[1;2]", "hvis y minst 1 og b så y ellers 9": "[1;9]",
    "hvis y minst 1 eller b så y ellers 9": "[-2;9]", "hvis y minst 1 eller b så −9 ellers y": "[-9;1)",
    "hvis b eller y minst 1 så −9 ellers y": "[-9;1)", "hvis ikke (y minst 1 eller b) så y ellers 0": "[-2;1)",
    # of differences and sums that are written again
    "hvis x − y minst 1 så x − y ellers 1": "[1;3]", "hvis y minst x så y − x ellers 0": "[0;3]",
    "hvis y minst x så x − y ellers 0": "[-3;0]", "hvis x + y mer enn 1 så x + y ellers 2": "(1;4]",
    "hvis y mer enn x så 1 / (y − x) ellers 1": "[1/3;)", "hvis x minst 0,5 så (x + 1) ellers 2": "[3/2;2]",
    # where two conditions contradict each other, nobody looks
    "hvis y minst 1 så (hvis y mindre enn 1 så 100 ellers y) ellers 1": "[1;3]",
    "hvis y minst 1 så (hvis y minst 2 så y ellers 2) ellers 2": "[2;3]",
    # beside zero
    "hvis x er ikke 0 så 1 / x ellers 1": "[1;)", "hvis y er ikke 0 så 1 / y ellers 1": "(;)",
    "hvis x er 0 så 1 ellers 1 / x": "[1;)",
    # the second of two is looked at where the first leaves it open
    "hvis y minst 1 og 1 / y høyst 2 så 1 ellers 2": "[1;2]",
    "hvis y mindre enn 1 eller 1 / y høyst 1 så 1 ellers 2": "[1]",
    # a fact of one region is none of all
    "hvis y minst 1 så sum y over region ellers 9": "[-6;9]",
    "hvis z minst 1 så sum z × x over region ellers 0": "[0;9]",
    "hvis z minst 1 så sum (z + y) over region ellers 0": "[-3;18]",
    "sum y der y minst 1 over region": "[0;9]", "største y der y minst 1 over region": "[1;3]",
    "minste (y + 1) der y høyst 1 over region": "[-1;2]", "gjennomsnitt y der y mer enn 1 over region": "(1;3]",
    "antall der y minst 4 over region": "[0]", "antall der y minst −2 over region": "[3]",
    "antall der c minst 2 over region": "[2]",
    "rang y høyest først like får beste plass der y minst 4 over region": "",
    "sum c der c minst 2 over region": "[5]", "sum k over region": "[7]", "gjennomsnitt k over region": "[7/3]",
}  # fmt: skip


@pytest.mark.parametrize("formula", FORMULAS)
def test_what_a_formula_can_be(formula: str) -> None:
    data = data_of(formula)
    found = data.ranges.of(data.graph.named["f"])
    assert found == (within(FORMULAS[formula]) if FORMULAS[formula] else None)


DIVISORS = {
    "1 / (c + 1)": True, "1 / (c + 2)": False, "1 / (y − 0)": True,
    "hvis y er ikke 0 så 1 / (0 − y) ellers 0": False, "hvis x er ikke 0 så 1 / (0 − y) ellers 0": True,
    "1 / x": True, "1 / (x + 1)": False, "1 / y": True, "1 / k": False,
    "hvis x er ikke 0 så 1 / x ellers 0": False, "hvis y er ikke 0 så 1 / y ellers 0": False,
    "hvis x er 0 så 0 ellers 1 / x": False, "hvis x er 0 så 1 / (x + y) ellers 0": True,
    "hvis y er ikke 0 så 1 / x ellers 0": True, "hvis y er ikke 1 så 1 / y ellers 0": True,
    "hvis x er ikke 0 og y er ikke 0 så 1 / (x × y) ellers 0": False, "hvis x er ikke 0 så 1 / (x × y) ellers 0": True,
    "hvis y er ikke 0 så 1 / (x × y) ellers 0": True,
    "hvis y er ikke 0 så 1 / (y / 2) ellers 0": False, "hvis x er ikke 0 så 1 / (y / 2) ellers 0": True,
    "hvis y er ikke 0 så 1 / (−y) ellers 0": False, "hvis x er ikke 0 så 1 / (−y) ellers 0": True,
    "hvis y er ikke 0 så 1 / (−(y / 2)) ellers 0": False, "hvis y er ikke 0 så 1 / (1 − y / 2) ellers 0": True,
    "hvis y er ikke 0 så 1 / (1 − y) ellers 0": True, "hvis x + y er ikke 0 så 1 / (x + y) ellers 0": False,
    "hvis x + y er ikke 0 så 1 / (x − y) ellers 0": True, "hvis y er ikke x så 1 / (y − x) ellers 0": False,
    "hvis y er ikke x så 1 / (x − y) ellers 0": False, "hvis x er ikke y så 1 / (y − x) ellers 0": False,
    "hvis y er ikke x så 1 / (x + y) ellers 0": True, "hvis y mer enn x så 1 / (y − x) ellers 0": False,
    "hvis y minst x så 1 / (y − x) ellers 0": True, "hvis y mindre enn x så 1 / (y − x) ellers 0": False,
    "hvis y minst 1 så 1 / y ellers 0": False, "hvis y mer enn 0 eller b så 1 / y ellers 0": True,
}  # fmt: skip


@pytest.mark.parametrize("formula", DIVISORS)
def test_whether_a_divisor_can_be_zero(formula: str) -> None:
    data = data_of(formula)
    assert data.ranges.can_be_zero(last(data, Quotient), 1) is DIVISORS[formula]


COMPARED: dict[str, tuple[Possible, Possible]] = {
    # with nothing known of where it stands
    "hvis y minst 1 så 1 ellers 2": (within("[-2;3]"), within("[1]")),
    "hvis y + 1 minst 1 så 1 ellers 2": (within("[-1;4]"), within("[1]")),
    # inside another condition: of what has a name or is given, all that it can be; of another step, nothing
    "hvis y minst 1 så (hvis y minst 2 så 1 ellers 2) ellers 3": (within("[-2;3]"), within("[2]")),
    "hvis y minst 1 så (hvis y + 1 minst 2 så 1 ellers 2) ellers 3": (None, within("[2]")),
    "hvis y minst 1 så (hvis c minst 2 så 1 ellers 2) ellers 3": (within("[-1;3]"), within("[2]")),
}  # fmt: skip


@pytest.mark.parametrize("formula", COMPARED)
def test_what_is_compared_wherever_it_stands(formula: str) -> None:
    data = data_of(formula)
    inner = [node for node in data.graph.nodes if isinstance(node, Compare)]
    node = inner[-1] if len(inner) == 1 else max(inner, key=lambda one: one.span.start if one.span else 0)
    assert (data.ranges.anywhere(node, 0), data.ranges.anywhere(node, 1)) == COMPARED[formula]


def test_what_can_be_at_a_place_of_the_text() -> None:
    data = data_of("x + y")
    span = data.graph.named["f"].span
    assert span is not None
    assert data.written(span, Sum) == (data.graph.named["f"],)
    assert data.written(span, Compare) == ()
    assert (data.read(span, Sum, 0), data.read(span, Sum, 1)) == (within("[0;1]"), within("[-2;3]"))
    assert (data.interval_read(span, Sum, 0), data.interval_read(span, Compare, 0)) == (within("[0;1]"), EVERYTHING)
    assert (data.interval_of("f"), data.interval_of("x")) == (within("[-2;4]"), within("[0;1]"))
    assert (data.interval_of("b"), data.interval_of("finnes_ikke")) == (EVERYTHING, EVERYTHING)
