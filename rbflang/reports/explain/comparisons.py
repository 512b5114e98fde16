"""How a payout compares: with the appropriation, with the key alone, with earlier payouts.

The comparisons are the ruleset's own formulas; only their wording is here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from rbflang.data.printed import Printed, read_printed
from rbflang.explanation.basis import unconfirmed
from rbflang.explanation.cells import Cells
from rbflang.explanation.roles import Roles
from rbflang.nearest import folded
from rbflang.published.published_beside import PrintedCell, published_beside
from rbflang.published.statements import PublishedRow
from rbflang.reports.certainty import certainty
from rbflang.reports.chain import title
from rbflang.reports.document import Line
from rbflang.reports.titles import titled_round
from rbflang.ruleset.model import Quantity
from rbflang.syntax.expressions import Aggregate, Arithmetic, Name
from rbflang.wording import Voice

MILLION = Fraction(1_000_000)


def comparisons(
    cells: Cells, roles: Roles, region: str, published: Sequence[PublishedRow], say: Voice
) -> Iterator[Line]:
    """A line for each comparison that the ruleset has a formula for, and one for what was published."""
    members = {roles.among: region}
    paid = cells.number(roles.payout.name, members)
    for fact in roles.facts:
        if cells.value(fact.name, members) is not None and _is_share(fact, roles):
            share = say.percent(cells.number(fact.name, members), 1)
            whole = say.kroner(cells.number(roles.appropriation.name)) if roles.appropriation else ""
            yield Line(
                say("Av bevilgningen", "Of the appropriation"), say(f"{share} av {whole}", f"{share} of {whole}")
            )
    for fact in roles.facts:
        if _by_key(fact, roles) and cells.value(fact.name, members) is not None:
            yield _against_key(cells, fact, members, paid, say)
    for fact in roles.facts:
        pair = pair_of(fact)
        if pair and pair[:2] == ("-", roles.payout.name):
            yield from _earlier(cells, pair[2], members, paid, say)
    yield from _published(cells, roles, members, published, say)
    yield from certainty(cells, roles, region, say)
    count = unconfirmed(cells.computed)
    if count:
        yield Line(
            say("Ikke bekreftet", "Not confirmed"),
            say(f"Beløpet bygger på {count} henvisninger som ikke er slått opp for {cells.ruleset.title}",
                f"The amount rests on {count} citations that nobody has looked up for {cells.ruleset.title}"),
        )  # fmt: skip


def _published(
    cells: Cells, roles: Roles, members: dict[str, str], rows: Sequence[PublishedRow], say: Voice
) -> Iterator[Line]:
    """The payout and its shares as they were printed, and whether ours prints so."""
    share = [fact for fact in roles.facts if _is_share(fact, roles)]
    amounts = [
        _finest(prints)
        for quantity in (roles.payout, *share)
        if (prints := published_beside(cells.computed, rows, quantity.name, cells.key(quantity.name, members)))
    ]
    if not amounts:
        return
    printed = say.listing([one.statement.say(one.statement.value, say.language) for one in amounts])
    places = list(dict.fromkeys(one.place for one in amounts))
    where = f"{amounts[0].document} {', '.join(places)}"
    other = _other_round(cells, say)
    if other:
        text = say(f"{printed} i {other} ({where})", f"{printed} in the {other} ({where})")
    elif all(one.agrees for one in amounts):
        text = say(f"{printed}, som beregnet her ({where})", f"{printed}, as computed here ({where})")
    else:
        ours = say.listing([one.statement.say(one.statement.rounded(one.ours), say.language) for one in amounts])
        text = say(f"{printed} ({where}). Beregnet her: {ours}", f"{printed} ({where}). Computed here: {ours}")
    yield Line(say("Publisert", "Published"), text)


def _other_round(cells: Cells, say: Voice) -> str:
    """The title of the round whose payouts are published, the first, where another declared round was computed."""
    declared = {folded(one.name.text): one for one in cells.ruleset.rounds.values()}
    computed = declared.get(folded(cells.computed.round))
    first = next(iter(declared.values()), None)
    return "" if computed is None or first is None or computed is first else titled_round(first, say)


def _is_share(fact: Quantity, roles: Roles) -> bool:
    """True for the payout as a share of the appropriation."""
    return pair_of(fact) == ("/", roles.payout.name, roles.appropriation.name if roles.appropriation else "")


def _finest(prints: Sequence[PrintedCell]) -> PrintedCell:
    """The print with the smallest last digit."""
    return min(prints, key=lambda one: one.statement.last * abs(one.statement.factor))


def pair_of(fact: Quantity) -> tuple[str, str, str] | None:
    """The operator and both names of a formula that is one quantity with another, such as a difference."""
    one = fact.expression
    if isinstance(one, Arithmetic) and isinstance(one.left, Name) and isinstance(one.right, Name):
        return one.operator, one.left.text, one.right.text
    return None


def _by_key(fact: Quantity, roles: Roles) -> bool:
    pair = pair_of(fact)
    keys = {one.quantity.name for one in roles.factors if one.quantity.sets}
    whole = roles.appropriation.name if roles.appropriation else ""
    return bool(pair and pair[0] == "*" and whole in pair[1:] and keys & set(pair[1:]))


def _against_key(cells: Cells, fact: Quantity, members: dict[str, str], paid: Fraction, say: Voice) -> Line:
    alone = say.as_paid(cells.number(fact.name, members))
    apart = paid - alone
    if not apart:
        same = say("Måloppnåelsen endrer ikke beløpet", "The achievement does not change the amount")
        return Line(title(fact, say), f"{say.kroner(alone)}. {same}")
    share = say.percent(apart / alone, 1, True) if alone else ""
    moves = say("opp" if apart > 0 else "ned", "up" if apart > 0 else "down")
    text = say(
        f"{say.kroner(alone)}. Måloppnåelsen trekker {moves} med {say.kroner(abs(apart))} ({share})",
        f"{say.kroner(alone)}. The achievement moves it {moves} by {say.kroner(abs(apart))} ({share})",
    )
    return Line(title(fact, say), text)


def _earlier(cells: Cells, name: str, members: dict[str, str], paid: Fraction, say: Voice) -> Iterator[Line]:
    """An earlier payout as it was printed, and the change at the same precision."""
    row = cells.observation(name, members)
    quantity = cells.ruleset.quantities[name]
    if row is None:
        return
    printed = read_printed(row.printed, cells.computed.checked.inference.signatures[name].kind)
    if not isinstance(printed, Printed):
        return
    apart = abs(paid - printed.value)
    if printed.last_digit >= 1000:
        decimals = 1 if printed.last_digit < MILLION else 0
        shown = f"{say.number(apart / MILLION, decimals)} {say('mill. kr', 'million kr')}"
    else:
        shown = say.kroner(apart)
    more = say("mer" if paid > printed.value else "mindre", "more" if paid > printed.value else "less")
    share, change = _share(cells, name, members, say), _relative(cells, name, members, say)
    yield Line(
        title(quantity, say),
        say(
            f"{row.printed}{share}. Nå {shown} {more}{change}",
            f"{say.printed(row.printed)}{share}. Now {shown} {more}{change}",
        ),
    )


def _share(cells: Cells, name: str, members: dict[str, str], say: Voice) -> str:
    """An earlier payout as a share of all of them, where the rules have a formula for it."""
    for one in cells.ruleset.quantities.values():
        pair = pair_of(one)
        if pair and pair[:2] == ("/", name) and _is_sum_of(cells.ruleset.quantities.get(pair[2]), name):
            return _in_brackets(cells.value(one.name, members), False, say)
    return ""


def _in_brackets(share: Fraction | None, sign: bool, say: Voice) -> str:
    return "" if share is None else f" ({say.percent(share, 1, sign)})"


def _is_sum_of(total: Quantity | None, name: str) -> bool:
    one = total.expression if total else None
    return (
        isinstance(one, Aggregate) and one.kind == "sum" and isinstance(one.operand, Name) and one.operand.text == name
    )


def _relative(cells: Cells, name: str, members: dict[str, str], say: Voice) -> str:
    """The change from an earlier payout in per cent of it, where the rules have a formula for it."""
    for one in cells.ruleset.quantities.values():
        pair = pair_of(one)
        change = cells.ruleset.quantities.get(pair[1]) if pair and pair[::2] == ("/", name) else None
        if change and pair_of(change) == ("-", cells.ruleset.payout.name if cells.ruleset.payout else "", name):
            return _in_brackets(cells.value(one.name, members), True, say)
    return ""
