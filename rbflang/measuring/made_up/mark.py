"""How a table of episodes says that it is made up.

It has a column `syntetisk` that says yes in each row, which it keeps in whatever file or database it is put; a Parquet
file says it in its metadata too.
"""

from __future__ import annotations

COLUMN = "syntetisk"
"""The heading of the column: a truth in Parquet, `ja` in CSV."""
METADATA = b"rbflang.syntetisk"
"""The key of the metadata of a Parquet file; its value is the seed that the rows were drawn from."""
