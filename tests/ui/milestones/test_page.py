"""事项: overdue first, ticked with Enter, dates as an office writes them."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from tests.ui.conftest import ClerkWindow, child, type_into
from zonetracker.model.changes import FilingChange, MilestoneChange, Returns
from zonetracker.model.facts import TaskKind
from zonetracker.model.milestones.states import followed
from zonetracker.services.overview import progress_of
from zonetracker.ui.milestones.page import MilestonesPage
from zonetracker.words.standing import state_word


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


def picture(page: MilestonesPage) -> str:
    model = page.table.model()
    return "\n".join("|".join(str(model.index(row, n).data()) for n in range(4)) for row in range(model.rowCount()))


def test_the_overdue_come_first_with_their_days(page: MilestonesPage) -> None:
    assert picture(page) == (
        "逾期|孵化器投入使用|2023-06|逾期92天\n推进中|东片区道路建成通车|2023-12|剩余92天\n未定时限|创建示范园区||"
    )
    assert page.line.text() == "截至2023年9月30日 · 共 3 项 · 已办结 0 · 逾期 1"


def test_the_page_follows_the_chosen_month(page: MilestonesPage, qtbot: QtBot, open_window: ClerkWindow) -> None:
    open_window.today = lambda: date(2023, 12, 26)
    qtbot.keyClick(open_window, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert "孵化器投入使用|2023-06|逾期62天" in picture(page) and "截至2023年8月31日" in page.line.text()
    open_window.desk.choose_period(2023, 12)
    assert "即将到期|东片区道路建成通车|2023-12|剩余5天" in picture(page)
    assert page.line.text() == "截至2023年12月26日 · 共 3 项 · 已办结 0 · 逾期 1 · 即将到期 1"


def test_page_and_bulletin_say_the_same(page: MilestonesPage) -> None:
    desk = page.desk
    desk.write(lambda: desk.ledger.edit_milestone(page.model.record(0).id, MilestoneChange(done_on="2023-10-02")))
    for month in range(1, 13):
        desk.choose_period(2023, month)
        listed = followed(progress_of(desk.ledger, 2023, month, desk.today()))
        told = [f"{state_word(standing.state)}|{item.name}" for item, standing in listed]
        assert [line.rsplit("|", 2)[0] for line in picture(page).split("\n")] == told


def test_enter_asks_for_the_day_and_takes_it_back(page: MilestonesPage, qtbot: QtBot, open_window: ClerkWindow) -> None:
    item = page.model.record(0)
    page.table.go_to(item.id)
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    assert page.desk.ledger.milestone(item.id).done_on is None
    form = open_window.ask.dialog
    field = child(form, QLineEdit)
    assert field.text() == "2023-09-30" and form.focusWidget() is field
    field.selectAll()
    qtbot.keyClicks(field, "2023-09-05")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert page.desk.ledger.milestone(item.id).done_on == "2023-09-05"
    assert "已办结|孵化器投入使用|2023-06|逾期67天完成" in picture(page)
    page.table.go_to(item.id)
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    assert page.desk.ledger.milestone(item.id).done_on is None


def test_a_date_is_typed_as_an_office_writes_it(page: MilestonesPage, qtbot: QtBot) -> None:
    item = page.model.record(0)
    page.table.go_to(item.id, page.model.column_of("deadline"))
    type_into(qtbot, page.table, "下半年")
    assert "不是日期" in page.table.note.text()
    type_into(qtbot, page.table, "2023年10月")
    assert page.desk.ledger.milestone(item.id).deadline == "2023-10"


def test_del_takes_out_and_the_form_puts_in(page: MilestonesPage, qtbot: QtBot, open_window: ClerkWindow) -> None:
    page.table.go_to(page.model.record(0).id)
    qtbot.keyClick(page.table, Qt.Key.Key_Delete)
    page.add.click()
    form = open_window.ask.dialog
    fields = [form.form.itemAt(row, form.form.ItemRole.FieldRole).widget() for row in range(3)]
    fields[0].setText("人才公寓竣工")
    fields[1].setText("2023-11-30")
    form.accept()
    assert "人才公寓竣工|2023-11-30" in picture(page) and page.model.rowCount() == 3


def test_what_a_unit_wrote_in_its_fill_in_sheet_stands_beside(page: MilestonesPage) -> None:
    ledger, item = page.desk.ledger, page.model.record(0)
    waiting = FilingChange(problem="待验收")
    page.desk.write(lambda: ledger.enter_returns(Returns(2023, 9, filings={(TaskKind.MILESTONE, item.id): waiting})))
    place = page.model.column_of("problem")
    assert page.table.records.index(0, place).data() == "待验收"
    page.desk.choose_period(2023, 10)
    assert page.table.records.index(0, place).data() == ""
