"""All static checks, in the order a reader meets what they are about.

Takes a ruleset, gives a `CheckedRuleset`, or the faults that stop it. Only this module makes a `CheckedRuleset`.
"""

from __future__ import annotations

from attrs import frozen

from rbflang.checks import CHECKS
from rbflang.diagnostics import Fault, in_order
from rbflang.ruleset.infer import infer
from rbflang.ruleset.model import CheckedRuleset, Ruleset
from rbflang.ruleset.shares_beside import shares_beside


@frozen(eq=False, repr=False)
class Checked:
    """The checked ruleset where no fault stops it, and all faults and warnings."""

    ruleset: CheckedRuleset | None
    faults: tuple[Fault, ...]


def check(ruleset: Ruleset) -> Checked:
    """Every fault and warning of a ruleset."""
    inference = infer(ruleset)
    found = in_order(fault for one in CHECKS for fault in one.check(ruleset, inference))
    warnings = tuple(fault for fault in found if not fault.is_fatal)
    if len(warnings) < len(found):
        return Checked(None, found)
    beside = tuple(one for one in shares_beside(ruleset, inference) if one.inputs)
    return Checked(CheckedRuleset(ruleset, inference, warnings, beside), found)
