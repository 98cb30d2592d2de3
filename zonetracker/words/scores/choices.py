"""What an office chooses of its rules for scores, and how rows and departments stand by them, in words."""

from __future__ import annotations

from zonetracker.model.scoring.completion import NoScore
from zonetracker.model.scoring.marks import ScoreHint
from zonetracker.model.scoring.ranking import BoardList, Excluded
from zonetracker.model.scoring.rules import (
    Against,
    IfMissing,
    PartOf,
    ProjectBasis,
    RankedBy,
    RuleKind,
    ScoreBasis,
    ScoreSet,
    ScoreUse,
    TieBreaker,
    TieStyle,
    VetoEffect,
)
from zonetracker.support.i18n import tr
from zonetracker.words.wording import figure


def rule_kind_words() -> dict[RuleKind, str]:
    """The kinds of score rules."""
    return {
        RuleKind.PROPORTIONAL: tr("按比例"),
        RuleKind.BONUS: tr("超额加分"),
        RuleKind.CAPPED: tr("封顶"),
        RuleKind.STEPS: tr("分档"),
        RuleKind.EFFICACY: tr("功效系数"),
        RuleKind.PER_UNIT: tr("每个单位"),
        RuleKind.TWO_MINUS: tr("控制型"),
        RuleKind.GROWTH_RATIO: tr("增速比例"),
        RuleKind.GROWTH_POINTS: tr("增速加减分"),
        RuleKind.RANK: tr("排名赋分"),
        RuleKind.MET: tr("达标得分"),
        RuleKind.VETO: tr("否决"),
        RuleKind.MANUAL: tr("评价分"),
    }


def rule_kind_meanings() -> dict[RuleKind, str]:
    """What each kind of rule does, in one sentence."""
    return {
        RuleKind.PROPORTIONAL: tr("分值×完成率，完成率最多算100%，没有加分"),
        RuleKind.BONUS: tr("同按比例；完成率超过100%的，每个百分点另加若干分"),
        RuleKind.CAPPED: tr("分值×完成率，完成率最多算到封顶；超过100%的部分记作加分"),
        RuleKind.STEPS: tr("完成率到哪一档，就得这一档的分值占比；也可以在两档之间按比例"),
        RuleKind.EFFICACY: tr("（实绩−及格值）÷（满分值−及格值）×40+60，按0–100折成分值"),
        RuleKind.PER_UNIT: tr("比应完成数多一个单位加若干分，少一个减若干分，加减都有封顶"),
        RuleKind.TWO_MINUS: tr("不超过控制数得满分；超过的，分值×（2−完成率）；超过一倍不得分"),
        RuleKind.GROWTH_RATIO: tr("增速达到目标得满分；不到的按比例；不高于0不得分"),
        RuleKind.GROWTH_POINTS: tr("增速比目标高一个百分点加若干分，低一个减若干分"),
        RuleKind.RANK: tr("按名次得分；同用一个办法的任务在本序列里排名次"),
        RuleKind.MET: tr("达到得满分，没有达到不得分"),
        RuleKind.VETO: tr("达到得满分，没有达到不得分，并否决该单位"),
        RuleKind.MANUAL: tr("由人评价，得分值的百分之几"),
    }


def use_words() -> dict[ScoreUse, str]:
    """By what tasks are scored."""
    return {
        ScoreUse.FLOW: tr("累计型指标"),
        ScoreUse.LEVEL: tr("时点型指标、占比"),
        ScoreUse.CEILING: tr("控制型累计指标"),
        ScoreUse.LIMIT: tr("不超过的控制数"),
        ScoreUse.RANGE: tr("区间指标"),
        ScoreUse.RANK: tr("位次"),
        ScoreUse.ZERO: tr("零控制"),
        ScoreUse.GROWTH: tr("增速"),
        ScoreUse.FALL: tr("下降目标"),
        ScoreUse.WORDS: tr("文字目标"),
        ScoreUse.MILESTONE: tr("事项、项目"),
    }


def project_basis_words() -> dict[ProjectBasis, str]:
    """By what projects with a plan are scored."""
    return {
        ProjectBasis.MONEY: tr("按投资完成"),
        ProjectBasis.DONE: tr("按节点和办结"),
        ProjectBasis.SPLIT: tr("投资、节点各占一部分"),
    }


def against_words() -> dict[Against, str]:
    """Against what a figure within the year is held."""
    return {Against.PACE: tr("对序时进度"), Against.YEAR: tr("对全年目标")}


def if_missing_words() -> dict[IfMissing | None, str]:
    """What a missing figure means; None is the usual."""
    return {
        None: tr("12月以前待定，12月记0分"),
        IfMissing.WAIT: tr("待定，分值不计入"),
        IfMissing.ZERO: tr("记0分"),
    }


def basis_words() -> dict[ScoreBasis, str]:
    """Which of level and growth counts."""
    return {
        ScoreBasis.WORSE: tr("数值、增速取低者"),
        ScoreBasis.LEVEL: tr("按数值"),
        ScoreBasis.GROWTH: tr("按增速"),
        ScoreBasis.SPLIT: tr("数值、增速各占一部分"),
    }


def veto_words() -> dict[VetoEffect, str]:
    """What a veto does."""
    return {
        VetoEffect.NONE: tr("取消评优，不上红榜"),
        VetoEffect.ZERO: tr("总分记0分"),
        VetoEffect.LAST: tr("排在末位"),
    }


def part_of_words() -> dict[PartOf, str]:
    """What makes a part of the total."""
    return {
        PartOf.TASKS: tr("全部任务"),
        PartOf.TARGETS: tr("量化指标"),
        PartOf.MILESTONES: tr("事项、项目"),
        PartOf.GIVEN: tr("评价分"),
    }


def tie_style_words() -> dict[TieStyle, str]:
    """Which place follows a shared one."""
    return {TieStyle.SKIP: tr("1、2、2、4"), TieStyle.DENSE: tr("1、2、2、3")}


def tie_breaker_words() -> dict[TieBreaker, str]:
    """What parts equal figures."""
    return {
        TieBreaker.NO_VETO: tr("没有否决的在前"),
        TieBreaker.MORE_DONE: tr("已完成多的在前"),
        TieBreaker.FEWER_BEHIND: tr("未达序时少的在前"),
    }


def ranked_by_words() -> dict[RankedBy, str]:
    """By which figure departments are ranked."""
    return {
        RankedBy.TOTAL: tr("总分"),
        RankedBy.MEAN_CAPPED: tr("平均完成率（各项最多100%）"),
        RankedBy.MEAN: tr("平均完成率"),
        RankedBy.ON_PACE: tr("达到序时的占比"),
        RankedBy.MONEY: tr("投资完成率"),
        RankedBy.FIRSTS: tr("第一名个数"),
    }


def board_list_words() -> dict[BoardList, str]:
    """The lists of a board."""
    return {BoardList.RED: tr("红榜"), BoardList.BLACK: tr("黑榜")}


def excluded_words() -> dict[Excluded, str]:
    """Why a department has no place."""
    return {
        Excluded.NOTHING_COUNTS: tr("没有计分的任务，不参加排名"),
        Excluded.TOO_FEW: tr("计分的任务太少，不参加排名"),
    }


def no_score_words() -> dict[NoScore, str]:
    """Why a task has no mark, as a cell says it."""
    return {
        NoScore.WAITING: tr("待定"),
        NoScore.NOT_DUE: tr("本月无数"),
        NoScore.NOTHING_DUE: tr("未到期"),
        NoScore.UNDATED: tr("未定时限，待定"),
        NoScore.SUSPENDED: tr("暂缓，不计分"),
        NoScore.CANCELLED: tr("已取消，不计分"),
        NoScore.UNWEIGHTED: tr("没有分值，不计分"),
    }


def hint_words() -> dict[ScoreHint, str]:
    """What a clerk should look at; {name} is the rule that the task names."""
    return {
        ScoreHint.RULE_GONE: tr("计分办法“{name}”已没有，按默认办法计分"),
        ScoreHint.RULE_UNFIT: tr("计分办法“{name}”不适用于这一项，按默认办法计分"),
        ScoreHint.SMALL_GROWTH: tr("目标增速不到2%，按比例计分起伏很大，请看是否换一种计分办法"),
        ScoreHint.NO_FIGURE: tr("终了无数据"),
        ScoreHint.SIDE_MISSING: tr("数值、增速缺一个，按有的计分"),
        ScoreHint.WEIGHT_BLANK: tr("没有分值，请在目标页或得分页填上"),
    }


def both_sides_words(score_set: ScoreSet) -> str:
    """How the level and the growth of one task make its score, in a few words."""
    ways = {
        ScoreBasis.WORSE: tr("数值、增速取低"),
        ScoreBasis.LEVEL: tr("按数值计"),
        ScoreBasis.GROWTH: tr("按增速计"),
        ScoreBasis.SPLIT: tr("数值占{share}%", share=figure(score_set.level_share)),
    }
    return ways[score_set.basis]
