"""Commands that a report offers, as a shell reads them: an argument with a space or a sign of its own in quotes.

Takes words, gives a line to paste. The case at hand is repeated: the same figures, the same round, what was set.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from rbflang.wording import Voice

_PLAIN = re.compile(r"[\w./:=,+-]+")
_SPECIAL = re.compile(r'["$`\\]')


def offered(*words: str) -> str:
    """`rbflang allocate "mitt regelsett.rbf"`."""
    return " ".join(("rbflang", *map(for_shell, words)))


def language_again(say: Voice, usual: str = "nb") -> tuple[str, ...]:
    """The option that asks for the same language again; none for the one that is spoken without it."""
    return () if say.language == usual else ("--lang", say.language)


def case_at_hand(data: Sequence[str] = (), round_name: str | None = None, settings: Sequence[str] = ()) -> list[str]:
    """The options that ask for the same again."""
    found = [word for one in data for word in ("--data", one)]
    found += ["--round", round_name] if round_name else []
    return [*found, *(word for one in settings for word in ("--set", one))]


def for_shell(text: str) -> str:
    """A text as an argument of a command: in quotes where a shell would take it apart."""
    return text if _PLAIN.fullmatch(text) else '"' + _SPECIAL.sub(r"\\\g<0>", text) + '"'
