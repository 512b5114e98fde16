"""The heading above what each who is paid gets more or less: who pays, where anybody gets less."""

from __future__ import annotations

from collections.abc import Sequence

from rbflang.reports.side_by_side import FigureRow
from rbflang.wording import Voice


def who_pays(rows: Sequence[FigureRow], say: Voice) -> str:
    """That somebody pays is said only where somebody does: without a pot to share, nobody else gets less."""
    if any(value is not None and value < 0 for row in rows for value in row.values):
        return say("Hvem som betaler", "Who pays")
    return say("Hva hver får mer", "What each gets more")
