"""`rbflang sources`: every number and rule with its citation, and what of the documents they cover."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from rbflang.commands import options
from rbflang.data.figures import Figures
from rbflang.library import Shelf
from rbflang.pipeline import Prepared, prepare, understood
from rbflang.published.coverage import coverage
from rbflang.published.rounds_printed import rows_of_round
from rbflang.reports.document import Document
from rbflang.reports.offered import case_at_hand, language_again, offered
from rbflang.reports.sources.all_sources import sources
from rbflang.wording import Voice


@click.command("sources")
@options.ruleset_argument
@click.option("--all", "is_whole", is_flag=True, help="Vis hvert tall på en linje for seg.")
@click.option("--alternatives", "is_trying", is_flag=True, help="Vis hva annet som er prøvd, og hva det gir.")
@click.option("--coverage", "is_coverage", is_flag=True, help="Vis hvert avsnitt i dokumentene, og hva som dekker det.")
@options.common_options(options.round_option, options.data_option, options.format_option, options.language_option)
def command(
    name: str | None,
    is_whole: bool,
    is_trying: bool,
    is_coverage: bool,
    round_name: str | None,
    data: tuple[str, ...],
    form: str,
    language: str,
) -> None:
    """Hvert tall og hver regel med kilde og status, og hva av dokumentene som er dekket."""
    shelf = options.chosen_shelf(name)
    if is_trying:
        options.show(_tried(name, shelf, round_name, data, form, language), form)
        return
    chosen, files = options.chosen_figures(shelf, round_name, data)
    prepared, rows = prepare(shelf, next(iter(files), None)), options.published_rows(shelf, form, language)
    if isinstance(prepared, tuple):
        known = understood(shelf)
        if form != "json" and not isinstance(known, tuple):
            options.show(sources(known, None, rows, is_whole, language), form)
        options.stop(prepared, form, language)
    figures = _figures(prepared, shelf, chosen, files, form, language)
    ruleset = prepared.checked.ruleset
    if is_coverage:
        from rbflang.reports.sources.covered_sections import covered_sections

        options.show(covered_sections(ruleset, coverage(ruleset, figures, rows), language), form)
        return
    more = offered(
        "sources",
        name or shelf.name,
        "--alternatives",
        *case_at_hand(data, round_name),
        *language_again(Voice(language), ruleset.tree.language),
    )
    options.show(sources(ruleset, figures, rows, is_whole, language, more), form)


def _tried(
    name: str | None, shelf: Shelf, round_name: str | None, data: tuple[str, ...], form: str, language: str
) -> Document:
    """What else was tried; that there is nothing to try it on where no observations came with the ruleset."""
    from rbflang.reports.sources.alternatives import not_tried, tried

    if not data and not shelf.rounds:
        prepared = prepare(shelf)
        if isinstance(prepared, tuple):
            options.stop(prepared, form, language)
        return not_tried(prepared.checked, bool(shelf.synthetic_rounds), language)
    computed = options.paid(name, round_name, data, (), form, language)
    is_published = not data and computed.round == next(iter(shelf.rounds), "")
    published = options.published_rows(shelf, form, language) if is_published else ()
    return tried(computed, rows_of_round(computed.checked.ruleset, computed.round, published), language)


def _figures(
    prepared: Prepared, shelf: Shelf, round_name: str, files: Sequence[Path], form: str, language: str
) -> Figures | None:
    """The figures of the round, each with its citation; nothing where no figures came with the ruleset."""
    if not round_name:
        return None
    return options.figures_read(prepared.checked, files or (shelf.observations(round_name),), form, language)
