"""The window's tests run without a screen, with questions answered by a list in place of a clerk."""

from collections.abc import Callable, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeVar

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtWidgets import QAbstractItemView, QApplication, QDialog, QLineEdit, QTabBar, QTabWidget, QWidget
from pytestqt.qtbot import QtBot

from zonetracker.model.facts import Bound, Candidate, FactType, Kind, Span, Stated
from zonetracker.services.ledger import Ledger
from zonetracker.support.settings import LocalSettings
from zonetracker.ui.parts.desk import Desk
from zonetracker.ui.parts.dialogs import Ask
from zonetracker.ui.parts.page import Page
from zonetracker.ui.parts.theme import apply_theme
from zonetracker.ui.report.page import ReportPage
from zonetracker.ui.window.main_window import MainWindow


class ScriptedAsk(Ask):
    """Answers in order: a number for `choose`, a text, a list of paths; `None` cancels. Forms stay open."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.answers: list[Any] = []
        self.told: list[str] = []
        self.asked: list[str] = []
        self.texts: list[tuple[str, Callable[[str], str] | None]] = []
        self.dialog: Any = None

    def _answer(self, question: str, then: Callable[[Any], object]) -> None:
        self.asked.append(question)
        answer = self.answers.pop(0)
        if answer is not None:
            then(answer)

    def tell(self, sentence: str, more: str = "") -> None:
        self.told.append(sentence)

    def choose(self, question: str, answers: Sequence[str], then: Callable[[int], object], more: str = "") -> None:
        self._answer(question, then)

    def choose_alike(
        self,
        question: str,
        answers: Sequence[str],
        alike: str,
        then: Callable[[int, bool], object],
        more: str = "",
        *,
        ticked: bool = False,
    ) -> None:
        self.asked.append(f"{question}（{alike}{'，已勾选' if ticked else ''}）")
        answer = self.answers.pop(0)
        if answer is not None:
            then(*answer)

    def text(
        self,
        title: str,
        label: str,
        then: Callable[[str], object],
        start: str = "",
        check: Callable[[str], str] | None = None,
    ) -> None:
        self.texts.append((start, check))
        self._answer(title, then)

    def open_files(self, title: str, filters: str, folder: str, then: Callable[[list[str]], object]) -> None:
        self._answer(title, then)

    def open_folder(self, title: str, folder: str, then: Callable[[str], object]) -> None:
        self._answer(title, then)

    def save_file(self, title: str, filters: str, start: str, ending: str, then: Callable[[str], object]) -> None:
        self._answer(title, then)

    def form(self, dialog: QDialog, then: Callable[[], object]) -> None:
        self.dialog = dialog
        super().form(dialog, then)


class ClerkWindow(MainWindow):
    """The window as a test has it before it: its questions are scripted, a workbook is open, a page is what it is."""

    ask: ScriptedAsk
    desk: Desk

    def page(self) -> Any:
        return super().page()


Child = TypeVar("Child", bound=QObject)


def child(parent: QObject, kind: type[Child]) -> Child:
    """The first child of a kind, the nearest before deeper ones."""
    found: Any = parent.findChild(kind)
    assert isinstance(found, kind)
    return found


def children(parent: QObject, kind: type[Child]) -> list[Child]:
    """Every child of a kind, however deep."""
    found: Any = parent.findChildren(kind)
    return list(found)


def tabs_of(page: QWidget) -> QTabBar | None:
    """The tabs of a page, if it has any: of its first widget of tabs, else a bar of its own."""
    held = children(page, QTabWidget)
    return held[0].tabBar() if held else next(iter(children(page, QTabBar)), None)


def clerk(page: Page) -> ScriptedAsk:
    """Who answers the questions of a page."""
    ask = page.desk.ask
    assert isinstance(ask, ScriptedAsk)
    return ask


@pytest.fixture(scope="session")
def dressed(qapp: QApplication) -> QApplication:
    apply_theme(qapp, "light")
    return qapp


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> LocalSettings:
    monkeypatch.setenv("ZONETRACKER_HOME", str(tmp_path / "home"))
    (tmp_path / "home").mkdir()
    return LocalSettings(tmp_path / "home" / "settings.json")


@pytest.fixture
def window(qtbot: QtBot, dressed: QApplication, settings: LocalSettings) -> ClerkWindow:
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)  # the windows of earlier tests go now
    made = ClerkWindow(settings)
    made.ask = ScriptedAsk(made)
    qtbot.addWidget(made, before_close_func=lambda window: window.close_workbook())
    made.resize(1366, 768)
    made.show()
    qtbot.waitExposed(made)
    return made


@pytest.fixture
def open_window(window: ClerkWindow, tmp_path: Path) -> ClerkWindow:
    """A window over a new workbook of a made-up zone."""
    Ledger.create(tmp_path / "book.zt", "青禾高新区", actor="甲").close()
    assert window.open_workbook(tmp_path / "book.zt")
    return window


def type_into(qtbot: QtBot, table: QAbstractItemView, text: str, end: Qt.Key = Qt.Key.Key_Return) -> None:
    """F2, the text in place of what stands there (as an input method gives it), Enter."""
    table.setFocus()
    qtbot.keyClick(table, Qt.Key.Key_F2)
    editor = next(line for line in children(table.viewport(), QLineEdit) if line.isVisible())
    editor.selectAll()
    editor.insert(text)
    qtbot.keyClick(editor, end)
    QApplication.processEvents()


TEXT = (
    "青禾高新区工作报告\n"
    "一、上年工作回顾\n"
    "地区生产总值50亿元，增长6%。新增规上企业12家。\n"
    "二、今年主要目标\n"
    "地区生产总值55亿元，增长8%。固定资产投资30亿元以上。新增规上企业15家，其中高新技术企业6家。\n"
    "研发投入强度3.2%。外贸出口9亿元左右。\n"
)


def candidate(
    identity: str,
    kind: Kind,
    year: int,
    name: str,
    stated: Stated,
    quote: str,
    figure: str,
    section: str,
    confidence: str = "0.95",
    **more: Any,
) -> Candidate:
    """One row of TEXT, its places found by its words after the section's heading."""
    base = TEXT.index(section)
    start = TEXT.index(quote, base)
    at = TEXT.index(figure, start)
    return Candidate(
        id=identity,
        kind=kind,
        type=more.pop("type", FactType.QUANTITY),
        year=year,
        period="annual",
        name=name,
        stated=stated,
        span=Span(at, at + len(figure)),
        quote_span=Span(start, start + len(quote)),
        quote=quote,
        section=section,
        confidence=Decimal(confidence),
        **more,
    )


def level(value: str, unit: str | None, bound: Bound = Bound.EXACT, growth: str | None = None) -> Stated:
    """A stated level, with a growth where one is given."""
    rate = None if growth is None else Decimal(growth)
    return Stated(Decimal(value), None, unit, bound, rate, None, None if rate is None else Bound.EXACT)


def sample_rows() -> list[Candidate]:
    """Six rows: two actuals, four targets of which three need a look."""
    back, ahead = "一、上年工作回顾", "二、今年主要目标"
    return [
        candidate(
            "a1",
            Kind.ACTUAL,
            2022,
            "地区生产总值",
            level("50", "亿元", growth="6"),
            "地区生产总值50亿元，增长6%",
            "50亿元",
            back,
        ),
        candidate("a2", Kind.ACTUAL, 2022, "新增规上企业", level("12", "家"), "新增规上企业12家", "12家", back),
        candidate(
            "t1",
            Kind.TARGET,
            2023,
            "地区生产总值",
            level("55", "亿元", growth="8"),
            "地区生产总值55亿元，增长8%",
            "55亿元",
            ahead,
        ),
        candidate(
            "t2",
            Kind.TARGET,
            2023,
            "固定资产投资",
            level("30", "亿元", Bound.AT_LEAST),
            "固定资产投资30亿元以上",
            "30亿元以上",
            ahead,
        ),
        candidate("t3", Kind.TARGET, 2023, "新增规上企业", level("15", "家"), "新增规上企业15家", "15家", ahead, "0.6"),
        candidate(
            "t4",
            Kind.TARGET,
            2023,
            "高新技术企业",
            level("6", "家"),
            "其中高新技术企业6家",
            "6家",
            ahead,
            "0.5",
            parent="t3",
        ),
    ]


@pytest.fixture
def review(open_window: ClerkWindow, qtbot: QtBot) -> ReportPage:
    """The report page over a report with the six rows; t1 fails the back-check, for 50 × 1.08 is not 55."""
    desk = open_window.desk
    changed = desk.ledger.import_report("报告.txt", "text/plain", TEXT.encode(), TEXT, "工作报告", 2023, sample_rows())
    desk.changed.emit(changed)
    open_window.go("report")
    page: ReportPage = open_window.page()
    qtbot.waitUntil(lambda: page.board.table.isVisible())
    return page
