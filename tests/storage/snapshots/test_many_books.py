"""How many other workbooks have left copies on this PC costs an opening no more files: counted, not timed."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from tests.trust.watching import opened
from zonetracker.model.bookkeeping import WayKind
from zonetracker.services.ledger import Ledger
from zonetracker.services.restoring import has_way, restore_job, ways_of
from zonetracker.storage.snapshots.folders import folder_for, folder_of, folders_seen_at, snapshots_home
from zonetracker.support.job import finish
from zonetracker.support.paths import local_place

FEW, MANY = 3, 40
Leaving = Callable[[Path, int], None]


def an_own_identity(book: Path, count: int) -> None:
    """So many other workbooks leave a copy each."""
    for number in range(count):
        path = book.with_name(f"别的{number}.zt")
        folder = folder_for(f"{number:032x}", path).path
        (folder / "00000001-01234567-20230101120000.zt").touch()


def the_same_identity(book: Path, count: int) -> None:
    """So many copies of the workbook, each written on, leave a copy each."""
    for number in range(count):
        path = book.with_name(f"副本{number}.zt")
        shutil.copyfile(book, path)
        with Ledger.open(path) as ledger:
            ledger.set_settings(zone=f"第{number}新区")
            ledger.set_settings(zone=f"第{number}高新区")
        path.unlink()


@pytest.fixture
def book(tmp_path: Path) -> Path:
    path = tmp_path / "台账.zt"
    with Ledger.create(path, "云岭高新区") as ledger:
        ledger.set_settings(places=1)
    return path


def a_day(book: Path) -> None:
    """What every use of a workbook does, and the welcome page after it."""
    with Ledger.open(book) as ledger:
        ledger.set_settings(places=(ledger.revision + 1) % 5)
        assert ledger.snapshot()
    assert has_way(book)


@pytest.mark.parametrize("leave", [an_own_identity, the_same_identity])
def test_a_day_opens_as_many_files_beside_many_others(book: Path, leave: Leaving) -> None:
    counts = []
    for count in (FEW, MANY):
        leave(book, count)
        with opened(local_place()) as files:
            a_day(book)
        counts.append(len(files))
    assert counts[0] > 0 and counts[1] <= counts[0] + 2, "its place is noted anew, where others have driven it out"


@pytest.mark.parametrize("leave", [an_own_identity, the_same_identity])
def test_the_list_of_ways_back_opens_few_of_the_copies(book: Path, leave: Leaving) -> None:
    leave(book, MANY)
    a_day(book)
    with Ledger.open(book) as ledger, opened(snapshots_home()) as files:
        ways = ledger.ways_back()
    assert [way.kind for way in ways].count(WayKind.COPY) == (MANY if leave is the_same_identity else 0)
    assert sum(path.suffix == ".zt" for path in files) <= 30


def test_of_a_way_that_was_left_one_copy_is_opened_for_all(book: Path) -> None:
    with Ledger.open(book) as ledger:
        for places in (2, 3, 4, 0, 1, 2):
            ledger.set_settings(places=places)
            assert ledger.snapshot()
    finish(restore_job(book, next(way for way in ways_of(book) if way.revision == 3)))
    with Ledger.open(book) as ledger, opened(snapshots_home()) as files:
        assert [one.revision for one in ledger.snapshots()] == [8, 7, 6, 5, 4, 3, 2]
    assert [path.suffix for path in files].count(".zt") == 1


def test_copies_of_a_way_that_was_left_are_thinned_once_a_day(book: Path) -> None:
    with Ledger.open(book) as ledger:
        for number in range(60):
            ledger.set_settings(places=number % 5)
            assert ledger.snapshot()
    finish(restore_job(book, min(ways_of(book), key=lambda way: way.revision)))
    taken_a_day_each()
    with Ledger.open(book) as ledger:
        ledger.set_settings(places=4)
        assert ledger.snapshot()
        left = others(ledger)
        assert len(left) == 60
        finish(ledger.looking_job())
        assert 12 < len(others(ledger)) < 32 and left[0] in others(ledger)
        assert ledger.revision in {one.revision for one in ledger.snapshots()}


def taken_a_day_each() -> None:
    for path in snapshots_home().glob("*/*-*.*"):
        revision, head, _ = path.stem.split("-")
        at = datetime(2023, 1, 1) + timedelta(days=int(revision))
        path.rename(path.with_name(f"{revision}-{head}-{at:%Y%m%d%H%M%S}{path.suffix}"))


def others(ledger: Ledger) -> list[Path]:
    """The copies that are of no state of the open workbook, latest first."""
    return [way.path for way in ledger.ways_back() if way.kind is WayKind.BEFORE]


# ---- found by name


def test_a_folder_that_somebody_renamed_is_found(book: Path) -> None:
    (folder,) = snapshots_home().iterdir()
    renamed = folder.rename(folder.with_name("去年的备份"))
    an_own_identity(book, FEW)
    with Ledger.open(book) as ledger, opened(snapshots_home()) as files:
        assert {one.path.parent for one in ledger.snapshots()} == {renamed}
    assert {path.parent for path in files} == {renamed}
    assert folder_of("f" * 32) is None


def test_what_an_older_program_has_noted_is_found_by_its_place(book: Path) -> None:
    an_own_identity(book, FEW)
    seen = local_place() / "seen"
    for name in ("台账.zt", "别的0.zt", "别的2.zt"):
        assert [one.places for one in folders_seen_at(book.with_name(name))] == [(book.with_name(name),)]
    before = {path.name for path in seen.iterdir()}
    shutil.rmtree(seen)
    assert has_way(book) and has_way(book.with_name("别的1.zt")) and not has_way(book.with_name("无.zt"))
    Ledger.open(book).close()
    assert {path.name for path in seen.iterdir()} == before and len(before) == FEW + 1


def test_a_place_that_is_noted_no_more_has_no_mark(book: Path) -> None:
    for number in range(12):
        book = book.rename(book.with_name(f"台账{number}.zt"))
        Ledger.open(book).close()
    assert len(list((local_place() / "seen").iterdir())) == 8
    assert has_way(book) and has_way(book.with_name("台账4.zt")) and not has_way(book.with_name("台账3.zt"))


def test_without_room_for_marks_a_workbook_opens(book: Path) -> None:
    seen = local_place() / "seen"
    shutil.rmtree(seen)
    seen.touch()
    with Ledger.open(book) as ledger:
        assert ledger.notices == () and ledger.snapshots()
    assert has_way(book)
