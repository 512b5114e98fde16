"""The faults of ramps whose points do not rise with the figures at hand.

Takes where failures arose, gives faults that say whom they are about.
"""

from __future__ import annotations

from collections.abc import Iterator

from rbflang.checks.points_do_not_rise import KIND
from rbflang.data.computed import Computed
from rbflang.diagnostics import Fault
from rbflang.failures.root_causes import Arisen
from rbflang.failures.told_of_cells import about_cells, by_node, it_is_about, labelled
from rbflang.wording import Words


def points_do_not_rise(computed: Computed, found: tuple[Arisen, ...]) -> Iterator[Fault]:
    """One fault for each ramp."""
    for node, those in by_node(found).items():
        yield Fault(
            KIND,
            KIND.title,
            labelled(node.span, Words("her går det linjer mellom dem", "here lines run between them")),
            it_is_about(about_cells(computed, those)),
            Words(
                "Rett tallene som punktene står ved. Hvert av dem må være større enn det forrige.",
                "Correct the figures that the points stand at. Each of them must be greater than the one before.",
            ),
            address=those[0].inside,
        )
