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
        "实绩 2022 预算支出 36亿元",
        "实绩 2022 上解上级支出 5亿元",
    ]


def test_two_that_share_an_end_written_as_a_list() -> None:
    """2022年，金融机构存、贷款余额分别增长8.8%、11.9%。"""
    assert noted(text_of(test_two_that_share_an_end_written_as_a_list)) == [
        "实绩 2022 金融机构存款余额 增8.8%",
        "实绩 2022 金融机构贷款余额 增11.9%",
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
