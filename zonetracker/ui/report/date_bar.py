"""When the report was written: one line over its rows, settled with one key; the rows follow in one undoable step."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from zonetracker.model.bookkeeping import Changed
from zonetracker.model.changes import Redating
from zonetracker.model.facts import Report, ReportHead
from zonetracker.model.reports.frame import Written, written_text
from zonetracker.services.importing import read_again
from zonetracker.support.i18n import tr
from zonetracker.ui.parts.desk import Desk
from zonetracker.ui.parts.dialogs import ShortLabel
from zonetracker.ui.parts.unsaved.waiting import TypedText
from zonetracker.ui.report.conflicts import settle_conflicts
from zonetracker.words.framing import clue_words, frame_words, read_written, written_word

_OTHERS_SHOWN = 2


class DateBar(QWidget):
    """Says when the report was written and why; `settled` gives the date that the clerk takes, `asked` that he wants to
    type one.
    """

    settled = Signal(object)
    asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.label = ShortLabel()
        self.yes = QPushButton(tr("对 F4"))
        self.yes.clicked.connect(lambda: self.answer())
        self.other = QPushButton()
        self.other.setProperty("flat", True)
        self.other.clicked.connect(lambda: self.asked.emit())
        self.row = QHBoxLayout(self)
        self.row.addWidget(self.label, 1)
        self.row.addWidget(self.yes)
        self.row.addWidget(self.other)
        self._others: list[QPushButton] = []
        self._proposed: Written | None = None
        self._low = self._lowest = self._open = self._known = False

    def give_way(self, low: bool, lowest: bool) -> None:
        """In a low window there is no air around it; in the lowest it is away unless it asks something."""
        if (low, lowest) != (self._low, self._lowest):
            self._low, self._lowest = low, lowest
            self._dress(self._open)

    def show_report(self, report: ReportHead | None, *, writable: bool) -> None:
        """Show what is known of a report's date; where it is not certain, what it may be."""
        self._known = report is not None
        self._clear()
        if report is None:
            self.label.setText("")
            self.hide()
            return
        frame = report.frame
        open_still = frame is not None and not frame.certain and report.written is None
        self._proposed = frame.proposed if frame is not None and open_still else None
        said = frame_words(frame) if frame is not None else ""
        unknown = tr("这份报告没有写明成文日期，请填写年份") if open_still else tr("这份报告：导入时没有记下成文日期")
        self.label.setText(tr("这份报告：{said}", said=said) if said else unknown)
        self.yes.setVisible(self._proposed is not None)
        self.other.setText(self._other_words(report, open_still))
        if frame is not None and self._proposed is not None:
            for clue in frame.others[:_OTHERS_SHOWN]:
                self._offer((clue.year, clue.month), clue_words(clue))
        for button in (self.yes, self.other, *self._others):
            button.setEnabled(writable)
        self._dress(open_still)

    def answer(self) -> None:
        """F4: what is proposed holds; where nothing is to be confirmed, another date is wanted."""
        if not self._known or not self.other.isEnabled():
            return
        if self._proposed is not None:
            self.settled.emit(self._proposed)
        else:
            self.asked.emit()

    def _other_words(self, report: ReportHead, open_still: bool) -> str:
        if self._proposed is not None:
            return tr("另填… Shift+F4")
        return tr("填写… F4") if open_still or report.frame is None else tr("改… F4")

    def _offer(self, written: Written, why: str) -> None:
        button = QPushButton(written_word(written))
        button.setToolTip(why)
        button.clicked.connect(partial(self.settled.emit, written))
        self.row.insertWidget(self.row.count() - 1, button)
        self._others.append(button)

    def _clear(self) -> None:
        for button in self._others:
            self.row.removeWidget(button)
            button.deleteLater()
        self._others = []
        self._proposed = None

    def _dress(self, open_still: bool) -> None:
        """A bar where something is to be answered, else a quiet line."""
        self._open = open_still
        self.setVisible(self._known and (open_still or not self._lowest))
        self.setObjectName("messageBar" if open_still else "")
        self.setProperty("tone", "look" if open_still else "")
        self.label.setProperty("tone", "" if open_still else "muted")
        air = (14, 0, 2, 0) if self._low else (14, 5, 8, 5)
        self.row.setContentsMargins(*(air if open_still else (0, 0, 0, 0)))
        for widget in (self, self.label):
            widget.style().unpolish(widget)
            widget.style().polish(widget)


def ask_date(desk: Desk, report: Report) -> None:
    """Let the clerk type when the report was written, and settle that."""

    def check(text: str) -> str:
        return "" if read_written(text) else tr("“{text}”不是年份或年月，请写成 2023 或 2023-01。", text=text)

    def take(text: str) -> None:
        written = read_written(text)
        if written is not None:
            settle_date(desk, report, written)

    known = report.written or (report.frame.proposed if report.frame else None)
    start = "" if known is None else written_text(known)
    desk.ask.text(tr("这份报告的成文日期"), tr("年份或年月，如 2023、2023-01"), take, start, check)


def settle_date(desk: Desk, report: Report, written: Written) -> None:
    """Read the report again as written then, and let its rows follow."""
    original, learned = desk.ledger.original(report.id), desk.ledger.learned_names()

    def decide(redating: Redating) -> None:
        if all(head.id != report.id for head in desk.ledger.reports()):
            return
        plan = desk.ledger.would_date(report.id, redating)
        kept = tr("另有 {count} 行确认后由人改过，不动。", count=len(plan.kept)) if plan.kept else ""
        if not plan.confirmed:
            _write(desk, report, redating, False, kept)
            return
        desk.ask.choose(
            tr("已确认的 {count} 行，也按{date}成文来改吗？", count=len(plan.confirmed), date=written_word(written)),
            [tr("一起改"), tr("只改没确认的")],
            lambda answer: _write(desk, report, redating, answer == 0, kept),
            "\n".join([tr("一起改：它们在目标、实绩、事项里的数字也移到新的年度。"), *([kept] if kept else [])]),
        )

    desk.run(read_again(report, original, written, learned), tr("正在重新读取“{name}”", name=report.name), decide)


def _write(desk: Desk, report: Report, redating: Redating, confirmed: bool, kept: str) -> None:
    wanted = replace(redating, confirmed=confirmed)

    def follow(changed: Changed) -> None:
        if redating.year is not None and redating.year != report.year:
            desk.choose_period(redating.year, desk.month)
        date = written_word(redating.written)
        desk.tell(tr("已定为{date}成文，各行的年度随之改好，可用 Ctrl+Z 一步撤销。", date=date) + kept)
        if changed.conflicts:
            settle_conflicts(desk, changed.conflicts, lambda: None)

    with desk.typing(TypedText(tr("“{name}”的成文日期", name=report.name), written_word(redating.written))):
        changed = desk.enter(lambda reason: desk.ledger.date_report(report.id, wanted, reason), follow)
    if changed is not None and not changed.asked:
        follow(changed)
