"""The command line: verbs, exit statuses, and one Chinese sentence for what goes wrong."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from zonetracker.__main__ import main
from zonetracker.commands.verbs import VERBS

REPORT = """青岚高新区2022年工作总结和2023年工作计划

一、2022年工作情况
2022年,全年实现地区生产总值74亿元,增长5%;财政总收入20.5亿元,增长39.4%;实到外资7000万美元。

二、2023年工作目标
2023年主要目标是:地区生产总值80亿元,增长8%;财政总收入25亿元,增长21.9%;实到外资8000万美元;新升规工业企业15家。
"""


@pytest.fixture
def book(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ZONETRACKER_HOME", str(tmp_path / "home"))
    report = tmp_path / "报告.txt"
    report.write_text(REPORT, encoding="utf-8")
    path = tmp_path / "台账.zt"
    assert main(["new", str(path), "--zone", "青岚高新区"]) == 0
    assert main(["import", str(path), str(report), "--accept", "all"]) == 0
    return path


def month(tmp_path: Path, text: str) -> str:
    sheet = tmp_path / "九月.csv"
    sheet.write_text(text, encoding="utf-8")
    return str(sheet)


def status(book: Path, capsys: pytest.CaptureFixture[str], at: str = "2023-09") -> dict[str, dict[str, Any]]:
    capsys.readouterr()
    assert main(["status", str(book), "--month", at, "--format", "json"]) == 0
    return {row["indicator"]: row for row in json.loads(capsys.readouterr().out)}


def test_from_report_to_status(book: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sheet = month(tmp_path, "同比增长,指标名称,累计\n6.5,地区生产总值,74\n,实到外资,0.62亿美元\n")
    assert main(["actuals", str(book), sheet, "--month", "2023-09", "--source", "统计局"]) == 0
    rows = status(book, capsys)
    assert rows["地区生产总值"] == {
        "indicator": "地区生产总值",
        "unit": "亿元",
        "target": "80",
        "bound": "=",
        "target_growth": "8",
        "actual": "74",
        "actual_growth": "6.5",
        "completion": "92.5",
        "time_progress": "75.0",
        "gap": "17.5",
        "growth_gap": "-1.5",
        "assessment": "略滞后",
        "responsible": rows["地区生产总值"]["responsible"],
        "source": "统计局",
    }
    assert (rows["实到外资"]["actual"], rows["实到外资"]["completion"]) == ("6200", "77.5")
    assert rows["财政总收入"]["completion"] is None


def test_outputs_are_written(book: Path, tmp_path: Path) -> None:
    for verb, name in (("sheet", "表.xlsx"), ("summary", "通报.docx"), ("summary", "通报.html"), ("gauges", "图.png")):
        assert main([verb, str(book), "--month", "2023-09", str(tmp_path / name)]) == 0
        assert (tmp_path / name).stat().st_size > 1000
    assert openpyxl.load_workbook(tmp_path / "表.xlsx").sheetnames


def test_undo_of_everything_and_redo(book: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = status(book, capsys)
    assert main(["undo", str(book), "--steps", "2"]) == 0
    assert status(book, capsys) == {}
    assert main(["redo", str(book), "--steps", "2"]) == 0
    assert status(book, capsys) == before
    assert main(["check", str(book)]) == 0


def test_a_wrong_figure_is_asked_about_and_stops_no_other(
    book: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sheet = month(tmp_path, "指标名称,累计\n地区生产总值,七十多\n财政总收入,20\n实到外资,5\n")
    call = ["actuals", str(book), sheet, "--month", "2023-09"]
    assert main(call) == 1
    said = capsys.readouterr()
    assert "地区生产总值（B2）：“七十多”看不出是多少" in said.err and "相差悬殊" in said.err
    assert "已填入 2023 年 1-9月实绩 1 项" in said.out
    assert status(book, capsys)["财政总收入"]["actual"] == "20"
    assert main([*call, "--accept", "实到外资"]) == 1
    assert "请用 --reason 写明原因" in capsys.readouterr().err
    assert main([*call, "--accept", "all", "--reason", "项目尚未到资"]) == 1
    assert status(book, capsys)["实到外资"]["actual"] == "5"


def test_a_plan_writes_nothing_and_tells_every_row(
    book: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sheet = month(tmp_path, "2023年8月\n指标名称,单位,累计\n地区生产总值,亿元,57\n月球货运量,吨,3\n")
    capsys.readouterr()
    before = book.read_bytes()
    assert main(["actuals", str(book), sheet, "--month", "2023-09", "--plan"]) == 0
    told = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [(row["indicator"], row["value"], row["unit"], row["state"]) for row in told] == [
        ("地区生产总值", "57", "亿元", "ask"),
        ("月球货运量", "3", "吨", "ask"),
    ]
    assert "表上写的是2023年1-8月" in told[0]["reason"] and told[0]["place"] == "C3"
    assert book.read_bytes() == before


def test_only_what_is_asked_about_can_be_accepted(
    book: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sheet = month(tmp_path, "指标名称,累计\n地区生产总值,57\n")
    assert main(["actuals", str(book), sheet, "--month", "2023-09", "--accept", "财政总收入"]) == 1
    assert "没有待核对的“财政总收入”" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("空.docx", b"", "空文件"),
        ("图.docx", b"\x89PNG\r\n\x1a\n" + b"\x00" * 64, "图片"),
        ("坏.docx", b"PK\x03\x04\x00\x00", "损坏"),
    ],
)
def test_a_wrong_report_leaves_everything_as_it_was(
    book: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, data: bytes, said: str
) -> None:
    wrong = tmp_path / name
    wrong.write_bytes(data)
    before = book.read_bytes()
    capsys.readouterr()
    assert main(["import", str(book), str(wrong)]) == 1
    error = capsys.readouterr().err
    assert said in error
    assert "Traceback" not in error
    assert main(["check", str(book)]) == 0
    assert status(book, capsys) != {}
    assert len(before) > 0


def test_the_same_report_twice_is_refused(book: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["import", str(book), str(tmp_path / "报告.txt")]) == 1


def test_missing_files_are_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["extract", str(tmp_path / "没有.txt")]) == 1
    assert "没有.txt" in capsys.readouterr().err
    assert main(["status", str(tmp_path / "没有.zt"), "--month", "2023-09"]) == 1


@pytest.mark.parametrize(
    "call",
    [
        ["status", "a.zt"],
        ["status", "a.zt", "--month", "2023-13"],
        ["summary", "a.zt", "--month", "2023-09", "out.txt"],
        ["import", "a.zt", "b.txt", "--accept", "maybe"],
        ["nonsense"],
    ],
)
def test_a_wrong_call_is_2(call: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(call)
    assert stopped.value.code == 2
    assert "命令写法不对" in capsys.readouterr().err


@pytest.mark.parametrize("verb", sorted(set(VERBS) - {"self-test"}))
def test_every_verb_has_help(verb: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main([verb, "--help"])
    assert stopped.value.code == 0
    assert verb in capsys.readouterr().out


def test_output_is_utf8_whatever_the_console(tmp_path: Path) -> None:
    report = tmp_path / "报告.txt"
    report.write_text(REPORT, encoding="gb18030")
    environment = {"PYTHONIOENCODING": "cp437", "PATH": "", "ZONETRACKER_HOME": str(tmp_path)}
    root = Path(__file__).resolve().parents[2]
    done = subprocess.run(
        [sys.executable, "-m", "zonetracker", "extract", str(report)], capture_output=True, env=environment, cwd=root
    )
    rows = [json.loads(line) for line in done.stdout.decode("utf-8").splitlines()]
    assert "地区生产总值" in {row["name"] for row in rows}


def test_a_report_is_explained_sentence_by_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    report = tmp_path / "报告.txt"
    report.write_text(REPORT, encoding="utf-8")
    assert main(["extract", str(report), "--explain", "新升规"]) == 0
    said = capsys.readouterr().out
    assert "15家 → 新升规工业企业 · 2023 · 目标 · 15家" in said and "80亿元" not in said
    assert main(["extract", str(report), "--explain", "--format", "jsonl"]) == 0
    sentences = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [figure["rows"] for figure in sentences[-1]["figures"]][-1] == ["t7"]


UNDATED = "一年来，实现地区生产总值74亿元，增长5%。\n今年，力争完成固定资产投资30亿元。\n"


def test_a_report_without_a_date_is_dated_by_the_call(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    report = tmp_path / "材料.txt"
    report.write_text(UNDATED, encoding="utf-8")

    def years(*more: str) -> list[tuple[int | None, bool]]:
        assert main(["extract", str(report), *more]) == 0
        rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
        return [(row["year"], row["confidence"] >= 0.9) for row in rows]

    assert years() == [(None, False), (None, False)]
    assert years("--year", "2023-01") == [(2022, True), (2023, True)]
    assert years("--year", "2020年1月") == [(2019, True), (2020, True)]
    assert main(["extract", str(report), "--explain", "--year", "2020-01"]) == 0
    assert "· 2019 · 实绩" in capsys.readouterr().out


def test_an_import_says_where_the_date_is_not_certain_and_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("ZONETRACKER_HOME", str(tmp_path / "home"))
    book = tmp_path / "台账.zt"
    assert main(["new", str(book), "--zone", "青岚高新区"]) == 0
    for name, text in (("材料.txt", UNDATED), ("2023年区情.txt", UNDATED + "全区共有企业120家。\n")):
        (tmp_path / name).write_text(text, encoding="utf-8")
    capsys.readouterr()
    assert main(["import", str(book), str(tmp_path / "材料.txt")]) == 0
    said = capsys.readouterr()
    assert "把握大的 0 行" in said.out
    assert said.err.count("\n") == 1 and "“材料.txt”的成文日期没有把握：文中没有写明。" in said.err
    assert main(["import", str(book), str(tmp_path / "2023年区情.txt")]) == 0
    assert "2023年成文" in (err := capsys.readouterr().err) and "依据：文件名“2023年”" in err
    assert main(["undo", str(book), "--steps", "2"]) == 0
    capsys.readouterr()
    assert main(["import", str(book), str(tmp_path / "材料.txt"), "--year", "2023-01", "--accept", "sure"]) == 0
    said = capsys.readouterr()
    assert said.err == "" and "已确认 2 行" in said.out


@pytest.mark.parametrize("year", ["去年", "2023-13", "1023", "2023-01-05"])
def test_a_year_that_is_none_is_a_wrong_call(tmp_path: Path, capsys: pytest.CaptureFixture[str], year: str) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["extract", str(tmp_path / "材料.txt"), "--year", year])
    assert ended.value.code == 2 and f"“{year}”不是年份，应写成 2023 或 2023-01" in capsys.readouterr().err
