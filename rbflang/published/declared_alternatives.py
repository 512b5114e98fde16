"""The alternatives that a ruleset declares, each checked and computed on the same figures.

Takes a computed ruleset; gives each alternative with the ruleset computed as it has it, or the faults that stop it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrs import evolve

from rbflang.checks.run import Checked, check, check_for_faults
from rbflang.data.computed import Computed
from rbflang.diagnostics import Fault
from rbflang.failures.assertions import assertions_failed
from rbflang.failures.no_payout import failures_of
from rbflang.lowering.build import build
from rbflang.published.trial import Prints, Trial, trial
from rbflang.ruleset.alternative_text import alternatives_of, triable_alternatives, with_alternative
from rbflang.ruleset.model import CheckedRuleset, Member, Ruleset
from rbflang.ruleset.resolve import resolve
from rbflang.syntax.tree import AlternativeDecl
from rbflang.tables.valuation import run
from rbflang.wording import Words


def tried_alternatives(computed: Computed, prints: Prints) -> tuple[tuple[AlternativeDecl, Trial], ...]:
    """Each alternative and what comes of it; what only counts in another way moves no figure without episodes."""
    return tuple((one, _tried(computed, one, prints)) for one in triable_alternatives(computed.checked.ruleset))


def faults_of_alternatives(ruleset: Ruleset) -> tuple[Fault, ...]:
    """What stops an alternative from being computed, and which it is; the ruleset itself has no such fault."""
    return tuple(fault for one in alternatives_of(ruleset) for fault in _faults(one, check(_changed(ruleset, one))))


def _faults(alternative: AlternativeDecl, found: Checked) -> Iterator[Fault]:
    title = alternative.titles.title
    about = Words(f"Det gjelder alternativet «{title}».", f"This is about the alternative “{title}”.")
    for fault in found.faults:
        if fault.is_fatal:
            yield evolve(fault, story=(*fault.story, about))


def _changed(ruleset: Ruleset, alternative: AlternativeDecl) -> Ruleset:
    return resolve(with_alternative(ruleset.tree, alternative), _from_data(ruleset))


def _from_data(ruleset: Ruleset) -> tuple[Member, ...]:
    return tuple(member for one in ruleset.sets.values() if one.from_data for member in one.members)


def _tried(computed: Computed, alternative: AlternativeDecl, prints: Prints) -> Trial:
    found = check(_changed(computed.checked.ruleset, alternative))
    if found.ruleset is None:
        return Trial(None, (), (), {}, tuple(_faults(alternative, found)))
    changed = _computed(computed, found.ruleset)
    failures = failures_of(changed)
    if failures:
        return Trial(None, (), (), {}, failures)
    return trial(prints, changed, assertions_failed(changed))


def computed_with(computed: Computed, chosen: Sequence[AlternativeDecl]) -> Computed | None:
    """The ruleset computed as several alternatives together have it; `None` where that makes no sense."""
    ruleset = computed.checked.ruleset
    tree = ruleset.tree
    for one in chosen:
        tree = with_alternative(tree, one)
    found = check_for_faults(resolve(tree, _from_data(ruleset)))
    return _computed(computed, found.ruleset) if found.ruleset else None


def _computed(computed: Computed, checked: CheckedRuleset) -> Computed:
    figures = evolve(computed.figures, checked=checked)
    valuation = run(build(checked), figures.given(), figures.pinned())
    return Computed(checked, computed.round, figures, valuation, computed.settings, computed.file)
