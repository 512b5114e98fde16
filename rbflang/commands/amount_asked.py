"""An amount that a user names on the command line: `5 mill. kr`, `5 000 000`, in the unit that the ruleset pays in."""

from __future__ import annotations

from fractions import Fraction

from rbflang.commands.misuse import Misuse
from rbflang.data.printed import Printed, read_printed
from rbflang.data_faults import shortened
from rbflang.numerals import Fashion
from rbflang.quantities import KRONER
from rbflang.ruleset.model import Ruleset
from rbflang.ruleset.signatures import ValueKind
from rbflang.wording import Words, number

EXAMPLE = Fraction(5_000_000)


def amount_asked(ruleset: Ruleset, option: str, text: str) -> Fraction:
    """The amount above zero that a text names; wrong usage where it names none."""
    currency, fashion = ruleset.currency, Fashion(ruleset.tree.language)
    kind = ValueKind("number", KRONER.counted_in(currency))
    spelled = (read_printed(one, kind, fashion) for one in (text, f"{text} {currency.sign}"))
    found = next((one for one in spelled if isinstance(one, Printed)), None)
    if found is None:
        nb, en = (currency.amount(number(EXAMPLE, 0, fashion.language), language) for language in ("nb", "en"))
        raise Misuse(
            Words(f"«{shortened(text)}» er ikke et beløp. Skriv for eksempel {nb}.",
                  f"“{shortened(text)}” is no amount. Write one such as {en}.")
        )  # fmt: skip
    if found.value <= 0:
        raise Misuse(Words(f"Beløpet i {option} må være over 0.", f"The amount of {option} must be above 0."))
    return found.value
