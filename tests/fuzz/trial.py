"""One trial: a damaged ruleset and data file, read, checked, computed and reported as the commands do."""

from __future__ import annotations

import json
from pathlib import Path
from random import Random
from time import perf_counter
from unittest.mock import patch

from attrs import frozen

from rbflang import library, pipeline
from rbflang.data.computed import Computed
from rbflang.diagnostics import Fault
from rbflang.render import FORMATS, rendered
from rbflang.render.faults import faults_as_json, render_faults
from rbflang.reports.allocate.allocation import allocation
from rbflang.reports.explain.region import region_explanation
from rbflang.source import Source
from rbflang.syntax.format import formatted
from rbflang.syntax.read import read

from .damages import damaged, saved
from .whole import documented, sound, years

# How many of the trials are about a whole year, which takes ten times as long as others; up to which they are of what
# is sound before it is damaged.
OF_YEARS, OF_SOUND = 0.003, 0.8
RULES, DATA = "p.rbf", "forelopig.csv"


@frozen
class Damaged:
    """What a trial reads."""

    rules: bytes
    figures: bytes


@frozen
class Outcome:
    """How a trial ended, and how many seconds it took."""

    ended: str
    seconds: float


def drawn(seed: str) -> Damaged:
    """The damaged files of a seed: the rules, the figures or both."""
    random = Random(seed)
    lot = random.random()
    whole = random.choice(years() if lot < OF_YEARS else sound() if lot < OF_SOUND else documented())
    other = random.choice((*documented(), *years()))
    which = random.randrange(3)
    rules = whole.rules if which == 0 else damaged(random, whole.rules, other.rules)
    figures = whole.figures if which == 1 else damaged(random, whole.figures, other.figures)
    return Damaged(rules.encode("utf-8", "replace"), saved(random, figures))


def tried(files: Damaged, folder: Path, random: Random) -> Outcome:
    """What the commands make of the files; an exception is a fault of the program."""
    (folder / RULES).write_bytes(files.rules)
    (folder / DATA).write_bytes(files.figures)
    begun = perf_counter()
    with patch.object(pipeline.cache, "known", lambda *_: None), patch.object(pipeline.cache, "keep", lambda *_: None):
        ended = _answered(folder, random)
    return Outcome(ended, perf_counter() - begun)


def _answered(folder: Path, random: Random) -> str:
    source = library.read(folder / RULES)
    if isinstance(source, Fault):
        return _told("no text", (source,))
    _laid_out(source)
    shelf = library.Shelf("p", folder / RULES)
    prepared = pipeline.prepare(shelf, folder / DATA)
    if isinstance(prepared, tuple):
        return _told("refused", prepared)
    found = pipeline.compute(prepared, "forelopig", folder / DATA)
    if isinstance(found, tuple):
        return _told("figures refused", found)
    return _reported(found, random)


def _laid_out(source: Source) -> None:
    """A text that can be read is laid out in both vocabularies, and read again."""
    parsed = read(source, keeping=False)
    if not parsed.faults:
        for language in ("nb", "en"):
            again = read(Source(RULES, formatted(parsed.tree, language)), keeping=False)
            assert not again.faults, [one.title.en for one in again.faults]


def _told(ended: str, faults: tuple[Fault, ...]) -> str:
    """The faults are told in every way, and none ends in a colon with nothing behind it."""
    for fault in faults:
        assert fault.paste or not fault.tip.nb.rstrip().endswith(":"), (fault.slug, fault.tip.nb)
    for language in ("nb", "en"):
        assert render_faults(faults, language, 80)
        json.loads(faults_as_json(faults, language))
    return ended


def _reported(found: Computed, random: Random) -> str:
    payout = found.checked.ruleset.payout
    if found.checked.warnings:
        _told("warned", found.checked.warnings)
    if payout is None:
        return "computed, no payout"
    language = random.choice(("nb", "en"))
    assert rendered(allocation(found, language), random.choice(FORMATS), 100)
    members = found.checked.ruleset.sets[payout.sets[0]].members
    assert rendered(region_explanation(found, random.choice(members).name, None, False, language), "terminal", 100)
    return "paid"
