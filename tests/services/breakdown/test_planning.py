"""What a changed list would do: field by field, asked where it is not sure, and entered as one step."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from tests.services.breakdown.conftest import (
    COLUMNS,
    DEFICIT,
    EMPTY,
    FIRMS,
    FIRST,
    GDP,
    INCOME,
    INDUSTRY,
    INVESTMENT,
    RATE,
    SALES,
    UNEMPLOYMENT,
    Edit,
    edited,
    flipped,
    line_of,
    planned,
    put,
    sent,
    shown,
    states,
    unmerged,
)
from zonetracker.model.changes import ActualEntry, Adjusting, IndicatorChange, TargetChange
from zonetracker.model.facts import Bound, JudgeBy, Nature, Stated
from zonetracker.model.planning import LineState
from zonetracker.outputs.breakdown.columns import BreakdownColumn, head
from zonetracker.services import fillin
from zonetracker.services.breakdown import ListChoices, ListPlan, Restating, apply
from zonetracker.services.ledger import Ledger
from zonetracker.services.overview import adjustments_by_target, in_force
from zonetracker.support.errors import Refusal

Column = BreakdownColumn
NEW, CHANGED, ASKED = LineState.NEW, LineState.CHANGED, LineState.ASKED
STOPPED, RESTATED, MISSING = LineState.STOPPED, LineState.RESTATED, LineState.MISSING
LAST = EMPTY


def plan_of(ledger: Ledger, *edits: Edit, choices: ListChoices | None = None) -> ListPlan:
    return planned(ledger, edited(sent(ledger), *edits), choices=choices)


def row_below(*cells: tuple[Column, object]) -> Edit:
    """A new row right under the table."""

    def edit(sheet: Any) -> None:
        unmerged(sheet)
        sheet.insert_rows(FIRST + LAST)
        for column, value in cells:
            sheet.cell(FIRST + LAST, COLUMNS.index(column) + 1).value = value

    return edit


# ---- fields


@pytest.mark.parametrize(
    ("row", "column", "typed", "before", "after", "change"),
    [
        (INVESTMENT, Column.RESPONSIBLE, "住建局", "", "住建局", TargetChange(responsible="住建局")),
        (INVESTMENT, Column.WEIGHT, "5分", "", "5", TargetChange(weight=Decimal(5))),
        (INVESTMENT, Column.WEIGHT, 2.5, "", "2.5", TargetChange(weight=Decimal("2.5"))),
        (INVESTMENT, Column.DEADLINE, "三季度", "", "2023-09", TargetChange(deadline="2023-09")),
        (INVESTMENT, Column.DEADLINE, "2023年6月", "", "2023-06", TargetChange(deadline="2023-06")),
        (INVESTMENT, Column.STRETCH, "7000000万元", "", "700", TargetChange(stretch=Decimal("700"))),
        (INVESTMENT, Column.SECTION, "经济", "", "经济", TargetChange(section="经济")),
        (INVESTMENT, Column.NOTE, "-含续建", "", "-含续建", TargetChange(note="-含续建")),
        (INVESTMENT, Column.JUDGE_BY, "按增速", "两者取低", "按增速", TargetChange(judge_by=JudgeBy.GROWTH)),
        (INVESTMENT, Column.NATURE, "时点", "累计型", "时点型", IndicatorChange(nature=Nature.LEVEL)),
        (INVESTMENT, Column.MONTHS, "6、12月", "3、6、9、12", "6、12", IndicatorChange(months=(6, 12))),
        (
            INVESTMENT,
            Column.ALIASES,
            "固投、投资额",
            "固投",
            "固投、投资额",
            IndicatorChange(aliases=("固投", "投资额")),
        ),
        (EMPTY, Column.UNIT, "人次", "", "人次", IndicatorChange(unit="人次")),
    ],
)
def test_a_changed_cell_is_one_line(
    ledger: Ledger, row: int, column: Column, typed: object, before: str, after: str, change: object
) -> None:
    plan = plan_of(ledger, put(row, column, typed))
    (line,) = plan.lines
    assert (line.what, line.before, line.after, line.state) == (head(column), before, after, CHANGED)
    assert line.changes == (change,) and plan.same == LAST - 1
    target = ledger.target(row)
    apply(ledger, plan)
    indicator = ledger.indicator(target.indicator_id)
    changed = ledger.target(row) if isinstance(change, TargetChange) else indicator
    assert isinstance(change, TargetChange | IndicatorChange)
    assert change.on(changed) == changed  # type: ignore[arg-type]
    ledger.undo()
    assert ledger.target(row) == target


@pytest.mark.parametrize(
    ("row", "column", "typed", "wrong"),
    [
        (GDP, Column.LEVEL, "很多", "“很多”看不出是多少"),
        (GDP, Column.GROWTH, "快", "“快”不是百分数"),
        (GDP, Column.LEVEL, "=B2+B3", "公式还没有算出结果"),
        (GDP, Column.LEVEL, "#REF!", "公式出错"),
        (GDP, Column.WEIGHT, "五分", "不是数字"),
        (GDP, Column.WEIGHT, "5-6", "不是权重"),
        (GDP, Column.WEIGHT, -5, "权重不能小于零"),
        (GDP, Column.STRETCH, "更高", "看不出是一个确定的数"),
        (GDP, Column.STRETCH, "82-85", "看不出是一个确定的数"),
        (GDP, Column.DEADLINE, "尽快", "不是日期"),
        (GDP, Column.JUDGE_BY, "随便", "可以填：两者取低、按总量、按增速"),
        (GDP, Column.JUDGE_BY, "清空", "不能清空"),
        (GDP, Column.CURVE, "50、100", "12 个逐月不减"),
        (GDP, Column.MONTHS, "13", "不是月份"),
        (GDP, Column.ALIASES, "固投", "已是指标“固定资产投资”的名称或别名"),
        (GDP, Column.NOTE, "注" * 4001, "最多 4000 个"),
        (FIRMS, Column.LEVEL, "15-10", "区间上限 10 小于下限 15"),
    ],
)
def test_what_cannot_be_is_told_and_not_entered(
    ledger: Ledger, row: int, column: Column, typed: object, wrong: str
) -> None:
    plan = plan_of(ledger, put(row, column, typed))
    (line,) = plan.lines
    assert line.state is STOPPED and wrong in "；".join(line.why) and not line.why[0].endswith("。")
    assert not plan.taken(line) and not flipped(plan, line).entered
    assert apply(ledger, replace(flipped(plan, line), restating=Restating())).operation_id == 0


def test_a_blank_cell_changes_nothing_and_the_word_clears(ledger: Ledger) -> None:
    assert plan_of(ledger, *(put(GDP, column, None) for column in COLUMNS)).lines == ()
    columns = [Column.RESPONSIBLE, Column.WEIGHT, Column.STRETCH, Column.DEADLINE, Column.SECTION]
    plan = plan_of(ledger, *(put(GDP, column, "清空") for column in columns), put(INVESTMENT, Column.CURVE, "清空"))
    assert states(plan) == [CHANGED] * 6
    apply(ledger, plan)
    target = ledger.target(GDP)
    assert (target.responsible, target.weight, target.stretch, target.deadline, target.section) == (
        "",
        None,
        None,
        None,
        "",
    )
    assert ledger.indicator(ledger.target(INVESTMENT).indicator_id).curve == ()
    assert plan_of(ledger, put(GDP, Column.WEIGHT, "清空")).lines == ()


# ---- figures that stand


def test_a_figure_that_stands_waits_until_it_is_said_how(ledger: Ledger) -> None:
    plan = plan_of(ledger, put(INVESTMENT, Column.LEVEL, "66.5亿元以上"), put(INVESTMENT, Column.RESPONSIBLE, "住建局"))
    figure = line_of(plan, "固定资产投资", "年度目标")
    assert (figure.before, figure.after, figure.state) == ("60.50亿元，增长10%", "66.5亿元以上，增长10%", RESTATED)
    assert plan.waits_for_restating and [line.what for line in plan.entered] == ["责任单位"]
    corrected = replace(plan, restating=Restating())
    assert len(corrected.entered) == 2 and not corrected.needs_reason
    apply(ledger, corrected)
    assert ledger.target(INVESTMENT).stated == Stated(
        Decimal("66.5"), None, "亿元", Bound.AT_LEAST, Decimal(10), None, None
    )
    assert ledger.adjustments() == []


def test_an_adjustment_keeps_both_figures_with_paper_and_reason(ledger: Ledger) -> None:
    plan = plan_of(ledger, put(INVESTMENT, Column.LEVEL, 70), put(INVESTMENT, Column.NOTE, "调增"))
    plan = replace(plan, restating=Restating(Adjusting(7, "云政发3号")))
    assert plan.needs_reason
    with pytest.raises(Refusal, match="原因要用文字写明"):
        apply(ledger, plan)
    apply(ledger, plan, "上级调整任务")
    (kept,) = ledger.adjustments(INVESTMENT)
    assert (kept.from_month, kept.paper, kept.reason) == (7, "云政发3号", "上级调整任务")
    assert (kept.before.value, kept.after.value) == (Decimal("60.50"), 70)
    again = plan_of(ledger, put(INVESTMENT, Column.LEVEL, 75))
    assert "年内已调整过" in line_of(again, "固定资产投资").why
    ledger.undo()
    assert ledger.adjustments() == [] and ledger.target(INVESTMENT).note == ""


def test_an_adjustment_without_a_paper_is_refused(ledger: Ledger) -> None:
    plan = plan_of(ledger, put(INVESTMENT, Column.LEVEL, 70))
    with pytest.raises(Refusal, match="依据文件"):
        apply(ledger, replace(plan, restating=Restating(Adjusting(7, ""))), "上级调整任务")


def test_a_unit_alone_makes_another_figure(ledger: Ledger) -> None:
    plan = plan_of(ledger, put(INDUSTRY, Column.UNIT, "万元"))
    (line,) = plan.lines
    assert (line.before, line.after, line.state) == ("25亿元", "25万元", ASKED)
    assert line.why == ("只有单位不同，数没有改：照填就是25万元，不再是25亿元",)
    both = plan_of(ledger, put(INDUSTRY, Column.UNIT, "万元"), put(INDUSTRY, Column.LEVEL, "260000"))
    assert [(one.after, one.state) for one in both.lines] == [("260000万元", RESTATED)]
    clash = plan_of(ledger, put(INDUSTRY, Column.UNIT, "人"))
    assert clash.lines[0].state is ASKED and "不能换算" in clash.lines[0].why[0]


def test_figures_of_which_nothing_stood_are_entered_unasked(ledger: Ledger) -> None:
    edits = [
        put(EMPTY, Column.LEVEL, "300人次以上"),
        put(INDUSTRY, Column.GROWTH, "12"),
        put(SALES, Column.LEVEL, "9亿元"),
    ]
    plan = plan_of(ledger, *edits)
    assert states(plan) == [CHANGED] * 3
    apply(ledger, plan)
    assert ledger.target(EMPTY).stated.value == 300 and ledger.target(INDUSTRY).stated.growth == 12
    assert ledger.target(SALES).stated.growth_high == -5


def test_a_goal_in_words_is_asked_and_kept_as_words(ledger: Ledger) -> None:
    plan = plan_of(ledger, put(INCOME, Column.LEVEL, "快于经济增长"))
    (line,) = plan.lines
    assert (line.before, line.after, line.state) == ("与经济增长同步", "快于经济增长", ASKED)
    apply(ledger, flipped(plan, line))
    assert ledger.target(INCOME).wording == "快于经济增长"
    clearing = plan_of(ledger, put(INCOME, Column.LEVEL, "清空"))
    assert shown(clearing) == [("城乡居民收入", "年度目标", "快于经济增长", "（空）")] and states(clearing) == [CHANGED]
    apply(ledger, clearing)
    assert ledger.target(INCOME).wording == "" and plan_of(ledger, put(INCOME, Column.LEVEL, "清空")).lines == ()


def test_a_figure_that_is_cleared_waits_like_another_figure(ledger: Ledger) -> None:
    plan = plan_of(ledger, put(INVESTMENT, Column.LEVEL, "清空"), put(SALES, Column.GROWTH, "清空"))
    assert states(plan) == [RESTATED, RESTATED] and plan.lines[1].after == "（空）"
    apply(ledger, replace(plan, restating=Restating()))
    assert ledger.target(INVESTMENT).stated == Stated(growth=Decimal(10), growth_bound=None)
    assert ledger.target(SALES).stated == Stated()


def test_a_soft_check_waits_for_a_reason(ledger: Ledger) -> None:
    plan = replace(plan_of(ledger, put(INDUSTRY, Column.LEVEL, 61)), restating=Restating())
    (line,) = plan.lines
    assert line.state is ASKED and line.needs_reason and line.answered_by_reason and "大于总数" in line.why[0]
    taken = flipped(plan, line)
    assert taken.needs_reason and apply(ledger, taken).waits
    changed = apply(ledger, taken, "口径不同")
    assert changed.asked == () and ledger.target(INDUSTRY).stated.value == 61


def test_a_whole_and_its_part_are_seen_together(ledger: Ledger) -> None:
    plan = plan_of(ledger, put(INVESTMENT, Column.LEVEL, 90), put(INDUSTRY, Column.LEVEL, 70))
    assert states(plan) == [RESTATED, RESTATED]
    changed = apply(ledger, replace(plan, restating=Restating()))
    assert changed.asked == () and ledger.target(INDUSTRY).stated.value == 70


# ---- rows


def test_a_new_row_is_a_new_target_in_its_place(ledger: Ledger) -> None:
    plan = plan_of(
        ledger,
        row_below(
            (Column.NAME, "签约项目"),
            (Column.UNIT, "个"),
            (Column.LEVEL, "不少于30"),
            (Column.WEIGHT, 3),
            (Column.NATURE, "时点型"),
        ),
    )
    (line,) = plan.lines
    assert (line.name, line.state, line.after) == ("签约项目", NEW, "30个以上；新指标")
    apply(ledger, plan)
    *_, target = ledger.targets(2023)
    assert target.stated == Stated(Decimal(30), None, "个", Bound.AT_LEAST) and target.weight == 3
    indicator = ledger.indicator(target.indicator_id)
    assert (indicator.name, indicator.nature) == ("签约项目", Nature.LEVEL)
    assert target.source == "分解表.xlsx 目标任务!B13"
    assert planned(ledger, sent(ledger)).lines == ()


def test_a_new_part_hangs_under_the_row_above(ledger: Ledger) -> None:
    def edit(sheet: Any) -> None:
        unmerged(sheet)
        sheet.insert_rows(FIRST + INDUSTRY)
        sheet.cell(FIRST + INDUSTRY, 2).value = "　其中：房地产投资"
        sheet.cell(FIRST + INDUSTRY, 4).value = 20

    plan = plan_of(ledger, edit)
    assert states(plan) == [NEW]
    apply(ledger, plan)
    made = next(one for one in ledger.targets(2023) if one.stated.value == 20)
    assert made.parent_id == INVESTMENT and ledger.indicator(made.indicator_id).name == "房地产投资"
    assert [one.id for one in ledger.targets(2023)][2:4] == [INDUSTRY, made.id]


def test_a_row_under_another_name_is_asked_as_a_renaming(ledger: Ledger) -> None:
    edits = [put(RATE, Column.NAME, "单位产值综合能耗"), put(RATE, Column.RESPONSIBLE, "发改局")]
    plan = plan_of(ledger, *edits)
    assert states(plan) == [ASKED, ASKED] and plan.entered == []
    renaming = line_of(plan, "能耗强度", "指标名称")
    assert "照填就把指标改名" in renaming.why[0]
    apply(ledger, flipped(plan, *plan.lines))
    indicator = ledger.indicator(ledger.target(RATE).indicator_id)
    assert indicator.name == "单位产值综合能耗" and "能耗强度" in indicator.aliases
    as_new = plan_of(ledger, put(RATE, Column.NAME, "走访企业"), choices=ListChoices(fresh={"走访企业": "走访企业数"}))
    assert sorted(states(as_new)) == [MISSING, NEW] and as_new.lines[0].name == "走访企业数"


def test_a_row_that_says_another_targets_name_is_asked(ledger: Ledger) -> None:
    plan = plan_of(ledger, put(RATE, Column.NAME, "结余"))
    assert {line.state for line in plan.lines if line.row is not None} == {ASKED}
    assert "这一行导出时是“能耗强度”，现在写的是“结余”" in line_of(plan, "结余", "目标增速(%)").why[0]
    assert [line.name for line in plan.lines if line.state is MISSING] == ["能耗强度"]


def test_a_copied_row_under_a_new_name_is_new(ledger: Ledger) -> None:
    def copy(sheet: Any) -> None:
        unmerged(sheet)
        sheet.insert_rows(FIRST + LAST)
        for column in range(1, sheet.max_column + 1):
            sheet.cell(FIRST + LAST, column).value = sheet.cell(FIRST + GDP - 1, column).value
        sheet.cell(FIRST + LAST, 2).value = "第三产业产出"
        sheet.cell(FIRST + LAST, COLUMNS.index(Column.ALIASES) + 1).value = None

    plan = plan_of(ledger, copy)
    (line,) = plan.lines
    assert (line.name, line.state) == ("第三产业产出", NEW) and line.after.startswith("80亿元以上，增长8%–8.5%左右")


def test_what_was_given_out_with_a_closed_year_needs_a_reason(ledger: Ledger) -> None:
    indicator = ledger.target(GDP).indicator_id
    ledger.set_actuals([ActualEntry(indicator, 2023, 12, Decimal(81), "亿元")])
    ledger.close_year(2023)

    def gone(sheet: Any) -> None:
        unmerged(sheet)
        sheet.delete_rows(FIRST + FIRMS - 1)

    row = row_below((Column.NAME, "签约项目"), (Column.LEVEL, "30个"))
    plan = plan_of(ledger, put(INVESTMENT, Column.LEVEL, 66), put(GDP, Column.NOTE, "无关数字"), row, gone)
    plan = flipped(replace(plan, restating=Restating()), line_of(plan, "新增企业"))
    assert sorted(states(plan)) == [CHANGED, MISSING, NEW, RESTATED] and len(plan.entered) == 4 and plan.needs_reason
    waiting = apply(ledger, plan)
    assert len(waiting.asked) == 3 and ledger.target(GDP).note == "无关数字" and len(ledger.targets(2023)) == LAST
    ledger.undo()
    assert apply(ledger, plan, "抄错一位").asked == ()
    assert ledger.target(INVESTMENT).stated.value == 66 and FIRMS not in {one.id for one in ledger.targets(2023)}


def test_a_name_twice_is_settled_by_a_clerk(ledger: Ledger) -> None:
    twice = row_below((Column.NAME, "结余"), (Column.UNIT, "亿元"), (Column.LEVEL, "-4"), (Column.NOTE, "重复"))
    plan = replace(plan_of(ledger, put(DEFICIT, Column.NOTE, "第一行"), twice), restating=Restating())
    assert set(states(plan)) == {ASKED} and "表中有 2 行“结余”" in plan.lines[0].why[0]
    assert len({line.key for line in plan.lines}) == len(plan.lines)
    first, second = ([line for line in plan.lines if (line.row == DEFICIT - 1) is own] for own in (True, False))
    assert flipped(plan, *first).entered == first and flipped(plan, *second).entered == second
    assert flipped(plan, *first, *second).entered == []
    same = row_below((Column.NAME, "签约项目"), (Column.LEVEL, "3个"))
    assert states(plan_of(ledger, same, same)) == [NEW]


def test_a_row_that_is_gone_is_told_and_removed_only_when_marked(ledger: Ledger) -> None:
    def delete(sheet: Any) -> None:
        unmerged(sheet)
        sheet.delete_rows(FIRST + FIRMS - 1)

    plan = plan_of(ledger, delete)
    (line,) = plan.lines
    assert (line.name, line.state, line.before) == ("新增企业", MISSING, "10–15家")
    assert apply(ledger, plan).operation_id == 0
    apply(ledger, flipped(plan, line))
    assert FIRMS not in {one.id for one in ledger.targets(2023)}
    ledger.undo()
    assert ledger.target(FIRMS).stated.value == 10


def test_a_stretch_goes_with_the_unit_of_its_level(ledger: Ledger) -> None:
    units = (put(GDP, Column.UNIT, "万元"), put(GDP, Column.LEVEL, "810000"), put(GDP, Column.STRETCH, "820000"))
    plan = plan_of(ledger, *units)
    (line,) = plan.lines
    assert (line.what, line.state) == ("年度目标、奋斗目标", RESTATED)
    assert (line.before[-8:], line.after[-12:]) == ("，奋斗目标 82", "，奋斗目标 820000")
    assert apply(ledger, plan).operation_id == 0
    apply(ledger, replace(plan, restating=Restating()))
    target = ledger.target(GDP)
    assert (target.stated.value, target.stated.unit, target.stretch) == (810000, "万元", 820000)


def test_a_level_in_another_unit_takes_the_stretch_along(ledger: Ledger) -> None:
    plan = plan_of(ledger, put(GDP, Column.LEVEL, "810000万元"))
    apply(ledger, replace(plan, restating=Restating()))
    target = ledger.target(GDP)
    assert (target.stated.value, target.stated.unit, target.stretch) == (810000, "万元", 820000)


def test_a_stretch_before_an_adjustment_is_in_the_unit_of_then(ledger: Ledger) -> None:
    plan = plan_of(ledger, put(GDP, Column.LEVEL, "810000万元"))
    apply(ledger, replace(plan, restating=Restating(Adjusting(7, "云政发3号"))), "上级调整任务")
    made = adjustments_by_target(ledger)[GDP]
    march, july = (in_force(ledger.target(GDP), made, month) for month in (3, 7))
    assert (march.stated.unit, march.stretch, july.stated.unit, july.stretch) == ("亿元", 82, "万元", 820000)


def test_a_stretch_beside_a_goal_that_is_refused_stays_in_the_unit_that_stands(ledger: Ledger) -> None:
    broken = (put(GDP, Column.UNIT, "万元"), put(GDP, Column.LEVEL, "#REF!"), put(GDP, Column.STRETCH, "830000"))
    plan = plan_of(ledger, *broken)
    assert [line.state for line in plan.lines] == [STOPPED, CHANGED]
    apply(ledger, plan)
    assert (ledger.target(GDP).stated.unit, ledger.target(GDP).stretch) == ("亿元", 83)


def test_a_first_stretch_that_is_no_figure_does_not_hold_its_level_back(ledger: Ledger) -> None:
    plan = plan_of(ledger, put(INDUSTRY, Column.LEVEL, "260000万元"), put(INDUSTRY, Column.STRETCH, "更高"))
    assert [(line.what, line.state) for line in plan.lines] == [("年度目标", RESTATED), ("奋斗目标", STOPPED)]


def test_an_alias_is_given_once(ledger: Ledger) -> None:
    plan = plan_of(ledger, put(GDP, Column.ALIASES, "甲指标"), put(INVESTMENT, Column.ALIASES, "甲指标"))
    assert [line.state for line in plan.lines] == [CHANGED, STOPPED]
    assert plan.lines[1].why == ("“甲指标”已是指标“地区生产总值”的名称或别名",)


def test_an_alias_that_a_new_row_is_called_is_refused(ledger: Ledger) -> None:
    before = ledger.indicators()
    plan = plan_of(ledger, row_below((Column.NAME, "甲指标"), (Column.LEVEL, "5")), put(GDP, Column.ALIASES, "甲指标"))
    with pytest.raises(Refusal, match="“甲指标”已是指标"):
        apply(ledger, plan)
    assert ledger.indicators() == before


def test_a_part_changes_while_its_whole_is_removed(ledger: Ledger) -> None:
    def delete(sheet: Any) -> None:
        unmerged(sheet)
        put(INDUSTRY, Column.NOTE, "单列")(sheet)
        sheet.delete_rows(FIRST + INVESTMENT - 1)

    before = ledger.targets(2023)
    plan = plan_of(ledger, delete)
    apply(ledger, flipped(plan, line_of(plan, "固定资产投资")))
    part = ledger.target(INDUSTRY)
    assert (part.note, part.parent_id) == ("单列", None)
    assert INVESTMENT not in {one.id for one in ledger.targets(2023)}
    ledger.undo()
    assert ledger.targets(2023) == before


def test_a_clerk_names_what_a_row_means_and_it_is_remembered(ledger: Ledger) -> None:
    row = row_below((Column.NAME, "跑办客商"), (Column.LEVEL, "120人次"))
    wanted = ledger.target(EMPTY).indicator_id
    plan = plan_of(ledger, row, choices=ListChoices({"跑办客商": wanted}))
    assert {line.name for line in plan.lines} == {"来访客商"}
    apply(ledger, flipped(plan, *(line for line in plan.lines if line.changes)))
    assert ledger.sheet_mappings()["names"] == {"names": {"跑办客商": wanted}}


def test_lines_are_left_out_one_by_one(ledger: Ledger) -> None:
    plan = plan_of(ledger, put(GDP, Column.NOTE, "一"), put(INVESTMENT, Column.NOTE, "二"))
    apply(ledger, flipped(plan, plan.lines[0]))
    assert (ledger.target(GDP).note, ledger.target(INVESTMENT).note) == ("", "二")


def test_what_is_not_used_is_named(ledger: Ledger) -> None:
    def more(sheet: Any) -> None:
        sheet.cell(FIRST - 1, len(COLUMNS) + 1).value = "联系电话"

    assert "没有用的列：联系电话。" in plan_of(ledger, more).told


# ---- other files


def test_a_list_of_another_workbook_or_year_is_refused(ledger: Ledger, tmp_path: Any) -> None:
    with Ledger.create(tmp_path / "别的.zt", "云岭高新区") as other:
        other.add_target("地区生产总值", 2023)
        with pytest.raises(Refusal, match="这是另一个工作簿导出的"):
            planned(ledger, sent(other))
    ledger.add_target("地区生产总值", 2024)
    with pytest.raises(Refusal, match="这是2024年的目标，现在读的是2023年"):
        planned(ledger, sent(ledger, 2024))


def test_a_fill_in_sheet_is_no_list(ledger: Ledger) -> None:
    from zonetracker.outputs.fillin.workbook import build_fill_in

    ledger.add_departments(["发改局"])
    (sheet,) = fillin.sheets_of(ledger, 2023, 9)
    with pytest.raises(Refusal, match="填报表请在“单位”页读回"):
        planned(ledger, build_fill_in(sheet, ledger.file_id))


def test_a_file_without_a_table_is_refused(ledger: Ledger) -> None:
    with pytest.raises(Refusal, match="没有找到2023年的目标清单"):
        planned(ledger, "会议通知\n请准时参加".encode(), "通知.txt")


def test_the_same_lines_are_shown_whatever_was_answered(ledger: Ledger) -> None:
    plan = plan_of(ledger, put(UNEMPLOYMENT, Column.LEVEL, "4以内"))
    assert shown(plan) == [("城镇登记失业率", "年度目标", "4.5%以内", "4%以内")]
