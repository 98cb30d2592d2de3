"""The page picture beside the text of a scan: what is marked is where the layout has it, and nothing waits for it."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QHelpEvent, QImage, QTextCharFormat, QWheelEvent
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from tests.ui.conftest import ClerkWindow, child
from tests.ui.everywhere.test_focus import stops, unseen_on
from tests.ui.everywhere.test_texts_fit import LAPTOP_150, words_cut
from tests.ui.scans import DOUBTFUL, FIGURES, HEIGHT, PAGES, WIDTH, DrawnScan, drawn_scan, picture_of
from zonetracker.model.facts import Mark, Report, Span
from zonetracker.model.reports.layout import PagePrints, PrintBox
from zonetracker.services.ledger import Ledger
from zonetracker.services.review import sure_rows
from zonetracker.support.errors import Refusal, RefusalCode
from zonetracker.support.job import Job, Step
from zonetracker.ui.parts.theme import apply_theme
from zonetracker.ui.report.page import ReportPage
from zonetracker.ui.report.pictures import fetching
from zonetracker.ui.report.pictures.cut_out import CutOut
from zonetracker.ui.report.pictures.pane import PagePane, with_box
from zonetracker.ui.report.row_form import RowForm

SLOW = 10_000


class Drawer:
    """In place of the fence: pages drawn here, some fail or take long; which jobs began and were ended is kept."""

    def __init__(self) -> None:
        self.begun: list[int] = []
        self.closed: list[int] = []
        self.failing: set[int] = set()
        self.slow: set[int] = set()
        self.answer: dict[int, bytes] = {}

    def job(self, ledger: Ledger, report: Report, page: PagePrints) -> Job[bytes]:
        self.begun.append(page.number)
        try:
            for done in range(SLOW if page.number in self.slow else 1):
                yield Step(done, SLOW, "正在读取文件…")
                time.sleep(0.002 * (page.number in self.slow))
        except GeneratorExit:
            self.closed.append(page.number)
            raise
        if page.number in self.failing:
            raise Refusal(RefusalCode.CHILD_DIED, "读取这个文件时出错，文件可能已损坏。")
        return self.answer.get(page.number) or picture_of(PAGES[page.number - 1])


@pytest.fixture
def drawer(monkeypatch: pytest.MonkeyPatch) -> Drawer:
    made = Drawer()
    monkeypatch.setattr(fetching, "picture_job", made.job)
    monkeypatch.setattr(fetching, "PAUSE_MS", 0)
    return made


def shown(window: ClerkWindow, scan: DrawnScan, qtbot: QtBot) -> ReportPage:
    desk = window.desk
    desk.changed.emit(scan.keep(desk.ledger))
    window.go("report")
    page: ReportPage = window.page()
    qtbot.waitUntil(lambda: page.board.table.isVisible())
    page.board.table.setFocus()
    return page


@pytest.fixture
def scan(drawer: Drawer) -> DrawnScan:
    return drawn_scan()


@pytest.fixture
def page(open_window: ClerkWindow, scan: DrawnScan, qtbot: QtBot) -> Iterator[ReportPage]:
    made = shown(open_window, scan, qtbot)
    qtbot.waitUntil(lambda: pane(made).pictures.picture(*wanted(made)) is not None)
    yield made


def pane(page: ReportPage) -> PagePane:
    return page.board.original.pane


def wanted(page: ReportPage) -> tuple[Report, PagePrints]:
    report, there = pane(page).report, pane(page).page()
    assert report is not None and there is not None
    return report, there


def go_to(page: ReportPage, figure: str) -> None:
    page.board.show_row(page.board.marked[FIGURES.index(figure)].id)


def number(page: ReportPage) -> int:
    return wanted(page)[1].number


def box_of(scan: DrawnScan, figure: str) -> tuple[int, PrintBox]:
    """The page and the box of a figure, by its digits and its unit as the layout has them."""
    row = scan.rows[FIGURES.index(figure)]
    found = list(scan.layout.places(row.span))
    left, right = found[0][1], found[-1][1]
    return found[0][0].number, PrintBox(left.left, left.top, right.left + right.width - left.left, left.height)


# ---- what is marked


def test_the_page_of_the_chosen_figure_is_shown_and_its_place_marked(page: ReportPage, scan: DrawnScan) -> None:
    for figure in FIGURES:
        go_to(page, figure)
        where, box = box_of(scan, figure)
        view = pane(page).view
        assert number(page) == where and pane(page).marked == {where: [box]}
        (drawn,) = view.marked()
        assert drawn.contains(view.on_screen(box)) and drawn.width() < view.on_screen(box).width() + 8
        assert view.viewport().rect().contains(drawn.toAlignedRect()), "it is scrolled to"


def test_the_box_is_painted_around_the_print_of_the_figure(page: ReportPage, qtbot: QtBot) -> None:
    go_to(page, "12家")
    qtbot.waitUntil(lambda: pane(page).pictures.picture(*wanted(page)) is not None)
    view = pane(page).view
    picture: QImage = view.viewport().grab().toImage()
    (box,) = view.marked()
    edge = picture.pixelColor(round(box.center().x()), round(box.top()))
    assert edge.red() > edge.green() + 60, "an outline"
    inside = [
        picture.pixelColor(x, y).lightness()
        for x in range(int(box.left()) + 4, int(box.right()) - 4)
        for y in range(int(box.top()) + 4, int(box.bottom()) - 4)
    ]
    assert min(inside) < 100 < 200 < max(inside), "print within it, on paper"


def test_boxes_of_one_line_are_one_and_of_two_lines_two() -> None:
    first, second, below = PrintBox(10, 10, 20, 10), PrintBox(30, 12, 15, 9), PrintBox(10, 40, 20, 10)
    assert with_box([], first) == [first]
    assert with_box([first], second) == [PrintBox(10, 10, 35, 11)]
    assert with_box([first], below) == [first, below]


def test_a_row_that_is_on_no_page_leaves_the_page_and_marks_nothing(
    open_window: ClerkWindow, drawer: Drawer, qtbot: QtBot
) -> None:
    scan = drawn_scan()
    bare = replace(scan.layout.pages[1], prints=())
    made = shown(open_window, replace(scan, layout=replace(scan.layout, pages=(scan.layout.pages[0], bare))), qtbot)
    go_to(made, "50亿元")
    go_to(made, "30亿元")
    assert number(made) == 1 and pane(made).marked == {} and pane(made).view.marked() == []


# ---- keys and mouse


def test_page_up_and_down_go_over_the_pages_and_home_and_end_over_the_page(page: ReportPage, qtbot: QtBot) -> None:
    view = pane(page).view
    go_to(page, "50亿元")
    view.setFocus()
    seen = []
    for key in (Qt.Key.Key_PageDown, Qt.Key.Key_PageDown, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp):
        qtbot.keyClick(view, key)
        seen.append((number(page), pane(page).place.text(), len(view.marked())))
    assert seen == [(2, "2/3页", 0), (3, "3/3页", 0), (3, "3/3页", 0), (2, "2/3页", 0)]
    qtbot.keyClick(view, Qt.Key.Key_PageUp)
    assert len(view.marked()) == 1 and "框出“50亿元”" in view.accessibleDescription()
    bar = view.verticalScrollBar()
    qtbot.keyClick(view, Qt.Key.Key_End)
    assert bar.value() == bar.maximum() > 0
    qtbot.keyClick(view, Qt.Key.Key_Home)
    assert bar.value() == 0
    assert view.accessibleName() == "原页图片"


def test_ctrl_and_plus_from_the_table_enlarge_and_zero_fits_the_width(page: ReportPage, qtbot: QtBot) -> None:
    view, table = pane(page).view, page.board.table
    before = view.scale()
    ctrl = Qt.KeyboardModifier.ControlModifier
    qtbot.keyClick(table, Qt.Key.Key_Plus, ctrl)
    qtbot.keyClick(table, Qt.Key.Key_Equal, ctrl)
    assert view.scale() == pytest.approx(before * 1.44)
    qtbot.keyClick(table, Qt.Key.Key_Minus, ctrl)
    assert view.scale() == pytest.approx(before * 1.2)
    (box,) = view.marked()
    assert view.viewport().rect().contains(box.toAlignedRect()), "what is marked stays"
    qtbot.keyClick(table, Qt.Key.Key_0, ctrl)
    assert view.scale() * WIDTH == pytest.approx(view.viewport().width() - 16)
    assert view.horizontalScrollBar().maximum() == 0
    view.setFocus()
    qtbot.keyClick(view, Qt.Key.Key_Plus)
    assert view.scale() * WIDTH > view.viewport().width()


def test_ctrl_and_the_wheel_enlarge_and_the_wheel_alone_scrolls(page: ReportPage) -> None:
    view = pane(page).view
    before = view.scale()
    middle = QPointF(view.viewport().rect().center())

    def roll(modifiers: Qt.KeyboardModifier) -> None:
        event = QWheelEvent(
            middle, view.viewport().mapToGlobal(middle), QPoint(), QPoint(0, -120),
            Qt.MouseButton.NoButton, modifiers, Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QApplication.sendEvent(view.viewport(), event)

    roll(Qt.KeyboardModifier.ControlModifier)
    assert view.scale() == pytest.approx(before / 1.2)
    at = view.verticalScrollBar().value()
    roll(Qt.KeyboardModifier.NoModifier)
    assert view.scale() == pytest.approx(before / 1.2) and view.verticalScrollBar().value() > at


def test_a_click_on_the_picture_chooses_the_row_whose_figure_stands_there(
    page: ReportPage, scan: DrawnScan, qtbot: QtBot
) -> None:
    go_to(page, "50亿元")
    view = pane(page).view
    _, box = box_of(scan, "12家")
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=view.on_screen(box).center().toPoint())
    assert page.board.table.record().row.candidate.stated.unit == "家"
    away = view.on_screen(PrintBox(100, HEIGHT // 2, 10, 10)).center().toPoint()
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=away)
    assert page.board.table.record().row.candidate.stated.unit == "家", "where nothing stands nothing is chosen"


def test_f6_goes_to_the_picture_and_f7_puts_it_away_and_brings_it_back(
    page: ReportPage, open_window: ClerkWindow, qtbot: QtBot
) -> None:
    view, table = pane(page).view, page.board.table
    assert page.areas() == [table, page.board.source, view, page.reports]
    source_before = page.board.source.width()
    qtbot.keyClick(table, Qt.Key.Key_F7)
    assert not view.isVisible() and page.board.source.width() > source_before
    assert page.picture.text() == "看原页图片"
    view_was_focused = page.board.original
    qtbot.keyClick(table, Qt.Key.Key_F7)
    assert view.isVisible() and page.picture.text() == "收起原页图片"
    view.setFocus()
    qtbot.keyClick(view, Qt.Key.Key_F7)
    assert view_was_focused.isAncestorOf(QApplication.focusWidget() or table), "the keyboard stays at the original"


def test_the_widths_are_remembered(page: ReportPage, open_window: ClerkWindow, qtbot: QtBot) -> None:
    board = page.board
    board.original.setSizes([300, 250])
    board.setSizes([580, 580])
    kept = board.original.sizes(), board.sizes()
    qtbot.keyClick(board.table, Qt.Key.Key_F7)
    assert board.sizes()[0] < kept[1][0]
    qtbot.keyClick(board.table, Qt.Key.Key_F7)
    QApplication.processEvents()
    for now, then in zip((board.original.sizes(), board.sizes()), kept, strict=True):
        assert all(abs(one - other) <= 2 for one, other in zip(now, then, strict=True))


def test_in_a_narrow_window_the_picture_takes_the_place_of_the_text(
    page: ReportPage, open_window: ClerkWindow, qtbot: QtBot
) -> None:
    open_window.setMinimumSize(683, 384)
    open_window.resize(683, 384)
    for _ in range(5):
        QApplication.processEvents()
    assert page.board.source.isVisible() and not pane(page).isVisible()
    page.board.source.setFocus()
    qtbot.keyClick(page.board.source, Qt.Key.Key_F7)
    assert not page.board.source.isVisible() and pane(page).view.hasFocus()
    qtbot.keyClick(pane(page).view, Qt.Key.Key_F7)
    assert page.board.source.hasFocus() and not pane(page).isVisible()


def test_every_stop_of_the_keyboard_is_seen_beside_a_picture(
    page: ReportPage, open_window: ClerkWindow, qtbot: QtBot
) -> None:
    assert pane(page).view in stops(open_window)
    assert unseen_on(open_window, qtbot, "report") == []


@pytest.mark.parametrize(("points", "size"), [(10, (1366, 768)), (18, (1366, 730)), (10, LAPTOP_150)])
def test_no_text_beside_a_picture_is_cut(
    page: ReportPage, open_window: ClerkWindow, dressed: QApplication, points: int, size: tuple[int, int]
) -> None:
    apply_theme(dressed, "light", points)
    try:
        open_window.resize(*size)
        for _ in range(5):
            QApplication.processEvents()
        pane(page)._tell(number(page), "读取这个文件时出错，文件可能已损坏。")
        QApplication.processEvents()
        assert words_cut(open_window) == []
    finally:
        apply_theme(dressed, "light")


# ---- fetching


def test_a_page_is_fetched_once_and_kept(page: ReportPage, drawer: Drawer, qtbot: QtBot) -> None:
    go_to(page, "50亿元")
    qtbot.waitUntil(lambda: pane(page).pictures.picture(*wanted(page)) is not None)
    begun = list(drawer.begun)
    go_to(page, "12家")
    go_to(page, "58亿元")
    go_to(page, "50亿元")
    qtbot.wait(50)
    assert drawer.begun == begun == [2, 1]


def test_only_so_many_bytes_of_pictures_are_kept(
    page: ReportPage, drawer: Drawer, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    monkeypatch.setattr(fetching, "KEPT_BYTES", WIDTH * HEIGHT * 3 // 2)
    for figure in ("50亿元", "58亿元", "9亿元", "50亿元"):
        go_to(page, figure)
        qtbot.waitUntil(lambda: pane(page).pictures.picture(*wanted(page)) is not None)
    assert drawer.begun == [2, 1, 2, 3, 1]
    assert len(pane(page).pictures._kept) == 1


def test_another_row_ends_the_fetching_of_a_page_that_nobody_waits_for(
    page: ReportPage, drawer: Drawer, qtbot: QtBot
) -> None:
    drawer.slow = {3}
    go_to(page, "9亿元")
    qtbot.waitUntil(lambda: 3 in drawer.begun)
    assert pane(page).view.marked() and page.board.source.isVisible(), "its place is marked, the text can be used"
    go_to(page, "50亿元")
    qtbot.waitUntil(lambda: drawer.closed == [3])
    qtbot.waitUntil(lambda: pane(page).pictures.picture(*wanted(page)) is not None)
    assert number(page) == 1 and not pane(page).line.isVisible()


def test_another_page_of_the_window_ends_it_too(
    page: ReportPage, drawer: Drawer, open_window: ClerkWindow, qtbot: QtBot
) -> None:
    drawer.slow = {3}
    go_to(page, "9亿元")
    qtbot.waitUntil(lambda: 3 in drawer.begun)
    open_window.go("targets")
    qtbot.waitUntil(lambda: drawer.closed == [3])
    drawer.slow = set()
    open_window.go("report")
    qtbot.waitUntil(lambda: pane(page).pictures.picture(*wanted(page)) is not None)


def test_what_takes_long_shows_its_progress_and_can_be_cancelled(
    page: ReportPage, drawer: Drawer, qtbot: QtBot
) -> None:
    drawer.slow = {3}
    page.board.original.setSizes([400, 0])
    narrow = pane(page).width()
    go_to(page, "9亿元")
    qtbot.waitUntil(pane(page).line.isVisible)
    assert pane(page).width() == narrow, "nothing moves aside for it"
    qtbot.mouseClick(pane(page).line.cancel, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(pane(page).sentence.isVisible)
    assert pane(page).sentence.text() == "没有取出第3页的图片。" and drawer.closed == [3]


def test_a_page_that_fails_says_so_in_its_place_once_and_can_be_tried_again(
    page: ReportPage, drawer: Drawer, open_window: ClerkWindow, qtbot: QtBot
) -> None:
    drawer.failing = {3}
    go_to(page, "9亿元")
    qtbot.waitUntil(pane(page).sentence.isVisible)
    assert pane(page).sentence.text() == "读取这个文件时出错，文件可能已损坏。" and not pane(page).view.isVisible()
    go_to(page, "3亿元")
    assert drawer.begun.count(3) == 1, "not with every row"
    assert page.board.table.record().row.candidate.name == "研发投入", "the text and the rows stay"
    assert page.areas()[2] is pane(page).again
    drawer.failing = set()
    pane(page).again.setFocus()
    qtbot.keyClick(pane(page).again, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: pane(page).pictures.picture(*wanted(page)) is not None)
    assert pane(page).view.hasFocus() and drawer.begun.count(3) == 2


@pytest.mark.parametrize("answer", [b"", b"\x89PNG\r\n\x1a\n", b"GIF89a", b"<svg/>"])
def test_what_is_no_picture_is_told(page: ReportPage, drawer: Drawer, qtbot: QtBot, answer: bytes) -> None:
    drawer.answer[3] = answer or b"\0"
    go_to(page, "9亿元")
    qtbot.waitUntil(pane(page).sentence.isVisible)
    assert pane(page).sentence.text() == "“扫描件.pdf”这一页的图片画不出来，请对照原件。"


def test_a_picture_of_too_many_points_is_not_made(page: ReportPage, drawer: Drawer, qtbot: QtBot) -> None:
    drawer.answer[3] = picture_of((), 5000, 4000)
    go_to(page, "9亿元")
    qtbot.waitUntil(pane(page).sentence.isVisible)
    assert "画不出来" in pane(page).sentence.text()


def test_the_fence_draws_the_page_of_the_kept_file(open_window: ClerkWindow, qtbot: QtBot) -> None:
    made = shown(open_window, drawn_scan(), qtbot)
    qtbot.waitUntil(lambda: pane(made).pictures.picture(*wanted(made)) is not None, timeout=30_000)
    picture = pane(made).pictures.picture(*wanted(made))
    assert picture is not None and abs(picture.width() / picture.height() - WIDTH / HEIGHT) < 0.01


# ---- a row that was missed


@pytest.mark.parametrize("away", [False, True], ids=["beside the picture", "with the picture put away"])
def test_the_form_of_a_new_row_shows_its_line_as_it_stands_on_the_page(
    page: ReportPage, scan: DrawnScan, qtbot: QtBot, away: bool
) -> None:
    if away:
        qtbot.keyClick(page.board.table, Qt.Key.Key_F7)
    at = scan.text.index("外贸出口9亿元")
    page.board.source.select(Span(at, at + len("外贸出口9亿元")))
    qtbot.keyClick(page.board.source, Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier)
    form = child(QApplication.activeWindow() or page.window(), RowForm)
    line = child(form, CutOut)
    qtbot.waitUntil(line.isVisible)
    assert number(page) == 3 and form.level.text() == "9亿元"
    assert line.geometry().bottom() < form.level.geometry().top()
    shown = line.pixmap().toImage()
    dark = [(x, y) for x in range(shown.width()) for y in range(shown.height()) if shown.pixelColor(x, y).red() < 90]
    assert dark and shown.width() <= 420
    form.reject()


# ---- what there is no picture for


def test_a_report_with_a_text_of_its_own_has_no_picture(review: ReportPage) -> None:
    original = review.board.original
    assert not original.pane.isVisible() and not original.legend.isVisible()
    assert not review.picture.isVisible() and not original.has_pages
    review.board.toggle_picture()
    assert not original.pane.isVisible()


def test_from_a_scan_to_a_report_with_a_text_of_its_own_the_picture_goes(
    page: ReportPage, open_window: ClerkWindow, qtbot: QtBot
) -> None:
    ledger = open_window.desk.ledger
    text = "青禾高新区工作报告\n地区生产总值50亿元。\n"
    open_window.desk.changed.emit(
        ledger.import_report("报告.txt", "text/plain", text.encode(), text, "", 2023, [replace(
            drawn_scan(((text.splitlines()[0], text.splitlines()[1]),), ("50亿元",), ()).rows[0])])
    )  # fmt: skip
    page._choose_report(2)
    assert not pane(page).isVisible() and not page.board.original.legend.isVisible()
    page._choose_report(1)
    assert pane(page).isVisible() and page.board.original.legend.isVisible()


def test_with_an_import_that_is_undone_the_picture_goes_and_comes_back_with_it(page: ReportPage, qtbot: QtBot) -> None:
    desk = page.desk
    desk.write(desk.ledger.undo)
    assert not pane(page).isVisible() and pane(page).page() is None
    desk.write(desk.ledger.redo)
    assert pane(page).isVisible() and dotted(page) == [word[0] for word in DOUBTFUL]


def test_a_damaged_layout_is_told_and_the_rows_stay(page: ReportPage, open_window: ClerkWindow, qtbot: QtBot) -> None:
    ledger = open_window.desk.ledger
    with ledger._database.operation("forged") as recorder:
        recorder.update("report", 1, {"layout_sha256": recorder.keep(b'{"pages": 5}')})
    page.board._shown_report = None
    open_window.desk.changed.emit(recorder.changed)
    page.refresh(None)
    assert not pane(page).isVisible() and len(page.board.marked) == len(FIGURES)
    assert page.board.original.legend.text() == "这份扫描件的版面已损坏，每个字都请对照原件"


# ---- what may have been misread


def dotted(page: ReportPage) -> list[str]:
    selections: Any = page.board.source.extraSelections()
    look = QTextCharFormat.UnderlineStyle.DotLine
    return [one.cursor.selectedText() for one in selections if one.format.underlineStyle() == look]


def test_doubtful_letters_are_dotted_and_named_in_the_text_its_tip_and_the_row(page: ReportPage, qtbot: QtBot) -> None:
    assert dotted(page) == [word[0] for word in DOUBTFUL]
    assert page.board.original.legend.text() == "点线：可能认错的字"
    go_to(page, "58亿元")
    assert dotted(page) == [word[0] for word in DOUBTFUL], "also in the chosen row"
    assert page.board.detail.line.text().startswith("‘8’可能认错，请对照原页")
    source = page.board.source
    at = source._text.index("8亿")
    box = source.cursorRect(source._cursor(Span(at, at)))
    point = QPoint(box.left() + 3, box.center().y())
    QApplication.sendEvent(
        source.viewport(), QHelpEvent(QEvent.Type.ToolTip, point, source.viewport().mapToGlobal(point))
    )
    assert QToolTip.text() == "这里可能认错，请对照原页"
    go_to(page, "9亿元")
    assert "认错" not in page.board.detail.line.text()


def test_a_row_that_may_be_misread_is_never_among_those_confirmed_at_once(page: ReportPage, qtbot: QtBot) -> None:
    ledger = page.desk.ledger
    doubted = [row for row in page.board.marked if row.row.candidate.reasons]
    with ledger._database.operation("forged") as recorder:
        for row in doubted:
            recorder.update("review_row", row.id, {"confidence": "0.99"})
    page.desk.changed.emit(recorder.changed)
    page.refresh(None)
    assert [row.mark for row in page.board.marked if row.row.candidate.reasons] == [Mark.LOOK, Mark.LOOK]
    assert len(sure_rows(page.board.marked)) == len(FIGURES) - 2
    qtbot.keyClick(page.board.table, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert [row.mark for row in page.board.marked].count(Mark.CONFIRMED) == len(FIGURES) - 2
    assert [row.mark for row in page.board.marked if row.row.candidate.reasons] == [Mark.LOOK, Mark.LOOK]
