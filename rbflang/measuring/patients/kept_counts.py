"""Counts of a part of the patients, kept in the folder of a run until it ends: a run that was broken off goes on there.

A part is told by a hash of what is counted and of the files it is counted in: counts of anything else are not taken.
Names of units and numbers are kept, and nothing of any patient.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Sequence
from pathlib import Path

from attrs import frozen

from rbflang.measuring.patients.patient_bits import Distinct
from rbflang.measuring.working_folder import KEPT
from rbflang.register.definitions import EpisodeCount


@frozen
class KeptCounts:
    """Where counts are kept, and the hash of all that they depend on."""

    folder: Path
    of: str

    def read(self, name: str, counts: Sequence[EpisodeCount]) -> Distinct | None:
        """What was counted before under a name; none where nothing was, or of something else."""
        path = self.folder / f"{self._hash(name)}{KEPT}"
        try:
            found = json.loads(path.read_text("utf-8"))
            if found.pop("check") != _check(found):
                return None
            by_place = {tuple(row[:2]): dict(zip(counts, row[2], strict=True)) for row in found["places"]}
            return Distinct(by_place, found["several"])
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def write(self, name: str, found: Distinct, counts: Sequence[EpisodeCount]) -> None:
        """Keep what was counted: the file is there as a whole, or not at all."""
        places = [[*place, [own[count] for count in counts]] for place, own in found.counts.items()]
        held = {"places": places, "several": dict(found.in_several)}
        path = self.folder / f"{self._hash(name)}{KEPT}"
        beside = path.with_suffix(".half")
        with open(beside, "x", encoding="utf-8", opener=lambda at, flags: os.open(at, flags, 0o600)) as file:
            json.dump({**held, "check": _check(held)}, file)
        beside.replace(path)

    def _hash(self, name: str) -> str:
        return hashlib.sha256(f"{self.of}\n{name}".encode()).hexdigest()[:32]


def _check(held: object) -> str:
    return hashlib.sha256(json.dumps(held, sort_keys=True).encode()).hexdigest()
