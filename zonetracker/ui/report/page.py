"""报告: importing reports, choosing one, and its review board."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QComboBox, QPushButton, QStackedWidget, QWidget

from zonetracker.model.bookkeeping import Changed
from zonetracker.model.facts import JUDGED, PENDING, FactType, Kind, Mark, Report
from zonetracker.model.reports.frame import Written
from zonetracker.services.importing import ReadReport
from zonetracker.services.review import sure_rows
from zonetracker.support.i18n import tr
from zonetracker.support.process.guarding import SHORTFALL
from zonetracker.ui.parts.desk import Desk
from zonetracker.ui.parts.icons import icon
from zonetracker.ui.parts.page import EmptyState, Page, Tables
from zonetracker.ui.parts.table.model import plain_tip
from zonetracker.ui.report.board import ReviewBoard
from zonetracker.ui.report.buttons import ButtonRow
from zonetracker.ui.report.date_bar import DateBar, ask_date, settle_date
from zonetracker.ui.report.importing import ReportImport
from zonetracker.words.review import kind_choices

_LOW, _LOWEST = 23, 17
"""With fewer lines than these, in letters of any size, the table needs the room more than what is around it."""
_MARGINS, _MARGINS_LOW = (20, 14, 20, 12), (10, 6, 10, 6)


class ReportPage(Page):
    """Import and review. `show_item` takes a list of paths, a pasted text, or the id of a row to go to."""

    key = "report"
    tables = frozenset({"report", "review_row", "target", "actual", "indicator", "made"})
    of_period = False

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, tr("报告"))
        self.report: Report | None = None
        self.imports = ReportImport(desk, self._show_new)
        self.board = ReviewBoard(desk)
        self.board.counted.connect(self._show_count)
        self.board.all_wanted.connect(lambda: self.shown.setCurrentIndex(0))
        self.board.pictured.connect(self._offer_picture)
        self.date = DateBar()
        self.date.settled.connect(self._settle_date)
        self.date.asked.connect(self._ask_date)
        self._build_head()
        self.body.addWidget(self.date)
        self._build_empty()
        for key, slot in (
            ("Ctrl+Return", self.board.confirm_sure),
            ("Ctrl+Enter", self.board.confirm_sure),
            ("Ctrl+R", self.board.new_row),
            ("Ctrl+D", self.board.alike.apply),
            ("F4", self.date.answer),
            ("Shift+F4", self._ask_date),
            ("F7", self.board.toggle_picture),
            ("F8", self.board.detail.open_box),
            *((key, lambda: self.board.original.pane.zoom(1)) for key in ("Ctrl++", "Ctrl+=")),
            ("Ctrl+-", lambda: self.board.original.pane.zoom(-1)),
            ("Ctrl+0", lambda: self.board.original.pane.zoom(0)),
            ("F3", lambda: self.board.find_words(self.board.find_bar.field.text(), False)),
        ):
            self.add_key(key, slot)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: in a low window the table gets the room."""
        super().resizeEvent(event)
        lines = self.height() / self.fontMetrics().height()
        low = lines < _LOW
        self.body.setContentsMargins(*(_MARGINS_LOW if low else _MARGINS))
        self.body.setSpacing(6 if low else 10)
        self.date.give_way(low, lines < _LOWEST)
        self.board.be_low(low)

    # ---- building

    def _build_head(self) -> None:
        self.reports = QComboBox()
        self.reports.setMinimumWidth(110)
        self.reports.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.reports.setMinimumContentsLength(18)
        self.reports.setMaximumWidth(340)
        self.reports.setAccessibleName(tr("选择报告"))
        self.reports.activated.connect(lambda _: self._choose_report(self.reports.currentData()))
        self._build_filter()
        self.buttons.addWidget(self.reports)
        self.buttons.addWidget(self.shown)
        self.sure = self.add_button(tr("确认全部可信"), self.board.confirm_sure, tip=tr("Ctrl+Enter"))
        self.importing = self.add_button(tr("导入报告…"), self._ask_import, main=True, tip=tr("Ctrl+I"))
        self.remove = self.add_button(tr("移除这份报告…"), self._ask_remove)
        self.actions_row = ButtonRow()
        self.actions_row.add(self.sure)
        self.actions_row.add(self.importing)
        self.picture = self.add_button("", self.board.toggle_picture, tip=tr("F7"))
        self.actions_row.add(self.picture)
        self._offer_picture()
        self.actions_row.add(self.remove, rare=True)
        self.buttons.addWidget(self.actions_row, 1)

    def _offer_picture(self) -> None:
        original = self.board.original
        self.picture.setText(tr("收起原页图片") if original.pictured else tr("看原页图片"))
        self.actions_row.want(self.picture, original.has_pages)

    def _build_filter(self) -> None:
        self.shown = QComboBox()
        kinds = {
            word: frozenset({(kind, type_)}) for word, (kind, type_, stretch) in kind_choices().items() if not stretch
        }
        kinds[tr("相对目标")] |= {(Kind.ACTUAL, FactType.RELATIVE)}
        for word, marks in (
            (tr("全部的行"), None),
            (tr("只看待看的"), PENDING),
            (tr("只看已确认的"), frozenset({Mark.CONFIRMED})),
            (tr("只看不采用的"), frozenset({Mark.REJECTED})),
        ):
            self.shown.addItem(word, (marks, None))
        for words, marks in ((tr("只看{kind}"), None), (tr("待看的{kind}"), PENDING)):
            self.shown.insertSeparator(self.shown.count())
            for kind, pairs in kinds.items():
                self.shown.addItem(words.format(kind=kind), (marks, pairs))
        self.shown.setMaxVisibleItems(self.shown.count())
        self.shown.setAccessibleName(tr("显示哪些行"))
        self.shown.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.shown.setMinimumContentsLength(7)
        self.shown.currentIndexChanged.connect(lambda _: self._filter())

    def _filter(self) -> None:
        marks, kinds = self.shown.currentData()
        self.board.show_only(marks, kinds, self.shown.currentText())

    def _build_empty(self) -> None:
        start = QPushButton(icon("import", "on_accent"), tr("导入报告…  Ctrl+I"))
        start.setProperty("main", True)
        start.clicked.connect(lambda: self._ask_import())
        paste = QPushButton(icon("paste"), tr("粘贴报告文字  Ctrl+Shift+V"))
        paste.clicked.connect(lambda: self._take_clipboard())
        empty = EmptyState(
            tr("还没有报告"),
            tr("导入一份工作报告（Word、PDF、网页或文本），程序会标出其中的目标和实绩，由你核对。也可以把文件拖进来。"),
            [start, paste],
        )
        self.pile = QStackedWidget()
        self.pile.addWidget(self.board)
        self.pile.addWidget(empty)
        self.body.addWidget(self.pile, 1)

    # ---- following the workbook

    def refresh(self, touched: Tables | None) -> None:
        """Follow the workbook; the place in the table stays."""
        if touched is None or "report" in touched:
            self._list_reports()
        self._show_rows()

    def show_item(self, item: object) -> None:
        """Take files or a pasted text, or go to a row."""
        if isinstance(item, list):
            self.imports.take_files([path for path in item if isinstance(path, Path)])
        elif isinstance(item, str):
            self.imports.take_text(item)
        elif isinstance(item, int):
            self._choose_report(self.desk.ledger.row(item).report_id)
            self.board.show_row(item)
            self.board.table.setFocus()

    def leave(self) -> None:
        """Remember the row for the next time."""
        self.board.keep_place()

    def areas(self) -> list[QWidget]:
        """F6."""
        return [self.board.table, *self.board.original.areas(), self.reports]

    def start_search(self) -> None:
        """Ctrl+F."""
        self.board.find_bar.start(self.board.source.textCursor().selectedText())

    def help_text(self) -> str:
        """F1."""
        return tr(
            "报告：左边是原文，右边是从中取出的行。选中一行，左边标出它的句子；点左边的数字，右边选中它的行。\n\n"
            "标记各有图形：菱形 可信，对勾 已确认，问号 待看，叹号 不符，三点 稍后，叉 不采用\n\n"
            "Enter  确认，并到下一个待看的行\n"
            "空格  稍后再看（最后会回来）\n"
            "Del  不采用这一行\n"
            "↑ ↓  移动，不作判断\n"
            "Shift+↑↓ 选几行，Ctrl+A 选列出的全部行，再按 Enter、空格或 Del 一起处理；"
            "上面的下拉框只列待看的或某一类，Enter 就在这一类里往下走\n"
            "窗口小的时候，放不下的按钮在“更多”里；移除报告也在“更多”里\n"
            "直接打字就改这一格；F2  改这一格（不能改的格上改第一个能改的）　Tab  下一个可改的格\n"
            "填得不对的留在格里，下面写明原因，改好按 Enter，按 Esc 放弃\n"
            "F8  这一行的全部说明\n"
            "扫描件：原文旁边是原页图片，框出这一行的数字；点图片上的数字也选中它的行。F7 收起或显示图片；"
            "Ctrl+加号、Ctrl+减号、Ctrl+滚轮 放大缩小，Ctrl+0 与栏同宽；按 F6 到图片上，PageUp、PageDown 换页。"
            "原文里点线标出的字可能认错，请对照原页\n"
            "数值前的铅笔：改过，和原文不同；“另一数字”写明原文是多少、台账里是多少\n"
            "Ctrl+D  把刚才的修改用到相同的行\n"
            "Ctrl+Enter  确认全部可信的行\n"
            "Ctrl+R  把左边选中的文字新增为一行（按 F6 到左边，Shift+方向键选字）\n"
            "导入时按“取消”随时停下；一份材料里的数字和事项超过 20000 条的不读，请拆成几份\n"
            "F4  成文日期没有把握时，认可程序说的；Shift+F4 另填年份或年月，各行的年度随之改好\n"
            "Ctrl+F  查找　F3  下一处\n"
            "“怎样读出的”  写明这份报告的各行按什么定时间、名称从哪里来\n"
            "数值可以连单位一起写：5200万元、10-15家、80亿元以上。"
        )

    def _list_reports(self) -> None:
        reports = self.desk.ledger.reports()
        self.reports.clear()
        for report in reports:
            self.reports.addItem(report.name, report.id)
        ids = [report.id for report in reports]
        kept = self.desk.settings.value(f"review:{self.desk.ledger.path}")
        held = self.report.id if self.report else kept
        chosen = held if isinstance(held, int) and held in ids else ids[-1] if ids else None
        if chosen is None:
            self.report = None
        else:
            self.report = self.desk.ledger.report(chosen)
        self.reports.setCurrentIndex(ids.index(chosen) if chosen is not None else -1)

    def _choose_report(self, report_id: object) -> None:
        if not isinstance(report_id, int) or (self.report and self.report.id == report_id):
            return
        self.leave()
        self.report = self.desk.ledger.report(report_id)
        self.desk.settings.keep(f"review:{self.desk.ledger.path}", report_id)
        self.reports.setCurrentIndex(self.reports.findData(report_id))
        self._show_rows()

    def _show_rows(self) -> None:
        self.pile.setCurrentIndex(0 if self.report else 1)
        for part in (self.reports, self.shown):
            part.setVisible(self.report is not None)
        for button in (self.remove, self.sure):
            self.actions_row.want(button, self.report is not None)
        for button in (self.remove, self.importing):
            button.setEnabled(not self.desk.ledger.read_only)
        self.date.show_report(self.report, writable=not self.desk.ledger.read_only)
        self.reports.setToolTip(plain_tip(self.date.label.text()))
        self.board.show_report(self.report)
        if self.report is None:
            self.line.setText("")

    def _show_count(self) -> None:
        marked = self.board.marked
        sure = len(sure_rows(marked))
        done = sum(one.mark in JUDGED for one in marked)
        self.sure.setText(tr("确认全部可信（{count}）", count=sure))
        self.sure.setEnabled(bool(sure) and not self.desk.ledger.read_only)
        self.line.setText(tr("已核对 {done} / {all}", done=done, all=len(marked)))
        self.line.setMinimumWidth(self.line.sizeHint().width())

    # ---- when it was written

    def _settle_date(self, written: Written) -> None:
        if self.report is not None:
            settle_date(self.desk, self.report, written)

    def _ask_date(self) -> None:
        if self.report is not None and not self.desk.ledger.read_only:
            ask_date(self.desk, self.report)

    # ---- importing

    def _ask_import(self) -> None:
        self.desk.do("ask_import")

    def _take_clipboard(self) -> None:
        self.desk.do("paste_report")

    def _show_new(self, report_id: int, read: ReadReport) -> None:
        self._choose_report(report_id)
        if read.year is not None:
            self.desk.choose_period(read.year, self.desk.month)
        pending = sum(row.mark in PENDING for row in self.board.marked)
        if self.board.marked:
            counts = {"all": len(self.board.marked), "pending": pending}
            sentence = tr("从“{name}”取出 {all} 行，{pending} 行要看一眼。", name=read.name, **counts)
        else:
            sentence = tr("“{name}”里没有找到目标或实绩；可在左边选中文字，按 Ctrl+R 新增一行。", name=read.name)
        weaker = SHORTFALL.notice()
        warnings = (*read.document.warnings, weaker) if weaker else read.document.warnings
        self.desk.tell("\n".join([sentence, *warnings]), "look" if warnings or not self.board.marked else "info")
        self.board.table.setFocus()

    def _ask_remove(self) -> None:
        report = self.report
        if report is None:
            return

        def removed(reason: str) -> Changed:
            changed = self.desk.ledger.remove_report(report.id, reason)
            if changed.operation_id:
                self.report = None
            return changed

        self.desk.ask.choose(
            tr("移除报告“{name}”？", name=report.name),
            [tr("移除")],
            lambda _: self.desk.enter(removed),
            tr("它的行和由它确认的目标、实绩都会一起移除；可用 Ctrl+Z 撤销。"),
        )
