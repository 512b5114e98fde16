"""The whole way in one: made-up episodes, counted plainly, give the published results of 2025, and what was paid.

The counts are made by `plain_counts`, the percentages are printed here, and the payouts are those that were published.
"""

from __future__ import annotations

import csv
import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from fractions import Fraction
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner
from plain_counts import Episode, plain_counts

from rbflang import library
from rbflang.commands import main
from rbflang.data.computed import Computed
from rbflang.pipeline import compute, prepare
from rbflang.register.definitions import EpisodeCount, Measurement
from rbflang.register.periods import period_of
from rbflang.ruleset.model import Ruleset

ROWS = 50_000
PAID = {"Midt": 99_092_353, "Nord": 77_631_402, "SørØst": 369_457_401, "Vest": 125_449_844}
Counts = Mapping[str, Mapping[EpisodeCount, int]]


@pytest.fixture(scope="module", name="ruleset")
def rules_of_2025() -> Ruleset:
    shelf = library.find("rbf2025")
    assert shelf is not None
    prepared = prepare(shelf)
    assert not isinstance(prepared, tuple)
    return prepared.checked.ruleset


@pytest.fixture(scope="module", name="file")
def made_up(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("episodes") / "episoder.parquet"
    result = CliRunner().invoke(main, ["make-episodes", "rbf2025", "--rows", str(ROWS), "--seed", "7", "-o", str(path)])
    assert result.exit_code == 0, result.output
    return path


@pytest.fixture(scope="module", name="counts")
def counted_plainly(file: Path, ruleset: Ruleset) -> Counts:
    """The counts of each region: those of its trusts added up."""
    measurement = ruleset.measurements[0]
    names = {one.title: one.name for one in ruleset.sets["region"].members}
    period = period_of("1. tertial 2024")
    counts: dict[str, Counter[EpisodeCount]] = defaultdict(Counter)
    for (region, trust), own in plain_counts(measurement, episodes_in(file, measurement), names, period).items():
        assert trust.startswith(f"{region} foretak ")
        counts[region].update(own)
    return counts


def episodes_in(file: Path, measurement: Measurement) -> list[Episode]:
    table = pq.read_table(file)
    assert table.column_names == [*(one.headings[0] for one in measurement.register.columns), "syntetisk"]
    rows = table.to_pylist()
    assert len(rows) == ROWS
    several = ("stg", "prosedyrer")
    return [{**row, **{name: tuple(row[name]) if row[name] else None for name in several}} for row in rows]


def printed(over: int, under: int) -> str:
    """A share as the Directorate prints it: in per cent with one decimal, halves up."""
    tenths = (2 * 1000 * over + under) // (2 * under)
    return f"{tenths // 10},{tenths % 10} %"


def published() -> Iterator[dict[str, str]]:
    with (library.home() / "rbf2025" / "forelopig.csv").open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file, delimiter=";")


def shares(counts: Counts, ruleset: Ruleset) -> dict[tuple[str, str], tuple[int, int]]:
    """Numerator and denominator of each indicator and region."""
    found = {}
    for cell in ruleset.measurements[0].cells:
        assert cell.denominator is not None
        for region, own in counts.items():
            found[cell.key[0], region] = own[cell.numerator], own[cell.denominator]
    return found


def test_made_up_episodes_give_the_published_percentages(counts: Counts, ruleset: Ruleset) -> None:
    found = shares(counts, ruleset)
    expected = {
        (row["indikator"], row["region"]): row["verdi"]
        for row in published()
        if row["størrelse"] == "måloppnåelse" and row["indikator"] != "epikrisetid"
    }
    assert len(expected) == 32
    assert {key: printed(*share) for key, share in found.items()} == expected
    assert Fraction(*found["samarbeid_somatikk", "Vest"]) < Fraction(6, 1000)
    assert Fraction(*found["skjema", "Vest"]) >= Fraction(4, 1000)


def test_indicators_of_the_same_patients_have_the_same_denominator(counts: Counts, ruleset: Ruleset) -> None:
    found = shares(counts, ruleset)
    for region in PAID:
        under = {name: found[name, region][1] for name, other in found if other == region}
        assert under["samarbeid_somatikk"] == under["team_somatikk"] == under["hjemmeoppfølging"]
        assert under["samarbeid_phv_tsb"] == under["team_phv_tsb"]
        assert under["skjema"] == under["nettbehandling"] > under["samarbeid_somatikk"] > under["samarbeid_phv_tsb"]


def test_what_is_counted_is_paid_as_it_was_published(counts: Counts, ruleset: Ruleset, tmp_path: Path) -> None:
    measured = shares(counts, ruleset)
    rows = [
        {**row, "verdi": "{}/{}".format(*measured[key]), "presisering": "", "status": "", "kilde": "talt i episoder"}
        if (key := (row["indikator"], row["region"])) in measured and row["størrelse"] == "måloppnåelse"
        else row
        for row in published()
    ]
    path = tmp_path / "forelopig.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0], delimiter=";")
        writer.writeheader()
        writer.writerows(rows)
    assert sum("/" in row["verdi"] for row in rows) == 32
    assert paid_by(path) == PAID
    assert {region: f"{kroner / 1_000_000:.1f}".replace(".", ",") for region, kroner in PAID.items()} == {
        "Midt": "99,1", "Nord": "77,6", "SørØst": "369,5", "Vest": "125,4"
    }  # fmt: skip


def paid_by(path: Path) -> dict[str, int]:
    shelf = library.find("rbf2025")
    assert shelf is not None
    prepared = prepare(shelf)
    assert not isinstance(prepared, tuple)
    computed = compute(prepared, "forelopig", path)
    assert isinstance(computed, Computed), computed
    assert not computed.valuation.open, "counts leave no decision open"
    return {key[0]: int(value) for key, value in computed.valuation.of("rbf_inntekt").items()}  # type: ignore[arg-type]


def test_the_commands_go_the_whole_way(file: Path, counts: Counts, ruleset: Ruleset, tmp_path: Path) -> None:
    """The engine counts what is counted here, marks it as made up, and the file it writes pays the same."""
    pytest.importorskip("ibis")
    path = tmp_path / "malt.csv"
    words = ["measure", "rbf2025", "--episodes", str(file), "--round", "foreløpig", "--rest-of-data", "-o", str(path)]
    result = CliRunner().invoke(main, words)
    assert result.exit_code == 0, result.output
    assert result.stdout.startswith("Syntetiske data: episodene er laget for prøving og er ikke virkelige.")
    text = path.read_text("utf-8-sig")
    rows = list(csv.DictReader((line for line in text.splitlines() if not line.startswith("#")), delimiter=";"))
    own = {(row["indikator"], row["region"]): row for row in rows if row["foretak"] == "" and "/" in row["verdi"]}
    expected = {key: "{}/{}".format(*share) for key, share in shares(counts, ruleset).items()}
    assert {key: row["verdi"] for key, row in own.items()} == expected
    assert {row["status"] for row in own.values()} == {"syntetisk"}
    assert paid_by(path) == PAID
    assert CliRunner().invoke(main, ["allocate", "rbf2025", "--data", str(path)]).stdout.startswith("Syntetiske data:")


def test_a_year_without_observations_counts_the_same_episodes_as_the_next(file: Path) -> None:
    result = CliRunner().invoke(main, ["compare", "rbf2024", "rbf2025", "--episodes", str(file)])
    assert result.exit_code == 0, result.output
    assert "Begge teller det samme i 28 resultater." in result.output
    for paid in PAID.values():
        assert f"{paid:,}".replace(",", " ") in result.output.replace("\u00a0", " ")


def test_made_up_episodes_are_told_above_all_where_nobody_can_be_paid(
    file: Path, ruleset: Ruleset, tmp_path: Path
) -> None:
    """What a ruleset of one's own counts is told, though results that are not counted are missing."""
    text = ruleset.tree.source.text
    (tmp_path / "rbf2026.rbf").write_text(text.replace("kontakt blant video, telefon", "kontakt er video"), "utf-8")
    words = ["compare", "rbf2025", str(tmp_path / "rbf2026.rbf"), "--episodes", str(file)]
    told = CliRunner().invoke(main, words).stdout
    assert "Beløpene kan ikke regnes ut." in told
    assert told.startswith("Syntetiske data: episodene er laget for prøving og er ikke virkelige.")
    assert json.loads(CliRunner().invoke(main, [*words, "--format", "json"]).stdout)["synthetic"] is True
