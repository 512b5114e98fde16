"""Whatever a text says and however it is laid out: the formatter keeps it, to the last comment."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from rulesets_as_texts import DECLARATIONS, texts

from rbflang.source import Source
from rbflang.syntax.comments import comments_of
from rbflang.syntax.format import formatted
from rbflang.syntax.parse import ONLY_DECLARED, parse, tokens_of
from rbflang.syntax.tree import RulesetTree
from rbflang.syntax.vocabulary import KEYWORDS

# What must have stood in the texts of a kind, else they prove nothing; together every word of the language.
MUST_HOLD = {
    "source": "RULESET SOURCE PUBLISHER ISSUED CONTENTS",
    "member": "REGION INDICATOR GROUP TRUST SHORT ALSO IN_ENGLISH SUBAREAS UNDER",
    "set": "SET FROM_DATA",
    "round": "ROUND DATA_BASIS SAME_AS_IN",
    "fixed": "FIXED BETWEEN AND YES NO KR MILLION_KR PERCENTAGE_POINTS UNIT_POINTS UNIT_PARTS ROUNDED OPTIONAL "
    "TOTALLING APPROXIMATELY FROM TO EXACT SHOWN_FROM",
    "table": "TABLE PER SUBAREA MEASURE YES_NO WORD_TYPE TEXT_TYPE SHARE_TYPE NUMBER_TYPE COUNT POINTS PARTS",
    "columns": "TABLE",
    "property": "PROPERTY",
    "input": "INPUT",
    "formula": "FORMULA PAYOUT EXPLANATION IF THEN ELSE OR NOT EXISTS SUM MEAN LEAST GREATEST COUNT OF "
    "MEDIAN PERCENTILE SECOND_GREATEST SECOND_LEAST WHERE OVER RANK "
    "HIGHEST_FIRST LOWEST_FIRST TIES_BEST TIES_WORST TIES_MIDDLE IS AT_LEAST AT_MOST MORE_THAN LESS_THAN ROUND_KRONER "
    "ROUND_POINTS ROUND_TO ROUND_NEAREST DECIMALS HALF_UP HALF_EVEN DOWNWARDS UPWARDS LARGEST_REMAINDER TAKING_PART "
    "LAPSED",
    "staircase": "STAIRCASE GIVES TO_UNDER UP_TO",
    "ramp": "RAMP AT",
    "measure": "MEASURE POINT_SHARE APPLIES GATE ELSE_LAPSE ELSE_NO_PARTS SHARE BY NOBODY_EQUALLY NOBODY_LAPSE",
    "assertion": "ASSERTION BEFORE_ROUNDING",
    "side calculation": "SIDE_CALCULATION",
    "alternative": "ALTERNATIVE",
    "note": "NOTE",
    "register": "REGISTER DATA_BASIS PATIENT_KEY UNIT_UNDER DATE PERIOD ONE_CODE SEVERAL_CODES OF YES_NO TEXT_TYPE "
    "ALSO",
    "measurement": "MEASUREMENT FROM COUNTED_PER WHERE UNIQUE COUNT AMONG IS NOT AND OR",
    "unit of money": "CURRENCY SIGN MONEY_SIGN MILLION KR MILLION_KR",
}
EXAMPLES = {"formula": 350, "measure": 180, "fixed": 120, "table": 120, "register": 120, "measurement": 120}


def _tree(text: str) -> RulesetTree:
    parsed = parse(Source("text.rbf", text))
    assert not parsed.faults, [(fault.title.nb, fault.labels[0].span.line) for fault in parsed.faults]
    return parsed.tree


def _said(tree: RulesetTree) -> tuple[object, ...]:
    return tree.header, tree.declarations, tree.comments


def _comments(text: str) -> list[str]:
    return sorted(comment.text for comment in comments_of(Source("text.rbf", text)))


def _keeps_what_is_said(text: str) -> None:
    tree = _tree(text)
    once, english = formatted(tree), formatted(tree, "en")
    again, in_english = _tree(once), _tree(english)
    assert _said(again) == _said(in_english) == _said(tree)
    assert formatted(again) == formatted(in_english, "nb") == once
    assert _comments(once) == _comments(text)
    assert all(line == line.rstrip() for line in once.splitlines())


@pytest.mark.parametrize("kind", DECLARATIONS)
def test_a_formatted_text_says_the_same_in_either_vocabulary(kind: str) -> None:
    met: set[str] = set()

    @settings(
        max_examples=EXAMPLES.get(kind, 40),
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(texts(kind))
    def holds(text: str) -> None:
        _keeps_what_is_said(text)
        met.update(name for name, _ in tokens_of(Source("text.rbf", text)))

    holds()
    assert set(MUST_HOLD[kind].split()) - met == set()


def test_together_the_texts_hold_every_word_of_the_language() -> None:
    held = {word for words in MUST_HOLD.values() for word in words.split()} - {*ONLY_DECLARED}
    assert {keyword.name for keyword in KEYWORDS} - held == {"POINT", "PART"}
    assert set(MUST_HOLD) == set(DECLARATIONS)
