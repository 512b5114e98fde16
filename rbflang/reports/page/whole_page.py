"""Everything that is told of an allocation on one page: the answer first, the rules themselves last.

Takes a computed ruleset and what else is known of it; gives a document. Its parts are the reports that the other
commands give, so that nothing is worded twice.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from attrs import evolve, frozen

from rbflang.data.computed import Computed
from rbflang.explanation.account import Account, account_of
from rbflang.explanation.allocation_account import AllocationAccount, allocation_account
from rbflang.explanation.rests_on import shown_only
from rbflang.published.statements import PublishedRow
from rbflang.published.verdicts import Verification
from rbflang.questions.settlement import Settlement
from rbflang.reports.allocate.allocation import allocation
from rbflang.reports.charts.allocation_charts import allocation_charts, payee_charts, staircase_charts
from rbflang.reports.charts.settlement_flow import settlement_flow
from rbflang.reports.document import Block, Document, Heading, Lines, Paragraph, Unfolding
from rbflang.reports.explain.foundations import foundations
from rbflang.reports.explain.overview import overview
from rbflang.reports.explain.region import region_explanations
from rbflang.reports.explain.units_behind import units_behind_all
from rbflang.reports.page.placed import placed, within_room
from rbflang.reports.page.rules_shown import rules_shown
from rbflang.reports.page.unfolded_reasons import unfolded
from rbflang.reports.page.year_by_year import year_by_year
from rbflang.reports.settle.settlement_report import settlement
from rbflang.reports.verify.verdict_counts import conclusion
from rbflang.reports.verify.verdict_notes import explained
from rbflang.reports.verify.verification import verification
from rbflang.ruleset.nouns import payee_noun
from rbflang.wording import Voice

MOST_EXPLAINED = 12
"""So many are explained each for itself where nobody is asked for."""


@frozen(eq=False, repr=False)
class PageParts:
    """What a page is made of: the allocation, who is asked for, published figures with their verdicts, a settlement.

    `earlier` are rounds of earlier rulesets, the oldest first; they are computed where they are drawn.
    """

    computed: Computed
    payees: tuple[str, ...] = ()
    published: Sequence[PublishedRow] = ()
    verified: Verification | None = None
    settled: Settlement | None = None
    earlier: Iterable[Computed] = ()


def whole_page(parts: PageParts, language: str = "nb") -> Document:
    """The page; its title is what the one asked for gets, or else what all get."""
    account = allocation_account(parts.computed)
    say = Voice(language, account.decimals, account.ruleset.currency)
    all_of_them = overview(parts.computed, 2, False, language)
    accounts = [account_of(parts.computed, name) for name in _explained_payees(parts, account)]
    documents = region_explanations(accounts, parts.computed, None, False, language, parts.published)
    each = dict(zip(accounts, documents, strict=True))
    asked = [document for one, document in each.items() if one.payee.name in parts.payees]
    first = asked[0] if len(asked) == 1 else all_of_them
    blocks = within_room(_blocks(parts, account, all_of_them, each, first, say), account.payments.payees, say)
    return evolve(first, blocks=tuple(blocks), data=dict)


def _explained_payees(parts: PageParts, account: AllocationAccount) -> Sequence[str]:
    every = [one.name for one in account.payments.payees]
    return parts.payees or (every if len(every) <= MOST_EXPLAINED else ())


def _blocks(
    parts: PageParts,
    account: AllocationAccount,
    all_of_them: Document,
    each: Mapping[Account, Document],
    first: Document,
    say: Voice,
) -> Iterator[Block]:
    if first is not all_of_them:
        yield Paragraph(all_of_them.title)
    answer, *more = placed(all_of_them.blocks, 0)
    asked = next((one.payee for one, document in each.items() if document is first), None)
    against_the_key, *drawn = allocation_charts(account, parts.computed, parts.published, say, asked)
    yield from (answer, against_the_key, *more)
    if drawn:
        yield Heading(say("Fordelingen i figurer", "The allocation in charts"))
        yield from drawn
    yield from placed(allocation(parts.computed, say.language, parts.published).blocks, 0)
    whom = payee_noun(account.roles.among)
    yield Heading(say(f"Forklaringen for {whom.them}, fra kronen til paragrafen",
                      f"The explanation for the {whom.en_many}, from the amount to the paragraph"))  # fmt: skip
    yield from _explanations(parts, account, each, first, say)
    stairs = tuple(staircase_charts(parts.computed, say))
    if stairs:
        yield Heading(say("Hvor alle står på trappene", "Where all stand on the staircases"))
        yield from stairs
    yield from year_by_year(parts.computed, parts.earlier, say)
    yield Heading(say("Hva tallene bygger på", "What the figures rest on"))
    shown = shown_only(parts.computed, account.roles, account.rests_on)
    yield Lines(tuple(foundations(account.rests_on, shown, parts.computed, say)))
    yield from _settled(parts, say)
    yield from _verified(parts, say)
    yield Heading(say("Reglene", "The rules"))
    yield from rules_shown(account.ruleset, say)


def _explanations(
    parts: PageParts, account: AllocationAccount, each: Mapping[Account, Document], first: Document, say: Voice
) -> Iterator[Block]:
    """Each payee's explanation, which unfolds; that of one who is asked for is unfolded."""
    found = unfolded(account.step_of, [one.payee for one in each], account.ruleset, say)
    label = say("Beløpet, ledd for ledd", "The amount, link by link")
    deeper = () if found.is_whole else (Paragraph(_deeper(len(each), say)),)
    for tree, (own, document) in zip(found.trees, each.items(), strict=True):
        charts = payee_charts(account, own.payee, say)
        counted = placed(units_behind_all(parts.computed, own.payee, say), 1)
        inner = (*charts, *placed(document.blocks, 1), *counted, Heading(label, 3), *deeper, tree)
        yield Unfolding(document.title, inner, is_open=document is first, on_paper=True)
    if not each:
        yield Paragraph(
            say(
                f"Her er {len(account.payments.payees)} mottakere. Velg hvem som skal forklares, med --for.",
                f"There are {len(account.payments.payees)} payees. Choose whom to explain with --for.",
            )
        )


def _deeper(count: int, say: Voice) -> str:
    """That not everything is unfolded, and where there is more of it."""
    told = say(
        "De dypeste leddene er ikke brettet ut, for det er for mange av dem på én side.",
        "The deepest links are not unfolded, for there are too many of them for one page.",
    )
    deeper = say(
        "En side for én mottaker, laget med --for, går dypere.", "A page for one payee, made with --for, goes deeper."
    )
    whole = say(
        "rbflang explain med --indicator forklarer én indikator til bunns.",
        "rbflang explain with --indicator explains one indicator to the bottom.",
    )
    return f"{told} {deeper if count > 1 else whole}"


def _settled(parts: PageParts, say: Voice) -> Iterator[Block]:
    if parts.settled:
        document = settlement(parts.settled, say.language)
        yield Heading(document.title)
        drawn = settlement_flow(parts.settled, say)
        yield from (drawn,) if drawn else ()
        yield from placed(document.blocks, 1)


def _verified(parts: PageParts, say: Voice) -> Iterator[Block]:
    """The counts, what comes out otherwise than it is printed, and every figure with its verdict, which unfolds."""
    if parts.verified:
        found = (parts.verified,)
        document = verification(found, say.language)
        yield Heading(document.title)
        yield Paragraph(conclusion(found, say))
        yield from placed(explained(found, "deviation", say("Avvik", "Deviations"), say), 1)
        yield Unfolding(say("Tall for tall", "Figure by figure"), tuple(placed(document.blocks[:-1], 1)))
