"""`measure`: what is written is read again and pays; what is amiss is told with its cure, and no file is written."""

from __future__ import annotations

import json
import re
import stat
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from attrs import evolve
from click.testing import CliRunner, Result

pytest.importorskip("ibis")
pytest.importorskip("duckdb")

from small_register import EPISODES, GIVEN, KEYS, REGISTER, rules, written
from test_schemas import closed, schema_of

import rbflang
from rbflang.commands import extras, main
from rbflang.from_episodes import computed_on, counted_round, other_readings
from rbflang.measuring.measure import measured
from rbflang.measuring.rounds.measured_round import MeasuredRound
from rbflang.pipeline import Prepared

OTHER = """
alternativ "Én gang i regionen" [tolket fra regelverk 5: i regionen] {
    måling av måloppnåelse fra episoder { telles per region }
}
"""
LATER = '\nfordeling endelig "Endelig fordeling" [regelverk 1] { datagrunnlag NPR "årsdata 2030" }'


@pytest.fixture(name="folder")
def folder_of_a_year(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    written(tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def measure(*words: str, episodes: str = "episoder.csv") -> Result:
    return CliRunner().invoke(main, ["measure", "regelsett.rbf", "--episodes", episodes, *words])


def allocated(*data: str) -> Result:
    files = [word for one in data for word in ("--data", one)]
    return CliRunner().invoke(main, ["allocate", "regelsett.rbf", "--round", "foreløpig", *files])


@pytest.mark.parametrize("ending", ["csv", "parquet"])
def test_what_is_written_is_read_and_pays(folder: Path, ending: str) -> None:
    """Both regions have all parts for video (50 % of a target of 20 %), so each is paid by its key."""
    result = measure("--data", "epikrise.csv", "-o", f"malt.{ending}")
    assert result.exit_code == 0, result.output
    assert f"rbflang allocate regelsett.rbf --round forelopig --data malt.{ending}" in result.stdout
    assert "400 000         600 000  1 000 000" in allocated(f"malt.{ending}").stdout


def test_a_given_figure_may_be_read_beside(folder: Path) -> None:
    result = measure("-o", "malt.csv")
    assert "--data malt.csv --partial" in result.stdout
    assert allocated("malt.csv").exit_code == 1
    assert "400 000         600 000  1 000 000" in allocated("malt.csv", "epikrise.csv").stdout


def test_what_is_counted_rests_on_how_the_rules_count_it(folder: Path) -> None:
    """That patients are counted in each trust is interpreted; of a figure that is given as counts nothing is known."""
    told = "Tolket måloppnåelse, telling (regelverk 5)"
    measure("--data", "epikrise.csv", "-o", "malt.csv")
    words = ["explain", "regelsett.rbf", "--rhf", "Nord", "--data"]
    assert told in " ".join(CliRunner().invoke(main, [*words, "malt.csv"]).stdout.split())
    assert told in " ".join(CliRunner().invoke(main, [*words, "malt.csv", "--indicator", "video"]).stdout.split())
    epikrise = CliRunner().invoke(main, [*words, "malt.csv", "--indicator", "epikrise"])
    assert (epikrise.exit_code, ", telling" in epikrise.stdout) == (0, False)
    given = GIVEN + "måloppnåelse;video;Nord;2/4\nmåloppnåelse;video;Vest;1/2\n"
    (folder / "gitt.csv").write_text(given, "utf-8")
    result = CliRunner().invoke(main, [*words, "gitt.csv"])
    assert (result.exit_code, ", telling" in result.stdout) == (0, False)


def test_the_file_is_for_us_alone(folder: Path) -> None:
    measure("-o", "malt.csv")
    assert stat.S_IMODE((folder / "malt.csv").stat().st_mode) == 0o600


@pytest.mark.parametrize("ending", ["html", "json", "txt"])
def test_so_is_the_report_unless_it_is_to_be_shared(folder: Path, ending: str) -> None:
    measure("--report", f"rapport.{ending}")
    measure("--share", "--report", f"delt.{ending}")
    assert stat.S_IMODE((folder / f"rapport.{ending}").stat().st_mode) == 0o600
    assert stat.S_IMODE((folder / f"delt.{ending}").stat().st_mode) & 0o077


def test_no_line_of_a_file_to_share_is_told_by_those_that_are_left_out(folder: Path) -> None:
    """Four patients, one in each of four trusts: a line for each alone would say that each has one."""
    head = EPISODES.splitlines()[0]
    rows = [f"k{at};Vest;F{at};2030-01-10;ja;{'video' if at % 2 else 'fremmøte'}" for at in range(4)]
    nobody = ";Vest;F5;2030-01-10;ja;video"
    (folder / "episoder.csv").write_text("\n".join((head, *rows, nobody)) + "\n", "utf-8")
    assert measure("--share", "-o", "delt.csv").exit_code == 0
    lines = [line for line in (folder / "delt.csv").read_text("utf-8-sig").splitlines() if ";Vest;" in line]
    assert len(lines) == 1
    assert "under 5/under 5" in lines[0]


def test_the_file_to_share_is_read_with_its_bounds(folder: Path) -> None:
    """All counts are small: under 5 of under 5, which leaves open what is paid."""
    result = measure("--data", "epikrise.csv", "--share", "-o", "delt.csv")
    assert result.exit_code == 0, result.output
    told = (folder / "delt.csv").read_text("utf-8-sig")
    assert "måloppnåelse;video;Vest;;;under 5/under 5;" in told
    assert not re.search(r";[1-4]/", told)
    assert allocated("delt.csv").exit_code == 1
    assert "[bound-does-not-settle]" in allocated("delt.csv").stderr
    assert measure("--share", "--alternatives").exit_code == 2


def test_a_file_that_is_there_is_never_written_over(folder: Path) -> None:
    (folder / "malt.csv").write_text("mine tall", "utf-8")
    result = measure("-o", "malt.csv")
    assert result.exit_code == 2
    assert "finnes allerede, og blir ikke skrevet over" in result.output
    assert (folder / "malt.csv").read_text("utf-8") == "mine tall"


def test_a_wrong_ending_leads_to_the_report(folder: Path) -> None:
    result = measure("-o", "malt.html")
    assert result.exit_code == 2 and "Rapporten skrives med --report" in result.output


def test_the_report_goes_to_a_file_of_its_own(folder: Path) -> None:
    assert measure("-o", "malt.csv", "--report", "rapport.html").exit_code == 0
    assert "<table" in (folder / "rapport.html").read_text("utf-8")


def test_the_data_are_held_to_their_schema(folder: Path) -> None:
    found = json.loads(measure("--format", "json").stdout)
    jsonschema.validate(found, closed(schema_of("measurement")))
    (measured,) = found["measurements"]
    assert measured["rows"] == {
        "read": 9, "outside_period": 1, "unknown_payee": 0, "without_unit": 0, "not_counting": 1, "counted": 7,
    }  # fmt: skip
    assert [(one["members"]["region"], one["numerator"], one["denominator"]) for one in measured["results"]] == [
        ("Nord", 2, 4), ("Vest", 1, 2),
    ]  # fmt: skip
    assert [one["name"] for one in found["evidence"]["files"]] == ["regelsett.rbf", "episoder.csv"]


def test_another_reading_is_counted_where_it_is_asked_for(folder: Path) -> None:
    (folder / "regelsett.rbf").write_text(rules() + OTHER, "utf-8")
    assert "2/3 a" in measure("--alternatives").stdout
    assert "2/3" not in measure().stdout


def test_a_column_that_is_missing_is_told_and_nothing_written(folder: Path) -> None:
    (folder / "episoder.csv").write_text(EPISODES.replace("avsluttet", "utskrevet"), "utf-8")
    result = measure("-o", "malt.csv")
    assert result.exit_code == 1
    assert "har ingen kolonne «avsluttet»" in result.stderr
    assert not (folder / "malt.csv").exists()


def test_columns_that_are_missing_are_one_fault(folder: Path) -> None:
    """Two of six; the headings that are there, and those that look like the missing ones, are shown."""
    headings = EPISODES.replace("kontakt", "kontakttype", 1).replace("avsluttet", "ut", 1)
    (folder / "episoder.csv").write_text(headings, "utf-8")
    told = " ".join(measure().stderr.split())
    assert told.count("[episodes-not-understood]") == 1
    assert "episoder.csv mangler to kolonner: «avsluttet» og «kontakt»" in told
    assert "som «avsluttet» (en dato, som 2024-01-31) og «kontakt» (én kode)." in told
    assert "Filen har «pasient», «region», «foretak», «ut», «tellende» og «kontakttype»." in told
    assert "Mente du «kontakttype» for «kontakt»? Rett overskriftene i filen" in told
    assert 'avsluttet : … også kalt "…" kontakt : … også kalt "kontakttype"' in told
    assert "episoder.csv lacks 2 columns: “avsluttet” and “kontakt”" in measure("--lang", "en").stderr


def test_so_they_are_in_each_of_two_files(folder: Path) -> None:
    (folder / "a.csv").write_text(EPISODES.replace("kontakt", "k", 1).replace("avsluttet", "ut", 1), "utf-8")
    (folder / "b.csv").write_text(EPISODES.replace("region", "r", 1), "utf-8")
    told = measure("--episodes", "b.csv", episodes="a.csv").stderr
    assert told.count("[episodes-not-understood]") == 2
    assert "a.csv mangler to kolonner" in told
    assert "b.csv har ingen kolonne «region»" in told


def test_a_text_in_the_words_of_the_other_language_counts_the_same_file(folder: Path) -> None:
    """`foretak` is `trust` in English, and the heading of the file is what it was."""
    before = [one["units"] for one in counted_here()["results"]]
    assert CliRunner().invoke(main, ["fmt", "--vocabulary", "en", "regelsett.rbf"]).exit_code == 0
    assert "trust : unit under region" in " ".join(Path("regelsett.rbf").read_text("utf-8").split())
    after = counted_here()
    assert [one["units"] for one in after["results"]] == before
    assert "foretak" in after["columns"].values()


def counted_here() -> Any:
    return json.loads(measure("--format", "json").stdout)["measurements"][0]


def test_headings_that_may_be_a_row_are_not_shown(folder: Path) -> None:
    """Where most columns are not known, what stands in the first line is not said again."""
    (folder / "episoder.csv").write_text(f"pasient;region;{KEYS[1]};b;c;d\n1;2;3;4;5;6\n", "utf-8")
    told = " ".join(measure().stderr.split())
    assert "episoder.csv mangler fire kolonner: «foretak», «avsluttet», «tellende» og «kontakt»" in told
    assert "Av registerets kolonner har filen bare «pasient» og «region»." in told
    assert KEYS[1] not in told


@pytest.mark.parametrize("form", ["terminal", "json"])
def test_a_row_of_a_patient_that_is_given_as_data_is_not_shown(folder: Path, form: str) -> None:
    """A file of episodes without headings, behind the wrong option; headings that are known are shown."""
    (folder / "rader.csv").write_text(EPISODES.partition("\n")[2], "utf-8")
    for words in (["allocate", "regelsett.rbf"], ["measure", "regelsett.rbf", "--episodes", "episoder.csv"]):
        result = CliRunner().invoke(main, [*words, "--data", "rader.csv", "--format", form])
        assert "Den første linjen har ingen kjent kolonne." in result.output
        assert KEYS[0] not in result.output
    assert "pasient;region;foretak" in CliRunner().invoke(main, [*words, "--data", "episoder.csv"]).output


def test_no_episode_in_the_period_is_told(folder: Path) -> None:
    (folder / "episoder.csv").write_text(EPISODES.replace("2030-", "2029-"), "utf-8")
    result = measure()
    assert result.exit_code == 1 and "ingen episoder" in result.stderr


def test_a_region_that_nobody_knows_is_told(folder: Path) -> None:
    (folder / "episoder.csv").write_text(EPISODES.replace(";Nord;", ";Øst;").replace(";Vest;", ";Sør;"), "utf-8")
    result = measure()
    assert result.exit_code == 1 and "Regelsettet kjenner Nord og Vest." in result.stderr


def test_a_file_that_is_not_there_is_told(folder: Path) -> None:
    result = measure(episodes="andre.csv")
    assert result.exit_code == 1 and "andre.csv" in result.stderr


def test_rules_that_count_nothing_say_what_to_write(folder: Path) -> None:
    (folder / "regelsett.rbf").write_text(rules().replace(REGISTER, ""), "utf-8")
    result = measure()
    assert result.exit_code == 1
    assert "[nothing-is-measured]" in result.stderr
    assert "måling av måloppnåelse fra episoder {" in result.stderr


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('{ datagrunnlag NPR "1. tertial 2030" }', LATER, "Skriv perioden i fordelingen"),
        ("1. tertial 2030", "våren 2030", "«våren 2030» er ikke en periode som kan leses"),
    ],
)
def test_a_round_without_a_period_is_told(folder: Path, old: str, new: str, told: str) -> None:
    (folder / "regelsett.rbf").write_text(rules().replace(old, new), "utf-8")
    result = measure()
    assert result.exit_code == 1
    assert "[period-of-round-unknown]" in result.stderr
    assert told in result.stderr


def test_a_round_that_is_not_declared_is_told(folder: Path) -> None:
    result = measure("--round", "høst")
    assert result.exit_code == 1 and "har ingen fordeling «høst»" in result.stderr


def test_a_denominator_of_0_has_no_line(folder: Path) -> None:
    (folder / "episoder.csv").write_text(EPISODES.replace(";ja;", ";nei;", 5), "utf-8")
    result = measure("-o", "malt.csv")
    assert "Nevneren er 0" in result.stdout
    rows = [line for line in (folder / "malt.csv").read_text("utf-8").splitlines() if line.startswith("måloppnåelse")]
    assert [line.split(";")[2] for line in rows] == ["Vest", "Vest"]


def test_what_is_amiss_in_the_figures_beside_is_told(folder: Path) -> None:
    (folder / "epikrise.csv").write_text(GIVEN.replace("71 %", "høyt"), "utf-8")
    result = measure("--data", "epikrise.csv", "-o", "malt.csv")
    assert result.exit_code == 1 and "[value-not-understood]" in result.stderr
    assert not (folder / "malt.csv").exists()


def test_without_the_extra_it_is_told_how_to_install_it(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(extras, "find_spec", lambda name: None if name == "duckdb" else find_spec(name))
    result = measure()
    assert result.exit_code == 2 and "pip install 'rbflang[register]'" in result.output


def test_without_episodes_it_is_told_how_to_give_them(folder: Path) -> None:
    result = CliRunner().invoke(main, ["measure", "regelsett.rbf"])
    assert result.exit_code == 2 and "--episodes FIL" in result.output


def test_no_password_is_said_again(folder: Path) -> None:
    found = measure("--format", "json", "--engine", "postgresql://kari:hem/me@lig@ingen.invalid/npr#episoder")
    assert "hem/me" not in found.output and "lig@" not in found.output


def test_rows_that_nobody_tells_of_stop_all(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An engine that loses a row is not believed."""

    def losing(*asked: Any, **more: Any) -> Any:
        found: Any = measured(*asked, **more)
        return evolve(found, quality=evolve(found.quality, counted_rows=found.quality.counted_rows - 1))

    monkeypatch.setattr(counted_round, "measured", losing)
    result = measure("-o", "malt.csv")
    assert result.exit_code == 1 and "Det er lest 9 rader, men fortalt om 8" in result.stderr
    assert "[episodes-do-not-add-up]" in result.stderr
    assert not (folder / "malt.csv").exists()


def prepared(folder: Path) -> Prepared:
    shelf = rbflang.find(str(folder / "regelsett.rbf"))
    assert shelf
    found = rbflang.prepare(shelf)
    assert isinstance(found, Prepared)
    return found


def test_the_same_in_python(folder: Path) -> None:
    (folder / "regelsett.rbf").write_text(rules() + OTHER, "utf-8")
    ready = prepared(folder)
    found = rbflang.measure(ready, "forelopig", ["episoder.csv"], beside=[Path("epikrise.csv")])
    assert isinstance(found, MeasuredRound)
    paid: Any = computed_on(ready, found)
    assert set(paid.valuation.of("inntekt").values()) == {400_000, 600_000}
    readings = other_readings(ready, found, ["episoder.csv"])
    assert isinstance(readings, list)
    (reading,) = readings
    assert [(one.counts.numerator, one.counts.denominator) for one in reading.cells] == [(2, 3), (1, 2)]
    assert reading.after is not None
