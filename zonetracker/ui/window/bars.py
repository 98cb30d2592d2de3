"""Parts of the window's frame: the bar with zone and period, the one-sentence bar above a page, the help."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from zonetracker.model.quarters import QUARTER_ENDS, PeriodView
from zonetracker.support.i18n import tr
from zonetracker.ui.parts.dialogs import CANCEL_KEY, ShortLabel, lettered, plain_label, room_for
from zonetracker.ui.parts.icons import IconView, icon
from zonetracker.ui.window.pages import PageEntry
from zonetracker.words.wording import quarter_word, single_quarter_word

_EDGE, _AIR = 12, 4
_RAIL, _RAIL_ITEM = 112, 40
_RAIL_ROOM, _RAIL_EDGES = 54, 20
"""What of the rail is not words and drawings: sideways in each line, up and down around all of them."""
_INFO_MS = 6000
_SIGNS = {"trouble": ("sign-cross", "fails"), "look": ("sign-bang", "look")}


class PeriodBar(QWidget):
    """The zone's name, and the year and month that every page follows, a quarter's end also as such or alone."""

    chosen = Signal(int, int, object)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("topBar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.zone = plain_label(name="zoneName")
        self.file = ShortLabel(tone="muted")
        self.year = QSpinBox()
        self.year.setRange(1990, 2099)
        self.year.setSuffix(tr(" 年"))
        self.year.setKeyboardTracking(False)
        self.year.setButtonSymbols(QSpinBox.ButtonSymbols.NoButtons)
        self.year.setMinimumWidth(92)
        self.month = QComboBox()
        for month in range(1, 13):
            words = tr("1月") if month == 1 else tr("1—{month}月", month=month)
            self.month.addItem(words, (month, PeriodView.MONTH))
        for month in QUARTER_ENDS:
            self.month.addItem(quarter_word(month), (month, PeriodView.QUARTER))
        for month in QUARTER_ENDS:
            words = tr("{quarter}（当季）", quarter=single_quarter_word(month))
            self.month.addItem(words, (month, PeriodView.SINGLE))
        self.month.setMaxVisibleItems(self.month.count())
        self.month.setMinimumWidth(104)
        self.before = _step_button("previous", tr("上个月 (Alt+←)"))
        self.after = _step_button("next", tr("下个月 (Alt+→)"))
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 9, 20, 9)
        row.setSpacing(8)
        row.addWidget(self.zone)
        row.addSpacing(6)
        row.addWidget(self.file)
        row.addStretch()
        self.word = plain_label(tr("期间"), tone="muted")
        row.addWidget(self.word)
        for part in (self.before, self.year, self.month, self.after):
            row.addWidget(part)
        self.year.valueChanged.connect(self._tell)
        self.month.currentIndexChanged.connect(self._tell)
        self.before.clicked.connect(lambda: self.step(-1))
        self.after.clicked.connect(lambda: self.step(1))

    def free_width(self) -> int:
        """How much of the bar lies before year and month."""
        return self.word.x()

    def show_period(self, year: int, month: int, view: PeriodView) -> None:
        """Show without telling."""
        for part in (self.year, self.month):
            part.blockSignals(True)
        self.year.setValue(year)
        self.month.setCurrentIndex(self._place(month, view))
        for part in (self.year, self.month):
            part.blockSignals(False)

    def _place(self, month: int, view: PeriodView) -> int:
        """Where a month, or a quarter, stands in the list."""
        of_quarters = {PeriodView.QUARTER: 12, PeriodView.SINGLE: 12 + len(QUARTER_ENDS)}
        return month - 1 if view is PeriodView.MONTH else of_quarters[view] + QUARTER_ENDS.index(month)

    def step(self, steps: int) -> None:
        """Go on or back by months, of quarters by quarters, over the turn of the year."""
        month, view = self.month.currentData()
        place = self.year.value() * 12 + month - 1 + steps * (1 if view is PeriodView.MONTH else 3)
        self.show_period(place // 12, place % 12 + 1, view)
        self._tell()

    def turn(self) -> None:
        """From the month to the quarter that holds it, to that alone, and back."""
        month, view = self.month.currentData()
        views = tuple(PeriodView)
        after = views[(views.index(view) + 1) % len(views)]
        end = month if after is PeriodView.MONTH else -(-month // 3) * 3
        self.show_period(self.year.value(), end, after)
        self._tell()

    def _tell(self) -> None:
        self.chosen.emit(self.year.value(), *self.month.currentData())


def _step_button(name: str, tip: str) -> QPushButton:
    button = QPushButton(icon(name, "accent"), "")
    button.setProperty("flat", True)
    button.setToolTip(tip)
    button.setAccessibleName(tip)
    button.setFixedWidth(28)
    return button


class Rail(QListWidget):
    """The pages at the left: as wide as their words, lower where the window is low, so that all are seen."""

    def __init__(self, entries: Sequence[PageEntry]) -> None:
        super().__init__()
        self.setObjectName("rail")
        for number, entry in enumerate(entries, 1):
            item = QListWidgetItem(icon(entry.key, chosen="on_accent"), entry.title, self)
            item.setToolTip(f"Ctrl+{number}")
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(tr("页面"))
        self._share()

    def _share(self) -> None:
        line = self.fontMetrics().height()
        drawing = max(18, line)
        self.setIconSize(QSize(drawing, drawing))
        widest = max(self.fontMetrics().horizontalAdvance(self.item(row).text()) for row in range(self.count()))
        self.setFixedWidth(max(_RAIL, widest + drawing + _RAIL_ROOM))
        room = (self.height() - _RAIL_EDGES) // max(1, self.count())
        high = max(line + 6, min(_RAIL_ITEM + max(0, line - 20), room))
        for row in range(self.count()):
            self.item(row).setSizeHint(QSize(0, high))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: higher or lower."""
        super().resizeEvent(event)
        self._share()

    def changeEvent(self, event: QEvent) -> None:
        """Qt: letters of another size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and self.count():
            self._share()


class MessageBar(QWidget):
    """One sentence over the bar with zone and period, so that no page moves: good news goes by itself, the rest stays
    until it is read or something is kept. What is longer than a line lies over the title of the page.
    """

    def __init__(self, over: QWidget, beside: PeriodBar) -> None:
        super().__init__(over)
        self._over, self._beside = over, beside
        over.installEventFilter(self)
        self.setObjectName("messageBar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.sign = IconView()
        self.label = plain_label(wrap=True)
        self.label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.away = QPushButton(tr("知道了"))
        self.away.setProperty("flat", True)
        self.away.clicked.connect(lambda: self._put_away(False))
        self.never = QPushButton(tr("不再提醒"))
        self.never.setProperty("flat", True)
        self.never.clicked.connect(lambda: self._put_away(True))
        self._read: Callable[[bool], object] | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 2, 8, 2)
        row.addWidget(self.sign)
        row.addWidget(self.label, 1)
        row.addWidget(self.never)
        row.addWidget(self.away)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.hide)
        self.hide()

    def say(self, sentence: str, tone: str, read: Callable[[bool], object] | None = None) -> None:
        """Show a sentence; `tone` is "info", "look" or "trouble".

        What is to be said until it was read gives `read`, which hears whether it is never to be said again.
        """
        self._read = read
        self.never.setVisible(read is not None)
        self.label.setText(sentence)
        self.sign.show_icon(icon(*_SIGNS[tone]) if tone in _SIGNS else None)
        self.setProperty("tone", tone)
        self.style().unpolish(self)
        self.style().polish(self)
        self.style().unpolish(self.label)
        self.style().polish(self.label)
        self._lie_down()
        self.show()
        self.raise_()
        self._timer.stop()
        if tone == "info":
            self._timer.start(_INFO_MS)

    def _put_away(self, for_good: bool) -> None:
        if self._read is not None:
            self._read(for_good)
        self.hide()

    def _lie_down(self) -> None:
        over = self._over
        line = self._beside.height() if self._beside.isVisible() else 0
        width = (self._beside.free_width() if line else over.width()) - 2 * _EDGE
        layout = self.layout()
        assert layout is not None
        high = max(layout.heightForWidth(width), line - 2 * _AIR)
        self.setGeometry(_EDGE, _AIR, width, min(high, over.height() - 2 * _AIR))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt: what it lies over has another size."""
        if event.type() is QEvent.Type.Resize and self.isVisible():
            self._lie_down()
        return super().eventFilter(watched, event)

    def settle(self) -> None:
        """Something was kept since: what was told before, of another step, is over."""
        if self.property("tone") != "info":
            self.hide()


class HelpWindow(QDialog):
    """The help of one page as plain text."""

    def __init__(self, parent: QWidget, title: str, text: str) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("帮助：{page}", page=title))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(QSize(620, 460).boundedTo(room_for(self)))
        self.text = QPlainTextEdit(text)
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        close = QPushButton(lettered(tr("关闭"), CANCEL_KEY))
        close.clicked.connect(self.accept)
        row = QHBoxLayout()
        row.addStretch()
        row.addWidget(close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 16, 18, 14)
        layout.addWidget(self.text)
        layout.addLayout(row)
