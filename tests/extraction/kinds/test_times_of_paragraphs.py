"""Whose time the paragraphs of news and plans have, and two things that one figure is said of."""

from __future__ import annotations

import pytest

from tests.extraction.clerk import REVIEW, figures_of, rows_of

NEWS = "青禾区畜牧工作会议召开\n来源：青禾日报 2023-04-02 11:10\n"


def told(text: str) -> list[tuple[str, int | None]]:
    return [(row.kind.value, row.year) for row in rows_of(text)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (NEWS + "过去一年，全市出栏生猪62万头；出栏肉牛18万头。", [("actual", 2022)] * 2),
        (NEWS + "今年，全市出栏生猪62万头。去年10月29日，青禾大桥开工。", [("actual", 2023), ("actual", 2022)]),
        (NEWS.replace("04-02", "12-02") + "过去一年，全市出栏生猪62万头。", [("actual", 2023)]),
    ],
)
def test_news_early_in_a_year_look_back_on_the_year_before(text: str, wanted: list[tuple[str, int]]) -> None:
    assert told(text) == wanted


@pytest.mark.parametrize(
    ("second", "years"),
    [
        ("数据显示，青禾去年生产总值增长8.2%。", [2020, 2021, 2021]),
        ("青禾去年新开工项目45个。", [2020, 2021, 2021]),
        ("从城市看，青禾去年固定资产投资完成90亿元。", [2020, 2021, 2021]),
        ("从城市看，青禾投资完成90亿元，与去年同期相比有所增长。", [2020, 2020, 2020]),
        ("项目总投资50亿元。", [2020, 2020, 2020]),
    ],
)
def test_a_paragraph_of_last_year_ends_what_an_article_told_of_a_year_before_it(second: str, years: list[int]) -> None:
    article = "青禾上位最快\n2022-02-22 08:20\n2020年，青禾区引进项目30个。\n"
    rows = told(f"{article}{second}\n规上工业增加值完成12亿元。\n2021年，青禾位居前列。\n")
    assert [year for _, year in rows] == years


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("2017年，全县计划实现0.6万贫困人口脱贫，张村、李村等5个贫困村出列。", [("target", 2017)] * 2),
        ("2017年：计划搬迁2294户7644人，其中建档立卡人口7222人。", [("target", 2017)] * 3),
        ("2016年，全县计划新建道路12公里。完成情况：新建道路11公里。", [("target", 2016), ("actual", 2016)]),
        ("2017年，计划新建道路12公里，已完成9公里。", [("target", 2017), ("actual", 2017)]),
        ("2017年，全县计划生育率达到98%。", [("actual", 2017)]),
    ],
)
def test_what_a_year_gone_by_was_to_bring_is_its_goal(text: str, wanted: list[tuple[str, int]]) -> None:
    assert told(f"青禾县脱贫攻坚情况\n2019-03-15\n{text}") == wanted
    aims = "" if wanted[0][0] == "actual" else "二、脱贫目标\n"
    assert told(f"青禾县脱贫攻坚情况\n2019-03-15\n{aims}{text}")[0] == wanted[0]


def test_a_plan_named_at_the_head_of_a_paragraph_holds_for_its_sentences() -> None:
    goals = "青禾区招商引资的指导意见\n2022-02-08 08:00\n目标是：\n"
    first = "“十四五”期间，引进亿元以上项目50个。"
    second = "开发区亩均税收达到37万元以上。"
    assert told(f"{goals}{first}{second}\n") == [("target", 2025)] * 2
    assert told(f"{goals}{first}\n{second}\n") == [("target", 2025), ("target", 2022)]


def test_a_plan_that_is_over_dates_the_deeds_of_its_paragraph() -> None:
    news = "青禾日报\n2026-05-21 17:13\n"
    deeds = "“十四五”期间，青禾区根基夯实。基础设施升级，新能源装机突破70万千瓦。"
    assert told(news + deeds) == [("actual", 2025)]
    assert told(f"{news}青禾区根基夯实。基础设施升级，新能源装机突破70万千瓦。") == [("actual", 2026)]


IN_SHORT = {
    "from one to another by any verb of change": [
        ("建成区面积由138平方公里拓展到243平方公里。", "建成区面积 138平方公里；建成区面积 243平方公里"),
        ("注册企业数量从214家扩充至457家。", "注册企业数量 214家；注册企业数量 457家"),
        ("全区制造业比重“由2020年的32.7%提高至33.3%左右”。", "全区制造业比重 32.7%；全区制造业比重 33.3%"),
        ("森林覆盖率“从41%提高到43.5%”。", "森林覆盖率 41%；森林覆盖率 43.5%"),
        ("开展“合格率达到98%”专项行动。", ""),
        ("外贸依存度由上年的18.9%攀升至50%。", "外贸依存度 18.9%；外贸依存度 50%"),
    ],
    "two measures that grow": [
        ("生产总值和财政收入增长8%。", "生产总值 增8%；财政收入 增8%"),
        (
            "全区生产总值年均增长和居民人均可支配收入年均增长6%以上。",
            "全区生产总值年均增速 增6%；居民人均可支配收入年均增速 增6%",
        ),
        ("信息传输和信息技术服务业营业收入增长8%。", "信息传输和信息技术服务业营业收入 增8%"),
        ("技术合同和专利授权量增长8%。", "技术合同和专利授权量 增8%"),
    ],
    "a list whose last owns the measure of each": [
        (
            "甲县、乙县和丙县的生产总值增速分别是2%、1.6%和3%。",
            "甲县生产总值 增2%；乙县生产总值 增1.6%；丙县生产总值 增3%",
        ),
        ("甲镇和乙镇的财政收入分别为3亿元、2亿元。", "甲镇财政收入 3亿元；乙镇财政收入 2亿元"),
        ("粮食、油料的播种面积分别为30万亩、8万亩。", "粮食播种面积 30万亩；油料播种面积 8万亩"),
        ("甲县、乙县的税收均增长8%。", "甲县税收 增8%；乙县税收 增8%"),
        ("财政收入、居民的可支配收入分别为3万元、2万元。", "财政收入 3万元；居民的可支配收入 2万元"),
    ],
    "a list before a word for two": [
        ("金融机构存贷款余额分别为20亿元和30亿元。", "金融机构存款余额 20亿元；金融机构贷款余额 30亿元"),
        ("邮政、电信业务量分别增长18%、39%。", "邮政业务量 增18%；电信业务量 增39%"),
        ("装备制造、电子信息业增加值分别增长8%、9%。", "装备制造增加值 增8%；电子信息业增加值 增9%"),
    ],
}


@pytest.mark.parametrize(
    ("text", "rows"),
    [pytest.param(*case, id=f"{kind} {at}") for kind, cases in IN_SHORT.items() for at, case in enumerate(cases)],
)
def test_a_sentence_gives_these_rows(text: str, rows: str) -> None:
    assert figures_of(REVIEW + text) == rows


def test_two_sides_of_trade_are_none_where_a_list_names_two_things() -> None:
    names = [row.name for row in rows_of(REVIEW + "加工贸易和保税物流进出口102亿元和35亿元。")]
    assert not any(name.endswith(("物流进口", "物流出口")) for name in names)
