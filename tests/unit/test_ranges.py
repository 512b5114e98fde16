"""What quantities can be whatever the data, worked out by hand."""

from __future__ import annotations

from fractions import Fraction

from rbflang.checks.run import check
from rbflang.intervals import EVERYTHING, Interval
from rbflang.proofs.all_data import for_all_data
from rbflang.ruleset.resolve import resolve
from rbflang.source import Source
from rbflang.syntax.read import read
from rbflang.tables.node_ranges import all_ranges, ranges_of

HEAD = """regelsett RBF 2031
kilde r "Regelverk"
region Nord "Nord"
region Vest "Vest"
inndata x per region : andel
inndata y per region : tall fra −2 til 3
inndata v per region : andel, valgfri
inndata d per region : andel, til sammen 1
tabell c per region : tall fra −5 til 5 [r 1] { Nord: −1 Vest: 2 }
tabell k per region : tall fra 0 til 5 [r 1] { Nord: 4 Vest: 1 }
trapp t [r 1] { fra 0 gir 0 fra 0,5 gir 3 fra 0,9 gir 7 }
"""
PAID = "\nutbetaling inntekt per region = 1 000 kr × x [r 1]\n"


def ranges(formulas: str, head: str = HEAD) -> dict[str, Interval]:
    """The interval of each named quantity."""
    checked = check(resolve(read(Source("prøve.rbf", head + formulas + PAID)).tree)).ruleset
    assert checked is not None
    data = for_all_data(checked)
    found = ranges_of(data.graph, data.leaves)
    return {name: found[node] for name, node in data.graph.named.items() if node in found}


def of(formula: str, over: str = " per region", head: str = HEAD) -> Interval:
    """The interval of one formula."""
    return ranges(f"formel f{over} = {formula} [r 1]", head)["f"]


def between(low: object, high: object, low_included: bool = True, high_included: bool = True) -> Interval:
    ends = (None if end is None else Fraction(str(end)) for end in (low, high))
    return Interval(*ends, low_included, high_included)


def test_arithmetic_is_done_on_the_ends() -> None:
    assert of("x × y + 1") == between(-1, 4)
    assert of("y − x") == between(-3, 3)
    assert of("y / (x + 1)") == between(-2, 3)
    assert of("største av (x; y)") == between(0, 3)
    assert of("x avrundet til 1 desimaler") == between(0, 1)


def test_a_cell_that_is_known_is_that_whatever_its_node_gives() -> None:
    checked = check(resolve(read(Source("prøve.rbf", f"{HEAD}formel f per region = x × k [r 1]{PAID}")).tree)).ruleset
    assert checked is not None
    data = for_all_data(checked)
    x, f = data.graph.named["x"], data.graph.named["f"]
    found = all_ranges(data.graph, data.leaves, {(x, 0): between("1/4", "1/2"), (f, 1): between(7, 7)}).cells
    assert list(found[x]) == [between("1/4", "1/2"), between(0, 1)]
    assert list(found[f]) == [between(1, 2), between(7, 7)]


def test_each_member_has_its_own_numbers() -> None:
    assert of("c × k") == between(-4, 2)  # −1 × 4 and 2 × 1; of all together it would be from −4 to 8
    assert of("k − c") == between(-1, 5)
    assert of("x × c") == between(-1, 2)
    assert of("sum c × x over region", "") == between(-1, 2)


def test_what_is_the_same_is_taken_to_be_the_same() -> None:
    assert of("y × y") == between(0, 9)
    assert of("(y + x) − (y + x)") == between(0, 0)


def test_a_branch_holds_what_its_condition_tells() -> None:
    assert of("hvis y mer enn 1 så y ellers 2") == between(1, 3, low_included=False)
    assert of("hvis y minst k så y ellers 5") == between(1, 5)  # Nord: at least 4, which nothing is; Vest: at least 1
    assert of("hvis x mer enn 0,5 og y minst 1 så x / y ellers 0") == between(0, 1)
    assert of("hvis y er ikke 0 så 1 ellers 2") == between(1, 2)
    assert of("hvis x − y minst 1 så x − y ellers 1") == between(1, 3)
    assert of("sum x der x minst 0,5 over region", "") == between(0, 2)
    assert of("minste x der x minst 0,5 over region", "") == between("0.5", 1)


def test_what_is_known_of_one_cell_is_not_known_of_all() -> None:
    assert of("hvis x minst 0,5 så sum x over region ellers 0") == between(0, 2)
    assert of("hvis (sum x over region) minst 0,5 så sum x over region ellers 1", "") == between("0.5", 2)


def test_sums_and_counts() -> None:
    assert of("sum d over region", "") == between(1, 1)  # promised
    assert of("antall over region", "") == between(2, 2)
    assert of("antall der x minst 0,5 over region", "") == between(0, 2)
    assert of("gjennomsnitt c over region", "") == between("0.5", "0.5")
    assert of("median c over region", "") == between("0.5", "0.5")
    assert of("nest største x over region", "") == between(0, 1)
    assert of("rang x høyest først like får beste plass over region") == between(1, 2)


def test_only_steps_that_can_be_reached_count() -> None:
    assert of("t(x)") == between(0, 7)
    assert of("t(x × 0,8)") == between(0, 3)
    assert of("t(x + 0,5)") == between(3, 7)


def test_an_answer_may_be_certain() -> None:
    assert of("hvis c minst 0 så y ellers 9") == between(-2, 9)
    assert of("hvis k minst 1 så x ellers 9") == between(0, 1)
    assert of("hvis finnes(v) så v ellers 2") == between(0, 2)


MEASURE = """
indikator a "A"
indikator b "B"
inndata z per indikator, region : andel
fastsatt p = 100 poeng [r 1]
prestasjonsmål m "M" {
    poengandel 100 % [r 1] deler = z × 1 del [r 1] poeng = fordel p mellom region etter deler, NOBODY [r 1]
}
formel poengsum per region = sum poeng over indikator, prestasjonsmål [r 1]
formel i_alt = sum poengsum × k over region [r 1]
formel igjen per indikator = sum bortfalt over prestasjonsmål [r 1]
"""


def test_points_that_cannot_lapse_come_to_something() -> None:
    found = ranges(MEASURE.replace("NOBODY", "likt når ingen har deler"))
    assert found["poengsum"] == between(0, 200)
    assert found["i_alt"] == between(0, 1000, low_included=False)  # 4 × 200 and 1 × 200 at most, but never nothing
    assert found["igjen"] == between(0, 100, high_included=False)


def test_points_that_can_lapse_may_come_to_nothing() -> None:
    found = ranges(MEASURE.replace("NOBODY", "bortfaller når ingen har deler"))
    assert found["i_alt"] == between(0, 1000)
    assert found["igjen"] == between(0, 100)


OPEN = (
    HEAD
    + """
inndeling sted under region fra data
inndata h per sted : tall fra 1 til 3
"""
)


def test_members_that_come_with_the_data_are_any_number() -> None:
    assert of("sum h over sted per region", head=OPEN) == between(0, None, True, False)
    assert of("sum (h − 2) over sted", "", OPEN) == EVERYTHING
    assert of("største h over sted", "", OPEN) == between(1, 3)
    assert of("h × c", " per sted", OPEN) == between(-3, 6)
    assert of("antall over sted", "", OPEN) == between(0, None, True, False)


def test_what_the_rules_give_members_that_nobody_knows_is_all_that_its_type_allows() -> None:
    given = "tabell sats per sted : tall fra 0 til 9 [r 1] { Bodø: 4 Narvik: 6 }\n"
    assert of("sats", " per sted", OPEN + given) == between(0, 9)
