"""`rbflang fmt`: rulesets rewritten in their one canonical layout, or in the other vocabulary."""

from __future__ import annotations

import sys

import click

from rbflang import library
from rbflang.commands import options, wrong_usage
from rbflang.commands.misuse import Misuse
from rbflang.diagnostics import Fault
from rbflang.harmless import harmless
from rbflang.library import Shelf
from rbflang.syntax.format import formatted
from rbflang.syntax.parse import parse
from rbflang.wording import Words

OUTCOMES = {
    "rewritten": Words("er skrevet om", "was rewritten"),
    "would change": Words("ville blitt skrevet om", "would be rewritten"),
    "as it was": Words("er uendret", "is unchanged"),
}


@click.command("fmt")
@click.argument("names", metavar="REGELSETT…", nargs=-1, required=True)
@click.option("--check", "only_check", is_flag=True, help="Vis bare hvilke filer som ville blitt skrevet om.")
@click.option("--vocabulary", type=click.Choice(("nb", "en")), help="Skriv regelsettet med norske eller engelske ord.")
@options.common_options(options.language_option)
def command(names: tuple[str, ...], only_check: bool, vocabulary: str | None, language: str) -> None:
    """Skriv regelsett i fast oppsett."""
    shelves = [options.chosen_shelf(name) for name in names]
    outcomes = [_rewrite(shelf, vocabulary, only_check) for shelf in shelves]
    for shelf, outcome in zip(shelves, outcomes, strict=True):
        if isinstance(outcome, str) and outcome in OUTCOMES:
            wrong_usage.write(harmless(f"{library.shown(shelf.path)} {OUTCOMES[outcome].say(language)}") + "\n")
    faults = [fault for outcome in outcomes if isinstance(outcome, tuple) for fault in outcome]
    if faults:
        options.stop(faults, "terminal", language)
    sys.exit(1 if "would change" in outcomes else 0)


def _rewrite(shelf: Shelf, vocabulary: str | None, only_check: bool) -> str | tuple[Fault, ...]:
    """What became of a file, or the faults for which it was left alone; what is piped in is written out."""
    source = library.read(shelf.path)
    if isinstance(source, Fault):
        return (source,)
    parsed = parse(source)
    if parsed.faults:
        return parsed.faults
    wanted = formatted(parsed.tree, vocabulary).encode()
    is_piped = library.is_standard_input(shelf.path)
    if is_piped and not only_check:
        wrong_usage.write_data(wanted.decode())
        return "written out"
    if (source.text.encode() if is_piped else shelf.path.read_bytes()) == wanted:
        return "as it was"
    if only_check:
        return "would change"
    try:
        shelf.path.write_bytes(wanted)
    except OSError:
        shown = library.shown(shelf.path)
        raise Misuse(
            Words(
                f"{shown} kan ikke skrives. Har du skrivetilgang til filen?",
                f"{shown} cannot be written. May you write it?",
            )
        ) from None
    return "rewritten"
