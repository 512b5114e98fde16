"""Who got the units that were left over when all payouts had been rounded down, and who did not.

Takes the amounts before and after, gives sentences. A unit is a krone, or what else the rule rounds payouts to.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from rbflang.explanation.payments import Leftover
from rbflang.explanation.payout_chain import DECIDING_DECIMALS
from rbflang.reports.titles import called, spoken, title
from rbflang.ruleset.model import Member
from rbflang.wording import KRONE, Voice, Words, counted


def rounding_note(found: Leftover, payee: Member, is_one_of_several: bool, say: Voice) -> str:
    """Who got the units that were left among those whose sum is kept, what decided, and of which of several payouts."""
    among, paid, exact = found.among, found.paid, found.exact
    rests = {name: value % found.unit for name, value in exact.items()}
    got = [one for one in among if paid[one.name] > exact[one.name]]
    if not got:
        return ""
    ordered = sorted(got, key=lambda one: -rests[one.name])
    digits = say.decimals + DECIDING_DECIMALS
    names = [called(one, say) for one in ordered]
    fractions = _in_one_unit([say.number(rests[one.name], digits) for one in ordered], say)
    left, (part, parts) = _left(len(got), found.unit, say), _parts(found.unit)
    largest = say(f"den største {part.nb}" if len(got) == 1 else f"de største {parts.nb}",
                  part.en if len(got) == 1 else parts.en)  # fmt: skip
    of = say(" av ", " of ") + say.quoted(title(found.payout, say)) if is_one_of_several else ""
    text = say(
        f"Avrunding{of}: {left} til {say.listing(names)}, som har {largest} ({fractions}).",
        f"Rounding{of}: {left} to {say.listing(names)}, with the largest {largest} ({fractions}).",
    )
    text += _tied(found, rests, got, say)
    if payee not in among or payee in got or not rests[payee.name]:
        return text
    rest = say.money(say.number(rests[payee.name], digits))
    return text + say(
        f" {spoken(payee, say)} har {rest} og rundes ned.",
        f" {spoken(payee, say)} has {rest} and is rounded down.",
    )


def _in_one_unit(figures: Sequence[str], say: Voice) -> str:
    """Several figures with their unit once, behind the last; one that stands before stands before each."""
    *others, last = figures
    is_behind = say.money("1").startswith("1")
    return say.listing([*(others if is_behind else map(say.money, others)), say.money(last)])


def _parts(unit: Fraction) -> tuple[Words, Words]:
    """What is less than a unit, one and several: of a krone it is a fraction, of a hundred kroner a remainder."""
    if unit > 1:
        return Words("resten", "remainder"), Words("restene", "remainders")
    return Words("brøkdelen", "fraction"), Words("brøkdelene", "fractions")


def _left(count: int, unit: Fraction, say: Voice) -> str:
    """How much is left over, and the beginning of who gets it."""
    if unit != 1 or (count == 1 and say.language == "en" and say.currency.english):
        amount = say.kroner(count * unit)
        return say(f"{amount} blir til overs og går", f"{amount} is left over and goes")
    one, many = say.currency.one, say.in_many
    if count == 1:
        article = "én" if say.currency == KRONE else "1"
        return say(f"{article} {one} blir til overs. Den går", f"1 {one} is left over. It goes")
    return say(f"{counted(count)} {many} blir til overs. De går", f"{count} {many} are left over. They go")


def _tied(found: Leftover, rests: Mapping[str, Fraction], got: Sequence[Member], say: Voice) -> str:
    """That equal fractions stood on both sides of the last unit, and what decided."""
    last = min(rests[one.name] for one in got)
    alike = [one for one in found.among if rests[one.name] == last]
    if all(one in got for one in alike):
        return ""
    names, unit = say.listing([called(one, say) for one in alike]), say.kroner(found.unit)
    what, what_en = (f"de siste {unit}", f"The last {unit}") if found.unit > 1 else (unit, unit)
    if found.unit == 1 and say.currency == KRONE:
        what, what_en = "kronen", "The krone"
    parts = "brøkdeler" if found.unit <= 1 else "rester"
    return say(
        f" {names} har like store {parts}. Da går {what} til det største beløpet, og er også beløpene like, til den "
        "som står først i regelsettet.",
        f" {names} have equal {_parts(found.unit)[1].en}. {what_en} then goes to the larger amount, and between equal "
        "amounts to the one that comes first in the ruleset.",
    )
