"""By command: everything out of a workbook, and a workbook of it."""

from __future__ import annotations

import zipfile
from pathlib import Path

import openpyxl
import pytest

from tests.commands.test_calls import book
from tests.services.openforms.books import stands
from zonetracker.__main__ import main

__all__ = ["book"]


@pytest.mark.parametrize(("form", "name"), [("xlsx", "甲.xlsx"), ("csv", "甲.ZIP"), ("json", "甲.json")])
def test_a_workbook_goes_out_and_comes_back(
    book: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], form: str, name: str
) -> None:
    assert main(["export", str(book), "--format", form, "--to", str(tmp_path / name)]) == 0
    assert "已写出" in capsys.readouterr().out
    assert main(["new", str(tmp_path / "新.zt"), "--from", str(tmp_path / name)]) == 0
    assert "已由" in capsys.readouterr().out
    assert stands(tmp_path / "新.zt") == stands(book)


def test_without_a_name_it_lies_beside_the_workbook(book: Path) -> None:
    for form, name in (("xlsx", "台账-全部数据.xlsx"), ("csv", "台账-全部数据.zip"), ("json", "台账-全部数据.json")):
        assert main(["export", str(book), "--format", form]) == 0
        assert book.with_name(name).is_file()
    assert openpyxl.load_workbook(book.with_name("台账-全部数据.xlsx")).sheetnames[0] == "工作簿 book"
    with zipfile.ZipFile(book.with_name("台账-全部数据.zip")) as archive:
        assert {"book.csv", "target.csv"} <= set(archive.namelist())


def test_what_was_not_named_is_not_replaced(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    there = book.with_name("台账-全部数据.json")
    there.write_text("别的", encoding="utf-8")
    assert main(["export", str(book), "--format", "json"]) == 1
    assert "已经存在；请用 --to 写明写到哪里" in capsys.readouterr().err
    assert there.read_text(encoding="utf-8") == "别的"
    assert main(["export", str(book), "--format", "json", "--to", str(there)]) == 0


def test_a_wrong_file_is_told_with_its_line_and_makes_nothing(
    book: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = tmp_path / "甲.json"
    assert main(["export", str(book), "--format", "json", "--to", str(source)]) == 0
    source.write_text(source.read_text(encoding="utf-8").replace('"value":"80"', '"value":"八十"', 1), encoding="utf-8")
    capsys.readouterr()
    assert main(["new", str(tmp_path / "新.zt"), "--from", str(source)]) == 1
    said = capsys.readouterr()
    assert "“review_row”第 4 行：“数值 value”“八十”不是一个数" in said.err and said.out == ""
    assert not (tmp_path / "新.zt").exists()


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (["export", "台账.zt"], "缺少参数 --format"),
        (["export", "台账.zt", "--format", "xml"], "--format 不能是“xml”"),
        (["export", "台账.zt", "--format", "csv", "--to", "甲.csv"], "“甲.csv”的扩展名应为 .zip"),
        (["new", "新.zt"], "--zone 和 --from 要写一个"),
        (["new", "新.zt", "--zone", "甲区", "--from", "甲.json"], "--from 不能和 --zone 一起用"),
    ],
)
def test_a_wrong_call(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], call: list[str], said: str
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SystemExit) as stopped:
        main(call)
    assert stopped.value.code == 2
    assert said in capsys.readouterr().err
