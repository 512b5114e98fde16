"""Each figure and claim of a document once, however many rulesets hold it.

Takes verifications; gives the verdicts that count. Rulesets print the same figure where their rows name the same
document (title, publisher, date), number, place and print; a row without a number, or of a document that is not
declared, stands for itself. Of several verdicts the one that says most counts.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import TypeAlias

from rbflang.published.verdicts import VERDICTS, Verdict, Verification

Judged: TypeAlias = tuple[Verification, Verdict]

_SAYS_MOST = ("fault", "deviation", *(slug for slug, _ in VERDICTS if slug not in ("fault", "deviation")))
_NAMES_THE_FIGURE = ("label", "place", "printed", "unit", "kind")


def each_once(found: Sequence[Verification]) -> tuple[Judged, ...]:
    """The verdicts that count, in the order in which their figures are met first."""
    return tuple(min(held, key=lambda one: _SAYS_MOST.index(one[1].slug)) for held in by_figure(found))


def by_figure(found: Sequence[Verification]) -> tuple[tuple[Judged, ...], ...]:
    """All verdicts on a figure or claim together, a group for each figure."""
    groups: dict[Hashable, list[Judged]] = {}
    for one in found:
        for verdict in one.verdicts:
            groups.setdefault(_figure(one, verdict), []).append((one, verdict))
    return tuple(map(tuple, groups.values()))


def _figure(one: Verification, verdict: Verdict) -> Hashable:
    """What is the same wherever the figure is held."""
    row, ruleset = verdict.row, one.computed.checked.ruleset
    source = ruleset.sources.get(row.text("document"))
    if source is None or not row.text("label"):
        return ruleset.name, row.span.source.name, row.span.line
    return source.title, source.facts, *map(row.text, _NAMES_THE_FIGURE)
