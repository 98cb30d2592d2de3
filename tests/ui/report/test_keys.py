"""A recorded review of a text full of doubts by keys alone: how many each doubtful row takes, and the sure ones."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.conftest import ClerkWindow
from tests.ui.report.test_room import fit, seen
from zonetracker.model.facts import PENDING, Mark
from zonetracker.services.importing import keep_report, read_paste
from zonetracker.support.job import finish
from zonetracker.ui.report.page import ReportPage

DOUBTFUL = (
    "青禾高新区2022年工作总结和2023年工作计划\n"
    "一、2022年工作回顾\n"
    "2022年，地区生产总值50亿元，增长6%。固定资产投资28亿元，增长5%，其中工业投资12亿元。全年开工亿元以上项目26个，其中"
    "工业项目15个；投产亿元以上项目18个，其中工业项目9个。新增规上企业12家。\n"
    "二、2023年主要目标\n"
    "地区生产总值55亿元，增长8%。固定资产投资30亿元以上，其中工业投资150000万元。\n"
    "全年计划开工亿元以上项目30个，其中工业项目20个；投产亿元以上项目20个，其中工业项目15个。\n"
    "改造提升农村公路12条、14公里。帮扶困难家庭10户、30人。新增规上企业15家，其中高新技术企业6家。\n"
    "三、重点工作\n"
    "6月底前建成青禾卫生院，年底前智造园二期开工。居民收入增长与经济增长同步。外贸出口左右9亿元，力争更多。\n"
    "推进园区提质，培育专精特新“小巨人”3家，盘活闲置厂房2万，完成技改投资5．2亿元，园区亩均税收达18万。\n"
    "固定资产投资达到300000万元以上。全社会研发投入强度3.2%，比上年提高。\n"
    "一般公共预算收入增长1·6%，社会消费品零售总额6，85亿元，实际利用外资增长7·2%。\n"
)


class Clerk:
    """Presses keys where the keyboard is, and counts them."""

    def __init__(self, window: ClerkWindow, qtbot: QtBot) -> None:
        self.window, self.qtbot = window, qtbot
        self.keys = 0

    def press(self, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        target = QApplication.focusWidget()
        assert target is not None
        self.keys += 1
        self.qtbot.keyClick(target, key, held)
        QApplication.processEvents()


@pytest.fixture
def doubtful(open_window: ClerkWindow, qtbot: QtBot) -> ReportPage:
    """The page over a text of doubtful sentences, as the program reads it."""
    desk = open_window.desk
    desk.changed.emit(keep_report(desk.ledger, finish(read_paste(DOUBTFUL))))
    open_window.go("report")
    page: ReportPage = open_window.page()
    qtbot.waitUntil(lambda: page.board.table.isVisible())
    page.board.table.setFocus()  # where an import leaves the keyboard
    return page


@pytest.mark.parametrize("size", [(1366, 768), (720, 400)])
def test_a_key_for_each_doubtful_row_and_one_for_all_that_are_sure(
    doubtful: ReportPage, open_window: ClerkWindow, qtbot: QtBot, size: tuple[int, int]
) -> None:
    fit(open_window, size)
    board = doubtful.board
    clerk = Clerk(open_window, qtbot)
    sure = sum(row.mark is Mark.SURE for row in board.marked)
    doubted = sum(row.mark in PENDING for row in board.marked)
    assert sure >= 10 and doubted >= 10
    clerk.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert clerk.keys == 1 and not any(row.mark is Mark.SURE for row in board.marked)
    left = sum(row.mark in PENDING for row in board.marked)
    while any(row.mark in PENDING for row in board.marked) and clerk.keys <= doubted + 1:
        assert seen(doubtful)
        clerk.press(Qt.Key.Key_Return)
    assert {row.mark for row in board.marked} == {Mark.CONFIRMED}
    assert open_window.ask.asked == [], "no dialog eats a key"
    assert clerk.keys - 1 <= left, f"{clerk.keys} keys for {left} doubtful rows"
    print(f"{len(board.marked)} rows, {left} doubtful: {clerk.keys} keys")
    assert open_window.message.label.text() == "全部核对完了。"
