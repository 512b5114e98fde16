"""Whether the tests notice when the arithmetic or a proof is made wrong in one small place.

python -m tests.mutation [--sample 30 --seed 1] [--module tables.changes] [--jobs 2]
"""
