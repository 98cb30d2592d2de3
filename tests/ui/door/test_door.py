"""The door as the pages show it: every operation that a page offers, by the keys that a clerk presses.

The same operations as in tests/services/ledger/test_door.py: what is hard is told and nothing is written; what is soft
is asked and written with words only; what nobody typed stays as it is. A front is an operation and the place on a page
where it is done. Where a case can't arise it stands in a table of its own, and why it can't is asserted.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterable
from dataclasses import fields
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

import zonetracker
from tests.services.ledger.test_door import ABSENT as LEDGER_ABSENT
from tests.services.ledger.test_door import HARD as LEDGER_HARD
from tests.services.ledger.test_door import LIMITED, PART, RATE, REASON, SEVENTY, TAKES_NO_VALUE, WHOLE
from tests.services.ledger.test_door import SOFT as LEDGER_SOFT
from tests.services.ledger.test_operations import NOT_OPERATIONS, ON_DAMAGE, public_writes
from tests.services.made_reports import content
from tests.ui.door.acts import (
    BOUNDED,
    LONG,
    LONG_UNIT,
    ODD,
    YEAR,
    Act,
    addressee,
    adjusting,
    closing,
    closing_june,
    closing_year,
    closing_year_2022,
    confirm,
    copied,
    differing,
    growth_cell,
    indicator_cell,
    inside_the_one_above,
    key_on,
    merge_units,
    merging,
    milestone_cell,
    month_cell,
    move_down,
    new_indicator,
    new_milestone,
    new_row,
    new_target,
    new_unit,
    paste,
    problem,
    properties,
    remove_indicator,
    remove_report,
    reopening,
    review_cell,
    revising,
    rules_line,
    sheet,
    splitting,
    targets_cell,
    targets_form,
    two_targets,
    unit_cell,
    unit_down,
    written_sheet,
)
from tests.ui.door.following import (
    acting,
    by_key,
    evidence_gone,
    new_node,
    node_cell,
    node_down,
    node_gone,
    pasted,
    points_changed,
    points_gone,
    points_made,
)
from tests.ui.door.following import (
    fields as milestone_fields,
)
from tests.ui.hand import Hand
from zonetracker.model.facts import Stated
from zonetracker.services.ledger import Ledger
from zonetracker.ui.targets.columns import SHARED

NO_PAGE = {"reopen_rows", "move_milestones", "apply_template"}
"""Operations that no page offers: a row is opened again by Ctrl+Z, milestones stand in turn, and a template is one of
their fields.
"""
OFFERED = public_writes() - NOT_OPERATIONS - NO_PAGE - ON_DAMAGE

HARD: dict[str, tuple[Act, str]] = {
    "add_row: form": (new_row(名称=LONG, 数值和单位="3亿元"), "最多 300 个"),
    "add_row: no figure": (new_row(名称="大桥合龙"), "数值和增速至少填一个"),
    "edit_row: cell": (review_cell(1, "name", LONG), "最多 300 个"),
    "edit_row: no name": (review_cell(1, "name", ""), "名称不能空着"),
    "edit_row: confirmed": (review_cell(2, "value", "9-1"), "区间上限 1 小于下限 9"),
    "confirm_rows: Enter": (confirm(1), "区间上限 60 小于下限 80"),
    "add_indicator: form": (new_indicator(LONG), "最多 300 个"),
    "add_indicator: no name": (new_indicator(" "), "名称不能空着"),
    "edit_indicator: cell": (indicator_cell("unit", LONG_UNIT), "最多 30 个"),
    "edit_indicator: list": (targets_cell(WHOLE, "name", LONG), "最多 300 个"),
    "edit_indicator: form": (targets_form(properties, 常用单位=LONG_UNIT), "最多 30 个"),
    "add_target: form": (targets_form(new_target, 指标名称="外贸出口", 年度目标="80-60亿元"), "上限 60 小于下限 80"),
    "edit_target: cell": (targets_cell(WHOLE, "value", "80-60"), "区间上限 60 小于下限 80"),
    "edit_target: unit alone": (targets_cell(RATE, "unit", "万元"), "有单位而没有数值"),
    "edit_targets: cells": (two_targets("weight", "-1"), "权重不能小于零"),
    "split_target: form": (targets_form(splitting(WHOLE), 新一行的名称=LONG, 新一行的目标="3亿元"), "最多 300 个"),
    "fill_targets: paste": (paste(WHOLE, "weight", "-1", "targets"), "权重不能小于零"),
    "set_period_targets: cell": (targets_cell(WHOLE, "period:3", "5人"), "不能比较"),
    "adjust_target: reason": (targets_form(adjusting, 调整为="70亿元", 依据文件="云政发3号", 原因="7"), "不是原因"),
    "adjust_target: paper": (targets_form(adjusting, 调整为="70亿元", 原因=REASON), "依据文件要写上"),
    "adjust_target: same": (targets_form(adjusting, 依据文件="云政发3号", 原因=REASON), "和现在的一样"),
    "add_milestone: form": (new_milestone(事项=LONG, 责任单位="建设局"), "最多 300 个"),
    "edit_milestone: cell": (milestone_cell("name", ""), "名称不能空着"),
    "edit_milestones: Enter": (acting(1, 办结日期="2099-01-01"), "还没有到"),
    "act: Enter": (acting(LIMITED, 日期="2099-01-01"), "还没有到"),
    "add_nodes: form": (new_node(LIMITED, 节点="答复"), "答复"),
    "edit_node: cell": (node_cell(LIMITED, 1, "done_on", "2099-01-01"), "还没有到"),
    "add_evidence: form": (by_key(LIMITED, Qt.Key.Key_E, 名称="批复"), "要写文号"),
    "enter_milestones: paste": (pasted(f"某厂\t{LONG}\t2023-04-26\t供电所"), "最多 300 个"),
    "set_actuals: cell": (month_cell(WHOLE, "value:9", "5人"), "不能比较"),
    "set_actuals: growth": (growth_cell(WHOLE, 9, "1000000"), "太大"),
    "set_actuals: baseline": (targets_cell(WHOLE, "baseline", "5人"), "不能比较"),
    "set_actuals: paste": (paste(WHOLE, "value:9", "5人"), "不能比较"),
    "add_departments: form": (new_unit(LONG), "最多 300 个"),
    "edit_department: cell": (unit_cell("due_day", "29"), "1 至 28"),
    "edit_department: no name": (unit_cell("name", ""), "名称不能空着"),
    "file: cell": (problem("。。。"), "不是原因"),
    "add_points: form": (points_made(事由="111", 分值="2", 依据文号="云督5号"), "不是原因"),
    "add_points: no figure": (points_made(事由="通报表扬", 依据文号="云督5号"), "要写分值"),
    "edit_points: form": (points_changed(日期="2099-01-01"), "还没有到"),
    "set_settings: zone": (rules_line("zone", ODD), "不能显示的字符"),
    "set_settings: no zone": (rules_line("zone", " "), "名称不能空着"),
    "set_settings: rules": (rules_line("name", " "), "名称不能空着"),
    "set_settings: edge": (rules_line("late", "101"), "0 到 100 之间"),
    "set_settings: word": (rules_line("word", "达到序时"), "不能和别的档相同"),
    "set_settings: summary": (addressee(ODD), "不能显示的字符"),
    "keep_issued: file": (written_sheet("表\u202e.xlsx"), "没有在工作簿里留存"),
    "close_month: nothing entered": (closing, "还没有填一个实绩"),
    "reopen_month: form": (reopening("7"), "不是原因"),
    "revise_base: paper": (revising(核定为="56亿元", 原因=REASON), "依据文件要写上"),
    "revise_base: same": (revising(核定为="55亿元", 依据文件="统计函8号", 原因=REASON), "和现在的一样"),
    "revise_base: unit": (revising(核定为="56人", 依据文件="统计函8号", 原因=REASON), "不能比较"),
    "reopen_month: open": (reopening(REASON), "没有结账"),
    "close_year: no December": (closing_year, "12月还没有填一个实绩"),
}
NOT_HARD = {
    "chase": "the page notes it for the month that it shows and for today, see tests/ui/units",
    "import_report": "of a report only the rows beyond a limit stay out, which is told",
    "edit_rows": "the offer to change rows alike comes after the same change was taken for one of them",
    "enter_returns": "what can't be entered of a sheet is not offered, see tests/ui/units/test_sheets",
    "enter_breakdown": "what can't be entered of a list is not offered, see tests/ui/targets/test_lists",
    "copy_targets": "the window's years are all years that a workbook may be about",
    "keep_sheet_mapping": "the dialog of a sheet keeps it under one name of its own",
    "reopen_year": "the menu offers it for a closed year, see test_own_cases",
    "issue_month": "its dialog says what is refused, see tests/ui/outputs/test_issue_month",
    "date_report": "the question for a date takes nothing that is none, see tests/ui/report/test_date_bar",
}

SOFT: dict[str, tuple[Act, str]] = {
    "edit_row: confirmed": (review_cell(2, "value", "9.5家"), "不是整数"),
    "confirm_rows: Enter": (confirm(3), "其中项 12 大于总数 9.0"),
    "add_target: form": (targets_form(new_target, 指标名称="瞪羚企业", 年度目标="9.5家"), "不是整数"),
    "edit_target: cell": (targets_cell(PART, "value", "70"), "其中项 70 大于总数 60"),
    "edit_target: 其中": (inside_the_one_above, "其中项 70 大于总数 9.0"),
    "split_target: form": (targets_form(splitting(PART), 新一行的名称="瞪羚企业", 新一行的目标="9.5家"), "不是整数"),
    "fill_targets: paste": (paste(PART, "value", "70", "targets"), "其中项 70 大于总数 60"),
    "set_period_targets: cell": (targets_cell(WHOLE, "period:6", "61"), "阶段目标 61 大于年度目标 60"),
    "edit_milestone: form": (milestone_fields(LIMITED, 交办日期="2023-04-27"), "答复"),
    "act: Enter": (
        acting(LIMITED, 办理="延期", 日期="2023-06-01", 新的时限="2023-07", 延期原因="等设备"),
        "时限",
    ),
    "add_nodes: form": (new_node(LIMITED, 节点="回访", 计划="2023-05-01"), "回访"),
    "edit_node: cell": (node_cell(LIMITED, 2, "planned", "2023-04-26"), "受理"),
    "file: form": (by_key(LIMITED, Qt.Key.Key_M, 累计完成投资="501"), "501"),
    "add_points: form": (points_made(事由="通报表扬", 分值="2"), "没有写依据文号"),
    "edit_points: form": (points_changed(依据文号=""), "没有写依据文号"),
    "set_actuals: cell": (month_cell(WHOLE, "value:9", "29"), "比 6 月的 30 小"),
    "set_actuals: growth": (growth_cell(RATE, 8, "8"), "8 月本来没有数"),
    "set_actuals: baseline": (targets_cell(WHOLE, "baseline", "40"), "比 11 月的 50 小"),
    "set_actuals: paste": (paste(WHOLE, "value:9", "29"), "比 6 月的 30 小"),
}
OTHERWISE_SOFT = {
    "edit_rows",
    "edit_targets",
    "enter_returns",
    "enter_breakdown",
    "add_milestone",
    "edit_milestones",
    "enter_milestones",
}
"""Soft at the ledger's door, and not in the way in which a page comes to it."""
NOT_SOFT = {
    "chase": "nothing of it is soft",
    "import_report": "what a report says is a proposal until it is confirmed",
    "add_row": "a row is a proposal until it is confirmed",
    "edit_rows": "rows that are changed alike are proposals: none of them is confirmed",
    "add_indicator": "nothing of it is soft",
    "edit_indicator": "nothing of it is soft",
    "edit_targets": "what is typed for many at once has no figure in it that a soft check is about",
    "enter_returns": "the dialog of the sheets asks for the reason, see tests/ui/units/test_sheets",
    "enter_breakdown": "the dialog of the lists asks for the reason, see tests/ui/targets/test_lists",
    "copy_targets": "what is copied had its answer in its own year",
    "adjust_target": "the reason of the adjustment is the answer; what it answered is told",
    "add_milestone": "nothing of what the form asks is soft",
    "edit_milestones": "the day on which they were done is all that it takes here",
    "enter_milestones": "a pasted line has nothing that a soft check is about",
    "add_evidence": "nothing of it is soft",
    "add_departments": "nothing of it is soft",
    "edit_department": "nothing of it is soft",
    "set_settings": "nothing of it is soft",
    "keep_sheet_mapping": "nothing of it is soft",
    "keep_issued": "nothing of it is soft",
    "close_month": "nothing of it is soft",
    "issue_month": "its dialog asks for the reasons, see tests/ui/outputs/test_issue_month",
    "close_year": "nothing of it is soft",
    "reopen_year": "it asks for its reason itself",
    "reopen_month": "it asks for its reason itself",
    "revise_base": "its reason is the answer; what it answered is told",
    "date_report": "only a figure that becomes another fact is asked about, see tests/ui/report/test_date_bar",
}

ABSENT: dict[str, tuple[Act, set[str]]] = {
    "add_row: form": (new_row(名称="大桥合龙", 数值和单位="3亿元"), set()),
    "edit_row: cell": (review_cell(1, "deadline", "2023-06"), {"review_row.deadline", "review_row.edited"}),
    "edit_row: confirmed": (review_cell(2, "value", "9.5"), {"review_row.value", "review_row.edited", "target.value"}),
    "add_indicator: form": (new_indicator("瞪羚企业"), set()),
    "edit_indicator: cell": (indicator_cell("category", "经济"), {"indicator.category", "indicator.from_row"}),
    "edit_indicator: list": (
        targets_cell(WHOLE, "name", "固投"),
        {"indicator.name", "indicator.aliases", "indicator.from_row"},
    ),
    "edit_indicator: form": (targets_form(properties, 类别="经济"), {"indicator.category", "indicator.from_row"}),
    "add_target: form": (targets_form(new_target, 指标名称="瞪羚企业"), set()),
    "edit_target: cell": (targets_cell(WHOLE, "responsible", "发改局"), {"target.responsible"}),
    "edit_target: figure": (targets_cell(BOUNDED, "value", "9.5"), {"target.value"}),
    "edit_targets: cells": (two_targets("responsible", "发改局"), {"target.responsible"}),
    "split_target: form": (targets_form(splitting(WHOLE), 新一行的名称="瞪羚企业", 新一行的目标="9家"), set()),
    "fill_targets: paste": (paste(WHOLE, "responsible", "发改局", "targets"), {"target.responsible"}),
    "set_period_targets: cell": (targets_cell(WHOLE, "period:6", "29"), {"period_target.value"}),
    "copy_targets: blank": (copied(0), set()),
    "adjust_target: form": (
        targets_form(adjusting, **{"增速%": "6", "依据文件": "云政发3号", "原因": REASON}),
        {"target.growth", "target.growth_bound"},
    ),
    "add_milestone: form": (new_milestone(事项="道路贯通"), set()),
    "edit_milestone: cell": (milestone_cell("leader", "周副主任"), {"milestone.leader"}),
    "edit_milestone: form": (milestone_fields(LIMITED, 备注="已验收"), {"milestone.note"}),
    "edit_milestones: Enter": (acting(1), {"milestone.done_on"}),
    "act: Enter": (acting(LIMITED), set()),
    "add_nodes: form": (new_node(LIMITED, 节点="回访"), set()),
    "edit_node: cell": (node_cell(LIMITED, 1, "done_on", "2023-04-27"), {"node.done_on"}),
    "add_evidence: form": (by_key(LIMITED, Qt.Key.Key_E, 文号="云建5号"), set()),
    "enter_milestones: paste": (pasted("某厂\t停电\t2023-04-26\t供电所"), set()),
    "set_actuals: cell": (month_cell(WHOLE, "value:3", "16"), {"actual.value", "actual.origin"}),
    "set_actuals: growth": (growth_cell(WHOLE, 6, "6"), {"actual.growth", "actual.origin"}),
    "set_actuals: baseline": (targets_cell(WHOLE, "baseline", "56"), {"actual.value", "actual.origin"}),
    "set_actuals: paste": (paste(WHOLE, "value:3", "16"), {"actual.value", "actual.origin"}),
    "set_actuals: sheet": (sheet("指标名称,同比增长\n固定资产投资,3.5\n"), {"actual.growth", "actual.origin"}),
    "add_departments: form": (new_unit("税务局、统计局"), set()),
    "edit_department: cell": (unit_cell("contact", "王敏 1234567"), {"department.contact"}),
    "file: cell": (problem("土地手续未办完"), set()),
    "add_points: form": (points_made(事由="通报表扬", 分值="2", 依据文号="云督5号"), set()),
    "edit_points: form": (points_changed(分值="1.50"), {"points.amount"}),
    "set_settings: zone": (rules_line("zone", "南岭区"), {"setting.value"}),
    "keep_issued: file": (written_sheet("表.xlsx"), set()),
    "close_month: key": (closing_june, set()),
    "close_year: form": (closing_year_2022, set()),
    "revise_base: form": (
        revising(核定为="56亿元", 依据文件="统计函8号", 原因=REASON),
        {"actual.value", "actual.origin", "actual.reason"},
    ),
}
NOT_ABSENT = {
    "chase": "it adds to the log and changes nothing",
    "import_report": "it adds a report and its rows, and changes nothing",
    "confirm_rows": "it takes rows as they stand",
    "edit_rows": "see the offer to change rows alike",
    "enter_returns": "a second half leaves the first, see tests/services/fillin",
    "enter_breakdown": "a blank cell changes nothing, see tests/services/breakdown",
    "keep_sheet_mapping": "see the names of a second sheet",
    "reopen_month": "its closing is opened, see test_own_cases",
    "issue_month": "it takes nothing but reasons, see tests/ui/outputs/test_issue_month",
    "reopen_year": "its closing is opened, see test_own_cases",
    "date_report": "a date is all that it takes, see tests/services/ledger/test_redating",
}

AT_ONCE: dict[str, Act] = {
    "remove_report": remove_report,
    "reject_rows": key_on("report", lambda page: page.board.table, 4, Qt.Key.Key_Delete),
    "skip_rows": key_on("report", lambda page: page.board.table, 4, Qt.Key.Key_Space),
    "remove_indicators": remove_indicator,
    "merge_targets": merging,
    "move_targets": move_down,
    "remove_targets": key_on("targets", lambda page: page.table, PART, Qt.Key.Key_Delete),
    "merge_departments": merge_units,
    "move_departments": unit_down,
    "remove_departments": key_on("units", lambda page: page.table, 2, Qt.Key.Key_Delete),
    "remove_milestones": key_on("milestones", lambda page: page.table, 1, Qt.Key.Key_Delete),
    "move_nodes": node_down,
    "remove_nodes": node_gone,
    "remove_evidence": evidence_gone,
    "remove_points": points_gone,
}


def operation(front: str) -> str:
    return front.partition(":")[0]


@pytest.mark.parametrize("front", sorted(HARD))
def test_what_is_hard_is_told_and_not_kept(hand: Hand, reached: list[str], front: str) -> None:
    act, said = HARD[front]
    before = content(hand.ledger)
    act(hand)
    assert content(hand.ledger) == before
    assert reached[-1] == operation(front)
    assert said in hand.said() and hand.question is None
    assert hand.stood is None or hand.stands()
    if hand.typed:
        assert hand.form is not None and hand.still_typed() == hand.typed


@pytest.mark.parametrize("front", sorted(SOFT))
def test_what_is_soft_is_asked_and_kept_with_words_only(hand: Hand, reached: list[str], front: str) -> None:
    act, said = SOFT[front]
    if act is inside_the_one_above:
        hand.ledger.add_target("重大项目投资", YEAR, SEVENTY)
    before = content(hand.ledger)
    act(hand)
    assert content(hand.ledger) == before
    for text in ("", "3", REASON):
        assert hand.question is not None and content(hand.ledger) == before
        assert said in hand.asked()
        hand.answer(text)
    assert reached[-1] == operation(front) and hand.question is None and hand.form is None
    assert content(hand.ledger) != before
    latest = hand.ledger.history(limit=1)[0]
    assert latest.name == operation(front)


@pytest.mark.parametrize("front", sorted(ABSENT))
def test_what_nobody_typed_stays(hand: Hand, reached: list[str], front: str) -> None:
    act, touched = ABSENT[front]
    before = content(hand.ledger)
    act(hand)
    after = content(hand.ledger)
    assert hand.question is None and hand.form is None
    assert operation(front) in reached and after != before
    assert differing(before, after) == touched


@pytest.mark.parametrize("name", sorted(AT_ONCE))
def test_what_takes_no_value_is_done_without_a_question(hand: Hand, reached: list[str], name: str) -> None:
    before = content(hand.ledger)
    AT_ONCE[name](hand)
    assert reached[-1] == name and hand.question is None and content(hand.ledger) != before


# ---- where a case can't arise


def fronts(table: Iterable[str]) -> set[str]:
    return {operation(front) for front in table}


def test_every_operation_stands_here_with_every_case() -> None:
    assert LEDGER_HARD.keys() | TAKES_NO_VALUE == OFFERED | NO_PAGE
    for arises, not_so in ((HARD, NOT_HARD), (SOFT, NOT_SOFT), (ABSENT, NOT_ABSENT)):
        assert fronts(arises) | not_so.keys() | TAKES_NO_VALUE - NO_PAGE == OFFERED
        assert not fronts(arises) & (not_so.keys() | TAKES_NO_VALUE)
    assert fronts(AT_ONCE) == TAKES_NO_VALUE - NO_PAGE
    assert LEDGER_ABSENT.keys() <= fronts(ABSENT) | NO_PAGE | {"edit_rows", "enter_returns", "enter_breakdown"}
    assert LEDGER_SOFT.keys() <= fronts(SOFT) | NO_PAGE | OTHERWISE_SOFT


def test_what_no_page_offers_is_called_by_none() -> None:
    rooms = [Path(zonetracker.__file__).parent / room for room in ("ui", "services")]
    text = "\n".join(
        module.read_text(encoding="utf-8")
        for room in rooms
        for module in room.rglob("*.py")
        if not {"ledger", "sample"} & set(module.relative_to(room).parts)
    )
    called = {name for name in public_writes() if re.search(rf"ledger\.{name}\(", text)}
    assert called - NOT_OPERATIONS == OFFERED


@pytest.mark.parametrize("name", sorted(TAKES_NO_VALUE))
def test_what_takes_no_value_takes_ids_only(name: str) -> None:
    """And the reason for taking away what was given out with a closed month."""
    taken = list(inspect.signature(getattr(Ledger, name)).parameters.values())[1:]
    assert {one.annotation for one in taken if one.name != "reason"} <= {"int", "Sequence[int]"}


@pytest.mark.parametrize(
    "name",
    sorted(
        NOT_SOFT.keys()
        - {
            "edit_rows",
            "edit_targets",
            "add_milestone",
            "edit_milestones",
            "enter_milestones",
            "add_evidence",
            "adjust_target",
            "date_report",
            "enter_returns",
            "enter_breakdown",
            "reopen_month",
            "reopen_year",
            "revise_base",
        }
    ),
)
def test_what_has_nothing_soft_takes_no_reason(name: str) -> None:
    assert "reason" not in inspect.signature(getattr(Ledger, name)).parameters


def test_many_targets_at_once_take_nothing_that_a_soft_check_is_about() -> None:
    assert not SHARED & ({field.name for field in fields(Stated)} | {"stated", "parent_id"})
