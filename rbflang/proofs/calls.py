"""Where each staircase is used, and on what: for the checks about staircases.

Takes what was inferred; gives every use with the signature of its argument and all that it can be, in the order of the
text. Nothing is known of what an argument can be that makes no sense, or is never looked at.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from attrs import frozen

from rbflang.graph.nodes import Ramp, Staircase
from rbflang.intervals import EVERYTHING, Interval, hull
from rbflang.proofs.all_data import as_far_as_sensible
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
    possible: Interval | None

    @property
    def range(self) -> Interval:
        """All that the argument can be; everything where that is not known."""
        return self.possible or EVERYTHING


def uses_of_staircases(ruleset: Ruleset, inference: Inference) -> Iterator[Use]:
    """Every use whose argument is known."""
    for expression, _ in inference.expressions.values():
        if isinstance(expression, Call) and id(expression.argument) in inference.expressions:
            staircase = ruleset.staircases.get(expression.staircase.text)
            if staircase:
                step = Ramp if staircase.is_ramp else Staircase
                possible = as_far_as_sensible(ruleset, inference).read(expression.span, step, 0)
                known = possible if isinstance(possible, Interval) else None
                yield Use(staircase, expression, inference.expressions[id(expression.argument)][1], known)


def lacks_percent(use: Use) -> bool:
    """True if a staircase for shares has limits that look like per cent without the sign: none of them below 100 %."""
    limits = [exact(step.limit) for step in use.staircase.steps if exact(step.limit) > 0]
    beyond = bool(limits) and min(limits) >= 1 and max(limits) >= 2
    return beyond and limit_unit(use.staircase) is None and use.argument.kind.unit.is_share


def gives_all_the_same(use: Use) -> bool:
    """True for limits without a sign of which the argument, a share, reaches none."""
    high = use.range.high
    limits = [exact(step.limit) for step in use.staircase.steps if exact(step.limit) > 0]
    return lacks_percent(use) and high is not None and high < min(limits)


def arguments(ruleset: Ruleset, inference: Inference) -> Mapping[str, tuple[Use, ...]]:
    """By the name of each staircase its uses on arguments of its unit; none where one of them is not known."""
    found: dict[str, list[Use]] = {}
    for use in uses_of_staircases(ruleset, inference):
        if fits_limits(use.staircase, use.argument):
            found.setdefault(use.staircase.name.text, []).append(use)
    return {name: tuple(uses) for name, uses in found.items() if all(use.possible for use in uses)}


def reached(uses: tuple[Use, ...]) -> Interval:
    """All numbers that any of the uses can bring."""
    return hull([one.range for one in uses])
