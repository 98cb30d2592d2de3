"""项目: stages that filter, money and days typed in place, months in a grid, figures for indicators, files out."""

from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.services.milestones.made_projects import fill
from tests.ui.conftest import ClerkWindow, type_into
from zonetracker.model.facts import Derived, Milestone, Stated
from zonetracker.model.row_figures import figures
from zonetracker.services.milestones.projects import project_table
from zonetracker.ui.milestones.page import PROJECTS, MilestonesPage
from zonetracker.ui.milestones.projects.view import ProjectsView


@pytest.fixture
def page(open_window: ClerkWindow, qtbot: QtBot) -> MilestonesPage:
    fill(open_window.desk.ledger)
    open_window.desk.choose_period(2023, 9)
    open_window.go("milestones", "projects")
    shown: MilestonesPage = open_window.page()
    qtbot.waitUntil(lambda: shown.projects.table.isVisible())
    return shown


@pytest.fixture
def view(page: MilestonesPage) -> ProjectsView:
    return page.projects


def cells(view: ProjectsView, *keys: str) -> list[list[str]]:
    model = view.table.model()
    places = [view.model.column_of(key) for key in keys]
    return [[str(model.index(row, place).data()) for place in places] for row in range(model.rowCount())]


def type_at(view: ProjectsView, name: str, key: str, text: str) -> bool:
    row = next(row for row in view.model.records() if row.milestone.name == name)
    column = view.model.columns[view.model.column_of(key)]
    assert column.edit is not None
    return column.edit(row, text)


def test_the_list_shows_what_the_sheet_shows(view: ProjectsView) -> None:
    shown = cells(view, "name", "year_plan", "month_spent", "spent", "completion", "gap", "stage", "assessment")
    assert shown[0] == ["云岭精工装备产业园", "20000", "1600", "12600", "63.0", "-12.0", "入库", "滞后"]
    assert shown[3] == ["人才公寓A区", "6000", "0", "6300", "105.0", "30.0", "投产", "已完成"]
    assert shown[7][0] == "　其中：冷链物流园冷库"
    assert shown[8][1:4] == ["100万美元", "", "80万美元"]
    assert (
        view.total.text().startswith("合计（万元）") and "完成年度计划 51.5%，与序时进度差 -23.5" in view.total.text()
    )
    assert "合计为有年度计划的6个项目" in view.note.text()


def test_counts_of_stages_filter(view: ProjectsView, page: MilestonesPage) -> None:
    told = [button.text() for button in view.board.buttons.values() if not button.isHidden()]
    assert told == ["未开始 1", "签约 2", "开工 1", "入库 2", "竣工 1", "投产 1"]
    view.board.buttons["入库"].click()
    assert [row[0] for row in cells(view, "name")] == ["云岭精工装备产业园", "智能终端配套基地"]
    view.board.buttons["入库"].click()
    assert len(cells(view, "name")) == 9
    assert page.line.text().startswith("截至2023年9月30日 · 共 8 个项目")


def test_money_days_and_words_are_typed_in_place(view: ProjectsView, page: MilestonesPage) -> None:
    ledger = page.desk.ledger
    assert type_at(view, "生物医药中试平台", "spent", "1.5亿元")
    assert cells(view, "name", "spent", "completion")[4] == ["生物医药中试平台", "15000", "75.0"]
    assert type_at(view, "智能终端配套基地", "year_plan", "16000")
    assert cells(view, "year_plan")[2] == ["16000"]
    kept = next(one for one in ledger.milestones(2023) if one.name == "智能终端配套基地")
    assert (kept.year_plan, kept.money_unit) == (Decimal("1.6"), "亿元")
    assert type_at(view, "南岸污水处理厂二期", "竣工", "2023年7月20日")
    assert cells(view, "stage", "竣工")[1] == ["竣工", "2023-07-20"]
    assert type_at(view, "生物医药中试平台", "problem", "设备尚未到货")
    assert cells(view, "problem")[4] == ["设备尚未到货"]
    for _ in range(4):
        page.desk.undo()
    assert cells(view, "spent", "problem")[4] == ["", ""]
    assert cells(view, "竣工")[1] == ["2023-07-10"]


def test_what_is_no_sum_of_money_is_refused_with_a_sentence(view: ProjectsView, open_window: ClerkWindow) -> None:
    said: list[str] = []
    open_window.desk.said.connect(lambda sentence, _: said.append(sentence))
    for text in ("很多", "20人", "10-20万元", "约9000万元", "NaN", "1e400"):
        assert not type_at(view, "生物医药中试平台", "spent", text)
    assert len(said) == 6 and all(said) and cells(view, "spent")[4] == [""]
    assert not type_at(view, "生物医药中试平台", "开工", "开春")
    assert len(said) == 7


def test_about_is_taken_and_kept_in_the_note(view: ProjectsView, page: MilestonesPage) -> None:
    def kept() -> Milestone:
        return next(one for one in page.desk.ledger.milestones(2023) if one.name == "生物医药中试平台")

    assert type_at(view, "生物医药中试平台", "investment", "约3.5亿")
    assert (kept().investment, kept().money_unit, kept().note) == (Decimal(35000), "万元", "总投资：约3.5亿")
    assert type_at(view, "生物医药中试平台", "year_plan", "18000万元左右")
    assert (kept().year_plan, kept().note) == (Decimal(18000), "总投资：约3.5亿；年度计划投资：18000万元左右")
    assert type_at(view, "生物医药中试平台", "investment", "3.6亿元")
    assert kept().investment == Decimal(36000)


def test_the_grid_of_months_takes_figures_and_blocks(view: ProjectsView, page: MilestonesPage, qtbot: QtBot) -> None:
    view.table.go_to(view.model.records()[4].milestone.id)
    view.table.setFocus()
    qtbot.keyClick(view.table, Qt.Key.Key_G, Qt.KeyboardModifier.ControlModifier)
    assert view.grid.isVisible()
    assert view.grid.record().milestone.name == "生物医药中试平台"
    assert view.grid_model.columns[view.grid.currentIndex().column()].key == "month:9"
    column = view.grid_model.column_of("month:7")
    view.grid.pasted.emit(4, column, [["9000", "1亿元", "12000"], ["10", "", ""]])
    row = next(row for row in project_table(page.desk.ledger, 2023, 9).rows if row.milestone.name == "生物医药中试平台")
    assert [row.spent_by(month) for month in (7, 8, 9)] == [9000, 10000, 12000]
    assert (row.month_spent, figures(row.row, project_table(page.desk.ledger, 2023, 9).progress).completion) == (
        2000,
        60,
    )
    page.desk.undo()
    assert project_table(page.desk.ledger, 2023, 9).rows[4].spent is None
    qtbot.keyClick(view.grid, Qt.Key.Key_G, Qt.KeyboardModifier.ControlModifier)
    assert view.table.isVisible()


def test_enter_goes_to_the_project_in_the_list(view: ProjectsView, page: MilestonesPage, qtbot: QtBot) -> None:
    view.table.go_to(view.model.records()[1].milestone.id)
    qtbot.keyClick(view.table, Qt.Key.Key_Return)
    assert page.tabs.currentIndex() != PROJECTS
    assert page.table.record().milestone.name == "南岸污水处理厂二期"
    qtbot.keyClick(page.table, Qt.Key.Key_Tab, Qt.KeyboardModifier.ControlModifier)
    assert page.tabs.currentIndex() == PROJECTS


def test_a_search_and_the_month_hold_for_projects_too(view: ProjectsView, page: MilestonesPage) -> None:
    page.search.setText("冷链")
    assert [row[0] for row in cells(view, "name")] == ["冷链物流园", "　其中：冷链物流园冷库"]
    page.search.clear()
    page.desk.choose_period(2023, 8)
    assert cells(view, "spent", "month_spent")[0] == ["11000", ""]
    page.desk.choose_period(2023, 2)
    assert cells(view, "stage", "开工")[0] == ["签约", "计划2023-04"], "what is done later is not done yet"


def test_both_sheets_are_written_from_the_page(
    view: ProjectsView, page: MilestonesPage, open_window: ClerkWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    table, stages = tmp_path / "进展.xlsx", tmp_path / "阶段.xlsx"
    open_window.ask.answers = [str(table)]
    page.export_here()
    qtbot.waitUntil(lambda: not open_window.tasks.busy and table.exists())
    assert openpyxl.load_workbook(table).worksheets[0]["B4"].value == "合计"
    open_window.ask.answers = [1, str(stages)]
    view.ask_stages()
    qtbot.waitUntil(lambda: not open_window.tasks.busy and stages.exists())
    assert openpyxl.load_workbook(stages).worksheets[0]["A3"].value == "类别"


def test_figures_for_indicators_are_entered_from_a_dialog(
    view: ProjectsView, page: MilestonesPage, open_window: ClerkWindow
) -> None:
    ledger = page.desk.ledger
    ledger.add_target("新开工项目", 2023, Stated(Decimal(20), unit="个"))
    view.ask_deriving()
    dialog = open_window.ask.dialog
    assert "还没有由项目统计的指标" in dialog.told.text() and not dialog.answer.isEnabled()
    dialog.rule.click()
    form = open_window.ask.dialog
    form.indicator.setCurrentText("新开工项目")
    form.node.setCurrentText("开工")
    form.what.setCurrentIndex(list(Derived).index(Derived.COUNT))
    form.investment.setText("1")
    form.accept()
    told = [dialog.model.columns[2].text(one) for one in dialog.model.records()]
    assert told == ["0", "0", "1", "3", "3", "3", "3", "3", "3"]
    assert "计入3个：云岭精工装备产业园、南岸污水处理厂二期、智能终端配套基地" in dialog.told.text()
    dialog.accept()
    (indicator,) = [one for one in ledger.indicators() if one.derive is not None]
    assert [one.value for one in ledger.actuals_of(indicator.id, 2023)] == [0, 0, 1, 3, 3, 3, 3, 3, 3]


def test_a_year_without_projects_says_how_to_begin(open_window: ClerkWindow, qtbot: QtBot) -> None:
    open_window.desk.choose_period(2019, 9)
    open_window.go("milestones", "projects")
    page: MilestonesPage = open_window.page()
    qtbot.waitUntil(lambda: page.projects.empty.isVisible())
    assert page.projects.total.text() == ""


def test_a_figure_is_typed_over_by_keys_alone(view: ProjectsView, page: MilestonesPage, qtbot: QtBot) -> None:
    view.table.go_to(view.model.records()[0].milestone.id, view.model.column_of("spent"))
    type_into(qtbot, view.table, "15200.50")
    assert cells(view, "spent", "month_spent", "completion", "gap")[0] == ["15200.50", "4200.50", "76.0", "1.0"]
    ledger = page.desk.ledger
    assert next(one for one in ledger.filings(2023, 9) if one.task_id == 1).value == Decimal("15200.50")


def test_what_is_read_only_is_shown_and_not_changed(
    view: ProjectsView, page: MilestonesPage, open_window: ClerkWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    ledger = page.desk.ledger
    before = ledger.revision
    monkeypatch.setattr(type(ledger), "read_only", property(lambda _: True))
    page.refresh(None)
    assert not view.model.can_edit(view.model.index(0, view.model.column_of("spent")))
    view.months.trigger()
    view.grid.pasted.emit(0, view.grid_model.column_of("month:9"), [["5"]])
    view.ask_deriving()
    assert not open_window.ask.dialog.answer.isEnabled() and not open_window.ask.dialog.rule.isEnabled()
    assert ledger.revision == before


def test_a_block_beside_the_months_is_told_and_not_lost_silently(view: ProjectsView, open_window: ClerkWindow) -> None:
    said: list[str] = []
    open_window.desk.said.connect(lambda sentence, _: said.append(sentence))
    view.months.trigger()
    view.grid.pasted.emit(8, view.grid_model.column_of("month:12"), [["90万美元", "7"], ["8"]])
    assert said == ["有 2 格不在项目各月的格子里，没有粘贴。"]
    assert view.model.records()[8].spent_by(12) == 90
