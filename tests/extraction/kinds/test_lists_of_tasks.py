"""Lists of tasks that name no year: theirs is the year they were written in, and without a date none is known."""

from __future__ import annotations

import pytest

from tests.extraction.clerk import noted, text_of
from zonetracker.extraction import frame_of
from zonetracker.extraction.document import Document
from zonetracker.model.reports.frame import Genre

_BODY = "\n新建公办幼儿园3所，改造管网20公里。"


@pytest.mark.parametrize(
    ("head", "year", "certain"),
    [
        ("民生实事项目清单\n2024年3月1日", 2024, True),
        ("为民办实事项目\n发布时间：2023-02-10", 2023, True),
        ("关于印发全区重点工作任务分解的通知\n2022年2月18日", 2022, True),
        ("清河县政府投资项目计划（草案）说明\n2023年1月12日", 2023, True),
        ("云岭区民政局工作要点\n2021年12月20日", 2022, False),
        ("云岭区民政局工作安排\n2021年11月20日", 2021, False),
        ("2022年民生大礼包\n2021年12月30日", 2022, True),
        ("十件民生实事项目", None, False),
        ("清河县确定今年为民十件实事", None, False),
        ("今年排定的市重大工程项目\n2024年3月1日", 2024, True),
        ("清河市敲定十大民生实事！\n本报讯（记者 王明）2023年清河市十大民生实事出炉。", 2023, True),
        ("清河发布重点项目\n2024年3月1日\n本报讯（记者 王明）", 2024, True),
    ],
)
def test_a_list_of_tasks_plans_the_year_it_was_written_in(head: str, year: int | None, certain: bool) -> None:
    frame = frame_of(Document(head + _BODY))
    assert (frame.genre, frame.now, frame.certain) == (Genre.PLAN, year, certain)


@pytest.mark.parametrize(
    "text",
    [
        "民生实事项目清单\n2024年12月1日\n已新建公办幼儿园3所。",
        "民生实事项目完成情况\n2024年12月1日" + _BODY,
        "民生实事项目进展公示\n2024年6月1日" + _BODY,
        "重点项目集中开工\n2024年6月1日" + _BODY,
        "为民办实事项目\n2024年6月1日\n本报讯（记者 王明）" + _BODY,
        "清河确定十件民生实事\n2024年6月1日\n已新建公办幼儿园3所。",
        "清河确定的十件民生实事完成\n2024年6月1日" + _BODY,
        "新增城镇就业3万人，开展培训1万人次。\n改造老旧小区60个。",
        "全区产值80亿元，增长6%。继续实施“双百”工程，建成厂房20万平方米。",
        "引进项目12个，总投资30亿元，力争早日投产。",
    ],
)
def test_what_tells_deeds_or_only_might_be_a_list_of_tasks_is_none(text: str) -> None:
    assert frame_of(Document(text)).genre is not Genre.PLAN


def test_an_undated_text_whose_paragraphs_go_on_with_something_sets_tasks() -> None:
    """继续实施农村危房改造，改造危房120户。
    新建养老服务中心6个，新增床位300张。
    """
    assert noted(text_of(test_an_undated_text_whose_paragraphs_go_on_with_something_sets_tasks)) == [
        "目标 ? 改造危房 120户",
        "目标 ? 新建养老服务中心 6个",
        "目标 ? 新增床位 300张",
    ]


def test_the_number_of_a_listed_task_is_no_part_of_its_name() -> None:
    """2023年民生实事
    一、新建学校2所。
    二、改造管网20公里。
    """
    assert noted(text_of(test_the_number_of_a_listed_task_is_no_part_of_its_name)) == [
        "目标 2023 新建学校 2所",
        "目标 2023 改造管网 20公里",
    ]


def test_an_undated_paper_that_says_what_an_office_will_go_on_with_sets_tasks() -> None:
    """我局将始终围绕年度目标改善居住条件。
    继续推进老旧小区改造，新建污水管网45公里。完善燃气设施，新铺天然气管道400公里。
    """
    assert noted(text_of(test_an_undated_paper_that_says_what_an_office_will_go_on_with_sets_tasks)) == [
        "目标 ? 新建污水管网 45公里",
        "目标 ? 新铺天然气管道 400公里",
    ]


def test_a_part_about_the_work_of_a_year_makes_it_the_year_reviewed() -> None:
    """一、2022年工作情况
    2022年以来，我局紧紧围绕市委、市政府目标要求，扎实推进重点工程建设。
    1、争资工作取得新成效。中央专项补助资金1.35亿元。
    """
    assert noted(text_of(test_a_part_about_the_work_of_a_year_makes_it_the_year_reviewed)) == [
        "实绩 2022 中央专项补助资金 1.35亿元"
    ]


def test_paragraphs_of_a_list_have_the_name_of_their_entry() -> None:
    text = (
        "2022年民生实事项目完成情况\n1.农村危桥改造工程项目。\n该项目计划投资320万元。完成项目投资322万元，"
        "于2022年9月全面完工并投入使用。\n2.充电桩建设项目。该项目计划投资480万元。目前已完成投资380万元。\n"
        "三、下一步\n该项目完成投资6亿元。"
    )
    assert noted(text) == [
        "目标 2022 农村危桥改造工程项目计划投资 320万元",
        "实绩 2022 农村危桥改造工程项目完成投资 322万元",
        "实绩 2022 农村危桥改造工程项目完工并投入使用 重点事项",
        "目标 2022 充电桩建设项目计划投资 480万元",
        "实绩 2022 充电桩建设项目完成投资 380万元",
        "实绩 2022 完成投资 6亿元",
    ]
