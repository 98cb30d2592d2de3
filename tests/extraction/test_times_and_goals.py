"""Of which time a figure is, and whether it is a goal: the input stands in the docstring, the rows in the assertion."""

from __future__ import annotations

from tests.extraction.clerk import noted, rows_of, text_of


def test_from_and_to_have_their_own_years() -> None:
    """2020年，全市用水总量由2015年的15.81亿立方米减少到14.2亿立方米。"""
    assert noted(text_of(test_from_and_to_have_their_own_years)) == [
        "实绩 2015 全市用水总量 15.81亿立方米",
        "实绩 2020 全市用水总量 14.2亿立方米",
    ]


def test_a_report_looks_back_and_then_ahead() -> None:
    """政府工作报告

    ——2023年1月10日在临江区第五届人民代表大会上

    各位代表：

    一、2022年工作回顾

    全年地区生产总值增长6.1%，城镇新增就业5661人。

    二、2023年工作安排

    今年经济社会发展的主要预期目标是：地区生产总值增长6.5%左右，城镇调查失业率5.5%以内。
    """
    assert noted(text_of(test_a_report_looks_back_and_then_ahead)) == [
        "实绩 2022 地区生产总值 增6.1%",
        "实绩 2022 城镇新增就业 5661人",
        "目标 2023 地区生产总值 增约6.5%",
        "目标 2023 城镇调查失业率 ≤5.5%",
    ]


def test_the_plan_of_a_year_end_beside_what_was_done() -> None:
    """2021年，省级人才计划任务数2人、完成3人。"""
    found = noted(text_of(test_the_plan_of_a_year_end_beside_what_was_done))
    assert [row.split()[0] for row in found] == ["目标", "实绩"]


def test_part_years_of_a_bulletin() -> None:
    """2023年上半年临江区经济运行情况

    上半年，全区实现社会消费品零售总额634.95亿元，增长5%。
    """
    rows = rows_of(text_of(test_part_years_of_a_bulletin))
    assert [(row.year, row.period) for row in rows] == [(2023, "2023-01..2023-06")]


def test_tied_goals_have_no_number() -> None:
    """2023年主要目标是：城乡居民收入增长与经济增长同步，一般公共预算收入增长与经济发展相协调。"""
    assert noted(text_of(test_tied_goals_have_no_number)) == [
        "目标 2023 城乡居民收入 挂钩",
        "目标 2023 一般公共预算收入 挂钩",
    ]


def test_tied_goals_of_a_list() -> None:
    """2023年主要目标是：城镇和农村居民人均可支配收入与经济增长保持同步，研发经费占比不低于上年。"""
    assert noted(text_of(test_tied_goals_of_a_list)) == [
        "目标 2023 城镇居民人均可支配收入 挂钩",
        "目标 2023 农村居民人均可支配收入 挂钩",
        "目标 2023 研发经费占比 挂钩",
    ]


def test_months_hold_after_a_semicolon() -> None:
    """2018年一季度高新区经济运行情况

    1-3月，全区完成规模工业总产值85.6亿元；实现主营业务收入80.2亿元。
    """
    rows = rows_of(text_of(test_months_hold_after_a_semicolon))
    assert [row.period for row in rows] == ["2018-01..2018-03"] * 2


def test_parts_are_of_the_months_of_their_whole() -> None:
    """2022年工作总结和2023年工作计划

    预计2022年前三季度，全区进出口80亿元，外贸企业增长5%。其中，出口50亿元，增长6%；进口30亿元。全年新增企业9家。
    其中，出口企业6家。
    """
    rows = rows_of(text_of(test_parts_are_of_the_months_of_their_whole))
    assert [(row.name, row.period) for row in rows if row.stated.unit == "亿元"] == [
        ("全区进出口", "2022-01..2022-09"),
        ("出口", "2022-01..2022-09"),
        ("进口", "2022-01..2022-09"),
    ]
    assert {row.period for row in rows if row.stated.unit == "家"} == {"annual"}
    assert next(row.parent for row in rows if row.name == "出口") == "全区进出口"


def test_a_month_of_its_own_beside_the_months_so_far() -> None:
    """2023年前三季度进出口80亿元，增长8%。当月出口9亿元。其中，机电4亿元；农产品2亿元。"""
    rows = rows_of(text_of(test_a_month_of_its_own_beside_the_months_so_far))
    assert [row.period for row in rows] == ["2023-01..2023-09"] + ["2023-09..2023-09"] * 3


def test_as_many_figures_as_years_are_of_each_year() -> None:
    """2019—2021年，分别完成税收5亿元、6亿元、8亿元；分别引进企业3家、4家和6家。"""
    found = noted(text_of(test_as_many_figures_as_years_are_of_each_year))
    assert found == [
        "实绩 2019 税收 5亿元",
        "实绩 2020 税收 6亿元",
        "实绩 2021 税收 8亿元",
        "实绩 2019 引进企业 3家",
        "实绩 2020 引进企业 4家",
        "实绩 2021 引进企业 6家",
    ]


def test_other_figures_of_several_years_sum_them_up() -> None:
    """2019—2021年，工业投资和农业投资分别完成5亿元、6亿元。"""
    assert {row.year for row in rows_of(text_of(test_other_figures_of_several_years_sum_them_up))} == {2021}


def test_the_number_of_a_point_does_not_hide_the_time_behind_it() -> None:
    """2023年用电情况

    2.分产业情况 从产业看，上半年，农业用电8亿千瓦时；工业用电20亿千瓦时。
    """
    rows = rows_of(text_of(test_the_number_of_a_point_does_not_hide_the_time_behind_it))
    assert [row.period for row in rows] == ["2023-01..2023-06"] * 2


def test_a_title_that_names_one_month_leaves_open_what_its_figures_cover() -> None:
    """2023年9月份全区经济运行情况

    固定资产投资80亿元，增长5%。9月份，全区出口3亿元。
    """
    whole, own = rows_of(text_of(test_a_title_that_names_one_month_leaves_open_what_its_figures_cover))
    assert (whole.period, "months_open" in whole.reasons, whole.sure) == ("2023-01..2023-09", True, False)
    assert (own.period, "months_open" in own.reasons) == ("2023-09..2023-09", False)


def test_months_of_a_title_that_opens_a_part() -> None:
    """区2023年上半年经济运行情况分析及下一步建议

    据测算，1-6月全区生产总值80亿元，增长6%。工业总产值220亿元，增长8%。
    """
    rows = rows_of(text_of(test_months_of_a_title_that_opens_a_part))
    assert [row.period for row in rows] == ["2023-01..2023-06"] * 2


def test_a_congress_late_in_a_year_reviews_that_year() -> None:
    """政府工作报告

    ——在县第九届人民代表大会第三次会议上
    （2022年12月20日）
    各位代表：
    一、2022年工作回顾
    2022年，预计全县生产总值336亿元，增长6.6%。新增规上企业16家。
    """
    found = noted(text_of(test_a_congress_late_in_a_year_reviews_that_year))
    assert found == ["实绩 2022 全县生产总值 336亿元 增6.6%", "实绩 2022 新增规上企业 16家"]


def test_a_heading_names_the_months_of_its_part() -> None:
    """工信局2021年工作总结和2022年工作计划

    一、2021年1-11月指标完成情况
    工业税收完成1.96亿元，增长31.7%。
    二、2022年目标任务
    工业税收达到3.1亿元。
    """
    rows = rows_of(text_of(test_a_heading_names_the_months_of_its_part))
    assert [(row.year, row.period) for row in rows] == [(2021, "2021-01..2021-11"), (2022, "annual")]


def test_months_before_a_semicolon_leave_open_what_stands_behind_it() -> None:
    """2023年工作总结和2024年工作思路

    共有企业227家，1-9月累计完成产值224亿元；完成税收25亿元。六月末存栏213万头；新打机井642眼。
    """
    rows = rows_of(text_of(test_months_before_a_semicolon_leave_open_what_stands_behind_it))
    assert ["months_open" in row.reasons for row in rows] == [False, False, True, False, False]


def test_a_headline_of_news_makes_no_goal_of_what_grew() -> None:
    """全市生产总值能否破万亿

    2021年11月8日　来源：晚报　记者　王一
    明年希望大
    高技术产业增加值同比增长18.4%。力争出口增长6%。
    """
    found = noted(text_of(test_a_headline_of_news_makes_no_goal_of_what_grew))
    assert [row.split()[0] for row in found] == ["实绩", "目标"]


def test_goals_without_a_date_are_for_the_one_year_by_which_things_are_wanted() -> None:
    """三、发展目标

    专业技术人员比重达到25%。龙头企业研发投入占比突破3%。
    到2020年，自动化生产线达到30条。
    """
    rows = rows_of(text_of(test_goals_without_a_date_are_for_the_one_year_by_which_things_are_wanted))
    assert {(row.kind, row.year, row.sure) for row in rows} == {("target", 2020, False)}


def test_a_stretch_that_urges_all_along_is_a_plan() -> None:
    """全力稳外贸。推动进出口增长15%以上。

    加快城市更新。改造老旧小区300个。支持企业上市。
    实施养老工程。培育龙头企业10家。深入推进改革。
    """
    rows = rows_of(text_of(test_a_stretch_that_urges_all_along_is_a_plan))
    assert len(rows) == 3 and {(row.kind, row.year) for row in rows} == {("target", None)}


def test_values_of_a_table_of_what_was_reached_are_no_goals() -> None:
    """2015年国民经济主要指标完成情况

    指标名称	单位	指标值	增速(%)
    地区生产总值	亿元	553.8	9.2
    公共财政预算收入	亿元	36.69	15.3
    人口自然增长率	%	4.18	0.2
    """
    found = noted(text_of(test_values_of_a_table_of_what_was_reached_are_no_goals))
    assert found == [
        "实绩 2015 地区生产总值 553.8亿元 增9.2%",
        "实绩 2015 公共财政预算收入 36.69亿元 增15.3%",
        "实绩 2015 人口自然增长率 4.18% 增0.2%",
    ]


def test_figures_of_an_aim_are_goals() -> None:
    """2024年上半年高新区经济运行情况

    下半年，我们将围绕全年规上工业增加值增长10%、固定资产投资增长12%的目标，全力冲刺。
    """
    assert noted(text_of(test_figures_of_an_aim_are_goals)) == [
        "目标 2024 规上工业增加值 增10%",
        "目标 2024 固定资产投资 增12%",
    ]
