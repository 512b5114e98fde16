"""The report of `sweep`: a row for every point of the grid, with its values and what is paid.

Takes the ruleset as it is, the axes and the points; gives a document. Its data are the contract «rbflang.sweep/1».
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any

from rbflang.data.computed import Computed
from rbflang.data.figures import address_of
from rbflang.explanation.paid import as_data, currency_data, paid_decimals, paying_voice
from rbflang.graph.domain import Key
from rbflang.questions.sweep import SweptPoint, VariedCell
from rbflang.reports.document import Block, Column, Document, Notes, Table
from rbflang.reports.foot import foot
from rbflang.reports.payees import payee_called
from rbflang.reports.titles import notice, round_title
from rbflang.reports.typed_cells import BLANK, Cell, Phrase, paid_cell, plain_cell
from rbflang.wording import Voice

SCHEMA = "rbflang.sweep/1"


def swept_points(
    computed: Computed, axes: Sequence[VariedCell], points: Sequence[SweptPoint], language: str = "nb"
) -> Document:
    """What is paid at every point."""
    say = paying_voice(language, computed)
    name = f"{computed.checked.ruleset.title}, {round_title(computed, say)}"
    title = say(f"{name}, {len(points)} beregninger", f"{name}, {len(points)} calculations")
    blocks = tuple(_blocks(computed, axes, points, say))
    return Document(title, blocks, _data(computed, axes, points), notice(computed, say), foot(say, computed), language)


def _blocks(
    computed: Computed, axes: Sequence[VariedCell], points: Sequence[SweptPoint], say: Voice
) -> Iterator[Block]:
    keys, faulty = _keys(points), any(one.faults for one in points)
    columns = (
        *(Column(one.address) for one in axes),
        *(Column(payee_called(computed, key, say)) for key in keys),
        *((Column(say("Feil", "Fault"), "left"),) if faulty else ()),
    )
    yield Table(columns, tuple(_row(computed, axes, keys, one, faulty, say) for one in points))
    notes = tuple(_notes(points, say))
    if notes:
        yield Notes(notes)


def columns_of(
    computed: Computed, axes: Sequence[VariedCell], points: Sequence[SweptPoint]
) -> Mapping[str, Sequence[Fraction | str | None]]:
    """The points as columns named by cells, for a file that holds numbers: values, what is paid, and faults."""
    payout = computed.checked.ruleset.payout
    assert payout is not None, "a ruleset that pays nothing has no payouts"
    return {
        **{axis.address: [one.values[at] for one in points] for at, axis in enumerate(axes)},
        **{
            address_of(payout, computed.checked, key): [one.payouts.get(key) for one in points] for key in _keys(points)
        },
        "fault": [", ".join(slugs(one)) or None for one in points],
    }


def _keys(points: Sequence[SweptPoint]) -> tuple[Key, ...]:
    """Those who are paid."""
    return tuple(next((one.payouts for one in points if one.payouts), {}))


def _row(
    computed: Computed, axes: Sequence[VariedCell], keys: Sequence[Key], one: SweptPoint, faulty: bool, say: Voice
) -> tuple[Cell, ...]:
    signatures = computed.checked.inference.signatures
    values = (
        plain_cell(value, signatures[axis.quantity].kind.unit, 12, True)
        for axis, value in zip(axes, one.values, strict=True)
    )
    paid = (paid_cell(one.payouts.get(key), say) for key in keys)
    return (*values, *paid, *((Phrase(", ".join(slugs(one))) if one.faults else BLANK,) if faulty else ()))


def slugs(one: SweptPoint) -> tuple[str, ...]:
    """The kinds of faults that stop a point."""
    return tuple(dict.fromkeys(fault.slug for fault in one.faults))


def _notes(points: Sequence[SweptPoint], say: Voice) -> Iterator[str]:
    stopped = sum(bool(one.faults) for one in points)
    if stopped:
        yield say(
            f"{stopped} av {len(points)} er stoppet av feil, for reglene og tallene kontrolleres i hver av dem. Hva "
            "feilene betyr, vises av rbflang describe.",
            f"{stopped} of {len(points)} are stopped by faults, for the rules and the figures of each are checked. "
            "What the faults mean is shown by rbflang describe.",
        )


def _data(computed: Computed, axes: Sequence[VariedCell], points: Sequence[SweptPoint]) -> Mapping[str, Any]:
    decimals = paid_decimals(computed)
    return {
        "schema": SCHEMA,
        "ruleset": computed.checked.ruleset.name,
        "round": computed.round,
        "synthetic": computed.is_synthetic,
        "currency": currency_data(computed.checked.ruleset.currency),
        "varied": [one.address for one in axes],
        "points": [
            {
                "values": [str(value) for value in one.values],
                "payouts": {".".join(key): as_data(amount, decimals) for key, amount in one.payouts.items()},
                "faults": list(slugs(one)),
            }
            for one in points
        ],
    }
