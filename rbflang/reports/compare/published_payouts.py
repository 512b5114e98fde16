"""The change of what is paid as it was published, before anything is computed, and what of it cannot be told apart.

Takes published changes and what was computed, gives blocks. A figure is shown as it is printed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any

from attrs import frozen

from rbflang.comparison.differences import RulesetComparison
from rbflang.comparison.moved_kroner import MovedKroner
from rbflang.comparison.switches import RESULTS
from rbflang.explanation.compared_amounts import rounded_to
from rbflang.inventory.section_notes import section_notes
from rbflang.published.published_changes import Prints, PublishedChange
from rbflang.reports.compare.documents_named import noted_there, places_named
from rbflang.reports.compare.moved_amounts import is_itself, label, labels_of, moving
from rbflang.reports.compare.moved_tables import region_title
from rbflang.reports.compare.told_changes import titles_of
from rbflang.reports.document import Block, Column, Heading, Notes, Paragraph, Table
from rbflang.reports.round_amounts import probably_rounded
from rbflang.reports.titles import titled_round
from rbflang.reports.typed_cells import Amount, Cell, Phrase, StatedFigure, money_of, share_cell
from rbflang.ruleset.model import Quantity
from rbflang.wording import Voice, round_half_away

MILLION = Fraction(1_000_000)


@frozen
class _Measure:
    """What amounts are shown in: kroner, or millions with the decimals they are printed with."""

    factor: Fraction
    decimals: int

    def cell(self, kroner: Fraction, say: Voice, signed: bool = False) -> Cell:
        """The amount as it is shown."""
        inside = kroner / self.factor
        if self.factor == 1:
            return Amount(inside, self.decimals, money_of(say), signed)
        return StatedFigure(say.number(inside, self.decimals, signed), inside, self.decimals, self.counted(say))

    def shown(self, kroner: Fraction) -> Fraction:
        """What the cell shows, in kroner."""
        return round_half_away(kroner / self.factor, self.decimals) * self.factor

    def counted(self, say: Voice) -> str:
        """What the amounts are counted in."""
        return say.in_many if self.factor == 1 else say.millions


def _measure(change: PublishedChange) -> _Measure:
    """That of the coarsest print."""
    prints = [*change.before.values(), *change.after.values()]
    if any(one.factor != 1 for one in prints):
        return _Measure(MILLION, min(one.decimals for one in prints if one.factor != 1))
    return _Measure(Fraction(1), max(one.decimals for one in prints))


def published_blocks(comparison: RulesetComparison, changes: Sequence[PublishedChange], say: Voice) -> Iterator[Block]:
    """The payouts as they were published, how much they changed, and what the documents say of comparing them."""
    if not changes:
        return
    measure = _measure(changes[0])
    counted = measure.counted(say)
    yield Heading(say(f"Publisert endring, i {counted}", f"The change as published, in {counted}"))
    rows = [_row(_title(one.earlier, say), one.before, measure, say) for one in changes]
    rows.append(_row(_paid_title(comparison, say), changes[0].after, measure, say))
    for one in changes:
        moved = {whom: one.moved(whom) for whom in one.before}
        rows.append((Phrase(_title(one.difference, say)), *(measure.cell(each, say, True) for each in moved.values())))
        if one.share is not None and one.relative:
            shares = (share_cell(each.value * each.factor, each.decimals, True) for each in one.relative.values())
            rows.append((Phrase(_title(one.share, say)), *shares))
    yield _table(comparison, tuple(changes[0].before), rows, say)
    told = (*_not_printed(changes, say), *_in_round_amounts(changes, say), *_cautions(comparison, changes, say))
    yield Notes((_sources(comparison, changes, say), *told), hanging=2)


def published_data(changes: Sequence[PublishedChange]) -> list[dict[str, Any]]:
    """The published changes as data: exact kroner as they are printed, and where."""
    return [
        {
            "earlier": one.earlier.name,
            "difference": one.difference.name,
            "before": {whom: str(each.value * each.factor) for whom, each in one.before.items()},
            "after": {whom: str(each.value * each.factor) for whom, each in one.after.items()},
            "change": {whom: str(one.moved(whom)) for whom in one.before},
            "is_printed": bool(one.change),
            "places": [" ".join(place) for place in one.places],
        }
        for one in changes
    ]


def _row(title: str, prints: Prints, measure: _Measure, say: Voice) -> tuple[Cell, ...]:
    return (Phrase(title), *(measure.cell(one.value * one.factor, say) for one in prints.values()))


def _table(comparison: RulesetComparison, whom: Sequence[str], rows: Sequence[tuple[Cell, ...]], say: Voice) -> Table:
    columns = (Column("", "left"), *(Column(region_title(comparison, one, say)) for one in whom))
    return Table(columns, tuple(rows))


def _title(one: Quantity, say: Voice) -> str:
    return one.titled.say(say.language)


def _paid_title(comparison: RulesetComparison, say: Voice) -> str:
    """`RBF 2025, foreløpig fordeling`: what the figures of the payout are published of is the first round."""
    title = titles_of(comparison)[1]
    first = next(iter(comparison.after.ruleset.rounds.values()), None)
    return f"{title}, {titled_round(first, say)}" if first else title


def _sources(comparison: RulesetComparison, changes: Sequence[PublishedChange], say: Voice) -> str:
    """`Trykt i «Resultatbasert finansiering 2022», tabell 8.`"""
    places: dict[str, list[str]] = {}
    for document, place in dict.fromkeys(pair for one in changes for pair in one.places):
        places.setdefault(document, []).append(place)
    ruleset = comparison.after.ruleset
    told = say.listing([places_named(ruleset, document, found, say) for document, found in places.items()])
    return say(f"Trykt i {told}.", f"Printed in {told}.")


def _not_printed(changes: Sequence[PublishedChange], say: Voice) -> Iterator[str]:
    """The changes that are a difference of what is printed."""
    found = [say.quoted(_title(one.difference, say)) for one in changes if not one.change]
    if found:
        names = say.listing(found)
        yield say(f"{names} er ikke trykt, men regnet ut av de trykte beløpene.",
                  f"{names} is not printed, but computed from the printed amounts.")  # fmt: skip


def _in_round_amounts(changes: Sequence[PublishedChange], say: Voice) -> Iterator[str]:
    """The payouts that are printed in kroner, but all in so round amounts that they were rounded before."""
    for one in changes:
        if any(each.factor != 1 for each in one.before.values()):
            continue
        unit = rounded_to([each.value for each in one.before.values()])
        if unit:
            yield probably_rounded(_title(one.earlier, say), unit, say, with_rest=True)


def _cautions(comparison: RulesetComparison, changes: Sequence[PublishedChange], say: Voice) -> Iterator[str]:
    """What the second ruleset notes of the section that compares the two, where it names the first or its payout."""
    ruleset, first = comparison.after.ruleset, comparison.before.ruleset.title
    found = (
        note
        for one in changes
        for named in (first, one.earlier.title)
        for note in section_notes(ruleset, one.difference, named)
    )
    yield from (noted_there(ruleset, one, say) for one in dict.fromkeys(found))


# what cannot be told apart


def rest_blocks(
    comparison: RulesetComparison, moved: MovedKroner, changes: Sequence[PublishedChange], say: Voice
) -> Iterator[Block]:
    """The published change less what was computed of it, and why no more can be told apart.

    Only where the second ruleset is computed as it was published.
    """
    found = [one for one in changes if _is_as_published(one, moved.after)]
    if not (found and moved.left_out and is_itself(moved)[1]):
        return
    change = next((one for one in found if one.change), found[0])
    measure, whom = _measure(change), tuple(change.before)
    whole = {one: change.moved(one) for one in whom}
    parts = [(labels_of(comparison, part.switches, say), part.share.share) for part in moving(moved, say)]
    rest = {one: _left(change, one, moved, [amounts for _, amounts in parts]) for one in whom}
    counted = measure.counted(say)
    yield Heading(say(f"Resten av den publiserte endringen, i {counted}",
                      f"The rest of the published change, in {counted}"))  # fmt: skip
    rows = [(_title(change.difference, say), whole), *parts, (say("Resten", "The rest"), rest)]
    cells = [(Phrase(title), *(measure.cell(amounts[one], say, True) for one in whom)) for title, amounts in rows]
    table = _table(comparison, whom, cells, say)
    yield Table(table.columns, table.rows, 1)
    yield Paragraph(" ".join((_why(comparison, moved, say), *_as_printed(change, say))))
    above = {one: sum(measure.shown(amounts[one]) for _, amounts in parts) for one in whom}
    if any(measure.shown(whole[one]) - above[one] != measure.shown(rest[one]) for one in whom):
        yield Paragraph(
            say("Resten er regnet ut før avrunding. Derfor kan siste siffer være et annet enn det tallene over gir.",
                "The rest is computed before rounding, so its last digit may be another than the figures above give.")
        )  # fmt: skip


def _as_printed(change: PublishedChange, say: Voice) -> Iterator[str]:
    """How much the rest may be off, where what was paid is printed in rounded millions."""
    measure = _measure(change)
    if measure.factor == 1:
        return
    title = say.quoted(_title(change.earlier, say))
    off = f"{say.number(Fraction(1, 2 * 10**measure.decimals), measure.decimals + 1)} {measure.counted(say)}"
    yield say(
        f"Beløpene for {title} er trykt avrundet. Av den grunn alene kan hvert tall for resten være inntil {off} mer "
        "eller mindre.",
        f"The amounts of {title} are printed rounded. For that reason alone each figure of the rest may be up to {off} "
        "more or less.",
    )


def _left(change: PublishedChange, whom: str, moved: MovedKroner, parts: Sequence[Mapping[str, Fraction]]) -> Fraction:
    """What is paid less what was paid, as printed, and less what is computed: nothing is rounded on the way."""
    before = change.before[whom]
    return moved.after[whom] - before.value * before.factor - sum(amounts[whom] for amounts in parts)


def _is_as_published(change: PublishedChange, paid: Mapping[str, Fraction]) -> bool:
    return all(one.is_true_of(paid[whom]) for whom, one in change.after.items())


def _why(comparison: RulesetComparison, moved: MovedKroner, say: Voice) -> str:
    """What the rest is made of, and that it cannot be told apart."""
    before, after = titles_of(comparison)
    names = [say.quoted(label(comparison, one.switch, say)) for one in moved.left_out]
    has_results = any(RESULTS in part.switches for part in moved.parts)
    results = "" if has_results else say(f"resultatene i {before}", f"the results of {before}")
    told = say.listing([*names, *filter(None, [results])])
    nor = say(f", og heller ikke {results}", f", nor are {results}") if results else ""
    return say(
        f"Det som er regnet ut, er regnet med alt annet som i {after}. Resten kommer av {told}. Hva hver av dem "
        f"flyttet, kan ikke skilles ut: Tallene som mangler over, er ikke kjent{nor}.",
        f"What is computed, is computed with all else as in {after}. The rest is due to {told}. What each of them "
        f"moved cannot be told apart: the figures that are missing above are not known{nor}.",
    )
