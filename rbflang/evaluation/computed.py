"""A ruleset computed on the figures of a round: what every report and explanation reads."""

from __future__ import annotations

from attrs import frozen

from rbflang.evaluation.figures import Figures
from rbflang.evaluation.run import Valuation
from rbflang.ruleset.model import CheckedRuleset


@frozen(eq=False)
class Computed:
    """The checked ruleset, the round by its file name (`forelopig`), the figures and the valuation."""

    checked: CheckedRuleset
    round: str
    figures: Figures
    valuation: Valuation
