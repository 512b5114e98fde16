"""All static checks, in the order a reader meets what they are about.

Takes a ruleset, gives a `CheckedRuleset`, or the faults that stop it. Only this module makes a `CheckedRuleset`.
"""

from __future__ import annotations

from collections.abc import Sequence
from types import ModuleType

from attrs import frozen

from rbflang.checks import CHECKS
from rbflang.diagnostics import Fault, Severity, in_order
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
    return _checked(ruleset, CHECKS)


def check_for_faults(ruleset: Ruleset) -> Checked:
    """Every fault of a ruleset that nobody wrote and whose warnings nobody reads, as a mixture of two."""
    return _checked(ruleset, tuple(one for one in CHECKS if one.KIND.severity is Severity.FAULT))


def _checked(ruleset: Ruleset, checks: Sequence[ModuleType]) -> Checked:
    inference = infer(ruleset)
    found = in_order(fault for one in checks for fault in one.check(ruleset, inference))
    warnings = tuple(fault for fault in found if not fault.is_fatal)
    if len(warnings) < len(found):
        return Checked(None, found)
    beside = tuple(one for one in shares_beside(ruleset, inference) if one.inputs)
    return Checked(CheckedRuleset(ruleset, inference, warnings, beside), found)
