"""报告: the text of a report beside its rows; the clerk says of each whether it holds."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QPushButton, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from zonetracker.model.bookkeeping import Changed
from zonetracker.model.facts import Report
from zonetracker.services.importing import ReadReport
from zonetracker.services.review import (
    PENDING,
    Mark,
    MarkedRow,
    marked_again,
    marked_rows,
    name_key,
    next_pending,
    sure_rows,
)
from zonetracker.support.errors import Refusal
from zonetracker.support.i18n import tr
from zonetracker.ui.desk import Desk
from zonetracker.ui.dialogs import plain_label
from zonetracker.ui.page import EmptyState, Page
from zonetracker.ui.report_import import ReportImport
from zonetracker.ui.review_bars import AlikeBar, FindBar
from zonetracker.ui.review_columns import Fields, changed_fields, review_columns, with_parents
from zonetracker.ui.review_conflicts import settle_conflicts
from zonetracker.ui.row_detail import RowDetail
from zonetracker.ui.row_form import RowForm, proposed
from zonetracker.ui.source_view import SourceView
from zonetracker.ui.table_view import RecordTable
from zonetracker.ui.tables import Heading, RecordTableModel
from zonetracker.ui.words import mark_word

_FEW = 200
_TABLES = {"report", "review_row", "target", "actual", "indicator", "made"}


class ReportPage(Page):
    """Import and review. `show_item` takes a list of paths, a pasted text, or the id of a row to go to."""

    key = "report"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, tr("报告"))
        self.report: Report | None = None
        self.marked: list[MarkedRow] = []
        self._shown_report: int | None = None
        self._names: dict[str, str] = {}
        self.imports = ReportImport(desk, self._show_new)
        self._build_head()
        self._build_middle()
        self._build_empty()
        desk.reverted.connect(self._go_to_reverted)

    # ---- building

    def _build_head(self) -> None:
        self.reports = QComboBox()
        self.reports.setMinimumWidth(110)
        self.reports.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.reports.setMinimumContentsLength(18)
        self.reports.setMaximumWidth(340)
        self.reports.setAccessibleName(tr("选择报告"))
        self.reports.activated.connect(lambda _: self._choose_report(self.reports.currentData()))
        self.shown = QComboBox()
        for word, marks in (
            (tr("全部的行"), None),
            (tr("只看待看的"), PENDING),
            (tr("只看已确认的"), frozenset({Mark.CONFIRMED})),
            (tr("只看不采用的"), frozenset({Mark.REJECTED})),
        ):
            self.shown.addItem(word, marks)
        self.shown.setAccessibleName(tr("显示哪些行"))
        self.shown.currentIndexChanged.connect(lambda _: self._show_rows())
        self.buttons.addWidget(self.reports)
        self.buttons.addWidget(self.shown)
        self.remove = self.add_button(tr("移除报告"), self._ask_remove, flat=True)
        self.sure = self.add_button(tr("确认全部可信"), self.confirm_sure, tip=tr("Ctrl+Enter"))
        self.importing = self.add_button(tr("导入报告…"), self._ask_import, main=True, tip=tr("Ctrl+I"))

    def _build_middle(self) -> None:
        self.source = SourceView()
        self.source.place_clicked.connect(self._choose_at)
        columns = with_parents(review_columns(self._keep, self._refuse), self._names)
        self.model = RecordTableModel(columns, key=lambda row: row.id)
        self.table = RecordTable(self.model)
        self.table.current.connect(self._show_current)
        self.table.entered.connect(lambda _: self.confirm_chosen())
        self.table.removed.connect(lambda _: self.reject_chosen())
        self.table.setAccessibleName(tr("取出的行"))
        self.detail = RowDetail()
        self.detail.renamed.connect(self._rename)
        self.detail.followed.connect(self.desk.go)
        self.alike = AlikeBar()
        self.alike.wanted.connect(self._change_alike)
        self.find_bar = FindBar()
        self.find_bar.next_wanted.connect(self._find)
        self.find_bar.closed.connect(self.table.setFocus)
        self.count = plain_label()
        self.accept = _small_button(tr("确认 Enter"), self.confirm_chosen)
        self.skip = _small_button(tr("稍后 空格"), self.skip_chosen)
        self.reject = _small_button(tr("不采用 Del"), self.reject_chosen)
        self.add_row = _small_button(tr("新增行 Ctrl+R"), self.new_row)
        strip = QHBoxLayout()
        strip.addWidget(self.count, 1)
        for button in (self.accept, self.skip, self.reject, self.add_row):
            strip.addWidget(button)
        right = QVBoxLayout()
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(8)
        for part in (self.find_bar, self.alike):
            right.addWidget(part)
        right.addWidget(self.table, 1)
        right.addLayout(strip)
        right.addWidget(self.detail)
        holder = QWidget()
        holder.setLayout(right)
        self.split = QSplitter(Qt.Orientation.Horizontal)
        self.split.setHandleWidth(10)
        self.split.setChildrenCollapsible(False)
        self.split.addWidget(self.source)
        self.split.addWidget(holder)
        self.split.setStretchFactor(0, 2)
        self.split.setStretchFactor(1, 3)
        kept = self.desk.settings.value("report_split")
        self.split.setSizes(kept if isinstance(kept, list) and len(kept) == 2 else [400, 810])
        self._add_keys()

    def _add_keys(self) -> None:
        for key, slot in (
            ("Ctrl+Return", self.confirm_sure),
            ("Ctrl+Enter", self.confirm_sure),
            ("Ctrl+R", self.new_row),
            ("Ctrl+D", lambda: self.alike.apply()),
            ("F3", lambda: self._find(self.find_bar.field.text(), False)),
        ):
            self.add_key(key, slot)
        self.table.key_slots[Qt.Key.Key_Space] = self.skip_chosen

    def _build_empty(self) -> None:
        start = QPushButton(tr("导入报告…  Ctrl+I"))
        start.setProperty("main", True)
        start.clicked.connect(lambda: self._ask_import())
        paste = QPushButton(tr("粘贴报告文字  Ctrl+Shift+V"))
        paste.clicked.connect(lambda: self._take_clipboard())
        empty = EmptyState(
            tr("还没有报告"),
            tr("导入一份工作报告（Word、PDF、网页或文本），程序会标出其中的目标和实绩，由你核对。也可以把文件拖进来。"),
            [start, paste],
        )
        self.pile = QStackedWidget()
        self.pile.addWidget(self.split)
        self.pile.addWidget(empty)
        self.body.addWidget(self.pile, 1)

    # ---- following the workbook

    def refresh(self, changed: Changed | None) -> None:
        """Follow the workbook; the place in the table stays."""
        if changed is not None and not changed.tables & _TABLES:
            return
        if changed is None or "report" in changed.tables:
            self._list_reports()
            self._show_rows()
        else:
            self._show_rows(changed.ids.get("review_row", ()))

    def show_period(self, year: int, month: int) -> None:
        """A report has years of its own."""

    def show_item(self, item: object) -> None:
        """Take files or a pasted text, or go to a row."""
        if isinstance(item, list):
            self.imports.take_files([path for path in item if isinstance(path, Path)])
        elif isinstance(item, str):
            self.imports.take_text(item)
        elif isinstance(item, int):
            row = self.desk.ledger.row(item)
            self._choose_report(row.report_id)
            self.shown.setCurrentIndex(0)
            self.table.go_to(item)
            self.table.setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        """Qt: only now is it known where things lie."""
        super().showEvent(event)
        QTimer.singleShot(0, self._bring_back)

    def _bring_back(self) -> None:
        record = self.table.record()
        if record is not None:
            self.table.scrollTo(self.table.currentIndex(), RecordTable.ScrollHint.PositionAtCenter)
            self.source.bring_into_view(record.row.candidate.span)

    def leave(self) -> None:
        """Remember the row for the next time."""
        record = self.table.record()
        if self.split.isVisible():
            self.desk.settings.keep("report_split", self.split.sizes())
        if self.report is not None and record is not None:
            self.desk.settings.keep(self._place_key(self.report.id), record.id)

    def areas(self) -> list[QWidget]:
        """F6."""
        return [self.table, self.source, self.reports]

    def start_search(self) -> None:
        """Ctrl+F."""
        self.find_bar.start(self.source.textCursor().selectedText())

    def help_text(self) -> str:
        """F1."""
        marks = "　".join(mark_word(mark) for mark in Mark)
        return tr(
            "报告：左边是原文，右边是从中取出的行。选中一行，左边标出它的句子；点左边的数字，右边选中它的行。\n\n"
            "标记：{marks}\n\n"
            "Enter  确认，并到下一个待看的行\n"
            "空格  稍后再看（最后会回来）\n"
            "Del  不采用这一行\n"
            "↑ ↓  移动，不作判断\n"
            "F2  改这一格　Tab  下一个可改的格\n"
            "Ctrl+D  把刚才的修改用到相同的行\n"
            "Ctrl+Enter  确认全部可信的行\n"
            "Ctrl+R  把左边选中的文字新增为一行（按 F6 到左边，Shift+方向键选字）\n"
            "Ctrl+F  查找　F3  下一处\n"
            "数值可以连单位一起写：5200万元、10-15家、80亿元以上。",
            marks=marks,
        )

    def _go_to_reverted(self, changed: Changed) -> None:
        """An undo is seen where it happened."""
        touched = changed.ids.get("review_row", ())
        if self.isVisible() and touched and len(touched) < _FEW:
            self.table.go_to(touched[0])

    def _list_reports(self) -> None:
        reports = self.desk.ledger.reports()
        self.reports.clear()
        for report in reports:
            self.reports.addItem(report.name, report.id)
        ids = [report.id for report in reports]
        kept = self.desk.settings.value(f"review:{self.desk.ledger.path}")
        held = self.report.id if self.report else kept
        chosen = held if held in ids else ids[-1] if ids else None
        self.report = next((report for report in reports if report.id == chosen), None)
        if self.report is not None:
            self.reports.setCurrentIndex(ids.index(self.report.id))

    def _choose_report(self, report_id: object) -> None:
        if not isinstance(report_id, int) or (self.report and self.report.id == report_id):
            return
        self.leave()
        self.report = self.desk.ledger.report(report_id)
        self.desk.settings.keep(f"review:{self.desk.ledger.path}", report_id)
        self.reports.setCurrentIndex(self.reports.findData(report_id))
        self._show_rows()

    def _show_rows(self, touched: Sequence[int] | None = None) -> None:
        """Show the report's rows; `touched` are those that changed, where it is known that no other did."""
        self.pile.setCurrentIndex(0 if self.report else 1)
        for part in (self.reports, self.shown, self.remove, self.sure):
            part.setVisible(self.report is not None)
        writable = not self.desk.ledger.read_only
        for button in (self.remove, self.sure, self.importing, self.accept, self.skip, self.reject, self.add_row):
            button.setEnabled(writable)
        self.model.read_only = not writable
        if self.report is None:
            self.marked, self._shown_report = [], None
            self.line.setText("")
            return
        self.marked = self._marked_now(self.report.id, touched)
        self._show_text()
        here = self.table.record()
        self._show_table()
        candidates = [(row.row.candidate, row.mark) for row in self.marked]
        self.source.show_marks(
            [(one.span, mark) for one, mark in candidates], [one.quote_span for one, _ in candidates]
        )
        self._resume(here)

    def _marked_now(self, report_id: int, touched: Sequence[int] | None) -> list[MarkedRow]:
        ids = {row.id for row in self.marked}
        if touched is not None and len(touched) < _FEW and self._shown_report == report_id and ids.issuperset(touched):
            try:
                return marked_again(self.desk.ledger, self.marked, frozenset(touched))
            except KeyError:
                pass
        return marked_rows(self.desk.ledger, report_id)

    def _show_text(self) -> None:
        assert self.report is not None
        self._names.clear()
        self._names.update((row.row.candidate.id, row.row.candidate.name) for row in self.marked)
        if self.report.id != self._shown_report:
            self._shown_report = self.report.id
            self.source.show_text(self.report.text, {row.row.candidate.section for row in self.marked})

    def _show_table(self) -> None:
        wanted = self.shown.currentData()
        items: list[object] = []
        section = ""
        for row in self.marked:
            if wanted is not None and row.mark not in wanted:
                continue
            if row.row.candidate.section != section:
                section = row.row.candidate.section
                items.append(Heading(" ".join(section.split()) or tr("（无标题）")))
            items.append(row)
        self.model.show_records(items)

    def _resume(self, here: MarkedRow | None) -> None:
        assert self.report is not None
        ids = {row.id for row in self.marked}
        kept = self.desk.settings.value(self._place_key(self.report.id))
        wanted = here.id if here is not None and here.id in ids else kept
        if not isinstance(wanted, int) or not self.table.go_to(wanted):
            start = next_pending(self.marked, None) or (self.marked[0].id if self.marked else None)
            if start is None or not self.table.go_to(start):
                first = next((row for row in self.model.records()), None)
                if first is not None:
                    self.table.go_to(first.id)
        self._show_current(self.table.record())

    def _place_key(self, report_id: int) -> str:
        return f"review:{self.desk.ledger.path}:{report_id}"

    # ---- the row one is on

    def _show_current(self, row: MarkedRow | None) -> None:
        self.detail.show_row(self.desk.ledger, row)
        if row is None:
            self.source.show_nothing()
        else:
            self.source.show_row(row.row.candidate.quote_span, row.row.candidate.span)
        self._show_count(row)

    def _show_count(self, row: MarkedRow | None) -> None:
        pending = sum(one.mark in PENDING for one in self.marked)
        at = next((n for n, one in enumerate(self.marked, 1) if row is not None and one.id == row.id), 0)
        self.count.setText(
            tr("第 {at} 行，共 {all} 行 · {pending} 行待看", at=at, all=len(self.marked), pending=pending)
        )
        done = sum(one.mark in (Mark.CONFIRMED, Mark.REJECTED) for one in self.marked)
        sure = len(sure_rows(self.marked))
        self.sure.setText(tr("确认全部可信（{count}）", count=sure))
        self.sure.setEnabled(bool(sure) and not self.desk.ledger.read_only)
        self.line.setText(tr("已核对 {done} / {all}", done=done, all=len(self.marked)))

    def _choose_at(self, place: int) -> None:
        def distance(row: MarkedRow) -> tuple[int, int]:
            span, quote = row.row.candidate.span, row.row.candidate.quote_span
            inside = span.start <= place <= span.end
            near = max(span.start - place, place - span.end, 0)
            return (0 if inside else 1 if quote.start <= place <= quote.end else 2, near)

        nearest = min(self.marked, key=distance, default=None)
        if nearest is None or distance(nearest)[0] == 2:
            return
        if not self.table.go_to(nearest.id):
            self.shown.setCurrentIndex(0)
            self.table.go_to(nearest.id)

    # ---- judging

    def confirm_chosen(self) -> None:
        """Enter: what is chosen holds; on to the next that needs a look."""
        chosen = [row for row in self.table.chosen() if row.mark is not Mark.CONFIRMED]
        stopped = [row for row in chosen if row.stopped]
        if stopped:
            self.table.go_to(stopped[0].id)
            self.desk.tell(tr("这一行有不符的地方，改正以后才能确认；确实不要的请按 Del。"), "trouble")
            return
        self._confirm([row.id for row in chosen], go_on=True)

    def confirm_sure(self) -> None:
        """Ctrl+Enter: all sure rows at once."""
        rows = sure_rows(self.marked)
        if rows:
            self._confirm(rows, go_on=False)

    def _confirm(self, rows: list[int], *, go_on: bool) -> None:
        here = self._here()
        if rows and not self._writable():
            return
        if rows:
            changed = self.desk.write(lambda: self.desk.ledger.confirm_rows(rows))
            if changed is None:
                return
            if changed.conflicts:
                settle_conflicts(self.desk, changed.conflicts, lambda: self._go_on(here) if go_on else None)
                return
            if not go_on:
                self.desk.tell(tr("已确认 {count} 行，可用 Ctrl+Z 一步撤销。", count=len(rows)))
        if go_on:
            self._go_on(here)

    def skip_chosen(self) -> None:
        """Space: later."""
        here = self._here()
        rows = [row.id for row in self.table.chosen() if row.mark is not Mark.SKIPPED]
        if rows and self._writable() and self.desk.write(lambda: self.desk.ledger.skip_rows(rows)) is not None:
            self._go_on(here)

    def reject_chosen(self) -> None:
        """Del: it does not hold."""
        here = self._here()
        rows = [row.id for row in self.table.chosen() if row.mark is not Mark.REJECTED]
        if rows and self._writable() and self.desk.write(lambda: self.desk.ledger.reject_rows(rows)) is not None:
            self._go_on(here)

    def _here(self) -> int | None:
        chosen = self.table.chosen()
        return chosen[-1].id if chosen else None

    def _go_on(self, here: int | None) -> None:
        following = next_pending(self.marked, here)
        if following is None:
            sure = len(sure_rows(self.marked))
            more = tr("；还有 {count} 行可信的可按 Ctrl+Enter 一次确认", count=sure) if sure else ""
            self.desk.tell(tr("没有待看的行了") + more + tr("。"))
            return
        if not self.table.go_to(following):
            self.shown.setCurrentIndex(0)
            self.table.go_to(following)
        self.table.setFocus()

    def _writable(self) -> bool:
        if self.desk.ledger.read_only:
            self.desk.tell(tr("工作簿现在只读，不能修改。"), "trouble")
            return False
        return True

    # ---- correcting

    def _keep(self, row: MarkedRow, wanted: Fields) -> bool:
        candidate = row.row.candidate
        changes = changed_fields(candidate, wanted)
        if not changes:
            return False
        if self.desk.write(lambda: self.desk.ledger.edit_row(row.id, **changes)) is None:
            return False
        self.alike.offer([one.row for one in self.marked], row.row, changes)
        return True

    def _rename(self, name: str) -> None:
        record = self.table.record()
        if record is not None and self._keep(record, {"name": name}):
            self.table.setFocus()

    def _change_alike(self, rows: list[int], changes: Fields) -> None:
        if self.desk.write(lambda: self.desk.ledger.edit_rows(rows, **changes)) is not None:
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
        form = RowForm(self.window(), proposed(report, span, before[-1] if before else None))

        def add() -> None:
            changed = self.desk.write(lambda: self.desk.ledger.add_row(report.id, form.candidate()))
            made = changed.ids.get("review_row", ()) if changed else ()
            if made:
                self.shown.setCurrentIndex(0)
                self.table.go_to(made[0])
                self.table.setFocus()

        self.desk.ask.form(form, add)

    # ---- finding

    def _find(self, words: str, back: bool) -> None:
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

    # ---- importing

    def _ask_import(self) -> None:
        window = self.window()
        ask: Callable[[], None] | None = getattr(window, "ask_import", None)
        if ask is not None:
            ask()

    def _take_clipboard(self) -> None:
        paste: Callable[[], None] | None = getattr(self.window(), "paste_report", None)
        if paste is not None:
            paste()

    def _show_new(self, report_id: int, read: ReadReport) -> None:
        self._choose_report(report_id)
        if read.year is not None:
            self.desk.choose_period(read.year, self.desk.month)
        pending = sum(row.mark in PENDING for row in self.marked)
        if self.marked:
            counts = {"all": len(self.marked), "pending": pending}
            sentence = tr("从“{name}”取出 {all} 行，{pending} 行要看一眼。", name=read.name, **counts)
        else:
            sentence = tr("“{name}”里没有找到目标或实绩；可在左边选中文字，按 Ctrl+R 新增一行。", name=read.name)
        warnings = read.document.warnings
        self.desk.tell("\n".join([sentence, *warnings]), "look" if warnings or not self.marked else "info")
        self.table.setFocus()

    def _ask_remove(self) -> None:
        report = self.report
        if report is None:
            return

        def remove(_: int) -> None:
            self.report = None
            self.desk.write(lambda: self.desk.ledger.remove_report(report.id))

        self.desk.ask.choose(
            tr("移除报告“{name}”？", name=report.name),
            [tr("移除")],
            remove,
            tr("它的行和由它确认的目标、实绩都会一起移除；可用 Ctrl+Z 撤销。"),
        )


def _small_button(text: str, slot: Callable[[], None]) -> QPushButton:
    button = QPushButton(text)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    button.clicked.connect(lambda: slot())
    return button
