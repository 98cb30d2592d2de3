"""What only one process at a time may be."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from zonetracker.support.process.sole import Sole


def test_one_has_it_until_it_lets_go(tmp_path: Path) -> None:
    first, second = Sole(tmp_path / "one.lock"), Sole(tmp_path / "one.lock")
    assert first.take() and first.take() and first.held
    assert not second.take() and not second.held
    first.release()
    first.release()
    assert second.take() and not first.take()
    second.release()


def test_a_killed_process_has_let_go(tmp_path: Path) -> None:
    code = (
        "import sys, time; from pathlib import Path; from zonetracker.support.process.sole import Sole;"
        "one = Sole(Path(sys.argv[1])); print(one.take(), flush=True); time.sleep(600)"
    )
    path = tmp_path / "one.lock"
    with subprocess.Popen([sys.executable, "-c", code, str(path)], stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout is not None and other.stdout.readline() == "True\n"
        mine = Sole(path)
        try:
            assert not mine.take()
        finally:
            other.kill()
    assert mine.take()
    mine.release()


def test_a_place_that_cannot_be_written_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(OSError):
        Sole(tmp_path / "no folder" / "one.lock").take()
