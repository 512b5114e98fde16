"""Counts of trusts behind the result of their region: they add up, or say where they do not."""

from __future__ import annotations

from fractions import Fraction

import pytest
from attrs import evolve
from measured_lite import HEADING, LITE, REST, prepared, run

from rbflang.data.computed import Computed
from rbflang.data.counts.counts_written import CountRange, WrittenCounts, exactly, read_counts
from rbflang.data.counts.what_is_counted import Things, what_is_counted
from rbflang.data.rows import figures_of
from rbflang.diagnostics import Fault
from rbflang.graph.nodes import Figure
from rbflang.intervals import Interval
from rbflang.numerals import Fashion
from rbflang.observations import read_rows
from rbflang.pipeline import Prepared
from rbflang.register.definitions import ColumnKind
from rbflang.reports.foot import foot
from rbflang.ruleset.model import CheckedRuleset
from rbflang.source import Source
from rbflang.wording import Voice

VEST = ("måloppnåelse", ("video", "Vest"))
BERGEN, FONNA = (
    "måloppnåelse;video;Vest;Helse Bergen HF;300/2850;;;npr", "måloppnåelse;video;Vest;Helse Fonna HF;112/1000;;;npr",
)  # fmt: skip


def computed(*rows: str, counted_per: str = "foretak") -> Computed:
    found = run(*rows, counted_per=counted_per)
    assert isinstance(found, Computed), [one.title.nb for one in found]
    return found


def only_fault(*rows: str, counted_per: str = "foretak") -> Fault:
    found = run(*rows, counted_per=counted_per)
    assert not isinstance(found, Computed)
    (fault,) = found
    return fault


def test_counts_of_trusts_stand_behind_the_figure_of_their_region() -> None:
    found = computed("måloppnåelse;video;Vest;;412/3850;;;npr", BERGEN, FONNA)
    assert found.figures.observations[VEST].cell == Fraction(412, 3850)
    behind = found.figures.behind[VEST]
    assert [(one.unit, one.counts.written()) for one in behind.units] == [
        ("Helse Bergen HF", "300/2850"), ("Helse Fonna HF", "112/1000"),
    ]  # fmt: skip
    assert not behind.is_sum
    assert behind.what is not None and (behind.what.over, behind.what.under) == (Things.EPISODES, Things.EPISODES)
    patients = what_is_counted(found.checked.ruleset, "måloppnåelse", ("epikrise", "Vest"))
    assert patients is not None and (patients.over, patients.under) == (Things.PATIENTS, Things.PATIENTS)
    assert not foot(Voice("nb"), found)


def test_a_region_that_is_not_given_is_the_sum_and_told_so() -> None:
    # 300 + 112 = 412 of 2850 + 1000 = 3850
    found = computed(BERGEN, FONNA)
    row = found.figures.observations[VEST]
    assert (row.cell, row.printed, row.source) == (Fraction(412, 3850), "412/3850", "npr")
    assert foot(Voice("nb"), found) == ("Ikke gitt, og lagt sammen av radene med foretak: måloppnåelse.video.Vest.",)
    assert foot(Voice("en"), found) == ("Not given, and added up from the rows with trust: måloppnåelse.video.Vest.",)


@pytest.mark.parametrize("whole", ["411/3850", "412/3851", "41 %"])
def test_counts_that_do_not_add_up_are_a_fault_with_both_sums(whole: str) -> None:
    fault = only_fault(f"måloppnåelse;video;Vest;;{whole};;;npr", BERGEN, FONNA)
    assert fault.slug == "counts-do-not-add-up"
    assert fault.title.nb == f"Radene bak «måloppnåelse.video.Vest» er til sammen 412/3850, men tallet er {whole}"
    assert [one.span.line for one in fault.labels] == [5, 6, 7]
    assert fault.paste == ("måloppnåelse;video;Vest;;412/3850;;;npr",)


def test_a_percentage_may_be_what_the_counts_come_to() -> None:
    # 412 of 3850 is 10.7013 %
    found = computed("måloppnåelse;video;Vest;;10,7 %;;;npr", BERGEN, FONNA)
    assert isinstance(found.figures.observations[VEST].cell, Figure)


def test_numerators_that_make_up_for_denominators_are_a_fault() -> None:
    # 412/3850 is 206/1925: the share is the same, the counts are not
    assert only_fault("måloppnåelse;video;Vest;;206/1925;;;npr", BERGEN, FONNA).slug == "counts-do-not-add-up"


def test_trusts_whose_patients_are_counted_once_in_the_region_need_not_add_up() -> None:
    found = computed("måloppnåelse;video;Vest;;405/3700;;;npr", BERGEN, FONNA, counted_per="region")
    assert found.figures.observations[VEST].cell == Fraction(405, 3700)
    # more than all of them together: 413 > 412; fewer than one of them: 299 < 300
    for whole in ("413/3850", "299/3800", "405/3851", "405/2849"):
        fault = only_fault(f"måloppnåelse;video;Vest;;{whole};;;npr", BERGEN, FONNA, counted_per="region")
        assert (fault.slug, fault.paste) == ("counts-do-not-add-up", ())


def test_where_patients_are_counted_once_in_the_region_it_is_not_made_of_its_trusts() -> None:
    fault = only_fault(BERGEN, FONNA, counted_per="region")
    assert fault.slug == "figure-missing"


def test_small_counts_of_trusts_are_bounds_that_must_have_room_for_the_region() -> None:
    small = "måloppnåelse;video;Vest;Helse Fonna HF;;under 5/1000;;npr"
    rest = "måloppnåelse;video;Vest;Helse Bergen HF;;minst 408/2850;;npr"
    found = computed("måloppnåelse;video;Vest;;412/3850;;;npr", small, rest)
    assert [one.counts.is_exact for one in found.figures.behind[VEST].units] == [False, False]
    # 0–4 and 300 are at most 304
    fault = only_fault("måloppnåelse;video;Vest;;305/3850;;;npr", BERGEN, small)
    assert fault.title.nb.endswith("er til sammen under 305/3850, men tallet er 305/3850")
    assert computed("måloppnåelse;video;Vest;;304/3850;;;npr", BERGEN, small)


def test_a_region_is_not_made_of_bounds() -> None:
    assert only_fault(BERGEN, "måloppnåelse;video;Vest;Helse Fonna HF;;under 5/1000;;npr").slug == "figure-missing"


@pytest.mark.parametrize(
    ("row", "slug"),
    [
        ("måloppnåelse;video;Vest;Helse Fonna HF;10,5 %;;;npr", "value-not-understood"),
        ("måloppnåelse;video;Vest;Helse Fonna HF;112,5/1000;;;npr", "value-not-understood"),
        ("måloppnåelse;video;Vest;Helse Bergen HF;1/1;;;npr", "row-twice"),
        ("måloppnåelse;video;Vestt;Helse Fonna HF;112/1000;;;npr", "unknown-in-data"),
    ],
)
def test_a_row_that_cannot_be_read_is_a_fault_of_its_own(row: str, slug: str) -> None:
    assert only_fault("måloppnåelse;video;Vest;;412/3850;;;npr", BERGEN, row).slug == slug


def test_trusts_that_the_ruleset_declares_are_its_members_and_lie_under_their_region() -> None:
    declared = 'foretak Bergen "Helse Bergen HF" under Vest\nforetak UNN "UNN HF" under Nord\n'
    ready = with_declared_trusts(prepared(text=LITE.read_text("utf-8") + declared))
    rows = "\n".join(
        (HEADING, *REST, "måloppnåelse;video;Vest;;412/3850;;;npr", BERGEN.replace("300/2850", "412/3850"))
    )
    found = figures_of(ready, read_rows(Source("forelopig.csv", rows)))
    assert not found.faults and [one.unit for one in found.behind[VEST].units] == ["Bergen"]
    other = figures_of(ready, read_rows(Source("forelopig.csv", rows.replace("Helse Bergen HF", "UNN"))))
    assert [(one.slug, one.title.nb) for one in other.faults] == [
        ("unit-under-another", "«UNN» ligger under Nord, ikke under Vest")
    ]
    unknown = figures_of(ready, read_rows(Source("forelopig.csv", rows.replace("Helse Bergen HF", "Berge"))))
    assert [one.slug for one in unknown.faults] == ["unknown-in-data"]


def with_declared_trusts(ready: Prepared) -> CheckedRuleset:
    """The small year whose register names trusts of the ruleset."""
    (counted,) = ready.checked.ruleset.measurements
    columns = tuple(evolve(one, kind=ColumnKind.MEMBER, of="foretak") if one.name == "foretak" else one
                    for one in counted.register.columns)  # fmt: skip
    measured = evolve(counted, register=evolve(counted.register, columns=columns))
    return evolve(ready.checked, ruleset=evolve(ready.checked.ruleset, measurements=(measured,)))


def test_english_headings_and_words_are_read() -> None:
    rows = ("måloppnåelse,video,Vest,,\"412/3850\",,,npr", 'måloppnåelse,video,Vest,A,"300/2,850",,,npr',
            "måloppnåelse,video,Vest,B,,below 113/1000,,npr")  # fmt: skip
    rest = tuple(one.replace(";", ",") for one in REST)
    found = run(*rows, heading="quantity,indicator,region,trust,value,narrowing,status,source", rest=rest)
    assert isinstance(found, Computed), [one.title.en for one in found]
    assert [one.counts.written("en") for one in found.figures.behind[VEST].units] == ["300/2850", "below 113/1000"]


def test_made_up_counts_make_the_whole_made_up() -> None:
    rows = [one.replace(";;;npr", ";;syntetisk;") for one in (BERGEN, FONNA)]
    assert computed(*rows).is_synthetic
    assert computed("måloppnåelse;video;Vest;;412/3850;;;npr", *rows).is_synthetic
    assert not computed(BERGEN, FONNA).is_synthetic


def test_without_a_measurement_a_trust_is_a_set_the_quantity_does_not_vary_over() -> None:
    plain = prepared().checked
    plain = evolve(plain, ruleset=evolve(plain.ruleset, measurements=()))
    found = figures_of(plain, read_rows(Source("forelopig.csv", f"{HEADING}\n{BERGEN}\n")))
    assert [one.slug for one in found.faults] == ["unknown-in-data"]


@pytest.mark.parametrize(
    ("text", "numerator", "denominator"),
    [
        ("412/3850", (412, 412), (3850, 3850)),
        ("412 / 3 850", (412, 412), (3850, 3850)),
        ("under 5/3850", (0, 4), (3850, 3850)),
        ("below 5/3850", (0, 4), (3850, 3850)),
        ("høyst 5/3850", (0, 5), (3850, 3850)),
        ("over 5/3850", (6, None), (3850, 3850)),
        ("minst 3/under 5", (3, None), (0, 4)),
        ("at least 3/at least 5", (3, None), (5, None)),
        ("under 5", (0, 4), None),
    ],
)
def test_counts_are_read_as_whole_numbers(
    text: str, numerator: tuple[int, int | None], denominator: tuple[int, int | None] | None
) -> None:
    over, under = CountRange(*numerator), CountRange(*denominator) if denominator else None
    assert read_counts(text, Fashion("nb", ";")) == WrittenCounts(over, under)


@pytest.mark.parametrize("text", ["", "5 %", "under", "under 0/5", "1,5/3", "5/3/2", "/5", "-1/5"])
def test_what_is_no_count_is_none(text: str) -> None:
    assert read_counts(text, Fashion("nb", ";")) is None


def test_a_count_alone_is_what_it_is() -> None:
    alone = WrittenCounts(CountRange(3, 7), None)
    assert (alone.share(), alone.is_exact, alone.written()) == (Interval(Fraction(3), Fraction(7)), False, "under 8")
    assert WrittenCounts(exactly(3), None).is_exact and WrittenCounts(exactly(3), exactly(9)).is_exact
    assert not WrittenCounts(exactly(3), CountRange(0, 4)).is_exact


def test_shares_of_bounds() -> None:
    # nothing of something that may be nothing; at least 3 of nobody knows how many
    assert WrittenCounts(CountRange(3, None), CountRange(5, None)).share() == Interval(Fraction(0), None)
    # at most 4 of 3850; of at most 4 that are counted at least none; 3 of at most 10 is at least 30 %
    assert WrittenCounts(CountRange(0, 4), exactly(3850)).share() == Interval(Fraction(0), Fraction(4, 3850))
    assert WrittenCounts(CountRange(0, 4), CountRange(0, 4)).share() == Interval(Fraction(0), None)
    assert WrittenCounts(CountRange(3, None), CountRange(5, 10)).share() == Interval(Fraction(3, 10), None)


def test_a_small_count_of_the_region_is_a_bound_of_whole_numbers() -> None:
    # target 20 %: half of it is 10 %, and at most 4 of 40 is 10 %: so the bound does not settle it, below 4 does
    found = run("måloppnåelse;video;Vest;;;under 5/40;;npr")
    assert not isinstance(found, Computed)
    assert [one.slug for one in found] == ["bound-does-not-settle"]
    settled = computed("måloppnåelse;video;Vest;;;under 5/41;;npr")
    cell = settled.figures.observations[VEST].cell
    assert isinstance(cell, Figure) and cell.interval == Interval(Fraction(0), Fraction(4, 41))
