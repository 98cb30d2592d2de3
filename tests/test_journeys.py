"""Whole journeys of a clerk, from a report to the issued sheet: keys pressed in the real window, cells read from it."""

from __future__ import annotations

import hashlib
import os
import sqlite3
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from tests.ui.clerk import Clerk, cells, pairs

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import openpyxl
import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from zonetracker.ui.actuals.sheet_dialog import SheetDialog
from zonetracker.ui.parts.table.view import RecordTable
from zonetracker.ui.parts.theme import apply_theme

REPORT = (
    "云溪经济开发区2023年工作报告\n\n"
    "一、2022年工作回顾\n\n"
    "2022年，实现地区生产总值74亿元，增长5%；固定资产投资完成60亿元，增长12%，其中工业投资完成30亿元，增长9%。\n\n"
    "二、2023年工作目标\n\n"
    "2023年，地区生产总值达到80亿元，增长8%；固定资产投资达到66亿元，增长10%，其中工业投资达到33亿元，增长10%；"
    "进出口总额达到9000万美元以上；新增规上工业企业12家。\n"
)


def go(clerk: Clerk, table: RecordTable, name: str, column: str) -> None:
    """Arrow keys to a cell."""
    names = [row.indicator.name for row in table.records.records()]
    clerk.key("Ctrl+Home", *["Down"] * names.index(name))
    while table.currentIndex().column() != table.records.column_of(column):
        clerk.key("Right" if table.currentIndex().column() < table.records.column_of(column) else "Left")


@pytest.fixture
def clerk(qapp: QApplication, own_home: Path) -> Iterator[Clerk]:
    QApplication.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs)
    apply_theme(qapp, "light")
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    made = Clerk(own_home)
    yield made
    made.leave()


@pytest.fixture
def planned(clerk: Clerk, tmp_path: Path) -> Clerk:
    """A workbook with all rows of the report confirmed, at September 2023."""
    clerk.new_workbook(tmp_path / "台账.zt")
    clerk.import_report(tmp_path / "报告.txt", REPORT)
    table = clerk.shown().board.table
    clerk.key("Ctrl+Return", "Ctrl+Home")
    for _ in range(20):
        if all(mark.endswith("已确认") for (mark,) in cells(table, "mark")):
            break
        clerk.key("Return")
    clerk.desk().choose_period(2023, 9)
    return clerk


def test_from_a_report_to_the_sheet_and_everything_is_there_the_next_day(planned: Clerk, tmp_path: Path) -> None:
    targets = planned.page(3).table
    assert cells(targets, "name", "value", "unit", "growth", "baseline") == [
        ("地区生产总值", "80", "亿元", "8", "74"),
        ("固定资产投资", "66", "亿元", "10", "60"),
        ("　　其中：工业投资", "33", "亿元", "10", "30"),
        ("进出口总额", "9000", "万美元", "", ""),
        ("新增规上工业企业", "12", "家", "", ""),
    ]
    go(planned, targets, "固定资产投资", "responsible")
    planned.key("Shift+Down", "F2")
    planned.type("项目建设局")
    planned.key("Return")
    assert [unit for (unit,) in cells(targets, "responsible")] == ["", "项目建设局", "项目建设局", "", ""]

    grid = planned.page(4).table
    for figure in ("61.2", "480000万元", "24.5", "0.62亿美元", "8"):
        planned.type(figure)
        planned.key("Return")
    assert [figure for (figure,) in cells(grid, "value:9")] == ["61.2", "48", "24.5", "6200", "8"]

    overview = planned.page(1)
    planned.until(lambda: overview.table.records.rowCount())
    behind = pairs(overview.table, "name", "completion")
    assert behind["固定资产投资"] == "72.7" and behind["进出口总额"] == "68.9"

    planned.page(7).tabs.setCurrentIndex(1)
    planned.idle()
    planned.tab_to("导出 Excel")
    planned.key("Return")
    planned.file(tmp_path / "完成情况表.xlsx")
    planned.until(lambda: "完成情况表.xlsx" in planned.said())
    sheet = openpyxl.load_workbook(tmp_path / "完成情况表.xlsx").active
    held = [cell.value for row in sheet.iter_rows() for cell in row]
    assert "项目建设局" in held and any(str(value).startswith("=") for value in held)

    before = cells(grid, "value:9"), cells(targets, "name", "responsible")
    planned.key("Ctrl+Q")
    planned.start()
    planned.key("Ctrl+O")
    planned.file(tmp_path / "台账.zt")
    assert planned.window.period.zone.text() == "云溪经济开发区"
    assert (
        cells(planned.page(4).table, "value:9"),
        cells(planned.page(3).table, "name", "responsible"),
    ) == before

    planned.key("Ctrl+Z")
    assert "完成情况表.xlsx" in planned.asked()
    planned.tab_to("撤销留存")
    planned.key("Return")
    steps = 1
    while planned.desk().ledger.can_undo is not None:
        before_it = planned.desk().ledger.revision
        planned.key("Ctrl+Z")
        assert planned.desk().ledger.revision > before_it
        steps += 1
    assert planned.page(3).table.records.rowCount() == 0 and planned.desk().ledger.reports() == []
    for _ in range(steps):
        planned.key("Ctrl+Y")
    assert (
        cells(planned.page(4).table, "value:9"),
        cells(planned.page(3).table, "name", "responsible"),
    ) == before


def test_review_by_keyboard_finds_corrects_adds_and_settles(clerk: Clerk, tmp_path: Path) -> None:
    clerk.new_workbook(tmp_path / "台账.zt")
    clerk.import_report(tmp_path / "报告.txt", REPORT)
    board = clerk.shown().board
    clerk.key("Ctrl+F")
    clerk.type("进出口")
    clerk.key("Return", "Escape")
    assert board.table.record().row.candidate.name == "进出口总额"
    while board.table.records.columns[board.table.currentIndex().column()].key != "value":
        clerk.key("Tab")
    clerk.key("F2", "Ctrl+A")
    clerk.type("0.95亿美元")
    clerk.key("Return")
    row = cells(board.table, "name", "value", "unit", "bound")[-2]
    assert row == ("进出口总额", "0.95", "亿美元", "以上")
    clerk.key("Delete")
    assert "不采用" in pairs(board.table, "name", "mark")["进出口总额"]
    clerk.key("Ctrl+Z")
    assert "不采用" not in pairs(board.table, "name", "mark")["进出口总额"]

    count = len(board.marked)
    clerk.key("F6", "Home", *["Shift+Right"] * 5, "Ctrl+R")
    assert "原文：" in clerk.asked()
    clerk.key("Ctrl+A")
    clerk.type("园区道路")
    clerk.key("Tab", "Tab")
    clerk.type("3公里")
    clerk.key("Return")
    assert clerk.dialog() is None and len(board.marked) == count + 1
    assert ("园区道路", "3", "公里") in cells(board.table, "name", "value", "unit")

    clerk.key("Ctrl+Return")
    clerk.import_report(
        tmp_path / "二次.txt", "云溪经济开发区2023年工作计划\n2023年，地区生产总值达到82亿元，增长11%。\n"
    )
    clerk.key("Return")
    assert "“地区生产总值”2023年有两个不同的数字" in clerk.asked()
    clerk.key("Right", "Return")
    assert pairs(clerk.page(3).table, "name", "value")["地区生产总值"] == "82"
    clerk.key("Ctrl+Z")
    assert pairs(clerk.shown().table, "name", "value")["地区生产总值"] == "80"


def test_figures_by_block_and_by_sheet_with_reasons_and_back_to_a_moment(planned: Clerk, tmp_path: Path) -> None:
    grid = planned.page(4).table
    QGuiApplication.clipboard().setText("61.2\t6.5\n48\t9\n24.5\t-1.5\n")
    planned.key("Ctrl+V")
    assert cells(grid, "value:9", "growth:9")[:3] == [("61.2", "6.5"), ("48", "9"), ("24.5", "-1.5")]
    go(planned, grid, "固定资产投资", "value:10")
    planned.type("31亿美元")
    planned.key("Return")
    assert "不能比较" in grid.note.text() and cells(grid, "value:10")[1] == ("",)
    planned.key("Escape")
    go(planned, grid, "固定资产投资", "value:10")
    planned.type("40")
    planned.key("Return")
    bar = planned.page(4).bar
    assert bar.isVisible() and bar.reason.hasFocus()
    planned.key("Return")
    assert bar.isVisible(), "a reason is asked for again"
    planned.type("退库核减")
    planned.key("Return")
    assert not bar.isVisible()
    assert cells(grid, "value:10")[1] == ("40",) and planned.said() == ""

    sheet = tmp_path / "商务局.csv"
    sheet.write_text("指标名称,累计,同比增长\n进出口总额,0.62亿美元,3.1\n新增规上企业数量甲,四,\n", encoding="utf-8")
    planned.key("Ctrl+Shift+I")
    planned.file(sheet)
    planned.until(lambda: isinstance(planned.dialog(), SheetDialog))
    planned.key("Ctrl+Return")
    assert planned.dialog() is None
    assert cells(grid, "value:9", "growth:9")[3] == ("6200", "3.1")

    history = planned.page(8)
    titles = [title for (title,) in cells(history.operations, "title")]
    assert len(titles) >= 5
    at = next(row for row, title in enumerate(titles) if title.startswith("确认"))
    planned.key("Ctrl+Home", *["Down"] * at)
    planned.key("Shift+Tab")
    planned.key("Return")
    assert "之后的样子吗" in planned.asked()
    planned.key("Return")
    assert {figure for (figure,) in cells(planned.page(4).table, "value:9")} <= {"待填", "", "—"}
    planned.key("Ctrl+Z")
    assert cells(planned.shown().table, "value:9")[0] == ("61.2",)


def test_a_wrong_file_gets_one_sentence_and_everything_stays(planned: Clerk, tmp_path: Path) -> None:
    wrong = tmp_path / "错"
    wrong.mkdir()
    (wrong / "图片.docx").write_bytes(b"\x89PNG\r\n\x1a\n" + b"\0" * 200)
    (wrong / "空.txt").write_bytes(b"")
    (wrong / "空.pdf").write_bytes(b"")
    (wrong / "文字.zt").write_text("这不是台账\n", encoding="utf-8")
    ledger = planned.desk().ledger
    (wrong / "新版.zt").write_bytes(ledger.path.read_bytes())
    newer = sqlite3.connect(wrong / "新版.zt")
    newer.execute("PRAGMA user_version = 99")
    newer.close()
    prints = {path: hashlib.sha256(path.read_bytes()).hexdigest() for path in wrong.iterdir()}
    step, rows = ledger.can_undo, len(ledger.targets())
    for name, words in (("图片.docx", "图片"), ("空.txt", "空文件"), ("空.pdf", "空文件")):
        planned.key("Ctrl+I")
        planned.file(wrong / name)
        planned.until(partial(planned.names, name))
        assert words in planned.said() and planned.said().endswith("。") and "请" in planned.said()
    for name, words in (("文字.zt", "不是工作簿"), ("新版.zt", "升级")):
        planned.key("Ctrl+O")
        planned.file(wrong / name)
        assert name in planned.asked() and words in planned.asked()
        planned.key("Return")
    assert planned.desk().ledger is ledger and (ledger.can_undo, len(ledger.targets())) == (step, rows)
    assert {path: hashlib.sha256(path.read_bytes()).hexdigest() for path in wrong.iterdir()} == prints
