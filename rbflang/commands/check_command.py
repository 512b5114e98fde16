"""`rbflang check`: everything that is wrong with a ruleset, and what is proved of it where nothing is."""

from __future__ import annotations

import sys

import click

from rbflang import library
from rbflang.commands import options
from rbflang.commands.report_file import form_asked, output_option, put
from rbflang.diagnostics import Fault, has_fatal, in_order
from rbflang.failures.always_stopped import always_stopped
from rbflang.failures.assertion_fails_when_points_lapse import assertions_that_fail
from rbflang.harmless import harmless
from rbflang.library import Shelf
from rbflang.pipeline import checked
from rbflang.render.faults import faults_as_data, render_faults
from rbflang.render.json import as_json
from rbflang.reports.check.proved import not_proved, proofs_as_data, total_to_say
from rbflang.reports.check.verdict import verdict
from rbflang.reports.offered import offered
from rbflang.ruleset.alternative_text import alternatives_of
from rbflang.ruleset.model import CheckedRuleset

form_option = click.option(
    "--format", "form", type=click.Choice(("terminal", "json")), default="terminal", help="Utskriftsformat."
)


@click.command("check")
@click.argument("names", metavar="[REGELSETT]...", nargs=-1)
@options.common_options(form_option, output_option, options.language_option)
def command(names: tuple[str, ...], form: str, language: str) -> None:
    """Kontroller regelsett: feil og varsler, og hva som er bevist. Uten navn: alle som følger med."""
    shelves = [options.chosen_shelf(name) for name in names] if names else list(library.shelves())
    outcomes = [_outcome(shelf, language) for shelf in shelves]
    asked = form_asked(form)
    told = _as_json(outcomes, language) if asked == "json" else "".join(_told(one, language) for one in outcomes)
    put(told, asked, language)
    sys.exit(1 if any(has_fatal(faults) for _, faults, *_ in outcomes) else 0)


Outcome = tuple[Shelf, tuple[Fault, ...], str, CheckedRuleset | None]


def _told(outcome: Outcome, language: str) -> str:
    """The faults of a ruleset, and what is proved of it."""
    _, faults, line, ruleset = outcome
    left = [one.say(language) for one in not_proved(ruleset)] if ruleset else []
    cures = [one.say(language) for one in total_to_say(ruleset)] if ruleset else []
    lines = [*([""] if faults else []), *map(harmless, (*left, line, *cures)), ""]
    return render_faults(faults, language, options.page_width()) + "\n".join(lines)


def _outcome(shelf: Shelf, language: str) -> Outcome:
    """A ruleset, its faults and warnings, the line that sums them up, and the ruleset where it is sound."""
    source = library.read(shelf.path)
    ruleset, faults = (None, (source,)) if isinstance(source, Fault) else checked(source, shelf.members())
    if ruleset and alternatives_of(ruleset.ruleset):
        from rbflang.published.declared_alternatives import faults_of_alternatives

        stopped = faults_of_alternatives(ruleset.ruleset)
        ruleset, faults = None if stopped else ruleset, (*faults, *stopped)
    if ruleset:
        stopped = always_stopped(ruleset)
        faults = in_order((*faults, *assertions_that_fail(ruleset), *stopped))
        ruleset = None if has_fatal(stopped) else ruleset
    not_tried = _verifying(shelf) if shelf.published.is_file() else ""
    return shelf, faults, verdict(shelf.path.name, faults, ruleset, not_tried).say(language), ruleset


def _verifying(shelf: Shelf) -> str:
    """The command that tries printed figures on a ruleset: by its name where it ships, else by its path."""
    ships = any(one.path == shelf.path for one in library.shelves())
    return offered("verify", shelf.name if ships else str(shelf.path))


def _as_json(outcomes: list[Outcome], language: str) -> str:
    rulesets = [
        {
            "ruleset": shelf.name,
            "file": library.shown(shelf.path),
            "in_order": not has_fatal(faults),
            "verdict": line,
            "faults": faults_as_data(faults, language),
            "proofs": proofs_as_data(ruleset, language) if ruleset else None,
        }
        for shelf, faults, line, ruleset in outcomes
    ]
    return as_json({"schema": "rbflang.check/1", "rulesets": rulesets}, options.evidence())
