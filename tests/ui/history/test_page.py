"""记录 by hand: what was done, before and after in words, filters, one step back, back to a moment."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.ui.conftest import ClerkWindow, clerk
from tests.ui.made_up_book import MONTH, YEAR, book, cells
from zonetracker.model.bookkeeping import Change, Operation
from zonetracker.model.changes import ActualEntry, IndicatorChange, MilestoneChange, TargetChange
from zonetracker.model.facts import Bound
from zonetracker.model.rules import DEFAULT_WORDS, RuleSet, rules_to_data
from zonetracker.ui.history.changes import field_changes
from zonetracker.ui.history.page import HistoryPage


@pytest.fixture
def page(window: ClerkWindow, tmp_path: Path) -> HistoryPage:
    assert window.open_workbook(book(tmp_path))
    window.desk.choose_period(YEAR, MONTH)
    ledger = window.desk.ledger
    target = next(one for one in ledger.targets(YEAR) if one.responsible == "人社局")
    window.desk.write(lambda: ledger.edit_target(target.id, TargetChange(value=Decimal("3500"), bound=Bound.ABOUT)))
    window.desk.write(lambda: ledger.edit_target(target.id, TargetChange(responsible="人力资源局")))
    window.go("history")
    shown: HistoryPage = window.page()
    return shown


def titles(page: HistoryPage) -> list[str]:
    return [row["title"] for row in cells(page.operations)]


def detail(page: HistoryPage, qtbot: QtBot, row: int) -> list[dict[str, Any]]:
    operation = page.operations.records.record(row)
    page.operations.go_to(operation.id)
    numbers = {change.id for change in page.desk.ledger.changes(operation.id)}
    qtbot.waitUntil(lambda: {line.number for line in page.changes.records.records()} <= numbers)
    return cells(page.changes)


def test_the_latest_step_stands_first_with_who_and_how_many(page: HistoryPage) -> None:
    rows = cells(page.operations)
    assert rows[0]["title"] == "修改2023年目标“城镇新增就业”" and rows[0]["count"] == "1"
    assert rows[2]["actor"] == "甲" and rows[2]["title"].startswith("录入实绩")
    assert len(rows) == len(page.desk.ledger.history()) and page.line.text() == f"共 {len(rows)} 步"


def test_before_and_after_in_words(page: HistoryPage, qtbot: QtBot) -> None:
    (row,) = detail(page, qtbot, 0)
    assert row["thing"] == "2023年目标：城镇新增就业"
    assert (row["deed"], row["field"], row["before"], row["after"]) == ("修改", "责任单位", "人社局", "人力资源局")
    told = {row["field"]: (row["before"], row["after"]) for row in detail(page, qtbot, 1)}
    assert told == {"数值": ("3200", "3500"), "口径": ("以上", "左右")}


def test_a_new_row_is_told_in_one_line(page: HistoryPage, qtbot: QtBot) -> None:
    rows = detail(page, qtbot, 2)
    assert len(rows) == page.operations.records.record(2).count
    found = next(row for row in rows if row["thing"] == "2023年9月实绩：进出口总额")
    assert found["deed"] == "新增"
    assert "数值 5580.00" in found["after"] and "出处 统计局月报" in found["after"]


def test_enter_goes_down_and_shows_one_rows_course(page: HistoryPage, qtbot: QtBot) -> None:
    page.operations.setFocus()
    qtbot.keyClick(page.operations, Qt.Key.Key_Return)
    assert page.changes.hasFocus()
    page.changes.setCurrentIndex(page.changes.model().index(0, 0))
    qtbot.keyClick(page.changes, Qt.Key.Key_Return)
    assert titles(page) == [
        "修改2023年目标“城镇新增就业”",
        "修改2023年目标“城镇新增就业”",
        "新增2023年目标“城镇新增就业”",
    ]
    assert "城镇新增就业" in page.only.text()
    qtbot.mouseClick(page.only, Qt.MouseButton.LeftButton)
    assert len(titles(page)) > 3 and not page.only.isVisible()


def test_search_by_words(page: HistoryPage) -> None:
    page.start_search()
    page.search.insert("实绩")
    assert [title[:4] for title in titles(page)] == ["录入实绩"]


def test_one_step_back_and_again(page: HistoryPage, qtbot: QtBot) -> None:
    ledger = page.desk.ledger
    qtbot.mouseClick(page.step_back, Qt.MouseButton.LeftButton)
    assert {one.responsible for one in ledger.targets(YEAR)} >= {"人社局"}
    rows = cells(page.operations)
    assert rows[0]["state"] == "撤销或恢复" and rows[1]["state"] == "已撤销"
    page.desk.redo()
    assert {one.responsible for one in ledger.targets(YEAR)} >= {"人力资源局"}


def test_back_to_a_moment_asks_first_and_can_be_undone(page: HistoryPage) -> None:
    ledger = page.desk.ledger
    before = (ledger.targets(YEAR), ledger.actuals(YEAR))
    moment = next(one for one in ledger.history() if "录入实绩" in one.title)
    page.operations.go_to(moment.id)
    clerk(page).answers.append(None)
    page.ask_back()
    assert (ledger.targets(YEAR), ledger.actuals(YEAR)) == before
    clerk(page).answers.append(0)
    page.ask_back()
    assert "录入实绩" in clerk(page).asked[-1]
    assert next(one for one in ledger.targets(YEAR) if one.responsible == "人社局").stated.value == 3200
    page.desk.undo()
    assert (ledger.targets(YEAR), ledger.actuals(YEAR)) == before


def test_the_latest_step_needs_no_going_back(page: HistoryPage) -> None:
    said = []
    page.desk.said.connect(lambda sentence, tone: said.append(sentence))
    page.operations.go_to(page.desk.ledger.history()[0].id)
    page.ask_back()
    assert not clerk(page).asked and "最近的一步" in said[-1]


def test_older_steps_come_when_asked(page: HistoryPage, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot) -> None:
    page._loaded = 4
    page.reload()
    assert len(titles(page)) == 4 and page.older.isVisible() and "以上" in page.line.text()
    monkeypatch.setattr("zonetracker.ui.history.page.PAGE", 1000)
    qtbot.mouseClick(page.older, Qt.MouseButton.LeftButton)
    assert len(titles(page)) == len(page.desk.ledger.history()) and not page.older.isVisible()


def test_every_kind_of_change_has_words(window: ClerkWindow, tmp_path: Path) -> None:
    """No column name of the database reaches the screen."""
    assert window.open_workbook(book(tmp_path, rows=3))
    ledger = window.desk.ledger
    ledger.set_settings(zone="南岭新区", places=2)
    indicator = ledger.indicators()[0]
    ledger.edit_indicator(indicator.id, IndicatorChange(pinned=True, aliases=("指标甲",), months=(3, 6)))
    milestone = ledger.add_milestone("服务中心投用", YEAR, MilestoneChange(deadline="2023-06"))
    ledger.edit_milestone(milestone.ids["milestone"][0], MilestoneChange(done_on="2023-05-01"))
    ledger.set_actuals([ActualEntry(indicator.id, YEAR, 3, Decimal("1.5"), "亿元")])
    ledger.keep_issued("summary", YEAR, 3, "通报.pdf", b"%PDF")
    ledger.adjust_target(ledger.targets(YEAR)[0].id, ledger.targets(YEAR)[1].stated, 7, "青办〔2023〕8号", "政策变化")
    ledger.remove_report(ledger.reports()[0].id)
    window.go("history")
    page = window.page()
    latin = set("abcdefghijklmnopqrstuvwxyz")
    for operation in ledger.history():
        for line in page._in_words(ledger.changes(operation.id)):
            assert not latin & set(line.thing.replace(".pdf", "").replace(".txt", "")), line
            assert not latin & set(line.field + line.deed), line


def test_settings_are_told_part_by_part(window: ClerkWindow, tmp_path: Path) -> None:
    assert window.open_workbook(book(tmp_path))
    ledger = window.desk.ledger
    ledger.set_settings(rules=rules_to_data(RuleSet()))
    ledger.set_settings(
        rules=rules_to_data(replace(RuleSet(), late=Decimal(-20), words={**DEFAULT_WORDS, "late": "红灯"}))
    )
    ledger.set_settings(sheet={"columns": ["name", "unit"], "group": "section"}, zone="南岭新区")
    rules, sheet = ledger.history()[1], ledger.history()[0]

    def told(operation: Operation) -> list[tuple[str, str, str, str]]:
        lines = [line for change in ledger.changes(operation.id) for line in field_changes(change, lambda *_: "")]
        return [(line.thing, line.field, line.before, line.after) for line in lines]

    assert told(rules) == [
        ("设置：评价规则", "滞后界线（百分点）", "-10", "-20"),
        ("设置：评价规则", "用词：滞后", "滞后", "红灯"),
    ]
    assert ("设置：完成情况表的选择", "列", "", "指标名称、计量单位") in told(sheet)
    assert ("设置：完成情况表的选择", "分组", "", "按报告章节") in told(sheet)
    assert ("设置：单位名称", "内容", "青禾高新区", "南岭新区") in told(sheet)


def test_hostile_text_stays_text() -> None:
    change = Change(1, 1, "milestone", 3, {"name": "<i>x</i>", "note": ""}, {"name": "<i>x</i>", "note": "a\u202eb"})
    (line,) = field_changes(change, lambda table, row_id: "")
    assert "<i>x</i>" in line.thing and "\u202e" not in line.after and "202E" in line.after
