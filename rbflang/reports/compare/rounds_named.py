"""What the rows of amounts are called where a ruleset has several rounds: `RBF 2022, foreløpig fordeling`."""

from __future__ import annotations

from pathlib import Path

from rbflang.comparison.differences import RulesetComparison
from rbflang.comparison.moved_kroner import MovedKroner
from rbflang.data.between_rounds import round_of
from rbflang.data.figures import Figures
from rbflang.library import round_of_file
from rbflang.reports.compare.told_changes import titles_of
from rbflang.reports.titles import titled_round
from rbflang.ruleset.model import Ruleset
from rbflang.wording import Voice


def with_rounds(comparison: RulesetComparison, moved: MovedKroner, say: Voice) -> tuple[str, str]:
    """The rulesets, each with the round that its own figures are of, where it has several."""
    sides = (comparison.before, comparison.after)
    first, second = (
        title + _round_of(side.ruleset, figures, say)
        for title, side, figures in zip(titles_of(comparison), sides, moved.figures, strict=True)
    )
    return first, second


def _round_of(ruleset: Ruleset, figures: Figures, say: Voice) -> str:
    """The round whose file beside the ruleset the figures stand in; nothing where it has one alone."""
    file = next((one.name for one in figures.sources), "")
    folder = ruleset.source.name.rpartition("/")[0]
    if len(ruleset.rounds) < 2 or file.rpartition("/")[0] != folder:
        return ""
    named = round_of(ruleset, round_of_file(Path(file)))
    return f", {titled_round(named, say)}" if named else ""
