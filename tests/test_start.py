"""A start loads what it shows, and nothing that it does not."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from zonetracker.services.ledger import Ledger
from zonetracker.services.sample.book import build_sample_now

ROOT = Path(__file__).resolve().parent.parent
STARTED = ROOT / "tests" / "started.py"


Loaded = dict[str, list[str]]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample workbook, as it is and as a crash leaves it."""
    made = tmp_path_factory.mktemp("start")
    (made / "home").mkdir()
    with build_sample_now(made / "sample.zt") as ledger:
        shutil.copy(ledger.path, made / "crashed.zt")
    return made


def started(folder: Path, book: str) -> Loaded:
    """Which heavy modules a start with a workbook had loaded, by when."""
    known = {**os.environ, "ZONETRACKER_HOME": str(folder / "home"), "PYTHONPATH": str(ROOT)}
    call = [sys.executable, str(STARTED), str(folder / book)]
    done = subprocess.run(call, cwd=ROOT, env=known, capture_output=True, text=True, encoding="utf-8")
    assert done.returncode == 0, done.stderr[-2000:]
    return {line["when"]: line["heavy"] for line in map(json.loads, done.stdout.splitlines())}


@pytest.fixture(scope="module")
def starts(folder: Path) -> list[Loaded]:
    """Two starts with the sample workbook; the second finds its pictures."""
    return [started(folder, "sample.zt") for _ in range(2)]


def test_no_heavy_module_is_loaded_before_the_first_table_is_painted(starts: list[Loaded]) -> None:
    assert [start["painted"] for start in starts] == [[], []]


def test_nor_is_one_where_the_program_crashed_before(folder: Path) -> None:
    with Ledger.open(shutil.copy(folder / "crashed.zt", folder / "looked at.zt")) as ledger:
        assert any("没有正常关闭" in said for said in ledger.notices)
    assert started(folder, "crashed.zt")["painted"] == []


def test_the_first_start_draws_and_a_start_with_unchanged_figures_does_not(starts: list[Loaded]) -> None:
    first, second = starts
    assert "matplotlib" in first["idle"]
    assert second["idle"] == []
