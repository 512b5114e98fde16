"""What reports of changes are made of: a change in words with its places before and after, and how values are shown.

Takes pieces and differences, gives text. It does not know which kinds of change there are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Any

from attrs import frozen

from rbflang.comparison.components import Component
from rbflang.comparison.differences import RulesetComparison
from rbflang.quantities import MARKS
from rbflang.reports.document import Block, Column, Heading, Ledger, LedgerLine, Notes, Table
from rbflang.reports.standings import marked
from rbflang.reports.typed_cells import phrases
from rbflang.ruleset.nouns import QUANTITIES, begun
from rbflang.ruleset.values import exact, is_number
from rbflang.source import Span
from rbflang.syntax.expressions import Between, Missing, Negative, Number, Ratio, Value, YesNo
from rbflang.syntax.tree import Citation, Typing
from rbflang.wording import MINUS, Voice, Words, round_half_away


@frozen(eq=False, repr=False)
class Told:
    """A change: its kind, what it is about (shared names), a sentence or a label, the values, and the places.

    `layout` says how it is shown: a sentence by itself, a row of a table, a rule before and after, or one of several
    names in a sentence. `statuses` are what the values rest on where no source says them; rows and rules show it,
    unless it `is_said` above them.
    """

    kind: str
    about: tuple[str, ...]
    text: str
    before: str = ""
    after: str = ""
    change: str = ""
    places: tuple[str, str] = ("", "")
    layout: str = "sentence"
    statuses: tuple[str, str] = ("", "")
    is_said: bool = False


@frozen(eq=False, repr=False)
class Section:
    """Changes of a kind under a heading, what is said before them, and what of the kind was continued."""

    heading: str
    lead: tuple[str, ...] = ()
    changes: tuple[Told, ...] = ()
    continued: tuple[str, ...] = ()


def blocks_of(sections: Sequence[Section], comparison: RulesetComparison, say: Voice) -> Iterator[Block]:
    """The sections that say something."""
    for one in sections:
        if one.lead or one.changes:
            yield Heading(one.heading)
            yield from _section(one, comparison, say)


def _section(section: Section, comparison: RulesetComparison, say: Voice) -> Iterator[Block]:
    continued = section.continued if section.changes else ()
    told = (*section.lead, *continued, *(_with_places(one) for one in section.changes if one.layout == "sentence"))
    named = say.listing([_with_places(one) for one in section.changes if one.layout == "named"])
    if named:
        told = (*told, f"{named[:1].upper()}{named[1:]}.")
    if told:
        yield Notes(told, hanging=2)
    rows = tuple(one for one in section.changes if one.layout == "row")
    if rows:
        yield _table(rows, comparison, say)
    for one in section.changes:
        if one.layout == "rule":
            yield Notes((one.text,), hanging=2)
            yield Ledger(tuple(_before_and_after(one, comparison, say)), indent=4)


def _with_places(one: Told) -> str:
    places = " → ".join(filter(None, one.places))
    return f"{one.text} ({places})" if places else one.text


def _table(rows: Sequence[Told], comparison: RulesetComparison, say: Voice) -> Table:
    titles = titles_of(comparison)
    columns = (
        Column("", "left"), Column(titles[0]), Column(titles[1]), Column(say("Endring", "Change")),
        Column(say("Sted", "Place"), "left", 1),
    )  # fmt: skip
    cells = tuple(
        phrases(one.text, *_values(one, say), one.change, " → ".join(filter(None, one.places))) for one in rows
    )
    return Table(columns, cells)


def _values(one: Told, say: Voice) -> Iterator[str]:
    """Both values, each with its status: `1/3 (antatt)`."""
    for words, status in zip((one.before, one.after), one.statuses, strict=True):
        yield f"{words}{marked('' if one.is_said else status, say)}" if words else ""


def _before_and_after(one: Told, comparison: RulesetComparison, say: Voice) -> Iterator[LedgerLine]:
    for title, words, place in zip(titles_of(comparison), _values(one, say), one.places, strict=True):
        if words:
            yield LedgerLine(title, words, place=place)


def titles_of(comparison: RulesetComparison) -> tuple[str, str]:
    """What the two rulesets are called; by their files where scheme and year are the same."""
    first, second = comparison.before.ruleset, comparison.after.ruleset
    if first.title != second.title or first.source.name == second.source.name:
        return first.title, second.title
    files = [one.source.name.rpartition("/")[2] for one in (first, second)]
    return (files[0], files[1]) if files[0] != files[1] else (first.source.name, second.source.name)


# places and words


def place(span: Span | None) -> str:
    """Where something stands: `rbf2025.rbf:113`."""
    return span.short if span else ""


def places(before: Component | None, after: Component | None) -> tuple[str, str]:
    """Where a piece stands before and after."""
    return place(before.span if before else None), place(after.span if after else None)


def words_of(span: Span, citation: Citation | None = None) -> str:
    """The author's words, on one line, without comments and without the bracket they end with."""
    end = citation.span.start if citation and span.start < citation.span.start < span.end else span.end
    text = re.sub(r"#[^\n]*", "", span.source.text[span.start : end])
    return " ".join(text.split())


def titled(node: Any, say: Voice) -> str:
    """The title of a declaration in the language spoken, or the words of its name."""
    words: str = node.name.text.replace("_", " ")
    english: str = node.titles.english if say.language == "en" else ""
    return english or node.titles.title or words[:1].upper() + words[1:]


def spoken(node: Any, say: Voice, many: bool = False) -> str:
    """`Måltallene`, `Vekten`: a quantity as a sentence begins with it; its title where it has no known noun."""
    noun = QUANTITIES.get(node.name.text)
    if noun is None:
        return titled(node, say)
    words = Words(noun.them if many else noun.the, f"the {noun.en_many if many else noun.en}")
    return begun(words).say(say.language)


def member_title(node: Any, say: Voice) -> str:
    """The short title of a member, or its name as it is."""
    named: str = node.titles.short or node.titles.title or node.name.text
    return (say.language == "en" and node.titles.english) or named


# values


def shown(value: Value, say: Voice, is_short: bool = False) -> str:
    """A value as it is written, or with as few decimals as write it; a fraction of large numbers with four."""
    if isinstance(value, Ratio):
        if exact(value.denominator) == 1:
            return shown(value.numerator, say, is_short)
        if _is_short(value):
            return f"{shown(value.numerator, say)}/{shown(value.denominator, say)}"
        return say.number(exact(value), DECIMALS)
    if isinstance(value, Between):
        low, high = shown(value.low, say), shown(value.high, say)
        return say(f"mellom {low} og {high}", f"between {low} and {high}")
    if isinstance(value, YesNo):
        return say("ja", "yes") if value.value else say("nei", "no")
    if isinstance(value, Negative):
        return f"{MINUS}{shown(value.operand, say)}"  # type: ignore[arg-type]
    if isinstance(value, Number):
        return _number(value, say, is_short)
    return "–" if isinstance(value, Missing) else value.text


DECIMALS = 4


def _is_short(value: Ratio) -> bool:
    """True for `1 / 14`, which is read more easily than 0,0714."""
    return max(exact(value.numerator), exact(value.denominator)) < 100


def shown_property(value: Value, head: Component, say: Voice) -> str:
    """A value of a member: 3,0 % in one year is the 3 % of the other, unless digits tell how it was rounded."""
    typing: Typing | None = head.node.typing
    return shown(value, say, is_short=not (typing and typing.is_rounded))


def _number(value: Number, say: Voice, is_short: bool) -> str:
    """A number with the mark it was written with, and the decimals if it is not to be short."""
    if value.mark == "percent":
        return say.percent(value.value, None if is_short else value.decimals)
    factor = MARKS[value.mark].factor if value.mark else Fraction(1)
    mark = MARK_WORDS.get(value.mark)
    digits = say.plain(value.value / factor) if is_short else say.number(value.value / factor, value.decimals)
    return f"{digits} {mark.say(say.language)}" if mark else digits


MARK_WORDS = {
    "per_mille": Words("‰", "‰"),
    "percentage_points": Words("prosentpoeng", "percentage points"),
    "kr": Words("kr", "kr"),
    "million_kr": Words("mill. kr", "million kr"),
    "points": Words("poeng", "points"),
    "parts": Words("deler", "parts"),
}


def change_of(before: Value, after: Value, say: Voice) -> str:
    """How much a number has changed: `+4 prosentpoeng`, `+81 331 000 kr`; nothing where it is no single number."""
    if not all(is_number(one) and not isinstance(one, Between) for one in (before, after)):
        return ""
    moved = _as_shown(after) - _as_shown(before)
    digits = [one.operand if isinstance(one, Negative) else one for one in (before, after)]
    mark = digits[1].mark if isinstance(digits[1], Number) else ""
    if mark in ("percent", "per_mille"):
        return f"{signed(moved * 100, say, 2)} {say('prosentpoeng', 'percentage points')}"
    if mark in ("kr", "million_kr"):
        return say.kroner(moved, 0 if moved.denominator == 1 else 2, sign=True)
    words = MARK_WORDS.get(mark)
    if words:
        return f"{signed(moved, say, DECIMALS)} {words.say(say.language)}"
    return say.number(moved, max(one.decimals if isinstance(one, Number) else DECIMALS for one in digits), True)


def _as_shown(value: Value) -> Fraction:
    """The value that the reader sees, so that a difference follows from what is shown."""
    is_cut = isinstance(value, Ratio) and not _is_short(value)
    return round_half_away(exact(value), DECIMALS) if is_cut else exact(value)


def signed(value: Fraction, say: Voice, most: int = 6) -> str:
    """The number with its sign, and as few decimals as write it."""
    text = say.plain(abs(value), most)
    return f"{'+' if value > 0 else '−'}{text}"
