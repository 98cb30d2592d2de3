"""What a column of a ledger of milestones holds, in words."""

from __future__ import annotations

from zonetracker.model.milestones.roles import MilestoneRole
from zonetracker.support.i18n import tr


def role_word(role: MilestoneRole) -> str:
    """What a column holds, as a list of columns shows it."""
    words = {
        MilestoneRole.NUMBER: tr("序号"),
        MilestoneRole.CODE: tr("编号（项目代码）"),
        MilestoneRole.NAME: tr("名称"),
        MilestoneRole.PART: tr("子项目"),
        MilestoneRole.CHECKLIST: tr("清单"),
        MilestoneRole.SECTION: tr("类别"),
        MilestoneRole.INDUSTRY: tr("行业"),
        MilestoneRole.REQUIREMENT: tr("目标要求"),
        MilestoneRole.BUILDER: tr("建设单位"),
        MilestoneRole.CONSTRUCTION: tr("建设性质"),
        MilestoneRole.SCALE: tr("建设内容及规模"),
        MilestoneRole.LEAD: tr("责任单位"),
        MilestoneRole.ASSIST: tr("配合单位"),
        MilestoneRole.LEADER: tr("责任领导"),
        MilestoneRole.INVESTMENT: tr("总投资"),
        MilestoneRole.FIXED: tr("其中固定资产投资"),
        MilestoneRole.BEFORE: tr("至上年底累计"),
        MilestoneRole.PLAN: tr("年度计划投资"),
        MilestoneRole.MONTH: tr("本月完成（只作核对）"),
        MilestoneRole.SUM: tr("年初以来累计投资"),
        MilestoneRole.SINCE: tr("开工以来累计（不用）"),
        MilestoneRole.RATIO: tr("完成比例（只作核对）"),
        MilestoneRole.START: tr("开工时间"),
        MilestoneRole.START_PLANNED: tr("计划开工"),
        MilestoneRole.START_DONE: tr("实际开工"),
        MilestoneRole.END: tr("竣工时间"),
        MilestoneRole.END_PLANNED: tr("计划竣工"),
        MilestoneRole.END_DONE: tr("实际竣工"),
        MilestoneRole.NODE: tr("其他节点"),
        MilestoneRole.SPAN: tr("建设起止年限"),
        MilestoneRole.STARTED: tr("是否开工"),
        MilestoneRole.STATUS: tr("目前状态"),
        MilestoneRole.RECEIVED: tr("交办日期"),
        MilestoneRole.DEADLINE: tr("完成时限"),
        MilestoneRole.DONE: tr("办结日期"),
        MilestoneRole.FINISHED: tr("是否办结"),
        MilestoneRole.PROGRESS: tr("进展情况"),
        MilestoneRole.PROBLEM: tr("存在问题"),
        MilestoneRole.NEXT: tr("下步措施"),
        MilestoneRole.NOTE: tr("备注"),
        MilestoneRole.NOTHING: tr("不用"),
    }
    return words[role]
