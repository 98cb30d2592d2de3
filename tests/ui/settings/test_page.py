"""设置 by hand: zone, rules, decimals, indicators, this PC, backups; each stored at once and undone by Ctrl+Z."""

from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from tests.known import known
from tests.ui.conftest import ClerkWindow, child, clerk, type_into
from tests.ui.made_up_book import MONTH, YEAR, book, cells
from zonetracker.model.facts import Indicator, Nature, Polarity
from zonetracker.model.rules import RuleSet
from zonetracker.model.standing import Grade
from zonetracker.services.ledger import Ledger
from zonetracker.services.overview import places_of, progress_of, project_rules_of, rules_of
from zonetracker.services.sources import sources_of
from zonetracker.ui.parts.theme import DARK, shades
from zonetracker.ui.settings.page import BACKUPS, INDICATORS, LOCAL, SettingsPage


@pytest.fixture
def page(window: ClerkWindow, tmp_path: Path) -> SettingsPage:
    assert window.open_workbook(book(tmp_path))
    window.desk.choose_period(YEAR, MONTH)
    window.go("settings")
    shown: SettingsPage = window.page()
    return shown


def retype(qtbot: QtBot, field: QLineEdit, text: str) -> None:
    field.setFocus()
    field.selectAll()
    field.insert(text)
    qtbot.keyClick(field, Qt.Key.Key_Return)


def test_the_zone_is_renamed_and_undone(page: SettingsPage, qtbot: QtBot) -> None:
    window = page.window()
    assert isinstance(window, ClerkWindow)
    retype(qtbot, page.rules.zone, "南岭高新区")
    assert page.desk.ledger.zone == "南岭高新区" == window.period.zone.text()
    page.desk.undo()
    assert page.rules.zone.text() == "青禾高新区"
    retype(qtbot, page.rules.zone, "  ")
    assert page.rules.zone.text() == page.desk.ledger.zone == "青禾高新区"


def test_a_threshold_changes_the_lights(page: SettingsPage, qtbot: QtBot) -> None:
    ledger = page.desk.ledger
    assert progress_of(ledger, YEAR, MONTH).count(Grade.LATE) == 3
    retype(qtbot, page.rules.late, "20")
    assert rules_of(ledger).late == Decimal(-20)
    assert progress_of(ledger, YEAR, MONTH).count(Grade.LATE) == 2
    assert "55%" in page.rules.example.text()
    retype(qtbot, page.rules.late, "很多")
    assert page.rules.late.text() == "20"
    retype(qtbot, page.rules.late, "1000")
    assert rules_of(ledger).late == Decimal(-20)


def test_what_is_ahead_may_have_a_light_of_its_own(page: SettingsPage, qtbot: QtBot) -> None:
    """An empty margin tells nothing apart; one that is emptied again does not either."""
    ledger = page.desk.ledger
    assert rules_of(ledger).ahead is None and page.rules.ahead.text() == ""
    assert not page.rules.growth_ahead.isEnabled() and "超序时" not in page.rules.example.text()
    on_pace = progress_of(ledger, YEAR, MONTH).count(Grade.ON_PACE)
    retype(qtbot, page.rules.ahead, "5")
    retype(qtbot, page.rules.growth_ahead, "0.5")
    assert (rules_of(ledger).ahead, rules_of(ledger).growth_ahead) == (Decimal(5), Decimal("0.5"))
    assert "完成率高于80%为“超序时”" in page.rules.example.text()
    progress = progress_of(ledger, YEAR, MONTH)
    assert progress.count(Grade.AHEAD) > 0
    assert progress.count(Grade.AHEAD) + progress.count(Grade.ON_PACE) == on_pace
    retype(qtbot, page.rules.words["on_pace"], "超序时")
    assert rules_of(ledger).words["on_pace"] == "达到序时" == page.rules.words["on_pace"].text()
    retype(qtbot, page.rules.ahead, "")
    assert rules_of(ledger).ahead is None and not page.rules.growth_ahead.isEnabled()


def test_a_narrow_window_has_the_rules_in_one_column(page: SettingsPage, qtbot: QtBot) -> None:
    rules, area = page.rules, page.tabs.widget(0)
    assert rules.words["done"].x() > rules.late.x()
    page.window().resize(683, 384)
    qtbot.waitUntil(lambda: rules.words["done"].y() > rules.late.y())
    assert rules.width() <= area.width()
    page.window().resize(1366, 768)
    qtbot.waitUntil(lambda: rules.words["done"].x() > rules.late.x())


def test_the_words_of_control_figures_and_of_counts_are_the_offices_own(page: SettingsPage, qtbot: QtBot) -> None:
    retype(qtbot, page.rules.words["within"], "未突破")
    retype(qtbot, page.rules.words["lagging"], "未达到时间进度")
    words = rules_of(page.desk.ledger).words
    assert (words["within"], words["lagging"]) == ("未突破", "未达到时间进度")
    retype(qtbot, page.rules.words["beyond"], "未突破")
    assert rules_of(page.desk.ledger).words["beyond"] == "突破控制数"


def test_words_and_colours_are_the_offices_own(page: SettingsPage, qtbot: QtBot) -> None:
    ledger = page.desk.ledger
    retype(qtbot, page.rules.words["late"], "红灯")
    page.rules.keep_colour("done", "#c00000")
    progress = progress_of(ledger, YEAR, MONTH)
    assert (progress.word(Grade.LATE), progress.colour(Grade.DONE)) == ("红灯", "#c00000")
    retype(qtbot, page.rules.words["behind"], "红灯")
    assert rules_of(ledger).words["behind"] == "略滞后" == page.rules.words["behind"].text()
    page.rules.keep_colour("done", "nonsense")
    assert rules_of(ledger).colours["done"] == "#c00000"
    qtbot.mouseClick(page.rules.usual, Qt.MouseButton.LeftButton)
    assert rules_of(ledger) == RuleSet()


def test_leaving_a_field_unchanged_makes_no_step(page: SettingsPage, qtbot: QtBot) -> None:
    before = page.desk.ledger.revision
    for field in (page.rules.zone, page.rules.late, page.rules.words["late"]):
        field.setFocus()
        qtbot.keyClick(field, Qt.Key.Key_Return)
    assert page.desk.ledger.revision == before


def test_sources_are_the_offices_own_and_come_back_when_emptied(page: SettingsPage, qtbot: QtBot) -> None:
    usual = page.rules.sources.text()
    assert usual == "统计局、财政局、部门自报、快报、预计"
    retype(qtbot, page.rules.sources, "统计局，税务局、")
    assert sources_of(page.desk.ledger) == ("统计局", "税务局")
    assert page.rules.sources.text() == "统计局、税务局"
    retype(qtbot, page.rules.sources, "")
    assert page.rules.sources.text() == usual
    page.desk.undo()
    assert page.rules.sources.text() == "统计局、税务局"


def test_decimals(page: SettingsPage) -> None:
    page.rules.places.activated.emit(2)
    assert places_of(page.desk.ledger) == 2
    row = next(row for row in progress_of(page.desk.ledger, YEAR, MONTH).rows if row.indicator.name == "固定资产投资")
    assert str(progress_of(page.desk.ledger, YEAR, MONTH).percent(row.standing.gap)) == "17.00"


def cell(page: SettingsPage, qtbot: QtBot, name: str, key: str, text: str) -> Indicator:
    """Open the editor of a cell with F2, write and press Enter."""
    table = page.indicators.table
    table.go_to(known(page.desk.ledger.find_indicator(name)).id, table.records.column_of(key))
    type_into(qtbot, table, text)
    return known(page.desk.ledger.find_indicator(name))


def test_indicators_are_edited_in_place(page: SettingsPage, qtbot: QtBot) -> None:
    page.tabs.setCurrentIndex(INDICATORS)
    row = next(row for row in cells(page.indicators.table) if row["name"] == "地区生产总值")
    assert (row["months"], row["typed_growth"], row["nature"]) == ("3、6、9、12", "是", "累计型")
    assert cell(page, qtbot, "技术合同成交额", "months", "2-12").months == tuple(range(2, 13))
    assert cell(page, qtbot, "技术合同成交额", "aliases", "技术交易额、合同额").aliases == ("技术交易额", "合同额")
    assert known(page.desk.ledger.find_indicator("技术交易额")).name == "技术合同成交额"
    found = cell(page, qtbot, "技术合同成交额", "curve", "5 12 20 28 36 45 53 61 70 80 90 100")
    assert found.curve[8] == 70
    progress = progress_of(page.desk.ledger, YEAR, MONTH)
    assert next(one for one in progress.rows if one.indicator.id == found.id).standing.time_progress == 70
    page.desk.undo()
    assert known(page.desk.ledger.find_indicator("技术合同成交额")).curve == ()


def test_direction_and_nature_by_word(page: SettingsPage) -> None:
    page.tabs.setCurrentIndex(INDICATORS)
    model = page.indicators.model
    one = known(page.desk.ledger.find_indicator("高新技术企业"))
    row = known(model.row_of(one.id))
    assert model.setData(model.index(row, model.column_of("nature")), "累计型")
    assert model.setData(model.index(row, model.column_of("polarity")), "越低越好")
    kept = known(page.desk.ledger.find_indicator("高新技术企业"))
    assert (kept.nature, kept.polarity) == (Nature.FLOW, Polarity.LOWER)


def test_what_is_in_use_is_not_removed(page: SettingsPage, qtbot: QtBot) -> None:
    page.tabs.setCurrentIndex(INDICATORS)
    said = []
    page.desk.said.connect(lambda sentence, tone: said.append((sentence, tone)))
    page.indicators.table.go_to(known(page.desk.ledger.find_indicator("高新技术企业")).id)
    clerk(page).answers += [0, 0]
    qtbot.keyClick(page.indicators.table, Qt.Key.Key_Delete)
    assert said[-1][1] == "trouble" and "高新技术企业" in said[-1][0]
    qtbot.mouseClick(page.indicators.add, Qt.MouseButton.LeftButton)
    form = clerk(page).dialog
    child(form, QLineEdit).setText("新认定瞪羚企业")
    form.accept()
    assert page.indicators.table.record().name == "新认定瞪羚企业"
    qtbot.keyClick(page.indicators.table, Qt.Key.Key_Delete)
    assert page.desk.ledger.find_indicator("新认定瞪羚企业") is None


def test_what_is_no_curve_is_told_and_not_kept(page: SettingsPage, qtbot: QtBot) -> None:
    page.tabs.setCurrentIndex(INDICATORS)
    for text, told in (("1 2 3", "12 个逐月不减"), ("五", "不是数字")):
        assert cell(page, qtbot, "技术合同成交额", "curve", text).curve == ()
        assert told in page.indicators.table.note.text()


def test_dark_and_large_letters_at_once(page: SettingsPage, qtbot: QtBot) -> None:
    page.tabs.setCurrentIndex(LOCAL)
    try:
        page.local.scheme.activated.emit(2)
        page.local.points.activated.emit(6)
        assert shades() is DARK and QApplication.font().pointSize() == 14
        assert (page.desk.settings.text("theme"), page.desk.settings.number("points")) == ("dark", 14)
        page.window().grab()
    finally:
        page.local.scheme.activated.emit(1)
        page.local.points.activated.emit(2)
    assert shades() is not DARK


def test_my_name_stands_in_the_history_from_the_next_opening(page: SettingsPage, qtbot: QtBot) -> None:
    page.tabs.setCurrentIndex(LOCAL)
    retype(qtbot, page.local.actor, "李青")
    window, path = page.window(), page.desk.ledger.path
    assert isinstance(window, ClerkWindow)
    window.close_workbook()
    assert window.open_workbook(path)
    window.desk.write(lambda: window.desk.ledger.set_settings(zone="南岭新区"))
    assert window.desk.ledger.history()[0].actor == "李青"


def test_backups_are_listed_taken_out_and_made(page: SettingsPage, qtbot: QtBot, tmp_path: Path) -> None:
    page.tabs.setCurrentIndex(BACKUPS)
    assert len(cells(page.backups.table)) == len(page.desk.ledger.snapshots()) >= 1
    out, copy = tmp_path / "取出.zt", tmp_path / "副本.zt"
    clerk(page).answers += [str(out), str(copy)]
    page.backups.table.setFocus()
    qtbot.keyClick(page.backups.table, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: out.exists() and not page.desk.tasks.busy)
    qtbot.mouseClick(page.backups.save, Qt.MouseButton.LeftButton)
    for path in (out, copy):
        with Ledger.open(path) as ledger:
            assert ledger.zone == "青禾高新区" and ledger.check() == []


def test_checking_says_that_all_is_well(page: SettingsPage, qtbot: QtBot) -> None:
    page.tabs.setCurrentIndex(BACKUPS)
    said = []
    page.desk.said.connect(lambda sentence, tone: said.append(sentence))
    qtbot.mouseClick(page.backups.look, Qt.MouseButton.LeftButton)
    assert "完好" in said[-1]


def test_read_only_shows_and_changes_nothing(window: ClerkWindow, tmp_path: Path) -> None:
    path = book(tmp_path)
    with Ledger.open(path, "乙"):
        assert window.open_workbook(path)
        assert window.desk.ledger.read_only
        for key in ("settings", "overview", "outputs", "history"):
            window.go(key)
        window.go("settings")
        assert not window.page().rules.zone.isEnabled()
        window.go("history")
        assert not window.page().go_back.isEnabled()
        window.tasks.stop_all()


def test_projects_are_judged_by_a_rule_set_of_their_own(page: SettingsPage, qtbot: QtBot) -> None:
    fields, ledger = page.rules.projects, page.desk.ledger
    assert fields.name.currentText() == "与目标相同（四档）" and not fields.late.isEnabled()
    fields.name.activated.emit(fields.name.findData("项目红黄绿"))
    rules = project_rules_of(ledger)
    assert (rules.rules.name, rules.rules.late, rules.start_late) == ("项目红黄绿", -30, 90)
    assert (fields.late.text(), fields.start_late.text()) == ("30", "90")
    retype(qtbot, fields.late, "25")
    retype(qtbot, fields.start_late, "")
    fields.made_good.click()
    rules = project_rules_of(ledger)
    assert (rules.rules.late, rules.start_late, rules.made_good) == (-25, None, True)
    retype(qtbot, fields.start_late, "一个月")
    retype(qtbot, fields.start_late, "1.5")
    retype(qtbot, fields.late, "250")
    assert project_rules_of(ledger) == rules and fields.late.text() == "25" and fields.start_late.text() == ""
