"""The text of one report beside its rows: where a clerk says of each row whether it holds, and sets it right."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QPushButton, QSplitter, QVBoxLayout, QWidget

from zonetracker.model.bookkeeping import Changed
from zonetracker.model.changes import RowChange
from zonetracker.model.facts import JUDGED, PENDING, FactType, Kind, Mark, Report
from zonetracker.model.reports.frame import Written
from zonetracker.services.explaining import Explanation, explain_report, row_lines
from zonetracker.services.review import (
    MarkedRow,
    Marking,
    doubtful_letters,
    name_key,
    next_open,
    sure_rows,
)
from zonetracker.support.errors import Refusal
from zonetracker.support.i18n import tr
from zonetracker.ui.parts.desk import Desk
from zonetracker.ui.parts.table.menu import TableCommand, history_command
from zonetracker.ui.parts.table.model import GroupHeading, RecordTableModel
from zonetracker.ui.parts.table.view import RecordTable
from zonetracker.ui.report.bars import AlikeBar, FindBar
from zonetracker.ui.report.columns import review_columns
from zonetracker.ui.report.conflicts import settle_conflicts
from zonetracker.ui.report.foot import RowFoot
from zonetracker.ui.report.pictures.original import OriginalSide
from zonetracker.ui.report.row_detail import RowDetail
from zonetracker.ui.report.row_form import RowForm, proposed

Kinds = frozenset[tuple[Kind, FactType]]
_FEW = 200
_NARROW = 36
"""A board so few heights of a letter across gives the text a quarter only."""
_SPLITS = {
    (False, False): ("report_split", [400, 800]),
    (True, False): ("report_split_narrow", [100, 300]),
    (False, True): ("report_split_picture", [600, 600]),
    (True, True): ("report_split_picture_narrow", [160, 240]),
}
"""Where the width of both sides is kept, and what it is at first: in a board that is narrow or not, with a page picture
or without.
"""
_SEEN_IF_FILLED = ("deadline", "responsible", "other", "confidence")
"""Columns that stand only where a row has something in them."""


class ReviewBoard(QSplitter):
    """Left the text, right the rows. `counted` tells when the counts may be new; `all_wanted` when a row that the
    filter hides is to be shown; `pictured` when a page picture may be here or gone.
    """

    counted = Signal()
    all_wanted = Signal()
    pictured = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.desk = desk
        self.report: Report | None = None
        self.marked: list[MarkedRow] = []
        self.filter: frozenset[Mark] | None = None
        self.filter_word = ""
        self.kinds: Kinds | None = None
        self._shown_report: int | None = None
        self._written: Written | None = None
        self._explanation: Explanation | None = None
        self._marking = Marking(desk.ledger)
        self._places: dict[int, int] = {}
        self._pending = 0
        self._build_left()
        self._build_right()
        self.setHandleWidth(8)
        self.setChildrenCollapsible(False)
        self.setStretchFactor(0, 1)
        self.setStretchFactor(1, 2)
        self._form = (False, False)
        self._split()
        desk.reverted.connect(self._go_to_reverted)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: where a board becomes narrow or wide again, the sides are as they were when it last was so."""
        self._arrange(narrow=self.width() < _NARROW * self.fontMetrics().height())
        super().resizeEvent(event)

    def _arrange(self, *, narrow: bool) -> None:
        if narrow is not self.original.narrow:
            self.original.arrange(narrow=narrow)
        form = (narrow, self.original.pictured)
        if form != self._form:
            self._keep_split()
            self._form = form
            self._split()
        self.pictured.emit()

    def toggle_picture(self) -> None:
        """F7: the page picture of a scan comes, or goes."""
        if self.original.has_pages:
            self.original.keep_widths()
            self.original.want_picture(not self.original.pictured)
            self._arrange(narrow=self.original.narrow)

    def _split(self) -> None:
        key, first = _SPLITS[self._form]
        kept = self.desk.settings.value(key)
        self.setSizes(kept if isinstance(kept, list) and len(kept) == 2 else first)

    def _keep_split(self) -> None:
        if self.isVisible():
            self.desk.settings.keep(_SPLITS[self._form][0], self.sizes())
            self.original.keep_widths()

    # ---- building

    def _build_left(self) -> None:
        self.original = OriginalSide(self.desk)
        self.original.place_clicked.connect(self._choose_at)
        self.source = self.original.source
        self.model = RecordTableModel(review_columns(self._keep, self._refuse), key=lambda row: row.id)
        self.table = RecordTable(self.model, desk=self.desk)
        self.table.current.connect(self._show_current)
        self.table.entered.connect(lambda _: self.confirm_chosen())
        self.table.removed.connect(lambda _: self.reject_chosen())
        self.table.key_slots[Qt.Key.Key_Space] = self.skip_chosen
        self.table.commands = [
            TableCommand(tr("确认"), self.confirm_chosen, "Enter", self._may_write),
            TableCommand(tr("稍后"), self.skip_chosen, tr("空格"), self._may_write),
            TableCommand(tr("不采用"), self.reject_chosen, "Del", self._may_write),
            history_command(self.desk, "review_row", lambda: getattr(self.table.record(), "id", None)),
            TableCommand(tr("来自哪里：看原文"), self._bring_back),
        ]
        self.table.setAccessibleName(tr("取出的行"))
        self.addWidget(self.original)

    def _build_right(self) -> None:
        self.detail = RowDetail()
        self.detail.renamed.connect(self._rename)
        self.detail.followed.connect(self.desk.go)
        self.detail.how_wanted.connect(self._explain)
        self.alike = AlikeBar()
        self.alike.wanted.connect(self._change_alike)
        self.find_bar = FindBar()
        self.find_bar.next_wanted.connect(self.find_words)
        self.find_bar.closed.connect(self.table.setFocus)
        self.accept = _small_button(tr("确认 Enter"), self.confirm_chosen)
        self.skip = _small_button(tr("稍后 空格"), self.skip_chosen)
        self.reject = _small_button(tr("不采用 Del"), self.reject_chosen)
        self.add_row = _small_button(tr("新增行 Ctrl+R"), self.new_row)
        why = _small_button(tr("这一行的全部说明 F8"), self.detail.open_box)
        self.foot = RowFoot(self.detail, (self.accept, self.skip, self.reject, self.add_row), why)
        holder = QWidget()
        right = QVBoxLayout(holder)
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(6)
        right.addWidget(self.find_bar)
        right.addWidget(self.alike)
        right.addWidget(self.table, 1)
        right.addWidget(self.foot)
        self.addWidget(holder)

    def be_low(self, low: bool) -> None:
        """In a low window the table gets the room: rows stand close, reason and buttons share one line."""
        self.table.set_dense(low)
        self.foot.be_low(low)

    # ---- showing

    def show_report(self, report: Report | None) -> None:
        """Show a report's rows as they stand."""
        writable = not self.desk.ledger.read_only
        for button in (self.accept, self.skip, self.reject, self.add_row):
            button.setEnabled(writable)
        self.model.read_only = not writable
        self.report = report
        if report is None:
            self.marked, self._shown_report = [], None
            self._show_original()
            self.model.show_records([])
            return
        self._show_text(report)
        for key in _SEEN_IF_FILLED:
            text = self.model.columns[self.model.column_of(key)].text
            self.table.hide_field(key, not any(text(one) for one in self.marked))
        self._pending = sum(one.mark in PENDING for one in self.marked)
        self._places = {one.id: place for place, one in enumerate(self.marked, 1)}
        self.counted.emit()
        here = self.table.record()
        self._show_table()
        candidates = [(row.row.candidate, row.mark) for row in self.marked]
        self.source.show_marks(
            [(one.span, mark) for one, mark in candidates], [one.quote_span for one, _ in candidates]
        )
        self._resume(report.id, here)

    def show_only(self, marks: frozenset[Mark] | None, kinds: Kinds | None = None, word: str = "") -> None:
        """Show only rows with these marks and of these kinds, which `word` says; None for all."""
        self.filter, self.kinds, self.filter_word = marks, kinds, word
        self.show_report(self.report)

    def show_row(self, row_id: int) -> None:
        """Go to a row, also where the filter hides it."""
        if not self.table.go_to(row_id):
            self.all_wanted.emit()
            self.table.go_to(row_id)

    def keep_place(self) -> None:
        """Remember the row for the next time."""
        record = self.table.record()
        self._keep_split()
        if self.report is not None and record is not None:
            self.desk.settings.keep(self._place_key(self.report.id), record.id)

    def showEvent(self, event: QShowEvent) -> None:
        """Qt: only now is it known where things lie."""
        super().showEvent(event)
        QTimer.singleShot(0, self, self._bring_back)

    def _bring_back(self) -> None:
        record = self.table.record()
        if record is not None:
            self.table.scrollTo(self.table.currentIndex(), RecordTable.ScrollHint.PositionAtCenter)
            self.table.horizontalScrollBar().setValue(0)
            self.source.bring_into_view(record.row.candidate.span)

    def _go_to_reverted(self, changed: Changed) -> None:
        """An undo is seen where it happened."""
        touched = set(changed.ids.get("review_row", ()))
        here = self.table.record()
        if not self.isVisible() or not touched or len(touched) >= _FEW or (here is not None and here.id in touched):
            return
        first = next((row.id for row in self.marked if row.id in touched), None)
        if first is not None:
            self.table.go_to(first)

    def _show_text(self, report: Report) -> None:
        if (report.id, report.written) != (self._shown_report, self._written):
            self._written, self._explanation = report.written, None
        if report.id != self._shown_report:
            self._shown_report = report.id
            self._marking = Marking(self.desk.ledger)
            self.marked = self._marking.rows(report.id)
            self.source.show_text(report.text, {row.row.candidate.section for row in self.marked})
            self._show_original()
        else:
            self.marked = self._marking.rows(report.id)

    def _show_original(self) -> None:
        self.original.show_report(self.report)
        self._arrange(narrow=self.original.narrow)

    def _show_table(self) -> None:
        items: list[object] = []
        section = ""
        for row in self.marked:
            if not self._wanted(row):
                continue
            if row.row.candidate.section != section:
                section = row.row.candidate.section
                items.append(GroupHeading(" ".join(section.split()) or tr("（无标题）")))
            items.append(row)
        self.model.show_records(items, anew=False)

    def _wanted(self, row: MarkedRow) -> bool:
        candidate = row.row.candidate
        if self.kinds is not None and (candidate.kind, candidate.type) not in self.kinds:
            return False
        return self.filter is None or row.mark in self.filter

    def _resume(self, report_id: int, here: MarkedRow | None) -> None:
        kept = self.desk.settings.value(self._place_key(report_id))
        wanted = here.id if here is not None and here.id in self._places else kept
        if not isinstance(wanted, int) or not self.table.go_to(wanted):
            start = next_open(self.marked, None) or (self.marked[0].id if self.marked else None)
            if start is None or not self.table.go_to(start):
                first = next((row for row in self.model.records()), None)
                if first is not None:
                    self.table.go_to(first.id)
        self._show_current(self.table.record())

    def _place_key(self, report_id: int) -> str:
        return f"review:{self.desk.ledger.path}:{report_id}"

    # ---- the row one is on

    def _show_current(self, row: MarkedRow | None) -> None:
        self._show_detail(row)
        if row is None:
            self.original.show_nothing()
        else:
            self.original.show_row(row.row.candidate.quote_span, row.row.candidate.span)
        self._show_count(row)

    def _show_detail(self, row: MarkedRow | None) -> None:
        known = self._explanation
        how = row_lines(known, row.row.candidate.span) if row is not None and known is not None else None
        doubtful = (
            doubtful_letters(self.report, row.row.candidate.quote_span) if row is not None and self.report else []
        )
        self.detail.show_row(self.desk.ledger, row, how, self._whole_of(row), doubtful)

    def _whole_of(self, row: MarkedRow | None) -> str:
        """The name of what a row is a part of."""
        parent = row.row.candidate.parent if row is not None else None
        wholes = (one.row.candidate for one in self.marked if parent is not None)
        return next((whole.name for whole in wholes if whole.id == parent), "")

    def _explain(self) -> None:
        """How the rows of this report were read, once for all of them."""
        report = self._shown_report
        if report is None:
            return

        def show(explanation: Explanation) -> None:
            if report == self._shown_report:
                self._explanation = explanation
                self._show_detail(self.table.record())
                self.detail.open_box()

        self.desk.run(explain_report(self.desk.ledger, report), tr("正在看这些行是怎样读出的"), show)

    def _show_count(self, row: MarkedRow | None) -> None:
        at = self._places.get(row.id, 0) if row is not None else 0
        words = {"all": len(self.marked), "pending": self._pending}
        self.foot.place.setText(tr("第 {at} 行，共 {all} 行 · {pending} 行待看", at=at, **words))

    def _choose_at(self, place: int) -> None:
        def distance(row: MarkedRow) -> tuple[int, int]:
            span, quote = row.row.candidate.span, row.row.candidate.quote_span
            inside = span.start <= place <= span.end
            near = max(span.start - place, place - span.end, 0)
            return (0 if inside else 1 if quote.start <= place <= quote.end else 2, near)

        nearest = min(self.marked, key=distance, default=None)
        if nearest is None or distance(nearest)[0] == 2:
            return
        self.show_row(nearest.id)

    # ---- judging

    def confirm_chosen(self) -> None:
        """Enter: what is chosen holds; on to the next that needs a look."""
        chosen = [row.id for row in self.table.chosen() if row.mark is not Mark.CONFIRMED]
        self._confirm(chosen, go_on=True)

    def confirm_sure(self) -> None:
        """Ctrl+Enter: all sure rows at once."""
        rows = sure_rows(self.marked)
        if rows:
            self._confirm(rows, go_on=False)

    def _confirm(self, rows: list[int], *, go_on: bool) -> None:
        here, ledger = self._here(), self.desk.ledger
        if not rows:
            self._go_on(here)
            return
        if not self._writable():
            return

        def follow(changed: Changed) -> None:
            stopped = [one.row_id for one in changed.asked if one.stopped]
            if changed.conflicts:
                self._tell_conflicts(len(rows) - len(stopped), len(changed.conflicts))
                settle_conflicts(self.desk, changed.conflicts, lambda: self._go_on(here) if go_on else None)
            elif stopped:
                self.table.go_to(stopped[0])
            elif go_on:
                self._go_on(here)
            else:
                self.desk.tell(tr("已确认 {count} 行，可用 Ctrl+Z 一步撤销。", count=len(rows)))

        changed = self.desk.enter(lambda reason: ledger.confirm_rows(rows, reason=reason), follow)
        if changed is not None and not changed.waits:
            follow(changed)

    def _tell_conflicts(self, asked: int, open_still: int) -> None:
        if asked > 1:
            done = asked - open_still
            self.desk.tell(
                tr("已确认 {done} 行；{open} 行与台账里的数字不同，选定之前不确认。", done=done, open=open_still),
                "look",
            )

    def skip_chosen(self) -> None:
        """Space: later."""
        here = self._here()
        rows = [row.id for row in self.table.chosen() if row.mark is not Mark.SKIPPED]
        if rows and self._writable():
            self.desk.carry_out(lambda reason: self.desk.ledger.skip_rows(rows, reason), lambda _: self._go_on(here))

    def reject_chosen(self) -> None:
        """Del: it does not hold."""
        here = self._here()
        rows = [row.id for row in self.table.chosen() if row.mark is not Mark.REJECTED]
        if rows and self._writable():
            self.desk.carry_out(lambda reason: self.desk.ledger.reject_rows(rows, reason), lambda _: self._go_on(here))

    def _here(self) -> int | None:
        chosen = self.table.chosen()
        return chosen[-1].id if chosen else None

    def _go_on(self, here: int | None) -> None:
        following = next_open(self.marked, here, self._wanted)
        if following is None:
            self.desk.tell(self._end_words())
            return
        if not any(one.mark in PENDING for one in self.marked if self._wanted(one)):
            sure = len(sure_rows(self.marked))
            self.desk.tell(tr("没有待看的行了；还有 {count} 行可信的，可按 Ctrl+Enter 一次确认。", count=sure))
        self.show_row(following)
        self.table.setFocus()

    def _end_words(self) -> str:
        """What is shown is judged, but perhaps for the row one is on: what is left there, or behind the filter."""
        sure = len(sure_rows(self.marked))
        if not self._pending and not sure:
            return tr("全部核对完了。")
        left = [tr("{count} 行待看", count=self._pending)] if self._pending else []
        left += [tr("{count} 行可信（Ctrl+Enter 一次确认）", count=sure)] if sure else []
        if any(one.mark not in JUDGED and self._wanted(one) for one in self.marked):
            return tr("别的行都核对完了；还有{left}。", left="、".join(left))
        words = {"filter": self.filter_word, "left": "、".join(left)}
        return tr("“{filter}”核对完了；全部的行里还有{left}。", **words)

    def _may_write(self) -> bool:
        return not self.desk.ledger.read_only

    def _writable(self) -> bool:
        if self.desk.ledger.read_only:
            self.desk.tell(tr("工作簿现在只读，不能修改。"), "trouble")
            return False
        return True

    # ---- correcting

    def _keep(self, row: MarkedRow, wanted: RowChange) -> bool:
        change = wanted.beyond(row.row.candidate)
        if not change.said:
            return False
        if self.desk.enter(lambda reason: self.desk.ledger.edit_row(row.id, change, reason)) is None:
            return False
        self.alike.offer([one.row for one in self.marked], row.row, change)
        return True

    def _rename(self, name: str) -> None:
        record = self.table.record()
        if record is not None and self._keep(record, RowChange(name=name)):
            self.table.setFocus()

    def _change_alike(self, rows: list[int], change: RowChange) -> None:
        if self.desk.enter(lambda reason: self.desk.ledger.edit_rows(rows, change, reason)) is not None:
            self.desk.tell(tr("另外 {count} 行也改好了，可用 Ctrl+Z 一步撤销。", count=len(rows)))

    def _refuse(self, refusal: Refusal) -> None:
        self.desk.tell(str(refusal), "trouble")

    def new_row(self) -> None:
        """Ctrl+R: the selected text becomes a row."""
        span = self.source.selected()
        if self.report is None or not self._writable():
            return
        if span is None:
            self.desk.tell(tr("请先在左边原文里选中这一项的文字，再按 Ctrl+R。"), "look")
            return
        report = self.report
        before = [row.row.candidate for row in self.marked if row.row.candidate.span.start <= span.start]
        start = proposed(report, span, before[-1] if before else None)
        form = RowForm(self.window(), start, self.original.pane.cut_out(start.span))

        def go(changed: Changed) -> None:
            self.show_row(changed.ids["review_row"][0])
            self.table.setFocus()

        ledger = self.desk.ledger
        self.desk.fill(form, form.candidate, lambda candidate, _: ledger.add_row(report.id, candidate), go)

    # ---- finding

    def find_words(self, words: str, back: bool) -> None:
        """The next row with these words in its name, else the next place in the text."""
        if not words:
            return
        key = name_key(words)
        rows = self.model.records()
        here = self.table.record()
        at = next((n for n, row in enumerate(rows) if here is not None and row.id == here.id), -1)
        order = [*rows[at + 1 :], *rows[: at + 1]] if not back else [*rows[:at][::-1], *rows[at:][::-1]]
        found = next((row for row in order if key in name_key(row.row.candidate.name)), None)
        if found is not None:
            self.table.go_to(found.id)
        elif not self.source.search(words, back=back):
            self.desk.tell(tr("没有找到“{words}”。", words=words), "look")


def _small_button(text: str, slot: Callable[[], None]) -> QPushButton:
    button = QPushButton(text)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    button.clicked.connect(lambda: slot())
    return button
