"""The first page, in Norwegian: what the newest year pays, who gets it, and where to go from there.

Takes the rulesets that ship, gives Markdown by path.
"""

from __future__ import annotations

from collections.abc import Iterator

from charts_shown import of_all, shown
from payee_pages import FOLDER, payees
from shipped import DOCS, amounts, cell, computed_rounds, round_title, slug_of, years
from staircase_drawing import drawing

from rbflang.explanation.allocation_account import allocation_account
from rbflang.wording import number

DOORS = (
    ("kontrollør i en region", "vite hvorfor regionen får det den får", "nb/slik-leser-du-en-forklaring.md"),
    ("kontrollør i en region", "vite hva som skal til for å få mer", "nb/hva-skal-til.md"),
    ("regelforfatter i direktoratet", "skrive neste års regler og se hva de flytter", "nb/skriv-et-regelsett.md"),
    ("revisor", "se hvert trykt tall regnet ut på nytt", "kommandoer/index.md#verify"),
    ("ansvarlig for en annen ordning", "skrive den ned og regne den ut", "nb/skriv-en-egen-ordning.md"),
)  # fmt: skip


def pages() -> dict[str, str]:
    """The page by its path."""
    return {"index.md": "\n".join(first_page())}


def first_page() -> Iterator[str]:
    """The amounts first, then one rule drawn, then the doors."""
    newest = computed_rounds()[0]
    ruleset, account = newest.checked.ruleset, allocation_account(newest)
    year = next(one for one in years() if one.checked is newest.checked)
    told = round_title(newest, newest.round).lower()
    yield from ("# Hvem får hva, og hvorfor", "", "[In English](english.md){ .door }", "")
    yield (
        f"I {cell(ruleset.title)}, {cell(told)}, går {number(account.payments.total)} kr til de regionale "
        "helseforetakene etter resultatene deres. Hver krone kan følges tilbake til resultatet, trappen og "
        "paragrafen den kommer fra."
    )
    yield from ("", "| Region | Beløp |", "|---|---:|")
    paid = {one.payee: one.shown for one in amounts(year)}
    for one in payees():
        yield f"| [{cell(one.title)}]({FOLDER}/{slug_of(one.name)}.md) | {paid[one.name]} |"
    yield f"| **Sum** | **{number(account.payments.total)} kr** |"
    yield from (
        "",
        f"[Hele fordelingen](aar/{ruleset.name}.md) · [Andre år](aar/index.md) · [Indikatorene](indikatorer/index.md)",
        "",
    )
    yield from shown(of_all(newest)[:1], "fordeling")
    staircase = next(iter(ruleset.staircases.values()))
    yield from ("## Én regel, tegnet", "")
    yield "Jo lenger mot måltallet en region er kommet, desto flere deler får den av poengene for indikatoren."
    yield from ("", drawing(staircase), "")
    yield from ("## Gå videre", "", "| Du er | og vil | begynn her |", "|---|---|---|")
    for who, what, where in DOORS:
        yield f"| {who} | {what} | [{_title(where)}]({where}) |"
    yield from (
        "",
        "`rbflang` er språket reglene er skrevet i, og maskinen som regner dem ut: nøyaktig, med en begrunnelse for "
        "hvert poeng. [Kom i gang](nb/kom-i-gang.md) på egen maskin.",
        "",
    )


def _title(page: str) -> str:
    """What a page is called, by its heading."""
    path = DOCS / page.partition("#")[0]
    if "#" in page:
        return f"`rbflang {page.partition('#')[2]}`"
    return path.read_text("utf-8").partition("\n")[0].removeprefix("# ")
