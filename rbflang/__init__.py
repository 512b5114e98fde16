"""rbflang: a rules language and an exact, explaining engine for results-based hospital funding.

Start reading in `pipeline.py`.
"""

__version__ = "0.1.0"
