"""A closed month: what asks, what a reason opens again, and what stays closed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest

from tests.services.ledger.test_operations import a_year_earlier
from tests.services.made_reports import actual, content, imported, reason_filed, target
from zonetracker.model.changes import ActualEntry, Returns, RowChange, SheetMore, TargetChange, cleared
from zonetracker.model.checking.findings import FindingCode
from zonetracker.model.facts import Stated
from zonetracker.model.issuing import SheetOptions
from zonetracker.outputs.sheet.workbook import foot, title
from zonetracker.outputs.summary.blocks import Note, Summary
from zonetracker.outputs.summary.composing import compose
from zonetracker.services.bookkeeping.years import year_state
from zonetracker.services.ledger import Changed, Ledger
from zonetracker.services.overview import progress_of
from zonetracker.support.errors import Refusal, RefusalCode
from zonetracker.words.issuing import correction_words
from zonetracker.words.standing import class_counts

INVESTMENT, TAXES, EXPORTS = 1, 2, 3
REASON = "统计局核定数据"
NINE = Stated(Decimal("9.5"), unit="亿元")


@pytest.fixture
def ledger(ledger: Ledger) -> Ledger:
    """Two targets of 2023, figures of June 2023 and a report's figures of the year 2022; both months are closed."""
    ids = imported(
        ledger,
        target("固定资产投资", "60"),
        target("税收收入", "9.0"),
        actual("固定资产投资", "55"),
        actual("税收收入", "8.1"),
        actual("税收收入", "8.4", id="other"),
        actual("外贸出口", "3.0"),
        actual("外贸出口", None, "4.5", id="growth"),
    )
    ledger.confirm_rows(ids[:4])
    ledger.set_actuals([ActualEntry(INVESTMENT, 2023, 6, Decimal(30), "亿元", Decimal(5), source="统计局")])
    ledger.close_month(2022, 12)
    ledger.close_month(2023, 6)
    return ledger


def closed(ledger: Ledger) -> list[tuple[int, int | None]]:
    return [(one.year, one.month) for year in (2022, 2023) for one in ledger.closings(year) if one.stands]


BOTH = [(2022, 12), (2023, 6)]
CHANGES: dict[str, tuple[Callable[[Ledger, str], Changed], int]] = {
    "a figure": (lambda one, why: one.set_actuals([ActualEntry(INVESTMENT, 2023, 6, Decimal(31))], reason=why), 6),
    "a growth": (
        lambda one, why: one.set_actuals([ActualEntry(INVESTMENT, 2023, 6, growth=Decimal("5.5"))], reason=why),
        6,
    ),
    "a unit": (
        lambda one, why: one.set_actuals([ActualEntry(INVESTMENT, 2023, 6, Decimal(300000), "万元")], reason=why),
        6,
    ),
    "an end of 预计": (
        lambda one, why: one.set_actuals([ActualEntry(INVESTMENT, 2023, 6, source="预计")], reason=why),
        6,
    ),
    "clearing": (lambda one, why: one.set_actuals([cleared(INVESTMENT, 2023, 6)], reason=why), 6),
    "a figure that was missing": (
        lambda one, why: one.set_actuals([ActualEntry(TAXES, 2023, 6, Decimal(4))], reason=why),
        6,
    ),
    "a bureau's sheet": (
        lambda one, why: one.set_actuals([ActualEntry(INVESTMENT, 2023, 6, Decimal(31))], "六月.xlsx", why),
        6,
    ),
    "a fill-in sheet": (
        lambda one, why: one.enter_returns(Returns(2023, 6, (ActualEntry(TAXES, 2023, 6, Decimal(4)),)), why),
        6,
    ),
    "a row confirmed": (lambda one, why: one.confirm_rows([6], reason=why), 12),
    "a row in the place of another figure": (lambda one, why: one.confirm_rows([5], None, "replace", why), 12),
    "a confirmed row corrected": (lambda one, why: one.edit_row(3, RowChange(value=Decimal(56)), why), 12),
    "a confirmed row renamed": (lambda one, why: one.edit_row(3, RowChange(name="工业投资"), why), 12),
    "a confirmed row of another year": (lambda one, why: one.edit_row(3, RowChange(year=2021), why), 12),
    "rows not taken": (lambda one, why: one.reject_rows([3], why), 12),
    "rows for later": (lambda one, why: one.skip_rows([3], why), 12),
    "rows opened": (lambda one, why: one.reopen_rows([3], why), 12),
}


@pytest.mark.parametrize("name", CHANGES)
def test_a_change_of_a_closed_month_waits_and_opens_it_with_a_reason(ledger: Ledger, name: str) -> None:
    act, month = CHANGES[name]
    before = content(ledger)
    waiting = act(ledger, "")
    assert [finding.code for one in waiting.asked for finding in one.findings] == [FindingCode.MONTH_CLOSED]
    assert (waiting.operation_id, waiting.waits, closed(ledger)) == (0, True, BOTH)
    assert content(ledger) == before
    changed = act(ledger, REASON)
    year = 2023 if month == 6 else 2022
    assert changed.asked == () and closed(ledger) == [one for one in BOTH if one != (year, month)]
    opened = ledger.closing(year, month)
    assert opened is not None and (opened.edition, opened.reason) == (1, REASON) and opened.reopened_on
    assert f"重新打开{year}年{month}月（原因：{REASON}）" in ledger.history(1)[0].title
    after = content(ledger)
    ledger.undo()
    assert content(ledger) == before and closed(ledger) == BOTH
    ledger.redo()
    assert content(ledger) == after


UNCHANGED: dict[str, Callable[[Ledger], Changed]] = {
    "the same figure": lambda one: one.set_actuals([ActualEntry(INVESTMENT, 2023, 6, Decimal(30), "亿元")]),
    "whose figure it is": lambda one: one.set_actuals([ActualEntry(INVESTMENT, 2023, 6, source="财政局")]),
    "another month": lambda one: one.set_actuals([ActualEntry(INVESTMENT, 2023, 7, Decimal(35))]),
    "a unit's problem": lambda one: one.file(reason_filed(1, 6, "土地手续未办完")),
    "a responsible unit": lambda one: one.edit_target(1, TargetChange(responsible="发改局")),
    "a new target": lambda one: one.add_target("技改投资", 2023, NINE),
    "a row in another place": lambda one: one.edit_row(3, RowChange(section="工作回顾")),
}


@pytest.mark.parametrize("name", UNCHANGED)
def test_what_changes_nothing_that_was_given_out_is_not_asked(ledger: Ledger, name: str) -> None:
    changed = UNCHANGED[name](ledger)
    assert changed.operation_id or name == "the same figure"
    assert changed.asked == () and closed(ledger) == BOTH


def test_a_row_that_says_another_figure_is_a_conflict_before_anything_is_asked(ledger: Ledger) -> None:
    changed = ledger.confirm_rows([5])
    assert [one.row_id for one in changed.conflicts] == [5] and changed.asked == ()
    kept = ledger.confirm_rows([5], None, "keep")
    assert kept.asked == () and closed(ledger) == BOTH


def test_a_report_goes_whole_or_stays(ledger: Ledger) -> None:
    before = content(ledger)
    waiting = ledger.remove_report(1)
    codes = {finding.code for one in waiting.asked for finding in one.findings}
    assert codes == {FindingCode.MONTH_CLOSED, FindingCode.TARGET_ISSUED} and content(ledger) == before
    ledger.remove_report(1, REASON)
    assert ledger.reports() == [] and closed(ledger) == [(2023, 6)]


def test_redating_opens_the_months_of_both_years(ledger: Ledger) -> None:
    waiting = ledger.date_report(1, a_year_earlier(ledger))
    months = {dict(found.parameters).get("year") for one in waiting.asked for found in one.findings}
    assert "2022" in months and ledger.actual(INVESTMENT, 2022, 12) is not None
    ledger.undo()
    ledger.date_report(1, a_year_earlier(ledger), REASON)
    assert ledger.actual(INVESTMENT, 2022, 12) is None and closed(ledger) == [(2023, 6)]


@pytest.mark.parametrize(
    "act",
    [
        lambda one, why: one.edit_target(2, TargetChange(value=Decimal("9.5")), why),
        lambda one, why: one.edit_targets([2], TargetChange(stated=NINE), why),
        lambda one, why: one.edit_row(2, RowChange(value=Decimal("9.5")), why),
        lambda one, why: one.remove_targets([2], why),
    ],
)
def test_a_target_that_was_given_out_asks_and_the_months_stay_closed(
    ledger: Ledger, act: Callable[[Ledger, str], Changed]
) -> None:
    before = content(ledger)
    waiting = act(ledger, "")
    assert [finding.code for one in waiting.asked for finding in one.findings] == [FindingCode.TARGET_ISSUED]
    assert content(ledger) == before
    assert act(ledger, REASON).asked == () and closed(ledger) == BOTH
    assert ledger.history(1)[0].title.endswith(f"（原因：{REASON}）")


@pytest.mark.parametrize(("from_month", "codes"), [(6, [FindingCode.TARGET_ISSUED]), (7, [])])
def test_an_adjustment_that_begins_in_a_closed_month_is_pointed_out(
    ledger: Ledger, from_month: int, codes: list[FindingCode]
) -> None:
    changed = ledger.adjust_target(2, NINE, from_month, "云政发3号", REASON)
    assert [finding.code for one in changed.noted for finding in one.findings] == codes
    assert changed.operation_id and closed(ledger) == BOTH


def test_of_a_paste_only_the_closed_month_waits(ledger: Ledger) -> None:
    entries = [ActualEntry(INVESTMENT, 2023, 6, Decimal(31)), ActualEntry(INVESTMENT, 2023, 7, Decimal(35))]
    changed = ledger.set_actuals(entries)
    assert [(one.row_id, one.month) for one in changed.asked] == [(INVESTMENT, 6)] and closed(ledger) == BOTH
    assert ledger.actual(INVESTMENT, 2023, 7) is not None


def test_a_new_indicator_waits_with_its_figure(ledger: Ledger) -> None:
    entries = [ActualEntry(-1, 2023, 6, Decimal(4), "亿元")]
    more = SheetMore({-1: ("技改投资", "亿元")}, {"技改": -1, "投资": INVESTMENT})
    assert ledger.set_actuals(entries, "六月.xlsx", more=more).waits
    assert ledger.find_indicator("技改投资") is None
    assert ledger.sheet_mappings()["names"] == {"names": {"投资": INVESTMENT}}
    ledger.set_actuals(entries, "六月.xlsx", REASON, more)
    made = ledger.find_indicator("技改投资")
    assert made is not None and ledger.actual(made.id, 2023, 6) is not None
    assert ledger.sheet_mappings()["names"] == {"names": {"投资": INVESTMENT, "技改": made.id}}


def test_each_entry_may_have_a_reason_of_its_own(ledger: Ledger) -> None:
    ledger.set_actuals([replace(ActualEntry(INVESTMENT, 2023, 6, Decimal(31)), reason="企业退库")])
    opened = ledger.closing(2023, 6)
    assert opened is not None and opened.reason == "企业退库"


def test_closing_again_makes_the_next_edition(ledger: Ledger) -> None:
    ledger.reopen_month(2023, 6, REASON)
    assert closed(ledger) == [(2022, 12)]
    ledger.close_month(2023, 6)
    assert [(one.edition, one.stands) for one in ledger.closings(2023)] == [(1, False), (2, True)]
    assert [one.title for one in ledger.history(2)] == [
        "2023年6月结账（第2版）",
        f"重新打开2023年6月（原因：{REASON}）",
    ]


@pytest.mark.parametrize(
    ("act", "code"),
    [
        (lambda one: one.close_month(2023, 6), RefusalCode.MONTH_CLOSED),
        (lambda one: one.close_month(2023, 7), RefusalCode.MONTH_EMPTY),
        (lambda one: one.close_month(2099, 7), RefusalCode.MONTH_AHEAD),
        (lambda one: one.reopen_month(2023, 7, REASON), RefusalCode.MONTH_OPEN),
        (lambda one: one.reopen_month(2023, 6, "7"), FindingCode.NO_REASON),
    ],
)
def test_what_cannot_be_closed_or_opened_is_refused(
    ledger: Ledger, act: Callable[[Ledger], Changed], code: RefusalCode
) -> None:
    before = content(ledger)
    with pytest.raises(Refusal) as refused:
        act(ledger)
    assert refused.value.code == code and str(refused.value).endswith("。")
    assert content(ledger) == before


# ---- a year


@pytest.fixture
def ended(ledger: Ledger) -> Ledger:
    """2023 with its December."""
    ledger.set_actuals(
        [
            ActualEntry(INVESTMENT, 2023, 12, Decimal(61), "亿元"),
            ActualEntry(TAXES, 2023, 12, Decimal("8.9"), "亿元"),
        ]
    )
    ledger.edit_target(2, TargetChange(parent_id=1, responsible="税务局"))
    return ledger


def test_a_year_is_closed_with_its_december_and_its_list_goes_on(ended: Ledger) -> None:
    before = content(ended)
    ended.close_year(2023)
    assert ended.closed(2023, None) and ended.closed(2023, 12)
    whole, part = ended.targets(2024)
    assert (whole.indicator_id, whole.stated, part.responsible) == (INVESTMENT, Stated(unit="亿元"), "税务局")
    assert part.parent_id == whole.id
    assert ended.history(1)[0].title == "2023年年终结账，2项目标带到2024年"
    after = content(ended)
    ended.undo()
    assert content(ended) == before
    ended.redo()
    assert content(ended) == after


def test_a_list_that_is_there_already_stays(ended: Ledger) -> None:
    ended.add_target(INVESTMENT, 2024, NINE)
    ended.close_year(2023)
    assert [(one.indicator_id, one.stated.value) for one in ended.targets(2024)] == [
        (INVESTMENT, Decimal("9.5")),
        (TAXES, None),
    ]
    ended.undo()
    ended.close_year(2023, carry=False)
    assert len(ended.targets(2024)) == 1 and ended.history(1)[0].title == "2023年年终结账"


def test_december_opens_the_list_of_its_year(ended: Ledger) -> None:
    ended.close_year(2023, carry=False)
    ended.set_actuals([ActualEntry(INVESTMENT, 2023, 12, Decimal(62))], reason=REASON)
    assert not ended.closed(2023, None) and not ended.closed(2023, 12)
    ended.close_year(2023, carry=False)
    assert [(one.month, one.edition, one.stands) for one in ended.closings(2023)][-2:] == [
        (12, 2, True),
        (None, 2, True),
    ]
    ended.reopen_year(2023, REASON)
    assert not ended.closed(2023, None) and ended.closed(2023, 12)


def test_the_list_of_a_closed_year_gets_nothing_new_without_a_reason(ended: Ledger) -> None:
    (row,) = imported(ended, target("外贸出口", "3.2"), title="补充")
    ended.close_year(2023, carry=False)
    acts: list[Callable[[str], Changed]] = [
        lambda why: ended.add_target("技改投资", 2023, NINE, reason=why),
        lambda why: ended.confirm_rows([row], reason=why),
    ]
    for act in acts:
        waiting = act("")
        assert [finding.code for one in waiting.asked for finding in one.findings] == [FindingCode.YEAR_CLOSED]
        assert act(REASON).asked == () and ended.closed(2023, None)


def test_how_a_year_stands_and_what_a_report_says_otherwise(ended: Ledger) -> None:
    (row, _) = imported(
        ended, actual("税收收入", "8.8", year=2023), actual("固定资产投资", "61", year=2023), title="新一年报告"
    )
    state = year_state(ended, 2023)
    assert class_counts(state.progress.rows, state.progress) == "超额完成1项，完成0项，未完成1项，暂无数据0项"
    assert [(one.row_id, one.name) for one in state.differences] == [(row, "税收收入")]
    assert state.carried == 2 and state.closing is None
    ended.confirm_rows([row], None, "replace")
    assert year_state(ended, 2023).differences == ()


@pytest.mark.parametrize(
    ("act", "code"),
    [
        (lambda one: one.close_year(2023), RefusalCode.MONTH_EMPTY),
        (lambda one: one.close_year(2022), RefusalCode.YEAR_EMPTY),
        (lambda one: one.reopen_year(2023, REASON), RefusalCode.YEAR_OPEN),
        (lambda one: one.reopen_year(2023, "7"), FindingCode.NO_REASON),
    ],
)
def test_a_year_that_cannot_be_closed_or_opened_is_refused(
    ledger: Ledger, act: Callable[[Ledger], Changed], code: RefusalCode
) -> None:
    before = content(ledger)
    with pytest.raises(Refusal) as refused:
        act(ledger)
    assert refused.value.code == code and content(ledger) == before


def test_a_closed_year_is_not_closed_again(ended: Ledger) -> None:
    ended.close_year(2023)
    with pytest.raises(Refusal, match="已经年终结账"):
        ended.close_year(2023)


# ---- what an edition tells of the figures given out before


def told(ledger: Ledger, month: int) -> tuple[int, list[str]]:
    made = progress_of(ledger, 2023, month)
    return made.edition, [correction_words(one) for one in made.corrections]


def test_a_second_edition_tells_what_was_corrected_and_why(ledger: Ledger) -> None:
    assert told(ledger, 6) == (1, [])
    ledger.set_actuals([ActualEntry(INVESTMENT, 2023, 6, Decimal(31))], reason=REASON)
    ledger.set_actuals([ActualEntry(TAXES, 2023, 6, Decimal(4))])
    ledger.set_actuals([ActualEntry(TAXES, 2023, 5, Decimal("3.5"))])
    corrections = [
        f"固定资产投资2023年1-6月由30亿元，增长5%改为31亿元，增长5%（{REASON}）",
        "税收收入2023年1-6月补报4亿元",
    ]
    assert told(ledger, 6) == (2, corrections)
    ledger.close_month(2023, 6)
    ledger.reopen_month(2023, 6, REASON)
    ledger.set_actuals([ActualEntry(TAXES, 2023, 6, Decimal("4.2"))])
    ledger.set_actuals([ActualEntry(INVESTMENT, 2023, 6, Decimal(32), reason="年报核定")])
    assert told(ledger, 6) == (
        3,
        [
            f"税收收入2023年1-6月由4亿元改为4.2亿元（{REASON}）",
            "固定资产投资2023年1-6月由31亿元，增长5%改为32亿元，增长5%（年报核定）",
        ],
    )
    for _ in range(4):
        ledger.undo()
    assert told(ledger, 6) == (2, corrections)
    for _ in range(3):
        ledger.redo()
    assert told(ledger, 6) == (3, [f"税收收入2023年1-6月由4亿元改为4.2亿元（{REASON}）"])


def test_the_next_month_tells_what_was_corrected_since_the_last(ledger: Ledger) -> None:
    ledger.set_actuals([ActualEntry(INVESTMENT, 2023, 7, Decimal(35))])
    assert told(ledger, 7) == (1, [])
    ledger.set_actuals([ActualEntry(INVESTMENT, 2023, 6, Decimal(31))], reason=REASON)
    ledger.set_actuals([ActualEntry(INVESTMENT, 2022, 12, Decimal(56))], reason="年报核定")
    ledger.edit_target(2, TargetChange(value=Decimal("9.5")), "笔误")
    assert told(ledger, 7) == (
        1,
        [
            f"固定资产投资2023年1-6月由30亿元，增长5%改为31亿元，增长5%（{REASON}）",
            "固定资产投资2022年1-12月由55亿元改为56亿元（年报核定）",
            "税收收入年度目标由9.0亿元以上改为9.5亿元以上（笔误）",
        ],
    )
    ledger.close_month(2023, 6)
    assert told(ledger, 7) == (1, [])


def test_what_was_taken_back_or_cleared(ledger: Ledger) -> None:
    ledger.set_actuals([cleared(INVESTMENT, 2023, 6)], reason=REASON)
    assert told(ledger, 6) == (2, [f"固定资产投资2023年1-6月30亿元，增长5%撤销（{REASON}）"])
    ledger.undo()
    assert told(ledger, 6) == (1, [])


def test_an_adjustment_corrects_what_was_given_out_only_where_it_begins_before(ledger: Ledger) -> None:
    ledger.adjust_target(2, NINE, 7, "云政发3号", REASON)
    assert told(ledger, 7) == (1, [])
    ledger.undo()
    ledger.adjust_target(2, NINE, 5, "云政发3号", REASON)
    assert told(ledger, 7) == (1, [f"税收收入年度目标由9.0亿元以上改为9.5亿元（云政发3号，{REASON}）"])


def test_sheet_and_summary_say_so_from_the_second_edition_on(ledger: Ledger) -> None:
    first = progress_of(ledger, 2023, 6)
    plain = "\n".join([title(first, SheetOptions()), *foot(first, SheetOptions()), *texts(compose(first))])
    assert "第1版" not in plain and "更正" not in plain
    ledger.set_actuals([ActualEntry(INVESTMENT, 2023, 6, Decimal(31))], reason=REASON)
    second = progress_of(ledger, 2023, 6)
    assert title(second, SheetOptions()).endswith("完成情况表（第2版）")
    assert compose(second).title.endswith("的通报（第2版）")
    note = (
        f"更正说明：本期为第2版，1项数据有更正：固定资产投资2023年1-6月由30亿元，增长5%改为31亿元，增长5%（{REASON}）。"
    )
    assert foot(second, SheetOptions())[-1] == f"3.{note}"
    assert f"5.{note}" in texts(compose(second))


def test_what_was_changed_after_a_month_was_closed_is_told_with_its_figures(ledger: Ledger) -> None:
    ledger.adjust_target(2, NINE, 5, "云政发3号", REASON)
    shown = progress_of(ledger, 2023, 6)
    note = (
        "更正说明：结账以后改动1项，本期按改动后的数字："
        f"税收收入年度目标由9.0亿元以上改为9.5亿元（云政发3号，{REASON}）。"
    )
    assert shown.edition == 1 and foot(shown, SheetOptions())[-1] == f"3.{note}"
    assert f"5.{note}" in texts(compose(shown))
    ledger.undo()
    ledger.adjust_target(2, NINE, 7, "云政发3号", REASON)
    assert progress_of(ledger, 2023, 6).changed_since == ()


def texts(summary: Summary) -> list[str]:
    return [block.text for block in summary.blocks if isinstance(block, Note)]
