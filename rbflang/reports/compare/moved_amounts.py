"""What each change moves in kroner, region by region, in words and tables that add up.

Takes what the scenario found, gives blocks and data. It computes nothing but sums and rounding, which stands in a line
and a column of its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from rbflang.comparison.differences import RulesetComparison
from rbflang.comparison.mixture import member_address
from rbflang.comparison.moved_kroner import MovedKroner, MovedPart, Stopped
from rbflang.comparison.rounded_numbers import Within
from rbflang.comparison.switches import Switch
from rbflang.explanation.paid import as_data
from rbflang.explanation.shapley import Amounts
from rbflang.reports.compare.figures_of_one import figures_of_one
from rbflang.reports.compare.line_tables import line_blocks, lines_data
from rbflang.reports.compare.moved_results import results_changed
from rbflang.reports.compare.moved_tables import (
    AmountRow,
    amount_row,
    amount_table,
    but_zeros,
    is_open,
    margins_told,
)
from rbflang.reports.compare.not_moved import figure_at, left_out, members_at, reason, title_at
from rbflang.reports.compare.rounds_named import with_rounds
from rbflang.reports.compare.told_changes import spoken, titles_of
from rbflang.reports.document import Block, Heading, Paragraph, Table, Verbatim
from rbflang.reports.offered import language_again, offered
from rbflang.ruleset.model import INDICATOR
from rbflang.ruleset.nouns import begun, set_noun
from rbflang.wording import Voice, Words, counted

PLAIN = {
    "members": Words("Indikatorer og vekter", "Indicators and weights"),
    "measures": Words("Prestasjonsmål og poengandeler", "Measures and point shares"),
    "staircases": Words("Trappene", "The staircases"),
    "formulas": Words("Formlene", "The formulas"),
    "rules": Words("Måltall, trapper og formler", "Targets, staircases and formulas"),
    "tables": Words("Fordelingsnøkkel og andre tabeller", "The key and other tables"),
    "fixed_numbers": Words("Bevilgning og andre fastsatte tall", "The appropriation and other fixed numbers"),
    "results": Words("Resultatene", "The results"),
}

GIVEN = ("fixed", "table", "property", "results")
"""What a row can name as taken from the other ruleset."""

MOST_FIGURES = 4
"""So many figures are named."""


def moved_blocks(
    comparison: RulesetComparison, moved: MovedKroner, basis: str, again: Sequence[str], say: Voice
) -> Iterator[Block]:
    """The tables, and what is said about them."""
    yield Heading(say(f"Hva endringene flytter, i {say.in_many}", f"What the changes move, in {say.in_many}"))
    yield Paragraph(basis)
    yield from (Paragraph(text) for text in figures_of_one(comparison, moved, say))
    yield from (
        Paragraph(text)
        for text in left_out(comparison, [(one, label(comparison, one.switch, say)) for one in moved.left_out], say)
    )
    yield from (Paragraph(text) for text in _not_the_rulesets(comparison, moved, say))
    rows = _shares(comparison, moved, say)
    yield amount_table(comparison, tuple(moved.after), rows, say)
    yield from (Paragraph(text) for text in results_changed(comparison, moved, moving(moved, say), say))
    has_margins = any(is_open(row, say) for row in rows)
    if moved.left_open:
        yield from (Paragraph(text) for text in margins_told(comparison, moved.left_open, has_margins, say))
    yield from (Paragraph(text) for text in (*_moves_nothing(comparison, moved, say), *_method(moved, say)))
    if len(moving(moved, say)) > 1:
        yield Heading(say("Hver endring for seg", "Each change alone"))
        yield _alone(comparison, moved, say)
        yield Paragraph(_about_alone(comparison, moved, say))
    yield from (Paragraph(_together(comparison, one, say)) for one in moved.parts if one.together_because)
    yield from _to_give(moved, again, say)
    if moved.uncertain:
        yield Paragraph(_uncertain(comparison, moved, say))
    yield from line_blocks(comparison, moved, _ends(comparison, moved, say), say)


def _to_give(moved: MovedKroner, again: Sequence[str], say: Voice) -> Iterator[Block]:
    """The command that gives what is missing, with an address of each quantity."""
    stopped = [*(one.because for one in moved.left_out), *(one.together_because for one in moved.parts)]
    missing = [pair for one in stopped if one is not None for pair in (*one.addresses, *_loose(one))]
    firsts = dict(reversed(missing))
    if firsts and again:
        yield Paragraph(
            say("Tall som mangler, kan gis med --set, ett for hver celle:",
                "Figures that are missing can be given with --set, one for each cell:")
        )  # fmt: skip
        settings = [word for address in reversed(firsts.values()) for word in ("--set", f"{address}=…")]
        yield Verbatim((offered("compare", *again, *settings, *language_again(say)),), 4)


def _loose(stopped: Stopped) -> Iterator[tuple[str, str]]:
    """The numbers that bounds leave open, where that is what stops: their quantity and address."""
    return ((quantity, address) for (quantity, _), address in (() if stopped.missing else stopped.bounded))


def _shares(comparison: RulesetComparison, moved: MovedKroner, say: Voice) -> list[AmountRow]:
    """Before, the share of each change, what rounding leaves, after."""
    whom, known = tuple(moved.after), moved.left_open
    around = (known.before, known.after) if known else (None, None)
    ends = [
        amount_row(title, amounts, whom, False, say, within)
        for title, amounts, within in zip(
            _ends(comparison, moved, say), (moved.before, moved.after), around, strict=True
        )
    ]
    rows = [
        amount_row(labels_of(comparison, part.switches, say), part.share.share, whom, True, say,
                   known.share[at] if known else None)
        for at, part in enumerate(moved.parts)
    ]  # fmt: skip
    values = tuple(
        end - start - sum(row.values[at] for row in rows)
        for at, (start, end) in enumerate(zip(ends[0].values, ends[1].values, strict=True))
    )
    rest = AmountRow(
        say("Avrunding", "Rounding"), values, ends[1].total - ends[0].total - sum(row.total for row in rows), True
    )
    return [ends[0], *but_zeros([*rows, rest]), ends[1]]


def moving(moved: MovedKroner, say: Voice) -> list[MovedPart]:
    """The changes that move an amount that is shown, for anyone, with the others or alone."""
    return [
        part
        for part in moved.parts
        if any(say.as_paid(value) for amounts in (part.share.share, part.share.alone) for value in amounts.values())
    ]


def _moves_nothing(comparison: RulesetComparison, moved: MovedKroner, say: Voice) -> Iterator[str]:
    """The changes that have no line, for they move nothing."""
    still = [part for part in moved.parts if part not in moving(moved, say)]
    if still:
        names = say.listing([say.quoted(labels_of(comparison, part.switches, say)) for part in still])
        said = say(f"{names} flytter ingen {say.in_many}.", f"No {say.in_many} are moved by {names}.")
        yield " ".join(filter(None, (said, _with_assumed(comparison, moved, say))))


def _with_assumed(comparison: RulesetComparison, moved: MovedKroner, say: Voice) -> str:
    """That figures are assumed where a change moves nothing: with others it might."""
    rows = ((name, row) for figures in moved.figures for (name, _), row in figures.observations.items())
    assumed = dict.fromkeys(name for name, row in rows if row.status == "assumed")
    if not assumed:
        return ""
    titles = [title_at(comparison, ("quantity", name), say).lower() for name in assumed]
    names = say.listing(list(map(say.quoted, titles)))
    return say(f"Det er regnet med antatte tall for {names}.", f"Assumed figures for {names} are used here.")


def is_itself(moved: MovedKroner) -> tuple[bool, bool]:
    """Whether what is paid before is the first ruleset as it is, and after the second; left out changes say not."""
    return not any(one.is_made for one in moved.left_out), all(one.is_made for one in moved.left_out)


def _ends(comparison: RulesetComparison, moved: MovedKroner, say: Voice) -> tuple[str, str]:
    """What the first row and the last are: the rulesets, or what is computed in their place."""
    titles = titles_of(comparison)
    before, after = with_rounds(comparison, moved, say)
    if not moving(moved, say):
        return _as_far_as_computed(comparison, moved, say)
    match is_itself(moved):
        case True, True:
            return before, after
        case False, True:
            return _with_of(comparison, moved, titles[1], titles[0], say) or _but(
                moved, say(f"{titles[1]} uten", f"{titles[1]} without"), say("under", "below"), say
            ), after
        case True, False:
            return before, _with_of(comparison, moved, *titles, say) or _but(
                moved, say(f"{titles[0]} med", f"{titles[0]} with"), say("over", "above"), say
            )
    return (
        _but(moved, say("Før", "Before"), say("under", "below"), say),
        _but(moved, say("Etter", "After"), say("over", "above"), say),
    )


def _as_far_as_computed(comparison: RulesetComparison, moved: MovedKroner, say: Voice) -> tuple[str, str]:
    """The rulesets, where nothing moves: one of which something is left out, with what of it can be computed."""
    first, second = (
        title if is_own else say(f"{title}, det som kan regnes ut", f"{title}, what can be computed")
        for title, is_own in zip(titles_of(comparison), is_itself(moved), strict=True)
    )
    return first, second


def _with_of(comparison: RulesetComparison, moved: MovedKroner, title: str, other: str, say: Voice) -> str:
    """`RBF 2025 med bevilgningen fra RBF 2024`: a ruleset with one thing of the other, where that is all that moves."""
    switches = [switch for part in moving(moved, say) for switch in part.switches]
    if len(switches) != 1 or switches[0].kind not in GIVEN:
        return ""
    what = label(comparison, switches[0], say)
    what = what[:1].lower() + what[1:]
    return say(f"{title} med {what} fra {other}", f"{title} with {what} of {other}")


def _but(moved: MovedKroner, lead: str, where: str, say: Voice) -> str:
    """`RBF 2025 uten endringene under`."""
    several = sum(len(part.switches) for part in moving(moved, say)) != 1
    what = say("endringene", "the changes") if several else say("endringen", "the change")
    return f"{lead} {what} {where}"


def _not_the_rulesets(comparison: RulesetComparison, moved: MovedKroner, say: Voice) -> Iterator[str]:
    """That a row is not what a ruleset pays, where something was left out."""
    rows = say("Første", "The first"), say("Siste", "The last")
    for title, is_own, which in zip(titles_of(comparison), is_itself(moved), rows, strict=True):
        if not is_own:
            yield say(f"{which} linje i tabellen er derfor ikke utbetalingen i {title}.",
                      f"{which} line of the table is therefore not the payout of {title}.")  # fmt: skip


def _alone(comparison: RulesetComparison, moved: MovedKroner, say: Voice) -> Table:
    whom, known = tuple(moved.after), moved.left_open
    rows = [
        amount_row(labels_of(comparison, part.switches, say), part.share.alone, whom, True, say,
                   known.alone[at] if known else None)
        for at, part in enumerate(moved.parts)
    ]  # fmt: skip
    both = (known.interaction, known.whole) if known else (None, None)
    rows.append(amount_row(say("Samspill", "Interaction"), moved.interaction, whom, True, say, both[0]))
    whole = amount_row(say("I alt", "In all"), moved.whole, whom, True, say, both[1])
    return amount_table(comparison, whom, [*but_zeros(rows), whole], say)


# words


def labels_of(comparison: RulesetComparison, switches: Sequence[Switch], say: Voice) -> str:
    """`Indikatorer og vekter`; several with «og» between."""
    labels = [label(comparison, one, say) for one in switches]
    return say.listing([one if at == 0 else one[:1].lower() + one[1:] for at, one in enumerate(labels)])


def label(comparison: RulesetComparison, switch: Switch, say: Voice) -> str:
    """What a switch is called in tables."""
    if switch.kind in PLAIN:
        return PLAIN[switch.kind].say(say.language)
    if switch.kind == "gates":
        return say(f"Krav for {title_at(comparison, ('measure', *switch.about), say).lower()}",
                   f"Requirements of {title_at(comparison, ('measure', *switch.about), say).lower()}")  # fmt: skip
    if switch.kind == "set":
        noun = set_noun(switch.about[0])
        return begun(Words(noun.them, noun.en_many)).say(say.language)
    if switch.kind == "subareas":
        title = title_at(comparison, member_address(INDICATOR, switch.about[0]), say)
        return say(f"Delområdene for {title}", f"The sub-areas of {title}")
    if switch.kind == "staircase":
        address = ("staircase", *switch.about)
        title, piece = title_at(comparison, address, say), comparison.after.pieces.get(address)
        node = (piece or comparison.before.pieces[address]).node
        if node.is_ramp:
            return say(f"Rampen «{title}»", f"The ramp “{title}”")
        return say(f"Trappen «{title}»", f"The staircase “{title}”")
    if switch.kind == "cell":
        address = ("cell", *switch.about)
        piece = comparison.after.pieces.get(address) or comparison.before.pieces[address]
        whom = members_at(comparison, piece.members, say)
        return f"{title_at(comparison, ('quantity', switch.about[0]), say)}: {whom}"
    measure, _, own = switch.about[0].rpartition(".")
    if measure:
        title = title_at(comparison, ("measure", measure), say).lower()
        return say(f"{'Deler' if own == 'parts' else 'Poeng'} for {title}",
                   f"{'Parts' if own == 'parts' else 'Points'} of {title}")  # fmt: skip
    address = ("quantity", switch.about[0])
    piece = comparison.after.pieces.get(address) or comparison.before.pieces[address]
    return spoken(piece.node, say, many=switch.kind == "property")


def _method(moved: MovedKroner, say: Voice) -> Iterator[str]:
    if len(moving(moved, say)) > 1 and not moved.is_of_all_orders:
        yield say(
            "Endringene virker på hverandre, og de er for mange til at hver kombinasjon kan regnes ut. Det en endring "
            "flytter her, er gjennomsnittet av det den flytter når endringene innføres i den rekkefølgen de står i, og "
            f"når de innføres i den motsatte, regnet ut av {moved.runs} kombinasjoner av dem. Slik blir summen "
            "nøyaktig hele forskjellen. Virker endringene på hverandre bare to og to, blir gjennomsnittet av alle "
            "rekkefølger det samme (Shapley-verdien). Virker tre eller flere på hverandre, kan andre rekkefølger gi "
            "noe annet.",
            "The changes work on each other, and they are too many for each combination to be computed. What a change "
            "moves here is the average of what it moves when the changes are made in the order they stand in, and when "
            f"they are made in the opposite one, computed from {moved.runs} combinations of them. So the sum is "
            "exactly the whole difference. Where changes work on each other only two by two, all orders give the same "
            "average (the Shapley value). Where three or more do, other orders may give something else.",
        )
    elif len(moving(moved, say)) > 1:
        yield say(
            "Endringene virker på hverandre. Det en endring flytter her, er gjennomsnittet av det den flytter i alle "
            "rekkefølger endringene kan innføres i (Shapley-verdien), regnet ut av "
            f"{moved.runs} kombinasjoner av dem. Slik blir summen nøyaktig hele forskjellen, og ingen rekkefølge må "
            "velges.",
            "The changes work on each other. What a change moves here is the average of what it moves in every order "
            "in which the changes can be made (the Shapley value), computed from "
            f"{moved.runs} combinations of them. So the sum is exactly the whole difference, and no order has to be "
            "chosen.",
        )


def _about_alone(comparison: RulesetComparison, moved: MovedKroner, say: Voice) -> str:
    before = titles_of(comparison)[0]
    told = [
        say(f"Hver linje er {before} med bare denne endringen.", f"Each line is {before} with this change alone.")
        if is_itself(moved)[0]
        else say("Hver linje er bare denne endringen, regnet fra første linje i tabellen over.",
                 "Each line is this change alone, computed from the first line of the table above.")
    ]  # fmt: skip
    if any(map(say.as_paid, moved.interaction.values())):
        told.append(say("Samspill er det endringene flytter sammen ut over dette.",
                        "Interaction is what the changes move together beyond that."))  # fmt: skip
    return " ".join(told)


def _together(comparison: RulesetComparison, part: MovedPart, say: Voice) -> str:
    names = say.listing([say.quoted(label(comparison, one, say)) for one in part.switches])
    why = reason(comparison, part.together_because, say)
    return say(
        f"{names} er regnet som én endring, for de kan ikke regnes ut hver for seg. {why}",
        f"{names} are taken as one change, for they cannot be computed one by one. {why}",
    )


def _uncertain(comparison: RulesetComparison, moved: MovedKroner, say: Voice) -> str:
    """Which figures leave amounts open, and where to see what they are worth."""
    told = [figure_at(comparison, *one, say) for one in moved.open_at]
    rest = len(told) - MOST_FIGURES
    if rest > 0:
        told = [*told[:MOST_FIGURES], say(f"{counted(rest)} til", f"{rest} more")]
    return say(
        f"Tall som kan ligge på begge sider av en grense, slik de er trykt: {say.listing(told)}. Det gjelder i "
        f"{moved.uncertain} av {moved.runs} kombinasjoner, og der er det regnet med tallet som det er trykt. «rbflang "
        "allocate» viser hva beløpene ellers blir.",
        f"Figures that may lie on either side of a limit as printed: {say.listing(told)}. That is so in "
        f"{moved.uncertain} of {moved.runs} combinations, and there the figure is taken as printed. “rbflang allocate” "
        "shows what the amounts are otherwise.",
    )


# the contract


def moved_data(comparison: RulesetComparison, moved: MovedKroner, basis: str, say: Voice) -> dict[str, Any]:
    """The same as data: amounts as they are paid, shares as exact fractions."""
    known = moved.left_open
    return {
        "basis": basis,
        "regions": list(moved.after),
        "before": {one: as_data(value, say.decimals) for one, value in moved.before.items()},
        "after": {one: as_data(value, say.decimals) for one, value in moved.after.items()},
        "payout_lines": lines_data(moved, say),
        "method": "shapley" if moved.is_of_all_orders else "two_orders",
        "runs": moved.runs,
        "uncertain": moved.uncertain,
        "parts": [
            {
                "label": labels_of(comparison, part.switches, say),
                "switches": [_switch(comparison, one, say) for one in part.switches],
                "alone": _exact(part.share.alone),
                "share": _exact(part.share.share),
                "together_because": reason(comparison, part.together_because, say),
                **(_within(share=known.share[at], alone=known.alone[at]) if known else {}),
            }
            for at, part in enumerate(moved.parts)
        ],
        **(_within(before=known.before, after=known.after) if known else {}),
        "interaction": _exact(moved.interaction),
        "left_out": [
            _switch(comparison, one.switch, say)
            | {"is_made": one.is_made, "because": reason(comparison, one.because, say)}
            for one in moved.left_out
        ],
    }


def _within(**found: Within) -> dict[str, dict[str, dict[str, str]]]:
    """How much more or less each amount may be, where numbers of the rules are printed rounded."""
    return {"within": {name: _exact(one.each) for name, one in found.items()}}


def _switch(comparison: RulesetComparison, one: Switch, say: Voice) -> dict[str, Any]:
    addresses = sorted(".".join(address) for address in one.addresses)
    return {"kind": one.kind, "about": list(one.about), "label": label(comparison, one, say), "changes": addresses}


def _exact(amounts: Amounts) -> dict[str, str]:
    return {one: str(value) for one, value in amounts.items()}
