"""What says how figures were counted, for those that were counted in a register as the rules say.

Takes a ruleset and rows of the data; gives the citations of the register and of what is counted in it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rbflang.data.counts.what_is_counted import COUNTED_IN_EPISODES
from rbflang.data.figures import Observation
from rbflang.ruleset.model import Ruleset
from rbflang.syntax.nodes.episode_nodes import CountedRow, MeasurementDecl, RegisterDecl
from rbflang.syntax.tree import Citation


def counted_by_rules(ruleset: Ruleset, rows: Iterable[Observation]) -> Iterator[tuple[str, Citation]]:
    """Each citation, with the quantity whose figures were counted so."""
    if not ruleset.measurements:
        return
    counted = [one for one in rows if one.source.startswith((COUNTED_IN_EPISODES.nb, COUNTED_IN_EPISODES.en))]
    registers = {one.name.text: one for one in ruleset.tree.declarations if isinstance(one, RegisterDecl)}
    for declared in ruleset.tree.declarations:
        own = [one for one in counted if isinstance(declared, MeasurementDecl) and one.quantity == declared.name.text]
        if isinstance(declared, MeasurementDecl) and own:
            register = registers[declared.register.text]
            for line in (register, *register.lines, declared, *declared.lines):
                is_of_others = isinstance(line, CountedRow) and not any(_is_of(line, one) for one in own)
                if line.citation and not is_of_others:
                    yield declared.name.text, line.citation


def _is_of(line: CountedRow, row: Observation) -> bool:
    return {name.text for name in line.key} <= set(row.key)
