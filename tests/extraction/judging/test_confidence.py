"""How sure a row is: what its reasons and the second opinion weigh together, and that seeds and code agree."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from zonetracker.extraction.document import Document
from zonetracker.extraction.drafts import Draft
from zonetracker.extraction.judging.confidence import NEVER_SURE, TIME, Backing, backings, in_parts, judge, unsettled
from zonetracker.extraction.pipeline import extract
from zonetracker.model.facts import SURE, FactType
from zonetracker.support.seeds import seed_rows
from zonetracker.words.reasons import reason_words


def row(*reasons: str, share: int | None = 99, kind: FactType = FactType.QUANTITY) -> Draft:
    return Draft(0, 4, 0, 4, "", "", type=kind, year=2022, share=share, reasons=list(reasons))


def confidences(*drafts: Draft) -> list[Decimal]:
    judge(drafts)
    return [draft.confidence for draft in drafts]


def test_a_known_name_that_the_second_opinion_bears_out_is_sure() -> None:
    (sure,) = confidences(row("name_known"))
    assert SURE <= sure <= Decimal("0.99")


def test_a_row_is_less_sure_the_less_the_second_opinion_bears_it_out() -> None:
    high, low = [confidences(row("name_known", share=share))[0] for share in (99, 40)]
    assert high >= SURE > low


def test_a_document_in_which_the_two_part_makes_all_of_its_rows_less_sure() -> None:
    alone = confidences(row("name_known"))[0]
    among = confidences(row("name_known"), *(row("name_known", share=5) for _ in range(9)))[0]
    assert alone >= SURE > among


@pytest.mark.parametrize("reason", sorted(NEVER_SURE))
def test_some_doubts_are_outweighed_by_nothing(reason: str) -> None:
    assert confidences(row("name_known", "subject_known", reason))[0] < SURE


def test_every_doubt_about_the_name_weighs_against_the_row() -> None:
    (sure,) = confidences(row("name_known"))
    for reason in ("name_strange", "name_filler", "name_dated", "subject_carried", "name_after"):
        assert confidences(row("name_known", reason))[0] < sure


@pytest.mark.parametrize(("kind", "word"), [(FactType.MILESTONE, "milestone"), (FactType.RELATIVE, "relative")])
def test_what_has_no_figure_is_never_sure_and_less_so_with_each_doubt(kind: FactType, word: str) -> None:
    doubts = [word, "event_plain", "year_guessed:text", "kind_by_word"]
    rows = [row(*doubts[:count], share=None, kind=kind) for count in (1, 2, 3, 4)]
    shares = confidences(*rows)
    assert shares == sorted(set(shares), reverse=True)
    assert Decimal("0.5") < shares[-1] and shares[0] < SURE
    assert confidences(row("change", share=None, kind=kind))[0] < SURE


def test_the_share_has_two_digits_and_a_floor() -> None:
    (low,) = confidences(row("name_short", "name_odd", "name_strange", "name_guessed", "heading", share=0))
    assert Decimal("0.05") <= low < Decimal("0.5") and low.as_tuple().exponent == -2


def test_a_figure_stands_with_two_on_either_side_and_with_its_document() -> None:
    assert backings([90, 60, 30, 0, 0]) == [
        Backing(90, 60, 36),
        Backing(60, 45, 36),
        Backing(30, 36, 36),
        Backing(0, 22, 36),
        Backing(0, 10, 36),
    ]
    assert backings([]) == []


def test_reasons_of_time_are_kept_from_those_of_the_name() -> None:
    time, rest = in_parts(["year_said", "name_brief", "time_open:60"], Backing(85, 0, 0))
    assert {"year_said", "time_open", "own>=80"} <= time and rest == {"name_brief"}


def test_every_sign_with_points_is_one_that_can_be_seen() -> None:
    reached = in_parts(reason_words(), Backing(100, 100, 100))
    for part, seen in zip(("time", "row"), reached, strict=True):
        weighed = {line["reason"] for line in seed_rows("confidence.csv") if line["part"] == part}
        assert weighed - seen == {""}
    assert {line["reason"] for line in seed_rows("confidence.csv") if line["part"] == "all"} == {""}
    assert set(reason_words()) >= TIME | NEVER_SURE


def test_a_row_of_a_document_without_a_certain_date_is_never_sure() -> None:
    text = "2022年，地区生产总值74亿元，增长5%。\n目前，固定资产投资完成30亿元，同比增长9.1%。\n"
    found = extract(Document(text))
    assert found and all(one.confidence < SURE for one in found)
    assert all(one.reasons.count("year_guessed:text") == 1 for one in found)
    dated = extract(Document("青禾高新区2022年工作总结\n" + text))
    assert all(one.confidence >= SURE for one in dated)


def test_a_doubt_that_is_greater_than_that_of_the_date_stays() -> None:
    (found,) = extract(Document("地区生产总值74亿元。\n", written=(2023, 1)))
    assert unsettled(replace(found, confidence=Decimal("0.40"))).confidence == Decimal("0.40")
