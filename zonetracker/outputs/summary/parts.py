"""The parts of the summary: which targets are told first, the counted ones, milestones, those behind and missing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from zonetracker.model.checking.limits import in_short
from zonetracker.model.duties.naming import DepartmentIndex
from zonetracker.model.facts import Milestone, Polarity
from zonetracker.model.milestones.states import MilestoneStanding, MilestoneState, followed
from zonetracker.model.progress import Progress, ProgressRow
from zonetracker.model.row_figures import figures
from zonetracker.model.standing import LAGGING, Grade, Measure
from zonetracker.model.units import measure_of
from zonetracker.outputs.summary.blocks import Block, Paragraph, SummaryTable
from zonetracker.outputs.summary.sentences import Trends, gap_words, reached_words, shortfall, streak_words
from zonetracker.outputs.summary.templates import lagging_word
from zonetracker.support.i18n import tr
from zonetracker.words.standing import deadline_words, state_word
from zonetracker.words.wording import date_words, figure, goal_words, months, one_line

_ECONOMY = frozenset({"", "经济", "财政金融", "工业", "投资", "贸易"})
_BEST, _WORST, _ITEMS, _OVERDUE, _OVERDUE_IN_BRIEF, _UNITS = 5, 3, 3, 5, 2, 6
"""How many are named in a sentence or listed in the text."""
_NAME, _ITEM, _REASON = 30, 28, 36
"""Letters of a name, of a milestone, of a reason, in the text; the annex has them whole."""
_PARAGRAPH = 140
_GOOD = (Grade.EXCEEDED, Grade.DONE, Grade.MET, Grade.AHEAD, Grade.ON_PACE)
_NAMED_STATES = (MilestoneState.DUE_SOON, MilestoneState.DONE)
_COUNTED_STATES = frozenset(
    {MilestoneState.DONE, MilestoneState.OVERDUE, MilestoneState.UNDER_WAY, MilestoneState.UNDATED}
)
"""The states whose milestones are named, and those that are counted also where there are none."""


def divided(rows: Sequence[ProgressRow]) -> tuple[list[ProgressRow], list[ProgressRow]]:
    """Economic targets and the other counted ones; a part (其中) goes with its whole."""
    economic: list[ProgressRow] = []
    counted: list[ProgressRow] = []
    place = counted
    for row in rows:
        if row.depth == 0:
            place = economic if _is_economic(row) else counted
        place.append(row)
    return economic, counted


def _is_economic(row: ProgressRow) -> bool:
    if row.target.stated.growth is not None:
        return row.indicator.polarity is not Polarity.LOWER
    measure = measure_of(row.unit) if row.unit else None
    money = measure is not None and "元" in row.unit
    return money and row.indicator.category in _ECONOMY


def has_data(row: ProgressRow) -> bool:
    """Whether there is a figure to be told of."""
    return row.standing.grade not in (Grade.NO_DATA, Grade.NOT_DUE)


def most_important(rows: Sequence[ProgressRow]) -> list[ProgressRow]:
    """Those with a figure, the watched ones first, each whole with its parts."""
    wholes: list[list[ProgressRow]] = []
    for row in rows:
        if row.depth and wholes:
            wholes[-1].append(row)
        else:
            wholes.append([row])
    wholes.sort(key=lambda whole: not any(row.indicator.pinned for row in whole))
    return [row for whole in wholes for row in whole if has_data(row)]


def counts_words(rows: Sequence[ProgressRow], progress: Progress) -> str:
    """How many rows have each assessment that there is among them."""
    counts = Counter(row.standing.grade for row in rows)
    return "、".join(
        tr("{name}{count}项", name=progress.word(grade), count=counts[grade])
        for grade in progress.grades
        if counts[grade]
    )


def name_of(row: ProgressRow) -> str:
    """A name as the text says it."""
    return in_short(one_line(row.indicator.name), _NAME)


# ---- what else is counted


def counted_part(rows: Sequence[ProgressRow], progress: Progress, *, brief: bool = False) -> Iterator[Block]:
    """The counted targets in words: how many stand how, the best and (not in `brief`) the worst of them."""
    if not rows:
        yield Paragraph(tr("本期没有列入跟踪的量化指标。"), "counted")
        return
    yield Paragraph(
        tr("量化指标共{total}项：{counted}。", total=len(rows), counted=counts_words(rows, progress)), "counted"
    )
    best = sorted(
        (row for row in rows if row.standing.grade in _GOOD),
        key=lambda row: (_GOOD.index(row.standing.grade), -(row.standing.completion or 0)),
    )
    if best:
        told = "、".join(f"{name_of(row)}（{_share(row, progress)}）" for row in best[:_BEST])
        words = tr("完成较好的有") if progress.year_end else tr("进度较快的有")
        yield Paragraph(_named(words, told, len(best), _BEST), "counted-best")
    worst = worst_first(rows)
    if worst and not brief:
        told = "、".join(f"{name_of(row)}（{shortfall(row, progress)}）" for row in worst[:_WORST])
        yield Paragraph(_named(tr("差距较大的有"), told, len(worst), _WORST), "counted-worst")


def _named(words: str, told: str, count: int, most: int) -> str:
    more = tr("等{count}项", count=count) if count > most else ""
    return tr("{words}：{told}{more}。", words=words, told=told, more=more)


def _share(row: ProgressRow, progress: Progress) -> str:
    share = figures(row, progress).completion
    return reached_words(row, progress) if share is None else tr("完成{share}%", share=figure(share))


# ---- those behind


def worst_first(rows: Sequence[ProgressRow]) -> list[ProgressRow]:
    """Those behind, by how far: the worse assessment first, in it the greater gap."""
    behind = [row for row in rows if row.standing.grade in LAGGING]
    return sorted(behind, key=lambda row: (row.standing.grade, _lead(row)))


def _lead(row: ProgressRow) -> Fraction:
    """By how much a row is ahead; below zero behind. What has no measure stands before all that has."""
    standing = row.standing
    leads: list[Fraction] = []
    if standing.level_grade in LAGGING and standing.completion is not None:
        short = standing.completion - 100 if standing.gap is None else standing.gap
        leads.append(-short if standing.measure is Measure.CEILING else short)
    if standing.growth_grade in LAGGING and standing.growth_gap is not None:
        leads.append(-abs(standing.growth_gap))
    return min(leads, default=Fraction(-(10**9)))


def behind_table(rows: Sequence[ProgressRow], progress: Progress, trends: Trends) -> SummaryTable:
    """The list of those behind, with the responsible unit, figures, gap and reason of each."""
    head = (tr("指标名称"), tr("责任单位"), tr("年度目标"), tr("{months}累计", months=months(progress.month)))
    return SummaryTable(
        (*head, tr("差距(百分点)"), tr("进度评价"), tr("原因")),
        tuple(_behind_row(row, progress, trends) for row in rows),
    )


def _behind_row(row: ProgressRow, progress: Progress, trends: Trends) -> tuple[str, ...]:
    streak = streak_words(row, progress, trends, word="")
    return (
        name_of(row),
        in_short(one_line(row.target.responsible), _NAME) or "—",
        in_short(goal_words(row.target.stated, one_line(row.unit), row.target.wording), _NAME),
        reached_words(row, progress),
        gap_words(row, progress) + (tr("（{streak}）", streak=streak) if streak else ""),
        progress.word_of(row),
        in_short(one_line(row.problem), _REASON) or tr("未填报"),
    )


def behind_words(total: int, listed: int, progress: Progress) -> str:
    """What stands above the list of those behind."""
    if not any(map(has_data, progress.rows)):
        return tr("本期还没有数据，未作评价。")
    if not total:
        if progress.year_end:
            return tr("全年没有{word}的目标任务。", word=lagging_word(progress))
        return tr("截至{month}月底，没有{word}的目标任务。", month=progress.month, word=lagging_word(progress))
    said = tr("{word}的目标任务共{count}项", word=lagging_word(progress), count=total)
    if listed == total:
        return tr("{said}，按差距由大到小列表如下。", said=said)
    return tr(
        "{said}，差距最大的{listed}项列表如下，其余{rest}项见附件。", said=said, listed=listed, rest=total - listed
    )


# ---- what is missing


def missing_part(progress: Progress) -> tuple[list[Block], list[str]]:
    """The figures that are missing, by unit: the text of the summary, and what only the annex has room for.

    What has a figure and still cannot be judged, for its target has none, is named apart.
    """
    told: list[Block] = []
    text, listed = _owed(_missing_by_unit(progress))
    if text:
        told.append(Paragraph(text, "missing"))
    unjudged = [row for row in progress.rows if row.standing.grade is Grade.NO_DATA and _reported(row)]
    if unjudged:
        names = "、".join(map(name_of, unjudged[:_UNITS]))
        told.append(Paragraph(_named(tr("已有数据、但不能与目标比较的有"), names, len(unjudged), _UNITS), "unjudged"))
    return told, listed


def _owed(by_unit: Mapping[str, Sequence[str]]) -> tuple[str, list[str]]:
    if not by_unit:
        return "", []
    listed = [tr("{unit}：{names}", unit=unit, names="、".join(names)) for unit, names in by_unit.items()]
    count = sum(map(len, by_unit.values()))
    whole = tr("共{count}项，请抓紧补报。{listed}。", count=count, listed="；".join(listed))
    if len(whole) <= _PARAGRAPH:
        return whole, []
    units = "、".join(
        tr("{unit}{count}项", unit=_nobodys(unit) or in_short(unit, _ITEM), count=len(names))
        for unit, names in sorted(by_unit.items(), key=lambda pair: -len(pair[1]))[:_UNITS]
    )
    more = tr("等{count}个单位", count=len(by_unit)) if len(by_unit) > _UNITS else ""
    said = tr("共{count}项，涉及{units}{more}，清单见附件，请抓紧补报。", count=count, units=units, more=more)
    return said, [tr("未报送数据的指标（{count}项）：", count=count), *(f"{one}。" for one in listed)]


def _nobodys(unit: str) -> str:
    return tr("未明确责任单位的") if unit == _nobody() else ""


def _nobody() -> str:
    return tr("未明确责任单位")


def _reported(row: ProgressRow) -> bool:
    return row.actual is not None and (row.actual.value is not None or row.actual.growth is not None)


def _missing_by_unit(progress: Progress) -> Mapping[str, list[str]]:
    units = DepartmentIndex(progress.departments)
    found: dict[str, list[str]] = {}
    for row in progress.rows:
        if row.standing.grade is Grade.NO_DATA and not _reported(row):
            lead = units.resolve(row.target.responsible)
            unit = one_line(lead.lead.name if lead.lead is not None else lead.lead_name) or _nobody()
            found.setdefault(unit, []).append(one_line(row.indicator.name))
    return found


# ---- milestones


def milestones_part(progress: Progress, *, brief: bool = False) -> tuple[list[Block], list[str]]:
    """The milestones: how many stand how, those overdue in a list; and those that only the annex has room for."""
    most = _OVERDUE_IN_BRIEF if brief else _OVERDUE
    items = followed(progress)
    if not items:
        return [Paragraph(tr("本期没有列入跟踪的重点项目和民生实事。"), "milestones")], []
    counts = Counter(standing.state for _, standing in items)
    counted = "、".join(
        tr("{name}{count}项", name=state_word(each), count=counts[each])
        for each in MilestoneState
        if counts[each] or each in _COUNTED_STATES
    )
    said = tr("列入跟踪的重点事项共{total}项：{counted}。", total=len(items), counted=counted)
    overdue = [pair for pair in items if pair[1].overdue]
    beside = len(overdue) - counts[MilestoneState.OVERDUE]
    if beside:
        said += tr("申请销号中和已退回的，有{count}项也已逾期。", count=beside)
    blocks: list[Block] = [Paragraph(said, "milestones")]
    rest = [_overdue_words(milestone, standing) for milestone, standing in overdue[most:]]
    if overdue:
        blocks.append(_overdue(overdue[:most]))
    for state in _NAMED_STATES:
        listed = [pair for pair in items if pair[1].state is state]
        if listed:
            named = "、".join(_item(milestone, standing) for milestone, standing in listed[:_ITEMS])
            words = tr("{word}的有", word=state_word(state))
            blocks.append(Paragraph(_named(words, named, len(listed), _ITEMS), f"milestones-{state}"))
    if not rest:
        return blocks, []
    blocks.append(Paragraph(tr("其余{count}项逾期事项见附件。", count=len(rest)), "milestones-rest"))
    return blocks, [tr("其余逾期的重点事项（{count}项）：{items}。", count=len(rest), items="；".join(rest))]


def _overdue_words(milestone: Milestone, standing: MilestoneStanding) -> str:
    unit = one_line(milestone.responsible) or _nobody()
    due = one_line(deadline_words(standing))
    return tr("{name}（{unit}，{due}）", name=one_line(milestone.name), unit=unit, due=due)


def _item(milestone: Milestone, standing: MilestoneStanding) -> str:
    done = standing.state is MilestoneState.DONE
    date = one_line(date_words(standing.done_on if done else standing.deadline))
    name = in_short(one_line(milestone.name), _ITEM)
    if not date:
        return name
    if done:
        return tr("{name}（{date}完成）", name=name, date=date)
    if date.endswith("日"):
        return tr("{name}（{date}前完成）", name=name, date=date)
    return tr("{name}（{date}底前完成）", name=name, date=date)


def _overdue(listed: Sequence[tuple[Milestone, MilestoneStanding]]) -> SummaryTable:
    head = (tr("逾期事项"), tr("责任单位"), tr("完成时限"), tr("说明"))
    rows = tuple(
        (
            in_short(one_line(milestone.name), _NAME),
            in_short(one_line(milestone.responsible), _NAME) or "—",
            one_line(deadline_words(standing)),
            in_short(one_line(milestone.note), _REASON) or tr("未填报"),
        )
        for milestone, standing in listed
    )
    return SummaryTable(head, rows)
