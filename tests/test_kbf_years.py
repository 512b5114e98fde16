"""KBF 2017 to 2021: what the documents say of each year, what is made up to try it, and what is never made up."""

from __future__ import annotations

import json
import re
from collections import Counter
from fractions import Fraction
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest
from click.testing import CliRunner
from evidence import without_evidence

from rbflang import library
from rbflang.commands import main
from rbflang.data.computed import Computed
from rbflang.graph.nodes import printed_of
from rbflang.library import Shelf
from rbflang.pipeline import Prepared, as_far_as_known, compute, prepare
from rbflang.published.judge import judge_of
from rbflang.published.published_file import read_published
from rbflang.published.statements import CLAIM, COUNTING
from rbflang.published.verdicts import verdict_of, verify
from rbflang.render import texts
from rbflang.source import Source
from rbflang.syntax.tree import MemberDecl, Setting
from tests.pocket_calculator import recompute
from tests.test_published import altered, one_unit_off

YEARS = (2017, 2018, 2019, 2020, 2021)
GROUPS = ("resultat", "prosess", "brukererfaring")
# How many result, process and user experience indicators there are; the counts of 2019 and 2020 are derived.
SIZES = {2017: (10, 13, 9), 2018: (14, 16, 9), 2019: (14, 19, 5), 2020: (18, 19, 1), 2021: (18, 20, 1)}
BUDGETS = {2017: 530_300_000, 2018: 539_200_000, 2019: None, 2020: 566_400_000, 2021: 578_200_000}
WEIGHTS = {2017: (50, 20, 30), 2018: (50, 20, 30), 2019: (50, 20, 30), 2020: (50, 30, 20), 2021: (50, 30, 20)}
EXPERIENCE_OF_2019 = {
    f"erfaring_{one}" for one in ("fode", "barnediabetes", "tsb_behandling", "tsb_miljo", "tsb_utbytte")
}
CAME = {
    2018: {
        "slagenhet", "antitrombotisk", "invasiv_utredning", "infeksjon_bypass", "infeksjon_hofte", "infeksjon_galle",
        "infeksjon_keisersnitt",
    },
    2019: EXPERIENCE_OF_2019
    | {"pakkeforlop_tid", "pakkeforlop_andel", "legemidler_carotis", "legemidler_aorta", "legemidler_bein"}
    | {"resultat_10"},
    2020: {"reinnleggelse_kols", "reinnleggelse_lungebetennelse", "reinnleggelse_brudd", "hba1c", "erfaring_bup"},
    2021: {"prosess_9"},
}  # fmt: skip
WENT = {
    2018: set(),
    2019: {f"sengepost_{at}" for at in range(1, 10)} | {"diagnose_phv", "diagnose_tsb", "overlevelse_prostatakreft"},
    2020: EXPERIENCE_OF_2019,
    2021: set(),
}  # fmt: skip
LOWER = ("fristbrudd", "infeksjon", "reinnleggelse", "hba1c")
SLUGS = ("reproduced", "used_in_derivation", "held", "not_computable", "deviation")
# Figures and claims of each year's file by verdict.
VERDICTS = {
    2017: ((0, 5, 2, 1, 1), (0, 0, 11, 3, 0)),
    2018: ((0, 1, 1, 1, 0), (0, 0, 15, 2, 0)),
    2019: ((0, 0, 0, 0, 0), (0, 0, 18, 2, 0)),
    2020: ((0, 0, 4, 1, 0), (0, 0, 20, 2, 0)),
    2021: ((0, 0, 1, 5, 0), (0, 1, 22, 0, 0)),
}
REGIONS = ("Midt", "Nord", "SørØst", "Vest")


def shelf_of(year: int) -> Shelf:
    found = library.find(f"kbf{year}")
    assert found
    return found


@cache
def prepared_of(year: int) -> Prepared:
    found = prepare(shelf_of(year), shelf_of(year).synthetic("endelig"))
    assert isinstance(found, Prepared)
    return found


@cache
def computed_of(year: int) -> Computed:
    found = compute(prepared_of(year), "endelig", shelf_of(year).synthetic("endelig"))
    assert isinstance(found, Computed)
    return found


def indicators(year: int) -> dict[str, str]:
    """Each indicator and the group it lies under, in order."""
    return {one.name: one.above or "" for one in prepared_of(year).checked.ruleset.sets["indikator"].members}


def number(year: int, name: str, *key: str) -> Fraction:
    found = printed_of(computed_of(year).valuation.of(name)[key])
    assert isinstance(found, Fraction)
    return found


# what the documents say


@pytest.mark.parametrize("year", YEARS)
def test_groups_weights_and_budget_are_those_of_the_documents(year: int) -> None:
    assert tuple(Counter(indicators(year).values())[group] for group in GROUPS) == SIZES[year]
    ruleset = prepared_of(year).checked.ruleset
    for group, weight in zip(GROUPS, WEIGHTS[year], strict=True):
        assert number(year, "gruppevekt", group) == Fraction(weight, 100)
    budget = BUDGETS[year]
    if budget is None:
        assert ruleset.quantities["bevilgning"].role == "input"
    else:
        assert number(year, "bevilgning") == budget
    last = "mest_forbedring" if year == 2017 else "forbedring"
    assert tuple(ruleset.measures) == ("datakompletthet", "minimumsnivå", "best_plassering", last)


@pytest.mark.parametrize(("before", "year"), list(pairwise(YEARS)))
def test_what_came_and_went_between_years(before: int, year: int) -> None:
    assert set(indicators(year)) - set(indicators(before)) == CAME[year]
    assert set(indicators(before)) - set(indicators(year)) == WENT[year]
    titles = [
        {one.name: (one.title, one.above) for one in prepared_of(at).checked.ruleset.sets["indikator"].members}
        for at in (before, year)
    ]
    for name in set(indicators(year)) & set(indicators(before)):
        assert titles[0][name] == titles[1][name]


@pytest.mark.parametrize("year", YEARS)
def test_less_is_better_just_where_it_is(year: int) -> None:
    directions = computed_of(year).valuation.of("retning")
    for name, group in indicators(year).items():
        assert directions[group, name] == ("lavere" if name.startswith(LOWER) else "høyere")


@pytest.mark.parametrize("year", YEARS)
def test_a_direction_never_rests_on_what_says_that_the_indicator_was_there(year: int) -> None:
    members = [one for one in prepared_of(year).checked.ruleset.tree.declarations if isinstance(one, MemberDecl)]
    lines = [line for one in members for line in one.lines if isinstance(line, Setting) and line.name.text == "retning"]
    assert len(lines) == sum(SIZES[year])
    assert [line.span.line for line in lines if line.citation is None] == []


def reasons(text: str) -> list[str]:
    return re.findall(r"antatt: ([^;\]]+)", " ".join(text.split()))


@pytest.mark.parametrize("year", YEARS)
def test_what_is_assumed_is_said_so_that_it_can_be_judged(year: int) -> None:
    """Only who is ranked can be left out of a ranking, and a reason is more than a word."""
    text = shelf_of(year).path.read_text("utf-8")
    assert min(map(len, reasons(text))) > 25
    ranked, improving = text.partition("prestasjonsmål best_plassering")[2].split("prestasjonsmål ", 2)[:2]
    assert any("rangeringen" in one for one in reasons(ranked))
    assert any("rangeringen" in one for one in reasons(improving)) is (year == 2017)


@pytest.mark.parametrize("year", YEARS)
def test_a_name_that_is_not_known_is_said_not_to_be(year: int) -> None:
    for one in prepared_of(year).checked.ruleset.sets["indikator"].members:
        unnamed = one.name.rpartition("_")[2].isdecimal()
        assert unnamed is ("navn ikke kjent" in one.title)


# what is published


@pytest.mark.parametrize("year", YEARS)
def test_every_printed_figure_has_its_verdict_and_no_tolerance(year: int) -> None:
    source = library.read(shelf_of(year).published)
    assert isinstance(source, Source)
    rows = read_published(source).rows
    computed = as_far_as_known(prepared_of(year))
    assert isinstance(computed, Computed)
    found = verify(computed, rows)
    assert found.holds
    for claims, expected in zip((False, True), VERDICTS[year], strict=True):
        counts = Counter(one.slug for one in found.verdicts if one.is_claim is claims)
        assert counts == Counter(dict(zip(SLUGS, expected, strict=True)))
    judge = judge_of(computed, rows)
    for row in rows:
        failing = verdict_of(judge, row).slug in ("not_computable",) or row.text("kind") in (CLAIM, *COUNTING)
        for text in () if failing else one_unit_off(row.text("printed"), row.text("unit")):
            assert verdict_of(judge, altered(row, printed=text)).slug == "fault", row.text("label")


def test_the_payouts_of_2021_are_recorded_and_not_computable() -> None:
    result = CliRunner().invoke(main, ["verify", "kbf2021"], env={"COLUMNS": "120"})
    assert result.exit_code == 0
    for amount in ("105 000 000 kr", "69 600 000 kr", "311 700 000 kr", "91 900 000 kr"):
        assert amount in result.output
    assert "Mangler: resultatene, minimumsnivåene og fordelingsnøkkelen" in " ".join(result.output.split())


# what is made up


@pytest.mark.parametrize("year", YEARS)
def test_made_up_figures_never_count_as_the_years_own(year: int) -> None:
    shelf = shelf_of(year)
    assert shelf.rounds == ()
    assert shelf.synthetic_rounds == ("endelig",)
    without = CliRunner().invoke(main, ["allocate", shelf.name])
    assert without.exit_code == 1
    assert "--data syntetisk" in without.output
    assert ("«bevilgning»" in without.output.split("Tips:")[0]) is (BUDGETS[year] is None)
    for form in texts():
        result = CliRunner().invoke(main, ["allocate", shelf.name, "--data", "syntetisk", "--format", form])
        assert result.exit_code == 0
        assert json.loads(result.output)["synthetic"] if form == "json" else "Syntetiske data" in result.output
    explained = CliRunner().invoke(main, ["explain", shelf.name, "--rhf", "Vest", "--data", "syntetisk"])
    assert explained.output.startswith("Syntetiske data")
    assert "Publisert" not in explained.output


@pytest.mark.parametrize("year", YEARS)
def test_points_and_kroner_add_up(year: int) -> None:
    valuation = computed_of(year).valuation
    points = sum(number(year, "poengsum", one) for one in REGIONS)
    lapsed = sum(one for one in valuation.of("bortfalt").values() if isinstance(one, Fraction))
    assert points + lapsed == 100_000
    assert lapsed > 0
    assert sum(number(year, "kbf_inntekt", one) for one in REGIONS) == number(year, "bevilgning")
    assert not valuation.open


@pytest.mark.parametrize("year", YEARS)
def test_the_made_up_figures_follow_the_pattern_they_state(year: int) -> None:
    rows = [
        line.split(";")
        for line in shelf_of(year).synthetic("endelig").read_text("utf-8").splitlines()
        if not line.startswith("#")
    ][1:]
    found = {tuple(row[:3]): row[3] for row in rows}
    shares = zip(REGIONS, ("14,0 %", "13,0 %", "54,0 %", "19,0 %"), strict=True)
    expected = {("fordelingsnøkkel", "", region): share for region, share in shares}
    if BUDGETS[year] is None:
        expected["bevilgning", "", ""] = "100 mill. kr"
    for at, name in enumerate(indicators(year), 1):
        lower = name.startswith(LOWER)
        expected["minstekrav", name, ""] = "4,7 %" if lower else "81,7 %"
        for region, title in enumerate(REGIONS):
            behind = (region - at) % 4
            value = 40 + 4 * behind if lower else 800 + 10 * behind
            change = 3 if behind == 0 else -6
            last = value + (-change if lower else change)
            expected["måloppnåelse", name, title] = f"{value // 10},{value % 10} %"
            expected["i_fjor", name, title] = f"{last // 10},{last % 10} %"
            expected["datakompletthet", name, title] = "40 %" if title == "Nord" and at % 13 == 0 else "100 %"
    assert found == expected
    assert {row[6] for row in rows} == {"laget for prøving"}


@pytest.mark.parametrize(("year", "width"), [(2017, 120), (2019, 120), (2021, 120), (2021, 80)])
def test_every_line_and_column_follows_from_the_digits_shown(year: int, width: int) -> None:
    asked = [("--rhf", region) for region in REGIONS]
    some = list(indicators(year))[5::11] if width == 120 else ()
    asked += [("--rhf", region, "--indicator", name) for region in REGIONS[1:3] for name in some]
    for words in asked:
        command = ["explain", f"kbf{year}", *words, "--data", "syntetisk"]
        result = CliRunner().invoke(main, command, env={"COLUMNS": str(width)})
        report = without_evidence(result.output)
        calculator = recompute(report)
        assert calculator.wrong == []
        assert calculator.looked_at >= 4
        # A command to go on with is never broken, so that it can be pasted.
        assert max(len(line) for line in report.splitlines() if "rbflang explain" not in line) <= width


def test_a_data_file_of_ones_own_brings_its_own_members(tmp_path: Path) -> None:
    shelf = Shelf("rbf2031", tmp_path / "rbf2031" / "rbf2031.rbf")
    elsewhere = tmp_path / "egne" / "tall.csv"
    elsewhere.parent.mkdir()
    assert shelf.members(elsewhere) == shelf.path.parent / "medlemmer.csv"
    (elsewhere.parent / "syntetisk-medlemmer.csv").touch()
    assert shelf.members(elsewhere) == shelf.path.parent / "medlemmer.csv"
    assert shelf.members(elsewhere.with_name("syntetisk-tall.csv")) == elsewhere.parent / "syntetisk-medlemmer.csv"
    (elsewhere.parent / "medlemmer.csv").touch()
    assert shelf.members(elsewhere) == elsewhere.parent / "medlemmer.csv"
    assert shelf.members() == shelf.path.parent / "medlemmer.csv"


def test_made_up_figures_are_marked_whatever_their_file_is_called(tmp_path: Path) -> None:
    path = tmp_path / "mine.csv"
    path.write_text(shelf_of(2021).synthetic("endelig").read_text("utf-8"), "utf-8")
    for command in (["allocate", "kbf2021"], ["explain", "kbf2021", "--rhf", "Vest"]):
        found = CliRunner().invoke(main, [*command, "--data", str(path)], env={"COLUMNS": "120"})
        assert found.output.startswith("Syntetiske data: ")
        assert "Publisert" not in found.output
        data = json.loads(CliRunner().invoke(main, [*command, "--data", str(path), "--format", "json"]).stdout)
        assert data["synthetic"] is True


def test_every_made_up_row_says_so() -> None:
    for path in sorted(shelf_of(2021).path.parent.parent.glob("*/syntetisk-*.csv")):
        heading, *rows = [line.split(";") for line in path.read_text("utf-8").splitlines() if not line.startswith("#")]
        if path.name != "syntetisk-medlemmer.csv":
            assert {row[heading.index("status")] for row in rows if row != [""]} == {"syntetisk"}, path
