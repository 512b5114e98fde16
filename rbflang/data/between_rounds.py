"""What a round takes over from an earlier one: `datagrunnlag … NKI som i foreløpig`.

Takes a checked ruleset and the figures of both rounds; gives the later round's figures with those that stay as they
were, or the faults where its own data say otherwise. A register's figures are those of the indicators that some
property names the register for; an input may be named itself. It reads no file.
"""

from __future__ import annotations

from collections.abc import Iterator

from attrs import evolve

from rbflang.data.figures import Figures, Observation, address_of
from rbflang.diagnostics import Fault, Kind, Label, Severity
from rbflang.graph.domain import Key
from rbflang.graph.nodes import Cell, printed_of
from rbflang.library import round_name
from rbflang.nearest import folded
from rbflang.ruleset.model import Ruleset
from rbflang.ruleset.registers import belongs_to, earlier_rounds
from rbflang.syntax.tree import RoundDecl
from rbflang.wording import Words

DIFFERS = Kind(
    "figure-differs-between-rounds",
    Severity.FAULT,
    Words("Et tall som ligger fast, er endret mellom fordelingene", "A fixed figure differs between the rounds"),
    Words(
        "Med «datagrunnlag NKI som i foreløpig» sier regelsettet at dataene fra NKI ligger fast. Da hentes de fra den "
        "forrige fordelingen, og datafilen for den nye kan ikke si noe annet.",
        "With “data_basis survey same as in provisional” the ruleset says "
        "that the data of “survey” are fixed. They are taken from the earlier round, and the data of the later one "
        "cannot say anything else.",
    ),
)


def round_of(ruleset: Ruleset, file_name: str) -> RoundDecl | None:
    """The declared round that observations of this file name are for."""
    return next((one for one in ruleset.rounds.values() if _plain(one.name.text) == _plain(file_name)), None)


def _plain(name: str) -> str:
    return folded(round_name(name))


def with_earlier(figures: Figures, later: RoundDecl, earlier: RoundDecl, kept: Figures) -> Figures:
    """The figures of the later round, with those it has from the earlier one, and a fault for each that differs."""
    observations = dict(figures.observations)
    faults: list[Fault] = []
    for place, one in _staying(later, earlier, kept):
        own = observations.get(place)
        if own is not None and not _agree(own, one):
            faults.append(_differs(figures, own, one, later))
        observations[place] = one
    return evolve(figures, observations=observations, faults=(*figures.faults, *faults))


def _staying(later: RoundDecl, earlier: RoundDecl, kept: Figures) -> Iterator[tuple[tuple[str, Key], Observation]]:
    ruleset = kept.checked.ruleset
    names = [register for register, taken_from in earlier_rounds(later) if taken_from.text == earlier.name.text]
    for (quantity, key), one in kept.observations.items():
        if any(belongs_to(ruleset, name.text, quantity, key) for name in names):
            yield (quantity, key), one


def _agree(own: Observation, earlier: Observation) -> bool:
    """True where the same figure is given again, whether or not it is narrowed again."""
    return _value(own.cell) == _value(earlier.cell) and own.narrowing in ("", earlier.narrowing)


def _value(cell: Cell) -> object:
    return printed_of(cell)


def _differs(figures: Figures, own: Observation, earlier: Observation, later: RoundDecl) -> Fault:
    address = address_of(figures.checked.ruleset.quantities[own.quantity], figures.checked, own.key)
    now, then = (f"{one.printed} {one.narrowing}".strip() for one in (own, earlier))
    return Fault(
        DIFFERS,
        Words(f"«{address}» skal ikke endres mellom fordelingene", f"“{address}” must not change between the rounds"),
        (
            Label(own.span, Words(f"her er det {now}", f"here it is {now}")),
            Label(earlier.span, Words(f"før var det {then}", f"before it was {then}")),
            Label(later.name.span, Words("dette sier regelsettet", "this is what the ruleset says")),
        ),
        (
            Words(
                "Regelsettet sier at disse dataene er de samme som i den forrige fordelingen. De hentes derfra.",
                "The ruleset says that these data are those of the earlier round. They are taken from there.",
            ),
        ),
        Words(
            "Slett linjen i datafilen. Skal tallet likevel endres, så rett datagrunnlaget for fordelingen.",
            "Delete the line of the data file. If the figure is to change after all, correct the data of the round.",
        ),
        address=address,
    )
