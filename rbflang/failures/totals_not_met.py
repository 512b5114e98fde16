"""Figures that do not add up to what the rules say of them: `inndata x per region : andel, til sammen 100 %`.

Takes a computed ruleset, gives a fault for each sum that is another. Where a figure of a sum is missing, that is told
elsewhere; an optional figure that nobody has given counts as none.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from functools import reduce

from rbflang.data.computed import Computed
from rbflang.diagnostics import Fault, Kind, Label, Severity
from rbflang.graph.domain import Key
from rbflang.graph.nodes import Cell, printed_of
from rbflang.intervals import add, point
from rbflang.ruleset.model import Quantity
from rbflang.ruleset.unit_words import shown
from rbflang.ruleset.values import exact
from rbflang.tables.apportion import interval_of
from rbflang.wording import Words

FIGURES_DO_NOT_ADD_UP = Kind(
    "figures-do-not-add-up",
    Severity.FAULT,
    Words("Tallene i dataene er ikke til sammen det de skal være", "The figures do not add up to what they should"),
    Words(
        "Med «til sammen 100 %» sier regelsettet hva tallene i inndata blir til sammen. Det prøves hver gang "
        "regelsettet kjøres, på tallene slik de er trykt. Er summen en annen, vises ingen utbetaling. Med «omtrent» "
        "kan summen være en annen, men ikke mer enn avrundingen i kilden kan forklare.",
        "With “totalling 100 %” the rules say what the figures of an input add up to. It is checked in every run, on "
        "the figures as printed. Where the sum is another, no payout is shown. With “approximately” the sum may be "
        "another, but not by more than rounding in print explains.",
    ),
)


def totals_broken(computed: Computed) -> tuple[Fault, ...]:
    """A fault for each sum of figures that is not the promised one."""
    quantities = computed.checked.ruleset.quantities.values()
    return tuple(fault for one in quantities for fault in _broken(computed, one))


def figures_together(computed: Computed, quantity: Quantity) -> Mapping[Key, Sequence[tuple[Key, Cell]]]:
    """The figures of an input that the rules say what add up to, each group by the members it has in common."""
    typing = quantity.typing
    if quantity.role != "input" or typing is None or typing.total is None or typing.is_optional:
        return {}
    node = computed.valuation.graph.named[quantity.name]
    at = [node.domain.sets.index(name.text) for name in typing.total_per]
    together: dict[Key, list[tuple[Key, Cell]]] = {}
    for key, cell in zip(node.domain.keys, computed.valuation.cells[node], strict=True):
        together.setdefault(tuple(key[i] for i in at), []).append((key, cell))
    return together


def known_sum(figures: Sequence[tuple[Key, Cell]]) -> Fraction | None:
    """The sum of the figures as printed; `None` where one is missing or known only within bounds."""
    values = [printed_of(cell) for _, cell in figures]
    known = [one for one in values if isinstance(one, Fraction)]
    return sum(known, Fraction(0)) if len(known) == len(values) else None


def _broken(computed: Computed, quantity: Quantity) -> Iterator[Fault]:
    typing, ruleset = quantity.typing, computed.checked.ruleset
    if typing is None or typing.total is None:
        return
    wanted = exact(typing.total)
    for members, figures in figures_together(computed, quantity).items():
        found = known_sum(figures)
        if found is None or found == wanted or (typing.is_approximate and _within(figures, wanted)):
            continue
        unit = computed.checked.inference.signatures[quantity.name].kind.unit
        inside = ", ".join(
            ruleset.sets[name.text][one].title for name, one in zip(typing.total_per, members, strict=True)
        )
        yield _fault(computed, quantity, inside, shown(found, unit), shown(wanted, unit))


def _within(figures: Sequence[tuple[Key, Cell]], wanted: Fraction) -> bool:
    """True if numbers that print as the figures do can have the sum."""
    return reduce(add, (interval_of(cell) for _, cell in figures), point(Fraction(0))).holds(wanted)


def _fault(computed: Computed, quantity: Quantity, inside: str, found: Words, wanted: Words) -> Fault:
    is_approximate = quantity.typing is not None and quantity.typing.is_approximate
    rows = [one for (name, _), one in computed.figures.observations.items() if name == quantity.name]
    of, of_en = (f" for «{inside}»", f" for “{inside}”") if inside else ("", "")
    return Fault(
        FIGURES_DO_NOT_ADD_UP,
        Words(
            f"«{quantity.name}»{of} er til sammen {found.nb}, ikke {wanted.nb}",
            f"“{quantity.name}”{of_en} adds up to {found.en}, not {wanted.en}",
        ),
        (*(Label(one.span) for one in rows[:4]), Label(quantity.span, Words("lovet her", "promised here"))),
        (),
        Words(
            "Rett tallene. Forskjellen er større enn avrundingen i kilden kan forklare.",
            "Correct the figures. The difference is more than rounding in print explains.",
        )
        if is_approximate
        else Words(
            "Rett tallene. Er de avrundet i kilden, så skriv «til sammen … omtrent» i regelsettet.",
            "Correct the figures. If they were rounded in print, write “totalling … approximately” in the rules.",
        ),
    )
