"""What each change of the rules moves, where the rules are another text: the tables of `compare`, on the same figures.

Takes two computed rulesets. Nothing is told where what is compared is not what was computed, as where a number of the
rules was set besides.
"""

from __future__ import annotations

from collections.abc import Iterator

from rbflang.comparison.differences import compare
from rbflang.comparison.moved_kroner import case_of, moved
from rbflang.comparison.shared_figures import shared
from rbflang.questions.what_if import WhatIf
from rbflang.reports.compare.moved_amounts import moved_blocks
from rbflang.reports.document import Block
from rbflang.wording import Voice


def rules_blocks(found: WhatIf, say: Voice) -> Iterator[Block]:
    """What each change moves for each who is paid, from before to after."""
    before, after = found.before, found.after
    comparison = compare(before.checked, after.checked)
    case = case_of(comparison, shared(comparison.before, before.figures), shared(comparison.after, after.figures))
    told = moved(case) if case.switches else None
    ends = [{one.name: found.paid(one.name)[at] for one in found.payees} for at in (0, 1)]
    if told is None or not told.parts or [dict(told.before), dict(told.after)] != ends:
        return
    basis = say("Før og etter er regnet med hvert sitt regelsett.",
                "Before and after are computed with a ruleset each.")  # fmt: skip
    yield from moved_blocks(comparison, told, basis, (), say)
