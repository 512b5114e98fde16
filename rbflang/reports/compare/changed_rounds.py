"""What is changed in the rounds: which data each rests on, and whose data nobody has confirmed.

Takes a comparison, gives sentences. A period that only one of two rulesets states is not known for the other.
"""

from __future__ import annotations

from collections.abc import Iterator

from rbflang.comparison.differences import DifferingPiece, RulesetComparison
from rbflang.inventory.all_citations import named_citations
from rbflang.reports.compare.told_changes import Told, places, titled, titles_of
from rbflang.reports.offered import language_again, offered
from rbflang.reports.standings import marked, statuses
from rbflang.reports.titles import the_round, titled_round
from rbflang.ruleset.model import Ruleset
from rbflang.ruleset.registers import unconfirmed_periods, unmarked
from rbflang.syntax.expressions import Text
from rbflang.syntax.tree import RoundDecl
from rbflang.wording import Voice


def changed_round(comparison: RulesetComparison, one: DifferingPiece, say: Voice) -> Told:
    """A round that is new, gone, or rests on other data."""
    title, where = titled(one.piece.node, say), places(one.before, one.after)
    sides = ((comparison.before, one.before), (comparison.after, one.after))
    before, after = (_basis(side.ruleset, piece.node, say) if piece else "" for side, piece in sides)
    stands = statuses(one.before, one.after)
    if one.before is None:
        text = say(f"Ny fordeling: {title}.", f"New round: {title}.")
    elif one.after is None:
        text = say(f"Fordelingen «{title}» er tatt ut.", f"The round “{title}” is gone.")
    else:
        was, is_ = (
            words and f"{words}{marked(each, say)}" for words, each in zip((before, after), stands, strict=True)
        )
        text = " ".join((_rests_on(comparison, title, (was, is_), say), *_not_stated(comparison, one, say)))
    return Told("round", one.address[1:], text, before, after, places=where, statuses=stands)


def _rests_on(comparison: RulesetComparison, title: str, bases: tuple[str, str], say: Voice) -> str:
    """What a round rests on now and before; of one side alone where nothing is stated of the other."""
    before, after = bases
    if before and after:
        return say(
            f"{title} bygger nå på {after}, mot {before} før.", f"{title} now rests on {after}; before on {before}."
        )
    model = titles_of(comparison)[bool(after)]
    return say(f"{title} bygger på {before or after} i {model}.", f"{title} rests on {before or after} in {model}.")


def _not_stated(comparison: RulesetComparison, one: DifferingPiece, say: Voice) -> Iterator[str]:
    """The registers whose period only one of the rulesets states: that of the other is not known, nor is it none."""
    inputs = {*comparison.before.ruleset.quantities, *comparison.after.ruleset.quantities}
    stated = [[name.text for name, _ in piece.node.basis] for piece in (one.before, one.after) if piece]
    for own, others, model in zip(stated, reversed(stated), titles_of(comparison), strict=True):
        lacking = [name for name in others if name not in own and name not in inputs]
        if lacking:
            names, several = say.listing(lacking), len(lacking) > 1
            yield say(f"{'Periodene' if several else 'Perioden'} for {names} er ikke oppgitt for {model}.",
                      f"The {'periods' if several else 'period'} of {names} {'are' if several else 'is'} not stated "
                      f"for {model}.")  # fmt: skip


def not_confirmed(comparison: RulesetComparison, say: Voice) -> Iterator[str]:
    """The rounds whose data are those of another year, and how much else nobody has looked up."""
    for side, title in zip((comparison.before, comparison.after), titles_of(comparison), strict=True):
        rounds = [one for one in side.ruleset.rounds.values() if any(unconfirmed_periods(one))]
        if rounds:
            names = say.listing([titled(one, say)[:1].lower() + titled(one, say)[1:] for one in rounds])
            yield say(f"Datagrunnlaget for {names} er ikke bekreftet for {title}.",
                      f"The data of the {names} are not confirmed for {title}.")  # fmt: skip
        marked = [
            citation
            for _, citation in named_citations(side.ruleset.tree)
            if any(entry.status == "unconfirmed" for entry in citation.entries)
        ]
        count = len(marked) + sum(1 for one in rounds for _ in unconfirmed_periods(one))
        if count:
            look = offered("check", side.ruleset.argument, *language_again(say, side.ruleset.tree.language))
            nb, en = ("sted", "place in {} is") if count == 1 else ("steder", "places in {} are")
            yield say(f"{count} {nb} i {title} er ikke bekreftet. Se {look}.",
                      f"{count} {en.format(title)} not confirmed. See {look}.")  # fmt: skip


def _basis(ruleset: Ruleset, node: RoundDecl, say: Voice) -> str:
    """`NPR «1. tertial 2024» og NKI som i foreløpig fordeling`."""
    told = []
    for register, what in node.basis:
        if isinstance(what, Text):
            said = say(f"«{unmarked(what)}»", f"“{unmarked(what)}”")
        else:
            named = ruleset.rounds.get(what.text)
            other = titled_round(named, say) if named else what.text
            said = say(f"som i {other}", f"as in {the_round(other)}")
        told.append(f"{register.text} {said}")
    return say.listing(told)
