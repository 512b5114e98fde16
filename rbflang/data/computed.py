"""A ruleset computed on the figures of a round: what every report and explanation reads."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from pathlib import Path

from attrs import field, frozen

from rbflang.data.figures import Figures, Observation
from rbflang.library import is_synthetic, round_name, written_round
from rbflang.nearest import folded
from rbflang.observations import ObservationFile
from rbflang.ruleset.model import CheckedRuleset
from rbflang.tables.reads import Place
from rbflang.tables.valuation import Valuation


@frozen(eq=False, repr=False)
class Computed:
    """The checked ruleset, the round by its file name (`forelopig`), the figures and the valuation.

    `settings` are the cells that were set on the command line, `file` is the data file that was read, the first of
    several. `is_of_own_figures` where that is the file the ruleset came with for the round, and nothing was set;
    `asked_for` are the files that were asked for in its place.
    """

    checked: CheckedRuleset
    round: str
    figures: Figures
    valuation: Valuation
    settings: tuple[Observation, ...] = ()
    file: ObservationFile | None = field(default=None)
    is_of_own_figures: bool = False
    asked_for: tuple[Path, ...] = ()

    @property
    def written_round(self) -> str:
        """The round by its file name in the language of the ruleset: `forelopig`, `provisional`."""
        return written_round(self.round, self.checked.ruleset.tree.language)

    @property
    def is_of_its_round(self) -> bool:
        """True where the figures are in the file beside the ruleset that is called after the round, made up or not."""
        folder, name = self.file.source.name.rpartition("/")[::2] if self.file else ("", "")
        beside = folder == self.checked.ruleset.source.name.rpartition("/")[0]
        return beside and round_name(name.removesuffix(".csv")) == self.round

    @property
    def is_declared(self) -> bool:
        """True where the ruleset declares the round."""
        return folded(self.round) in (folded(round_name(one)) for one in self.checked.ruleset.rounds)

    @cached_property
    def behind_payouts(self) -> Mapping[Place, None]:
        """All cells that the payouts rest on, themselves included."""
        return self.valuation.behind(payout_places(self))

    @property
    def open_count(self) -> int:
        """How many decisions are left open by what is printed, whether the payouts rest on them or not."""
        return len(self.valuation.open)

    @property
    def is_synthetic(self) -> bool:
        """True where figures are made up: the name of their file says so, or the status of a row that is used."""
        rows = (*self.figures.observations.values(), *self.figures.pins.values())
        files = (self.file.source, *self.figures.sources) if self.file else self.figures.sources
        named = any(is_synthetic(one.name) for one in files)
        units = (unit.status for behind in self.figures.behind.values() for unit in behind.units)
        return named or "synthetic" in (*(one.status for one in rows), *units)


def payout_places(computed: Computed) -> tuple[Place, ...]:
    """The cells that are paid."""
    payout = computed.checked.ruleset.payout
    node = computed.valuation.graph.named[payout.name] if payout else None
    return tuple((node, cell) for cell in range(node.domain.size)) if node else ()
