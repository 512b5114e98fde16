"""Why a printed figure was read more narrowly than it is printed: every other reading, and what it would have given.

Takes results as an account has them and the published figures; the other readings come from runs of their own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from rbflang.data.computed import Computed
from rbflang.data.figures import Observation
from rbflang.explanation.indicator.placing import Placing
from rbflang.explanation.indicator.points_account import PointsAccount
from rbflang.explanation.item import Item
from rbflang.published.published_beside import agrees_with_published, printed_at
from rbflang.published.statements import PublishedRow
from rbflang.quantities import MARKS
from rbflang.reports.document import Block, Column, Heading, Notes, Paragraph, Table
from rbflang.reports.explain.indicator_table import LETTERS, abbreviated, given_in
from rbflang.reports.titles import called, title
from rbflang.reports.typed_cells import Cell, Phrase, points_cell
from rbflang.ruleset.model import Ruleset
from rbflang.ruleset.nouns import payee_noun
from rbflang.uncertainty.other_readings import Alternative, FigureReading, alternatives
from rbflang.wording import Voice, counted, lowered

_FACTORS = {"%": MARKS["percent"].factor, "‰": MARKS["per_mille"].factor}


def narrowings(
    placings: Sequence[Placing],
    account: PointsAccount,
    computed: Computed,
    published: Sequence[PublishedRow],
    say: Voice,
) -> Iterator[Block]:
    """For each figure whose narrowing decides its step: why it was narrowed; and which figures stand in for others."""
    for placing in placings:
        if placing.row and placing.row.stands_for:
            yield Paragraph(_stands_in(placing.row, say))
        if placing.row and placing.is_decided_by_narrowing and _is_narrowed(placing.row):
            yield from _narrowing(placing.row, account, computed, published, say)


def _is_narrowed(row: Observation) -> bool:
    """True if the row says more than what is printed; a figure that is exact is as printed."""
    return row.status != "documented" and row.narrowing.lower() not in ("nøyaktig", "exact")


def _stands_in(row: Observation, say: Voice) -> str:
    """What is known of the figure that another stands in for, and why it makes no difference."""
    place, _, reason = row.source.partition(":")
    place = say.cited(place)
    how, used, known = given_in(row, say), say.printed(row.printed), say.printed(row.known)
    if reason:
        why = reason.strip()
        how = f"{how.replace(f': {place}', f' ({place})')}: {say(why, say.quoted(why))}"
    return say(
        f"{used} er ikke publisert, men står i stedet for et tall som er {known}, {how}.",
        f"{used} is not published. It stands in for a figure that is {known}, {how}.",
    )


def _narrowing(
    row: Observation, account: PointsAccount, computed: Computed, published: Sequence[PublishedRow], say: Voice
) -> Iterator[Block]:
    narrowing, printed = say.printed(row.narrowing), say.printed(row.printed)
    yield Heading(say(f"Hvorfor «{narrowing}»?", f"Why “{narrowing}”?"))
    place, _, reason = row.source.partition(":")
    place, why = say.cited(place), reason.strip()
    at = say.cited(printed_at(computed, published, row.quantity, row.key))
    where = f" ({at})" if at else ""
    text = say(
        f"{printed} er trykt avrundet{where} og kan ligge på begge sider av en grense på trappen. "
        f"Presiseringen er utledet{f' fra {place}' if place else ', men filen sier ikke fra hva'}"
        f"{f': {why}' * bool(why)}.",
        f"{printed} is rounded in print{where} and may lie on either side of a limit. "
        f"The narrowing is derived{f' from {place}' if place else ', but the file does not say from what'}"
        f"{f': {say.quoted(why)}' * bool(why)}.",
    )
    yield Paragraph(text)
    total = account.roles.total
    found = alternatives(computed, total.name)
    if found:
        agreeing = [one for one in found if agrees_with_published(computed, published, total.name, one.values)]
        yield Notes(tuple(readings_named(account.ruleset, found[0].readings, say)))
        yield _readings(found, agreeing, account, say)
        yield Paragraph(_only_the_first(found, agreeing, account, say))


def _readings(
    found: Sequence[Alternative], agreeing: Sequence[Alternative], account: PointsAccount, say: Voice
) -> Table:
    """The readings side by side, and the points each gives every region."""
    ruleset, totals = account.ruleset, account.totals
    columns = (
        *(Column(letter, "left") for letter, _ in zip(LETTERS.upper(), found[0].readings, strict=False)),
        *(Column(one) for one in abbreviated(ruleset.sets[account.roles.among].members, say)),
        Column("", "left"),
    )
    return Table(columns, tuple(_row(one, one in agreeing, totals, say) for one in found))


def readings_named(ruleset: Ruleset, found: Sequence[FigureReading], say: Voice) -> Iterator[str]:
    """Which figure each column of readings is about, behind its letter: the indicator, its sub-area and the region."""
    for letter, one in zip(LETTERS.upper(), found, strict=False):
        sets = ruleset.space.domain(ruleset.quantities[one.row.quantity].sets).sets
        members = zip(sets, one.row.key, strict=True)
        about = [called(ruleset.sets[name][member], say) for name, member in members if member]
        yield f"{letter}  {', '.join(about)}"


def _row(one: Alternative, agrees: bool, totals: Sequence[Item], say: Voice) -> tuple[Cell, ...]:
    mark = (
        say("som publisert", "as published")
        if agrees
        else say("som i dataene", "as in the data")
        if one.is_chosen
        else ""
    )
    return (
        *(Phrase(part_of_reading(reading, say)) for reading in one.readings),
        *(points_cell(one.values[total.key]) for total in totals),
        Phrase(mark),
    )


def part_of_reading(one: FigureReading, say: Voice) -> str:
    """The reading in words: as it was narrowed, or the opposite."""
    if one.is_chosen:
        return say.printed(one.row.narrowing)
    sign, factor = next((found for found in _FACTORS.items() if found[0] in one.row.printed), ("", Fraction(1)))
    low_is_cut = one.part.low is not None and one.part.low_included and "under" in one.row.narrowing
    limit = one.part.low if low_is_cut or "høyst" in one.row.narrowing else one.part.high
    word = {"under": "minst", "minst": "under", "over": "høyst", "høyst": "over"}[one.row.narrowing.split()[0].lower()]
    value = say.plain((limit or 0) / factor)
    return say.printed(f"{word} ") + value + say(f" {sign}", sign).rstrip()


def _only_the_first(
    found: Sequence[Alternative], agreeing: Sequence[Alternative], account: PointsAccount, say: Voice
) -> str:
    count, payee, what = len(found), payee_noun(account.roles.among), lowered(title(account.roles.total, say))
    if len(agreeing) == 1 and agreeing[0].is_chosen:
        return say(
            f"Av de {counted(count)} mulighetene gir bare den første det som er publisert for alle {payee.them}.",
            f"Of the {count} readings only the first gives what is published for every {payee.en}.",
        )
    return say(
        f"Tabellen viser {what} for alle {payee.them} i de {counted(count)} mulighetene.",
        f"The table shows the {what} of every {payee.en} for the {count} readings.",
    )
