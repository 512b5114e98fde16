"""What is told of all figures together: those that move nothing, steps not reached, improvements that cost.

Takes incentives and a voice, gives sentences. It computes nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from rbflang.questions.incentives import Incentive, Incentives, Turn
from rbflang.reports.explain.on_the_staircase import not_paid_between
from rbflang.reports.incentives.incentive_words import figure_name, limit_words, owner_of
from rbflang.reports.titles import called, spoken, title
from rbflang.reports.untried import untried_text
from rbflang.ruleset.model import INDICATOR
from rbflang.wording import Voice, counted, lowered

MOST_TOLD = 6
MOST_NAMED = 8


def findings(found: Incentives, say: Voice) -> Iterator[str]:
    """A sentence for each finding."""
    yield from _nothing_to_gain(found, say)
    yield from _moving_nothing(found, say)
    yield from _not_reached(found, say)
    yield from _costing(found, say)
    yield from _nearly(found, say)
    yield from _not_paid(found, say)
    yield from _not_moved(found, say)
    yield from _beyond(found, say)


def _nothing_to_gain(found: Incentives, say: Voice) -> Iterator[str]:
    """The figures that are so good that there is nothing more to gain, by owner; where they are many, how many."""
    for owner in dict.fromkeys(one.payee for one in found.found):
        own = [one for one in found.found if one.payee == owner]
        done = [one for one in own if one.ahead is None and one.turns and one.most is not None]
        if done:
            names, whom = _named(found, done, own, say), spoken(owner_of(found, owner), say)
            yield say(f"{whom} har ikke mer å hente ved å bli bedre på dette: {names}.",
                      f"{whom} has nothing more to gain by getting better at this: {names}.")  # fmt: skip


def _named(found: Incentives, some: Sequence[Incentive], own: Sequence[Incentive], say: Voice) -> str:
    """The figures by their names; by their quantities, and how many of all, where they are many."""
    if len(some) <= MOST_NAMED:
        return say.listing([say.quoted(figure_name(found, one, say)) for one in some])
    by_quantity = Counter(one.quantity for one in some)
    all_of = Counter(one.quantity for one in own)
    return say.listing(
        [
            say(f"{title(quantity, say)} ({count} av {all_of[quantity]})",
                f"{title(quantity, say)} ({count} of {all_of[quantity]})")
            for quantity, count in by_quantity.items()
        ]
    )  # fmt: skip


def _moving_nothing(found: Incentives, say: Voice) -> Iterator[str]:
    still: dict[str, list[str]] = {}
    for one in found.found:
        if one.response.moves_nothing:
            still.setdefault(figure_name(found, one, say), []).append(called(owner_of(found, one.payee), say))
    for name, owners in still.items():
        whom = say.listing(owners)
        yield say(
            f"{name} ({whom}) flytter ingenting, hva enn tallet er, så lenge de andre tallene er som de er.",
            f"{name} ({whom}) moves nothing whatever the figure is, as long as the others are as they are.",
        )
    if not still and not found.beyond:
        yield say("Alle tallene kan flytte noe.", "Every figure can move something.")


def _not_reached(found: Incentives, say: Voice) -> Iterator[str]:
    sets = found.computed.checked.ruleset.sets
    for one in found.unreached[:MOST_TOLD]:
        number, what = one.step + 1, say.quoted(one.staircase)
        for_whom = f" {say('for', 'for')} {called(sets[INDICATOR][one.indicator], say)}" if one.indicator else ""
        yield say(
            f"Trinn {number} i trappen {what} kan ikke nås{for_whom}, hva enn tallene er hver for seg.",
            f"Step {number} of the staircase {what} cannot be reached{for_whom}, whatever each figure is.",
        )
    rest = len(found.unreached) - MOST_TOLD
    if rest > 0:
        yield say(
            f"{counted(rest).capitalize()} andre trinn kan heller ikke nås.",
            f"{rest} other steps cannot be reached either.",
        )


def _costing(found: Incentives, say: Voice) -> Iterator[str]:
    """Improvements that cost, of each quantity the dearest; else that none does, and whether it is proved for all."""
    costs = sorted(found.costs, key=lambda pair: -abs(pair[1].gained))
    for quantity in dict.fromkeys(one.quantity for one, _ in costs):
        same = [pair for pair in costs if pair[0].quantity is quantity]
        one, turn = same[0]
        limit, name = limit_words(turn, one.unit, say), lowered(figure_name(found, one, say))
        whom, amount = spoken(owner_of(found, one.payee), say), say.kroner(abs(turn.gained))
        better, rest = _how_better(one, turn, say), len(same) - 1
        places = "ett annet sted" if rest == 1 else f"{counted(rest)} andre steder"
        also = say(f" Det er det dyreste; det koster også {places}.",
                   f" That is the dearest; it costs at {rest} other place{'s' if rest > 1 else ''} too.")  # fmt: skip
        text = say(
            f"Det koster å bli bedre: {whom} får {amount} mindre når {name} blir bedre og {better}{limit}.",
            f"Getting better costs: {whom} gets {amount} less when {name} gets better and {better}{limit}.",
        )
        yield text + (also if rest else "")
    if costs or found.beyond or not any(one.claim for one in found.found):
        return
    if found.is_never_costly:
        yield say("Ingen taper på å bli bedre. Det er bevist for alle data, før avrunding.",
                  "Nobody loses by getting better. That is proved for all data, before rounding.")  # fmt: skip
    else:
        yield say(
            "Ingen taper på å bli bedre når de andre tallene er som de er. Det er ikke bevist for alle data.",
            "Nobody loses by getting better when the others are as they are. It is not proved for all data.",
        )


def _how_better(one: Incentive, turn: Turn, say: Voice) -> str:
    """`passerer`; `er nøyaktig` where the amount comes back right above, as where two stand alike; `går`."""
    if not turn.is_limit:
        return say("går ", "goes ")
    if not turn.is_above and any(other.is_above and other.begins == turn.ends for other in one.turns):
        return say("er nøyaktig ", "is exactly ")
    return say("passerer ", "passes ")


def _nearly(found: Incentives, say: Voice) -> Iterator[str]:
    names = list(dict.fromkeys(figure_name(found, one, say) for one in found.found if one.is_nearly))
    if names:
        which = say.listing([say.quoted(name) for name in names])
        yield say(
            f"Noe avrundes eller krummer på veien til beløpene. For {which} er beløpene derfor omtrentlige, og små "
            "grenser kan mangle.",
            f"Something is rounded or curved on the way to the amounts. So they are approximate for {which}, and small "
            "limits may be missing.",
        )


def _not_paid(found: Incentives, say: Voice) -> Iterator[str]:
    """The figures that can be such that nobody can be paid, and for which numbers."""
    told = dict.fromkeys(
        (figure_name(found, one, say), not_paid_between(one.response.gaps, one.unit, say))
        for one in found.found if one.response.gaps
    )  # fmt: skip
    for name, where in told:
        yield say(f"Utbetalingene kan ikke regnes ut når tallet for {say.quoted(name)} er {where}.",
                  f"Payouts cannot be computed when the figure of {say.quoted(name)} is {where}.")  # fmt: skip


def _not_moved(found: Incentives, say: Voice) -> Iterator[str]:
    count = len(found.left_out)
    if not count:
        return
    is_one = count == 1
    named = [f"{figure_name(found, one, say)} ({called(owner_of(found, one.payee), say)})" for one in found.left_out]
    names = f": {say.listing(named)}" if count <= MOST_NAMED else ""
    number = "Ett" if is_one else counted(count).capitalize()
    yield say(
        f"{number} tall er ikke prøvd, for {'det' if is_one else 'de'} er ikke oppgitt, eller utbetalingene kan ikke "
        f"regnes ut når {'det' if is_one else 'de'} endres{names}.",
        f"{count} {'figure was' if is_one else 'figures were'} not tried, for {'it is' if is_one else 'they are'} "
        f"not given, or payouts cannot be computed when {'it changes' if is_one else 'they change'}{names}.",
    )


def _beyond(found: Incentives, say: Voice) -> Iterator[str]:
    owners = {*(one.payee for one in found.found), *(one.payee for one in (*found.left_out, *found.beyond))}
    if found.beyond:
        yield untried_text(len(found.beyond), "--for" if len(owners) > 1 else "", say)
