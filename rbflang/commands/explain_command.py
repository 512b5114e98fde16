"""`rbflang explain`: why a region gets what it gets, down to the step and the paragraph."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from rbflang.commands import options
from rbflang.commands.kept_answers import Kept
from rbflang.commands.misuse import Misuse
from rbflang.reports.document import Document
from rbflang.wording import Words

if TYPE_CHECKING:
    from rbflang.data.computed import Computed
    from rbflang.data.figures import Observation
    from rbflang.published.statements import PublishedRow

DEEPEST = 3


@click.command("explain", cls=Kept)
@options.ruleset_argument
@options.payee_option
@click.option("--indicator", metavar="INDIKATOR", help="Bare denne indikatoren.")
@click.option("--measure", metavar="PRESTASJONSMÅL", help="Bare dette prestasjonsmålet.")
@click.option(
    "--depth",
    type=click.IntRange(1, 12),
    metavar="N",
    help="Hvor langt ned: 1 slutter etter tabellen, 2 etter veien til kroner, 3 er alt. I json: så mange ledd.",
)
@click.option("--exact", is_flag=True, help="Vis nøyaktige brøker.")
@options.common_options(
    options.round_option, options.data_option, options.set_option, options.format_option, options.language_option
)
def command(
    name: str | None,
    rhf: str | None,
    indicator: str | None,
    measure: str | None,
    depth: int | None,
    exact: bool,
    round_name: str | None,
    data: tuple[str, ...],
    settings: tuple[str, ...],
    form: str,
    language: str,
) -> None:
    """Hvorfor en region får det den får."""
    _within_reach(depth, indicator or measure, form)
    computed = options.paid(name, round_name, data, settings, form, language)
    is_whole = bool(rhf) and not (indicator or measure) and (depth is None or depth > 2 or form == "json")
    rows = _published(name, computed, indicator, is_whole) if rhf or indicator or measure else ()
    options.show(_document(computed, rows, rhf, indicator, measure, depth, exact, language), form)
    options.warn(computed, language)


def _within_reach(depth: int | None, part: str | None, form: str) -> None:
    """Wrong usage where there is nothing at that depth."""
    if depth is not None and part:
        raise Misuse(
            Words(
                "--depth gjelder hele forklaringen. Ta den bort når det er én indikator eller ett mål.",
                "--depth is for the whole explanation. Take it away where it is one indicator or one measure.",
            )
        )
    if depth is not None and depth > DEEPEST and form != "json":
        raise Misuse(
            Words(
                f"--depth er høyst {DEEPEST}, som er hele forklaringen. Med --format json er den høyst 12.",
                f"--depth is at most {DEEPEST}, which is the whole explanation. With --format json it is at most 12.",
            )
        )


def _document(
    computed: Computed,
    published: Sequence[PublishedRow],
    rhf: str | None,
    indicator: str | None,
    measure: str | None,
    depth: int | None,
    exact: bool,
    language: str,
) -> Document:
    from rbflang.commands.chosen import chosen_member
    from rbflang.ruleset.model import INDICATOR, MEASURE
    from rbflang.ruleset.nouns import payee_noun, the_one

    sets = computed.checked.ruleset.sets
    payout = computed.checked.ruleset.payout
    assert payout is not None
    region = chosen_member(sets[payout.sets[0]], rhf, the_one(payee_noun(payout.sets[0]))) if rhf else None
    which = chosen_member(sets.get(INDICATOR), indicator, Words("indikatoren", "indicator")) if indicator else None
    how = chosen_member(sets.get(MEASURE), measure, Words("prestasjonsmålet", "measure")) if measure else None
    if which or how:
        from rbflang.reports.explain.indicator import indicator_explanation

        return indicator_explanation(computed, region, which, how, exact, language, published)
    if region:
        from rbflang.reports.explain.region import region_explanation

        return region_explanation(computed, region, depth, exact, language, published)
    from rbflang.reports.explain.overview import overview

    return overview(computed, depth, exact, language)


def _published(
    name: str | None, computed: Computed, indicator: str | None, is_whole: bool
) -> Sequence[PublishedRow]:  # fmt: skip
    """The published figures: for an indicator all, for a whole report those of what is computed, else those that are
    computed for all together or for each who is paid; and those of what is for information or narrowed."""
    from rbflang.explanation.roles import roles_of

    roles, quantities = roles_of(computed.checked), computed.checked.ruleset.quantities
    about = ((), roles.payout.sets)
    names = tuple(name for name, one in quantities.items() if one.is_computed and (is_whole or one.sets in about))
    rows = computed.figures.observations.values()
    names += tuple({one.quantity for one in rows if one.status == "for_information" or _is_narrowed(one)})
    return options.published_beside(options.chosen_shelf(name), computed, ("",) if indicator else names)


def _is_narrowed(row: Observation) -> bool:
    """True for a figure that is printed, and known more closely than that."""
    return bool(row.narrowing and row.printed and row.source and not row.stands_for)
