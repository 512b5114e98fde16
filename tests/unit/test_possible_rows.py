"""Whether any row can be as a condition has it: held against every row there is."""

from __future__ import annotations

from itertools import combinations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rbflang.register import possible_rows
from rbflang.register.definitions import ALWAYS, AllOf, AnyOf, Condition, IsYes, Negated, OneOf
from rbflang.register.possible_rows import TooManyRows, can_hold, left_open, possible_row, readings

ONE, SEVERAL, YES = "contact", "groups", "counting"
CODES = ("a", "b", "c")
# every row: a code or none of them, any of several codes, yes or not
ROWS = [
    {ONE: one, SEVERAL: several, YES: yes}
    for one, several, yes in product(
        ("", *CODES, "another"), [each for n in range(4) for each in combinations(CODES, n)], (True, False)
    )
]


def holds(condition: Condition, row: dict[str, object]) -> bool:
    match condition:
        case OneOf(column, codes):
            cell = row[column]
            return bool(set(cell) & set(codes)) if isinstance(cell, tuple) else cell in codes
        case IsYes(column):
            return bool(row[column])
        case AllOf(parts):
            return all(holds(part, row) for part in parts)
        case AnyOf(parts):
            return any(holds(part, row) for part in parts)
        case Negated(part):
            return not holds(part, row)


# a code of which is not known which of the others is meant, or that there is such a one
UNKNOWN = "unknown"
KNOWN = {ONE: CODES, SEVERAL: CODES}


def meant(condition: Condition, code: str) -> Condition:
    """The condition with the code that is not known read as another."""
    match condition:
        case OneOf(column, codes):
            return OneOf(column, tuple(code if one == UNKNOWN else one for one in codes))
        case AllOf(parts):
            return AllOf(tuple(meant(part, code) for part in parts))
        case AnyOf(parts):
            return AnyOf(tuple(meant(part, code) for part in parts))
        case Negated(part):
            return Negated(meant(part, code))
    return condition


_codes = st.lists(st.sampled_from(CODES), min_size=1, max_size=2, unique=True).map(tuple)
_unknown = st.lists(st.sampled_from((*CODES, UNKNOWN)), min_size=1, max_size=2, unique=True).map(tuple)
_leaves = st.one_of(
    _codes.map(lambda codes: OneOf(ONE, codes)), _codes.map(lambda codes: OneOf(SEVERAL, codes)), st.just(IsYes(YES))
)
_conditions = st.recursive(
    _leaves,
    lambda part: st.one_of(
        st.lists(part, max_size=4).map(lambda parts: AllOf(tuple(parts))),
        st.lists(part, min_size=1, max_size=3).map(lambda parts: AnyOf(tuple(parts))),
        part.map(Negated),
        part.map(Negated),
    ),
    max_leaves=8,
)


@settings(max_examples=150, deadline=None, derandomize=True, database=None)
@given(_conditions)
def test_a_row_is_found_where_there_is_one_and_no_other(condition: Condition) -> None:
    found = possible_row(condition, {SEVERAL})
    assert (found is not None) is any(holds(condition, row) for row in ROWS)
    if found is not None:
        row = {
            ONE: found.get((ONE, ""), ""),
            SEVERAL: tuple(code for code in CODES if found.get((SEVERAL, code)) == code),
            YES: found.get((YES, "")) == "ja",
        }
        assert holds(condition, row)


BOTH = AllOf((OneOf(ONE, ("a",)), OneOf(ONE, ("b",))))


@pytest.mark.parametrize(
    ("condition", "several", "answer"),
    [
        (ALWAYS, (), True),
        (Negated(ALWAYS), (), False),
        (BOTH, (), False),
        (BOTH, (ONE,), True),
        (AllOf((IsYes(YES), Negated(IsYes(YES)))), (), False),
        (AllOf((OneOf(ONE, ("a", "b")), Negated(OneOf(ONE, ("a",))))), (), True),
    ],
)
def test_the_answers(condition: Condition, several: tuple[str, ...], answer: bool) -> None:
    assert can_hold(condition, several) is answer


def test_nothing_is_claimed_where_too_much_is_to_be_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(possible_rows, "MOST_TRIED", 3)
    never = AllOf((AnyOf((IsYes("x"), IsYes("y"))), Negated(IsYes("x")), Negated(IsYes("y"))))
    with pytest.raises(TooManyRows):
        possible_row(never)
    assert can_hold(never)


def _with_unknown(codes: st.SearchStrategy[tuple[str, ...]]) -> st.SearchStrategy[Condition]:
    leaves = st.one_of(
        codes.map(lambda some: OneOf(ONE, some)), codes.map(lambda some: OneOf(SEVERAL, some)), st.just(IsYes(YES))
    )
    return st.recursive(
        leaves,
        lambda part: st.one_of(
            st.lists(part, max_size=3).map(lambda parts: AllOf(tuple(parts))),
            st.lists(part, min_size=1, max_size=3).map(lambda parts: AnyOf(tuple(parts))),
            part.map(Negated),
        ),
        max_leaves=6,
    )


@settings(max_examples=150, deadline=None, derandomize=True, database=None)
@given(_with_unknown(_unknown))
def test_whatever_a_code_that_is_not_known_is_meant_for_is_left_open(condition: Condition) -> None:
    """Where one reading of it can hold, it is not said that the condition never does."""
    if any(can_hold(meant(condition, code), {SEVERAL}) for code in CODES):
        assert can_hold(left_open(condition, KNOWN), {SEVERAL})
    if UNKNOWN not in repr(condition):
        assert left_open(condition, KNOWN) == condition


def test_what_is_not_of_the_code_still_never_holds() -> None:
    never = AllOf((IsYes(YES), Negated(IsYes(YES))))
    assert not can_hold(left_open(AllOf((OneOf(ONE, (UNKNOWN,)), never)), KNOWN), {SEVERAL})
    itself = AllOf((OneOf(ONE, (UNKNOWN,)), Negated(OneOf(ONE, (UNKNOWN,)))))
    assert not can_hold(left_open(itself, KNOWN), {SEVERAL})


def test_a_code_that_is_not_known_is_read_as_each_that_is() -> None:
    condition = AnyOf((OneOf(ONE, (UNKNOWN, "a")), Negated(OneOf(SEVERAL, ("b",)))))
    assert readings(condition, KNOWN) == tuple(
        AnyOf((OneOf(ONE, (code, "a")), Negated(OneOf(SEVERAL, ("b",))))) for code in CODES
    )
    assert readings(OneOf(ONE, ("a",)), KNOWN) == (OneOf(ONE, ("a",)),)
    assert readings(OneOf(ONE, ("x",)), {ONE: ()}) == (OneOf(ONE, ("x",)),)
