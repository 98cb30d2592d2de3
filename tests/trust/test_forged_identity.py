"""A workbook whose identity nobody of ours wrote is refused before anything is written, wherever it would lead."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from tests.trust.promises import Counting
from tests.trust.watching import outside, touched
from tests.ui.conftest import ScriptedAsk
from tests.ui.made_up_book import book
from zonetracker.__main__ import main
from zonetracker.services.ledger import Ledger
from zonetracker.storage.snapshots import folders
from zonetracker.support.errors import Refusal
from zonetracker.support.settings import LocalSettings
from zonetracker.ui.window.main_window import MainWindow

GOOD = "0123456789abcdef0123456789abcdef"
HOSTILE: list[object] = [
    "{elsewhere}/taken",
    "../../taken",
    "..",
    ".",
    "",
    "C:\\taken",
    "C:taken",
    "\\\\host\\share\\taken",
    "//host/share/taken",
    GOOD[:-1] + "\0",
    GOOD + "\0/../../taken",
    "NUL",
    "COM1",
    "a" * 5000,
    GOOD[:-1],
    GOOD.upper(),
    GOOD[:-1] + "\uff11",
    GOOD[:-1] + "/",
    GOOD + "\n",
    7,
    GOOD.encode(),
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "台账"
    place.mkdir()
    book(place)
    (tmp_path / "elsewhere").mkdir()
    return place


def forge(path: Path, statement: str, *values: object) -> None:
    """Change `meta` or `stamp` so as no program of ours would, past what their columns allow."""
    strict = "UPDATE sqlite_master SET sql = replace(sql, ') STRICT', ')') WHERE name IN ('meta', 'stamp')"
    back = "UPDATE sqlite_master SET sql = sql || ' STRICT' WHERE name IN ('meta', 'stamp')"
    for one, told in ((strict, ()), (statement, values), (back, ())):
        with closing(sqlite3.connect(path)) as connection:
            connection.execute("PRAGMA writable_schema = ON")
            connection.execute(one, told)
            connection.commit()


def tree(folder: Path) -> dict[str, tuple[bytes | None, int]]:
    """All files and folders below one, with their bytes and times."""
    return {
        str(one.relative_to(folder)): (one.read_bytes() if one.is_file() else None, one.stat().st_mtime_ns)
        for one in sorted(folder.rglob("*"))
    }


def opened_in_the_window(path: Path, home: Path) -> str:
    window = MainWindow(LocalSettings(home / "settings.json"))
    ask = window.ask = ScriptedAsk(window)
    ask.answers = [None]  # no, not back to the copy of before it was forged
    opened = window.open_workbook(path)
    window.close()
    window.deleteLater()
    QApplication.processEvents()
    assert not opened
    (said,) = [*ask.told, *ask.asked]
    return said


def called(capsys: pytest.CaptureFixture[str], *call: str) -> str:
    capsys.readouterr()
    assert main(list(call)) == 1
    return capsys.readouterr().err.strip()


@pytest.mark.parametrize("identity", HOSTILE, ids=lambda one: ascii(one)[:30])
def test_no_identity_leads_out_of_the_programs_own_folder(
    identity: object,
    folder: Path,
    tmp_path: Path,
    qapp: QApplication,
    own_home: Path,
    capsys: pytest.CaptureFixture[str],
    promise: Counting,
) -> None:
    path = folder / "book.zt"
    if isinstance(identity, str):
        identity = identity.replace("{elsewhere}", str(tmp_path / "elsewhere"))
    forge(path, "UPDATE meta SET file_id = ?", identity)
    before, kept = tree(tmp_path), sorted(own_home.glob("snapshots/**/*"))
    with touched() as heard:
        said = [
            opened_in_the_window(path, own_home),
            called(capsys, "check", str(path)),
            called(capsys, "status", str(path), "--month", "2023-09"),
            called(capsys, "sheet", str(path), "--month", "2023-09", str(folder / "表.xlsx")),
        ]
    bad: list[object] = [one for one in said if "内部标识" not in one or not one.endswith("。") or "\n" in one]
    bad += outside(heard, own_home)
    bad += [] if tree(tmp_path) == before and sorted(own_home.glob("snapshots/**/*")) == kept else ["the disk differs"]
    promise("R11", tried=len(said), bad=bad)


ODD: dict[str, tuple[str, Callable[[], tuple[object, ...]]]] = {
    "no row": ("DELETE FROM meta", lambda: ()),
    "no stamp": ("DELETE FROM stamp", lambda: ()),
    "a stamp of words": ("UPDATE stamp SET words = ?", lambda: ("stamp",)),
    "the stamp of another book": ("UPDATE stamp SET words = ?", lambda: (f"zt-stamp {GOOD} 000000000001",)),
    "a revision below zero": ("UPDATE meta SET revision = ?", lambda: (-1,)),
    "a revision that is text": ("UPDATE meta SET revision = ?", lambda: ("12abc",)),
    "the last revision there is": ("UPDATE meta SET revision = ?", lambda: (2**63 - 1,)),
    "no compatibility": ("UPDATE meta SET compatibility = ?", lambda: ("",)),
    "another end than clean or not": ("UPDATE meta SET clean = ?", lambda: (9,)),
    "a head that is a path": ("UPDATE meta SET head = ?", lambda: ("../../../../x" * 5,)),
    "a lease of a megabyte": ("UPDATE meta SET lease = ?", lambda: ("a" * 2**20,)),
    "a writer of a megabyte": ("UPDATE meta SET last_writer = ?", lambda: ("甲" * 2**20,)),
    "a counter that is nothing": ("UPDATE meta SET counter = ?", lambda: (b"",)),
    "bytes that are no text": ("UPDATE meta SET file_id = CAST(? AS TEXT)", lambda: (b"\xff\xfe" * 16,)),
}


@pytest.mark.parametrize("case", ODD)
def test_any_other_word_that_a_workbook_has_for_itself_is_looked_at_too(
    case: str, folder: Path, own_home: Path, promise: Counting
) -> None:
    path = folder / "book.zt"
    statement, values = ODD[case]
    forge(path, statement, *values())
    before = tree(folder)
    with touched() as heard, pytest.raises(Refusal, match="内部标识"):
        Ledger.open(path)
    changed = [] if tree(folder) == before else ["the disk differs"]
    promise("R11", tried=1, bad=[*outside(heard), *changed])


def test_what_waits_beside_it_is_settled_first_and_the_identity_is_looked_at_then(folder: Path, own_home: Path) -> None:
    """With an unfinished transaction beside it, or left in another mode of SQLite, a file can't be read untouched."""
    path = folder / "book.zt"
    forge(path, "UPDATE meta SET file_id = '../../taken'")
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
    with touched() as heard, pytest.raises(Refusal, match="内部标识"):
        Ledger.open(path)
    assert outside(heard, folder) == []
    assert {one.name for one in folder.iterdir()} <= {"book.zt", "book.zt-journal"}


def test_a_journal_beside_a_forged_file_leads_nowhere(folder: Path, own_home: Path) -> None:
    path = folder / "book.zt"
    forge(path, "UPDATE meta SET file_id = '../../taken'")
    spare = folder / "copy.zt"
    shutil.copy(path, spare)
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA cache_size = 1")
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("UPDATE stamp SET words = words")
        connection.execute("UPDATE meta SET made_at = made_at || 'x'")
        kept = (folder / "book.zt-journal").read_bytes()
        connection.execute("ROLLBACK")
    shutil.copy(spare, path)
    spare.unlink()
    (folder / "book.zt-journal").write_bytes(kept)
    with touched() as heard, pytest.raises(Refusal):
        Ledger.open(path)
    assert outside(heard, folder) == []
    assert not (own_home / "snapshots").exists()


@pytest.mark.parametrize("identity", [one for one in HOSTILE if isinstance(one, str)], ids=lambda one: ascii(one)[:30])
def test_only_an_identity_has_a_folder(identity: str, own_home: Path) -> None:
    with pytest.raises(Refusal):
        folders.folder_for(identity, own_home / "book.zt")
    assert folders.folder_of(identity) is None and list(own_home.iterdir()) == []
    assert folders.folder_for(GOOD, own_home / "book.zt").path.parent == own_home / "snapshots"
