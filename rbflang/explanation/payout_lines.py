"""The lines that what each who is paid gets is made of: by the members of a second set, or by several payouts.

Takes the cells of a valuation and the parts that quantities play; gives the items of each line.
"""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from rbflang.explanation.cells import Cells
from rbflang.explanation.item import Item, item_at
from rbflang.explanation.roles import Roles
from rbflang.ruleset.model import Member, Quantity
from rbflang.wording import Words


@frozen(eq=False, repr=False)
class PayoutLine:
    """A payout, or the part of it that a member of its second set is for, and an item for each who is paid.

    There is no item where the member lies under another of those who are paid. A line `is_of_one` where the ruleset
    has no other payout: then the member is all that tells it from the others.
    """

    payout: Quantity
    part: Member | None
    items: tuple[Item | None, ...]
    is_of_one: bool

    @property
    def titled(self) -> Words:
        """What the line is called: the member, the payout, or both."""
        if self.part is None:
            return self.payout.titled
        part = Words(self.part.short, self.part.titles.english or self.part.short)
        if self.is_of_one:
            return part
        whole = self.payout.titled
        return Words(f"{whole.nb}, {part.nb}", f"{whole.en}, {part.en}")

    @property
    def name(self) -> str:
        """Its name in data: `stat`, `tilskudd` or `tilskudd.stat`."""
        names = ("" if self.is_of_one else self.payout.name, self.part.name if self.part else "")
        return ".".join(filter(None, names))


def payout_lines(cells: Cells, roles: Roles) -> tuple[PayoutLine, ...]:
    """The lines in the order of the text; none where what is paid is told as one amount."""
    return tuple(line for one in cells.ruleset.payout_lines for line in _lines(cells, roles, one))


def _lines(cells: Cells, roles: Roles, payout: Quantity) -> Iterator[PayoutLine]:
    is_of_one = len(cells.ruleset.payout_lines) == 1
    second = cells.members(payout.sets[1]) if len(payout.sets) == 2 else (None,)
    for part in second:
        at = {part.set_name: part.name} if part else {}
        items = (_item(cells, payout, {roles.among: one.name, **at}) for one in cells.members(roles.among))
        yield PayoutLine(payout, part, tuple(items), is_of_one)


def _item(cells: Cells, payout: Quantity, members: dict[str, str]) -> Item | None:
    node = cells.computed.valuation.graph.named[payout.name]
    at = node.domain.index.get(cells.key(payout.name, members))
    own = at is not None and all(dict(zip(node.domain.sets, node.domain.keys[at], strict=True))[name] == member
                                 for name, member in members.items())  # fmt: skip
    return item_at(cells, (node, at)) if own and at is not None else None
