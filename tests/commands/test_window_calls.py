"""Calls that open the window with files, calls that are wrong, and what is said where there is no console."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from zonetracker import __main__ as program
from zonetracker.commands.call import parse
from zonetracker.ui.window import app


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "下级 文件夹").mkdir()
    for name in ("甲.zt", "工作报告 2023.docx", "报告.pdf", "无扩展名", "check"):
        (tmp_path / name).touch()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def window(*given: str) -> list[Path]:
    options = parse(given)
    assert options.verb is None
    files: list[Path] = options.files
    return files


@pytest.mark.parametrize(
    ("given", "names"),
    [
        ([], []),
        (["甲.zt"], ["甲.zt"]),
        (["甲.zt", "./甲.zt", "甲.zt"], ["甲.zt"]),
        (["工作报告 2023.docx", "甲.zt", "报告.pdf"], ["工作报告 2023.docx", "甲.zt", "报告.pdf"]),
        (["无扩展名"], ["无扩展名"]),
        (["下级 文件夹/"], ["下级 文件夹"]),
        (["下级 文件夹"], ["下级 文件夹"]),
        (['"工作报告 2023.docx"'], ["工作报告 2023.docx"]),
        (['报告.pdf"'], ["报告.pdf"]),
        (["./check"], ["check"]),
        (["没有.docx", "甲.zt"], ["没有.docx", "甲.zt"]),
    ],
)
def test_files_open_the_window(folder: Path, given: list[str], names: list[str]) -> None:
    assert window(*given) == [folder / name for name in names]
    assert not parse(given).new_window


def test_forty_files_at_once(folder: Path) -> None:
    names = [f"报告{number}.txt" for number in range(40)]
    for name in names:
        (folder / name).touch()
    assert window(*names) == [folder / name for name in names]


@pytest.mark.parametrize("given", [["--new-window"], ["--new-window", "甲.zt"], ["甲.zt", "--new-window"]])
def test_a_window_of_its_own(folder: Path, given: list[str]) -> None:
    options = parse(given)
    assert options.verb is None and options.new_window
    assert options.files == [folder / "甲.zt"] * (len(given) - 1)


@pytest.mark.parametrize(
    "given",
    [
        ["chekc"],
        ["chekc", "甲.zt"],
        ["甲.zt", "chekc"],
        [""],
        [" "],
        ["--no-such"],
        ["甲.zt", "--no-such"],
        ["--new-window", "check", "甲.zt"],
        ["check"],
    ],
)
def test_a_wrong_call_stays_one(folder: Path, given: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        parse(given)
    assert stopped.value.code == 2
    assert capsys.readouterr().err.startswith("命令写法不对")


@pytest.mark.parametrize("given", [["没有.docx"], ["没有.zt"], ["没有.zt", "也没有.txt"], ["无此文件夹/报告"]])
def test_where_no_file_is_there_one_sentence_says_so(
    folder: Path, given: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as stopped:
        parse(given)
    assert stopped.value.code == 1
    said = capsys.readouterr().err
    assert said == f"找不到“{folder / given[0]}”，请检查文件名和所在的文件夹。\n"


def test_a_verb_stays_a_verb_beside_a_file_of_its_name(folder: Path) -> None:
    options = parse(["check", "甲.zt"])
    assert (options.verb, options.book) == ("check", Path("甲.zt"))


class Windows:
    """The program as Windows starts it, without a console; `boxes` are what it shows."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.boxes: list[tuple[str, int]] = []
        self._monkeypatch = monkeypatch
        monkeypatch.setattr(program, "_show_box", lambda text, icon: self.boxes.append((text, icon)))

    def start(self, *given: str) -> int:
        for stream in ("stdout", "stderr"):
            self._monkeypatch.setattr(sys, stream, None)
        return program.main(list(given))


@pytest.fixture
def windows(monkeypatch: pytest.MonkeyPatch) -> Windows:
    return Windows(monkeypatch)


@pytest.mark.parametrize(
    ("given", "status", "said"),
    [
        (["chekc"], 2, "命令写法不对"),
        (["没有.docx"], 1, "找不到“"),
        (["status", "没有.zt", "--month", "2023-09"], 1, "找不到“没有.zt”"),
        (["--help"], 0, "usage: zonetracker"),
    ],
)
def test_without_a_console_a_box_says_it(
    folder: Path, windows: Windows, given: list[str], status: int, said: str
) -> None:
    assert windows.start(*given) == status
    [(text, icon)] = windows.boxes
    assert text.startswith(said)
    assert icon == (0x10 if status else 0x40)


def test_without_a_console_a_window_that_does_not_come_up_says_so(
    folder: Path, windows: Windows, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(files: Sequence[Path], *, new_window: bool) -> int:
        raise ZeroDivisionError(files, new_window)

    monkeypatch.setattr(app, "run_window", broken)
    assert windows.start("甲.zt") == 1
    assert windows.boxes[0][0].startswith("程序没能启动") and ".zip" in windows.boxes[0][0]


def test_without_a_console_what_went_well_shows_nothing(
    folder: Path, windows: Windows, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[object] = []

    def run(files: Sequence[Path], *, new_window: bool) -> int:
        started.append((list(files), new_window))
        return 0

    monkeypatch.setattr(app, "run_window", run)
    assert windows.start("甲.zt") == 0
    assert started == [([folder / "甲.zt"], False)]
    assert not windows.boxes
