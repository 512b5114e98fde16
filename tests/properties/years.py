"""Strategies that make whole years: a ruleset as text and observations as CSV, with what is known about them.

A year has two to eight regions, indicators with and without sub-areas, in groups or not, where more or less is better,
one to four measures (staircase, rank, line, threshold, penalty) with point shares per indicator and requirements of
both kinds. Regions are numbers here and get their names when the text is written, so that they can be renamed and
declared in another order.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from attrs import frozen
from hypothesis import strategies as st

NAMES = ("Midt", "Nord", "SørØst", "Vest", "Innlandet", "Telemark", "Ytre", "Agder")
CITED = "[regelverk 1]"
TIES = ("beste", "dårligste", "midterste")
RANK = "(rang snitt høyest først like får {} plass{} over region)"


@frozen
class Indicator:
    """An indicator: its sub-areas (one without a name, or several), group, weight, target and direction."""

    name: str
    areas: tuple[str, ...]
    group: str
    weight: int
    target: int
    lower: bool


@frozen
class Gate:
    """A requirement: on completeness (with a limit), on reporting, or on a place in the ranking."""

    kind: str
    limit: int
    lapses: bool

    def text(self, place: str) -> str:
        """The requirement as it is written; `place` is the region's place among those that count."""
        condition = {
            "complete": f"datakompletthet minst {self.limit} %",
            "reported": "rapportert er ja",
            "place": f"{place} høyst {self.limit}",
        }[self.kind]
        return f"krav {condition}, ellers {'bortfaller poengene' if self.lapses else 'ingen deler'} {CITED}"


@frozen(eq=False)
class Measure:
    """A measure: how parts come about, which indicators it applies to with which share, and what it requires."""

    name: str
    parts: str
    ties: str
    shares: Mapping[str, int]
    gates: tuple[Gate, ...]
    equally: bool
    all_count: bool

    @property
    def keeps_out(self) -> bool:
        """True if a requirement keeps regions out of the sharing."""
        return any(not gate.lapses for gate in self.gates)

    def required_place(self, gate: Gate) -> str:
        """The place that a requirement asks for; one that keeps out decides who takes part, so all count there."""
        return self.place("beste") if gate.lapses else f"{self.name}_beste"

    def place(self, ties: str) -> str:
        """The place of a region: among those taking part, or among all by a formula of its own."""
        if self.keeps_out and self.all_count:
            return f"{self.name}_{ties}"
        return RANK.format(ties, " der deltar" if self.keeps_out else "")

    @property
    def is_penalty(self) -> bool:
        """True if the measure hands out points of its own."""
        return self.parts == "penalty"


@frozen
class Year:
    """A generated year; observations are by indicator, sub-area and region number, in whole per cent."""

    regions: int
    keys: tuple[int, ...]
    appropriation: int
    points: int
    groups: Mapping[str, int]
    indicators: tuple[Indicator, ...]
    measures: tuple[Measure, ...]
    steps: tuple[tuple[int, int], ...]
    steps_down: tuple[tuple[int, int], ...]
    places: tuple[int, ...]
    achieved: Mapping[tuple[str, str, int], int]
    exact: frozenset[tuple[str, str, int]]
    complete: Mapping[tuple[str, int], int]
    reported: tuple[bool, ...]

    def key(self, region: int) -> Fraction:
        """The region's share by the key."""
        return Fraction(self.keys[region], sum(self.keys))

    def mean(self, indicator: Indicator, region: int) -> Fraction:
        """The region's mean over the sub-areas of an indicator."""
        values = [self.achieved[indicator.name, area, region] for area in indicator.areas]
        return Fraction(sum(values), 100 * len(values))

    def to_share(self, indicator: Indicator, measure: Measure) -> Fraction:
        """The points that a measure has to share for an indicator."""
        weight = Fraction(indicator.weight, 100) * Fraction(self.groups.get(indicator.group, 100), 100)
        share = 0 if measure.is_penalty else measure.shares.get(indicator.name, 0)
        return self.points * weight * Fraction(share, 100)

    # the text

    def rules(self, names: Sequence[str] = NAMES, order: Sequence[int] | None = None) -> str:
        """The ruleset with these names of the regions, declared in this order."""
        declared = order or range(self.regions)
        lines = ['regelsett RBF 2031 "År"', 'kilde regelverk "Regelverk"']
        lines += [f'region {names[at]} "Region {names[at]}"' for at in declared]
        lines += [
            f"fastsatt bevilgning = {self.appropriation} kr {CITED}",
            f"fastsatt samlet_antall_poeng = {self.points} poeng {CITED}",
            f"tabell fordelingsnøkkel per region : andel, til sammen 100 % {CITED} {{",
            *(f"    {names[at]}: {self.keys[at]} / {sum(self.keys)}" for at in declared),
            "}",
            *self._sets(),
            *self._staircases(),
            "inndata måloppnåelse per indikator, delområde, region : andel",
            "inndata datakompletthet per indikator, region : andel",
            "inndata rapportert per region : ja/nei",
            f"formel snitt per indikator, region = gjennomsnitt måloppnåelse over delområde per indikator {CITED}",
            *(line for measure in self.measures for line in (*_places(measure), *self._measure(measure))),
            self._sum_of_points(),
            *CHAIN,
        ]
        return "\n".join(lines) + "\n"

    def _sets(self) -> list[str]:
        lines = ["egenskap måltall per indikator : andel", "egenskap retning per indikator : ord"]
        if self.groups:
            lines += ["egenskap gruppevekt per gruppe : andel, til sammen 100 %"]
            lines += ["egenskap vekt per indikator : andel, til sammen 100 % per gruppe"]
            lines += [f'gruppe {name} "{name}" {{ gruppevekt {of} % {CITED} }}' for name, of in self.groups.items()]
        else:
            lines += ["egenskap vekt per indikator : andel, til sammen 100 %"]
        weight = "gruppevekt × vekt" if self.groups else "vekt"
        lines.append(f"formel å_dele per indikator = samlet_antall_poeng × {weight} {CITED}")
        for one in self.indicators:
            under = f" under {one.group}" if one.group else ""
            areas = ", ".join(f'{area} "{area}"' for area in one.areas if area)
            lines += [
                f'indikator {one.name} "{one.name}"{under} {{',
                *([f"    delområder {areas} {CITED}"] if areas else []),
                f"    vekt {one.weight} % {CITED}",
                f"    måltall {one.target} % {CITED}",
                f"    retning {'lavere' if one.lower else 'høyere'}",
                "}",
            ]
        return lines

    def _staircases(self) -> list[str]:
        up = [f"    fra {limit} % gir {gives} deler" for limit, gives in self.steps]
        down = [f"    til og med {limit} % gir {gives} deler" for limit, gives in self.steps_down]
        places = [f"    fra {place} gir {gives} deler" for place, gives in enumerate(self.places, 1)]
        return [
            f"trapp opp {CITED} {{", *up, "}",
            f"trapp ned {CITED} {{", *down, f"    over {self.steps_down[-1][0]} % gir 0 deler", "}",
            f"trapp plass {CITED} {{", *places, "}",
        ]  # fmt: skip

    def _measure(self, one: Measure) -> list[str]:
        ratio = "måloppnåelse / måltall"
        steps = f"hvis retning er lavere så ned({ratio}) ellers opp({ratio})"
        steps = steps if any(indicator.lower for indicator in self.indicators) else f"opp({ratio})"
        parts = {
            "staircase": f"sum ({steps}) over delområde per indikator",
            "rank": f"plass({one.place(one.ties)})",
            "line": "største av (0; minste av (1; (snitt − 10 %) / 60 %)) × 10 deler",
            "threshold": "hvis snitt minst 50 % så 2 deler ellers 0 deler",
            "penalty": "",
        }[one.parts]
        gates = [f"    {gate.text(one.required_place(gate))}" for gate in one.gates]
        applies = [] if len(one.shares) == len(self.indicators) else [f"    gjelder {', '.join(one.shares)} {CITED}"]
        if one.is_penalty:
            penalty = f"    poeng = hvis snitt mindre enn 20 % så −1 poeng ellers 0 poeng {CITED}"
            return [f"prestasjonsmål {one.name} {{", *applies, *gates, penalty, "}"]
        nobody = "likt" if one.equally else "bortfaller"
        return [
            f"prestasjonsmål {one.name} {{",
            f"    poengandel {CITED} {{ {'  '.join(f'{name}: {share} %' for name, share in one.shares.items())} }}",
            *applies,
            *gates,
            f"    deler = {parts} {CITED}",
            f"    poeng = fordel å_dele × poengandel mellom region etter deler, {nobody} når ingen har deler {CITED}",
            "}",
        ]

    def _sum_of_points(self) -> str:
        """All points; where there is a penalty, without it, since the sum could become zero."""
        if not any(one.is_penalty for one in self.measures):
            return f"formel poengsum per region = sum poeng over indikator, prestasjonsmål {CITED}"
        shared = " + ".join(f"{one.name}.poeng" for one in self.measures if not one.is_penalty)
        return f"formel poengsum per region = sum ({shared}) over indikator {CITED}"

    def figures(self, names: Sequence[str] = NAMES) -> str:
        """The observations with these names of the regions."""
        lines = ["størrelse;indikator;delområde;region;verdi;presisering"]
        for (indicator, area, at), value in self.achieved.items():
            exact = "nøyaktig" if (indicator, area, at) in self.exact else ""
            lines.append(f"måloppnåelse;{indicator};{area};{names[at]};{value} %;{exact}")
        lines += [f"datakompletthet;{name};;{names[at]};{value}/100;" for (name, at), value in self.complete.items()]
        lines += [f"rapportert;;;{names[at]};{'ja' if one else 'nei'};" for at, one in enumerate(self.reported)]
        return "\n".join(lines) + "\n"


CHAIN = (
    f"formel vektede_poeng per region = fordelingsnøkkel × poengsum {CITED}",
    f"formel normeringsfaktor = samlet_antall_poeng / sum vektede_poeng over region {CITED}",
    f"formel poeng_for_utbetaling per region = normeringsfaktor × vektede_poeng {CITED}",
    f"formel nøyaktig_beløp per region = bevilgning / samlet_antall_poeng × poeng_for_utbetaling {CITED}",
    "utbetaling inntekt per region = bevilgning / samlet_antall_poeng × poeng_for_utbetaling",
    f"    avrundet til hele kroner, etter største rest {CITED}",
    "kontroll sum poeng_for_utbetaling over region = samlet_antall_poeng",
    "kontroll sum inntekt over region = bevilgning",
)


def _places(one: Measure) -> list[str]:
    """The formulas that the measure reads places from where all count: one for each rule about ties it has."""
    ties = {one.place(one.ties): one.ties} if one.parts == "rank" else {}
    ties |= {one.required_place(gate): "beste" for gate in one.gates if gate.kind == "place"}
    named = {name: RANK.format(each, "") for name, each in sorted(ties.items()) if name.isidentifier()}
    return [f"formel {name} per indikator, region = {rank} {CITED}" for name, rank in named.items()]


def parts_of_a_hundred(count: int) -> st.SearchStrategy[tuple[int, ...]]:
    """So many whole numbers from 0 that add up to 100."""
    cuts = st.lists(st.integers(0, 100), min_size=count - 1, max_size=count - 1).map(sorted)
    return cuts.map(lambda at: tuple(b - a for a, b in zip([0, *at], [*at, 100], strict=True)))


@st.composite
def gates(draw: Any, regions: int) -> tuple[Gate, ...]:
    """No, one or two requirements; a place is required that not every region has."""
    places = st.integers(1, min(3, regions - 1))
    kinds = draw(st.lists(st.sampled_from(("complete", "reported", "place")), max_size=2, unique=True))
    return tuple(
        Gate(kind, draw(places if kind == "place" else st.sampled_from((40, 50, 80))), draw(st.booleans()))
        for kind in kinds
    )


@st.composite
def measures(draw: Any, indicators: Sequence[Indicator], regions: int) -> tuple[Measure, ...]:
    """One to four measures whose shares add up to 100 % for every indicator; sometimes a penalty besides."""
    count = draw(st.integers(1, 4))
    first = frozenset(one.name for one in indicators)
    names = st.sets(st.sampled_from(sorted(first)), min_size=1).map(frozenset)
    applying = [first, *(draw(st.one_of(st.just(first), names)) for _ in range(count - 1))]
    shares: list[dict[str, int]] = [{} for _ in applying]
    for one in indicators:
        these = [at for at, names in enumerate(applying) if one.name in names]
        for at, share in zip(these, draw(parts_of_a_hundred(len(these))), strict=True):
            shares[at][one.name] = share
    kinds = st.sampled_from(("staircase", "rank", "line", "threshold"))
    made = [
        Measure(f"m{at}", draw(kinds), ties, shares[at], draw(gates(regions)), draw(st.booleans()), draw(st.booleans()))
        for at in range(count)
        for ties in (draw(st.sampled_from(TIES)),)
    ]
    if draw(st.integers(0, 7)) == 0:
        lapsing = tuple(gate for gate in draw(gates(regions)) if gate.lapses)
        made.append(Measure("trekk", "penalty", "", {one.name: 0 for one in indicators}, lapsing, False, False))
    return tuple(made)


@st.composite
def indicators(draw: Any) -> tuple[dict[str, int], tuple[Indicator, ...]]:
    """Groups (none or two) with their weights, and one to four indicators."""
    count = draw(st.integers(1, 4))
    grouped = count > 1 and draw(st.booleans())
    names = [f"i{at}" for at in range(count)]
    split = draw(st.integers(1, count - 1)) if grouped else count
    members = {"g1": names[:split], "g2": names[split:]} if grouped else {"": names}
    groups = dict(zip(members, draw(parts_of_a_hundred(2)), strict=True)) if grouped else {}
    made: list[Indicator] = []
    for group, those in members.items():
        for name, weight in zip(those, draw(parts_of_a_hundred(len(those))), strict=True):
            areas = draw(st.sampled_from((("",), ("",), ("a", "b"), ("a", "b", "c"))))
            target = draw(st.sampled_from((10, 25, 50, 80)))
            made.append(Indicator(name, areas, group, weight, target, draw(st.booleans())))
    return groups, tuple(made)


def rising(limits: tuple[int, ...], results: Sequence[int]) -> tuple[tuple[int, int], ...]:
    """A staircase of these limits; what it gives rises or stays."""
    return tuple(zip(limits, sorted(results), strict=True))


@st.composite
def years(draw: Any) -> Year:
    """A whole year with its observations."""
    regions = draw(st.integers(2, 8))
    groups, made = draw(indicators())
    everywhere = range(regions)
    pool = draw(st.lists(st.sampled_from((0, 5, 10, 25, 40, 50, 80, 100)), min_size=1, max_size=4))
    cells = [(one.name, area, at) for one in made for area in one.areas for at in everywhere]
    achieved = draw(st.lists(st.sampled_from(pool), min_size=len(cells), max_size=len(cells)))
    printed = draw(st.integers(0, 3)) == 0
    thin = [(one.name, at) for one in made for at in everywhere]
    filled = draw(st.sampled_from(((100,), (39, 40, 49, 50, 79, 80, 100), (39, 40, 100), (0,))))
    complete = draw(st.lists(st.sampled_from(filled), min_size=len(thin), max_size=len(thin)))
    gives = st.lists(st.integers(0, 5), min_size=4, max_size=4)
    alike = draw(st.booleans())
    return Year(
        regions=regions,
        keys=tuple([1] * regions if alike else [draw(st.integers(1, 30)) for _ in everywhere]),
        appropriation=draw(st.one_of(st.integers(1, 40), st.integers(1, 900_000_000))),
        points=draw(st.sampled_from((7, 1_000, 100_000))),
        groups=groups,
        indicators=made,
        measures=draw(measures(made, regions)),
        steps=rising((0, 20, 60, 100), draw(gives)),
        steps_down=tuple(reversed(tuple(zip((300, 200, 120, 100), sorted(draw(gives)), strict=True)))),
        places=tuple(sorted(draw(gives), reverse=True)),
        achieved=dict(zip(cells, achieved, strict=True)),
        exact=frozenset() if printed else frozenset(cells),
        complete=dict(zip(thin, complete, strict=True)),
        reported=tuple(draw(st.lists(st.sampled_from((True, True, False)), min_size=regions, max_size=regions))),
    )
