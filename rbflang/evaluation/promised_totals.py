"""Figures that do not add up to what the rules say of them: `inndata x per region : andel, til sammen 100 %`.

Takes a computed ruleset, gives a fault for each sum that is another. Where a figure of a sum is missing, that is told
elsewhere; an optional figure that nobody has given counts as none.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from rbflang.diagnostics import Fault, Kind, Label, Severity
from rbflang.evaluation.computed import Computed
from rbflang.evaluation.shown import shown
from rbflang.graph.domain import Key
from rbflang.graph.nodes import Figure
from rbflang.ruleset.model import Quantity
from rbflang.ruleset.totals import promised_of_input
from rbflang.ruleset.values import exact
from rbflang.wording import Words

FIGURES_DO_NOT_ADD_UP = Kind(
    "figures-do-not-add-up",
    Severity.FAULT,
    Words("Tallene i dataene er ikke til sammen det de skal være", "The figures do not add up to what they should"),
    Words(
        "Med «til sammen 100 %» sier regelsettet hva tallene i inndata blir til sammen. Det prøves hver gang "
        "regelsettet kjøres, på tallene slik de er trykt. Er summen en annen, vises ingen utbetaling.",
        "With “til sammen 100 %” the rules say what the figures of an input add up to. It is checked in every run, on "
        "the figures as printed. Where the sum is another, no payout is shown.",
    ),
)


def totals_broken(computed: Computed) -> tuple[Fault, ...]:
    """A fault for each sum of figures that is not the promised one."""
    quantities = computed.checked.ruleset.quantities.values()
    return tuple(fault for one in quantities for fault in _broken(computed, one))


def _broken(computed: Computed, quantity: Quantity) -> Iterator[Fault]:
    typing = quantity.typing
    if promised_of_input(quantity) is None or typing is None or typing.total is None:
        return
    ruleset, node = computed.checked.ruleset, computed.valuation.graph.named[quantity.name]
    at = [node.domain.sets.index(name.text) for name in typing.total_per]
    together: dict[Key, list[Fraction | None]] = {}
    for key, cell in zip(node.domain.keys, computed.valuation.cells[node], strict=True):
        value = cell.value if isinstance(cell, Figure) else cell
        number = value if isinstance(value, Fraction) else None
        together.setdefault(tuple(key[i] for i in at), []).append(number)
    wanted = exact(typing.total)
    for members, values in together.items():
        known = [one for one in values if one is not None]
        if len(known) == len(values) and sum(known) != wanted:
            unit = computed.checked.inference.signatures[quantity.name].kind.unit
            inside = ", ".join(
                ruleset.sets[name.text][one].title for name, one in zip(typing.total_per, members, strict=True)
            )
            yield _fault(computed, quantity, inside, shown(sum(known, Fraction(0)), unit), shown(wanted, unit))


def _fault(computed: Computed, quantity: Quantity, inside: str, found: str, wanted: str) -> Fault:
    rows = [one for (name, _), one in computed.figures.observations.items() if name == quantity.name]
    of, of_en = (f" for «{inside}»", f" for “{inside}”") if inside else ("", "")
    return Fault(
        FIGURES_DO_NOT_ADD_UP,
        Words(
            f"«{quantity.name}»{of} er til sammen {found}, ikke {wanted}",
            f"“{quantity.name}”{of_en} adds up to {found}, not {wanted}",
        ),
        (*(Label(one.span) for one in rows[:4]), Label(quantity.span, Words("lovet her", "promised here"))),
        (),
        Words(
            "Rett tallene. Er de avrundet i kilden, så skriv «til sammen … omtrent» i regelsettet.",
            "Correct the figures. If they were rounded in print, write “til sammen … omtrent” in the rules.",
        ),
    )
