"""What a payout rests on, in words: how much comes from the sources, what is derived, interpreted or assumed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rbflang.data.computed import Computed
from rbflang.data.figures import Observation
from rbflang.explanation.basis import Basis, is_unconfirmed
from rbflang.explanation.premises import Premise
from rbflang.explanation.rests_on import RestsOn
from rbflang.reports.document import Line
from rbflang.reports.premise_words import named_premise, status_lines, told_premises, written
from rbflang.reports.titles import own_figures
from rbflang.ruleset.model import Given, Ruleset
from rbflang.ruleset.values import is_number
from rbflang.syntax.tree import Citation
from rbflang.wording import Voice, counted

SHARE_OF_POINTS = ", poengandel"


def foundations(found: RestsOn, shown: Sequence[Premise], computed: Computed, say: Voice) -> Iterator[Line]:
    """A line per status; what is only `shown` beside the payout last on each."""
    basis, ruleset = found.basis, computed.checked.ruleset
    documented = [one for one in basis.observations if one.status == "documented" and one.source]
    numbers = _numbers(ruleset, basis, say)
    places = say.cited("; ".join(sorted({one.source.partition(":")[0] for one in documented})))
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
        told = list(_with_status(found, ruleset, status, say))
        told += _decided_by_order(found, ruleset, say) if status == "assumed" else ()
        beside = "; ".join(told_premises(ruleset, [one for one in shown if one.status == status], say))
        told += [say(f"bare til visning: {beside}", f"only for show: {beside}")] if beside else []
        if told or status == "assumed":
            yield from status_lines(say(nb, en), status, told or [say("ingenting", "nothing")])


def _decided_by_order(found: RestsOn, ruleset: Ruleset, say: Voice) -> Iterator[str]:
    """Where equal remainders were told apart by the order of the text, which no source says."""
    for name in found.decided_by_order:
        title = named_premise(ruleset, name, say)
        yield say(f"{title}: rekkefølgen i teksten, ved like store rester",
                  f"{title}: the order of the text, of equal remainders")  # fmt: skip


def _results(count: int, say: Voice) -> str:
    one = count == 1
    several = f"{counted(count)} resultater"
    return say("ett resultat" if one else several, f"{count} {'result' if one else 'results'}")


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
    number = "ett" if total == 1 else counted(total)
    return say(f"{number} tall i reglene: {each}", f"{total} number{'s' * (total > 1)} of the rules: {each}")


def _is_documented(given: Given) -> bool:
    return given.citation is None or _all_documented(given.citation)


def _all_documented(citation: Citation) -> bool:
    return all(entry.status == "documented" for entry in citation.entries)


def _with_status(found: RestsOn, ruleset: Ruleset, status: str, say: Voice) -> Iterator[str]:
    """The rows by their count, what stands in for others, and each number and rule; what is assumed by its reasons."""
    with_status = [one for one in found.basis.observations if one.status == status]
    rows = [one for one in with_status if not one.stands_for]
    if status != "assumed":
        narrowed = [one for one in rows if one.narrowing and one.printed]
        yield from _rows(ruleset, [one for one in rows if one not in narrowed], False, say)
        yield from _rows(ruleset, narrowed, True, say)
    stand_ins = [one for one in with_status if one.stands_for]
    if status == "assumed":
        for why in dict.fromkeys(one.source for one in stand_ins):
            told = _standing_in(ruleset, [one for one in stand_ins if one.source == why], say)
            yield from (f"{one} ({written(ruleset, why, say)})" for one in told)
    else:
        yield from _standing_in(ruleset, stand_ins, say)
    own = [one for one in found.premises if one.status == status and _is_told_alone(one, status)]
    yield from told_premises(ruleset, own, say)


def _is_told_alone(one: Premise, status: str) -> bool:
    """True for what is told by its name: no row of the data, but one that is assumed and stands in for nothing."""
    return one.row is None or (status == "assumed" and not one.row.stands_for)


def _rows(ruleset: Ruleset, rows: Sequence[Observation], are_narrowed: bool, say: Voice) -> Iterator[str]:
    """How many figures of the data there are, and of what; a narrowed one is printed, but not so exactly."""
    if rows:
        is_one, names = len(rows) == 1, ", ".join(sorted({named_premise(ruleset, one.quantity, say) for one in rows}))
        what = "tall i dataene"
        english = "figure of the data" if is_one else "figures of the data"
        if are_narrowed:
            what = "trykt tall som er presisert" if is_one else "trykte tall som er presisert"
            english = "printed figure that is narrowed" if is_one else "printed figures that are narrowed"
        count = "ett" if is_one else counted(len(rows))
        yield say(f"{count} {what} ({names})", f"{len(rows)} {english} ({names})")


def _standing_in(ruleset: Ruleset, rows: Sequence[Observation], say: Voice) -> Iterator[str]:
    """How many figures stand in for those that are not published, and what is known of these."""
    if not rows:
        return
    count = counted(len(rows)) if say.language == "nb" else str(len(rows))
    known = ((named_premise(ruleset, one.quantity, say), say.printed(one.known)) for one in rows)
    told = say.listing([f"{name}, {bound}" for name, bound in dict.fromkeys(known)])
    yield say(f"{count} tall som står i stedet for upubliserte: {told}",
              f"{count} figures that stand in for unpublished ones: {told}")  # fmt: skip
