"""What the documents say of an indicator that does not agree with what is computed here: the marked deviations.

Takes the published figures, gives a section that leads on to `verify`; it decides nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from rbflang.explanation.indicator.points_account import PointsAccount
from rbflang.graph.closure import behind
from rbflang.published.statements import PublishedRow
from rbflang.reports.document import Block, Heading, Paragraph
from rbflang.ruleset.model import INDICATOR, MEASURE, Member, Quantity, Ruleset
from rbflang.ruleset.order import dependencies
from rbflang.wording import Voice


def remarks(account: PointsAccount, published: Sequence[PublishedRow], say: Voice) -> Iterator[Block]:
    """The deviations that are about the indicator, the region or all of them, and not about other measures alone."""
    indicator, among, region = account.indicator, account.roles.among, account.region
    deviations = [row for row in published if row.text("deviation") and _is_about(row, indicator, among, region)]
    chosen = {one.measure.name for one in account.measures}
    told = [(row, _measures_of(account.ruleset, row)) for row in deviations]
    found = [row for row, about in told if not about or about & chosen]
    if found:
        yield Heading(say("Merk", "Note"))
        for row in found:
            yield Paragraph(_remark(row, say))
        yield Paragraph(
            say(f"Avvikene er tatt med i rbflang verify {account.ruleset.argument}.",
                f"The deviations are told by rbflang verify {account.ruleset.argument}.")
        )  # fmt: skip


def _is_about(row: PublishedRow, indicator: Member, among: str, region: Member) -> bool:
    said = {name: row.members[name].text for name in (INDICATOR, among) if name in row.members}
    return said.get(INDICATOR) == indicator.name and said.get(among, "") in ("", region.name)


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


def _remark(row: PublishedRow, say: Voice) -> str:
    about = ", ".join(filter(None, (row.text("line"), row.text("column"))))
    where = f"{row.text('document')} {row.text('place')}"
    printed = f"{row.text('printed')} {row.text('unit')}".strip()
    shown = f" ({printed})" if not row.text("kind") else ""
    return f"{where}, «{about}»{shown}: {row.text('note')}"
