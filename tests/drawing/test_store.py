"""Kept drawings: the same source gives them back, anything else draws anew, and nothing of them is told."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from zonetracker.drawing import store
from zonetracker.drawing.store import PictureStore
from zonetracker.support.paths import local_folder

SOURCE = "地区生产总值 74.0% (1, 2)"
PICTURE = bytes(range(256)) * 8


@pytest.fixture
def kept(tmp_path: Path) -> PictureStore:
    found = PictureStore(tmp_path / "pictures")
    found.keep(SOURCE, PICTURE)
    return found


def only_file(kept: PictureStore) -> Path:
    (path,) = kept.folder.iterdir()
    return path


def test_what_was_drawn_is_found_by_its_source_alone(kept: PictureStore) -> None:
    assert kept.find(SOURCE) == PICTURE
    assert kept.find(SOURCE + " ") is None
    assert PictureStore(kept.folder).find(SOURCE) == PICTURE


def test_another_program_draws_anew(kept: PictureStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "__version__", "999")
    assert kept.find(SOURCE) is None
    monkeypatch.undo()
    monkeypatch.setattr(store, "_drawn_by", lambda: "other code")
    assert kept.find(SOURCE) is None


@pytest.mark.parametrize("left", [b"", PICTURE[:32], PICTURE, PICTURE[:-1] + b"x"])
def test_a_damaged_picture_is_none(kept: PictureStore, left: bytes) -> None:
    only_file(kept).write_bytes(left)
    assert kept.find(SOURCE) is None
    kept.keep(SOURCE, PICTURE)
    assert kept.find(SOURCE) == PICTURE


def test_names_say_nothing_and_nobody_else_may_look(kept: PictureStore) -> None:
    assert only_file(kept).stem.isascii() and len(only_file(kept).stem) == 64
    assert PictureStore().folder == local_folder() / "pictures"
    if os.name == "posix":
        assert stat.S_IMODE(kept.folder.stat().st_mode) == 0o700


def test_the_longest_unused_go(kept: PictureStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "MOST", 3)
    os.utime(only_file(kept), ns=(1, 1))
    for number in range(2, 4):
        kept.keep(f"other {number}", PICTURE)
    for path in kept.folder.iterdir():
        if path.stat().st_mtime_ns > 1:
            os.utime(path, ns=(10, 10))
    assert kept.find(SOURCE) == PICTURE, "used again, so it stays"
    kept.keep("one more", PICTURE)
    assert len(list(kept.folder.iterdir())) == 3
    assert kept.find(SOURCE) == PICTURE and kept.find("one more") == PICTURE


def test_without_a_folder_to_write_nothing_is_kept(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("x", encoding="utf-8")
    nowhere = PictureStore(blocked / "pictures")
    nowhere.keep(SOURCE, PICTURE)
    assert nowhere.find(SOURCE) is None
