"""Tasks of the tests, made importable as a module of the package in the child alone."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from zonetracker.support.process import child

Trial = Callable[[str], str]
"""Makes a module of its source; gives its name."""


@pytest.fixture
def trial(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Trial:
    places = [str(Path(child.__file__).parents[3]), str(tmp_path)]
    start = (
        f"import sys; sys.path[:0] = {places!r}; import zonetracker.support as s; s.__path__.append({str(tmp_path)!r});"
        "from zonetracker.support.process.child import serve; serve(sys.argv[1])"
    )
    monkeypatch.setattr(child, "_command", lambda task: [sys.executable, "-I", "-B", "-c", start, task])

    def made(source: str) -> str:
        (tmp_path / "trial.py").write_text(source, encoding="utf-8")
        return "zonetracker.support.trial"

    return made
