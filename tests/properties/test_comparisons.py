"""Any two years can be compared: what is the same is told so, and what each change moves adds up to the whole."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from years import Year, years

from rbflang.comparison.differences import RulesetComparison, compare
from rbflang.comparison.mixture import mixture
from rbflang.comparison.moved_kroner import case_of, moved, paid
from rbflang.comparison.shared_figures import SharedFigures, shared
from rbflang.data.computed import Computed
from rbflang.data.rows import figures_of
from rbflang.failures.no_payout import failures_of
from rbflang.lowering.build import build
from rbflang.observations import read_rows
from rbflang.pipeline import checked
from rbflang.ruleset.model import CheckedRuleset
from rbflang.source import Source
from rbflang.syntax.format import formatted
from rbflang.syntax.parse import parse
from rbflang.tables.valuation import run

FEW = settings(
    deadline=None, derandomize=True, max_examples=8, phases=[Phase.generate], suppress_health_check=list(HealthCheck)
)


def ruleset_of(text: str, name: str = "regelsett.rbf") -> CheckedRuleset:
    ruleset, faults = checked(Source(name, text))
    assert ruleset, [fault.title.nb for fault in faults]
    return ruleset


@FEW
@given(years(), st.randoms(use_true_random=False))
def test_the_same_rules_in_other_words_do_not_differ(year: Year, random: object) -> None:
    text = year.rules()
    tree = parse(Source("regelsett.rbf", text)).tree
    order = list(range(year.regions))
    random.shuffle(order)  # type: ignore[attr-defined]
    for other in (text, formatted(tree), formatted(tree, "en"), year.rules(order=order)):
        comparison = compare(ruleset_of(text), ruleset_of(other))
        assert comparison.is_empty
        assert not comparison.cited_anew


def payouts(ruleset: CheckedRuleset, figures: str) -> dict[str, Fraction] | None:
    read = figures_of(ruleset, read_rows(Source("forelopig.csv", figures)))
    computed = Computed(ruleset, "forelopig", read, run(build(ruleset), read.given(), read.pinned()))
    return None if failures_of(computed) else dict(paid(computed))


def mixed_ends(comparison: RulesetComparison, figures: list[SharedFigures]) -> tuple[dict[str, Fraction], ...]:
    """What mixtures of nothing but one of the rulesets pay: the same as it does."""
    everything = frozenset(one.address for one in comparison.differences)
    found = []
    for taken, those in ((frozenset(), figures[0]), (everything, figures[1])):
        mixed = mixture(comparison, taken, bool(taken)).ruleset
        assert mixed is not None
        read = those.on(mixed)
        found.append(dict(paid(Computed(mixed, "", read, run(build(mixed), read.given(), read.pinned())))))
    return tuple(found)


@FEW
@given(years(), years())
def test_what_changes_move_adds_up(before: Year, after: Year) -> None:
    """Every region's shares, and alone with the interaction, are exactly what it is paid after less before."""
    comparison: RulesetComparison = compare(ruleset_of(before.rules()), ruleset_of(after.rules(), "etter.rbf"))
    was = payouts(comparison.before.checked, before.figures())
    is_ = payouts(comparison.after.checked, after.figures())
    figures = [
        shared(side, figures_of(side.checked, read_rows(Source("forelopig.csv", year.figures()))))
        for side, year in ((comparison.before, before), (comparison.after, after))
    ]
    found = moved(case_of(comparison, figures[0], figures[1]))
    if was is None or is_ is None:
        assert found is None or found.left_out
        return
    assert found is not None
    assert not found.left_out
    assert mixed_ends(comparison, figures) == (was, is_)
    for one, amount in found.after.items():
        assert amount == is_.get(one, 0)
        assert found.before[one] == was.get(one, 0)
        difference = amount - found.before[one]
        assert sum(part.share.share[one] for part in found.parts) == difference
        assert sum(part.share.alone[one] for part in found.parts) + found.interaction[one] == difference
