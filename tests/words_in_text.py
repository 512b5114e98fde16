"""A rule of the house for the type checker: `Words` never stand in a text of one language.

Takes what mypy knows of each `f"…{words}…"`, and says that a language must be chosen: `{words.nb}`, `{words.en}`.
"""

from __future__ import annotations

from collections.abc import Callable

from mypy.plugin import MethodContext, Plugin
from mypy.types import Instance, Type, UnionType, get_proper_type

WORDS = "rbflang.wording.Words"


class WordsInText(Plugin):
    """Looks at everything that is formatted."""

    def get_method_hook(self, fullname: str) -> Callable[[MethodContext], Type] | None:
        """What looks at the arguments of `str.format`, which mypy makes of each part of an f-string."""
        return _no_words if fullname == "builtins.str.format" else None


def _no_words(context: MethodContext) -> Type:
    for types, arguments in zip(context.arg_types, context.args, strict=True):
        for one, argument in zip(types, arguments, strict=True):
            if _holds_words(one):
                context.api.fail("Words in a text of one language; choose .nb, .en or .say(language)", argument)
    return context.default_return_type


def _holds_words(one: Type) -> bool:
    proper = get_proper_type(one)
    if isinstance(proper, UnionType):
        return any(map(_holds_words, proper.items))
    return isinstance(proper, Instance) and proper.type.fullname == WORDS


def plugin(version: str) -> type[Plugin]:
    """The class that mypy loads."""
    return WordsInText
