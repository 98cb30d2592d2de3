"""Whether the words before a figure mean it or report it: the last one counts."""

from __future__ import annotations

import pytest

from zonetracker.extraction.text.intent import Intent, IntentWords, intents_of, last_intent


@pytest.mark.parametrize(
    ("before", "wanted"),
    [
        ("力争产值", Intent.WILL),
        ("年内将建成智慧道路", Intent.WILL),
        ("今年将全部完成", Intent.WILL),
        ("还要新增泊位", Intent.WILL),
        ("项目需完成投资", Intent.WILL),
        ("计划年内新改建管道", Intent.WILL),
        ("今年拟投资", Intent.WILL),
        ("争取引进企业", Intent.WILL),
        ("今年的目标是：投资", Intent.WILL),
        ("第四季度计划检查企业", Intent.WILL),
        ("今年全市安排重点项目", Intent.WILL),
        ("任务数", Intent.TASK),
        ("年度计划投资", Intent.TASK),
        ("全年目标", Intent.TASK),
        ("已开工", Intent.DEED),
        ("截至9月底完成", Intent.DEED),
        ("累计完成投资", Intent.DEED),
        ("力争产值，实际完成", Intent.DEED),
        ("任务数30个，已开工", Intent.DEED),
        ("已完成8项，力争新增", Intent.WILL),
    ],
)
def test_the_last_word_says_whether_a_figure_is_meant(before: str, wanted: Intent) -> None:
    found = last_intent(before)
    assert found is not None and found[0] is wanted


@pytest.mark.parametrize(
    "before",
    [
        "完成产值",
        "现将情况",
        "将军路改造",
        "主要完成",
        "重要素材",
        "计划生育率",
        "计划总投资",
        "占全年的计划",
        "季度计划投资的",
        "拟签约项目",
        "争取上级补助资金",
        "争取新增债券资金",
        "今年安排资金",
        "模拟实施",
        "将12个社区调整为",
        "将老旧小区纳入改造",
    ],
)
def test_words_that_look_alike_say_nothing(before: str) -> None:
    assert last_intent(before) is None


def test_a_sentence_may_hold_several() -> None:
    assert intents_of("任务数30个，已开工28个，力争30个") == {Intent.TASK, Intent.DEED, Intent.WILL}
    assert intents_of("产值80亿元") == frozenset()


@pytest.mark.parametrize(
    "word",
    [
        "力争",
        "力保",
        "确保",
        "务必",
        "有望",
        "争取实现",
        "将建成",
        "不仅要新增",
        "还要新增",
        "就要新增",
        "需完成",
        "须完成",
        "计划完成",
        "拟建成",
        "全年计划新增",
        "下半年将",
        "初步安排",
        "目标是",
        "任务为",
        "任务数",
        "年度计划",
        "当年计划",
        "本年目标",
        "今年任务",
        "全年目标",
        "已",
        "实际",
        "目前",
        "截至",
        "截止",
        "同比",
        "比上年",
        "较上年",
        "完成了",
        "实现了",
        "达到了",
        "建成了",
        "开工了",
        "提前完成",
        "超额完成",
        "累计完成",
    ],
)
def test_every_word_is_found_within_a_sentence(word: str) -> None:
    assert intents_of(f"产值{word}") != frozenset()


def test_a_sentence_read_once_says_the_same_of_every_figure_in_it() -> None:
    sentence = "任务数30个，已开工28个，计划用今年再建80个，争取引进企业8家和补助资金3亿元，年内将建成道路5条，" * 4
    intents = IntentWords(sentence)
    assert intents.kinds == {Intent.TASK, Intent.DEED, Intent.WILL}
    for end in range(len(sentence) + 1):
        assert intents.last(end) == last_intent(sentence[:end])
