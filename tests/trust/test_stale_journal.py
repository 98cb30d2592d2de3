"""R7: what a clerk brings back is that very copy, though the journal of a crash still lies beside the file."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.services.made_reports import content
from tests.trust.promises import Asking, Controlling, Counting
from zonetracker.model.changes import TargetChange
from zonetracker.services.ledger import Ledger
from zonetracker.storage import database, header
from zonetracker.support.errors import Refusal

CONTROLS = 24


def crashed(folder: Path, chance: random.Random) -> tuple[Path, list[Path]]:
    """A workbook left in the middle of writing, its journal beside it, and copies of what it or another was before."""
    work, copies = folder / "work", []
    work.mkdir(parents=True)
    ledger = Ledger.create(work / "a.zt", "云岭高新区")
    rows = chance.randrange(8, 30)
    for number in range(rows):
        ledger.add_target(f"第{number}项", 2023, more=TargetChange(note="注" * chance.randrange(200, 900)))
        if chance.random() < 0.15:
            copies.append(folder / f"copy {number}.zt")
            ledger.backup(copies[-1])
    copies.append(folder / "same.zt")
    ledger.backup(copies[-1])
    ledger._database.connection.raw.execute("PRAGMA cache_size = 5")
    stop = chance.randrange(rows // 2, rows) + 1
    with pytest.raises(RuntimeError), ledger._database.operation("half") as recorder:
        for number in range(1, stop + 1):
            recorder.update("target", number, {"note": "改" * chance.randrange(300, 900)})
        shutil.copytree(work, folder / "crashed")
        raise RuntimeError
    ledger.close()
    (folder / "crashed" / "a.zt.lock").unlink()
    return folder / "crashed" / "a.zt", copies


def another(folder: Path, chance: random.Random) -> Path:
    with Ledger.create(folder / "other.zt", "别的区") as ledger:
        for number in range(chance.randrange(1, 30)):
            ledger.add_target(f"第{number}项", 2023, more=TargetChange(note="他" * 500))
    return folder / "other.zt"


def over(source: Path, path: Path) -> None:
    """As a file manager replaces a file: the same one, filled anew."""
    shutil.copyfile(source, path)


def instead(source: Path, path: Path) -> None:
    path.unlink()
    shutil.copy2(source, path)


def renamed(source: Path, path: Path) -> None:
    beside = path.with_name("备份.zt")
    shutil.copy(source, beside)
    beside.replace(path)


WAYS: tuple[Callable[[Path, Path], None], ...] = (over, instead, renamed)


def brought_back(folder: Path, seed: int) -> str:
    """What went wrong when a copy was put in the place of a crashed workbook; "" where it opens as that very copy."""
    chance = random.Random(seed)
    path, copies = crashed(folder, chance)
    if chance.random() < 0.3:
        copies.append(another(folder, chance))
    source, way = chance.choice(copies), chance.choice(WAYS)
    assert header.has_journal(path), "no journal was left, so nothing is tried"
    with Ledger.open(source) as ledger:
        wanted = content(ledger)
    way(source, path)
    told = f"trial {seed}, {source.name} {way.__name__}"
    try:
        with Ledger.open(path) as ledger:
            found, faults = content(ledger), ledger.check()
    except Refusal as refused:
        return f"{told}: {refused}"
    return "" if found == wanted and not faults else f"{told}: {faults or 'another content'}"


@pytest.mark.slow
def test_a_copy_put_over_a_crashed_workbook_is_the_copy(tmp_path: Path, promise: Counting, rounds: Asking) -> None:
    trials, bad = rounds("R7"), []
    for seed in range(trials):
        wrong = brought_back(tmp_path / str(seed), seed)
        bad += [wrong] if wrong else []
        shutil.rmtree(tmp_path / str(seed))
    promise("R7", tried=trials, bad=bad)


@pytest.mark.slow
def test_without_the_look_at_the_journal_copies_are_spoiled(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, control: Controlling
) -> None:
    monkeypatch.setattr(database, "set_aside_strange", lambda _: None)
    spoiled = 0
    for seed in range(CONTROLS):
        try:
            spoiled += bool(brought_back(tmp_path / str(seed), seed))
        except Exception:  # whatever a spoiled file makes of the program that is not guarded
            spoiled += 1
        shutil.rmtree(tmp_path / str(seed))
    control("R7", "no look at the journal", failed=spoiled, of=CONTROLS, at_least=CONTROLS // 4)
