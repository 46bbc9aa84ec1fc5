"""The report in a real browser: its script, its width on a phone, its contrast, and what it loads."""

from pathlib import Path

import pytest

from kommunalfreund.export.html import render_report
from kommunalfreund.paths import DRAFTS
from kommunalfreund.reading import discover, read_draft
from tests.factories import KeywordAnalysis, make_check

sync_api = pytest.importorskip("playwright.sync_api")
CHROMIUM = Path("/usr/bin/chromium")
pytestmark = [pytest.mark.browser, pytest.mark.skipif(not CHROMIUM.exists(), reason="needs Debian's Chromium")]

LOW_CONTRAST = """
() => {
  const parse = color => (color.match(/[\\d.]+/g) || []).map(Number);
  const light = ([r, g, b]) => [r, g, b].map(v => v / 255).map(v => v <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4)
    .reduce((sum, v, i) => sum + v * [.2126, .7152, .0722][i], 0);
  const ground = node => {
    for (; node; node = node.parentElement) {
      const color = parse(getComputedStyle(node).backgroundColor);
      if (color.length === 3 || color[3] === 1) return color;
    }
    return [255, 255, 255];
  };
  const low = [];
  for (const node of document.querySelectorAll("body *")) {
    if (![...node.childNodes].some(child => child.nodeType === 3 && child.data.trim())) continue;
    if (!node.getClientRects().length || node.tagName === "SCRIPT") continue;
    const [one, two] = [light(parse(getComputedStyle(node).color)), light(ground(node))].sort((a, b) => b - a);
    const ratio = (one + .05) / (two + .05);
    if (ratio < 4.5) low.push(`${node.tagName}.${node.className}: ${ratio.toFixed(2)}`);
  }
  return [...new Set(low)];
}
"""


@pytest.fixture(scope="module")
def report(tmp_path_factory):
    result = KeywordAnalysis.load().run(read_draft(discover([DRAFTS / "hitzeschutz"])[0]))
    result = type(result)(draft=result.draft, findings=result.findings, versions=result.versions, draft_checks=(make_check(),))
    path = tmp_path_factory.mktemp("report") / "bericht.html"
    path.write_text(render_report(result, created="2026-11-23"), encoding="utf-8")
    return path.as_uri()


@pytest.fixture(scope="module")
def browser():
    with sync_api.sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=str(CHROMIUM), args=["--no-sandbox"])
        yield chromium
        chromium.close()


@pytest.fixture
def open_page(browser, report):
    pages = []

    def open_(fragment="", **options):
        page = browser.new_page(**options)
        pages.append(page)
        page.problems = []
        page.on("console", lambda message: page.problems.append(message.text))
        page.on("pageerror", lambda error: page.problems.append(str(error)))
        page.requested = []
        page.on("request", lambda request: page.requested.append(request.url))
        page.goto(report + fragment)
        return page

    yield open_
    for page in pages:
        page.close()


def test_page_loads_only_itself_without_complaint(open_page, report):
    page = open_page()
    assert page.requested == [report]
    assert page.problems == []


@pytest.mark.parametrize("width", [360, 420, 800, 1000, 1280, 1920])
def test_page_never_scrolls_sideways(open_page, width):
    page = open_page(viewport={"width": width, "height": 900})
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_contrast_is_at_least_aa(open_page, scheme):
    page = open_page(color_scheme=scheme)
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")
    assert page.evaluate(LOW_CONTRAST) == []


def test_filter_narrows_the_list_and_counts(open_page):
    page = open_page()
    rows = page.locator("#befundliste tbody tr")
    total = rows.count()
    page.get_by_role("checkbox", name="Kosten").check()
    shown = page.locator("#befundliste tbody tr:visible").count()
    assert 0 < shown < total
    assert page.locator("#filter output").inner_text() == f"{shown} von {total}"
    page.get_by_role("searchbox").fill("gibt es nicht im Text")
    assert page.locator("#befundliste tbody tr:visible").count() == 0


def test_without_script_everything_is_there_and_no_dead_filter(open_page):
    page = open_page(java_script_enabled=False)
    assert page.locator("#befundliste tbody tr").first.is_visible()
    assert not page.locator("#filter").is_visible()


def test_link_into_a_collapsed_part_opens_it(open_page):
    page = open_page()
    identifier = page.evaluate("document.querySelector('details.dokument .satz.gemeldet').id")
    assert not page.locator(f"#{identifier}").is_visible()
    page.evaluate("id => { location.hash = id; }", identifier)
    page.locator(f"#{identifier}").wait_for(state="visible")


def test_notes_stand_beside_their_sentence_on_a_wide_screen_and_below_on_a_phone(open_page):
    wide = open_page(viewport={"width": 1280, "height": 900})
    sentence, note = (wide.locator(f"article {one}").first.bounding_box() for one in (".satz.gemeldet", ".notiz"))
    assert note["x"] >= sentence["x"] + sentence["width"]
    assert abs(note["y"] - sentence["y"]) < 40
    narrow = open_page(viewport={"width": 420, "height": 900})
    sentence, note = (narrow.locator(f"article {one}").first.bounding_box() for one in (".satz.gemeldet", ".notiz"))
    assert note["y"] >= sentence["y"] + sentence["height"] - 1


def test_print_shows_the_collapsed_parts_as_well(open_page, tmp_path):
    page = open_page()
    assert not page.locator("details.dokument p.text").first.is_visible()
    page.emulate_media(media="print")
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    assert page.locator("details.dokument p.text").first.is_visible()
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    assert not page.locator("#filter").is_visible()


def test_keyboard_reaches_skip_link_first(open_page):
    page = open_page()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#haupt"
