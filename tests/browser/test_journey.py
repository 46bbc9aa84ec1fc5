"""The real app in a real browser: open an example, click a highlight, filter, download."""

import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
playwright = pytest.importorskip("playwright.sync_api", reason="playwright ist nicht installiert")
pytest.importorskip("streamlit", reason="streamlit (Extra app) ist nicht installiert")
pytestmark = [pytest.mark.browser, pytest.mark.skipif(CHROMIUM is None, reason="Chromium ist nicht installiert")]
ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = subprocess.Popen(
        [sys.executable, "-m", "streamlit", "run", str(ROOT / "app.py"), "--server.port", str(port)],
        cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    url = f"http://127.0.0.1:{port}"
    try:
        for _ in range(120):
            try:
                urlopen(f"{url}/_stcore/health", timeout=1)
                break
            except (URLError, OSError):
                time.sleep(0.5)
        yield url
    finally:
        server.terminate()
        server.wait(timeout=20)


def test_journey(address: str, tmp_path: Path) -> None:
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu", "--disable-quic"])
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        page.set_default_timeout(60_000)
        errors: list[str] = []
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.goto(address)
        page.get_by_role("button", name="Beispiel prüfen").click()
        page.get_by_role("link", name="Text lesen").click()
        page.locator(".satz.gemeldet").first.click()
        page.get_by_text("Warum?").wait_for()
        assert "c=" in page.url
        page.get_by_role("link", name="Funde").first.click()
        page.get_by_text("in der Auswahl").wait_for()
        with page.expect_download() as download:
            page.get_by_role("button", name="JSONL").click()
        target = tmp_path / "funde.jsonl"
        download.value.save_as(target)
        assert '"citation"' in target.read_text(encoding="utf-8")
        assert not errors
        browser.close()
