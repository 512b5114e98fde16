"""`python -m rbflang` and the console script."""

from __future__ import annotations

from rbflang.commands import main

if __name__ == "__main__":
    main()
