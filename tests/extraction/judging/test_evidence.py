"""The second opinion: what speaks for a figure's year and kind, and how far it bears out the rules."""

from __future__ import annotations

import pytest

from tests.extraction.stages import FRAME, flat_of
from zonetracker.extraction.drafts import Draft
from zonetracker.extraction.judging.cues import _WAYS, _WORDS
from zonetracker.extraction.judging.evidence import (
    NEARS,
    WIDTH,
    Grounds,
    Opinion,
    Scale,
    Witness,
    column,
    fitted,
    fitted_scale,
)
from zonetracker.extraction.text.structure import sentences, split_lines
from zonetracker.model.facts import FactType, Kind
from zonetracker.model.reports.frame import Frame


def heard(text: str, figure: str, frame: Frame = FRAME, **fields: object) -> tuple[Draft, Grounds, Witness]:
    """What is heard of the one figure of a text."""
    flat = flat_of(text)
    at = flat.text.index(figure)
    draft = Draft(at, at + len(figure), at, at + len(figure), "", "", year=2022)
    for field, value in fields.items():
        setattr(draft, field, value)
    witness = Witness(flat, frame)
    for line in split_lines(flat):
        witness.line(line)
        for start, end in sentences(flat.shape, line.start, line.end):
            if start <= at < end:
                ((_, evidence),) = witness.sentence(start, end, [draft])
                return draft, evidence, witness
    raise AssertionError(text)


def test_cues_are_told_by_where_they_stand_to_the_figure() -> None:
    _, evidence, _ = heard("会议强调，力争全年投资80亿元以上，同比有所增长。", "80亿元")
    assert {"b:arranged", "c:will", "c:whole", "d:bound", "a:rise", "n:will"} <= evidence.cues
    assert not {"c:rise", "b:will", "n:done"} & evidence.cues


def test_years_are_told_by_where_they_are_said() -> None:
    _, evidence, _ = heard("2021年开局。到2025年，投资比2020年80亿元翻一番。", "80亿元")
    assert {"before-last:until", "before-first:until"} <= evidence.years[2025]
    assert "clause:than" in evidence.years[2020] and "line-last:year" in evidence.years[2021]
    assert {2022, 2023, 2024} <= set(evidence.years) and evidence.now == 2023


def test_headings_stand_for_what_is_below_them() -> None:
    _, evidence, _ = heard("青禾高新区\n二、2024年工作打算\n投资80亿元。", "80亿元")
    assert "h:plan" in evidence.cues and "head:year" in evidence.years[2024]


def test_a_day_at_the_head_says_when_a_text_was_written_and_not_what_it_is_about() -> None:
    _, evidence, _ = heard("青禾高新区2022年统计公报\n2023-03-25\n全年投资80亿元。", "80亿元")
    assert {year for year, said in evidence.years.items() if "head:year" in said} == {2022}


def test_a_heading_ends_where_one_of_its_depth_begins() -> None:
    _, evidence, _ = heard("青禾高新区\n一、2022年工作回顾\n二、2023年工作打算\n投资80亿元。", "80亿元")
    assert "h:plan" in evidence.cues and "Hh:review" not in evidence.cues
    _, evidence, _ = heard("青禾高新区\n一、2023年工作打算\n（一）情况\n投资80亿元。", "80亿元")
    assert "Hh:plan" in evidence.cues and "head:year" in evidence.years[2023]


@pytest.mark.parametrize(
    ("heading", "sentence", "cue"),
    [
        ("二、2023年工作打算", "投资80亿元。", "k:will/none"),
        ("一、2022年工作回顾", "已完成投资80亿元。", "k:done/done"),
        ("一、工业", "力争投资80亿元。", "k:none/will"),
    ],
)
def test_what_the_headings_speak_of_goes_with_the_last_word_before_the_figure(
    heading: str, sentence: str, cue: str
) -> None:
    _, evidence, _ = heard(f"青禾高新区\n{heading}\n{sentence}", "80亿元")
    assert {cue, cue.partition("/")[0]} <= evidence.cues


def test_only_figures_are_weighed() -> None:
    flat = flat_of("建成厂房。")
    witness = Witness(flat, FRAME)
    (line,) = split_lines(flat)
    witness.line(line)
    assert witness.sentence(0, 5, [Draft(0, 2, 0, 5, "", "", type=FactType.MILESTONE)]) == []


def test_the_likeliest_choice_and_the_share_of_the_rules() -> None:
    weights = ({"c:will": (0, 0, 200, 0, 0, 0, 0, 0, 0, 0)}, {"clause:year": (100, 300)})
    evidence = Grounds(frozenset({"c:will", "unheard"}), {2023: frozenset(), 2022: frozenset({"clause:year"})}, 2023)
    held = Scale(weights).opinion(evidence, (Kind.TARGET, 2023))
    assert held.choice == (Kind.ACTUAL, 2022) and 20 < held.share < 30
    assert Scale(weights).opinion(evidence, (Kind.TARGET, 2019)) == Opinion((Kind.ACTUAL, 2022), 0)


def test_years_far_off_share_a_column() -> None:
    assert [column(year, 2023) for year in (2010, 2021, 2022, 2023, 2024, 2025, 2040)] == [0, 0, 1, 2, 3, 4, 4]


@pytest.mark.parametrize(
    ("text", "figure", "kind", "year"),
    [
        ("青禾高新区2022年工作总结\n全年完成固定资产投资80.5亿元，同比增长9.1%。", "80.5亿元", Kind.ACTUAL, 2022),
        ("青禾高新区工作要点\n2023年，力争完成固定资产投资80亿元以上。", "80亿元", Kind.TARGET, 2023),
        ("青禾高新区工作要点\n到2025年，力争工业产值突破80亿元。", "80亿元", Kind.TARGET, 2025),
    ],
)
def test_plain_sentences_are_judged_as_a_reader_would(text: str, figure: str, kind: Kind, year: int) -> None:
    _, evidence, _ = heard(text, figure)
    assert fitted_scale().opinion(evidence, (kind, year)).choice == (kind, year)


def test_where_the_two_part_the_row_keeps_the_rules_and_says_so() -> None:
    draft, evidence, witness = heard(
        "青禾高新区2022年工作总结\n全年完成投资80.5亿元，同比增长9.1%。", "80.5亿元", kind=Kind.TARGET
    )
    witness.weigh(draft, evidence)
    assert draft.kind is Kind.TARGET and draft.share is not None and draft.share < 50
    assert [reason.partition(":")[0] for reason in draft.reasons] == ["time_disputed"]


def test_every_weight_is_of_something_that_can_be_heard() -> None:
    by_cue, by_year = fitted()
    assert by_cue and by_year
    assert all(len(row) == WIDTH == 2 * NEARS for row in by_cue.values())
    ways = {*_WAYS, "-2", "-1", "0", "1"}
    places = {
        "before-last",
        "before-first",
        "clause",
        "clause-end",
        "after",
        "head",
        "line-last",
        "line-first",
        "above",
    }
    whole = {"now", "upper", "first:opening", "first:later"}
    for said in by_year:
        where, _, way = said.partition(":")
        assert said in whole or (where in places and way in ways), said
    for cue in by_cue:
        where, mark, what = cue.partition(":")
        known = not mark or where == "f" or (where in "nk" and set(what.split("/")) <= {"will", "done", "none"})
        known = known or (where in ("h", "Hh", "l", "a", "b", "c", "d") and what in _WORDS)
        assert known or (where[0] == "t" and where[1:] in places and what in ways), cue
