"""The door as the pages show it: what is hard is told, what is soft is asked, what is not said stays as it is."""

from collections.abc import Callable
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from tests.known import known
from tests.ui.conftest import ClerkWindow, children, level, type_into
from zonetracker.model.changes import ActualEntry, TargetChange
from zonetracker.services.ledger import Ledger
from zonetracker.ui.parts.reason_form import ReasonForm

YEAR, MONTH = 2023, 8
REASON = "统计口径调整"


def baseline(ledger: Ledger) -> object:
    found = ledger.actual(1, YEAR - 1, 12)
    return found and (found.value, found.unit, found.growth)


def month(ledger: Ledger) -> object:
    found = ledger.actual(1, YEAR, MONTH)
    return found and (found.value, found.unit, found.growth)


def part(ledger: Ledger) -> object:
    stated = ledger.target(2).stated
    return stated.value, stated.unit, stated.growth


# page, column, what stands, hard, soft, what stands after the soft one was answered, the other field and what it leaves
FRONTS = {
    "actuals": ("value:8", month, (Decimal(30), "亿元", Decimal(5)), "5人", "20", "growth:8", "6"),
    "baseline": ("baseline", baseline, (Decimal(55), "亿元", Decimal(3)), "5人", "40", "responsible", "发改局"),
    "targets": ("value", part, (Decimal(25), "亿元", Decimal(7)), "80-60", "70", "responsible", "发改局"),
}


@pytest.fixture(params=sorted(FRONTS))
def front(request: pytest.FixtureRequest, open_window: ClerkWindow, qtbot: QtBot) -> str:
    ledger = open_window.desk.ledger
    ledger.add_target("固定资产投资", YEAR, level("60", "亿元"))
    ledger.add_target("工业投资", YEAR, level("25", "亿元", growth="7"), TargetChange(parent_id=1))
    ledger.set_actuals(
        [
            ActualEntry(1, YEAR - 1, 11, Decimal(50), "亿元"),
            ActualEntry(1, YEAR - 1, 12, Decimal(55), "亿元", Decimal(3)),
            ActualEntry(1, YEAR, 7, Decimal(28), "亿元"),
            ActualEntry(1, YEAR, MONTH, Decimal(30), "亿元", Decimal(5)),
        ]
    )
    open_window.desk.choose_period(YEAR, MONTH)
    open_window.go("actuals" if request.param == "actuals" else "targets")
    qtbot.waitUntil(lambda: open_window.page().table.isVisible())
    return str(request.param)


@pytest.fixture
def put(front: str, open_window: ClerkWindow, qtbot: QtBot) -> Callable[[str, str], None]:
    """Type into a column of the front's row."""
    page = open_window.page()

    def typing(column: str, text: str) -> None:
        page.table.go_to(2 if front == "targets" else 1, page.model.column_of(column))
        type_into(qtbot, page.table, text)

    return typing


def test_what_is_hard_is_told_and_not_kept(
    front: str, open_window: ClerkWindow, put: Callable[[str, str], None]
) -> None:
    column, read, stands, hard, *_ = FRONTS[front]
    put(column, hard)
    assert read(open_window.desk.ledger) == stands
    assert open_window.message.label.text() and open_window.ask.dialog is None


def test_what_is_soft_is_asked_and_kept_with_words_only(
    front: str, open_window: ClerkWindow, put: Callable[[str, str], None], qtbot: QtBot
) -> None:
    column, read, stands, _, soft, *_ = FRONTS[front]
    put(column, soft)
    ledger, form = open_window.desk.ledger, open_window.ask.dialog
    assert read(ledger) == stands
    assert isinstance(form, ReasonForm)
    (field,) = children(form, QLineEdit)
    for text in ("3", REASON):
        assert read(ledger) == stands
        field.setText(text)
        qtbot.mouseClick(form.answer, Qt.MouseButton.LeftButton)
    assert read(ledger) == (Decimal(soft), *stands[1:])
    if front != "targets":
        month_of = (1, YEAR, MONTH) if front == "actuals" else (1, YEAR - 1, 12)
        assert known(ledger.actual(*month_of)).reason == REASON


def test_what_is_not_typed_stays(front: str, open_window: ClerkWindow, put: Callable[[str, str], None]) -> None:
    _, read, stands, _, _, other, text = FRONTS[front]
    put(other, text)
    assert read(open_window.desk.ledger) == ((*stands[:2], Decimal(text)) if front == "actuals" else stands)
    assert open_window.ask.dialog is None
