"""Which round a published figure is of: the one that its row names, else the first that was computed.

Takes a ruleset and the rows of `publisert.csv`; gives rows and rounds. It must not know what the figures are of.
"""

from __future__ import annotations

from collections.abc import Sequence

from rbflang.data.between_rounds import round_of
from rbflang.data.computed import Computed
from rbflang.published.statements import PublishedRow
from rbflang.ruleset.model import Ruleset
from rbflang.syntax.tree import RoundDecl
from rbflang.wording import Words, in_both, listing

RULES = ("fixed", "table", "property", "point_share")
"""The roles of what the rules say themselves, which is the same in every round."""


def round_of_row(ruleset: Ruleset, row: PublishedRow) -> RoundDecl | None:
    """The declared round that a row names, by its name or its title; `None` where it names none, or no such."""
    text = row.text("round")
    return (round_of(ruleset, text) or _titled(ruleset, text)) if text else None


def own_round(ruleset: Ruleset, round_name: str) -> RoundDecl | None:
    """The declared round that is computed; the first where the figures are of none, if any is declared."""
    return round_of(ruleset, round_name) or next(iter(ruleset.rounds.values()), None)


def rows_of_round(ruleset: Ruleset, round_name: str, rows: Sequence[PublishedRow]) -> tuple[PublishedRow, ...]:
    """The rows that are of a round, by default the first, and those that name none.

    Where rows name a later round, what else is computed and names none is of the first, and left out.
    """
    first, own = own_round(ruleset, ""), own_round(ruleset, round_name)
    named = [round_of_row(ruleset, row) for row in rows]
    is_apart = own is not first and any(one is own for one in named)
    return tuple(
        row
        for row, one in zip(rows, named, strict=True)
        if (one is own if row.text("round") else not (is_apart and _is_of_a_round(ruleset, row)))
    )


def other_round_printed(computed: Computed, rows: Sequence[PublishedRow]) -> RoundDecl | None:
    """The round whose payouts are printed, the first, where another was computed and no row is of that."""
    ruleset = computed.checked.ruleset
    own, first = round_of(ruleset, computed.round), next(iter(ruleset.rounds.values()), None)
    if own is None or own is first or any(round_of_row(ruleset, row) is own for row in rows):
        return None
    return first


def unknown_round(ruleset: Ruleset, row: PublishedRow) -> Words:
    """That a row names a round which the ruleset does not declare, and which it does."""
    text, names = row.text("round"), [one.name.text for one in ruleset.rounds.values()]
    if not names:
        return Words(
            f"Regelsettet har ingen fordelinger, så «{text}» er ingen av dem.",
            f"The ruleset declares no rounds, so “{text}” is none of them.",
        )
    known = in_both(lambda language: listing(names, language))
    return Words(
        f"Regelsettet har ingen fordeling «{text}». Det har {known.nb}.",
        f"The ruleset has no round “{text}”. It has {known.en}.",
    )


def without_data(one: RoundDecl) -> Words:
    """That a round which a row is of has no data to compute it from."""
    name = one.name.text
    return Words(
        f"Det er ikke noe tall å sammenligne med, for fordelingen «{name}» har ingen data.",
        f"There is no figure to compare with, for the round “{name}” has no data.",
    )


def _titled(ruleset: Ruleset, text: str) -> RoundDecl | None:
    plain = text.casefold()
    titles = ((one, (one.titles.title, one.titles.english)) for one in ruleset.rounds.values())
    return next((one for one, names in titles if plain in (name.casefold() for name in names if name)), None)


def _is_of_a_round(ruleset: Ruleset, row: PublishedRow) -> bool:
    """True for what is computed or comes with the data, which is another figure in another round."""
    quantity = ruleset.quantities.get(row.text("quantity"))
    return quantity is not None and quantity.role not in RULES
