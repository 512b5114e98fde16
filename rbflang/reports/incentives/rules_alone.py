"""The report of `incentives` where no results are known: what the rules alone say.

Takes the limits of rules, gives a document; its data are the contract «rbflang.incentive_limits/1».
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from rbflang.explanation.indicator.climbed import main_measure
from rbflang.questions.limits_of_rules import LimitsOfRules, StepsOfIndicator
from rbflang.reports.cell_words import worded
from rbflang.reports.document import Block, Column, Document, Heading, Notes, Paragraph, Table
from rbflang.reports.explain.on_the_staircase import bound_cell
from rbflang.reports.titles import called, measure_title, title
from rbflang.reports.typed_cells import BLANK, Cell, Phrase, share_cell
from rbflang.ruleset.model import SUBAREA
from rbflang.wording import Voice, lowered

SCHEMA = "rbflang.incentive_limits/1"


def rules_alone(found: LimitsOfRules, language: str = "nb") -> Document:
    """Where the steps of each indicator begin, and what cannot move a payout."""
    say = Voice(language, 0, found.computed.checked.ruleset.currency)
    model = found.computed.checked.ruleset.title
    headline = say(
        f"Hva reglene i {model} alene sier om små endringer. Hva de er verdt, avhenger av alles resultater.",
        f"What the rules of {model} alone say of small changes. What they are worth hangs on everybody's results.",
    )
    return Document(headline, tuple(_blocks(found, say)), lambda: _data(found), language=language)


def _blocks(found: LimitsOfRules, say: Voice) -> Iterator[Block]:
    main = main_measure(found.computed)
    for measure in dict.fromkeys(one.measure for one in found.steps):
        own = [one for one in found.steps if one.measure is measure]
        name = say.quoted(measure_title(measure, say)) if measure is not main or len(own) < len(found.steps) else ""
        of = f" {say('i', 'of')} {name}" if name else ""
        yield Heading(say(f"Hvor trinnene begynner{of}", f"Where the steps{of} begin"))
        yield _limits(own, found, say)
    told = tuple(_findings(found, say))
    if told:
        yield Heading(say("Funn", "Findings"))
        yield Notes(told, hanging=2)
    yield Paragraph(
        say("Gi resultater med --data, så vises hva hver grense er verdt i " + say.in_many + ".",
            "Give results with --data to see what each limit is worth in " + say.in_many + ".")
    )  # fmt: skip


def _name(one: StepsOfIndicator, found: LimitsOfRules, say: Voice) -> str:
    areas = found.computed.checked.ruleset.sets.get(SUBAREA)
    inside = called(areas[one.subarea], say) if areas and one.subarea else ""
    beside = {each.result.name for each in found.steps if _place(each) == _place(one)}
    result = lowered(title(one.result, say)) if len(beside) > 1 else ""
    return ", ".join(filter(None, (called(one.indicator, say), inside, result)))


def _place(one: StepsOfIndicator) -> tuple[str, str, str]:
    return one.measure.name, one.indicator.name, one.subarea


def _limits(steps: list[StepsOfIndicator], found: LimitsOfRules, say: Voice) -> Table:
    columns = (
        Column("", "left"), Column(say("Vekt", "Weight")), Column(say("Måltall", "Target")),
        Column(say("Trinn fra", "Steps from"), "left"),
    )  # fmt: skip
    rows: list[tuple[Cell, ...]] = [
        (Phrase(_name(one, found, say)), BLANK if one.weight is None else share_cell(one.weight),
         BLANK if one.target is None else bound_cell(one.target, one.unit),
         Phrase(" · ".join(worded(bound_cell(limit, one.unit), say.language) for limit in one.steps)))
        for one in steps
    ]  # fmt: skip
    return Table(columns, tuple(rows)).without_empty_columns()


def _findings(found: LimitsOfRules, say: Voice) -> Iterator[str]:
    if not found.steps:
        yield say("Ingen trapp har grenser som er de samme hva enn resultatene er.",
                  "No staircase has limits that are the same whatever the results are.")  # fmt: skip
    for one in found.steps:
        if one.out_of_reach:
            limits = say.listing([worded(bound_cell(limit, one.unit), say.language) for limit in one.out_of_reach])
            name = _name(one, found, say)
            yield say(f"Ingen kan nå trinnet fra {limits} for {name}.",
                      f"Nobody can reach the step from {limits} of {name}.")  # fmt: skip
    still = [one for one in found.steps if one.weight == 0]
    if still:
        names = say.listing([_name(one, found, say) for one in still])
        yield say(f"Indikatorer med vekt 0 flytter ingen utbetaling: {names}.",
                  f"Indicators with a weight of 0 move no payout: {names}.")  # fmt: skip
    if found.unused:
        names = say.listing([say.quoted(title(one, say)) for one in found.unused])
        yield say(f"Utbetalingene hviler ikke på {names}.", f"No payout rests on {names}.")
    if found.is_never_costly:
        yield say("Ingen taper på å bli bedre. Det er bevist for alle data, før avrunding.",
                  "Nobody loses by getting better. That is proved for all data, before rounding.")  # fmt: skip
    elif found.claims:
        yield say("Det er ikke bevist at ingen taper på å bli bedre.",
                  "It is not proved that nobody loses by getting better.")  # fmt: skip


def _data(found: LimitsOfRules) -> dict[str, Any]:
    return {
        "schema": SCHEMA,
        "ruleset": found.computed.checked.ruleset.name,
        "steps": [
            {
                "measure": one.measure.name,
                "indicator": one.indicator.name,
                "subarea": one.subarea or None,
                "weight": _exact(one.weight),
                "target": _exact(one.target),
                "result": one.result.name,
                "limits": [str(limit) for limit in one.steps],
                "out_of_reach": [str(limit) for limit in one.out_of_reach],
            }
            for one in found.steps
        ],
        "unused": [one.name for one in found.unused],
        "never_costly": found.is_never_costly,
    }


def _exact(value: Fraction | None) -> str | None:
    return None if value is None else str(value)
