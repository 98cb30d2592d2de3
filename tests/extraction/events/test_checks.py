"""Which verb and name together can be ticked."""

from __future__ import annotations

import pytest

from tests.extraction.stages import LEXICON
from zonetracker.extraction.events.checks import carries, has_become, is_award, is_bare_boast, is_event
from zonetracker.extraction.events.words import event_words

WORDS = event_words(LEXICON)


@pytest.mark.parametrize(
    ("name", "verb", "expected"),
    [
        ("云溪大桥", "建成", True),
        ("云溪铁路口岸", "开通", True),
        ("营商环境", "建成", False),
        ("“十五分钟生活圈”", "建成", False),
        ("云溪大桥改造工程", "完成", True),
        ("工作任务", "完成", False),
        ("省级卫生城市复核", "通过", True),
        ("集中学习", "通过", False),
        ("首届数字农业大会", "举办", True),
        ("培训班次", "举办", False),
        ("恒达粮油项目", "引进", True),
        ("高层次人才", "引进", False),
        ("投资10亿元的产业项目", "引进", False),
        ("国家级开发区", "成为", True),
        ("全国有影响力的城市", "成为", False),
        ("省级示范区", "列入", True),
        ("行政村通客车", "全覆盖", True),
        ("政务服务事项", "全覆盖", False),
    ],
)
def test_a_name_and_its_verb(name: str, verb: str, expected: bool) -> None:
    assert is_event(name, verb, WORDS.vague) is expected


@pytest.mark.parametrize(
    ("front", "verb", "back", "expected"),
    [
        ("云溪新区", "成为", "省级经济开发区", True),
        ("云溪", "成为", "游客向往的城市", False),
        ("云溪智造", "被评为", "国家级绿色工厂", True),
        ("二号机组", "通过", "并网验收", True),
        ("二号机组", "通过", "技术手段", False),
        ("云溪新区", "获国务院", "批复设立", True),
        ("云溪队", "进入", "全国十强", True),
        ("云溪", "进入", "新阶段", False),
        ("一批先进典型", "获评", "全国模范称号", False),
        ("以此", "成为", "国家级示范区", False),
        ("云溪", "列入", "“重要”日程", False),
        ("云溪镇", "获得", "“全国农产品加工示范基地”、“全市文明乡镇”、“全省粮油产业集群专业镇”", True),
        ("云溪是全省唯一", "入选", "“综合实力百强镇”、“绿色发展百强镇”", False),
    ],
)
def test_what_something_became(front: str, verb: str, back: str, expected: bool) -> None:
    assert has_become(front, verb, back, WORDS.vague) is expected


def test_verbs_that_alone_say_little() -> None:
    assert carries("云溪光缆成果", "转化落地", WORDS.before)
    assert carries("云溪污水处理厂", "启动", WORDS.before)
    assert not carries("惠企政策", "落地", WORDS.before)
    assert not carries("240小时免签政策", "落地", WORDS.before)
    assert is_bare_boast("跻身", "全国先进行列") and not is_bare_boast("跻身", "全国百强县")
    assert is_award("省级文明单位", "荣获") and not is_award("好去处", "荣获")
