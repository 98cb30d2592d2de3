"""The one table model: compared as text pictures, sorted exactly, edited in place."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

import pytest
from PySide6.QtCore import QAbstractItemModel, QModelIndex, Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from tests.ui.conftest import child, type_into
from zonetracker.ui.parts.table.copying import split_block
from zonetracker.ui.parts.table.model import GroupHeading, RecordSort, RecordTableModel, TableColumn
from zonetracker.ui.parts.table.view import RecordTable
from zonetracker.ui.parts.theme import shade


@dataclass(frozen=True)
class Item:
    id: int
    name: str
    value: Decimal | None


ITEMS = [
    Item(1, "投资", Decimal("100.5")),
    Item(2, "出口", None),
    Item(3, "财政", Decimal("9.75")),
    Item(4, "产值", Decimal("-3")),
]


def columns(edit: Callable[[Item, str], bool] | None = None) -> list[TableColumn]:
    return [
        TableColumn("name", "名称", lambda item: item.name, edit=edit, choices=("甲", "乙") if edit else ()),
        TableColumn(
            "value",
            "数值",
            lambda item: "" if item.value is None else f"{item.value}",
            order=lambda item: item.value,
            numeric=True,
            edit=edit,
        ),
    ]


def picture(model: QAbstractItemModel) -> str:
    titles = [model.headerData(n, Qt.Orientation.Horizontal) for n in range(model.columnCount())]
    rows = [
        [str(model.index(row, n).data() or "") for n in range(model.columnCount())] for row in range(model.rowCount())
    ]
    return "\n".join("|".join(line) for line in [titles, *rows])


@pytest.fixture
def model(qtbot: QtBot) -> RecordTableModel:
    made = RecordTableModel(columns(), key=lambda item: item.id)
    made.show_records([GroupHeading("一、经济"), *ITEMS[:2], GroupHeading("二、财政"), *ITEMS[2:]])
    return made


def test_the_rows_stand_under_their_headings(model: RecordTableModel) -> None:
    assert picture(model) == "名称|数值\n一、经济|\n投资|100.5\n出口|\n二、财政|\n财政|9.75\n产值|-3"


def test_qts_own_tester_finds_nothing(model: RecordTableModel, qtmodeltester: ModelTester) -> None:
    qtmodeltester.check(model)


def test_an_invalid_index_has_no_flags(model: RecordTableModel) -> None:
    assert model.flags(QModelIndex()) == Qt.ItemFlag.NoItemFlags
    assert not model.flags(model.index(0, 0)) & Qt.ItemFlag.ItemIsSelectable


def test_figures_are_sorted_as_decimals_and_the_missing_come_last(qtbot: QtBot, qtmodeltester: ModelTester) -> None:
    model = RecordTableModel(columns(), key=lambda item: item.id)
    model.show_records(ITEMS)
    proxy = RecordSort(model)
    qtmodeltester.check(proxy)
    proxy.sort(1)
    assert picture(proxy) == "名称|数值\n产值|-3\n财政|9.75\n投资|100.5\n出口|"
    proxy.sort(-1)
    assert [proxy.record(row).id for row in range(4)] == [1, 2, 3, 4]


def test_a_search_keeps_rows_with_every_word(qtbot: QtBot) -> None:
    model = RecordTableModel(columns(), key=lambda item: item.id)
    model.show_records(ITEMS)
    proxy = RecordSort(model)
    proxy.search("财 9.7")
    assert [proxy.record(row).name for row in range(proxy.rowCount())] == ["财政"]


def test_the_same_records_only_repaint(model: RecordTableModel, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(model.modelReset):
        model.show_records(
            [GroupHeading("一、经济"), Item(1, "投资额", Decimal(1)), ITEMS[1], GroupHeading("二、财政"), *ITEMS[2:]]
        )
    assert "投资额|1" in picture(model)
    with qtbot.waitSignal(model.modelReset):
        model.show_records(ITEMS)


def test_arrows_pass_over_headings_and_tab_goes_to_fields(qtbot: QtBot) -> None:
    kept: list[tuple[int, str]] = []

    def keep(item: Item, text: str) -> bool:
        kept.append((item.id, text))
        return True

    model = RecordTableModel(columns(keep), key=lambda item: item.id)
    model.show_records([GroupHeading("一"), ITEMS[0], GroupHeading("二"), ITEMS[2]])
    table = RecordTable(model)
    qtbot.addWidget(table)
    table.show()
    table.go_to(1, 0)
    qtbot.keyClick(table, Qt.Key.Key_Down)
    assert table.record().id == 3
    qtbot.keyClick(table, Qt.Key.Key_Up)
    assert table.record().id == 1
    qtbot.keyClick(table, Qt.Key.Key_Tab)
    qtbot.keyClick(table, Qt.Key.Key_Tab)
    assert (table.record().id, table.currentIndex().column()) == (3, 0)


def test_f2_edits_in_place_and_unchanged_text_is_not_kept(qtbot: QtBot) -> None:
    kept: list[tuple[int, str]] = []

    def keep(item: Item, text: str) -> bool:
        kept.append((item.id, text))
        return True

    model = RecordTableModel(columns(keep), key=lambda item: item.id)
    model.show_records(ITEMS)
    table = RecordTable(model)
    qtbot.addWidget(table)
    table.show()
    table.go_to(1, 1)
    type_into(qtbot, table, "100.5")
    type_into(qtbot, table, "77亿元")
    assert kept == [(1, "77亿元")]


def test_foreign_text_is_shown_as_it_is_on_one_bounded_line(qtbot: QtBot) -> None:
    model = RecordTableModel(columns(), key=lambda item: item.id)
    model.show_records([Item(1, "<b>粗</b>\n二行\u202e反", None), Item(2, "长" * 10_000, None)])
    assert model.index(0, 0).data() == "<b>粗</b> 二行‹U+202E›反"
    assert model.index(0, 0).data(Qt.ItemDataRole.ToolTipRole).startswith("<p>&lt;b&gt;粗&lt;/b&gt;")
    assert len(model.index(1, 0).data()) == 400


def test_copying_gives_a_block_for_a_spreadsheet(qtbot: QtBot) -> None:
    model = RecordTableModel(columns(), key=lambda item: item.id)
    model.show_records(ITEMS)
    table = RecordTable(model)
    qtbot.addWidget(table)
    table.selectAll()
    table.copy()
    assert QGuiApplication.clipboard().text() == "投资\t100.5\n出口\t\n财政\t9.75\n产值\t-3"


@pytest.mark.parametrize(
    ("text", "block"),
    [
        ("1\t2\r\n3\t4\r\n", [["1", "2"], ["3", "4"]]),
        ('"a\nb"\t"say ""x"""\n', [["a\nb", 'say "x"']]),
        ("7", [["7"]]),
        ("\t\n1\t", [["", ""], ["1", ""]]),
        ("", []),
    ],
)
def test_a_pasted_block_is_split_as_excel_wrote_it(text: str, block: list[list[str]]) -> None:
    assert split_block(text) == block


def test_only_records_that_are_others_are_painted_again(qtbot: QtBot) -> None:
    model = RecordTableModel(columns(), key=lambda item: item.id)
    items = [Item(number, f"第{number}", None) for number in range(8)]
    model.show_records(items)
    seen: list[tuple[int, int]] = []
    model.dataChanged.connect(lambda first, last: seen.append((first.row(), last.row())))
    fresh = [Item(item.id, "新", None) if item.id in (2, 3, 6) else item for item in items]
    model.show_records(fresh, anew=False)
    assert seen == [(2, 3), (6, 6)]
    model.show_records(fresh)
    assert seen[2:] == [(0, 7)]


def test_a_search_finds_what_a_record_says_now(qtbot: QtBot) -> None:
    model = RecordTableModel(columns(), key=lambda item: item.id)
    sorting = RecordSort(model)
    model.show_records(ITEMS)
    sorting.read_ahead()
    sorting.search("出口")
    assert [sorting.record(row).id for row in range(sorting.rowCount())] == [2]
    changed = [Item(3, "出口税收", Decimal(1)) if item.id == 3 else item for item in ITEMS]
    model.show_records(changed, anew=False)
    assert [sorting.record(row).id for row in range(sorting.rowCount())] == [2, 3]
    model.show_records(changed[::-1])
    assert [sorting.record(row).id for row in range(sorting.rowCount())] == [3, 2]


def test_a_cell_without_words_still_shows_its_sign_and_that_it_is_chosen(qtbot: QtBot) -> None:
    made = RecordTableModel(
        [
            TableColumn("empty", "空", lambda item: ""),
            TableColumn("sign", "状", lambda item: "", sign=lambda item: "add"),
            TableColumn("name", "名称", lambda item: item.name),
        ],
        key=lambda item: item.id,
    )
    table = RecordTable(made, sortable=True)
    qtbot.addWidget(table)
    made.show_records(ITEMS)
    table.resize(600, 300)
    table.show()

    def colours(row: int, column: int) -> set[int]:
        rect = table.visualRect(table.model().index(row, column)).adjusted(3, 3, -3, -3)
        cell = table.viewport().grab(rect).toImage()
        return {cell.pixel(x, y) for x in range(cell.width()) for y in range(cell.height())}

    table.go_to(ITEMS[0].id, 2)
    assert colours(0, 0) == {shade("accent_soft").rgb()}
    assert len(colours(1, 0)) == 1
    assert len(colours(1, 1)) > 1
    assert len(colours(1, 2)) > 1


def row_table(qtbot: QtBot, kept: list[tuple[int, str]]) -> RecordTable:
    """A table whose first column is shown only, the second a list of words, the third typed."""

    def keep(item: Item, text: str) -> bool:
        kept.append((item.id, text))
        return True

    shown = TableColumn("id", "序号", lambda item: str(item.id))
    model = RecordTableModel([shown, *columns(keep)], key=lambda item: item.id)
    model.show_records([GroupHeading("一"), *ITEMS])
    table = RecordTable(model)
    qtbot.addWidget(table)
    table.show()
    table.setFocus()
    return table


@pytest.mark.parametrize("key", [Qt.Key.Key_F2, Qt.Key.Key_8])
def test_a_key_that_edits_goes_to_the_first_field_that_is_typed(qtbot: QtBot, key: Qt.Key) -> None:
    kept: list[tuple[int, str]] = []
    table = row_table(qtbot, kept)
    table.go_to(1, 0)
    qtbot.keyClick(table, key)
    assert table.currentIndex().column() == 2
    editor = child(table.viewport(), QLineEdit)
    assert editor.text() == ("8" if key == Qt.Key.Key_8 else "100.5")
    editor.setText("8.5")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: kept == [(1, "8.5")])


def test_what_is_typed_behind_the_fields_of_a_row_overwrites_none_of_them(qtbot: QtBot) -> None:
    shown = TableColumn("state", "标记", lambda item: "可信")
    model = RecordTableModel([*columns(lambda *_: True), shown], key=lambda item: item.id)
    model.show_records(ITEMS)
    table = RecordTable(model)
    qtbot.addWidget(table)
    table.show()
    table.setFocus()
    last = len(model.columns) - 1
    table.go_to(1, last)
    qtbot.keyClick(table, Qt.Key.Key_8)
    assert table.currentIndex().column() == last and table.state() is not table.State.EditingState
    qtbot.keyClick(table, Qt.Key.Key_F2)
    assert table.state() is table.State.EditingState


def test_chinese_letters_start_editing_too(qtbot: QtBot) -> None:
    table = row_table(qtbot, [])
    table.go_to(1)
    assert table.currentIndex().column() == 2, "where one arrives something can be typed"
    letters = QInputMethodEvent()
    letters.setCommitString("八亿")
    QApplication.sendEvent(table, letters)
    assert child(table.viewport(), QLineEdit).isVisible()


def test_a_key_with_alt_or_ctrl_is_no_typing(qtbot: QtBot) -> None:
    table = row_table(qtbot, [])
    table.go_to(1, 0)
    qtbot.keyClick(table, Qt.Key.Key_8, Qt.KeyboardModifier.AltModifier)
    qtbot.keyClick(table, Qt.Key.Key_8, Qt.KeyboardModifier.ControlModifier)
    assert table.currentIndex().column() == 0 and table.state() is not table.State.EditingState


def test_the_row_one_is_on_stays_in_view_when_the_table_gets_lower(qtbot: QtBot) -> None:
    model = RecordTableModel(columns(), key=lambda item: item.id)
    model.show_records([Item(number, f"第{number}项", None) for number in range(60)])
    table = RecordTable(model)
    qtbot.addWidget(table)
    table.resize(300, 400)
    table.show()
    table.go_to(8)
    table.resize(300, 140)
    row = table.visualRect(table.currentIndex())
    assert row.top() >= 0 and row.bottom() <= table.viewport().height()
