"""What each indicator gave a region: weight, achievement, target, the parts of all regions, points and kroner.

Takes an account; gives the table and the notes that its letters refer to.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction

from attrs import frozen

from rbflang.data.figures import Observation
from rbflang.explanation.account import Account
from rbflang.explanation.indicator.indicator_columns import AmountColumn
from rbflang.explanation.indicator.indicator_rows import IndicatorRow
from rbflang.explanation.indicator.placing import PartsOfAll, Placing
from rbflang.explanation.indicator.points_account import weights_of
from rbflang.explanation.item import Item
from rbflang.explanation.ledger import at_decimals, rounding, sum_of
from rbflang.explanation.roles import Roles
from rbflang.graph.domain import Key
from rbflang.quantities import PARTS
from rbflang.reports.amounts import observed_cell, of_column, result_cell_of
from rbflang.reports.cell_words import worded
from rbflang.reports.document import Column, Table
from rbflang.reports.explain.observed_lines import cited_place
from rbflang.reports.explain.parts_legend import parts_legend
from rbflang.reports.titles import called, definite, definite_measure, title
from rbflang.reports.typed_cells import (
    BLANK,
    DASH,
    Cell,
    Marked,
    Nothing,
    Phrase,
    amount_cell,
    mean_cell,
    plain_cell,
    share_cell,
)
from rbflang.reports.whose_value import target_in_short, target_words, targets_note
from rbflang.ruleset.model import Gate, Measure, Member, Quantity, Ruleset
from rbflang.syntax.expressions import Arithmetic, Name
from rbflang.syntax.traversal import every, parts_of
from rbflang.wording import Voice, lowered

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
GIVEN_IN = ("gitt i", "given in")


@frozen(eq=False, repr=False)
class IndicatorTable:
    """The table and the notes under it."""

    table: Table
    notes: tuple[str, ...]


def indicator_table(account: Account, printed_at: Callable[[str, Key], str], say: Voice) -> IndicatorTable:
    """What each indicator gave the region; `printed_at` tells where a figure is printed, if it is."""
    rows = account.indicators.rows
    notes = [_note(row, account.payee.name, account.ruleset, printed_at, say) for row in rows]
    distinct = dict(zip(dict.fromkeys(filter(None, notes)), LETTERS, strict=False))
    lines = [_line(account, row, distinct.get(note, ""), say) for row, note in zip(rows, notes, strict=True)]
    if account.indicators.has_sums:
        lines += _sums(account, len(lines[0]), say)
    shown = Table(_columns(account, say), tuple(lines), int(account.indicators.has_sums)).without_empty_columns()
    return IndicatorTable(shown, tuple(f"{letter}  {note}" for note, letter in distinct.items()))


def _columns(account: Account, say: Voice) -> tuple[Column, ...]:
    """On a narrow page the weight goes first, then the parts of the others, then the targets."""
    parts, regions = say("deler", "parts"), account.payments.payees
    weight, stood_on = account.indicators.weight, account.indicators.stood_on
    return (
        Column("", "left"),
        Column(title(weight, say) if weight else "", drop=1),
        Column(title(stood_on, say) if stood_on else say("Oppnådd", "Achieved"), "left"),
        Column(say("Måltall", "Target"), drop=3),
        *(
            Column(heading, group=parts, drop=0 if one is account.payee else 2)
            for one, heading in zip(regions, abbreviated(regions, say), strict=True)
        ),
        *(Column(title(one.quantity, say)) for one in account.indicators.columns),
    )


def abbreviated(members: Sequence[Member], say: Voice) -> tuple[str, ...]:
    """Short titles cut to five letters, for narrow columns; the members' own names where that makes them alike.

    Of several English words the first stands, as a noun: North for Northern Norway.
    """
    cut = tuple(called(one, say)[:5].rstrip("-") for one in members)
    if say.language == "en" and all(" " in called(one, say) for one in members):
        cut = tuple(called(one, say).partition(" ")[0].partition("-")[0].removesuffix("ern") for one in members)
    return cut if len(set(cut)) == len(cut) else tuple(one.name for one in members)


def _line(account: Account, row: IndicatorRow, letter: str, say: Voice) -> tuple[Cell, ...]:
    amounts, result = zip(row.amounts, account.indicators.columns, strict=True), achieved(row)
    if result == DASH and row.are_parts_given:
        result = Nothing(say(f"se {letter}", f"see {letter}") if letter else say("ukjent", "unknown"))
        letter = ""
    return (
        Phrase(called(row.indicator, say)),
        share_cell(row.weight) if account.indicators.weight else BLANK,
        Marked(result, letter, RESULT_ROOM) if letter or result != BLANK else BLANK,
        BLANK if row.are_parts_given else target_in_short(row.placings, say),
        *(parts_cell(row.shares, one.name) for one in account.payments.payees),
        *(of_column(column, one.exact) for one, column in amounts),
    )


def parts_cell(shares: PartsOfAll | None, region: str) -> Cell:
    """The parts of a region; a dash where nobody has any, nothing where there are none to have."""
    if shares is None or shares.total == 0:
        return BLANK if shares is None else DASH
    parts = shares.parts[region]
    return Nothing("?") if parts is None else plain_cell(parts, PARTS)


def achieved(row: IndicatorRow) -> Cell:
    """The achievement as printed; of several sub-areas the mean that the rules have, or a dash."""
    if len(row.placings) == 1:
        placing = row.placings[0]
        return result_cell_of(placing) or DASH
    if row.result is not None:
        return observed_cell(row.result.row, row.result.unit) if row.result.row else DASH
    return mean_cell(row.mean, row.placings[0].unit) if row.placings else BLANK


def _sums(account: Account, width: int, say: Voice) -> list[tuple[Cell, ...]]:
    columns, rows = account.indicators.columns, account.indicators.rows
    below, rests = list[Cell](), list[Fraction]()
    for at, one in enumerate(columns):
        above = [at_decimals(row.amounts[at].exact, one.decimals) for row in rows]
        rests.append(rounding(one.below, [*above, after_tie(one)]) if one.has_sum else Fraction(0))
        below.append(of_column(one, one.below) if one.has_sum else BLANK)
    weights = [row.weight for row in rows if row.weight is not None]
    blank = [BLANK] * (width - 2 - len(columns))
    sums = (Phrase("Sum"), share_cell(sum(weights, Fraction(0))) if weights else BLANK, *blank, *below)
    lines = [(label, BLANK, *blank, *cells) for label, cells in tie_lines(columns, account.roles.payout, say)]
    if any(rests):
        left = (amount_cell(rest, one.decimals, one.unit, True) if one.has_sum else BLANK
                for rest, one in zip(rests, columns, strict=True))  # fmt: skip
        lines.append((Phrase(say("Avrunding", "Rounding")), BLANK, *blank, *left))
    return [*lines, sums]


def after_tie(column: AmountColumn) -> Fraction:
    """What comes after the amounts of the column on the way to the payout, as it is shown."""
    return at_decimals(column.tie.after, column.decimals) or Fraction(0) if column.tie else Fraction(0)


def tie_lines(columns: Sequence[AmountColumn], payout: Quantity, say: Voice) -> Iterator[tuple[Cell, tuple[Cell, ...]]]:
    """«Fra opptjent til inntekt −207»: what a cap, a floor or another part of the payout took or gave after that."""
    for tied in dict.fromkeys(one.tie.quantity for one in columns if one.tie and after_tie(one)):
        words = say(f"Fra {definite(tied, say)} til {definite(payout, say)}",
                    f"From {definite(tied, say)} to {definite(payout, say)}")  # fmt: skip
        these = [one.tie is not None and one.tie.quantity is tied for one in columns]
        amounts = (amount_cell(after_tie(one), one.decimals, one.unit, True) for one in columns)
        yield Phrase(words), tuple(cell if is_its else BLANK for cell, is_its in zip(amounts, these, strict=True))


# notes


def _note(
    row: IndicatorRow, region: str, ruleset: Ruleset, printed_at: Callable[[str, Key], str], say: Voice
) -> str:  # fmt: skip
    placed, found = row.placings, [*_lapse_notes(row, ruleset, say)]
    if row.are_parts_given:
        found.append(_pinned_note(row, say))
    elif len(placed) > 1:
        found.append(_subareas_note(row, region, say) + targets_note(placed, say))
    for placing in placed:
        if placing.row and placing.row.narrowing and placing.row.status in STATUS_WORDS and len(placed) == 1:
            found.append(_narrowed_note(placing.row, placing, row.indicator, printed_at, say))
        if placing.is_open:
            figure = _open_figure(placing, say)
            found.append(say(f"Usikkert: {figure} kan ligge på begge sider av et trinn.",
                             f"Uncertain: {figure} may lie on either side of a step."))  # fmt: skip
    if placed and placed[0].target is None and placed[0].target_interval is not None and not row.are_parts_given:
        bounds = target_words(placed[0], say)
        known = say(f"Måltallet er regnet som {bounds}; trinnet er det samme for alle måltall mellom grensene.",
                    f"The target is taken as {bounds}; the step is the same for every target within.")  # fmt: skip
        found += [known, *_bounds_reasons(placed[0].target_item, say)]
    return " ".join(filter(None, found))


def _bounds_reasons(target: Item | None, say: Voice) -> Iterator[str]:
    """Why the rules have these bounds, as their author says: what the sources demand may be wider."""
    for one in target.citation.entries if target and target.citation else ():
        if one.reasoning and one.status in STATUS_WORDS:
            place = say.cited(" ".join(filter(None, (one.source, ", ".join(one.places)))))
            said = " ".join(one.reasoning.split())
            basis = say(*STATUS_WORDS[one.status])
            yield f"{basis[:1].upper()}{basis[1:]} {place}: {say(said, say.quoted(said))}."


def _narrowed_note(
    row: Observation, placing: Placing, indicator: Member, printed_at: Callable[[str, Key], str], say: Voice
) -> str:  # fmt: skip
    narrowing = say.printed(row.stands_for or row.narrowing)
    narrowing, place = narrowing[:1].upper() + narrowing[1:], say.cited(printed_at(row.quantity, row.key))
    text = f"{narrowing}: {given_in(row, say)}."
    if place and row.printed and not row.stands_for:
        printed = say.printed(row.printed)
        text = say(f"Trykt som {printed} ({place}). {text}", f"Printed as {printed} ({place}). {text}")
    if placing.is_decided_by_narrowing:
        text += say(" Avgjør trinnet.", " Decides the step.")
    return text + say(f" Se --indicator {indicator.name}", f" See --indicator {indicator.name}")


def _open_figure(placing: Placing, say: Voice) -> str:
    """A result that lies on both sides of a limit: as it is known, or as it was computed."""
    if placing.row is not None:
        return say.printed(placing.row.known)
    if placing.value is None:
        return say("resultatet", "the result")
    return worded(plain_cell(placing.value, placing.unit, 1, True), say.language)


def _subareas_note(row: IndicatorRow, region: str, say: Voice) -> str:
    """The results of the sub-areas, and the parts of each, where one's own parts are the sum of these."""
    placed, mean = row.placings, say("Gjennomsnitt av ", "Mean of ") if row.mean is not None else ""
    lead = mean + say.listing([f"{one.subarea} {say.printed(one.row.known) if one.row else '–'}" for one in placed])
    own, each = row.shares.parts[region] if row.shares else None, [one.parts for one in placed]
    if own is None or sum_of(each) not in (own, None):
        return lead
    parts = " + ".join("?" if one is None else say.plain(one) for one in each)
    return say(f"{lead}. Hvert område går i trappen for seg: {parts} deler",
               f"{lead}. Each area climbs the staircase by itself: {parts} parts")  # fmt: skip


def _pinned_note(row: IndicatorRow, say: Voice) -> str:
    if row.pinned is None:
        return ""
    basis, areas = given_in(row.pinned, say), [one.subarea for one in row.placings if one.subarea]
    if areas:
        each = say.listing(areas)
        return say(
            f"Delene er gitt direkte, {basis}. De bygger på resultatet for hvert område ({each}), ikke på et samlet "
            "resultat. ",
            f"The parts are given directly, {basis}. They rest on the result of each area ({each}), not on an overall "
            "result. ",
        ) + _of_areas(row.overall, say)
    return say(
        f"Delene er gitt direkte, {basis}. Resultatene de bygger på, er ikke med i dataene.",
        f"The parts are given directly, {basis}. The results behind them are not in the data.",
    )


def _of_areas(overall: Observation | None, say: Voice) -> str:
    """That the results of the areas are not to be had, only that of them all where the data have it."""
    if overall is None:
        return say("Resultatene for områdene er ikke med i dataene.", "The results of the areas are not in the data.")
    place = cited_place(overall, say)
    where = say(f" ({place})", f" ({place})") if place else ""
    value = say.printed(overall.printed)
    return say(
        f"Det samlede resultatet er trykt som {value}{where}. Resultatene for områdene er ikke publisert.",
        f"The overall result is printed as {value}{where}. The results of the areas are not published.",
    )


def given_in(row: Observation, say: Voice) -> str:
    """How a figure of the data came to be: `utledet fra årsmelding`, `overstyrt: vedtak 4`."""
    basis, place = say(*STATUS_WORDS.get(row.status, GIVEN_IN)), say.cited(row.source.partition(":")[0])
    before, _, last = basis.rpartition(" ")
    is_led_on = last in ("fra", "from", "i", "in")
    if not place:
        return before if is_led_on else basis
    return f"{basis} {place}" if is_led_on else f"{basis}: {place}"


def _lapse_notes(row: IndicatorRow, ruleset: Ruleset, say: Voice) -> Iterator[str]:
    """For each measure whose points the data give, or the region lost: where from, and what was required."""
    for one in row.by_measure:
        about = definite_measure(one.measure, say)
        if one.row is not None:
            basis = given_in(one.row, say)
            yield say(f"Poengene for {about} er gitt direkte, {basis}.",
                      f"The points for {about} are given directly, {basis}.")  # fmt: skip
        for gate in one.unmet:
            condition = gate_words(ruleset, gate, say)
            if gate.consequence == "lapse":
                nb, en = f"så poengene for {about} er bortfalt", f"so the points for {about} have lapsed"
            else:
                nb, en = f"så det blir ingen deler for {about}", f"so there are no parts for {about}"
            yield say(
                f"Kravet «{condition}» er ikke oppfylt, {nb}.", f"The requirement “{condition}” is not met, {en}."
            )


def gate_words(ruleset: Ruleset, gate: Gate, say: Voice) -> str:
    """A requirement as the rules write it; a formula that is required by its title."""
    text = " ".join(gate.condition.span.text.split())
    quantity = ruleset.quantities.get(text)
    return lowered(title(quantity, say)) if quantity else text


def column_notes(account: Account, say: Voice) -> Iterator[str]:
    """What the columns mean: how points are shared, and what the rules say of their own columns."""
    roles, measures = account.roles, account.ruleset.measures
    if account.indicators.measures:
        yield parts_legend(account, say)
    if account.indicators.measures and len(measures) > 1 and roles.points:
        names = say.listing([definite_measure(one, say) for one in measures.values()])
        shown = of_each_measure([(row.measure, row.indicator) for row in account.indicators.rows if row.measure], say)
        yield say(f"{title(roles.points, say)}: for {names} til sammen. Delene gjelder {shown}.",
                  f"{title(roles.points, say)}: for {names} together. The parts are those of {shown}.")  # fmt: skip
    yield from _targets_note(account.indicators.rows, say)
    yield from not_paid_notes(account.indicators.columns, say)
    for one in account.indicators.columns:
        if one.quantity.documentation:
            written = " ".join(one.quantity.documentation.split())
            english = difference_in_words(one.quantity, account.ruleset, roles, say) if one.unit.is_money else ""
            if text := say(written, english):
                yield f"{title(one.quantity, say)}: {text[:1].lower()}{text[1:]}"


def of_each_measure(of: Sequence[tuple[Measure, Member]], say: Voice) -> str:
    """The measure; where indicators have several, each with its indicators."""
    indicators: dict[str, list[str]] = {}
    for measure, indicator in of:
        indicators.setdefault(definite_measure(measure, say), []).append(lowered(called(indicator, say)))
    if len(indicators) == 1:
        return next(iter(indicators))
    return say.listing([f"{name} ({say.listing(list(dict.fromkeys(those)))})" for name, those in indicators.items()])


def not_paid_notes(columns: Sequence[AmountColumn], say: Voice) -> Iterator[str]:
    """That kroner per indicator do not add up to what is paid, or that no assertion says so."""
    for one in columns:
        if not one.unit.is_money or one.is_paid or one.is_signed or one.below is None:
            continue
        name = title(one.quantity, say)
        if one.equals_payout:
            yield say(f"{name}: summen er lik det som utbetales, men ingen kontroll sier at den alltid er det.",
                      f"{name}: the sum equals what is paid, but no assertion says that it always does.")  # fmt: skip
        else:
            yield say(f"{name}: summen er ikke det som utbetales.", f"{name}: the sum is not what is paid.")


def unsure_note(columns: Sequence[AmountColumn], say: Voice) -> Iterator[str]:
    """That the amounts of the columns are those of the numbers as they are given, where the payout is not sure."""
    names = [title(one.quantity, say) for one in columns if one.unit.is_money]
    if names:
        what = say.listing([names[0], *map(lowered, names[1:])])
        yield say(
            f"{what}: med tallene som de er oppgitt. Det som gjør beløpet usikkert, kan også flytte disse.",
            f"{what}: with the numbers as they are given. What makes the amount unsure may move these too.",
        )


def difference_in_words(quantity: Quantity, ruleset: Ruleset, roles: Roles, say: Voice) -> str:
    """What an amount of kroner is the worth of, if its formula has one difference; rulesets explain in Norwegian."""
    inside = every(quantity.expression) if quantity.expression else ()
    found = [one for one in inside if isinstance(one, Arithmetic) and one.operator == "-"]
    names = [one.text for one in parts_of(found[0]) if isinstance(one, Name)] if len(found) == 1 else []
    if len(names) != 2:
        return ""
    less, other = (ruleset.quantities[name] for name in names)
    weights = weights_of(other, ruleset, roles)
    weighted = f", weighted with {definite(weights, say)}" if weights else ""
    return (
        f"The difference between the {lowered(title(less, say))} and the {lowered(title(other, say))}{weighted}, "
        f"in {say.in_many}."
    )


def _targets_note(rows: Sequence[IndicatorRow], say: Voice) -> Iterator[str]:
    """Which targets do not stand in the sources, and how they came to be."""
    of_status: dict[str, list[str]] = {}
    used = [row for row in rows if not row.are_parts_given]
    for row in used:
        if row.target_status in STATUS_WORDS:
            of_status.setdefault(row.target_status, []).append(lowered(called(row.indicator, say)))
    told: list[str] = []
    covers_all = sum(map(len, of_status.values())) == len(used)
    for status, names in sorted(of_status.items(), key=lambda one: len(one[1])):
        word = say(*STATUS_WORDS[status]).removesuffix(" fra").removesuffix(" from")
        rest = say("alle de andre", "all others") if told else say("alle indikatorene", "all indicators")
        if len(used) < len(rows) and not told:
            rest = say("alle indikatorene som bruker dem", "all indicators that use them")
        is_rest = covers_all and len(told) == len(of_status) - 1
        told.append(f"{word} for {rest if is_rest else say.listing(names)}")
    if told:
        yield say(f"Måltallene er {'; '.join(told)}.", f"The targets are {'; '.join(told)}.")
