"""A message never moves the page under the mouse: it lies over the bar with the period."""

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from tests.ui.conftest import ClerkWindow, children

LONG = "这一项与台账里的数字不同，选定之前不确认；请看清楚单位和口径以后再选，选错了可以用撤销退回。" * 4


def places(window: ClerkWindow) -> dict[str, QRect]:
    """Where everything of the page lies in the window."""
    page: QWidget = window.page()
    there = [page, *(one for one in children(page, QWidget) if one.isVisible())]
    return {
        f"{n} {type(one).__name__}": QRect(one.mapTo(window, QPoint(0, 0)), one.size()) for n, one in enumerate(there)
    }


@pytest.mark.parametrize("sentence", ["已存好。", LONG])
@pytest.mark.parametrize("tone", ["info", "look", "trouble"])
def test_nothing_of_the_page_moves_when_a_message_comes_and_goes(
    open_window: ClerkWindow, sentence: str, tone: str
) -> None:
    open_window.go("history")
    QApplication.processEvents()
    before = places(open_window)
    assert any("RecordTable" in name for name in before)
    open_window.desk.tell(sentence, tone)
    QApplication.processEvents()
    assert open_window.message.isVisible() and places(open_window) == before
    open_window.message.away.click()
    QApplication.processEvents()
    assert not open_window.message.isVisible() and places(open_window) == before


def test_a_message_is_whole_and_leaves_the_period_to_be_clicked(open_window: ClerkWindow) -> None:
    for width in (1366, 960):
        open_window.resize(width, 600)
        open_window.desk.tell(LONG, "trouble")
        QApplication.processEvents()
        label, bar = open_window.message.label, open_window.message
        assert label.height() >= label.heightForWidth(label.width())
        lies = QRect(bar.mapTo(open_window, QPoint(0, 0)), bar.size())
        for part in (open_window.period.before, open_window.period.year, open_window.period.month):
            assert not lies.intersects(QRect(part.mapTo(open_window, QPoint(0, 0)), part.size()))


@pytest.mark.parametrize("tone", ["look", "trouble"])
def test_a_message_that_stays_goes_with_the_next_step_that_is_kept(open_window: ClerkWindow, tone: str) -> None:
    desk = open_window.desk
    desk.tell("已存好。请留意：上一行。", tone)
    desk.write(lambda: desk.ledger.add_target("地区生产总值", 2023))
    assert not open_window.message.isVisible()
    desk.write(lambda: desk.ledger.add_target("固定资产投资", 2023))
    desk.tell("已存好。请留意：这一行。", tone)
    assert open_window.message.isVisible()


@pytest.mark.parametrize("page", ["report", "targets", "actuals", "overview", "outputs", "history"])
def test_esc_takes_a_message_away_on_every_page(open_window: ClerkWindow, page: str) -> None:
    open_window.desk.write(lambda: open_window.desk.ledger.add_target("地区生产总值", 2023))
    open_window.activateWindow()
    open_window.go(page)
    open_window.desk.tell(LONG, "trouble")
    QApplication.processEvents()
    QTest.keyClick(QApplication.focusWidget() or open_window, Qt.Key.Key_Escape)
    assert not open_window.message.isVisible()
