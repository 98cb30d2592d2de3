"""What a clerk writes down from a sentence: the input stands in the docstring, the rows in the assertion."""

from __future__ import annotations

from tests.extraction.clerk import noted, rows_of, text_of


def test_level_and_growth_are_one_row() -> None:
    """2022年，全区实现地区生产总值74.10亿元，同比增长5%；财政总收入20.5亿元，下降3.5%。"""
    assert noted(text_of(test_level_and_growth_are_one_row)) == [
        "实绩 2022 全区地区生产总值 74.10亿元 增5%",
        "实绩 2022 财政总收入 20.5亿元 增-3.5%",
    ]


def test_growth_first_and_level_after_are_one_row() -> None:
    """2022年，外贸出口增长8%，达到12.5亿美元。"""
    assert noted(text_of(test_growth_first_and_level_after_are_one_row)) == ["实绩 2022 外贸出口 12.5亿美元 增8%"]


def test_several_share_one_growth() -> None:
    """2023年主要目标是：高新技术产业增加值、装备制造业增加值均增长12%以上。"""
    assert noted(text_of(test_several_share_one_growth)) == [
        "目标 2023 高新技术产业增加值 增≥12%",
        "目标 2023 装备制造业增加值 增≥12%",
    ]


def test_respectively_and_a_bound_that_binds_the_last() -> None:
    """2023年主要目标是：城镇和农村居民人均可支配收入分别增长7%、8%左右。"""
    assert noted(text_of(test_respectively_and_a_bound_that_binds_the_last)) == [
        "目标 2023 城镇居民人均可支配收入 增7%",
        "目标 2023 农村居民人均可支配收入 增约8%",
    ]


def test_a_tail_shared_by_a_list() -> None:
    """2021年，装备制造业、医药制造业增加值占规上工业比重分别达13.1%和10.8%。"""
    assert noted(text_of(test_a_tail_shared_by_a_list)) == [
        "实绩 2021 装备制造业增加值占规上工业比重 13.1%",
        "实绩 2021 医药制造业增加值占规上工业比重 10.8%",
    ]


def test_growths_follow_their_levels_in_turn() -> None:
    """2021年，增值税12.8亿元、房产税1.3亿元，同比分别增长21.8%、下降39%。"""
    assert noted(text_of(test_growths_follow_their_levels_in_turn)) == [
        "实绩 2021 增值税 12.8亿元 增21.8%",
        "实绩 2021 房产税 1.3亿元 增-39%",
    ]


def test_the_verb_of_a_list_is_carried() -> None:
    """2022年，新认定省级数字工厂1家、市级未来农场2家，招引大学生3600余人。"""
    assert noted(text_of(test_the_verb_of_a_list_is_carried)) == [
        "实绩 2022 新认定省级数字工厂 1家",
        "实绩 2022 新认定市级未来农场 2家",
        "实绩 2022 招引大学生 ≥3600人",
    ]


def test_the_thing_counted_stands_after_the_figure() -> None:
    """2022年，建成6个省级园林县城、8个市级园林县城。"""
    assert noted(text_of(test_the_thing_counted_stands_after_the_figure)) == [
        "实绩 2022 建成省级园林县城 6个",
        "实绩 2022 建成市级园林县城 8个",
    ]


def test_two_units_share_a_noun() -> None:
    """2023年目标是：新建12条、14公里园区道路。"""
    assert noted(text_of(test_two_units_share_a_noun)) == [
        "目标 2023 新建园区道路 12条",
        "目标 2023 新建园区道路 14公里",
    ]


def test_a_threshold_stays_in_the_name() -> None:
    """2023年目标是：力争引进总投资3亿元以上项目15个以上，产值超10亿元企业达10家。"""
    assert noted(text_of(test_a_threshold_stays_in_the_name)) == [
        "目标 2023 引进总投资3亿元以上项目 ≥15个",
        "目标 2023 产值超10亿元企业 10家",
    ]


def test_parts_name_their_whole() -> None:
    """2022年，固定资产投资69.88亿元，其中工业投资38.74亿元，增长32%。"""
    rows = rows_of(text_of(test_parts_name_their_whole))
    assert [(row.name, row.parent) for row in rows] == [("固定资产投资", None), ("工业投资", "固定资产投资")]


def test_a_rank_is_a_row_of_its_own() -> None:
    """2022年，全市农业增加值164.59亿元，居全省第2位。"""
    assert noted(text_of(test_a_rank_is_a_row_of_its_own)) == [
        "实绩 2022 全市农业增加值 164.59亿元",
        "实绩 2022 全市农业增加值全省排名 2位",
    ]


def test_from_and_to_have_their_own_years() -> None:
    """2020年，全市用水总量由2015年的15.81亿立方米减少到14.2亿立方米。"""
    assert noted(text_of(test_from_and_to_have_their_own_years)) == [
        "实绩 2015 全市用水总量 15.81亿立方米",
        "实绩 2020 全市用水总量 14.2亿立方米",
    ]


def test_an_average_over_years_is_a_row_beside_the_level() -> None:
    """2020年，社会消费品零售总额达到143.84亿元，年均增长5.2%。"""
    assert noted(text_of(test_an_average_over_years_is_a_row_beside_the_level)) == [
        "实绩 2020 社会消费品零售总额 143.84亿元",
        "实绩 2020 社会消费品零售总额年均增速 增5.2%",
    ]


def test_percentage_points_of_a_share_are_a_row_and_of_a_rate_are_not() -> None:
    """2021年，森林覆盖率达27.7%，比上年提高0.5个百分点。规上工业增加值增长8%，增速比上年提高0.9个百分点。"""
    assert noted(text_of(test_percentage_points_of_a_share_are_a_row_and_of_a_rate_are_not)) == [
        "实绩 2021 森林覆盖率 27.7%",
        "实绩 2021 森林覆盖率提高 0.5个百分点",
        "实绩 2021 规上工业增加值 增8%",
    ]


def test_what_only_describes_a_thing_is_no_row() -> None:
    """2022年，总投资51亿元的海通重机二期顺利开工，年产100万吨饲料项目加快建设，第四届论坛为期3天，推行“137”工作法。"""
    found = noted(text_of(test_what_only_describes_a_thing_is_no_row))
    assert found == ["实绩 2022 海通重机二期开工 重点事项"]


def test_masked_digits_never_make_a_number() -> None:
    """高新区2022年工作总结

    今年以来，规上工业增加值增长**.*%，新增民营企业***家，总投资***亿元的显示器项目顺利落地。
    """
    rows = rows_of(text_of(test_masked_digits_never_make_a_number))
    figures = [row for row in rows if row.type == "quantity"]
    assert [row.name for row in figures] == ["规上工业增加值", "新增民营企业"]
    assert all(row.masked and row.stated.value is None and row.stated.growth is None for row in figures)


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


def test_a_line_break_inside_a_figure() -> None:
    """2022年，高新区抢抓机遇，招商引资工作取得新的成效，全年新引进创业项目6

    个，引进海外工程师7名。
    """
    assert noted(text_of(test_a_line_break_inside_a_figure)) == [
        "实绩 2022 新引进创业项目 6个",
        "实绩 2022 引进海外工程师 7名",
    ]


def test_a_fact_said_twice_points_to_the_first() -> None:
    """2023年目标是：新增标准厂房50万平方米左右。

    2023年目标是：新增标准厂房50万平方米左右。
    """
    first, second = rows_of(text_of(test_a_fact_said_twice_points_to_the_first))
    assert first.duplicate_of is None and second.duplicate_of == first.id


def test_tied_goals_have_no_number() -> None:
    """2023年主要目标是：城乡居民收入增长与经济增长同步，一般公共预算收入增长与经济发展相协调。"""
    assert noted(text_of(test_tied_goals_have_no_number)) == [
        "目标 2023 城乡居民收入 挂钩",
        "目标 2023 一般公共预算收入 挂钩",
    ]


def test_growth_said_in_words() -> None:
    """2022年，外贸出口额实现翻番，快递业务量保持两位数增长，居民消费价格与上年持平。"""
    assert noted(text_of(test_growth_said_in_words)) == [
        "实绩 2022 外贸出口额 增100%",
        "实绩 2022 快递业务量 增≥10%",
        "实绩 2022 居民消费价格 增0%",
    ]


def test_a_label_before_a_colon_names_its_figure() -> None:
    """2020年开发区概况

    县域面积：120平方公里，常住人口：30.2万人，进出口总额：同比增长12%。
    """
    rows = rows_of(text_of(test_a_label_before_a_colon_names_its_figure))
    assert [(row.name, row.stated.unit, row.quote) for row in rows] == [
        ("县域面积", "平方公里", "县域面积：120平方公里"),
        ("常住人口", "万人", "常住人口：30.2万人"),
        ("进出口总额", None, "同比增长12%"),
    ]


def test_an_item_headed_with_a_full_stop() -> None:
    """某县2020年国民经济运行情况

    1.固定资产投资。完成86.3亿元，同比增长26.4%。
    """
    assert noted(text_of(test_an_item_headed_with_a_full_stop)) == ["实绩 2020 固定资产投资 86.3亿元 增26.4%"]


def test_words_that_begin_like_a_preposition_stay_whole() -> None:
    """2020年，合同利用外资3200万美元，到位省外资金25.6亿元。"""
    assert noted(text_of(test_words_that_begin_like_a_preposition_stay_whole)) == [
        "实绩 2020 合同利用外资 3200万美元",
        "实绩 2020 到位省外资金 25.6亿元",
    ]


def test_both_ends_of_a_change_have_one_name() -> None:
    """2020年，上市公司由2015年的3家增加到8家。"""
    assert noted(text_of(test_both_ends_of_a_change_have_one_name)) == [
        "实绩 2015 上市公司 3家",
        "实绩 2020 上市公司 8家",
    ]


def test_points_after_a_share_are_of_the_share() -> None:
    """2020年，税收收入10.2亿元，占一般公共预算收入的82.6%，同比提高1.5个百分点。"""
    assert noted(text_of(test_points_after_a_share_are_of_the_share))[-1] == (
        "实绩 2020 税收收入占一般公共预算收入比重提高 1.5个百分点"
    )


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


def test_how_far_the_plan_of_another_was_met() -> None:
    """2023年，工业投资16亿元，居全省第5位，完成州政府下达全年指标任务的59.2%，其中技改投资增长12%；市外资金25亿元，完成全年任务(42亿元)的59.5%。"""
    assert [(row.name, row.parent) for row in rows_of(text_of(test_how_far_the_plan_of_another_was_met))] == [
        ("工业投资", None),
        ("工业投资全省排名", None),
        ("工业投资完成州政府下达全年指标任务比重", None),
        ("技改投资", "工业投资"),
        ("市外资金", None),
        ("市外资金", None),
        ("市外资金完成全年任务比重", None),
    ]


def test_a_place_in_a_ranking_and_what_is_done_by_now() -> None:
    """2023年，生产总值80亿元，增长9%，增速排位全市第8。新包装项目任务10个，现已完成17个；尤其技改投资完成3亿元。"""
    assert [row.name for row in rows_of(text_of(test_a_place_in_a_ranking_and_what_is_done_by_now))] == [
        "生产总值",
        "生产总值增速全市排名",
        "新包装项目",
        "新包装项目",
        "技改投资",
    ]


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


def test_more_than_so_much_a_year_before() -> None:
    """2023年1-6月，财政收入完成14亿元，比上年同期13亿元增收1亿元，增长1.2%，为预期的100.3%；税收比上年同期下降3%。"""
    assert noted(text_of(test_more_than_so_much_a_year_before)) == [
        "实绩 2023 财政收入 14亿元 增1.2%",
        "实绩 2023 财政收入增收 1亿元",
        "实绩 2023 财政收入完成预期比重 100.3%",
        "实绩 2023 税收 增-3%",
    ]


def test_what_is_added_in_a_settlement_of_accounts() -> None:
    """2022年，预算收入27亿元，加上级补助收入12亿元，上年结余收入4亿元；支出36亿元，加上解上级支出5亿元。"""
    assert noted(text_of(test_what_is_added_in_a_settlement_of_accounts)) == [
        "实绩 2022 预算收入 27亿元",
        "实绩 2022 上级补助收入 12亿元",
        "实绩 2022 上年结余收入 4亿元",
        "实绩 2022 支出 36亿元",
        "实绩 2022 上解上级支出 5亿元",
    ]


def test_two_that_share_an_end_written_as_a_list() -> None:
    """2022年，金融机构存、贷款余额分别增长8.8%、11.9%。"""
    assert noted(text_of(test_two_that_share_an_end_written_as_a_list)) == [
        "实绩 2022 金融机构存款余额 增8.8%",
        "实绩 2022 金融机构贷款余额 增11.9%",
    ]


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


def test_rates_of_growth_as_nouns_belong_to_the_levels_before() -> None:
    """2005年，外贸进出口总额2.3亿美元，其中自营出口1.65亿美元，增幅分别为26.5%和31.2%；财政收入12亿元，增幅为8%。"""
    assert noted(text_of(test_rates_of_growth_as_nouns_belong_to_the_levels_before)) == [
        "实绩 2005 外贸进出口总额 2.3亿美元 增26.5%",
        "实绩 2005 自营出口 1.65亿美元 增31.2%",
        "实绩 2005 财政收入 12亿元 增8%",
    ]


def test_signs_for_words() -> None:
    """2022年，旅游收入45亿元，同比+12.5%；出口额12亿美元（-8.5%）；财政收入9亿元，增长+3%；失业率≤4.5%；工业产值过500亿元。"""
    assert noted(text_of(test_signs_for_words)) == [
        "实绩 2022 旅游收入 45亿元 增12.5%",
        "实绩 2022 出口额 12亿美元 增-8.5%",
        "实绩 2022 财政收入 9亿元 增3%",
        "实绩 2022 失业率 ≤4.5%",
        "实绩 2022 工业产值 ≥500亿元",
    ]
