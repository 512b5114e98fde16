"""How an attribution is worded: both sets of figures, whose each part is, what it moved, and how it was found.

Takes an attribution and a voice, gives words and sentences. It computes nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from rbflang.questions.attribution import Attribution
from rbflang.questions.moved_figures import COMMON, MovedFigure
from rbflang.reports.titles import called, round_title, spoken, the_round, title
from rbflang.ruleset.model import INDICATOR, Member
from rbflang.ruleset.nouns import Noun, payee_noun, set_noun
from rbflang.wording import Voice, Words, counted, lowered

MOST_FIGURES = 3
MOST_AMOUNTS = 4


def data_sets(found: Attribution, say: Voice) -> tuple[str, str]:
    """What both sets of figures are called inside a sentence: the rounds, or the files where the round is one."""
    if found.earlier.round != found.later.round:
        return round_title(found.earlier, say), round_title(found.later, say)
    files = [one.file.source.name if one.file else "" for one in (found.earlier, found.later)]
    names = [name.rpartition("/")[2] for name in files]
    first, second = files if names[0] == names[1] else names
    return say(f"tallene i {first}", f"the figures of {first}"), say(f"tallene i {second}", f"the figures of {second}")


def by_which(found: Attribution, say: Voice) -> tuple[str, str]:
    """`i foreløpig fordeling`, `med tallene i fjor.csv`; in English `in the provisional round`."""
    first, second = data_sets(found, say)
    if found.earlier.round != found.later.round:
        return say(f"i {first}", f"in {the_round(first)}"), say(f"i {second}", f"in {the_round(second)}")
    return say(f"med {first}", f"by {first}"), say(f"med {second}", f"by {second}")


def noun_of(found: Attribution) -> Noun:
    """What those are called whose figures moved something."""
    return payee_noun(found.over) if found.over == found.roles.among else set_noun(found.over)


def each_of(found: Attribution) -> Words:
    """`hver region`."""
    noun = noun_of(found)
    article, _, one = noun.a.partition(" ")
    return Words(f"{'hvert' if article == 'et' else 'hver'} {one}", f"each {noun.en}")


def member_of(found: Attribution, mover: str) -> Member:
    """The member of the set whose figures they are."""
    return found.later.checked.ruleset.sets[found.over][mover]


def label_of(found: Attribution, mover: str, say: Voice) -> str:
    """Whose figures they are, in a table."""
    return say("Felles tall", "Common figures") if mover == COMMON else called(member_of(found, mover), say)


def figures_named(found: Attribution, mover: str, say: Voice) -> str:
    """`Tallene til Helse Vest`, `Tallene for videokonsultasjoner`; in English `The figures of Helse Vest`."""
    if mover == COMMON:
        names = [one.place[0] for one in found.apart]
        quantities = [found.later.checked.ruleset.quantities[name] for name in dict.fromkeys(names)]
        titles = say.listing([say.quoted(title(one, say)) for one in quantities])
        return say(f"Felles tall, {titles},", f"Common figures, {titles},")
    member = member_of(found, mover)
    if found.over == found.roles.among:
        return say(f"Tallene til {spoken(member, say)}", f"The figures of {spoken(member, say)}")
    name = lowered(called(member, say))
    return say(f"Tallene for {name}", f"The figures of {name}")


def sentence(found: Attribution, mover: str, amounts: Sequence[tuple[Member, Fraction]], say: Voice) -> str:
    """`Tallene til Helse Vest gir Helse Nord 126 316 kr mindre.`, and which figures those are.

    The amounts are those that are shown, of everybody who is told of.
    """
    is_own = found.over == found.roles.among and [one.name for one, _ in amounts] == [mover]
    whose = say("Egne tall", "Own figures") if is_own else figures_named(found, mover, say)
    told = sorted(((payee, amount) for payee, amount in amounts if amount), key=lambda pair: -abs(pair[1]))
    if not told:
        moves = _next_to_nothing(found, mover, whose, [payee for payee, _ in amounts], say)
    else:
        gives = say.listing([_gives(payee, amount, say) for payee, amount in told[:MOST_AMOUNTS]])
        rest = counted(len(told) - MOST_AMOUNTS), str(len(told) - MOST_AMOUNTS)
        is_more = len(told) > MOST_AMOUNTS
        less = say(f", og flytter mindre for {rest[0]} andre", f", and move less for {rest[1]} others")
        moves = say(f"{whose} gir {gives}{less if is_more else ''}.", f"{whose} give {gives}{less if is_more else ''}.")
    return " ".join(filter(None, (moves, _figures(found, mover, say))))


def _next_to_nothing(found: Attribution, mover: str, whose: str, payees: Sequence[Member], say: Voice) -> str:
    """That figures move no amount that is shown: nothing at all, or less."""
    is_nothing = not any(found.parts(one.name)[mover] for one in payees)
    least = "" if is_nothing else say.kroner(Fraction(1, 10**say.decimals))
    if len(payees) == 1:
        who = spoken(payees[0], say)
        if is_nothing:
            return say(f"{whose} endrer ikke det {who} får.", f"{whose} do not change what {who} gets.")
        return say(f"{whose} endrer det {who} får med mindre enn {least}.",
                   f"{whose} change what {who} gets by less than {least}.")  # fmt: skip
    if is_nothing:
        return say(f"{whose} flytter ingen {say.in_many}.", f"{whose} move no {say.in_many}.")
    return say(f"{whose} flytter mindre enn {least} for hver.", f"{whose} move less than {least} for each.")


def _gives(payee: Member, amount: Fraction, say: Voice) -> str:
    more = say("mer" if amount > 0 else "mindre", "more" if amount > 0 else "less")
    return f"{spoken(payee, say)} {say.kroner(abs(amount))} {more}"


def _figures(found: Attribution, mover: str, say: Voice) -> str:
    """The figures that moved, where they are few: `Måloppnåelse, Videokonsultasjoner: 12 % → 21 %.`"""
    figures = found.figures_of(mover)
    if not 0 < len(figures) <= MOST_FIGURES:
        return ""
    return "; ".join(_figure(found, one, say) for one in figures) + "."


def _figure(found: Attribution, one: MovedFigure, say: Voice) -> str:
    ruleset = found.later.checked.ruleset
    above = ruleset.space.axes[INDICATOR].above if one.members.get(INDICATOR) else ()
    own = {found.over, *above}
    members = [ruleset.sets[name][member] for name, member in one.members.items() if member and name not in own]
    what = ", ".join([title(ruleset.quantities[one.place[0]], say), *(called(member, say) for member in members)])
    values = [say.printed(row.known) if row else say("ikke oppgitt", "not given") for row in (one.earlier, one.later)]
    return f"{what}: {values[0]} → {values[1]}"


def method(found: Attribution, say: Voice) -> Iterator[str]:
    """How the parts were found, whose figures the common ones are, and how they are rounded."""
    mean = found.mean
    if mean is None:
        yield say(
            "Endringen er ikke delt opp. Beløpene kan ikke regnes ut med bare noen av de nye tallene, i noen av de "
            "rekkefølgene de er prøvd satt inn i.",
            "The difference is not split up. The amounts cannot be computed with some of the new figures only, in "
            "any of the orders in which they were tried.",
        )
        return
    noun = noun_of(found)
    count = say.number(Fraction(mean.orders))
    if len(found.movers) == 1:
        yield say(
            "Alle tallene som er endret, hører sammen, og hele endringen kommer av dem.",
            "All the figures that changed belong together, and the whole difference comes of them.",
        )
    elif found.is_drawn:
        yield say(
            f"{counted(len(found.movers)).capitalize()} har nye tall, og det er for mange til at alle rekkefølger kan "
            f"regnes ut. Hver del er gjennomsnittet av det tallene flytter når de settes inn i stedet for de gamle, "
            f"over {count} rekkefølger som er trukket tilfeldig, hver sammen med den motsatte. Delene blir likevel til "
            "sammen hele endringen. Tallet bak ± er standardfeilen: Om lag to av tre ganger er gjennomsnittet over "
            "alle rekkefølger (Shapley-verdien) ikke lenger unna enn det.",
            f"{len(found.movers)} have new figures, too many for every order to be computed. Each part is the mean of "
            f"what the figures move when they take the place of the old ones, over {count} orders drawn at random, "
            "each beside the opposite one. The parts add up to the whole difference all the same. The figure behind ± "
            "is the standard error: about two times out of three the mean over all orders (the Shapley value) is no "
            "further away.",
        )
    else:
        yield say(
            f"Hver del er gjennomsnittet av det tallene flytter når de settes inn i stedet for de gamle, over "
            f"{_all_orders(mean.orders, say)} de kan settes inn i (Shapley-verdien). Da har rekkefølgen ingenting å "
            f"si, like virkninger gir like deler, {noun.a} som ikke flytter noe, får delen 0, og delene blir til "
            "sammen hele endringen.",
            "Each part is the mean of what the figures move when they take the place of the old ones, over "
            f"{_all_orders(mean.orders, say)} in which they can (the Shapley value). So the order does not matter, "
            "what does the same gets the same, what moves nothing gets 0, and the parts add up to the whole "
            "difference.",
        )
    yield from _left_out(found, say)
    yield from _common(found, say)
    yield say(
        "Delene er regnet eksakt, av utbetalingene før de avrundes. «Avrunding» er det avrundingen av utbetalingene "
        "flytter. I tabellen er alt rundet ned, og det som da mangler på endringen, er gitt til delene med den "
        "største resten.",
        "The parts are exact, of the payouts before they are rounded. “Rounding” is what the rounding of the payouts "
        "moves. In the table everything is rounded down, and what the difference then lacks is given to the parts "
        "with the largest remainders.",
    )


def _all_orders(count: int, say: Voice) -> str:
    number = say.number(Fraction(count))
    if count == 1:
        return say("den ene rekkefølgen", "the one order")
    if count == 2:
        return say("begge rekkefølgene", "both orders")
    return say(f"alle {number} rekkefølger", f"all {number} orders")


def _left_out(found: Attribution, say: Voice) -> Iterator[str]:
    """That some orders do not count, where that is so."""
    if found.mean and found.mean.left_out:
        count, is_one = say.number(Fraction(found.mean.left_out)), found.mean.left_out == 1
        yield say(
            f"{count} {'rekkefølge' if is_one else 'rekkefølger'} er ikke med, for på veien kan ikke alle beløp regnes "
            "ut.",
            f"{count} {'order does' if is_one else 'orders do'} not count, for not all amounts can be computed on the "
            "way.",
        )


def _common(found: Attribution, say: Voice) -> Iterator[str]:
    """Whose the figures are that belong to no member."""
    noun = noun_of(found)
    if found.apart:
        yield say(
            f"Felles tall hører ikke til noen av {noun.them}, og står for seg.",
            f"Common figures belong to none of the {noun.en_many}, and stand by themselves.",
        )
    if found.with_movers:
        names = dict.fromkeys(one.place[0] for one in found.with_movers)
        titles = say.listing([say.quoted(title(found.later.checked.ruleset.quantities[name], say)) for name in names])
        yield say(
            f"{titles} er endret og er felles, men kan ikke byttes ut uten de andre tallene. Derfor er de byttet ut "
            f"sammen med tallene til {each_of(found).nb}, og det de flytter, er med der.",
            f"{titles} changed and is common, but cannot be replaced without the other figures. So they were replaced "
            f"together with the figures of {each_of(found).en}, and what they move is counted there.",
        )
