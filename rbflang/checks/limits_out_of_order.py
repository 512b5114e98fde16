"""Limits of a staircase that do not rise, rows of both forms, or limits in several units."""

from __future__ import annotations

from collections.abc import Iterator

from rbflang.diagnostics import NOTHING, Fault, Kind, Label, Severity
from rbflang.ruleset.model import Ruleset
from rbflang.ruleset.nouns import the_staircase
from rbflang.ruleset.signatures import Inference
from rbflang.ruleset.staircases import Amiss, amiss, limit_of
from rbflang.ruleset.unit_words import limits_in, shown
from rbflang.ruleset.values import exact, unit_of
from rbflang.syntax.expressions import Value
from rbflang.syntax.tree import StaircaseDecl, Step
from rbflang.wording import Words

KIND = Kind(
    "limits-out-of-order",
    Severity.FAULT,
    Words("Grensene i trappen er ikke i orden", "The limits of the staircase are not in order"),
    Words(
        "Grensene i en trapp stiger fra linje til linje. Alle linjene begynner med «fra», eller alle med «til og med» "
        "og den siste med «over». Alle grensene har samme enhet, og alt trappen gir, har samme enhet.",
        "The limits of a staircase rise from line to line. All lines begin with “from”, or all with “up to and "
        "including” and the last with “over”. All limits have one unit, and so has all that the staircase gives.",
    ),
    Words(
        "trapp uttelling [regelverk tabell 4] {\n"
        "    fra  0 % gir 0 deler\n"
        "    fra 40 % gir 2 deler\n"
        "    fra 20 % gir 1 del\n"
        "}",
        "staircase credit [rulebook table 4] {\n"
        "    from  0 % gives 0 parts\n"
        "    from 40 % gives 2 parts\n"
        "    from 20 % gives 1 part\n"
        "}",
    ),
    Words(
        "trapp uttelling [regelverk tabell 4] {\n"
        "    fra  0 % gir 0 deler\n"
        "    fra 20 % gir 1 del\n"
        "    fra 40 % gir 2 deler\n"
        "}",
        "staircase credit [rulebook table 4] {\n"
        "    from  0 % gives 0 parts\n"
        "    from 20 % gives 1 part\n"
        "    from 40 % gives 2 parts\n"
        "}",
    ),
)


def check(ruleset: Ruleset, inference: Inference) -> Iterator[Fault]:
    """A fault for each row that breaks the order."""
    for staircase in ruleset.staircases.values():
        for what, at in amiss(staircase):
            yield _fault(staircase, what, at)


def _fault(staircase: StaircaseDecl, what: Amiss, at: int) -> Fault:
    steps, name = staircase.steps, staircase.name.text
    if what == "order" and staircase.is_ramp:
        return _points(staircase, at)
    if what == "mixed":
        return _mixed(name, steps, at)
    if what in ("units", "results"):
        return _units(staircase, at, what == "units")
    return _order(name, steps, at) if what == "order" else _nothing_holds(name, steps[at])


def _points(ramp: StaircaseDecl, at: int) -> Fault:
    before, point = ramp.steps[at - 1], ramp.steps[at]
    low, high, what = _shown(before.limit), _shown(point.limit), the_staircase(ramp)
    return Fault(
        KIND,
        Words(
            f"Punktene på {what.nb} stiger ikke: {high.nb} kommer etter {low.nb}",
            f"The points of {what.en} do not rise: {high.en} comes after {low.en}",
        ),
        (
            Label(limit_of(point), Words("dette punktet", "this point")),
            Label(limit_of(before), Words("etter dette", "after this")),
        ),
        (Words("Mellom to punkter går det en rett linje.", "A straight line runs between two points."),),
        Words(
            "Sett punktene i rekkefølge, det laveste først, og bare ett på hvert sted.",
            "Put the points in order, the lowest first, and one at a place only.",
        ),
    )


def _order(name: str, steps: tuple[Step, ...], at: int) -> Fault:
    before, step = steps[at - 1], steps[at]
    end = before.until if before.until is not None else before.limit
    low, high = _shown(end), _shown(step.limit)
    equal = exact(step.limit) == exact(before.limit)
    overlap = before.until is not None and exact(step.limit) > exact(before.limit)
    if equal:
        title = Words(f"Trappen «{name}» har grensen {high.nb} to ganger", f"“{name}” has the limit {high.en} twice")
    elif overlap:
        title = Words(f"To trinn i trappen «{name}» overlapper", f"Two steps of the staircase “{name}” overlap")
    else:
        title = Words(
            f"Grensene i trappen «{name}» stiger ikke: {high.nb} kommer etter {low.nb}",
            f"The limits of “{name}” do not rise: {high.en} comes after {low.en}",
        )
    return Fault(
        KIND,
        title,
        (
            Label(limit_of(step), Words("dette trinnet", "this step")),
            Label(limit_of(before), Words("etter dette", "after this")),
        ),
        (Words("Et resultat må stå på nøyaktig ett trinn.", "A result must stand on exactly one step."),),
        Words(
            "Sett trinnene i rekkefølge, det laveste først, og slett det som er skrevet to ganger."
            if equal
            else "Sett trinnene i rekkefølge, det laveste først.",
            "Put the steps in order, the lowest first.",
        ),
    )


def _shown(value: Value) -> Words:
    return shown(exact(value), unit_of(value))


def _mixed(name: str, steps: tuple[Step, ...], at: int) -> Fault:
    here, other = steps[at], steps[0] if at else steps[-1]
    misplaced = here.kind in ("under", "over")
    story = (
        Words("«under» kan bare stå på første linje.", "“under” can only stand on the first line.")
        if here.kind == "under"
        else Words("«over» kan bare stå på siste linje.", "“over” can only stand on the last line.")
        if here.kind == "over" and at < len(steps) - 1
        else Words(
            "Med «fra» hører grensen til trinnet over, med «til og med» til trinnet under. Blandet er det ikke til å "
            "si hvem en grense tilhører.",
            "With “from” a limit belongs to the step above, with “up to and including” to the one below. Mixed, "
            "nobody can tell whose a limit is.",
        )
    )
    return Fault(
        KIND,
        Words(f"Trappen «{name}» blander to skrivemåter", f"The staircase “{name}” mixes two ways of writing"),
        (
            Label(limit_of(here), Words("denne linjen", "this line")),
            *(
                []
                if misplaced or other is here
                else [Label(limit_of(other), Words("den andre skrivemåten", "the other"))]
            ),
        ),
        (story,),
        Words(
            "Skriv alle linjene med «fra», eller alle med «til og med» og den siste med «over».",
            "Write all lines with “from”, or all with “up to and including” and the last with “over”.",
        ),
    )


def _units(staircase: StaircaseDecl, at: int, is_limit: bool) -> Fault:
    steps, named = staircase.steps, the_staircase(staircase)
    first = steps[0].limit if is_limit else steps[0].result
    here = _differing(steps[at], first) if is_limit else steps[at].result
    one, other = unit_of(first), unit_of(here)
    a, b = limits_in(one), limits_in(other)
    what = (
        Words(f"Grensene i {named.nb}", f"The limits of {named.en}")
        if is_limit
        else Words(f"Det {named.nb} gir,", f"What {named.en} gives")
    )
    return Fault(
        KIND,
        Words(f"{what.nb} har ikke samme enhet", f"{what.en} is not in one unit"),
        (
            Label(here.span, Words(b.nb, b.en)),
            Label(first.span, Words(f"{a.nb} øverst", f"{a.en} at the top")),
        ),
        (
            Words(
                "Alle linjene må ha samme enhet for å kunne sammenlignes.",
                "All lines must be in one unit to be compared.",
            ),
        ),
        Words(
            f"Skriv samme enhet på alle linjene. Den øverste er {a.nb}.",
            f"Write the same unit on every line. The first is {a.en}.",
        )
        if one or other
        else NOTHING,
    )


def _differing(step: Step, first: Value) -> Value:
    return step.until if step.until is not None and unit_of(step.limit) == unit_of(first) else step.limit


def _nothing_holds(name: str, step: Step) -> Fault:
    assert step.until is not None
    low, high = _shown(step.limit), _shown(step.until)
    return Fault(
        KIND,
        Words(f"Et trinn i trappen «{name}» er tomt", f"A step of the staircase “{name}” is empty"),
        (Label(limit_of(step), Words("dette trinnet", "this step")),),
        (Words(f"Fra {low.nb} til under {high.nb} er ingenting.", f"Nothing lies from {low.en} to under {high.en}."),),
        Words("Bytt om de to grensene, eller rett den ene.", "Exchange the two limits, or correct one of them."),
    )
