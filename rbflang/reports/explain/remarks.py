"""What the documents say of an indicator that does not agree with what is computed here: the marked deviations.

Takes the published figures, gives a section that leads on to `verify`; it decides nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import TYPE_CHECKING

from rbflang.data.computed import Computed
from rbflang.explanation.account import Account
from rbflang.graph.closure import behind
from rbflang.published.statements import CLAIM, PublishedRow
from rbflang.reports.document import Block, Heading, Paragraph
from rbflang.ruleset.model import INDICATOR, MEASURE, Member, Quantity, Ruleset
from rbflang.ruleset.order import dependencies
from rbflang.wording import Voice

if TYPE_CHECKING:
    from rbflang.explanation.indicator.points_account import PointsAccount


def remarks(
    account: PointsAccount, computed: Computed, published: Sequence[PublishedRow], say: Voice
) -> Iterator[Block]:
    """The deviations that are about the indicator, the region or all of them, and not about other measures alone.

    What is printed of the indicator and the region and not computed with comes first.
    """
    indicator, among, region = account.indicator, account.roles.among, account.region
    deviations = [row for row in published if row.text("deviation") and _is_about(row, indicator, among, region)]
    chosen = {one.measure.name for one in account.measures}
    told = [(row, _measures_of(account.ruleset, row)) for row in deviations]
    found = [row for row, about in told if not about or about & chosen]
    is_whole = len(account.measures) == len(account.ruleset.measures) or any(
        one.given_parts for one in account.measures
    )
    unused = unused_prints(computed, published, indicator, among, region) if is_whole else ()
    if found or unused:
        yield Heading(say("Merk", "Note"))
        for row in (*unused, *found):
            yield Paragraph(print_remark(row, say))
    if found:
        yield Paragraph(
            say(f"Avvikene er tatt med i rbflang verify {account.ruleset.argument}.",
                f"The deviations are told by rbflang verify {account.ruleset.argument}.")
        )  # fmt: skip


def unused_prints(
    computed: Computed, published: Sequence[PublishedRow], indicator: Member, among: str, region: Member
) -> tuple[PublishedRow, ...]:
    """The printed figures of an indicator and a region that the data hold for information only, and that have a note.

    Of figures other than the ruleset's own nothing is told.
    """
    if not computed.is_of_own_figures:
        return ()
    given = {one.quantity for one in computed.figures.observations.values() if one.status == "for_information"}
    found = (row for row in published if row.text("quantity") in given and row.text("note"))
    return tuple(row for row in found if _is_about(row, indicator, among, region))


def payee_claims(
    computed: Computed, published: Sequence[PublishedRow], among: str, payee: Member
) -> Iterator[PublishedRow]:
    """What a document says of a payee in words and the ruleset's own figures do not agree with."""
    if computed.is_of_own_figures:
        for row in published:
            is_claim = row.text("kind") == CLAIM and row.text("deviation")
            if is_claim and row.named_members == {among: payee.name}:
                yield row


def divisor_prints(account: Account, computed: Computed, published: Sequence[PublishedRow]) -> Iterator[PublishedRow]:
    """The prints that the divisor of a common factor on the way to kroner deviates from."""
    if computed.is_of_own_figures:
        under = {one.under.quantity.name for one in account.chain.factors if one.under}
        yield from (row for row in published if row.text("deviation") and row.text("quantity") in under)


def _is_about(row: PublishedRow, indicator: Member, among: str, region: Member) -> bool:
    return row.member(INDICATOR) == indicator.name and row.member(among) in ("", region.name)


def _measures_of(ruleset: Ruleset, row: PublishedRow) -> set[str]:
    """The measures whose points or parts a figure is made of, or else those that are made of it."""
    said = row.members[MEASURE].text if MEASURE in row.members else ""
    if said:
        return {said}
    quantity = ruleset.quantities.get(row.text("quantity"))
    if quantity is None:
        return set()
    own = {one.measure for one in _made_of(ruleset, quantity) if one.measure}
    handing_out = [one for one in ruleset.quantities.values() if one.measure] if not own else []
    return own | {one.measure for one in handing_out if one.measure and quantity in _made_of(ruleset, one)}


def _made_of(ruleset: Ruleset, quantity: Quantity) -> Collection[Quantity]:
    """A quantity and all that it reads of an indicator, near and far; the points of measures are read no further."""

    def read(one: Quantity) -> Iterator[Quantity]:
        found = (ruleset.quantities[name] for name in dependencies(ruleset, one))
        return (each for each in found if INDICATOR in each.sets)

    return behind([quantity], read)


def print_remark(row: PublishedRow, say: Voice) -> str:
    """What is printed and where, and the note that is kept beside it; a claim is told in the words it is kept in."""
    about = ", ".join(filter(None, (row.text("line"), row.text("column"))))
    where = say.cited(f"{row.text('document')} {row.text('place')}")
    printed = say.printed(f"{row.text('printed')} {row.text('unit')}".strip())
    if row.text("kind"):
        return say(f"{about} (gjengitt fra {where}, ikke ordrett). {row.text('note')}",
                   f"{about} (from {where}, not word for word): “{row.text('note')}”")  # fmt: skip
    return say(
        f"Det er trykt {printed} for «{about}» ({where}). {row.text('note')}",
        f"{printed} is printed for “{about}” ({where}): “{row.text('note')}”",
    )
