"""Of very many who are paid, those with the most to win or lose are shown."""

from __future__ import annotations

from fractions import Fraction

from rbflang.uncertainty.most_moved import most_moved

KEYS = tuple((f"r{at}",) for at in range(10))


def test_all_of_a_few_are_shown() -> None:
    assert most_moved(KEYS[:8], []) == KEYS[:8]


def test_of_many_the_two_that_move_least_are_left_out() -> None:
    """The payee r3 gets 5 kroner whatever happens, and r7 1 krone more or less; all others 10."""
    moves = dict.fromkeys(KEYS, 10) | {("r3",): 0, ("r7",): 1}
    possible = [{key: Fraction(5) for key in KEYS}, {key: Fraction(5 + moves[key]) for key in KEYS}]
    assert most_moved(KEYS, possible) == tuple(key for key in KEYS if key not in (("r3",), ("r7",)))


def test_who_cannot_be_computed_moves_nothing() -> None:
    possible = [{KEYS[9]: Fraction(1)}, {KEYS[9]: Fraction(2), KEYS[0]: Fraction(3)}]
    assert most_moved(KEYS, possible) == (*KEYS[:7], KEYS[9])
