"""Where each staircase is used, and on what: for the checks about staircases.

Takes what was inferred; gives every use with the signature of its argument, in the order of the text.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from attrs import frozen

from rbflang.intervals import Interval, hull
from rbflang.ruleset.model import Ruleset
from rbflang.ruleset.signatures import Inference, Signature
from rbflang.ruleset.staircases import fits_limits, limit_unit
from rbflang.ruleset.values import exact
from rbflang.syntax.expressions import Call
from rbflang.syntax.tree import StaircaseDecl


@frozen(repr=False)
class Use:
    """One use of a staircase."""

    staircase: StaircaseDecl
    call: Call
    argument: Signature


def uses_of_staircases(ruleset: Ruleset, inference: Inference) -> Iterator[Use]:
    """Every use whose argument is known."""
    for expression, _ in inference.expressions.values():
        if isinstance(expression, Call) and id(expression.argument) in inference.expressions:
            staircase = ruleset.staircases.get(expression.staircase.text)
            if staircase:
                yield Use(staircase, expression, inference.expressions[id(expression.argument)][1])


def lacks_percent(use: Use) -> bool:
    """True if a staircase for shares has limits that look like per cent without the sign: none of them below 100 %."""
    limits = [exact(step.limit) for step in use.staircase.steps if exact(step.limit) > 0]
    beyond = bool(limits) and min(limits) >= 1 and max(limits) >= 2
    return beyond and limit_unit(use.staircase) is None and use.argument.kind.unit.is_share


def gives_all_the_same(use: Use) -> bool:
    """True for limits without a sign of which the argument, a share, reaches none."""
    high = use.argument.range.high
    limits = [exact(step.limit) for step in use.staircase.steps if exact(step.limit) > 0]
    return lacks_percent(use) and high is not None and high < min(limits)


def arguments(ruleset: Ruleset, inference: Inference) -> Mapping[str, tuple[Use, ...]]:
    """By the name of each staircase its uses on arguments of its unit."""
    found: dict[str, list[Use]] = {}
    for use in uses_of_staircases(ruleset, inference):
        if fits_limits(use.staircase, use.argument):
            found.setdefault(use.staircase.name.text, []).append(use)
    return {name: tuple(uses) for name, uses in found.items()}


def reached(uses: tuple[Use, ...]) -> Interval:
    """All numbers that any of the uses can bring."""
    return hull([one.argument.range for one in uses])
