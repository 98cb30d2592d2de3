"""The disk itself: what it writes down is what lies there, and what it is told to fail fails."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.storage.working import work_through
from tests.trust.cuts import Platter
from tests.trust.disk import Disk, disk_under, needs_disk
from zonetracker.services.ledger import Ledger
from zonetracker.support.errors import Refusal
from zonetracker.support.writing import write_safely

pytestmark = needs_disk


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "home").mkdir()
    monkeypatch.setenv("ZONETRACKER_HOME", str(tmp_path / "home"))
    return tmp_path


@pytest.fixture
def disk(place: Path) -> Iterator[Disk]:
    with disk_under(place) as disk:
        yield disk


def files(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def test_what_was_written_down_gives_the_very_files(place: Path) -> None:
    (place / "旧.txt").write_bytes(b"old")
    with disk_under(place) as disk:
        disk.log, platter = [], Platter.of(disk)
        with Ledger.create(place / "a.zt", "云岭高新区") as ledger:
            work_through(ledger)
            ledger._database.keep_copy()
            write_safely(place / "旧.txt", b"new")
            with (place / "旧.txt").open("rb+") as file:
                file.seek(1)
                file.write(b"e-")
                file.truncate(3)
        log = disk.log
    for event in log:
        platter.feed(event)
    assert platter.as_it_was_meant() == files(place)


def test_a_call_fails_once_and_the_next_goes_through(place: Path, disk: Disk) -> None:
    for number in range(3):
        disk.fail(number, errno.EIO, kinds=("write",))
        target = place / "a"
        if number:
            with target.open("wb", buffering=0) as file:
                for _ in range(number):
                    file.write(b"x")
        with pytest.raises(OSError, match="Input/output"):
            target.write_bytes(b"x")
        target.write_bytes(b"x")


def test_a_full_disk_takes_what_has_room_and_gives_it_back(place: Path, disk: Disk) -> None:
    disk.room = 10
    with pytest.raises(OSError) as caught, (place / "a").open("wb", buffering=0) as file:
        assert file.write(b"x" * 6) == 6 and file.write(b"x" * 6) == 4
        file.write(b"x")
    assert caught.value.errno == errno.ENOSPC
    (place / "a").unlink()
    (place / "b").write_bytes(b"x" * 10)


def test_a_disk_that_is_gone_is_there_again_as_it_was(place: Path, disk: Disk) -> None:
    with Ledger.create(place / "a.zt", "云岭高新区") as ledger:
        disk.vanish()
        with pytest.raises(Refusal):
            ledger.add_target("税收收入", 2023)
        with pytest.raises(OSError, match="Input/output"):
            list(place.iterdir())
        disk.come_back()
        ledger.add_target("税收收入", 2023)
    with Ledger.open(place / "a.zt") as ledger:
        assert [one.year for one in ledger.targets()] == [2023]


def test_a_held_file_is_neither_written_nor_replaced(place: Path, disk: Disk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("time.sleep", lambda _: None)
    write_safely(place / "a.xlsx", b"old")
    disk.hold(place / "a.xlsx")
    with pytest.raises(Refusal) as refused:
        write_safely(place / "a.xlsx", b"new")
    assert refused.value.code == "file-open" and (place / "a.xlsx").read_bytes() == b"old"
    disk.let_go(place / "a.xlsx")
    write_safely(place / "a.xlsx", b"new")
    assert (place / "a.xlsx").read_bytes() == b"new"
