"""How a settlement is worded wherever it is shown: its rounds, its causes, and how it is told apart."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rbflang.questions.settlement import Settlement
from rbflang.reports.document import Column
from rbflang.reports.titles import round_title
from rbflang.ruleset.nouns import Noun, payee_noun
from rbflang.wording import Voice, Words

CAUSES: dict[str, Words] = {
    "own": Words("Egne resultater", "Own results"),
    "others": Words("De andres resultater", "The others' results"),
    "common": Words("Felles tall", "Common figures"),
    "normalisation": Words("Normeringen", "Normalisation"),
}


def causes_of(found: Settlement) -> dict[str, Words]:
    """The causes that a settlement has: common figures only where they moved points by themselves."""
    return {cause: words for cause, words in CAUSES.items() if cause != "common" or found.moves_in_common}


def rounds_of(found: Settlement, say: Voice) -> tuple[str, str]:
    """The titles of both rounds inside a sentence."""
    return round_title(found.earlier, say), round_title(found.later, say)


def begun(words: str) -> str:
    """The words as a sentence or a heading begins."""
    return words[:1].upper() + words[1:]


def before_and_after(found: Settlement, say: Voice, drop: int = 0) -> tuple[Column, ...]:
    """The columns of results and of parts in both rounds; from `drop` on they go where the page is narrow."""
    heads = _heads(rounds_of(found, say))
    groups = (say("oppnådd", "achieved"), say("deler", "parts"))
    return tuple(
        Column(head, group=group, drop=drop and drop + at) for at, group in enumerate(groups) for head in heads
    )


def _heads(titles: tuple[str, str]) -> list[str]:
    """What tells the rounds apart at the head of a column: their first words where those are two words."""
    firsts = [begun(one).split()[0] for one in titles]
    return firsts if len({*firsts}) > 1 and all(map(str.isalpha, firsts)) else [begun(one) for one in titles]


def method(found: Settlement, say: Voice) -> str:
    """How the settlement is split up, and why so; or why it is not."""
    if found.amounts is not None and found.beside:
        names, payee = _titles(found, found.beside, say), payee_noun(found.roles.among)
        return say(
            f"Avregningen er ikke delt opp. {names} er endret og virker på beløpene på annen måte enn gjennom "
            f"poengene. Hva det betyr for {_each(payee)}, er verken egne resultater, de andres resultater eller "
            "normering.",
            f"The settlement is not split up. {names} changed and bears on the amounts by other ways than the "
            f"points. What that means for each {payee.en} is neither due to results nor to the normalisation.",
        )
    if found.parts is None and not found.later.checked.ruleset.measures:
        return say(
            "Avregningen er ikke delt opp. Det lar seg bare gjøre når prestasjonsmål gir poengene, og regelsettet har "
            "ikke noe prestasjonsmål.",
            "The settlement is not split up. It can be where performance measures give the points, and the ruleset "
            "has no performance measure.",
        )
    if found.parts is None:
        return _not_split_up(found, say)
    return " ".join((_method(payee_noun(found.roles.among), say), *_common(found, say), *_of_lines(found, say)))


def _not_split_up(found: Settlement, say: Voice) -> str:
    """Which of what it takes is not so: that points become kroner by factors, or that they can be computed midway."""
    payee = payee_noun(found.roles.among)
    if found.amounts is not None:
        return say(
            "Avregningen er ikke delt opp. Det lar seg bare gjøre når poengene kan regnes ut også underveis, med bare "
            "noen av de nye resultatene, og når høyst ni har nye resultater.",
            "The settlement is not split up. It can be where the points can be computed on the way too, with some of "
            "the new results only, and where at most nine have new results.",
        )
    if found.lines:
        return say(
            "Avregningen er ikke delt opp. Beløpene er summer av linjer, og linjene følges ikke tilbake til poengene.",
            "The settlement is not split up. The amounts are sums of lines, and lines are not followed back to points.",
        )
    return say(
        f"Avregningen er ikke delt opp. Det lar seg bare gjøre når poengene til {_each(payee)} er summert i en egen "
        "formel, og beløpet er den summen ganget med eller delt på annet, og ikke noe mer.",
        f"The settlement is not split up. It can be where a formula of its own sums the points of each {payee.en}, and "
        "the amount is that sum multiplied or divided by something, and nothing else.",
    )


def _method(payee: Noun, say: Voice) -> str:
    many = say.in_many
    return say(
        f"{say.money_heading} er poeng ganger {many} per poeng. Endringen i poeng, regnet med gjennomsnittet av "
        f"{many} per poeng i de to fordelingene, kommer av resultatene. Endringen i {many} per poeng, regnet med "
        "gjennomsnittet av poengene, kommer av normeringen. Poengene for en indikator avhenger av alles resultater. "
        f"Hva {_each(payee)}s resultater betyr, er gjennomsnittet over alle rekkefølger resultatene kan byttes ut i "
        f"(Shapley-verdien). Da har rekkefølgen ingenting å si, {payee.a} uten endrede resultater får virkningen 0, "
        "og virkningene blir til sammen hele endringen.",
        f"{say.money_heading} are points times {many} per point. The change of the points, at the mean of {many} per "
        f"point in both rounds, is due to results. The change of {many} per point, at the mean of the points, is due "
        f"to the normalisation. An indicator's points depend on everybody's results. What each {payee.en}'s results "
        "mean is the mean over all orders in which the results may be replaced (the Shapley value). So the order does "
        f"not matter, a {payee.en} whose results did not change has the effect 0, and the effects add up to the "
        "change.",
    )


def _of_lines(found: Settlement, say: Voice) -> Iterator[str]:
    """That it is the whole amount that is split up, where it is paid in lines."""
    if found.lines:
        yield say(
            "Det er hele beløpet som er delt opp. Linjene i det er ikke delt opp etter hva de kommer av.",
            "It is the whole amount that is split up. Its lines are not split up by cause.",
        )


def _each(payee: Noun) -> str:
    """`hver region`, `hvert foretak`."""
    article, _, one = payee.a.partition(" ")
    return f"{'hvert' if article == 'et' else 'hver'} {one}"


def _common(found: Settlement, say: Voice) -> Iterator[str]:
    """Which figures that belong to nobody alone changed, and where what they moved is counted."""
    payee = payee_noun(found.roles.among)
    one = payee.a.partition(" ")[2]
    if found.moves_in_common:
        names = _titles(found, [one.place[0] for one in found.apart], say)
        yield say(
            f"Felles tall hører ikke til noen av {payee.them}. Av dem er {names} endret, og det som flyttes av det, "
            "står for seg.",
            f"Common figures belong to none of the {payee.en_many}. Of these, {names} changed, and what that moved "
            "stands by itself.",
        )
    if found.with_regions:
        names = _titles(found, [one.place[0] for one in found.with_regions], say)
        yield say(
            f"{names} er endret og er felles for {payee.them}, men kan ikke byttes ut uten deres egne tall. Derfor er "
            f"de byttet ut sammen, {one} for {one}, og det som flyttes, er med i {payee.the}s egne resultater.",
            f"{names} changed and is common to the {payee.en_many}, but cannot be replaced without their own figures. "
            f"So they were replaced together, {payee.en} by {payee.en}, and what that moved is among the {payee.en}'s "
            "own results.",
        )


def _titles(found: Settlement, names: Iterable[str], say: Voice) -> str:
    """The quantities as they are called, each once."""
    quantities = [found.later.checked.ruleset.quantities[name] for name in dict.fromkeys(names)]
    return say.listing([say.quoted(one.titled.say(say.language)) for one in quantities])
