"""The page picture beside the text of a scan: which page, how large, and what stands there where it can't be had."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from zonetracker.model.facts import Report, Span
from zonetracker.model.reports.layout import PagePrints, PrintBox
from zonetracker.support.i18n import tr
from zonetracker.ui.parts.desk import Desk
from zonetracker.ui.parts.dialogs import ShortLabel, plain_label
from zonetracker.ui.parts.icons import icon
from zonetracker.ui.parts.tasks import ProgressLine
from zonetracker.ui.report.pictures.cut_out import CutOut
from zonetracker.ui.report.pictures.fetching import PagePictures
from zonetracker.ui.report.pictures.page_view import STEP, ScanPageView
from zonetracker.words.wording import one_line

_SAID = 40


class PagePane(QWidget):
    """Shows the page on which a figure stands, and marks it. `place_clicked` gives the character that was clicked."""

    place_clicked = Signal(int)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.report: Report | None = None
        self.marked: dict[int, list[PrintBox]] = {}
        self._at = 0
        self._span = Span(0, 0)
        self._troubles: dict[int, str] = {}
        self.view = ScanPageView()
        self.view.place_clicked.connect(self.place_clicked)
        self.view.turned.connect(self.turn)
        self.line = ProgressLine()
        self.line.label.hide()  # its words would make a narrow pane wider
        self.line.bar.setAccessibleName(tr("正在取出原页图片"))
        self.line.bar.setMinimumWidth(20)
        self.pictures = PagePictures(desk, self.line, self)
        self.pictures.came.connect(lambda _: self._show())
        self.pictures.failed.connect(self._tell)
        self._build_failure()
        self.pile = QStackedWidget()
        self.pile.addWidget(self.view)
        self.pile.addWidget(self.failure)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(self._head())
        layout.addWidget(self.pile, 1)
        layout.addWidget(self.line)

    def _head(self) -> QHBoxLayout:
        self.place = ShortLabel()
        self.before = _flat("previous", tr("上一页"), "Page Up", lambda: self.turn(-1))
        self.after = _flat("next", tr("下一页"), "Page Down", lambda: self.turn(1))
        smaller = _flat("－", tr("缩小"), "Ctrl+-", lambda: self.zoom(-1))
        larger = _flat("＋", tr("放大"), "Ctrl++", lambda: self.zoom(1))
        fitted = _flat(tr("适宽"), tr("与栏同宽"), "Ctrl+0", lambda: self.zoom(0))
        head = QHBoxLayout()
        head.setSpacing(0)
        head.addWidget(self.before)
        head.addWidget(self.place, 1)
        for button in (self.after, smaller, larger, fitted):
            head.addWidget(button)
        return head

    def _build_failure(self) -> None:
        self.failure = QWidget()
        self.sentence = plain_label(wrap=True, tone="trouble")
        self.again = QPushButton(tr("再取一次"))
        self.again.clicked.connect(lambda: self._try_again())
        layout = QVBoxLayout(self.failure)
        layout.addWidget(self.sentence)
        layout.addWidget(self.again)
        layout.addStretch(1)

    # ---- what is shown

    def show_report(self, report: Report | None) -> None:
        """Show the pages of a report; None and a report without pages show nothing."""
        same = self.report is not None and report is not None and self.report.sha256 == report.sha256
        self.report = report
        if not same:
            self._at, self._span, self.marked, self._troubles = 0, Span(0, 0), {}, {}
            self._show()

    def show_place(self, figure: Span, quote: Span) -> None:
        """Show the page of a row and mark its figure there, or its sentence where the figure is on no page."""
        layout = self.report.layout if self.report is not None else None
        if layout is None:
            return
        self._span, self.marked = figure, {}
        for page, box in list(layout.places(figure)) or layout.places(quote):
            self.marked[page.number] = with_box(self.marked.get(page.number, []), box)
        numbers = [page.number for page in layout.pages]
        if self.marked:
            self._at = numbers.index(next(iter(self.marked)))
        self._show()

    def cut_out(self, span: Span) -> CutOut | None:
        """The line of a place, cut out of its page, which is shown here too; None where it stands on no page."""
        self.show_place(span, span)
        report, page = self.report, self.page()
        if report is None or page is None or not self.marked:
            return None
        return CutOut(self.pictures, report, page, self.marked[page.number])

    def show_nothing(self) -> None:
        """No row is chosen: nothing is marked."""
        self.marked = {}
        self._show()

    def turn(self, pages: int) -> None:
        """So many pages on."""
        there = self._pages()
        wanted = min(max(self._at + pages, 0), len(there) - 1)
        if there and wanted != self._at:
            self._at = wanted
            self._show()

    def zoom(self, steps: int) -> None:
        """Larger by so many steps, smaller where they are below 0; 0 fits the width again."""
        self.view.zoom(STEP**steps if steps else 0)

    def page(self) -> PagePrints | None:
        """The page that is shown."""
        there = self._pages()
        return there[self._at] if there else None

    def area(self) -> QWidget:
        """What takes the keyboard here."""
        return self.view if self.pile.currentWidget() is self.view else self.again

    def _pages(self) -> tuple[PagePrints, ...]:
        layout = self.report.layout if self.report is not None else None
        return () if layout is None else layout.pages

    def _show(self) -> None:
        report, page = self.report, self.page()
        if report is None or page is None:
            self.pictures.stop()
            self.view.show_page(None, None, ())
            return
        boxes = self.marked.get(page.number, [])
        picture = self.pictures.picture(report, page)
        self.view.show_page(page, picture, boxes)
        trouble = self._troubles.get(page.number, "") if picture is None else ""
        self._pile(trouble)
        if trouble:
            self.pictures.stop()
        elif self.isVisible():
            self.pictures.want(report, page)
        self._say(page, bool(boxes))

    def _pile(self, trouble: str) -> None:
        """The page, or why there is none; the keyboard stays here where it was here."""
        held = self.area().hasFocus()
        self.sentence.setText(trouble)
        self.pile.setCurrentWidget(self.failure if trouble else self.view)
        if held:
            self.area().setFocus()

    def _say(self, page: PagePrints, marked: bool) -> None:
        there = self._pages()
        words = tr("第{number}页，共{all}页", number=self._at + 1, all=len(there))
        self.place.setText(tr("{number}/{all}页", number=self._at + 1, all=len(there)))
        self.before.setEnabled(self._at > 0)
        self.after.setEnabled(self._at + 1 < len(there))
        said = one_line(self.report.text[self._span.start : self._span.end])[:_SAID] if self.report and marked else ""
        self.view.setAccessibleDescription(tr("{words}，框出“{said}”", words=words, said=said) if said else words)

    def _tell(self, number: int, sentence: str) -> None:
        self._troubles[number] = sentence
        self._show()

    def _try_again(self) -> None:
        self._troubles.clear()
        self._show()

    def showEvent(self, event: QShowEvent) -> None:
        """Qt: what is seen is fetched."""
        super().showEvent(event)
        self._show()

    def hideEvent(self, event: QHideEvent) -> None:
        """Qt: and nothing that is not."""
        super().hideEvent(event)
        self.pictures.stop()


def with_box(boxes: list[PrintBox], box: PrintBox) -> list[PrintBox]:
    """Boxes with another one, which goes on with the last where it stands on its line."""
    last = boxes[-1] if boxes else box
    middle = box.top + box.height // 2
    if not boxes or not last.top <= middle <= last.top + last.height:
        return [*boxes, box]
    left, top = min(last.left, box.left), min(last.top, box.top)
    right = max(last.left + last.width, box.left + box.width)
    bottom = max(last.top + last.height, box.top + box.height)
    return [*boxes[:-1], PrintBox(left, top, right - left, bottom - top)]


def _flat(text: str, name: str, key: str, slot: Callable[[], object]) -> QPushButton:
    drawn = text in ("previous", "next")
    button = QPushButton(icon(text, "accent"), "") if drawn else QPushButton(text)
    button.setProperty("flat", True)
    button.setAccessibleName(name)
    button.setToolTip(tr("{name}（{key}）", name=name, key=key))
    button.clicked.connect(lambda: slot())
    return button
