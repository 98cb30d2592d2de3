"""R18 on the clipboard: no text of a table becomes a formula where it is pasted, and here it comes back as it was."""

from __future__ import annotations

import ast
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest
from lxml import html
from openpyxl import load_workbook
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from tests.services.openforms.test_round_trip import OFFICE
from zonetracker.ui.parts.table.copying import (
    OWN_FLAVOUR,
    CopyingList,
    block_on_clipboard,
    html_block,
    put_block,
    split_block,
    taken_for_formula,
    text_on_clipboard,
)
from zonetracker.ui.parts.table.model import RecordTableModel, TableColumn
from zonetracker.ui.parts.table.view import RecordTable
from zonetracker.ui.window.everywhere.editing import paste_here

UI = Path(__file__).resolve().parents[3] / "zonetracker" / "ui"
STARTS = [*"=+-@＝＋－＠"]
BODIES = [
    "1+1",
    "cmd|'/c calc'!A0",
    "SUM(A1:A9)*2",
    'HYPERLINK("//x","<b>")',
    "新增企业",
    "3.5亿元",
    "1E5",
    "1,2",
    "",
]
BEFORE = ["", " ", "\t", "\r\n", "　", "\x07", "\x00\t", "\ufeff", "\u202e", "\u200b"]
TRIGGERS = [
    before + start + body for before in BEFORE for start in STARTS for body in BODIES if (start + body).strip() != "-"
]
FIGURES = ["-3.5", "+2", "-1,234.5", "12%", "-12.5%", "100", "1,234,567.89", "+0.05%", "-0"]
HARMLESS = ["", "-", "—", "地区生产总值", "10–15", "3月", "a=b", "甲-乙", "'引号", '"引号"', 'say "x"', "_=1"]


def cells_of(data: QMimeData) -> list[list[html.HtmlElement]]:
    """The cells of the HTML flavour, as a reader of HTML finds them."""
    return [line.findall("td") for line in html.fromstring(data.html()).iter("tr")]


def is_text(cell: html.HtmlElement) -> bool:
    return 'mso-number-format:"\\@"' in cell.get("style", "") and cell.get("sdnum", "").endswith(";@")


@pytest.mark.parametrize("text", TRIGGERS, ids=repr)
def test_what_a_spreadsheet_would_compute_is_text_in_every_flavour(qtbot: QtBot, text: str) -> None:
    put_block([[text]], [[text]])
    data = QGuiApplication.clipboard().mimeData()
    told = split_block(data.text())[0][0]
    assert told[0] not in "=+-@＝＋－＠\t\r\n " and told[0].isprintable()
    assert "\t" not in data.text() and "\n" not in data.text()
    if told.startswith("'"):
        assert is_text(cells_of(data)[0][0])
    assert block_on_clipboard() == [[text]] and text_on_clipboard() == text


@pytest.mark.parametrize("text", [*FIGURES, *HARMLESS], ids=repr)
def test_figures_and_other_texts_stay_as_they_are(qtbot: QtBot, text: str) -> None:
    put_block([[text, "x"]], [[text, "x"]])
    data = QGuiApplication.clipboard().mimeData()
    assert split_block(data.text()) == [[text, "x"]]
    cell, _ = cells_of(data)[0]
    assert not is_text(cell) and cell.text_content() == text
    assert not taken_for_formula(text)


def test_quotes_cannot_hide_a_formula_from_the_plain_flavour(qtbot: QtBot) -> None:
    """Unquoted, a spreadsheet would take the quotes away and compute what is in them."""
    put_block([['"=1+1"', '"\t=2"'], ["甲\n=3", "乙"]], [["", ""], ["", ""]])
    data = QGuiApplication.clipboard().mimeData()
    assert split_block(data.text()) == [['"=1+1"', '" =2"'], ["甲 =3", "乙"]]
    assert is_text(cells_of(data)[1][0]) and cells_of(data)[1][0].find("br") is not None


def test_one_plain_text_goes_into_a_sentence_and_not_as_a_table(qtbot: QtBot) -> None:
    put_block([["地区生产总值"]], [["地区生产总值"]])
    assert not QGuiApplication.clipboard().mimeData().hasHtml()


@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")
def test_a_spreadsheet_reads_texts_as_texts_and_figures_as_figures(tmp_path: Path) -> None:
    assert OFFICE is not None
    shown = [text for text in TRIGGERS if text[0] in STARTS] + FIGURES
    (tmp_path / "块.html").write_text(html_block([[text, "|"] for text in shown]), encoding="utf-8")
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    form = ["--infilter=HTML (StarCalc)", "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", str(tmp_path)]
    subprocess.run([OFFICE, profile, "--headless", *form, str(tmp_path / "块.html")], check=True, capture_output=True)
    lines = load_workbook(tmp_path / "块.xlsx").active.iter_rows(max_col=1)
    kinds = [(line[0].value, line[0].data_type) for line in lines]
    assert kinds[: -len(FIGURES)] == [(text, "s") for text in shown[: -len(FIGURES)]]
    figures = [-3.5, 2, -1234.5, 0.12, -0.125, 100, 1234567.89, 0.0005, 0]
    assert kinds[-len(FIGURES) :] == [(pytest.approx(figure), "n") for figure in figures]


@dataclass(frozen=True)
class Line:
    name: str
    value: str


def table_of(qtbot: QtBot, *lines: Line) -> RecordTable:
    columns = [
        TableColumn("name", "名称", lambda line: line.name),
        TableColumn("value", "数", lambda line: line.value + "0", start=lambda line: line.value),
    ]
    model = RecordTableModel(columns, key=lambda line: line.name)
    model.show_records(lines)
    table = RecordTable(model)
    qtbot.addWidget(table)
    table.selectAll()
    return table


def test_a_table_gives_the_whole_of_a_long_text_and_here_what_was_typed(qtbot: QtBot) -> None:
    long = "长" * 900
    table = table_of(qtbot, Line("=甲", "-3.5"), Line(long, "7.1"))
    qtbot.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == f"'=甲\t-3.50\n{long}\t7.10"
    assert block_on_clipboard() == [["=甲", "-3.5"], [long, "7.1"]]


def test_a_block_of_another_program_is_read_as_before(qtbot: QtBot) -> None:
    put_block([["=甲"]], [["=甲"]])
    QGuiApplication.clipboard().setText("1\t2\n3\t4")
    assert block_on_clipboard() == [["1", "2"], ["3", "4"]] and text_on_clipboard() == "1\t2\n3\t4"
    broken = QMimeData()
    broken.setText("7")
    broken.setData(OWN_FLAVOUR, b"{")
    QGuiApplication.clipboard().setMimeData(broken)
    assert block_on_clipboard() == [["7"]]


@pytest.mark.parametrize("way", ["key", "edit menu", "own menu"])
def test_pasted_into_a_line_of_this_program_it_is_what_was_copied(qtbot: QtBot, way: str) -> None:
    line = QLineEdit("旧")
    qtbot.addWidget(line)
    line.show()
    line.selectAll()
    line.setFocus()
    put_block([["-5至-3"]], [["-5至-3"]])
    if way == "key":
        qtbot.keyClick(line, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    elif way == "edit menu":
        qtbot.waitUntil(line.hasFocus)
        paste_here()
    else:
        event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, line.rect().center(), line.mapToGlobal(line.pos()))
        QApplication.sendEvent(line, event)
        menu = QApplication.activePopupWidget()
        assert menu is not None
        next(action for action in menu.actions() if action.objectName() == "edit-paste").trigger()
        menu.close()
        QApplication.processEvents()
    assert line.text() == "-5至-3"
    QGuiApplication.clipboard().setText("'=别处的")
    line.selectAll()
    qtbot.keyClick(line, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert line.text() == "'=别处的"


def test_what_may_only_be_read_takes_nothing(qtbot: QtBot) -> None:
    text = QPlainTextEdit("原文")
    qtbot.addWidget(text)
    text.setReadOnly(True)
    text.show()
    put_block([["=1"]], [["=1"]])
    qtbot.keyClick(text, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert text.toPlainText() == "原文"
    text.setReadOnly(False)
    qtbot.keyClick(text, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert text.toPlainText() == "=1原文"


def test_a_line_of_a_list_is_copied_as_a_cell_is(qtbot: QtBot) -> None:
    names = CopyingList()
    qtbot.addWidget(names)
    names.addItems(["@甲", "乙"])
    names.setCurrentRow(0)
    qtbot.keyClick(names, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "'@甲"


OWN_COPYING = {
    "parts/table/copying.py": "the two that copy through here",
    "parts/dialogs.py": "makes none, and asks what those of a form hold",
    "parts/wide/staying.py": "never has the keyboard",
    "window/bars.py": "the names of the pages",
    "outputs/sheet_tab.py": "the heads of our own columns",
}


def test_no_table_or_list_copies_by_itself() -> None:
    """Qt's own Ctrl+C puts the text of a cell on the clipboard as it is."""
    kinds = {"QTableView", "QListWidget", "QTreeView", "QListView", "QTableWidget", "QTreeWidget"}
    found = {
        path.relative_to(UI).as_posix()
        for path in UI.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ImportFrom) and kinds & {one.name for one in node.names}
    }
    assert found == set(OWN_COPYING)
