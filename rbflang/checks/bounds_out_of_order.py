"""Bounds of a number that fall: `mellom 60 % og 50 %` holds no number."""

from __future__ import annotations

from collections.abc import Iterator

from rbflang.diagnostics import Fault, Kind, Label, Severity
from rbflang.ruleset.model import Ruleset
from rbflang.ruleset.signatures import Inference
from rbflang.ruleset.totals import spelled
from rbflang.ruleset.written_shares import as_written
from rbflang.syntax.expressions import Between
from rbflang.wording import Words

KIND = Kind(
    "bounds-out-of-order",
    Severity.FAULT,
    Words("Grensene for et tall står i gal rekkefølge", "The bounds of a number are in the wrong order"),
    Words(
        "Et tall som bare er kjent innen grenser, skrives med den laveste først. Ingen tall ligger mellom 60 % og "
        "50 %. Er grensene like, er tallet kjent.",
        "A number that is known only within bounds is written with the lowest first. No number lies between 60% and "
        "50%. Where the bounds are equal, the number is known.",
    ),
    Words(
        "egenskap dekning per region : andel\ntabell per region {\n    dekning [regelverk 2]\n"
        "    Nord: mellom 60 % og 50 %\n}",
        "property coverage per region : proportion\n"
        "table per region {\n"
        "    coverage [rulebook 2]\n"
        "    North: between 60 % and 50 %\n"
        "}",
    ),
    Words(
        "egenskap dekning per region : andel\ntabell per region {\n    dekning [regelverk 2]\n"
        "    Nord: mellom 50 % og 60 %\n}",
        "property coverage per region : proportion\n"
        "table per region {\n"
        "    coverage [rulebook 2]\n"
        "    North: between 50 % and 60 %\n"
        "}",
    ),
)


def check(ruleset: Ruleset, inference: Inference) -> Iterator[Fault]:
    """A fault for each pair of bounds, of a table, a property, a fixed number or a point share."""
    rows = [one for quantity in ruleset.quantities.values() for one in quantity.given.values()]
    rows += [one for measure in ruleset.measures.values() for one in measure.share_rows.values()]
    told: set[int] = set()
    for row in rows:
        value = row.value
        if isinstance(value, Between) and value.low.value > value.high.value and id(value) not in told:
            told.add(id(value))
            yield _fault(value)


def _fault(value: Between) -> Fault:
    text = " ".join(value.span.text.split())
    low, high = as_written(value.low), as_written(value.high)
    before, _, rest = text.partition(low)
    middle = rest[: rest.rindex(high)]
    a, b = spelled(value.low.value, value.low), spelled(value.high.value, value.high)
    return Fault(
        KIND,
        Words(f"Ingen tall ligger mellom {a.nb} og {b.nb}", f"No number lies between {a.en} and {b.en}"),
        (Label(value.span, Words("den største grensen står først", "the greater bound stands first")),),
        (),
        Words("Skriv den laveste grensen først:", "Write the lowest bound first:"),
        (f"{before}{high}{middle}{low}",),
    )
