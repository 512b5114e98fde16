"""What a payout rests on, in words: how much comes from the sources, what is derived, interpreted or assumed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from rbflang.data.computed import Computed
from rbflang.data.figures import Observation
from rbflang.explanation.basis import Basis, is_unconfirmed
from rbflang.explanation.rests_on import RestsOn
from rbflang.reports.chain import title
from rbflang.reports.document import Line
from rbflang.reports.titles import called, measure_title, own_figures
from rbflang.ruleset.model import INDICATOR, Given, Ruleset
from rbflang.ruleset.values import is_number
from rbflang.syntax.tree import Citation
from rbflang.wording import Voice, counted, lowered

SHARE_OF_POINTS = ", poengandel"
SHORT = 40
_PARTS = {
    "deler": "parts",
    "poeng": "points",
    "delområder": "sub-areas",
    "krav": "requirement",
    "poengandel": "share of the points",
    "avrunding": "rounding",
}


def foundations(found: RestsOn, computed: Computed, say: Voice) -> Iterator[Line]:
    """A line per status."""
    basis, ruleset = found.basis, computed.checked.ruleset
    documented = [one for one in basis.observations if one.status == "documented" and one.source]
    numbers = _numbers(ruleset, basis, say)
    places = "; ".join(sorted({one.source.partition(":")[0] for one in documented}))
    whole = f"{_results(len(documented), say)} ({places}), {numbers}" if documented else numbers
    yield Line(say("Fra kildene", "From the sources"), whole)
    without = sum(1 for one in basis.observations if one.status == "documented" and not one.source)
    if without:
        text = say(f"{_results(without, say)} i dataene har ingen kilde",
                   f"{_results(without, say)} of the data {'has' if without == 1 else 'have'} no source")  # fmt: skip
        yield Line(say("Uten kilde", "No source"), text)
    made_up = sum(1 for one in basis.observations if one.status == "synthetic")
    if made_up:
        text = say(f"{made_up} resultater, laget for prøving", f"{made_up} results, made up for trial")
        yield Line(say("Syntetisk", "Synthetic"), text)
    own = own_figures(computed, say)
    if own:
        yield Line(say("Egne tall", "Own figures"), own)
    for status, nb, en in (
        ("derived", "Utledet", "Derived"),
        ("interpreted", "Tolket", "Interpreted"),
        ("assumed", "Antatt", "Assumed"),
        ("unconfirmed", "Ubekreftet", "Unconfirmed"),
    ):
        told = list(_with_status(ruleset, basis, status, say))
        told += _decided_by_order(found, ruleset, say) if status == "assumed" else ()
        if told or status == "assumed":
            yield Line(say(nb, en), "; ".join(told) or say("ingenting", "nothing"))


def _decided_by_order(found: RestsOn, ruleset: Ruleset, say: Voice) -> Iterator[str]:
    """Where equal remainders were told apart by the order of the text, which no source says."""
    for name in found.decided_by_order:
        title = named_premise(ruleset, name, say)
        yield say(f"{title}: rekkefølgen i teksten, ved like store rester",
                  f"{title}: the order of the text, of equal remainders")  # fmt: skip


def _results(count: int, say: Voice) -> str:
    one = count == 1
    return say(f"{count} {'resultat' if one else 'resultater'}", f"{count} {'result' if one else 'results'}")


def _numbers(ruleset: Ruleset, basis: Basis, say: Voice) -> str:
    """How many numbers of the rules there are, and of what: `24 tall i reglene: vekt (9), måltall (9), …`."""
    counts: dict[str, int] = {}
    for quantity, given in basis.given:
        if is_unconfirmed(given.citation) or not (_is_documented(given) and is_number(given.value)):
            continue
        name = named_premise(ruleset, quantity.name, say)
        counts[name] = counts.get(name, 0) + 1
    shares = [name for name, one in basis.others if name.endswith(SHARE_OF_POINTS) and _all_documented(one)]
    if shares:
        counts[say("poengandel", "share of the points")] = len(shares)
    each = say.listing([f"{name} ({count})" if count > 1 else name for name, count in counts.items()])
    total = sum(counts.values())
    if not total:
        return say("ingen av tallene i reglene", "none of the numbers of the rules")
    number = "ett" if total == 1 else str(total)
    return say(f"{number} tall i reglene: {each}", f"{total} number{'s' * (total > 1)} of the rules: {each}")


def _is_documented(given: Given) -> bool:
    return given.citation is None or _all_documented(given.citation)


def _all_documented(citation: Citation) -> bool:
    return all(entry.status == "documented" for entry in citation.entries)


def _with_status(ruleset: Ruleset, basis: Basis, status: str, say: Voice) -> Iterator[str]:
    with_status = [one for one in basis.observations if one.status == status]
    rows = [one for one in with_status if not one.stands_for]
    if rows:
        count = counted(len(rows)) if say.language == "nb" else str(len(rows))
        names = ", ".join(sorted({named_premise(ruleset, one.quantity, say) for one in rows}))
        yield say(f"{count} {'rad' if len(rows) == 1 else 'rader'} i dataene ({names})",
                  f"{count} {'row' if len(rows) == 1 else 'rows'} of the data ({names})")  # fmt: skip
    yield from _standing_in(ruleset, [one for one in with_status if one.stands_for], say)
    standing: dict[str, list[str]] = {}
    for name, citation in basis.citations():
        for entry in citation.entries:
            if entry.status == status:
                place = " ".join(filter(None, (entry.source, ", ".join(entry.places))))
                told = (place or entry.reasoning) + _at_most(ruleset, name, say)
                standing.setdefault(named_premise(ruleset, name, say), []).append(told)
    together: dict[tuple[str, ...], list[str]] = {}
    for name, found in standing.items():
        together.setdefault(tuple(dict.fromkeys(found)), []).append(name)
    for reasons, same in together.items():
        told = _reasons(reasons)
        yield from (f"{name} ({told})" for name in joined_premises(same, say))


def _standing_in(ruleset: Ruleset, rows: Sequence[Observation], say: Voice) -> Iterator[str]:
    """How many figures stand in for those that are not published, and what is known of these."""
    if not rows:
        return
    count = counted(len(rows)) if say.language == "nb" else str(len(rows))
    known = ((named_premise(ruleset, one.quantity, say), say.printed(one.known)) for one in rows)
    told = say.listing([f"{name}: {bound}" for name, bound in dict.fromkeys(known)])
    yield say(f"{count} tall som står i stedet for upubliserte ({told})",
              f"{count} figures that stand in for unpublished ones ({told})")  # fmt: skip


def _reasons(reasons: tuple[str, ...]) -> str:
    """Several reasons inside brackets: a semicolon between them where one of them is a clause with its own commas."""
    return ("; " if any(len(one) > SHORT for one in reasons) else ", ").join(reasons)


def _at_most(ruleset: Ruleset, name: str, say: Voice) -> str:
    """What another way of rounding the payout could move at most: whole units are the ones right above and below."""
    payout = ruleset.payout
    rounding = payout.rounding if payout and name == f"{payout.name}, avrunding" else None
    if rounding is None:
        return ""
    unit = Fraction(1, 10 ** int(rounding.decimals.value if rounding.decimals else 0))
    return say(f"; betyr høyst {say.plain(unit)} kr", f"; means at most {say.plain(unit)} kr")


def joined_premises(names: list[str], say: Voice) -> Iterator[str]:
    """The same part of several things as one: `poengandel for datakompletthet og plassering`."""
    of_part: dict[str, list[str]] = {}
    for name in names:
        titled, _, part = name.rpartition(", ")
        of_part.setdefault(part if titled else "", []).append(titled or name)
    for part, found in of_part.items():
        if not part or len(found) == 1:
            yield from (f"{one}, {part}" if part else one for one in found)
        else:
            yield f"{part} for {say.listing(found)}"


def named_premise(ruleset: Ruleset, name: str, say: Voice) -> str:
    """What a citation stands on, by its title and not by its name in the rules: `RBF-inntekt, avrunding`."""
    whole, _, part = name.partition(", ")
    measure, _, common = whole.rpartition(".")
    titled = _title(ruleset, measure or common, say)
    of = _title(ruleset, common, say) if measure else say(part, _PARTS.get(part, part))
    return f"{titled}, {of}" if of else titled


def _title(ruleset: Ruleset, name: str, say: Voice) -> str:
    """The title of a quantity, a staircase, a measure or an indicator inside a sentence."""
    if name in ruleset.measures:
        return lowered(measure_title(ruleset.measures[name], say))
    if name in ruleset.quantities:
        return say(lowered(title(ruleset.quantities[name], say)),
                   _PARTS.get(name) or lowered(title(ruleset.quantities[name], say)))  # fmt: skip
    if name in ruleset.staircases:
        titles = ruleset.staircases[name].titles
        return lowered((say.language == "en" and titles.english) or titles.title or name)
    one = ruleset.sets[INDICATOR].by_name.get(name) if INDICATOR in ruleset.sets else None
    return lowered(called(one, say)) if one else name
