"""Corrections: a row of the data that says which figure it replaces, and why.

Takes rows and the figures they replace; gives the faults of those that do not fit. The old value must be that of the
row which is replaced, where that row is among the data too.
"""

from __future__ import annotations

from collections.abc import Iterator

from attrs import evolve

from rbflang.data.figures import Observation
from rbflang.data_faults import row_twice
from rbflang.diagnostics import Fault, Kind, Label, Severity
from rbflang.graph.domain import Key
from rbflang.graph.nodes import printed_of
from rbflang.observations import Field, ObservationRow
from rbflang.source import Span
from rbflang.wording import Words, printed

CORRECTION_DOES_NOT_FIT = Kind(
    "correction-does-not-fit",
    Severity.FAULT,
    Words("En rettelse stemmer ikke", "A correction does not fit"),
    Words(
        "En rad som retter et tall, sier i kolonnen «erstatter» hva det gamle tallet var, og i «begrunnelse» hvorfor "
        "det er byttet ut. Står raden som rettes, blant dataene, må det gamle tallet være det samme der: ellers er det "
        "et annet tall enn det som ble rettet.",
        "A row that corrects a figure says in the column “replaces” what the old figure was, and in “reason” why it "
        "was replaced. Where the row that is corrected is among the data, the old figure must be the same there: "
        "otherwise it is another figure than the one that was corrected.",
    ),
)


def row_before(row: ObservationRow) -> ObservationRow | Fault:
    """The row with the figure that it replaces; a fault where it does not say why, or with what."""
    old = row.fields["replaces"]
    if not row.text("reason"):
        return _without_reason(old.span)
    if not row.text("value"):
        return _without_value(old.span)
    return evolve(row, fields={**row.fields, "value": old, "narrowing": Field.standing("", old.span)})


def laid_over(
    first: Observation, second: Observation, place: dict[tuple[str, Key], Observation], address: str
) -> Iterator[Fault]:
    """Keep the one of two rows for a cell that replaces the other; a fault where neither does."""
    if not first.replaces and not second.replaces:
        yield row_twice(first.span, second.span, address)
    elif _fits(second, first):
        place[second.quantity, second.key] = second
    elif not _fits(first, second):
        yield _does_not_agree(second, first, address) if second.replaces else _does_not_agree(first, second, address)


def _fits(correction: Observation, older: Observation) -> bool:
    """True if a correction replaces this figure."""
    old = correction.replaces
    return old is not None and printed_of(old.cell) == printed_of(older.cell)


def _does_not_agree(correction: Observation, older: Observation, address: str) -> Fault:
    """A correction whose old value is another than that of the row it corrects."""
    assert correction.replaces is not None
    said, stands = printed(correction.replaces.printed), printed(older.known)
    return Fault(
        CORRECTION_DOES_NOT_FIT,
        Words(
            f"Rettelsen av «{address}» erstatter {said.nb}, men tallet er {stands.nb}",
            f"The correction of “{address}” replaces {said.en}, but the figure is {stands.en}",
        ),
        (
            Label(correction.replaces.span, Words("dette skal rettes", "this is to be corrected")),
            Label(older.span, Words("her står tallet", "here the figure stands")),
        ),
        (),
        Words(
            "Skriv det gamle tallet slik det står i raden som rettes, eller slett den av radene som ikke gjelder.",
            "Write the old figure as it stands in the row that is corrected, or delete the row that does not hold.",
        ),
        address=address,
    )


def _without_reason(old: Span) -> Fault:
    """A correction that does not say why."""
    return Fault(
        CORRECTION_DOES_NOT_FIT,
        Words("En rettelse mangler begrunnelse", "A correction lacks its reason"),
        (Label(old, Words("hvorfor er dette tallet byttet ut?", "why is this figure replaced?")),),
        (),
        Words(
            "Skriv grunnen i kolonnen «begrunnelse» på samme rad.", "Write why in the column “reason” of the same row."
        ),
    )


def _without_value(old: Span) -> Fault:
    """A correction without a new value."""
    return Fault(
        CORRECTION_DOES_NOT_FIT,
        Words("En rettelse mangler det nye tallet", "A correction lacks the new figure"),
        (Label(old, Words("hva skal stå i stedet for dette?", "what takes the place of this?")),),
        (),
        Words("Skriv det nye tallet i kolonnen «verdi».", "Write the new figure in the column “value”."),
    )
