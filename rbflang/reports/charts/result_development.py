"""The results of an indicator over several rounds or years, as a development.

Takes rounds in order, each with what the indicator is there; gives blocks. Rounds without results of it are left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from attrs import frozen

from rbflang.data.computed import Computed
from rbflang.explanation.indicator.standings_on_staircases import StandingOn, climbed_staircases
from rbflang.reports.cell_words import worded
from rbflang.reports.charts.pictures import Development, number_in
from rbflang.reports.document import Chart, Column, Table
from rbflang.reports.explain.on_the_staircase import placing_cell
from rbflang.reports.titles import called, round_title, spoken
from rbflang.reports.typed_cells import DASH, Cell, Phrase
from rbflang.ruleset.model import Member
from rbflang.wording import Voice

MOST_LINES = 20


@frozen(eq=False)
class IndicatorRound:
    """A computed round, and which of its indicators is told of."""

    computed: Computed
    indicator: Member


def result_development(rounds: Sequence[IndicatorRound], say: Voice) -> Iterator[Chart]:
    """A chart for each sub-area that has results in several rounds; the first round is the oldest."""
    name = called(rounds[-1].indicator, say) if rounds else ""
    found = [(_round_name(one, name, say), _results(one)) for one in rounds]
    for subarea in dict.fromkeys(area for _, results in found for area in results):
        of_area = [(told, results[subarea]) for told, results in found if subarea in results]
        if len(of_area) > 1:
            title = ", ".join(filter(None, (name, subarea)))
            yield from _chart(title, of_area, say)


def _round_name(one: IndicatorRound, name: str, say: Voice) -> str:
    """The ruleset and the round, and what the indicator was called there where that was something else."""
    own = called(one.indicator, say)
    told = f"{one.computed.checked.ruleset.title}, {round_title(one.computed, say)}"
    return told if own == name else f"{told} ({own})"


Results = Mapping[str, StandingOn]


def _results(one: IndicatorRound) -> dict[str, dict[str, StandingOn]]:
    """The results by sub-area and payee: those against a target, else those of the last staircase."""
    climbed = [each for each in climbed_staircases(one.computed) if each.indicator.name == one.indicator.name]
    against = [each for each in climbed if each.standings[0].placing.has_target]
    return {each.subarea: {own.payee.name: own for own in each.standings} for each in against or climbed}


def _chart(title: str, rounds: Sequence[tuple[str, Results]], say: Voice) -> Iterator[Chart]:
    """The lines of those who are in the last round."""
    last = rounds[-1][1]
    if len(last) > MOST_LINES:
        return
    lines = [(called(own.payee, say), tuple(_cell(results.get(name)) for _, results in rounds))
             for name, own in last.items()]  # fmt: skip
    names = tuple(name for name, _ in rounds)
    table = Table((Column("", "left"), *map(Column, names)), tuple((Phrase(label), *cells) for label, cells in lines))
    note = say("Alle linjer begynner på null og har samme målestokk. Resultatene er slik de er trykt.",
               "All lines begin at zero and have one scale. Results are as they are printed.")  # fmt: skip
    moved = [(spoken(own.payee, say), cells) for own, (_, cells) in zip(last.values(), lines, strict=True)]
    yield Chart(development_sentence(title, moved, say), Development(names, tuple(lines)), table, note)


def _cell(one: StandingOn | None) -> Cell:
    return DASH if one is None else placing_cell(one.placing)


def development_sentence(title: str, lines: Sequence[tuple[str, Sequence[Cell]]], say: Voice) -> str:
    """Whose result rose most from the first to the last; nobody is named where somebody's are not both known."""
    ends = [(name, cells[0], cells[-1], number_in(cells[0]), number_in(cells[-1])) for name, cells in lines]
    known = [(after - before, name, first, last) for name, first, last, before, after in ends
             if before is not None and after is not None]  # fmt: skip
    if len(known) < len(lines):
        return say(f"{title}: Slik har resultatene utviklet seg.", f"{title}: How the results developed.")
    most = max(change for change, *_ in known)
    names = [name for change, name, *_ in known if change == most]
    if most <= 0:
        return say(f"{title}: Ingen har økt.", f"{title}: None has risen.")
    if len(names) > 1:
        return say(f"{title}: {say.listing(names)} har økt mest.", f"{title}: {say.listing(names)} have risen most.")
    first, last = next((worded(one, say.language), worded(other, say.language))
                       for change, _, one, other in known if change == most)  # fmt: skip
    return say(f"{title}: {names[0]} har økt mest, fra {first} til {last}.",
               f"{title}: {names[0]} has risen most, from {first} to {last}.")  # fmt: skip
