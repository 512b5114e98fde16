"""The faults of aggregates that had nobody to be computed from, or fewer than the place they ask for.

Takes where failures arose, gives faults that say whom they are about and how the rule can say what holds then.
"""

from __future__ import annotations

from collections.abc import Iterator

from rbflang.data.computed import Computed
from rbflang.diagnostics import Fault, Kind, Severity
from rbflang.failures.root_causes import Arisen
from rbflang.failures.told_of_cells import about_cells, by_node, choice, it_is_about, labelled, spelled
from rbflang.graph.nodes import Node, Reduce
from rbflang.ruleset.nouns import one_in_order
from rbflang.wording import Words, counted

NOTHING_TO_AGGREGATE = Kind(
    "nothing-to-aggregate",
    Severity.FAULT,
    Words("Det er ingenting å regne ut av", "There is nothing to compute from"),
    Words(
        "Gjennomsnitt, minste, største, median og persentil av ingenting finnes ikke. Summen av ingenting er 0.",
        "There is no mean, least, greatest, median or percentile of nothing. The sum of nothing is 0.",
    ),
)
TOO_FEW_TO_AGGREGATE = Kind(
    "too-few-to-aggregate",
    Severity.FAULT,
    Words("Det er færre enn plassen", "There are fewer than the place"),
    Words(
        "Den tredje største av to finnes ikke. Like verdier teller hver for seg: av 5, 5 og 3 er den nest største 5.",
        "There is no third greatest of two. Equal values count each by itself: of 5, 5 and 3 the second greatest is 5.",
    ),
)


def nothing_to_aggregate(computed: Computed, found: tuple[Arisen, ...]) -> Iterator[Fault]:
    """One fault for each aggregate that had nothing to work on."""
    for node, those in by_node(found).items():
        assert isinstance(node, Reduce)
        what = one_in_order(node.kind, node.place)
        about = about_cells(computed, those)
        left_out = Words("alle er holdt utenfor her", "all are left out here")
        under = Words("det er ingen under den det gjelder", "there is nobody under the one it is about")
        nobody = under if about.nb else Words("det er ingen her", "there is nobody here")
        yield Fault(
            NOTHING_TO_AGGREGATE,
            Words(f"Det finnes ingenting å ta {what.nb} av", f"There is nothing to take {what.en} of"),
            labelled(node.span, left_out if len(node.operands) > 1 else nobody),
            it_is_about(about),
            Words(
                "Skriv i regelen hva som skal gjelde når ingen er med:",
                "Say in the rule what holds when nobody is counted:",
            ),
            (choice(computed, _none_counted(computed, node)),),
            address=those[0].inside,
        )


def too_few_to_aggregate(computed: Computed, found: tuple[Arisen, ...]) -> Iterator[Fault]:
    """One fault for each one in order of fewer than that."""
    for node, those in by_node(found).items():
        assert isinstance(node, Reduce)
        what, number, needed = one_in_order(node.kind, node.place), int(those[0].failure.where), int(node.place)
        yield Fault(
            TOO_FEW_TO_AGGREGATE,
            Words(
                f"Det finnes ikke {what.nb} av {counted(number)}",
                f"There is no {what.en.removeprefix('the ')} of {number}",
            ),
            labelled(node.span, Words("her er det for få", "there are too few here")),
            it_is_about(about_cells(computed, those)),
            Words(
                "Skriv i regelen hva som skal gjelde når det er for få:",
                "Say in the rule what holds when there are too few:",
            ),
            (choice(computed, _counted(computed, node, spelled(computed, "LESS_THAN"), needed)),),
            address=those[0].inside,
        )


def _none_counted(computed: Computed, node: Node) -> str:
    return _counted(computed, node, spelled(computed, "IS"), 0)


def _counted(computed: Computed, node: Node, comparator: str, number: int) -> str:
    """`(antall der … over …) er 0`; the words behind `over` as they are written where nobody is left out."""
    count, where, over = (spelled(computed, word) for word in ("COUNT", "WHERE", "OVER"))
    if len(node.operands) > 1 or node.span is None:
        return f"({count} {where} … {over} …) {comparator} {number}"
    sets = " ".join(node.span.text.split()).rpartition(f" {over} ")[2].rstrip(")")
    return f"({count} {over} {sets}) {comparator} {number}"
