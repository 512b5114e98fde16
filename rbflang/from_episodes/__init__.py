"""The second journey: from the episodes of a register to the observations that the first one pays by.

episodes -> CountedEpisodes -> MeasuredRound -> observations -> Valuation
"""

from rbflang.from_episodes.counted_otherwise import other_readings
from rbflang.from_episodes.counted_round import computed_on, measure

__all__ = ("computed_on", "measure", "other_readings")
