"""Which of a file's figures are taken: those of the zone and the month, seen, cumulative, of this year."""

import pytest

from tests.services.sheets.made import book, csv_sheet, excel, taken, told, typed
from zonetracker.extraction.reading.sheets.grid import Grid
from zonetracker.model.planning import FigureDoubt, Meaning
from zonetracker.services import sheets
from zonetracker.services.ledger import Ledger
from zonetracker.services.sheets.telling import left_out_told

OWN = "指标名称|单位|1-9月累计|同比增长(%)\n地区生产总值|亿元|57|6.5"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("指标名称|单位|本月|同比(%)|累计|同比(%)\n地区生产总值|亿元|6.1|8.5|57|6.5", ("57亿元", "6.5")),
        ("指标名称|单位|1-8月|增长%|1-9月|增长%\n地区生产总值|亿元|50|6.1|57|6.5", ("57亿元", "6.5")),
        ("指标名称|单位|上年同期|1-9月累计|增长%\n地区生产总值|亿元|53|57|6.5", ("57亿元", "6.5")),
        ("指标名称|单位|年度目标|1-9月完成|增长%\n地区生产总值|亿元|80|57|6.5", ("57亿元", "6.5")),
        ("指标名称|单位|2022年1-9月|2023年1-9月\n地区生产总值|亿元|53|57", ("57亿元", "")),
        ("指标名称|单位|9月完成|同比(%)\n地区生产总值|亿元|6.1|8.5", ("asked", "own_month")),
        ("指标名称|单位|1-8月累计|同比(%)\n地区生产总值|亿元|50|6.1", ("asked", "other_month")),
        ("2022年1-9月\n指标名称|单位|累计|同比(%)\n地区生产总值|亿元|53|6.1", ("asked", "other_year")),
        ("1-9月\n指标名称|单位|累计\n地区生产总值|亿元|53\n填报日期：2022年10月13日", ("asked", "other_year")),
        ("指标名称|单位|累计\n地区生产总值|亿元|57\n填报日期：2023年10月13日", ("57亿元", "")),
        ("注：各月均为累计\n指标名称|单位|8月|9月\n地区生产总值|亿元|50|57", ("57亿元", "")),
        ("年份|时间|地区生产总值(亿元)\n2022年|1-9月|53\n2023年|1-8月|50\n|1-9月|57", ("57亿元", "")),
        ("2023年8月主要指标\n指标名称|单位|累计|同比(%)\n地区生产总值|亿元|50|6.1", ("asked", "other_month")),
    ],
)
def test_the_month_s_cumulative_figure_with_its_own_growth(
    ledger: Ledger, text: str, expected: tuple[str, ...]
) -> None:
    assert told(taken(ledger, book(typed(text)))) == {"地区生产总值": expected}


@pytest.mark.parametrize(
    ("file", "sheet", "code"),
    [
        ("2023年8月.xlsx", "报表", "other_month"),
        ("2022年9月.xlsx", "报表", "other_year"),
        ("月报.xlsx", "8月", "other_month"),
    ],
)
def test_another_time_in_a_name_is_asked_about(ledger: Ledger, file: str, sheet: str, code: str) -> None:
    text = "指标名称|单位|累计|同比增长(%)\n地区生产总值|亿元|57|6.5"
    assert told(taken(ledger, book(typed(text, sheet), name=file))) == {"地区生产总值": ("asked", code)}


def test_a_table_taken_by_the_clerk_is_of_the_month(ledger: Ledger) -> None:
    read = book(typed("2023年8月\n指标名称|单位|累计\n地区生产总值|亿元|50"))
    assert told(taken(ledger, read, sheets.Choices(taken=frozenset({0})))) == {"地区生产总值": ("50亿元", "")}


def test_of_sheets_a_month_that_of_the_month_is_taken(ledger: Ledger) -> None:
    months = [typed(f"指标名称|单位|累计\n地区生产总值|亿元|{at}0", f"{at}月") for at in (5, 9, 6)]
    assert told(taken(ledger, book(*months))) == {"地区生产总值": ("90亿元", "")}


def test_all_sheets_of_a_report_are_read(ledger: Ledger) -> None:
    other = typed("指标名称|单位|1-9月累计\n实到外资|万美元|5120", "外经")
    assert told(taken(ledger, book(typed(OWN), other))) == {
        "地区生产总值": ("57亿元", "6.5"),
        "实到外资": ("5120万美元", ""),
    }


def test_what_is_hidden_is_used_only_where_it_is_taken(ledger: Ledger) -> None:
    old = Grid("旧表", typed(OWN.replace("57|6.5", "40|3")).rows, hidden=True)
    assert told(taken(ledger, book(old, typed(OWN)))) == {"地区生产总值": ("57亿元", "6.5")}
    assert told(taken(ledger, book(old))) == {"地区生产总值": ("asked", "hidden")}
    chosen = sheets.Choices(taken=frozenset({0}), left=frozenset({1}))
    assert told(taken(ledger, book(old, typed(OWN)), chosen)) == {"地区生产总值": ("40亿元", "3")}


@pytest.mark.parametrize(
    "text",
    [
        "指标|单位|全区||高新区|\n||1-9月|同比%|1-9月|同比%\n地区生产总值|亿元|457|4.8|57|6.5",
        "2023年1-9月各平台指标\n平台|地区生产总值(亿元)|实到外资(万美元)\n全区|457|40960\n织里镇|90|1\n青禾高新区|57|5120",
    ],
)
def test_of_several_regions_the_zone_s_own_is_taken(ledger: Ledger, text: str) -> None:
    assert told(taken(ledger, book(typed(text))))["地区生产总值"][0] == "57亿元"


def test_another_region_s_sheet_gives_nothing(ledger: Ledger) -> None:
    read = book(typed(f"临江市2023年1-9月主要经济指标\n{OWN}"))
    assert taken(ledger, read).rows == ()


def test_a_column_that_the_clerk_reads_otherwise(ledger: Ledger) -> None:
    read = csv_sheet("指标名称,单位,甲栏,乙栏\n地区生产总值,亿元,50,57\n")
    assert told(taken(ledger, read))["地区生产总值"][0] == "asked"
    chosen = sheets.with_meaning(sheets.Choices(), read, (0, 3), Meaning.VALUE, (2023, 9))
    assert told(taken(ledger, read, chosen)) == {"地区生产总值": ("57亿元", "")}


def test_the_place_of_a_figure_names_its_sheet(ledger: Ledger) -> None:
    read = excel(["指标名称", "累计"], ["地区生产总值", 57])
    assert taken(ledger, read).rows[0].place == "Sheet!B2"


def test_every_doubt_of_a_table_has_its_like_in_a_plan() -> None:
    assert {doubt.value for doubt in FigureDoubt} <= {doubt.value for doubt in FigureDoubt}


def test_columns_that_nobody_can_tell_are_left_out_beside_a_plain_one_and_named_once(ledger: Ledger) -> None:
    read = book(typed("指标名称|单位|1-9月累计|考核系数|甲栏\n地区生产总值|亿元|57|1.1|2\n税收收入|亿元|9|1.2|3"))
    planned = taken(ledger, read)
    assert told(planned)["地区生产总值"] == ("57亿元", "") and len(planned.offers) == 2
    assert planned.left_out == ((0, 3), (0, 4))
    assert left_out_told(read, planned) == "有 2 列拿不准是什么数，没有用：考核系数、甲栏"
    assert left_out_told(read, taken(ledger, book(typed(OWN)))) == ""


def test_a_column_that_was_left_out_is_used_when_it_is_chosen(ledger: Ledger) -> None:
    read = book(typed("指标名称|单位|1-9月累计|甲栏\n地区生产总值|亿元|57|58"))
    chosen = sheets.with_meaning(sheets.Choices(), read, (0, 3), Meaning.VALUE, (2023, 9))
    planned = taken(ledger, read, chosen)
    assert told(planned) == {"地区生产总值": ("58亿元", "")} and planned.left_out == ()


def test_where_no_head_is_plain_only_the_nearest_columns_are_asked_about(ledger: Ledger) -> None:
    unknown = book(typed("指标名称|单位|" + "|".join("甲乙丙丁戊己") + "\n地区生产总值|亿元|1|2|3|4|5|6"))
    planned = taken(ledger, unknown)
    assert [offer.figure.value for offer in planned.offers] == ["1", "2", "3", "4"]
    assert planned.left_out == ((0, 6), (0, 7))
    others = "|".join(f"1-{month}月" for month in range(2, 9))
    months = taken(ledger, book(typed(f"指标名称|单位|{others}\n地区生产总值|亿元|1|2|3|4|5|6|7")))
    assert [offer.figure.value for offer in months.offers] == ["4", "5", "6", "7"] and months.left_out == ()
    assert told(months) == {"地区生产总值": ("asked", "other_month", "rows_differ")}


def test_one_panel_s_plain_head_does_not_leave_out_the_other_panel(ledger: Ledger) -> None:
    sides = "指标名称|单位|1-9月累计|指标名称|单位|甲栏\n地区生产总值|亿元|57|新升规工业企业|家|9"
    planned = taken(ledger, book(typed(sides)))
    assert told(planned)["新升规工业企业"][:2] == ("asked", "head_unknown") and planned.left_out == ()
