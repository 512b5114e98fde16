"""What a text says is counted, as the engine is given it."""

from __future__ import annotations

from texts import HEADER, RULESETS, read

from rbflang.register.definitions import (
    ALWAYS,
    AllOf,
    AnyOf,
    ColumnKind,
    EpisodeCount,
    IsYes,
    MeasuredCell,
    Negated,
    OneOf,
    RegisterColumn,
)
from rbflang.ruleset.alternative_text import (
    alternatives_of,
    counts_otherwise,
    replaced_by,
    triable_alternatives,
    with_alternative,
)
from rbflang.ruleset.model import Ruleset
from rbflang.ruleset.resolve import resolve
from rbflang.source import Source
from rbflang.syntax.format import formatted
from rbflang.syntax.parse import parse

COUNTED = """
region Nord "Nord"
region Vest "Vest"
indikator video "Video"
indikator epikrisetid "Epikriser" { delområder PHV, TSB [regelverk 2] }
inndata måloppnåelse per indikator, delområde, region : andel
register episoder "Episoder" på engelsk "Episodes" [antatt: vår tabell] {
    datagrunnlag NPR
    pasienter : pasientnøkkel også kalt "pid"
    region    : region
    foretak   : enhet under region
    kontakt   : én kode av video, "på skjerm", oppmøte
    avsluttet : dato
    tellende  : ja/nei
    koder     : flere koder
}
måling av måloppnåelse fra episoder [regelverk 5] {
    telles per foretak
    der tellende
    der kontakt er ikke oppmøte
    video: antall der kontakt blant video, "på skjerm" eller ikke (tellende og koder er A1) / antall
    epikrisetid, TSB: antall unike pasienter der koder blant A1, B1, A1 / antall unike pasienter
}
"""
TWO = """
alternativ "Én gang" [antatt: for prøven] { måling av måloppnåelse fra episoder { telles per region } }
alternativ "Annet" [antatt: for prøven] {
    måling av måloppnåelse fra episoder {
        der koder blant C1
        video: antall / antall
        epikrisetid, PHV: antall der tellende / antall
    }
}
"""


def ruleset_of(text: str) -> Ruleset:
    parsed = parse(Source("a.rbf", HEADER + text))
    assert parsed.faults == ()
    return resolve(parsed.tree)


def test_a_register_has_its_columns_and_whose_period_counts() -> None:
    register = ruleset_of(COUNTED).registers["episoder"]
    assert (register.title, register.title_in_english, register.data_basis) == ("Episoder", "Episodes", "NPR")
    assert register.columns[:4] == (
        RegisterColumn("pasienter", ColumnKind.PATIENT, ("pasienter", "pid")),
        RegisterColumn("region", ColumnKind.MEMBER, ("region",), of="region"),
        RegisterColumn("foretak", ColumnKind.UNIT, ("foretak", "trust"), of="region"),
        RegisterColumn("kontakt", ColumnKind.CODE, ("kontakt",), codes=("video", "på skjerm", "oppmøte")),
    )
    assert [one.kind for one in register.columns[4:]] == [ColumnKind.DATE, ColumnKind.YES_NO, ColumnKind.CODES]


def test_a_measurement_counts_what_its_rows_say() -> None:
    (one,) = ruleset_of(COUNTED).measurements
    assert (one.quantity, one.payee, one.counted_per) == ("måloppnåelse", "region", "foretak")
    assert one.sets == ("indikator", "delområde")
    assert one.where == AllOf((IsYes("tellende"), Negated(OneOf("kontakt", ("oppmøte",)))))
    on_screen = OneOf("kontakt", ("video", "på skjerm"))
    a1 = Negated(AllOf((IsYes("tellende"), OneOf("koder", ("A1",)))))
    assert one.cells == (
        MeasuredCell(("video", ""), EpisodeCount(AnyOf((on_screen, a1))), EpisodeCount(ALWAYS)),
        MeasuredCell(
            ("epikrisetid", "TSB"),
            EpisodeCount(OneOf("koder", ("A1", "B1")), "pasienter"),
            EpisodeCount(ALWAYS, "pasienter"),
        ),
    )


def test_the_english_text_means_the_same() -> None:
    norwegian = ruleset_of(COUNTED)
    english = resolve(parse(Source("a.rbf", formatted(norwegian.tree, "en"))).tree)
    (theirs,), (ours,) = english.measurements, norwegian.measurements
    assert theirs.cells == ours.cells
    assert [one.headings for one in theirs.register.columns][2] == ("trust", "foretak")
    assert [one.headings for one in ours.register.columns][2] == ("foretak", "trust")


def test_an_alternative_takes_the_place_of_the_lines_that_it_has() -> None:
    ruleset = ruleset_of(COUNTED + TWO)
    once, other = alternatives_of(ruleset)
    (counted_once,) = resolve(with_alternative(ruleset.tree, once)).measurements
    (counted,) = ruleset.measurements
    assert counted_once.counted_per == "region"
    assert counted_once.cells == counted.cells
    assert counted_once.where == counted.where
    (otherwise,) = resolve(with_alternative(ruleset.tree, other)).measurements
    assert otherwise.where == OneOf("koder", ("C1",))
    assert [one.key for one in otherwise.cells] == [("video", ""), ("epikrisetid", "TSB"), ("epikrisetid", "PHV")]
    assert otherwise.cells[0] == MeasuredCell(("video", ""), EpisodeCount(ALWAYS), EpisodeCount(ALWAYS))
    assert otherwise.cells[1] == counted.cells[1]
    assert otherwise.counted_per == "foretak"


def test_what_only_counts_otherwise_is_not_tried_on_figures() -> None:
    mixed = 'alternativ "Begge" [antatt: x] { fastsatt a = 2 måling av måloppnåelse fra episoder { video: antall } }\n'
    ruleset = ruleset_of(f"{COUNTED}{TWO}fastsatt a = 1 [regelverk 1]\n{mixed}")
    assert [one.titles.title for one in triable_alternatives(ruleset)] == ["Begge"]
    assert [counts_otherwise(one) for one in alternatives_of(ruleset)] == [True, True, True]
    once, other, _ = alternatives_of(ruleset)
    assert not replaced_by(once) & replaced_by(other)


def test_what_does_not_fit_is_left_out() -> None:
    broken = COUNTED.replace("koder blant A1, B1, A1", "kodr blant A1").replace("video: antall der", "vido: antall der")
    (one,) = ruleset_of(broken).measurements
    assert one.cells == ()
    assert ruleset_of(COUNTED.replace("telles per foretak", "telles per koder")).measurements == ()
    assert ruleset_of(COUNTED.replace("fra episoder", "fra andre")).measurements == ()


def test_the_year_2025_measures_the_eight_indicators_of_its_appendix() -> None:
    text = read(next(path for path in RULESETS if path.stem == "rbf2025"))
    (one,) = resolve(parse(text).tree).measurements
    assert one.where == AllOf((IsYes("tellende"), OneOf("område", ("somatikk", "PHV", "TSB"))))
    codes = {cell.key[0]: _codes(cell.numerator.where) for cell in one.cells}
    assert codes == {
        "video": ("poliklinisk", "video", "telefon"),
        "samarbeid_phv_tsb": ("PHV", "TSB", "TS08A", "TS08B"),
        "samarbeid_somatikk": ("somatikk", "XS08"),
        "team_phv_tsb": ("PHV", "TSB", "TS01"),
        "team_somatikk": ("somatikk", "XS09"),
        "skjema": ("WMGA28",),
        "nettbehandling": ("IEAB20",),
        "hjemmeoppfølging": ("somatikk", "CS11", "ES11", "HS11", "JS11", "XS11"),
    }
    assert [cell.key[0] for cell in one.cells if not cell.numerator.distinct] == ["video"]


def _codes(where: object) -> tuple[str, ...]:
    if isinstance(where, OneOf):
        return where.codes
    assert isinstance(where, AllOf)
    return tuple(code for part in where.parts for code in _codes(part))
