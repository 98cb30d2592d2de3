"""Names as offices write them, against the known indicators."""

from __future__ import annotations

import random
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zonetracker.lexicon.indicators import seed_indicators
from zonetracker.lexicon.matching import Matcher
from zonetracker.lexicon.spelling import plain_name
from zonetracker.model.facts import Indicator

MATCHER = Matcher(seed_indicators())
NAMES = {indicator.id: indicator.name for indicator in seed_indicators()}


def meant(name: str, unit: str | None = None) -> str | None:
    found = MATCHER.match(name, unit)
    return NAMES[found.indicator_id] if found.indicator_id else None


@pytest.mark.parametrize(
    ("written", "indicator"),
    [
        ("GDP", "地区生产总值"),
        ("ＧＤＰ", "地区生产总值"),
        ("全市生产总值", "地区生产总值"),
        ("全年实现地区生产总值", "地区生产总值"),
        ("地区生产总值(GDP)", "地区生产总值"),
        ("规模以上工业企业增加值", "规模以上工业增加值"),
        ("规上工业增加值", "规模以上工业增加值"),
        ("固投", "固定资产投资"),
        ("社零", "社会消费品零售总额"),
        ("公共财政预算收入", "一般公共预算收入"),
        ("其中：工业性投入", "工业投资"),
        ("完成固定资产投资", "固定资产投资"),
        ("新增“四上”企业", "新增“四上”企业"),
        ("R&D经费支出", "全社会研发经费支出"),
        ("农村居民人均\u200b可支配收入\n", "农村居民人均可支配收入"),
        ("每千人口执业（助理）医师数", "每千人口执业（助理）医师数"),
    ],
)
def test_names_of_offices_are_exact(written: str, indicator: str) -> None:
    found = MATCHER.match(written, None)
    assert meant(written) == indicator
    assert found.score == 1 and found.reasons == ("name_exact",)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("城镇居民人均可支配收入", "农村居民人均可支配收入"),
        ("财政总收入", "一般公共预算收入"),
        ("实际利用外资", "合同利用外资"),
        ("出口总额", "进出口总额"),
        ("新增高新技术企业", "高新技术企业数"),
        ("规模以上工业增加值", "规模以上工业总产值"),
        ("工业投资", "服务业投资"),
        ("金融机构本外币存款余额", "金融机构本外币贷款余额"),
        ("引进3亿元以上项目", "引进5亿元以上项目"),
        ("粮食总产量", "粮食种植面积"),
        ("生猪出栏", "生猪存栏"),
        ("化学需氧量排放量", "化学需氧量减排量"),
    ],
)
@pytest.mark.parametrize("slip", ["{}情况", "{}额度", "本{}", "{}（预计数）甲"])
def test_a_slip_in_one_name_never_gives_the_other(one: str, other: str, slip: str) -> None:
    for mine, wrong in ((one, other), (other, one)):
        found = MATCHER.match(slip.format(mine), None)
        assert meant(slip.format(mine)) != wrong
        assert all(NAMES[number] != wrong for number, _ in found.alternatives)


def test_each_indicator_is_found_by_each_of_its_names() -> None:
    for indicator in seed_indicators():
        for name in (indicator.name, *indicator.aliases):
            assert MATCHER.match(name, indicator.unit).indicator_id == indicator.id, name


@pytest.mark.slow
def test_removing_a_distinguishing_name_does_not_hand_its_figures_to_its_neighbour() -> None:
    """Each indicator in turn is unknown to the matcher; whatever is proposed instead stays under 0.9."""
    chance = random.Random(7)
    for missing in chance.sample(seed_indicators(), 60):
        matcher = Matcher([indicator for indicator in seed_indicators() if indicator.id != missing.id])
        assert matcher.match(missing.name, missing.unit).score < Decimal("0.9"), missing.name


@pytest.mark.parametrize(
    ("written", "proposed"),
    [
        ("规上工业企业总增加值", "规模以上工业增加值"),
        ("创建省级“民主法治村”", "省级民主法治村"),
        ("青桐区地区生产总值", "地区生产总值"),
        ("地区生产总值增速", "地区生产总值"),
        ("签约亿元项目", "签约亿元以上项目"),
    ],
)
def test_likely_names_are_proposed_and_not_sure(written: str, proposed: str) -> None:
    found = MATCHER.match(written, None)
    assert meant(written) == proposed
    assert Decimal("0.5") < found.score < Decimal("0.9") and found.reasons


@pytest.mark.parametrize(
    "written",
    [
        "设施农业增加值",
        "酒和饮料制造业增加值",
        "综保区新增注册企业",
        "一般公共预算收入年均增长",
        "粮食单产",
        "打通断头路",
        "",
        "“”",
        "投资",
    ],
)
def test_what_is_not_known_stays_unknown(written: str) -> None:
    assert meant(written) is None


def test_the_unit_speaks_too() -> None:
    assert MATCHER.match("高新技术企业", "亿元").score < Decimal("0.9")
    assert MATCHER.match("实际利用外资", "亿元").score == 1
    assert MATCHER.match("地区生产总值", "万元").score == 1
    assert "unit_unusual:%" in MATCHER.match("规上工业增加值", "%").reasons


def test_a_workbook_where_an_alias_is_shared_gives_both_and_joins_none() -> None:
    matcher = Matcher(
        [Indicator(1, "甲类人才", "名", aliases=("人才",)), Indicator(2, "乙类人才", "名", aliases=("人才",))]
    )
    found = matcher.match("人才", "名")
    assert found.indicator_id is None and {number for number, _ in found.alternatives} == {1, 2}
    by_unit = Matcher(
        [Indicator(1, "收储宗数", "宗", aliases=("收储",)), Indicator(2, "收储面积", "亩", aliases=("收储",))]
    )
    assert by_unit.match("收储", "亩").indicator_id == 2


def test_a_learned_alias_is_exact() -> None:
    known = Indicator(9, "引进产业链项目", "个", aliases=("链上项目",))
    assert Matcher([known]).match("全区链上项目", "个").score == 1


@given(st.text(max_size=60), st.sampled_from([None, "亿元", "%", "个", "怪"]))
def test_any_text_is_borne(name: str, unit: str | None) -> None:
    found = MATCHER.match(name, unit)
    assert 0 <= found.score <= 1
    assert plain_name(plain_name(name)) is not None


def test_among_five_thousand_names_each_finds_itself() -> None:
    syllables = "工业农业投资收入项目企业园区面积产值平台人才贷款出口进口城镇农村新增"
    chance = random.Random(1)
    made = list(dict.fromkeys("".join(chance.choices(syllables, k=9)) for _ in range(5000)))
    matcher = Matcher([Indicator(number, name, None) for number, name in enumerate(made, 1)])
    for number, name in list(enumerate(made, 1))[:500]:
        assert matcher.match(name, None).indicator_id == number
