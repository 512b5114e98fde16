"""A page per year, made from its ruleset while the site is built: indicators, staircases, rules, figures, changes.

Takes the rulesets that ship, gives Markdown by path. Everything said of a year is read from its ruleset, its data and
the reports the commands print; the page only puts them in order.
"""

from __future__ import annotations

from collections.abc import Iterator

from charts_shown import of_all, of_staircases, shown
from shipped import (
    WORDS,
    amounts,
    cell,
    computed,
    demoted,
    folded,
    given_to,
    groups,
    indicators,
    is_placeholder,
    is_shown,
    published_rows,
    round_title,
    slug,
    slug_of,
    value_of,
    years,
)
from staircase_drawing import drawing

from rbflang.comparison.differences import compare
from rbflang.pipeline import Prepared, as_far_as_known
from rbflang.published.statements import IN_PRINT
from rbflang.published.verdicts import verify
from rbflang.reports.allocate.allocation import allocation
from rbflang.reports.compare.difference import difference
from rbflang.reports.verify.verification import verification
from rbflang.ruleset.model import INDICATOR, REGION, Member, Ruleset
from rbflang.source import Source
from rbflang.syntax.expressions import Text
from rbflang.syntax.tree import MeasureDecl, RoundDecl

FOLDER = "aar"


def pages() -> dict[str, str]:
    """The page of every year by its path, and the page that lists them."""
    before = (None, *years())
    made = {
        f"{FOLDER}/{one.shelf.name}.md": "\n".join(year_page(one, last))
        for last, one in zip(before, years(), strict=False)
    }
    return {f"{FOLDER}/index.md": "\n".join(overview(years()))} | made


def overview(shown: tuple[Prepared, ...]) -> Iterator[str]:
    """The years below each other: how many indicators, which measures, what is distributed."""
    yield from ("# År for år", "", "Hvert år er et komplett regelsett. Sidene er laget av regelsettene selv.", "")
    yield from ("| År | Indikatorer | Prestasjonsmål | Fordeles | Publiserte resultater |", "|---|---:|---|---:|---|")
    for one in shown:
        ruleset = one.checked.ruleset
        measures = ", ".join(measure.title.lower() for measure in ruleset.measures.values())
        rounds = ", ".join(round_names(one)) or ("ufullstendige" if one.shelf.incomplete_rounds else "ingen")
        yield (
            f"| [{cell(ruleset.title)}]({ruleset.name}.md) | {len(ruleset.sets[INDICATOR].members)} | {cell(measures)} "
            f"| {_appropriation(ruleset)} | {rounds} |"
        )
    yield ""


def year_page(one: Prepared, last: Prepared | None) -> Iterator[str]:
    """Everything about a year, in the order a reader asks for it; `last` is the year before."""
    ruleset = one.checked.ruleset
    header = ruleset.tree.header
    assert header is not None
    yield from (f"# {cell(ruleset.title)}", "", *_documentation(ruleset), "")
    yield from _amounts(one)
    yield from _payouts(one)
    yield from _rounds(one)
    yield from _indicators(ruleset)
    yield from _measures(ruleset)
    yield from _changes(one, last)
    yield from _published(one)
    yield from _text(ruleset.source)


def _documentation(ruleset: Ruleset) -> Iterator[str]:
    """The words that stand before the heading of the ruleset."""
    for line in ruleset.source.text.split("\n"):
        if not line.startswith("##"):
            return
        yield line.removeprefix("##").strip()


def _appropriation(ruleset: Ruleset) -> str:
    """The amount that is distributed, as its author wrote it."""
    fixed = ruleset.quantities.get("bevilgning")
    given = fixed.given.get(()) if fixed else None
    return WORDS.value(given.value) if given else "ikke fastsatt"


def round_names(one: Prepared) -> list[str]:
    """The titles of the rounds with published observations that can be computed, in small letters."""
    return [round_title(one, name).lower() for name in one.shelf.rounds if computed(one, name)]


def _amounts(one: Prepared) -> Iterator[str]:
    """What each region is paid, first of all: as computed, or as it is printed."""
    found = amounts(one)
    if not found:
        yield from ("Hva regionene fikk, er ikke blant kildene.", "")
        return
    told = dict.fromkeys(each.told for each in found)
    yield from (f"| Region | {' | '.join(cell(each.capitalize()) for each in told)} |", f"|---|{'---:|' * len(told)}")
    for member in one.checked.ruleset.sets[REGION].members:
        paid = {each.told: each.shown for each in found if each.payee == member.name}
        name = f"[{cell(member.title)}](../regionene/{slug_of(member.name)}.md)"
        yield f"| {name} | {' | '.join(paid.get(each, '–') for each in told)} |"
    origins = dict.fromkeys(each.origin for each in found if each.origin)
    yield from ("", *(f"Beløpene er {each}." for each in origins), "")


def _rounds(one: Prepared) -> Iterator[str]:
    """The allocations of the year and the periods of their data."""
    yield from ("## Datagrunnlag", "", "| Fordeling | Datagrunnlag |", "|---|---|")
    for round_ in one.checked.ruleset.rounds.values():
        periods = ", ".join(_periods(round_)) or "ikke oppgitt"
        yield f"| {cell(round_.titles.title or round_.name.text)} | {cell(periods)} |"
    yield ""


def _periods(round_: RoundDecl) -> Iterator[str]:
    """Each register with its period: `NPR 1. tertial 2024`, `NKI som i foreløpig`."""
    for register, period in round_.basis:
        yield f"{register.text} {period.text if isinstance(period, Text) else f'som i {period.text}'}"


def _changes(one: Prepared, last: Prepared | None) -> Iterator[str]:
    """What changed in the rules from the year before, as `compare` tells it."""
    if last is not None:
        yield from (f"## Endringer fra {cell(last.checked.ruleset.title)}", "")
        yield from (*demoted(difference(compare(last.checked, one.checked), None, "")), "")


def _indicators(ruleset: Ruleset) -> Iterator[str]:
    """A table of the indicators with every number and word the rules say of each; those without a name are folded."""
    members = ruleset.sets[INDICATOR].members
    unknown = [one for one in members if is_placeholder(ruleset, one)]
    yield from ("## Indikatorer", "", *_table(ruleset, [one for one in members if one not in unknown]), "")
    if unknown:
        yield from (f'??? note "{len(unknown)} indikatorer som ingen kilde navngir"', "")
        yield from (f"    {line}" for line in _table(ruleset, unknown))
        yield ""


def _table(ruleset: Ruleset, members: list[Member]) -> Iterator[str]:
    shown = [one for one in ruleset.quantities.values() if is_shown(one)]
    headings = " | ".join(cell(one.title) for one in shown)
    pages_of = {(one.year.shelf.name, one.member.name): slug(each) for each in indicators() for one in each}
    grouped = groups(ruleset)
    yield f"{'| Indikator | Gruppe |' if grouped else '| Indikator |'} {headings} |"
    yield f"|---|{'---|' if grouped else ''}{'---:|' * len(shown)}"
    for member in members:
        values = [value_of(given_to(member, one)) for one in shown]
        page = f"../indikatorer/{pages_of[ruleset.name, member.name]}.md"
        group = [grouped[member.name].title] if member.name in grouped else []
        yield f"| [{cell(member.title)}]({page}) | {' | '.join(map(cell, (*group, *values)))} |"


def _measures(ruleset: Ruleset) -> Iterator[str]:
    """The staircases drawn, and the measures as they are written."""
    if ruleset.staircases:
        yield from ("## Trapper", "")
    for staircase in ruleset.staircases.values():
        yield from (drawing(staircase), "")
    yield from ("## Prestasjonsmål", "")
    for measure in ruleset.tree.declarations:
        if isinstance(measure, MeasureDecl):
            title = measure.titles.title or measure.name.text
            yield from (f"### {cell(title)}", "", "```rbf", measure.span.text, "```", "")


def _payouts(one: Prepared) -> Iterator[str]:
    """What each round pays on its published observations."""
    for name in one.shelf.rounds:
        found = computed(one, name)
        if found:
            yield from (f"## {cell(round_title(one, name))}", "", *shown(of_all(found), name))
            yield from (*demoted(allocation(found)), "")
            yield from ("### Hvor alle står på trappene", "", *shown(of_staircases(found), f"{name}-trapper"))


def _published(one: Prepared) -> Iterator[str]:
    """Every published figure beside the one computed here, as far as the results are known."""
    rows = published_rows(one.shelf)
    found = next(filter(None, (computed(one, name) for name in one.shelf.rounds)), None) or as_far_as_known(one)
    if not rows or isinstance(found, tuple):
        return
    yield from ("## Publisert og beregnet", "")
    figures, claims = (sum(row.text("kind") == kind for row in rows) for kind in IN_PRINT)
    yield from (f'??? note "Alle trykte tall ({figures}) og påstander ({claims})"', "")
    yield from folded(verification([verify(found, rows)]))
    yield ""


def _text(source: Source) -> Iterator[str]:
    """The whole ruleset as it is written."""
    yield from (
        "## Reglene slik de er skrevet { data-search-exclude }",
        "",
        "```rbf",
        source.text.rstrip("\n"),
        "```",
        "",
    )
