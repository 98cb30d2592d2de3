"""Sign-off at the door: the moves that are possible, what each asks, and what it leaves of the milestone."""

from __future__ import annotations

import pytest

from tests.services.made_reports import content
from zonetracker.model.changes import Acting, MilestoneChange, MilestoneEntries, MilestoneEntry, Returns
from zonetracker.model.checking.findings import FindingCode
from zonetracker.model.facts import Action, ActionKind, ActionSubject, Kind, Milestone, WarningLevel
from zonetracker.model.milestones.signoff import moves
from zonetracker.services.ledger import Ledger
from zonetracker.support.errors import Refusal
from zonetracker.words.milestones.acting import action_word

REASON = "照片另存档案室"
TELLING = {ActionKind.ASSIGN, ActionKind.INSTRUCT, ActionKind.CHASE, ActionKind.WARN}
OPEN = TELLING | {ActionKind.EXTEND, ActionKind.SUSPEND, ActionKind.CANCEL}


@pytest.fixture
def item(ledger: Ledger) -> int:
    change = MilestoneChange(deadline="2023-10-31", signoff=True)
    return ledger.add_milestone("农贸市场改造", 2023, change).ids["milestone"][0]


def done(kind: ActionKind, day: str = "2023-09-20") -> Action:
    return Action(0, ActionSubject.MILESTONE, 1, day, kind)


@pytest.mark.parametrize(
    ("turns", "possible"),
    [
        ([], OPEN | {ActionKind.APPLY}),
        ([ActionKind.APPLY], OPEN | {ActionKind.PASS, ActionKind.RETURN}),
        ([ActionKind.APPLY, ActionKind.RETURN], OPEN | {ActionKind.APPLY}),
        ([ActionKind.APPLY, ActionKind.INSTRUCT], OPEN | {ActionKind.PASS, ActionKind.RETURN}),
        ([ActionKind.SUSPEND], {ActionKind.INSTRUCT, ActionKind.RESUME, ActionKind.EXTEND, ActionKind.CANCEL}),
        ([ActionKind.APPLY, ActionKind.SUSPEND, ActionKind.RESUME], OPEN | {ActionKind.PASS, ActionKind.RETURN}),
        ([ActionKind.SUSPEND, ActionKind.CANCEL], {ActionKind.REOPEN}),
        ([ActionKind.APPLY, ActionKind.CANCEL, ActionKind.REOPEN], OPEN | {ActionKind.APPLY}),
    ],
)
def test_each_move_leads_on(turns: list[ActionKind], possible: set[ActionKind]) -> None:
    milestone = Milestone(1, 2023, "农贸市场改造", deadline="2023-10-31", signoff=True)
    assert moves(milestone, [done(kind) for kind in turns]) == possible


def test_what_is_possible_hangs_on_the_milestone_too() -> None:
    signed = Milestone(1, 2023, "农贸市场改造", deadline="2023-10-31", signoff=True)
    assert moves(Milestone(1, 2023, "滨河路", deadline="2023"), []) == OPEN | {ActionKind.PASS}
    assert moves(Milestone(1, 2023, "滨河路"), []) == (OPEN | {ActionKind.PASS}) - {ActionKind.EXTEND}
    finished = Milestone(1, 2023, "滨河路", done_on="2023-05")
    assert moves(finished, []) == {ActionKind.INSTRUCT, ActionKind.REOPEN}
    assert moves(Milestone(1, 2022, "滨河路通车", kind=Kind.ACTUAL), []) == {ActionKind.INSTRUCT}
    assert moves(signed, [done(ActionKind.APPLY)], "2023-09-19") == TELLING
    assert ActionKind.PASS in moves(signed, [done(ActionKind.APPLY)], "2023-09-20")


def test_applied_for_returned_applied_for_and_passed(ledger: Ledger, item: int) -> None:
    ledger.act([item], Acting(ActionKind.APPLY, "2023-09-20"))
    ledger.act([item], Acting(ActionKind.RETURN, "2023-09-25", "验收照片不全", "云督〔2023〕7号"))
    ledger.act([item], Acting(ActionKind.APPLY, "2023-10-08", "照片已补"))
    assert ledger.milestone(item).done_on is None
    (asked,) = ledger.act([item], Acting(ActionKind.PASS, "2023-10-12")).asked
    assert [one.code for one in asked.findings] == [FindingCode.PASSED_UNPROVEN]
    ledger.act([item], Acting(ActionKind.PASS, "2023-10-12"), REASON)
    assert ledger.milestone(item).done_on == "2023-10-08", "the day on which it was applied for"
    assert [(one.kind, one.day, one.words, one.paper_no) for one in ledger.actions()] == [
        (ActionKind.APPLY, "2023-09-20", "", ""),
        (ActionKind.RETURN, "2023-09-25", "验收照片不全", "云督〔2023〕7号"),
        (ActionKind.APPLY, "2023-10-08", "照片已补", ""),
        (ActionKind.PASS, "2023-10-12", REASON, ""),
    ]
    assert ledger.history(1)[0].title == f"办理“农贸市场改造”：通过（原因：{REASON}）"


def test_passing_says_the_day_of_what_was_done(ledger: Ledger, item: int) -> None:
    ledger.act([item], Acting(ActionKind.APPLY, "2023-10-08"))
    ledger.act([item], Acting(ActionKind.PASS, "2023-10-12", done_on="2023-09-30"), REASON)
    assert ledger.milestone(item).done_on == "2023-09-30"


def test_without_sign_off_it_is_done_at_once_and_today(ledger: Ledger) -> None:
    number = ledger.add_milestone("滨河路", 2023).ids["milestone"][0]
    assert ledger.act([number], Acting(ActionKind.PASS)).asked == ()
    assert ledger.milestone(number).done_on == "2023-11-20" and ledger.actions()[0].day == "2023-11-20"


@pytest.mark.parametrize("kind", [ActionKind.RETURN, ActionKind.EXTEND, ActionKind.CANCEL, ActionKind.REOPEN])
@pytest.mark.parametrize("words", ["", "7", "。。"])
def test_what_takes_back_needs_words(ledger: Ledger, item: int, kind: ActionKind, words: str) -> None:
    if kind is ActionKind.REOPEN:
        ledger.act([item], Acting(ActionKind.CANCEL, words="并入别的事项"))
    elif kind is ActionKind.RETURN:
        ledger.act([item], Acting(ActionKind.APPLY))
    with pytest.raises(Refusal, match="原因"):
        ledger.act([item], Acting(kind, words=words, after="2023-12"), REASON)


@pytest.mark.parametrize(
    ("kind", "possible"),
    [
        (ActionKind.PASS, "交办、调度要求、催报、督办单、申请销号、延期、暂缓、取消"),
        (ActionKind.RESUME, "交办、调度要求、催报、督办单、申请销号、延期、暂缓、取消"),
    ],
)
def test_an_impossible_move_names_those_that_are_possible(
    ledger: Ledger, item: int, kind: ActionKind, possible: str
) -> None:
    with pytest.raises(Refusal) as refused:
        ledger.act([item], Acting(kind), REASON)
    assert refused.value.code is FindingCode.MOVE_IMPOSSIBLE and possible in str(refused.value)


def test_an_extension_keeps_the_former_deadline(ledger: Ledger, item: int) -> None:
    ledger.act([item], Acting(ActionKind.EXTEND, "2023-10-10", "设备到货推迟", after="2023-11"))
    ledger.act([item], Acting(ActionKind.EXTEND, "2023-11-20", "雨天停工", after="2023-12-15"))
    assert ledger.milestone(item).deadline == "2023-12-15"
    assert [(one.before, one.after) for one in ledger.actions()] == [
        ("2023-10-31", "2023-11"),
        ("2023-11", "2023-12-15"),
    ]


@pytest.mark.parametrize(
    ("after", "code"),
    [
        (None, FindingCode.AFTER_MISSING),
        ("十二月", FindingCode.NOT_A_DATE),
        ("2023-10-31", FindingCode.AFTER_EARLIER),
        ("2023-10", FindingCode.AFTER_EARLIER),
        ("2023-09-30", FindingCode.AFTER_EARLIER),
    ],
)
def test_an_extension_is_later_than_the_deadline(
    ledger: Ledger, item: int, after: str | None, code: FindingCode
) -> None:
    with pytest.raises(Refusal) as refused:
        ledger.act([item], Acting(ActionKind.EXTEND, "2023-10-10", "设备到货推迟", after=after), REASON)
    assert refused.value.code is code


def test_an_extension_that_comes_after_the_deadline_is_asked(ledger: Ledger, item: int) -> None:
    in_time = Acting(ActionKind.EXTEND, "2023-10-31", "设备到货推迟", after="2023-12")
    assert ledger.act([item], in_time).asked == ()
    ledger.undo()
    late = Acting(ActionKind.EXTEND, "2023-11-01", "设备到货推迟", after="2023-12")
    (asked,) = ledger.act([item], late).asked
    assert [one.code for one in asked.findings] == [FindingCode.EXTENDED_LATE]
    ledger.act([item], late, "口头已报分管领导")
    assert ledger.milestone(item).deadline == "2023-12"


def test_the_days_of_moves_run_forward_and_not_ahead(ledger: Ledger, item: int) -> None:
    ledger.act([item], Acting(ActionKind.APPLY, "2023-10-08"))
    for day, code in (
        ("2023-10-07", FindingCode.MOVE_BACKWARDS),
        ("2023-11-21", FindingCode.DAY_AHEAD),
        ("2023-10", FindingCode.NOT_A_DAY),
    ):
        with pytest.raises(Refusal) as refused:
            ledger.act([item], Acting(ActionKind.PASS, day), REASON)
        assert refused.value.code is code
    ledger.act([item], Acting(ActionKind.CHASE, "2023-09-01", year=2023, month=8))
    assert [one.kind for one in ledger.actions()] == [ActionKind.CHASE, ActionKind.APPLY]


def test_a_supervise_note_has_its_colour(ledger: Ledger, item: int) -> None:
    with pytest.raises(Refusal, match="蓝色、黄色或红色"):
        ledger.act([item], Acting(ActionKind.WARN))
    ledger.act([item], Acting(ActionKind.WARN, level=WarningLevel.YELLOW, paper_no="督字12号"))
    (note,) = ledger.actions()
    assert (note.level, note.paper_no) == (WarningLevel.YELLOW, "督字12号")


def test_a_reopened_one_is_open_and_applied_for_anew(ledger: Ledger, item: int) -> None:
    ledger.act([item], Acting(ActionKind.APPLY, "2023-10-08"))
    ledger.act([item], Acting(ActionKind.PASS, "2023-10-12"), REASON)
    ledger.act([item], Acting(ActionKind.REOPEN, "2023-11-02", "回头看发现摊位未恢复"))
    assert ledger.milestone(item).done_on is None
    ledger.act([item], Acting(ActionKind.APPLY, "2023-11-15"))
    ledger.act([item], Acting(ActionKind.PASS, "2023-11-16"), REASON)
    assert ledger.milestone(item).done_on == "2023-11-15"


def test_several_at_once_and_those_that_cannot_wait(ledger: Ledger, item: int) -> None:
    free = ledger.add_milestone("滨河路", 2023, MilestoneChange(deadline="2023-12")).ids["milestone"][0]
    before = content(ledger)
    changed = ledger.act([item, free], Acting(ActionKind.PASS, "2023-11-01"))
    assert [(one.row_id, one.stopped) for one in changed.asked] == [(item, True)]
    assert ledger.milestone(free).done_on == "2023-11-01"
    assert ledger.history(1)[0].title == "办理2个事项：通过"
    ledger.undo()
    assert content(ledger) == before


def test_words_that_are_too_long_are_refused(ledger: Ledger, item: int) -> None:
    for acting, code in (
        (Acting(ActionKind.INSTRUCT, words="字" * 4001), FindingCode.TEXT_LONG),
        (Acting(ActionKind.INSTRUCT, paper_no="云\u202e"), FindingCode.TEXT_ODD),
        (Acting(ActionKind.CHASE, year=2023, month=13), FindingCode.MONTH_BEYOND),
    ):
        with pytest.raises(Refusal) as refused:
            ledger.act([item], acting)
        assert refused.value.code is code


def test_nothing_is_passed_as_done_before_it_was_received(ledger: Ledger) -> None:
    change = MilestoneChange(deadline="2023-10-31", received_on="2023-09-10", signoff=True)
    number = ledger.add_milestone("路灯", 2023, change).ids["milestone"][0]
    ledger.act([number], Acting(ActionKind.APPLY, "2023-09-05"))
    with pytest.raises(Refusal, match="交办") as refused:
        ledger.act([number], Acting(ActionKind.PASS, "2023-10-08"), REASON)
    assert refused.value.code is FindingCode.MOVE_BACKWARDS
    ledger.act([number], Acting(ActionKind.PASS, "2023-10-08", done_on="2023-09-28"), REASON)
    assert ledger.milestone(number).done_on == "2023-09-28"


def test_nothing_is_passed_before_it_was_done(ledger: Ledger, item: int) -> None:
    ledger.act([item], Acting(ActionKind.APPLY, "2023-10-08"))
    with pytest.raises(Refusal, match="2023-10-20 晚于通过的日期 2023-10-12") as refused:
        ledger.act([item], Acting(ActionKind.PASS, "2023-10-12", done_on="2023-10-20"), REASON)
    assert refused.value.code is FindingCode.DONE_AFTER_PASS
    for done in ("2023-10-12", "2023-10", "2022"):
        ledger.act([item], Acting(ActionKind.PASS, "2023-10-12", done_on=done), REASON)
        assert ledger.milestone(item).done_on == done
        ledger.undo()


@pytest.mark.parametrize(
    ("by", "first"), [(ActionKind.CANCEL, ActionKind.REOPEN), (ActionKind.SUSPEND, ActionKind.RESUME)]
)
def test_what_was_cancelled_or_suspended_is_not_done_before_it_goes_on(
    ledger: Ledger, by: ActionKind, first: ActionKind
) -> None:
    free = ledger.add_milestone("滨河路", 2023, MilestoneChange(deadline="2023-12")).ids["milestone"][0]
    signed = ledger.add_milestone("排水", 2023, MilestoneChange(signoff=True)).ids["milestone"][0]
    ledger.act([free, signed], Acting(by, "2023-10-12", "资金未落实"))
    done = MilestoneChange(done_on="2023-11-02")
    before = content(ledger)
    with pytest.raises(Refusal, match=f"请先办理“{action_word(first)}”") as refused:
        ledger.edit_milestone(free, done)
    assert refused.value.code is FindingCode.NOT_GOING_ON
    assert ledger.enter_returns(Returns(2023, 11, done={free: "2023-11-02", signed: "2023-11-02"})).asked
    for one in (free, signed):
        with pytest.raises(Refusal):
            ledger.enter_milestones(MilestoneEntries("台账", 2023, 11, (MilestoneEntry(done, one),)), REASON)
    assert content(ledger) == before
    ledger.act([free], Acting(first, "2023-11-01", "资金到位"))
    ledger.edit_milestone(free, done)
    assert ledger.milestone(free).done_on == "2023-11-02"


def test_a_date_that_another_program_left_can_be_reopened(ledger: Ledger, item: int) -> None:
    with ledger._database.operation("edit_milestone", title="") as recorder:
        recorder.update("milestone", item, {"done_on": "夏天"})
    ledger.act([item], Acting(ActionKind.REOPEN, "2023-11-02", "日期写错"))
    (action,) = ledger.actions()
    assert (action.before, ledger.milestone(item).done_on) == (None, None)
