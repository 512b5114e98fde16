"""The report of `settle`: what each region is due when the later round takes the place of the earlier one, and why.

Takes a settlement, gives a document; its data are the contract «rbflang.settlement/1». Each column adds up, what
rounding leaves in a line of its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from pathlib import Path

from rbflang.data.between_rounds import round_of
from rbflang.explanation.paid import paying_voice
from rbflang.library import is_incomplete, is_synthetic, round_name
from rbflang.questions.settlement import Settlement
from rbflang.reports.document import Block, Column, Document, Heading, Line, Lines, Paragraph, Table
from rbflang.reports.foot import foot
from rbflang.reports.offered import for_shell
from rbflang.reports.settle.changed_results import changed_results
from rbflang.reports.settle.corrections_moved import corrections_moved
from rbflang.reports.settle.moved_by import moved_by_indicator, moved_by_measure, why_not_zero
from rbflang.reports.settle.requirements_missed import requirements_missed
from rbflang.reports.settle.settlement_certainty import marked_titles, settlement_certainty
from rbflang.reports.settle.settlement_data import data
from rbflang.reports.settle.settlement_words import before_and_after, begun, causes_of, method, rounds_of
from rbflang.reports.settle.steps_moved import StepMoved, dash_notes, steps_moved
from rbflang.reports.side_by_side import FigureRow, left_below, line_row, side_by_side
from rbflang.reports.titles import asked_for, called, data_used, in_language, notice, the_round, title, titled_round
from rbflang.reports.typed_cells import BLANK, Cell, Phrase, money_of, paid_cell
from rbflang.ruleset.model import Ruleset
from rbflang.ruleset.registers import earlier_rounds, indicators_of
from rbflang.syntax.expressions import Name
from rbflang.syntax.tree import RoundDecl
from rbflang.wording import Voice, counted


def settlement(found: Settlement, language: str = "nb") -> Document:
    """The settlement of all regions."""
    say = paying_voice(language, found.earlier, found.later)
    first, second = rounds_of(found, say)
    model = found.later.checked.ruleset.title
    title = say(f"Avregning for {model}: {second} minus {first}", f"Settlement of {model}: {second} less {first}")
    return Document(
        title,
        tuple(_blocks(found, say)),
        lambda: data(found),
        notice(found.made_up, say),
        foot(say, found.earlier, found.later),
        language,
    )


def _blocks(found: Settlement, say: Voice) -> Iterator[Block]:
    regions = found.regions
    paid = [found.paid(one.name) for one in regions]
    titles = marked_titles(found, say)
    rounds = [
        FigureRow(title, [amounts[at] for amounts in paid], say.decimals, unit=money_of(say))
        for at, title in enumerate(titles[:2])
    ]
    lines = [line_row(one.later, one.due, say, True) for one in found.lines]
    yield side_by_side(regions, (*rounds, _due(found, say), *lines), say, 1 + len(lines))
    sure = tuple(settlement_certainty(found, say))
    if sure:
        yield Lines(sure)
    yield from _causes(found, say)
    yield from corrections_moved(found, say)
    yield from _steps(found, say)
    yield from requirements_missed(found, say)
    yield from _fixed(found, say)
    yield Heading(say("Slik er avregningen delt opp", "How the settlement is split up"))
    yield Paragraph(method(found, say))
    ruleset = found.later.checked.ruleset
    again = f"{_same_rounds(found)}{in_language(ruleset, say)}"
    more = f"rbflang settle {ruleset.argument} {asked_for(regions[0])}{again}"
    yield Paragraph(f"{say('Mer:', 'More:')} {more}", 0, leads_on=True)


def _same_rounds(found: Settlement) -> str:
    """The options that ask for the same figures of both rounds again; none for what is taken without them."""
    first, last = (next(iter(one.asked_for), Path()) for one in (found.earlier, found.later))
    made_up = is_synthetic(last.name)
    is_beside = (
        first.parent == last.parent
        and is_synthetic(first.name) == made_up
        and not is_incomplete(first.name)
        and round_name(first.stem) == found.earlier.round
    )
    is_usual = is_beside or not (data_used(found.earlier) or made_up)
    return _asked_rounds(found) + ("" if is_usual else f" --earlier {for_shell(str(first))}") + data_used(found.later)


def _asked_rounds(found: Settlement) -> str:
    """The options that ask for these rounds; none for the last two."""
    ruleset = found.later.checked.ruleset
    names = [one.name.text for one in (round_of(ruleset, each.round) for each in (found.earlier, found.later)) if one]
    return (
        ""
        if names == [*ruleset.rounds][-2:]
        else "".join(f" --{option} {name}" for option, name in zip(("from", "to"), names, strict=True))
    )


def _due(found: Settlement, say: Voice) -> FigureRow:
    regions = found.regions
    due = [found.due(one.name) for one in regions]
    return FigureRow(marked_titles(found, say)[-1], due, say.decimals, True, unit=money_of(say))


def _causes(found: Settlement, say: Voice) -> Iterator[Block]:
    """By whose results, and by the normalisation, for all regions."""
    if found.parts is None:
        return
    regions = found.regions
    rows = [
        FigureRow(
            words.say(say.language),
            [found.caused(one.name, cause) for one in regions],
            say.decimals,
            True,
            unit=money_of(say),
        )
        for cause, words in causes_of(found).items()
    ]
    due = _due(found, say)
    yield Heading(say("Hva avregningen kommer av", "What the settlement comes from"))
    yield side_by_side(regions, (*rows, *left_below(rows, due, say), due), say, 1)
    yield from why_not_zero(found, say)
    yield from moved_by_indicator(found, due, say)
    yield from moved_by_measure(found, regions, due, say)


def _steps(found: Settlement, say: Voice) -> Iterator[Block]:
    """The results that moved a step, and how many moved none."""
    moved = tuple(steps_moved(found, say))
    across = [one for one in moved if one.changed_parts]
    if across:
        columns = (
            Column("", "left"),
            Column("", "left"),
            *before_and_after(found, say),
            *([Column(say("Egen virkning", "Own effect") + f", {say.currency.sign}")] if found.parts else []),
        )
        yield Heading(say("Resultater som ga flere eller færre deler", "Results that gave more or fewer parts"))
        yield Table(columns, tuple(_row(one, found.parts is not None, say) for one in across))
        yield from dash_notes(found, across, say)
    changed = [one for one in moved if one.is_changed and not one.changed_parts]
    yield from _without_parts(len([one for one in changed if one.has_parts]), bool(across), say)
    count = len([one for one in changed if not one.has_parts])
    listed = tuple(changed_results(found, say))
    if listed:
        yield from listed
    elif not count:
        yield from _own_beside_parts(found, across, say)
    else:
        nb = "Ett resultat" if count == 1 else f"{begun(counted(count))} resultater"
        en = "1 result" if count == 1 else f"{count} results"
        on_none = ("", "")
        if found.later.checked.ruleset.measures:
            on_none = (" som ikke står på noen trapp,", f" that {'stands' if count == 1 else 'stand'} on no staircase")
        yield Paragraph(say(f"{nb}{on_none[0]} er endret.", f"{en}{on_none[1]} changed."))


def _own_beside_parts(found: Settlement, across: Sequence[StepMoved], say: Voice) -> Iterator[Block]:
    """What the regions' own figures moved by something else than parts: a requirement, or reports."""
    if found.parts is None:
        return
    told = {(one.region.name, one.indicator.name) for one in across}
    left = []
    for region in found.regions:
        parts = found.parts[region.name]
        rest = sum((one.own for one in parts if (region.name, one.indicator) not in told), Fraction(0))
        if say.as_paid(rest):
            left.append(f"{called(region, say)} {say.kroner(rest, sign=True)}")
    if left:
        yield Paragraph(
            say("Av virkningen av egne resultater kommer dette av annet enn flere eller færre deler, som et krav "
                f"eller rapporteringen: {say.listing(left)}.",
                f"Of the effect of own results, this comes of other things than more or fewer parts, such as a "
                f"requirement or the reports: {say.listing(left)}.")
        )  # fmt: skip


def _without_parts(count: int, is_more: bool, say: Voice) -> Iterator[Block]:
    """How many results changed and moved no step; `is_more` where others did."""
    if not count:
        return
    other = ("annet ", "andre ") if is_more else ("", "")
    nb = f"Ett {other[0]}resultat" if count == 1 else f"{begun(counted(count))} {other[1]}resultater"
    en = f"{count} {'other ' if is_more else ''}{'result' if count == 1 else 'results'}"
    yield Paragraph(
        say(f"{nb} er endret uten at det ga flere eller færre deler.",
            f"{en} changed without giving more or fewer parts.")
    )  # fmt: skip


def _row(one: StepMoved, with_own: bool, say: Voice) -> tuple[Cell, ...]:
    own = [BLANK if one.own is None else paid_cell(one.own, say, True)] if with_own else []
    name = called(one.indicator, say) + (f": {one.measure}" if one.measure else "")
    return (Phrase(name), Phrase(called(one.region, say)), *one.results, *one.parts, *own)


def _fixed(found: Settlement, say: Voice) -> Iterator[Block]:
    """What the rules say stays as it was."""
    ruleset = found.later.checked.ruleset
    earlier, later = (round_of(ruleset, one.round) for one in (found.earlier, found.later))
    lines = [
        Line(say("Ligger fast", "Fixed"), _what_stays(found, register, taken_from, say))
        for register, taken_from in (earlier_rounds(later) if earlier and later else ())
        if earlier and _goes_back_to(ruleset, register.text, ruleset.rounds[taken_from.text], earlier)
    ]
    if lines:
        yield Lines(tuple(lines))


def _goes_back_to(ruleset: Ruleset, register: str, one: RoundDecl, earlier: RoundDecl) -> bool:
    """True if the data of a register in a round are those of the earlier one, or of a round that has them from it."""
    if one.name == earlier.name:
        return True
    taken = [name.text for what, name in earlier_rounds(one) if what.text == register]
    return any(_goes_back_to(ruleset, register, ruleset.rounds[name], earlier) for name in taken)


def _what_stays(found: Settlement, register: Name, taken_from: Name, say: Voice) -> str:
    ruleset = found.later.checked.ruleset
    members = [one for one in found.indicators if one.name in indicators_of(ruleset, register.text)]
    what = say.listing([called(one, say) for one in members]) or title(ruleset.quantities[register.text], say)
    before = titled_round(ruleset.rounds[taken_from.text], say)
    said = say(f"som i {before}", f"same as in {the_round(before)}")
    return f"{what} ({register.text} {said})" if members else f"{what} ({said})"
