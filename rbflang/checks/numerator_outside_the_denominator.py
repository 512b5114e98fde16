"""A share whose numerator can count what its denominator does not: it could be more than the whole."""

from __future__ import annotations

from collections.abc import Iterator

from rbflang.diagnostics import Fault, Kind, Label, Severity
from rbflang.inventory.measured_texts import MeasuredText, measured_texts
from rbflang.register.definitions import AllOf, Condition, Negated
from rbflang.register.possible_rows import can_hold, readings
from rbflang.ruleset.measured.counts import count_of
from rbflang.ruleset.model import Ruleset
from rbflang.ruleset.signatures import Inference
from rbflang.ruleset.values import range_of
from rbflang.syntax import expressions as ex
from rbflang.syntax.counting.format_counted import counted_text
from rbflang.syntax.nodes.episode_nodes import CountedRow, WrittenCount
from rbflang.wording import Words

KIND = Kind(
    "numerator-outside-the-denominator",
    Severity.FAULT,
    Words("Telleren er ikke en del av nevneren", "The numerator is no part of the denominator"),
    Words(
        "En andel er en del av en helhet. Alt som telles over streken, må også telles under den. Vilkårene til "
        "nevneren skal derfor stå i telleren også, og begge skal telle pasienter eller begge opphold. Pasienter kan "
        "deles på opphold, men ikke omvendt. Kan tallet bli mer enn 100 %, så si det: «andel fra 0 % til 200 %».",
        "A share is a part of a whole: whatever is counted above the line must be counted below it. So the conditions "
        "of the denominator stand in the numerator too, and both count patients, or both count stays. Patients can be "
        "divided by stays, but not the other way. If the number may be more than 100%, say so: “proportion from 0 % "
        "to 200 %”.",
    ),
    Words(
        "måling av måloppnåelse fra episoder {\n"
        "    video: antall der kontakt blant video, telefon / antall der tjenestetype er poliklinisk [regelverk 5]\n}",
        "measurement of achievement from episodes {\n"
        "    video: count where contact among video, telephone / count where service is outpatient [rulebook 5]\n}",
    ),
    Words(
        "måling av måloppnåelse fra episoder {\n"
        "    video: antall der tjenestetype er poliklinisk og kontakt blant video, telefon\n"
        "        / antall der tjenestetype er poliklinisk [regelverk 5]\n}",
        "measurement of achievement from episodes {\n"
        "    video: count where service is outpatient and contact among video, telephone\n"
        "        / count where service is outpatient [rulebook 5]\n}",
    ),
)


def check(ruleset: Ruleset, inference: Inference) -> Iterator[Fault]:
    """A fault for each share that can count more above its line than below it."""
    for one in measured_texts(ruleset):
        typing = one.quantity.typing if one.quantity else None
        most = range_of(typing).high if typing else None
        for row in one.written.rows if most is not None and most <= 1 else ():
            if row.denominator is not None:
                yield from _row(ruleset, one, row, row.denominator)


def _row(ruleset: Ruleset, one: MeasuredText, row: CountedRow, denominator: WrittenCount) -> Iterator[Fault]:
    above, below, base = count_of(row.numerator, one.columns), count_of(denominator, one.columns), one.base
    if above is None or below is None or base is None:
        return
    if below.distinct and not above.distinct:
        yield _of_another_kind(row.numerator, denominator)
    elif _may_be_outside(one, AllOf((base, above.where, Negated(below.where)))):
        yield _fault(ruleset, row.numerator, denominator)


def _may_be_outside(one: MeasuredText, outside: Condition) -> bool:
    """True where some row can be so, whichever code is meant by one that is not declared and told by itself."""
    return all(can_hold(reading, one.several) for reading in readings(outside, one.declared))


def _of_another_kind(numerator: WrittenCount, denominator: WrittenCount) -> Fault:
    return Fault(
        KIND,
        Words("Telleren teller opphold, og nevneren pasienter", "The numerator counts stays, the denominator patients"),
        (Label(numerator.span, Words("opphold", "stays")), Label(denominator.span, Words("pasienter", "patients"))),
        (
            Words(
                "En pasient kan ha flere opphold, så det som telles, kan bli mer enn helheten.",
                "A patient may have several stays, so what is counted may be more than the whole.",
            ),
        ),
        Words("Tell det samme over og under streken.", "Count the same above and below the line."),
    )


def _fault(ruleset: Ruleset, numerator: WrittenCount, denominator: WrittenCount) -> Fault:
    where = denominator.where
    assert where is not None  # what no condition keeps out counts all
    whole = where if numerator.where is None else ex.Logic(where.span, "and", where, numerator.where)
    cure = counted_text(WrittenCount(numerator.span, numerator.unique, whole), ruleset.tree.language)
    return Fault(
        KIND,
        Words("Telleren er ikke en del av nevneren", "The numerator is no part of the denominator"),
        (
            Label(numerator.span, Words("kan telle noe", "may count something")),
            Label(where.span, Words("som dette holder utenfor", "that this leaves out")),
        ),
        (),
        Words(
            "Skriv vilkåret til nevneren i telleren også:",
            "Write the condition of the denominator in the numerator too:",
        ),
        (cure,),
    )
