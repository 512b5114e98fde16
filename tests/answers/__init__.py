"""What the rules give for made-up figures, worked out once more by hand-written scripts that know nothing of rbflang.

`python -m tests.answers` writes `fasit.csv` beside each ruleset. The scripts read the data files and nothing else: the
numbers and rules of each year stand in them as the sources have them. They import the standard library alone; a test
holds that.
"""
