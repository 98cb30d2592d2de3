"""Problems pasted from a table: which line makes which milestone, and why one makes none."""

from datetime import date

import pytest

from zonetracker.model.changes import MilestoneEntries, MilestoneEntry
from zonetracker.model.facts import Cycle
from zonetracker.model.milestones.checklists import LIMITED, checklists_of
from zonetracker.services.ledger import Ledger
from zonetracker.services.milestones.pasting import MOST_LINES, PastedLine, block_of, milestone_of, pasted_lines

TODAY = date(2023, 5, 10)


def one(text: str) -> PastedLine:
    (line,) = pasted_lines(block_of(text), TODAY)
    return line


def test_a_line_is_a_milestone_with_its_day_and_units() -> None:
    line = one("某机械厂\t用电增容\t2023-04-26\t供电所\t经发局、建设局")
    assert (line.name, line.received_on, line.why) == ("某机械厂：用电增容", "2023-04-26", "")
    assert line.responsible == "供电所；协办：经发局、建设局"
    change = milestone_of(line, checklists_of(None)[LIMITED])
    assert (change.checklist, change.template, change.signoff, change.cycle) == (LIMITED, "137", False, Cycle.NEVER)
    assert (change.name, change.received_on) == ("某机械厂：用电增容", "2023-04-26")


def test_heads_say_what_stands_where() -> None:
    lines = pasted_lines(block_of("交办日期\t主办\t问题\n2023年4月26日\t供电所\t用电增容\n\n"), TODAY)
    assert [(line.number, line.name, line.received_on, line.responsible) for line in lines] == [
        (2, "用电增容", "2023-04-26", "供电所")
    ]


@pytest.mark.parametrize(
    ("day", "told"),
    [
        ("1999-12-31", "早于 2000 年"),
        ("2023-05-11", "在今天之后"),
        ("2023-04", "要写到日"),
        ("", "要写到日"),
        ("四月底", "不是日期"),
        ("2023-02-30", "不是日期"),
    ],
)
def test_a_day_that_can_not_be_is_told(day: str, told: str) -> None:
    line = one(f"某厂\t断水\t{day}\t水务局\t")
    assert told in line.why and not line.received_on


def test_the_first_and_the_last_day_that_can_be_are_taken() -> None:
    assert one("某厂\t断水\t2000-01-01\t水务局").why == "" and one("某厂\t断水\t2023-05-10\t水务局").why == ""


def test_what_was_pasted_before_is_the_same_and_not_entered_twice(ledger: Ledger) -> None:
    text = "甲厂\t停电1.5小时\t2023-04-26\n乙厂\t断水\t2023-05-04"
    entries = tuple(
        MilestoneEntry(milestone_of(line, checklists_of(None)[LIMITED])) for line in pasted_lines(block_of(text), TODAY)
    )
    ledger.enter_milestones(MilestoneEntries("粘贴", 2023, 5, entries))
    stand = ledger.milestones(2023)
    again = pasted_lines(block_of(text), TODAY, stand)
    assert [line.same for line in again] == [one.id for one in stand]
    assert all("台账已有" in line.why for line in again)
    others = "甲厂\t停电15小时\t2023-04-26\n乙厂\t断水\t2023-05-06\n乙厂：\t断水\t2023-05-04"
    found = pasted_lines(block_of(others), TODAY, stand)
    assert [line.same for line in found] == [None, None, stand[1].id], "another length, another day, another spelling"


def test_a_line_without_a_problem_and_one_twice_are_left_out() -> None:
    lines = pasted_lines(block_of("甲厂\t\t2023-04-26\n乙厂\t停电\t2023-04-26\n乙厂\t停电\t2023-04-26"), TODAY)
    assert [bool(line.why) for line in lines] == [True, False, True]
    assert "没有写问题" in lines[0].why and "第 2 行" in lines[2].why


def test_more_lines_than_are_taken_at_once_are_told() -> None:
    lines = pasted_lines([["厂", f"事{number}", "2023-04-26"] for number in range(MOST_LINES + 1)], TODAY)
    assert [line.number for line in lines if line.why] == [MOST_LINES + 1]


def test_an_empty_text_gives_nothing() -> None:
    assert pasted_lines(block_of(" \n\t\t\n"), TODAY) == ()
