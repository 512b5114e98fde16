"""Made-up episodes: a table of a register that nobody lies behind, drawn from a seed.

Takes a register and what is counted in it; gives rows. What comes of such rows is called `syntetisk`.
"""
