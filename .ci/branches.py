"""The share of branches that the tests took, counted on branches alone, read from the data of the last run.

Takes the least share in per cent as its argument; ends with 1 where fewer were taken. The limit of pytest-cov counts
lines and branches together, and does not see this.
"""

from __future__ import annotations

import json
import sys
import tempfile

from coverage import Coverage

least = float(sys.argv[1])
coverage = Coverage()
coverage.load()
with tempfile.NamedTemporaryFile(suffix=".json") as file:
    coverage.json_report(outfile=file.name)
    totals = json.load(file)["totals"]
share = 100 * totals["covered_branches"] / totals["num_branches"]
taken = f"{totals['covered_branches']} of {totals['num_branches']} branches"
print(f"{taken}, {share:.1f} %; at least {least:g} % are asked for")
sys.exit(0 if share >= least else 1)
