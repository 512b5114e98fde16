"""Draws of uncertain figures, beside probabilities worked out exactly."""

from __future__ import annotations

import json
from collections import Counter
from fractions import Fraction
from importlib.util import find_spec
from math import comb
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import measured_lite
import numpy as np
import pytest
from click.testing import CliRunner, Result

from rbflang.batch.draws import draws
from rbflang.commands import extras, main
from rbflang.data.computed import Computed
from rbflang.reports.simulate.simulation_report import chance_decimals

LITE = Path(__file__).parent / "language" / "preambles" / "lite.rbf"
HEADINGS = "størrelse;indikator;region;verdi"
ROWS = ("måloppnåelse;video;Nord;5 %", "måloppnåelse;epikrise;Nord;41,0 %", "måloppnåelse;epikrise;Vest;41,0 %")
COUNTED = """
inndata teller per indikator, region : antall
inndata nevner per indikator, region : antall
formel måloppnåelse per indikator, region = teller / nevner [regelverk 3]
"""


def written(folder: Path, video: str, rows: tuple[str, ...] = ROWS) -> list[str]:
    """A small year in which one result is as it is given: the words that name it on the command line."""
    (folder / "regelsett.rbf").write_text(LITE.read_text("utf-8"), "utf-8")
    (folder / "forelopig.csv").write_text("\n".join((HEADINGS, *rows, video)), "utf-8")
    return ["simulate", str(folder / "regelsett.rbf")]


def run(*words: str) -> Result:
    return CliRunner().invoke(main, words)


def simulated(*words: str) -> Any:
    result = run(*words, "--format", "json")
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def chance(data: Any, indicator: str, region: str, result: str) -> Fraction:
    """The share of the draws in which a step gave so many parts."""
    (one,) = (one for one in data["steps"] if one["members"] == {"indikator": indicator, "region": region})
    return Fraction(sum(each["draws"] for each in one["results"] if each["result"] == result), data["draws"])


def at_least(successes: int, trials: int, of: Fraction) -> Fraction:
    """How likely at least so many successes are."""
    return sum(comb(trials, k) * of**k * (1 - of) ** (trials - k) for k in range(successes, trials + 1))


def near(found: Fraction, expected: Fraction, draws: int) -> bool:
    """Whether a share of draws is within five standard deviations of a probability."""
    return (found - expected) ** 2 * draws <= 25 * expected * (1 - expected)


def test_counts_are_drawn_as_often_as_the_binomial_law_says(tmp_path: Path) -> None:
    """Vest has one part from 10 %, half of the target of 20 %: from 40 of 400 patients."""
    words = written(tmp_path, "måloppnåelse;video;Vest;43/400")
    data = simulated(*words, "--draws", "200000")
    assert data["drawn"] == {"printed": 3, "bounds": 0, "intervals": 0, "counts": 1}
    expected = at_least(40, 400, Fraction(43, 400))
    assert near(chance(data, "video", "Vest", "1"), expected, 200_000)
    assert chance(data, "video", "Vest", "0") == 1 - chance(data, "video", "Vest", "1")
    assert chance(data, "epikrise", "Vest", "1") == 1
    # Worked out in partial.md: 600 000 kr where nobody has parts for video, and 913 043 kr where Vest has.
    vest = data["payouts"]["Vest"]
    assert (vest["least"], vest["greatest"], vest["now"]) == (600_000, 913_043, 913_043)
    assert [vest["bars"][0], vest["bars"][-1], sum(vest["bars"])] == [
        data["draws"] * (1 - chance(data, "video", "Vest", "1")),
        data["draws"] * chance(data, "video", "Vest", "1"),
        data["draws"],
    ]


def test_numerators_of_their_own_are_drawn(tmp_path: Path) -> None:
    rows = tuple(
        f"{name};{indicator};{region};{count}"
        for indicator, region, over, under in (
            ("video", "Nord", 5, 100), ("video", "Vest", 43, 400),
            ("epikrise", "Nord", 41, 100), ("epikrise", "Vest", 41, 100),
        )
        for name, count in (("teller", over), ("nevner", under))
    )  # fmt: skip
    text = LITE.read_text("utf-8").replace("inndata måloppnåelse per indikator, region : andel\n", COUNTED)
    words = written(tmp_path, rows[0], rows[1:])
    (tmp_path / "regelsett.rbf").write_text(text, "utf-8")
    data = simulated(*words, "--counts", "teller/nevner", "--draws", "200000")
    assert data["drawn"]["counts"] == 4
    assert near(chance(data, "video", "Vest", "1"), at_least(40, 400, Fraction(43, 400)), 200_000)
    assert "--counts" in run(*words).output  # all are exact, and nothing is drawn
    assert run(*words, "--counts", "teller/vekt").exit_code == 2


def drawn_of(narrowing: str) -> tuple[list[float], int]:
    """The results for video in Vest that 50 000 draws gave, and how many draws that is."""
    found = measured_lite.run(f"måloppnåelse;video;Vest;;;{narrowing};;npr")
    assert isinstance(found, Computed)
    column = draws(found, {})["måloppnåelse", ("video", "Vest")].draw(np.random.default_rng(1), 50_000)
    return column.tolist(), len(column)


def test_a_bound_of_counts_is_drawn_among_its_whole_counts() -> None:
    """Under 5 of 400 is 0, 1, 2, 3 or 4 of them, each in a fifth of the draws; none has a part from 40 on."""
    results, size = drawn_of("under 5/400")
    times = Counter(results)
    assert sorted(times) == [0, 0.0025, 0.005, 0.0075, 0.01]
    assert all(near(Fraction(each, size), Fraction(1, 5), size) for each in times.values())
    assert set(drawn_of("minst 398/400")[0]) == {0.995, 0.9975, 1}


def test_another_bound_is_drawn_as_any_number_within_it() -> None:
    """At most 8 %: a quarter of the draws is below 2 %, and hardly two are the same."""
    results, size = drawn_of("høyst 8 %")
    assert len(set(results)) > size // 2
    assert near(Fraction(sum(each < 0.02 for each in results), size), Fraction(1, 4), size)


@pytest.mark.parametrize(
    ("bound", "said"),
    [
        (
            "under 5/400",
            "3 blant alle tall som trykkes likt og 1 blant de hele antallene innenfor grensen som er kjent.",
        ),
        ("høyst 8 %", "3 blant alle tall som trykkes likt og 1 blant alle tall innenfor grensen som er kjent."),
    ],
)
def test_what_is_known_by_a_bound_is_told_apart_from_what_prints_alike(bound: str, said: str, tmp_path: Path) -> None:
    words = written(tmp_path, f"måloppnåelse;video;Vest;;{bound}", tuple(f"{row};" for row in ROWS))
    data = tmp_path / "forelopig.csv"
    data.write_text(data.read_text("utf-8").replace(HEADINGS, f"{HEADINGS};presisering"), "utf-8")
    assert simulated(*words, "--draws", "100")["drawn"] == {"printed": 3, "bounds": 1, "intervals": 0, "counts": 0}
    assert said in " ".join(run(*words, "--draws", "100").stdout.split())


def test_what_prints_alike_is_as_likely_on_both_sides(tmp_path: Path) -> None:
    """10 % is anything from 9,5 to 10,5 %, and half of that is from the limit up."""
    words = written(tmp_path, "måloppnåelse;video;Vest;10 %")
    data = simulated(*words, "--draws", "200000", "--seed", "7")
    assert near(chance(data, "video", "Vest", "1"), Fraction(1, 2), 200_000)
    assert data["payouts"]["Vest"]["percentiles"]["5"] == 600_000
    assert data["payouts"]["Vest"]["percentiles"]["95"] == 913_043


def test_every_combination_of_steps_is_paid_as_often_as_it_comes(tmp_path: Path) -> None:
    """Both on either side of 10 %: alone with a part Vest has 913 043 kr, Nord leaves it 176 471, and alike 600 000."""
    rows = ("måloppnåelse;video;Nord;10 %", *ROWS[1:])
    data = simulated(*written(tmp_path, "måloppnåelse;video;Vest;10 %", rows), "--draws", "40000")
    vest = data["payouts"]["Vest"]
    assert [vest["percentiles"][each] for each in ("5", "50", "95")] == [176_471, 600_000, 913_043]
    assert near(Fraction(vest["bars"][0], 40_000), Fraction(1, 4), 40_000)
    assert near(Fraction(vest["bars"][-1], 40_000), Fraction(1, 4), 40_000)
    assert sum(1 for each in vest["bars"] if each) == 3


def test_an_interval_goes_before_what_is_printed(tmp_path: Path) -> None:
    words = written(tmp_path, "måloppnåelse;video;Vest;10,00 %")
    data = simulated(*words, "--between", "måloppnåelse.video.Vest=8 %..18 %", "--draws", "200000")
    assert data["drawn"]["intervals"] == 1
    assert near(chance(data, "video", "Vest", "1"), Fraction(8, 10), 200_000)


def test_the_seed_alone_makes_the_draws(tmp_path: Path) -> None:
    words = written(tmp_path, "måloppnåelse;video;Vest;43/400")
    more = ("--draws", "150000", "--seed", "3")
    one, several, other = (
        {**simulated(*words, *each), "evidence": None}
        for each in (
            (*more, "--workers", "1"), (*more, "--workers", "3"), ("--draws", "150000", "--seed", "4", "--workers", "1")
        )
    )  # fmt: skip
    assert one == several != {**other, "seed": 3}


def test_a_step_that_is_nearly_certain_is_not_told_as_certain() -> None:
    """19 999 of 20 000 is 99,995 %, which two decimals would show as 100,00."""
    assert chance_decimals([Fraction(19_999, 20_000), Fraction(1, 20_000)]) == 3
    assert chance_decimals([Fraction(19_962, 20_000), Fraction(38, 20_000)]) == 2
    assert chance_decimals([Fraction(1), Fraction(0)]) == 2


def test_draws_that_cannot_be_paid_are_counted(tmp_path: Path) -> None:
    text = LITE.read_text("utf-8").replace("likt når ingen har deler", "")
    text = text.replace("etter deler, ", "etter deler, bortfaller når ingen har deler")
    words = written(
        tmp_path,
        "måloppnåelse;video;Vest;10 %",
        (ROWS[0], "måloppnåelse;epikrise;Nord;1 %", "måloppnåelse;epikrise;Vest;1 %"),
    )
    (tmp_path / "regelsett.rbf").write_text(text, "utf-8")
    data = simulated(*words, "--draws", "20000")
    assert data["unpaid"] == 20_000 * (1 - chance(data, "video", "Vest", "1"))
    assert data["payouts"]["Vest"]["least"] == 1_000_000
    output = " ".join(run(*words, "--draws", "20000").output.split())
    assert f"{data['unpaid']:,}".replace(",", " ") in output
    assert "I den første av dem: " in output


SVG = "{http://www.w3.org/2000/svg}"


def test_the_picture_says_what_it_shows(tmp_path: Path) -> None:
    words = written(tmp_path, "måloppnåelse;video;Vest;43/400")
    path = tmp_path / "bilde.svg"
    assert run(*words, "--draws", "2000", "--picture", str(path)).exit_code == 0
    drawn = ElementTree.parse(path).getroot()
    told = next(drawn.iter(f"{SVG}desc")).text or ""
    vest = next(one for one in told.split(".") if "Vest:" in one or "Vest RHF:" in one)
    assert "Minst 600 000" in vest
    assert "Høyst 913 043" in vest
    assert (next(drawn.iter(f"{SVG}title")).text or "").endswith("fordelingen av 2 000 trekninger")


def test_long_names_and_titles_stay_within_the_picture(tmp_path: Path) -> None:
    """A sign is reckoned half as wide as high; the median stands at the least amount, and inside the edge."""
    region = "Sykehuset for lange navn og omfattende virksomhet i Nordre og Søndre Landsdel helseforetak og omegn " * 2
    words = written(tmp_path, "måloppnåelse;video;Vest;43/400")
    rules = Path(words[1])
    rules.write_text(rules.read_text("utf-8").replace('"Helse Nord RHF"', f'"{region.strip()}"'), "utf-8")
    path = tmp_path / "bilde.svg"
    lines = run(*words, "--draws", "2000", "--picture", str(path)).stdout.splitlines()
    (at,) = (number for number, line in enumerate(lines) if line.strip() == region.strip())
    assert "600 000 " in lines[at + 3] and all(len(lines[at + more]) < 80 for more in (1, 3))
    texts = list(ElementTree.parse(path).getroot().iter(f"{SVG}text"))
    for one in texts:
        x, length = float(one.attrib["x"].rstrip("%")) * 7.2, len(one.text or "") * 7
        left = x - {"start": 0, "middle": length / 2, "end": length}[one.get("text-anchor", "start")]
        assert left >= 0 and left + length <= 720, one.text
    assert region.strip() in " ".join(one.text or "" for one in texts)
    medians = [one for one in texts if (one.text or "").startswith("median ")]
    assert len(medians) == 2
    assert "start" in {one.get("text-anchor", "start") for one in medians}


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--between", "måloppnåelse.video.Vest=8 %"), "ADRESSE=FRA..TIL"),
        (("--between", "måloppnåelse.video.Vest=9 %..8 %"), "det minste tallet først"),
        (("--between", "vekt.video=20 %..30 %"), "rbflang sweep"),
        (("--draws", "60000000"), "Høyst 50 000 000 trekninger"),
    ],
)
def test_what_cannot_be_drawn_is_told(words: tuple[str, ...], said: str, tmp_path: Path) -> None:
    result = run(*written(tmp_path, "måloppnåelse;video;Vest;43/400"), *words)
    assert result.exit_code == 2
    assert said in result.output


def test_an_address_that_is_not_there_is_a_fault(tmp_path: Path) -> None:
    result = run(*written(tmp_path, "måloppnåelse;video;Vest;43/400"), "--between", "måloppnåelse.vidio.Vest=1 %..2 %")
    assert result.exit_code == 1
    assert "[setting-not-understood]" in result.output


def test_without_numpy_it_is_told_how_to_install_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(extras, "find_spec", lambda name: None if name == "numpy" else find_spec(name))
    result = run(*written(tmp_path, "måloppnåelse;video;Vest;43/400"))
    assert result.exit_code == 2
    assert "pip install 'rbflang[batch]'" in result.output
