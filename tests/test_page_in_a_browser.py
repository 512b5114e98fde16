"""The page of `report` in a real browser: on a telephone, a tablet and a desk, light and dark, unfolded and printed.

Runs where playwright, axe and Chromium are. Nothing but the file itself is asked for.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from rbflang.commands import main

pytest.importorskip("playwright.sync_api")
axe = pytest.importorskip("axe_playwright_python.sync_playwright")
pytestmark = pytest.mark.skipif(shutil.which("chromium") is None, reason="Chromium is not installed")

REPORTS = {
    "vest": ("rbf2025", "--for", "Vest"),
    "settled": ("rbf2025", "--round", "endelig", "--data", "syntetisk", "--lang", "en"),
    "measures": ("kbf2021", "--data", "syntetisk"),
}
SMALL = Path(__file__).parent / "language/schemes/several-staircases.md"
A4 = "/MediaBox [0 0 594.95996 841.91998]"


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The addresses of the pages."""
    folder: Path = tmp_path_factory.mktemp("pages")
    small = SMALL.read_text("utf-8")
    for name, text in re.findall(r"^```(?:rbf|csv) file=(small\.rbf|provisional\.csv)\n(.*?)^```", small, re.M | re.S):
        (folder / name).write_text(text, "utf-8")
    reports = REPORTS | {"small": (str(folder / "small.rbf"), "--data", str(folder / "provisional.csv"))}
    for name, words in reports.items():
        result = CliRunner().invoke(main, ["report", *words, "-o", str(folder / f"{name}.html")])
        assert result.exit_code == 0, result.stderr
    return {name: (folder / f"{name}.html").as_uri() for name in reports}


@pytest.fixture
def wide(browser: Any) -> Iterator[Any]:
    """A page on a desk, closed afterwards."""
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    yield page
    page.close()


def unfold_all(page: Any) -> None:
    page.evaluate("document.querySelectorAll('details').forEach(it => { it.open = true })")


@pytest.mark.parametrize("scheme", ("light", "dark"))
@pytest.mark.parametrize("width", (320, 768, 1280, 2200))
def test_it_fits_every_screen_and_asks_for_nothing(
    pages: dict[str, str], browser: Any, width: int, scheme: str
) -> None:
    """Unfolded to the last line, the page is no wider than the screen; nothing is fetched and nothing complains."""
    page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
    asked: list[str] = []
    told: list[str] = []
    page.on("request", lambda one: asked.append(one.url))
    page.on("console", lambda one: told.append(one.text))
    for address in pages.values():
        page.goto(address)
        unfold_all(page)
        assert not page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
    page.close()
    assert (asked, told) == ([*pages.values()], [])


@pytest.mark.parametrize(("name", "width", "scheme"), [("vest", 320, "light"), ("settled", 1280, "dark")])
def test_axe_finds_nothing(pages: dict[str, str], browser: Any, name: str, width: int, scheme: str) -> None:
    """On a page as it is opened, and on a small one that is unfolded to the last line."""
    page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
    for address in (pages[name], pages["small"]):
        page.goto(address)
        if address == pages["small"]:
            unfold_all(page)
        violations = axe.Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
        assert [(one["id"], one["nodes"][0]["html"]) for one in violations] == []
    page.close()


def test_it_unfolds_by_mouse_and_by_keyboard(pages: dict[str, str], wide: Any) -> None:
    wide.goto(pages["vest"])
    amount = wide.locator("summary", has_text="RBF-inntekt, Vest").first
    points = wide.locator("summary", has_text="Poeng for utbetaling, Vest").first
    assert not points.is_visible()
    amount.click()
    assert points.is_visible()
    points.focus()
    weighted = wide.locator("summary", has_text="Vektede poeng, Vest").first
    wide.keyboard.press("Enter")
    assert weighted.is_visible()
    wide.keyboard.press("Space")
    assert not weighted.is_visible()


def test_a_place_in_the_rules_is_shown_when_it_is_asked_for(pages: dict[str, str], wide: Any) -> None:
    """The line is unfolded with the text that it stands in; so is a cell that is told further up."""
    wide.goto(pages["vest"])
    wide.locator("summary", has_text="RBF-inntekt, Vest").first.click()
    place = wide.locator("a", has_text=re.compile(r"^rbf2025\.rbf:\d+$")).first
    target = wide.locator(place.get_attribute("href"))
    assert not target.is_visible()
    place.click()
    assert target.is_visible()
    assert "rbf_inntekt" in target.inner_text()
    unfold_all(wide)
    again = wide.locator("a[href^='#u']").first
    told = wide.locator(again.get_attribute("href"))
    assert told.locator("summary").first.inner_text().startswith(again.inner_text())


def test_a_wide_table_is_scrolled_by_keyboard(pages: dict[str, str], browser: Any) -> None:
    page = browser.new_page(viewport={"width": 320, "height": 900})
    page.goto(pages["vest"])
    table = page.locator("section > .wide", has_text="Epikriser sendt innen 1 dag").first
    table.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_timeout(300)
    assert table.evaluate("it => it.scrollLeft") > 0
    page.close()


def test_it_is_read_without_script(pages: dict[str, str], browser: Any) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(pages["settled"])
    assert page.locator("h1").inner_text().replace("\N{NO-BREAK SPACE}", " ").startswith("671,631,000 kr")
    page.locator("summary", has_text="Western Norway gets").click()
    assert page.locator("summary", has_text="RBF income, Western Norway").is_visible()
    context.close()


def test_it_prints_on_a4_with_the_explanations_unfolded(pages: dict[str, str], wide: Any) -> None:
    """On white, whatever the screen; what is for the screen alone is left out."""
    wide.emulate_media(media="print", color_scheme="dark")
    wide.goto(pages["settled"])
    assert wide.evaluate("getComputedStyle(document.documentElement).backgroundColor") == "rgb(255, 255, 255)"
    assert not wide.locator("nav").is_visible()
    assert wide.locator("h3", has_text="From points to kroner").first.is_visible()
    assert not wide.locator("summary", has_text="Points for payout, Western Norway").first.is_visible()
    text = wide.pdf(prefer_css_page_size=True).decode("latin-1")
    assert text.count(A4) == len(re.findall(r"/Type /Page\b(?!s)", text)) > 5
