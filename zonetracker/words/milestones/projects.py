"""Projects in the words of an office: the columns of their table, stages, days of nodes, the notes under the table."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum
from itertools import pairwise

from zonetracker.model.facts import Node
from zonetracker.model.milestones.projects import PROJECT_UNIT, ProjectRow, ProjectTable
from zonetracker.model.milestones.stages import COMPLETION, START, Stage, StageHint, node_named, reached_by
from zonetracker.model.milestones.states import MilestoneState
from zonetracker.model.milestones.summary import StageGroup, StageSummary
from zonetracker.model.row_figures import Figures, figures
from zonetracker.support.i18n import tr
from zonetracker.words.standing import rounding_rule
from zonetracker.words.wording import date_words, figure, months, one_line, part_name


class ProjectColumn(StrEnum):
    """The columns of the table of projects, in the office's order."""

    NUMBER = "number"
    NAME = "name"
    BUILDER = "builder"
    CONSTRUCTION = "construction"
    SCALE = "scale"
    INVESTMENT = "investment"
    SPENT_BEFORE = "spent_before"
    YEAR_PLAN = "year_plan"
    MONTH_SPENT = "month_spent"
    SPENT = "spent"
    COMPLETION = "completion"
    GAP = "gap"
    START = "start"
    FINISH = "finish"
    STAGE = "stage"
    PROGRESS = "progress"
    PROBLEM = "problem"
    LEADER = "leader"
    RESPONSIBLE = "responsible"
    ASSESSMENT = "assessment"


MONEY = (
    ProjectColumn.INVESTMENT,
    ProjectColumn.SPENT_BEFORE,
    ProjectColumn.YEAR_PLAN,
    ProjectColumn.MONTH_SPENT,
    ProjectColumn.SPENT,
)
"""The columns of sums, which the total adds up."""
FIGURES = frozenset({*MONEY, ProjectColumn.COMPLETION, ProjectColumn.GAP})


def project_head(column: ProjectColumn, month: int) -> str:
    """The head of a column."""
    words = {
        ProjectColumn.NUMBER: tr("序号"),
        ProjectColumn.NAME: tr("项目名称"),
        ProjectColumn.BUILDER: tr("建设单位"),
        ProjectColumn.CONSTRUCTION: tr("建设性质"),
        ProjectColumn.SCALE: tr("建设内容及规模"),
        ProjectColumn.INVESTMENT: tr("总投资"),
        ProjectColumn.SPENT_BEFORE: tr("至上年底累计"),
        ProjectColumn.YEAR_PLAN: tr("年度计划投资"),
        ProjectColumn.MONTH_SPENT: tr("本月完成"),
        ProjectColumn.SPENT: tr("{months}累计", months=months(month)),
        ProjectColumn.COMPLETION: tr("完成年度计划(%)"),
        ProjectColumn.GAP: tr("与序时进度差"),
        ProjectColumn.START: tr("开工时间"),
        ProjectColumn.FINISH: tr("竣工时间"),
        ProjectColumn.STAGE: tr("当前阶段"),
        ProjectColumn.PROGRESS: tr("形象进度"),
        ProjectColumn.PROBLEM: tr("存在问题"),
        ProjectColumn.LEADER: tr("责任领导"),
        ProjectColumn.RESPONSIBLE: tr("责任单位"),
        ProjectColumn.ASSESSMENT: tr("进度评价"),
    }
    return words[column]


def project_text(column: ProjectColumn, row: ProjectRow, table: ProjectTable, known: Figures | None = None) -> str:
    """What stands in a cell; sums in another currency carry their unit. `known` are the row's figures if at hand."""
    if column in MONEY:
        return money_text(money_of(column, row), row.row.unit)
    if column in (ProjectColumn.COMPLETION, ProjectColumn.GAP):
        told = known or figures(row.row, table.progress)
        value = told.completion if column is ProjectColumn.COMPLETION else told.gap
        return "" if value is None else figure(value)
    return _words_of(column)(row, table)


def _words_of(column: ProjectColumn) -> Callable[[ProjectRow, ProjectTable], str]:
    filed = {ProjectColumn.PROGRESS: "progress", ProjectColumn.PROBLEM: "problem"}
    if column in filed:
        return lambda row, _: "" if row.filing is None else one_line(getattr(row.filing, filed[column]))
    own: Mapping[ProjectColumn, Callable[[ProjectRow, ProjectTable], str]] = {
        ProjectColumn.NUMBER: lambda row, _: row.number,
        ProjectColumn.NAME: lambda row, _: part_name(row.milestone.name, row.depth),
        ProjectColumn.START: lambda row, table: node_words(node_named(row.nodes, START), table.day),
        ProjectColumn.FINISH: lambda row, table: node_words(node_named(row.nodes, COMPLETION), table.day),
        ProjectColumn.STAGE: lambda row, _: row.stage.name or "",
        ProjectColumn.ASSESSMENT: project_word,
    }
    return own.get(column, lambda row, _: one_line(getattr(row.milestone, column.value)))


def money_of(column: ProjectColumn, row: ProjectRow) -> Decimal | None:
    """A sum of a project in its unit."""
    sums: Mapping[ProjectColumn, Decimal | None] = {
        ProjectColumn.INVESTMENT: row.investment,
        ProjectColumn.SPENT_BEFORE: row.spent_before,
        ProjectColumn.YEAR_PLAN: row.year_plan,
        ProjectColumn.MONTH_SPENT: row.month_spent,
        ProjectColumn.SPENT: row.spent,
    }
    return sums[column]


def money_text(sum_: Decimal | None, unit: str) -> str:
    """A sum in the table's unit, or in another that it carries along; "" for none."""
    if sum_ is None:
        return ""
    return figure(sum_) if unit == PROJECT_UNIT else f"{figure(sum_)}{one_line(unit)}"


def project_word(row: ProjectRow, table: ProjectTable) -> str:
    """The office's word for how a project stands: that of its grade, or that it is suspended."""
    if row.standing is not None and row.standing.state is MilestoneState.SUSPENDED:
        return tr("暂缓")
    return table.progress.word(row.grade)


def node_words(node: Node | None, day: date) -> str:
    """When a node was done, seen from a day, else when it is planned."""
    if node is None:
        return ""
    if reached_by(node, day):
        return date_words(node.done_on) or tr("已完成（日期不明）")
    return tr("{day}（计划）", day=date_words(node.planned)) if node.planned else ""


def node_short(node: Node | None, day: date) -> str:
    """The same in a narrow column: 2023-04-10, 计划2023-09."""
    if node is None:
        return ""
    if reached_by(node, day):
        return node.done_on or tr("日期不明")
    return tr("计划{month}", month=node.planned[:7]) if node.planned else ""


def node_both_words(node: Node | None) -> str:
    """A node's plan beside what came of it: 计划2023年3月，实际2023年4月."""
    if node is None:
        return ""
    planned = tr("计划{day}", day=date_words(node.planned)) if node.planned else ""
    done = tr("实际{day}", day=date_words(node.done_on) or tr("日期不明")) if node.done else ""
    return tr("，").join(part for part in (planned, done) if part)


def stage_words(row: ProjectRow) -> str:
    """All nodes of a project with their days, and what to look at, each on a line."""
    lines = []
    for node, done in zip(row.nodes, row.stage.done, strict=True):
        told = node_both_words(node) or tr("没有日期")
        lines.append(tr("{sign} {name}：{told}", sign="●" if done else "○", name=one_line(node.name), told=told))
    return "\n".join([*lines, *hint_words(row.stage)])


def hint_words(stage: Stage) -> Iterator[str]:
    """What a clerk should look at in the stages of a project."""
    for hint, name, before in stage.hints:
        if hint is StageHint.SKIPPED:
            yield tr("“{name}”已完成，而前面的“{before}”还没有填", name=one_line(name), before=one_line(before))
        else:
            yield tr("“{name}”的日期早于前面的“{before}”", name=one_line(name), before=one_line(before))


def month_note(row: ProjectRow, month: int) -> str:
    """Why there is no figure of the month alone, where one might be expected."""
    if row.month_spent is not None or row.spent is None:
        return ""
    if month == 1:
        return tr("1月的数就是累计数")
    return tr("隔月：上个月没有报数，算不出本月") if row.skipped else tr("上个月没有报数，算不出本月")


def total_note(table: ProjectTable) -> str:
    """Which projects the total adds up, and how many others there are."""
    total = table.total
    said = [tr("合计为有年度计划的{count}个项目", count=total.counted)]
    others = (
        (total.unplanned, tr("{count}个没有年度计划，未计入")),
        (total.parts, tr("{count}个是别的项目的一部分，不重复计入")),
        (total.foreign, tr("{count}个以外币计，未计入")),
        (total.unfiled, tr("计入的有{count}个本月没有报数")),
        (total.monthless, tr("计入的有{count}个算不出本月数")),
    )
    return tr("，").join([*said, *(words.format(count=count) for count, words in others if count)]) + tr("。")


def project_notes(table: ProjectTable) -> list[str]:
    """The notes under the table: by which rules it is judged, what the total holds, how figures are rounded."""
    rules = table.rules
    words = rules.rules.words
    start = "" if rules.start_late is None else tr("（开工逾期满{days}天）", days=rules.start_late)
    judged = tr(
        "评价采用“{rule}”规则：完成年度计划为“{done}”，不低于序时进度为“{on_pace}”，低{late}个百分点及以上为“{late_word}”，"
        "不到的为“{behind}”；时限或节点逾期的，按各自的天数为“{behind}”“{late_word}”{start}；以投资、节点、时限中较差的为准。",
        rule=one_line(rules.rules.name),
        late=figure(abs(rules.rules.late)),
        late_word=words["late"],
        start=start,
        **{key: words[key] for key in ("done", "on_pace", "behind")},
    )
    day = tr("节点、时限截至{year}年{month}月{day}日。", year=table.day.year, month=table.day.month, day=table.day.day)
    made_good = (
        tr("逾期后补上的节点，在没有按时完成的那个月仍为“{word}”。", word=words["behind"]) if rules.made_good else ""
    )
    told = [judged, total_note(table), rounding_rule(table.progress), day, made_good]
    return [f"{number}.{said}" for number, said in enumerate(filter(None, told), 1)]


def group_of_stages(group: StageGroup) -> str:
    """What the first column of the summary of stages is called."""
    return {StageGroup.UNIT: tr("责任单位"), StageGroup.CATEGORY: tr("类别")}[group]


def stage_heads(summary: StageSummary) -> list[str]:
    """The heads of the summary of stages."""
    heads = [group_of_stages(summary.group), tr("项目数"), tr("总投资")]
    for name in map(one_line, summary.names):
        heads += [tr("{name}计划", name=name), tr("{name}实际", name=name), tr("{name}计划率(%)", name=name)]
    pairs = pairwise(map(one_line, summary.names))
    return [*heads, *(tr("{name}转{following}(%)", name=one, following=other) for one, other in pairs)]


def summary_notes(table: ProjectTable, summary: StageSummary) -> list[str]:
    """The notes under the summary of stages: of which time and of which projects its figures are."""
    progress = table.progress
    undated = sum(stage.undated for stage in summary.total.stages)
    cohort = tr("全部项目") if summary.cohort is None else tr("{year}年签约的项目", year=summary.cohort)
    told = [
        tr(
            "计划、实际为{year}年{months}计划到达和实际到达的项目数，计划率为实际除以计划，可高于100%。",
            year=progress.year,
            months=months(progress.month),
        ),
        tr("转化率为{cohort}中到达前一阶段的，又到达后一阶段的占多少，截至月底，不与计划率相乘。", cohort=cohort),
        tr("有{count}个节点已完成但没有日期，不计入实际。", count=undated) if undated else "",
        tr("别的项目的一部分不另计；总投资不含以外币计的。"),
    ]
    said = [f"{number}.{one}" for number, one in enumerate(filter(None, told), 1)]
    return [tr("说明：") + said[0], *said[1:]]


def total_line(table: ProjectTable) -> str:
    """The total in a line under the list."""
    total = table.total
    told = figures(total.row, table.progress)
    parts = (
        (tr("总投资"), total.investment),
        (tr("年度计划"), total.row.target.stated.value),
        (tr("本月"), total.month_spent),
        (tr("累计"), total.row.actual_value),
    )
    said = [f"{head} {figure(sum_)}" for head, sum_ in parts if sum_ is not None]
    if told.completion is not None and told.gap is not None:
        share, gap = figure(told.completion), figure(told.gap)
        said.append(tr("完成年度计划 {share}%，与序时进度差 {gap}", share=share, gap=gap))
    return tr("合计（万元）　{said}", said="　".join(said)) if said else ""
