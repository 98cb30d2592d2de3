"""The indicators and what the arithmetic must know of each: unit, direction, nature, calendar, curve, other names."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from zonetracker.model.bookkeeping import Changed
from zonetracker.model.changes import IndicatorChange
from zonetracker.model.facts import Indicator
from zonetracker.support.i18n import tr
from zonetracker.ui.parts.desk import Desk
from zonetracker.ui.parts.dialogs import FormDialog, plain_label
from zonetracker.ui.parts.icons import icon
from zonetracker.ui.parts.search_field import SearchField
from zonetracker.ui.parts.table.menu import TableCommand, history_command
from zonetracker.ui.parts.table.model import RecordTableModel, TableColumn
from zonetracker.ui.parts.table.view import RecordTable
from zonetracker.words.facts import code_of, nature_words, polarity_words
from zonetracker.words.months import months_text
from zonetracker.words.typed import curve_text, read_curve, read_months, read_names
from zonetracker.words.wording import one_line


class IndicatorsTab(QWidget):
    """A table edited in place."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.model = RecordTableModel(self._columns(), key=lambda one: one.id)
        self.table = RecordTable(self.model, sortable=True, desk=desk)
        self.table.setAccessibleName(tr("指标"))
        self.table.removed.connect(self._remove)
        self.table.commands = [
            TableCommand(
                tr("删除所选"), lambda: self._remove(self.table.chosen()), "Del", lambda: not desk.ledger.read_only
            ),
            history_command(desk, "indicator", lambda: getattr(self.table.record(), "id", None)),
        ]
        self.search = SearchField()
        self.search.setPlaceholderText(tr("查找 (Ctrl+F)"))
        self.search.setClearButtonEnabled(True)
        self.search.setMaximumWidth(220)
        self.search.searches(self.table.sorting)
        self.add = QPushButton(icon("add"), tr("新增指标…"))
        self.add.clicked.connect(self._ask_new)
        head = QHBoxLayout()
        head.addWidget(self.search)
        head.addStretch()
        head.addWidget(self.add)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 10, 0, 0)
        column.addLayout(head)
        column.addWidget(self.table, 1)

    def reload(self) -> None:
        """Show the workbook's indicators."""
        self.model.read_only = self._desk.ledger.read_only
        self.add.setEnabled(not self._desk.ledger.read_only)
        self.model.show_records(self._desk.ledger.indicators())

    def _columns(self) -> list[TableColumn]:
        directions, natures = polarity_words(), nature_words()
        yes_no = (tr("是"), tr("否"))

        def flag(text: str) -> bool:
            return text == yes_no[0]

        def said(held: bool) -> str:
            return yes_no[0] if held else yes_no[1]

        taking = self._taking
        return [
            TableColumn(
                "name",
                tr("指标"),
                lambda one: one_line(one.name),
                edit=taking(lambda text: IndicatorChange(name=text)),
                width=26,
            ),
            TableColumn(
                "unit",
                tr("单位"),
                lambda one: one.unit or "",
                edit=taking(lambda text: IndicatorChange(unit=text or None)),
                width=9,
            ),
            TableColumn(
                "category",
                tr("类别"),
                lambda one: one.category,
                edit=taking(lambda text: IndicatorChange(category=text)),
                width=10,
            ),
            TableColumn(
                "polarity",
                tr("方向"),
                lambda one: directions[one.polarity],
                edit=taking(lambda text: IndicatorChange(polarity=code_of(directions, text))),
                choices=tuple(directions.values()),
                width=11,
            ),
            TableColumn(
                "nature",
                tr("性质"),
                lambda one: natures[one.nature],
                edit=taking(lambda text: IndicatorChange(nature=code_of(natures, text))),
                choices=tuple(natures.values()),
                width=9,
                head_tip=tr("累计型：1月起逐月累计，与序时进度比；时点型：某一时点的数，直接与目标比"),
            ),
            TableColumn(
                "typed_growth",
                tr("增速只填不算"),
                lambda one: said(one.typed_growth),
                edit=taking(lambda text: IndicatorChange(typed_growth=flag(text))),
                choices=yes_no,
                width=13,
                head_tip=tr("按可比价公布的增速（如地区生产总值）只能照填，程序不自己算"),
            ),
            TableColumn(
                "months",
                tr("出数月份"),
                lambda one: months_text(one.months),
                edit=taking(lambda text: IndicatorChange(months=read_months(text))),
                width=14,
                head_tip=tr("不在其中的月份没有数是正常的，显示“本月无数”"),
            ),
            TableColumn(
                "curve",
                tr("进度曲线"),
                lambda one: curve_text(one.curve),
                edit=taking(lambda text: IndicatorChange(curve=read_curve(text))),
                width=16,
                head_tip=tr("12个月的累计百分比；空着就按月份平均（N/12）"),
            ),
            TableColumn(
                "pinned",
                tr("关注"),
                lambda one: said(one.pinned),
                edit=taking(lambda text: IndicatorChange(pinned=flag(text))),
                choices=yes_no,
                width=7,
            ),
            TableColumn(
                "aliases",
                tr("别名"),
                lambda one: "、".join(one.aliases),
                edit=taking(lambda text: IndicatorChange(aliases=read_names(text))),
                fills=True,
            ),
        ]

    def _taking(self, read: Callable[[str], IndicatorChange]) -> Callable[[Indicator, str], bool]:
        def edit(one: Indicator, text: str) -> bool:
            ledger = self._desk.ledger
            return self._desk.write(lambda: ledger.edit_indicator(one.id, read(text))) is not None

        return edit

    def _remove(self, chosen: list[Indicator]) -> None:
        if not chosen or self._desk.ledger.read_only:
            return
        named = "、".join(one.name for one in chosen[:5]) + (tr("等") if len(chosen) > 5 else "")
        self._desk.ask.choose(
            tr("删除 {count} 个指标吗？", count=len(chosen)),
            [tr("删除")],
            lambda _: self._desk.write(lambda: self._desk.ledger.remove_indicators([one.id for one in chosen])),
            named,
        )

    def _ask_new(self) -> None:
        form, name = FormDialog(self.window(), tr("新增指标"), tr("新增")), QLineEdit()
        form.form.addRow(plain_label(tr("指标名称")), name)
        ledger = self._desk.ledger

        def added(changed: Changed) -> None:
            self.reload()
            self.table.go_to(changed.ids["indicator"][0])
            self.table.setFocus()

        self._desk.fill(form, lambda: name.text().strip(), lambda said, _: ledger.add_indicator(said), added)
