"""What the faults of calculations have in common: which cells they are about, where, and the choice that cures them.

Takes where failures arose, gives words and labels.
"""

from __future__ import annotations

from collections.abc import Iterable

from rbflang.data.computed import Computed
from rbflang.data.shown import all_of, cell_words
from rbflang.diagnostics import Label
from rbflang.failures.root_causes import Arisen
from rbflang.graph.domain import Domain, Key
from rbflang.graph.nodes import Node
from rbflang.quantities import Unit
from rbflang.source import Span
from rbflang.syntax.vocabulary import BY_NAME
from rbflang.wording import Words, listed

MOST_NAMED = 4


def spelled(computed: Computed, word: str) -> str:
    """A word as the ruleset's vocabulary spells it."""
    return BY_NAME[word].spelled(computed.checked.ruleset.tree.language)


def choice(computed: Computed, condition: str) -> str:
    """`hvis … så … ellers …` in the words of the ruleset."""
    start, chosen, otherwise = (spelled(computed, word) for word in ("IF", "THEN", "ELSE"))
    return f"{start} {condition} {chosen} … {otherwise} …"


def by_node(found: Iterable[Arisen]) -> dict[Node, tuple[Arisen, ...]]:
    """The failures of each step, in the order they arose."""
    nodes: dict[Node, tuple[Arisen, ...]] = {}
    for one in found:
        nodes[one.place[0]] = (*nodes.get(one.place[0], ()), one)
    return nodes


def by_inside(found: Iterable[Arisen]) -> dict[str, tuple[Arisen, ...]]:
    """The failures of each quantity, in the order they arose."""
    names: dict[str, tuple[Arisen, ...]] = {}
    for one in found:
        names[one.inside] = (*names.get(one.inside, ()), one)
    return names


def labelled(span: Span | None, text: Words) -> tuple[Label, ...]:
    """A label where it is known where something is written."""
    return (Label(span, text),) if span else ()


def it_is_about(cells: Words) -> tuple[Words, ...]:
    """The sentence that names the cells; none where there is nothing to name."""
    return (Words(f"Det gjelder {cells.nb}.", f"It is about {cells.en}."),) if cells.nb else ()


def about_cells(computed: Computed, found: Iterable[Arisen]) -> Words:
    """The cells, those of all members of a set in one: `video for alle regioner`."""
    ruleset = computed.checked.ruleset
    together: dict[tuple[Domain, Key], list[Key]] = {}
    for domain, key in dict.fromkeys((one.place[0].domain, one.place[0].domain.keys[one.place[1]]) for one in found):
        together.setdefault((domain, key[:-1]), []).append(key)
    words: list[Words] = []
    for (domain, head), keys in together.items():
        last = ruleset.sets.get(domain.sets[-1]) if len(domain.sets) > 1 else None
        if last and len(keys) == len(last.members) > 1:
            lead = cell_words(ruleset, ruleset.space.domain(domain.sets[:-1]), head)
            all_ = all_of(last.name)
            words.append(Words(f"{lead.nb} for {all_.nb}", f"{lead.en} for {all_.en}"))
        else:
            words += [text for key in keys if (text := cell_words(ruleset, domain, key)).nb]
    more = len(words) - MOST_NAMED
    return listed([*words[:MOST_NAMED], *([Words(f"{more} til", f"{more} more")] if more > 0 else [])])


def unit_of_operand(computed: Computed, one: Arisen, operand: int = 0) -> Unit:
    """The unit of what a staircase or comparison looks at, or of another operand of a step."""
    span = one.place[0].operands[operand].node.span
    for expression, signature in computed.checked.inference.expressions.values():
        if expression.span == span:
            return signature.kind.unit
    return Unit()
