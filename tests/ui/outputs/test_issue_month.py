"""核对后签发 by keys: what is found, where Enter goes, reasons, one step for all; and the files a year later."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from pytestqt.qtbot import QtBot

from tests.known import known
from tests.ui.conftest import ClerkWindow
from tests.ui.hand import Hand
from tests.ui.made_up_book import MONTH, YEAR, book, cells
from tests.ui.outputs.conftest import pdf_text
from zonetracker.model.changes import ActualEntry, TargetChange
from zonetracker.model.checking.findings import FindingCode
from zonetracker.model.facts import Stated
from zonetracker.services.ledger import Ledger
from zonetracker.ui.outputs import issue_month
from zonetracker.ui.outputs.issue_dialog import IssueDialog
from zonetracker.ui.outputs.page import ISSUED, OutputsPage

REASON = "县局下月补报"


@pytest.fixture
def hand(window: ClerkWindow, tmp_path: Path, qtbot: QtBot) -> Hand:
    assert window.open_workbook(book(tmp_path))
    window.desk.choose_period(YEAR, MONTH)
    return Hand(window, qtbot)


def page_of(hand: Hand) -> OutputsPage:
    page: OutputsPage = hand.go("outputs", "sheet")
    hand.window.activateWindow()
    hand.qtbot.waitUntil(hand.window.isActiveWindow)
    return page


def asked(hand: Hand) -> IssueDialog:
    """F9, and the dialog that follows when files are made and checked."""
    page = page_of(hand)
    hand.window.ask.dialog = None
    hand.press(page.sheet.table, Qt.Key.Key_F9)
    hand.qtbot.waitUntil(lambda: hand.window.ask.dialog is not None)
    dialog = hand.window.ask.dialog
    assert isinstance(dialog, IssueDialog)
    return dialog


def issue(hand: Hand, *, gauges: bool = False) -> None:
    """Everything passed with one reason, and the month given out."""
    dialog = asked(hand)
    dialog.gauges.setChecked(gauges)
    dialog.reason.insert(REASON)
    hand.press(dialog.table, Qt.Key.Key_Return, control=True)
    hand.qtbot.waitUntil(lambda: hand.ledger.closed(YEAR, MONTH))


def kept(ledger: Ledger) -> dict[str, bytes]:
    return {one.file_name: ledger.issued_data(one.id) for one in ledger.issued()}


def test_what_is_found_is_listed_and_enter_goes_to_where_it_is_mended(hand: Hand) -> None:
    dialog = asked(hand)
    said = [row["said"] for row in cells(dialog.table)]
    assert "新建标准厂房：1-9月的数还没有填，请向建设局催报" in said
    at = next(place for place, line in enumerate(said) if line.startswith("新建标准厂房"))
    dialog.table.go_to(dialog.model.record(at).key)
    hand.press(dialog.table, Qt.Key.Key_Return)
    shown = hand.window.page()
    assert shown.key == "actuals" and shown.table.record().indicator.name == "新建标准厂房"
    assert not hand.ledger.closed(YEAR, MONTH)


def test_without_reasons_nothing_is_given_out(hand: Hand) -> None:
    dialog = asked(hand)
    hand.press(dialog.table, Qt.Key.Key_Return, control=True)
    assert "处没有原因" in dialog.trouble.text() and dialog.isVisible()
    assert not hand.ledger.closed(YEAR, MONTH)
    dialog.reason.insert("7")
    hand.press(dialog.table, Qt.Key.Key_Return, control=True)
    assert "不是原因" in dialog.trouble.text() and not hand.ledger.closed(YEAR, MONTH)


def test_a_month_in_order_is_given_out_by_enter(hand: Hand, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(issue_month, "check_month", lambda *_: [])
    dialog = asked(hand)
    assert dialog.count.text() == "核对无误：13项目标，表、通报、仪表图与台账一致。" and not dialog.table.isVisible()
    assert not dialog.reason.isVisible()
    hand.press(dialog.answer, Qt.Key.Key_Return)
    assert hand.ledger.closed(YEAR, MONTH) and hand.ledger.passed() == []


def test_reasons_are_kept_with_the_edition_and_stand_there_again(hand: Hand) -> None:
    dialog = asked(hand)
    first = dialog.model.record(0)
    hand.cell(dialog.table, first.key, "reason", "本单位另行说明")
    dialog.reason.insert(REASON)
    hand.press(dialog.table, Qt.Key.Key_Return, control=True)
    passed = {one.key: one.reason for *_, one in hand.ledger.passed()}
    assert passed.pop(first.key) == "本单位另行说明" and set(passed.values()) == {REASON}
    page = page_of(hand)
    page.tabs.setCurrentIndex(ISSUED)
    assert "本单位另行说明" in page.issued.passed.text()
    hand.window.desk.write(lambda: hand.ledger.reopen_month(YEAR, MONTH, "统计局核定数据"))
    again = asked(hand)
    assert {row["reason"] for row in cells(again.table)} == {"本单位另行说明", REASON}


def test_a_month_is_given_out_as_one_step(hand: Hand) -> None:
    issue(hand, gauges=True)
    page = page_of(hand)
    names = [one.file_name.rpartition(".")[2] for one in hand.ledger.issued()]
    assert names == ["pdf", "pdf", "docx", "xlsx"] and set(hand.ledger.issued_editions().values()) == {1}
    assert not page.issue.isVisible() and "第1版" in page.line.text()
    hand.window.desk.undo()
    assert hand.ledger.issued() == [] and not hand.ledger.closed(YEAR, MONTH)
    assert page.issue.isVisibleTo(page)


def test_a_closed_month_says_that_it_is(hand: Hand) -> None:
    hand.window.desk.write(lambda: hand.ledger.close_month(YEAR, MONTH))
    page_of(hand).issue_here()
    assert "已经结账" in hand.said()


def test_the_second_edition_tells_what_changed_in_both(hand: Hand) -> None:
    issue(hand)
    first = kept(hand.ledger)
    target = hand.ledger.targets(YEAR)[0]
    desk = hand.window.desk
    desk.write(lambda: hand.ledger.reopen_month(YEAR, MONTH, "统计局核定数据"))
    entry = ActualEntry(target.indicator_id, YEAR, MONTH, Decimal("61.11"))
    assert desk.write(lambda: hand.ledger.set_actuals([entry], reason="统计局核定数据")) is not None
    issue(hand)
    second = {name: data for name, data in kept(hand.ledger).items() if name not in first}
    assert len(second) == 3 and all("第2版" in name for name in second)
    pdf = next(data for name, data in second.items() if name.endswith(".pdf"))
    told = "".join(pdf_text(pdf).split())
    assert "更正说明：本期为第2版" in told and "改为61.11亿元" in told
    assert {hand.ledger.issued_editions()[one.id] for one in hand.ledger.issued()} == {1, 2}


def test_printed_a_year_later_it_is_the_same_to_the_byte(hand: Hand) -> None:
    issue(hand)
    before, ledger, desk = kept(hand.ledger), hand.ledger, hand.window.desk
    dialog_files = asked_again(hand)
    assert dialog_files == before
    target = ledger.targets(YEAR)[0]
    desk.write(lambda: ledger.edit_target(target.id, TargetChange(responsible="新的单位")))
    desk.write(lambda: ledger.set_settings(zone="改名高新区", places=2))
    desk.write(lambda: ledger.adjust_target(target.id, Stated(Decimal(90), unit="亿元"), 7, "云政发3号", "上级核增"))
    desk.write(lambda: ledger.copy_targets(YEAR, YEAR + 1))
    desk.choose_period(YEAR + 1, 9)
    page = hand.go("outputs", "issued")
    assert kept(ledger) == before
    assert {row["edition"] for row in cells(page.issued.table)} == {"第1版"}


def asked_again(hand: Hand) -> dict[str, bytes]:
    """The files of the closed month composed anew, by the choices that it was given out with."""
    from zonetracker.services.issuing import month_choices
    from zonetracker.services.issuing.drafting import drafting_job, month_material
    from zonetracker.services.overview import progress_of
    from zonetracker.support.job import finish
    from zonetracker.ui.outputs.printing import PAPER

    ledger, day = hand.ledger, hand.window.desk.today().isoformat()
    made = drafting_job(month_material(ledger, progress_of(ledger, YEAR, MONTH), *month_choices(ledger, day)), PAPER)
    return {one.name: one.data for one in finish(made).files}


def test_a_kept_file_is_opened_and_printed_as_it_lies_there(
    hand: Hand, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    issue(hand)
    opened: list[Path] = []
    monkeypatch.setattr(
        "zonetracker.ui.outputs.issued_tab.QDesktopServices.openUrl", lambda url: opened.append(Path(url.toLocalFile()))
    )
    page = page_of(hand)
    page.tabs.setCurrentIndex(ISSUED)
    pdf = next(one for one in hand.ledger.issued() if one.file_name.endswith(".pdf"))
    page.issued.table.go_to(pdf.id)
    hand.press(page.issued.table, Qt.Key.Key_F4)
    hand.press(page.issued.table, Qt.Key.Key_F4)
    assert [path.read_bytes() for path in opened] == [hand.ledger.issued_data(pdf.id)] * 2
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "印.pdf"))
    page.issued.print_to(printer)
    assert "已送去打印" in hand.said() and (tmp_path / "印.pdf").stat().st_size > 1000
    sheet = next(one for one in hand.ledger.issued() if one.file_name.endswith(".xlsx"))
    page.issued.table.go_to(sheet.id)
    assert page.print_here() and "F4 打开" in hand.said()


def test_a_figure_that_the_bulletin_tells_otherwise_must_be_mended(hand: Hand, monkeypatch: pytest.MonkeyPatch) -> None:
    from zonetracker.services.issuing import drafting

    monkeypatch.setattr(drafting, "sheet_cells", lambda data: [])
    dialog = asked(hand)
    must = [one for one in (dialog.model.record(row) for row in range(dialog.model.rowCount())) if one.must]
    assert {one.finding.code for one in must} >= {FindingCode.SHEET_LACKS} and must[0] is dialog.model.record(0)
    dialog.reason.insert(REASON)
    hand.press(dialog.table, Qt.Key.Key_Return, control=True)
    assert "必须先改" in dialog.trouble.text() and not hand.ledger.closed(YEAR, MONTH)
    dialog.table.go_to(must[0].key)
    hand.press(dialog.table, Qt.Key.Key_Return)
    assert hand.window.page().key == "outputs" and known(hand.window.page().progress) is not None
