"""A page per indicator over all its years: what it is called, what it counts, and what each region achieved and got.

Takes the rulesets that ship, gives Markdown by path.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction

from charts_shown import shown
from shipped import (
    Yearly,
    cell,
    computed,
    given_to,
    groups,
    indicators,
    is_placeholder,
    is_shown,
    round_title,
    slug,
    value_of,
)

from rbflang.data.figures import Observation
from rbflang.data.rows import figures_of
from rbflang.explanation.allocation_account import allocation_account
from rbflang.library import read
from rbflang.observations import read_rows
from rbflang.pipeline import Prepared
from rbflang.reports.allocate.allocation import data
from rbflang.reports.charts.result_development import IndicatorRound, result_development
from rbflang.ruleset.model import INDICATOR, REGION, SUBAREA
from rbflang.source import Source
from rbflang.syntax.expressions import Text
from rbflang.wording import Voice, number

FOLDER = "indikatorer"


def pages() -> dict[str, str]:
    """The page of every indicator by its path, and the page that lists them."""
    found = indicators()
    made = {f"{FOLDER}/{slug(one)}.md": "\n".join(indicator_page(one)) for one in found}
    return {f"{FOLDER}/index.md": "\n".join(overview(found))} | made


def overview(found: Iterable[tuple[Yearly, ...]]) -> Iterator[str]:
    """All indicators below each other, with their years; those without a name are folded."""
    named = [one for one in found if not is_placeholder(one[0].year.checked.ruleset, one[0].member)]
    unknown = [one for one in found if one not in named]
    yield from ("# Indikatorene", "", "Alle indikatorene som er brukt, de nyeste først.", "", *_listed(named), "")
    if unknown:
        yield from (f'??? note "{len(unknown)} plasser som ingen kilde gir navn"', "")
        yield from (f"    {line}" for line in _listed(unknown))
        yield ""


def _listed(found: Iterable[tuple[Yearly, ...]]) -> Iterator[str]:
    yield from ("| Indikator | År |", "|---|---|")
    for one in found:
        years = ", ".join(each.year.checked.ruleset.title for each in reversed(one))
        yield f"| [{cell(one[0].member.title)}]({slug(one)}.md) | {years} |"


def indicator_page(years: tuple[Yearly, ...]) -> Iterator[str]:
    """An indicator: what it counts, its weight and target by year, its results and points."""
    newest = years[0]
    yield from (f"# {cell(newest.member.title)}", "", newest.member.documentation, "")
    yield from _texts(newest)
    yield from _by_year(years)
    yield from _results(years)
    yield from _points(years)


def _texts(one: Yearly) -> Iterator[str]:
    """Numerator, denominator and the other texts of the newest year."""
    for quantity in one.year.checked.ruleset.quantities.values():
        given = given_to(one.member, quantity)
        if quantity.role == "property" and given and not is_shown(quantity):
            text = given.value.text if isinstance(given.value, Text) else value_of(given)
            yield f"- **{cell(quantity.title)}:** {cell(text)}"
    yield ""


def _by_year(years: tuple[Yearly, ...]) -> Iterator[str]:
    """A row a year: its name then, and every number and word the rules said of it."""
    columns = list(dict.fromkeys(name for one in years for name in _shown(one)))
    yield from ("## År for år", "", f"| År | Navn | {' | '.join(columns)} |", f"|---|---|{'---:|' * len(columns)}")
    for one in years:
        ruleset, own = one.year.checked.ruleset, _shown(one)
        cells = " | ".join(own.get(name, "–") for name in columns)
        yield f"| [{cell(ruleset.title)}](../aar/{ruleset.name}.md) | {cell(one.member.title)} | {cells} |"
    yield ""


def _shown(one: Yearly) -> dict[str, str]:
    """The title of each property with what it is for the indicator, its group first."""
    ruleset = one.year.checked.ruleset
    group, quantities = groups(ruleset).get(one.member.name), ruleset.quantities.values()
    return ({"Gruppe": group.title} if group else {}) | {
        cell(each.title): cell(value_of(given_to(one.member, each))) for each in quantities if is_shown(each)
    }


def _results(years: tuple[Yearly, ...]) -> Iterator[str]:
    """The published results, as printed; a row a round, and a row a sub-area."""
    rows = [row for one in years for row in _observed(one)]
    if rows:
        yield from ("## Resultater", "", *_heading(years[0], "Fordeling"), *rows, "")
        yield from _development(years)


def _development(years: tuple[Yearly, ...]) -> Iterator[str]:
    """The results drawn from year to year, where several years have them."""
    rounds = [
        IndicatorRound(found, one.member)
        for one in reversed(years)
        for name in one.year.shelf.rounds
        if (found := computed(one.year, name)) is not None
    ]
    yield from shown(result_development(rounds, Voice("nb")), "utvikling")


def _heading(one: Yearly, what: str) -> Iterator[str]:
    regions = one.year.checked.ruleset.sets[REGION].members
    yield f"| {what} | {' | '.join(cell(member.short) for member in regions)} |"
    yield f"|---|{'---:|' * len(regions)}"


def _observed(one: Yearly) -> Iterator[str]:
    for round_ in (*one.year.shelf.rounds, *one.year.shelf.incomplete_rounds):
        cells: dict[tuple[str, ...], dict[str, str]] = {}
        for (name, key), found in _observations(one.year, round_).items():
            sets = one.year.checked.ruleset.space.domain(one.year.checked.ruleset.quantities[name].sets).sets
            members = dict(zip(sets, key, strict=True))
            if members.get(INDICATOR) == one.member.name and REGION in members:
                row = (one.year.checked.ruleset.quantities[name].title, members.get(SUBAREA, ""))
                cells.setdefault(row, {})[members[REGION]] = _figure(found)
        for (title, subarea), by_region in cells.items():
            label = f"{one.year.checked.ruleset.title}, {round_title(one.year, round_).lower()}"
            regions = one.year.checked.ruleset.sets[REGION].members
            figures = " | ".join(cell(by_region.get(member.name, "–")) for member in regions)
            what = ", ".join(filter(None, (label, title.lower(), subarea)))
            yield f"| {cell(what)} | {figures} |"


def _figure(found: Observation) -> str:
    """The figure as printed; one that was narrowed or derived says so: `1,6 % (utledet: under 1,6 %)`."""
    if found.status != "derived":
        return found.printed
    narrowed = found.narrowing.removeprefix("nøyaktig")
    return f"{found.printed} (utledet{f': {narrowed}' if narrowed else ''})"


def _observations(year: Prepared, round_: str) -> dict[tuple[str, tuple[str, ...]], Observation]:
    """The published observations of a round, complete or not."""
    shelf = year.shelf
    source = read(shelf.incomplete(round_) if round_ in shelf.incomplete_rounds else shelf.observations(round_))
    return dict(figures_of(year.checked, read_rows(source)).observations) if isinstance(source, Source) else {}


def _points(years: tuple[Yearly, ...]) -> Iterator[str]:
    """The points each region got, where the results are published."""
    rows = [row for one in years for row in _points_of(one)]
    if rows:
        yield from ("## Poeng", "", *_heading(years[0], "Fordeling"), *rows, "")


def _points_of(one: Yearly) -> Iterator[str]:
    for round_ in one.year.shelf.rounds:
        found = computed(one.year, round_)
        if found is None:
            continue
        by_region = data(found, allocation_account(found), (), Voice())["points"]
        totals = [
            number(sum(map(Fraction, by_region[region][one.member.name].values()), Fraction(0)), 0)
            for region in by_region
        ]
        label = f"{one.year.checked.ruleset.title}, {round_title(one.year, round_).lower()}"
        yield f"| {cell(label)} | {' | '.join(totals)} |"
