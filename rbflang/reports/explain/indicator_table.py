"""What each indicator gave a region: weight, achievement, target, the parts of all regions, points and kroner.

Takes the cells of a valuation; gives the table and the notes that its letters refer to.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from attrs import frozen

from rbflang.explanation.cells import Cells, lowered
from rbflang.explanation.ledger import at_decimals, rounding
from rbflang.explanation.placing import PartsOfAll, Placing, are_parts_pinned, placings, shares
from rbflang.explanation.premises import STATUSES
from rbflang.explanation.requirements import unmet
from rbflang.explanation.roles import Roles, achievement, main_measure, mean_of, unit_of
from rbflang.quantities import KRONER, PARTS, POINTS, Unit
from rbflang.reports.amounts import amount, decimals_of, indicator_total, is_column, observed_cell, of_column
from rbflang.reports.chain import title
from rbflang.reports.document import Column, Table
from rbflang.reports.titles import called, measure_title
from rbflang.reports.typed_cells import (
    BLANK,
    DASH,
    Cell,
    Marked,
    Nothing,
    Phrase,
    amount_cell,
    plain_cell,
    share_cell,
)
from rbflang.reports.whose_value import target_in_short, targets_note
from rbflang.ruleset.model import INDICATOR, LAPSED_NAME, MEASURE, POINTS_NAME, Gate, Measure, Member, Quantity
from rbflang.ruleset.values import exact
from rbflang.syntax.expressions import Arithmetic, Name, Sharing
from rbflang.syntax.traversal import every, parts_of
from rbflang.wording import Voice

LETTERS = "abcdefghijklmnopqrstuvwxyz"
RESULT_ROOM = 6
STATUS_WORDS = {
    "derived": ("utledet fra", "derived from"),
    "interpreted": ("tolket fra", "interpreted from"),
    "assumed": ("antatt", "assumed"),
    "overrides": ("overstyrt", "overridden"),
    "recorded": ("gjengitt fra", "recorded from"),
    "synthetic": ("laget for prøving", "made up for trial"),
}


@frozen(eq=False, repr=False)
class IndicatorRow:
    """An indicator's line: what was achieved in its sub-areas, the parts of all, and the note its letter stands for."""

    indicator: Member
    placings: tuple[Placing, ...]
    shares: PartsOfAll | None
    note: str


@frozen(eq=False, repr=False)
class IndicatorTable:
    """The table and the notes under it."""

    table: Table
    notes: tuple[str, ...]


def indicator_rows(cells: Cells, roles: Roles, region: str, say: Voice) -> tuple[IndicatorRow, ...]:
    """The lines of a region, one per indicator."""
    measure = main_measure(cells.computed.checked)
    rows = []
    for one in cells.members(INDICATOR):
        placed = placings(cells, measure, one.name, roles.among, region) if measure else ()
        shared = shares(cells, measure, one.name, roles.among) if measure else None
        note = _note(cells, roles, one, region, measure, placed, say)
        rows.append(IndicatorRow(one, placed, shared, note))
    return tuple(rows)


def indicator_table(cells: Cells, roles: Roles, region: str, say: Voice) -> IndicatorTable:
    """What each indicator gave the region."""
    rows = indicator_rows(cells, roles, region, say)
    distinct = dict(zip(dict.fromkeys(row.note for row in rows if row.note), LETTERS, strict=False))
    letters = {row.indicator.name: distinct[row.note] for row in rows if row.note in distinct}
    lines = [_line(cells, roles, region, row, letters.get(row.indicator.name, ""), say) for row in rows]
    if roles.columns:
        lines += _sums(cells, roles, region, len(lines[0]), say)
    notes = tuple(f"{letter}  {note}" for note, letter in distinct.items())
    return IndicatorTable(Table(_columns(cells, roles, region, say), tuple(lines), 1), notes)


def _columns(cells: Cells, roles: Roles, region: str, say: Voice) -> tuple[Column, ...]:
    """On a narrow page the weight goes first, then the parts of the others, then the targets."""
    parts, regions = say("deler", "parts"), cells.members(roles.among)
    return (
        Column("", "left"),
        Column(title(roles.weight, say) if roles.weight else "", drop=1),
        Column(say("Oppnådd", "Achieved"), "left"),
        Column(say("Måltall", "Target"), drop=3),
        *(
            Column(heading, group=parts, drop=0 if one.name == region else 2)
            for one, heading in zip(regions, abbreviated(regions), strict=True)
        ),
        *(Column(title(one, say)) for one in roles.columns if is_column(cells, one)),
    )


def abbreviated(members: Sequence[Member]) -> tuple[str, ...]:
    """Short titles cut to five letters, for narrow columns; the members' own names where that makes them alike."""
    cut = tuple(one.short[:5].rstrip("-") for one in members)
    return cut if len(set(cut)) == len(cut) else tuple(one.name for one in members)


def _line(cells: Cells, roles: Roles, region: str, row: IndicatorRow, letter: str, say: Voice) -> tuple[Cell, ...]:
    members = {INDICATOR: row.indicator.name, roles.among: region}
    weight = share_cell(cells.value(roles.weight.name, members)) if roles.weight else BLANK
    return (
        Phrase(called(row.indicator, say)),
        weight,
        Marked(achieved(cells, roles, row, region), letter, RESULT_ROOM),
        target_in_short(row.placings, say),
        *(parts_cell(row, one.name) for one in cells.members(roles.among)),
        *(amount(cells, one, members, say) for one in roles.columns if is_column(cells, one)),
    )


def parts_cell(row: IndicatorRow, region: str) -> Cell:
    """The parts of a region; a dash where nobody has any."""
    if row.shares is None or not row.shares.total:
        return DASH
    parts = row.shares.parts[region]
    return Nothing("?") if parts is None else plain_cell(parts, PARTS)


def achieved(cells: Cells, roles: Roles, row: IndicatorRow, region: str) -> Cell:
    """The achievement as printed; of several sub-areas the mean that the rules have, or a dash."""
    if len(row.placings) == 1:
        placing = row.placings[0]
        return observed_cell(cells, placing.row) if placing.row else DASH
    measure = row.shares.measure if row.shares else None
    found = achievement(measure) if measure else None
    mean = mean_of(cells.computed.checked, found.observed) if found else None
    if not mean:
        return DASH
    value = cells.value(mean.name, {INDICATOR: row.indicator.name, roles.among: region})
    return share_cell(value, 1)


def _sums(cells: Cells, roles: Roles, region: str, width: int, say: Voice) -> list[tuple[Cell, ...]]:
    columns = [one for one in roles.columns if is_column(cells, one)]
    members = {roles.among: region}
    below: list[Cell] = []
    rests: list[tuple[Fraction, int, Unit]] = []
    for one in columns:
        decimals = decimals_of(cells, one, say)
        above = [
            at_decimals(cells.value(one.name, {**members, INDICATOR: indicator.name}), decimals)
            for indicator in cells.members(INDICATOR)
        ]
        total = indicator_total(cells, roles, one, region, say)
        unit = unit_of(cells.computed.checked, one)
        rests.append((rounding(total, above), decimals, unit))
        below.append(of_column(cells, one, total, say) if unit in (KRONER, POINTS) else BLANK)
    weights = (
        [cells.number(roles.weight.name, {INDICATOR: one.name}) for one in cells.members(INDICATOR)]
        if roles.weight
        else []
    )
    blank = [BLANK] * (width - 2 - len(columns))
    sums = (Phrase("Sum"), share_cell(sum(weights, Fraction(0))) if weights else BLANK, *blank, *below)
    if not any(rest for rest, _, _ in rests):
        return [sums]
    left = (amount_cell(rest, decimals, unit, True) for rest, decimals, unit in rests)
    return [(Phrase(say("Avrunding", "Rounding")), BLANK, *blank, *left), sums]


# notes


def _note(
    cells: Cells, roles: Roles, indicator: Member, region: str, measure: Measure | None,
    placed: tuple[Placing, ...], say: Voice,
) -> str:  # fmt: skip
    found = [*_lapse_notes(cells, roles, indicator, region, say)]
    is_pinned = measure is not None and are_parts_pinned(cells, measure, indicator.name, roles.among)
    if is_pinned and measure:
        found.append(_pinned_note(cells, roles, indicator, region, measure, say))
    elif len(placed) > 1:
        found.append(_subareas_note(cells, placed, say) + targets_note(placed, say))
    for placing in placed:
        if placing.row and placing.row.narrowing and placing.row.status in STATUS_WORDS and len(placed) == 1:
            found.append(_narrowed_note(placing, indicator, say))
        if placing.is_open:
            found.append(
                say(f"Usikkert: {placing.row.printed if placing.row else ''} kan ligge på begge sider av et trinn.",
                    f"Uncertain: {placing.row.printed if placing.row else ''} may lie on either side of a step.")
            )  # fmt: skip
    if placed and placed[0].target is None and placed[0].target_interval is not None and not is_pinned:
        found.append(
            say("Måltallet er bare kjent innenfor grenser; trinnet er det samme for alle måltall mellom dem.",
                "The target is known only within bounds; the step is the same for every target between them.")
        )  # fmt: skip
    return " ".join(filter(None, found))


def _narrowed_note(placing: Placing, indicator: Member, say: Voice) -> str:
    row = placing.row
    assert row is not None
    narrowing = say.printed(row.narrowing)
    narrowing = narrowing[:1].upper() + narrowing[1:]
    basis = say(*STATUS_WORDS[row.status])
    place = row.source.partition(":")[0]
    text = f"{narrowing}: {basis} {place}."
    if placing.is_decided_by_narrowing:
        text += say(" Avgjør trinnet.", " Decides the step.")
    return text + say(f" Se --indicator {indicator.name}", f" See --indicator {indicator.name}")


def _subareas_note(cells: Cells, placed: tuple[Placing, ...], say: Voice) -> str:
    figures = [f"{one.subarea} {say.printed(one.row.printed) if one.row else '–'}" for one in placed]
    parts = " + ".join(say.plain(one.parts) if one.parts is not None else "?" for one in placed)
    return say(
        f"Gjennomsnitt av {say.listing(figures)}. Hvert område går i trappen for seg: {parts} deler",
        f"Mean of {say.listing(figures)}. Each area climbs the staircase by itself: {parts} parts",
    )


def _pinned_note(cells: Cells, roles: Roles, indicator: Member, region: str, measure: Measure, say: Voice) -> str:
    members = {INDICATOR: indicator.name, MEASURE: measure.name, roles.among: region}
    row = cells.observation("deler", members)
    if row is None:
        return ""
    basis = say(*STATUS_WORDS.get(row.status, ("gitt i", "given in")))
    place = row.source.partition(":")[0]
    return say(
        f"Delene er gitt direkte, {basis} {place}. Resultatene de bygger på, er ikke med i dataene.",
        f"The parts are given directly, {basis} {place}. The results behind them are not in the data.",
    )


def _lapse_notes(cells: Cells, roles: Roles, indicator: Member, region: str, say: Voice) -> Iterator[str]:
    """For each measure whose points the region lost: what was required."""
    for measure in cells.ruleset.measures.values():
        about = definite_measure(measure, say)
        for gate in unmet(cells, measure, {INDICATOR: indicator.name, MEASURE: measure.name, roles.among: region}):
            condition = gate_words(cells, gate, say)
            if gate.consequence == "lapse":
                nb, en = f"så poengene for {about} er bortfalt", f"so the points for {about} have lapsed"
            else:
                nb, en = f"så det blir ingen deler for {about}", f"so there are no parts for {about}"
            yield say(
                f"Kravet «{condition}» er ikke oppfylt, {nb}.", f"The requirement “{condition}” is not met, {en}."
            )


def gate_words(cells: Cells, gate: Gate, say: Voice) -> str:
    """A requirement as the rules write it; a formula that is required by its title."""
    text = " ".join(gate.condition.span.text.split())
    quantity = cells.ruleset.quantities.get(text)
    return lowered(title(quantity, say)) if quantity else text


def definite_measure(measure: Measure, say: Voice) -> str:
    """A measure's title inside a sentence."""
    return lowered(measure_title(measure, say))


def column_notes(cells: Cells, roles: Roles, region: str, say: Voice) -> Iterator[str]:
    """What the columns mean: how points are shared, and what the rules say of their own columns."""
    measure = main_measure(cells.computed.checked)
    if measure:
        yield _example(cells, roles, measure, region, say)
    if measure and len(cells.ruleset.measures) > 1 and roles.points:
        names = say.listing([definite_measure(one, say) for one in cells.ruleset.measures.values()])
        shown = definite_measure(measure, say)
        yield say(f"{title(roles.points, say)}: for {names} til sammen. Delene gjelder {shown}.",
                  f"{title(roles.points, say)}: for {names} together. The parts are those of {shown}.")  # fmt: skip
    yield from _targets_note(cells, measure, say)
    for one in roles.columns:
        if one.documentation and is_column(cells, one):
            text = " ".join(one.documentation.split()) if say.language == "nb" else _difference(cells, one, say)
            if text:
                yield f"{title(one, say)}: {text[:1].lower()}{text[1:]}"


def _difference(cells: Cells, column: Quantity, say: Voice) -> str:
    """What an amount of kroner is the worth of, if its formula has one difference; rulesets explain in Norwegian."""
    inside = every(column.expression) if column.expression else ()
    found = [one for one in inside if isinstance(one, Arithmetic) and one.operator == "-"]
    names = [one.text for one in parts_of(found[0]) if isinstance(one, Name)] if len(found) == 1 else []
    if len(names) != 2 or unit_of(cells.computed.checked, column) != KRONER:
        return ""
    left, right = (lowered(title(cells.ruleset.quantities[name], say)) for name in names)
    return f"The difference between {left} and {right}, in kroner."


def _targets_note(cells: Cells, measure: Measure | None, say: Voice) -> Iterator[str]:
    """Which targets do not stand in the sources, and how they came to be."""
    found = achievement(measure) if measure else None
    target = cells.ruleset.quantities[found.target] if found and found.target else None
    of_status: dict[str, list[str]] = {}
    for one in cells.members(INDICATOR) if target else ():
        assert target is not None
        given = target.given.get(cells.key(target.name, {INDICATOR: one.name}))
        entries = given.citation.entries if given and given.citation else ()
        weakest = next((status for status in STATUSES for entry in entries if entry.status == status), "")
        if weakest in STATUS_WORDS:
            of_status.setdefault(weakest, []).append(lowered(called(one, say)))
    told: list[str] = []
    covers_all = sum(map(len, of_status.values())) == len(cells.members(INDICATOR))
    for status, names in sorted(of_status.items(), key=lambda one: len(one[1])):
        word = say(*STATUS_WORDS[status]).removesuffix(" fra").removesuffix(" from")
        rest = say("de andre", "the others") if told else say("alle indikatorene", "all indicators")
        is_rest = covers_all and len(told) == len(of_status) - 1
        told.append(f"{word} for {rest if is_rest else say.listing(names)}")
    if told:
        yield f"{say('Måltall', 'Target')}: {'; '.join(told)}."


def _example(cells: Cells, roles: Roles, measure: Measure, region: str, say: Voice) -> str:
    found = achievement(measure)
    assert found is not None, "the main measure climbs a staircase"
    stairs = cells.ruleset.staircases[found.staircase].steps
    least, most = (say.plain(exact(one.result)) for one in (stairs[0], stairs[-1]))
    text = say(
        f"Deler: uttellingen på trappen, {least} til {most}. Poengene for en indikator deles mellom regionene etter "
        "antall deler",
        f"Parts: what the staircase gives, {least} to {most}. An indicator's points are shared in proportion to parts",
    )
    every = {one.name: shares(cells, measure, one.name, roles.among) for one in cells.members(INDICATOR)}
    paid = next((one for one in every if _is_paid(cells, measure, one, every[one], {roles.among: region})), None)
    if paid:
        pot, total = say.plain(pot_of(cells, measure, paid, roles)), say.plain(every[paid].total)
        own = say.plain(every[paid].parts[region] or Fraction(0))
        text += say(f"; {paid} er {pot} poeng × {own} / {total}", f"; {paid} is {pot} points × {own} / {total}")
    return f"{text}." + ("" if all(one.total for one in every.values()) else _dash(measure, say))


def _is_paid(cells: Cells, measure: Measure, indicator: str, shared: PartsOfAll, region: dict[str, str]) -> bool:
    """True if the region was given points for its parts: it has some, and no requirement took the points."""
    points = cells.number(POINTS_NAME, {INDICATOR: indicator, MEASURE: measure.name, **region})
    return bool(shared.total and all(shared.parts[one] for one in region.values()) and points)


def _dash(measure: Measure, say: Voice) -> str:
    """What a dash in place of parts means."""
    nobody = say(
        " En strek betyr at ingen region når første trinn", " A dash means that no region reaches the first step"
    )
    if not isinstance(measure.points, Sharing):
        return f"{nobody}."
    if measure.points.nobody == "equally":
        return nobody + say("; da deles poengene likt.", "; the points are then shared equally.")
    return nobody + say("; da bortfaller poengene.", "; the points then lapse.")


def pot_of(cells: Cells, measure: Measure, indicator: str, roles: Roles) -> Fraction:
    """The points of an indicator that a measure had to share: those handed out and those that lapsed."""
    members = {INDICATOR: indicator, MEASURE: measure.name}
    handed = [cells.number(POINTS_NAME, {**members, roles.among: one.name}) for one in cells.members(roles.among)]
    return sum(handed, Fraction(0)) + cells.number(LAPSED_NAME, members)
