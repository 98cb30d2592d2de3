"""A page reads while it is seen, and makes up for what it missed once, when it comes to the front."""

from __future__ import annotations

from decimal import Decimal
from functools import partial

from tests.services.ledger.test_kept import statements
from zonetracker.model.changes import IndicatorChange
from zonetracker.model.facts import Stated
from zonetracker.ui.parts.page import Page, Tables
from zonetracker.ui.window.main_window import MainWindow


class Watched(Page):
    """Notes what it is asked to show."""

    tables: Tables = frozenset({"target", "indicator"})

    def __init__(self, window: MainWindow) -> None:
        assert window.desk is not None
        super().__init__(window.desk, "页")
        self.shown: list[object] = []

    def refresh(self, touched: Tables | None) -> None:
        self.shown.append(touched)

    def show_period(self, year: int, month: int) -> None:
        self.shown.append((year, month))


def test_a_page_that_is_not_seen_waits_and_makes_up_once(open_window: MainWindow) -> None:
    page = Watched(open_window)
    desk = page.desk
    desk.changed.connect(page.follow)
    desk.period_changed.connect(lambda *_: page.follow_period())
    page.show()
    assert page.shown == [None], "the first time everything is new"
    desk.write(lambda: desk.ledger.add_milestone("竣工", 2023))
    assert page.shown == [None], "a table that does not matter"
    page.hide()
    desk.write(lambda: desk.ledger.add_target("产值", 2023, Stated(Decimal(1), unit="亿元")))
    desk.write(lambda: desk.ledger.edit_indicator(1, IndicatorChange(pinned=True)))
    assert page.shown == [None]
    page.show()
    assert page.shown == [None, frozenset({"target", "indicator"})]
    page.hide()
    page.show()
    assert len(page.shown) == 2, "nothing missed, nothing read"
    page.hide()
    desk.write(lambda: desk.ledger.edit_indicator(1, IndicatorChange(pinned=False)))
    desk.choose_period(2024, 2)
    page.show()
    assert page.shown[2:] == [(2024, 2)], "another month shows everything"
    page.close()


def test_pages_that_missed_nothing_are_shown_without_asking_the_file(open_window: MainWindow) -> None:
    desk = open_window.desk
    assert desk is not None
    desk.write(lambda: desk.ledger.add_target("产值", desk.year, Stated(Decimal(1), unit="亿元")))
    keys = [entry.key for entry in open_window.entries if entry.key not in ("outputs", "report")]
    for key in keys:
        open_window.go(key)
    for key in keys:
        assert statements(desk.ledger, partial(open_window.go, key)) == 0, key
