"""The columns of projects: as a list with money and stage, and as a grid of the months of the year."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal

from zonetracker.model.facts import Node
from zonetracker.model.milestones.projects import ProjectRow, ProjectTable
from zonetracker.model.milestones.stages import COMPLETION, START, node_named, reached_by
from zonetracker.model.row_figures import figures
from zonetracker.support.i18n import tr
from zonetracker.ui.milestones.projects.keeping import Keep, ProjectKeeping
from zonetracker.ui.parts.signs import grade_sign
from zonetracker.ui.parts.table.model import TableColumn
from zonetracker.words.milestones.projects import (
    ProjectColumn,
    money_of,
    money_text,
    month_note,
    node_both_words,
    node_short,
    project_head,
    project_text,
    stage_words,
)
from zonetracker.words.wording import columns_of, figure, one_line

STAGE = "stage"
Names = Callable[[], Sequence[str]]
_LEAST, _MOST = 7, 14


class ProjectColumns:
    """Columns over the rows of one table of projects, which `table` gives as it stands."""

    def __init__(self, table: Callable[[], ProjectTable], keeping: ProjectKeeping, units: Names) -> None:
        self._table, self._keeping, self._units = table, keeping, units

    def listed(self) -> list[TableColumn]:
        """The list: who, how much, how far, which stage, what was filed, how it stands."""
        keeping, month = self._keeping, self._table().progress.month
        return [
            self._name(),
            TableColumn(
                "responsible",
                tr("单位"),
                lambda row: one_line(row.milestone.responsible),
                edit=keeping.text_of("responsible"),
                completes=self._units,
                width=12,
                least=8,
            ),
            self._money(ProjectColumn.INVESTMENT, keeping.sum_of("investment")),
            self._money(ProjectColumn.YEAR_PLAN, keeping.sum_of("year_plan"), tr("年度计划")),
            self._money(ProjectColumn.MONTH_SPENT, None, tr("本月")),
            self._money(ProjectColumn.SPENT, keeping.spent(), tr("累计")),
            self._share(ProjectColumn.COMPLETION, tr("完成%")),
            self._share(ProjectColumn.GAP, tr("差")),
            TableColumn(
                STAGE,
                tr("阶段"),
                lambda row: row.stage.name or "",
                order=lambda row: sum(row.stage.done),
                tip=stage_words,
                corner=lambda row: bool(row.stage.hints),
                width=15,
                least=13,
                head_tip=tr("各节点依次一个圆点，实心的已完成；提示里有各节点的日期"),
            ),
            self._day(START, tr("开工")),
            self._day(COMPLETION, tr("竣工")),
            self._filed(ProjectColumn.PROGRESS, month),
            self._filed(ProjectColumn.PROBLEM, month),
            self._assessment(),
        ]

    def months(self) -> list[TableColumn]:
        """The grid: what was spent since January by each month, to be typed or pasted."""
        rows = self._table().rows
        columns = [
            self._name(),
            self._money(ProjectColumn.YEAR_PLAN, self._keeping.sum_of("year_plan"), tr("年度计划")),
        ]
        for month in range(1, 13):
            texts = [money_text(row.spent_by(month), row.row.unit) for row in rows]
            columns.append(self._month(month, max(map(columns_of, texts), default=0)))
        return [*columns, self._share(ProjectColumn.COMPLETION, tr("完成%"))]

    def _name(self) -> TableColumn:
        return TableColumn(
            "name",
            tr("项目"),
            lambda row: project_text(ProjectColumn.NAME, row, self._table()),
            start=lambda row: row.milestone.name,
            edit=self._keeping.text_of("name"),
            tip=lambda row: _about(row),
            width=18,
            fills=True,
        )

    def _money(self, column: ProjectColumn, edit: Keep | None, title: str = "") -> TableColumn:
        month = self._table().progress.month
        texts = (project_text(column, row, self._table()) for row in self._table().rows)
        longest = max(map(columns_of, texts), default=0)

        def tip(row: ProjectRow) -> str:
            note = month_note(row, month) if column is ProjectColumn.MONTH_SPENT else ""
            since = row.since_start if column is ProjectColumn.SPENT else None
            told = "" if since is None else tr("开工以来累计{sum}", sum=money_text(since, row.row.unit))
            return note or told or project_text(column, row, self._table())

        def order(row: ProjectRow) -> Decimal | None:
            return money_of(column, row)

        return TableColumn(
            column.value,
            title or project_head(column, month),
            lambda row: project_text(column, row, self._table()),
            order=order,
            numeric=True,
            edit=edit,
            tip=tip,
            width=max(_LEAST, min(_MOST, longest)),
        )

    def _share(self, column: ProjectColumn, title: str) -> TableColumn:
        key = "completion" if column is ProjectColumn.COMPLETION else "gap"
        return TableColumn(
            key,
            title,
            lambda row: project_text(column, row, self._table()),
            order=lambda row: getattr(figures(row.row, self._table().progress), key),
            numeric=True,
            width=6,
        )

    def _day(self, name: str, title: str) -> TableColumn:
        def node(row: ProjectRow) -> Node | None:
            return node_named(row.nodes, name)

        def day(row: ProjectRow) -> str:
            found = node(row)
            return "" if found is None else found.done_on or ""

        def muted(row: ProjectRow) -> str | None:
            found = node(row)
            return "muted" if found is not None and not reached_by(found, self._table().day) else None

        def order(row: ProjectRow) -> str | None:
            found = node(row)
            return None if found is None else found.done_on or found.planned

        return TableColumn(
            name,
            title,
            lambda row: node_short(node(row), self._table().day),
            order=order,
            start=day,
            edit=self._keeping.done_on(name),
            editable=lambda row: node(row) is not None,
            colour=muted,
            tip=lambda row: node_both_words(node(row)),
            width=11,
            head_tip=tr("实际的日期；还没有到的，写计划的月份"),
        )

    def _filed(self, column: ProjectColumn, month: int) -> TableColumn:
        return TableColumn(
            column.value,
            project_head(column, month),
            lambda row: project_text(column, row, self._table()),
            start=lambda row: "" if row.filing is None else getattr(row.filing, column.value),
            edit=self._keeping.filed(column.value),
            width=16,
            least=7,
            head_tip=tr("这个月报送的"),
        )

    def _assessment(self) -> TableColumn:
        return TableColumn(
            ProjectColumn.ASSESSMENT.value,
            tr("评价"),
            lambda row: project_text(ProjectColumn.ASSESSMENT, row, self._table()),
            order=lambda row: row.grade,
            colour=lambda row: self._table().progress.colour(row.grade),
            sign=lambda row: grade_sign(row.grade),
            width=10,
        )

    def _month(self, month: int, longest: int) -> TableColumn:
        return TableColumn(
            f"month:{month}",
            tr("{month}月", month=month),
            lambda row: money_text(row.spent_by(month), row.row.unit),
            order=lambda row: row.spent_by(month),
            numeric=True,
            start=lambda row: _own(row.spent_by(month)),
            edit=self._keeping.spent(month),
            bold=lambda _: month == self._table().progress.month,
            width=max(_LEAST, min(_MOST, longest)),
        )


def _own(sum_: Decimal | None) -> str:
    return "" if sum_ is None else figure(sum_)


def _about(row: ProjectRow) -> str:
    """What of a project stands in no column."""
    one = row.milestone
    told = (
        (tr("建设单位"), one.builder),
        (tr("建设性质"), one.construction),
        (tr("建设内容及规模"), one.scale),
        (tr("责任领导"), one.leader),
        (tr("类别"), one.industry),
    )
    return "\n".join([one_line(one.name), *(f"{head}：{one_line(text)}" for head, text in told if text)])
