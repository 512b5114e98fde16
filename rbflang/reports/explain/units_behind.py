"""The counts behind a result in a table: of each trust, its share, and what it contributes to that of its region.

Takes the account of an indicator; gives blocks of a report, and the data that go with them.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from rbflang.data.computed import Computed
from rbflang.data.counts.counts_written import FEW, CountRange
from rbflang.data.counts.what_is_counted import WhatIsCounted
from rbflang.explanation.indicator.counts_below import CountsBelow, UnitBelow, all_counts_below
from rbflang.explanation.indicator.placing import Placing
from rbflang.explanation.indicator.points_account import PointsAccount
from rbflang.quantities import COUNT, NUMBER
from rbflang.reports.amounts import decimals_on_step
from rbflang.reports.document import Block, Column, Heading, Notes, Table, Unfolding
from rbflang.reports.explain.counted_words import MANY, both_text, count_text, counts_text
from rbflang.reports.titles import called
from rbflang.reports.typed_cells import BLANK, DASH, Amount, Cell, Phrase, share_cell
from rbflang.ruleset.model import Member
from rbflang.ruleset.nouns import SETS
from rbflang.wording import Voice, round_half_away

DECIMALS = 2


def units_behind(account: PointsAccount, say: Voice) -> Iterator[Block]:
    """The units behind each result of the account, each once."""
    for found in account.counted:
        area = f", {found.placing.subarea}" if found.placing.subarea else ""
        yield Heading(say(f"Bak {_counted(found, say)}{area}", f"Behind {_counted(found, say)}{area}"))
        yield from _told(found, account.region, say)


def units_behind_all(computed: Computed, payee: Member, say: Voice) -> Iterator[Block]:
    """The units behind all results of one who is paid, a line that unfolds for each; nothing where there are none."""
    lines = [
        Unfolding(f"{result_title(indicator, found.placing, say)}: {_counted(found, say)}",
                  tuple(_told(found, payee, say)))
        for indicator, found in all_counts_below(computed, payee.name)
    ]  # fmt: skip
    if lines:
        yield Heading(say("Antallene bak resultatene", "The counts behind the results"))
        yield from lines


def result_title(indicator: Member, placing: Placing, say: Voice) -> str:
    """The indicator, and the sub-area where it has several."""
    return ", ".join(filter(None, (called(indicator, say), placing.subarea)))


def _counted(found: CountsBelow, say: Voice) -> str:
    """`412 av 3 850 pasienter`; the counts alone where the rules do not say of what."""
    what = found.behind.what
    return counts_text(found.counts, what, say) if what else both_text(found.counts, say)


def _told(found: CountsBelow, payee: Member, say: Voice) -> Iterator[Block]:
    yield _table(found, payee, say)
    yield Notes(tuple(_notes(found, say)))


def _table(found: CountsBelow, payee: Member, say: Voice) -> Table:
    noun = SETS.get(found.behind.column.name)
    name = say(noun.many, noun.en_many) if noun else found.behind.column.name
    columns = (
        Column(name[:1].upper() + name[1:], "left"),
        Column(say("Teller", "Numerator"), drop=1), Column(say("Nevner", "Denominator"), drop=2),
        Column(say("Andel", "Share")),
        *((Column(say("Bidrag", "Contributes"), drop=3),) if found.behind.column.adds_up else ()),
    )  # fmt: skip
    rows = tuple(_row(one, found, say) for one in found.units)
    below = (*_rounding(found, len(columns), say), _whole(found, payee, say))
    return Table(columns, (*rows, *below), totals=len(below))


def _rounding(found: CountsBelow, width: int, say: Voice) -> Iterator[tuple[Cell, ...]]:
    """What rounding leaves between what the units contribute, as it is shown, and the share of the whole."""
    each, value = [one.contributes for one in found.units], found.placing.value
    if value is not None and None not in each:
        shown = [round_half_away(one * 100, DECIMALS) for one in (*filter(None, each), Fraction(0))]
        left = round_half_away(value * 100, DECIMALS) - sum(shown)
        if left:
            between: tuple[Cell, ...] = (BLANK,) * (width - 2)
            yield (Phrase(say("Avrunding", "Rounding")), *between, Amount(left, DECIMALS, NUMBER, True))


def _row(one: UnitBelow, found: CountsBelow, say: Voice) -> tuple[Cell, ...]:
    counts = one.row.counts
    cells = (
        Phrase(one.title),
        _count(counts.numerator, say),
        _count(counts.denominator, say),
        share_cell(one.share, DECIMALS),
    )
    return (*cells, _points(one.contributes)) if found.behind.column.adds_up else cells


def _whole(found: CountsBelow, payee: Member, say: Voice) -> tuple[Cell, ...]:
    counts, value = found.counts, found.placing.value
    cells = (
        Phrase(called(payee, say)),
        _count(counts.numerator, say),
        _count(counts.denominator, say),
        share_cell(value, DECIMALS if value is None else max(DECIMALS, decimals_on_step(found.placing, value))),
    )
    return (*cells, _points(value)) if found.behind.column.adds_up else cells


def _count(count: CountRange | None, say: Voice) -> Cell:
    if count is None:
        return BLANK
    return Amount(Fraction(count.least), 0, COUNT) if count.is_exact else Phrase(count_text(count, say))


def _points(share: Fraction | None) -> Cell:
    """What a unit contributes, in percentage points."""
    return DASH if share is None else Amount(share * 100, DECIMALS, NUMBER)


def _notes(found: CountsBelow, say: Voice) -> Iterator[str]:
    what, column = found.behind.what, found.behind.column
    if what is not None:
        yield _what_is_counted(what, say)
    if column.adds_up:
        yield say(
            "Bidrag: telleren delt på regionens nevner, i prosentpoeng. Bidragene er til sammen regionens andel.",
            "Contributes: the numerator over the denominator of the region, in percentage points. Together they are "
            "its share.",
        )
    if any(not one.row.counts.is_exact for one in found.units):
        yield say(
            "Små tall vises bare med en grense, og andre kan være skjult så de små ikke kan regnes ut.",
            "Small counts are shown by a bound alone, and others may be hidden so that they cannot be worked out.",
        )
    if any(one.has_few for one in (found.counts, *(one.row.counts for one in found.units))):
        yield say(
            f"Tall under {FEW} kan si noe om enkeltpersoner, og skal ikke deles.",
            f"Counts below {FEW} may tell something of single persons, and are not to be shared.",
        )
    if found.behind.is_sum:
        yield say("Regionen er ikke gitt. Den er lagt sammen av radene.",
                  "The region is not given. It is the sum of the rows.")  # fmt: skip


def _what_is_counted(what: WhatIsCounted, say: Voice) -> str:
    """What the numerator and the denominator count, and whether a patient of several units counts in each."""
    over, under = MANY[what.over], MANY[what.under or what.over]
    both = (say(f"Teller og nevner er {over[0]}.", f"Numerator and denominator are {over[1]}.") if over == under else
            say(f"Telleren er {over[0]}, nevneren {under[0]}.", f"The numerator is {over[1]}, the denominator "
                f"{under[1]}."))  # fmt: skip
    if "patients" not in (over[1], under[1]):
        return both
    once = (
        say("En pasient som er behandlet flere steder, telles med i hvert av dem.",
            "A patient who was treated in several of them is counted in each.")
        if what.adds_up
        else say("En pasient som er behandlet flere steder, telles én gang i regionen, så radene kan ha flere til "
                 "sammen.",
                 "A patient who was treated in several of them is counted once in the region, so that the rows may "
                 "have more together.")
    )  # fmt: skip
    return f"{both} {once}"


# the contract


def counted_data(account: PointsAccount) -> list[dict[str, Any]]:
    """The counts behind each result, and those of its units."""
    return [_data(one) for one in account.counted]


def _data(found: CountsBelow) -> dict[str, Any]:
    what = found.behind.what
    return {
        "subarea": found.placing.subarea,
        "counted": what and {"numerator": what.over.value, "denominator": what.under and what.under.value},
        "numerator": _range(found.counts.numerator),
        "denominator": _range(found.counts.denominator),
        "column": found.behind.column.name,
        "adds_up": found.behind.column.adds_up,
        "is_sum": found.behind.is_sum,
        "units": [
            {
                "name": one.row.unit,
                "numerator": _range(one.row.counts.numerator),
                "denominator": _range(one.row.counts.denominator),
                "share": None if one.share is None else str(one.share),
                "contributes": None if one.contributes is None else str(one.contributes),
            }
            for one in found.units
        ],
    }


def _range(count: CountRange | None) -> dict[str, int | None] | None:
    return None if count is None else {"least": count.least, "most": count.most}
