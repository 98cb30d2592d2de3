"""A start loads what it shows, and nothing that it does not."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from zonetracker.services.sample import build_sample_now

ROOT = Path(__file__).resolve().parent.parent
STARTED = ROOT / "tests" / "started.py"


@pytest.fixture(scope="module")
def starts(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, list[str]]]:
    """Which heavy modules two starts with the sample workbook had loaded, by when; the second finds its pictures."""
    folder = tmp_path_factory.mktemp("start")
    (folder / "home").mkdir()
    build_sample_now(folder / "sample.zt").close()
    known = {**os.environ, "ZONETRACKER_HOME": str(folder / "home"), "PYTHONPATH": str(ROOT)}
    call = [sys.executable, str(STARTED), str(folder / "sample.zt")]
    found = []
    for _ in range(2):
        done = subprocess.run(call, cwd=ROOT, env=known, capture_output=True, text=True, encoding="utf-8")
        assert done.returncode == 0, done.stderr[-2000:]
        lines = [json.loads(line) for line in done.stdout.splitlines()]
        found.append({line["when"]: line["heavy"] for line in lines})
    return found


def test_no_heavy_module_is_loaded_before_the_first_table_is_painted(starts: list[dict[str, list[str]]]) -> None:
    assert [start["painted"] for start in starts] == [[], []]


def test_the_first_start_draws_and_a_start_with_unchanged_figures_does_not(starts: list[dict[str, list[str]]]) -> None:
    first, second = starts
    assert "matplotlib" in first["idle"]
    assert second["idle"] == []
