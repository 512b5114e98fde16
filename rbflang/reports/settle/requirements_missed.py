"""The requirements that are not met in one of two rounds, or in both: why other parts may give no more.

Takes a settlement, gives a table of one who is paid or of all, and what follows. It computes nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from attrs import frozen

from rbflang.explanation.indicator.indicator_rows import IndicatorRow
from rbflang.questions.settlement import Settlement
from rbflang.reports.document import Block, Column, Heading, Paragraph, Table
from rbflang.reports.explain.indicator_table import gate_words
from rbflang.reports.settle.settlement_words import begun, rounds_of
from rbflang.reports.titles import called, definite_measure
from rbflang.reports.typed_cells import Cell, phrases
from rbflang.ruleset.model import Gate, Measure, Member
from rbflang.wording import Voice


@frozen(eq=False, repr=False)
class MissedRequirement:
    """A requirement of a measure that a region does not meet for an indicator, and whether it is met in each round."""

    indicator: Member
    region: Member
    measure: Measure
    gate: Gate
    met: tuple[bool, bool]


def requirements_missed(
    found: Settlement, say: Voice, payees: Sequence[Member] = (), indicators: Sequence[Member] = ()
) -> Iterator[Block]:
    """A line for each requirement that is not met in one of the rounds, where it bears on what changed."""
    regions, chosen = payees or found.regions, [one.name for one in indicators or found.indicators]
    missed = [one for region in regions for one in _missed(found, region) if one.indicator.name in chosen]
    if not missed:
        return
    columns = (
        Column("", "left"),
        Column("", "left"),
        Column(say("Krav", "Requirement"), "left"),
        *(Column(begun(one), "left") for one in rounds_of(found, say)),
    )
    yield Heading(say("Krav som ikke er oppfylt", "Requirements that are not met"))
    yield Table(columns, tuple(_row(found, one, say) for one in missed))
    yield Paragraph(" ".join(_what_follows(missed, say)))


def _missed(found: Settlement, region: Member) -> Iterator[MissedRequirement]:
    """Those of an indicator whose figures changed, or that are met in one round alone: nothing else moved there."""
    for rows in found.rows(region.name):
        indicator, (before, after) = rows[1].indicator, map(_unmet, rows)
        is_changed = found.is_changed(indicator.name, region.name)
        for gate, measure in {**before, **after}.items():
            met = (gate not in before, gate not in after)
            if is_changed or met[0] != met[1]:
                yield MissedRequirement(indicator, region, measure, gate, met)


def _unmet(row: IndicatorRow) -> dict[Gate, Measure]:
    return {gate: one.measure for one in row.by_measure for gate in one.unmet}


def _row(found: Settlement, one: MissedRequirement, say: Voice) -> tuple[Cell, ...]:
    words = gate_words(found.later.checked.ruleset, one.gate, say)
    of_measure = say(f"{words} (for {definite_measure(one.measure, say)})",
                     f"“{words}” (of {definite_measure(one.measure, say)})")  # fmt: skip
    answers = (say("oppfylt", "met") if met else say("ikke oppfylt", "not met") for met in one.met)
    return phrases(called(one.indicator, say), called(one.region, say), of_measure, *answers)


def _what_follows(missed: Iterable[MissedRequirement], say: Voice) -> Iterator[str]:
    """What a requirement takes away, and so how many parts a result gives there."""
    consequences = {one.gate.consequence for one in missed}
    if "lapse" in consequences:
        yield say(
            "Der et krav ikke er oppfylt, bortfaller poengene for målet, hvor mange deler resultatet enn gir.",
            "Where a requirement is not met, the points of the measure lapse, however many parts the result gives.",
        )
    if "no_parts" in consequences:
        yield say(
            "Der et krav ikke er oppfylt, blir det ingen deler for målet, hva resultatet enn er.",
            "Where a requirement is not met, there are no parts of the measure, whatever the result.",
        )
