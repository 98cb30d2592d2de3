"""What a finished row shows of itself: each reason beside a row without it."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from tests.extraction.stages import FRAME, LEXICON
from zonetracker.extraction.drafts import Draft
from zonetracker.extraction.judging.confidence import NEVER_SURE
from zonetracker.extraction.judging.doubts import doubt_twice_named, note_doubts
from zonetracker.extraction.sentences.naming import Namer
from zonetracker.lexicon.words import Lexicon
from zonetracker.model.facts import FactType

NAMER = Namer(LEXICON)


def row(name: str = "固定资产投资", unit: str = "亿元", kind: str = "money", **fields: object) -> Draft:
    draft = Draft(10, 14, 4, 14, name, name, year=2022, value=Decimal(80), unit=unit, unit_kind=kind)
    for field, value in fields.items():
        setattr(draft, field, value)
    return draft


def doubts(draft: Draft, lexicon: Lexicon = LEXICON) -> list[str]:
    note_doubts(draft, FRAME, lexicon, NAMER)
    return draft.reasons


def test_a_known_name_with_its_usual_unit_has_no_doubt() -> None:
    assert doubts(row()) == ["name_known"]


@pytest.mark.parametrize(
    ("draft", "reason"),
    [
        (row(unit="家", kind="count"), "unit_unusual"),
        (row(unit="家", kind="count"), "unit_against_name"),
        (row("新建示范企业", "亿元"), "unit_against_name"),
        (row(unit="", kind=""), "unit_missing"),
        (row(unit="万", kind="bare"), "unit_bare"),
        (row("工业企业", "%", "percent"), "share_unnamed"),
        (row(change=True), "change"),
        (row(masked=True), "masked"),
        (row(year=None), "year_missing"),
        (row(start=60), "clause_long"),
        (row("产值"), "name_short"),
        (row("全区规模以上工业企业新产品研发活动经费投入"), "name_long"),
        (row("工业、农业投入"), "name_list"),
        (row("持续推进园区的"), "name_odd"),
        (row("更多企业主营收入进入"), "name_odd"),
        (row("是全省唯一增速"), "name_odd"),
        (row("助力企业融资"), "name_clause"),
        (row("农业"), "name_brief"),
    ],
)
def test_what_makes_a_row_less_sure(draft: Draft, reason: str) -> None:
    plain = doubts(row())
    assert reason in doubts(draft) and reason not in plain


def test_a_year_that_the_text_alone_told_is_a_guess() -> None:
    draft = row()
    note_doubts(draft, replace(FRAME, certain=False), LEXICON, NAMER)
    assert "year_guessed:text" in draft.reasons


def test_a_name_that_a_clerk_has_taught_is_no_longer_doubted() -> None:
    taught = Lexicon(learned={"投": "园区招引项目"})
    assert "name_learned" in doubts(row("园区招引项目", "个", "count"), taught)
    assert "name_learned" not in doubts(row("园区招引项目", "个", "count"))


def test_items_and_tied_goals_are_not_judged_by_their_figures() -> None:
    assert doubts(row(type=FactType.MILESTONE, unit="")) == []
    assert doubts(row(type=FactType.RELATIVE, unit="", year=None)) == ["year_missing"]


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("各方面共享的事项", "name_filler"),
        ("三年建设里程", "name_dated"),
        ("沉香木鱼数", "name_strange"),
        ("项目估算总投资", "description"),
    ],
)
def test_a_name_that_holds_more_than_a_name(name: str, reason: str) -> None:
    assert reason in doubts(row(name))
    assert reason not in doubts(row("规模以上工业增加值"))


@pytest.mark.parametrize("name", ["到位资金", "满意率", "云东县", "总量占比提高", "全国排名"])
def test_a_measure_or_a_place_alone_is_never_sure(name: str) -> None:
    assert "name_bare" in doubts(row(name))
    assert "name_bare" not in doubts(row("云东县工业投资"))
    assert "name_bare" in NEVER_SURE


def test_average_per_head_is_a_name_and_an_average_of_several_is_more_than_one() -> None:
    assert "name_filler" not in doubts(row("户均年产粮食"))
    assert "name_filler" in doubts(row("两项均产粮食"))


def test_one_name_with_two_figures_doubts_both_rows() -> None:
    rows = [row("年均增速", value=Decimal(3)), row("年均增速", value=Decimal(5)), row("工业投资"), row("工业投资")]
    doubt_twice_named(rows)
    assert [draft.reasons for draft in rows] == [["name_again"], ["name_again"], [], []]


def test_one_name_in_two_years_is_no_doubt() -> None:
    rows = [row("工业投资"), row("工业投资", value=Decimal(90), year=2023)]
    doubt_twice_named(rows)
    assert [draft.reasons for draft in rows] == [[], []]
