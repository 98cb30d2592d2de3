"""What a closed month gave out of milestones changes for a reason alone, and the month is open again with that."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest

from tests.services.made_reports import content
from zonetracker.model.bookkeeping import Changed
from zonetracker.model.changes import (
    Acting,
    ActualEntry,
    FilingChange,
    FilingEntry,
    MilestoneChange,
    MilestoneEntries,
    MilestoneEntry,
    NodeChange,
    Returns,
)
from zonetracker.model.checking.findings import FindingCode
from zonetracker.model.facts import ActionKind, Stated, TaskKind
from zonetracker.services.ledger import Ledger
from zonetracker.words.findings import say_asked

REASON = "验收记录补到"
Write = Callable[[Ledger, str], Changed]


@pytest.fixture
def item(ledger: Ledger) -> int:
    """A milestone with two nodes, looked at in August and September, which are closed."""
    change = MilestoneChange(deadline="2023-07-31", year_plan=Decimal(900), money_unit="万元")
    number = ledger.add_milestone("滨河路", 2023, change).ids["milestone"][0]
    nodes = [
        NodeChange(name="开工", planned="2023-05", done_on="2023-05-20"),
        NodeChange(name="竣工", planned="2023-07"),
    ]
    ledger.add_nodes(number, nodes)
    ledger.add_target("税收收入", 2023, Stated(Decimal(9), unit="亿元"))
    ledger.set_actuals([ActualEntry(1, 2023, month, Decimal(month), "亿元") for month in (8, 9)])
    for month in (8, 9):
        ledger.close_month(2023, month)
    return number


def closed(ledger: Ledger) -> list[int]:
    return [month for month in range(1, 13) if ledger.closed(2023, month)]


def asked_of(changed: Changed) -> list[FindingCode]:
    return [one.code for thing in changed.asked for one in thing.findings]


def edited(**change: str | None) -> Write:
    return lambda ledger, reason: ledger.edit_milestone(1, MilestoneChange(**change), reason)  # type: ignore[arg-type]


def node(number: int, **change: str | bool | None) -> Write:
    return lambda ledger, reason: ledger.edit_node(number, NodeChange(**change), reason)  # type: ignore[arg-type]


def acted(kind: ActionKind, day: str, **more: str) -> Write:
    acting = Acting(kind, day, "协调会定", **more)  # type: ignore[arg-type]
    return lambda ledger, reason: ledger.act([1], acting, reason)


def listed(done: str) -> Write:
    rows = (MilestoneEntry(MilestoneChange(done_on=done), 1),)
    return lambda ledger, reason: ledger.enter_milestones(MilestoneEntries("督查台账", 2023, 11, rows), reason)


@pytest.mark.parametrize(
    ("write", "months"),
    [
        (edited(done_on="2023-07-20"), [8, 9]),
        (edited(done_on="2023-09"), [9]),
        (edited(done_on="2023-10-08"), []),
        (listed("2023-09-28"), [9]),
        (lambda ledger, reason: ledger.enter_returns(Returns(2023, 10, done={1: "2023-08-30"}), reason), [8, 9]),
        (acted(ActionKind.PASS, "2023-11-02", done_on="2023-09-28"), [9]),
        (acted(ActionKind.PASS, "2023-11-02"), []),
        (acted(ActionKind.SUSPEND, "2023-09-05"), [9]),
        (acted(ActionKind.CANCEL, "2023-11-05"), []),
        (acted(ActionKind.INSTRUCT, "2023-08-05"), []),
        (node(2, done_on="2023-08-10"), [8, 9]),
        (node(2, done_on="2023-10-10"), []),
        (node(1, done_on=None, reached=True), [8, 9]),
        (lambda ledger, reason: ledger.remove_nodes([1], reason), [8, 9]),
        (
            lambda ledger, reason: ledger.add_nodes(1, [NodeChange(name="投产", done_on="2023-09-02")], None, reason),
            [9],
        ),
        (lambda ledger, _: ledger.move_nodes([2, 1], REASON), []),
    ],
)
def test_what_was_done_by_a_closed_month_opens_it_with_a_reason(
    ledger: Ledger, item: int, write: Write, months: list[int]
) -> None:
    before = content(ledger)
    changed = write(ledger, "")
    opened = [one for one in asked_of(changed) if one is FindingCode.MONTH_CLOSED]
    assert len(opened) == len(months)
    if months:
        assert content(ledger) == before, "what is asked about waits"
        write(ledger, REASON)
        assert "重新打开" in ledger.history(1)[0].title
    assert closed(ledger) == [month for month in (8, 9) if month not in months]
    ledger.undo()
    assert content(ledger) == before


def test_several_closed_months_are_asked_about_in_one_sentence(ledger: Ledger, item: int) -> None:
    changed = ledger.edit_milestone(item, MilestoneChange(done_on="2023-07-20"))
    assert say_asked(changed.asked) == ("滨河路：2023年8月、2023年9月已结账，要改须写明原因，这几个月随即重新打开。")


def test_a_reopening_leaves_the_closed_months_as_they_were(ledger: Ledger, item: int) -> None:
    ledger.edit_milestone(item, MilestoneChange(done_on="2023-07-20"), REASON)
    ledger.close_month(2023, 8)
    ledger.close_month(2023, 9)
    assert ledger.act([item], Acting(ActionKind.REOPEN, "2023-10-20", "回头看未达标")).asked == ()
    (action,) = ledger.actions()
    assert (action.before, ledger.milestone(item).done_on, closed(ledger)) == ("2023-07-20", None, [8, 9])
    assert ledger.edit_milestone(item, MilestoneChange(done_on="2023-11-02")).asked == ()
    ledger.undo()
    ledger.undo()
    changed = ledger.act([item], Acting(ActionKind.REOPEN, "2023-09-20", "回头看未达标"))
    assert asked_of(changed) == [FindingCode.MONTH_CLOSED]


def test_many_are_asked_about_one_by_one_and_the_rest_is_written(ledger: Ledger, item: int) -> None:
    others = [ledger.add_milestone(f"第{number}号路", 2023).ids["milestone"][0] for number in range(4)]
    rows = [MilestoneEntry(MilestoneChange(done_on="2023-10-12"), one) for one in others]
    rows.append(MilestoneEntry(MilestoneChange(done_on="2023-09-12"), item))
    changed = ledger.enter_milestones(MilestoneEntries("台账", 2023, 10, tuple(rows)))
    assert [one.row_id for one in changed.asked] == [item] and closed(ledger) == [8, 9]
    assert {ledger.milestone(one).done_on for one in others} == {"2023-10-12"}


def test_what_is_new_changes_nothing_that_was_given_out(ledger: Ledger, item: int) -> None:
    assert ledger.add_milestone("连接线", 2023, MilestoneChange(done_on="2023-07-02")).asked == ()
    assert closed(ledger) == [8, 9]


@pytest.mark.parametrize(
    "write",
    [
        edited(deadline="2023-12"),
        lambda ledger, reason: ledger.edit_milestone(1, MilestoneChange(year_plan=Decimal(800)), reason),
        node(2, planned="2023-12"),
    ],
)
def test_a_plan_that_was_given_out_asks_for_a_reason_and_the_months_stay_closed(
    ledger: Ledger, item: int, write: Write
) -> None:
    assert asked_of(write(ledger, "")) == [FindingCode.PLAN_ISSUED]
    assert write(ledger, "上级调整安排").asked == ()
    assert closed(ledger) == [8, 9] and ledger.history(1)[0].title.endswith("（原因：上级调整安排）")


def test_an_extension_and_a_first_plan_ask_nothing(ledger: Ledger, item: int) -> None:
    assert asked_of(ledger.act([item], Acting(ActionKind.EXTEND, "2023-10-09", "雨季", after="2023-12"))) == [
        FindingCode.EXTENDED_LATE
    ]
    assert ledger.act([item], Acting(ActionKind.EXTEND, "2023-10-09", "雨季", after="2023-12"), "已请示").asked == ()
    bare = ledger.add_milestone("连接线", 2023).ids["milestone"][0]
    assert ledger.edit_milestone(bare, MilestoneChange(deadline="2023-12")).asked == ()
    assert closed(ledger) == [8, 9]


def test_words_that_were_filed_change_for_a_reason_and_late_ones_come_unasked(ledger: Ledger, item: int) -> None:
    def filed(**change: str) -> FilingEntry:
        return FilingEntry(TaskKind.MILESTONE, item, 2023, 9, FilingChange(**change))  # type: ignore[arg-type]

    assert ledger.file([filed(progress="路基完成")]).asked == ()
    assert ledger.file([filed(problem="雨季停工")]).asked == ()
    assert closed(ledger) == [8, 9]
    for change in (filed(progress="路面完成"), filed(problem="")):
        assert asked_of(ledger.file([change])) == [FindingCode.MONTH_CLOSED]
    ledger.file([filed(progress="路面完成")], "单位更正")
    assert closed(ledger) == [8]
