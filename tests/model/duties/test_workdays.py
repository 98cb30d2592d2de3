"""Working days: the published years, a clerk's own lines, and counting with and without a year's table."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zonetracker.model.checking.findings import FindingCode
from zonetracker.model.duties.workdays import (
    FURTHEST,
    DayCount,
    Holidays,
    PlannedDay,
    holidays_beyond,
    office_holidays,
    published,
)

NO_TABLE = Holidays({})
DAYS = st.dates(date(2017, 1, 1), date(2027, 12, 31))


def day(text: str) -> date:
    return date.fromisoformat(text)


def year_of(year: int) -> list[date]:
    return [date(year, 1, 1) + timedelta(days=number) for number in range(date(year, 12, 31).timetuple().tm_yday)]


@pytest.mark.parametrize(("number", "reached"), [(0, "04-26"), (1, "04-27"), (3, "05-04"), (7, "05-09")])
def test_a_limit_in_working_days_passes_over_the_days_off(number: int, reached: str) -> None:
    assert published().add(day("2023-04-26"), number) == PlannedDay(day(f"2023-{reached}"))


@pytest.mark.parametrize(("number", "reached"), [(1, "04-27"), (3, "05-01"), (7, "05-05")])
def test_without_the_years_table_monday_to_friday_count_and_the_year_is_told(number: int, reached: str) -> None:
    assert NO_TABLE.add(day("2023-04-26"), number) == PlannedDay(day(f"2023-{reached}"), frozenset({2023}))


def test_working_days_between_begin_with_the_day_after_receipt() -> None:
    assert published().between(day("2023-04-26"), day("2023-05-08")) == DayCount(6)
    assert published().between(day("2023-04-26"), day("2023-04-26")) == DayCount(0)
    assert published().between(day("2023-05-08"), day("2023-04-26")) == DayCount(-6)
    assert NO_TABLE.between(day("2022-12-31"), day("2023-01-02")) == DayCount(1, frozenset({2023}))


def test_a_due_day_moves_to_the_next_day_of_work() -> None:
    assert published().next(day("2023-10-05")) == PlannedDay(day("2023-10-07"))
    assert published().next(day("2023-10-07")) == PlannedDay(day("2023-10-07"))
    assert NO_TABLE.next(day("2023-12-30")) == PlannedDay(day("2024-01-01"), frozenset({2023, 2024}))


def test_a_limit_beyond_all_sense_is_not_walked() -> None:
    assert published().add(day("2023-01-03"), FURTHEST).day > day("2026-12-01")
    for number in (-1, FURTHEST + 1):
        with pytest.raises(ValueError, match="no time limit"):
            published().add(day("2023-01-03"), number)


@pytest.mark.parametrize(
    ("year", "statutory"),
    # 2020: one day more of the longer Spring Festival, and one Saturday that was not worked after all
    [(2018, 11), (2019, 11), (2020, 13), (2021, 11), (2022, 11), (2023, 11), (2024, 11), (2025, 13), (2026, 13)],
)
def test_a_published_year_has_as_many_days_off_as_the_law_gives(year: int, statutory: int) -> None:
    known = published()
    off = [one for one in year_of(year) if one.weekday() < 5 and not known.works(one)]
    made_up = [one for one in year_of(year) if one.weekday() >= 5 and known.works(one)]
    assert known.knows(year) and len(off) - len(made_up) == statutory


def test_a_year_before_or_after_those_published_is_not_known() -> None:
    assert not published().knows(2017) and not published().knows(2027)


def test_a_clerks_lines_go_before_those_published() -> None:
    lines = "2023-05-06 休\n\n2027年1月1日至2027年1月3日 放假 元旦\n２０２７－０１－０９　班\n2023/4/29 .. 2023/4/30 班"
    assert holidays_beyond(lines) is None
    own = office_holidays(lines)
    assert own.knows(2027) and own.knows(2024)
    assert [own.works(day(one)) for one in ("2023-05-06", "2027-01-03", "2027-01-04", "2027-01-09")] == [
        *(False, False, True, True)
    ]
    assert own.between(day("2023-04-28"), day("2023-05-03")).days == 2
    assert office_holidays(None) is office_holidays(" \n") is published()


def test_one_day_off_of_an_office_is_not_the_years_table() -> None:
    assert office_holidays("2027-03-05 休").add(day("2027-03-04"), 1) == PlannedDay(
        day("2027-03-08"), frozenset({2027})
    )


@pytest.mark.parametrize(
    "line",
    [
        "2023-05-06",
        "2023-05-06 调",
        "5月6日 班",
        "2023-02-30 休",
        "2023-05-03..2023-04-29 休",
        "2023-01-01..2023-12-31 休",
        "1023-01-01 休",
        "劳动节放假",
        "2023-05-06班休",
    ],
)
def test_a_bad_line_is_named_by_its_number_and_counts_for_nothing(line: str) -> None:
    text = f"2023-05-06 休\n\n{line}\n又一行"
    found = holidays_beyond(text)
    assert found is not None and found.code is FindingCode.HOLIDAY_LINE
    assert dict(found.parameters) == {"number": "3", "text": line[:20] + ("…" if len(line) > 20 else "")}
    assert office_holidays(text).add(day("2023-05-05"), 1).day == day("2023-05-08")


def test_what_is_no_text_is_no_table() -> None:
    assert holidays_beyond(["2023-05-06 休"]) is not None
    assert office_holidays(["2023-05-06 休"]) is published()


@given(DAYS, DAYS)
def test_days_between_are_the_days_counted_one_by_one(first: date, last: date) -> None:
    first, last = sorted((first, last))
    passed = (first + timedelta(days=number) for number in range(1, (last - first).days + 1))
    known = published()
    counted = known.between(first, last)
    assert counted.days == sum(map(known.works, passed))
    assert counted.unknown_years == {2017, 2027} & set(range((first + timedelta(1)).year, last.year + 1))


@given(DAYS, st.integers(0, 300))
def test_as_many_days_lie_between_as_were_added(first: date, number: int) -> None:
    reached = published().add(first, number)
    assert published().between(first, reached.day).days == number
    assert number == 0 or published().works(reached.day)
