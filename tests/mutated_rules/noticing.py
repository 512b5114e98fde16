"""Whether `check` or `verify` notices that a ruleset is made wrong: the same steps as the commands, and no report."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

from attrs import field, frozen

from rbflang import library
from rbflang.diagnostics import Fault, has_fatal
from rbflang.failures.always_stopped import always_stopped
from rbflang.failures.assertion_fails_when_points_lapse import assertions_that_fail
from rbflang.library import Shelf
from rbflang.lowering.build import build
from rbflang.observations import ObservationRow
from rbflang.pipeline import Prepared, as_far_as_known, checked, compute, prepare
from rbflang.published.published_file import read_published
from rbflang.published.recorded_results import compared, data_files, read_recorded
from rbflang.published.verdicts import verify
from rbflang.source import Source

Told = frozenset[tuple[str, str]]


@frozen(eq=False)
class Noticing:
    """A copy of a ruleset's folder, in which its text may be another, and what `check` tells of the text as it is."""

    shelf: Shelf
    published: tuple[ObservationRow, ...]
    recorded: tuple[ObservationRow, ...]
    told: Told = field(default=frozenset())

    def by(self, text: str) -> str:
        """`check`, `verify`, or nothing: what notices this text in the place of the ruleset's."""
        self.shelf.path.write_text(text, "utf-8")
        ruleset, faults = checked(Source(self.shelf.path.name, text), self.shelf.members())
        if ruleset is None:
            return "check"
        faults = (*faults, *assertions_that_fail(ruleset), *always_stopped(ruleset))
        if has_fatal(faults) or not _told(faults) <= self.told:
            return "check"
        prepared = Prepared(self.shelf.with_rounds(ruleset.ruleset.rounds), ruleset, build(ruleset))
        return "" if all(self._verified(prepared)) else "verify"

    def _verified(self, own: Prepared) -> Iterator[bool]:
        """What is recorded of each data file, then what is published; the quick ones first."""
        for data in data_files(self.recorded):
            path = self.shelf.path.parent / data
            prepared = own if self.shelf.members(path) == self.shelf.members() else prepare(self.shelf, path)
            if isinstance(prepared, tuple):
                yield False
                return
            found = compute(prepared, library.round_name(path.stem), path)
            yield not isinstance(found, tuple) and not compared(found, data, self.recorded).differing
        rounds = own.shelf.rounds
        known = compute(own, rounds[0]) if rounds else as_far_as_known(own)
        yield not isinstance(known, tuple) and verify(known, self.published).holds


def noticing(year: str, folder: Path) -> Noticing:
    """A copy of a ruleset in a folder of its own, which notices nothing as it is."""
    own = library.find(year)
    assert own
    there = folder / year
    shutil.copytree(own.path.parent, there)
    shelf = Shelf(year, there / own.path.name)
    text = own.path.read_text("utf-8")
    _, faults = checked(Source(shelf.path.name, text), shelf.members())
    found = Noticing(shelf, _rows(shelf.published, read_published), _rows(shelf.recorded, read_recorded), _told(faults))
    assert found.by(text) == "", f"{year} is noticed as it is"
    return found


def _rows(path: Path, read: object) -> tuple[ObservationRow, ...]:
    if not path.is_file():
        return ()
    source = library.read(path)
    assert isinstance(source, Source)
    return tuple(read(source).rows)  # type: ignore[operator]


def _told(faults: tuple[Fault, ...]) -> Told:
    return frozenset((one.slug, one.title.nb) for one in faults)
