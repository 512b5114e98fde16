"""The report of `whatif`: what everybody is paid before and after, and what moved it.

Takes what the question found, gives a document; its data are the contract «rbflang.what_if/1». Each column adds up,
what rounding leaves in a line of its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import repeat

from rbflang.explanation.paid import paying_voice
from rbflang.questions.what_if import WhatIf
from rbflang.reports.document import Block, Column, Document, Heading, Line, Lines, Paragraph, Table
from rbflang.reports.foot import foot
from rbflang.reports.side_by_side import FigureRow, left_below, side_by_side, under_labels
from rbflang.reports.titles import called, notice, round_title, spoken, the_round, title
from rbflang.reports.typed_cells import Cell, Phrase, money_of, paid_cell
from rbflang.reports.what_if.changed_cells import change_blocks, change_title, parts_blocks
from rbflang.reports.what_if.changed_rules_told import rules_blocks
from rbflang.reports.what_if.what_if_data import what_if_data
from rbflang.ruleset.model import Member
from rbflang.wording import Voice

MOST_BESIDE = 6
FACTOR_DECIMALS = 9


def what_if_report(found: WhatIf, payee: str | None, offers: Sequence[str], language: str) -> Document:
    """What becomes of everybody's payouts, or of one's; `offers` are commands that tell more."""
    say = paying_voice(language, found.before, found.after)
    asked = next((one for one in found.payees if one.name == payee), None)
    blocks = tuple(_blocks(found, asked, offers, say))
    return Document(
        _title(found, asked, say),
        blocks,
        lambda: what_if_data(found, say.decimals),
        notice(found.after, say),
        foot(say, found.before, found.after),
        language,
    )


def _title(found: WhatIf, asked: Member | None, say: Voice) -> str:
    """Who gets how much more or less: the one asked for, or the two whom it moves most."""
    before, after = found.before.checked.ruleset.title, found.after.checked.ruleset.title
    where = f"{round_title(found.before, say)} {say('av', 'of')} {before}"
    where += "" if before == after else say(f" med {after}", f" with {after}")
    moves = {one.name: _moved(found, one) for one in found.payees}
    if not any(moves.values()):
        return say(f"Ingen får mer eller mindre i {where}.", f"Nobody gets more or less in {the_round(where)}.")
    if asked is not None:
        paid = say.kroner(found.paid(asked.name)[1])
        whom, more = spoken(asked, say), _more(moves[asked.name], say)
        return say(f"{whom} ville fått {paid} i {where}, {more}.",
                   f"{whom} would get {paid} in {the_round(where)}, {more}.")  # fmt: skip
    most, least = (pick(found.payees, key=lambda one: moves[one.name]) for pick in (max, min))
    if len(moves) > 2 and moves[least.name] * moves[most.name] > 0:
        return _all_alike((most, least), moves, where, say)
    gets = say("", " gets")
    told = [f"{spoken(one, say)}{gets} {_more(moves[one.name], say)}" for one in (most, least) if moves[one.name]]
    return say(f"Da får {say.listing(list(dict.fromkeys(told)))} i {where}.",
               f"Then {say.listing(list(dict.fromkeys(told)))} in {the_round(where)}.")  # fmt: skip


def _all_alike(ends: tuple[Member, Member], moves: Mapping[str, Fraction], where: str, say: Voice) -> str:
    """That everybody gets more, or less: the one whom it moves least, then the one whom it moves most."""
    first, last = sorted(ends, key=lambda one: abs(moves[one.name]))
    more = say("mer", "more") if moves[first.name] > 0 else say("mindre", "less")
    low, high = (say.kroner(abs(moves[one.name])) for one in (first, last))
    return say(f"Da får alle {more} i {where}: fra {low} for {spoken(first, say)} til {high} for {spoken(last, say)}.",
               f"Then everybody gets {more} in {the_round(where)}: from {low} for {spoken(first, say)} to {high} for "
               f"{spoken(last, say)}.")  # fmt: skip


def _more(amount: Fraction, say: Voice) -> str:
    if not amount:
        return say("det samme som før", "the same as before")
    more = say("mer" if amount > 0 else "mindre", "more" if amount > 0 else "less")
    return f"{say.kroner(abs(amount))} {more}"


def _moved(found: WhatIf, payee: Member) -> Fraction:
    before, after = found.paid(payee.name)
    return after - before


def _blocks(found: WhatIf, asked: Member | None, offers: Sequence[str], say: Voice) -> Iterator[Block]:
    payees = found.payees
    beside = payees if asked is None or len(payees) <= MOST_BESIDE else (asked,)
    paid = [found.paid(one.name) for one in beside]
    rows = [
        FigureRow(label, [amounts[at] for amounts in paid], say.decimals, unit=money_of(say))
        for at, label in enumerate((say("Før", "Before"), say("Etter", "After")))
    ]
    yield side_by_side(beside, (*rows, _change(found, beside, say)), say, 1)
    yield from change_blocks(found, say)
    if found.changes and not any(map(_moved, repeat(found), payees)):
        yield Paragraph(
            say("Tallene er andre, men alt som avgjør beløpene, er som før.",
                "The figures are others, but all that decides the amounts is as before.")
        )  # fmt: skip
    rules = tuple(rules_blocks(found, say)) if found.changes is None else ()
    yield from rules
    if found.changes is None and not rules:
        yield Paragraph(
            say("Før og etter er regnet med hvert sitt regelsett. Kommandoen nederst viser hva som er endret i "
                "reglene, og hva hver endring flytter.",
                "Before and after are computed with a ruleset each. The command at the end shows what changed in the "
                "rules, and what each change moves.")
        )  # fmt: skip
    yield from _each_change(found, beside, say)
    few = tuple(beside) if len(beside) <= MOST_BESIDE else ()
    yield from parts_blocks(found, (asked,) if asked else few, say)
    yield from _factors(found, say)
    yield from _of_one(found, asked, say) if asked else _by_indicator(found, few, say)
    if offers:
        yield Paragraph(say("Mer:", "More:") + " " + "    ".join(offers), 0, leads_on=True)


def _change(found: WhatIf, payees: Sequence[Member], say: Voice) -> FigureRow:
    moves = [_moved(found, one) for one in payees]
    return FigureRow(say("Endring", "Change"), moves, say.decimals, True, unit=money_of(say))


def _each_change(found: WhatIf, payees: Sequence[Member], say: Voice) -> Iterator[Block]:
    """What each of several changes moves, where they can be told apart."""
    counting = [one for one in found.changes or () if any(cell.counts for cell in one.cells)]
    if len(counting) < 2:
        return
    yield Heading(say("Hva hver endring flytter", "What each change moves"))
    if any(one.moved is None for one in counting):
        yield Paragraph(
            say("Endringene kan ikke skilles fra hverandre, for underveis kan ikke alle beløp regnes ut.",
                "The changes cannot be told from each other, for on the way not all amounts can be computed.")
        )  # fmt: skip
        return
    rows = [
        FigureRow(change_title(one, found, say), [one.moved.share[payee.name] for payee in payees], say.decimals, True,
                  unit=money_of(say))
        for one in counting if one.moved
    ]  # fmt: skip
    below = _change(found, payees, say)
    yield under_labels(payees, (*rows, *left_below(rows, below, say), below), say, 1)
    orders = (
        say("alle rekkefølger", "all orders") if found.of_all_orders
        else say("to motsatte rekkefølger", "two opposite orders")
    )  # fmt: skip
    yield Paragraph(
        say(f"Endringene virker på hverandre. Det hver av dem flytter, er gjennomsnittet over {orders} de kan gjøres "
            "i, og til sammen blir det hele endringen.",
            f"The changes work on each other. What each moves is the mean over {orders} in which they can be made, "
            "and together that is the whole change.")
    )  # fmt: skip


def _factors(found: WhatIf, say: Voice) -> Iterator[Block]:
    """What all have in common that is another, and why that moves what was not changed."""
    if not found.factors:
        return
    lines = []
    for quantity, before, after in found.factors:
        figures = (say.plain(one, FACTOR_DECIMALS) for one in (before, after))
        lines.append(Line(title(quantity, say), " → ".join(figures)))
    yield Heading(say("Hva alle har felles", "What all have in common"))
    yield Lines(tuple(lines))
    yield Paragraph(
        say("Derfor flyttes også beløp for indikatorer som ikke er endret.",
            "That is why amounts of indicators that were not changed move too.")
    )  # fmt: skip


# indicators


def _by_indicator(found: WhatIf, payees: Sequence[Member], say: Voice) -> Iterator[Block]:
    """What each indicator moves for each who is paid."""
    amounts = found.of_indicators
    if amounts is None or not payees:
        return
    rows = []
    for indicator in found.indicators:
        pairs = [amounts.get((indicator.name, one.name), (Fraction(0), Fraction(0))) for one in payees]
        moves = [after - before for before, after in pairs]
        if any(map(say.as_paid, moves)):
            rows.append(FigureRow(called(indicator, say), moves, say.decimals, True, unit=money_of(say)))
    if rows:
        below = _change(found, payees, say)
        yield Heading(say("Hva hver indikator flytter", "What each indicator moves"))
        yield under_labels(payees, (*rows, *left_below(rows, below, say), below), say, 1)


def _of_one(found: WhatIf, payee: Member, say: Voice) -> Iterator[Block]:
    """What each indicator gave one before, gives after, and the change."""
    amounts = found.of_indicators
    if amounts is None:
        return
    lines: list[tuple[str, list[Fraction]]] = []
    for indicator in found.indicators:
        pair = amounts.get((indicator.name, payee.name), (Fraction(0), Fraction(0)))
        lines.append((called(indicator, say), [say.as_paid(one) for one in pair]))
    paid = list(found.paid(payee.name))
    rest = [say.as_paid(end) - sum(line[1][at] for line in lines) for at, end in enumerate(paid)]
    if any(rest):
        lines.append((say("Avrunding", "Rounding"), rest))
    lines.append(("Sum", paid))
    heads = (say("Før", "Before"), say("Etter", "After"), say("Endring", "Change"))
    columns = (Column("", "left"), *map(Column, heads))
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (Phrase(label), paid_cell(before, say), paid_cell(after, say), paid_cell(after - before, say, True))
        for label, (before, after) in lines
    )
    yield Heading(
        say(f"Hva hver indikator gir {spoken(payee, say)}", f"What each indicator gives {spoken(payee, say)}")
    )
    yield Table(columns, rows, 1)
