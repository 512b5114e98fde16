"""The small year of the documents with its results counted from a register: patients by trust under each region."""

from __future__ import annotations

from pathlib import Path

from attrs import evolve

from rbflang.data.computed import Computed
from rbflang.diagnostics import Fault
from rbflang.library import Shelf
from rbflang.lowering.build import build
from rbflang.observations import read_rows
from rbflang.pipeline import Prepared, _computed, checked
from rbflang.register.definitions import (
    ALWAYS,
    AllOf,
    ColumnKind,
    EpisodeCount,
    IsYes,
    MeasuredCell,
    Measurement,
    OneOf,
    Register,
    RegisterColumn,
)  # fmt: skip
from rbflang.source import Source

LITE = Path(__file__).parent / "language" / "preambles" / "lite.rbf"
REGISTER = Register(
    "episoder",
    "Episoder",
    (
        RegisterColumn("pasient", ColumnKind.PATIENT, ("pasient",)),
        RegisterColumn("region", ColumnKind.MEMBER, ("region",), "region"),
        RegisterColumn("foretak", ColumnKind.UNIT, ("foretak",), "region"),
        RegisterColumn("kontakt", ColumnKind.CODE, ("kontakt",)),
        RegisterColumn("poliklinisk", ColumnKind.YES_NO, ("poliklinisk",)),
    ),
)
VIDEO = OneOf("kontakt", ("video", "telefon"))
CELLS = (
    MeasuredCell(("video",), EpisodeCount(AllOf((IsYes("poliklinisk"), VIDEO))), EpisodeCount(IsYes("poliklinisk"))),
    MeasuredCell(("epikrise",), EpisodeCount(VIDEO, "pasient"), EpisodeCount(ALWAYS, "pasient")),
)
HEADING = "størrelse;indikator;region;foretak;verdi;presisering;status;kilde"
REST = (
    "måloppnåelse;video;Nord;;94/1000;;;npr", "måloppnåelse;epikrise;Nord;;401/1000;;;npr",
    "måloppnåelse;epikrise;Vest;;401/1000;;;npr",
)  # fmt: skip


def measurement(counted_per: str = "foretak") -> Measurement:
    """How the results are counted."""
    return Measurement("måloppnåelse", REGISTER, "region", counted_per, ALWAYS, CELLS)


def prepared(counted_per: str = "foretak", text: str = "") -> Prepared:
    """The small year, ready to compute, with its measurement."""
    source = Source("regelsett.rbf", text or LITE.read_text("utf-8"))
    found, faults = checked(source)
    assert found is not None, faults
    ruleset = evolve(found, ruleset=evolve(found.ruleset, measurements=(measurement(counted_per),)))
    return Prepared(Shelf(Path("regelsett.rbf"), (), ()), ruleset, build(ruleset))


def run(*rows: str, counted_per: str = "foretak", heading: str = HEADING, rest: tuple[str, ...] = REST,
        is_partial: bool = False) -> Computed | tuple[Fault, ...]:  # fmt: skip
    """The small year computed on these rows and those of the other results."""
    file = read_rows(Source("forelopig.csv", "\n".join((heading, *rest, *rows)) + "\n"))
    return _computed(prepared(counted_per), "forelopig", (file,), (), is_partial=is_partial)
