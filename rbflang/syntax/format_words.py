"""How names, numbers, texts, citations and formulas are spelled in one of the vocabularies.

Takes nodes, gives text without line breaks; every word comes from the vocabulary. Parentheses stand only where the
grammar or a reader needs them: around sums over a set that do not end the formula, for example. It must not know
how lines are laid out.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction

from attrs import frozen

from rbflang.syntax import expressions as ex
from rbflang.syntax import tree
from rbflang.syntax.citations import reads_as
from rbflang.syntax.comments import STRING
from rbflang.syntax.shape import TYPE_WORDS
from rbflang.syntax.shape_expressions import MARK_WORDS, SIGNS
from rbflang.syntax.vocabulary import BY_NAME, BY_STATUS, RESERVED
from rbflang.wording import KRONE, Currency, numbered
from rbflang.wording import number as spelled

MINUS, DASH = "−", "–"
_SIGNS = {"+": "+", "-": MINUS, "*": "×", "/": "/"}
_QUOTES = ('""', "«»", "“”", "‘’")
_STRING = re.compile(STRING)
_TERMINALS = {mark: name for name, mark in MARK_WORDS.items()}
_SIGN_OF = {mark: sign for sign, mark in SIGNS.items()}
_TYPES = {nb: name for name, nb in TYPE_WORDS.items()}

# How tightly each kind of expression binds; an operand that binds less tightly than its place asks is grouped.
CHOICE, OR, AND, NOT, COMPARISON, SUM, TERM, FACTOR, ATOM = range(9)


@frozen
class Spelling:
    """The spelling in `nb` or `en`."""

    language: str

    def word(self, name: str) -> str:
        """A word of the language."""
        return BY_NAME[name].spelled(self.language)

    def name(self, name: ex.Name) -> str:
        """A name; the words that are names too are translated."""
        parts = (RESERVED[part].spelled(self.language) if part in RESERVED else part for part in name.text.split("."))
        return ".".join(parts)

    def names(self, names: Sequence[ex.Name]) -> str:
        """Names with commas between."""
        return ", ".join(map(self.name, names))

    def per(self, names: Sequence[ex.Name]) -> str:
        """The sets of a quantity, or nothing."""
        return f"{self.word('PER')} {self.names(names)}" if names else ""

    def titles(self, titles: tree.Titles) -> tuple[str, str, str, str]:
        """The title, the short title, the other names and the title in English, each empty where there is none."""
        also = " ".join(f"{self.word('ALSO')} {quoted(alias)}" for alias in titles.aliases)
        short = f"{self.word('SHORT')} {quoted(titles.short)}" if titles.short else ""
        english = f"{self.word('IN_ENGLISH')} {quoted(titles.english)}" if titles.english else ""
        return quoted(titles.title) if titles.title else "", short, also, english

    def typing(self, typing: tree.Typing | None) -> str:
        """What a quantity is, with the colon before it; nothing where it is not said."""
        if typing is None:
            return ""
        said = "/".join(self._type(word, typing) for word in typing.words)
        if typing.least is not None and typing.most is not None:
            said += f" {self.word('FROM')} {self.value(typing.least)} {self.word('TO')} {self.value(typing.most)}"
        qualifiers = [said]
        if typing.is_rounded:
            qualifiers.append(self.word("ROUNDED"))
        if typing.is_exact:
            qualifiers.append(self.word("EXACT"))
        if typing.is_optional:
            qualifiers.append(self.word("OPTIONAL"))
        if typing.shown_from is not None:
            qualifiers.append(f"{self.word('SHOWN_FROM')} {self.value(typing.shown_from)}")
        if typing.total is not None:
            approximately = self.word("APPROXIMATELY") if typing.is_approximate else ""
            total = (self.word("TOTALLING"), self.value(typing.total), self.per(typing.total_per), approximately)
            qualifiers.append(" ".join(filter(None, total)))
        return f": {', '.join(qualifiers)}"

    def _type(self, word: str, typing: tree.Typing) -> str:
        return typing.currency.one if word == "kr" and typing.currency != KRONE else self.word(_TYPES[word])

    def citation(self, citation: tree.Citation | None) -> str:
        """The bracket, or nothing."""
        return f"[{'; '.join(map(self._entry, citation.entries))}]" if citation else ""

    def _entry(self, entry: tree.Entry) -> str:
        names = (entry.status, entry.once_confirmed) if entry.status == "unconfirmed" else (entry.status,)
        words = (one.en if self.language == "en" else one.nb for one in map(BY_STATUS.__getitem__, names))
        lead = " ".join(filter(None, words))
        cited = f"{entry.source} {', '.join(entry.places)}"
        said = f"{lead} {cited}".strip()
        return f"{said}: {_reasoning(entry.reasoning)}" if entry.reasoning else said

    def rounding(self, rounding: tree.Rounding) -> str:
        """How a formula is rounded, without its citation."""
        said = self.word(f"ROUND_{rounding.to.upper()}") if rounding.to != "decimals" else self.word("ROUND_TO")
        if rounding.to == "kroner":
            said = rounded_to_whole(rounding.currency, self.language)
        if rounding.number is not None:
            said += f" {self.value(rounding.number)}"
        if rounding.to == "decimals":
            said += f" {self.word('DECIMALS')}"
        per = f" {self.per(rounding.per)}" if rounding.per else ""
        return said + (self.word(rounding.mode.upper()) if rounding.mode else "") + per

    # values

    def value(self, value: ex.Value) -> str:
        """What stands in a table or behind a property's name."""
        if isinstance(value, ex.Ratio):
            return f"{self._number(value.numerator)} / {self._number(value.denominator)}"
        if isinstance(value, ex.Between):
            low, high = self._number(value.low), self._number(value.high)
            return f"{self.word('BETWEEN')} {low} {self.word('AND')} {high}"
        if isinstance(value, ex.Missing):
            return DASH
        return quoted(value.text) if isinstance(value, ex.Text) else self.expression(value)

    def _number(self, number: ex.Number) -> str:
        whole, _, decimals = number.digits.partition(",")
        digits = spelled(Fraction(int(whole + decimals), 10 ** len(decimals)), len(decimals), self.language)
        if number.money_word:
            return self._money(number, digits)
        mark = _SIGN_OF.get(number.mark) or (number.mark and self._mark(number))
        return digits + (f" {mark}" if mark else "")

    def _money(self, number: ex.Number, digits: str) -> str:
        """An amount in the unit of money that the text declares, as it was written: `£1,000`, `2 million pounds`."""
        million = self.word("MILLION_KR").removesuffix("kr").rstrip() if number.mark == "million_kr" else ""
        word = number.money_word
        said = (word + digits, million) if number.is_word_first else (digits, million, word)
        return " ".join(filter(None, said))

    def _mark(self, number: ex.Number) -> str:
        if number.mark == "parts":
            return self.word("PART" if 0 < number.value <= 1 else "PARTS")
        if number.mark == "points":
            return self.word("POINT" if 0 < number.value <= 1 else "POINTS")
        return self.word(_TERMINALS[number.mark])

    # formulas

    def expression(self, expression: ex.Expression, place: int = CHOICE, ends: bool = True) -> str:
        """A formula, grouped if it binds less tightly than its place; `ends` says that nothing follows it there."""
        binds = _binds(expression)
        grouped = binds < place or (not ends and isinstance(expression, ex.Aggregate | ex.Rank))
        text = self._ungrouped(expression, ends or grouped)
        return f"({text})" if grouped else text

    def _ungrouped(self, one: ex.Expression, ends: bool) -> str:
        match one:
            case ex.Name():
                return self.name(one)
            case ex.Number():
                return self._number(one)
            case ex.YesNo():
                return self.word("YES" if one.value else "NO")
            case ex.Negative():
                return MINUS + self.expression(one.operand, ATOM, ends)
            case ex.Not():
                return f"{self.word('NOT')} {self.expression(one.operand, NOT, ends)}"
            case ex.Call():
                return f"{self.name(one.staircase)}({self.expression(one.argument)})"
            case ex.Exists():
                return f"{self.word('EXISTS')}({self.name(one.operand)})"
            case ex.Extreme():
                arguments = "; ".join(map(self.expression, one.arguments))
                return f"{self.word(one.kind.upper())} {self.word('OF')} ({arguments})"
            case _:
                return self._of_several_words(one, ends)

    def _of_several_words(self, one: ex.Expression, ends: bool) -> str:
        match one:
            case ex.Arithmetic():
                return self._arithmetic(one, ends)
            case ex.Comparison():
                sign = " ".join(map(self.word, ("IS", "NOT") if one.operator == "is_not" else (one.operator.upper(),)))
                return f"{self.expression(one.left, SUM, False)} {sign} {self.expression(one.right, SUM, ends)}"
            case ex.Logic():
                binds, word = (AND, self.word("AND")) if one.operator == "and" else (OR, self.word("OR"))
                return f"{self.expression(one.left, binds, False)} {word} {self.expression(one.right, binds + 1, ends)}"
            case ex.Choice():
                condition, chosen = self.expression(one.condition, OR, False), self.expression(one.chosen, OR, False)
                otherwise = self.expression(one.otherwise, CHOICE, ends)
                said = (self.word("IF"), condition, self.word("THEN"), chosen, self.word("ELSE"), otherwise)
                return " ".join(said)
            case ex.Aggregate():
                operand = "" if one.operand is None else self.expression(one.operand, FACTOR + 1, False)
                return self._over(one, self._aggregate_word(one), operand)
            case ex.RampOf():
                points = (
                    f"; {self.word('AT')} {self.expression(place)} {self.word('GIVES')} {self.expression(gives)}"
                    for place, gives in zip(one.places, one.gives, strict=True)
                )
                return f"{self.word('RAMP')} {self.word('OF')} ({self.expression(one.argument)}{''.join(points)})"
            case ex.Rank():
                order = self.word("HIGHEST_FIRST" if one.highest_first else "LOWEST_FIRST")
                ties = self.word(f"TIES_{one.ties.upper()}")
                operand = self.expression(one.operand, FACTOR + 1, False)
                return self._over(one, self.word("RANK"), f"{operand} {order} {ties}")
            case ex.CodeTest():
                word = " ".join(map(self.word, ("IS", "NOT") if one.operator == "is_not" else (one.operator.upper(),)))
                return f"{self.name(one.column)} {word} {', '.join(map(self.value, one.codes))}"
            case _:
                return self._sharing(one)  # type: ignore[arg-type]

    def _arithmetic(self, one: ex.Arithmetic, ends: bool) -> str:
        binds = SUM if one.operator in "+-" else TERM
        sums = isinstance(one.left, ex.Aggregate) and isinstance(one.right, ex.Aggregate)
        left, right = self.expression(one.left, binds, False), self.expression(one.right, binds + 1, ends and not sums)
        return f"{left} {_SIGNS[one.operator]} {f'({right})' if right.startswith(MINUS) else right}"

    def _aggregate_word(self, one: ex.Aggregate) -> str:
        if one.place is None:
            return self.word(one.kind.upper())
        if one.kind == "percentile":
            return f"{self.word('PERCENTILE')} {self._number(one.place)} {self.word('OF')}"
        end = one.kind.removeprefix("nth_").upper()
        number = int(one.place.value)
        if number == 2:
            return self.word(f"SECOND_{end}")
        return f"{numbered(number, self.language)} {self.word(end)}"

    def _over(self, one: ex.Aggregate | ex.Rank, word: str, operand: str) -> str:
        where = f"{self.word('WHERE')} {self.expression(one.where, OR, False)}" if one.where is not None else ""
        return " ".join(
            filter(None, (word, operand, where, self.word("OVER"), self.names(one.over), self.per(one.per)))
        )

    def _sharing(self, one: ex.Sharing) -> str:
        points, parts = self.expression(one.points, CHOICE, False), self.expression(one.parts, CHOICE, not one.nobody)
        said = (self.word("SHARE"), points, self.word("BETWEEN"), self.name(one.among), self.word("BY"), parts)
        return " ".join(said) + (self.word(f"NOBODY_{one.nobody.upper()}") if one.nobody else "")


def rounded_to_whole(currency: Currency, language: str) -> str:
    """The words that round to whole units of money: `avrundet til hele kroner`."""
    return BY_NAME["ROUND_KRONER"].spelled(language).removesuffix(KRONE.many) + currency.many


def quoted(text: str) -> str:
    """The text between the first pair of quotation marks that it does not hold itself."""
    pair = next(pair for pair in _QUOTES if _STRING.fullmatch(f"{pair[0]}{text}{pair[1]}"))
    return f"{pair[0]}{text}{pair[1]}"


def _binds(expression: ex.Expression) -> int:
    match expression:
        case ex.Choice():
            return CHOICE
        case ex.Logic():
            return OR if expression.operator == "or" else AND
        case ex.Not():
            return NOT
        case ex.Comparison() | ex.CodeTest():
            return COMPARISON
        case ex.Arithmetic():
            return SUM if expression.operator in "+-" else TERM
        case ex.Negative():
            return FACTOR
        case _:
            return ATOM


def _reasoning(text: str) -> str:
    return text if reads_as(text, text) else f'"{text}"'


_WHOLE_PARTS = {
    "nb": re.compile(rf"{MINUS}?\d[\d ]*(?<! )|{DASH}$"),
    "en": re.compile(rf"{MINUS}?\d[\d,]*|{DASH}$"),
}


def on_numbers(texts: Sequence[str], language: str) -> tuple[str, ...]:
    """The texts of a column, those that begin with a number moved right until their whole parts end together."""
    widths = [len(match.group()) if (match := _WHOLE_PARTS[language].match(text)) else 0 for text in texts]
    return tuple(
        " " * (max(widths) - width) + text if width else text for text, width in zip(texts, widths, strict=True)
    )
