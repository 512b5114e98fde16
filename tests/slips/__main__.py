"""How many slips are answered with the right cure at the right place: `python -m tests.slips`, and which are not."""

from __future__ import annotations

import tempfile
from pathlib import Path

from .trial import SLIPS, faults_of, is_cured


def main() -> None:
    named = 0
    with tempfile.TemporaryDirectory() as folder:
        for slip in SLIPS:
            found = faults_of(slip, Path(folder))
            cured = is_cured(slip, found)
            named += cured
            if not cured:
                print(slip.name, "->", slip.cure)
                for one in found[:3]:
                    place = one.labels[0].span if one.labels else "nowhere"
                    pasted = [part if isinstance(part, str) else part.say(slip.language) for part in one.paste]
                    print(f"    {one.title.say(slip.language)} | {place} | {one.tip.say(slip.language)} | {pasted}")
    print(f"{named} of {len(SLIPS)}")


main()
