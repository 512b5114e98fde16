"""An empty value and a cell set twice are wrong use: other figures would be shown than were asked for."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from rbflang.commands import main

EMPTY: tuple[tuple[str, ...], ...] = (
    ("allocate", "rbf2025", "--data", ""),
    ("allocate", "rbf2025", "--round", ""),
    ("allocate", "rbf2025", "--set", ""),
    ("allocate", "rbf2025", "--set", "bevilgning=700 000 000 kr", "--set", " "),
    ("allocate", "rbf2025", "--data", " "),
    ("explain", "rbf2025", "--for", ""),
    ("explain", "rbf2025", "--rhf", "Vest", "--indicator", ""),
    ("explain", "rbf2025", "--measure", ""),
    ("settle", "rbf2022", "--data", ""),
    ("next-step", "rbf2025", "--for", "Vest", "--worth", ""),
    ("goal", "rbf2025", "--for", "Vest", "--more", " "),
    ("whatif", "rbf2025", "--with", ""),
    ("settle", "rbf2022", "--earlier", ""),
    ("compare", "rbf2022", "rbf2025", "--data", ""),
    ("compare", "rbf2022", "rbf2025", "--round", ""),
    ("sources", "rbf2025", "--data", ""),
    ("new", "rbf2099", "--from", ""),
)
NAMES: tuple[tuple[str, ...], ...] = (
    ("explain", ""),
    ("allocate", " "),
    ("check", ""),
    ("check", "rbf2025", ""),
    ("fmt", ""),
    ("verify", ""),
    ("settle", ""),
    ("sources", ""),
    ("compare", "", "rbf2025"),
    ("compare", "rbf2025", ""),
    ("describe", ""),
    ("new", "", "--from", "rbf2025"),
)


@pytest.mark.parametrize("arguments", [*EMPTY, *NAMES], ids=repr)
def test_an_empty_value_is_wrong_usage(
    arguments: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(main, list(arguments))
    empty = next(at for at, each in enumerate(arguments) if not each.strip())
    name = arguments[empty - 1] if arguments in EMPTY else ""
    assert result.exit_code == 2
    assert f"{name} er gitt, men er tom.\n" in result.stderr.split("\n\n")[0] + "\n"
    assert result.stdout == ""
    assert list(tmp_path.iterdir()) == []


def test_what_does_not_belong_is_shown_though_it_is_empty() -> None:
    result = CliRunner().invoke(main, ["list", ""])
    assert result.stderr.startswith("Feil: Dette hører ikke hjemme her: «»\n")
    assert result.exit_code == 2


# the same cell twice

TWICE = (
    ("bevilgning", ("bevilgning=700 000 000 kr", "bevilgning=600 000 000 kr")),
    ("bevilgning", ("bevilgning=700 000 000 kr", "bevilgning=700 000 000 kr")),
    ("bevilgning", ("bevilgning=700 000 000 kr", " Bevilgning = 600 000 000 kr")),
    ("måloppnåelse.video.Vest", ("måloppnåelse.video.Vest=2 %", "måloppnåelse.video.Helse Vest=3 %")),
    (
        "måloppnåelse.video.Vest",
        ("Måloppnåelse.Video- og telefonkonsultasjoner.Vest=2 %", "måloppnåelse . video . Vest = 2 %; under 2,01 %"),
    ),
    ("vekt.video", ("vekt.video=25 %", "Vekt.Video=23 %", "vekt.epikrisetid=23 %")),
    ("poengsum.Vest", ("poengsum.Vest=24 000 poeng", "poengsum.Helse Vest=24 001 poeng")),
)


@pytest.mark.parametrize(("address", "settings"), TWICE)
def test_a_cell_that_is_set_twice_is_a_fault(address: str, settings: tuple[str, ...]) -> None:
    """Whatever the two are spelled like: one of them would not count, and nobody would know which."""
    options = [word for setting in settings for word in ("--set", setting)]
    result = CliRunner().invoke(main, ["allocate", "rbf2025", *options])
    assert result.stderr.startswith(f"Feil: «{address}» er gitt to ganger  [row-twice]\n")
    assert settings[0].strip() in result.stderr
    assert settings[1].strip() in result.stderr
    assert "Ta bort den «--set» som ikke gjelder." in result.stderr
    assert result.exit_code == 1
    assert result.stdout == ""


def test_a_cell_that_is_set_twice_is_a_fault_in_english() -> None:
    options = ("--set", "bevilgning=1 kr", "--set", "bevilgning=2 kr")
    result = CliRunner().invoke(main, ["allocate", "rbf2025", "--lang", "en", *options])
    assert "Fault: “bevilgning” is given twice  [row-twice]" in result.stderr
    assert "Leave out the “--set” that does not hold." in result.stderr
