"""R10: the disk goes away while a clerk types, at any moment, and comes back: every text that was typed is stored."""

from __future__ import annotations

import errno
import random
from decimal import Decimal
from pathlib import Path

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.trust.disk import Disk, disk_under, needs_disk
from tests.trust.promises import Asking, Counting
from tests.ui.conftest import ClerkWindow, dressed, settings, type_into, window
from zonetracker.model.facts import Stated
from zonetracker.services.ledger import Ledger
from zonetracker.support.errors import Refusal
from zonetracker.ui.actuals.page import ActualsPage

YEAR, MONTH, ROWS, TEXTS = 2023, 9, 6, 5
Cells = dict[tuple[int, int], str]

__all__ = ["dressed", "settings", "window"]
pytestmark = needs_disk


def book(path: Path) -> Path:
    """Some targets without figures."""
    with Ledger.create(path, "青禾高新区", actor="甲") as ledger:
        for number in range(1, ROWS + 1):
            ledger.add_target(f"第{number}项产值", YEAR, Stated(Decimal(900), unit="亿元"))
    return path


class Typist:
    """Types down months, and remembers what it typed last into each cell."""

    def __init__(self, window: ClerkWindow, qtbot: QtBot, page: ActualsPage, dice: random.Random) -> None:
        self.window, self.qtbot, self.page, self.dice = window, qtbot, page, dice
        self.typed: Cells = {}

    def type_some(self, count: int) -> None:
        """Into cells anywhere in the grid."""
        for _ in range(count):
            row, month = self.dice.randrange(1, ROWS + 1), self.dice.randrange(6, MONTH + 1)
            text = str(100 * month + self.dice.randrange(90))
            assert self.page.table.go_to(row, self.page.model.column_of(f"value:{month}"))
            type_into(self.qtbot, self.page.table, text)
            self.typed[row, month] = text

    def lost(self, ledger: Ledger) -> list[str]:
        """What was typed and stands nowhere."""
        stored = {(one.indicator_id, one.month): one.value for one in ledger.actuals(YEAR)}
        return [
            f"{cell}: {text} was typed, {stored.get(cell)} is stored"
            for cell, text in self.typed.items()
            if stored.get(cell) != Decimal(text)
        ]


def dropped(window: ClerkWindow, qtbot: QtBot, disk: Disk, path: Path, seed: int) -> tuple[int, list[str]]:
    """One drop: how many texts waited for the disk, and what of them is lost, or what the Check finds."""
    dice = random.Random(seed)
    assert window.open_workbook(path)
    window.desk.choose_period(YEAR, MONTH)
    window.go("actuals")
    page = window.page()
    typist = Typist(window, qtbot, page, dice)
    typist.type_some(dice.randrange(3))
    disk.fail(dice.randrange(40), dice.choice((errno.EIO, errno.ENOENT)), for_ever=True)
    typist.type_some(TEXTS)
    if dice.random() < 0.5:
        window.say_stored()
        typist.type_some(1)
    shown = [text for (row, month), text in typist.typed.items() if _shown(page, row, month) != text]
    waited = len(window.desk.unsaved)
    disk.heal()
    window.say_stored()
    QApplication.processEvents()
    bad = [f"{text} was not shown" for text in shown] + typist.lost(window.desk.ledger)
    bad += [f"still waits: {one}" for one in window.desk.unsaved.waiting]
    window.close_workbook()
    with Ledger.open(path) as ledger:
        return waited, [f"seed {seed}: {one}" for one in (*bad, *ledger.check(), *typist.lost(ledger))]


def _shown(page: ActualsPage, row: int, month: int) -> str:
    place = page.model.row_of(row)
    assert place is not None
    return str(page.model.index(place, page.model.column_of(f"value:{month}")).data())


def _of_storage(error: object) -> bool:
    """What the window tells above the page, where nobody else does: it can't be read just now."""
    return isinstance(error, Refusal) and error.of_storage


def test_what_was_typed_outlives_a_disk_that_goes_away(
    window: ClerkWindow, qtbot: QtBot, tmp_path: Path, promise: Counting, rounds: Asking
) -> None:
    tried, waited, bad = rounds("R10"), 0, list[str]()
    folder = tmp_path / "stick"
    folder.mkdir()
    for seed in range(tried):
        path = book(folder / f"{seed}.zt")
        with disk_under(folder) as disk, qtbot.capture_exceptions() as raised:
            left, found = dropped(window, qtbot, disk, path, seed)
            waited += left > 0
            bad += found
        bad += [f"seed {seed}: {error!r}" for _, error, _ in raised if not _of_storage(error)]
    assert waited >= tried // 2, "the disk went away too late to matter"
    promise("R10", tried=tried, bad=bad)
