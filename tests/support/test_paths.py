"""Names that Windows does not take."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from zonetracker.support.paths import distinct, identity, kept_by_windows, plain_path, usable_name

KEPT = [
    "CON.zt",
    "nul",
    "COM1.pdf",
    "lpt³",
    "aux .zt",
    "con.表.zt",
    "表:1.xlsx",
    "甲?.zt",
    "甲/乙.zt",
    "甲.zt.",
    "甲.zt ",
    "a\tb.zt",
]
FREE = ["云岭高新区 2023（1）.zt", "CONSOLE.zt", "com10.zt", "console.nul", ".zt", "甲：乙.xlsx"]


@pytest.mark.parametrize("name", KEPT)
def test_names_that_windows_keeps_for_itself(name: str) -> None:
    assert kept_by_windows(name)
    assert usable_name(name) is (os.name != "nt")


@pytest.mark.parametrize("name", FREE)
def test_a_plain_name_will_do(name: str) -> None:
    assert not kept_by_windows(name)
    assert usable_name(name)


@pytest.mark.parametrize(
    ("given", "plain"),
    [
        ("\\\\?\\C:\\台账\\甲.zt", "C:\\台账\\甲.zt"),
        ("\\\\?\\UNC\\host\\台账\\甲.zt", "\\\\host\\台账\\甲.zt"),
        ("\\\\?\\unc\\host\\甲.zt", "\\\\host\\甲.zt"),
        ("\\\\?\\Volume{1}\\甲.zt", "\\\\?\\Volume{1}\\甲.zt"),
        ("\\\\host\\台账\\甲.zt", "\\\\host\\台账\\甲.zt"),
        ("/home/甲/甲.zt", "/home/甲/甲.zt"),
    ],
)
def test_the_mark_of_a_long_path_is_left_out(given: str, plain: str) -> None:
    assert plain_path(given) == plain


def test_one_file_by_several_spellings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "下级").mkdir()
    book, other = tmp_path / "甲.zt", tmp_path / "乙.zt"
    book.touch()
    other.touch()
    monkeypatch.chdir(tmp_path)
    spellings = [book, Path("甲.zt"), tmp_path / "下级" / ".." / "甲.zt"]
    if os.name != "nt":
        (tmp_path / "链接.zt").symlink_to(book)
        spellings.append(tmp_path / "链接.zt")
    assert len({identity(path) for path in spellings}) == 1
    assert distinct([other, *spellings, other]) == [other, book]


def test_files_that_are_not_there_are_told_apart_by_their_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert distinct([Path("无.zt"), tmp_path / "无.zt", tmp_path / "没有.zt"]) == [Path("无.zt"), tmp_path / "没有.zt"]
