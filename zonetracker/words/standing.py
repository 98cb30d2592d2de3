"""The words for how things stand: the classes of the summary, what a grade means, the states of milestones."""

from __future__ import annotations

from collections.abc import Sequence

from zonetracker.model.milestones import MilestoneState
from zonetracker.model.progress import Progress, ProgressRow, SummaryClass
from zonetracker.model.rules import RuleSet
from zonetracker.model.standing import Grade
from zonetracker.support.i18n import tr


def class_word(summary_class: SummaryClass, rules: RuleSet) -> str:
    """A class of the monthly summary as its opening sentence says it; those of a year's end in the office's words."""
    words = {
        SummaryClass.DONE: tr("提前完成"),
        SummaryClass.AHEAD: tr("超序时"),
        SummaryClass.ON_PACE: tr("达到序时"),
        SummaryClass.BEHIND: tr("未达序时"),
        SummaryClass.NO_DATA: tr("暂无数据"),
        SummaryClass.EXCEEDED: rules.words["exceeded"],
        SummaryClass.MET: rules.words["met"],
        SummaryClass.MISSED: rules.words["missed"],
    }
    return words[summary_class]


def class_counts(rows: Sequence[ProgressRow], progress: Progress) -> str:
    """How many rows are in each class of the month, also in those with none; they add up to the number of rows."""
    numbers = {each: sum(row.summary_class is each for row in rows) for each in progress.classes}
    named = ((class_word(each, progress.rules), count) for each, count in numbers.items())
    return "，".join(tr("{name}{count}项", name=name, count=count) for name, count in named)


def grade_meaning(grade: Grade) -> str:
    """What an assessment means, whichever word an office has for it."""
    words = {
        Grade.DONE: tr("达到全年目标"),
        Grade.ON_PACE: tr("不低于序时进度"),
        Grade.BEHIND: tr("低于序时进度"),
        Grade.LATE: tr("低得较多"),
        Grade.NO_DATA: tr("该有数而没有"),
        Grade.NOT_DUE: tr("本月不出数"),
        Grade.EXCEEDED: tr("年终：超过全年目标"),
        Grade.MET: tr("年终：达到全年目标"),
        Grade.MISSED: tr("年终：没有达到"),
    }
    return words[grade]


def state_word(state: MilestoneState) -> str:
    """The office's word for the state of a milestone."""
    words = {
        MilestoneState.DONE: tr("已完成"),
        MilestoneState.OVERDUE: tr("到期未完成"),
        MilestoneState.UNDER_WAY: tr("推进中"),
        MilestoneState.UNDATED: tr("推进中（未定时限）"),
    }
    return words[state]
