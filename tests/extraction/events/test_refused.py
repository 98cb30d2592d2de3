"""What looks like a thing that was started, finished or awarded, and is none, beside what is one."""

from __future__ import annotations

import pytest

from zonetracker.extraction.events.refused import Refused
from zonetracker.extraction.events.words import event_words
from zonetracker.extraction.text.periods import Period
from zonetracker.lexicon.words import default_lexicon
from zonetracker.model.facts import Kind

REFUSED = Refused(event_words(default_lexicon()))


@pytest.mark.parametrize("before", ["青禾大桥尚未", "项目没有如期", "缺少", "企业难以"])
def test_what_did_not_come_about(before: str) -> None:
    assert Refused.is_not_done(before)


@pytest.mark.parametrize("before", ["青禾大桥", "不锈钢产业园全面"])
def test_what_did(before: str) -> None:
    assert not Refused.is_not_done(before)


def test_work_that_goes_on_and_an_event_that_another_comes_with() -> None:
    assert Refused.is_only_told_of("对青禾大桥项目进行")
    assert Refused.is_only_told_of("青禾大桥的")
    assert not Refused.is_only_told_of("青禾大桥")


def test_how_things_go_is_no_thing() -> None:
    assert Refused.only_goes_on("一批产业基地") and Refused.only_goes_on("青禾路改造进展顺利")
    assert not Refused.only_goes_on("青禾路改造")


def test_a_gathering_is_one_once_it_was_held() -> None:
    assert Refused.is_still_to_hold("办好", Period(Kind.TARGET, 2023))
    assert not Refused.is_still_to_hold("办好", Period(Kind.ACTUAL, 2022))
    assert not Refused.is_still_to_hold("建成", Period(Kind.TARGET, 2023))


def test_a_boast_cannot_be_looked_up() -> None:
    assert Refused.is_boast("跻身", "全国先进行列")
    assert not Refused.is_boast("跻身", "全国百强县")


def test_those_of_a_list_that_are_not_named() -> None:
    names = ["青禾大桥", "创新平台", "青禾中学"]
    assert Refused.unnamed(names[:2], [True, False], 3) == ["创新平台"]
    assert Refused.unnamed(names, [True, True, True], 3) == []


def test_a_verb_that_says_little_asks_for_a_firm_name() -> None:
    assert REFUSED.loose(["项目"], "落地") == ["项目"]
    assert REFUSED.loose(["青禾智能装备产业园项目"], "落地") == []
    assert REFUSED.loose(["项目"], "建成") == []


def test_a_title_has_a_name() -> None:
    assert REFUSED.is_no_title("园区", "成为", "重要增长点")
    assert not REFUSED.is_no_title("青禾高新区", "获评", "国家级绿色园区")


@pytest.mark.parametrize("actor", ["为企业发展", "深化改革", "对", "青禾区的"])
def test_who_does_nothing(actor: str) -> None:
    assert Refused.is_no_doer(actor, True)


def test_who_acts() -> None:
    assert not Refused.is_no_doer("青禾公司", False)


def test_who_acts_at_length_only_where_a_deed_is_told() -> None:
    assert Refused.is_no_doer("国道五一八青禾段", False)
    assert not Refused.is_no_doer("国道五一八青禾段", True)


def test_how_far_something_reaches_is_no_thing() -> None:
    assert Refused.is_coverage("全覆盖", "城镇职工医保实现")
    assert not Refused.is_coverage("建成", "青禾大桥实现")


def test_a_verb_alone_and_mere_sorts_name_nothing() -> None:
    assert Refused.names_nothing((), "基础设施") == "基础设施"
    assert not Refused.names_nothing(("青禾大桥",), "青禾大桥")
