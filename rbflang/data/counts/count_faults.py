"""The faults of rows with the counts of units behind a figure: of trusts behind the figure of their region."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from attrs import frozen

from rbflang.diagnostics import Fault, Kind, Label, Severity
from rbflang.source import Span
from rbflang.wording import Words

MOST_LABELS = 4
AS_COUNTS = Words(
    "Bak et tall står antall: 412/3850, eller med bare en grense i kolonnen «presisering»: under 5/3850.",
    "Behind a figure stand counts: “412/3850”, or with a bound alone in the column “narrowing”: “below 5/3850”.",
)


class Ranged(Protocol):
    """A whole number of which the least and the most is known."""

    @property
    def least(self) -> int:
        """The least that it can be."""

    @property
    def most(self) -> int | None:
        """The most that it can be; `None` without a bound."""


@frozen
class Unfit:
    """What units come to, what the figure is, whether they must add up to it, and the line that would fit, if any."""

    added: str
    stated: str
    adds_up: bool
    line: str


COUNTS_DO_NOT_ADD_UP = Kind(
    "counts-do-not-add-up",
    Severity.FAULT,
    Words("Antallene bak et tall stemmer ikke med tallet", "The counts behind a figure do not fit it"),
    Words(
        "Rader som nevner et foretak, er antallene bak regionens tall. Tellerne og nevnerne skal hver for seg bli til "
        "sammen det som står i raden for regionen. Telles pasienter én gang i hele regionen, kan foretakene til sammen "
        "ha flere, men aldri færre, og ingen av dem kan ha flere enn regionen.",
        "Rows that name a trust are the counts behind the figure of its region. The numerators and the denominators "
        "must each add up to those of the row of the region. Where patients are counted once in the whole region, its "
        "trusts may have more of them together, but never fewer, and none of them can have more than the region.",
    ),
)


def do_not_add_up(given: Span, units: Sequence[Span], address: str, column: str, found: Unfit) -> Fault:
    """Units whose counts come to another figure than the one that is given."""
    rest = len(units) - MOST_LABELS
    more = Words(f"og {rest} rader til", f"and {rest} more rows") if rest > 0 else Words("", "")
    shown = [Label(one) for one in units[:MOST_LABELS]]
    if rest > 0:
        shown[-1] = Label(units[MOST_LABELS - 1], more)
    story = (
        Words("Tellerne og nevnerne legges sammen hver for seg.", "Numerators and denominators are added separately.")
        if found.adds_up
        else Words(
            "Her telles hver pasient én gang i hele regionen. Da kan radene ha flere til sammen, men ikke færre, og "
            "ingen av dem kan ha flere enn regionen.",
            "Here each patient is counted once in the whole region. The rows may have more together, but no fewer, and "
            "none of them can have more than the region.",
        )
    )
    return Fault(
        COUNTS_DO_NOT_ADD_UP,
        Words(
            f"Radene bak «{address}» er til sammen {found.added}, men tallet er {found.stated}",
            f"The rows behind “{address}” come to {_english(found.added)}, but the figure is {_english(found.stated)}",
        ),
        (Label(given, Words("dette tallet", "this figure")), *shown),
        (story,),
        Words(
            f"Rett raden som er feil i kolonnen «{column}». Er det regionens rad som er feil, så skriv:",
            f"Correct the row that is wrong in the column “{column}”. If the row of the region is wrong, write:",
        )
        if found.line
        else Words(
            f"Rett raden som er feil: i kolonnen «{column}» eller for regionen.",
            f"Correct the row that is wrong: in the column “{column}” or of the region.",
        ),
        (found.line,) if found.line else (),
        address=address,
    )


def _english(text: str) -> str:
    from rbflang.wording import printed

    return printed(text).en


UNIT_UNDER_ANOTHER = Kind(
    "unit-under-another",
    Severity.FAULT,
    Words("En rad nevner et foretak i en annen region", "A row names a trust of another region"),
    Words(
        "Rader som nevner et foretak, er antallene bak tallet for regionen som foretaket ligger under.",
        "Rows that name a trust are the counts behind the figure of the region that the trust lies under.",
    ),
)


def unit_under_another(span: Span, unit: str, above: str, payee: str) -> Fault:
    """A row whose unit lies under another member than the row names."""
    return Fault(
        UNIT_UNDER_ANOTHER,
        Words(f"«{unit}» ligger under {above}, ikke under {payee}", f"“{unit}” lies under {above}, not under {payee}"),
        (Label(span, Words("denne raden", "this row")),),
        (),
        Words(f"Skriv {above} i raden, eller rett navnet.", f"Write {above} in the row, or correct the name."),
        address=unit,
    )
