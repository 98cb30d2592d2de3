"""News, bulletins and profiles of zones and counties: whose time a paragraph has, lists in turn, labels that ran in."""

from __future__ import annotations

import pytest

from tests.extraction.clerk import REVIEW, figures_of, noted, rows_of

IN_SHORT = {
    "a rank among so many": [
        (
            "全市地区生产总值500亿元，增长6%，增速全省排名第三，六县市排名第五。",
            "全市地区生产总值 500亿元 增6%；全市地区生产总值增速全省排名 3位；全市地区生产总值增速六县市排名 5位",
        ),
        (
            "规模以上工业增加值增长7.5%，增速在13个县市区中排名第三。",
            "规模以上工业增加值 增7.5%；规模以上工业增加值增速13个县市区排名 3位",
        ),
        ("营商环境在全省排名第8位。", "营商环境全省排名 8位"),
    ],
    "so many trades that went well or not": [
        (
            "汽车制造业、食品制造业、燃气生产和供应业三个行业增加值增势较好，分别增长89.2%、11.4%、5%。",
            "汽车制造业增加值 增89.2%；食品制造业增加值 增11.4%；燃气生产和供应业增加值 增5%",
        ),
        ("纺织业、家具制造业两个行业增幅回落，分别下降4.2%、10.5%。", "纺织业 增-4.2%；家具制造业 增-10.5%"),
        ("汽车、电子两大行业产值分别增长12%、8%。", "汽车行业产值 增12%；电子行业产值 增8%"),
    ],
    "what stands behind 分别 names its figures where there is nothing to share them out to": [
        (
            "引进项目12个，分别完成工业实际投入70亿元、93亿元。",
            "引进项目 12个；工业实际投入 70亿元；工业实际投入 93亿元",
        ),
        (
            "签约项目3个、开工项目5个，分别完成投资10亿元、20亿元。",
            "签约项目 3个；开工项目 5个；签约项目投资 10亿元；开工项目投资 20亿元",
        ),
    ],
    "limits of several sorts of projects": [
        ("先后实现30亿元以上、50亿元以上以及百亿元重大项目的引进，新增企业8家。", "新增企业 8家"),
        ("引进10亿元以上项目3个、亿元以上项目12个。", "引进10亿元以上项目 3个；引进亿元以上项目 12个"),
    ],
    "a part that tells its deed itself": [
        (
            "全市新开工项目1161个，增长69.2%。其中，亿元以上新开工项目342个，增长13.2%。",
            "全市新开工项目 1161个 增69.2%；亿元以上新开工项目 342个 增13.2%",
        ),
        ("新引进项目20个，其中工业项目12个。", "新引进项目 20个；新引进工业项目 12个"),
    ],
    "a label that ran in": [
        ("人口年末常住人口94.9万人，城镇化率43.6%。", "常住人口 94.9万人；城镇化率 43.6%"),
        ("财政全年一般公共预算收入12亿元，增长8%。", "一般公共预算收入 12亿元 增8%"),
        ("工业全年规模以上工业增加值增长9%。", "规模以上工业增加值 增9%"),
        ("粮食全年总产量5万吨，增长3%。", "粮食总产量 5万吨 增3%"),
        ("农村居民全年人均可支配收入3万元。", "农村居民人均可支配收入 3万元"),
        ("建筑业全年增加值8亿元。", "建筑业增加值 8亿元"),
    ],
    "marks of footnotes": [
        ("园区[1]现有企业80家[2]，职工3万人。[3-4]", "企业 80家；职工 3万人"),
    ],
}


@pytest.mark.parametrize("said, wanted", [case for cases in IN_SHORT.values() for case in cases])
def test_a_sentence_as_a_clerk_notes_it(said: str, wanted: str) -> None:
    assert figures_of(f"{REVIEW}{said}").replace(" ", "") == wanted.replace(" ", "")


def test_years_that_go_in_turn_hold_over_semicolons_of_their_sentence() -> None:
    text = (
        "三年来开工项目130个，2016年至2018年，分别完成地区生产总值236亿元、314亿元、365亿元；"
        "分别完成工业投入70亿元、93亿元、106亿元。"
    )
    found = [(row.year, row.name) for row in rows_of(text)][1:]
    assert found == [(year, name) for name in ("地区生产总值", "工业投入") for year in (2016, 2017, 2018)]


def test_what_a_place_is_like_is_no_goal_though_goals_were_told_before_it() -> None:
    text = (
        "A. 青禾开发区的发展目标\n力争到2015年，实现生产总值375亿元。\n"
        "青禾开发区位于市区东部，设立于1992年，1995年3月经省政府批准为省级开发区，规划面积46平方公里。"
        "区内常住人口12万人，现有工业企业210户，其中食品企业15户。2007年1-10月，完成税收6亿元。"
    )
    assert [line for line in noted(text) if "重点事项" not in line] == [
        "目标 2015 生产总值 375亿元 限2015",
        "实绩 2007 规划面积 46平方公里",
        "实绩 2007 区内常住人口 12万人",
        "实绩 2007 工业企业 210户",
        "实绩 2007 食品企业 15户",
        "实绩 2007 税收 6亿元",
    ]


def test_a_project_that_lies_somewhere_is_still_to_be_done() -> None:
    text = "2024年重点工作\n青禾产业园项目位于开发区北部，计划完成投资5亿元。"
    assert noted(text) == ["目标 2024 青禾产业园计划完成投资 5亿元"]


def test_the_day_that_a_zone_was_founded_is_not_the_day_of_the_text() -> None:
    text = (
        "青禾开发区\n建置时间1993年4月\n青禾开发区成立于1993年4月。2000年2月，经国务院批准，成为国家级经济技术开发区。\n"
        "截至2010年11月，全区完成工业总产值130亿元，同比增长47.6%；完成财政总收入23.2亿元。"
    )
    assert noted(text) == [
        "实绩 2000 成为国家级经济技术开发区 重点事项",
        "实绩 2010 全区工业总产值 130亿元 增47.6%",
        "实绩 2010 财政总收入 23.2亿元",
    ]


def test_a_sentence_behind_a_footnote_has_the_year_that_it_opens_with() -> None:
    text = (
        "青禾县位于省城东部。[1]\n2016年，全县实现地区生产总值128亿元。其中，第一产业实现增加值25亿元。[2] "
        "2019年，全县实现地区生产总值222亿元。"
    )
    assert [(row.year, str(row.stated.value)) for row in rows_of(text)] == [(2016, "128"), (2016, "25"), (2019, "222")]


def test_what_somebody_says_of_a_year_to_come_is_a_goal() -> None:
    text = (
        "青禾日报2010年3月29日讯（记者 李明）2009年，全区实现生产总值156亿元。"
        "据开发区负责人介绍，到2015年，全区生产总值达到400亿元。"
    )
    assert noted(text) == ["实绩 2009 全区生产总值 156亿元", "目标 2015 全区生产总值 400亿元 限2015"]


def test_who_declares_a_start_and_large_projects_of_no_name_are_no_milestones() -> None:
    text = f"{REVIEW}区长李明宣布项目开工。一批百亿元级重大项目相继落地。百亿级第三代半导体项目成功签约。"
    assert noted(text) == ["实绩 2023 百亿级第三代半导体项目成功签约 重点事项"]
