"""`rbflang report`: all that is told of an allocation, on one page that can be mailed."""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING

import click

from rbflang.commands import options
from rbflang.commands.report_file import output_option

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rbflang.commands.two_rounds import TwoAsked
    from rbflang.data.computed import Computed
    from rbflang.library import Shelf
    from rbflang.published.statements import PublishedRow
    from rbflang.published.verdicts import Verification
    from rbflang.questions.settlement import Settlement


@click.command("report")
@options.ruleset_argument
@click.option(
    "--for",
    "--rhf",
    "payees",
    metavar="MOTTAKER",
    multiple=True,
    help="Den siden først og fremst gjelder. Kan gis flere ganger. Uten: alle, når de ikke er for mange.",
)
@options.common_options(options.round_option, options.data_option, options.set_option)
@click.option("--format", "form", type=click.Choice(("html",)), default="html", help="Utskriftsformat.")
@options.common_options(output_option, options.language_option)
def command(
    name: str | None,
    payees: tuple[str, ...],
    round_name: str | None,
    data: tuple[str, ...],
    settings: tuple[str, ...],
    form: str,
    language: str,
) -> None:
    """Alt om en fordeling på én nettside som kan sendes: beløp, forklaring, etterprøving og regler."""
    from rbflang.commands.chosen import chosen_payee
    from rbflang.commands.two_rounds import TwoAsked
    from rbflang.reports.page.whole_page import PageParts, whole_page

    options.must_have_for(form)
    computed = options.paid(name, round_name, data, settings, form, language)
    shelf = options.chosen_shelf(name)
    chosen = tuple(dict.fromkeys(chosen_payee(computed, one) for one in payees))
    published = options.published_beside(shelf, computed, ("",))
    asked = TwoAsked(None, None, data, None, form, language)
    settled = _settled(name, computed, asked)
    every = options.published_of_every_round(shelf, computed, ("",))
    parts = PageParts(computed, chosen, published, _verified(computed, every), settled, _earlier(shelf))
    options.show(whole_page(parts, language), form)
    options.warn(computed, language)


def _verified(computed: Computed, published: Sequence[PublishedRow]) -> Verification | None:
    """The verdicts of the published figures; none of figures that were changed, for those were not published."""
    from rbflang.published.verdicts import verify

    return verify(computed, published) if published and not computed.settings else None


def _settled(name: str | None, computed: Computed, asked: TwoAsked) -> Settlement | None:
    """The settlement against the round before, where its figures are known; none of figures that were changed."""
    from rbflang.commands.two_rounds import with_the_round_before
    from rbflang.questions.settlement import settle

    rounds = None if computed.settings else with_the_round_before(name, computed, asked)
    return settle(*rounds) if rounds else None


def _earlier(shelf: Shelf) -> Iterator[Computed]:
    """The rounds with published results of the rulesets that ship and come before one that ships, the oldest first."""
    from rbflang.library import shelves
    from rbflang.pipeline import Prepared, compute, prepare

    ships = [one.path for one in shelves()]
    before = shelves() if shelf.path in ships else ()
    for one in takewhile(lambda one: one.path != shelf.path, before):
        prepared = prepare(one) if one.rounds else None
        if isinstance(prepared, Prepared):
            found = (compute(prepared, name) for name in one.rounds)
            yield from (each for each in found if not isinstance(each, tuple))
