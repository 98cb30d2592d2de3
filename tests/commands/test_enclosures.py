"""Mails and archives on the command line: listed where nothing is chosen, taken by number, name, or all."""

from pathlib import Path

import pytest

from tests.reading.bundles.made import FIGURES, archive
from zonetracker.__main__ import main
from zonetracker.services.ledger import Ledger

REPORT = """青岚高新区2022年工作总结和2023年工作计划

一、2022年工作情况
2022年,全年实现地区生产总值74亿元,增长5%。

二、2023年工作目标
2023年主要目标是:地区生产总值80亿元,增长8%,出口9亿元。
"""
OTHER = REPORT.replace("80亿元", "81亿元")


@pytest.fixture
def book(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ZONETRACKER_HOME", str(tmp_path / "home"))
    path = tmp_path / "台账.zt"
    assert main(["new", str(path), "--zone", "青岚高新区"]) == 0
    return path


@pytest.fixture
def bundle(tmp_path: Path) -> str:
    path = tmp_path / "材料.zip"
    files = {"甲/总结.txt": REPORT.encode(), "九月.csv": FIGURES, "程序.exe": b"MZ\x90\x00" + bytes(80)}
    path.write_bytes(archive({**files, "乙/总结.txt": OTHER.encode()}))
    return str(path)


def names(book: Path) -> list[str]:
    with Ledger.open(book) as ledger:
        return [report.name for report in ledger.reports()]


def test_without_a_choice_it_is_listed_and_refused(book: Path, bundle: str, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert main(["import", str(book), bundle]) == 1
    told = capsys.readouterr()
    assert [line.split()[:2] for line in told.out.splitlines()[1:]] == [
        ["1", "甲/总结.txt"],
        ["2", "九月.csv"],
        ["3", "程序.exe"],
        ["4", "乙/总结（2）.txt"],
    ]
    assert "“程序.exe”是程序文件" in told.out
    assert told.err == "“材料.zip”里装着别的文件，请用 --enclosure 写明要哪一个（编号或名称）。\n"
    assert names(book) == []


@pytest.mark.slow
def test_by_number_by_name_and_all(book: Path, bundle: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["import", str(book), bundle, "--enclosure", "总结.txt", "4", "--accept", "sure"]) == 0
    assert names(book) == ["总结.txt", "总结（2）.txt"]
    assert main(["import", str(book), bundle, "--all"]) == 0
    assert names(book) == ["总结.txt", "总结（2）.txt", "九月.csv"]
    assert "已导入过，略过：总结.txt" in capsys.readouterr().err
    for wanted, said in (("5", "里没有“5”"), ("3", "是程序文件"), ("九月", "里没有“九月”")):
        assert main(["import", str(book), bundle, "--enclosure", wanted]) == 1
        assert said in capsys.readouterr().err
    assert main(["history", str(book)]) == 0
    assert "（来自材料.zip）" in capsys.readouterr().out


def test_the_same_file_in_two_folders_stops_none_behind_it(
    book: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "两份.zip"
    path.write_bytes(
        archive([("甲/总结.txt", REPORT.encode()), ("乙/总结.txt", REPORT.encode()), ("九月.csv", FIGURES)])
    )
    assert main(["import", str(book), str(path), "--all"]) == 0
    assert names(book) == ["总结.txt", "九月.csv"]
    assert "与前面的文件相同，略过：总结（2）.txt" in capsys.readouterr().err


def test_a_choice_and_all_are_not_said_together(book: Path, bundle: str) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["import", str(book), bundle, "--all", "--enclosure", "1"])
    assert ended.value.code == 2


@pytest.mark.slow
def test_actuals(book: Path, bundle: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["import", str(book), bundle, "--enclosure", "甲/总结.txt", "--accept", "all"]) == 0
    capsys.readouterr()
    call = ["actuals", str(book), bundle, "--month", "2023-09"]
    assert main(call) == 1
    assert "--enclosure" in capsys.readouterr().err
    assert main([*call, "--enclosure", "九月.csv"]) == 0
    assert "已填入 2023 年 1-9月实绩 1 项" in capsys.readouterr().out
