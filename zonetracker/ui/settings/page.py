"""设置: the zone and its rules, the indicators, this PC's own choices, backups."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QTabWidget, QWidget

from zonetracker.services.bookkeeping.places import BACKUP_LIST
from zonetracker.support.i18n import tr
from zonetracker.ui.parts.desk import Desk
from zonetracker.ui.parts.page import Page, Tables
from zonetracker.ui.settings.backups import BackupsTab
from zonetracker.ui.settings.following import FollowingTab
from zonetracker.ui.settings.indicators import IndicatorsTab
from zonetracker.ui.settings.local import LocalTab
from zonetracker.ui.settings.points import PointsTab
from zonetracker.ui.settings.rules import RulesTab

RULES, INDICATORS, FOLLOWING, POINTS, LOCAL, BACKUPS = range(6)


class SettingsPage(Page):
    """Six tabs; every change is stored at once, those of the workbook as steps that can be undone."""

    key = "settings"
    of_period = False

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, tr("设置"))
        self.rules = RulesTab(desk)
        self.indicators = IndicatorsTab(desk)
        self.following = FollowingTab(desk)
        self.points = PointsTab(desk)
        self.local = LocalTab(desk)
        self.backups = BackupsTab(desk)
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.tabBar().setDrawBase(False)
        for tab, words in (
            (_Scrolled(self.rules), tr("单位和评价")),
            (self.indicators, tr("指标")),
            (_Scrolled(self.following), tr("事项和报送")),
            (_Scrolled(self.points), tr("积分")),
            (self.local, tr("这台电脑")),
            (self.backups, tr("备份")),
        ):
            self.tabs.addTab(tab, words)
        self.tabs.currentChanged.connect(lambda _: self.follow(None))
        self.body.addWidget(self.tabs, 1)

    def refresh(self, touched: Tables | None) -> None:
        """Show the tab that is looked at."""
        parts = (self.rules, self.indicators, self.following, self.points, self.local, self.backups)
        parts[self.tabs.currentIndex()].reload()

    def show_item(self, item: object) -> None:
        """Go to an indicator by its id, to the rules of points, or to the backups."""
        if item == BACKUP_LIST:
            self.tabs.setCurrentWidget(self.backups)
        if item == "points":
            self.tabs.setCurrentIndex(POINTS)
            self.points.set_.setFocus()
        if isinstance(item, int):
            self.tabs.setCurrentIndex(INDICATORS)
            self.indicators.reload()
            self.indicators.table.go_to(item)

    def start_search(self) -> None:
        """Ctrl+F."""
        if self.tabs.currentIndex() == INDICATORS:
            self.indicators.search.setFocus()

    def areas(self) -> list[QWidget]:
        """F6."""
        inner: list[list[QWidget]] = [
            [self.rules.zone],
            [self.indicators.table],
            [*self.following.days.values(), self.following.table, self.following.templates.table],
            [self.points.set_, self.points.table],
            [self.local.scheme],
            [self.backups.table],
        ]
        return [self.tabs.tabBar(), *inner[self.tabs.currentIndex()]]

    def help_text(self) -> str:
        """F1."""
        return tr(
            "设置：每一项改了就存，写进工作簿的都能撤销。\n\n"
            "单位和评价  单位名称、小数位数、红黄绿的分界、用词和颜色；填了超序时的界线，达到序时的再分出超序时\n"
            "事项和报送  几天算即将到期、略滞后、滞后，督办单的三级，报送日，节假日，各清单怎样跟踪，节点模板\n"
            "积分  选一套积分规则，改各条的分值、怎样计、年度限额；不选就不计积分\n"
            "指标  单位、方向、性质、出数月份、进度曲线、别名；F2 改，Tab 到下一格，Del 删除没有用到的\n"
            "这台电脑  浅色深色、字号、我的姓名\n"
            "备份  程序自动留的备份，打开这一页时逐份检查；Enter 取出一份，“恢复到所选”回到那时；备份到U盘或共享盘；"
            "检查工作簿是否完好\n\n"
            "自动备份在打开、关闭工作簿时，每工作半小时，以及导入、读回、成批改动和退回以前留下；近两天的全留，再早的每天、"
            "每周、每月留一份。备份写不成时会写明原因。\n\n"
            "窗口上方写着“有几行数据已损坏”时，点“查看和处理”：逐行写明为什么不列入；有好的备份请先恢复，"
            "也可以移除这些行（可撤销）。没有处理之前不能签发\n\n"
            "备份带着操作记录，用来恢复；“文件—导出全部数据”（Ctrl+Shift+E）写成 Excel、CSV 或 JSON，供别的程序使用"
        )


class _Scrolled(QScrollArea):
    """A low window scrolls what does not fit; a narrow one has it in one column."""

    def __init__(self, part: RulesTab | FollowingTab | PointsTab) -> None:
        super().__init__()
        self._part = part
        part.setObjectName("desk")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(part)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._follow_focus)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._part.fit(self.viewport().size())
        super().resizeEvent(event)

    def _follow_focus(self, _: QWidget | None, now: QWidget | None) -> None:
        """What one goes to is seen, a table as a whole and not its current cell alone."""
        if now is not None and self._part.isAncestorOf(now):
            top = now.mapTo(self._part, QPoint()).y()
            for line in (top + now.height(), top):
                self.ensureVisible(0, line, 0, 0)
