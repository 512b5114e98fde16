"""What lies beyond the limits of the language is one clear fault."""

from __future__ import annotations

import pytest
from texts import HEADER, found_in

from rbflang.syntax.expressions import DEEPEST
from rbflang.syntax.parse import LARGEST_RULESET, MOST_DECLARATIONS

_LONG = "1 + " * 9_999 + "1"

BEYOND = {
    "parentheses": (f"{HEADER}formel a = {'(' * 10_000}1{')' * 10_000}", "nested-too-deep"),
    "a sum": (f"{HEADER}formel a = {_LONG}", "nested-too-deep"),
    "a sum in parentheses": (f"{HEADER}formel a = a / (({_LONG}) × 2)", "nested-too-deep"),
    "choices": (f"{HEADER}formel a = {'hvis a så b ellers ' * 10_000}1", "nested-too-deep"),
    "conditions": (f"{HEADER}prestasjonsmål m {{ krav {'ikke ' * 10_000}a }}", "nested-too-deep"),
    "signs": (f"{HEADER}formel a = {'−(' * 10_000}1{')' * 10_000}", "nested-too-deep"),
    "calls": (f"{HEADER}formel a = {'f(' * 10_000}1{')' * 10_000}", "nested-too-deep"),
    "digits": (f"{HEADER}fastsatt a = {'7' * 10_000} kr", "number-too-long"),
    "decimals": (f"{HEADER}formel a = 1 avrundet til 99 999 999 desimaler", "decimals-not-understood"),
    "half a decimal": (f"{HEADER}formel a = 1 avrundet til 1,5 desimaler", "decimals-not-understood"),
    "digits of a year": (f"regelsett RBF {'7' * 10_000}", "not-understood"),
    "text": (HEADER + "# " + "x" * LARGEST_RULESET, "ruleset-too-large"),
    "declarations": (HEADER + "formel a = 1\n" * MOST_DECLARATIONS, "ruleset-too-large"),
}


@pytest.mark.parametrize(("text", "slug"), BEYOND.values(), ids=BEYOND)
def test_beyond_a_limit(text: str, slug: str) -> None:
    assert [name for name, _ in found_in(text)] == [slug]


def test_every_expression_that_nests_too_deeply_is_a_fault_and_hides_no_other() -> None:
    deep = "-(" * 200 + "1" + ")" * 200
    assert found_in(f"{HEADER}formel a = {deep}\nformel b = 1.000\nformel c = {deep} + {deep}") == [
        ("nested-too-deep", 2),
        ("ambiguous-number", 3),
        ("nested-too-deep", 4),
        ("nested-too-deep", 4),
    ]


def test_up_to_the_limits() -> None:
    inside = f"formel a = {'(' * DEEPEST}1{')' * DEEPEST}\nformel b = {' + '.join('1' * DEEPEST)}\n"
    assert found_in(f"{HEADER}{inside}fastsatt c = {'7' * 40} kr") == []
    assert found_in(HEADER + "formel a = 1\n" * (MOST_DECLARATIONS - 1)) == []
