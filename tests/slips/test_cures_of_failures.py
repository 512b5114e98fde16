"""What is offered where a payout cannot be computed is pasted into the rules, filled in, and cures on these figures."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from fuzz.whole import DOCUMENTS, Whole, in_document

from rbflang import library, pipeline
from rbflang.diagnostics import Fault

from .filling import filled
from .offering import offering
from .test_slips import WORSE, offered, pastings

# Documents that between them are told of every failure with a cure.
TOLD_IN = (
    "checks/assertion-fails-when-points-lapse", "checks/division-by-a-given-zero", "checks/nobody-to-count",
    "checks/payouts-to-different-payees", "ruleset/one-in-order", "ruleset/pins", "ruleset/units-of-money",
)  # fmt: skip
# What is pasted as lines of data, and what has a test of its own.
ELSEWHERE = {"figure-missing", "too-many-digits"}


def stopped_by(rules: str, figures: str, folder: Path) -> tuple[Fault, ...]:
    """What keeps a ruleset from being paid on some figures."""
    text, data = folder / "p.rbf", folder / "forelopig.csv"
    text.write_text(rules, "utf-8")
    data.write_text(figures, "utf-8")
    found = pipeline.prepare(library.Shelf("p", text), data)
    outcome = found if isinstance(found, tuple) else pipeline.compute(found, "forelopig", data)
    return tuple(one for one in outcome if one.is_fatal) if isinstance(outcome, tuple) else ()


def is_cured(whole: Whole, fault: Fault, cure: str, folder: Path) -> bool:
    """True if the cure is somewhere in the rules where the fault goes, and nothing worse comes."""
    before = Counter(one.slug for one in stopped_by(whole.rules, whole.figures, folder))
    for rules in pastings(whole.rules, fault, cure):
        after = Counter(one.slug for one in stopped_by(rules, whole.figures, folder))
        if after[fault.slug] < before[fault.slug] and not set(after) & WORSE:
            return True
    return False


def test_every_cure_of_a_failure_cures(tmp_path: Path) -> None:
    tried: dict[tuple[str, str], bool] = {}
    for name in TOLD_IN:
        for whole in in_document((DOCUMENTS / f"{name}.md").read_text("utf-8")):
            for fault in stopped_by(whole.rules, whole.figures, tmp_path):
                for cure in offered(fault) if fault.slug in CURED else ():
                    if (fault.slug, cure) not in tried:
                        tried[fault.slug, cure] = is_cured(whole, fault, cure, tmp_path)
    left = [one for one, cures in tried.items() if not cures]
    assert not left, "\n".join(map(str, left))
    assert {slug for slug, _ in tried} == CURED


CURED = offering("rbflang/failures") - ELSEWHERE - {"assertion-fails-when-points-lapse"}


@pytest.mark.parametrize("slug", sorted(CURED - {"assertion-failed"}))
def test_what_is_left_open_in_a_cure_is_filled_in(slug: str) -> None:
    assert all("…" not in one for one in filled(slug, "a … b …"))
