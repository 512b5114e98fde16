"""Trusts of the rules that no episode names: they are told, with what is paid if they have not reported.

The year is RBF 2023 with its made-up figures and trusts; the episodes name all of its trusts but I, in Vest.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from rbflang import compute, find, prepare
from rbflang.commands import main
from rbflang.data.computed import Computed
from rbflang.pipeline import Prepared

pytest.importorskip("ibis")
pytest.importorskip("duckdb")
HEADINGS = "pasienter;region;helseforetak;område;avsluttet;tellende;tjenestetype;kontakt;stg;prosedyrer"
TRUSTS = (("Midt", "Foretak A"), ("Midt", "b"), ("Nord", "C"), ("Nord", "Foretak D"), ("SørØst", "E"), ("SørØst", "F"),
          ("SørØst", "G"), ("Vest", "H"))  # fmt: skip
INDICATORS = ("video", "samarbeid", "team", "skjema", "nettbehandling")


def measure(folder: Path, trusts: tuple[tuple[str, str], ...], *words: str) -> str:
    """Ten patients in each trust, the first of them with every code."""
    lines = [
        f"{region}{trust}{at};{region};{trust};PHV;2022-02-01;ja;poliklinisk;"
        + ("video;TS08A TS01;WMGA28 IEAB20" if not at else "fremmøte;;")
        for region, trust in trusts
        for at in range(10)
    ]
    (folder / "episoder.csv").write_text("\n".join((HEADINGS, *lines)), "utf-8")
    path = str(folder / "episoder.csv")
    asked = ["measure", "rbf2023", "--episodes", path, "--round", "foreløpig", "--data", "syntetisk", *words]
    result = CliRunner().invoke(main, asked)
    assert result.exit_code == 0, result.output
    return result.stdout


def test_a_trust_without_rows_is_told_in_kroner(tmp_path: Path) -> None:
    """What is paid without its reports is what the year pays on the same counts where each of them is answered no."""
    told = measure(tmp_path, TRUSTS, "-o", str(tmp_path / "malt.csv"))
    assert "Ett foretak i reglene har ingen rader i perioden: Foretak I." in told
    assert "Det gis i «rapportert»" in " ".join(told.split())
    ready = prepare(shelf) if (shelf := find("rbf2023")) else None
    assert shelf and isinstance(ready, Prepared)
    text = (tmp_path / "malt.csv").read_text("utf-8-sig")
    rows = [row for row in text.splitlines() if row.startswith("rapportert;") and ";I1;" in row]
    assert rows
    for row in rows:
        text = text.replace(row, row.replace(";ja;", ";nei;"))
    figures = tmp_path / "syntetisk-nei.csv"
    figures.write_text(text, "utf-8")
    members = shelf.path.parent / "syntetisk-medlemmer.csv"
    (tmp_path / members.name).write_text(members.read_text("utf-8"), "utf-8")
    ready = prepare(shelf, figures)
    assert isinstance(ready, Prepared)
    paid = compute(ready, "forelopig", figures)
    assert isinstance(paid, Computed)
    block = told.partition("Foretak uten rader")[2]
    for (region,), amount in paid.valuation.of(paid.checked.ruleset.payout.name).items():  # type: ignore[union-attr]
        shown = f"{int(amount):,}".replace(",", " ")  # type: ignore[arg-type]
        name = ready.checked.ruleset.sets["region"][region].short
        (line,) = (line for line in block.splitlines() if line.split("  ")[1:2] == [name])
        assert shown in line


def test_no_trust_is_missing_where_all_have_rows(tmp_path: Path) -> None:
    assert "uten rader" not in measure(tmp_path, (*TRUSTS, ("Vest", "I")))


def test_nothing_is_known_where_trusts_are_called_otherwise(tmp_path: Path) -> None:
    told = measure(tmp_path, tuple((region, f"Sykehus {name}") for region, name in TRUSTS))
    assert "Ingen navn i episodene er blant foretakene i reglene." in told


def test_it_is_in_the_data(tmp_path: Path) -> None:
    found: Any = json.loads(measure(tmp_path, TRUSTS, "--format", "json"))
    assert found["measurements"][0]["quality"]["units_without_rows"] == ["I"]
