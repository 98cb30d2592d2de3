"""What dates and notes around a table say of the time of its figures."""

import pytest

from tests.services.sheets.made import book, taken, told, typed
from zonetracker.services.ledger import Ledger
from zonetracker.services.sheets.notes import NotedTimes

_SHEET = "{title}\n指标名称|单位|1-9月累计|同比增长(%)\n地区生产总值①|亿元|57|6.5\n实到外资△|万美元|5120|5.1\n{foot}"


@pytest.mark.parametrize(
    ("title", "foot", "other"),
    [
        ("主要经济指标", "填报人：张三|填报日期：|2022年10月13日|审核：李四", True),
        ("主要经济指标", "填报日期：2023年10月13日", False),
        ("主要经济指标", "填报日期：2024年1月8日", False),
        ("主要经济指标", "注：本表为2022年数据", True),
        ("主要经济指标", "注：增速按2020年不变价计算", False),
        ("2023年主要经济指标", "填报日期：2022年10月13日", True),
        ("2023年主要经济指标", "根据2021年3月5日通知编制", False),
    ],
)
def test_a_date_tells_the_year_where_nothing_else_does(title: str, foot: str, other: bool) -> None:
    (table,) = book(typed(_SHEET.format(title=title, foot=foot))).tables
    noted = NotedTimes(table, 2023, 9)
    assert bool(noted.filled_in or ("" if title.startswith("2023") else noted.other_year)) is other


@pytest.mark.parametrize(
    ("foot", "asked"),
    [
        ("注：△为1-5月数；①为初步核算数", {"实到外资"}),
        ("注：①为2022年数", {"地区生产总值"}),
        ("说明：实到外资数据截至8月底", {"实到外资"}),
        ("注：以上数据均为1-8月数", {"地区生产总值", "实到外资"}),
        ("注：实到外资比2022年同口径", set()),
        ("注：财政收入为1-8月数", set()),
        ("注：实到外资为1-9月数", set()),
    ],
)
def test_a_note_speaks_of_the_figures_that_it_names(ledger: Ledger, foot: str, asked: set[str]) -> None:
    read = book(typed(_SHEET.format(title="2023年1-9月主要经济指标", foot=foot)))
    assert {name for name, said in told(taken(ledger, read)).items() if said[0] == "asked"} == asked
    figures = [row.offer.figure for row in taken(ledger, read).rows]
    noted = NotedTimes(read.tables[0], 2023, 9)
    assert len([one for one in figures if noted.against(one, year_named=True)]) == len(asked)


def test_a_note_over_the_table_names_no_month_of_it(ledger: Ledger) -> None:
    read = book(
        typed("2023年台账\n注：各月数均为年初至当月累计；1、2月合并统计\n指标|单位|8月|9月\n地区生产总值|亿元|51|57")
    )
    assert told(taken(ledger, read)) == {"地区生产总值": ("57亿元", "")}
