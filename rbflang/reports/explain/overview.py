"""The explanation without a region: what all regions get and why they differ.

Takes a computed ruleset, gives a document that leads on to each region's own.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from rbflang.data.computed import Computed
from rbflang.explanation.allocation_account import AllocationAccount, allocation_account
from rbflang.explanation.rests_on import shown_only
from rbflang.reports.amounts import exact_cell
from rbflang.reports.document import Block, Column, Document, Heading, Lines, Paragraph, Table
from rbflang.reports.explain.differences_table import differences_table
from rbflang.reports.explain.foundations import foundations
from rbflang.reports.explain.indicator_table import difference_in_words
from rbflang.reports.explain.reasons import reasons_data
from rbflang.reports.explain.region import EVERYTHING, SCHEMA, others
from rbflang.reports.foot import foot
from rbflang.reports.titles import asked_for, called, in_language, notice, round_title, same_case, the_round, title
from rbflang.reports.typed_cells import Phrase
from rbflang.ruleset.nouns import payee_noun
from rbflang.wording import Voice, counted


def overview(computed: Computed, depth: int | None, exact: bool, language: str) -> Document:
    """What every region gets, and which indicators make the difference; depth 1 ends before these, 2 after them."""
    account = allocation_account(computed)
    say, model = Voice(language, account.decimals, account.ruleset.currency), account.ruleset.title
    round_name = round_title(computed, say)
    shared, shared_en = _shared(account, say)
    headline = say(f"{shared} i {round_name} av {model}.", f"{shared_en} in {the_round(round_name)} of {model}.")

    def data() -> dict[str, Any]:
        return {
            "schema": SCHEMA,
            "ruleset": account.ruleset.name,
            "round": computed.written_round,
            "synthetic": computed.is_synthetic,
            "region": None,
            "parts": [reasons_data(one, account.ruleset, say) for one in account.reasons(depth)],
        }

    blocks = tuple(_blocks(account, computed, depth or EVERYTHING, exact, say))
    return Document(headline, blocks, data, notice(computed, say), foot(say, computed), say.language)


def _shared(account: AllocationAccount, say: Voice) -> tuple[str, str]:
    """How much is shared by how many; where some are charged, what is paid out and what is charged."""
    amounts = [one.number for one in account.payments.paid]
    charged = -sum((one for one in amounts if one < 0), Fraction(0))
    if charged:
        paid, taken = say.kroner(account.payments.total + charged), say.kroner(charged)
        return f"{paid} er utbetalt og {taken} er krevd inn", f"{paid} are paid out and {taken} are charged"
    amount, whom, count = say.kroner(account.payments.total), payee_noun(account.roles.among), len(amounts)
    return (
        f"{amount} er fordelt på {counted(count)} {whom.many}",
        f"{amount} are shared by {count} {whom.en_many}",
    )


def _blocks(account: AllocationAccount, computed: Computed, depth: int, exact: bool, say: Voice) -> Iterator[Block]:
    yield others(account.payments, say)
    if depth < 2:
        return
    difference = account.difference
    if difference:
        yield Heading(say("Hvor forskjellene kommer fra", "Where the differences come from"))
        yield differences_table(difference, account, say)
        written = " ".join((difference.quantity.documentation or "").split())
        if text := say(written, difference_in_words(difference.quantity, account.ruleset, account.roles, say)):
            yield Paragraph(f"{title(difference.quantity, say)}: {text[:1].lower()}{text[1:]}")
    if exact:
        yield Heading(say("Nøyaktige verdier", "Exact values"))
        yield _exact(account, say)
    if depth < EVERYTHING:
        return
    yield Heading(say("Hva tallene bygger på", "What the figures rest on"))
    shown = shown_only(computed, account.roles, account.rests_on)
    yield Lines(tuple(foundations(account.rests_on, shown, computed, say)))
    last, name = asked_for(account.payments.payees[-1]), account.ruleset.argument
    speak = in_language(account.ruleset, say)
    more = f" rbflang explain {name} {last}{same_case(computed)}{speak}    rbflang sources {name}{speak}"
    yield Paragraph(say("Mer:", "More:") + more, 0, leads_on=True)


def _exact(account: AllocationAccount, say: Voice) -> Table:
    rows = [(Phrase(title(items[0].quantity, say)), *map(exact_cell, items)) for items in account.links]
    return Table((Column("", "left"), *(Column(called(one, say)) for one in account.payments.payees)), tuple(rows))
