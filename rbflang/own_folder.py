"""The user's own folder for what can be made again: the compiled grammar and the trees of texts.

Gives a folder or none; nothing may depend on what is found in it.
"""

from __future__ import annotations

import os
from pathlib import Path

VARIABLE = "RBFLANG_CACHE"


def own_folder() -> Path | None:
    """The folder, made if need be; `None` where no folder of the user's own can be written."""
    chosen = os.environ.get(VARIABLE) or os.environ.get("XDG_CACHE_HOME")
    try:
        folder = (Path(chosen) if chosen else Path.home() / ".cache") / "rbflang"
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except (OSError, RuntimeError):
        return None
    return folder if os.access(folder, os.W_OK) else None
