"""The report of `simulate`: how likely each step is, and how the payouts are distributed.

Takes a computed ruleset, how its figures were drawn and what came of it; its data are «rbflang.simulation/1».
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from typing import Any

from rbflang.batch.draws import Anywhere, Draw, OfACount, SaidBy, WithinABound
from rbflang.batch.lowering import Given
from rbflang.batch.simulation import PERCENTILES, Distribution, Simulation, StepChances
from rbflang.data.computed import Computed
from rbflang.explanation.paid import as_data, currency_data, paid_decimals, paying_voice
from rbflang.failures.unpayable import SUM_NOT_WHOLE
from rbflang.graph.domain import Key
from rbflang.graph.nodes import Staircase
from rbflang.reports.document import Block, Column, Document, Heading, Notes, Paragraph, Table, Verbatim
from rbflang.reports.foot import foot
from rbflang.reports.payees import payee_called
from rbflang.reports.titles import called, notice, round_title
from rbflang.reports.typed_cells import Cell, Phrase, count_cell, paid_cell, share_cell
from rbflang.ruleset.model import SUBAREA
from rbflang.ruleset.staircases import result_unit
from rbflang.ruleset.unit_words import shown
from rbflang.syntax.vocabulary import written_name
from rbflang.wording import Voice, Words, decimals_that_tell

SCHEMA = "rbflang.simulation/1"
LEVELS = "▁▂▃▄▅▆▇█"
CHANCE_DECIMALS = 2
NARROW = 78
"""The width of a narrow page, within its margin."""
Draws = Mapping[Given, Draw]


def simulation_report(computed: Computed, draws: Draws, found: Simulation, language: str = "nb") -> Document:
    """How the payouts are distributed, and how likely each step is."""
    say = paying_voice(language, computed)
    count = say.number(Fraction(found.count))
    name = f"{computed.checked.ruleset.title}, {round_title(computed, say)}"
    return Document(
        say(f"{name}, {count} trekninger", f"{name}, {count} draws"),
        tuple(_blocks(computed, draws, found, say)),
        _data(computed, draws, found),
        notice(computed, say),
        foot(say, computed),
        language,
    )


def _blocks(computed: Computed, draws: Draws, found: Simulation, say: Voice) -> Iterator[Block]:
    yield Paragraph(_drawn(draws, say))
    if found.payouts:
        yield Heading(say("Hva hver får", "What each is paid"))
        yield _payouts(computed, found, say)
        yield Verbatim(tuple(_pictures(computed, found, say)))
    uncertain = [one for one in found.steps if len(one.results) > 1]
    if found.steps:
        yield Heading(say("Hvor sannsynlig hvert trinn er", "How likely each step is"))
    if uncertain:
        yield _steps(computed, uncertain, found.count, say)
    elif found.steps:
        yield Paragraph(
            say("Alle står på samme trinn i hver trekning.", "Everybody stands on the same step in every draw.")
        )
    yield Notes((*_notes(found, say), *_not_whole(computed, draws, found, say)))


def _kinds(draws: Draws) -> Mapping[str, int]:
    """How many figures are drawn: among what prints alike, within a bound that is all that is known (of counts apart),
    from a given interval, and from counts."""
    said = [one.said_by for one in draws.values() if isinstance(one, Anywhere)]
    return {
        "printed": said.count(SaidBy.PRINT),
        "bounds": said.count(SaidBy.BOUND),
        "whole_bounds": sum(isinstance(one, WithinABound) for one in draws.values()),
        "intervals": said.count(SaidBy.RANGE),
        "counts": sum(isinstance(one, OfACount) for one in draws.values()),
    }


HOW_DRAWN = {
    "printed": Words("blant alle tall som trykkes likt", "among all that print alike"),
    "bounds": Words("blant alle tall innenfor grensen som er kjent", "among all within the bound that is known"),
    "whole_bounds": Words(
        "blant de hele antallene innenfor grensen som er kjent", "among the whole counts within the bound that is known"
    ),
    "intervals": Words("fra et oppgitt intervall", "from a given interval"),
    "counts": Words("etter teller og nevner", "by numerator and denominator"),
}


def _drawn(draws: Draws, say: Voice) -> str:
    """How many figures are drawn, and among what."""
    found = {kind: times for kind, times in _kinds(draws).items() if times}
    count = sum(found.values())
    lead = say(
        f"I hver trekning er {count} tall trukket, uavhengig av hverandre",
        f"In each draw {count} figures are drawn, independently of each other",
    )
    if list(found) == ["printed"]:
        return f"{lead}, {HOW_DRAWN['printed'].say(say.language)}."
    told = [f"{times} {HOW_DRAWN[kind].say(say.language)}" for kind, times in found.items()]
    return f"{lead}: {say.listing(told)}."


def _payouts(computed: Computed, found: Simulation, say: Voice) -> Table:
    middle = say("Median", "Median")
    columns = (
        Column("", "left"), Column(say("Nå", "Now"), drop=3), Column(say("Minst", "Least"), drop=1),
        *(Column(middle if each == 50 else say(f"{each} %", f"{each}%")) for each in PERCENTILES),
        Column(say("Størst", "Greatest"), drop=1), Column(say("Snitt", "Mean"), drop=2),
    )  # fmt: skip
    return Table(columns, tuple(_payout(computed, key, one, say) for key, one in found.payouts.items()))


def _payout(computed: Computed, key: Key, one: Distribution, say: Voice) -> tuple[Cell, ...]:
    amounts = (one.now, one.least, *one.percentiles.values(), one.greatest, one.mean)
    return (Phrase(payee_called(computed, key, say)), *(paid_cell(each, say) for each in amounts))


def _pictures(computed: Computed, found: Simulation, say: Voice) -> Iterator[str]:
    """A line for each who is paid: how many draws lie where, between the least and the greatest amount.

    Where names are too long to stand beside them, each stands above its own.
    """
    before = max(len(say.paid(one.least)) for one in found.payouts.values())
    lines = [
        (payee_called(computed, key, say), f"{say.paid(one.least):>{before}}{_bars(one, say)}")
        for key, one in found.payouts.items()
    ]
    beside = max(len(name) for name, _ in lines)
    is_beside = beside + 2 + max(len(line) for _, line in lines) <= NARROW
    for name, line in lines:
        yield from (f"{name:<{beside}}  {line}",) if is_beside else (name, f"  {line}")


def _bars(one: Distribution, say: Voice) -> str:
    """How many draws lie where, and the greatest amount; nothing where all draws give the same."""
    if len(one.bars) < 2:
        return ""
    most = max(one.bars)
    bars = "".join(LEVELS[-(-each * (len(LEVELS) - 1) // most)] if each else " " for each in one.bars)
    return f" {bars} {say.paid(one.greatest)}"


def _steps(computed: Computed, uncertain: list[StepChances], count: int, say: Voice) -> Table:
    rows = []
    decimals = chance_decimals(Fraction(times, count) for one in uncertain for times in one.results.values())
    for one in uncertain:
        label = step_called(computed, one, say)
        for number, (result, times) in enumerate(one.results.items()):
            chance = share_cell(Fraction(times, count), decimals)
            rows.append(
                (Phrase("" if number else label), _result(computed, one, result, say), chance, count_cell(times))
            )
    columns = (
        Column("", "left"), Column(say("Trinnet gir", "The step gives")), Column(say("Sannsynlighet", "Probability")),
        Column(say("Trekninger", "Draws"), drop=1),
    )  # fmt: skip
    return Table(columns, tuple(rows))


def chance_decimals(chances: Iterable[Fraction]) -> int:
    """So many decimals of per cent that nothing is shown as certain, or as impossible, that is not."""
    nearest = min((min(one, 1 - one) for one in chances if 0 < one < 1), default=Fraction(1))
    return decimals_that_tell(100 - nearest * 100, lambda shown: shown < 100, CHANCE_DECIMALS)


def step_called(computed: Computed, one: StepChances, say: Voice) -> str:
    """Whose step it is, as tables name them: `Epikriser sendt innen 1 dag PHV, Vest`."""
    node, at = one.place
    assert isinstance(node, Staircase)
    sets, key = computed.checked.ruleset.sets, dict(zip(node.domain.sets, node.domain.keys[at], strict=True))
    below = {sets[name].above for name in key if name != SUBAREA}
    told = ""
    for name, member in key.items():
        if member and name not in below:
            text = member if name == SUBAREA else called(sets[name][member], say)
            told += (" " if name == SUBAREA else ", ") * bool(told) + text
    return told or node.name


def _result(computed: Computed, one: StepChances, result: Fraction, say: Voice) -> Cell:
    node = one.place[0]
    assert isinstance(node, Staircase)
    return Phrase(shown(result, result_unit(computed.checked.ruleset.staircases[node.name])).say(say.language))


def _notes(found: Simulation, say: Voice) -> Iterator[str]:
    if any(len(one.results) > 1 for one in found.steps):
        widest = say.percent(_widest(found.count), 2).replace("%", "").strip()
        yield say(
            f"Sannsynlighetene er andeler av trekningene. Andre trekninger ville sjelden flyttet dem mer enn {widest} "
            "prosentpoeng.",
            f"The probabilities are shares of the draws. Other draws would rarely move them by more than {widest} "
            "percentage points.",
        )
    yield say(
        f"De samme trekningene gjøres igjen med --seed {found.seed}.",
        f"The same draws are made again by --seed {found.seed}.",
    )
    if found.unpaid:
        count = say.number(Fraction(found.unpaid))
        yield say(
            f"I {count} trekninger kan utbetalingen ikke regnes ut. De er ikke med i beløpene.",
            f"In {count} draws the payout cannot be computed. They are not among the amounts.",
        )
        for fault in found.why[:1]:
            yield say(f"I den første av dem: {fault.title.nb}.", f"In the first of them: {fault.title.en}.")


def _not_whole(computed: Computed, draws: Draws, found: Simulation, say: Voice) -> Iterator[str]:
    """How amounts that are exact are kept from being drawn, where what is drawn leaves no whole sum to hand out."""
    if _kinds(draws)["printed"] and any(one.kind is SUM_NOT_WHOLE for one in found.why[:1]):
        exact = "exact" if computed.checked.ruleset.tree.language == "en" else "nøyaktig"
        yield say(
            f"Tall som er nøyaktige slik de er skrevet, trekkes ikke når det står «{exact}» bak enheten i regelsettet.",
            f"Figures that are exact as they are written are not drawn where “{exact}” stands behind the unit in the "
            "ruleset.",
        )


def _widest(count: int) -> Fraction:
    """Two standard deviations of the share of an event that is as likely as not, rounded up to so many decimals."""
    step = 10 ** (CHANCE_DECIMALS + 2)
    least = next(each for each in range(1, step + 1) if each * each * count >= step * step)
    return Fraction(least, step)


# the contract


def _data(computed: Computed, draws: Draws, found: Simulation) -> Mapping[str, Any]:
    decimals = paid_decimals(computed)
    kinds = _kinds(draws)

    def payout(one: Distribution) -> dict[str, Any]:
        return {
            "now": None if one.now is None else as_data(one.now, decimals),
            "least": as_data(one.least, decimals),
            "greatest": as_data(one.greatest, decimals),
            "mean": str(one.mean),
            "percentiles": {str(each): as_data(amount, decimals) for each, amount in one.percentiles.items()},
            "bars": list(one.bars),
        }

    return {
        "schema": SCHEMA,
        "ruleset": computed.checked.ruleset.name,
        "round": computed.written_round,
        "synthetic": computed.is_synthetic,
        "currency": currency_data(computed.checked.ruleset.currency),
        "draws": found.count,
        "seed": found.seed,
        "drawn": {
            "printed": kinds["printed"],
            "bounds": kinds["bounds"] + kinds["whole_bounds"],
            "intervals": kinds["intervals"],
            "counts": kinds["counts"],
        },
        "unpaid": found.unpaid,
        "payouts": {".".join(key): payout(one) for key, one in found.payouts.items()},
        "steps": [_step_data(one, computed.checked.ruleset.tree.language) for one in found.steps],
    }


def _step_data(one: StepChances, language: str) -> dict[str, Any]:
    node, at = one.place
    assert isinstance(node, Staircase)
    members = zip(node.domain.sets, node.domain.keys[at], strict=True)
    return {
        "staircase": node.name,
        "members": {written_name(name, language): member for name, member in members},
        "results": [{"result": str(result), "draws": times} for result, times in one.results.items()],
    }
