"""The page of targets over a list with parts, units and sections, and what is seen of it."""

from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.conftest import ClerkWindow, level
from zonetracker.model.changes import ActualEntry, IndicatorChange, TargetChange
from zonetracker.model.facts import Bound
from zonetracker.ui.targets.page import TargetsPage

WHOLE, PART, OTHER_PART, OUTPUT, RATE = 1, 2, 3, 4, 5
NONE, SHIFT, CONTROL = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier,
)
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def listed(open_window: ClerkWindow, qtbot: QtBot) -> TargetsPage:
    """固定资产投资 with two parts, 地区生产总值 with a second tier, 服务业增加值 by its growth."""
    ledger = open_window.desk.ledger
    economy = TargetChange(section="一、主要指标", responsible="经济发展局")
    ledger.add_target("固定资产投资", 2023, level("60", "亿元", Bound.AT_LEAST), economy)
    ledger.add_target("工业投资", 2023, level("25", "亿元"), TargetChange(parent_id=WHOLE, section="一、主要指标"))
    ledger.add_target("房地产投资", 2023, level("35", "亿元"), TargetChange(parent_id=WHOLE, responsible="建设局"))
    ledger.add_target("地区生产总值", 2023, level("80", "亿元", growth="8"), TargetChange(stretch=Decimal(85)))
    ledger.add_target("服务业增加值", 2023, level("9", "%"), TargetChange(section="二、产业发展", responsible="商务局"))
    ledger.edit_indicator(RATE, IndicatorChange(unit="亿元"))
    ledger.set_actuals(
        [ActualEntry(OUTPUT, 2022, 12, Decimal(80), "亿元"), ActualEntry(OUTPUT, 2023, 9, Decimal("57.8"), "亿元")]
    )
    open_window.desk.choose_period(2023, 9)
    open_window.go("targets")
    shown: TargetsPage = open_window.page()
    qtbot.waitUntil(lambda: shown.table.isVisible())
    return shown


class Eye:
    """What a page of targets shows, and keys pressed on it; `pressed` counts them."""

    def __init__(self, page: TargetsPage, qtbot: QtBot) -> None:
        self.page, self.qtbot = page, qtbot
        self.pressed = 0

    def column(self, key: str) -> list[str]:
        """What stands in a column, as it is seen from above."""
        model, place = self.page.table.model(), self.page.model.column_of(key)
        return [str(model.index(row, place).data() or "") for row in range(model.rowCount())]

    def names(self) -> str:
        """The names from above, one blank for each step a part is set in."""
        return "，".join(name.replace("　　其中：", " ") for name in self.column("name"))

    def press(self, key: Qt.Key, held: Qt.KeyboardModifier = NONE, times: int = 1) -> None:
        """Press a key where the keyboard is."""
        for _ in range(times):
            focus = QApplication.focusWidget()
            assert focus is not None
            self.qtbot.keyClick(focus, key, held)
            self.pressed += 1

    def at(self, target_id: int, key: str) -> None:
        """Go to a cell."""
        assert self.page.table.go_to(target_id, self.page.model.column_of(key))
        self.page.table.setFocus()

    def paste(self, text: str) -> None:
        """Ctrl+V of a text in the cell one is on."""
        QGuiApplication.clipboard().setText(text)
        self.press(Qt.Key.Key_V, CONTROL)


@pytest.fixture
def eye(listed: TargetsPage, qtbot: QtBot) -> Eye:
    """An eye at that page."""
    return Eye(listed, qtbot)
