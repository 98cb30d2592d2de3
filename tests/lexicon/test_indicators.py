"""The indicators that every workbook starts with."""

from __future__ import annotations

from collections import Counter

import pytest

from zonetracker.lexicon.indicators import families, seed_indicators
from zonetracker.lexicon.spelling import plain_name
from zonetracker.model.facts import Nature, Polarity
from zonetracker.model.units import measure_of

CATEGORIES = frozenset(
    ("经济", "工业", "投资", "贸易", "财政金融", "创新", "人才", "土地", "农业", "民生", "环境", "安全", "党建", "政务")
)
UNITS_OF_THEIR_OWN = {"人年", "1/10万", "亩/亿元", "人/亿元", "人/万车", "列", "批次", "篇次", "家次"}


def test_there_are_hundreds_and_every_field_of_government_is_covered() -> None:
    indicators = seed_indicators()
    assert len(indicators) >= 300
    assert [indicator.id for indicator in indicators] == list(range(1, len(indicators) + 1))
    count = Counter(indicator.category for indicator in indicators)
    assert set(count) == CATEGORIES
    assert min(count.values()) >= 10, count


def test_no_name_or_alias_means_two_indicators() -> None:
    owner: dict[str, str] = {}
    for indicator in seed_indicators():
        for name in (indicator.name, *indicator.aliases):
            plain = plain_name(name)
            assert plain, name
            assert owner.setdefault(plain, indicator.name) == indicator.name, (
                f"{name}: {owner[plain]}, {indicator.name}"
            )


def test_every_unit_is_known() -> None:
    for indicator in seed_indicators():
        unit = indicator.unit
        assert unit is None or unit in UNITS_OF_THEIR_OWN or measure_of(unit), f"{indicator.name}: {unit}"


@pytest.mark.parametrize("family", ["place", "trade", "fresh", "foreign", "bank", "farm", "patent"])
def test_an_alias_says_the_same_distinguishing_words_as_the_name(family: str) -> None:
    """城镇 is never an alias of 农村, 出口 never of 进出口; a short form may leave its word out, never say another."""
    words = next(known for known in families() if known.name == family)
    same = [{"城镇", "城市"}, {"地区", "城市"}]
    for indicator in seed_indicators():
        said = words.meanings(plain_name(indicator.name))
        for alias in indicator.aliases:
            other = words.meanings(plain_name(alias))
            agree = not said or not other or said <= other or other <= said or (said | other) in same
            assert agree, f"{indicator.name} / {alias}: {set(said)} {set(other)}"


def by_name(name: str):  # type: ignore[no-untyped-def]
    return next(indicator for indicator in seed_indicators() if indicator.name == name)


def test_calendar_polarity_and_nature_of_well_known_ones() -> None:
    product = by_name("地区生产总值")
    assert product.months == (3, 6, 9, 12) and product.typed_growth and product.nature is Nature.FLOW
    assert 1 not in by_name("固定资产投资").months
    assert by_name("一般公共预算收入").months == tuple(range(1, 13))
    assert by_name("城镇调查失业率").polarity is Polarity.LOWER
    assert by_name("生产安全事故死亡人数").polarity is Polarity.LOWER
    assert by_name("居民消费价格指数").polarity is Polarity.WITHIN
    assert by_name("基本养老保险参保率").nature is Nature.LEVEL
    assert by_name("规模以上工业增加值").typed_growth
    assert not by_name("一般公共预算收入").typed_growth


def test_ids_of_look_alikes_differ() -> None:
    pairs = [
        ("城镇居民人均可支配收入", "农村居民人均可支配收入"),
        ("财政总收入", "一般公共预算收入"),
        ("实际利用外资", "合同利用外资"),
        ("新增高新技术企业", "高新技术企业数"),
        ("高技术制造业增加值", "高新技术产业增加值"),
        ("规模以上工业增加值", "规模以上工业总产值"),
    ]
    for one, other in pairs:
        assert by_name(one).id != by_name(other).id


def test_a_word_inside_another_is_not_seen() -> None:
    rank = next(known for known in families() if known.name == "rank")
    assert rank.meanings("新增上市公司") == frozenset()
    assert rank.meanings("市级民主法治村") == {"市级"}
