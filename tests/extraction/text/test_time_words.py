"""The words of time, one by one: each with words beside it that look alike and mean something else."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import zonetracker.extraction
from zonetracker.extraction.text import time_words as say

ALIKE = {
    "PLAN_NAME": (["“十四五”规划", "十四五时期", "第十二个五年规划"], ["五家企业", "十四个项目"]),
    "YEAR_ONLY": (["2023年"], ["12023年", "2023亿元"]),
    "LOOK_BACK": (["一、2022年工作回顾", "工作完成情况", "二、发展基础"], ["二、重点工作", "工作的主要任务"]),
    "LOOK_AHEAD": (["下一步工作打算", "三、主要目标", "2023年工作安排"], ["工作回顾", "计划生育"]),
    "EITHER": (["重点工作", "主要任务"], ["计划生育", "工业经济"]),
    "MET": (["圆满完成目标"], ["主要目标"]),
    "PART_NOUN": (["2023年工作打算", "工作情况(一)"], ["工业经济", "打算做什么"]),
    "TITLE_END": (["政府工作报告", "通知(试行)"], ["报告会"]),
    "WILL": (["力争增长8%", "将建成", "要抓好", "到2025年"], ["重要性", "主要素材", "现将有关", "计划生育"]),
    "DONE": (["取得进展", "超额完成"], ["确保完成"]),
    "REPORTED": (["同比增长", "比上年提高", "累计完成"], ["力争增长"]),
    "FIVE_YEARS": (
        ["五年来", "过去五年", "近三年", "“十三五”以来", "本届政府"],
        ["五年级", "今年", "本届政府的收官之年"],
    ),
    "OF_THIS_YEAR": (["今年", "下半年"], ["明年"]),
    "GOAL": (["预期目标是", "目标:", "今年我区将新建"], ["目标管理", "今年重要工作"]),
    "GOAL_QUOTED": (["超额完成年度目标", "实现了既定目标"], ["主要目标是"]),
    "FIGURE": (["增长5%"], ["2023年"]),
    "GREW": (["同比增长", "比上年分别下降"], ["力争增长", "与上年持平"]),
    "UNTIL": (["到2025年，", "力争到2025年"], ["到2025年6月", "截至2025年"]),
    "TASK_OPENS": (["2020年的主要任务是:", "今年全区目标任务为"], ["主要任务是加快建设", "2020年完成12项任务是"]),
    "AS_OF": (["截至目前", "截止8月底"], ["截污管网", "目前"]),
    "PLANS_TO": (["今年计划完成", "全年计划新建"], ["年度计划投资", "计划数"]),
    "NUMBERED": (["一是", "(二)", "3.", "①"], ["全区", "一批"]),
    "GOALS_FOLLOW": (
        ["到2027年具体目标:", "至2025年的主要目标是:"],
        ["2027年主要目标:", "到2027年产值目标100亿元:", "到2027年实现目标。"],
    ),
    "LEFT_OVER": (["结转的", "续建工程", "下达的投资任务"], ["结转资金", "实施了12个项目"]),
    "FIVE_AHEAD": (["今后五年", "未来5年"], ["过去五年"]),
    "NEXT_YEAR": (["明年工作", "来年"], ["明年初", "明年5月", "预计明年"]),
    "BACK_AGAIN": (["截至目前", "比上年"], ["下一步"]),
    "YEAR_GONE": (["2022年，", "去年全年"], ["2022年基础上", "2022年计划"]),
    "TOLD_OF_YEAR": (["2022年巩固成果，"], ["2022年底前", "2022年主要任务"]),
    "LAID_OUT": (
        ["深入谋划2023年重点工作。", "部署今年工作任务:"],
        ["部署2023年工作，新建农田3万亩。", "总结2022年工作。"],
    ),
    "FIRST_POINT": (["一是抓好", "(一)工业"], ["二是抓好"]),
    "URGED": (["会议强调，各级要抓好"], ["会议强调，重要的是"]),
    "REST_OF_YEAR": (["下半年，我们将抓好", "下一步将"], ["上半年，我们抓好"]),
    "LEANS_NO_MORE": (["截止目前", "5月8日", "完成了"], ["将完成"]),
    "THIS_YEAR": (["今年以来", "截至目前"], ["今年将"]),
    "GOES_ON": (["加大投入", "同时，着力提升", "其中，公路", "(8)新建"], ["产值80亿元"]),
    "REACHED_IN": (["由2012年的68亿元增加到2021年的186亿元"], ["到2025年的目标", "增加到186亿元"]),
    "RESULT_LABEL": (["完成情况", "工作进展"], ["完成任务"]),
    "DUTY_LABEL": (["责任单位", "完成时限"], ["完成情况"]),
    "ALSO_ONE_YEAR": (["2022年工作和过去五年"], ["过去五年工作"]),
    "PLANNING": (["主要任务", "工作安排"], ["工作回顾"]),
    "RUN_ON": (["一、全年工作完成情况", "二、工作打算"], ["一、工业经济"]),
    "PLAN_OPENS": (["“十四五”期间", "十四五末"], ["“十四五”规划"]),
    "TOLD_LAST_YEAR": (
        ["数据显示，青禾去年生产总值", "去年新开工项目"],
        ["与去年同期", "比去年增长", "去年10月", "去年底"],
    ),
    "PLANNED_THEN": (
        ["2017年，全县计划新建道路12公里", "2017年:计划搬迁"],
        [
            "2017年计划总投资",
            "2017年，全县计划生育率",
            "2017年，计划引进项目30个，完成了28个",
            "2017年，计划实施的3个项目",
        ],
    ),
    "DAY_NAMED": (["10月29日，大桥"], ["10月，", "29日"]),
    "DAY": (["5月8日，产值", "本报讯5月8日，"], ["2022年5月8日，", "5月8日，记者获悉"]),
    "ADVERBIAL": (["2022年，产值", "产值。2022年"], ["到2022年", "2022年版", "2022年同期"]),
    "WITHIN_YEARS": (["方案提出，通过3年攻坚", "力争用五年时间"], ["经过三年努力", "提出，三年内"]),
    "BOTH_TITLED": (
        ["上半年工作总结及下半年计划", "工作情况汇报和下一步打算", "工作回顾、任务安排"],
        ["工作总结", "总结经验，谋划明年工作", "总结大会和工作"],
    ),
    "ONE_YEAR": (["2019年，", "1998年，"], ["2019年以来，", "2019年实现", "全年，"]),
    "PLACE_DESCRIBED": (
        ["青禾开发区位于", "青禾县(旧称云溪)地处", "云溪镇，全国重点镇，位于"],
        ["青禾产业园项目位于", "项目位于青禾县", "青禾县2020年"],
    ),
    "YEAR_WORD": (["明年", "2022年"], ["年度"]),
}
OPENERS = {"OPENING", "LEAD", "LABELLED"}


@pytest.mark.parametrize("name", sorted(ALIKE))
def test_the_words_are_known_and_those_alike_are_not(name: str) -> None:
    meant, alike = ALIKE[name]
    pattern = getattr(say, name)
    assert [words for words in meant if pattern.search(words) is None] == []
    assert [words for words in alike if pattern.search(words) is not None] == []


def test_what_opens_a_paragraph_says_which_year_it_turns_to() -> None:
    said = [say.OPENING.match(words) for words in ("2023年，", "今年，", "过去一年，", "今年以来，", "工业增长，")]
    assert [found.lastgroup if found else None for found in said] == ["y", "this", "last", None, None]


def test_the_words_of_a_numbered_lead_and_of_a_label_are_given() -> None:
    lead, label = say.LEAD.match("二、2023年工作打算。全年"), say.LABELLED.match("下一步打算:全年")
    assert lead is not None and lead["words"] == "2023年工作打算"
    assert label is not None and label["words"] == "下一步打算"
    assert say.LEAD.match("二、工业，全年") is None


def test_every_pattern_is_tried() -> None:
    patterns = {name for name, value in vars(say).items() if isinstance(value, re.Pattern)}
    assert patterns == ALIKE.keys() | OPENERS


@pytest.mark.parametrize(
    ("word", "meant", "alike"),
    [
        (say.COMES, ["将建成", "年内将完成"], ["现将", "将军路", "将近"]),
        (say.MUST, ["要完成", "还要建成"], ["主要产品", "需要", "要素", "要求", "要点", "要闻"]),
        (say.PLANNED, ["计划完成"], ["计划生育", "计划单列市"]),
    ],
)
def test_a_word_of_will_is_not_part_of_another(word: str, meant: list[str], alike: list[str]) -> None:
    assert all(re.search(word, words) for words in meant)
    assert not any(re.search(word, words) for words in alike)


def test_what_a_word_of_will_is_not_part_of_is_said_once() -> None:
    """But for the finer words of text/intent and the second opinion, which shares no list with the rules by intent."""
    rooms = Path(zonetracker.extraction.__file__).parent
    apart = {rooms / "text" / "time_words.py", rooms / "text" / "intent.py", rooms / "judging" / "cues.py"}
    said = re.compile(r"将\(\?!军|\[主重需\]\)要\(\?!|计划\(\?!生育")
    elsewhere = [
        path.name for path in rooms.rglob("*.py") if path not in apart and said.search(path.read_text("utf-8"))
    ]
    assert elsewhere == []


@pytest.mark.parametrize(
    ("words", "comes"),
    [
        ("市里将现场会安排在园区举办", False),
        ("将安置房项目列为头号工程", False),
        ("将把项目作为头号工程", True),
        ("将新建学校12所", True),
        ("将逐步纳入城区管理", True),
    ],
)
def test_what_is_put_somewhere_is_not_to_come(words: str, comes: bool) -> None:
    assert (re.search(say.COMES, words) is not None) is comes
