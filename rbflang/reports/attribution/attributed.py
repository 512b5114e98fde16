"""The report of `attribution`: whose figures moved what is paid, or figures of what.

Takes an attribution and the one of those who are paid it is asked for, or nobody; gives a document. Each column adds up
to the difference as it is paid.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from rbflang.explanation.basis import open_behind_payout
from rbflang.explanation.paid import paying_voice
from rbflang.questions.attribution import Attribution
from rbflang.reports.attribution.attribution_data import data
from rbflang.reports.attribution.attribution_words import (
    by_which,
    data_sets,
    each_of,
    label_of,
    method,
    noun_of,
    sentence,
)
from rbflang.reports.document import Block, Column, Document, Heading, Line, Lines, Notes, Paragraph, Table
from rbflang.reports.foot import foot
from rbflang.reports.side_by_side import FigureRow, side_by_side
from rbflang.reports.titles import called, notice, spoken
from rbflang.reports.typed_cells import BLANK, Cell, Phrase, count_cell, money_of, paid_cell
from rbflang.ruleset.model import Member
from rbflang.wording import Voice, counted


def attributed(found: Attribution, payee: Member | None, language: str = "nb") -> Document:
    """What moved the payout of one, or of all."""
    say = paying_voice(language, found.earlier, found.later)
    payees = (payee,) if payee else found.payees
    blocks = _of_one(found, payee, say) if payee else _of_all(found, say)
    return Document(
        _title(found, payee, say),
        (*blocks, *_told(found, payees, say)),
        lambda: data(found, payees, say.decimals),
        notice(found.made_up, say),
        foot(say, found.earlier, found.later),
        language,
    )


def _title(found: Attribution, payee: Member | None, say: Voice) -> str:
    model = found.later.checked.ruleset.title
    if payee is None:
        first, second = data_sets(found, say)
        return say(
            f"Hva som endret utbetalingene i {model}: {second} mot {first}",
            f"What changed the payouts of {model}: {second} against {first}",
        )
    first, second = by_which(found, say)
    who, difference = spoken(payee, say), found.difference(payee.name)
    if not difference:
        return say(f"{who} får det samme av {model} {second} som {first}.",
                   f"{who} gets the same of {model} {second} as {first}.")  # fmt: skip
    amount = say.kroner(abs(difference))
    more = say("mer" if difference > 0 else "mindre", "more" if difference > 0 else "less")
    if found.earlier.round == found.later.round:
        return say(f"{who} får {amount} {more} av {model} {second} enn {first}.",
                   f"{who} gets {amount} {more} of {model} {second} than {first}.")  # fmt: skip
    return say(f"{who} får {amount} {more} {second} enn {first} av {model}.",
               f"{who} gets {amount} {more} {second} than {first} of {model}.")  # fmt: skip


def _begun(words: str) -> str:
    return words[:1].upper() + words[1:]


# one who is paid


def _of_one(found: Attribution, payee: Member, say: Voice) -> Iterator[Block]:
    titles = (*map(_begun, data_sets(found, say)), say("Endring", "Difference"))
    difference = found.difference(payee.name)
    amounts = (*map(say.kroner, found.paid(payee.name)), say.kroner(difference, sign=True))
    yield Lines(tuple(Line(title, amount) for title, amount in zip(titles, amounts, strict=True)))
    if found.mean is None or not found.movers:
        return
    parts, rounding = found.shown(payee.name, _unit(say))
    errors = found.errors(payee.name)
    rows: list[tuple[Cell, ...]] = [
        (Phrase(label_of(found, mover, say)), count_cell(len(found.figures_of(mover))), paid_cell(amount, say, True),
         paid_cell(errors[mover], say) if errors else BLANK)
        for mover, amount in parts.items()
    ]  # fmt: skip
    rows.append((Phrase(say("Avrunding", "Rounding")), BLANK, paid_cell(rounding, say, True), BLANK))
    count = count_cell(sum(len(found.figures_of(mover)) for mover in parts))
    rows.append((Phrase("Sum"), count, paid_cell(difference, say, True), BLANK))
    columns = (
        Column("", "left"), Column(say("Endrede tall", "Changed figures"), drop=1), Column(say.money_heading),
        Column("±"),
    )  # fmt: skip
    yield _heading(found, say)
    yield Table(columns, tuple(rows), 1).without_empty_columns()


def _unit(say: Voice) -> Fraction:
    """The least that amounts are shown with."""
    return Fraction(1, 10**say.decimals)


def _heading(found: Attribution, say: Voice) -> Heading:
    each = each_of(found)
    whose = "til" if found.over == found.roles.among else "for"
    return Heading(
        say(f"Hva tallene {whose} {each.nb} flyttet, i {say.in_many}",
            f"What the figures of {each.en} moved, in {say.in_many}")
    )  # fmt: skip


# all who are paid


def _of_all(found: Attribution, say: Voice) -> Iterator[Block]:
    payees, unit = found.payees, money_of(say)
    paid = [found.paid(one.name) for one in payees]
    rounds = [
        FigureRow(_begun(title), [amounts[at] for amounts in paid], say.decimals, unit=unit)
        for at, title in enumerate(data_sets(found, say))
    ]
    yield side_by_side(payees, (*rounds, _difference(found, say)), say, 1)
    if found.mean is None or not found.movers:
        return
    shown = [found.shown(one.name, _unit(say)) for one in payees]
    rows = [
        FigureRow(label_of(found, mover, say), [parts[mover] for parts, _ in shown], say.decimals, True,
                  total=sum((found.parts(one.name)[mover] for one in payees), Fraction(0)), unit=unit)
        for mover in found.movers
    ]  # fmt: skip
    exactly = sum((found.rounding(one.name) for one in payees), Fraction(0))
    rounding = say("Avrunding", "Rounding")
    rows.append(FigureRow(rounding, [rest for _, rest in shown], say.decimals, True, total=exactly, unit=unit))
    yield _heading(found, say)
    yield side_by_side(payees, (*rows, _difference(found, say)), say, 1)
    if len(payees) > 1 and not any(row.total for row in rows):
        yield Paragraph(
            say("Hver linje blir til sammen 0: Det én får mer, får andre mindre.",
                "Each line adds up to 0: what one gets more, others get less.")
        )  # fmt: skip


def _difference(found: Attribution, say: Voice) -> FigureRow:
    differences = [found.difference(one.name) for one in found.payees]
    return FigureRow(say("Endring", "Difference"), differences, say.decimals, True, unit=money_of(say))


# in sentences


def _certainty(found: Attribution, say: Voice) -> Iterator[Paragraph]:
    """That amounts hang on decimals that were not printed; nothing where every decision is sure."""
    count = sum(open_behind_payout(one) for one in (found.earlier, found.later))
    if count:
        nb = "Én avgjørelse" if count == 1 else f"{counted(count).capitalize()} avgjørelser"
        en = "1 decision rests" if count == 1 else f"{count} decisions rest"
        yield Paragraph(
            say(f"{nb} bak utbetalingene hviler på desimaler som ikke er trykt. Endringen og delene av den kan derfor "
                "bli andre. Varselet viser hva desimalene er verdt.",
                f"{en} on decimals that were not printed. So the difference and its parts may be others. The warning "
                "shows what the decimals are worth.")
        )  # fmt: skip


def _told(found: Attribution, payees: tuple[Member, ...], say: Voice) -> Iterator[Block]:
    """What each moved, in a sentence, and how that was found."""
    yield from _certainty(found, say)
    if not found.movers:
        yield Paragraph(say("Ingen tall bak utbetalingene er endret.", "No figures behind the payouts changed."))
        return
    if found.mean is not None:
        shown = {one.name: found.shown(one.name, _unit(say))[0] for one in payees}
        yield Notes(
            tuple(
                sentence(found, mover, [(one, shown[one.name][mover]) for one in payees], say) for mover in found.movers
            ),
            hanging=2,
        )
        yield from _unchanged(found, say)
    yield Heading(say("Slik er endringen delt opp", "How the difference is split up"))
    yield Paragraph(" ".join(method(found, say)))


def _unchanged(found: Attribution, say: Voice) -> Iterator[Paragraph]:
    """Of whom nothing changed, where that is few."""
    members = [one for one in found.later.checked.ruleset.sets[found.over].members if one.name not in found.movers]
    if members and len(members) <= len(found.movers):
        names, noun = say.listing([called(one, say) for one in members]), noun_of(found)
        yield Paragraph(
            say(f"{noun.many.capitalize()} uten endrede tall: {names}.", f"{_begun(noun.en_many)} without changed "
                f"figures: {names}.")
        )  # fmt: skip
