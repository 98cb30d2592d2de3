"""What is said when a disk fails is true: damaged, read-only, gone, moved and full are told apart, and saved or not."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.trust.disk import Disk, disk_under, needs_disk
from zonetracker.services.ledger import Ledger
from zonetracker.storage.connection import Connection
from zonetracker.storage.database import Database
from zonetracker.storage.trouble import known
from zonetracker.support import patience, reach
from zonetracker.support.errors import Refusal
from zonetracker.support.patience import in_use


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "home").mkdir()
    monkeypatch.setenv("ZONETRACKER_HOME", str(tmp_path / "home"))
    monkeypatch.setattr(patience, "FIRST_WAIT_SECONDS", 0.001)
    (tmp_path / "U盘").mkdir()
    return tmp_path / "U盘"


@pytest.fixture
def book(place: Path) -> Path:
    with Ledger.create(place / "云岭.zt", "云岭高新区") as ledger:
        ledger.set_settings(places=1)
    return place / "云岭.zt"


@pytest.fixture
def disk(book: Path) -> Iterator[Disk]:
    with disk_under(book.parent) as disk:
        yield disk


def refused(ledger: Ledger, places: int) -> Refusal | None:
    """What is said of a step, or None where it was done."""
    try:
        ledger.set_settings(places=places)
    except Refusal as refusal:
        return refusal
    return None


def sqlite_error(name: str) -> sqlite3.OperationalError:
    error = sqlite3.OperationalError("words that nobody reads")
    error.sqlite_errorname = name
    return error


@needs_disk
def test_a_disk_that_is_gone_is_neither_damaged_nor_read_only_and_may_come_back(book: Path, disk: Disk) -> None:
    with Ledger.open(book) as ledger:
        disk.vanish()
        said = refused(ledger, 2)
        assert said is not None and said.code == "disk.gone"
        assert str(book.parent) in str(said) and "连不上" in str(said) and "没有保存" in str(said)
        with pytest.raises(Refusal) as read:
            ledger.setting("places")
        assert read.value.code == "disk.gone"
        assert refused(ledger, 2) is not None
        disk.come_back()
        assert refused(ledger, 3) is None and ledger.setting("places") == 3
        assert ledger.check() == []
        assert Ledger.held_by(book) is not None and Ledger.held_by(book) == ledger.writer, "the lock is ours again"
    assert [one.name for one in book.parent.iterdir()] == [book.name]


@needs_disk
@pytest.mark.parametrize("for_ever", [False, True])
def test_bytes_that_cannot_be_read_are_not_called_damaged(book: Path, disk: Disk, for_ever: bool) -> None:
    """SQLite calls them so on Linux."""

    def begin(_: Connection) -> None:
        disk.fail(0, errno.EIO, for_ever=for_ever, kinds=("open", "read"))
        raise sqlite_error("SQLITE_CORRUPT")

    with Ledger.open(book) as ledger:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(Connection, "begin", begin)
            said = refused(ledger, 2)
        assert said is not None and said.code in ("disk.error", "disk.gone")
        disk.heal()
        assert refused(ledger, 2) is None


def test_what_is_damaged_is_called_so(book: Path) -> None:
    with Ledger.open(book) as ledger:
        size = book.stat().st_size
        with book.open("r+b") as file:
            file.seek(4096)
            file.write(b"\xff" * (size - 4096))
            for place in (24, 92):  # as if another program had written: what SQLite has read before counts no more
                file.seek(place)
                file.write(b"\x7f\0\0\0")
        said = refused(ledger, 2)
        assert said is not None and said.code == "file.broken"


def test_a_file_that_was_moved_away_is_called_so(book: Path) -> None:
    with Ledger.open(book) as ledger:
        book.rename(book.with_name("别处.zt"))
        said = refused(ledger, 2)
        assert said is not None and said.code == "file.moved" and str(book.parent) in str(said)
        book.with_name("别处.zt").rename(book)
        assert refused(ledger, 2) is None
    book.rename(book.with_name("云岭2023.zt"))
    with Ledger.open(book.with_name("云岭2023.zt")) as ledger:
        assert ledger.check() == [] and ledger.setting("places") == 2


def test_another_file_in_its_place_is_not_written(book: Path, tmp_path: Path) -> None:
    Ledger.create(tmp_path / "另一本.zt", "云溪经开区").close()
    before = (tmp_path / "另一本.zt").read_bytes()
    with Ledger.open(book) as ledger:
        book.rename(book.with_name("别处.zt"))
        assert refused(ledger, 2) is not None
        (tmp_path / "另一本.zt").rename(book)
        said = refused(ledger, 2)
        assert said is not None and said.code == "file.moved"
    assert book.read_bytes() == before


@needs_disk
@pytest.mark.parametrize("for_ever", [False, True])
def test_saved_is_said_of_what_is_saved_whatever_call_fails(book: Path, disk: Disk, for_ever: bool) -> None:
    """Also after the commit: the file itself is asked what stands."""
    unsure = warned = 0
    for number in range(200):
        with Ledger.open(book) as ledger:
            revision, told = ledger.revision, len(ledger.notices)
            disk.fail(number, errno.EIO, for_ever=for_ever, kinds=("write", "sync", "cut"))
            failed = disk.failed.total()
            said = refused(ledger, 2 + number % 2)
            reached = disk.failed.total() > failed
            disk.heal()
            assert said is None or said.code in ("disk.error", "disk.gone", "disk.unsure"), said
            stands = ledger.revision - revision
            if said is None or said.code != "disk.unsure":
                assert stands == (said is None)
            unsure += said is not None and said.code == "disk.unsure"
            for notice in ledger.notices[told:]:
                assert said is None and "已存进" in notice and "备份" in notice
                warned += 1
            assert refused(ledger, 4 * (number % 2)) is None and ledger.revision == revision + stands + 1
        with Ledger.open(book) as ledger:
            assert ledger.notices == () and ledger.check() == []
        if not reached:
            break
    else:
        raise AssertionError("no end of calls")
    assert (warned, bool(unsure)) == (0, True) if for_ever else (1, False), "the sync after the commit"


@needs_disk
def test_a_step_of_which_nobody_knew_counts_once_it_is_seen(book: Path, disk: Disk) -> None:
    """The commit was through, and then the disk was gone."""
    with Ledger.open(book) as ledger:
        revision, real = ledger.revision, Connection.commit

        def commit(connection: Connection) -> None:
            real(connection)
            disk.vanish()
            raise sqlite_error("SQLITE_IOERR_FSYNC")

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(Connection, "commit", commit)
            said = refused(ledger, 2)
        assert said is not None and said.code == "disk.unsure" and "还不能确定" in str(said)
        disk.come_back()
        assert (ledger.revision, ledger.setting("places")) == (revision + 1, 2)
        assert refused(ledger, 3) is None
    database = Database.open(book, look_over=False)
    assert not database.look_due and database.check() == [], "the count of writes is known again"
    database.close()


@needs_disk
def test_while_the_disk_was_away_another_took_the_workbook(book: Path, disk: Disk) -> None:
    with Ledger.open(book, actor="甲") as ledger:
        disk.vanish()
        assert refused(ledger, 2) is not None
        disk.come_back()
        book.with_name("云岭.zt.lock").unlink()
        with Ledger.open(book, actor="乙") as other:
            assert not other.read_only
            said = refused(ledger, 2)
            assert said is not None and said.code in ("file.in_use", "file.taken")
            assert refused(other, 4) is None
        with pytest.raises(Refusal):
            ledger.set_settings(places=3)
    with Ledger.open(book) as ledger:
        assert ledger.setting("places") == 4 and ledger.check() == []


def test_the_old_way_to_a_file_that_was_dropped_is_not_used_again(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Windows lets nothing through a handle of a share that was away, and SQLite calls the file locked then."""
    with Ledger.open(book) as ledger:
        dead, real = ledger._database.connection, Connection.begin

        def begin(connection: Connection) -> None:
            if connection is dead:
                raise sqlite_error("SQLITE_BUSY")
            real(connection)

        monkeypatch.setattr(Connection, "begin", begin)
        said = refused(ledger, 2)
        assert said is not None and said.code == "file.locked"
        assert refused(ledger, 2) is None and ledger.setting("places") == 2
    with pytest.raises(RuntimeError, match="closed"):
        ledger.setting("places")
    with Ledger.open(book) as ledger:
        assert ledger.notices == () and ledger.check() == []


@pytest.mark.parametrize(
    ("number", "winerror", "code"),
    [
        (errno.ENODEV, None, "disk.gone"),
        (errno.ESTALE, None, "disk.gone"),
        (errno.EHOSTUNREACH, None, "disk.gone"),
        (errno.EACCES, 21, "disk.gone"),  # not ready: the stick was pulled out
        (errno.ENOENT, 53, "disk.gone"),  # the share is not found
        (errno.EINVAL, 1167, "disk.gone"),
        (errno.EACCES, None, "file.readonly"),
        (errno.EFBIG, None, "disk.full"),
        (errno.EBUSY, None, "file.locked"),
        (errno.EIO, None, "disk.error"),
    ],
)
def test_the_systems_numbers(book: Path, number: int, winerror: int | None, code: str) -> None:
    error = OSError(number, "words that nobody reads")
    if winerror is not None:
        error.winerror = winerror  # type: ignore[attr-defined,unused-ignore]
    said = known(error, book)
    assert said is not None and said.code == code and book.name in str(said) + str(book)
    if code == "disk.gone":
        assert not in_use(error), "not to be waited for"


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("SQLITE_FULL", "disk.full"),
        ("SQLITE_BUSY_RECOVERY", "file.locked"),
        ("SQLITE_IOERR_LOCK", "disk.error"),
        ("SQLITE_IOERR_NOMEM", None),
        ("SQLITE_CANTOPEN_FULLPATH", "file.unreachable"),
        ("SQLITE_READONLY_DIRECTORY", "file.readonly"),
        ("SQLITE_NOTADB", "file.broken"),
        ("SQLITE_MISUSE", None),
    ],
)
def test_sqlites_names(book: Path, name: str, code: str | None) -> None:
    said = known(sqlite_error(name), book)
    assert (None if said is None else str(said.code)) == code


@pytest.mark.parametrize(
    "name", ["SQLITE_CORRUPT", "SQLITE_CANTOPEN", "SQLITE_READONLY", "SQLITE_IOERR_READ", "SQLITE_BUSY"]
)
def test_first_it_is_looked_whether_the_place_is_there(tmp_path: Path, name: str) -> None:
    said = known(sqlite_error(name), tmp_path / "无" / "云岭.zt")
    assert said is not None and said.code == "disk.gone"
    said = known(sqlite_error(name), tmp_path / "云岭.zt")
    assert said is not None and said.code == "file.moved"


def test_what_is_missing(book: Path, tmp_path: Path) -> None:
    assert reach.missing(book) is None
    assert reach.missing(book.with_name("无.zt")) is reach.Missing.FILE
    assert reach.missing(tmp_path / "无" / "云岭.zt") is reach.Missing.FOLDER
    assert reach.missing(book / "云岭.zt") is reach.Missing.FILE


# ---- copies


@needs_disk
def test_a_copy_waits_for_what_is_held_for_a_moment(book: Path, disk: Disk, monkeypatch: pytest.MonkeyPatch) -> None:
    target, waits = book.with_name("备份.zt"), list[float]()
    target.write_bytes(b"an older copy")

    def wait(seconds: float) -> None:
        waits.append(seconds)
        if len(waits) == 3:
            disk.let_go(target)

    monkeypatch.setattr("zonetracker.support.patience.time.sleep", wait)
    with Ledger.open(book) as ledger:
        disk.hold(target)
        ledger.backup(target)
    assert len(waits) == 3
    with Ledger.open(target) as copy:
        assert copy.zone == "云岭高新区"


@needs_disk
def test_a_copy_onto_a_file_that_is_open_elsewhere_says_so(book: Path, disk: Disk) -> None:
    target = book.with_name("备份.zt")
    target.write_bytes(b"an older copy")
    with Ledger.open(book) as ledger:
        disk.hold(target)
        with pytest.raises(Refusal) as said:
            ledger.backup(target)
        disk.let_go(target)
    assert said.value.code == "file-open" and "备份.zt" in str(said.value)
    assert target.read_bytes() == b"an older copy"
    assert sorted(one.name for one in book.parent.iterdir()) == ["云岭.zt", "备份.zt"]


@needs_disk
def test_a_copy_tells_which_of_the_two_disks_is_gone(book: Path, disk: Disk, tmp_path: Path) -> None:
    with Ledger.open(book) as ledger:
        disk.vanish()
        with pytest.raises(Refusal) as said:
            ledger.backup(tmp_path / "备份.zt")
        disk.come_back()
        assert said.value.code == "disk.gone" and str(book.parent) in str(said.value)
        with pytest.raises(Refusal) as said:
            ledger.backup(tmp_path / "无" / "备份.zt")
        assert said.value.code == "disk.gone" and str(tmp_path / "无") in str(said.value)
    assert not (tmp_path / "备份.zt").exists()
