"""Small rulesets of any shape, with figures that are zero, missing or on a limit: what a report must be ready for.

With and without measures, indicators, sub-areas, points and staircases; with tables and properties that give some cells
nothing, or take a value from the indicator; paid to regions, to trusts or to members of a
set of one's own; with formulas beside the payout that divide by what may be nothing. A draw is a text, and the rows of
two rounds.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from attrs import frozen
from hypothesis import strategies as st

Draw = Callable[[st.SearchStrategy[str]], str]

SHARES = ("0 %", "0,0 %", "50 %", "10 %", "49,9 %", "100 %", "80 %", "33,3 %", "")
NAMES = ("Nord", "Vest", "Øst")
PAYEES = ("region", "foretak", "sykehus")


@frozen
class OddRuleset:
    """A text, those it pays, its indicators and measures, and the figures of two rounds."""

    text: str
    payees: tuple[str, ...]
    indicators: tuple[str, ...]
    measures: tuple[str, ...]
    provisional: str
    final: str


@st.composite
def odd_rulesets(draw: Draw) -> OddRuleset:
    """Any of them."""
    indicators = ("a", "b", "c")[: _whole(draw, 0, 3)]
    count = _whole(draw, 0, 2)
    has_subareas = bool(indicators) and _perhaps(draw)
    payee = _any(draw, *PAYEES) if count else PAYEES[0]
    payees = NAMES[: _whole(draw, 1, 3)]
    lower = "indikator, delområde" if has_subareas else "indikator" if indicators else ""
    per = ", ".join(filter(None, (lower, payee)))
    has_weights = bool(indicators) and _perhaps(draw)
    measures = tuple(_measures(draw, payee, count, has_subareas))
    lines = [
        'regelsett RBF 2031 "Prøve"',
        'kilde r "Regelverk"',
        'fordeling foreløpig "Foreløpig fordeling" [r 1]',
        'fordeling endelig "Endelig fordeling" [r 1]',
        *_members(payee, payees),
        *_indicators(draw, indicators, has_weights, has_subareas),
        f"fastsatt ramme = {_any(draw, '1 000 kr', '10 kr', '0 kr')} [r 1]",
        "fastsatt p = 100 poeng [r 1]",
        f"tabell nøkkel per {payee} : andel [r 1] {{ {_key(draw, payees)} }}",
        f"tabell tillegg per {payee} : andel, valgfri [r 1] {{ {_some(draw, payees)} }}",
        *_limits(draw, indicators, has_subareas),
        f"inndata i_fjor per {per} : andel, valgfri",
        f"inndata res per {per} : andel",
        f"inndata forrige per {payee} : kr",
        "trapp t [r 1] { fra 0 % gir 0 deler fra 50 % gir 1 del fra 80 % gir 2 deler }",
        *(text for _, text in measures),
        *_payout(draw, payee, lower, bool(measures), has_weights),
        *_beside(draw, payee, lower),
    ]
    text = "\n".join(lines) + "\n"
    used = tuple(name for name in ("res", "i_fjor", "forrige") if len(re.findall(rf"\b{name}\b", text)) > 1)
    cells = [(one, area) for one in indicators or ("",) for area in (("PHV", "TSB") if has_subareas else ("",))]
    provisional, final = (_figures(draw, payee, payees, cells, used) for _ in range(2))
    return OddRuleset(text, payees, indicators, tuple(name for name, _ in measures), provisional, final)


def _any(draw: Draw, *choices: str) -> str:
    return draw(st.sampled_from(choices))


def _perhaps(draw: Draw) -> bool:
    return _any(draw, "no", "yes") == "yes"


def _whole(draw: Draw, least: int, most: int) -> int:
    return int(_any(draw, *map(str, range(least, most + 1))))


def _members(payee: str, payees: Sequence[str]) -> Iterator[str]:
    if payee == "sykehus":
        yield f'inndeling sykehus "Sykehus" {{ {" ".join(payees)} }}'
    elif payee == "foretak":
        yield 'region Hele "Hele landet"'
        yield from (f'foretak {name} "{name} HF" under Hele' for name in payees)
    else:
        yield from (f'region {name} "Helse {name}"' for name in payees)


def _limits(draw: Draw, indicators: Sequence[str], has_subareas: bool) -> Iterator[str]:
    """A floor that need not be given and a ceiling that is: at each sub-area, at the indicator above, or alone."""
    if not indicators:
        yield f"fastsatt gulv : andel, valgfri = {_any(draw, '–', '10 %')} [r 1]"
        yield "fastsatt tak = 80 % [r 1]"
        return
    per = "indikator, delområde" if has_subareas else "indikator"
    yield f"egenskap gulv per {per} : andel, valgfri"
    yield f"egenskap tak per {per} : andel fra 1 % til 100 %"


def _of_limits(draw: Draw, is_above: bool) -> str:
    """The limits of an indicator or a sub-area; below an indicator that has a ceiling none is needed."""
    floor = _any(draw, "", "gulv – ", "gulv 10 % [r 1] ", "gulv 0 % [r 1] ")
    ceiling = "tak 80 % [r 1]" if is_above else _any(draw, "", "tak – ", "tak 50 % [r 1]")
    return floor + ceiling


def _indicators(draw: Draw, indicators: Sequence[str], has_weights: bool, has_subareas: bool) -> Iterator[str]:
    """The indicators, with weights and targets and sub-areas, or with none of them."""
    if has_weights:
        yield "egenskap vekt per indikator : andel, til sammen 100 %"
        yield "egenskap mål per indikator : andel"
    weights = {0: (), 1: ("100 %",), 2: ("100 %", "0 %"), 3: ("60 %", "40 %", "0 %")}[len(indicators)]
    for name, weight in zip(indicators, weights, strict=True):
        own = f"vekt {weight} [r 1] mål {_any(draw, '50 %', '5 %')} [r 1]" if has_weights else ""
        phv, tsb = (_of_limits(draw, False) for _ in range(2))
        areas = f'delområder PHV "PHV" {{ {phv} }}, TSB "TSB" {{ {tsb} }}' if has_subareas else ""
        yield f'indikator {name} "{name.upper()}" {{ {own} {_of_limits(draw, True)} {areas} }}'


def _key(draw: Draw, payees: Sequence[str]) -> str:
    return " ".join(f"{name}: {_any(draw, '0 %', '50 %', '33 %', '100 %')}" for name in payees)


def _some(draw: Draw, payees: Sequence[str]) -> str:
    return " ".join(one for name in payees if (one := _any(draw, "", f"{name}: –", f"{name}: 10 %", f"{name}: 0 %")))


PARTS = (
    "hvis finnes(gulv) så (hvis res minst gulv så t(res / tak) ellers 0 deler) ellers 1 del", "t(res / tak)",
    "t(res)", "t(res / 80 %)", "res × 1 del", "hvis finnes(i_fjor) så t(største av (0 %; res − i_fjor)) ellers 0 deler",
    "hvis finnes(res) så 1 del ellers 0 deler", "hvis res minst 50 % så 1 del / (res / 50 %) ellers 0 deler",
    "hvis (rang res høyest først like får beste plass der finnes(res) over {payee}) er 1 så 1 del ellers 0 deler",
    "1 del",
)  # fmt: skip
GATES = (
    "", "", "krav {res} minst 50 %, ellers ingen deler [r 1]",
    "krav {res} minst 50 %, ellers bortfaller poengene [r 1]",
)  # fmt: skip
NOBODY = (", likt når ingen har deler", ", bortfaller når ingen har deler")
OWN_POINTS = (
    "hvis {res} minst 50 % så 10 poeng ellers 0 poeng", "10 poeng × {res}", "−1 × 10 poeng",
    "10 poeng / ({res} / 10 %)",
)  # fmt: skip


def _measures(draw: Draw, payee: str, count: int, has_subareas: bool) -> Iterator[tuple[str, str]]:
    """So many measures, with shares that add up; others than regions are paid by sharings alone."""
    kinds = [_any(draw, "shared", "shared", "own") if payee == "region" else "shared" for _ in range(count)]
    res = "(gjennomsnitt res over delområde per indikator)" if has_subareas else "res"
    for name, kind in zip(("best", "andre"), kinds, strict=False):
        share = "100 %" if kinds.count("shared") == 1 else "60 %" if name == "best" else "40 %"
        gate = _any(draw, *GATES).format(res=res)
        head = f'prestasjonsmål {name} "Mål {name}" {{'
        if kind == "own":
            own = gate if "ingen deler" not in gate else ""
            yield name, f"{head} {own} poeng = {_any(draw, *OWN_POINTS).format(res=res)} [r 1] }}"
            continue
        parts = _any(draw, *PARTS).format(payee=payee)
        if has_subareas and "res" in parts:
            parts = f"sum ({parts}) over delområde per indikator"
        yield (
            name,
            f"{head} poengandel {share} [r 1] {gate} deler = {parts} [r 1] "
            f"poeng = fordel p × poengandel mellom {payee} etter deler{_any(draw, *NOBODY)} [r 1] }}",
        )


def _payout(draw: Draw, payee: str, lower: str, has_measures: bool, has_weights: bool) -> list[str]:
    """The payout and what it is made of: by points, or by figures alone."""
    rounding = f"avrundet til hele kroner, {_any(draw, 'halve opp', 'nedover')} [r 1]"
    summed = f"(sum res over {lower.rpartition(', ')[2] or lower})" if lower else "res"
    plain = [
        f"ramme × {summed}", f"ramme × nøkkel × {summed}", "hvis finnes(forrige) så forrige ellers ramme",
        f"ramme × {summed} / (sum res over {', '.join(filter(None, (payee, lower.rpartition(', ')[2])))})",
        "ramme × nøkkel", f"hvis {summed} minst 50 % så ramme ellers 0 kr",
        "ramme × nøkkel × (hvis finnes(tillegg) så 100 % + tillegg ellers 100 %)",
    ]  # fmt: skip
    if has_weights and lower == "indikator":
        plain.append("ramme × (sum res × vekt over indikator)")
        plain.append("ramme × (sum minste av (100 %; res / mål) × vekt over indikator)")
    if not has_measures or _any(draw, "points", "points", "plain") == "plain":
        return [f"utbetaling inntekt per {payee} = {_any(draw, *plain)} [r 1] {rounding}"]
    over = "indikator, prestasjonsmål" if lower else "prestasjonsmål"
    head = [f"formel poengsum per {payee} = sum poeng over {over} [r 1]", "formel poengverdi = ramme / p [r 1]"]
    if lower:
        head.append(f"formel poeng_i_alt per indikator, {payee} = sum poeng over prestasjonsmål [r 1]")
    ways = (
        ("utbetaling inntekt per {0} = poengsum × poengverdi [r 1] {1}",),
        (
            "formel vektede per {0} = nøkkel × poengsum [r 1]",
            "formel faktor = p / sum vektede over {0} [r 1]",
            "formel til_betaling per {0} = faktor × vektede [r 1]",
            "utbetaling inntekt per {0} = poengverdi × til_betaling [r 1] {1}",
        ),
        ("utbetaling inntekt per {0} = hvis poengsum minst 10 poeng så ramme × poengsum / p ellers 0 kr [r 1] {1}",),
    )
    way = ways[_whole(draw, 0, 2)]
    return [*head, *(line.format(payee, rounding) for line in way)]


BESIDE = (
    "formel endring per {0} = inntekt − forrige [r 1]",
    "formel endring_andel per {0} = endring / forrige [r 1]",
    "formel andel_av_ramme per {0} = inntekt / ramme [r 1]",
    "formel etter_nøkkelen per {0} = ramme × nøkkel [r 1]",
    "formel mot_nøkkelen per {0} = inntekt − etter_nøkkelen [r 1]",
    "formel mot_nøkkelen_andel per {0} = mot_nøkkelen / etter_nøkkelen [r 1]",
    "formel høyeste_tillegg = største tillegg der finnes(tillegg) over {0} [r 1]",
    "formel uten_tillegg per {0} = hvis finnes(tillegg) så 0 kr ellers ramme × nøkkel [r 1]",
    "formel snitt = ramme / (antall der forrige mer enn 7 kr over {0}) [r 1]",
)
OF_INDICATORS = (
    "formel kroner per {1}, {0} = ramme × res [r 1]",
    "formel fjorår per {1}, {0} = hvis finnes(i_fjor) så ramme × i_fjor ellers 0 kr [r 1]",
    "formel vekst per {1}, {0} = hvis finnes(i_fjor) så ramme × res / i_fjor ellers 0 kr [r 1]",
    "formel over_gulvet per {1}, {0} = hvis finnes(gulv) så (res − gulv) / tak ellers res / tak [r 1]",
    "formel middel per {1} = gjennomsnitt res der finnes(i_fjor) over {0} [r 1]",
)


def _beside(draw: Draw, payee: str, lower: str) -> Iterator[str]:
    """Formulas that nothing is paid by; some read others, which come with them."""
    chosen = [line for line in BESIDE if _perhaps(draw)]
    for at, read in ((5, 4), (4, 3), (1, 0)):
        if BESIDE[at] in chosen and BESIDE[read] not in chosen:
            chosen.append(BESIDE[read])
    chosen += [line for line in OF_INDICATORS if lower and _perhaps(draw)]
    yield from (line.format(payee, lower) for line in chosen)
    if _perhaps(draw):
        yield f'kontrollberegning "Prøve" {{ formel prøve per {payee} = forrige / nøkkel [r 1] }}'


def _figures(
    draw: Draw, payee: str, payees: Sequence[str], cells: Sequence[tuple[str, str]], used: Sequence[str]
) -> str:
    """The rows of a round: of what is read somewhere, with zeros, and with cells that are not given."""
    rows = [f"størrelse;indikator;delområde;{payee};verdi"]
    may_miss = _any(draw, "no", "no", "yes") == "yes"
    for name in (one for one in used if one != "forrige"):
        shares = SHARES if may_miss or name == "i_fjor" else SHARES[:-1]
        for indicator, area in cells:
            given = [(member, _any(draw, *shares)) for member in payees]
            rows += [f"{name};{indicator};{area};{member};{value}" for member, value in given if value]
    for member in payees if "forrige" in used else ():
        value = _any(draw, "0 kr", "100 kr", "100 kr", "" if may_miss else "7 kr")
        rows += [f"forrige;;;{member};{value}"] if value else []
    return "\n".join(rows) + "\n"
