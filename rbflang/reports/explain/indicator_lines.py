"""The lines of one indicator for one region: what was achieved, the target, the step, the others, the points.

Takes the cells of a valuation; gives entries of a ledger: what it is, what it says, a result, and where it comes from.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from rbflang.data.figures import OPTION
from rbflang.explanation.cells import Cells
from rbflang.explanation.item import item_of
from rbflang.explanation.ledger import Shown, digits_for, shown
from rbflang.explanation.placing import Placing, placings, pot_of, shares
from rbflang.explanation.premises import STATUSES
from rbflang.explanation.requirements import uncertain, unmet
from rbflang.explanation.roles import Achievement, Roles, achievement
from rbflang.quantities import SHARE
from rbflang.reports.cell_words import worded
from rbflang.reports.document import LedgerLine
from rbflang.reports.explain.indicator_table import STATUS_WORDS, gate_words
from rbflang.reports.explain.observed_lines import observed_in_short, observed_rows
from rbflang.reports.typed_cells import Cell, plain_cell
from rbflang.reports.whose_value import not_given, whose_value
from rbflang.ruleset.model import INDICATOR, MEASURE, PARTS_NAME, POINTS_NAME, SUBAREA, Gate, Measure, Member
from rbflang.syntax.expressions import Number
from rbflang.syntax.tree import Citation, Entry, Step
from rbflang.wording import NO_BREAK, Voice, round_half_away


def placing_rows(
    cells: Cells, roles: Roles, measure: Measure, indicator: Member, region: Member, say: Voice
) -> Iterator[LedgerLine]:
    """Achievement, target and step of each sub-area, the parts where they are given, and what is required."""
    placed = placings(cells, measure, indicator.name, roles.among, region.name)
    found = achievement(measure)
    is_shared = found is not None and _is_shared(cells, found, placed)
    if found and is_shared:
        yield _target(cells, found, placed[0], indicator, region, say)
    for placing in placed if found else ():
        assert found is not None
        area = f", {placing.subarea}" if placing.subarea else ""
        observed = cells.ruleset.quantities[found.observed]
        name = observed.titled.say(say.language)
        source = placing.row.source.partition(":")[0] if placing.row else ""
        share = _share_of_target(placing, say) if is_shared else ""
        achieved = _achieved(placing, say)
        said = say(f"{achieved}. Det er {share}", f"{achieved}. That is {share}") if share else achieved
        yield LedgerLine(name + area, said, "", "", source)
        if found.target and not is_shared and (not area or placing.ratio or placing.target_interval is None):
            yield _target(cells, found, placing, indicator, region, say)
        if placing.step is not None:
            yield _step(cells, found, placing, say)
    members = {INDICATOR: indicator.name, MEASURE: measure.name, roles.among: region.name}
    yield from observed_rows(cells, roles, measure, members, say)
    yield from _given_parts(cells, members, say)
    yield from _gates(cells, measure, members, say)


def _is_shared(cells: Cells, found: Achievement, placed: Sequence[Placing]) -> bool:
    """True where sub-areas with results have one target together: it stands above them, once."""
    if not found.target or SUBAREA in cells.ruleset.quantities[found.target].sets:
        return False
    return any(one.subarea and one.ratio is not None for one in placed)


def _given_parts(cells: Cells, members: Mapping[str, str], say: Voice) -> Iterator[LedgerLine]:
    """The parts, where the data give them directly."""
    row = cells.observation(PARTS_NAME, members)
    if row is not None:
        parts = say.plain(cells.number(PARTS_NAME, members))
        status = _basis_word(row.status, say)
        how = say(f"{parts}, gitt direkte", f"{parts}, given directly") + (f" ({status})" if status else "")
        yield LedgerLine(say("Deler", "Parts"), how, "", "", row.source.partition(":")[0])


def _basis_word(status: str, say: Voice) -> str:
    """How sure a row is, without where from: `utledet`."""
    if status not in STATUS_WORDS:
        return ""
    return say(*STATUS_WORDS[status]).removesuffix(" fra").removesuffix(" from")


def _achieved(placing: Placing, say: Voice) -> str:
    row = placing.row
    if row is None and placing.value is not None:
        result = worded(computed_result(placing), say.language)
        return say(f"{result}, regnet ut", f"{result}, computed")
    if row is None:
        return say("ikke publisert", "not published")
    if not row.printed:
        return say.printed(row.narrowing)
    if not row.narrowing:
        return say.printed(row.printed) + (say(" (usikkert trinn)", " (uncertain step)") if placing.is_open else "")
    status = say(*STATUS_WORDS.get(row.status, ("presisert", "narrowed")))
    if row.narrowing.lower() in ("nøyaktig", "exact"):
        basis = _basis_word(row.status, say)
        return f"{say.printed(row.printed)}, {say.printed(row.narrowing)}" + (f" ({basis})" if basis else "")
    said = say(f"presisert til {row.narrowing}", f"narrowed to {say.printed(row.narrowing)}")
    if placing.is_decided_by_narrowing:
        return f"{say.printed(row.printed)}, {said} {say('(se under)', '(see below)')}"
    return f"{say.printed(row.printed)}, {said} ({status} {row.source.partition(':')[0]})"


def computed_result(placing: Placing) -> Cell:
    """A result that was computed and not printed: exact where it is short, else with one decimal."""
    return plain_cell(placing.value or Fraction(0), SHARE, 1, True)


def _target(
    cells: Cells, found: Achievement, placing: Placing, indicator: Member, region: Member, say: Voice
) -> LedgerLine:
    target = cells.ruleset.quantities[found.target or ""]
    members = {INDICATOR: indicator.name, SUBAREA: placing.subarea, region.set_name: region.name}
    is_per_area = SUBAREA in target.sets
    bounds = placing.target_interval
    if bounds is None:
        text = not_given(say)
    elif placing.target is not None:
        text = say.percent(placing.target) + whose_value(item_of(cells, target, members), cells.ruleset, say)
    else:
        low, high = (say.percent(end or Fraction(0)) for end in (bounds.low, bounds.high))
        text = say(f"mellom {low} og {high}", f"between {low} and {high}")
    share = _share_of_target(placing, say) if is_per_area or not placing.subarea else ""
    name = target.titled.say(say.language)
    area = f", {placing.subarea}" if is_per_area and placing.subarea else ""
    said = say(f"{text}. {region.spoken} har {share}", f"{text}. {region.spoken} has {share}") if share else text
    given = target.given.get(cells.key(target.name, members))
    citation = given.citation if given and given.span.source.name != OPTION else target.citation
    own = cells.citation(target, members)
    origin = own if own == OPTION else _cited(citation, say)
    return LedgerLine(name + area, said, "", cells.place(target, members), origin)


def _share_of_target(placing: Placing, say: Voice) -> str:
    """`71,3 prosent av måltallet`; nothing where it is not known."""
    ratio = placing.ratio
    if placing.row is None or ratio is None or ratio.low is None or ratio.high is None:
        return ""
    is_wide = bool(placing.row.narrowing) and ratio.low != ratio.high
    if is_wide or placing.value is None or placing.target is None:
        low, high = (say.plain(round_half_away(end * 100, 1)) for end in (ratio.low, ratio.high))
        return say(f"mellom {low} og {high} prosent av måltallet", f"between {low} and {high} per cent of the target")
    share = say.number(placing.value / placing.target * 100, 1)
    return say(f"{share} prosent av måltallet", f"{share} per cent of the target")


def _step(cells: Cells, found: Achievement, placing: Placing, say: Voice) -> LedgerLine:
    staircase = cells.ruleset.staircases[found.staircase]
    at = placing.step or 0
    steps = staircase.steps
    text = _step_text(steps, at, bool(found.target), say)
    parts = say.plain(placing.parts or Fraction(0))
    citation = steps[at].citation or staircase.citation
    said = f"{text}: {parts} {_parts_word(placing.parts, say)}"
    return LedgerLine(say("Trinn", "Step"), said, "", steps[at].span.short, _cited(citation, say))


def _parts_word(parts: Fraction | None, say: Voice) -> str:
    one = parts is not None and 0 < parts <= 1
    return say("del" if one else "deler", "part" if one else "parts")


def _cited(citation: Citation | None, say: Voice) -> str:
    """Where a rule comes from: its weakest entry, with the word for it where it does not stand in the source."""
    entries = citation.entries if citation else ()
    weakest = [entry for status in STATUSES for entry in entries if entry.status == status]
    return _entry_words((*weakest, *reversed(entries))[0], say) if entries else ""


def _entry_words(entry: Entry, say: Voice) -> str:
    """`regelverk 4.2`, `utledet: regelverk 4.2`, and of an assumption only that it is one."""
    place = " ".join(filter(None, (entry.source, ", ".join(entry.places))))
    if entry.status == "documented":
        return place
    word = _basis_word(entry.status, say) or say("ubekreftet", "unconfirmed")
    return f"{word}: {place}" if place and entry.status != "assumed" else word


def _limit(step: Step) -> Fraction:
    return step.limit.value if isinstance(step.limit, Number) else Fraction(0)


def _step_text(steps: Sequence[Step], at: int, of_target: bool, say: Voice) -> str:
    """The step's stretch: «fra 60 til 80 prosent av måltallet»; without a target in %."""
    step = steps[at]
    ending = say(" prosent av måltallet", " per cent of the target") if of_target else say(" %", "%")
    low = say.plain(_limit(step) * 100)
    if step.kind in ("from", "from_to_under"):
        if at + 1 < len(steps):
            high = say.plain(_limit(steps[at + 1]) * 100)
            return say(f"fra {low} til {high}{ending}", f"from {low} to {high}{ending}")
        return say(f"fra {low}{ending}", f"from {low}{ending}")
    if step.kind == "up_to":
        return say(f"til og med {low}{ending}", f"up to and including {low}{ending}")
    over = step.kind == "over"
    return say(f"{'over' if over else 'under'} {low}{ending}", f"{'over' if over else 'under'} {low}{ending}")


def _gates(cells: Cells, measure: Measure, members: Mapping[str, str], say: Voice) -> Iterator[LedgerLine]:
    missed, hanging = unmet(cells, measure, members), uncertain(cells, measure, members)
    for gate in measure.gates:
        text = _gate_text(cells, gate, gate in missed, say) + (
            say(" (usikkert)", " (uncertain)") if gate in hanging else ""
        )
        yield LedgerLine(say("Krav", "Requirement"), text, "", gate.span.short, _cited(gate.citation, say))


def _gate_text(cells: Cells, gate: Gate, is_missed: bool, say: Voice) -> str:
    """The requirement, and whether the region meets it."""
    text = gate_words(cells.ruleset, gate, say)
    if not is_missed:
        return text + say(". Oppfylt", ". Met")
    if gate.consequence == "lapse":
        return text + say(". Ikke oppfylt, så poengene bortfaller", ". Not met, so the points lapse")
    return text + say(". Ikke oppfylt, så det blir ingen deler", ". Not met, so there are no parts")


def others_line(
    cells: Cells, roles: Roles, measure: Measure, indicator: Member, region: Member, say: Voice
) -> Iterator[LedgerLine]:
    """What the other regions achieved and the parts they have."""
    shared = shares(cells, measure, indicator.name, roles.among)
    texts: list[str] = []
    for other in cells.members(roles.among):
        if other.name == region.name:
            continue
        parts = shared.parts[other.name]
        amount = "?" if parts is None else say.plain(parts)
        placed = placings(cells, measure, indicator.name, roles.among, other.name)
        result = _result_in_short(placed[0], say) if len(placed) == 1 else ""
        own = {INDICATOR: indicator.name, roles.among: other.name}
        result = result or observed_in_short(cells, roles, measure, own, say)
        word = f" {_parts_word(parts, say)}" if not texts else ""
        if any(gate.consequence == "lapse" for gate in unmet(cells, measure, {**own, MEASURE: measure.name})):
            word += say(" (bortfalt)", " (lapsed)")
        texts.append(f"{other.short} {result}: {amount}{word}" if result else f"{other.short} {amount}{word}")
    total, word = say.plain(shared.total), _parts_word(shared.total, say)
    whole = say(f"{total} {word} i alt", f"{total} {word} in all")
    pieces = [text.replace(" ", NO_BREAK) for text in (*texts, whole)]
    yield LedgerLine(say("De andre", "The others"), "   ".join(pieces))


def _result_in_short(placing: Placing, say: Voice) -> str:
    if placing.row is not None:
        return say.printed(placing.row.printed or placing.row.narrowing)
    return "" if placing.value is None else worded(computed_result(placing), say.language)


def points_row(
    cells: Cells, roles: Roles, measure: Measure, members: dict[str, str], say: Voice, decimals: int = 6
) -> LedgerLine:
    """The points: the pot times own parts divided by all parts, or the pot shared equally."""
    points = cells.number(POINTS_NAME, {**members, MEASURE: measure.name})
    pot = pot_of(cells, measure, members[INDICATOR], roles.among)
    shared = shares(cells, measure, members[INDICATOR], roles.among)
    own, total = shared.parts[members[roles.among]] or Fraction(0), shared.total
    regions = len(cells.members(roles.among))
    if total and pot * own / total == points:
        result = shown(points, decimals)
        of_one = digits_for(pot, shown(pot / total, 6), lambda values: values[0] / total)
        pot_shown = say.plain(pot, max(of_one, digits_for(pot, result, lambda values: values[0] * own / total)))
        operation = f"{pot_shown} {say('poeng', 'points')} × {say.plain(own)} / {say.plain(total)}"
    elif pot == points * regions:
        result = shown(points, decimals)
        pot_shown = say.plain(pot, digits_for(pot, result, lambda values: values[0] / regions))
        operation = f"{pot_shown} {say('poeng', 'points')} / {regions}"
    else:
        operation, result = say("bortfalt", "lapsed") if not points else "", Shown(points, 0)
    missed = unmet(cells, measure, {**members, MEASURE: measure.name})
    if missed and not points:
        operation = say("bortfalt", "lapsed") if missed[0].consequence == "lapse" else say("ingen deler", "no parts")
    span = measure.points.span if measure.points is not None else measure.span
    shown_points = f"= {say.number(result.exact, result.decimals)} {say('poeng', 'points')}"
    name = say("Poeng", "Points")
    citation = missed[0].citation if missed and missed[0].citation else measure.points_citation
    # the first source is the rule itself; a later one is for the case that nobody has parts
    entries = citation.entries if citation and total and not missed else ()
    is_first = bool(entries) and all(one.status != "assumed" for one in entries)
    source = _entry_words(entries[0], say) if is_first else _cited(citation, say)
    return LedgerLine(name, operation, shown_points, span.short, source)


def own_points_row(cells: Cells, measure: Measure, members: dict[str, str], say: Voice, decimals: int) -> LedgerLine:
    """The points of a measure that shares none: what its expression gave."""
    points = cells.number(POINTS_NAME, {**members, MEASURE: measure.name})
    missed = unmet(cells, measure, {**members, MEASURE: measure.name})
    citation = missed[0].citation if missed else measure.points_citation
    span = measure.points.span if measure.points is not None else measure.span
    result = f"= {say.plain(points, decimals)} {say('poeng', 'points')}"
    return LedgerLine(
        say("Poeng", "Points"), say("bortfalt", "lapsed") if missed else "", result, span.short, _cited(citation, say)
    )


def part_line(cells: Cells, roles: Roles, measure: Measure, indicator: Member, say: Voice) -> Iterator[LedgerLine]:
    """What one part is worth; it is what the rulebooks call x."""
    total = shares(cells, measure, indicator.name, roles.among).total
    if total:
        worth = say.plain(pot_of(cells, measure, indicator.name, roles.among) / total)
        yield LedgerLine("", say(f"(én del er {worth} poeng)", f"(one part is {worth} points)"))
