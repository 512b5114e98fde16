"""What the documents say of an indicator that does not agree with what is computed here: the marked deviations.

Takes the published figures, gives a section that leads on to `verify`; it decides nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rbflang.explanation.cells import Cells
from rbflang.published import PublishedRow
from rbflang.reports.document import Block, Heading, Paragraph
from rbflang.ruleset.model import INDICATOR, Member
from rbflang.wording import Voice


def remarks(
    cells: Cells, indicator: Member, among: str, region: Member, published: Sequence[PublishedRow], say: Voice
) -> Iterator[Block]:
    """The deviations that are about the indicator, and about the region or about all of them."""
    found = [row for row in published if row.text("deviation") and _is_about(row, indicator, among, region)]
    if found:
        yield Heading(say("Merk", "Note"))
        for row in found:
            yield Paragraph(_remark(row, say))
        yield Paragraph(
            say(f"Avvikene er tatt med i rbflang verify {cells.ruleset.argument}.",
                f"The deviations are told by rbflang verify {cells.ruleset.argument}.")
        )  # fmt: skip


def _is_about(row: PublishedRow, indicator: Member, among: str, region: Member) -> bool:
    said = {name: row.members[name].text for name in (INDICATOR, among) if name in row.members}
    return said.get(INDICATOR) == indicator.name and said.get(among, "") in ("", region.name)


def _remark(row: PublishedRow, say: Voice) -> str:
    about = ", ".join(filter(None, (row.text("line"), row.text("column"))))
    where = f"{row.text('document')} {row.text('place')}"
    printed = f"{row.text('printed')} {row.text('unit')}".strip()
    shown = f" ({printed})" if not row.text("kind") else ""
    return f"{where}, «{about}»{shown}: {row.text('note')}"
