"""That amounts printed in full were probably rounded before, since they are all as round, and what that means.

Takes what the amounts are called and what they are multiples of; gives a sentence.
"""

from __future__ import annotations

from fractions import Fraction

from rbflang.wording import Voice


def probably_rounded(name: str, unit: int, say: Voice, with_rest: bool = False) -> str:
    """The sentence about the amounts of a year and the change from them; `with_rest` where a part of it is left."""
    whole, half = say.kroner(Fraction(unit)), say.kroner(Fraction(unit, 2))
    rest = say(", og det som er igjen av den,", ", and what is left of it,") if with_rest else ""
    return say(
        f"Alle beløpene for {say.quoted(name)} går opp i {whole} og er trolig avrundet. Endringen{rest} kan da være "
        f"inntil {half} mer eller mindre for hver av dem.",
        f"All amounts of {say.quoted(name)} are multiples of {whole} and were probably rounded. The change{rest} may "
        f"then be up to {half} more or less for each of them.",
    )
