"""Wrong use, each answered by one clear fault or usage message in Norwegian; never a traceback."""

# ruff: noqa: E501 - first lines stand as they are printed

from __future__ import annotations

import gc
import io
import json
import os
import runpy
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from rbflang import LANGUAGE, __version__, library
from rbflang.commands import main

SHELF = library.find("rbf2025")
assert SHELF
DATA = SHELF.observations("forelopig").read_text("utf-8")
OWN = "video;;;Vest;10,7 %;;"


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, list(arguments))


def first_line(result: Result) -> str:
    return (result.stderr or result.output).split("\n", 1)[0]


def given(folder: Path, text: str | bytes, name: str = "egne.csv") -> Result:
    """`allocate` on a data file of one's own."""
    path = folder / name
    path.write_bytes(text.encode("utf-8") if isinstance(text, str) else text)
    return run("allocate", "rbf2025", "--data", str(path))


USAGE = [
    (["allocate", "rbf25"], "Feil: Det finnes ikke noe regelsett som heter «rbf25». Mente du rbf2025? Regelsettene er "),
    (["explain", "--rhf", "Vset"], "Feil: Fant ikke regionen «Vset». Mente du Vest? Dette kan velges: Midt, Nord, SørØst, Vest."),
    (["explain", "--indicator", "vidio", "--rhf", "Vest"], "Feil: Fant ikke indikatoren «vidio». Mente du video?"),
    (["allocate", "--round", "mars"], "Feil: rbf2025 har ingen observasjoner for «mars». Fordelinger med observasjoner: forelopig."),
    (["alocate"], "Feil: Det finnes ingen kommando som heter «alocate». Mente du allocate?"),
    (["allocate", "--dta", "x"], "Feil: Det finnes ikke noe valg som heter --dta. Mente du --data?"),
    (["allocate", "--data"], "Feil: --data må ha en verdi."),
    (["allocate", "--lang", "sv"], "Feil: --lang må være nb eller en."),
    (["new", "r" * 300 + "2026", "--from", "rbf2025"], f"Feil: {'r' * 60}… kan ikke skrives. Har du skrivetilgang til mappen?"),
    (["fmt"], "Feil: Det mangler REGELSETT."),
    (["explain", "--depth", "x"], "Feil: --depth må være et helt tall fra 1 til 12."),
    (["explain", "--rhf", "Vest", "--depth", "4"], "Feil: --depth er høyst 3, som er hele forklaringen."),
    (["explain", "--indicator", "video", "--depth", "1"], "Feil: --depth gjelder hele forklaringen. Ta den bort"),
    (["allocate", "--round", "a", "--round", "b"], "Feil: --round er gitt to ganger. Skriv bare den som gjelder."),
    (["explain", "--rhf", "Vest", "rbf2025", "--rhf=Nord"], "Feil: --for er gitt to ganger."),
    (["explain", "--indicator", "video", "--indicator", "video"], "Feil: --indicator er gitt to ganger."),
    (["settle", "--format", "json", "--format", "json", "--format", "json"], "Feil: --format er gitt tre ganger."),
    (["explain", "--exact=3"], "Feil: --exact tar ingen verdi."),
    (["--", "-x"], "Feil: Det finnes ikke noe valg som heter -x."),
    (["new", "rbf2033", "--from", "rbf2052"], "Feil: Det finnes ikke noe regelsett som heter «rbf2052». Mente du rbf2022?"),
    (["settle", "rbf2052"], "Feil: Det finnes ikke noe regelsett som heter «rbf2052». Mente du rbf2022?"),
    (["allocate", "rbf2025", "rbf2022"], "Feil: Dette hører ikke hjemme her: rbf2022"),
    (["simulate", "--draws", "0"], "Feil: --draws må være et helt tall fra 1 og oppover."),
    (["attribution", "--orders", "3", "--lang", "en"], "Fault: --orders must be a whole number from 4 upwards."),
]  # fmt: skip


@pytest.mark.parametrize(("arguments", "line"), USAGE, ids=[" ".join(one) for one, _ in USAGE])
def test_wrong_usage_ends_with_2(arguments: list[str], line: str) -> None:
    result = run(*arguments)
    assert first_line(result).startswith(line)
    assert result.exit_code == 2


FILES = [
    ("", "Feil: egne.csv er tom  [data-not-understood]"),
    ("a;b\n1;2\n", "Feil: egne.csv mangler kolonnene «størrelse» og «verdi»  [data-not-understood]"),
    (bytes(range(256)), "Feil: egne.csv er ikke en tekstfil  [file-not-readable]"),
    (DATA.encode("cp865", "replace"), "Feil: egne.csv er ikke tekst i UTF-8  [file-not-readable]"),
    (DATA.replace(OWN, "video;;;Vest;140 %;;"), "Feil: 140 % er ikke et mulig tall for «måloppnåelse»  [figure-out-of-range]"),
    (DATA.replace(OWN, "video;;;Vest;−3 %;;"), "Feil: −3 % er ikke et mulig tall for «måloppnåelse»  [figure-out-of-range]"),
    (DATA.replace(OWN, "video;;;Vest;1.000;;"), "Feil: «1.000» kan bety tusen eller én  [ambiguous-number]"),
    (DATA.replace(OWN, f"video;;;Vest;{'1' * 10_000} %;;"), "Feil: Tallet har over 40 sifre  [number-too-long]"),
    (DATA.replace(OWN, "video;;;Vest;ca. 11;;"), "Feil: «ca. 11» kan ikke leses som en verdi  [value-not-understood]"),
    (DATA.replace(OWN, "video;;;Vest;10,7 kr;;"), "Feil: «10,7 kr» kan ikke leses som en verdi  [value-not-understood]"),
    (DATA.replace(OWN, "video;;;Vest;10,7 %;under 5 %;utledet"),
     "Feil: «under 5 %» er umulig når tallet er trykt som 10,7 %  [narrowing-empty]"),
    (DATA.replace(OWN, "video;;;;10,7 %;;"), "Feil: Linjen sier ikke hvilken region tallet gjelder  [unknown-in-data]"),
    (DATA.replace(";Vest;", ";Vset;"), "Feil: Regelsettet har ingen region «Vset»  [unknown-in-data]"),
    (DATA.replace("indikator;", "indikatør;", 1), "Feil: Kolonnen «indikatør» er ukjent  [unknown-in-data]"),
    (DATA.rstrip() + "\nmåloppnåelse;video;;;Vest;10,7 %;;;x\n",
     "Feil: «måloppnåelse.video.Vest» er gitt to ganger  [row-twice]"),
    (DATA.rstrip() + "\nmåloppnåelse;vidio;;;Vest;1 %;;;x\nmåloppnåelse;vidio;;;Nord;1 %;;;x\n",
     "Feil: Regelsettet har ingen indikator «vidio»  [unknown-in-data]"),
    (DATA.rstrip() + "\npoengsum;;;;Vest;24 577 poeng;;utledet;x\n",
     "Feil: «poengsum.Vest» kan regnes ut av dataene  [pin-not-allowed]"),
    (DATA.rstrip() + "\nbevilgning;;;;;1 kr;;utledet;x\n",
     "Feil: «bevilgning» står i regelsettet og kan ikke gis i datafilen  [pin-not-allowed]"),
    ("størrelse,indikator,region,verdi\nmåloppnåelse,video,Vest,10,7 %\n",
     "Feil: Desimalkomma i en fil som er delt med komma  [data-not-understood]"),
    ('størrelse,indikator,region,verdi\nmåloppnåelse,video,Nord,16.2 %\nmåloppnåelse,video,Vest,"1,000"\n',
     "Feil: «1,000» kan bety tusen eller én  [ambiguous-number]"),
    (DATA.split("\n", 1)[0] + "\n",
     "Feil: Det mangler 44 tall for «måloppnåelse»: alle indikatorer, alle delområder og alle regioner  [figure-missing]"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "line"), FILES, ids=[line[6:50] for _, line in FILES])
def test_a_wrong_data_file_gives_one_fault(text: str | bytes, line: str, tmp_path: Path) -> None:
    result = given(tmp_path, text)
    assert first_line(result) == line
    assert result.exit_code == 1
    assert (result.stderr or result.output).count("Feil: ") == 1
    assert "Traceback" not in result.output


def test_files_that_are_none(tmp_path: Path) -> None:
    assert first_line(run("allocate", "--data", str(tmp_path))).startswith("Feil: ")
    assert "Det er en mappe, ikke en fil." in run("allocate", "--data", str(tmp_path)).output
    assert "Filen finnes ikke." in run("allocate", "--data", str(tmp_path / "ingen.csv")).output
    assert "Det er ikke en vanlig fil." in run("allocate", "--data", os.devnull).output


def test_a_huge_file_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "stor.csv"
    with path.open("wb") as file:
        file.truncate(205_000_000)
    result = run("allocate", "--data", str(path))
    assert first_line(result) == "Feil: stor.csv er for stor  [file-not-readable]"
    assert "Filen er på 205 MB. Grensen er 200 MB." in result.output


def test_of_very_many_faults_the_first_are_shown(tmp_path: Path) -> None:
    rows = "måloppnåelse;video;Vest;10 %\n" * 1_000
    result = given(tmp_path, f"størrelse;indikator;region;verdi\n{rows}".encode())
    assert first_line(result) == "Feil: 999 celler er gitt to ganger  [row-twice]"
    assert result.output.count("andre gang; første gang egne.csv:2:1") == 100
    assert "… og 899 til, som ikke vises her." in result.output


SETTINGS = [
    (
        "måloppnåelse.vidio.Vest=2 %",
        "Feil: Ingen celle har adressen «måloppnåelse.vidio.Vest»  [setting-not-understood]",
    ),
    ("måloppnåelse.video.Vest", "Feil: --set «måloppnåelse.video.Vest» har ingen verdi  [setting-not-understood]"),
    ("måloppnåelse.video.Vest=140 %", "Feil: 140 % er ikke et mulig tall for «måloppnåelse»  [figure-out-of-range]"),
    ("vekt.video=25 %", "Feil: Vektene er til sammen 101 %, ikke 100 %  [weights-do-not-add-up]"),
    (
        "bortfalt.video.plassering=1 poeng",
        "Feil: «bortfalt.video.plassering» kan ikke settes  [setting-not-understood]",
    ),
]


@pytest.mark.parametrize(("setting", "line"), SETTINGS, ids=[one for one, _ in SETTINGS])
def test_a_wrong_setting_gives_one_fault(setting: str, line: str) -> None:
    result = run("allocate", "rbf2025", "--set", setting)
    assert first_line(result) == line
    assert result.exit_code == 1


def test_any_cell_can_be_set() -> None:
    assert (
        "129 126 395" in run("allocate", "rbf2025", "--set", "måloppnåelse.samarbeid_somatikk.Helse Vest=0,7 %").output
    )
    assert "700 000 000" in run("allocate", "rbf2025", "--set", "bevilgning=700 000 000 kr").output
    two = ("--set", "vekt.video=25 %", "--set", "vekt.epikrisetid=23 %")
    assert run("allocate", "rbf2025", *two).exit_code == 0


def test_a_damaged_or_unwritable_cache_of_the_grammar_does_not_matter(tmp_path: Path) -> None:
    def listed(cache: Path) -> subprocess.CompletedProcess[str]:
        environment = {**os.environ, "RBFLANG_CACHE": str(cache), "PYTHONPATH": os.pathsep.join(sys.path)}
        command = [sys.executable, "-m", "rbflang", "list"]
        return subprocess.run(command, env=environment, capture_output=True, text=True, encoding="utf-8", check=False)

    listed(tmp_path)
    for file in (tmp_path / "rbflang").iterdir():
        file.write_bytes(b"rubbish")
    for cache in (tmp_path, Path(os.devnull) / "no"):
        found = listed(cache)
        assert found.returncode == 0
        assert "rbf2025" in found.stdout
        assert found.stderr == ""


def test_a_broken_pipe_says_nothing() -> None:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    read, write = os.pipe()
    os.close(read)
    command = [sys.executable, "-m", "rbflang", "list"]
    found = subprocess.run(command, env=environment, stdout=write, stderr=subprocess.PIPE, check=False)
    os.close(write)
    assert b"Traceback" not in found.stderr


def test_an_interrupted_run_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted() -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(library, "shelves", interrupted)
    result = run("list")
    assert result.exit_code == 130
    assert "Avbrutt." in result.output


# what only a folder, a stream or a process of a certain kind shows


def test_no_command_shows_the_help() -> None:
    result = run()
    assert first_line(result).startswith("Bruk: ")
    assert "Kommandoer:\n  explain" in result.output
    assert result.exit_code == 2


def test_a_stream_that_cannot_be_set_up_is_written_to_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = io.StringIO()
    monkeypatch.setattr(sys, "stdout", stream)
    with pytest.raises(SystemExit) as ended:
        main(["describe", "weights-do-not-add-up"])
    assert ended.value.code == 0
    assert "weights-do-not-add-up (Feil, stopper regelsettet)" in stream.getvalue()


def test_as_a_part_of_another_program_faults_are_raised() -> None:
    with pytest.raises(click.UsageError, match="Mente du allocate"):
        main(["alocate"], standalone_mode=False)


def test_run_as_a_module(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "argv", ["rbflang", "--version"])
    monkeypatch.setattr(gc, "disable", lambda: None)
    with pytest.raises(SystemExit) as ended:
        runpy.run_module("rbflang", run_name="__main__")
    assert ended.value.code == 0
    assert capsys.readouterr().out.strip().endswith(f"rbflang {__version__}, språket i {LANGUAGE}. utgave")
    assert runpy.run_module("rbflang.__main__")["commands"] is main


def copied(folder: Path) -> Path:
    """The files of a year in a folder of their own; gives its text."""
    assert SHELF
    for path in SHELF.path.parent.glob("*.*"):
        (folder / path.name).write_bytes(path.read_bytes())
    return folder / SHELF.path.name


def test_published_figures_that_cannot_be_read(tmp_path: Path) -> None:
    text = copied(tmp_path)
    (tmp_path / "publisert.csv").write_bytes(bytes(range(256)))
    result = run("verify", str(text))
    assert first_line(result) == "Feil: publisert.csv er ikke en tekstfil  [file-not-readable]"
    assert result.exit_code == 1
    explained = run("explain", str(text), "--rhf", "Vest")
    assert explained.exit_code == 0
    assert "125 449 844" in explained.output
    assert "Publisert " not in explained.output
    (tmp_path / "publisert.csv").write_text("a;b\n1;2\n", "utf-8")
    result = run("verify", str(text))
    assert first_line(result).startswith("Feil: publisert.csv mangler kolonnene «størrelse», «trykt»")
    assert result.exit_code == 1
    (tmp_path / "publisert.csv").unlink()
    (tmp_path / "fasit.csv").unlink()
    result = run("verify", str(text))
    assert first_line(result) == "Feil: rbf2025 har ingen publiserte tall."
    assert result.exit_code == 2


@pytest.mark.parametrize("command", ["check", "fmt", "allocate", "explain"])
def test_a_ruleset_that_is_not_there(command: str) -> None:
    result = run(command, "finnes-ikke.rbf")
    assert first_line(result) == "Feil: finnes-ikke.rbf kan ikke leses  [file-not-readable]"
    assert "Filen finnes ikke." in result.output
    assert result.exit_code == 1


def test_a_damaged_ruleset_among_those_that_ship(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "rbf2031").mkdir()
    (tmp_path / "notater").mkdir()
    (tmp_path / "rbf2031" / "rbf2031.rbf").write_bytes(bytes(range(256)))
    monkeypatch.setattr(library, "home", lambda: tmp_path)
    result = run("list")
    assert first_line(result) == "Feil: rulesets/rbf2031/rbf2031.rbf er ikke en tekstfil  [file-not-readable]"
    assert result.exit_code == 1


def test_faults_as_data(tmp_path: Path) -> None:
    text = tmp_path / "a.rbf"
    text.write_text(SHELF.path.read_text("utf-8").replace("24,0 %", "25,0 %", 1), "utf-8")
    result = run("allocate", str(text), "--format", "json")
    assert result.exit_code == 1
    assert [one["slug"] for one in json.loads(result.output)["faults"]] == ["weights-do-not-add-up"]


def test_files_that_cannot_be_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    long = run("allocate", "--data", str(tmp_path / ("x" * 300 + ".csv")))
    assert "Filen kunne ikke åpnes." in long.output
    assert long.exit_code == 1

    def refused(path: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    path = tmp_path / "egne.csv"
    path.write_text(DATA, "utf-8")
    monkeypatch.setattr(Path, "read_bytes", refused)
    result = run("allocate", "rbf2025", "--data", str(path))
    assert "Det er ikke gitt lesetilgang til filen." in result.output
    assert result.exit_code == 1


def test_several_lines_with_too_few_fields_are_one_fault(tmp_path: Path) -> None:
    result = given(tmp_path, DATA.rstrip() + "\nmåloppnåelse;video\nmåloppnåelse;skjema\n")
    assert first_line(result) == "Feil: Linjen har feil antall felt  [data-not-understood]"
    assert result.output.count("Feil: ") == 1


def test_blank_lines_and_comments_in_the_data_change_nothing(tmp_path: Path) -> None:
    result = given(tmp_path, "# egne tall\n" + DATA.replace("\n", "\n\n# en merknad\n", 1) + "\n;;;;;;;;\n")
    assert result.exit_code == 0, result.output
    assert "125 449 844" in result.output


def test_a_file_of_members_that_is_no_text(tmp_path: Path) -> None:
    text = tmp_path / "a.rbf"
    text.write_text('regelsett RBF 2031 "År"\ninndeling behandlingssted "Behandlingssted" fra data\n', "utf-8")
    (tmp_path / "medlemmer.csv").write_bytes(bytes(range(256)))
    result = run("check", str(text))
    assert first_line(result) == "Feil: medlemmer.csv er ikke en tekstfil  [file-not-readable]"
    assert result.exit_code == 1


def test_the_overview_in_english_leaves_the_rules_own_norwegian_sentences_out() -> None:
    norwegian, english = run("explain", "rbf2025").output, run("explain", "rbf2025", "--lang", "en").output
    assert "Effekt: kroner mer eller mindre enn med gjennomsnittet" in norwegian
    assert "Where the differences come from" in english
    assert "kroner mer eller mindre" not in english
