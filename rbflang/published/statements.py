"""Published figures as they are written: the rows of `publisert.csv`, and what the digits of each print.

Takes a row; gives what it prints: a number at its printed digits, yes or no, or an order of members. It must not know
which quantities or members there are.
"""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Literal, TypeAlias, Union

from attrs import frozen

from rbflang import intervals
from rbflang.characters import MINUSES
from rbflang.data.printed import names_kroner
from rbflang.intervals import Interval, above, below, point
from rbflang.numerals import RUN_OF_DIGITS, Digits, Fashion, Misprint, read_digits
from rbflang.observations import ObservationRow
from rbflang.quantities import KRONER, POINTS, SHARE, Unit, rounding_interval
from rbflang.wording import KRONE, Currency, Words, in_both, number, round_half_away

PublishedRow: TypeAlias = ObservationRow

COLUMNS = {
    "nr": "label", "slag": "kind", "størrelse": "quantity", "trinn": "step", "ganger": "times", "trykt": "printed",
    "enhet": "unit", "avrunding": "rounding", "dokument": "document", "sted": "place", "rad": "line",
    "kolonne": "column", "avvik": "deviation", "vårt": "ours", "forklart av": "explained_by", "mangler": "missing",
    "merknad": "note", "fordeling": "round",
    "number": "label", "kind": "kind", "quantity": "quantity", "step": "step", "times": "times", "printed": "printed",
    "unit": "unit", "rounding": "rounding", "document": "document", "place": "place", "row": "line",
    "column": "column", "deviation": "deviation", "ours": "ours", "explained by": "explained_by", "missing": "missing",
    "note": "note", "round": "round",
}  # fmt: skip
NEEDED = {"quantity": "størrelse", "printed": "trykt", "document": "dokument", "place": "sted"}
BEFORE_SETS = Words("nr;slag;størrelse", "number;kind;quantity")
BEHIND_SETS = Words(
    "trykt;enhet;dokument;sted;rad;kolonne;avvik;vårt;mangler;merknad",
    "printed;unit;document;place;row;column;deviation;ours;missing;note",
)
PRINTED = Fashion("nb", ";")
FIGURE, CLAIM, UNPRINTED = "", "påstand", "ikke trykt"
"""The kinds of rows: a printed figure, a statement in words, a figure that follows from print but is not printed."""
KINDS = (FIGURE, CLAIM, UNPRINTED)
COUNTING = ("opptelling", "opptelling av påstander", "opptelling av ikke trykte")
"""The rows that state how many of each kind a document has, in the order of the kinds."""
IN_PRINT = (FIGURE, CLAIM)
"""The kinds that stand in a document."""
AS_PRINTED = "as_printed"
"""Of a row that is kept otherwise than it was written: the figure as it was."""


@frozen(repr=False)
class PrintedUnit:
    """What stands behind a printed number: its factor to the quantity's own measure, and its unit, if any."""

    factor: Fraction
    unit: Unit | None


UNITS: dict[str, PrintedUnit] = {
    "": PrintedUnit(Fraction(1), None),
    "%": PrintedUnit(Fraction(1, 100), SHARE),
    "‰": PrintedUnit(Fraction(1, 1000), SHARE),
    "prosentpoeng": PrintedUnit(Fraction(1, 100), SHARE),
    "kr": PrintedUnit(Fraction(1), KRONER),
    "mill. kr": PrintedUnit(Fraction(1_000_000), KRONER),
    "mill. kr mer": PrintedUnit(Fraction(1_000_000), KRONER),
    "mill. kr mindre": PrintedUnit(Fraction(-1_000_000), KRONER),
    "kr per poeng": PrintedUnit(Fraction(1), KRONER / POINTS),
    "poeng": PrintedUnit(Fraction(1), POINTS),
}
CUT = ("avkortet", "cut")
ANSWERS = {"ja": True, "yes": True, "nei": False, "no": False}
_RELATIONS = {"under": "under", "over": "over", "minst": "at_least", "høyst": "at_most"}
_NUMBER = re.compile(
    rf"(?P<relation>under|over|minst|høyst)?\s*(?P<sign>[{MINUSES}]?)\s*(?P<digits>{RUN_OF_DIGITS})?(?P<part>x?)"
)


@frozen(repr=False)
class Print:
    """A number as printed: the digits' value in its unit, their decimals, the unit, and how the number is meant."""

    value: Fraction
    decimals: int
    unit: str = ""
    relation: Literal["equals", "under", "over", "at_least", "at_most"] = "equals"
    is_cut: bool = False
    tail: str = ""
    currency: Currency = KRONE

    @property
    def last(self) -> Fraction:
        """One unit of the last printed digit."""
        return Fraction(1, 10**self.decimals)

    @property
    def measure(self) -> Unit | None:
        """The unit that is printed behind the number, if any."""
        return UNITS[self.unit].unit

    @property
    def factor(self) -> Fraction:
        """What one of the printed unit is in the quantity's own measure."""
        return UNITS[self.unit].factor

    def rounded(self, value: Fraction) -> Fraction:
        """A value of the quantity's own measure as it would be printed: in this unit, at these decimals."""
        inside = value / self.factor
        if not self.is_cut:
            return round_half_away(inside, self.decimals)
        whole = abs(inside) / self.last
        cut = Fraction(whole.numerator // whole.denominator) * self.last
        return cut if inside >= 0 else -cut

    def stands_for(self) -> Interval:
        """All numbers, in the printed unit, of which the print is true."""
        if self.relation in ("under", "at_most"):
            return below(self.value, self.relation == "at_most")
        if self.relation in ("over", "at_least"):
            return above(self.value, self.relation == "at_least")
        return self._cut_from() if self.is_cut else rounding_interval(self.value, self.last)

    def _cut_from(self) -> Interval:
        if self.value == 0:
            return Interval(-self.last, self.last, False, False)
        far = self.value + (self.last if self.value > 0 else -self.last)
        return Interval(self.value, far, True, False) if self.value > 0 else Interval(far, self.value, False, True)

    def is_true_of(self, value: Fraction) -> bool:
        """Whether the print is true of a value of the quantity's own measure."""
        return self.stands_for().holds(value / self.factor)

    def covers(self, span: Interval) -> bool:
        """Whether the print is true of all values of a span in the quantity's own measure."""
        return self.stands_for().covers(intervals.multiply(span, point(1 / self.factor)))

    def is_tight(self, value: Fraction) -> bool:
        """For a bound: whether no bound one unit of the last digit nearer would be true as well."""
        inside = value / self.factor
        if self.relation in ("under", "at_most"):
            return self.value - inside <= self.last
        return self.relation == "equals" or inside - self.value <= self.last

    def counted(self, language: str) -> str:
        """What the number counts: the words of the printed unit."""
        words = {"en": _ENGLISH}.get(language, {}).get(self.unit, self.unit)
        if self.currency == KRONE:
            return words
        return re.sub(r"\bkr\b", self.currency.many if words.startswith("mill") else self.currency.sign, words)

    def say(self, value: Fraction, language: str = "nb") -> str:
        """A number of the printed unit, at the printed decimals; one part is `x` alone."""
        unit = self.counted(language)
        gap = "" if language == "en" and unit in ("%", "‰") else " "
        digits = "" if self.tail and value == 1 else number(value, self.decimals, language)
        if self.unit == "kr":
            return self.currency.amount(digits + self.tail, language)
        return digits + self.tail + (gap + unit if unit else "")


_ENGLISH = {
    "mill. kr": "million kr", "mill. kr mer": "million kr more", "mill. kr mindre": "million kr less", "kr": "kr",
    "kr per poeng": "kr per point", "poeng": "points", "prosentpoeng": "percentage points", "%": "%",
    "‰": "‰",
}  # fmt: skip


@frozen(repr=False)
class Order:
    """Members in an order, the highest first; those in one group are equal."""

    groups: tuple[tuple[str, ...], ...]


Statement: TypeAlias = Union[Print, bool, Order]


def read_statement(row: PublishedRow, currency: Currency, column: str = "printed") -> Statement | Words:
    """What a column of a row prints, its amounts in a unit of money, or in words why it cannot be read."""
    text, written = row.text(column), row.text("unit")
    if text.lower() in ANSWERS:
        return ANSWERS[text.lower()]
    if " > " in text or " = " in text:
        groups = (tuple(one.strip() for one in group.split(" = ")) for group in text.split(" > "))
        return Order(tuple(groups))
    unit = unit_of_print(written, currency)
    if unit is None:
        known = in_both(lambda language: _known_units(language, currency))
        return Words(
            f"Enheten «{written}» er ukjent. Kjente enheter er {known.nb}.",
            f"The unit “{written}” is unknown. Known units are {known.en}.",
        )
    rounding = row.text("rounding")
    if rounding not in ("", *CUT):
        return Words("Avrundingen er tom eller avkortet.", "The rounding is empty or “cut”.")
    return read_number(text, unit, rounding in CUT, currency)


def unit_of_print(written: str, currency: Currency) -> str | None:
    """The unit that the words of a print name, as it is called here; `None` where they name none."""
    words = written
    if currency != KRONE:
        if names_kroner(written, currency):
            return None
        for one in currency.read:
            words = re.sub(_alone(one), "kr", words)
    words = next((unit for unit, en in _ENGLISH.items() if words == en), words)
    return words if words in UNITS else None


def _alone(word: str) -> str:
    """A word where it is no part of a longer one."""
    escaped = re.escape(word)
    return rf"(?<!\w){escaped}(?!\w)" if word.isalpha() else escaped


def _known_units(language: str, currency: Currency) -> str:
    units = [Print(Fraction(0), 0, one, currency=currency).counted(language) for one in UNITS if one]
    return ", ".join(f"“{one}”" if language == "en" else f"«{one}»" for one in units)


def read_number(text: str, unit: str, is_cut: bool = False, currency: Currency = KRONE) -> Print | Words:
    """The number that a text prints; a dash alone is zero, and `2x` is two parts."""
    if text in ("-", "–", "−"):
        return Print(Fraction(0), 0, unit, is_cut=is_cut, currency=currency)
    match = _NUMBER.fullmatch(text)
    wrong = Words(f"«{text}» er ikke et trykt tall.", f"“{text}” is no printed figure.")
    if not match or not (match["digits"] or match["part"]):
        return wrong
    digits = read_digits(match["digits"].strip(), PRINTED) if match["digits"] else Digits(Fraction(1), 0)
    if not isinstance(digits, Digits):
        return _misprinted(digits)
    relation = _RELATIONS.get(match["relation"] or "", "equals")
    value = -digits.value if match["sign"] else digits.value
    return Print(value, digits.decimals, unit, relation, is_cut, match["part"], currency)  # type: ignore[arg-type]


def _misprinted(wrong: Misprint) -> Words:
    """In words, why printed digits are no number, with what to write."""
    cures = wrong.cures
    write = Words(f" Skriv {' eller '.join(cures)}.", f" Write {' or '.join(cures)}.") if cures else Words("", "")
    return Words(f"«{wrong.text}» er ikke et trykt tall.{write.nb}", f"“{wrong.text}” is no printed figure.{write.en}")
