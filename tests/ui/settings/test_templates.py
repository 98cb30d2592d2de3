"""设置›事项和报送›节点模板: steps are changed by keys and stored, a bad line is named, the usual comes back."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit
from pytestqt.qtbot import QtBot

from tests.ui.conftest import ClerkWindow, children, clerk, type_into
from zonetracker.model.changes import MilestoneChange
from zonetracker.model.milestones.templates import PlanUnit, templates_of
from zonetracker.ui.settings.page import FOLLOWING, SettingsPage
from zonetracker.ui.settings.templates import TemplateEditor


@pytest.fixture
def page(open_window: ClerkWindow, qtbot: QtBot) -> SettingsPage:
    open_window.go("settings")
    shown: SettingsPage = open_window.page()
    shown.tabs.setCurrentIndex(FOLLOWING)
    qtbot.waitUntil(lambda: shown.following.templates.isVisible())
    return shown


@pytest.fixture
def editor(page: SettingsPage) -> TemplateEditor:
    return page.following.templates


def at(editor: TemplateEditor, template: str, node: str, key: str) -> None:
    line = next(one for one in editor.model.records() if (one.template, one.step.name) == (template, node))
    assert editor.table.go_to((line.template, line.place), editor.model.column_of(key))
    editor.table.setFocus()


def type_at(qtbot: QtBot, editor: TemplateEditor, template: str, node: str, key: str, text: str) -> None:
    at(editor, template, node, key)
    type_into(qtbot, editor.table, text)


def pick_at(qtbot: QtBot, editor: TemplateEditor, template: str, node: str, key: str, word: str) -> None:
    at(editor, template, node, key)
    qtbot.keyClick(editor.table, Qt.Key.Key_F2)
    words = next(box for box in children(editor.table.viewport(), QComboBox) if box.isVisible())
    words.setCurrentText(word)
    if words.isEditable():
        qtbot.keyClick(words, Qt.Key.Key_Return)
        QApplication.processEvents()  # the editor tells the table of its Enter a turn later
    else:
        words.activated.emit(words.currentIndex())
        if not editor.table.note.text():
            qtbot.keyClick(words, Qt.Key.Key_Escape)


def give_up(qtbot: QtBot, editor: TemplateEditor) -> None:
    """Esc in the editor whose text was refused."""
    for one in children(editor.table.viewport(), QLineEdit):
        if one.isVisible():
            qtbot.keyClick(one, Qt.Key.Key_Escape)
            return


def lines(editor: TemplateEditor, template: str, *keys: str) -> list[list[str]]:
    columns = [editor.model.columns[editor.model.column_of(key)] for key in keys]
    return [[one.text(line) for one in columns] for line in editor.model.records() if line.template == template]


def kept(page: SettingsPage) -> object:
    return page.desk.ledger.setting("node_templates")


def test_the_usual_templates_are_shown(editor: TemplateEditor) -> None:
    assert lines(editor, "137", "node", "anchor", "count", "unit", "limit", "behind_after", "late_after") == [
        ["受理", "交办日期", "1", "工作日", "否", "1", "30"],
        ["会办", "交办日期", "3", "工作日", "否", "1", "30"],
        ["答复", "交办日期", "7", "工作日", "是", "1", "30"],
    ]
    assert lines(editor, "项目", "node", "anchor", "count", "unit", "never_before")[2:4] == [
        ["入库", "开工", "1", "个月", ""],
        ["竣工", "不定", "", "", "开工"],
    ]
    assert not editor.usual.isEnabled()


def test_another_number_of_days_is_kept_and_followed(editor: TemplateEditor, page: SettingsPage, qtbot: QtBot) -> None:
    type_at(qtbot, editor, "137", "答复", "count", "10")
    pick_at(qtbot, editor, "137", "答复", "unit", "日历日")
    type_at(qtbot, editor, "137", "会办", "late_after", "5")
    step = templates_of(kept(page))["137"][2]
    assert (step.count, step.unit, step.limit) == (10, PlanUnit.DAY, True)
    assert templates_of(kept(page))["137"][1].late_after == 5 and kept(page).keys() == {"137"}  # type: ignore[attr-defined]
    ledger = page.desk.ledger
    ledger.add_milestone("企业用电", 2023, MilestoneChange(template="137", received_on="2023-04-26"))
    assert [node.planned for node in ledger.nodes()] == ["2023-04-27", "2023-05-04", "2023-05-06"]
    page.desk.undo()
    for _ in range(3):
        page.desk.undo()
    assert kept(page) is None and lines(editor, "137", "count")[2] == ["7"]


def test_a_line_that_can_not_be_is_named_and_nothing_is_lost(
    editor: TemplateEditor, page: SettingsPage, qtbot: QtBot, open_window: ClerkWindow
) -> None:
    for key, text, said in (
        ("count", "2000", "第3行“答复”：数目请写0到1000的整数"),
        ("count", "2.5", "第3行“答复”：数目请写"),
        ("count", "几天", "“几天”不是数字"),
        ("late_after", "99999", "第3行“答复”：逾期几天起"),
        ("node", "会办", "第3行：节点名称“会办”"),
        ("never_before", "开工", "第3行“答复”：不早于“开工”"),
    ):
        type_at(qtbot, editor, "137", "答复", key, text)
        assert said in editor.table.note.text() and kept(page) is None
        give_up(qtbot, editor)
    pick_at(qtbot, editor, "137", "答复", "anchor", "验收")
    assert "第3行“答复”：起算“验收”" in editor.table.note.text()
    give_up(qtbot, editor)
    pick_at(qtbot, editor, "137", "答复", "unit", "月底")
    assert "第3行“答复”：从年度起算的按“月底”" in editor.table.note.text()
    assert kept(page) is None
    assert lines(editor, "137", "node", "anchor", "count") == [
        ["受理", "交办日期", "1"],
        ["会办", "交办日期", "3"],
        ["答复", "交办日期", "7"],
    ]


def test_steps_are_added_named_moved_and_removed_by_keys(
    editor: TemplateEditor, page: SettingsPage, qtbot: QtBot, open_window: ClerkWindow
) -> None:
    at(editor, "项目", "签约", "node")
    clerk(page).answers = ["供地"]
    qtbot.keyClick(editor.table, Qt.Key.Key_Insert)
    assert [one for (one,) in lines(editor, "项目", "node")][:3] == ["签约", "供地", "开工"]
    type_at(qtbot, editor, "项目", "开工", "node", "实质性开工")
    assert lines(editor, "项目", "node", "anchor", "never_before")[3:5] == [
        ["入库", "实质性开工", ""],
        ["竣工", "不定", "实质性开工"],
    ]
    pick_at(qtbot, editor, "项目", "供地", "anchor", "签约")
    assert lines(editor, "项目", "anchor", "count", "unit")[1] == ["签约", "0", "日历日"]
    pick_at(qtbot, editor, "项目", "投产", "anchor", "年度")
    assert lines(editor, "项目", "anchor", "count", "unit")[5] == ["年度", "12", "月底"]
    at(editor, "项目", "供地", "node")
    qtbot.keyClick(editor.table, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert "第1行“供地”：起算“签约”" in open_window.message.label.text(), "it would stand before what it counts from"
    at(editor, "项目", "签约", "node")
    qtbot.keyClick(editor.table, Qt.Key.Key_Delete)
    assert "起算“签约”" in open_window.message.label.text() and len(lines(editor, "项目", "node")) == 6
    at(editor, "项目", "供地", "node")
    qtbot.keyClick(editor.table, Qt.Key.Key_Delete)
    at(editor, "项目", "投产", "node")
    qtbot.keyClick(editor.table, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert [one for (one,) in lines(editor, "项目", "node")] == ["签约", "实质性开工", "入库", "投产", "竣工"]
    assert editor.table.record().step.name == "投产"


def test_a_template_of_its_own_is_added_offered_and_taken_away_and_the_usual_comes_back(
    editor: TemplateEditor, page: SettingsPage, qtbot: QtBot
) -> None:
    clerk(page).answers = ["信访件", "登记"]
    editor.add_template.click()
    assert lines(editor, "信访件", "node", "anchor") == [["登记", "不定"]]
    following = page.following
    assert "信访件" in following.model.columns[following.model.column_of("template")].choices
    at(editor, "信访件", "登记", "node")
    assert editor.usual.isEnabled() and editor.usual.text() == "去掉“信访件”"
    editor.usual.click()
    assert kept(page) is None and not lines(editor, "信访件", "node")
    assert "信访件" not in following.model.columns[following.model.column_of("template")].choices
    type_at(qtbot, editor, "季度节点", "上半年", "meaning", "形象进度过半")
    at(editor, "季度节点", "上半年", "meaning")
    assert editor.usual.text() == "“季度节点”恢复默认"
    editor.usual.click()
    assert kept(page) is None and lines(editor, "季度节点", "meaning")[1] == ["6月底前应完成的部分"]


def test_what_is_read_only_is_shown_and_not_changed(
    editor: TemplateEditor, page: SettingsPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(type(page.desk.ledger), "read_only", property(lambda _: True))
    page.refresh(None)
    at(editor, "137", "答复", "count")
    for key in (Qt.Key.Key_Insert, Qt.Key.Key_Delete):
        qtbot.keyClick(editor.table, key)
    assert not editor.add_step.isEnabled() and not editor.add_template.isEnabled() and not editor.usual.isEnabled()
    assert len(lines(editor, "137", "node")) == 3 and kept(page) is None


@pytest.mark.parametrize("size", [(1366, 768), (911, 512), (683, 384)])
def test_the_table_is_seen_when_one_goes_to_it_in_every_window(
    editor: TemplateEditor, page: SettingsPage, open_window: ClerkWindow, qtbot: QtBot, size: tuple[int, int]
) -> None:
    open_window.resize(*size)
    QApplication.processEvents()
    page.areas()[1].setFocus()
    editor.table.setFocus(Qt.FocusReason.ShortcutFocusReason)
    QApplication.processEvents()
    assert editor.table.visibleRegion().boundingRect().height() >= editor.table.height() - 1
