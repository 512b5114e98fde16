"""What the commands have in common: options, and how an outcome is printed."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Sequence
from typing import Any, NoReturn

import click

from rbflang import library
from rbflang.diagnostics import Fault, has_fatal
from rbflang.library import Shelf
from rbflang.nearest import nearest
from rbflang.render import FORMATS, rendered
from rbflang.reports.document import Document

ruleset_argument = click.argument("name", metavar="[REGELSETT]", required=False)
round_option = click.option("--round", "round_name", metavar="FORDELING", help="foreløpig eller endelig.")
data_option = click.option("--data", "data", metavar="FIL", help="Observasjoner fra en egen fil (CSV eller Excel).")
set_option = click.option("--set", "settings", metavar="ADRESSE=VERDI", multiple=True, help="Bytt ut én celle.")
format_option = click.option(
    "--format", "form", type=click.Choice(FORMATS), default="terminal", help="Utskriftsformat."
)
language_option = click.option("--lang", "language", type=click.Choice(("nb", "en")), default="nb", help="Språk.")


def common_options(*options: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """Several options at once, in the order given."""

    def decorate(function: Any) -> Any:
        for option in reversed(options):
            function = option(function)
        return function

    return decorate


def chosen_shelf(name: str | None) -> Shelf:
    """The ruleset that a name or path means; the newest with observations where none is given."""
    found = library.find(name) if name else library.newest()
    if found:
        return found
    names = [shelf.name for shelf in library.shelves()]
    near = nearest(name or "", names)
    hint = f" Mente du {near[0]}?" if near else ""
    raise click.UsageError(
        f"Det finnes ikke noe regelsett som heter «{name}».{hint} Regelsettene er {', '.join(names)}."
    )


def chosen_round(shelf: Shelf, name: str | None) -> str:
    """The file name of a round; the first where none is given."""
    spellings = {"foreløpig": "forelopig", "provisional": "forelopig", "final": "endelig"}
    if name is None:
        if shelf.rounds:
            return shelf.rounds[0]
        raise click.UsageError(f"{shelf.name} har ingen observasjoner. Gi dem med --data FIL.")
    wanted = spellings.get(name.lower(), name.lower())
    if wanted in shelf.rounds:
        return wanted
    known = ", ".join(shelf.rounds) or "ingen"
    raise click.UsageError(
        f"{shelf.name} har ingen observasjoner for «{name}». Fordelinger med observasjoner: {known}."
    )


def page_width() -> int:
    """The width of the page: the terminal's, at most 120; 120 where there is none."""
    return min(120, shutil.get_terminal_size((120, 24)).columns)


def show(document: Document, form: str) -> None:
    """Print a report."""
    click.echo(rendered(document, form, page_width()), nl=False)


def stop(faults: Sequence[Fault], form: str, language: str) -> NoReturn:
    """Print faults and leave: 1 if any of them stops the ruleset."""
    from rbflang.render.faults import render_faults

    click.echo(render_faults(faults, language, page_width()), nl=False, err=form != "json")
    sys.exit(1 if has_fatal(faults) else 0)
