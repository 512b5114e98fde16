"""From a table of episodes to counts: which engine counts, in one pass, and what was found on the way.

Takes a `Measurement` and where its episodes lie; gives counts per unit and payee. Nothing but aggregates leaves here.
"""
