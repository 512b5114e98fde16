"""The lines of one indicator for one region: what was achieved, the target, the step, the others, the points.

Takes the account of a measure; gives entries of a ledger: what it is, what it says, a result, and where it comes from.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from attrs import evolve

from rbflang.data.figures import Observation
from rbflang.explanation.indicator.measure_account import GateAnswer, MeasureAccount
from rbflang.explanation.indicator.placing import Placing
from rbflang.explanation.item import Item
from rbflang.explanation.ledger import Shown, digits_for, shown
from rbflang.explanation.premises import STATUSES
from rbflang.intervals import Interval
from rbflang.quantities import SHARE, Unit
from rbflang.reports.cell_words import in_measure, in_unit, worded
from rbflang.reports.document import LedgerLine
from rbflang.reports.explain.counted_words import bound_in_short, counted_result, share_on_step
from rbflang.reports.explain.indicator_table import STATUS_WORDS, gate_words, given_in
from rbflang.reports.explain.observed_lines import cited_place, observed_in_short, observed_rows
from rbflang.reports.titles import called, spoken, title
from rbflang.reports.typed_cells import Cell, plain_cell
from rbflang.reports.whose_value import not_given, whose_value
from rbflang.ruleset.model import SUBAREA, Member, Ruleset
from rbflang.syntax.expressions import Comparison, Number
from rbflang.syntax.tree import Citation, Entry, StaircaseDecl, Step
from rbflang.wording import NO_BREAK, Voice, decimals_that_tell, lowered

UNSAID = ("assumed", "interpreted", "derived")
"""The statuses of figures that no source says, the weakest first."""
EXACT = ("nøyaktig", "exact")


def placing_rows(found: MeasureAccount, region: Member, ruleset: Ruleset, say: Voice) -> Iterator[LedgerLine]:
    """Achievement, target and step of each sub-area, the parts where they are given, and what is required."""
    is_shared = _is_shared(found)
    if is_shared:
        yield _target(found.placings[0], region, ruleset, say)
    for placing in found.placings:
        on, area = placing.on, f", {placing.subarea}" if placing.subarea else ""
        name = ruleset.quantities[on.observed].titled.say(say.language)
        source = _result_source(placing.row, say) if placing.row else ""
        share = _share_of_target(placing, say) if is_shared else ""
        achieved = _achieved(placing, say)
        said = say(f"{achieved}. Det er {share}", f"{achieved}. That is {share}") if share else achieved
        yield LedgerLine(name + area, said, "", "", source)
        if on.target and not is_shared and (not area or placing.ratio or placing.target_interval is None):
            yield _target(placing, region, ruleset, say)
        if placing.step is not None and found.given_parts is None:
            step = _step(ruleset.staircases[on.staircase], bool(on.target), placing, say)
            yield _named_step(placing, ruleset, say) if placing.beside else step
            yield from _beside(placing, ruleset, say)
    yield from _made_together(found, region, say)
    yield from observed_rows(found, say)
    yield from _given_parts(found.given_parts, say)
    yield from _gates(found, region, ruleset, say)


def _beside(placing: Placing, ruleset: Ruleset, say: Voice) -> Iterator[LedgerLine]:
    """The steps on the other staircases that the parts come of, with the result where it is another."""
    for other in placing.beside:
        on = other.on
        if other not in placing.of_the_same_result:
            source = _result_source(other.row, say) if other.row else ""
            yield LedgerLine(
                ruleset.quantities[on.observed].titled.say(say.language), _achieved(other, say), "", "", source
            )
        if other.step is not None:
            yield _named_step(other, ruleset, say)


def _named_step(placing: Placing, ruleset: Ruleset, say: Voice) -> LedgerLine:
    """A step with the staircase that it is on, where there are several."""
    decl = ruleset.staircases[placing.on.staircase]
    step, titles = _step(decl, bool(placing.on.target), placing, say), decl.titles
    name = say.quoted(say(titles.title or decl.name.text, titles.english or titles.title or decl.name.text))
    return evolve(step, text=say(f"{step.text}, på {name}", f"{step.text}, on {name}"))


def _made_together(found: MeasureAccount, region: Member, say: Voice) -> Iterator[LedgerLine]:
    """How the parts are made where they come of several staircases at once: as the rules write it."""
    parts, own = found.measure.parts, found.shares.parts[region.name] if found.shares else None
    if parts is not None and own is not None and any(one.beside for one in found.placings):
        written = " ".join(parts.span.text.split())
        result = f"= {say.plain(own)} {_parts_word(own, say)}"
        yield LedgerLine(say("Deler", "Parts"), say.quoted(written), result, parts.span.short)


def _result_source(row: Observation, say: Voice) -> str:
    """Where a result stands, or what it was narrowed from: a print says less than the narrowing."""
    place = cited_place(row, say)
    is_narrowed = bool(row.narrowing and row.printed and not row.stands_for) and row.status != "documented"
    return say(f"presisert: {place}", f"narrowed: {place}") if is_narrowed and place else place


def _is_shared(found: MeasureAccount) -> bool:
    """True where sub-areas with results have one target together: it stands above them, once."""
    target = found.placings[0].target_item if found.placings else None
    if target is None or SUBAREA in target.quantity.sets:
        return False
    return any(one.subarea and one.ratio is not None for one in found.placings)


def _given_parts(item: Item | None, say: Voice) -> Iterator[LedgerLine]:
    """The parts, where the data give them directly."""
    if item is not None and item.row is not None:
        parts = say.plain(item.number)
        status = _basis_word(item.row.status, say)
        how = say(f"{parts}, gitt direkte", f"{parts}, given directly") + (f" ({status})" if status else "")
        yield LedgerLine(say("Deler", "Parts"), how, "", "", say.cited(item.row.source.partition(":")[0]))


def _basis_word(status: str, say: Voice) -> str:
    """How sure a row is, without where from: `utledet`."""
    if status not in STATUS_WORDS:
        return ""
    return say(*STATUS_WORDS[status]).removesuffix(" fra").removesuffix(" from")


def _achieved(placing: Placing, say: Voice) -> str:
    row = placing.row
    if placing.what and not (row and row.stands_for) and (counted := counted_result(placing, placing.what, say)):
        return counted
    if row is None and placing.value is not None:
        result = worded(computed_result(placing), say.language)
        return say(f"{result}, regnet ut", f"{result}, computed")
    if row is None:
        return say("ikke publisert", "not published")
    if row.stands_for:
        basis = _basis_word(row.status, say)
        known, used = say.printed(row.known), say.printed(row.printed)
        return say(f"{known} ({basis}), regnet som {used}", f"{known} ({basis}), counted as {used}")
    if not row.printed:
        return say.printed(row.narrowing)
    if not row.narrowing:
        return say.printed(row.printed) + (say(" (usikkert trinn)", " (uncertain step)") if placing.is_open else "")
    if row.narrowing.lower() in EXACT:
        basis = _basis_word(row.status, say)
        return f"{say.printed(row.printed)}, {say.printed(row.narrowing)}" + (f" ({basis})" if basis else "")
    said = say(f"presisert til {row.narrowing}", f"narrowed to {say.printed(row.narrowing)}")
    if placing.is_decided_by_narrowing:
        return f"{say.printed(row.printed)}, {said} {say('(se under)', '(see below)')}"
    return f"{say.printed(row.printed)}, {said} ({_narrowed_by(row, say)})"


def _narrowed_by(row: Observation, say: Voice) -> str:
    """`utledet fra årsmelding`; `presisert årsmelding` where the row says no status."""
    if row.status in STATUS_WORDS:
        return given_in(row, say)
    return f"{say('presisert', 'narrowed')} {say.cited(row.source.partition(':')[0])}".rstrip()


def computed_result(placing: Placing) -> Cell:
    """A result that was computed and not printed: exact where it is short, else with one decimal."""
    return plain_cell(placing.value or Fraction(0), placing.unit, 1, True)


def _target(placing: Placing, region: Member, ruleset: Ruleset, say: Voice) -> LedgerLine:
    target, bounds = placing.target_item, placing.target_interval
    assert target is not None
    is_per_area = SUBAREA in target.quantity.sets
    if bounds is None:
        text = not_given(say)
    elif placing.target is not None:
        text = worded(plain_cell(placing.target, target.unit, is_named=True), say.language)
        text += whose_value(target, ruleset, say)
    else:
        ends = (plain_cell(end or Fraction(0), target.unit, is_named=True) for end in (bounds.low, bounds.high))
        low, high = (worded(end, say.language) for end in ends)
        text = say(f"mellom {low} og {high}", f"between {low} and {high}")
    share = _share_of_target(placing, say) if is_per_area or not placing.subarea else ""
    name = target.quantity.titled.say(say.language)
    area = f", {placing.subarea}" if is_per_area and placing.subarea else ""
    said = (
        say(f"{text}. {spoken(region, say)} har {share}", f"{text}. {spoken(region, say)} has {share}")
        if share
        else text
    )
    origin = target.source if target.is_set else _cited(target.citation, say)
    return LedgerLine(name + area, said, "", target.place, origin)


def _share_of_target(placing: Placing, say: Voice) -> str:
    """`71 prosent av måltallet`, in the digits that tell the step; nothing where it is not known."""
    ratio = placing.ratio
    if placing.row is None or ratio is None or ratio.low is None or ratio.high is None:
        return ""
    is_wide = bool(placing.row.narrowing) and ratio.low != ratio.high
    if is_wide or placing.value is None or placing.target is None:
        low, high = say.plain(_down(ratio.low)), say.plain(-_down(-ratio.high))
        return say(f"mellom {low} og {high} prosent av måltallet", f"between {low} and {high} per cent of the target")
    share, within = placing.value / placing.target * 100, placing.stood_on
    if not share and ratio.low != ratio.high:
        most = say.plain(-_down(-ratio.high))
        return say(f"under {most} prosent av måltallet", f"below {most} per cent of the target")
    decimals = decimals_that_tell(share, lambda one: bool(one) == bool(share) and _is_within(within, one / 100), 0)
    shown_share = say.number(share, decimals)
    return say(f"{shown_share} prosent av måltallet", f"{shown_share} per cent of the target")


def _is_within(step: Interval | None, share: Fraction) -> bool:
    return step is None or step.holds(share)


def _down(share: Fraction) -> Fraction:
    """The per cent with one decimal that are not more."""
    return Fraction((share * 1000).__floor__(), 10)


def _step(staircase: StaircaseDecl, of_target: bool, placing: Placing, say: Voice) -> LedgerLine:
    steps, at = staircase.steps, placing.step or 0
    text = _step_text(steps, at, SHARE if of_target else placing.unit, of_target, say)
    parts = say.plain(placing.parts or Fraction(0))
    citation = steps[at].citation or staircase.citation
    said = f"{text}: {parts} {_parts_word(placing.parts, say)}"
    if placing.row and placing.row.stands_for:
        used = say.printed(placing.row.printed)
        said += say(f", regnet med {used}", f", computed with {used}")
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
    place = say.cited(" ".join(filter(None, (entry.source, ", ".join(entry.places)))))
    if entry.status == "documented":
        return place
    word = _basis_word(entry.status, say) or say("ubekreftet", "unconfirmed")
    return f"{word}: {place}" if place and entry.status != "assumed" else word


def _limit(step: Step) -> Fraction:
    return step.limit.value if isinstance(step.limit, Number) else Fraction(0)


def _step_text(steps: Sequence[Step], at: int, unit: Unit, of_target: bool, say: Voice) -> str:
    """The step's stretch: «fra 60 til 80 prosent av måltallet»; without a target in the unit of the result."""
    step = steps[at]
    ending = say(" prosent av måltallet", " per cent of the target") if of_target else in_unit("", unit, say.language)
    low = say.plain(in_measure(_limit(step), unit))
    if step.kind in ("from", "from_to_under"):
        if at + 1 < len(steps):
            high = say.plain(in_measure(_limit(steps[at + 1]), unit))
            return say(f"fra {low} til {high}{ending}", f"from {low} to {high}{ending}")
        return say(f"fra {low}{ending}", f"from {low}{ending}")
    if step.kind == "up_to":
        return say(f"til og med {low}{ending}", f"up to and including {low}{ending}")
    over = step.kind == "over"
    return say(f"{'over' if over else 'under'} {low}{ending}", f"{'over' if over else 'under'} {low}{ending}")


def _gates(found: MeasureAccount, region: Member, ruleset: Ruleset, say: Voice) -> Iterator[LedgerLine]:
    for one in found.gates:
        text = _gate_text(ruleset, one, region, say) + (say(" (usikkert)", " (uncertain)") if one.is_uncertain else "")
        gate = one.gate
        yield LedgerLine(say("Krav", "Requirement"), text, "", gate.span.short, _cited(gate.citation, say))


def _gate_text(ruleset: Ruleset, one: GateAnswer, region: Member, say: Voice) -> str:
    """The requirement, and whether the region meets it; where it does not, with what it has."""
    words = gate_words(ruleset, one.gate, say)
    text = say(words if isinstance(one.gate.condition, Comparison) else f"«{words}»", f"“{words}”")
    if one.is_met:
        return text + say(". Oppfylt", ". Met") + _rests_on([row for _, row in one.own], say)
    if one.own:
        several = len(one.own) > 1
        has = [f"{lowered(title(item.quantity, say)) + ' ' if several else ''}{_has(item, row, say)}"
               for item, row in one.own]  # fmt: skip
        who = spoken(region, say)
        text += say(f". {who} har {say.listing(has)}", f". {who} has {say.listing(has)}")
    if one.gate.consequence == "lapse":
        return text + say(". Ikke oppfylt, så poengene bortfaller", ". Not met, so the points lapse")
    return text + say(". Ikke oppfylt, så det blir ingen deler", ". Not met, so there are no parts")


def _has(item: Item, row: Observation | None, say: Voice) -> str:
    """A number as it is printed, or as it was computed."""
    if row is not None:
        return say.printed(row.known) + _rests_on([row], say)
    return worded(plain_cell(item.number, item.unit, 6, True), say.language)


def _rests_on(rows: Sequence[Observation | None], say: Voice) -> str:
    """` (antatt)` behind what hangs on figures that no source says as they stand."""
    found = {row.status for row in rows if row is not None}
    return next((f" ({_basis_word(one, say)})" for one in UNSAID if one in found), "")


def others_line(found: MeasureAccount, say: Voice) -> Iterator[LedgerLine]:
    """What the other regions achieved and the parts they have."""
    assert found.shares is not None, "the measure shares points"
    texts: list[str] = []
    for other in found.others:
        amount = "?" if other.parts is None else say.plain(other.parts)
        result = _result_in_short(other.placings[0], say) if len(other.placings) == 1 else ""
        result = result or observed_in_short(other, say)
        word = f" {_parts_word(other.parts, say)}" if not texts else ""
        word += say(" (bortfalt)", " (lapsed)") if other.has_lapsed else ""
        name = called(other.member, say)
        texts.append(f"{name} {result}: {amount}{word}" if result else f"{name} {amount}{word}")
    whole_parts = found.shares.total
    total, word = "?" if whole_parts is None else say.plain(whole_parts), _parts_word(whole_parts, say)
    whole = say(f"{total} {word} i alt, egne medregnet", f"{total} {word} in all, own included")
    pieces = [text.replace(" ", NO_BREAK) for text in (*texts, whole)]
    yield LedgerLine(say("De andre", "The others"), "   ".join(pieces))


def _result_in_short(placing: Placing, say: Voice) -> str:
    row = placing.row
    if placing.what and placing.counted and placing.value is not None:
        return share_on_step(placing, placing.value, say)
    if bound := bound_in_short(placing, say):
        return bound
    if row is not None:
        is_bound = placing.is_decided_by_narrowing and row.narrowing.lower() not in EXACT
        return "" if row.stands_for else say.printed(row.narrowing if is_bound else row.known)
    return "" if placing.value is None else worded(computed_result(placing), say.language)


def points_row(found: MeasureAccount, region: str, say: Voice, decimals: int = 6) -> LedgerLine:
    """The points: the pot times own parts divided by all parts, or the pot shared equally."""
    assert found.shares is not None and found.pot is not None, "the measure shares points"
    if found.points.row is not None:
        return _given_points(found, say)
    measure, points, pot, missed = found.measure, found.points.number, found.pot, found.unmet
    own, total = found.shares.parts[region] or Fraction(0), found.shares.total
    regions = len(found.shares.parts)
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


def _given_points(found: MeasureAccount, say: Voice) -> LedgerLine:
    """The points, where the data give them directly: no rule tells of them then."""
    assert found.points.row is not None, "the points are given"
    status = _basis_word(found.points.row.status, say)
    how = say("gitt direkte", "given directly") + (f" ({status})" if status else "")
    result = f"= {say.plain(found.points.number)} {say('poeng', 'points')}"
    return LedgerLine(say("Poeng", "Points"), how, result, "", say.cited(found.points.row.source.partition(":")[0]))


def own_points_row(found: MeasureAccount, say: Voice, decimals: int) -> LedgerLine:
    """The points of a measure that shares none: what its expression gave."""
    if found.points.row is not None:
        return _given_points(found, say)
    measure, missed = found.measure, found.unmet
    citation = missed[0].citation if missed else measure.points_citation
    span = measure.points.span if measure.points is not None else measure.span
    result = f"= {say.plain(found.points.number, decimals)} {say('poeng', 'points')}"
    return LedgerLine(
        say("Poeng", "Points"), say("bortfalt", "lapsed") if missed else "", result, span.short, _cited(citation, say)
    )


def part_line(found: MeasureAccount, say: Voice) -> Iterator[LedgerLine]:
    """What one part is worth; it is what the rulebooks call x. Parts of a figure that stands in tell no such worth."""
    stand_in = any(one.row and one.row.stands_for for one in found.placings)
    if found.shares and found.shares.total and found.pot is not None and found.points.row is None and not stand_in:
        worth = say.plain(found.pot / found.shares.total)
        yield LedgerLine("", say(f"(én del er {worth} poeng)", f"(one part is {worth} points)"))
