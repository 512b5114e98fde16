"""The explanation of a region's payout: the amount, how it compares, what each indicator gave, the way to kroner.

Takes a computed ruleset and a region, gives a document. The amount comes first, what it rests on last.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any

from rbflang.data.computed import Computed
from rbflang.explanation.account import Account, account_of
from rbflang.explanation.payments import Payments
from rbflang.explanation.rests_on import shown_only
from rbflang.published.published_beside import printed_at
from rbflang.published.statements import PublishedRow
from rbflang.quantities import POINTS
from rbflang.questions.next_step import steps_ahead
from rbflang.questions.sensitivity import Worth
from rbflang.reports.amounts import exact_cell
from rbflang.reports.certainty import certainty, span_data
from rbflang.reports.chain import chain_heading, chain_ledger, factor_notes
from rbflang.reports.document import Block, Column, Document, Heading, Lines, Notes, Paragraph, Table
from rbflang.reports.explain.comparisons import cautions, comparisons
from rbflang.reports.explain.foundations import foundations
from rbflang.reports.explain.indicator_table import column_notes, indicator_table, unsure_note
from rbflang.reports.explain.on_the_staircase import staircase_blocks
from rbflang.reports.explain.premise_sensitivity import premises_data, worth_blocks, worths_told
from rbflang.reports.explain.remarks import divisor_prints, payee_claims, print_remark, unused_prints
from rbflang.reports.foot import foot
from rbflang.reports.side_by_side import FigureRow, line_rows, side_by_side
from rbflang.reports.standing import assumed_line
from rbflang.reports.titles import asked_for, in_language, notice, round_title, same_case, spoken, the_round, title
from rbflang.reports.typed_cells import Phrase, money_of
from rbflang.reports.whose_value import not_given_note, taken_note
from rbflang.wording import Voice

SCHEMA = "rbflang.explanation/1"
EVERYTHING = 3


def region_explanation(
    computed: Computed,
    region: str,
    depth: int | None,
    exact: bool,
    language: str,
    published: Sequence[PublishedRow] = (),
) -> Document:
    """Why a region gets what it gets; depth 1 ends after the table, 2 after the way to kroner."""
    accounts = (account_of(computed, region),)
    return region_explanations(accounts, computed, depth, exact, language, published)[0]


def region_explanations(
    accounts: Sequence[Account],
    computed: Computed,
    depth: int | None,
    exact: bool,
    language: str,
    published: Sequence[PublishedRow] = (),
) -> tuple[Document, ...]:
    """The explanation of each account; what their premises are worth is tried once for all of them."""
    is_whole = (depth or EVERYTHING) >= EVERYTHING
    told = worths_told(accounts, computed, published) if accounts and is_whole else {}
    return tuple(
        _explanation(one, computed, depth, exact, language, published, told.get(one.paid.key, ())) for one in accounts
    )


def _explanation(
    account: Account,
    computed: Computed,
    depth: int | None,
    exact: bool,
    language: str,
    published: Sequence[PublishedRow],
    told: Sequence[Worth],
) -> Document:
    say, member = Voice(language, account.decimals, account.ruleset.currency), account.payee
    paid, model = account.paid.number, account.ruleset.title
    amount, verb, english = say.kroner(abs(paid)), "skal betale" if paid < 0 else "får", "pays" if paid < 0 else "gets"
    headline = say(
        f"{spoken(member, say)} {verb} {amount} i {round_title(computed, say)} av {model}.",
        f"{spoken(member, say)} {english} {amount} in {the_round(round_title(computed, say))} of {model}.",
    )
    blocks = tuple(_blocks(account, computed, depth or EVERYTHING, exact, published, told, say))

    def data() -> dict[str, Any]:
        from rbflang.reports.explain.reasons import reasons_data

        tree = reasons_data(account.reasons(depth), account.ruleset, say)
        about = {"schema": SCHEMA, "ruleset": account.ruleset.name, "round": computed.written_round}
        more = {
            "span": span_data(computed, published, account.paid.key),
            "premises": premises_data(account, computed, published),
        }
        return {**about, "synthetic": computed.is_synthetic, "region": member.name, **more, **tree}

    return Document(headline, blocks, data, notice(computed, say), foot(say, computed), language)


def _blocks(
    account: Account,
    computed: Computed,
    depth: int,
    exact: bool,
    published: Sequence[PublishedRow],
    told: Sequence[Worth],
    say: Voice,
) -> Iterator[Block]:
    sure = tuple(certainty(computed, published, account.paid.key, say))
    compared = (
        *comparisons(account, computed, published, sure, say),
        *assumed_line(account.rests_on, depth < EVERYTHING, say),
    )
    if compared:
        yield Lines(compared)
    yield from cautions(account, say)
    yield from _indicators(account, computed, published, bool(sure), say)
    if depth < 2:
        return
    yield Heading(chain_heading(account.roles, say))
    yield chain_ledger(account, say)
    yield from factor_notes(account, say)
    for row in divisor_prints(account, computed, published):
        yield Paragraph(print_remark(row, say))
    yield from _not_given(account, say)
    if exact:
        yield from _exact(account, say)
    if depth < EVERYTHING:
        return
    yield Heading(say("Hva de andre får", "What the others get"))
    yield others(account.payments, say)
    ahead = steps_ahead(computed, account)
    if ahead:
        yield from staircase_blocks(ahead, account, say)
    yield Heading(say("Hva tallene bygger på", "What the figures rest on"))
    shown = shown_only(computed, account.roles, account.rests_on)
    yield Lines(tuple(foundations(account.rests_on, shown, computed, say)))
    yield from worth_blocks(account, computed, told, say)
    name = account.ruleset.argument
    speak = in_language(account.ruleset, say)
    again = f"{same_case(computed)}{speak}"
    more = [f"rbflang explain {name} {asked_for(account.payee)} --indicator {row.indicator.name}{again}"
            for row in account.indicators.rows[:1]]  # fmt: skip
    more += [f"rbflang verify {name}{speak}", f"rbflang sources {name}{speak}"]
    yield Paragraph(say("Mer: ", "More: ") + "    ".join(more), 0, leads_on=True)


def _not_given(account: Account, say: Voice) -> Iterator[Block]:
    """What the rules ask for and do not give the region, and what they give the member above it."""
    asked = (account.roles.among,)
    if text := not_given_note(account.behind.not_given, account.ruleset, asked, say):
        yield Paragraph(text)
    if text := taken_note(account.behind.taken, account.ruleset, asked, say):
        yield Paragraph(text)


def _exact(account: Account, say: Voice) -> Iterator[Block]:
    """The same figures as exact fractions."""
    yield Heading(say("Nøyaktige verdier", "Exact values"))
    rows = [(Phrase(title(one.quantity, say)), exact_cell(one)) for one in account.chain.exact]
    yield Table((Column("", "left"), Column("", "left")), tuple(rows))


def _indicators(
    account: Account, computed: Computed, published: Sequence[PublishedRow], is_unsure: bool, say: Voice
) -> Iterator[Block]:  # fmt: skip
    """What each indicator gave: by the staircase, or by each measure where none climbs one."""
    if account.ruleset.measures and not account.indicators.measures:
        from rbflang.reports.explain.measure_table import measure_blocks

        yield from measure_blocks(account, say)
    elif account.indicators.rows:
        made = indicator_table(account, partial(printed_at, computed, published), say)
        gave = say("Hva hver indikator ga", "What each indicator gave")
        is_given = account.ruleset.measures or account.indicators.columns
        yield Heading(gave if is_given else say("Resultatene", "The results"))
        yield made.table
        unsure = unsure_note(account.indicators.columns, say) if is_unsure else ()
        yield Notes((*column_notes(account, say), *unsure, *made.notes))
        among, payee = account.roles.among, account.payee
        for one in (row.indicator for row in account.indicators.rows):
            for row in unused_prints(computed, published, one, among, payee):
                yield Paragraph(print_remark(row, say))
        for row in payee_claims(computed, published, among, payee):
            yield Paragraph(print_remark(row, say))


def others(found: Payments, say: Voice) -> Table:
    """Points, kroner and effect of every region, with their sums."""
    rows = [FigureRow(say("Poeng", "Points"), [one.exact for one in found.points], unit=POINTS)] if found.points else []
    rows.append(FigureRow(say.money_heading, [one.number for one in found.paid], say.decimals, unit=money_of(say)))
    rows += line_rows(found.lines, say)
    if found.balanced:
        values, label = [one.number for one in found.balanced], title(found.balanced[0].quantity, say)
        rows.append(FigureRow(label, values, say.decimals, True, unit=money_of(say)))
    return side_by_side(found.payees, rows, say)
