"""Any two years can be compared: what is the same is told so, and what each change moves adds up to the whole."""

from __future__ import annotations

from fractions import Fraction

import pytest
from attrs import evolve
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from years import Year, years

from rbflang.comparison import switches
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


def mixed_ends(comparison: RulesetComparison, figures: list[SharedFigures]) -> list[dict[str, Fraction] | None]:
    """What mixtures of nothing but one of the rulesets pay: the same as it does, where they can be mixed."""
    everything = frozenset(one.address for one in comparison.differences)
    found: list[dict[str, Fraction] | None] = []
    for taken, those in ((frozenset(), figures[0]), (everything, figures[1])):
        mixed = mixture(comparison, taken, bool(taken)).ruleset
        read = those.on(mixed) if mixed else None
        found.append(
            dict(paid(Computed(mixed, "", read, run(build(mixed), read.given(), read.pinned()))))
            if mixed and read
            else None
        )
    return found


OF_BOTH = ("appropriation", "points", "steps", "steps_down", "places")


@st.composite
def pairs(draw: st.DrawFn) -> tuple[Year, Year]:
    """A year, and another or itself with a little of the other's: most differs, or few things do."""
    one, other = draw(years()), draw(years())
    taken = draw(st.one_of(st.none(), st.sets(st.sampled_from(OF_BOTH), min_size=2)))
    return one, other if taken is None else evolve(one, **{name: getattr(other, name) for name in sorted(taken)})


def test_what_changes_move_adds_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of five groups every choice is run here, of more those of two orders: both are met, and none takes thousands."""
    monkeypatch.setattr(switches, "MOST", 5)
    monkeypatch.setattr(switches, "FINEST", 5)
    met: list[int] = []

    @settings(FEW, max_examples=10)
    @given(pairs())
    def adds_up(pair: tuple[Year, Year]) -> None:
        met.append(_groups_that_add_up(*pair))

    adds_up()
    assert sum(1 < groups <= 5 for groups in met) >= 2
    assert sum(groups > 5 for groups in met) >= 2


def _groups_that_add_up(before: Year, after: Year) -> int:
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
        return 0
    assert found is not None
    assert not found.left_out
    for mixed, own in zip(mixed_ends(comparison, figures), (was, is_), strict=True):
        # one may write in its place what the other names, where a rule asks for more
        assert mixed == own or (mixed is None and len(found.parts) == 1)
    for one, amount in found.after.items():
        assert amount == is_.get(one, 0)
        assert found.before[one] == was.get(one, 0)
        difference = amount - found.before[one]
        assert sum(part.share.share[one] for part in found.parts) == difference
        assert sum(part.share.alone[one] for part in found.parts) + found.interaction[one] == difference
    return len(found.parts)
