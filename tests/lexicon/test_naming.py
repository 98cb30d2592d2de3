"""What a new indicator is called."""

from decimal import Decimal

import pytest

from zonetracker.lexicon.naming import NameIndex, new_indicator
from zonetracker.model.facts import (
    Bound,
    Candidate,
    FactType,
    Indicator,
    Kind,
    Polarity,
    Span,
    Stated,
)


@pytest.mark.parametrize(
    ("written", "called"),
    [
        ("全区地区生产总值", "地区生产总值"),
        ("规上工业增加值", "规上工业增加值"),
        ("规模以上工业增加值", "规模以上工业增加值"),
        ("申报云湖英才计划项目", "申报云湖英才计划项目"),
    ],
)
def test_a_known_indicator_keeps_an_offices_spelling_and_loses_the_lead_in(written: str, called: str) -> None:
    made = new_indicator(written, None)
    assert made.name == called
    assert called not in made.aliases


def known(number: int, name: str, *aliases: str, unit: str = "亿元") -> Indicator:
    return Indicator(number, name, unit, aliases=aliases)


def test_an_index_follows_its_indicators() -> None:
    index = NameIndex([known(1, "工业投资", "工投"), known(2, "技改投资", "工投", unit="家")])
    assert index.find("工投") is None and index.find("工投", "家") == index[2]
    assert index.find("工投", besides=1) == index[2] and index.find("工业投资", besides=1) is None
    index.put(known(1, "工业固定资产投资", "工业投资"))
    assert index.find("工投") == index[2] and index.find("工业投资") == index[1]
    index.drop(2)
    assert index.find("工投") is None and 2 not in index and 1 in index


def test_the_first_of_a_name_has_it_in_whichever_order_they_came() -> None:
    index = NameIndex([known(7, "工业投资")])
    index.put(known(3, "工业 投资"))
    assert index.find("工业投资") == index[3]
    index.drop(3)
    assert index.find("工业投资") == index[7]


def test_a_copy_goes_its_own_way() -> None:
    index = NameIndex([known(1, "工业投资", "工投")])
    other = index.copy()
    other.put(known(2, "技改投资", "工投"))
    other.drop(1)
    assert index.find("工投") == index[1] and index.find("技改投资") is None and other.find("工业投资") is None


def read(name: str, quote: str, stated: Stated) -> Candidate:
    here = Span(0, len(quote))
    return Candidate("1", Kind.TARGET, FactType.QUANTITY, 2023, "annual", name, stated, here, here, quote)


@pytest.mark.parametrize(
    ("name", "quote", "stated", "polarity"),
    [
        ("公用经费", "公用经费控制在50万元左右", Stated(Decimal(50), bound=Bound.ABOUT), Polarity.LOWER),
        ("公用经费", "公用经费增幅控制在2%", Stated(growth=Decimal(2), growth_bound=Bound.EXACT), Polarity.LOWER),
        ("公用经费", "公用经费控制在50万元以上", Stated(Decimal(50), bound=Bound.AT_LEAST), Polarity.HIGHER),
        ("公用经费", "公用经费50万元左右", Stated(Decimal(50), bound=Bound.ABOUT), Polarity.HIGHER),
        ("企业亏损总额", "企业亏损总额2亿元", Stated(Decimal(2), bound=Bound.EXACT), Polarity.LOWER),
        ("企业减亏总额", "企业减亏总额2亿元", Stated(Decimal(2), bound=Bound.EXACT), Polarity.HIGHER),
        ("农产品销售价格", "农产品销售价格上涨3%", Stated(growth=Decimal(3)), Polarity.WITHIN),
    ],
)
def test_which_way_a_new_indicator_is_better_follows_from_its_words(
    name: str, quote: str, stated: Stated, polarity: Polarity
) -> None:
    assert new_indicator(name, None, read(name, quote, stated)).polarity is polarity
