"""The rulesets that ship, as the pages of the site read them: ready to compute, each indicator with its years.

Takes nothing but the rulesets, gives values and words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from attrs import frozen

import rbflang
from rbflang.comparison.counterparts import counterparts
from rbflang.data.computed import Computed
from rbflang.data.figures import find_member
from rbflang.explanation.allocation_account import allocation_account
from rbflang.library import Shelf, read
from rbflang.observations import ObservationFile
from rbflang.pipeline import Prepared
from rbflang.published.published_file import read_published
from rbflang.published.statements import Print, PublishedRow, read_statement
from rbflang.render.markdown import escaped, render
from rbflang.reports.document import Document
from rbflang.ruleset.model import INDICATOR, REGION, Given, Member, Quantity, Ruleset
from rbflang.source import Source
from rbflang.syntax.format_words import Spelling
from rbflang.syntax.tree import MemberDecl
from rbflang.syntax.vocabulary import STATUSES
from rbflang.wording import Voice

DOCS = Path(__file__).parents[1]
WORDS = Spelling("nb")


@cache
def prepared(name: str) -> Prepared:
    """A ruleset that ships, ready to compute."""
    shelf = rbflang.find(name)
    assert shelf is not None
    found = rbflang.prepare(shelf)
    assert not isinstance(found, tuple), found
    return found


def computed(one: Prepared, round_name: str) -> Computed | None:
    """The round computed on its published observations, where they are complete."""
    found = rbflang.compute(one, round_name)
    return None if isinstance(found, tuple) else found


def round_title(one: Prepared | Computed, name: str) -> str:
    """What a round is called, by its file name."""
    found = [each for each in one.checked.ruleset.rounds.values() if rbflang.library.round_name(each.name.text) == name]
    return (found[0].titles.title or found[0].name.text) if found else name


def is_shown(one: Quantity) -> bool:
    return (
        one.role == "property"
        and one.sets == (INDICATOR,)
        and one.typing is not None
        and "tekst" not in one.typing.words
    )


def given_to(member: Member, quantity: Quantity) -> Given | None:
    """What the rules give an indicator, by itself or in its group."""
    return next((given for key, given in quantity.given.items() if key and key[-1] == member.name), None)


def groups(ruleset: Ruleset) -> dict[str, Member]:
    """The group of each indicator that lies in one."""
    above = ruleset.sets[INDICATOR].above
    return {} if above is None else {
        one.name: ruleset.sets[above][one.above] for one in ruleset.sets[INDICATOR].members if one.above
    }  # fmt: skip


def value_of(given: Given | None) -> str:
    """A value as it is written, and its status where it is not simply documented: `15 % (utledet)`."""
    if given is None:
        return "–"
    said = {entry.status for entry in given.citation.entries} if given.citation else set()
    weakest = [status.nb.removesuffix(" fra") for status in STATUSES if status.name in said][-1:]
    return " ".join([WORDS.value(given.value), *(f"({status})" for status in weakest if status)])


def cell(text: str) -> str:
    """A text of a ruleset inside a line of a page, whatever signs of Markdown are in it."""
    return escaped(re.sub(r"\s+", " ", text))


@frozen(eq=False)
class Yearly:
    """An indicator in one year."""

    year: Prepared
    member: Member


@cache
def years() -> tuple[Prepared, ...]:
    """Every ruleset that ships, oldest first."""
    return tuple(sorted((prepared(one.name) for one in rbflang.shelves()), key=lambda one: one.shelf.name[-4:]))


@cache
def indicators() -> tuple[tuple[Yearly, ...], ...]:
    """Every indicator with its years, newest first; those of the newest year come first.

    What an indicator of one year is in the next is what `compare` says of the two years.
    """
    found: list[list[Yearly]] = []
    for newer, year in zip((None, *reversed(years())), reversed(years()), strict=False):
        ruleset = year.checked.ruleset
        now = counterparts(ruleset, newer.checked.ruleset).members[INDICATOR] if newer else {}
        latest = {each[-1].member.name: each for each in found if each[-1].year is newer}
        for member in ruleset.sets[INDICATOR].members:
            same = latest.get(now.get(member.name, ""))
            if same is None:
                found.append([Yearly(year, member)])
            else:
                same.append(Yearly(year, member))
    return tuple(map(tuple, found))


def slug(years: tuple[Yearly, ...]) -> str:
    """The name of the page: that of the indicator in its newest year."""
    return slug_of(years[0].member.name)


def slug_of(name: str) -> str:
    """A name as part of an address."""
    return name.lower().translate(str.maketrans({"æ": "ae", "ø": "o", "å": "a", "_": "-"}))


def is_placeholder(ruleset: Ruleset, member: Member) -> bool:
    """True for an indicator that stands in a place whose name no source gives: that it exists is assumed."""
    declared = (one for one in ruleset.tree.declarations if isinstance(one, MemberDecl))
    own = next((one for one in declared if one.name.text == member.name), None)
    entries = own.citation.entries if own and own.citation else ()
    return bool(entries) and all(one.status == "assumed" for one in entries)


# what is paid


@frozen
class Amount:
    """What one is paid in a round: the amount as it is shown, what it is called, and where it is printed, if it is."""

    payee: str
    told: str
    shown: str
    origin: str


@cache
def computed_rounds() -> tuple[Computed, ...]:
    """The rounds that can be computed on published observations, the newest first."""
    found = (computed(year, name) for year in reversed(years()) for name in year.shelf.rounds)
    return tuple(one for one in found if one is not None)


@cache
def amounts(year: Prepared) -> tuple[Amount, ...]:
    """What is computed for each region, and what is printed where nothing can be computed."""
    found = tuple(one for one in computed_rounds() if one.checked is year.checked)
    return tuple(each for one in found for each in _computed_amounts(one)) or _printed_amounts(year)


def _computed_amounts(found: Computed) -> Iterator[Amount]:
    account = allocation_account(found)
    say = Voice("nb", account.decimals, account.ruleset.currency)
    told = round_title(found, found.round).lower()
    for payee, paid in zip(account.payments.payees, account.payments.paid, strict=True):
        yield Amount(payee.name, told, say.kroner(paid.number), "")


def _printed_amounts(year: Prepared) -> tuple[Amount, ...]:
    ruleset, rows = year.checked.ruleset, published_rows(year.shelf)
    for role in ("payout", "input"):
        found = tuple(each for row in rows for each in _printed_amount(ruleset, row, role))
        if found:
            return found
    return ()


def _printed_amount(ruleset: Ruleset, row: PublishedRow, role: str) -> Iterator[Amount]:
    """The amount of one region that a row prints."""
    quantity = ruleset.quantities.get(row.text("quantity"))
    if quantity is None or (quantity.role, quantity.sets) != (role, (REGION,)) or row.text("deviation"):
        return
    payee, statement = find_member(ruleset.sets[REGION], row.member(REGION)), read_statement(row, ruleset.currency)
    if payee and isinstance(statement, Print) and statement.relation == "equals" and row.text("unit").endswith("kr"):
        source = ruleset.sources[row.text("document")]
        place = f"trykt i «{source.title}», {row.text('place')}"
        told = "fordeling" if role == "payout" else quantity.title.lower()
        yield Amount(payee, told, f"{row.text('printed')} {row.text('unit')}", place)


# reports


def published_rows(shelf: Shelf) -> tuple[PublishedRow, ...]:
    """The published figures beside a ruleset; none where there is no file."""
    source = read(shelf.published)
    found = read_published(source) if isinstance(source, Source) else None
    return tuple(found.rows) if isinstance(found, ObservationFile) else ()


def demoted(document: Document) -> list[str]:
    """A report as Markdown below a heading of a page: without its title, its own headings a level lower."""
    text = render(Document("", document.blocks))
    return [re.sub("^## ", "### ", line) for line in text.rstrip("\n").split("\n")]


def folded(document: Document) -> Iterator[str]:
    """The same inside what unfolds, with bold lines for headings."""
    for line in demoted(document):
        below = re.sub("^### (.*)", r"**\1**", line)
        yield f"    {below}" if below else ""
