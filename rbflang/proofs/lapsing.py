"""Where the rules let points of a measure lapse: a requirement that is not met, or a sharing that nobody has parts in.

Takes a ruleset and its calculation for all data; gives places in the text, none for what is always handed out whole.
"""

from __future__ import annotations

from rbflang.graph.nodes import ShareOut
from rbflang.intervals import Interval
from rbflang.proofs.all_data import AllData
from rbflang.ruleset.model import PARTS_NAME, Measure, Ruleset
from rbflang.source import Span
from rbflang.syntax.expressions import Name, Sharing


def sharing_measures(ruleset: Ruleset) -> tuple[Measure, ...]:
    """The measures that share points between payees."""
    return tuple(one for one in ruleset.measures.values() if isinstance(one.points, Sharing))


def lapses(ruleset: Ruleset, data: AllData, measure: Measure) -> tuple[Span, ...]:
    """The places that let points of a measure lapse; none if it always hands out all it has."""
    places = [gate.span for gate in measure.gates]
    if not isinstance(measure.points, Sharing):
        return tuple(places)
    own = isinstance(measure.points.parts, Name) and measure.points.parts.text == PARTS_NAME
    found = data.parts_of(measure.name) if own else data.interval_read(measure.points.span, ShareOut, 1)
    always_parts = isinstance(found, Interval) and found.low is not None and found.low > 0
    somebody = bool(ruleset.space.axes[measure.points.among.text].paths)
    if not somebody or (measure.points.nobody != "equally" and not always_parts):
        places.append(measure.points.span)
    return tuple(places)


def all_places_of_lapsing(ruleset: Ruleset, data: AllData) -> tuple[Span, ...]:
    """Every place that lets points lapse, in the order of the text."""
    found = {span for one in sharing_measures(ruleset) for span in lapses(ruleset, data, one)}
    return tuple(sorted(found, key=lambda span: span.start))
