"""A small year with a register, and episodes of it, for the tests of what is counted; the key of each patient is odd.

In Nord 2 of 4 patients have a video or telephone contact, trust by trust; in Vest 1 of 2. Counted once in the region
Nord has 2 of 3.
"""

from __future__ import annotations

from pathlib import Path

LITE = Path(__file__).parent / "language" / "preambles" / "lite.rbf"
KEYS = tuple(f"Zq7{at}kx" for at in range(1, 9))
REGISTER = """
register episoder "Episoder" [regelverk 5] {
    datagrunnlag NPR
    pasienter : pasientnøkkel også kalt "pasient"
    region    : region
    foretak   : enhet under region
    avsluttet : dato
    tellende  : ja/nei
    kontakt   : én kode av video, telefon, fremmøte
}
måling av måloppnåelse fra episoder [regelverk 5] {
    telles per foretak [tolket fra regelverk 5: i samme helseforetak]
    der tellende [regelverk 5]
    video: antall unike pasienter der kontakt blant video, telefon / antall unike pasienter [regelverk 5]
}
"""
HEADINGS = "pasient;region;foretak;avsluttet;tellende;kontakt"
ROWS = (
    (0, "Nord;UNN;2030-01-10;ja;video"), (0, "Nord;UNN;2030-01-20;ja;fremmøte"), (1, "Nord;UNN;2030-02-01;ja;fremmøte"),
    (0, "Nord;Nordlandssykehuset;2030-03-06;ja;fremmøte"), (2, "Nord;Nordlandssykehuset;2030-03-05;ja;telefon"),
    (3, "Vest;Helse Bergen;2030-04-30;ja;video"), (4, "Vest;Helse Bergen;2030-04-30;ja;fremmøte"),
    (5, "Vest;Helse Bergen;2030-05-01;ja;video"), (6, "Vest;Helse Bergen;2030-02-02;nei;video"),
)  # fmt: skip
EPISODES = "\n".join((HEADINGS, *(f"{KEYS[key]};{rest}" for key, rest in ROWS))) + "\n"
GIVEN = "størrelse;indikator;region;verdi\nmåloppnåelse;epikrise;Nord;71 %\nmåloppnåelse;epikrise;Vest;71 %\n"


def rules() -> str:
    text = LITE.read_text("utf-8")
    with_period = text.replace(
        'fordeling foreløpig "Foreløpig fordeling" [regelverk 1]',
        'fordeling foreløpig "Foreløpig fordeling" [regelverk 1] { datagrunnlag NPR "1. tertial 2030" }',
    )
    assert with_period != text
    return with_period + REGISTER


def written(folder: Path, episodes: str = EPISODES) -> Path:
    """The ruleset, the episodes and the figures that are given, in a folder; where the ruleset is."""
    (folder / "episoder.csv").write_text(episodes, "utf-8")
    (folder / "epikrise.csv").write_text(GIVEN, "utf-8")
    path = folder / "regelsett.rbf"
    path.write_text(rules(), "utf-8")
    return path
