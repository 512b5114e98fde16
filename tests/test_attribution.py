"""Whose figures moved what is paid, against arithmetic of its own: groups run whole, and a sum over orders by hand."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from itertools import combinations, permutations
from math import factorial
from pathlib import Path
from random import Random
from typing import Any

import jsonschema
import pytest
from click.testing import CliRunner

from rbflang.commands import main

SCHEMA = json.loads((Path(__file__).parent.parent / "docs" / "schemas" / "attribution.json").read_text("utf-8"))
Amounts = Mapping[str, Fraction]

# Parts by steps, a requirement that others' results bear on, points for nobody, and a rounding that keeps its sum.
RULES = """regelsett Prøve 2031 "Prøve 2031"
kilde r "Regelverk"
region A "A"
region B "B"
region C "C"
indikator video "Video"
indikator skjema "Skjema"
fordeling første "Første" [r 1]
fordeling siste  "Siste"  [r 1]
inndata bevilgning : kr
inndata nådd per indikator, region : andel, nøyaktig
formel snitt per indikator = gjennomsnitt nådd over region [r 1]
fastsatt alle_poeng = 100 poeng [r 1]
trapp uttelling [r 1] {
    fra  0 % gir 0 deler
    fra 30 % gir 1 del
    fra 60 % gir 3 deler
}
prestasjonsmål måloppnåelse "Måloppnåelse" {
    poengandel 100 % [r 1]
    krav nådd minst snitt / 2, ellers ingen deler [r 1]
    deler = uttelling(nådd) [r 1]
    poeng = fordel alle_poeng × poengandel / 2 mellom region etter deler, likt når ingen har deler [r 1]
}
formel poengsum per region = sum poeng over indikator, prestasjonsmål [r 1]
formel vektet per region = poengsum × poengsum [r 1]
formel uavrundet per region = bevilgning × vektet / sum vektet over region [r 1]
utbetaling inntekt per region = uavrundet avrundet til hele kroner, etter største rest [r 1]
kontroll sum inntekt over region = bevilgning
"""
REGIONS, INDICATORS = ("A", "B", "C"), ("video", "skjema")
Place = tuple[str, str]
Figures = Mapping[Place, int]


def run(*words: str) -> Any:
    result = CliRunner().invoke(main, [*words, "--format", "json"])
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def attributed(*words: str) -> Any:
    data = run("attribution", *words)
    jsonschema.validate(data, SCHEMA)
    return data


def written(path: Path, figures: Figures, money: int) -> str:
    """A file of these figures, in per cent."""
    rows = [f"nådd;{indicator};{region};{figures[indicator, region]} %" for indicator, region in figures]
    path.write_text("\n".join(["størrelse;indikator;region;verdi", f"bevilgning;;;{money} kr", *rows]), "utf-8")
    return str(path)


def shapley(movers: Sequence[str], worth: Mapping[frozenset[str], Fraction]) -> Amounts:
    """The mean over all orders, order by order."""
    found = dict.fromkeys(movers, Fraction(0))
    for order in permutations(movers):
        for at, mover in enumerate(order):
            before = frozenset(order[:at])
            found[mover] += (worth[before | {mover}] - worth[before]) / factorial(len(movers))
    return found


def groups(movers: Iterable[str]) -> list[frozenset[str]]:
    known = list(movers)
    return [frozenset(some) for size in range(len(known) + 1) for some in combinations(known, size)]


@pytest.mark.parametrize(("seed", "over"), [(1, "region"), (2, "region"), (3, "indikator"), (4, "indikator")])
def test_parts_are_the_mean_of_whole_runs_over_all_orders(seed: int, over: str, tmp_path: Path) -> None:
    """Each group of movers is a data file of its own that is computed from the start."""
    rules = tmp_path / "prøve.rbf"
    rules.write_text(RULES, "utf-8")
    drawn, at = Random(seed), (1 if over == "region" else 0)
    places = [(indicator, region) for indicator in INDICATORS for region in REGIONS]
    old, new = ({place: drawn.choice((5, 20, 40, 45, 70, 90)) for place in places} for _ in range(2))
    moved = [one for one in (REGIONS if at else INDICATORS) if any(old[p] != new[p] for p in places if p[at] == one)]
    movers = [*moved, "bevilgning"]
    worth: dict[str, dict[frozenset[str], Fraction]] = {region: {} for region in REGIONS}
    for group in groups(movers):
        mixed = {place: (new if place[at] in group else old)[place] for place in places}
        file = written(tmp_path / "første.csv", mixed, 1_234 if "bevilgning" in group else 1_000)
        exact = run("allocate", str(rules), "--data", file)["quantities"]["uavrundet"]
        for region in REGIONS:
            worth[region][group] = Fraction(exact[f"uavrundet.{region}"])
    first, last = written(tmp_path / "a.csv", old, 1_000), written(tmp_path / "b.csv", new, 1_234)
    data = attributed(str(rules), "--earlier", first, "--data", last, "--over", over)
    assert [one["mover"] for one in data["parts"]] == [*moved, None]
    for region in REGIONS:
        expected = shapley(movers, worth[region])
        assert [Fraction(one["amounts"][region]) for one in data["parts"]] == [expected[one] for one in movers]
        difference = Fraction(data["difference"][region])
        assert sum(expected.values()) + Fraction(data["rounding"][region]) == difference
        shown = [int(one["shown"][region]) for one in data["parts"]]
        assert abs(difference - sum(shown)) <= 1 and all(
            abs(expected[m] - s) < 1 for m, s in zip(movers, shown, strict=True)
        )


POT = """regelsett Pott 2031 "Pott 2031"
kilde r "Regelverk"
inndeling sykehus "Sykehus" fra data
fordeling første "Første" [r 1]
inndata skår per sykehus : tall fra 1 til 100
utbetaling inntekt per sykehus = 1 000 000 kr × skår / sum skår over sykehus
    avrundet til hele kroner, etter største rest [r 1]
kontroll sum inntekt over sykehus = 1 000 000 kr
"""
OLD = (10, 20, 30, 40, 50, 15, 25, 35, 45, 55)
NEW = (60, 25, 35, 80, 10, 15, 70, 35, 95, 30)
NAMES = tuple("abcdefghij")


def pot(folder: Path) -> list[str]:
    """The ruleset of a pot between ten, and both sets of scores; f and h stay as they were."""
    for name, scores in (("a.csv", OLD), ("b.csv", NEW)):
        rows = "\n".join(f"skår;{one};{score}" for one, score in zip(NAMES, scores, strict=True))
        (folder / name).write_text(f"størrelse;sykehus;verdi\n{rows}\n", "utf-8")
    members = "\n".join(f"sykehus;{one};;{one.upper()};" for one in NAMES)
    (folder / "medlemmer.csv").write_text(f"inndeling;medlem;under;tittel;kilde\n{members}\n", "utf-8")
    (folder / "pott.rbf").write_text(POT, "utf-8")
    return [str(folder / "pott.rbf"), "--earlier", str(folder / "a.csv"), "--data", str(folder / "b.csv")]


def of_the_pot(name: str) -> Amounts:
    """What each moved of one amount, by the sum over all groups."""
    whose = NAMES.index(name)
    movers = [one for at, one in enumerate(NAMES) if OLD[at] != NEW[at]]
    worth = {}
    for group in groups(movers):
        scores = [(NEW if one in group else OLD)[at] for at, one in enumerate(NAMES)]
        worth[group] = Fraction(1_000_000 * scores[whose], sum(scores))
    count = len(movers)
    return {
        mover: sum(
            (
                Fraction(factorial(len(group)) * factorial(count - len(group) - 1), factorial(count))
                * (worth[group | {mover}] - worth[group])
                for group in worth
                if mover not in group
            ),
            Fraction(0),
        )
        for mover in movers
    }


def test_eight_are_told_exactly(tmp_path: Path) -> None:
    data = attributed(*pot(tmp_path))
    assert data["orders"] == {"all": True, "computed": str(factorial(8)), "left_out": "0"}
    for name in ("a", "f"):
        assert {one["mover"]: Fraction(one["amounts"][name]) for one in data["parts"]} == of_the_pot(name)
    assert all(one["standard_error"] is None for one in data["parts"])


def test_more_are_drawn_and_add_up_all_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rbflang.questions.attribution.MOST_MOVERS", 7)
    data = attributed(*pot(tmp_path), "--for", "a", "--orders", "40")
    assert data["orders"] == {"all": False, "computed": "40", "left_out": "0"}
    parts = {one["mover"]: Fraction(one["amounts"]["a"]) for one in data["parts"]}
    errors = {one["mover"]: Fraction(one["standard_error"]["a"]) for one in data["parts"]}
    exact = of_the_pot("a")
    assert sum(parts.values()) + Fraction(data["rounding"]["a"]) == Fraction(data["difference"]["a"])
    assert sum(parts.values()) == sum(exact.values())
    assert parts != exact
    assert all(errors[one] > 0 and abs(parts[one] - exact[one]) < 4 * errors[one] for one in exact)
    assert attributed(*pot(tmp_path), "--for", "a", "--orders", "40", "--seed", "1")["parts"] == data["parts"]
    other = attributed(*pot(tmp_path), "--for", "a", "--orders", "40", "--seed", "2")["parts"]
    assert other != data["parts"]


def test_what_is_drawn_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rbflang.questions.attribution.MOST_MOVERS", 7)
    words = ["attribution", *pot(tmp_path), "--for", "a", "--orders", "10"]
    told = " ".join(CliRunner().invoke(main, words).stdout.split())
    assert "Åtte har nye tall, og det er for mange til at alle rekkefølger kan regnes ut." in told
    assert "over 10 rekkefølger som er trukket tilfeldig" in told
    assert "Tallet bak ± er standardfeilen" in told
    english = " ".join(CliRunner().invoke(main, [*words, "--lang", "en"]).stdout.split())
    assert "8 have new figures, too many for every order to be computed." in english


@pytest.mark.parametrize("over", ["region", "indikator"])
@pytest.mark.parametrize("name", ["rbf2023", "rbf2025"])
def test_the_years_add_up_to_the_krone(name: str, over: str) -> None:
    data = attributed(name, "--data", "syntetisk", "--over", over)
    assert data["parts"]
    for payee in data["payees"]:
        exact = sum(Fraction(one["amounts"][payee]) for one in data["parts"])
        assert exact + Fraction(data["rounding"][payee]) == Fraction(data["difference"][payee])
    if name == "rbf2025":  # the appropriation is the same, and all of it is paid
        assert all(sum(map(Fraction, one["amounts"].values())) == 0 for one in data["parts"])


PAIRS = """regelsett Par 2031 "To og to 2031"
kilde r "Regelverk"
region A "A"
region B "B"
fordeling første "Første" [r 1]
inndata pott : kr
inndata nådd per region : tall
utbetaling inntekt per region = pott × nådd / 12 avrundet til hele kroner [r 1]
"""


def test_what_works_two_by_two_is_exact_in_any_pair_of_orders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A had 100 × 2/12 and has 160 × 3/12: its own figure moves 8⅓ or 13⅓, the pot 10 or 15, whatever is drawn."""
    monkeypatch.setattr("rbflang.questions.attribution.MOST_MOVERS", 1)
    (tmp_path / "par.rbf").write_text(PAIRS, "utf-8")
    for name, money, reached in (("a.csv", 100, 2), ("b.csv", 160, 3)):
        rows = f"pott;;{money} kr\nnådd;A;{reached}\nnådd;B;{reached}\n"
        (tmp_path / name).write_text(f"størrelse;region;verdi\n{rows}", "utf-8")
    words = [str(tmp_path / "par.rbf"), "--earlier", str(tmp_path / "a.csv"), "--data", str(tmp_path / "b.csv")]
    data = attributed(*words, "--for", "A", "--orders", "4")
    assert data["orders"]["all"] is False
    parts = {one["mover"]: (one["amounts"]["A"], one["standard_error"]["A"]) for one in data["parts"]}
    assert parts == {"A": ("65/6", "0"), "B": ("0", "0"), None: ("25/2", "0")}
