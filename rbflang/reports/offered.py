"""Commands that a report offers, as a shell reads them: an argument with a space or a sign of its own in quotes.

Takes words, gives a line to paste. The case at hand is repeated: the same figures, the same round, what was set.
"""

from __future__ import annotations

from collections.abc import Sequence

from rbflang.reports.titles import for_shell
from rbflang.wording import Voice


def offered(*words: str) -> str:
    """`rbflang allocate "mitt regelsett.rbf"`."""
    return " ".join(("rbflang", *map(for_shell, words)))


def spoken_in(say: Voice) -> tuple[str, ...]:
    """The option that asks for the same language again; none for Norwegian."""
    return () if say.language == "nb" else ("--lang", say.language)


def case_at_hand(data: Sequence[str] = (), round_name: str | None = None, settings: Sequence[str] = ()) -> list[str]:
    """The options that ask for the same again."""
    found = [word for one in data for word in ("--data", one)]
    found += ["--round", round_name] if round_name else []
    return [*found, *(word for one in settings for word in ("--set", one))]
