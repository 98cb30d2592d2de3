"""R1 and R20: the process is killed at random moments; what it acknowledged is there, whole, and once.

ZONETRACKER_KILLS sets how many kills (default 40).
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

KILLS = int(os.environ.get("ZONETRACKER_KILLS", "40"))
ROOT = Path(__file__).resolve().parents[2]


def start(path: Path, seed: int, mode: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "tests.storage.crashing", str(path), str(seed), mode],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )


def killed(path: Path, seed: int, chance: random.Random) -> list[str]:
    """What a clerk at work said until it was killed."""
    with start(path, seed, "work") as clerk:
        assert clerk.stdout is not None
        said = [clerk.stdout.readline()]
        time.sleep(chance.random() * 0.25)
        clerk.kill()
        said += clerk.stdout.readlines()
    return [line for line in said if line.endswith("\n")]


def test_a_killed_program_loses_nothing_that_it_acknowledged(tmp_path: Path) -> None:
    path = tmp_path / "台账.zt"
    Ledger.create(path, "云岭高新区").close()
    chance = random.Random(20230901)
    done = 0
    for seed in range(KILLS):
        said = killed(path, seed, chance)
        assert said and said[-1].startswith("at "), said
        revision, kept = said[-1].split()[1:]
        with Ledger.open(path) as ledger:
            assert not ledger.read_only, ledger.notices
            assert ledger.check() == []
            assert ledger.revision in (int(revision), int(revision) + 1)
            if ledger.revision == int(revision):
                assert digest(ledger) == kept
        done += len(said) - 1
    assert done > KILLS, "the clerk hardly did anything"


@pytest.mark.parametrize("part", range(2))
def test_an_import_killed_and_repeated_is_there_once(tmp_path: Path, part: int) -> None:
    path = tmp_path / "台账.zt"
    Ledger.create(path, "云岭高新区").close()
    chance = random.Random(part)
    for seed in range(max(1, KILLS // 8)):
        with start(path, seed, "import") as clerk:
            assert clerk.stdout is not None and clerk.stdout.readline() == "ready\n"
            time.sleep(chance.random() * 0.03)
            clerk.kill()
        with Ledger.open(path) as ledger:
            some_report(random.Random(seed)).keep(ledger, operation_key=f"key-{seed}")
            assert len(ledger.reports()) == seed + 1
            assert len(ledger.rows(ledger.reports()[-1].id)) == 9
            assert ledger.check() == []
