"""The pages that are made of the rulesets and the code, written to disk before the site is built.

`python docs/hooks/made_pages.py` writes them among the pages that are written by hand, where any builder of sites finds
them; mkdocs does so by itself. Takes nothing but what the other scripts of this folder make.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import first_page
import indicator_pages
import payee_pages
import reference_pages
import year_pages
from shipped import DOCS

FOLDERS = (*reference_pages.FOLDERS, year_pages.FOLDER, indicator_pages.FOLDER, payee_pages.FOLDER)


def pages() -> dict[str, str]:
    """Every page by its path."""
    made = (first_page, reference_pages, year_pages, indicator_pages, payee_pages)
    return {path: text for module in made for path, text in module.pages().items()}


def write(docs: Path, made: Mapping[str, str]) -> None:
    """Write the pages; those that are as they were are left alone, and those that nothing makes any longer go."""
    for folder in FOLDERS:
        for path in (docs / folder).rglob("*.md"):
            if path.relative_to(docs).as_posix() not in made:
                path.unlink()
    for name, text in made.items():
        path = docs / name
        if not path.exists() or path.read_text("utf-8") != text:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8", newline="\n")


def on_pre_build(config: Any) -> None:
    """Called by mkdocs before it looks for pages."""
    write(Path(config.docs_dir), pages())


def on_page_content(html: str, **_: Any) -> str:
    """Called by mkdocs for each page: a table can be scrolled by keyboard, and a corner without words is no heading."""
    html = re.sub(r"<th[^>]*></th>", "<td></td>", html)
    return html.replace("<table>", '<div class="table" tabindex="0"><table>').replace("</table>", "</table></div>")


def on_post_page(output: str, **_: Any) -> str:
    """Called by mkdocs for each whole page: the search box says to screen readers what it is."""
    name = "Søk" if '<html lang="nb"' in output else "Search"
    return output.replace(
        'data-md-component="search" role="dialog"', f'data-md-component="search" role="dialog" aria-label="{name}"'
    )


def on_post_template(output: str, **_: Any) -> str:
    """Called by mkdocs for the page that says that a page does not exist."""
    return on_post_page(output)


if __name__ == "__main__":
    write(DOCS, pages())
