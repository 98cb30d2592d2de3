"""What a document says of time: the date that its evidence speaks for, and how it is kept."""

from __future__ import annotations

import json

import pytest

from zonetracker.model.reports.frame import (
    Clue,
    Frame,
    Genre,
    Source,
    frame_data,
    frame_from_data,
    written_from_text,
    written_text,
)

NAME = Clue(Source.FILE_NAME, 2023, 0, "2023")
FOOT = Clue(Source.FOOT, 2022, 12, "2022年12月20日")
SAVED = Clue(Source.PROPERTIES, 2024, 5, "2024-05-01")
SETTLED = Clue(Source.SETTLED, 2021, 0, "")


@pytest.mark.parametrize(
    ("frame", "proposed"),
    [
        (Frame(None, None), None),
        (Frame(2023, 2022), (2023, 0)),
        (Frame(2023, 2022, month=3), (2023, 3)),
        (Frame(2023, 2022, clues=(NAME, SAVED)), (2023, 0)),
        (Frame(2024, 2023, clues=(NAME, SAVED)), (2024, 5)),
        (Frame(2023, 2022, clues=(FOOT, NAME)), (2022, 12)),
        (Frame(2025, 2024, clues=(FOOT, NAME)), (2025, 0)),
        (Frame(2023, 2022, clues=(SETTLED, NAME)), (2021, 0)),
    ],
)
def test_the_date_that_the_evidence_speaks_for(frame: Frame, proposed: tuple[int, int] | None) -> None:
    assert frame.proposed == proposed


def test_what_speaks_for_other_years_is_told_once_a_year() -> None:
    again = Clue(Source.AS_OF, 2024, 3, "截至2024年3月")
    assert Frame(2023, 2022, clues=(again, NAME, SAVED)).others == (again,)
    assert Frame(None, None, clues=(SAVED,)).others == (SAVED,)


def test_a_frame_comes_back_from_its_record_as_it_was() -> None:
    frame = Frame(2023, 2022, Genre.PRESS, (1, 6), 2024, 7, (FOOT, SAVED), False)
    assert frame_from_data(json.loads(json.dumps(frame_data(frame)))) == frame
    assert frame_from_data({"now": 2023, "past": None, "genre": "text"}) == Frame(2023, None)


@pytest.mark.parametrize(("written", "text"), [((2023, 1), "2023-01"), ((2023, 12), "2023-12"), ((2023, 0), "2023")])
def test_a_date_comes_back_from_its_text(written: tuple[int, int], text: str) -> None:
    assert written_text(written) == text and written_from_text(text) == written
