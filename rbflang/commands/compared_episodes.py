"""The episodes that two rulesets are compared on: each counts them as it says, and is paid by that."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from rbflang import files_read, library
from rbflang.commands import options
from rbflang.commands.extras import needs
from rbflang.commands.progress import done
from rbflang.comparison.differences import RulesetComparison
from rbflang.comparison.shared_figures import SharedFigures, of_files
from rbflang.diagnostics import has_fatal
from rbflang.pipeline import Prepared

if TYPE_CHECKING:
    from rbflang.from_episodes import CountedAlike

Paths = Sequence[Path]
engine_option = click.option(
    "--engine", metavar="ADRESSE", default="duckdb",
    help="Hva som teller: duckdb, eller en database: postgresql://… eller spark://…",
)  # fmt: skip


def compared_episodes(
    both: tuple[Prepared, Prepared],
    comparison: RulesetComparison,
    round_name: str | None,
    episodes: Sequence[str],
    engine: str,
    beside: tuple[Paths, Paths],
    form: str,
    language: str,
) -> tuple[CountedAlike, tuple[SharedFigures, SharedFigures]]:
    """What both count in the period of the later, and their figures: those counted and those given beside.

    Where that cannot be, it is printed and the run ends.
    """
    for package in ("ibis", "duckdb"):
        needs(package, "register")
    from rbflang.from_episodes import as_file, measured_alike

    chosen = library.round_name(round_name or next(iter(both[1].checked.ruleset.rounds), ""))
    found = measured_alike(*both, chosen, episodes, engine, beside, done)
    if isinstance(found, tuple):
        options.stop(found, form, language)
    for file in (*found.before.files, *found.after.files):
        files_read.note_hashed(file.name, file.sha256)
    figures = []
    for one in (found.before, found.after):
        shared, faults = of_files(comparison, (as_file(one, f"{one.checked.ruleset.name}-{chosen}.csv"),))
        if shared is None or has_fatal(faults):
            options.stop(faults, form, language)
        figures.append(shared)
    return found, (figures[0], figures[1])
