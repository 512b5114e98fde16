"""The second journey: from the episodes of a register to the observations that the first one pays by.

episodes -> CountedEpisodes -> MeasuredRound -> observations -> Valuation
"""

from rbflang.from_episodes.counted_otherwise import other_readings
from rbflang.from_episodes.counted_round import as_file, computed_on, measure
from rbflang.from_episodes.two_definitions import CountedAlike, measured_alike
from rbflang.from_episodes.without_reports import without_reports

__all__ = ("CountedAlike", "as_file", "computed_on", "measure", "measured_alike", "other_readings", "without_reports")
