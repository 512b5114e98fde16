"""`python -m rbflang` and the console script.

A command lives for less than a second and leaves no cycles worth looking for, so the collector of cycles stays off.
"""

from __future__ import annotations

import gc
import sys

gc.disable()

try:
    from rbflang.commands import main
except KeyboardInterrupt:  # before there is anybody to say so
    sys.exit(130)

if __name__ == "__main__":
    main()
