"""The Kommunal-Check in a real browser and in a real word processor: it loads nothing, and it is one page and the table by Land."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from kommunalfreund.analysis import Analysis
from kommunalfreund.assessment.compliance_cost import estimate, propose
from kommunalfreund.export.kommunal_check import KommunalCheck, build_check, render_check
from kommunalfreund.export.kommunal_check.word import check_as_docx
from kommunalfreund.paths import DRAFTS
from kommunalfreund.reading import discover, read_draft

CHROMIUM = Path("/usr/bin/chromium")
OFFICE = shutil.which("soffice")


@pytest.fixture(scope="module")
def check() -> KommunalCheck:
    """Of the example draft with the most remarks."""
    result = Analysis.load().run(read_draft(discover([DRAFTS / "familienleistung"])[0]))
    return build_check(result, estimate(propose(result.draft, result.findings)))


def pages(pdf: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page\b(?!s)", pdf))


@pytest.mark.browser
@pytest.mark.skipif(not CHROMIUM.exists(), reason="needs Debian's Chromium")
def test_page_prints_on_one_sheet_and_loads_nothing(check: KommunalCheck, tmp_path: Path) -> None:
    sync_api = pytest.importorskip("playwright.sync_api")
    target = tmp_path / "check.html"
    target.write_text(render_check(check), encoding="utf-8")
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM))
        page = browser.new_page(viewport={"width": 390, "height": 800})
        requests: list[str] = []
        page.on("request", lambda request: requests.append(request.url))
        page.goto(target.as_uri())
        width = page.evaluate("document.documentElement.scrollWidth")
        pdf = page.pdf(format="A4", prefer_css_page_size=True)
        browser.close()
    assert requests == [target.as_uri()]
    assert width <= 390
    assert pages(pdf) == 2


@pytest.mark.slow
@pytest.mark.skipif(OFFICE is None, reason="needs LibreOffice")
def test_word_document_opens_in_libreoffice_on_one_sheet(check: KommunalCheck, tmp_path: Path) -> None:
    (tmp_path / "check.docx").write_bytes(check_as_docx(check))
    command = [str(OFFICE), f"-env:UserInstallation={(tmp_path / 'profil').as_uri()}", "--headless", "--convert-to", "pdf", "check.docx"]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, timeout=120)
    assert pages((tmp_path / "check.pdf").read_bytes()) == 2
