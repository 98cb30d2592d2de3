"""The titles of operations, as 记录, 撤销 and 恢复 show them."""

from __future__ import annotations

from collections.abc import Mapping

from zonetracker.model.checking.limits import in_short
from zonetracker.support.i18n import tr


def title_of(name: str, words: Mapping[str, object], inner: str = "") -> str:
    """What an operation did, in words; `inner` is the title of the operation that it takes back or brings back.

    `words` may name a closer title by "as" (`set_actuals.one`): a single thing is named, several are counted.
    """
    known = titles()
    title = known.get(f"{name}.{words.get('as', '')}", known.get(name, name))
    try:
        said, reopened, reason = title.format(**{**words, "inner": inner}), words.get("reopened"), words.get("reason")
        if isinstance(reopened, str):
            said += tr("，重新打开{months}", months=reopened)
        return said + tr("（原因：{reason}）", reason=in_short(reason, 40)) if isinstance(reason, str) else said
    except (KeyError, IndexError, ValueError):  # words of a program that knew this operation otherwise
        return title


def titles() -> dict[str, str]:
    """The title of every operation by its name, closer ones by `name.as`; the values stand in braces."""
    return {
        "create": tr("新建工作簿"),
        "create.filled": tr("由导出的数据新建工作簿"),
        "undo": tr("撤销：{inner}"),
        "redo": tr("恢复：{inner}"),
        "revert_to": tr("退回到“{inner}”之后"),
        "import_report": tr("导入报告《{title}》，取出{count}行"),
        "import_report.enclosed": tr("导入报告《{title}》（来自{origin}），取出{count}行"),
        "remove_report": tr("移除报告《{title}》"),
        "date_report": tr("确定报告《{title}》成文于{year}年"),
        "date_report.month": tr("确定报告《{title}》成文于{year}年{month}月"),
        "add_row": tr("新增一行：{title}"),
        "edit_row": tr("修改一行：{title}"),
        "edit_rows": tr("修改{count}行"),
        "confirm_rows": tr("确认{count}行"),
        "confirm_rows.one": tr("确认一行：{title}"),
        "reject_rows": tr("不采用{count}行"),
        "reject_rows.one": tr("不采用一行：{title}"),
        "skip_rows": tr("稍后再看{count}行"),
        "skip_rows.one": tr("稍后再看一行：{title}"),
        "reopen_rows": tr("重新核对{count}行"),
        "reopen_rows.one": tr("重新核对一行：{title}"),
        "add_indicator": tr("新增指标“{title}”"),
        "edit_indicator": tr("修改指标“{title}”"),
        "edit_indicator.pinned": tr("关注“{title}”"),
        "edit_indicator.unpinned": tr("不再关注“{title}”"),
        "remove_indicators": tr("删除{count}个指标"),
        "add_target": tr("新增{year}年目标“{title}”"),
        "edit_target": tr("修改{year}年目标“{title}”"),
        "edit_targets": tr("修改{count}项目标"),
        "fill_targets": tr("粘贴到目标清单，修改{count}处"),
        "split_target": tr("把{year}年目标“{title}”拆出一行“{name}”"),
        "merge_targets": tr("把{count}项目标合并为“{title}”"),
        "move_targets": tr("调整{count}项目标的顺序"),
        "remove_targets": tr("删除{count}项目标"),
        "remove_targets.one": tr("删除{year}年目标“{title}”"),
        "copy_targets": tr("把{from_year}年的目标清单复制到{to_year}年"),
        "adjust_target": tr("调整{year}年目标“{title}”（自{month}月起）"),
        "set_period_targets": tr("填写阶段目标{count}项"),
        "set_period_targets.one": tr("填写阶段目标：{title} {year}年1-{month}月"),
        "revise_base": tr("核定基数：{title} {year}年"),
        "add_milestone": tr("新增重点事项“{title}”"),
        "edit_milestone": tr("修改重点事项“{title}”"),
        "edit_milestone.whole": tr("修改重点事项“{title}”，{parts}个子项目一起换了年份"),
        "edit_milestones": tr("修改{count}个重点事项"),
        "edit_milestones.whole": tr("修改{count}个重点事项，另有{parts}个子项目一起换了年份"),
        "move_milestones": tr("调整{count}个重点事项的顺序"),
        "add_nodes": tr("“{title}”新增{count}个节点"),
        "add_nodes.one": tr("“{title}”新增节点“{name}”"),
        "edit_node": tr("修改“{title}”的节点“{name}”"),
        "move_nodes": tr("调整“{title}”{count}个节点的顺序"),
        "remove_nodes": tr("删除{count}个节点"),
        "remove_nodes.one": tr("删除“{title}”的节点“{name}”"),
        "apply_template": tr("{count}个事项套用节点模板“{title}”"),
        "act": tr("办理{count}个事项：{move}"),
        "act.one": tr("办理“{title}”：{move}"),
        "remove_milestones": tr("删除{count}个重点事项"),
        "remove_milestones.one": tr("删除重点事项“{title}”"),
        "add_departments": tr("登记{count}个责任单位"),
        "add_departments.one": tr("登记责任单位“{title}”"),
        "edit_department": tr("修改责任单位“{title}”"),
        "merge_departments": tr("把{count}个责任单位并入“{title}”"),
        "move_departments": tr("调整{count}个责任单位的顺序"),
        "remove_departments": tr("删除{count}个责任单位"),
        "remove_departments.one": tr("删除责任单位“{title}”"),
        "chase": tr("向{count}个责任单位催报{year}年{month}月"),
        "chase.one": tr("向“{title}”催报{year}年{month}月"),
        "add_points": tr("记分{count}条"),
        "add_points.one": tr("记分：{title} {year}年{month}月{what}"),
        "edit_points": tr("修改记分：{title} {year}年{month}月{what}"),
        "remove_points": tr("删除记分{count}条"),
        "remove_points.one": tr("删除记分：{title} {year}年{month}月{what}"),
        "add_evidence": tr("“{title}”添加佐证材料“{name}”"),
        "remove_evidence": tr("移除{count}份佐证材料"),
        "remove_evidence.one": tr("移除“{title}”的佐证材料“{name}”"),
        "enter_milestones": tr("导入“{title}”，{count}个事项"),
        "set_actuals": tr("录入实绩{count}项"),
        "set_actuals.one": tr("录入实绩：{title} {year}年{month}月"),
        "set_actuals.cleared": tr("清空实绩：{title} {year}年{month}月"),
        "set_actuals.sheet": tr("导入报表“{title}”，录入实绩{count}项"),
        "enter_returns": tr("读回填报表，录入{year}年{month}月{count}项"),
        "close_year": tr("{year}年年终结账"),
        "close_year.carried": tr("{year}年年终结账，{count}项目标带到{next}年"),
        "reopen_year": tr("重新打开{year}年的清单"),
        "close_month": tr("{year}年{month}月结账"),
        "close_month.again": tr("{year}年{month}月结账（第{edition}版）"),
        "issue_month": tr("{year}年{month}月核对签发，结账并留存{count}个文件"),
        "issue_month.again": tr("{year}年{month}月核对签发（第{edition}版），结账并留存{count}个文件"),
        "reopen_month": tr("重新打开{year}年{month}月"),
        "enter_breakdown": tr("读回{year}年目标任务分解表“{title}”，{count}项"),
        "file": tr("填写报送{count}项"),
        "file.one": tr("填写报送：{title} {year}年{month}月"),
        "file.problem": tr("填写原因：{title} {year}年{month}月"),
        "file_problem": tr("填写原因：{title} {year}年{month}月"),
        "remove_damaged": tr("移除{count}行已损坏的数据"),
        "set_settings": tr("修改设置"),
        "set_settings.summary": tr("修改通报的用语"),
        "set_settings.edits": tr("改写{year}年{month}月通报的段落"),
        "keep_sheet_mapping": tr("更新报表“{title}”的读法记忆"),
        "keep_issued": tr("留存已出文件“{title}”"),
    }
