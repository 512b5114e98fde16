"""The site in a real browser: every kind of page, light and dark, on a telephone and on a desk.

Runs where mkdocs, playwright, axe and Chromium are; the pages are asked from this machine alone.
"""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("mkdocs")
pytest.importorskip("playwright.sync_api")
axe = pytest.importorskip("axe_playwright_python.sync_playwright")
pytestmark = pytest.mark.skipif(shutil.which("chromium") is None, reason="Chromium is not installed")

ROOT = Path(__file__).parent.parent
PAGES = (
    "index.html", "english.html", "regionene/index.html", "regionene/vest.html", "aar/index.html", "aar/rbf2025.html",
    "aar/kbf2018.html", "indikatorer/index.html", "indikatorer/video.html", "nb/kom-i-gang.html", "tour/measures.html",
    "reference/words.html", "reference/commands.html", "reference/faults.html",
    "reference/faults/limits-out-of-order.html", "json.html", "python.html", "404.html",
)  # fmt: skip
WIDTHS, HEIGHT = (390, 1280), 900


class Quiet(SimpleHTTPRequestHandler):
    """Says nothing of what is asked for."""

    def log_message(self, *_: Any) -> None:
        """Nothing."""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the site, built strictly."""
    from mkdocs.commands.build import build
    from mkdocs.config import load_config

    folder = tmp_path_factory.mktemp("site")
    build(load_config(str(ROOT / "mkdocs.yml"), site_dir=str(folder), strict=True))
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("scheme", ("light", "dark"))
def test_every_kind_of_page_can_be_used_by_everybody(site: str, browser: Any, scheme: str, width: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": HEIGHT}, color_scheme=scheme)
    asked: list[str] = []
    errors: list[str] = []
    page.on("request", lambda one: asked.append(one.url))
    page.on("console", lambda one: errors.append(one.text) if one.type == "error" else None)
    found = {}
    for name in PAGES:
        page.goto(site + name)
        violations = axe.Axe().run(page).response["violations"]
        found[name] = [(one["id"], one["nodes"][0]["html"]) for one in violations]
        wide = page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
        found[name] += [("wider than the page", "")] if wide else []
    page.close()
    assert {name: faults for name, faults in found.items() if faults} == {}
    assert [one for one in asked if not one.startswith(site)] == []
    assert errors == []


@pytest.mark.parametrize(
    ("name", "language"), (("index", "nb"), ("aar/rbf2025", "nb"), ("english", "en"), ("tour/sets", "en"))
)
def test_a_page_says_which_language_it_is_in(site: str, browser: Any, name: str, language: str) -> None:
    page = browser.new_page()
    page.goto(f"{site}{name}.html")
    assert page.get_attribute("html", "lang") == language
    assert (
        page.get_attribute("[data-md-component=search-query]", "placeholder") == {"nb": "Søk", "en": "Search"}[language]
    )
    page.close()


@pytest.mark.parametrize(
    ("words", "expected"),
    (
        ("hvorfor", "Hvem får hva, og hvorfor"),
        ("--set", "Commands"),
        ("måloppnåelse", "RBF 2025"),
        ("verify", "Kommandoer"),
    ),
)
def test_the_search_finds(site: str, browser: Any, words: str, expected: str) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": HEIGHT})
    page.goto(f"{site}index.html")
    page.fill("[data-md-component=search-query]", words)
    page.wait_for_selector(".md-search-result__item h1")
    page.wait_for_timeout(300)
    for _ in range(8):
        page.keyboard.press("PageDown")
    assert expected in [one.inner_text() for one in page.query_selector_all(".md-search-result__item h1")]
    page.close()


def test_a_wide_table_is_scrolled_by_keyboard(site: str, browser: Any) -> None:
    page = browser.new_page(viewport={"width": 390, "height": HEIGHT})
    page.goto(f"{site}aar/rbf2025.html")
    table = page.query_selector("h3[id=poeng] ~ .table")
    table.focus()
    before = table.evaluate("it => it.scrollLeft")
    page.keyboard.press("ArrowRight")
    page.wait_for_timeout(300)
    assert table.evaluate("it => it.scrollLeft") > before
    page.close()


def test_lines_of_text_are_no_longer_than_can_be_read(site: str, browser: Any) -> None:
    page = browser.new_page(viewport={"width": 1920, "height": HEIGHT})
    page.goto(f"{site}how-it-works.html")
    longest = page.evaluate(
        """() => Math.max(...[...document.querySelectorAll('.md-content p')].flatMap(it => {
            const range = document.createRange(), lengths = [], tops = {}
            for (const text of it.childNodes) if (text.nodeType === 3) for (let at = 0; at < text.length; at++) {
                range.setStart(text, at); range.setEnd(text, at + 1)
                const top = Math.round(range.getBoundingClientRect().top); tops[top] = (tops[top] || 0) + 1
            }
            return Object.values(tops)
        }))"""
    )
    assert 40 < longest <= 75
    page.close()


def test_an_address_keeps_norwegian_letters(site: str, browser: Any) -> None:
    page = browser.new_page()
    page.goto(f"{site}aar/rbf2025.html#foreløpig-fordeling")
    assert page.evaluate("document.querySelector(':target').innerText").startswith("Foreløpig fordeling")
    page.close()
