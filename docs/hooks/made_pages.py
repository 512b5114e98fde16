"""The pages that are made while the site is built: words, commands and faults, the years, the indicators.

Takes nothing but what the other scripts of this folder make; gives it to mkdocs.
"""

from __future__ import annotations

from typing import Any

import indicator_pages
import reference_pages
import year_pages


def on_files(files: Any, config: Any) -> Any:
    """Add the pages to the site (called by mkdocs)."""
    from mkdocs.structure.files import File

    for path, text in pages().items():
        files.append(File.generated(config, path, content=text))
    return files


def pages() -> dict[str, str]:
    """Every page by its path."""
    return {**reference_pages.pages(), **year_pages.pages(), **indicator_pages.pages()}
