"""What corrections of the data move of a settlement: a line for each, and one for all of them.

Takes a settlement, gives blocks and data; nothing where no figure was replaced.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from rbflang.data.figures import Observation, address_of
from rbflang.explanation.paid import as_data, paid_decimals
from rbflang.questions.corrected import CorrectionEffect, correction_effects
from rbflang.questions.settlement import Settlement
from rbflang.reports.document import Block, Heading, Paragraph
from rbflang.reports.side_by_side import FigureRow, side_by_side
from rbflang.reports.typed_cells import money_of
from rbflang.ruleset.model import Member
from rbflang.wording import Voice


def corrections_moved(found: Settlement, say: Voice, only: Member | None = None) -> Iterator[Block]:
    """What each correction moved; for one who is paid, or for all."""
    effects = tuple(correction_effects(found.earlier, found.later, found.regions))
    if not effects:
        return
    payees = (only,) if only else found.regions
    rows = [
        FigureRow(_label(found, one, say), [one.moved[payee.name] for payee in payees], say.decimals, True,
                  unit=money_of(say))
        for one in effects
    ]  # fmt: skip
    yield Heading(say("Hva rettelser av tall flytter", "What corrections of figures move"))
    yield side_by_side(payees, rows, say)
    if len(effects) > 1:
        yield Paragraph(
            say(
                "Hver linje er avregningen slik den er, minus avregningen med det gamle tallet. Det hver rettelse "
                "flytter alene, blir til sammen ikke alltid det alle flytter.",
                "Each line is the settlement as it is, less the settlement with the old figure. What each moves by "
                "itself does not always add up to what all of them move.",
            )
        )


def _label(found: Settlement, one: CorrectionEffect, say: Voice) -> str:
    if len(one.corrections) > 1:
        return say("Alle rettelsene", "All corrections")
    (row,) = one.corrections
    assert row.replaces is not None
    return f"{_address(found, row)}, {say.printed(row.replaces.printed)} → {say.printed(row.known)}"


def _address(found: Settlement, row: Observation) -> str:
    checked = found.later.checked
    return address_of(checked.ruleset.quantities[row.quantity], checked, row.key)


def corrections_data(found: Settlement, names: tuple[str, ...]) -> list[dict[str, Any]]:
    """The corrections as data, each with what it moves by itself."""
    decimals = paid_decimals(found.earlier, found.later)
    told = []
    for one in correction_effects(found.earlier, found.later, found.regions):
        if len(one.corrections) == 1 and (row := one.corrections[0]).replaces:
            moved = {name: one.moved[name] for name in names}
            told.append(
                {
                    "address": _address(found, row),
                    "from": row.replaces.printed,
                    "to": row.known,
                    "reason": row.replaces.reason,
                    "moves": {
                        name: None if amount is None else str(as_data(amount, decimals))
                        for name, amount in moved.items()
                    },
                }
            )
    return told
