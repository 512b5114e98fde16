"""Which results `compare` says are changed in the line «Resultatene»."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from rbflang.commands import main

NAMES = tuple(range(1, 11))
REGIONS = ("Nord", "Vest")
RULES = """regelsett Prøve {year} "Prøve {year}"
kilde r "Regler"
region Nord "Helse Nord RHF" kort "Nord"
region Vest "Helse Vest RHF" kort "Vest"
{indicators}
fordeling foreløpig "Foreløpig fordeling" [r 1]
inndata resultat "Resultat" per indikator, region : andel
fastsatt bevilgning = {pot} kr [r 1]
formel i_alt per region = sum resultat over indikator [r 2]
utbetaling inntekt per region = bevilgning × i_alt / sum i_alt over region [r 1]
    avrundet til hele kroner, etter største rest [r 1]
"""


def written(folder: Path, year: int, pot: int, changed: dict[tuple[int, str], str]) -> str:
    """A year in which each result is 50 % but for those that are changed."""
    folder.mkdir()
    indicators = "\n".join(f'indikator i{at} "Indikator {at}"' for at in NAMES)
    (folder / "p.rbf").write_text(RULES.format(year=year, pot=pot, indicators=indicators), "utf-8")
    rows = [f"resultat;i{at};{one};{changed.get((at, one), '50/100')}" for at in NAMES for one in REGIONS]
    (folder / "forelopig.csv").write_text("\n".join(("størrelse;indikator;region;verdi", *rows)), "utf-8")
    return str(folder / "p.rbf")


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({(3, one): "51/100" if one == "Nord" else "60/100" for one in REGIONS}, "resultat for Indikator 3."),
        ({(3, "Nord"): "51/100", (4, "Vest"): "60/100"}, "resultat for Indikator 3 (Nord) og Indikator 4 (Vest)."),
        ({(at, "Vest"): "60/100" for at in NAMES},
         f"resultat for {', '.join(f'Indikator {at} (Vest)' for at in NAMES[:8])} og to til."),
        ({(at, one): f"{at + len(one) * (one == 'Nord')}/100" for at in NAMES for one in REGIONS},
         "alle tall for resultat som begge har."),
        ({}, ""), ({(3, one): "60/100" for one in REGIONS}, ""),
    ],
    ids=("both", "one each", "many", "all", "none", "moves nothing"),
)  # fmt: skip
def test_those_that_are_others_are_named(tmp_path: Path, changed: dict[tuple[int, str], str], said: str) -> None:
    """As much more in both regions moves nothing, and then nothing is said."""
    before, after = written(tmp_path / "a", 2041, 1_000, {}), written(tmp_path / "b", 2042, 2_000, changed)
    result = CliRunner().invoke(main, ["compare", before, after])
    told = " ".join(result.stdout.split())
    assert result.exit_code == 0
    lead = "I «Resultatene» er disse tallene endret:"
    assert (f"{lead} {said}" in told) if said else (lead not in told)
