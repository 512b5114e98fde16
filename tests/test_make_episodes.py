"""`rbflang make-episodes` as a command: how many rows, which file, which results, and what is wrong usage."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner, Result
from slips.trial import base
from small_register import rules as small_register

from rbflang import library
from rbflang.commands import extras, main, make_episodes_command


def made(*words: str) -> Result:
    return CliRunner().invoke(main, ["make-episodes", *words])


def test_help_names_the_file_of_episodes_and_no_report() -> None:
    told = " ".join(made("--help").stdout.split())
    assert "-o, --output FIL Filen som skal skrives (.parquet eller .csv). Må gis." in told
    assert "rapport" not in told


@pytest.mark.parametrize("rows", ("2000", "2 000", "2\u00a0000", "2000^1"))
def test_rows_are_written_in_several_ways(tmp_path: Path, rows: str) -> None:
    path = tmp_path / "e.parquet"
    result = made("rbf2025", "--any-results", "--rows", rows, "-o", str(path))
    assert result.exit_code == 0
    assert pq.ParquetFile(path).metadata.num_rows == 2_000
    assert result.stderr == (
        f"2 000 syntetiske episoder er skrevet til {path}.\n"
        f"Mer: rbflang measure rbf2025 --episodes {path} --round forelopig\n"
    )


def test_a_power_is_a_number_of_rows(tmp_path: Path) -> None:
    path = tmp_path / "e.csv"
    assert made("rbf2025", "--any-results", "--rows", "10^3", "-o", str(path)).exit_code == 0
    assert len(path.read_text("utf-8").splitlines()) == 1_001


@pytest.mark.parametrize("rows", ("0", "-5", "1e6", "mange", "", "1,5", "10^10", "1000000001", "10^0.5"))
def test_what_is_no_number_of_rows_is_refused(tmp_path: Path, rows: str) -> None:
    result = made("rbf2025", f"--rows={rows}", "-o", str(tmp_path / "e.csv"))
    assert result.exit_code == 2
    assert result.stderr.startswith(
        f"Feil: «{rows}» er ikke et antall rader fra 1 til 10^9. Skriv for eksempel --rows 1000000 eller --rows 10^6."
    )
    assert not (tmp_path / "e.csv").exists()


def test_results_are_those_of_the_round_and_this_is_told(tmp_path: Path) -> None:
    path = tmp_path / "e.parquet"
    result = made("rbf2025", "--rows", "50000", "--lang", "en", "-o", str(path))
    assert result.exit_code == 0
    assert result.stderr == (
        f"50,000 made-up episodes are written to {path}. Counted, they give the results of "
        "rulesets/rbf2025/forelopig.csv.\n"
        f"More: rbflang measure rbf2025 --episodes {path} --round forelopig --lang en\n"
    )


def test_a_round_without_figures_has_results_by_chance(tmp_path: Path) -> None:
    result = made("rbf2025", "--round", "endelig", "--rows", "100", "-o", str(tmp_path / "e.csv"))
    assert result.exit_code == 0
    assert "resultatene som i" not in result.stderr
    days = [line.split(";")[4] for line in (tmp_path / "e.csv").read_text("utf-8").splitlines()[1:]]
    assert {day[:4] for day in days} >= {"2024"}
    assert any("2024-05" <= day <= "2024-12-31" for day in days)


def test_made_up_figures_of_a_round_are_met_too(tmp_path: Path) -> None:
    path = tmp_path / "e.csv"
    result = made("rbf2025", "--round", "endelig", "--data", "syntetisk", "--rows", "10^5", "-o", str(path))
    assert result.exit_code == 0
    assert "Telles de, blir resultatene som i rulesets/rbf2025/syntetisk-endelig.csv." in result.stderr


def test_trusts_that_are_made_up_already_are_taken(tmp_path: Path) -> None:
    """Members of the made-up data of 2023 are `Foretak A` and on; names that the rules have are else never taken."""
    path = tmp_path / "e.parquet"
    assert made("rbf2023", "--data", "syntetisk", "--rows", "10^5", "-o", str(path)).exit_code == 0
    table = pq.read_table(path, columns=["region", "helseforetak"])
    midt = table.filter(pc.equal(table["region"], "Helse Midt-Norge RHF"))
    assert {*midt["helseforetak"].to_pylist()} == {"Foretak A", "Foretak B", None}


def test_results_that_are_counts_are_not_steered_and_this_is_told(tmp_path: Path) -> None:
    figures = (library.home() / "rbf2025" / "forelopig.csv").read_text("utf-8")
    (tmp_path / "forelopig.csv").write_text(figures.replace("Midt;13,4 %", "Midt;134/1000"), "utf-8")
    words = ("--data", str(tmp_path / "forelopig.csv"), "--rows", "50000", "-o", str(tmp_path / "e.csv"))
    assert "Disse er ikke styrt, og ble som de ble: måloppnåelse.video." in made("rbf2025", *words).stderr


def test_too_few_rows_for_the_results_are_told_with_a_number_that_does(tmp_path: Path) -> None:
    path = str(tmp_path / "e.csv")
    result = made("rbf2025", "--rows", "10 000", "-o", path)
    assert result.exit_code == 2
    assert result.stderr.startswith(
        "Feil: 10 000 rader er for få til at resultatene kan bli som i dataene. Det går med 50 000: --rows 50000. "
        "Eller la resultatene bli som de blir, med --any-results."
    )
    assert made("rbf2025", "--rows", "50000", "-o", path).exit_code == 0


def test_results_that_no_episodes_give_are_told_as_that(tmp_path: Path) -> None:
    """Of all contacts fewer cannot be by video or telephone (2 %) than are by video (8 %)."""
    whole, part = "kontakt blant video, telefon", "kontakt er video"
    patients = f"    video: antall unike pasienter der {whole} / antall unike pasienter [regelverk 5]\n"
    rows = "".join(
        f"    {name}: antall der {one} / antall [regelverk 5]\n" for name, one in (("video", whole), ("epikrise", part))
    )
    text = small_register()
    assert patients in text
    (tmp_path / "regelsett.rbf").write_text(text.replace(patients, rows), "utf-8")

    def made_with(by_video: str) -> Result:
        results = [("video", "2 %"), ("epikrise", by_video)]
        given = [f"måloppnåelse;{name};{to};{share}" for name, share in results for to in ("Nord", "Vest")]
        (data := tmp_path / "foreløpig.csv").write_text(
            "\n".join(("størrelse;indikator;region;verdi", *given)), "utf-8"
        )
        words = ("--data", str(data), "--rows", "900", "-o", str(tmp_path / f"{by_video}.csv"))
        return made(str(tmp_path / "regelsett.rbf"), *words)

    impossible = made_with("8 %")
    assert impossible.exit_code == 2
    assert impossible.stderr.startswith(
        "Feil: Fant ingen episoder som gir alle resultatene i dataene, uansett hvor mange rader som ble prøvd. "
    )
    assert made_with("1 %").exit_code == 0


def test_a_file_that_exists_is_never_written_over(tmp_path: Path) -> None:
    path = tmp_path / "episoder.csv"
    path.write_text("ekte", "utf-8")
    result = made("rbf2025", "--any-results", "--rows", "10", "-o", str(path))
    assert result.exit_code == 2
    assert (
        "finnes allerede, og kan være noe annet enn syntetiske episoder. Den blir ikke skrevet over." in result.stderr
    )
    assert path.read_text("utf-8") == "ekte"


def test_other_endings_and_no_file_are_refused(tmp_path: Path) -> None:
    assert "må ende på .parquet eller .csv" in made("rbf2025", "-o", str(tmp_path / "e.xlsx")).stderr
    assert "Gi filen som skal skrives, med -o." in made("rbf2025").stderr
    assert "Mappen finnes ikke" in made("rbf2025", "--rows", "5", "--any-results", "-o", f"{tmp_path}/x/e.csv").stderr


def test_a_ruleset_that_counts_nothing_is_told_so(tmp_path: Path) -> None:
    result = made("kbf2019", "-o", str(tmp_path / "e.csv"))
    assert result.exit_code == 1
    assert "[nothing-is-measured]" in result.stderr


def test_what_is_not_installed_is_told_with_how_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(extras, "find_spec", lambda name: None)
    result = made("rbf2025", "-o", str(tmp_path / "e.csv"))
    assert result.exit_code == 2
    assert "Til dette trengs numpy. Installer det slik: pip install 'rbflang[register]'" in result.stderr


def test_a_file_is_the_same_however_many_threads(tmp_path: Path) -> None:
    for workers in ("1", "3"):
        path = str(tmp_path / f"{workers}.parquet")
        words = ("--any-results", "--rows", "300 000", "--seed", "3", "--workers", workers, "-o", path)
        assert made("rbf2025", *words).exit_code == 0
    assert (tmp_path / "1.parquet").read_bytes() == (tmp_path / "3.parquet").read_bytes()


ROUND = 'fordeling foreløpig "Foreløpig fordeling" [regelverk 1]'
COUNTED = """
{trusts}
register episoder "Episoder" [regelverk 8] {{
    datagrunnlag NPR
    pasienter : pasientnøkkel
    region    : region
    {column}
    kontakt   : én kode
    måned     : periode
    lege      : tekst
}}
måling av måloppnåelse fra episoder [regelverk 8] {{
    telles per {per} [tolket fra regelverk 8: slik er det lest]
    video: antall unike pasienter der kontakt blant video / antall unike pasienter [regelverk 8]
}}
"""


@pytest.mark.parametrize(
    ("trusts", "column", "per", "units"),
    (
        ("", "", "region", None),
        ("", "sted : enhet under region", "region", {f"{a} sted {b}" for a in ("Nord", "Vest") for b in range(1, 9)}),
        ('foretak N1 "Nordre" under Nord\nforetak V1 "Vestre" under Vest', "foretak : foretak", "foretak",
         {"Nordre", "Vestre"}),
    ),
)  # fmt: skip
def test_registers_of_other_rulesets(
    tmp_path: Path, trusts: str, column: str, per: str, units: set[str] | None
) -> None:
    rules, path = tmp_path / "p.rbf", tmp_path / "e.parquet"
    of_half_a_year = base("nb", "rbf").replace(ROUND, ROUND + ' { datagrunnlag NPR "2. halvår 2030" }')
    rules.write_text(of_half_a_year + COUNTED.format(trusts=trusts, column=column, per=per), "utf-8")
    result = made(str(rules), "--any-results", "--rows", "3000", "-o", str(path))
    assert result.exit_code == 0, result.output
    table = pq.read_table(path)
    months = {*table["måned"].to_pylist()}
    assert months == {*(f"2030-{month:02}" for month in range(4, 13)), "2031-01", "2031-02", "2031-03"}
    assert {*table["region"].to_pylist()} >= {"Helse Nord RHF", "Helse Vest RHF"}
    if units is not None:
        found = {one for one in table[column.split()[0]].to_pylist() if one not in (None, "ukjent")}
        assert found <= units
        assert len(found) == len(units) if trusts else 4 <= len(found) < 16
    else:
        assert "foretak" not in table.column_names


def test_a_ruleset_whose_rows_cannot_count_is_told_so(tmp_path: Path) -> None:
    rules = base("nb", "rbf").replace(ROUND, ROUND + ' { datagrunnlag NPR "2. halvår 2030" }')
    counted = COUNTED.format(trusts="", column="stg : flere koder", per="region")
    counted = counted.replace("    video:", "    der stg blant S1 [regelverk 8]\n    video:")
    (tmp_path / "p.rbf").write_text(rules + counted, "utf-8")
    result = made(str(tmp_path / "p.rbf"), "--any-results", "--rows", "10", "-o", str(tmp_path / "e.csv"))
    assert result.exit_code == 2
    assert "Feil: Ingen oppdiktet rad ville telle med: Vilkåret som gjelder alle tellinger" in result.stderr
    assert not (tmp_path / "e.csv").exists()


def test_a_text_with_faults_is_told_so(tmp_path: Path) -> None:
    (tmp_path / "p.rbf").write_text("regelsett", "utf-8")
    assert made(str(tmp_path / "p.rbf"), "-o", str(tmp_path / "e.csv")).exit_code == 1


def test_how_much_is_written_is_told_on_the_way(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[Fraction] = []
    monkeypatch.setattr(make_episodes_command, "done", told.append)
    made("rbf2025", "--any-results", "--rows", "300 000", "--workers", "1", "-o", str(tmp_path / "e.parquet"))
    assert told == [Fraction(131_072, 300_000), Fraction(262_144, 300_000), 1]
