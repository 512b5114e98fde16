"""What each indicator and each measure moved between two rounds, and why what the results moved does not add up to 0.

Takes a settlement whose parts can be told apart, gives tables whose columns add up to what each region is due.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from rbflang.questions.settlement import Settlement
from rbflang.reports.document import Block, Heading, Paragraph
from rbflang.reports.settle.settlement_words import CAUSES, causes_of, rounds_of
from rbflang.reports.side_by_side import FigureRow, left_below, side_by_side
from rbflang.reports.titles import called, measure_title, the_round
from rbflang.reports.typed_cells import money_of
from rbflang.ruleset.model import Member
from rbflang.ruleset.nouns import payee_noun
from rbflang.wording import Voice, decimals_needed, lowered


def moved_by_indicator(found: Settlement, due: FigureRow, say: Voice) -> Iterator[Block]:
    """What each indicator moved, for all regions; nothing where there is one alone, or nothing moved."""
    parts = found.parts or {}
    totals = {(one.indicator, region): one.total for region, own in parts.items() for one in own}
    heading = say(f"Hva hver indikator flyttet, i {say.in_many}", f"What each indicator moved, in {say.in_many}")
    rows = [(called(one, say), [totals[one.name, region.name] for region in found.regions]) for one in found.indicators]
    yield from _table(heading, found.regions, rows, due, say)


def moved_by_measure(found: Settlement, regions: Sequence[Member], due: FigureRow, say: Voice) -> Iterator[Block]:
    """What each measure moved, for some regions; nothing where there is one alone, or nothing moved."""
    measures = found.later.checked.ruleset.measures
    if found.by_measure is not None:
        heading = say(
            f"Hva hvert prestasjonsmål flyttet, i {say.in_many}", f"What each measure moved, in {say.in_many}"
        )
        rows = [
            (measure_title(one, say), [found.by_measure[one.name, region.name] for region in regions])
            for one in measures.values()
        ]
        yield from _table(heading, regions, rows, due, say)


def _table(
    heading: str, regions: Sequence[Member], rows: Sequence[tuple[str, list[Fraction]]], due: FigureRow, say: Voice
) -> Iterator[Block]:
    lines = [FigureRow(title, amounts, say.decimals, True, unit=money_of(say)) for title, amounts in rows]
    if len(lines) > 1 and any(amount for _, amounts in rows for amount in amounts):
        yield Heading(heading)
        yield side_by_side(regions, (*lines, *left_below(lines, due, say), due), say, 1)


# why the results do not add up to 0


def why_not_zero(found: Settlement, say: Voice) -> Iterator[Block]:
    """That what the results moved is not 0 for all together, where it is not, and what makes it so."""
    parts = [one for own in (found.parts or {}).values() for one in own]
    moved = sum((sum(one.by_results.values(), Fraction(0)) for one in parts), Fraction(0))
    if not say.as_paid(moved):
        return
    causes = [words.say(say.language) for cause, words in causes_of(found).items() if cause != "normalisation"]
    who = say.listing([causes[0], *map(lowered, causes[1:])])
    by_normalisation = sum((one.by_normalisation for one in parts), Fraction(0))
    points = sum((points for one in parts for points in one.moved.values()), Fraction(0))
    amount = say.kroner(moved, sign=True)
    yield Paragraph(
        " ".join((
            say(f"{who} flytter {amount} til sammen, ikke 0.", f"{who} move {amount} together, not 0."),
            _points_and_worth(found, points, say),
            *_made_up_for(moved, by_normalisation, say),
        ))
    )  # fmt: skip


def _points_and_worth(found: Settlement, points: Fraction, say: Voice) -> str:
    """Whether as many points come as go, and how much one is worth to whom."""
    payee, first = payee_noun(found.roles.among), rounds_of(found, say)[0]
    worth = sorted((own[0].mean_rate, region) for region, own in (found.parts or {}).items() if own)
    names = {one.name: called(one, say) for one in found.regions}
    (least, who_least), (most, who_most) = worth[0], worth[-1]
    low, high = say.kroner(least, 2), say.kroner(most, 2)
    differs = say(
        f"ett poeng er ikke verdt like mye for alle {payee.them}: i snitt av de to fordelingene fra {low} for "
        f"{names[who_least]} til {high} for {names[who_most]}",
        f"a point is not worth as much to all {payee.en_many}: on average of both rounds from {low} for "
        f"{names[who_least]} to {high} for {names[who_most]}",
    )
    if not points:
        return say(f"Noen får like mange poeng som andre mister, men {differs}.",
                   f"Some get as many points as others lose, but {differs}.")  # fmt: skip
    more, count = ("flere", "more") if points > 0 else ("færre", "fewer"), say.plain(abs(points))
    if decimals_needed(points) is None:
        count = f"{say('om lag', 'About')} {count}"
    said = say(f"Det deles ut {count} poeng {more[0]} enn i {first}",
               f"{count} {more[1]} points are handed out than in {the_round(first)}")  # fmt: skip
    return f"{said}{say(', og ', ', and ')}{differs}." if least != most else f"{said}."


def _made_up_for(moved: Fraction, by_normalisation: Fraction, say: Voice) -> Iterator[str]:
    """What the normalisation does to it."""
    if not say.as_paid(by_normalisation):
        return
    name, amount = CAUSES["normalisation"].say(say.language), say.kroner(by_normalisation, sign=True)
    rest = say.as_paid(moved + by_normalisation)
    if rest:
        yield say(f"{name} flytter {amount}, så summen blir {say.kroner(rest, sign=True)}.",
                  f"{name} moves {amount}, so that the sum is {say.kroner(rest, sign=True)}.")  # fmt: skip
    else:
        yield say(f"{name} flytter {amount}, så summen blir 0 likevel.",
                  f"{name} moves {amount}, so that the sum is 0 all the same.")  # fmt: skip
