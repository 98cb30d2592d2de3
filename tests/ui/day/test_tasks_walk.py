"""Tasks and units by keys alone, in one book: a list imported and settled, the month chased, a ledger read twice."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

import docx
import openpyxl
import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from tests.ui.clerk import Clerk, cells, pairs
from tests.ui.day.walk import own_dialogs, table_of
from zonetracker.model.facts import ActionKind
from zonetracker.ui.milestones.acting import ActingForm
from zonetracker.ui.milestones.evidence import EvidenceForm
from zonetracker.ui.milestones.intake.dialog import IntakeDialog
from zonetracker.ui.milestones.page import MilestonesPage
from zonetracker.ui.parts.table.view import RecordTable
from zonetracker.ui.parts.theme import apply_theme
from zonetracker.ui.units.page import UnitsPage

YEAR, MONTH, TODAY = 2023, 9, date(2023, 10, 8)
HALL, TOWER, PIPES = "便民大厅启用", "孵化楼竣工", "管网改造"
LIST: list[list[object]] = [
    ["高新区督查事项台账"],
    ["序号", "督查事项", "目标要求", "牵头单位", "配合单位", "责任领导", "完成时限", "进展情况"],
    [1, HALL, "进驻12个部门", "政务服务局", "", "周副主任", "2023年6月底", "窗口已装修"],
    [2, TOWER, "交付使用", "建设局", "科技局", "周副主任", "2023年8月", "主体封顶"],
    [3, PIPES, "更换6公里", "建设局", "", "林副主任", "2023年9月15日", ""],
]
PARK, LINE, STORE = "云岭精工装备产业园", "智能轴承生产线", "冷链物流园"
HEADS = ["序号", "项目名称", "责任单位", "总投资（万元）", "2023年计划投资（万元）", "1-9月累计（万元）", "形象进度"]
FIRST = [[1, PARK, "招商局", 86000, 20000, 12600, "主体施工"], [2, LINE, "招商局", 46000, 8000, 5960, "设备安装"]]
SECOND = [[1, PARK, "招商局", 86000, 20000, 13100, "主体封顶"], FIRST[1], [3, STORE, "商务局", 8000, 3000, 900, ""]]


def written(path: Path, rows: Sequence[Sequence[object]]) -> Path:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row in rows:
        sheet.append(list(row))
    book.save(path)
    return path


@pytest.fixture
def clerk(qapp: QApplication, own_home: Path, tmp_path: Path) -> Iterator[Clerk]:
    own_dialogs()
    apply_theme(qapp, "light")
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    made = Clerk(own_home, lambda: TODAY)
    made.new_workbook(tmp_path / "台账.zt")
    made.desk().choose_period(YEAR, MONTH)
    yield made
    made.leave()


def to_row(clerk: Clerk, table: RecordTable, name: str) -> None:
    """Arrow keys to a row; the table has the keyboard."""
    assert clerk.focus() is table, clerk.focus().accessibleName()
    names = [str(one) for (one,) in cells(table, "name")]
    clerk.key("Ctrl+Home", *["Down"] * names.index(name))


def read(clerk: Clerk, path: Path) -> IntakeDialog:
    """Ctrl+Shift+I, the file."""
    clerk.key("Ctrl+Shift+I")
    clerk.file(path)
    clerk.until(lambda: isinstance(clerk.dialog(), IntakeDialog))
    dialog = clerk.dialog()
    assert isinstance(dialog, IntakeDialog)
    return dialog


def acting(clerk: Clerk, move: str) -> None:
    """Enter on the row, and the move by the arrows; then the day."""
    clerk.key("Return")
    form = clerk.dialog()
    assert isinstance(form, ActingForm) and form.move_.hasFocus()
    while form.move_.currentText() != move:
        clerk.key("Down")
    clerk.key("Tab")
    assert form.day.hasFocus()


def from_menu(clerk: Clerk, button: str, words: str, path: Path) -> None:
    """Tab to a button, Space, down its menu to an entry, Enter; then where it goes."""

    def choose() -> None:
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        for _ in menu.actions():
            QTest.keyClick(menu, Qt.Key.Key_Down)
            if (entry := menu.activeAction()) is not None and entry.text().startswith(words):
                break
        QTest.keyClick(menu, Qt.Key.Key_Return)

    clerk.tab_to(button)
    QTimer.singleShot(0, choose)
    clerk.key("Space")
    clerk.file(path)
    clerk.until(lambda: path.name in clerk.said())


def states(table: RecordTable) -> dict[str, str]:
    return pairs(table, "name", "state")


@pytest.mark.slow
def test_a_list_is_imported_settled_and_chased_and_a_ledger_read_twice(clerk: Clerk, tmp_path: Path) -> None:
    page = clerk.page(5)
    assert isinstance(page, MilestonesPage)
    with clerk.stretch("导入督查清单"):
        read(clerk, written(tmp_path / "督查台账.xlsx", LIST))
        clerk.key("Ctrl+Return")
    assert clerk.dialog() is None and "已导入台账" in clerk.said()
    assert cells(page.table, "name", "state", "deadline", "signoff") == [
        (HALL, "逾期", "2023-06", "须审核"),
        (TOWER, "逾期", "2023-08", "须审核"),
        (PIPES, "逾期", "2023-09-15", "须审核"),
    ]

    proof = tmp_path / "验收报告.pdf"
    proof.write_bytes(b"%PDF-1.4 accepted")
    with clerk.stretch("一项附佐证销号"):
        to_row(clerk, page.table, HALL)
        clerk.key("Ctrl+E", "Alt+F")
        clerk.file(proof)
        assert isinstance(clerk.dialog(), EvidenceForm)
        clerk.key("Return")
        acting(clerk, "申请销号")
        clerk.key("Return")
        acting(clerk, "通过")
        clerk.key("Return")
    assert cells(page.table, "name", "state", "evidence")[-1] == (HALL, "已销号", "1")

    with clerk.stretch("一项退回"):
        to_row(clerk, page.table, TOWER)
        acting(clerk, "申请销号")
        clerk.key("Return")
        acting(clerk, "退回")
        clerk.key("Tab")
        clerk.type("缺现场照片")
        clerk.key("Return")
    assert states(page.table)[TOWER] == "已退回"

    with clerk.stretch("一项延期"):
        to_row(clerk, page.table, PIPES)
        acting(clerk, "延期")
        clerk.key("Tab")
        clerk.type("2023-12")
        clerk.key("Tab")
        clerk.type("冬季不能施工")
        clerk.key("Return")
        assert "延期应在时限以前提出" in clerk.asked()
        clerk.type("上月已口头同意")
        clerk.key("Return")
    assert pairs(page.table, "name", "deadline")[PIPES] == "2023-12"
    assert [(one.kind, one.words) for one in clerk.desk().ledger.actions()] == [
        (ActionKind.APPLY, ""),
        (ActionKind.PASS, ""),
        (ActionKind.APPLY, ""),
        (ActionKind.RETURN, "缺现场照片"),
        (ActionKind.EXTEND, "冬季不能施工"),
    ]

    with clerk.stretch("登记单位，复制催报的话，记下"):
        units = clerk.page(6)
        assert isinstance(units, UnitsPage)
        clerk.key("Return", "Ctrl+Tab", "Ctrl+A", "Return")
        words = QGuiApplication.clipboard().text()
        clerk.key("Ctrl+Return")
    assert cells(units.table, "name") == [("建设局",), ("政务服务局",), ("科技局",)]
    assert words.startswith("建设局：\n应于10月5日前报送的2023年1-9月目标任务进展情况，贵单位还有2项没有报齐")
    assert [line for line in words.splitlines() if line[0].isdigit()] == [
        "1.孵化楼竣工（缺原因）",
        "2.管网改造（缺进展）",
    ]
    assert pairs(units.reporting.table, "name", "chased") == {"建设局": "2023-10-08　第1次", "政务服务局": ""}
    with clerk.stretch("写出催报单"):
        from_menu(clerk, "报送材料", "催报单", tmp_path / "催报单.docx")
    document = docx.Document(str(tmp_path / "催报单.docx"))
    assert "建设局：" in [one.text for one in document.paragraphs]
    held = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    assert TOWER in held and PIPES in held and HALL not in held

    page = clerk.page(5)
    with clerk.stretch("导入项目台账"):
        read(clerk, written(tmp_path / "项目进展.xlsx", [HEADS, *FIRST]))
        clerk.key("Ctrl+Return", "Ctrl+Tab")
    shown: RecordTable = page.projects.table
    assert cells(shown, "name", "spent", "completion") == [(PARK, "12600", "63.0"), (LINE, "5960", "74.5")]
    with clerk.stretch("改过的项目台账再导入一次"):
        asked = read(clerk, written(tmp_path / "项目进展.xlsx", [HEADS, *SECOND]))
        proposed = cells(asked.table, "state", "name", "before", "after")
        clerk.key("Ctrl+Return")
    assert [one[:2] for one in proposed] == [("新增", STORE), ("修改", PARK)]
    assert proposed[1][2:] == (
        "累计投资 12600万元；进展情况 主体施工",
        "累计投资 13100万元；进展情况 主体封顶",
    )
    assert clerk.dialog() is None and clerk.focus() is shown
    assert cells(shown, "name", "spent", "completion") == [
        *((PARK, "13100", "65.5"), (LINE, "5960", "74.5"), (STORE, "900", "30.0"))
    ]
    ledger = clerk.desk().ledger
    numbers = {one.name: one.id for one in ledger.milestones(YEAR)}
    changes = ledger.changes(ledger.history(1)[0].id)
    told = {change.row_id for change in changes if change.table == "milestone"}
    filed = {str((change.after or {})["task_id"]) for change in changes if change.table == "filing"}
    assert told == {numbers[STORE]} and filed == {str(numbers[PARK]), str(numbers[STORE])}
    print(table_of(clerk.stretches))

    clerk.key("Ctrl+Z")
    assert cells(shown, "name", "spent") == [(PARK, "12600"), (LINE, "5960")]
