"""A settlement of RBF 2025 on made-up figures, against arithmetic of its own.

The parts below are read off the staircase by hand: each figure of the files lies in the middle of a step. Everything
else is worked out here with fractions, from the weights, the key and the appropriation of the rulebook; nothing of it
comes from the program.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from fractions import Fraction
from itertools import permutations
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from click.testing import CliRunner

from rbflang import library
from rbflang.commands import main
from rbflang.reports.titles import the_round

ROOT = Path(__file__).parent.parent
GOLDEN = ROOT / "tests" / "golden"
REGIONS = ("Midt", "Nord", "SørØst", "Vest")
KEY = dict(zip(REGIONS, (Fraction(n, 10_000) for n in (1423, 1229, 5431, 1917)), strict=True))
APPROPRIATION = 671_631_000

# points of the indicator, and the parts of the four regions in both rounds
PARTS: Mapping[str, tuple[int, tuple[int, ...], tuple[int, ...]]] = {
    "video": (24_000, (5, 5, 5, 2), (5, 5, 5, 4)),
    "samarbeid_phv_tsb": (20_000, (5, 5, 5, 5), (5, 5, 5, 5)),
    "samarbeid_somatikk": (7_000, (5, 4, 4, 2), (5, 5, 4, 2)),
    "team_phv_tsb": (7_500, (5, 5, 5, 5), (5, 5, 5, 5)),
    "team_somatikk": (3_000, (0, 0, 0, 0), (0, 0, 0, 0)),
    "skjema": (4_000, (1, 0, 1, 2), (4, 0, 1, 1)),
    "nettbehandling": (7_500, (0, 0, 0, 0), (0, 1, 0, 0)),
    "hjemmeoppfølging": (3_000, (5, 4, 4, 5), (5, 4, 5, 5)),
    "epikrisetid": (24_000, (15, 12, 15, 15), (15, 12, 15, 15)),
}


def run(*arguments: str) -> str:
    result = CliRunner().invoke(main, ["settle", "rbf2025", "--data", "syntetisk", *arguments], env={"COLUMNS": "120"})
    assert result.exit_code == 0, result.output
    return str(result.stdout)


@pytest.fixture(scope="module")
def data() -> Any:
    return json.loads(run("--format", "json"))


def shared(pot: int, parts: tuple[int, ...]) -> tuple[Fraction, ...]:
    """Points in proportion to parts, equally where nobody has any."""
    total = sum(parts)
    return tuple(Fraction(pot * one, total) if total else Fraction(pot, len(parts)) for one in parts)


def points_of(at: int) -> dict[str, Fraction]:
    each = [shared(pot, rounds[at]) for pot, *rounds in PARTS.values()]
    return {region: sum((points[i] for points in each), Fraction(0)) for i, region in enumerate(REGIONS)}


def per_point(at: int) -> dict[str, Fraction]:
    points = points_of(at)
    weighted = sum((KEY[region] * points[region] for region in REGIONS), Fraction(0))
    return {region: APPROPRIATION * KEY[region] / weighted for region in REGIONS}


def paid(at: int) -> dict[str, int]:
    """Whole kroner by largest remainder."""
    points, rate = points_of(at), per_point(at)
    exact = {region: points[region] * rate[region] for region in REGIONS}
    kroner = {region: int(value) for region, value in exact.items()}
    by_remainder = sorted(REGIONS, key=lambda region: kroner[region] - exact[region])
    for region in by_remainder[: APPROPRIATION - sum(kroner.values())]:
        kroner[region] += 1
    return kroner


def test_payouts_and_settlement_to_the_krone(data: Any) -> None:
    before, after = paid(0), paid(1)
    assert data["earlier"] == {region: str(before[region]) for region in REGIONS}
    assert data["later"] == {region: str(after[region]) for region in REGIONS}
    assert data["settlement"] == {region: str(after[region] - before[region]) for region in REGIONS}
    assert sum(int(one) for one in data["settlement"].values()) == 0


@pytest.mark.parametrize("indicator", PARTS)
def test_whose_results_moved_the_points(data: Any, indicator: str) -> None:
    """The mean over all orders in which the regions' results may be replaced, order by order."""
    pot, old, new = PARTS[indicator]
    orders = list(permutations(range(4)))
    moved = [[Fraction(0)] * 4 for _ in REGIONS]  # by whom, to whom
    for order in orders:
        now = list(old)
        for mover in order:
            before = shared(pot, tuple(now))
            now[mover] = new[mover]
            after = shared(pot, tuple(now))
            for i in range(4):
                moved[mover][i] += (after[i] - before[i]) / len(orders)
    rates, points = (per_point(0), per_point(1)), (shared(pot, old), shared(pot, new))
    for i, region in enumerate(REGIONS):
        found = data["parts"][region][indicator]
        assert [Fraction(found["points"][one]) for one in ("earlier", "later")] == [points[0][i], points[1][i]]
        mean = (rates[0][region] + rates[1][region]) / 2
        for mover, name in enumerate(REGIONS):
            assert Fraction(found["by_results"].get(name, "0")) == moved[mover][i] * mean, (name, region)
        normalisation = (points[0][i] + points[1][i]) / 2 * (rates[1][region] - rates[0][region])
        assert Fraction(found["by_normalisation"]) == normalisation
        assert Fraction(found["total"]) == points[1][i] * rates[1][region] - points[0][i] * rates[0][region]


def test_the_parts_and_the_rounding_add_up(data: Any) -> None:
    for region in REGIONS:
        parts = sum((Fraction(one["total"]) for one in data["parts"][region].values()), Fraction(0))
        rounding = Fraction(data["rounding"][region])
        assert parts + rounding == Fraction(data["settlement"][region])
        assert abs(rounding) < 2


def test_what_is_fixed_comes_from_the_provisional_round(data: Any) -> None:
    assert len(data["changed"]) == 10
    assert not [one for one in data["changed"] if "epikrisetid" in one["address"]]


def test_the_schema_describes_the_data(data: Any) -> None:
    schema = json.loads((ROOT / "docs" / "schemas" / "settlement.json").read_text("utf-8"))
    jsonschema.validate(data, schema)
    jsonschema.validate(json.loads(run("--rhf", "Vest", "--format", "json")), schema)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(data | {"settlement": {"Vest": 1}}, schema)


SETTLED = [shelf.name for shelf in library.shelves() if {"forelopig", "endelig"} <= set(shelf.synthetic_rounds)]


@pytest.mark.parametrize("name", SETTLED)
def test_every_settlement_adds_up(name: str) -> None:
    result = CliRunner().invoke(main, ["settle", name, "--data", "syntetisk", "--format", "json"])
    assert result.exit_code == 0, result.output
    found = json.loads(result.stdout)
    jsonschema.validate(found, json.loads((ROOT / "docs" / "schemas" / "settlement.json").read_text("utf-8")))
    assert sum(Fraction(one) for one in found["settlement"].values()) == 0
    for region, parts in found["parts"].items():
        moved = sum((Fraction(one["total"]) for one in parts.values()), Fraction(found["rounding"][region]))
        assert moved == Fraction(found["settlement"][region])
        for one in parts.values():
            by_results = sum(map(Fraction, one["by_results"].values()), Fraction(0))
            assert by_results + Fraction(one["by_normalisation"]) == Fraction(one["total"])
        by_measure = map(Fraction, found["by_measure"][region].values())
        assert sum(by_measure, Fraction(found["rounding"][region])) == Fraction(found["settlement"][region])
        assert abs(Fraction(found["rounding"][region])) < 2


def numbers(line: str) -> list[int]:
    """The amounts at the end of a printed line, from the first with a sign or alone as nothing."""
    shown = re.findall(r"(?<=  )[+−]?[0-9]{1,3}(?: [0-9]{3})*(?= {2}|$)", line)
    return [int(one.replace(" ", "").replace("−", "-")) for one in shown]


def closes(rows: list[list[int]]) -> None:
    """Each row but the header ends with its sum, and the last row is the sum of those above."""
    assert len({len(row) for row in rows}) == 1
    for row in rows:
        assert sum(row[:-1]) == row[-1], row
    for column in zip(*rows, strict=True):
        assert sum(column[:-1]) == column[-1], column


@pytest.mark.parametrize("name", SETTLED)
def test_the_printed_tables_add_up(name: str) -> None:
    """Row by row and column by column, as they are printed; one measure alone has no table."""
    words = ["settle", name, "--data", "syntetisk"]
    lines = CliRunner().invoke(main, words, env={"COLUMNS": "140"}).stdout.split("\n")
    headings = ["Hva avregningen kommer av", "Hva hver indikator flyttet, i kroner"]
    headings += ["Hva hvert prestasjonsmål flyttet, i kroner"] if name != "rbf2025" else []
    assert [one for one in lines if one.startswith("Hva ")] == headings
    for heading in headings:
        start = lines.index(heading) + 2
        closes([numbers(line) for line in lines[start : lines.index("", start)]])


def said_by(name: str) -> str:
    result = CliRunner().invoke(main, ["settle", name, "--data", "syntetisk"], env={"COLUMNS": "140"})
    return " ".join(result.stdout.split())


def test_why_what_the_results_moved_is_not_0_is_said() -> None:
    """2025: as many points come as go. 2024: fewer points lapse in the final round."""
    text = said_by("rbf2025")
    assert "Egne resultater +5 053 156 +19 815 681 +1 808 620 +8 617 187 +1 +35 294 645" in text
    assert "De andres resultater −9 456 250 −2 593 247 −45 183 969 −14 238 821 0 −71 472 287" in text
    assert 35_294_645 - 71_472_287 == -36_177_642
    assert (
        "Egne resultater og de andres resultater flytter −36 177 642 kr til sammen, ikke 0. Noen får like mange "
        "poeng som andre mister, men ett poeng er ikke verdt like mye for alle regionene: i snitt av de to "
        "fordelingene fra 3 332,70 kr for Nord til 14 727,34 kr for Sør-Øst. Normeringen flytter +36 177 642 kr, "
        "så summen blir 0 likevel."
    ) in text
    assert (
        "til sammen, ikke 0. Det deles ut om lag 403,030303 poeng flere enn i foreløpig fordeling, og ett poeng"
        in said_by("rbf2024")
    )


@pytest.mark.parametrize("region", REGIONS)
@pytest.mark.parametrize("name", SETTLED)
def test_the_printed_indicators_add_up(name: str, region: str) -> None:
    words = ["settle", name, "--data", "syntetisk", "--rhf", region]
    lines = CliRunner().invoke(main, words, env={"COLUMNS": "160"}).stdout.split("\n")
    start = lines.index("Hva hver indikator flyttet, i kroner") + 3
    rows = [numbers(line) for line in lines[start : lines.index("", start)]]
    closes([row[len(row) - len(rows[-1]) :] for row in rows])


def lines_of(*words: str) -> list[str]:
    """What `settle` prints of the synthetic figures for 2023, spaces drawn together."""
    result = CliRunner().invoke(main, ["settle", "rbf2023", "--data", "syntetisk", *words], env={"COLUMNS": "160"})
    assert result.exit_code == 0, result.output
    return [" ".join(line.split()) for line in result.stdout.split("\n")]


def test_what_gave_more_or_fewer_parts_for_completeness_is_named() -> None:
    """Video of Sør-Øst goes from 100 to 60 % complete, by the reports of the sites: from 4 to 2 parts."""
    lines = lines_of()
    assert any(line.endswith("datakompletthet Sør-Øst 100 % 60 % 4 2 −3 317 116") for line in lines)
    assert any(line.endswith("datakompletthet Midt-Norge 100 % 70 % 4 2 −938 806") for line in lines)


@pytest.mark.parametrize(
    ("region", "indicator", "line"),
    [("Midt", "epi", "Midt-Norge: datakompletthet 100 %: 4 deler → 70 %: 2 deler"),
     ("Midt", "", "Epikriser sendt innen 1 dag: datakompletthet 100 %: 4 deler → 70 %: 2 deler"),
     ("Vest", "epi", "Midt-Norge: datakompletthet 100 %: 4 deler → 70 %: 2 deler")],
)  # fmt: skip
def test_parts_for_completeness_are_shown_where_they_moved(region: str, indicator: str, line: str) -> None:
    """Foretak B of Midt, which weighs 30 %, lacks the reports of the last third; nobody else lacks any."""
    lines = lines_of("--rhf", region, *(("--indicator", indicator) if indicator else ()))
    assert line in lines
    assert len([one for one in lines if "datakompletthet 100 %" in one]) == 1


def test_what_a_regions_reports_moved_is_its_own() -> None:
    """How many thirds of the year count belongs to no region; whose site did not report in them, does.

    Video has 2 400 points for completeness. The four regions have 4 parts each, 600 points; then Sør-Øst has 2 of 14,
    342 6/7, and each of the others 4 of 14, 685 5/7. Epikriser is the same with Midt in the place of Sør-Øst. The
    other 21 600 points of video are shared by results: Vest takes 750 points from Sør-Øst, from 5 of 16 to 5 of 18.
    """
    found = json.loads(
        CliRunner().invoke(main, ["settle", "rbf2023", "--data", "syntetisk", "--format", "json"]).stdout
    )
    assert found["common"] == {"apart": [], "with_regions": ["antall_tertialer"]}
    lost, won = Fraction(2 * 2400, 14) - 600, Fraction(4 * 2400, 14) - 600
    by_vest = Fraction(21_600 * 5, 18) - Fraction(21_600 * 5, 16)
    expected = {
        ("SørØst", "video", "SørØst"): lost,
        ("SørØst", "video", "Vest"): by_vest,
        ("Midt", "video", "SørØst"): won,
        ("Midt", "epikrisetid", "Midt"): lost,
        ("SørØst", "epikrisetid", "Midt"): won,
        ("SørØst", "epikrisetid", "SørØst"): Fraction(0),
    }
    for (region, indicator, mover), points in expected.items():
        part = found["parts"][region][indicator]
        totals = {one: Fraction(part["points"][one]) for one in ("earlier", "later")}
        moved = Fraction(part["total"]) - Fraction(part["by_normalisation"])
        mean_rate = moved / (totals["later"] - totals["earlier"])
        assert Fraction(part["by_results"][mover]) == points * mean_rate, (region, indicator, mover)
        assert "" not in part["by_results"]


def test_the_figure_that_goes_with_the_reports_is_named() -> None:
    said = " ".join(lines_of("--rhf", "SørØst"))
    assert "«Tertialer i datagrunnlaget» er endret og er felles for regionene, men kan ikke byttes ut uten" in said
    assert "Felles" not in said


def test_a_settlement_that_hangs_on_digits_not_printed_says_so(tmp_path: Path) -> None:
    """0.8 % of a target of 1 % is where the last step begins."""
    made_up = (ROOT / "rulesets" / "rbf2025" / "syntetisk-endelig.csv").read_text("utf-8")
    file = tmp_path / "syntetisk-endelig.csv"
    row = "måloppnåelse;samarbeid_somatikk;;;Vest;"
    file.write_text(re.sub(f"{row}[^;]*", f"{row}0,8 %", made_up), "utf-8")
    first = str(ROOT / "rulesets" / "rbf2025" / "syntetisk-forelopig.csv")
    words = ["settle", "rbf2025", "--data", str(file), "--earlier", first]
    for more in ((), ("--rhf", "Vest"), ("--rhf", "Vest", "--indicator", "samarbeid_som")):
        said = " ".join(CliRunner().invoke(main, [*words, *more], env={"COLUMNS": "120"}).stdout.split())
        assert "Usikkert (a): én avgjørelse i endelig fordeling hviler på desimaler som ikke er trykt" in said
        assert ("Endelig fordeling a" in said) is ("samarbeid_som" not in more)
        assert ("0,8 % a" in said) is bool(not more or len(more) > 2)
    found = json.loads(CliRunner().invoke(main, [*words, "--format", "json"]).stdout)
    jsonschema.validate(found, json.loads((ROOT / "docs" / "schemas" / "settlement.json").read_text("utf-8")))
    assert found["open_decisions"] == {"earlier": 0, "later": 1}
    assert "Usikkert" not in run()


def test_what_own_figures_moved_without_parts_is_named() -> None:
    """A requirement that is met moves all points of an indicator: 60 101 775 less the 19 394 895 of the one step."""
    folder = library.home() / "rbf2022" / "grensetilfeller"
    words = [word for option, name in (("--earlier", "forelopig"), ("--data", "endelig"))
             for word in (option, str(folder / f"syntetisk-{name}.csv"))]  # fmt: skip
    result = CliRunner().invoke(main, ["settle", "rbf2022", *words], env={"COLUMNS": "200"})
    assert "rapporteringen: Midt-Norge +40 706 880 kr, Nord +31 689 771 kr og Sør-Øst +244 747 369 kr." in " ".join(
        result.stdout.split()
    )
    assert "annet enn flere eller færre deler" not in run()


def test_the_final_round_has_what_is_fixed_from_the_provisional_one() -> None:
    words = [
        "explain",
        "rbf2025",
        "--data",
        "syntetisk",
        "--round",
        "endelig",
        "--rhf",
        "Nord",
        "--indicator",
        "epikrise",
    ]
    result = CliRunner().invoke(main, words, env={"COLUMNS": "120"})
    assert result.exit_code == 0, result.output
    assert "49,0 %" in result.output


LINE = """regelsett RBF 2031 "Prøve"
kilde r "Regelverk"
region Nord "Helse Nord"
region Vest "Helse Vest"
fordeling foreløpig "Foreløpig fordeling"
fordeling endelig "Endelig fordeling"
indikator a "Indikator A"
fastsatt bevilgning = 1 000 000 kr [r 1]
fastsatt samlet = 100 poeng [r 1]
inndata resultat per indikator, region : andel
tabell nøkkel per region : andel, til sammen 100 % [r 2] {
    Nord: 40 %
    Vest: 60 %
}
prestasjonsmål linje {
    poengandel 100 % [r 3]
    deler = resultat × 1 del [r 3]
    poeng = fordel samlet mellom region etter deler, likt når ingen har deler [r 3]
}
formel poengsum per region = sum poeng over prestasjonsmål, indikator [r 4]
formel vektet per region = poengsum × nøkkel [r 4]
formel faktor = samlet / sum vektet over region [r 4]
formel endelig_sum per region = vektet × faktor [r 4]
utbetaling beløp per region = endelig_sum / samlet × bevilgning [r 5]
    avrundet til hele kroner, etter største rest [r 5]
"""


def test_a_way_to_kroner_that_divides_is_split(tmp_path: Path) -> None:
    """Vest has 50, then 75 points, worth 10 000 kr × 60 / 50 = 12 000 kr, then 10 000 kr × 60 / 55 = 10 909,09 kr each.

    The results gave 25 points at the mean of both, 286 363,64 kr; the rate took 1 090,91 kr from 62,5 points.
    """
    (tmp_path / "linje.rbf").write_text(LINE, "utf-8")
    for name, result in (("forelopig", 25), ("endelig", 75)):
        rows = f"størrelse;indikator;region;verdi\nresultat;a;Nord;25 %\nresultat;a;Vest;{result} %\n"
        (tmp_path / f"{name}.csv").write_text(rows, "utf-8")
    words = ["settle", str(tmp_path / "linje.rbf"), "--rhf", "Vest"]
    result = CliRunner().invoke(main, words, env={"COLUMNS": "120"})
    assert result.exit_code == 0, result.output
    row = next(line for line in result.output.splitlines() if "Indikator A" in line)
    assert " ".join(row.split()).endswith("+286 364 0 −68 182 +218 182")
    assert "Ett poeng var verdt 12 000,00 kr" in result.output
    assert "er verdt 10 909,09 kr" in result.output


def test_the_other_round_is_found_however_its_file_is_spelled(tmp_path: Path) -> None:
    for lead in ("", "SYNTETISK-"):
        spelled = tmp_path / f"{lead}Foreløpig.csv"
        spelled.touch()
        shelf = library.Shelf("rbf2025", ROOT / "rulesets" / "rbf2025" / "rbf2025.rbf")
        assert shelf.beside("forelopig", tmp_path / f"{lead}Endelig.csv") == spelled


@pytest.mark.parametrize(
    ("ruleset", "count", "synthetic", "fixed"),
    [("rbf2025", "32 tall", True, "NKI som i foreløpig"), ("rbf2022", " tall", False, "")],
)
def test_what_is_missing_is_named(ruleset: str, count: str, synthetic: bool, fixed: str) -> None:
    result = CliRunner().invoke(main, ["settle", ruleset], env={"COLUMNS": "120"})
    assert result.exit_code == 1
    said = " ".join(result.output.split())
    assert count in said
    assert ("--data syntetisk" in said) is synthetic
    assert ("ligger fast" in said) is bool(fixed)
    assert fixed in said
    assert "NPR årsdata" in said


def test_both_rounds_of_2024_are_published_but_not_what_they_rest_on() -> None:
    result = CliRunner().invoke(main, ["settle", "rbf2024"], env={"COLUMNS": "120"})
    assert result.exit_code == 1
    lines = [" ".join(line.split()) for line in result.output.split("\n")]
    assert "Midt-Norge 99,6 mill. kr 96,8 mill. kr −2,8 mill. kr" in lines
    assert "Nord 81,9 mill. kr 77,8 mill. kr −4,1 mill. kr" in lines
    assert "Sør-Øst 330,8 mill. kr 346,1 mill. kr +15,3 mill. kr" in lines
    assert "Vest 133,9 mill. kr 125,2 mill. kr −8,7 mill. kr" in lines
    assert any("ikke resultatene de bygger på" in line for line in lines)
    assert "Begge" not in CliRunner().invoke(main, ["settle", "rbf2023"]).output


REPORTS = {
    "settle-rbf2025.txt": (),
    "settle-rbf2025.en.txt": ("--lang", "en"),
    "settle-rbf2025.md": ("--format", "markdown"),
    "settle-rbf2025-vest.txt": ("--rhf", "Vest"),
    "settle-rbf2025-vest-skjema.txt": ("--rhf", "Vest", "--indicator", "skjema"),
}


@pytest.mark.parametrize("name", REPORTS)
def test_report(name: str, golden: Callable[[Path, str], None]) -> None:
    golden(GOLDEN / name, run(*REPORTS[name]))


def test_rounds_that_are_only_published_come_with_what_is_noted_of_them() -> None:
    """By hand: 96,8 + 77,8 + 346,1 + 125,2 is 645,9, and 646,2 is printed."""
    told = " ".join(CliRunner().invoke(main, ["settle", "rbf2024"]).output.split())
    assert (
        "Endelig fordeling har summen 646,2 millioner kroner, men de fire beløpene gir 645,9. Avrunding kan ikke "
        "forklare mer enn 0,25, så minst ett trykt tall er feil. Prosentene i tabell 1.2 passer med begge "
        "summene. (beregninger2025 tabell 1.1)" in told
    )
    english = " ".join(CliRunner().invoke(main, ["settle", "rbf2024", "--lang", "en"]).output.split())
    assert "The ruleset notes of beregninger2025 tabell 1.1, in its own words: “Endelig fordeling har" in english


@pytest.mark.parametrize(
    ("language", "count", "directly"),
    [
        ("nb", "Det trengs 64 tall", "I forelopig.csv er deler.epikrisetid gitt direkte,"),
        ("en", "64 figures are needed", "In forelopig.csv deler.epikrisetid is given directly,"),
    ],
)
def test_results_are_asked_for_and_not_the_parts_that_were_read_off(language: str, count: str, directly: str) -> None:
    """Seven indicators less one with four results, three areas with four, and completeness of all seven."""
    assert 6 * 4 + 3 * 4 + 7 * 4 == 64
    result = CliRunner().invoke(main, ["settle", "rbf2022", "--lang", language], env={"COLUMNS": "120"})
    assert result.exit_code == 1
    lines = [line.split() for line in result.stderr.splitlines()]
    assert count in result.stderr and directly in result.stderr
    assert ["måloppnåelse.epikrisetid", "NKI", "årsdata", "2021", "12"] in lines
    assert not any(line and line[0] == "deler.epikrisetid" for line in lines)
    assert sum(int(line[-1]) for line in lines if line and line[0].startswith(("måloppnåelse.", "oppgitt_"))) == 64


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        ((), "Individuell plan (PHV) Vest datakompletthet minst 50 % (for plassering) ikke oppfylt ikke oppfylt"),
        (("--rhf", "Vest", "--indicator", "plan"), "bortfaller poengene for målet, hvor mange deler resultatet enn"),
        (("--rhf", "Vest", "--lang", "en"), "points of the measure lapse, however many parts the result gives."),
    ],
)
def test_a_step_that_a_requirement_makes_worth_nothing_has_its_reason(arguments: tuple[str, ...], line: str) -> None:
    """Completeness of the plan of Vest is 40 % in both files, less than the 50 % that placement requires."""
    told = CliRunner().invoke(main, ["settle", "rbf2024", "--data", "syntetisk", *arguments], env={"COLUMNS": "140"})
    assert line in " ".join(told.output.split())
    for_nord = CliRunner().invoke(main, ["settle", "rbf2024", "--data", "syntetisk", "--rhf", "Nord"])
    assert for_nord.exit_code == 0 and "Krav som ikke er oppfylt" not in for_nord.output


@pytest.mark.parametrize(
    "named",
    ["quarter 1", "quarter 1 of Rewards 2031", "k2", "Q3, then", "2. kvartal"],
)
def test_a_round_that_is_a_name_or_a_number_has_no_article(named: str) -> None:
    assert the_round(named) == named


@pytest.mark.parametrize(
    "named", ["final allocation", "final allocation of RBF 2025", "1st quarter", "first half of 2031", "calculation"]
)
def test_a_round_that_is_described_has_one(named: str) -> None:
    assert the_round(named) == f"the {named}"


def test_a_dash_and_a_requirement_are_said_in_english() -> None:
    """Syntetisk 2025: Nord reaches the first step of nettbehandling in the final round alone; 2024: a requirement."""
    assert "A dash means that no region reaches the first step; the points are then shared equally." in " ".join(
        run("--lang", "en").split()
    )
    told = CliRunner().invoke(
        main, ["settle", "rbf2024", "--data", "syntetisk", "--lang", "en"], env={"COLUMNS": "200"}
    )
    assert "“datakompletthet minst 50 %” (of placement)" in told.output
    assert "3 other results changed without giving more or fewer parts." in told.output
