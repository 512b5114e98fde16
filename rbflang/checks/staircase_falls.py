"""A staircase that gives less for a higher number."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from rbflang.diagnostics import Fault, Kind, Label, Severity
from rbflang.ruleset.model import Ruleset
from rbflang.ruleset.nouns import begun, the_staircase
from rbflang.ruleset.signatures import Inference
from rbflang.ruleset.staircases import amiss
from rbflang.ruleset.unit_words import shown
from rbflang.ruleset.values import exact, unit_of
from rbflang.syntax.tree import StaircaseDecl, Step
from rbflang.wording import Words

KIND = Kind(
    "staircase-falls",
    Severity.WARNING,
    Words("Trappen går nedover", "The staircase falls"),
    Words(
        "Vanligvis gir et høyere tall minst like mye. Gir et trinn mindre enn det forrige, kan en region tape på å "
        "bli bedre. For plasseringer og ventetider, der et lavt tall er best, er det som det skal være, og varselet "
        "kan stå.",
        "Usually a higher number gives at least as much. If a step gives less than the one before, a region may lose "
        "by improving. For ranks and waiting times, where a low number is best, it is as it should be, and the "
        "warning may stay.",
    ),
    Words(
        "trapp uttelling [regelverk 4] { fra 0 % gir 0 deler  fra 40 % gir 4 deler  fra 60 % gir 2 deler }",
        "staircase credit [rulebook 4] { from 0 % gives 0 parts  from 40 % gives 4 parts  from 60 % gives 2 parts }",
    ),
    Words(
        "trapp uttelling [regelverk 4] { fra 0 % gir 0 deler  fra 40 % gir 2 deler  fra 60 % gir 4 deler }",
        "staircase credit [rulebook 4] { from 0 % gives 0 parts  from 40 % gives 2 parts  from 60 % gives 4 parts }",
    ),
)


def check(ruleset: Ruleset, inference: Inference) -> Iterator[Fault]:
    """A warning for the first place where each staircase falls."""
    for staircase in ruleset.staircases.values():
        for before, step in pairwise(staircase.steps if not amiss(staircase) else ()):
            if exact(step.result) < exact(before.result):
                yield _fault(staircase, before, step)
                break


def _fault(staircase: StaircaseDecl, before: Step, step: Step) -> Fault:
    what, step_before = begun(the_staircase(staircase)), Words("trinnet før", "the step before")
    if staircase.is_ramp:
        step_before = Words("punktet før", "the point before")
    more, less = shown(exact(before.result), unit_of(before.result)), shown(exact(step.result), unit_of(step.result))
    return Fault(
        KIND,
        Words(f"{what.nb} går nedover", f"{what.en} falls"),
        (
            Label(step.result.span, Words(f"mindre enn {step_before.nb}", f"less than {step_before.en}")),
            Label(before.result.span, step_before),
        ),
        (
            Words(
                f"Et høyere tall gir {less.nb} i stedet for {more.nb}. Er et høyt tall bra, kan det lønne seg å bli "
                "dårligere.",
                f"A higher number gives {less.en} instead of {more.en}. If high is good, it can pay to become worse.",
            ),
        ),
        Words(
            "Er et lavt tall best, er det riktig slik. Ellers må tallene byttes om.",
            "If low is best, this is right. Else exchange the two.",
        ),
    )
