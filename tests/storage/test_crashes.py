"""R1 and R20: the process is killed at seeded moments; what it acknowledged is there, whole, and once.

The moments are counted in calls, so that the same tree dies at the same places. With ZONETRACKER_KILLS=400 the clock
chooses instead, so many times: also within a call, differently each time.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.storage.crashing import digest, some_report
from zonetracker.services.ledger import Ledger

BY_CLOCK = int(os.environ.get("ZONETRACKER_KILLS", "0"))
KILLS = BY_CLOCK or 40
ROOT = Path(__file__).resolve().parents[2]


def killed(path: Path, seed: int, mode: str, part: float, calls: int, seconds: float) -> list[str]:
    """What a clerk at work said until it was killed, `part` of the way through so many calls or seconds."""
    dies_after = "0" if BY_CLOCK else str(1 + int(part * calls))
    command = [sys.executable, "-m", "tests.storage.crashing", str(path), str(seed), mode, dies_after]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as clerk:
        assert clerk.stdout is not None
        said = [clerk.stdout.readline()]
        if BY_CLOCK:
            time.sleep(part * seconds)
            clerk.kill()
        said += clerk.stdout.readlines()
    return [line for line in said if line.endswith("\n")]


@pytest.mark.slow
def test_a_killed_program_loses_nothing_that_it_acknowledged(tmp_path: Path) -> None:
    path = tmp_path / "台账.zt"
    Ledger.create(path, "云岭高新区").close()
    chance = random.Random(20230901)
    done = 0
    for seed in range(KILLS):
        said = killed(path, seed, "work", chance.random(), 300_000, 0.25)
        assert said and said[-1].startswith("at "), said
        revision, kept = said[-1].split()[1:]
        with Ledger.open(path) as ledger:
            assert not ledger.read_only, ledger.notices
            assert ledger.check() == []
            assert ledger.revision in (int(revision), int(revision) + 1)
            if ledger.revision == int(revision):
                assert digest(ledger) == kept
        done += len(said) - 1
    assert done > KILLS or BY_CLOCK, "the clerk hardly did anything"


@pytest.mark.parametrize("part", range(2))
def test_an_import_killed_and_repeated_is_there_once(tmp_path: Path, part: int) -> None:
    path = tmp_path / "台账.zt"
    Ledger.create(path, "云岭高新区").close()
    chance = random.Random(part)
    done = 0
    for seed in range(KILLS // 8):
        said = killed(path, seed, "import", chance.random(), 8_000, 0.03)
        assert said[0] == "ready\n"
        done += len(said) == 2
        with Ledger.open(path) as ledger:
            some_report(random.Random(seed)).keep(ledger, operation_key=f"key-{seed}")
            assert len(ledger.reports()) == seed + 1
            assert len(ledger.rows(ledger.reports()[-1].id)) == 9
            assert ledger.check() == []
    assert BY_CLOCK or 0 < done < KILLS // 8, "some die before the end, and not all"
