"""催报单: a Word page a unit, in the office's words, with a table of what is missing."""

from __future__ import annotations

import io
from datetime import date

import docx
from docx.document import Document

from zonetracker.model.duties.due import DutyCounts, DutyState, Lack, TaskDuty, UnitDuty
from zonetracker.model.duties.tasks import Task
from zonetracker.model.facts import TaskKind
from zonetracker.model.issuing import Wording
from zonetracker.outputs.reporting.chases import Letter, build_chases
from zonetracker.words.duties.reporting import chase_values


def letter(name: str, count: int, number: int = 1) -> Letter:
    duties = tuple(
        TaskDuty(
            Task(TaskKind.TARGET, one, f"指标{one}", name), DutyState.MISSING, date(2023, 10, 5), lacks=(Lack.VALUE,)
        )
        for one in range(1, count + 1)
    )
    unit = UnitDuty(name, None, duties, DutyCounts({DutyState.MISSING: count}, 0))
    return Letter(unit, chase_values(unit, "2023年1-9月", number))


def made(*letters: Letter, template: str = "") -> Document:
    wording = Wording(issuer="云岭高新区目标办", issued_on="2023-10-09")
    return docx.Document(io.BytesIO(build_chases(letters, template, wording, "目标任务催报单")))


def texts(document: Document) -> list[str]:
    return [paragraph.text for paragraph in document.paragraphs if paragraph.text]


def test_each_unit_has_a_page_with_its_table() -> None:
    document = made(letter("样例局", 2), letter("试验中心", 1, 3))
    said = texts(document)
    assert said[:3] == [
        "目标任务催报单",
        "样例局：",
        "应于10月5日前报送的2023年1-9月目标任务进展情况，贵单位还有2项没有报齐，请尽快补报：",
    ]
    assert said[3:5] == ["云岭高新区目标办", "2023年10月9日"]
    assert "这是第3次催报。按规定列入通报。" in said
    titles = [one for one in document.paragraphs if one.text == "目标任务催报单"]
    assert [bool(one.paragraph_format.page_break_before) for one in titles] == [False, True]
    cells = [[cell.text for cell in row.cells] for row in document.tables[0].rows]
    assert cells == [
        ["序号", "指标或事项", "缺什么", "报送时限"],
        ["1", "指标1", "缺数值", "10月5日"],
        ["2", "指标2", "缺数值", "10月5日"],
    ]
    assert len(document.tables) == 2


def test_the_table_stands_where_the_office_puts_the_list() -> None:
    document = made(letter("样例局", 1), template="{单位}请补报：{清单}谢谢。")
    assert texts(document)[1:3] == ["样例局请补报：", "谢谢。"] and len(document.tables) == 1
    assert not made(letter("样例局", 1), template="{单位}请补报。").tables


def test_equal_letters_are_equal_bytes() -> None:
    letters = [letter("样例局", 2)]
    wording = Wording(issued_on="2023-10-09")
    assert build_chases(letters, "", wording, "单") == build_chases(letters, "", wording, "单")
