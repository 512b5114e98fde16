"""How large a sheet may be, far beyond any table of figures; what is larger is refused before it costs anything."""

MOST_ROWS = 100_000
MOST_ROWS_OF_ANY = 1_048_576
MOST_COLUMNS = 1_000
MOST_AREA = 4_000_000
MOST_EMPTY_ROWS = 20_000
MOST_MERGED = 1_000
