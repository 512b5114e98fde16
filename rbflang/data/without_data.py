"""A ruleset that no observations came with: an empty table to compute on, so that what is missing is named.

Takes a checked ruleset, gives a table with its columns and no rows, and the faults of computing on it with the way on.
"""

from __future__ import annotations

from collections.abc import Sequence

from attrs import evolve

from rbflang.column_names import headings_of
from rbflang.diagnostics import Fault
from rbflang.ruleset.model import CheckedRuleset, Quantity, Ruleset
from rbflang.source import Source
from rbflang.wording import Words, listing

NO_FILE = "(ingen datafil)"


def no_rows(checked: CheckedRuleset) -> Source:
    """A table with a column for each set that the inputs vary over, and no rows."""
    inputs = [one for one in checked.ruleset.quantities.values() if one.role == "input"]
    sets = tuple(dict.fromkeys(name for one in inputs for name in one.sets))
    return Source(NO_FILE, ";".join(headings_of(sets, checked.ruleset.tree.language)) + "\n")


def led_on(
    faults: Sequence[Fault], ruleset: Ruleset, known: Source, some: bool, has_synthetic: bool
) -> tuple[Fault, ...]:
    """The faults; after the last figure that is missing, what came with the ruleset, and what to try instead."""
    title, optional = ruleset.title, [f"«{one.name}»" for one in ruleset.quantities.values() if _is_optional(one)]
    heading = next(line for line in known.text.splitlines() if line and not line.startswith("#"))
    with_it = Words(
        f"Med {title} følger ikke alle observasjonene som trengs. Gi alle med --data FIL, eller de som mangler, med "
        "--set."
        if some
        else f"Det følger ingen observasjoner med {title}. Gi dem med --data FIL.",
        f"Not all observations needed come with {title}. Give all with --data FILE, or those missing with --set."
        if some
        else f"No observations come with {title}. Give them with --data FILE.",
    )
    synthetic = Words(
        "Skal regelsettet bare prøves, følger det med syntetiske tall: --data syntetisk.",
        "To try the rules only, synthetic figures come with them: --data synthetic.",
    )
    columns = Words(f"Overskriften i filen er «{heading}».", f"The heading of the file is “{heading}”.")
    without = Words(
        f"Valgfritt er {listing(optional)}. Uten slike tall gjelder det reglene sier når de mangler.",
        f"Optional: {listing(optional, 'en')}. Without such figures the rules say what holds instead.",
    )
    more = (with_it, columns, *((without,) if optional else ()), *((synthetic,) if has_synthetic else ()))
    last = max((at for at, one in enumerate(faults) if one.slug == "figure-missing"), default=None)
    return tuple(evolve(one, after=(*one.after, *more)) if at == last else one for at, one in enumerate(faults))


def _is_optional(quantity: Quantity) -> bool:
    return quantity.role == "input" and quantity.typing is not None and quantity.typing.is_optional
