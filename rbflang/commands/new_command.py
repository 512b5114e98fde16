"""`rbflang new`: a ruleset for another year to begin with, written from one there is."""

from __future__ import annotations

import re
from pathlib import Path

import click

from rbflang import library
from rbflang.commands import options
from rbflang.commands.misuse import Misuse
from rbflang.data.members import sets_from_data
from rbflang.data_faults import shortened
from rbflang.diagnostics import Fault
from rbflang.library import Shelf
from rbflang.nearest import folded
from rbflang.new_year.another_year import carried_over
from rbflang.pipeline import checked
from rbflang.reports.new.new_ruleset import WrittenRuleset, new_ruleset
from rbflang.ruleset.model import Ruleset
from rbflang.syntax.format import formatted
from rbflang.wording import Words

_NAME = re.compile(r"([^\W\d_]+)(\d{4})")


@click.command("new")
@click.argument("name", metavar="NAVN")
@click.option("--from", "origin", metavar="REGELSETT", required=True, help="Regelsettet du begynner fra.")
@options.common_options(options.language_option)
def command(name: str, origin: str, language: str) -> None:
    """Begynn på et nytt år: Skriv NAVN.rbf med reglene fra et annet år.

    Alt som må slås opp for det nye året, er merket «ubekreftet», og «rbflang check» viser det, linje for linje.
    """
    target, scheme, year = _target(name)
    shelf = options.chosen_shelf(origin)
    old = _sound(shelf, language)
    if old.tree.header and folded(old.tree.header.scheme) == folded(scheme):
        scheme = old.tree.header.scheme
    if old.title == f"{scheme} {year}":
        raise Misuse(
            Words(
                f"{old.title} er regelsettet du begynner fra. Velg et annet år.",
                f"{old.title} is the ruleset you begin from. Choose another year.",
            )
        )
    made = carried_over(old.tree, scheme, year)
    beside = Shelf(target.stem, target).with_rounds(old.rounds)
    rounds = tuple(beside.observations(one).name for one in beside.rounds)
    _write(target, formatted(made.made))
    members, is_copied = _with_members(old, shelf.members(), target)
    written = WrittenRuleset(library.shown(target), origin, members, is_copied, rounds)
    options.show(new_ruleset(made, written, language), "terminal", of_files=False)


def _target(name: str) -> tuple[Path, str, int]:
    """The file to write, and the scheme and the year that its name says."""
    path = Path(name)
    file = path if path.suffix == ".rbf" else path.with_name(path.name + ".rbf") if path.name else path
    said = _NAME.fullmatch(file.stem)
    if not said:
        lacks = Words(" Årstallet mangler.", " The year is missing.")
        if re.search(r"\d{4}", name):
            lacks = Words("", "")
        raise Misuse(
            Words(
                f"Et regelsett kan ikke hete «{shortened(name)}».{lacks.nb} Navnet er ordningen og året, for eksempel "
                "rbf2026.",
                f"A ruleset cannot be called “{shortened(name)}”.{lacks.en} The name is the scheme and the year, such "
                "as rbf2026.",
            )
        )
    return file, said[1].upper(), int(said[2])


def _sound(shelf: Shelf, language: str) -> Ruleset:
    """The ruleset to begin from; where faults stop it, they are printed and the run ends."""
    source = library.read(shelf.path)
    ruleset, faults = (None, (source,)) if isinstance(source, Fault) else checked(source, shelf.members())
    if ruleset is None:
        options.stop(faults, "terminal", language)
    return ruleset.ruleset


def _with_members(old: Ruleset, members: Path, target: Path) -> tuple[str, bool]:
    """The name of the file of members beside the new text, and whether it was copied; empty if none is used.

    It is copied where there is none; without it the text would lack the members of the sets that come with the data.
    """
    if not sets_from_data(old.tree):
        return "", False
    beside = target.parent / members.name
    is_missing = not beside.exists()
    if is_missing:
        _write(beside, members.read_text(encoding="utf-8"))
    return members.name, is_missing


def _write(target: Path, text: str) -> None:
    """Write a file that is not there yet."""
    shown = shortened(str(target))
    try:
        with target.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except FileExistsError:
        raise Misuse(
            Words(
                f"{shown} finnes allerede, og blir ikke skrevet over. Velg et annet navn.",
                f"{shown} exists, and is not overwritten. Choose another name.",
            )
        ) from None
    except (FileNotFoundError, NotADirectoryError):
        raise Misuse(
            Words(
                f"{shown} kan ikke skrives: Mappen finnes ikke.", f"{shown} cannot be written: There is no such folder."
            )
        ) from None
    except OSError:
        raise Misuse(
            Words(
                f"{shown} kan ikke skrives. Har du skrivetilgang til mappen?",
                f"{shown} cannot be written. May you write in the folder?",
            )
        ) from None
