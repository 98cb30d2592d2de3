"""How sure a row is: the reasons that it shows, and what they weigh together."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from tests.extraction.stages import FRAME, LEXICON
from zonetracker.extraction import extract
from zonetracker.extraction.document import Document
from zonetracker.extraction.judging.confidence import confidence_of, note_doubts, unsettled
from zonetracker.extraction.sentences.drafts import Draft
from zonetracker.extraction.sentences.naming import Namer
from zonetracker.lexicon.words import Lexicon
from zonetracker.model.facts import SURE, FactType

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


def test_each_doubt_that_weighs_makes_a_row_less_sure_than_a_known_one() -> None:
    sure = row()
    note_doubts(sure, FRAME, LEXICON, NAMER)
    vague = row("助力企业的融资、", "", "", year=None)
    note_doubts(vague, FRAME, LEXICON, NAMER)
    high, low = confidence_of(sure), confidence_of(vague)
    assert Decimal("0.05") <= low < high <= Decimal("0.99") and high >= Decimal("0.9")


def test_the_share_has_two_digits_and_depends_on_reasons_only() -> None:
    one, other = row(reasons=["change"]), row("税收", reasons=["change"], year=2020)
    assert confidence_of(one) == confidence_of(other)
    assert confidence_of(one).as_tuple().exponent == -2


@pytest.mark.parametrize(("kind", "word"), [(FactType.MILESTONE, "milestone"), (FactType.RELATIVE, "relative")])
def test_what_has_no_figure_is_never_sure_and_less_so_with_each_doubt(kind: FactType, word: str) -> None:
    plain = row(type=kind, reasons=[word])
    shares = [confidence_of(plain)]
    for doubt in ("event_plain", "year_guessed:text", "kind_by_word"):
        plain.doubt(doubt)
        shares.append(confidence_of(plain))
    assert shares == sorted(set(shares), reverse=True)
    assert Decimal("0.5") < shares[-1] and shares[0] < Decimal("0.9")
    assert confidence_of(row(type=kind, reasons=["change"])) < Decimal("0.9")


@pytest.mark.parametrize("reason", ["ocr_slip", "converted"])
def test_a_figure_that_is_not_as_it_was_written_is_never_sure(reason: str) -> None:
    draft = row()
    draft.doubt("name_known")
    before = confidence_of(draft)
    draft.doubt(reason)
    assert confidence_of(draft) < Decimal("0.9") <= before


def test_a_row_of_a_document_without_a_certain_date_is_never_sure() -> None:
    found = extract(Document("2022年，地区生产总值74亿元，增长5%。\n固定资产投资30亿元。\n"))
    assert found and all(one.confidence < SURE for one in found)
    assert all(one.reasons.count("year_guessed:text") == 1 for one in found)
    settled = extract(Document("2022年，地区生产总值74亿元，增长5%。\n固定资产投资30亿元。\n", written=(2023, 1)))
    assert all(one.confidence >= SURE for one in settled)


def test_a_doubt_that_is_greater_than_that_of_the_date_stays() -> None:
    (row,) = extract(Document("地区生产总值74亿元。\n", written=(2023, 1)))
    assert unsettled(replace(row, confidence=Decimal("0.40"))).confidence == Decimal("0.40")
