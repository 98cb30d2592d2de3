"""Figures that only describe a thing, and figures beside them that state a result."""

from __future__ import annotations

import pytest

from tests.extraction.stages import PLAN, REVIEW, lead_of, stage_on
from zonetracker.extraction.sentences.spent import Spent
from zonetracker.extraction.text.periods import Period


def is_spent(text: str, index: int = 0, period: Period = REVIEW) -> bool:
    stage = stage_on(Spent, text, period)
    return stage.is_spent(index, lead_of(stage, index)[1], stage.right(index))


@pytest.mark.parametrize(
    ("describes", "states"),
    [
        ("全区辖12个乡镇", "新建12个乡镇"),
        ("海拔最低120米", "最低工资标准120元"),
        ("全镇辖12个村民组", "培训12个村民组"),
        ("云溪镇位于城区南15公里", "云溪镇新修路15公里"),
        ("新区位于城东，面积15平方公里", "造林面积15平方公里"),
        ("12个方面，", "12个项目，"),
        ("总投资3亿元的项目", "完成投资3亿元"),
        ("产值超10亿元企业", "产值超10亿元"),
        ("全省超百亿元产业集群达到90个", "投资超百亿元"),
        ("宏远2亿吨钢铁", "钢铁产能由2亿吨减至1亿吨"),
        ("8%的警戒线", "锚定8%的目标"),
        ("实现8%的目标", "实现8%"),
        ("30%的企业", "30%以上"),
        ("在20个城市中，", "新增20个城市，"),
        ("入选全国30家绿色园区之一", "新增30家绿色园区"),
        ("60岁以上老人", "寿命60岁"),
        ("0-3岁幼儿入园率95%", "平均年龄60岁"),
        ("0-15岁(含不满16周岁)人口", "平均年龄60岁(含农村)"),
        ("3万元或5万元", "3万元和5万元"),
        ("(折合6.8亿元)", "(投资6.8亿元)"),
        ("年产30台设备", "建成30台设备"),
        ("宏远30万吨甲醇", "新建30万吨甲醇"),
        ("通过18个月努力", "通过18个项目"),
        ("与30所高校签约", "建成30所高校"),
        ("以5个项目为重点", "新增5个项目"),
        ("1万元以下罚款", "1万元以下"),
        ("企业的2倍", "产值增长2倍"),
        ("上年的三倍", "产值增长近三倍"),
        ("三百亿。", "产值突破三百亿"),
        ("工期300天", "优良天数300天"),
        ("完成12大项目", "12大项目完成"),
        ("300户以上的村", "搬迁300户"),
        ("总面积3万平方米主体", "新建3万平方米主体"),
        ("5万吨“清源”工程", "完成5万亩的造林任务"),
        ("打造百亩园区", "流转二百亩土地"),
        ("上年同期为376亿元", "比上年同期增加376亿元"),
        ("去年同期新增企业8家", "去年新增企业8家"),
        ("全镇共有自然村24个", "新增通车自然村24个"),
        ("辖区总面积35平方公里", "治理荒漠总面积35平方公里"),
        ("县境东西约68公里", "东西部协作项目68个"),
        ("利润由上年下降3%转为增长1%", "利润下降3%，税收增长1%"),
        ("产值增速由一季度的3%提高到5%", "产值增长3%"),
        ("全镇总面积32平方公里", "农作物种植总面积32万亩"),
        ("全镇共有茶园，总面积32亩", "新增茶园8亩，总面积达到32亩"),
        ("15个景区共接待游客3万人次", "建成15个景区，共接待游客3万人次"),
        ("等4家商场销售额达2亿元", "等4家商场开业"),
        ("12种水果价格上涨5%", "推广12种水果"),
        ("等4家商场销售额达2亿元", "其中4家商场总投资2亿元"),
        ("26个合作社共吸纳农户900户", "26个合作社覆盖农户900户"),
    ],
)
def test_what_describes_is_told_from_what_states(describes: str, states: str) -> None:
    assert (is_spent(describes), is_spent(states)) == (True, False)


def test_what_a_place_is_like_may_be_planned() -> None:
    assert is_spent("全区辖12个乡镇", period=REVIEW) and not is_spent("全区辖12个乡镇", period=PLAN)


def test_the_limit_before_a_count_and_the_money_of_each_counted_thing() -> None:
    assert is_spent("新增产值500万元以上3家")
    assert is_spent("12个村收入超过10万元", 1)
    assert not is_spent("12个村改建，收入超过10万元", 1)


def test_a_count_in_words_counts_results_only() -> None:
    assert is_spent("坚持三个园区") and not is_spent("建成三个园区") and not is_spent("走访企业一百二十家")


@pytest.mark.parametrize(
    ("names", "counts"),
    [
        ("课程一节一次", "新建学校一所"),
        ("推出“暖春”十二条", "改造小巷十二条"),
        ("班车一次", "新建公厕十八座"),
        ("走进三家企业", "打造三五家企业"),
        ("仅有十二家", "受益群众十多万人"),
    ],
)
def test_a_count_in_words_at_the_end_of_its_clause_counts_what_stands_before_it(names: str, counts: str) -> None:
    assert (is_spent(names), is_spent(counts)) == (True, False)
