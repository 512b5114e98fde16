"""`python -m rbflang` and the console script.

A command lives for less than a second and leaves no cycles worth looking for, so the collector of cycles stays off.
"""

from __future__ import annotations

import gc

gc.disable()

from rbflang.commands import main  # noqa: E402 - what is imported is worth most of it

if __name__ == "__main__":
    main()
