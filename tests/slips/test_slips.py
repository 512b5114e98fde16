"""A slip is answered with the right cure at the right place, and a cure that is offered as text to paste cures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from fuzz.whole import documented

from rbflang.diagnostics import Fault
from rbflang.pipeline import checked
from rbflang.source import Source

from .filling import OPEN, filled, with_the_head
from .offering import offering
from .pasting import all_at_once, ways
from .trial import SLIPS, Slip, base, faults_of, is_cured

LEAST = 128
# What is still answered with something else than the cure.
MISSED: frozenset[str] = frozenset()


def test_there_are_as_many_slips_as_promised() -> None:
    assert len({slip.name for slip in SLIPS}) == 140
    assert len(SLIPS) - len(MISSED) >= LEAST


@pytest.mark.parametrize("language", ["nb", "en"])
def test_what_is_right_is_right(language: str, tmp_path: Path) -> None:
    slip = next(one for one in SLIPS if one.language == language and one.kind == "rbf")
    assert faults_of(slip, tmp_path, base(language, "rbf")) == ()


@pytest.mark.parametrize("slip", SLIPS, ids=lambda slip: slip.name)
def test_the_cure_is_named_where_the_slip_is(slip: Slip, tmp_path: Path) -> None:
    found = faults_of(slip, tmp_path)
    assert found
    assert is_cured(slip, found) is (slip.name not in MISSED)


# cures to paste


def offered(fault: Fault) -> list[str]:
    """The cures of a ruleset, without what they mean; in some an author is to fill in `…`."""
    texts = [one if isinstance(one, str) else one.nb for one in fault.paste]
    cures = [one.split("   ")[0].rstrip() for one in texts]
    return [one for one in cures if one and not one.startswith(("#", "rbflang")) and "--" not in one]


def to_paste(fault: Fault) -> list[str]:
    """The cures that are whole."""
    return [one for one in offered(fault) if OPEN not in one]


def test_every_cure_to_paste_cures_the_slip(tmp_path: Path) -> None:
    tried, left = 0, []
    for slip in SLIPS:
        fault = faults_of(slip, tmp_path)[0]
        for cure in to_paste(fault):
            tried += 1
            after = (faults_of(slip, tmp_path, text) for text in ways(slip.text, fault, cure))
            if all(fault.slug in {one.slug for one in found} for found in after):
                left.append((slip.name, cure))
    assert tried == 11
    assert left == []


# What a cure must not bring instead.
WORSE = {
    "not-understood", "unknown-declaration", "not-closed", "units-do-not-fit", "unknown-name", "sets-differ",
    "reserved-word", "mixed-words", "not-computable",
}  # fmt: skip


def slugs(text: str) -> Counter[str]:
    return Counter(one.slug for one in checked(Source("p.rbf", text))[1])


def is_better(before: Counter[str], after: Counter[str], slug: str) -> bool:
    return after[slug] < before[slug] and not (set(after) - set(before)) & WORSE


def faulty() -> tuple[tuple[str, tuple[Fault, ...]], ...]:
    """The rulesets of the language documents, with what is wrong with them."""
    texts = dict.fromkeys(one.rules for one in documented())
    return tuple((text, found) for text in texts if (found := checked(Source("p.rbf", text))[1]))


def pastings(text: str, fault: Fault, cure: str) -> Iterator[str]:
    """The text with a cure pasted, whole or filled in, and with all cures of the fault together."""
    yield from with_the_head(text, fault, cure)
    for one in filled(fault.slug, cure):
        yield from ways(text, fault, one)
    yield from all_at_once(text, fault, to_paste(fault))


def test_every_cure_to_paste_in_the_language_documents_cures() -> None:
    """And a tip ends in a colon where there is something to paste, and nowhere else."""
    seen: set[tuple[str, str]] = set()
    left = []
    for text, faults in faulty():
        before = Counter(one.slug for one in faults)
        for fault in faults:
            assert {fault.tip.say(one).endswith(":") for one in ("nb", "en")} == {bool(fault.paste)}, fault.title
            for cure in {*offered(fault)} - {cure for slug, cure in seen if slug == fault.slug}:
                seen.add((fault.slug, cure))
                if not any(is_better(before, slugs(one), fault.slug) for one in pastings(text, fault, cure)):
                    left.append((fault.slug, cure))
    assert len(seen) > 180
    assert left == []
    assert offering("rbflang/checks", "rbflang/syntax") <= {slug for slug, _ in seen}


def test_what_offers_a_text_to_paste_is_found() -> None:
    assert len(offering("rbflang/checks", "rbflang/syntax")) > 30
    assert {"sum-over-the-wrong-set", "payout-with-more-decimals"} <= offering("rbflang/checks")
    assert "circular-formulas" not in offering("rbflang/checks")
