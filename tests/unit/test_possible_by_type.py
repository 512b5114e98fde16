"""What expressions can be by the types of what they are made of, and which comparisons have one answer, by hand."""

from __future__ import annotations

from fractions import Fraction

import pytest

from rbflang.intervals import Interval
from rbflang.proofs.possible import PossibleByType, Types, are_the_same
from rbflang.ruleset.infer import infer
from rbflang.ruleset.reader import Reader
from rbflang.ruleset.resolve import resolve
from rbflang.source import Source
from rbflang.syntax.read import read

HEAD = """regelsett RBF 2031
kilde r "Regelverk"
region Nord "Nord"
region Vest "Vest"
region Øst "Øst"
indikator i "I" { delområder s "S", t "T" [r 1] }
indikator j "J"
inndeling sted under region fra data
inndata x per region : andel
inndata y per region : tall fra −2 til 3
inndata n per region : antall fra 1 til 9
inndata w per region : ord
inndata h per sted : tall fra 1 til 3
tabell c per region : tall fra −5 til 5 [r 1] { Nord: −1 Vest: 2 Øst: 3 }
fastsatt pott = 100 kr [r 1]
fastsatt antallet : antall = 7 [r 1]
formel g per region = x + 1 [r 1]
formel tideler per region = x / 3 avrundet til 1 desimaler [r 1]
formel hele per region = y / 4 avrundet til hele kroner [r 1]
inndeling alene { k "K" }
inndata a per alene : tall
inndeling tom { }
inndata o per tom : tall
prestasjonsmål m { krav x minst 50 %, ellers ingen deler [r 1] deler = (1 + x) × 1 del [r 1]
    poeng = fordel 10 poeng mellom region etter deler, likt når ingen har deler [r 1] }
formel rundt = 1 + i_ring [r 1]
formel i_ring = rundt × 2 [r 1]
"""


def within(text: str) -> Interval:
    """An interval as it is written: `[1;3/2)`; without bound where nothing stands before or after the semicolon."""
    low, high = text[1:-1].split(";") if ";" in text else (text[1:-1],) * 2
    ends = (Fraction(low) if low else None, Fraction(high) if high else None)
    return Interval(*ends, text[0] == "[", text[-1] == "]")


def of(formula: str) -> PossibleByType:
    ruleset = resolve(read(Source("prøve.rbf", f"{HEAD}formel f per region = {formula} [r 1]\n")).tree)
    reader = Reader(ruleset, dict(infer(ruleset).signatures), [])
    expression = ruleset.quantities["f"].expression
    assert expression is not None
    return Types(ruleset, reader.read).possible(expression)


WHOLE, ANY = True, False
FORMULAS = {
    "3": ("[3]", WHOLE), "2,5": ("[5/2]", ANY), "−3": ("[-3]", WHOLE), "−x": ("[-1;0]", ANY), "−n": ("[-9;-1]", WHOLE),
    "x": ("[0;1]", ANY), "y": ("[-2;3]", ANY), "n": ("[1;9]", WHOLE), "c": ("[-5;5]", ANY), "w": ("(;)", ANY),
    "pott": ("(;)", ANY), "antallet": ("[0;)", WHOLE), "g": ("[1;2]", ANY), "tideler": ("[0;2/5]", ANY),
    "hele": ("[-1;1]", ANY), "rundt": ("(;)", ANY),
    "x + y": ("[-2;4]", ANY), "n + 1": ("[2;10]", WHOLE), "1 + n": ("[2;10]", WHOLE), "n + 0,5": ("[3/2;19/2]", ANY),
    "x − y": ("[-3;3]", ANY), "n − n": ("[-8;8]", WHOLE), "n × 2": ("[2;18]", WHOLE), "x × y": ("[-2;3]", ANY),
    "n / 2": ("[1/2;9/2]", ANY), "y / n": ("[-2;3]", ANY), "y / x": ("(;)", ANY),
    "minste av (x; y)": ("[-2;1]", ANY), "største av (x; y)": ("[0;3]", ANY), "største av (n; 4)": ("[4;9]", WHOLE),
    "minste av (n; 2,5)": ("[1;5/2]", ANY), "hvis x minst 0,5 så n ellers 20": ("[1;20]", WHOLE),
    "hvis x minst 0,5 så n ellers x": ("[0;9]", ANY),
    "sum x over region": ("[0;)", ANY), "sum n over region": ("[0;)", WHOLE), "sum y over region": ("(;)", ANY),
    "gjennomsnitt n over region": ("[1;9]", ANY), "største n over region": ("[1;9]", WHOLE),
    "median n over region": ("[1;9]", ANY), "nest minste n over region": ("[1;9]", WHOLE),
    "minste n over region": ("[1;9]", WHOLE), "minste x over region": ("[0;1]", ANY),
    "antall over region": ("[3]", WHOLE), "antall der x minst 0,5 over region": ("[0;3]", WHOLE),
    "m.deler": ("(;)", ANY), "antall over alene": ("[1]", WHOLE),
    "rang a høyest først like får beste plass over alene": ("[1]", WHOLE),
    "rang o høyest først like får beste plass over tom": ("[1]", WHOLE),
    "antall over indikator": ("[2]", WHOLE), "antall over sted": ("[0;)", WHOLE),
    "rang x høyest først like får beste plass over region": ("[1;3]", WHOLE),
    "rang x høyest først like får midterste plass over region": ("[1;3]", ANY),
    "rang x høyest først like får beste plass der y minst 1 over region": ("[1;3]", WHOLE),
    "rang h høyest først like får beste plass over sted": ("[1;)", WHOLE),
    "finnes_ikke": ("(;)", ANY),
}  # fmt: skip


@pytest.mark.parametrize("formula", FORMULAS)
def test_what_an_expression_can_be_by_its_types(formula: str) -> None:
    text, is_whole = FORMULAS[formula]
    found = of(formula)
    assert (found.range, found.is_whole) == (within(text), is_whole)


# Two sides, and what is certain of: at least, at most, more than, less than, is (and is not).
SIDES = (
    ("[1;2]", "[3;4]", "yyyyy"),
    ("[3;4]", "[1;2]", "yyyyy"),
    ("[1;3]", "[2;4]", "nnnnn"),
    ("[1;2]", "[2;3]", "nyynn"),
    ("[2;3]", "[1;2]", "ynnyn"),
    ("[1;2)", "[2;3]", "yyyyy"),
    ("[1;2]", "(2;3]", "yyyyy"),
    ("[2]", "[2]", "yyyyn"),
    ("(;)", "[2]", "nnnnn"),
    ("[1;)", "[0]", "yyyyy"),
    ("(;1]", "[2]", "yyyyy"),
    ("[2]", "[3;)", "yyyyy"),
    ("[2]", "(;1]", "yyyyy"),
)
OPERATORS = ("at_least", "at_most", "more_than", "less_than", "is")


@pytest.mark.parametrize(("left", "right", "answers"), SIDES)
def test_comparisons_that_have_one_answer(left: str, right: str, answers: str) -> None:
    a, b = PossibleByType(within(left)), PossibleByType(within(right))
    assert [are_the_same(one, a, b) for one in OPERATORS] == [one == "y" for one in answers]
    assert are_the_same("is_not", a, b) is (answers[-1] == "y")


def test_what_is_whole_is_never_a_number_between() -> None:
    whole, half = PossibleByType(within("[1;9]"), is_whole=True), PossibleByType(within("[5/2]"))
    for operator in ("is", "is_not"):
        assert are_the_same(operator, whole, half)
        assert are_the_same(operator, half, whole)
        assert not are_the_same(operator, PossibleByType(within("[1;9]")), half)
        assert not are_the_same(operator, whole, PossibleByType(within("[2]")))
        assert not are_the_same(operator, whole, PossibleByType(within("[5/2;3]")))
        assert not are_the_same(operator, whole, PossibleByType(within("(;)")))
    assert not are_the_same("at_least", whole, half)
