"""核对: what is asked before a month is given out, how strictly, and where one goes to mend it."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest

from tests.services.made_reports import reason_filed
from zonetracker.model.bookkeeping import MadeFile
from zonetracker.model.changes import ActualEntry, TargetChange
from zonetracker.model.checking.findings import FindingCode
from zonetracker.model.facts import Stated
from zonetracker.model.issuing import Edit, SheetOptions, Wording
from zonetracker.model.progress import Progress
from zonetracker.outputs.summary.document import docx_bytes
from zonetracker.services.bookkeeping.places import PagePlace
from zonetracker.services.issuing import Paper, Summary
from zonetracker.services.issuing.bulletin import compose_bulletin, composed_paragraphs, keep_edits, material
from zonetracker.services.issuing.checking import ToSettle, check_month
from zonetracker.services.issuing.drafting import MonthDraft, drafting_job, month_material
from zonetracker.services.issuing.readback import document_text
from zonetracker.services.ledger import Ledger
from zonetracker.services.overview import progress_of
from zonetracker.support.job import finish

WHOLE, PART, TAXES = 1, 2, 3
REASON = "统计局核定数据"


@pytest.fixture
def ledger(ledger: Ledger) -> Ledger:
    """Three targets with a unit and with figures that are on pace; one is a part of another."""
    ledger.add_target("固定资产投资", 2023, Stated(Decimal(60), unit="亿元"), TargetChange(responsible="发改局"))
    inside = TargetChange(responsible="工信局", parent_id=WHOLE)
    ledger.add_target("工业投资", 2023, Stated(Decimal(20), unit="亿元"), inside)
    ledger.add_target("税收收入", 2023, Stated(Decimal(9), unit="亿元"), TargetChange(responsible="财政局"))
    figures = {WHOLE: "48", PART: "16", TAXES: "7.2"}
    ledger.set_actuals([ActualEntry(one, 2023, 9, Decimal(value), "亿元") for one, value in figures.items()])
    return ledger


def draft(ledger: Ledger, progress: Progress | None = None) -> MonthDraft:
    """The month as it would be given out; the pages of paper are left to the tests of paper."""
    paper = Paper(lambda *_: b"", docx_bytes)
    made = progress or progress_of(ledger, 2023, 9)
    return finish(drafting_job(month_material(ledger, made, SheetOptions(), Wording()), paper))


@pytest.fixture(autouse=True)
def pdf_as_docx(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is read back of the paper is what the .docx says."""
    from zonetracker.services.issuing import drafting

    monkeypatch.setattr(drafting, "pdf_text", lambda data: document_text(data).text)


def of_rows(found: list[ToSettle]) -> list[tuple[FindingCode, str, bool, str]]:
    """Code, row, strictness and page of the findings that are about rows and their figures."""
    return [(one.finding.code, one.title, one.must, one.place.page) for one in found if one.title]


def test_a_month_in_order_has_nothing_to_mend(ledger: Ledger) -> None:
    assert of_rows(check_month(ledger, draft(ledger))) == []


CASES: dict[str, tuple[Callable[[Ledger], object], tuple[FindingCode, str, bool, str], PagePlace | None]] = {
    "nobody answers": (
        lambda one: one.edit_target(TAXES, TargetChange(responsible="")),
        (FindingCode.NOBODY_RESPONSIBLE, "税收收入", False, "targets"),
        PagePlace("targets", TAXES),
    ),
    "a figure is owed": (
        lambda one: one.add_target("出口", 2023, Stated(Decimal(9), unit="亿元"), TargetChange(responsible="商务局")),
        (FindingCode.FIGURE_OWED, "出口", False, "actuals"),
        PagePlace("actuals", (4, 2023, 9)),
    ),
    "behind without a reason": (
        lambda one: one.set_actuals([ActualEntry(TAXES, 2023, 9, Decimal(6))]),
        (FindingCode.PROBLEM_OWED, "税收收入", False, "overview"),
        PagePlace("overview", TAXES),
    ),
    "parts beyond the whole": (
        lambda one: one.edit_target(WHOLE, TargetChange(value=Decimal(18)), REASON),
        (FindingCode.REASON_OWED, "固定资产投资", False, "targets"),
        PagePlace("targets", WHOLE),
    ),
}


@pytest.mark.parametrize("case", sorted(CASES))
def test_what_is_missing_is_asked_with_the_place_where_it_is_mended(ledger: Ledger, case: str) -> None:
    act, said, place = CASES[case]
    act(ledger)
    found = check_month(ledger, draft(ledger))
    assert said in of_rows(found)
    assert place in [one.place for one in found if one.finding.code is said[0]]
    assert all("{" not in one.said and one.said for one in found)


def test_a_figure_that_is_asked_about_needs_its_reason_once(ledger: Ledger) -> None:
    ledger.set_actuals([ActualEntry(TAXES, 2022, 9, Decimal("1.1"), "亿元")])
    found = check_month(ledger, draft(ledger))
    assert [one.said for one in found if one.title] == [
        "税收收入：7.2 超过参照数 1.1 的三倍，确实如此的请写明原因，填错了请改"
    ]
    ledger.set_actuals([ActualEntry(TAXES, 2023, 9, Decimal("7.1"))], reason=REASON)
    assert of_rows(check_month(ledger, draft(ledger))) == []


def test_what_was_reported_is_not_asked_for_though_it_cannot_be_judged(ledger: Ledger) -> None:
    ledger.add_target("出口", 2023, Stated(Decimal(9), unit="亿元"), TargetChange(responsible="商务局"))
    ledger.set_actuals([ActualEntry(4, 2023, 9, growth=Decimal(3))])
    assert of_rows(check_month(ledger, draft(ledger))) == []


def test_a_reason_that_was_filed_is_enough(ledger: Ledger) -> None:
    ledger.set_actuals([ActualEntry(TAXES, 2023, 9, Decimal(6))])
    ledger.file(reason_filed(TAXES, 9, "减税政策集中兑现"))
    assert of_rows(check_month(ledger, draft(ledger))) == []


def test_a_figure_changed_after_the_files_were_made_must_be_mended(ledger: Ledger) -> None:
    old = progress_of(ledger, 2023, 9)
    ledger.set_actuals([ActualEntry(TAXES, 2023, 9, Decimal("7.3"))])
    found = check_month(ledger, draft(ledger, old))
    assert found[0].must and (FindingCode.SHEET_DIFFERS, "税收收入", True, "outputs") in of_rows(found)
    assert (FindingCode.TEXT_DIFFERS, "税收收入", True, "outputs") in of_rows(found)


def test_fonts_that_are_missing_are_told_and_may_be_passed(ledger: Ledger) -> None:
    found = check_month(ledger, draft(ledger), ["没有安装“方正小标宋简体”，标题改用宋体加粗。"])
    font = next(one for one in found if one.finding.code is FindingCode.FONT_MISSING)
    assert not font.must and "方正小标宋简体" in font.said


def test_a_finding_of_a_row_is_known_again_in_the_next_month(ledger: Ledger) -> None:
    ledger.edit_target(TAXES, TargetChange(responsible=""))
    ledger.set_actuals([ActualEntry(one, 2023, 10, Decimal(value), "亿元") for one, value in ((1, "52"), (2, "17"))])
    keys = []
    for month in (9, 10):
        found = check_month(ledger, draft(ledger, progress_of(ledger, 2023, month)))
        keys.append({one.key for one in found if one.finding.code is FindingCode.NOBODY_RESPONSIBLE})
    assert keys[0] == keys[1] != set()


def test_the_files_are_named_by_their_titles(ledger: Ledger) -> None:
    files = draft(ledger).files
    assert all(isinstance(one, MadeFile) for one in files)
    assert [one.name.rpartition(".")[2] for one in files] == ["xlsx", "docx", "pdf"]
    assert "2023年1-9月" in files[0].name and "通报" in files[1].name


def test_a_paragraph_of_the_clerks_own_is_asked_about_when_its_figures_have_changed(ledger: Ledger) -> None:
    before = progress_of(ledger, 2023, 9)
    written = composed_paragraphs(draft_summary(ledger, before))
    key, composed = next((key, text) for key, text in written.items() if "税收收入" in text)
    keep_edits(ledger, 2023, 9, {key: Edit(f"{composed}请抓紧。", composed)})
    assert FindingCode.EDIT_STALE not in codes(ledger)
    ledger.set_actuals([ActualEntry(TAXES, 2023, 9, Decimal("7.3"))])
    found = {one.finding.code: one for one in check_month(ledger, draft(ledger))}
    assert not found[FindingCode.EDIT_STALE].must and "自己写的一段" in found[FindingCode.EDIT_STALE].said
    assert found[FindingCode.TEXT_DIFFERS].must and found[FindingCode.TEXT_DIFFERS].title == "税收收入"


def draft_summary(ledger: Ledger, progress: Progress) -> Summary:
    return compose_bulletin(progress, material(ledger, progress))


def codes(ledger: Ledger) -> set[object]:
    return {one.finding.code for one in check_month(ledger, draft(ledger))}
