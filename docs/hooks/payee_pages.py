"""A page per regional health authority: what it has been paid, year by year, and why.

Takes the rulesets that ship, gives Markdown by path. Amounts are those that are computed and those that are printed,
each told as that; the reasons are those of the report that `explain` prints.
"""

from __future__ import annotations

from collections.abc import Iterator

from charts_shown import of_payee, shown
from shipped import Amount, amounts, cell, computed_rounds, demoted, folded, published_rows, slug_of, years

from rbflang.data.computed import Computed
from rbflang.pipeline import Prepared
from rbflang.reports.document import Document
from rbflang.reports.explain.region import region_explanation
from rbflang.ruleset.model import REGION, Member
from rbflang.wording import listing

FOLDER = "regionene"


def pages() -> dict[str, str]:
    """The page of every region by its path, and the page that lists them."""
    found = payees()
    made = {f"{FOLDER}/{slug_of(one.name)}.md": "\n".join(payee_page(one)) for one in found}
    return {f"{FOLDER}/index.md": "\n".join(overview(found))} | made


def payees() -> tuple[Member, ...]:
    """The regions of the newest year."""
    return years()[-1].checked.ruleset.sets[REGION].members


def overview(found: tuple[Member, ...]) -> Iterator[str]:
    """What each region has been paid, a row a year."""
    yield from ("# Regionene", "", "Hva de regionale helseforetakene har fått, år for år.", "")
    headings = " | ".join(f"[{cell(one.short)}]({slug_of(one.name)}.md)" for one in found)
    yield from (f"| Fordeling | {headings} |", f"|---|{'---:|' * len(found)}")
    for year in reversed(years()):
        for told in dict.fromkeys(one.told for one in amounts(year)):
            paid = {one.payee: one.shown for one in amounts(year) if one.told == told}
            cells = " | ".join(paid.get(one.name, "–") for one in found)
            yield f"| {_year(year)}, {cell(told)} | {cells} |"
    yield from ("", *_unknown(), "")


def payee_page(payee: Member) -> Iterator[str]:
    """A region: its amounts, and how the newest one comes about; older ones are folded."""
    yield from (f"# {cell(payee.title)}", "")
    newest, *older = computed_rounds()
    rows = [(year, one) for year in reversed(years()) for one in amounts(year) if one.payee == payee.name]
    yield from ("| År | Fordeling | Beløp | Hvor tallet kommer fra |", "|---|---|---:|---|")
    for year, one in rows:
        yield f"| {_year(year)} | {cell(one.told)} | {one.shown} | {cell(_origin(one))} |"
    yield from ("", *_unknown(), "")
    document = _explained(newest, payee)
    heading = f"## {cell(newest.checked.ruleset.title)}: hvorfor dette beløpet"
    yield from (heading, "", f"**{cell(document.title)}**", "", *shown(of_payee(newest, payee), "effekt"))
    yield from (*demoted(document), "")
    for computed in older:
        document = _explained(computed, payee)
        yield from (f'??? note "{document.title}"', "", *folded(document), "")


def _explained(computed: Computed, payee: Member) -> Document:
    """Why the region gets its amount, with what is printed beside it."""
    rows = published_rows(next(one.shelf for one in years() if one.checked is computed.checked))
    return region_explanation(computed, payee.name, None, False, "nb", rows)


def _year(year: Prepared) -> str:
    ruleset = year.checked.ruleset
    return f"[{cell(ruleset.title)}](../aar/{ruleset.name}.md)"


def _origin(one: Amount) -> str:
    return one.origin or "beregnet her, på de publiserte resultatene"


def _unknown() -> Iterator[str]:
    """The years of which no amount is known."""
    unknown = [year.checked.ruleset.title for year in years() if not amounts(year)]
    if unknown:
        yield f"Beløpene for {listing(unknown)} er ikke blant kildene."
