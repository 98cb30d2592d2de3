"""事项: overdue first, ticked with Enter, dates as an office writes them."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.ui.conftest import ClerkWindow, type_into
from zonetracker.model.changes import MilestoneChange, Returns
from zonetracker.model.facts import TaskKind
from zonetracker.ui.milestones.page import MilestonesPage


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
    return "\n".join("|".join(str(model.index(row, n).data()) for n in range(3)) for row in range(model.rowCount()))


def test_the_overdue_come_first(page: MilestonesPage) -> None:
    assert picture(page) == ("逾期|孵化器投入使用|2023-06\n未办结|东片区道路建成通车|2023-12\n未办结|创建示范园区|")
    assert page.line.text() == "共 3 项 · 已办结 0 · 逾期 1"


def test_enter_ticks_and_unticks(page: MilestonesPage, qtbot: QtBot) -> None:
    item = page.model.record(0)
    page.table.go_to(item.id)
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    assert page.desk.ledger.milestone(item.id).done_on
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
    page.desk.write(lambda: ledger.enter_returns(Returns(2023, 9, problems={(TaskKind.MILESTONE, item.id): "待验收"})))
    place = page.model.column_of("problem")
    assert page.table.records.index(0, place).data() == "待验收"
    page.desk.choose_period(2023, 10)
    assert page.table.records.index(0, place).data() == ""
