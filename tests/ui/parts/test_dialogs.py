"""The real questions: none blocks, none takes foreign text for markup, Esc answers nothing."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.conftest import child
from zonetracker.ui.parts.dialogs import Ask, FormDialog


@pytest.fixture
def stage(qtbot: QtBot, dressed: QApplication) -> tuple[QWidget, Ask]:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    return window, Ask(window)


def test_a_choice_gives_the_number_of_its_button(qtbot: QtBot, stage: tuple[QWidget, Ask]) -> None:
    window, ask = stage
    answers: list[int] = []
    ask.choose("用<b>哪一个</b>？", ["保留", "改用"], answers.append, "<img src='x'>")
    box = child(window, QMessageBox)
    assert box.textFormat() is Qt.TextFormat.PlainText and box.isVisible()
    next(button for button in box.buttons() if button.text() == "改用(&B)").click()
    assert answers == [1]


@pytest.mark.parametrize("ticked", [True, False])
def test_a_choice_can_hold_for_those_alike(qtbot: QtBot, stage: tuple[QWidget, Ask], ticked: bool) -> None:
    window, ask = stage
    answers: list[tuple[int, bool]] = []
    ask.choose_alike(
        "用哪一个？", ["保留", "改用"], "对其余 3 条同样处理", lambda *got: answers.append(got), ticked=ticked
    )
    box = child(window, QMessageBox)
    assert box.checkBox().isChecked() is ticked
    qtbot.keyClick(box.checkBox(), Qt.Key.Key_Space)
    next(button for button in box.buttons() if button.text() == "改用(&B)").click()
    assert answers == [(1, not ticked)]


def test_a_letter_presses_its_button_and_the_title_asks(qtbot: QtBot, stage: tuple[QWidget, Ask]) -> None:
    window, ask = stage
    answers: list[int] = []
    ask.choose("用哪一个？选定以后可以撤销。", ["保留", "A&B厂"], answers.append)
    box = child(window, QMessageBox)
    assert box.windowTitle() == "用哪一个？"
    assert [button.text() for button in box.buttons()] == ["保留(&A)", "A&&B厂(&B)", "取消(&C)"]
    qtbot.keyClick(box, Qt.Key.Key_B)
    qtbot.waitUntil(lambda: answers == [1])


@pytest.mark.parametrize(("key", "taken"), [(Qt.Key.Key_Y, ["甲区"]), (Qt.Key.Key_C, [])])
def test_alt_and_a_letter_answer_a_form(
    qtbot: QtBot, stage: tuple[QWidget, Ask], key: Qt.Key, taken: list[str]
) -> None:
    window, ask = stage
    texts: list[str] = []
    ask.text("新建工作簿", "名称", texts.append, start="甲区")
    dialog = child(window, FormDialog)
    assert dialog.windowTitle() == "新建工作簿"
    qtbot.waitUntil(dialog.isActiveWindow)
    with qtbot.waitSignal(dialog.finished):
        qtbot.keyClick(child(dialog, QLineEdit), key, Qt.KeyboardModifier.AltModifier)
    assert texts == taken


def test_esc_answers_nothing(qtbot: QtBot, stage: tuple[QWidget, Ask]) -> None:
    window, ask = stage
    answers: list[int] = []
    ask.choose("用哪一个？", ["保留"], answers.append)
    qtbot.keyClick(child(window, QMessageBox), Qt.Key.Key_Escape)
    assert answers == []


def test_a_sentence_is_read_and_goes(qtbot: QtBot, stage: tuple[QWidget, Ask]) -> None:
    window, ask = stage
    ask.tell("磁盘已满，请腾出空间后再试。")
    box = child(window, QMessageBox)
    assert box.text() == "磁盘已满，请腾出空间后再试。"
    box.buttons()[0].click()
    assert not box.isVisible()


def test_an_empty_or_wrong_text_keeps_the_question_open(qtbot: QtBot, stage: tuple[QWidget, Ask]) -> None:
    window, ask = stage
    texts: list[str] = []
    ask.text("新建", "名称", texts.append, check=lambda text: "太短了。" if len(text) < 2 else "")
    dialog = child(window, FormDialog)
    field = child(dialog, QLineEdit)
    for typed, sentence in (("  ", "这里不能空着。"), ("甲", "太短了。")):
        field.setText(typed)
        qtbot.keyClick(field, Qt.Key.Key_Return)
        assert dialog.isVisible() and dialog.trouble.text() == sentence
    field.setText(" 甲区 ")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert texts == ["甲区"]


def test_a_saved_file_gets_its_ending(qtbot: QtBot, stage: tuple[QWidget, Ask], tmp_path: Path) -> None:
    window, ask = stage
    paths: list[str] = []
    ask.save_file("存到", "工作簿 (*.zt)", str(tmp_path / "甲"), "zt", paths.append)
    dialog = child(window, QFileDialog)
    dialog.accept()
    assert paths == [str(tmp_path / "甲.zt")]
