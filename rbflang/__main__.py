"""`python -m rbflang` and the console script.

A command lives for less than a second and leaves no cycles worth looking for, so the collector of cycles stays off.
"""

from __future__ import annotations

import gc
import sys

gc.disable()

try:
    from rbflang.commands import kept_answers
    from rbflang.commands import main as commands
except KeyboardInterrupt:  # before there is anybody to say so
    sys.exit(130)


def main() -> None:
    """Run one command and end; the code is what lies on the disk, so that its answer can be kept."""
    commands(obj=kept_answers.KEEPING)


if __name__ == "__main__":
    main()
