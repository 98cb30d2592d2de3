"""R4 and R5: a full disk costs only the attempt, and an exported file is the old one or the whole new one.

The disk fills up at any byte of a work, under the tests' own disk and on a real small one where that may be mounted; an
export is also killed, and meets a file that another program has open.
"""

from __future__ import annotations

import random
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.trust.crashing import Clerks, Shift, digest, sheet_of
from tests.trust.cuts import clear, lay
from tests.trust.disk import disk_under, needs_disk
from tests.trust.faults import said_by
from tests.trust.promises import Asking, Counting
from tests.trust.vfs import reachable
from tests.trust.works import BOOK, SAVING, WORKS, Files, Template, files_below, made_template
from zonetracker.services.ledger import Ledger
from zonetracker.services.openforms import export_job, taken
from zonetracker.support.errors import Refusal
from zonetracker.support.job import finish
from zonetracker.support.writing import write_safely

FULL = {"disk.full", "disk-full"}
OWN = (".lock", "-journal", "filler")
"""What a session has beside its book, and what fills the disk."""
SMALL_DISK = 12 * 2**20
MOST_ROOM = 150_000


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Template:
    return made_template(tmp_path_factory.mktemp("template"))


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ZONETRACKER_HOME", str(tmp_path / "home"))
    return tmp_path / "root"


def after(ledger: Ledger, place: Path, before: tuple[int, str, Files], said: Refusal | str | None) -> str:
    """What is wrong while the disk is full still; "" where nothing is."""
    if said is None:
        return ""
    if isinstance(said, str):
        return said
    if said.code not in FULL or str(place / "台账") not in str(said):
        return f"does not say which disk is full: {said}"
    if (ledger.revision, digest(ledger)) != before[:2]:
        return "changed although it said that the disk is full"
    files = {name: data for name, data in files_below(place).items() if not name.endswith(OWN)}
    if files != before[2]:
        return f"other files than before: {sorted(name for name in files if files[name] != before[2].get(name))}"
    return ""


def tried(place: Path, work: str, fill: Callable[[], object], empty: Callable[[], object]) -> tuple[bool, str]:
    """Whether there was no room for a work, and what was wrong then."""
    with Ledger.open(place / BOOK) as ledger:
        files = {name: data for name, data in files_below(place).items() if not name.endswith(OWN)}
        before = ledger.revision, digest(ledger), files
        fill()
        said = said_by(lambda: WORKS[work](ledger, place))
        wrong = after(ledger, place, before, said)
        empty()
        if said is not None and not wrong:
            again = said_by(lambda: WORKS[work](ledger, place))
            if again is not None or ledger.revision != before[0] + (work in SAVING):
                wrong = f"not saved when there was room again: {again}"
        wrong = wrong or "; ".join(ledger.check())
    return said is not None, wrong


@needs_disk
@pytest.mark.parametrize("work", WORKS)
def test_a_full_disk_costs_only_the_attempt(
    place: Path, template: Template, promise: Counting, rounds: Asking, work: str
) -> None:
    chance, full, bad = random.Random(work), 0, []
    trials = max(3, rounds("R4") // len(WORKS))
    for _ in range(trials):
        clear(place)
        lay(template[1], template[0], place)
        room = int(MOST_ROOM ** chance.random()) - 1
        with disk_under(place) as disk:
            was_full, wrong = tried(place, work, lambda: setattr(disk, "room", room), disk.heal)  # noqa: B023
        full += was_full
        bad += [f"{work} with room for {room}: {wrong}"] * bool(wrong)
    assert full, "there was always room"
    promise("R4", tried=trials, bad=bad)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A real file system that is full soon."""
    place = tmp_path / "small"
    place.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", f"size={SMALL_DISK}", "none", str(place)]
    if sys.platform != "linux" or subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("no small file system may be mounted here")
    try:
        yield place
    finally:
        subprocess.run(["umount", str(place)], check=True)


@pytest.mark.parametrize("work", WORKS)
def test_a_really_full_disk_costs_only_the_attempt(
    place: Path, small_disk: Path, template: Template, promise: Counting, work: str
) -> None:
    filler, chance, bad, trials = small_disk / "filler", random.Random(work), [], 4

    def fill() -> None:
        with filler.open("wb", buffering=0) as file:
            try:
                while file.write(b"x" * 4096):
                    pass
            except OSError:
                file.truncate(file.tell() - 4096 * chance.randrange(4))

    for _ in range(trials):
        clear(small_disk)
        lay(template[1], template[0], small_disk)
        _, wrong = tried(small_disk, work, fill, filler.unlink)
        bad += [f"{work}: {wrong}"] * bool(wrong)
    promise("R4", tried=trials, bad=bad)


# ---- R5


def test_an_export_that_is_killed(place: Path, promise: Counting, rounds: Asking) -> None:
    trials, bad, chance = max(10, rounds("R5") // 2), [], random.Random(5)
    place.mkdir()
    old, new = sheet_of(0), sheet_of(1)
    with Clerks() as clerks:
        for number in range(trials):
            (place / "表.xlsx").write_bytes(old)
            calls = 1 + (number % 12 if reachable() else chance.randrange(300))
            export = Shift(str(place / "表.xlsx"), mode="export")
            clerks.begin(replace(export, disk_calls=calls) if reachable() else replace(export, calls=calls))
            clerks.end()
            written = (place / "表.xlsx").read_bytes()
            bad += [f"killed at call {calls}: {len(written)} bytes"] * (written not in (old, new))
    promise("R5", tried=trials, bad=bad)


@needs_disk
def test_an_export_onto_a_full_disk_or_a_file_that_is_open(
    place: Path, promise: Counting, rounds: Asking, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("time.sleep", lambda _: None)
    place.mkdir()
    trials, bad, chance = max(10, rounds("R5") // 4), [], random.Random(6)
    old, new, target = sheet_of(0), sheet_of(1), place / "表.xlsx"
    write_safely(target, old)
    with disk_under(place) as disk:
        for number in range(2 * trials):
            if number % 2:
                disk.hold(target)
            else:
                disk.room = chance.randrange(len(new))
            said = said_by(lambda: write_safely(target, new))
            disk.heal()
            expected = "file-open" if number % 2 else "disk-full"
            if not isinstance(said, Refusal) or said.code != expected or target.read_bytes() != old:
                bad.append(f"{expected}: {said}")
            if [one.name for one in place.iterdir()] != [target.name]:
                bad.append(f"{expected}: left behind {list(place.iterdir())}")
    write_safely(target, new)
    assert target.read_bytes() == new
    promise("R5", tried=2 * trials, bad=bad)


@needs_disk
@pytest.mark.parametrize("ending", ["xlsx", "csv", "json"])
def test_everything_out_onto_a_full_disk_or_a_file_that_is_open(
    place: Path, template: Template, promise: Counting, ending: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("time.sleep", lambda _: None)
    lay(template[1], template[0], place)
    target, bad, chance = place / f"全部.{ending}", [], random.Random(7)
    target.write_bytes(b"old")
    with disk_under(place) as disk, Ledger.open(place / BOOK) as ledger:
        book = taken(ledger)
        for number in range(4):
            if number % 2:
                disk.hold(target)
            else:
                disk.room = chance.randrange(3000)
            said = said_by(lambda: finish(export_job(book, target, ending)))
            disk.heal()
            if not isinstance(said, Refusal) or target.read_bytes() != b"old":
                bad.append(f"{ending}: {said}")
    promise("R5", tried=4, bad=bad)
