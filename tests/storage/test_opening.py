"""R11 and the opening order: what is no workbook of this program is refused in one sentence and left untouched."""

from __future__ import annotations

import errno
import os
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.trust.disk import Event, FolderSynced, Named, disk_under, needs_disk
from zonetracker.model.changes import TargetChange
from zonetracker.services.ledger import Ledger
from zonetracker.storage import schema
from zonetracker.storage.connection import Connection
from zonetracker.support.errors import Refusal


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    folder = tmp_path / ("台账 一%20#" if os.name == "nt" else "台账 一%20#?")
    folder.mkdir()
    path = folder / "云岭.zt"
    with Ledger.create(path, "云岭高新区") as ledger:
        for number in range(30):
            ledger.add_target(f"第{number}项", 2023, more=TargetChange(note="注" * 200))
    return path


def state(path: Path) -> tuple[object, ...]:
    """Everything about a file and its folder that a refusal must not change."""
    told = path.stat()
    names = sorted(one.name for one in path.parent.iterdir())
    return (path.read_bytes() if path.is_file() else None, told.st_mtime_ns, told.st_size, names)


def sql(path: Path, *statements: str) -> None:
    other = sqlite3.connect(path)
    for statement in statements:
        other.execute(statement)
    other.commit()
    other.close()


def overwrite(path: Path, at: int, data: bytes) -> None:
    with path.open("r+b") as file:
        file.seek(at)
        file.write(data)


def foreign(path: Path) -> None:
    path.unlink()
    sql(path, "CREATE TABLE other (a)")


SPOILED: dict[str, tuple[str, Callable[[Path], object]]] = {
    "empty": ("file.empty", lambda path: path.write_bytes(b"")),
    "a picture": ("file.foreign", lambda path: path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(500))),
    "text": ("file.foreign", lambda path: path.write_text("不是台账")),
    "another database": ("file.foreign", foreign),
    "half a header": ("file.broken", lambda path: path.write_bytes(path.read_bytes()[:60])),
    "newer": ("file.newer", lambda path: overwrite(path, 60, (schema.SCHEMA + 1).to_bytes(4, "big"))),
    "cut short": ("file.broken", lambda path: path.write_bytes(path.read_bytes()[:-5000])),
    "cut inside a page": ("file.broken", lambda path: path.write_bytes(path.read_bytes()[:-100])),
    "pages overwritten": ("file.broken", lambda path: overwrite(path, 4096 * 40, b"\xff" * 4096 * 12)),
    "a first page overwritten": ("file.broken", lambda path: overwrite(path, 100, b"\xff" * 3000)),
    "a trigger more": (
        "file.altered",
        lambda path: sql(path, "CREATE TRIGGER evil AFTER INSERT ON target BEGIN DELETE FROM actual; END"),
    ),
    "a trigger less": ("file.altered", lambda path: sql(path, "DROP TRIGGER change_is_never_deleted")),
    "a view in place of a table": (
        "file.altered",
        lambda path: sql(path, "DROP TABLE learned_name", "CREATE VIEW learned_name AS SELECT 1 AS id"),
    ),
    "a column more": ("file.altered", lambda path: sql(path, "ALTER TABLE target ADD COLUMN more TEXT")),
}


@pytest.mark.parametrize("how", SPOILED)
def test_what_is_no_workbook_is_refused_and_left_untouched(workbook: Path, how: str) -> None:
    code, spoil = SPOILED[how]
    spoil(workbook)
    before = state(workbook)
    with pytest.raises(Refusal) as refused:
        Ledger.open(workbook)
    assert refused.value.code == code
    assert "云岭.zt" in str(refused.value) and str(refused.value).endswith("。")
    assert state(workbook) == before


def test_a_missing_file_and_a_folder_are_refused_and_nothing_is_made(tmp_path: Path) -> None:
    for path, code in ((tmp_path / "无.zt", "file.missing"), (tmp_path, "file.foreign")):
        with pytest.raises(Refusal) as refused:
            Ledger.open(path)
        assert refused.value.code == code
    assert list(tmp_path.iterdir()) == []


def test_looking_changes_nothing_and_leaves_nothing_behind(workbook: Path) -> None:
    before = state(workbook)
    with Ledger.open(workbook) as ledger:
        assert len(ledger.targets()) == 30
        assert ledger.check() == []
    assert state(workbook) == before


def test_working_leaves_only_the_file(workbook: Path) -> None:
    with Ledger.open(workbook) as ledger:
        ledger.set_settings(places=2)
    assert [one.name for one in workbook.parent.iterdir()] == [workbook.name]


def test_the_settings_that_the_promises_rest_on_are_in_force(workbook: Path) -> None:
    connection = Connection(workbook, "rw")
    wanted = {
        "journal_mode": "truncate",
        "synchronous": 3,
        "foreign_keys": 1,
        "trusted_schema": 0,
        "cell_size_check": 1,
        "temp_store": 2,
        "busy_timeout": 5000,
    }
    found = {name: connection.raw.execute(f"PRAGMA {name}").fetchone()[0] for name in wanted}
    connection.close()
    assert found == wanted


def test_every_table_is_strict(workbook: Path) -> None:
    connection = Connection(workbook, "ro")
    tables = connection.query("SELECT name, sql FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
    connection.close()
    assert len(tables) == len(schema.RECORDED) + 5
    assert [table["name"] for table in tables if not str(table["sql"]).endswith("STRICT")] == []


def test_a_file_that_is_there_is_never_made_anew(workbook: Path) -> None:
    before = state(workbook)
    with pytest.raises(Refusal) as refused:
        Ledger.create(workbook, "别区")
    assert refused.value.code == "file.exists"
    assert state(workbook) == before


def test_making_a_file_below_a_file_is_refused(workbook: Path) -> None:
    before = state(workbook)
    with pytest.raises(Refusal) as refused:
        Ledger.create(workbook / "里面.zt", "云岭高新区")
    assert refused.value.code == "file.unreachable"
    assert state(workbook) == before


def test_making_a_file_in_a_folder_that_refuses_is_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr("zonetracker.storage.files.Connection", refuse)
    with pytest.raises(Refusal) as refused:
        Ledger.create(tmp_path / "新.zt", "云岭高新区")
    assert refused.value.code == "file.readonly" and "新.zt" in str(refused.value)
    assert list(tmp_path.iterdir()) == []


def test_making_that_fails_half_way_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("zonetracker.storage.database.move_new", fail)
    with pytest.raises(Refusal) as refused:
        Ledger.create(tmp_path / "新.zt", "云岭高新区")
    assert refused.value.code == "disk.full"
    assert list(tmp_path.iterdir()) == []


def test_a_stick_without_hard_links_gets_its_file_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(os, "link", refuse)
    Ledger.create(tmp_path / "新.zt", "云岭高新区").close()
    assert [one.name for one in tmp_path.iterdir()] == ["新.zt"]


@pytest.mark.parametrize("what", ["file", "folder"])
def test_a_read_only_file_or_folder_opens_for_looking(
    workbook: Path, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    before = state(workbook)
    real_open = os.open

    def refuse(path: object, flags: int, mode: int = 0o777) -> int:
        if str(path).endswith(".lock"):
            raise PermissionError(errno.EACCES, "Permission denied")
        return real_open(path, flags, mode)  # type: ignore[arg-type]

    if what == "folder":
        monkeypatch.setattr(os, "open", refuse)
    else:
        monkeypatch.setattr(os, "access", lambda path, mode: mode != os.W_OK)
    with Ledger.open(workbook) as ledger:
        assert ledger.read_only and ledger.lock_holder is None
        assert len(ledger.notices) == 1 and "只读" in ledger.notices[0]
        assert len(ledger.targets()) == 30
        with pytest.raises(Refusal) as refused:
            ledger.set_settings(places=1)
        assert refused.value.code == "file.readonly"
        with pytest.raises(sqlite3.OperationalError, match="readonly"):
            ledger._database.connection.execute("DELETE FROM target")
    assert state(workbook) == before


@pytest.mark.parametrize(
    ("error", "code"),
    [
        ("SQLITE_FULL", "disk.full"),
        ("SQLITE_READONLY", "file.readonly"),
        ("SQLITE_BUSY", "file.locked"),
        ("SQLITE_IOERR_WRITE", "disk.error"),
        ("SQLITE_CORRUPT", "disk.error"),
    ],
)
def test_trouble_while_saving_is_one_sentence_and_the_next_save_works(
    workbook: Path, monkeypatch: pytest.MonkeyPatch, error: str, code: str
) -> None:
    """What SQLite calls damaged is not so, if the file is found sound as soon as it can be read."""

    def fail(_: Connection) -> None:
        told = sqlite3.OperationalError("whatever it says")
        told.sqlite_errorname = error
        raise told

    with Ledger.open(workbook) as ledger:
        monkeypatch.setattr(Connection, "commit", fail)
        with pytest.raises(Refusal) as refused:
            ledger.set_settings(places=3)
        monkeypatch.undo()
        assert refused.value.code == code
        place = workbook.drive or str(workbook.parent)
        assert place in str(refused.value) or workbook.name in str(refused.value)
        assert ledger.setting("places") is None
        ledger.set_settings(places=3)
        assert ledger.setting("places") == 3
    with Ledger.open(workbook) as ledger:
        assert ledger.notices == () and ledger.check() == []


def test_a_really_full_file_costs_only_the_attempt(workbook: Path) -> None:
    with Ledger.open(workbook) as ledger:
        raw = ledger._database.connection.raw
        pages = raw.execute("PRAGMA page_count").fetchone()[0]
        raw.execute(f"PRAGMA max_page_count = {pages}").fetchone()
        with pytest.raises(Refusal) as refused:
            ledger.keep_issued("sheet", 2023, 1, "大.xlsx", bytes(10**6))
        assert refused.value.code == "disk.full"
        assert ledger.issued() == [] and ledger.check() == []
        raw.execute("PRAGMA max_page_count = 100000").fetchone()
        ledger.keep_issued("sheet", 2023, 1, "大.xlsx", bytes(10**6))
        assert len(ledger.issued()) == 1


def test_a_backup_is_whole_and_opens_without_a_word(workbook: Path, tmp_path: Path) -> None:
    copy = tmp_path / "备份.zt"
    with Ledger.open(workbook) as ledger:
        ledger.set_settings(places=2)
        ledger.backup(copy)
        ledger.backup(copy)
        with pytest.raises(Refusal):
            ledger.backup(tmp_path / "无" / "备份.zt")
    with Ledger.open(copy) as ledger:
        assert ledger.notices == () and ledger.check() == []
        assert ledger.setting("places") == 2
    assert sorted(one.name for one in tmp_path.iterdir()) == sorted([workbook.parent.name, copy.name])


@needs_disk
def test_a_new_book_and_a_backup_have_their_names_for_good(tmp_path: Path) -> None:
    """A name that is not written through to its folder is gone after a power cut, whatever the file holds."""
    with disk_under(tmp_path) as disk, Ledger.create(tmp_path / "a.zt", "云岭高新区") as ledger:
        disk.log = []
        ledger.backup(tmp_path / "b.zt")
        assert isinstance(disk.log[-1], FolderSynced)
    with disk_under(tmp_path) as disk:
        disk.log = []
        Ledger.create(tmp_path / "c.zt", "云岭高新区").close()
        assert named_before_synced(disk.log, tmp_path / "c.zt")


def named_before_synced(log: list[Event], path: Path) -> bool:
    """Whether the folder of a file was synced after the file was named."""
    named = [number for number, one in enumerate(log) if isinstance(one, Named) and one.names[-1][0] == str(path)]
    return any(isinstance(one, FolderSynced) for one in log[named[-1] :])


@needs_disk
def test_a_page_that_cannot_be_read_for_a_moment_is_no_damage(workbook: Path) -> None:
    with disk_under(workbook.parent) as disk:
        Ledger.open(workbook).close()
        reads = disk.calls["read"]
        for nth in range(0, reads, 2):
            disk.fail(nth, kinds=("read",))
            try:
                Ledger.open(workbook).close()
            except Refusal as refused:
                assert refused.code in ("disk.error", "disk.gone"), refused
            disk.heal()


@needs_disk
def test_a_disk_that_fails_for_good_is_said_to_fail(workbook: Path) -> None:
    with disk_under(workbook.parent) as disk:
        for nth in range(6):
            with Ledger.open(workbook) as ledger:
                disk.fail(nth, for_ever=True)
                with pytest.raises(Refusal) as refused:
                    ledger.add_target("税收收入", 2024)
                assert refused.value.code in ("disk.error", "disk.gone", "disk.unsure")
                disk.heal()


@needs_disk
def test_a_home_that_cannot_be_reached_stops_neither_opening_nor_closing(workbook: Path, own_home: Path) -> None:
    with disk_under(own_home) as home:
        with Ledger.open(workbook) as ledger:
            ledger.set_settings(places=4)
            home.vanish()
            with pytest.raises(Refusal):
                ledger.snapshots()
        with Ledger.open(workbook) as ledger:
            assert not ledger.read_only and any("自动备份" in notice for notice in ledger.notices)
        home.come_back()
    assert [one.name for one in workbook.parent.iterdir()] == [workbook.name]
