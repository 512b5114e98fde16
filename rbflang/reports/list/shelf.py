"""The report of `list`: rulesets, titles and rounds.

Takes the rulesets that ship, gives a document; its data are «rbflang.list/1».
"""

from __future__ import annotations

from attrs import field, frozen

from rbflang.library import ENGLISH_ROUNDS
from rbflang.nearest import folded
from rbflang.reports.document import Column, Document, Paragraph, Table
from rbflang.reports.typed_cells import phrases
from rbflang.ruleset.model import Ruleset
from rbflang.wording import Voice

SCHEMA = "rbflang.list/1"


@frozen
class Listed:
    """A ruleset on the shelf: its name, the rounds by file name, and whether it is the newest with observations.

    Of incomplete rounds some observations are known and others not.
    """

    name: str
    ruleset: Ruleset = field(repr=False)
    rounds: tuple[str, ...]
    incomplete: tuple[str, ...]
    is_newest: bool


def shelf_report(listed: tuple[Listed, ...], language: str = "nb") -> Document:
    """The rulesets below each other, oldest first."""
    say = Voice(language)
    columns = (
        Column(say("Regelsett", "Ruleset"), "left"),
        Column(say("Tittel", "Title"), "left"),
        Column(say("Fordelinger med observasjoner", "Rounds with observations"), "left"),
        Column("", "left"),
    )
    rows = tuple(
        phrases(one.name, _title(one.ruleset), _rounds(one, say), say("nyest", "newest") if one.is_newest else "")
        for one in listed
    )
    newest = next((one.name for one in listed if one.is_newest), "")
    text = say(
        f"Uten navn brukes {newest}, det nyeste med observasjoner.",
        f"Without a name, {newest} is used, the newest with observations.",
    )
    blocks = (Table(columns, rows), Paragraph(text)) if newest else (Table(columns, rows),)
    data = {
        "schema": SCHEMA,
        "rulesets": [
            {
                "name": one.name,
                "title": _title(one.ruleset),
                "rounds": list(one.rounds),
                "incomplete": list(one.incomplete),
                "newest": one.is_newest,
            }
            for one in listed
        ],
    }
    return Document("", blocks, data, language=language)


def _title(ruleset: Ruleset) -> str:
    header = ruleset.tree.header
    return header.title if header and header.title else ruleset.title


def _rounds(one: Listed, say: Voice) -> str:
    """The rounds as the ruleset spells them; in English the customary ones as `--round` takes them in English."""
    names = {folded(round_.name.text): round_.name.text for round_ in one.ruleset.rounds.values()}
    if say.language == "en":
        names |= ENGLISH_ROUNDS
    some = say("ufullstendig", "incomplete")
    found = [names.get(folded(name), name) for name in one.rounds]
    found += [f"{names.get(folded(name), name)} ({some})" for name in one.incomplete]
    return say.listing(found) or say("ingen", "none")
