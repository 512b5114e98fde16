"""What it rests on that the sub-areas of an indicator climb the staircase one by one, where no document says so.

Takes premises, gives a sentence for each indicator whose steps hang on that reading.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rbflang.explanation.premises import Premise
from rbflang.reports.status_words import STATUS_WORDS
from rbflang.reports.titles import called
from rbflang.ruleset.model import INDICATOR, Ruleset
from rbflang.wording import Voice, lowered


def steps_rest_on(ruleset: Ruleset, found: Sequence[Premise], names: Sequence[str], say: Voice) -> Iterator[str]:
    """Of these indicators, that their steps are those of sub-areas, and how that came to be."""
    for name in dict.fromkeys(names):
        own = [one for one in found if one.kind == "subareas" and one.name == name]
        if own:
            status, whence = STATUS_WORDS[own[0].status].say(say.language), say.cited(say.listing(list(own[0].reasons)))
            title = called(ruleset.sets[INDICATOR].by_name[name], say)
            yield say(
                f"{title}: At områdene går i trappen hver for seg, er {status} ({whence}). Trinnene bygger på det.",
                f"That the sub-areas of {lowered(title)} climb the staircase one by one is {status} ({whence}). The "
                "steps rest on it.",
            )
