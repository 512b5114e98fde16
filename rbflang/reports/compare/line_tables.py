"""The lines of what both rulesets pay, beneath what the changes move: amounts by line, before and after.

Takes what was moved, gives a table and data.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Any

from rbflang.comparison.differences import RulesetComparison
from rbflang.comparison.moved_kroner import MovedKroner
from rbflang.explanation.paid import as_data
from rbflang.reports.compare.moved_tables import amount_row, amount_table
from rbflang.reports.document import Block, Heading
from rbflang.wording import Voice


def line_blocks(comparison: RulesetComparison, moved: MovedKroner, ends: Sequence[str], say: Voice) -> Iterator[Block]:
    """A row for each line of both, under the name of what pays it; nothing where neither pays in lines."""
    whom = tuple(moved.after)
    rows = [
        amount_row(f"{end}: {one.line.titled.say(say.language)}",
                   {**dict.fromkeys(whom, Fraction(0)), **one.amounts}, whom, False, say)
        for end, lines in zip(ends, moved.lines, strict=True)
        for one in lines
    ]  # fmt: skip
    if rows:
        yield Heading(say("Linjene i beløpene", "The lines of the amounts"))
        yield amount_table(comparison, whom, rows, say)


def lines_data(moved: MovedKroner, say: Voice) -> dict[str, Any]:
    """The amounts of each line as they are paid, by who is paid."""
    return {
        end: {
            one.line.name: {name: as_data(amount, say.decimals) for name, amount in one.amounts.items()}
            for one in lines
        }
        for end, lines in zip(("before", "after"), moved.lines, strict=True)
    }
