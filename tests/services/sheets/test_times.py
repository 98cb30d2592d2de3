"""The times that a file names, and where."""

from tests.services.sheets.made import book, typed
from zonetracker.services.sheets.reading import likely_month
from zonetracker.services.sheets.times import SaidWhere, times_over

READ = book(
    typed("2023年1-9月主要经济指标\n填报时间：2023年10月12日\n指标名称|累计\n地区生产总值|57", "9月"),
    name="2022年报.xlsx",
)


def test_the_nearest_time_comes_first_and_days_say_nothing() -> None:
    said = [(one.where, one.year, one.months) for one in times_over(READ, READ.tables[0])]
    assert said == [
        (SaidWhere.TITLE, 2023, (1, 9)),
        (SaidWhere.SHEET, None, (9, 9)),
        (SaidWhere.FILE, 2022, None),
    ]


def test_the_month_that_most_tables_speak_of() -> None:
    read = book(typed("指标名称|1-8月|1-9月\n地区生产总值|50|57\n工业|1|2", "2023年1-9月"))
    assert likely_month(read) == (2023, 9)
