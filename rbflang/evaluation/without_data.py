"""A ruleset that no observations came with: an empty table to compute on, so that what is missing is named.

Takes a checked ruleset, gives a table with its columns and no rows, and the faults of computing on it with the way on.
"""

from __future__ import annotations

from collections.abc import Sequence

from attrs import evolve

from rbflang.diagnostics import Fault
from rbflang.ruleset.model import CheckedRuleset
from rbflang.source import Source
from rbflang.wording import Words

NO_FILE = "(ingen datafil)"


def no_rows(checked: CheckedRuleset) -> Source:
    """A table with a column for each set that the inputs vary over, and no rows."""
    inputs = [one for one in checked.ruleset.quantities.values() if one.role == "input"]
    sets = dict.fromkeys(name for one in inputs for name in one.sets)
    return Source(NO_FILE, ";".join(("størrelse", *sets, "verdi", "presisering", "status", "kilde")) + "\n")


def led_on(faults: Sequence[Fault], title: str, some: bool, has_synthetic: bool) -> tuple[Fault, ...]:
    """The faults; after the last figure that is missing, what came with the ruleset, and what to try instead."""
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
        "To try the rules only, synthetic figures come with them: --data syntetisk.",
    )
    more = (with_it, synthetic) if has_synthetic else (with_it,)
    last = max((at for at, one in enumerate(faults) if one.slug == "figure-missing"), default=None)
    return tuple(evolve(one, after=(*one.after, *more)) if at == last else one for at, one in enumerate(faults))
