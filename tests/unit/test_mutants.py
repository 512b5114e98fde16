"""A text made wrong in one place, and functions that are loaded already made those of the wrong text."""

from __future__ import annotations

from types import FunctionType
from typing import Any

from tests.mutation.operators import Mutant, mutants_of
from tests.mutation.planting import plant

TEXT = """LIMIT = 3


def is_below(a, b=2):
    return (a <
            b)


def adding(n):
    def add(x):
        return x + n

    return add


add_2 = adding(2)
"""


def mutant(name: str) -> Mutant:
    (found,) = [one for one in mutants_of("m", TEXT) if one.name == name]
    return found


def loaded() -> dict[str, Any]:
    names: dict[str, Any] = {}
    exec(compile(TEXT, "m", "exec"), names)
    return names


def is_planted(name: str, names: dict[str, Any]) -> bool:
    functions = [one for one in names.values() if isinstance(one, FunctionType)]
    return plant(mutant(name), {one.__code__: [one] for one in functions})


def test_each_place_is_made_wrong_once_and_lines_stay_where_they_are() -> None:
    assert sorted(one.name for one in mutants_of("m", TEXT)) == [
        "m:: 2 -> 1",
        "m:: 2 -> 3",
        "m:: 3 -> 2",
        "m:: 3 -> 4",
        "m:adding.add: x + n -> x - n",
        "m:is_below: 2 -> 1",
        "m:is_below: 2 -> 3",
        "m:is_below: a < b -> a <= b",
        "m:is_below: a < b -> a > b",
    ]
    assert {len(one.text.splitlines()) for one in mutants_of("m", TEXT)} == {len(TEXT.splitlines())}


def test_a_loaded_function_is_made_another() -> None:
    names = loaded()
    assert not names["is_below"](2)
    assert is_planted("m:is_below: a < b -> a <= b", names)
    assert names["is_below"](2)
    assert names["adding"](1)(5) == 6


def test_what_a_function_made_while_it_was_loaded_is_made_another_too() -> None:
    names = loaded()
    assert is_planted("m:adding.add: x + n -> x - n", names)
    assert (names["adding"](1)(5), names["add_2"](5)) == (4, 3)


def test_what_is_computed_while_a_module_is_loaded_is_loaded_afresh() -> None:
    for name in ("m:: 3 -> 4", "m:: 2 -> 3", "m:is_below: 2 -> 3"):
        names = loaded()
        assert not is_planted(name, names)
        assert names["is_below"](1) and names["add_2"](5) == 7
