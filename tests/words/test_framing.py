"""The words for a document's date, and what a clerk may type for one."""

from __future__ import annotations

import json

import pytest

from zonetracker.model.reports.frame import Clue, Frame, Genre, Source, frame_data
from zonetracker.words.fields import field_word, value_word
from zonetracker.words.framing import clue_words, frame_words, read_written


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("2023", (2023, 0)),
        (" 2023年 ", (2023, 0)),
        ("2023-01", (2023, 1)),
        ("2023-1", (2023, 1)),
        ("2023.12", (2023, 12)),
        ("2023年1月", (2023, 1)),
        ("2023年 10 月", (2023, 10)),
        ("2023-13", None),
        ("2023-00", None),
        ("1023", None),
        ("202301", None),
        ("23年", None),
        ("２０２３", None),
        ("2023-01-05", None),
        ("", None),
    ],
)
def test_a_date_is_typed_as_an_office_writes_it(text: str, written: tuple[int, int] | None) -> None:
    assert read_written(text) == written


def test_a_frame_is_told_in_one_sentence_with_its_evidence() -> None:
    name = Clue(Source.FILE_NAME, 2023, 1, "2023年1月")
    both = Frame(2023, 2022, Genre.REVIEW_AND_PLAN, ahead=2023, clues=(name,))
    assert frame_words(both) == "总结与计划，2023年1月成文，总结2022年、安排2023年（依据：文件名“2023年1月”）"
    assert frame_words(Frame(2023, None)) == "2023年成文（依据：标题和正文里的年份）"
    assert frame_words(Frame(2023, 2023, clues=(Clue(Source.SETTLED, 2023, 0, ""),))) == (
        "2023年成文，总结2023年（依据：由人确定）"
    )
    assert frame_words(Frame(None, None)) == ""


def test_evidence_is_quoted_in_one_short_line() -> None:
    long = Clue(Source.DATE_LINE, 2023, 1, "2023年1月5日\n" + "云" * 90)
    said = clue_words(long)
    assert said.startswith("文中日期“2023年1月5日") and len(said) < 50 and "\n" not in said


def test_the_history_tells_what_was_kept_of_a_date() -> None:
    frame = Frame(2023, 2022, clues=(Clue(Source.FOOT, 2023, 1, "2023年1月5日"),))
    assert (field_word("frame"), field_word("written")) == ("成文情况", "指定的成文日期")
    assert value_word("written", "2023-01") == "2023年1月" and value_word("written", "2023") == "2023年"
    assert value_word("frame", json.dumps(frame_data(frame))) == frame_words(frame)
    assert value_word("frame", "") == value_word("written", None) == ""
