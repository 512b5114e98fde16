"""What the parts under a table of indicators are, and how points follow from them."""

from __future__ import annotations

from fractions import Fraction

from rbflang.explanation.account import Account
from rbflang.explanation.indicator.indicator_rows import SharedPot
from rbflang.reports.titles import called, definite_measure
from rbflang.ruleset.model import Measure
from rbflang.ruleset.nouns import Noun, payee_noun
from rbflang.ruleset.values import exact
from rbflang.syntax.expressions import Aggregate, Call, Sharing
from rbflang.wording import Voice, lowered


def parts_legend(account: Account, say: Voice) -> str:
    """What parts are, and how the points of an indicator are shared by them, with one as an example."""
    measures, text = account.indicators.measures, _of_staircases(account, say)
    if all(isinstance(one.parts, Aggregate) and one.parts.kind == "sum" for one in measures):
        text += say(
            ", og for en indikator med delområder summen av dem", ", and of an indicator with sub-areas their sum"
        )
    if all(isinstance(one.points, Sharing) for one in measures):
        among = payee_noun(account.roles.among)
        text += say(f". Poengene for en indikator deles mellom {among.them} etter antall deler",
                    ". An indicator's points are shared in proportion to parts")  # fmt: skip
    if account.indicators.example:
        text += _shared(account.indicators.example, say)
    empty = [row.measure for row in account.indicators.rows if row.measure and row.shares and row.shares.total == 0]
    dashes = (dash_note(one, payee_noun(account.roles.among), say) for one in empty)
    return "".join((f"{text}.", *dict.fromkeys(dashes)))


def _of_staircases(account: Account, say: Voice) -> str:
    """What the staircase gives; where indicators stand on several, what each of them gives and to which."""
    rows = [row for row in account.indicators.rows if row.measure]
    names = tuple(dict.fromkeys(name for row in rows for name in row.staircases))
    if not names:
        return say("Deler: det poengene deles etter", "Parts: what points are shared by")
    if len(names) == 1 and all(row.staircases for row in rows):
        least, most = _ends(account, names[0], say)
        return say(f"Deler: uttellingen på trappen, {least} til {most}",
                   f"Parts: what the staircase gives, {least} to {most}")  # fmt: skip
    told = []
    for name in names:
        (least, most), titles = _ends(account, name, say), account.ruleset.staircases[name].titles
        called_so = say.quoted(say(titles.title or name, titles.english or titles.title or name))
        of = say.listing([lowered(called(row.indicator, say)) for row in rows if name in row.staircases])
        told.append(say(f"{called_so}, {least} til {most} ({of})", f"{called_so}, {least} to {most} ({of})"))
    text = say("Deler: uttellingen på ", "Parts: what is given by ") + say.listing(told)
    if any(placing.beside for row in rows for placing in row.placings):
        text += say(", satt sammen slik reglene sier", ", put together as the rules say")
    others = say.listing([lowered(called(row.indicator, say)) for row in rows if not row.staircases])
    return text + (
        say(f"; deler for {others} kommer uten trapp", f"; parts for {others} come without a staircase")
        if others
        else ""
    )


def _ends(account: Account, name: str, say: Voice) -> tuple[str, str]:
    """The least and the most that a staircase gives."""
    results = [exact(one.result) for one in account.ruleset.staircases[name].steps]
    return say.plain(min(results)), say.plain(max(results))


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
