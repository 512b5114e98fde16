"""What a payout's premises are worth in kroner: what it would be if one of them were another.

Takes an account and what it was made of; the figures come from runs of their own. What can be varied stands in a
table, the dearest first; what cannot is named below it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any

from rbflang import intervals
from rbflang.data.computed import Computed
from rbflang.data.figures import address_of
from rbflang.data.shown import part_words
from rbflang.explanation.account import Account
from rbflang.explanation.premises import MEMBER_KINDS, Premise
from rbflang.graph.domain import Key
from rbflang.graph.nodes import Figure
from rbflang.published.broken_prints import true_prints
from rbflang.published.statements import PublishedRow
from rbflang.questions.sensitivity import MOST_TRIED, Worth, gate_of, worths_of_each
from rbflang.reports.document import Block, Column, Heading, Notes, Paragraph, Table
from rbflang.reports.explain.indicator_table import gate_words
from rbflang.reports.premise_words import joined_premises, premise_name
from rbflang.reports.status_words import STATUS_WORDS
from rbflang.reports.titles import called, spoken
from rbflang.reports.typed_cells import DASH, Cell, FromTo, Phrase, count_cell, kroner_cell, paid_cell
from rbflang.syntax.expressions import Sharing
from rbflang.syntax.tree import AlternativeDecl
from rbflang.syntax.vocabulary import written_name
from rbflang.uncertainty.other_readings import other_readings
from rbflang.wording import Voice

MOST_ROWS, MOST_NAMES = 12, 5


def worth_blocks(account: Account, computed: Computed, told: Sequence[Worth], say: Voice) -> Iterator[Block]:
    """What the premises of the payouts are worth for one region; nothing where there are none."""
    if not account.rests_on.premises:
        return
    who = spoken(account.payee, say)
    known = sorted((one for one in told if one.is_known), key=lambda one: -_size(one))
    moving = [one for one in known if _size(one) or one.failed]
    yield Heading(say(f"Hva forutsetningene er verdt for {who}, én om gangen",
                      f"What the premises are worth for {who}, one at a time"))  # fmt: skip
    if moving:
        shown = moving[:MOST_ROWS]
        beside = (Column(say("Strider mot", "At odds with")),) if any(one.misfits for one in shown) else ()
        rows = tuple((*_row(computed, one, say), *(_broken(one, say) for _ in beside)) for one in shown)
        yield Table((Column("", "left"), Column("", "left"), Column(""), Column("", "left"), *beside), rows)
        yield from _notes(shown, say)
    yield from _not_shown(
        computed,
        moving[MOST_ROWS:],
        [one for one in known if one not in moving],
        [one for one in told if not one.is_known],
        say,
    )


def worths_told(
    accounts: Sequence[Account],
    computed: Computed,
    published: Sequence[PublishedRow],
    most: int | None = MOST_TRIED,
) -> Mapping[Key, tuple[Worth, ...]]:
    """What the premises are worth for the payout of each account: all of them rest on the same."""
    prints, premises = true_prints(computed, published), accounts[0].rests_on.premises
    keys = [one.paid.key for one in accounts]
    if prints is None:
        return worths_of_each(computed, keys, premises, most)
    return worths_of_each(computed, keys, premises, most, prints.names, prints.broken)


def _ends(one: Worth) -> tuple[Fraction, Fraction]:
    """The least and the greatest that the payout moves, within what the printed figures allow where something does."""
    return one.fitting or (one.least, one.greatest)


def _size(one: Worth) -> Fraction:
    return max(map(abs, _ends(one)))


def _notes(shown: Sequence[Worth], say: Voice) -> Iterator[Block]:
    texts = [_about_last_digits(say)] if any(one.how == "last_digit" for one in shown) else []
    if any(one.misfits for one in shown):
        texts.append(
            say("Strider mot: Så mange publiserte tall og påstander ville da være feil. Det som er trykt, "
                "utelukker altså denne muligheten.",
                "At odds with: so many published figures and claims would not be true. What is printed rules the "
                "possibility out.")
        )  # fmt: skip
    if texts:
        yield Notes(tuple(texts))


def _about_last_digits(say: Voice) -> str:
    return say(
        "± siste siffer: Tallet er flyttet én enhet i siste siffer, høyst 10 prosent, opp og ned; er det 0, en hel "
        "enhet. Av flere tall er ett flyttet om gangen. Tall som skal ha en fast sum, er endret slik at summen blir "
        "den samme.",
        "± last digit: the number is moved by one unit of its last digit, at most 10 per cent, up and down; a 0 by the "
        "whole unit. Of several numbers one is moved at a time. Numbers that have a fixed sum are changed so that it "
        "stays the same.",
    )


def _row(computed: Computed, one: Worth, say: Voice) -> tuple[Cell, ...]:
    status = STATUS_WORDS[one.premises[0].status].say(say.language)
    how = _how(computed, one, say) + _failed(one, say)
    return Phrase(_what(computed, one, say)), Phrase(status), _amount(one, say), Phrase(how)


def _failed(one: Worth, say: Voice) -> str:
    """How many of the trials could not be computed."""
    if not one.failed:
        return ""
    return say(f"; {one.failed} av {one.tried} forsøk kan ikke regnes ut",
               f"; {one.failed} of {one.tried} trials cannot be computed")  # fmt: skip


def _broken(one: Worth, say: Voice) -> Cell:
    """How many printed figures are no longer true then, nothing where there is a trial that they all fit."""
    if not one.misfits or one.fitting:
        return DASH
    count = count_cell(one.broken)
    return FromTo(Phrase(say("minst", "at least")), " ", count) if one.misfits > 1 else count


def _what(computed: Computed, one: Worth, say: Voice) -> str:
    """What the premise stands on: a figure by its members, numbers by their count, a rule by its name."""
    first, count = one.premises[0], len(one.premises)
    if one.how == "other_side" and first.row:
        return f"{_members(computed, first, say)}: {say.printed(first.row.narrowing)}"
    name = _name(computed, first, say)
    name = name[:1].upper() + name[1:]
    if first.kind == "gate" and len(computed.checked.ruleset.measures[first.name].gates) > 1:
        return f"{name}: {gate_words(computed.checked.ruleset, gate_of(computed.checked.ruleset, first), say)}"
    if first.kind not in ("row", "number"):
        return name
    if count == 1:
        about = _members(computed, first, say)
        return f"{name}, {about}" if about else name
    many = say("rader i dataene" if first.kind == "row" else "tall", "rows" if first.kind == "row" else "numbers")
    return f"{name} ({count} {many})"


def _name(computed: Computed, premise: Premise, say: Voice) -> str:
    return premise_name(computed.checked.ruleset, premise, say)


def _members(computed: Computed, premise: Premise, say: Voice) -> str:
    """The members of a cell by their short titles."""
    ruleset = computed.checked.ruleset
    sets = ruleset.space.domain(ruleset.quantities[premise.name].sets).sets
    known = [
        (computed.checked.ruleset.sets[name], member) for name, member in zip(sets, premise.key, strict=True) if member
    ]
    return ", ".join(called(of[member], say) for of, member in known)


def _amount(one: Worth, say: Voice) -> Cell:
    low, high = _ends(one)
    greatest = kroner_cell(high, say, True)
    return greatest if low == high else FromTo(paid_cell(low, say, True), say(" til ", " to "), greatest)


def _how(computed: Computed, one: Worth, say: Voice) -> str:
    first = one.premises[0]
    if one.how == "other_side":
        return _other_side(computed, first, say)
    if one.how == "other_rounding":
        return _otherwise_rounded(computed, first, say)
    if one.how == "other_case":
        return _other_case(computed, first, say)
    return {
        "last_digit": say("± siste siffer", "± last digit"),
        "bounds": say("fra den ene grensen til den andre", "from one bound to the other"),
        "left_out": say("uten kravet", "without the requirement"),
    }[one.how]


def _other_case(computed: Computed, premise: Premise, say: Voice) -> str:
    """What becomes in the other case of points that nobody has parts for."""
    measure = computed.checked.ruleset.quantities[premise.name].measure or ""
    sharing = computed.checked.ruleset.measures[measure].points
    if isinstance(sharing, Sharing) and sharing.nobody == "lapse":
        return say("deles likt når ingen har deler", "shared alike when nobody has parts")
    return say("bortfaller når ingen har deler", "lapse when nobody has parts")


def _other_side(computed: Computed, premise: Premise, say: Voice) -> str:
    """What the figure is then: the rest of what was printed."""
    own = premise.row.cell if premise.row else None
    other = other_readings(computed)[premise.name, premise.key].interval
    assert isinstance(own, Figure)
    unit = computed.checked.inference.signatures[premise.name].kind.unit
    words = part_words(other, intervals.hull([own.interval, other]), unit)
    return say(f"hvis {words.nb}", f"if {say.printed(words.nb)}")


def _otherwise_rounded(computed: Computed, premise: Premise, say: Voice) -> str:
    rounding = computed.checked.ruleset.quantities[premise.name].rounding
    if rounding and rounding.mode == "largest_remainder":
        return say("med vanlig avrunding", "with plain rounding")
    return say("med største rest", "with largest remainders")


def _not_shown(
    computed: Computed, more: Sequence[Worth], nothing: Sequence[Worth], unknown: Sequence[Worth], say: Voice
) -> Iterator[Paragraph]:
    """What is worth less than what is shown, or nothing, and what was not varied."""
    if more:
        names = _names(computed, more, say)
        yield Paragraph(say(f"Mindre verdt: {names}.", f"Worth less: {names}."))
    unfit = [one for one in nothing if one.misfits]
    if unfit:
        names = _names(computed, unfit, say)
        yield Paragraph(
            say(
                f"Disse forutsetningene endrer ikke beløpet så lenge de publiserte tallene stemmer: {names}.",
                f"These premises do not change the amount as long as the published figures hold: {names}.",
            )
        )
    nothing = [one for one in nothing if not one.misfits]
    if nothing:
        names = _names(computed, nothing, say)
        paid = say(f"i hele {say.in_many}", f"in whole {say.in_many}")
        paid = say("slik det betales", "as it is paid") if say.decimals else paid
        yield Paragraph(say(f"Disse forutsetningene endrer ikke beløpet {paid}: {names}.",
                            f"These premises do not change the amount {paid}: {names}."))  # fmt: skip
    many = [one for one in unknown if one.how == "too_many"]
    if many:
        names = _names(computed, many, say)
        yield Paragraph(say(f"Ikke prøvd her, fordi det er for mange: {names}. Se --format json.",
                            f"Not tried here, for there are too many: {names}. See --format json."))  # fmt: skip
    failed = [one for one in unknown if one.how == "failed"]
    if failed:
        names = _names(computed, failed, say)
        yield Paragraph(
            say(f"Kan ikke regnes ut på en annen måte: {names}.", f"Cannot be computed otherwise: {names}.")
        )
    rest = [one for one in unknown if not one.how]
    if rest:
        yield Paragraph(_not_put_in_kroner(computed, _names(computed, rest, say), say))


def _not_put_in_kroner(computed: Computed, names: str, say: Voice) -> str:
    source = computed.checked.ruleset.argument
    if any(isinstance(one, AlternativeDecl) for one in computed.checked.ruleset.tree.declarations):
        return say(
            f"Ikke tallfestet her: {names}. Andre lesninger som er prøvd, står i rbflang sources {source} "
            "--alternatives.",
            f"Not put in {say.in_many} here: {names}. Other readings that were tried stand in rbflang sources {source} "
            "--alternatives --lang en.",
        )
    return say(
        f"Ikke tallfestet, for det er ingenting bestemt å sette i stedet: {names}. Se rbflang sources {source}.",
        f"Not put in {say.in_many}, for there is nothing definite to put instead: {names}. See rbflang sources "
        f"{source}.",
    )


def _names(computed: Computed, those: Sequence[Worth], say: Voice) -> str:
    """The names of a few, the same parts of several things as one; the rest by their number."""
    names = list(dict.fromkeys(_short_name(computed, one, say) for one in those))
    told = list(joined_premises(names, say))
    more = len(told) - MOST_NAMES
    if more > 1:
        told = [*told[:MOST_NAMES], say(f"{more} til", f"{more} more")]
    return "; ".join(told)


def _short_name(computed: Computed, one: Worth, say: Voice) -> str:
    """The name, and the members of a number or row that was varied by itself."""
    first, name = one.premises[0], _name(computed, one.premises[0], say)
    alone = first.kind in ("row", "number") and len(one.premises) == 1
    about = _members(computed, first, say).replace(", ", " / ") if alone else ""
    return f"{name} – {about}" if about else name


# as data


def premises_data(account: Account, computed: Computed, published: Sequence[PublishedRow]) -> list[dict[str, Any]]:
    """Every group of premises with its reasons, and what it is worth for the region; `null` where nothing is tried."""
    told = worths_told((account,), computed, published, None)[account.paid.key]
    return [_data(computed, one) for one in told]


def _data(computed: Computed, one: Worth) -> dict[str, Any]:
    first, ruleset = one.premises[0], computed.checked.ruleset
    worth = (
        {
            "how": one.how,
            "least": str(one.least),
            "greatest": str(one.greatest),
            "tried": one.tried,
            "failed": one.failed,
            "misfits": one.misfits,
            "broken": one.broken,
            "fitting": one.fitting and {"least": str(one.fitting[0]), "greatest": str(one.fitting[1])},
        }
        if one.is_known
        else None
    )
    return {
        "status": first.status,
        "kind": first.kind,
        "of": written_name(first.name, ruleset.tree.language),
        **({"requirement": gate_of(ruleset, first).condition.span.text} if first.kind == "gate" else {}),
        "cells": [_address(computed, each) for each in one.premises if each.key or each.kind in ("row", "number")],
        "reasons": list(dict.fromkeys(why for each in one.premises for why in each.reasons)),
        "worth": worth,
    }  # fmt: skip


def _address(computed: Computed, one: Premise) -> str:
    """The address of a row or a number; of a member its set and name."""
    if one.kind in MEMBER_KINDS:
        return ".".join((written_name(one.name, computed.checked.ruleset.tree.language), *one.key))
    return address_of(computed.checked.ruleset.quantities[one.name], computed.checked, one.key)
