"""事项: overdue first, ticked with Enter, dates as an office writes them, followed as a list with sign-off by keys."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from tests.ui.conftest import ClerkWindow, type_into
from zonetracker.model.changes import FilingChange, MilestoneChange, Returns
from zonetracker.model.facts import TaskKind
from zonetracker.model.milestones.states import followed
from zonetracker.services.overview import progress_of
from zonetracker.ui.milestones.acting import ActingForm
from zonetracker.ui.milestones.forms import MilestoneForm
from zonetracker.ui.milestones.page import MilestonesPage
from zonetracker.words.standing import state_word

SHOWN = ("state", "name", "deadline", "days")


@pytest.fixture
def page(open_window: ClerkWindow, qtbot: QtBot) -> MilestonesPage:
    ledger = open_window.desk.ledger
    for name, deadline in (("东片区道路建成通车", "2023-12"), ("孵化器投入使用", "2023-06"), ("创建示范园区", None)):
        ledger.add_milestone(name, 2023, MilestoneChange(deadline=deadline))
    open_window.desk.choose_period(2023, 9)
    open_window.go("milestones")
    shown: MilestonesPage = open_window.page()
    qtbot.waitUntil(lambda: shown.table.isVisible())
    return shown


def picture(page: MilestonesPage, columns: tuple[str, ...] = SHOWN) -> str:
    model, places = page.table.model(), [page.model.column_of(key) for key in columns]
    return "\n".join(
        "|".join(str(model.index(row, place).data()) for place in places) for row in range(model.rowCount())
    )


def first(page: MilestonesPage) -> int:
    """The id of the first row, and the keyboard on it."""
    number: int = page.model.record(0).milestone.id
    page.table.go_to(number)
    page.table.setFocus()
    return number


def test_the_overdue_come_first_with_their_days(page: MilestonesPage) -> None:
    assert picture(page) == (
        "逾期|孵化器投入使用|2023-06|逾期92天\n推进中|东片区道路建成通车|2023-12|剩余92天\n未定时限|创建示范园区||"
    )
    assert page.line.text() == "截至2023年9月30日 · 共 3 项 · 办结 0（0.0%） · 按期办结率 0.0%"


def test_the_page_follows_the_chosen_month(page: MilestonesPage, qtbot: QtBot, open_window: ClerkWindow) -> None:
    open_window.today = lambda: date(2023, 12, 26)
    qtbot.keyClick(open_window, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert "孵化器投入使用|2023-06|逾期62天" in picture(page) and "截至2023年8月31日" in page.line.text()
    open_window.desk.choose_period(2023, 12)
    assert "即将到期|东片区道路建成通车|2023-12|剩余5天" in picture(page)
    assert "截至2023年12月26日" in page.line.text()


def test_page_and_bulletin_say_the_same(page: MilestonesPage) -> None:
    desk = page.desk
    number = first(page)
    desk.write(lambda: desk.ledger.edit_milestone(number, MilestoneChange(done_on="2023-10-02")))
    for month in range(1, 13):
        desk.choose_period(2023, month)
        listed = followed(progress_of(desk.ledger, 2023, month, desk.today()))
        told = [f"{state_word(standing.state)}|{item.name}" for item, standing in listed]
        assert [line.rsplit("|", 2)[0] for line in picture(page).split("\n")] == told


def test_enter_asks_for_the_day_and_takes_it_back(page: MilestonesPage, qtbot: QtBot, open_window: ClerkWindow) -> None:
    number = first(page)
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    form = open_window.ask.dialog
    assert isinstance(form, ActingForm) and form.day.text() == "2023-09-30"
    assert page.desk.ledger.milestone(number).done_on is None
    form.day.setText("2023-09-05")
    qtbot.keyClick(form.day, Qt.Key.Key_Return)
    assert page.desk.ledger.milestone(number).done_on == "2023-09-05"
    assert "已办结|孵化器投入使用|2023-06|逾期67天完成" in picture(page)
    page.table.go_to(number)
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    assert page.desk.ledger.milestone(number).done_on is None


def test_a_date_is_typed_as_an_office_writes_it(page: MilestonesPage, qtbot: QtBot) -> None:
    number = first(page)
    page.table.go_to(number, page.model.column_of("deadline"))
    type_into(qtbot, page.table, "下半年")
    assert "不是日期" in page.table.note.text()
    type_into(qtbot, page.table, "2023年10月")
    assert page.desk.ledger.milestone(number).deadline == "2023-10"


def test_del_takes_out_and_ins_puts_in(page: MilestonesPage, qtbot: QtBot, open_window: ClerkWindow) -> None:
    first(page)
    qtbot.keyClick(page.table, Qt.Key.Key_Delete)
    qtbot.keyClick(page.table, Qt.Key.Key_Insert)
    form = open_window.ask.dialog
    assert isinstance(form, MilestoneForm)
    form.name.setText("人才公寓竣工")
    form.deadline.setText("2023-11-30")
    form.checklist.setCurrentText("督查事项")
    assert form.signoff.isChecked()
    qtbot.keyClick(form.name, Qt.Key.Key_Return)
    assert "人才公寓竣工|2023-11-30" in picture(page) and page.model.rowCount() == 3
    made = page.table.record().milestone
    assert (made.name, made.checklist, made.signoff) == ("人才公寓竣工", "督查事项", True)


def test_what_a_unit_wrote_in_its_fill_in_sheet_stands_below(page: MilestonesPage) -> None:
    ledger, number = page.desk.ledger, first(page)
    waiting = FilingChange(problem="待验收")
    page.desk.write(lambda: ledger.enter_returns(Returns(2023, 9, filings={(TaskKind.MILESTONE, number): waiting})))
    assert "存在问题：待验收" in page.list.detail.about.text()
    page.desk.choose_period(2023, 10)
    assert "待验收" not in page.list.detail.about.text()


def test_all_fields_are_changed_in_one_step(page: MilestonesPage, qtbot: QtBot, open_window: ClerkWindow) -> None:
    number = first(page)
    qtbot.keyClick(page.table, Qt.Key.Key_Return, Qt.KeyboardModifier.AltModifier)
    form = open_window.ask.dialog
    assert isinstance(form, MilestoneForm)
    form.name.setText("孵化器启用")
    form.requirement.setText("入驻10家")
    form.leader.setText("周副主任")
    before = page.desk.ledger.last_edit
    form.accept()
    known = page.desk.ledger.milestone(number)
    assert (known.name, known.requirement, known.leader) == ("孵化器启用", "入驻10家", "周副主任")
    edit = page.desk.ledger.last_edit
    assert before is not None and edit is not None and edit.id == before.id + 1


def test_the_search_ends_with_esc(page: MilestonesPage, qtbot: QtBot) -> None:
    qtbot.keyClick(page.window(), Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    line = page.search
    assert isinstance(line, QLineEdit) and line.hasFocus()
    line.setText("道路")
    assert picture(page, ("name",)) == "东片区道路建成通车"
    qtbot.keyClick(line, Qt.Key.Key_Escape)
    assert page.table.model().rowCount() == 3
