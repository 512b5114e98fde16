"""What the parts under a table of indicators are, and how points follow from them."""

from __future__ import annotations

from fractions import Fraction

from rbflang.explanation.account import Account
from rbflang.explanation.indicator.indicator_rows import SharedPot
from rbflang.explanation.roles import achievement
from rbflang.reports.titles import called, definite_measure
from rbflang.ruleset.model import Measure
from rbflang.ruleset.nouns import Noun, payee_noun
from rbflang.ruleset.values import exact
from rbflang.syntax.expressions import Aggregate, Call, Sharing
from rbflang.wording import Voice, lowered


def parts_legend(account: Account, measure: Measure, say: Voice) -> str:
    """What parts are, and how the points of an indicator are shared by them, with one as an example."""
    found = achievement(measure)
    assert found is not None, "the main measure climbs a staircase"
    results = [exact(one.result) for one in account.ruleset.staircases[found.staircase].steps]
    least, most = say.plain(min(results)), say.plain(max(results))
    text = say(f"Deler: uttellingen på trappen, {least} til {most}",
               f"Parts: what the staircase gives, {least} to {most}")  # fmt: skip
    if isinstance(measure.parts, Aggregate) and measure.parts.kind == "sum":
        text += say(
            ", og for en indikator med delområder summen av dem", ", and of an indicator with sub-areas their sum"
        )
    if isinstance(measure.points, Sharing):
        among = payee_noun(account.roles.among)
        text += say(f". Poengene for en indikator deles mellom {among.them} etter antall deler",
                    ". An indicator's points are shared in proportion to parts")  # fmt: skip
    if account.indicators.example:
        text += _shared(account.indicators.example, say)
    has_parts = all(row.shares is None or row.shares.total != 0 for row in account.indicators.rows)
    return f"{text}." + ("" if has_parts else dash_note(measure, payee_noun(account.roles.among), say))


def _shared(one: SharedPot, say: Voice) -> str:
    """How the points of an indicator were shared, and what other measures gave beside them."""
    points, own, total = say.plain(one.points), say.plain(one.own), say.plain(one.total)
    more = "".join(
        f" + {say.plain(each.points or Fraction(0))} for {definite_measure(each.measure, say)}" for each in one.beside
    )
    name = lowered(called(one.indicator, say))
    return say(f"; {name} er {points} poeng × {own} / {total}{more}",
               f"; {name}: {points} points × {own} / {total}{more}")  # fmt: skip


def dash_note(measure: Measure, among: Noun, say: Voice) -> str:
    """What a dash in place of parts means: that nobody is on a step, where parts come of the staircase alone."""
    parts = measure.parts.operand if isinstance(measure.parts, Aggregate) else measure.parts
    is_alone = isinstance(parts, Call) and not measure.keeping_out
    one = among.a.partition(" ")[2]
    has_none = say("når første trinn", "reaches the first step") if is_alone else say("har deler", "has parts")
    nobody = say(f" En strek betyr at ingen {one} {has_none}", f" A dash means that no {among.en} {has_none}")
    if not isinstance(measure.points, Sharing):
        return f"{nobody}."
    if measure.points.nobody == "equally":
        return nobody + say("; da deles poengene likt.", "; the points are then shared equally.")
    return nobody + say("; da bortfaller poengene.", "; the points then lapse.")
