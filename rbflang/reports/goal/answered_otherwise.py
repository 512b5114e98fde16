"""Answers of one who is paid, in words and tables: what the opposite of each yes or no gives, and who pays.

Takes answers that were tried and a voice, gives blocks and sentences.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any

from rbflang.data.computed import Computed
from rbflang.data.figures import address_of
from rbflang.explanation.paid import as_data
from rbflang.explanation.roles import Roles
from rbflang.questions.opposite_answers import OppositeAnswer, OppositeAnswers
from rbflang.reports.document import Block, Column, Heading, Paragraph, Table
from rbflang.reports.goal.result_cells import figure_name
from rbflang.reports.side_by_side import FigureRow, under_labels
from rbflang.reports.titles import the_round
from rbflang.reports.typed_cells import Phrase, money_of, paid_cell
from rbflang.reports.who_pays import who_pays
from rbflang.ruleset.model import Ruleset
from rbflang.wording import Voice, Words, counted

MOST_BESIDE, MOST_ROWS = 6, 12
MORE, SO_MUCH = Words("mer", "more"), Words("så mye", "so much")
Paid = Mapping[str, Fraction]


def best_answer(found: OppositeAnswers, whom: str, where: str, ruleset: Ruleset, roles: Roles, say: Voice) -> str:
    """The answer whose opposite gives most, in a sentence."""
    best = found.tried[0]
    name, gained = say.quoted(answer_name(best, ruleset, roles, say)), say.kroner(best.gained)
    return say(
        f"Det som gir {whom} mest, er at svaret på {name} blir {_yes_or_no(not best.answer, say)}: {gained} mer i "
        f"{where}.",
        f"What gives {whom} most is that the answer to {name} becomes {_yes_or_no(not best.answer, say)}: {gained} "
        f"more in {the_round(where)}.",
    )


def answer_blocks(
    shown: Sequence[OppositeAnswer], found: OppositeAnswers, paid: Paid, ruleset: Ruleset, roles: Roles, enough: Words,
    say: Voice,
) -> Iterator[Block]:  # fmt: skip
    """Those whose opposite gives enough (`mer`, `så mye`), with who pays; and how many others were tried, or not."""
    if shown:
        yield Heading(
            say(f"Svar som gir {enough.nb} når de snus", f"Answers that give {enough.en} when they are turned round")
        )
        rows = [
            (Phrase(answer_name(one, ruleset, roles, say)), Phrase(_yes_or_no(one.answer, say)),
             paid_cell(one.gained, say, True))
            for one in shown[:MOST_ROWS]
        ]  # fmt: skip
        yield Table((Column("", "left"), Column(say("Nå", "Now")), Column(say.money_heading)), tuple(rows))
        yield from _payers(shown[:MOST_ROWS], paid, ruleset, roles, say)
    rest = len(found.tried) - min(len(shown), MOST_ROWS)
    if rest:
        yield Paragraph(_others_tried(rest, len(shown) > MOST_ROWS, enough).say(say.language))
    if found.untried:
        count = say.number(Fraction(found.untried))
        yield Paragraph(
            say(f"{count} svar med ja eller nei er ikke prøvd, for de er for mange.",
                f"{count} answers of yes or no were not tried, for they are too many.")
        )  # fmt: skip


def _others_tried(count: int, is_cut: bool, enough: Words) -> Words:
    """How many answers are in no table, and that they give too little; or no more than the last of a table that is
    cut."""
    nb, it = ("Ett svar", "det") if count == 1 else (f"{counted(count).capitalize()} svar", "de")
    en, were = ("1 answer", "was") if count == 1 else (f"{count} answers", "were")
    what = Words("mer enn det siste i tabellen", "more than the last of the table") if is_cut else enough
    return Words(
        f"{nb} med ja eller nei er også prøvd. Snus {it}, gir {it} ikke {what.nb}.",
        f"{en} of yes or no {were} tried too. Turned round, {'it does' if count == 1 else 'they do'} not give "
        f"{what.en}.",
    )


def answer_name(one: OppositeAnswer, ruleset: Ruleset, roles: Roles, say: Voice) -> str:
    """What is answered, and whose it is."""
    return figure_name(one.item, (), ruleset, roles.among, say, is_titled=True)


def _yes_or_no(answer: bool, say: Voice) -> str:
    return say("ja", "yes") if answer else say("nei", "no")


def _payers(shown: Sequence[OppositeAnswer], paid: Paid, ruleset: Ruleset, roles: Roles, say: Voice) -> Iterator[Block]:
    payees = ruleset.sets[roles.among].members
    if len(payees) > MOST_BESIDE:
        return
    rows = []
    for one in shown:
        moves = [one.paid_then[each.name] - paid[each.name] if each.name in one.paid_then else None for each in payees]
        name = answer_name(one, ruleset, roles, say)
        rows.append(FigureRow(name, moves, say.decimals, True, unit=money_of(say)))
    yield Heading(who_pays(rows, say))
    yield under_labels(payees, rows, say)


def answers_data(found: OppositeAnswers, computed: Computed, decimals: int) -> list[dict[str, Any]]:
    """The same as data: what each answer is, and what the opposite gives."""
    return [
        {
            "address": address_of(one.item.quantity, computed.checked, one.place[1]),
            "now": one.answer,
            "change": as_data(one.gained, decimals),
        }
        for one in found.tried
    ]
