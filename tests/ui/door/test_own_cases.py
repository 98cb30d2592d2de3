"""What the tables of test_door.py do not hold: rows changed alike, pasted blocks, sheets, reports and rules."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from tests.known import known
from tests.services.ledger.test_door import PART, REASON, SEVENTY, WHOLE, too_long
from tests.services.made_reports import actual, content, imported
from tests.ui.door.acts import (
    MONTH,
    YEAR,
    closing_june,
    closing_year_2022,
    command,
    copied,
    differing,
    new_target,
    remove_report,
    reopening,
    rules_line,
    sheet_of,
    targets_form,
)
from tests.ui.hand import Hand
from zonetracker.extraction.reading import read_pasted
from zonetracker.model.changes import ActualEntry, FilingChange, FilingEntry
from zonetracker.model.checking.limits import YEARS
from zonetracker.model.facts import ReviewStatus, TaskKind
from zonetracker.model.reports.frame import Frame
from zonetracker.services.importing import ReadReport
from zonetracker.services.overview import rules_of
from zonetracker.services.review import alike
from zonetracker.ui.parts.bookkeeping.closing import YearForm
from zonetracker.ui.report.board import ReviewBoard


def test_a_question_that_is_left_leads_back_to_the_form(hand: Hand) -> None:
    before = content(hand.ledger)
    targets_form(new_target, 指标名称="瞪羚企业", 年度目标="9.5家")(hand)
    question = hand.question
    assert question is not None
    hand.click(question.cancel)
    assert content(hand.ledger) == before and hand.question is None
    assert hand.still_typed() == hand.typed
    hand.fill(年度目标="9家")
    assert hand.form is None and hand.ledger.targets(YEAR)[-1].stated.value == 9


def test_the_reason_of_an_adjustment_answers_and_what_it_answered_is_told(hand: Hand) -> None:
    hand.go("targets", PART)
    hand.press(hand.window.page().table, Qt.Key.Key_T, control=True)
    hand.fill(调整为="70亿元", 依据文件="云政发3号", 原因=REASON)
    assert hand.ledger.target(PART).stated.value == 70 and hand.question is None and hand.form is None
    assert "其中项 70 大于总数 60" in hand.said()


def board_of(hand: Hand) -> ReviewBoard:
    board: ReviewBoard = hand.go("report", 1).board
    return board


def test_rows_changed_alike_are_proposals_and_keep_what_was_not_typed(hand: Hand, reached: list[str]) -> None:
    board = board_of(hand)
    hand.cell(board.table, 1, "year", "3000")
    assert not board.alike.isVisible()
    rows = hand.ledger.rows(1)
    assert all(
        rows[one - 1].status is not ReviewStatus.CONFIRMED
        for row in rows
        for field in ("year", "kind", "name", "value", "unit", "growth")
        for one in alike(rows, row, field)
    )
    hand.cell(board.table, 1, "year", "2024")
    assert board.alike.isVisible()
    before = content(hand.ledger)
    hand.press(board.table, Qt.Key.Key_D, control=True)
    assert reached[-1] == "edit_rows"
    assert differing(before, content(hand.ledger)) == {"review_row.year", "review_row.edited"}
    assert [row.candidate.year for row in hand.ledger.rows(1)] == [2024, 2023, 2024, 2022, 2024]


def test_of_many_rows_those_that_cannot_be_stay_and_are_told(hand: Hand) -> None:
    table = board_of(hand).table
    table.selectAll()
    hand.press(table, Qt.Key.Key_Return)
    assert "外贸出口：区间上限 60 小于下限 80" in hand.window.message.label.text()
    assert "设备投资：其中项 12 大于总数 9.0" in hand.asked()
    hand.answer(REASON)
    status = [row.status for row in hand.ledger.rows(1)]
    assert status == [ReviewStatus.OPEN, *[ReviewStatus.CONFIRMED] * 4] and table.record().id == 1


def test_of_a_pasted_block_only_what_is_asked_about_waits(hand: Hand) -> None:
    page = hand.go("actuals")
    page.table.go_to(WHOLE, page.model.column_of("value:7"))
    columns = [column.key for column in page.model.columns]
    start = columns.index("value:7")
    wanted = {"value:7": "35", "value:8": "34", "value:9": "5人"}
    last = max(columns.index(key) for key in wanted)
    QGuiApplication.clipboard().setText("\t".join(wanted.get(key, "") for key in columns[start : last + 1]))
    hand.press(page.table, Qt.Key.Key_V, control=True)
    assert "不能比较" in hand.window.message.label.text() and "34 比 7 月的 35 小" in hand.asked()
    assert [month_of(hand, month) for month in (7, 8, 9)] == [35, None, None]
    hand.answer(REASON)
    assert [month_of(hand, month) for month in (7, 8, 9)] == [35, 34, None]


def month_of(hand: Hand, month: int) -> Decimal | None:
    found = hand.ledger.actual(WHOLE, YEAR, month)
    return None if found is None else found.value


def test_clearing_a_cell_leaves_the_other_half_of_the_month(hand: Hand, reached: list[str]) -> None:
    page = hand.go("actuals")
    page.table.go_to(WHOLE, page.model.column_of("value:3"))
    hand.press(page.table, Qt.Key.Key_Delete)
    kept = known(hand.ledger.actual(WHOLE, YEAR, 3))
    assert (kept.value, kept.growth) == (None, 5) and reached[-1] == "set_actuals"


def test_a_sheet_tells_what_is_hard_asks_what_is_soft_and_remembers_names(hand: Hand, reached: list[str]) -> None:
    dialog = sheet_of(hand, "指标名称,累计\n固定资产投资,5人\n")
    assert not dialog.answer.isEnabled() and "不能比较" in dialog.detail.text()
    dialog.reject()
    hand.ledger.keep_sheet_mapping("报表.csv", {"names": {"names": {"固投": WHOLE}}})
    dialog = sheet_of(hand, "指标名称,累计\n固定资产投资,14\n工业口投资,6\n")
    for name in ("固定资产投资", "工业口投资"):
        dialog.table.entered.emit(next(row for row in dialog.plan.rows if row.name == name))
        hand.qtbot.waitUntil(lambda: not hand.window.desk.tasks.busy)
    before = content(hand.ledger)
    for reason in ("", "3"):
        dialog.reason.setText(reason)
        hand.click(dialog.answer)
        assert dialog.isVisible() and dialog.trouble.text() and content(hand.ledger) == before
    dialog.reason.setText(REASON)
    hand.click(dialog.answer)
    assert month_of(hand, 6) == 14 and reached[-1] == "set_actuals"
    assert hand.ledger.sheet_mappings()["names"]["names"] == {"固投": WHOLE, "工业口投资": PART}


def test_of_a_report_what_is_beyond_a_limit_stays_out_and_is_told(
    hand: Hand, reached: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    made = too_long()
    read = ReadReport("第二份", made.text.encode(), read_pasted(made.text), tuple(made.candidates), Frame(2023, 2022))

    def reading(*_: object) -> Any:
        yield from ()
        return read

    monkeypatch.setattr("zonetracker.ui.report.importing.read_paste", reading)
    before = content(hand.ledger)
    hand.go("report").imports.take_text(made.text)
    hand.qtbot.waitUntil(lambda: not hand.window.desk.tasks.busy and len(hand.ledger.reports()) == 2)
    assert reached[-1] == "import_report"
    assert [row.candidate.name for row in hand.ledger.rows(2)] == ["乙项"]
    hand.qtbot.waitUntil(lambda: "没有收入：甲项：数字太长" in hand.said())
    assert differing(before, content(hand.ledger)) == set()
    hand.window.page().imports.take_text(made.text)
    hand.qtbot.waitUntil(lambda: "没有重复导入" in hand.said())


def test_a_copied_list_leaves_what_stands_in_the_year(hand: Hand, reached: list[str]) -> None:
    period = hand.window.period.year
    assert {period.minimum(), period.maximum()} <= set(YEARS)
    copied(0)(hand)
    assert reached[-1] == "copy_targets" and "复制了 3 项" in hand.said()
    assert [one.stated.value for one in hand.ledger.targets(YEAR + 1)] == [70, None, None, None]


def test_one_rule_of_the_assessment_leaves_the_others(hand: Hand) -> None:
    rules_line("word", "落后")(hand)
    rules_line("late", "20")(hand)
    rules = rules_of(hand.ledger)
    assert (rules.words["late"], rules.words["done"], rules.late) == ("落后", "已完成", -20)


def test_a_closed_month_is_told_asks_and_is_opened_by_keys(hand: Hand) -> None:
    closing_june(hand)
    page = hand.go("actuals")
    assert "6月已结账（第1版，" in page.line.text() and page.closing.text() == "重新打开…"
    assert "2023年6月现在结账吗" in hand.window.ask.asked[-1]
    hand.cell(page.table, WHOLE, "value:6", "31")
    assert "2023年6月已结账，要改须写明原因" in hand.asked() and hand.ledger.closed(YEAR, 6)
    hand.answer(REASON)
    assert not hand.ledger.closed(YEAR, 6)
    assert page.line.text().endswith(f"6月已重新打开（第1版已出；{REASON}）") and page.closing.text() == "本月结账"
    closing_june(hand)
    line = hand.go("outputs").line.text()
    assert "6月已结账（第2版，" in line and line.endswith(" · 更正1项")
    hand.qtbot.waitUntil(lambda: hand.window.page().summary.composed is not None)
    assert hand.window.page().summary.composed[0].title.endswith("（第2版）")
    reopening(REASON)(hand)
    assert not hand.ledger.closed(YEAR, 6) and "已重新打开" in hand.said()
    hand.window.desk.undo()
    assert hand.ledger.closed(YEAR, 6)


def test_a_month_that_has_not_begun_is_refused_before_anything_is_asked(
    hand: Hand, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("zonetracker.services.ledger.closing.now", lambda: "2023-05-20 09:00:00")
    closing_june(hand)
    assert hand.said() == "2023年6月还没有到，不能结账。"
    assert not any("现在结账吗" in asked for asked in hand.window.ask.asked)


@pytest.mark.parametrize(
    ("page", "key"),
    [("report", Qt.Key.Key_Delete), ("report", Qt.Key.Key_Space), ("targets", Qt.Key.Key_Delete)],
)
def test_what_a_closed_month_has_given_out_is_taken_away_with_a_reason_only(hand: Hand, page: str, key: Qt.Key) -> None:
    hand.ledger.close_month(YEAR, 3)
    before = content(hand.ledger)
    shown = hand.go(page)
    table = shown.board.table if page == "report" else shown.table
    table.go_to(2 if page == "report" else PART, 1)
    hand.press(table, key)
    assert "3月已结账，这项目标已随表报出" in hand.asked() and content(hand.ledger) == before
    hand.answer(REASON)
    assert hand.question is None and content(hand.ledger) != before and hand.ledger.closed(YEAR, 3)


def test_a_report_with_figures_that_were_given_out_stays_until_there_is_a_reason(hand: Hand) -> None:
    hand.ledger.close_month(YEAR, 3)
    remove_report(hand)
    assert "3月已结账" in hand.asked() and hand.window.page().report is not None
    question = hand.question
    assert question is not None
    hand.click(question.cancel)
    assert hand.ledger.reports() and hand.window.page().board.marked
    remove_report(hand)
    hand.answer(REASON)
    assert hand.ledger.reports() == []


def test_a_year_is_closed_with_its_list_carried_on_and_opened_with_a_reason(hand: Hand) -> None:
    closing_year_2022(hand)
    assert hand.form is None and "2022年已年终结账" in hand.said() and "清单带到2023年" not in hand.said()
    page = hand.go("targets")
    assert "已年终结账（" in page.line.text() and "超额完成0项，完成0项，未完成1项" in page.line.text()
    hand.click(page.add)
    hand.fill(指标名称="瞪羚企业", 年度目标="9家")
    assert "2022年已年终结账，清单要加须写明原因" in hand.asked()
    question = hand.question
    assert question is not None
    hand.click(question.cancel)
    known(hand.form).reject()
    command(hand, Qt.Key.Key_Y, Qt.KeyboardModifier.ShiftModifier)
    hand.fill(原因="7")
    assert "不是原因" in hand.said() and hand.ledger.closed(YEAR - 1, None)
    hand.fill(原因=REASON)
    assert not hand.ledger.closed(YEAR - 1, None) and hand.ledger.closed(YEAR - 1, 12)
    assert f"年终结账后已重新打开（{REASON}）" in hand.go("targets").line.text()


def test_what_a_new_report_says_otherwise_is_listed_before_a_year_is_closed(hand: Hand) -> None:
    ids = imported(hand.ledger, actual("固定资产投资", "56.0"), actual("税收收入", "3"), title="新一年报告")
    hand.ledger.add_target(WHOLE, YEAR - 1, SEVENTY)
    hand.window.desk.choose_period(YEAR - 1, 12)
    command(hand, Qt.Key.Key_Y, Qt.KeyboardModifier.ShiftModifier)
    form = known(hand.form)
    assert isinstance(form, YearForm) and not form.carry.isEnabled()
    assert form.differences.text() == "新报告里有1项与台账不同：\n固定资产投资：台账 55亿元，报告 56.0亿元以上"
    hand.click(form.settle)
    assert hand.window.page().key == "report" and hand.window.page().board.table.record().id == ids[0]
    assert not hand.ledger.closed(YEAR - 1, None)


def test_a_sheet_for_a_closed_month_asks_once_for_all_its_figures(hand: Hand) -> None:
    hand.ledger.close_month(YEAR, 6)
    hand.click(sheet_of(hand, "指标名称,单位,累计\n固定资产投资,亿元,31\n工业投资,亿元,12\n").answer)
    assert "固定资产投资6月、工业投资6月：2023年6月已结账，要改须写明原因" in hand.asked()
    assert hand.ledger.closed(YEAR, 6) and hand.ledger.actual(PART, YEAR, 6) is None
    hand.answer(REASON)
    assert hand.form is None and hand.question is None and not hand.ledger.closed(YEAR, 6)
    kept = hand.ledger.actual(WHOLE, YEAR, 6)
    assert kept is not None and kept.value == 31 and hand.ledger.actual(PART, YEAR, 6) is not None
    hand.window.desk.undo()
    assert hand.ledger.closed(YEAR, 6) and hand.ledger.actual(PART, YEAR, 6) is None


def test_a_problem_that_was_given_out_with_a_closed_month_is_worded_otherwise_for_a_reason(hand: Hand) -> None:
    target = next(one for one in hand.ledger.targets(YEAR) if one.indicator_id == WHOLE)
    entry = FilingEntry(TaskKind.TARGET, target.id, YEAR, MONTH, FilingChange(problem="汛期停工"))
    figure = ActualEntry(WHOLE, YEAR, MONTH, Decimal(20), "亿元")
    hand.ledger.file([entry])
    hand.window.desk.write(lambda: hand.ledger.set_actuals([figure], reason=REASON))
    hand.window.desk.write(lambda: hand.ledger.close_month(YEAR, MONTH))
    table = hand.go("overview").table
    hand.cell(table, target.id, "reason", "征地滞后")
    assert f"{YEAR}年{MONTH}月已结账，要改须写明原因" in hand.asked()
    assert [one.problem for one in hand.ledger.filings(YEAR, MONTH)] == ["汛期停工"]
    hand.answer(REASON)
    assert [one.problem for one in hand.ledger.filings(YEAR, MONTH)] == ["征地滞后"]
    assert not hand.ledger.closed(YEAR, MONTH)
