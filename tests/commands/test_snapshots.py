"""The verbs snapshots and restore: listed with what had been done, brought back, the way told where it is closed."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from zonetracker.__main__ import main
from zonetracker.commands.statuses import COULD_NOT, DONE, WRONG_CALL
from zonetracker.services.ledger import Ledger


@pytest.fixture
def book(tmp_path: Path) -> Path:
    path = tmp_path / "台账.zt"
    with Ledger.create(path, "云岭高新区") as ledger:
        ledger.add_target("税收收入", 2023)
        assert ledger.snapshot()
        ledger.add_target("工业产值", 2023)
        ledger.add_target("外贸出口", 2023)
    return path


def listed(book: Path, capsys: pytest.CaptureFixture[str]) -> list[str]:
    capsys.readouterr()
    assert main(["snapshots", str(book)]) == DONE
    heads, *lines = capsys.readouterr().out.splitlines()
    assert re.split(r"\s{2,}", heads.strip()) == ["编号", "备份时间", "大小", "到第几步", "最后做的", "检查", "来源"]
    return lines


def names(book: Path) -> list[str]:
    with Ledger.open(book) as ledger:
        return [ledger.indicator(one.indicator_id).name for one in ledger.targets()]


def test_they_are_listed_with_what_had_been_done_and_one_is_brought_back(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first, second = listed(book, capsys)
    assert first.split()[0] == "1" and "新增2023年目标“外贸出口”（共2步）" in first and "完好" in first
    assert second.split()[0] == "2" and "新增2023年目标“税收收入”" in second
    assert main(["restore", str(book), "2"]) == DONE
    told = capsys.readouterr()
    assert "已恢复到" in told.out and "恢复前" in told.out and told.err == ""
    assert names(book) == ["税收收入"]
    lines = listed(book, capsys)
    (aside,) = [line.split()[0] for line in lines if "移到一边的原文件" in line]
    assert len(lines) == 3
    assert main(["restore", str(book), aside]) == DONE
    assert names(book) == ["税收收入", "工业产值", "外贸出口"]


def test_a_workbook_that_is_gone_comes_back(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    book.unlink()
    assert len(listed(book, capsys)) == 2
    assert main(["restore", str(book), "1"]) == DONE
    assert names(book) == ["税收收入", "工业产值", "外贸出口"]


def test_a_damaged_one_is_told_and_not_brought_back(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with Ledger.open(book) as ledger:
        path = ledger.snapshots()[0].path
    path.write_bytes(path.read_bytes()[:-4096])
    before = book.read_bytes()
    assert main(["restore", str(book), "1"]) == COULD_NOT
    assert "这一份不能用" in capsys.readouterr().err and book.read_bytes() == before
    assert "不能用" in listed(book, capsys)[0]
    assert len(listed(book, capsys)) == 1, "set aside when it was listed"


def test_who_has_it_open_is_told(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with Ledger.open(book):
        assert main(["restore", str(book), "1"]) == COULD_NOT
    assert "正在使用" in capsys.readouterr().err


def test_what_cannot_be_asked_is_refused(book: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["restore", str(book), "9"]) == COULD_NOT
    assert "只有 2 份" in capsys.readouterr().err
    assert main(["snapshots", str(tmp_path / "别的.zt")]) == COULD_NOT
    assert "没有“别的.zt”的备份" in capsys.readouterr().err
    for wrong in ("0", "一", "-1"):
        with pytest.raises(SystemExit) as ended:
            main(["restore", str(book), wrong])
        assert ended.value.code == WRONG_CALL
    capsys.readouterr()


def test_the_command_line_tells_that_no_copy_was_kept(
    book: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "full")

    monkeypatch.setattr("zonetracker.storage.snapshots.keeping.copy_file", full)
    capsys.readouterr()
    assert main(["undo", str(book)]) == DONE
    told = capsys.readouterr()
    assert "已撤销" in told.out and told.err.count("以后没有新的自动备份") == 1 and "已满" in told.err
