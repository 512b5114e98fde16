"""Rulesets and data as large as wanted, made by rule: what `scale.py` measures on.

Each is written into a folder of its own, and the path of its ruleset is given back. Results differ from cell to cell
without chance, so that every run measures the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice, product
from pathlib import Path

Steps = Sequence[tuple[str, int]]
SIX_STEPS: Steps = (("0", 0), ("20", 1), ("40", 2), ("60", 4), ("80", 5), ("100", 6))
TWENTY_LIMITS = ("39,55", *(f"39,{60 + 5 * at}" for at in range(8)), *(f"40,{5 * at:02}" for at in range(10)), "40,5")
ONE_WITHIN_ANOTHER: Steps = (("0", 0), *((limit, parts) for parts, limit in enumerate(TWENTY_LIMITS, 1)))
ALL_OF_THEM = "40 %"
HEAD = """regelsett Skala 2030 "Skala 2030"
kilde regelverk "Regelverk"
fordeling foreløpig "Foreløpig fordeling" [regelverk 1]
"""
RULES = """
egenskap vekt "Vekt" per indikator : andel, til sammen 100 %
egenskap måltall "Måltall" per indikator : andel
fastsatt samlet_antall_poeng = 100 000 poeng [regelverk 4]
fastsatt bevilgning = 671 631 000 kr [regelverk 4]
inndata m "Måloppnåelse" per indikator, {below}region : andel{exact}
tabell nøkkel "Nøkkel" per region : andel, til sammen 100 % [regelverk 7] {{
{key}
}}
tabell per indikator {{
    vekt [regelverk 2] | måltall [regelverk 5]
{indicators}
}}
formel total_poengsum per indikator, prestasjonsmål
    = samlet_antall_poeng × vekt × poengandel [regelverk 4]
prestasjonsmål plassering "Plassering" {{
    poengandel 100 % [regelverk 4]
    deler = {parts} [regelverk 4]
    poeng = fordel total_poengsum mellom region etter deler, likt når ingen har deler [regelverk 4]
}}
formel poengsum "Poengsum" per region = sum poeng over indikator, prestasjonsmål [regelverk 4]
formel vektede_poeng per region = nøkkel × poengsum [regelverk 4]
formel vektede_poeng_i_alt = sum vektede_poeng over region [regelverk 4]
formel normeringsfaktor = samlet_antall_poeng / vektede_poeng_i_alt [regelverk 4]
formel poeng_for_utbetaling per region = normeringsfaktor × vektede_poeng [regelverk 4]
formel poengverdi = bevilgning / samlet_antall_poeng [regelverk 4]
utbetaling beløp "Beløp" per region = poengverdi × poeng_for_utbetaling [regelverk 4]
    avrundet til hele kroner, etter største rest [regelverk 4]
formel poeng_per_indikator "Poeng" per indikator, region = sum poeng over prestasjonsmål [regelverk 4]
formel kroner_per_indikator "Kroner" per indikator, region
    = poengverdi × normeringsfaktor × nøkkel × poeng_per_indikator [regelverk 4]
kontroll sum beløp over region = bevilgning
kontroll sum kroner_per_indikator over indikator = beløp, før avrunding
"""
BESIDE = """
inndata k "Datakompletthet" per indikator, region : andel
inndata t "Pasienter" per region : antall
formel med_data "Pasienter med data" per region = t × sum k over indikator [regelverk 4]
"""


def exact(folder: Path, payees: int, indicators: int) -> Path:
    """A ruleset of payees and indicators whose results are exact."""
    rows = (f"m;i{i};r{r};{_result(i, r)} %" for i, r in _cells(indicators, payees))
    text = ruleset(payees, indicators, SIX_STEPS, ", nøyaktig")
    return written(folder, text, ("størrelse;indikator;region;verdi", *rows))


def many_payees(folder: Path, payees: int, indicators: int) -> Path:
    """The same with the completeness of each result and a count for each payee beside: two rows a cell and more."""
    results = (f"m;i{i};r{r};{_result(i, r)} %" for i, r in _cells(indicators, payees))
    complete = (f"k;i{i};r{r};{_result(r, i)} %" for i, r in _cells(indicators, payees))
    counts = (f"t;;r{r};{r}" for r in range(1, payees + 1))
    text = ruleset(payees, indicators, SIX_STEPS, ", nøyaktig") + BESIDE
    return written(folder, text, ("størrelse;indikator;region;verdi", *results, *complete, *counts))


def with_subareas(folder: Path, payees: int, indicators: int, subareas: int) -> Path:
    """The same with sub-areas in each indicator, whose parts are added."""
    rows = (f"m;i{i};d{d};r{r};{_result(i + d, r)} %" for i, d, r in _cells(indicators, subareas, payees))
    text = ruleset(payees, indicators, SIX_STEPS, ", nøyaktig", subareas)
    return written(folder, text, ("størrelse;indikator;delområde;region;verdi", *rows))


def printed(folder: Path, payees: int, indicators: int, on_a_limit: int) -> Path:
    """Results as they are printed, each an interval; so many of them, in different indicators, lie on a limit."""
    return _with_open_cells(folder, payees, indicators, on_a_limit, "40,0 %", SIX_STEPS)


def within_steps(folder: Path, payees: int, indicators: int, within: int) -> Path:
    """Results as they are printed, so many of them such that the missing digits decide between 21 steps."""
    return _with_open_cells(folder, payees, indicators, within, ALL_OF_THEM, ONE_WITHIN_ANOTHER)


def _with_open_cells(folder: Path, payees: int, indicators: int, number: int, figure: str, steps: Steps) -> Path:
    places = {(1 + at, 1 + at % payees) for at in range(number)}
    cells = _cells(indicators, payees)
    rows = (f"m;i{i};r{r};{figure if (i, r) in places else f'{_result(i, r)} %'}" for i, r in cells)
    text = ruleset(payees, indicators, steps, "")
    return written(folder, text, ("størrelse;indikator;region;verdi", *rows))


def ruleset(payees: int, indicators: int, steps: Steps, exactness: str, subareas: int = 0) -> str:
    """The text of a ruleset that shares points between payees, as RBF does, and pays all of an appropriation."""
    areas = ", ".join(f'd{d} "Område {d}"' for d in range(1, subareas + 1))
    block = f" {{ delområder {areas} [regelverk 3] }}" if subareas else ""
    step = "trinn(m / måltall)"
    rules = RULES.format(
        below="delområde, " if subareas else "",
        exact=exactness,
        key="\n".join(f"    r{r}: {share}" for r, share in enumerate(_shares(payees), 1)),
        indicators="\n".join(f"    i{i}: {share} | 100 %" for i, share in enumerate(_shares(indicators), 1)),
        parts=f"sum {step} over delområde per indikator" if subareas else step,
    )
    return "\n".join(
        (
            HEAD,
            *(f'region r{r} "Region {r}"' for r in range(1, payees + 1)),
            *(f'indikator i{i} "Indikator {i}"{block}' for i in range(1, indicators + 1)),
            "trapp trinn [regelverk 4] {",
            *(f"    fra {limit} % gir {parts} {'del' if parts == 1 else 'deler'}" for limit, parts in steps),
            "}",
            rules,
        )
    )


def _cells(*sizes: int) -> Iterable[tuple[int, ...]]:
    return product(*(range(1, size + 1) for size in sizes))


def _shares(number: int) -> Iterable[str]:
    """Shares that differ and are 100 per cent together, as fractions."""
    whole = number * (number + 1) // 2
    return (f"{one}/{whole}" for one in range(1, number + 1))


def _result(indicator: int, payee: int) -> str:
    """A result in per cent with one decimal, never near a multiple of five, nor where steps lie close."""
    tenths = (indicator * 37 + payee * 53) % 350
    return f"{tenths // 10},{4 if tenths % 10 < 3 else tenths % 10}"


# what is wrong


def a_wrong_word(folder: Path, rows: int) -> Path:
    """Data that names a quantity wrongly, in the same way in so many rows."""
    return _with_rows(folder, ("målopnåelse;i1;r1;50 %" for _ in range(rows)))


def unknown_names(folder: Path, formulas: int) -> Path:
    """A ruleset whose formulas each read an unknown quantity, another each time."""
    text = "\n".join(f"formel f{at} = {word} × 2 [regelverk 1]" for at, word in enumerate(_words(formulas)))
    return written(folder, f"{ruleset(4, 9, SIX_STEPS, '')}{text}\n", ())


def open_brackets(folder: Path, brackets: int) -> Path:
    """A ruleset that ends in brackets that nothing closes."""
    return written(folder, f"{ruleset(4, 9, SIX_STEPS, '')}fastsatt x = 1 {'[' * brackets}\n", ())


def open_brackets_in_lines(folder: Path, brackets: int) -> Path:
    """A ruleset that ends in expressions that nothing closes, a line each."""
    return written(folder, ruleset(4, 9, SIX_STEPS, "") + "formel x = (\n" * brackets, ())


def _with_rows(folder: Path, rows: Iterable[str]) -> Path:
    return written(folder, ruleset(20, 100, SIX_STEPS, ""), ("størrelse;indikator;region;verdi", *rows))


def _words(number: int) -> Iterable[str]:
    """Words that can be said, from «bababa» on."""
    return map("".join, islice(product("bdfgklmnprst", "aeiouy", "bdfgklmnprst", "aeiouy", "bdfgk", "aeiouy"), number))


def written(folder: Path, text: str, data: Iterable[str]) -> Path:
    """The path of a ruleset written into a new folder, the lines of its data beside it."""
    folder.mkdir()
    lines = tuple(data)
    if lines:
        (folder / "forelopig.csv").write_text("\n".join((*lines, "")), "utf-8")
    (folder / "skala.rbf").write_text(text, "utf-8")
    return folder / "skala.rbf"
