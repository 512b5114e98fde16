"""The unit that a form has in a column of its own is read: `81,4` with `%` beside it is 81,4 %, or a clear fault."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from slips.trial import base

from rbflang.commands import main

HEADINGS = "størrelse;indikator;region;verdi;presisering;status;kilde;enhet"


def rows_of(text: str) -> list[str]:
    return text.splitlines()[1:]


def with_units(text: str) -> str:
    """The figures with their per cent signs moved to a column of units."""
    moved = [f"{one.replace(' %', '')};{'%' if ' %' in one else ''}" for one in rows_of(text)]
    return "\n".join((HEADINGS, *moved)) + "\n"


def allocated(folder: Path, figures: str, rules: str = "") -> Result:
    (folder / "p.rbf").write_text(rules or base("nb", "rbf"), "utf-8")
    (folder / "egne.csv").write_text(figures, "utf-8")
    return CliRunner().invoke(main, ["allocate", str(folder / "p.rbf"), "--data", str(folder / "egne.csv")])


def amounts(result: Result) -> str:
    assert result.exit_code == 0, result.output
    return result.stdout.partition("Laget med")[0]


def test_the_unit_is_read_behind_the_figures(tmp_path: Path) -> None:
    plain = allocated(tmp_path, base("nb", "csv"))
    apart = allocated(tmp_path, with_units(base("nb", "csv")))
    assert amounts(apart) == amounts(plain)


def test_a_unit_that_is_said_twice_is_said_once(tmp_path: Path) -> None:
    both = "\n".join((HEADINGS, *(f"{one};{'%' if ' %' in one else ''}" for one in rows_of(base("nb", "csv")))))
    assert amounts(allocated(tmp_path, both)) == amounts(allocated(tmp_path, base("nb", "csv")))


@pytest.mark.parametrize("small", ["0,162", "1"])
def test_what_can_be_either_is_refused(tmp_path: Path, small: str) -> None:
    figures = with_units(base("nb", "csv").replace("16,2 %", f"{small} %"))
    result = allocated(tmp_path, figures)
    assert result.exit_code == 1
    first = result.output.splitlines()[0]
    assert first == (
        f"Feil: «måloppnåelse» har enheten % i en egen kolonne, og {small} kan leses på to måter  "
        "[figure-without-percent]"
    )
    either = "16,2 %" if small == "0,162" else "100 %"
    assert f"{small} kan være {small} % eller {either}, og det gjettes ikke." in result.output
    assert f"Skriv {small} %, eller {either} hvis det er det som gjelder:" in result.output


MONEY = """regelsett X 2025 "X"
kilde s "S"
region A "A"
inndata penger per region : kr
utbetaling beløp per region = penger [s 1]
"""


def test_millions_are_millions(tmp_path: Path) -> None:
    result = allocated(tmp_path, "størrelse;region;verdi;enhet\npenger;A;5;mill. kr\n", MONEY)
    assert "5 000 000" in amounts(result)


def test_a_set_of_that_name_is_the_set(tmp_path: Path) -> None:
    rules = MONEY.replace("region A", 'inndeling enhet "Enhet"\nenhet A').replace("per region", "per enhet")
    assert "Beløp   5" in amounts(allocated(tmp_path, "størrelse;enhet;verdi\npenger;A;5 kr\n", rules))
