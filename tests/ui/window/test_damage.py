"""Damaged rows in the window: a bar over every page, the list, and the ways on."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.ui.conftest import ClerkWindow
from tests.ui.made_up_book import MONTH, YEAR, book, cells
from zonetracker.services.bookkeeping.places import BACKUP_LIST
from zonetracker.services.ledger import Ledger
from zonetracker.ui.start.restoring import RestoreForm
from zonetracker.ui.window.safety.damage import DamageDialog


def spoil(ledger: Ledger, count: int = 1) -> None:
    with ledger._database.operation("forged") as recorder:
        for number in range(1, count + 1):
            recorder.update("actual", number, {"value": "9" * 4301})


@pytest.fixture
def damaged(tmp_path: Path) -> Path:
    path = book(tmp_path)
    with Ledger.open(path) as ledger:
        spoil(ledger, 3)
    return path


def dialog_of(window: ClerkWindow) -> DamageDialog:
    window.show_damage()
    found = window.ask.dialog
    assert isinstance(found, DamageDialog)
    return found


def test_the_bar_stands_over_every_page_until_the_rows_are_gone(
    window: ClerkWindow, qtbot: QtBot, damaged: Path
) -> None:
    assert window.open_workbook(damaged)
    qtbot.waitUntil(window.damage.isVisible)
    assert "有3行数据已损坏，未列入。" in window.damage.said.text()
    window.desk.choose_period(YEAR, MONTH)
    for number in range(len(window.entries)):
        window.show_page(number)
        assert window.damage.isVisible()
    dialog = dialog_of(window)
    rows = cells(dialog.table)
    assert [(row["table"], row["number"], row["why"]) for row in rows] == [
        ("实绩", str(number), "“数值”位数过多") for number in (1, 2, 3)
    ]
    window.ask.answers = [0]
    qtbot.mouseClick(dialog.answer, Qt.MouseButton.LeftButton)
    assert not window.damage.isVisible() and window.desk.ledger.check() == []
    window.undo()
    assert window.damage.isVisible()
    window.close_workbook()
    assert not window.damage.isVisible()


def test_the_ways_on_lead_to_the_backups_and_to_the_export(window: ClerkWindow, qtbot: QtBot, damaged: Path) -> None:
    assert window.open_workbook(damaged)
    dialog = dialog_of(window)
    assert dialog.restore.isDefault() and not dialog.answer.isDefault()
    qtbot.mouseClick(dialog.restore, Qt.MouseButton.LeftButton)
    assert isinstance(window.ask.dialog, RestoreForm)
    window.ask.dialog.reject()
    window.desk.go("settings", BACKUP_LIST)
    assert window.page().backups.isVisible()
    window.ask.answers = [None]
    qtbot.mouseClick(dialog_of(window).export, Qt.MouseButton.LeftButton)
    assert window.ask.asked[-1].startswith("全部数据导出成")


def test_damage_that_comes_while_the_workbook_is_open_is_told_too(open_window: ClerkWindow, qtbot: QtBot) -> None:
    ledger = open_window.desk.ledger
    assert not open_window.damage.isVisible()
    with ledger._database.operation("forged") as recorder:
        recorder.insert("setting", {"key": "rules", "value": "{"})
        changed = recorder.changed
    open_window.desk.changed.emit(changed)
    assert "有1行" in open_window.damage.said.text()
