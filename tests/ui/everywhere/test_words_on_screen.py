"""No word of the inside stands on screen: a walk over every page, tab, menu and dialog reads all of their texts."""

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QListWidget,
    QPlainTextEdit,
    QTabBar,
    QWidget,
)
from pytestqt.qtbot import QtBot

from tests.ui.conftest import TEXT, ClerkWindow, children, sample_rows, tabs_of
from tests.ui.made_up_book import fill
from zonetracker.model.changes import IndicatorChange, MilestoneChange, TargetChange
from zonetracker.model.facts import Bound, Stated
from zonetracker.model.rules import RuleSet, rules_to_data
from zonetracker.services.ledger import Ledger
from zonetracker.words.settings import colour_word

INSIDE = re.compile(
    r"#[0-9a-fA-F]{6}\b"  # colours
    r"|\b[a-z]+_[a-z_]+\b"  # names of the code and of columns
    r"|\b(None|True|False|null)\b|确认结果|Decimal\(|[<\[]?(Kind|Grade|Bound|Mark)\.[A-Z]"
    r"|\{[a-z_]*\}|[{,]\s*\"[a-z]"  # words left out of a sentence, JSON
    r"|\b(target|milestone|actual|indicator|quantity|annual|equal|exact|open|confirmed|on pace)\b"
)
ALLOWED = ("sans-serif",)


def lived_in(path: Path) -> None:
    """A workbook in which each kind of thing was done once."""
    with Ledger.create(path, "青禾高新区", actor="甲") as ledger:
        fill(ledger)
        report = ledger.import_report("报告.txt", "text/plain", TEXT.encode(), TEXT, "工作报告", 2023, sample_rows())
        rows = ledger.rows(report.ids["report"][0])
        ledger.confirm_rows([row.id for row in rows[:2]], on_conflict="replace", reason="以报告为准")
        ledger.reject_rows([rows[-1].id])
        ledger.skip_rows([rows[-2].id])
        first = ledger.targets(2023)[0]
        ledger.edit_target(first.id, TargetChange(responsible="统计局", note="按季调度"), "分工有调整")
        stated = Stated(value=Decimal("70"), unit="亿元", bound=Bound.AT_LEAST)
        ledger.adjust_target(first.id, stated, 7, "青政发〔2023〕5号", "上半年外需不足")
        ledger.add_milestone("东片区道路建成通车", 2023, MilestoneChange(deadline="2023-06", responsible="建设局"))
        ledger.edit_indicator(ledger.indicators()[3].id, IndicatorChange(aliases=("财政收入",), pinned=True))
        ledger.add_departments(["商务局", "科技局"])
        usual = RuleSet()
        ledger.set_settings(rules=rules_to_data(replace(usual, colours={**usual.colours, "late": "#7a1fd1"})))
        ledger.close_month(2023, 9)
        ledger.reopen_month(2023, 9, "统计局核定数据")
        ledger.keep_issued("sheet", 2023, 9, "九月.xlsx", b"PK")
        ledger.undo()


def cells(model: QAbstractItemModel) -> Iterator[str]:
    roles = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole)
    for column in range(model.columnCount()):
        for role in roles:
            yield str(model.headerData(column, Qt.Orientation.Horizontal, role) or "")
        for row in range(model.rowCount()):
            for role in roles:
                yield str(model.index(row, column).data(role) or "")


def texts(widget: QWidget) -> Iterator[str]:
    yield from (widget.toolTip(), widget.accessibleName(), widget.windowTitle(), widget.statusTip())
    if isinstance(widget, QLabel | QAbstractButton):
        yield widget.text()
    elif isinstance(widget, QLineEdit):
        yield from (widget.text(), widget.placeholderText())
    elif isinstance(widget, QComboBox):
        yield from (widget.itemText(n) for n in range(widget.count()))
    elif isinstance(widget, QTabBar):
        yield from (widget.tabText(n) for n in range(widget.count()))
    elif isinstance(widget, QPlainTextEdit):
        yield widget.toPlainText()
    elif isinstance(widget, QAbstractItemView) and not isinstance(widget, QListWidget):
        yield from cells(widget.model())


def read(root: QWidget) -> set[str]:
    found = {text for widget in (root, *children(root, QWidget)) for text in texts(widget)}
    return {text for text in found if text}


def inside(said: set[str]) -> list[str]:
    plain = {re.sub(r"<[^>]+>|&[a-z]+;", "", text) for text in said}
    return sorted(text[:120] for text in plain if INSIDE.search(text) and text not in ALLOWED)


@pytest.fixture
def lived(window: ClerkWindow, tmp_path: Path) -> ClerkWindow:
    lived_in(tmp_path / "book.zt")
    assert window.open_workbook(tmp_path / "book.zt")
    window.desk.choose_period(2023, 9)
    return window


def shown_tabs(page: QWidget) -> Iterator[None]:
    """Each tab of a page in front once; a page without tabs once."""
    tabs = tabs_of(page)
    for number in range(1 if tabs is None else tabs.count()):
        if tabs is not None:
            tabs.setCurrentIndex(number)
        QApplication.processEvents()
        yield


def test_no_page_menu_or_help_shows_a_word_of_the_inside(lived: ClerkWindow, qtbot: QtBot) -> None:
    said = {action.text() for action, _ in lived.actions_by_key.values()}
    for entry in lived.entries:
        lived.go(entry.key)
        said.add(lived.page().help_text())
        for _ in shown_tabs(lived.page()):
            qtbot.waitUntil(lambda: not lived.tasks.busy)
            said |= read(lived)
    assert len(said) > 400 and "换颜色…" in said
    assert inside(said) == []


def test_no_step_of_the_history_does(lived: ClerkWindow) -> None:
    lived.go("history")
    page = lived.page()
    said: set[str] = set()
    steps = page.operations.records.records()
    for step in steps:
        page.operations.go_to(step.id)
        page._show_detail()
        said |= read(page)
    assert len(steps) > 15 and "报告行的入账：地区生产总值" in said and "紫色" in said
    assert inside(said) == []


def test_no_form_does(lived: ClerkWindow, qtbot: QtBot) -> None:
    said: set[str] = set()
    keys = Qt.Key
    control, shift = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
    for page, key, held in (
        ("targets", keys.Key_Return, Qt.KeyboardModifier.NoModifier),
        ("targets", keys.Key_T, control),
        ("targets", keys.Key_H, control),
        ("actuals", keys.Key_H, control),
        ("milestones", keys.Key_Return, Qt.KeyboardModifier.NoModifier),
        ("targets", keys.Key_K, control),
        ("targets", keys.Key_Y, control | shift),
        ("targets", keys.Key_F1, Qt.KeyboardModifier.NoModifier),
    ):
        lived.go(page)
        lived.ask.dialog = None
        table = lived.page().table
        table.go_to(table.records._key(table.records.records()[0]))
        lived.activateWindow()
        table.setFocus()
        qtbot.waitUntil(table.hasFocus)
        qtbot.keyClick(table, key, held)
        assert lived.ask.dialog is not None, (page, key)
        if key == keys.Key_K:
            qtbot.keyClicks(lived.ask.dialog.line, "s")
        said |= read(lived.ask.dialog)
        lived.ask.dialog.reject()
        QApplication.processEvents()
    assert len(said) > 60 and inside(said) == []


@pytest.mark.parametrize(
    ("colour", "word"),
    [
        ("#ff0000", "红色"),
        ("#d01fb0", "紫色"),
        ("#1f6fd1", "蓝色"),
        ("#0b6e5f", "深青色"),
        ("#2e7d32", "深绿色"),
        ("#f5b700", "黄色"),
        ("#e87722", "橙色"),
        ("#ffd0d0", "浅红色"),
        ("#808080", "灰色"),
        ("#000000", "黑色"),
        ("#ffffff", "白色"),
        ("无色", "无色"),
    ],
)
def test_a_colour_is_said_in_words(colour: str, word: str) -> None:
    assert colour_word(colour) == word
