"""The results of both rounds beside each other, and the parts they gave.

Takes a settlement, gives a line per indicator and region. It computes nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction

from attrs import frozen

from rbflang.data.computed import Computed
from rbflang.explanation.indicator.climbed import all_climbed, applies, main_measure
from rbflang.explanation.indicator.indicator_rows import IndicatorRow
from rbflang.explanation.indicator.placing import Placing
from rbflang.explanation.roles import unit_of
from rbflang.quantities import NUMBER
from rbflang.questions.settlement import IndicatorPart, Settlement
from rbflang.reports.amounts import observed_cell
from rbflang.reports.cell_words import worded
from rbflang.reports.document import Block, Paragraph
from rbflang.reports.explain.indicator_lines import computed_result
from rbflang.reports.explain.indicator_table import achieved, parts_cell
from rbflang.reports.explain.parts_legend import dash_note
from rbflang.reports.titles import definite_measure
from rbflang.reports.typed_cells import BLANK, DASH, Cell, Marked
from rbflang.ruleset.model import Measure, Member
from rbflang.ruleset.nouns import payee_noun
from rbflang.wording import Voice

OPEN = "a"  # the letter at what hangs on decimals that were not printed


@frozen(eq=False, repr=False)
class StepMoved:
    """An indicator of a region: results and parts of both rounds, as shown, and kroner by the region's own results.

    `measure` names what the parts are for, where it is not what the tables of indicators show.
    """

    indicator: Member
    region: Member
    results: tuple[Cell, Cell]
    parts: tuple[Cell, Cell]
    is_changed: bool
    own: Fraction | None
    measure: str = ""

    @property
    def changed_parts(self) -> bool:
        """True if the region's own results changed, and with them its parts."""
        return self.is_changed and self.parts[0] != self.parts[1]

    @property
    def has_parts(self) -> bool:
        """True if a staircase gives parts in either round, be it to nobody."""
        return self.parts != (BLANK, BLANK)


def steps_moved(found: Settlement, say: Voice) -> Iterator[StepMoved]:
    """Every indicator of every region, by indicator; then what stands on the staircases of the other measures."""
    regions = found.regions
    by_region = {one.name: tuple(of_region(found, one, say)) for one in regions}
    main: list[StepMoved] = []
    for at in range(len(found.indicators)):
        main += [by_region[one.name][at] for one in regions]
    yield from main
    told = {(one.indicator.name, one.region.name) for one in main if one.changed_parts}
    for measure in found.later.checked.ruleset.measures.values():
        for indicator in found.indicators:
            for region in regions if measure in _beside_main(found, indicator) else ():
                is_told = (indicator.name, region.name) in told
                yield _other(found, measure, indicator, region, is_told, say)


def other_measures(found: Settlement, indicator: Member, region: Member, say: Voice) -> Iterator[StepMoved]:
    """An indicator of a region on the staircases of the measures that the tables of indicators do not show."""
    return (_other(found, measure, indicator, region, True, say) for measure in _beside_main(found, indicator))


def said_of(one: StepMoved, say: Voice) -> str:
    """What was achieved in both rounds, and the parts it gave."""
    said = [": ".join(filter(None, (worded(result, say.language), _counted_parts(worded(parts, say.language), say))))
            for result, parts in zip(one.results, one.parts, strict=True)]  # fmt: skip
    return "  →  ".join(said)


def _counted_parts(shown: str, say: Voice) -> str:
    if not shown:
        return ""
    if shown == "–":
        return say("ingen har deler", "nobody has parts")
    return say(f"{shown} {'del' if shown == '1' else 'deler'}", f"{shown} {'part' if shown == '1' else 'parts'}")


def _beside_main(found: Settlement, indicator: Member) -> list[Measure]:
    """The measures with a staircase that apply to an indicator, but for the one that its row tells."""
    ruleset, main = found.later.checked.ruleset, main_measure(found.later, indicator.name)
    others = (one for one in ruleset.measures.values() if one is not main and applies(ruleset, one, indicator.name))
    return [one for one in others if all_climbed(found.later, one)]


def _other(
    found: Settlement, measure: Measure, indicator: Member, region: Member, is_told: bool, say: Voice
) -> StepMoved:
    """An indicator in another measure; its own effect stands once, with what the indicator achieved if it moved too.

    There is none to show where the figures behind it belong to no region.
    """
    (before, parts_before), (after, parts_after) = found.placed(measure, indicator.name, region.name)
    by_indicator = {one.indicator: one.own for one in found.parts[region.name]} if found.parts else {}
    return StepMoved(
        indicator,
        region,
        (reached(before), reached(after)),
        (parts_cell(parts_before, region.name), parts_cell(parts_after, region.name)),
        (before and before.value) != (after and after.value),
        None if is_told else by_indicator.get(indicator.name) or None,
        definite_measure(measure, say),
    )


def reached(placing: Placing | None) -> Cell:
    """What a region reached: as printed, else as it was computed; nothing where it stands on no staircase."""
    if placing is None:
        return BLANK
    if placing.row:
        shown = observed_cell(placing.row, placing.unit)
        return Marked(shown, OPEN) if placing.is_open else shown
    return DASH if placing.value is None else computed_result(placing)


def of_region(found: Settlement, region: Member, say: Voice) -> Iterator[StepMoved]:
    """Every indicator of a region."""
    for at, (old, new) in enumerate(found.rows(region.name)):
        own: IndicatorPart | None = found.parts[region.name][at] if found.parts else None
        yield StepMoved(
            new.indicator,
            region,
            (_result(found.earlier, old, region), _result(found.later, new, region)),
            (_parts(old, region), _parts(new, region)),
            found.is_changed(new.indicator.name, region.name) or _values(old) != _values(new),
            own.own if own else None,
        )


def dash_notes(found: Settlement, shown: Iterable[StepMoved], say: Voice) -> Iterator[Block]:
    """What a dash in place of parts means, where one is shown in either round."""
    names = {one.indicator.name for one in shown if DASH in one.parts and not one.measure}
    rows = [row for both in found.rows(found.regions[0].name) for row in both if row.indicator.name in names]
    payee = payee_noun(found.roles.among)
    notes = [dash_note(row.measure, payee, say) for row in rows if row.measure and row.shares and not row.shares.total]
    if notes:
        yield Paragraph("".join(dict.fromkeys(notes)).strip())


def _values(row: IndicatorRow) -> list[Fraction | None]:
    return [one.value for one in row.placings]


def _parts(row: IndicatorRow, region: Member) -> Cell:
    """The parts as tables show them; nothing where no staircase gives any."""
    return parts_cell(row.shares, region.name) if row.shares else BLANK


def _result(computed: Computed, row: IndicatorRow, region: Member) -> Cell:
    """The achievement; where no staircase stands on it, the only figure there is of the indicator and the region."""
    if row.shares:
        shown = achieved(row)
        return Marked(shown, OPEN) if any(one.is_open for one in row.placings) else shown
    rows = [
        one
        for (_, key), one in computed.figures.observations.items()
        if row.indicator.name in key and region.name in key
    ]
    unit = unit_of(computed.checked, computed.checked.ruleset.quantities[rows[0].quantity]) if rows else NUMBER
    return observed_cell(rows[0], unit) if len(rows) == 1 else DASH
