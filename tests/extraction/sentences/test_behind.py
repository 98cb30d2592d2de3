"""What the words behind a figure say of it."""

from __future__ import annotations

import pytest

from tests.extraction.stages import REVIEW, lead_of, row_before, stage_on
from zonetracker.extraction.drafts import Draft
from zonetracker.extraction.sentences.behind import Behind, Label


def said_of(text: str, *rows: Draft) -> Label | None:
    stage = stage_on(Behind, text, REVIEW, *rows)
    return stage._said_behind(lead_of(stage)[1], stage.right(0), stage.marks[0])


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("占全市18%的产值", "产值占全市比重"),
        ("开发区创造了全市18%的税收", "开发区税收占全市比重"),
        ("62%的项目已进入施工阶段", "项目进入施工阶段比例"),
        ("安排3亿元支持企业技术改造", "支持企业技术改造资金"),
        ("投入3亿元用于农村改水", "农村改水资金"),
        ("投资3亿元实施城区雨污分流", "城区雨污分流投资"),
        ("28个项目由16名区级领导包联", "区级领导包联项目"),
    ],
)
def test_words_behind_say_more_than_the_thing_counted(text: str, name: str) -> None:
    label = said_of(text)
    assert label is not None and label.name == name


@pytest.mark.parametrize("text", ["产值18%", "30%的企业", "税收3亿元", "新建3亿元标准厂房", "建成28个项目"])
def test_a_plain_noun_behind_says_no_more(text: str) -> None:
    assert said_of(text) is None


def test_a_task_is_set_for_what_was_done() -> None:
    label = said_of("超额完成20个的年度任务", row_before("新建口袋公园", "26", "个", "count"))
    assert label is not None and (label.name, label.task) == ("新建口袋公园", True)


def test_a_task_without_a_deed_before_it_names_nothing() -> None:
    assert said_of("超额完成20个的年度任务") is None
