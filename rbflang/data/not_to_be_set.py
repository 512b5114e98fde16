"""Cells that the data and `--set` cannot give, for they follow from others: the fault that says so, and what to set."""

from __future__ import annotations

from rbflang.data_faults import SETTING
from rbflang.diagnostics import Fault, Label
from rbflang.source import Span
from rbflang.wording import Words

# by the role of the quantity: why it cannot be set, and what to do instead
NOT_SET: dict[str, tuple[Words, Words]] = {
    "lapsed": (
        Words("Poeng som bortfaller, er det som blir igjen etter fordelingen.", "Lapsed points are what is left."),
        Words("Sett delene eller poengene i stedet.", "Set the parts or the points instead."),
    ),
    "point_share": (
        Words("Poengandelene må til sammen være 100 %.", "The point shares must add up to 100%."),
        Words("Endre dem i regelsettet.", "Change them in the ruleset."),
    ),
    "whole": (
        Words("Det som betales i alt, er summen av linjene.", "What is paid in all is the sum of its lines."),
        Words("Sett linjene i stedet.", "Set the lines instead."),
    ),
    "taking_part": (
        Words(
            "Hvem som deltar, følger av kravene i prestasjonsmålet.", "Who takes part follows from the requirements."
        ),
        Words("Sett tallene som kravene leser, i stedet.", "Set the figures that the requirements read instead."),
    ),
}


def not_to_be_set(span: Span, address: str, role: str) -> Fault:
    """A cell that follows from others."""
    why, instead = NOT_SET[role]
    return Fault(
        SETTING,
        Words(f"«{address}» kan ikke settes", f"“{address}” cannot be set"),
        (Label(span, Words("denne adressen", "this address")),),
        (why,),
        instead,
        address=address,
    )
