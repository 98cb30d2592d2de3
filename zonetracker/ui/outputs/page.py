"""输出: the summary, the Excel sheet and the gauges of the month, and what was issued before."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QPushButton, QStackedWidget, QTabWidget, QVBoxLayout, QWidget

from zonetracker.model.issuing import IssuedKind
from zonetracker.model.progress import Progress, ProgressRow
from zonetracker.services.issuing import month_choices
from zonetracker.services.issuing.quarters import quarter_makers
from zonetracker.services.milestones.project_outputs import project_makers
from zonetracker.services.overview import progress_of
from zonetracker.services.tracing import figures_of, printed_at, printed_in
from zonetracker.services.units.issuing import reporting_makers
from zonetracker.support.i18n import tr
from zonetracker.ui.outputs.issue_month import ISSUE_KEY, MonthIssuing
from zonetracker.ui.outputs.issued_tab import IssuedTab
from zonetracker.ui.outputs.printing import PrintOrder
from zonetracker.ui.outputs.sheet_tab import SheetTab
from zonetracker.ui.outputs.summary_tab import SummaryTab
from zonetracker.ui.outputs.superior import SuperiorForms
from zonetracker.ui.parts.bookkeeping.closing import ClosingButton
from zonetracker.ui.parts.bookkeeping.tracing import TRACE_KEY, pick_figure, trace_command, trace_figure
from zonetracker.ui.parts.desk import Desk
from zonetracker.ui.parts.page import EmptyState, Page, Tables
from zonetracker.ui.parts.saving import IssueMenu, Saving
from zonetracker.words.issuing import closing_words
from zonetracker.words.wording import months

if TYPE_CHECKING:
    from zonetracker.ui.outputs.gauges_tab import GaugesTab

SUMMARY, SHEET, GAUGES, ISSUED = range(4)


class OutputsPage(Page):
    """Four tabs; each is filled when it is looked at."""

    key = "outputs"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, tr("输出"))
        self.saving = Saving(desk, self._show_folder)
        self.forms = SuperiorForms(desk, self.saving, self)
        self.add_button(tr("填上级报表…"), self.forms.ask, flat=True)
        makers = {
            **reporting_makers(desk.ledger, self._when),
            **project_makers(desk.ledger, self._when),
            **quarter_makers(desk.ledger, self._when),
        }
        self.reporting = IssueMenu(tr("其他各表"), self.saving, desk, makers)
        self.reporting.setProperty("flat", True)
        self.buttons.addWidget(self.reporting)
        self.folder = self.add_button(tr("打开文件所在的文件夹"), self.open_folder, flat=True, drawing="open")
        self.folder.hide()
        self.issuing = MonthIssuing(desk, lambda: self.tabs.setCurrentIndex(ISSUED))
        self.issue = self.add_button(tr("核对后签发…"), self.issue_here, main=True, tip=ISSUE_KEY)
        self.closing = ClosingButton(desk)
        self.buttons.addWidget(self.closing)
        self.progress: Progress | None = None
        self._fresh: set[int] = set()
        self.summary = SummaryTab(desk, self.saving)
        self.sheet = SheetTab(desk, self.saving)
        self.issued = IssuedTab(desk, self.saving)
        self.gauges: GaugesTab | None = None
        self._gauges_place = QWidget()
        place = QVBoxLayout(self._gauges_place)
        place.setContentsMargins(0, 0, 0, 0)
        self.start = QPushButton(tr("去报告页导入报告"))
        self.start.setProperty("main", True)
        self.start.clicked.connect(lambda: self.desk.go("report"))
        sentence = tr("先导入报告并确认目标，或在目标页手工添加；有了目标，这里就能出通报、完成情况表和仪表图。")
        self.empty = EmptyState(tr("这一年还没有目标可输出"), sentence, [self.start])
        self.summary.view.pointed.connect(self._trace_printed)
        self.summary.together = self.sheet.together = self.print_together
        self.sheet.table.commands = [trace_command(self.trace_here)]
        self.add_key("F4", lambda: self.issued.open() if self.tabs.currentIndex() == ISSUED else None)
        self.add_key(TRACE_KEY, self.trace_here)
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.tabBar().setDrawBase(False)
        for widget, words in (
            (self.summary, tr("通报")),
            (self.sheet, tr("完成情况表")),
            (self._gauges_place, tr("仪表图")),
            (self.issued, tr("已出的文件")),
        ):
            self.tabs.addTab(widget, words)
        self.tabs.currentChanged.connect(self._fill)
        self.pile = QStackedWidget()
        self.pile.addWidget(self.tabs)
        self.pile.addWidget(self.empty)
        self.body.addWidget(self.pile, 1)

    def _when(self) -> tuple[int, int, date]:
        return self.desk.year, self.desk.month, self.desk.today()

    def _show_folder(self) -> None:
        self.folder.setVisible(True)
        self.folder.setToolTip(str(self.saving.written))

    def open_folder(self) -> None:
        """Show the folder of the file that was written last in the system's own window."""
        if self.saving.written is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.saving.written.parent)))

    def refresh(self, touched: Tables | None) -> None:
        """A file kept as issued leaves summary, sheet and gauges as they are."""
        if touched == frozenset({"issued"}):
            self._fresh.discard(ISSUED)
        else:
            self._read()
        self._fill(self.tabs.currentIndex())

    def _read(self) -> None:
        ledger = self.desk.ledger
        self._fresh.clear()
        has_targets = bool(ledger.targets(self.desk.year))
        period = ledger, self.desk.year, self.desk.month
        self.progress = progress_of(*period, self.desk.today()) if has_targets else None
        self.pile.setCurrentIndex(0 if has_targets or ledger.issued() else 1)
        for tab in (SUMMARY, SHEET, GAUGES):
            self.tabs.setTabEnabled(tab, has_targets)
        if not has_targets:
            self.tabs.setCurrentIndex(ISSUED)
        said = tr("{year}年{months}", year=self.desk.year, months=months(self.desk.month))
        stands = closing_words(ledger.closing(self.desk.year, self.desk.month))
        count = len(self.progress.corrections) if self.progress is not None else 0
        corrected = tr("更正{count}项", count=count) if count else ""
        parted = tr("这里按月评价，按季的在开门红表") if self.desk.quarter else ""
        told = (said, stands, corrected, parted)
        self.line.setText(" · ".join(part for part in told if part) if has_targets else "")
        self.closing.follow()
        self.issue.setVisible(has_targets and not (ledger.read_only or ledger.closed(self.desk.year, self.desk.month)))

    def _fill(self, tab: int) -> None:
        if tab in self._fresh or not self.isVisible():
            return
        self._fresh.add(tab)
        if tab == ISSUED:
            self.issued.reload()
        elif self.progress is not None:
            self._tab(tab).show_progress(self.progress)

    def _tab(self, tab: int) -> SummaryTab | SheetTab | GaugesTab:
        if tab == SUMMARY:
            return self.summary
        if tab == SHEET:
            return self.sheet
        if self.gauges is None:
            from zonetracker.ui.outputs.gauges_tab import GaugesTab

            self.gauges = GaugesTab(self.desk, self.saving)
            layout = self._gauges_place.layout()
            assert layout is not None
            layout.addWidget(self.gauges)
        return self.gauges

    def issue_here(self) -> None:
        """F9: check the month, and where nothing must be mended close it and keep its files."""
        if self.progress is None or self.desk.ledger.read_only:
            return
        options, chosen = month_choices(self.desk.ledger)
        final = self.sheet.final() if SHEET in self._fresh else options
        if final is not None:
            self.issuing.ask(self.progress, final, self.summary.chosen() if SUMMARY in self._fresh else chosen)

    def trace_here(self) -> bool:
        """F8: where the figure comes from that one is on in the sheet; of the others one is asked which is meant."""
        tab, progress = self.tabs.currentIndex(), self.progress
        if progress is None or tab == ISSUED:
            return False
        if tab == SHEET:
            column = self.sheet.model.columns[max(0, self.sheet.table.currentIndex().column())].key
            return trace_figure(self.desk, progress, self.sheet.table.record(), column)
        if tab == SUMMARY:
            return pick_figure(self.desk, progress, printed_in(self.summary.view.page_text(), progress))
        drawn = self.gauges.rows() if self.gauges is not None else []
        rows = [row for row in drawn if isinstance(row, ProgressRow)]
        return pick_figure(self.desk, progress, figures_of(rows, progress))

    def _trace_printed(self, text: str, place: int) -> None:
        """A figure of the bulletin was pointed at."""
        if self.progress is not None:
            pick_figure(self.desk, self.progress, printed_at(text, place, self.progress))

    def takes(self, paths: Sequence[Path]) -> bool:
        """An Excel file that is dropped here is a superior's form to be filled in."""
        own = self.forms.may_take(paths)
        if own:
            self.forms.take(paths[0])
        return own

    def show_item(self, item: object) -> None:
        """Go to a tab by its name, "summary", "sheet", "gauges", "issued", or ask for a superior's form: "form"."""
        if item == "form":
            self.forms.ask()
        names = ("summary", "sheet", "gauges", "issued")
        if item in names:
            self.tabs.setCurrentIndex(names.index(str(item)))

    def print_here(self) -> bool:
        """Ctrl+P: the tab one is on; of the files kept as issued the PDF that one is on."""
        tab = self.tabs.currentIndex()
        if tab == ISSUED:
            self.issued.print()
        elif self.progress is not None:
            self._tab(tab).print()
        return True

    def print_together(self, order: PrintOrder) -> None:
        """The summary and the sheet in one go, in the order asked for; the second follows the first."""
        progress = self.progress
        if progress is None:
            return
        for tab in {SUMMARY, SHEET} - self._fresh:
            self._fresh.add(tab)
            self._tab(tab).show_progress(progress)
        printer, glued = order.printer, order.glued
        if order.parts[0] is IssuedKind.SUMMARY:
            self.summary.print_to(printer, then=lambda: self.sheet.print_to(printer, glued=glued))
        else:
            self.sheet.print_to(printer, then=lambda: self.summary.print_to(printer), glued=glued)

    def export_here(self) -> None:
        """Ctrl+Shift+S, Ctrl+Shift+B: the summary where it is shown, else the sheet."""
        if self.progress is not None:
            (self.summary if self.tabs.currentIndex() == SUMMARY else self.sheet).save()

    def areas(self) -> list[QWidget]:
        """F6."""
        inner: dict[int, list[QWidget]] = {
            SUMMARY: [self.summary.title, self.summary.view],
            SHEET: [self.sheet.columns, self.sheet.table],
            GAUGES: [] if self.gauges is None else [self.gauges.all, self.gauges.view],
            ISSUED: [self.issued.table],
        }
        return [self.tabs.tabBar(), self.issue, self.closing, *inner.get(self.tabs.currentIndex(), [])]

    def help_text(self) -> str:
        """F1."""
        return tr(
            "输出：通报、完成情况表、仪表图，数字都取自同一次计算。\n\n"
            "Ctrl+Tab  换到下一个标签（焦点在标签栏时也可用 ←→）\n"
            "Ctrl+Shift+B  导出通报　Ctrl+Shift+S  导出完成情况表（在哪一页都可以按）\n"
            "通报  左边填标题、主送、落款，右边就是印出来的样子（每页22行、每行28字）；"
            "可打印、存为 PDF、Word 或网页；缺少的公文字体会先说明\n"
            "用语…  标题、开头、各部分标题和结尾要求怎么写，数字用 {总数} 这样的占位符；可恢复默认\n"
            "F2、Enter 或双击预览里的一段  改写这一段；改过的留在这个月，数字后来变了会写明原来和现在各怎样写\n"
            "预览里  + − 放大缩小，0 适合宽度，PgUp/PgDn 翻页\n"
            "完成情况表  选列、排序、分组、纸张，选择记在工作簿里；可导出 Excel（百分比是公式）、打印或存为 PDF\n"
            "另附  导出的 Excel 里再附完成率图、各月实绩、各月完成率；选到12月时可另出“年终完成情况表”，"
            "与上年并列，并按责任单位统计\n"
            "F8  这个数从哪里来：怎样算的、报告里的哪一句、哪张表、谁录入的；在通报里按住 Ctrl 双击一个数也可以\n"
            "打印  可选打印机、页码（如 1-3,5）、份数，通报和表可一起打印；附件横排，接着编页码；"
            "没有A3打印机的，A3的表可分印在几张A4上粘接\n"
            "仪表图  仪表（倒三角是序时进度，实心菱形是年度目标，空心菱形是奋斗目标，竖线是控制数，斜线为超出）"
            "或条形（一项一行，12项起默认），"
            "选择记在工作簿里；文字目标、待填的目标和事项也在里面；存为 PNG、PDF（A4）、SVG 或打印；PgUp/PgDn 翻页，"
            "双击一项看这个数从哪里来\n"
            "已出的文件  签发和留存的原样，写明是第几版；回车一字不差地另存，F4 打开看，Ctrl+P 打印（PDF）\n"
            "其他各表  开门红表（选到3月、6月、9月或12月时：到季末的目标、完成季度目标的百分比、占年度、"
            "差和评价，都是公式；没有下达季度目标的按序时折算）；报送情况表（及时率是公式）、催报单（Word，一个单位一页）、调度清单，单位页的“报送”里也可以出；"
            "重点项目进展情况表、项目阶段汇总表（百分比和合计是公式），事项页的“项目”里也可以出\n"
            "F9  核对后签发：表、通报、仪表图逐项与台账核对，没有数、没有原因、没有责任单位的列出来（Enter 去改，"
            "F2 写明原因）；签发就是结账，并把表和通报原样留存为这一版\n"
            "Ctrl+J  本月结账（不留存文件）；结账以后改数要写明原因，表和通报的标题标“第2版”，说明里写明改了什么\n"
            "Ctrl+Shift+J  重新打开本月\n\n"
            "填上级报表（Ctrl+Shift+T，或把 .xlsx 拖到本页）  上级发来的表，程序看表头和名称认出每一格要什么数，"
            "按表上的单位和小数位填好，另存一份；格式、公式、别的工作表一点不动，原表不改\n"
            "左边是原表，要填的格子底色不同；右边是没有填的格子和原因\n"
            "Enter  名称归入指标，或选定要什么数；F2 改这一列要什么数；Del 这一格不填；Ctrl+Enter 填写并另存。"
            "归过的名称、选过的列，下个月同样的表照旧"
        )
