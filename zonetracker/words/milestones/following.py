"""What was done about a milestone, what proves it, and how a list of them is counted, in words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction

from zonetracker.model.facts import Action, ActionKind, Cycle, Evidence, Node
from zonetracker.model.milestones.listing import ListedMilestone, MilestoneList, mean_took, rates_of
from zonetracker.model.milestones.rates import MilestoneRates
from zonetracker.model.milestones.signoff import NEEDS_WORDS
from zonetracker.model.milestones.states import MilestoneState
from zonetracker.model.milestones.templates import OF_YEAR, RECEIVED, NodePattern, PlanUnit
from zonetracker.model.rounding import shown
from zonetracker.support.i18n import tr
from zonetracker.words.milestones.acting import action_word, level_word
from zonetracker.words.wording import date_words, figure, one_line


def wanted_words(kind: ActionKind) -> str:
    """What the words of an action are called where it is entered: a reason, or simply what it says."""
    if kind not in _WITH_REASON:
        return tr("内容")
    return tr("{move}原因", move=action_word(kind))


_WITH_REASON = NEEDS_WORDS | {ActionKind.SUSPEND}


def cycle_words() -> dict[Cycle, str]:
    """How often a unit files on a milestone."""
    return {Cycle.MONTH: tr("每月"), Cycle.QUARTER: tr("每季"), Cycle.NEVER: tr("不用报送")}


def plan_unit_words() -> dict[PlanUnit, str]:
    """In what the plan of a step counts."""
    return {
        PlanUnit.WORKDAY: tr("工作日"),
        PlanUnit.DAY: tr("日历日"),
        PlanUnit.MONTH: tr("个月"),
        PlanUnit.MONTH_END: tr("月底"),
    }


def anchor_words() -> dict[str, str]:
    """From when the plan of a step counts; other anchors are the names of steps."""
    return {"": tr("不定"), RECEIVED: tr("交办日期"), OF_YEAR: tr("年度")}


def step_words(step: NodePattern) -> str:
    """All that a template says of a step, without its name."""
    said = [_plan_words(step), tr("作时限") if step.limit else ""]
    said.append(tr("逾期{behind}天起略滞后，{late}天起滞后", behind=step.behind_after, late=step.late_after))
    for head, text in (
        (tr("不早于"), step.never_before),
        (tr("怎样算数："), step.meaning),
        (tr("证明材料："), step.papers),
    ):
        said.append(head + one_line(text) if text else "")
    return "；".join(one for one in said if one)


def _plan_words(step: NodePattern) -> str:
    if not step.anchor:
        return tr("没有计划日期")
    if step.unit is PlanUnit.MONTH_END:
        return tr("{month}月底", month=step.count)
    anchor = anchor_words().get(step.anchor, one_line(step.anchor))
    return tr("{anchor}起{count}{unit}", anchor=anchor, count=step.count, unit=plan_unit_words()[step.unit])


def action_words(action: Action) -> str:
    """An action in a line, without its day: 退回：资料不全, 延期至2023年10月31日：等设备（某文〔2023〕5号）."""
    level = level_word(action.level) if action.level is not None else ""
    until = tr("至{day}", day=date_words(action.after)) if action.after else ""
    paper = tr("（{paper}）", paper=one_line(action.paper_no)) if action.paper_no.strip() else ""
    why = tr("：{words}", words=one_line(action.words)) if action.words.strip() else ""
    return f"{level}{action_word(action.kind)}{until}{why}{paper}"


def signoff_words(row: ListedMilestone) -> str:
    """How far a milestone is on its way to being struck off: the day on which it was done, applied for, or returned."""
    if row.done:
        return row.standing.done_on or tr("已完成")
    on_the_way = row.standing.state in (MilestoneState.APPLIED, MilestoneState.RETURNED)
    if row.turned is not None and on_the_way:
        return tr("{day}{what}", day=row.turned.day[5:], what=_ON_THE_WAY[row.turned.kind]())
    return tr("须审核") if row.milestone.signoff else ""


_ON_THE_WAY = {ActionKind.APPLY: lambda: tr("申请"), ActionKind.RETURN: lambda: tr("退回")}


def evidence_name(one: Evidence) -> str:
    """A piece of evidence by its name, with the number of its paper."""
    name, paper = one_line(one.name), one_line(one.paper_no)
    return tr("{name}（{paper}）", name=name, paper=paper) if paper and paper != name else name


def evidence_words(evidence: Sequence[Evidence], nodes: Sequence[Node]) -> str:
    """All evidence in a cell: that of the whole, then that of each node behind its name."""
    places: dict[int | None, list[str]] = {None: [], **{node.id: [] for node in nodes}}
    for one in evidence:
        places.setdefault(one.node_id, places[None]).append(evidence_name(one))
    names = {node.id: one_line(node.name) for node in nodes}
    told = [
        "、".join(listed) if place is None else tr("{node}：{names}", node=names[place], names="、".join(listed))
        for place, listed in places.items()
        if listed
    ]
    return "；".join(told)


def share_words(share: Fraction | None, places: int) -> str:
    """A rate as it is printed; a dash where there is nothing to take it of."""
    return tr("—") if share is None else f"{figure(shown(share, places))}%"


def rates_words(rates: MilestoneRates, places: int) -> str:
    """How many are done, and the rates: 合计5项：已办结2项，办结率40.0%，按期办结率33.3%，退回率—."""
    return tr(
        "合计{all}项：已办结{done}项，办结率{share}，按期办结率{in_time}，退回率{returned}",
        all=rates.all,
        done=rates.done,
        share=share_words(rates.done_rate, places),
        in_time=share_words(rates.in_time_rate, places),
        returned=share_words(rates.returned_rate, places),
    )


def counted_words(rows: Sequence[ListedMilestone], places: int) -> str:
    """The same of rows; of those that were handled within a time limit also how many working days they took."""
    mean = mean_took(rows)
    took = "" if mean is None else tr("，平均办理{days}个工作日", days=figure(shown(mean, 1)))
    return rates_words(rates_of(rows), places) + took


def narrowed_words(narrowed: Iterable[str]) -> str:
    """That only some of a list are shown, by what they were chosen."""
    named = "、".join(narrowed)
    return tr("只列：{named}", named=named) if named else ""


def rules_words(listed: MilestoneList) -> list[str]:
    """The notes under the list: as of which day, by which days of the office, and how the rates are made."""
    options, (blue, yellow, red) = listed.options, listed.options.supervise
    day = date_words(listed.day.isoformat())
    early = tr("，早{days}天以上的为提前", days=options.early_days) if options.early_days else ""
    notes = [
        tr(
            "说明：1.状态和天数截至{day}；时限写到月、年的算到月末、年末，次日起算逾期，按日历日计；"
            "{soon}天以内到期的为即将到期{early}。",
            day=day,
            soon=options.soon,
            early=early,
        ),
        tr(
            "2.逾期{behind}天起为略滞后、{late}天起为滞后；督办单：逾期{blue}天蓝色、{yellow}天黄色、{red}天红色。",
            behind=options.behind_after,
            late=options.late_after,
            blue=blue,
            yellow=yellow,
            red=red,
        ),
        tr(
            "3.办结率=办结÷（全部－取消）；按期办结率=按期办结÷（办结＋逾期未办结，不含暂缓）；"
            "退回率=退回过的÷申请过销号的；平均办理天数只算已办结的，交办当天不计；四舍五入。"
        ),
    ]
    if listed.unknown_years:
        years = "、".join(map(str, sorted(listed.unknown_years)))
        notes.append(tr("4.{years}年没有节假日表，工作日按周一至周五计。", years=years))
    return notes
