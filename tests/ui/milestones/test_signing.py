"""销号 by keys: applied for and passed with evidence, returned, extended; filings, nodes, a pasted table, the file."""

import io
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QMenu
from pytestqt.qtbot import QtBot

from tests.services.milestones.made_list import EXTENDED, LATE, OVERDUE, PASSED, RETURNED, made_list
from tests.ui.conftest import ClerkWindow, children, clerk, type_into
from zonetracker.model.changes import MilestoneChange
from zonetracker.model.facts import ActionKind
from zonetracker.model.milestones.listing import rates_of
from zonetracker.model.milestones.states import MilestoneState
from zonetracker.ui.milestones.acting import ActingForm
from zonetracker.ui.milestones.evidence import EvidenceForm
from zonetracker.ui.milestones.forms import FilingForm
from zonetracker.ui.milestones.page import MilestonesPage
from zonetracker.ui.milestones.pasting import PastingDialog
from zonetracker.ui.parts.dialogs import ReasonForm

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def made(open_window: ClerkWindow) -> dict[str, int]:
    return made_list(open_window.desk.ledger)


@pytest.fixture
def page(open_window: ClerkWindow, qtbot: QtBot, made: dict[str, int]) -> MilestonesPage:
    open_window.desk.today = lambda: date(2023, 10, 8)
    open_window.desk.choose_period(2023, 9)
    open_window.go("milestones")
    shown: MilestonesPage = open_window.page()
    qtbot.waitUntil(lambda: shown.table.isVisible())
    return shown


def on(page: MilestonesPage, number: int) -> None:
    assert page.table.go_to(number)
    page.table.setFocus()


def cell(page: MilestonesPage, number: int, column: str) -> str:
    place = page.model.row_of(number)
    assert place is not None
    return str(page.model.index(place, page.model.column_of(column)).data())


def kinds(page: MilestonesPage, number: int) -> list[ActionKind]:
    return [one.kind for one in page.desk.ledger.actions() if one.subject_id == number]


def offered(form: ActingForm) -> list[str]:
    return [form.move_.itemText(at) for at in range(form.move_.count())]


def enter(qtbot: QtBot, page: MilestonesPage) -> ActingForm:
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    form = clerk(page).dialog
    assert isinstance(form, ActingForm) and form.isVisible()
    return form


def test_the_page_says_what_the_bulletin_counts(page: MilestonesPage) -> None:
    assert page.line.text() == "截至2023年9月30日 · 共 5 项 · 办结 2（40.0%） · 按期办结率 33.3% · 退回率 33.3%"
    assert [button.text() for button in page.list.bar._buttons if button.isVisible()] == [
        *("逾期 1", "已退回 1", "本月未报 3", "已办结 2", "推进中 1"),
    ]


def test_one_is_applied_for_and_passed_with_evidence(
    page: MilestonesPage, qtbot: QtBot, made: dict[str, int], tmp_path: Path
) -> None:
    number = made[OVERDUE]
    on(page, number)
    form = enter(qtbot, page)
    assert offered(form)[0] == "申请销号" and "通过" not in offered(form) and "退回" not in offered(form)
    qtbot.keyClick(form.day, Qt.Key.Key_Return)
    assert cell(page, number, "state") == "申请销号中" and cell(page, number, "signoff") == "09-30申请"

    (tmp_path / "验收报告.pdf").write_bytes(b"%PDF-1.4")
    on(page, number)
    qtbot.keyClick(page.table, Qt.Key.Key_E, CONTROL)
    proof = clerk(page).dialog
    assert isinstance(proof, EvidenceForm) and any("一直留在工作簿里" in label for label in labels(proof))
    proof.take(str(tmp_path / "验收报告.pdf"))
    assert proof.name.text() == "验收报告.pdf"
    qtbot.keyClick(proof.name, Qt.Key.Key_Return)
    assert cell(page, number, "evidence") == "1"

    on(page, number)
    form = enter(qtbot, page)
    assert offered(form)[:2] == ["通过", "退回"]
    qtbot.keyClick(form.day, Qt.Key.Key_Return)
    assert page.desk.ledger.milestone(number).done_on == "2023-09-30"
    assert kinds(page, number) == [ActionKind.APPLY, ActionKind.PASS]
    assert cell(page, number, "state") == "已销号"


def labels(form: Any) -> list[str]:
    return [label.text() for label in children(form, QLabel)]


def test_without_evidence_a_reason_is_asked(page: MilestonesPage, qtbot: QtBot, made: dict[str, int]) -> None:
    number = made[RETURNED]
    on(page, number)
    qtbot.keyClick(enter(qtbot, page).day, Qt.Key.Key_Return)
    on(page, number)
    form = enter(qtbot, page)
    qtbot.keyClick(form.day, Qt.Key.Key_Return)
    question = clerk(page).dialog
    assert isinstance(question, ReasonForm) and page.desk.ledger.milestone(number).done_on is None
    question.reason.setText("现场核过，资料随后补")
    qtbot.keyClick(question.reason, Qt.Key.Key_Return)
    assert page.desk.ledger.milestone(number).done_on == "2023-09-30"


def test_one_is_returned_and_wants_a_reason(page: MilestonesPage, qtbot: QtBot, made: dict[str, int]) -> None:
    number = made[OVERDUE]
    on(page, number)
    qtbot.keyClick(enter(qtbot, page).day, Qt.Key.Key_Return)
    on(page, number)
    form = enter(qtbot, page)
    qtbot.keyClick(form.move_, Qt.Key.Key_Down)
    assert form.move_.currentText() == "退回" and form.words.isVisible() and not form.after.isVisible()
    qtbot.keyClick(form.day, Qt.Key.Key_Return)
    assert form.isVisible() and form.trouble.text()
    form.words.setText("缺现场照片")
    qtbot.keyClick(form.words, Qt.Key.Key_Return)
    assert cell(page, number, "state") == "已退回"
    assert page.list.detail.told.model().index(0, 1).data() == "退回：缺现场照片"


def test_one_is_extended_and_the_former_deadline_told(page: MilestonesPage, qtbot: QtBot, made: dict[str, int]) -> None:
    number = made[EXTENDED]
    on(page, number)
    form = enter(qtbot, page)
    form.move_.setCurrentText("延期")
    form.after.setText("2023-12")
    form.words.setText("冬季不能施工")
    qtbot.keyClick(form.words, Qt.Key.Key_Return)
    known = page.desk.ledger.milestone(number)
    assert known.deadline == "2023-12"
    row = next(row for row in page.model.records() if row.milestone.id == number)
    assert row.standing.former == ("2023-09-15", "2023-10-31")


def test_what_is_done_can_be_opened_again_with_a_reason(
    page: MilestonesPage, qtbot: QtBot, made: dict[str, int]
) -> None:
    on(page, made[PASSED])
    form = enter(qtbot, page)
    assert offered(form) == ["重开", "调度要求"]
    form.words.setText("回头看发现漏水")
    qtbot.keyClick(form.words, Qt.Key.Key_Return)
    assert page.desk.ledger.milestone(made[PASSED]).done_on is None


def test_a_month_is_filed(page: MilestonesPage, qtbot: QtBot, made: dict[str, int]) -> None:
    number = made[OVERDUE]
    on(page, number)
    qtbot.keyClick(page.table, Qt.Key.Key_M, CONTROL)
    form = clerk(page).dialog
    assert isinstance(form, FilingForm) and not form.value.isVisibleTo(form)
    form.progress.setPlainText("主体封顶")
    form.problem.setPlainText("设备未到")
    form.answer.click()
    assert cell(page, number, "progress") == "主体封顶"
    assert "存在问题：设备未到" in page.list.detail.about.text()
    page.table.go_to(number, page.model.column_of("progress"))
    type_into(qtbot, page.table, "已验收")
    (filing,) = page.desk.ledger.filings(2023, 9)
    assert (filing.progress, filing.problem) == ("已验收", "设备未到")


@pytest.mark.parametrize("typed", ["100-200万元", "9000万元以上", "约9000", "9000人"])
def test_a_sum_that_is_no_single_figure_keeps_the_form_open(
    page: MilestonesPage, qtbot: QtBot, made: dict[str, int], typed: str
) -> None:
    number = made[OVERDUE]
    page.desk.ledger.edit_milestone(number, MilestoneChange(investment=Decimal(20000), money_unit="万元"))
    page.refresh(None)
    on(page, number)
    qtbot.keyClick(page.table, Qt.Key.Key_M, CONTROL)
    form = clerk(page).dialog
    assert isinstance(form, FilingForm) and form.value.isVisible()
    form.value.setText(typed)
    form.answer.click()
    assert form.isVisible() and form.trouble.text() and not page.desk.ledger.filings(2023, 9)


def test_counts_are_buttons_that_filter(page: MilestonesPage, qtbot: QtBot, made: dict[str, int]) -> None:
    bar = page.list.bar
    bar.overdue.setFocus()
    qtbot.keyClick(bar.overdue, Qt.Key.Key_Space)
    assert [row.milestone.name for row in page.model.records()] == [OVERDUE]
    bar.unit.setCurrentIndex(bar.unit.findData("水务局"))
    bar.changed.emit()
    assert page.model.records() == [] and page.list.none.isVisible()
    page.show_item(made[PASSED])
    assert len(page.model.records()) == 5 and page.table.record().milestone.name == PASSED


def test_nodes_are_kept_by_keys(page: MilestonesPage, qtbot: QtBot, made: dict[str, int]) -> None:
    number = made[OVERDUE]
    on(page, number)
    qtbot.keyClick(page.table, Qt.Key.Key_D, CONTROL)
    nodes = page.list.detail.nodes
    assert nodes.hasFocus()
    for name in ("开工", "竣工"):
        qtbot.keyClick(nodes, Qt.Key.Key_Insert)
        form = clerk(page).dialog
        line = next(field for field in children(form, QLineEdit) if field.isVisible())
        line.setText(name)
        qtbot.keyClick(line, Qt.Key.Key_Return)
    known = [node for node in page.desk.ledger.nodes() if node.milestone_id == number]
    assert [node.name for node in known] == ["开工", "竣工"]
    nodes.go_to(known[0].id, nodes.records.column_of("done_on"))
    type_into(qtbot, nodes, "2023-03-20")
    assert page.desk.ledger.node(known[0].id).done_on == "2023-03-20"
    nodes.go_to(known[0].id)
    qtbot.keyClick(nodes, Qt.Key.Key_Return)
    assert not page.desk.ledger.node(known[0].id).done


def test_a_table_of_problems_comes_in_with_its_time_limits(page: MilestonesPage, qtbot: QtBot) -> None:
    QGuiApplication.clipboard().setText(
        "企业\t问题\t交办日期\t主办\t协办\n某机械厂\t用电增容\t2023-04-26\t供电所\t经发局\n某厂\t断水\t2023-11-01\t水务局\t"
    )
    qtbot.keyClick(page.table, Qt.Key.Key_F7)
    dialog = clerk(page).dialog
    assert isinstance(dialog, PastingDialog) and dialog.counted.text() == "可填入 1 行，1 行不能填入，见“说明”"
    assert "在今天之后" in dialog.table.model().index(1, 5).data()
    dialog.answer.click()
    made = page.desk.ledger.milestones(2023)[-1]
    assert (made.name, made.checklist, made.deadline) == ("某机械厂：用电增容", "限时事项", "2023-05-09")
    nodes = [node for node in page.desk.ledger.nodes() if node.milestone_id == made.id]
    assert [node.planned for node in nodes] == ["2023-04-27", "2023-05-04", "2023-05-09"]
    before = page.desk.ledger.revision
    qtbot.keyClick(page.table, Qt.Key.Key_F7)
    again = clerk(page).dialog
    assert again.counted.text() == "可填入 0 行，1 行台账已有，1 行不能填入，见“说明”"
    assert again.table.model().index(0, 0).data() == "相同"
    again.answer.click()
    assert page.desk.ledger.revision == before, "what stands already is not entered a second time"


def test_the_list_goes_out_as_it_is_shown(page: MilestonesPage, qtbot: QtBot, tmp_path: Path) -> None:
    page.list.bar.overdue.click()
    clerk(page).answers = [str(tmp_path / "台账.xlsx")]
    page.export_here()
    qtbot.waitUntil(lambda: (tmp_path / "台账.xlsx").exists() and not page.desk.tasks.busy)
    sheet = openpyxl.load_workbook(io.BytesIO((tmp_path / "台账.xlsx").read_bytes()), data_only=True)["台账"]
    told = [str(row[0].value) for row in sheet.iter_rows() if row[0].value]
    assert [row[2].value for row in sheet.iter_rows(min_row=4) if row[2].value] == [OVERDUE]
    assert any("只列：逾期" in line for line in told)
    assert page.list.listed is not None and rates_of(page.list.listed.rows).all == 5
    assert [one.kind for one in page.desk.ledger.issued()] == ["milestones"]


def test_it_is_undone_as_one_step(page: MilestonesPage, qtbot: QtBot, made: dict[str, int]) -> None:
    on(page, made[OVERDUE])
    qtbot.keyClick(enter(qtbot, page).day, Qt.Key.Key_Return)
    assert cell(page, made[OVERDUE], "state") == "申请销号中"
    page.desk.undo()
    assert cell(page, made[OVERDUE], "state") == "逾期"


def test_counts_without_room_are_offered_behind_a_button(
    page: MilestonesPage, qtbot: QtBot, open_window: ClerkWindow
) -> None:
    bar = page.list.bar
    assert not bar.more.isVisible()
    open_window.resize(700, 400)
    qtbot.waitUntil(lambda: bar.more.isVisible())
    assert bar.overdue.isVisible() and not bar.states[MilestoneState.DONE].isVisible()
    qtbot.keyClick(bar.more, Qt.Key.Key_Space)
    menu = next(one for one in children(bar, QMenu) if one.isVisible())
    next(one for one in menu.actions() if one.text() == "已办结 2").trigger()
    assert bar.states[MilestoneState.DONE].isVisible()
    assert {row.milestone.name for row in page.model.records()} == {PASSED, LATE}


def test_in_a_low_window_list_and_detail_take_turns(
    page: MilestonesPage, qtbot: QtBot, open_window: ClerkWindow, made: dict[str, int]
) -> None:
    open_window.resize(900, 400)
    detail = page.list.detail
    qtbot.waitUntil(lambda: not detail.isVisible())
    on(page, made[EXTENDED])
    qtbot.keyClick(page.table, Qt.Key.Key_D, CONTROL)
    assert detail.nodes.hasFocus() and not page.table.isVisible()
    assert detail.told.model().rowCount() == 1
    qtbot.keyClick(detail.nodes, Qt.Key.Key_D, CONTROL)
    assert page.table.hasFocus() and not detail.isVisible()


def test_in_a_narrow_window_the_table_with_the_keyboard_has_the_room(
    page: MilestonesPage, qtbot: QtBot, open_window: ClerkWindow, made: dict[str, int]
) -> None:
    detail = page.list.detail
    shares = [table.width() for table in detail.tables()]
    open_window.resize(683, 400)
    qtbot.waitUntil(lambda: not detail.isVisible())
    assert page.search.placeholderText() == "查找"
    on(page, made[EXTENDED])
    qtbot.keyClick(page.table, Qt.Key.Key_D, CONTROL)
    for table in detail.tables():
        table.setFocus()
        QApplication.processEvents()
        assert table.width() > sum(one.width() for one in detail.tables()) / 2
    open_window.resize(1366, 768)
    qtbot.waitUntil(lambda: [table.width() for table in detail.tables()] == shares)
    assert page.search.placeholderText() == "查找 (Ctrl+F)"


def test_the_form_for_a_pasted_table_fits_a_low_screen(page: MilestonesPage, qtbot: QtBot) -> None:
    qtbot.keyClick(page.table, Qt.Key.Key_F7)
    dialog = clerk(page).dialog
    assert isinstance(dialog, PastingDialog)
    assert dialog.body.minimumSize().height() < 384


def test_a_form_that_is_open_keeps_its_month(page: MilestonesPage, qtbot: QtBot, made: dict[str, int]) -> None:
    on(page, made[OVERDUE])
    qtbot.keyClick(page.table, Qt.Key.Key_M, CONTROL)
    form = clerk(page).dialog
    assert isinstance(form, FilingForm) and form.windowTitle().startswith("9月")
    assert form.reported_on.placeholderText() == "可空", "a month that is long over: no day is noted by itself"
    page.desk.choose_period(2023, 8)
    form.progress.setPlainText("主体封顶")
    form.answer.click()
    (filing,) = page.desk.ledger.filings(2023, 9)
    assert (filing.progress, filing.reported_on) == ("主体封顶", None)
    assert page.desk.ledger.filings(2023, 8) == []


def test_a_name_of_ones_own_keeps_the_ending_of_the_file(
    page: MilestonesPage, qtbot: QtBot, made: dict[str, int], tmp_path: Path
) -> None:
    (tmp_path / "扫描0001.PDF").write_bytes(b"%PDF-1.4")
    on(page, made[OVERDUE])
    qtbot.keyClick(page.table, Qt.Key.Key_E, CONTROL)
    form = clerk(page).dialog
    assert isinstance(form, EvidenceForm)
    (tmp_path / "现场.jpg").write_bytes(b"\xff\xd8")
    form.take(str(tmp_path / "现场.jpg"))
    form.take(str(tmp_path / "扫描0001.PDF"))
    assert form.name.text() == "扫描0001.PDF", "the name of the file that is taken, not of one before it"
    form.name.setText("验收报告")
    qtbot.keyClick(form.name, Qt.Key.Key_Return)
    (kept,) = [one for one in page.desk.ledger.evidence() if one.sha256]
    assert kept.name == "验收报告.PDF"
