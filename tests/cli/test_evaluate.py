from __future__ import annotations

import sys
from pathlib import Path

import pytest

from kommunalfreund.cli import main


def run(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> object:
    monkeypatch.setattr(sys, "argv", ["kommunalfreund", "evaluate", *arguments])
    with pytest.raises(SystemExit) as stopped:
        main()
    return stopped.value.code


def test_missing_sentences_are_an_error_that_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(monkeypatch, "--shared", str(tmp_path), "--output", str(tmp_path / "guete")) == 2
    message = capsys.readouterr().err
    assert "dev.jsonl" in message
    assert "--shared" in message
    assert not (tmp_path / "guete").exists()


def test_a_quick_run_cannot_become_the_yardstick(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(monkeypatch, "--quick", "--commit") == 2
    assert "guete.json" in capsys.readouterr().err
