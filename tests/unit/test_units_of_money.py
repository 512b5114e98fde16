"""A unit of money that a ruleset declares: how its amounts are read, written and printed."""

from __future__ import annotations

from fractions import Fraction

import pytest

from rbflang.data.printed import Printed, read_printed
from rbflang.published.statements import Print, read_number, unit_of_print
from rbflang.quantities import KRONER, POINTS
from rbflang.ruleset.signatures import ValueKind
from rbflang.ruleset.unit_words import left_open, unit_name
from rbflang.source import Source
from rbflang.syntax.declared_currency import currency_of
from rbflang.wording import KRONE, Currency, Words

POUND = Currency("pound", "pounds", "£", 2)
FRANC = Currency("franc", "francs", "CHF", 2)
MONEY = ValueKind("number", KRONER.counted_in(POUND))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("£1000", 1000), ("£ 1000", 1000), ("1000 £", 1000), ("1000 pounds", 1000), ("1000 Pound", 1000),
        ("−£5", -5), ("£−5", -5), ("-5 pounds", -5), ("2 million pounds", 2_000_000), ("£2 million", 2_000_000),
        ("2,5 mill. £", 2_500_000),
    ],
)  # fmt: skip
def test_an_amount_has_its_unit_before_it_or_behind(text: str, value: int) -> None:
    read = read_printed(text, MONEY)
    assert isinstance(read, Printed) and read.value == value


@pytest.mark.parametrize("text", ["1000 kr", "kr 1000", "2 mill. kr", "1000", "5 %", "1000 euros"])
def test_other_units_are_refused(text: str) -> None:
    read = read_printed(text, MONEY)
    assert isinstance(read, Words) and "pounds" in read.en and "kroner" not in read.en


def test_pounds_are_no_kroner() -> None:
    assert isinstance(read_printed("£1000", ValueKind("number", KRONER)), Words)


def test_a_sign_without_letters_stands_before_the_figure_in_english() -> None:
    assert (POUND.amount("−1,000", "en"), POUND.amount("1 000", "nb")) == ("−£1,000", "1 000 £")
    assert (FRANC.amount("5", "en"), KRONE.amount("5", "en")) == ("5 CHF", "5 kr")
    assert (POUND.millions("en"), POUND.millions("nb")) == ("million pounds", "mill. pounds")


def test_units_are_told_in_its_words() -> None:
    worth = KRONER.counted_in(POUND) / POINTS
    assert (unit_name(worth).en, unit_name(POINTS / KRONER.counted_in(POUND)).nb) == (
        "pounds per point",
        "poeng per pound",
    )
    assert (worth * POINTS, worth * POINTS == KRONER) == (MONEY.unit, False)
    assert (worth / worth).currency == KRONE
    assert (left_open(MONEY.unit, "en"), left_open(POINTS, "en"), left_open(None, "en")) == ("£…", "… points", "…")


@pytest.mark.parametrize(
    ("written", "unit"),
    [("£", "kr"), ("pounds", "kr"), ("million pounds", "mill. kr"), ("kr", None), ("points", "poeng"), ("ounces", None),
     ("£ per point", "kr per poeng"), ("%", "%")],
)  # fmt: skip
def test_published_figures_name_it(written: str, unit: str | None) -> None:
    assert unit_of_print(written, POUND) == unit


def test_a_published_amount_is_said_in_it() -> None:
    printed = read_number("2,5", "mill. kr", currency=POUND)
    assert isinstance(printed, Print)
    assert (printed.say(Fraction(5, 2), "en"), printed.counted("nb")) == ("2.5 million pounds", "mill. pounds")
    whole = read_number("1 000", "kr", currency=POUND)
    assert isinstance(whole, Print) and whole.say(Fraction(1000), "en") == "£1,000"


@pytest.mark.parametrize(
    ("text", "currency"),
    [
        ('currency pound "pounds" sign "£", 2 decimals', POUND),
        ("currency pound", Currency("pound", "pound", "pound", 2)),
        ('currency yen "yen" # the old\n sign "¥", 0 decimals', Currency("yen", "yen", "¥", 0)),
        ("currency", None),
        ("# currency pound", None),
        ("formula currency = 1", None),
    ],
)
def test_it_is_found_before_the_text_is_parsed(text: str, currency: Currency | None) -> None:
    found = currency_of(Source("", text), "en")
    assert (found.currency if found else None) == currency
