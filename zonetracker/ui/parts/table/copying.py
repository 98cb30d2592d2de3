"""What goes to the clipboard from a table: as other programs may read it, and for this one exactly as it was.

A spreadsheet takes a pasted text that begins with = + - @ for a formula, and texts come from foreign files. So the HTML
flavour says of such a cell that it is text, and the plain flavour, of which nothing can be said, has an apostrophe
before it. A figure stays one. Of tables and lines of this program that is undone by a flavour of its own.
"""

from __future__ import annotations

import contextlib
import html
import json
import re
from collections.abc import Sequence
from decimal import Decimal

from PySide6.QtCore import QAbstractItemModel, QEvent, QMimeData, QObject, Qt
from PySide6.QtGui import QAction, QContextMenuEvent, QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QLineEdit,
    QListWidget,
    QMenu,
    QPlainTextEdit,
    QTableView,
    QTextEdit,
)

from zonetracker.ui.parts.table.model import WHOLE
from zonetracker.words.wording import FORMULA_SIGNS, visible

OWN_FLAVOUR = "application/x-zonetracker-cells"
_MARK = "'"
_WATCHING = "exact_pasting"
_FIGURE = re.compile(r"[+-]?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.([0-9]+))?(%?)")
_NO_FORMULA = "-"
"""A dash alone says that there is nothing."""
_AS_TEXT = """ style='mso-number-format:"\\@"' x:str sdnum="2052;0;@\""""
"""Excel and WPS go by the first, written as Excel writes it, Excel of 2003 by the second, LibreOffice by the third."""
_HEAD = (
    '<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><meta charset="utf-8"></head>'
    "<body><!--StartFragment--><table>"
)
_FOOT = "</table><!--EndFragment--></body></html>"

Block = Sequence[Sequence[str]]
_Lines = QLineEdit | QPlainTextEdit | QTextEdit


def taken_for_formula(text: str) -> bool:
    """Whether a spreadsheet might compute a text that is pasted there."""
    bare = text.strip()
    return bare.startswith(tuple(FORMULA_SIGNS)) and bare != _NO_FORMULA and _FIGURE.fullmatch(bare) is None


def plain_block(shown: Block) -> str:
    """A block as lines with tabs: every cell one line, none that would be taken for a formula."""
    return "\n".join("\t".join(map(_plain, line)) for line in shown)


def _plain(text: str) -> str:
    line = " ".join(visible(text).split())
    if taken_for_formula(line):
        return _MARK + line
    return '"' + line.replace('"', '""') + '"' if line.startswith('"') else line


def html_block(shown: Block) -> str:
    """A block as a table in which each cell is what it is: text, or a figure."""
    rows = "".join(f"<tr>{''.join(map(_cell, line))}</tr>" for line in shown)
    return f"{_HEAD}{rows}{_FOOT}"


def _cell(text: str) -> str:
    words = html.escape(visible(text).strip()).replace("\n", '<br style="mso-data-placement:same-cell">')
    figure = _FIGURE.fullmatch(text.strip())
    if figure is not None and figure[2]:
        places = len(figure[1] or "")
        value = Decimal(figure[0].replace(",", "").removesuffix("%")).scaleb(-2)
        return f'<td sdval="{value:f}" sdnum="2052;0;{"0." + "0" * places if places else "0"}%">{words}</td>'
    return f"<td{_AS_TEXT if _may_compute(text) else ''}>{words}</td>"


def _may_compute(text: str) -> bool:
    return any(taken_for_formula(line) for line in visible(text).splitlines())


def put_block(shown: Block, exact: Block) -> None:
    """A block on the clipboard: as it is `shown` for other programs, the `exact` texts for this one."""
    data = QMimeData()
    data.setText(plain_block(shown))
    guarded = any(_may_compute(text) for line in shown for text in line)
    if guarded or sum(map(len, shown)) > 1:  # one text alone goes into a sentence of Word, not as a table
        data.setHtml(html_block(shown))
    data.setData(OWN_FLAVOUR, json.dumps([list(line) for line in exact], ensure_ascii=False).encode())
    QGuiApplication.clipboard().setMimeData(data)
    if guarded:
        _undo_in_lines()


def block_on_clipboard() -> list[list[str]]:
    """The block on the clipboard, exactly where it is from this program."""
    own = _own_block()
    return split_block(QGuiApplication.clipboard().text()) if own is None else own


def text_on_clipboard() -> str:
    """The text on the clipboard, without a mark of ours."""
    own = _own_block()
    return QGuiApplication.clipboard().text() if own is None else "\n".join("\t".join(line) for line in own)


def _own_block() -> list[list[str]] | None:
    data = QGuiApplication.clipboard().mimeData()
    if data is None or not data.hasFormat(OWN_FLAVOUR):
        return None
    with contextlib.suppress(ValueError):
        said = json.loads(bytes(data.data(OWN_FLAVOUR).data()))
        if isinstance(said, list) and all(isinstance(line, list) for line in said):
            return [[str(text) for text in line] for line in said]
    return None


def split_block(text: str) -> list[list[str]]:
    """A block as Excel and WPS put it on the clipboard: rows by line, cells by tab, quoted cells with line breaks."""
    rows: list[list[str]] = [[]]
    cell, quoted, at = "", False, 0
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = text.removesuffix("\n")
    if not text:
        return []
    while at < len(text):
        letter = text[at]
        if quoted:
            if letter == '"' and text[at + 1 : at + 2] == '"':
                cell, at = cell + '"', at + 1
            elif letter == '"':
                quoted = False
            else:
                cell += letter
        elif letter == '"' and not cell:
            quoted = True
        elif letter in "\t\n":
            rows[-1].append(cell)
            cell = ""
            if letter == "\n":
                rows.append([])
        else:
            cell += letter
        at += 1
    rows[-1].append(cell)
    return rows


def copy_cells(view: QAbstractItemView) -> None:
    """The selected cells of a table or list, without its hidden columns."""
    hidden = view.isColumnHidden if isinstance(view, QTableView) else lambda _: False
    cells = sorted((index.row(), index.column()) for index in view.selectedIndexes() if not hidden(index.column()))
    model = view.model()
    shown: dict[int, list[str]] = {}
    exact: dict[int, list[str]] = {}
    for row, column in cells:
        shown.setdefault(row, []).append(_said(model, row, column, WHOLE))
        exact.setdefault(row, []).append(_said(model, row, column, Qt.ItemDataRole.EditRole))
    put_block(list(shown.values()), list(exact.values()))


def _said(model: QAbstractItemModel, row: int, column: int, role: int) -> str:
    index = model.index(row, column)
    said = index.data(role)
    return str((index.data() if said is None else said) or "")


class CopyingTable(QTableView):
    """A table whose cells go to the clipboard by Ctrl+C; Qt's own would put there what stands in one cell, as it is."""

    def copy(self) -> None:
        """The selected cells to the clipboard, as a block that Excel and WPS take."""
        copy_cells(self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: copying is ours."""
        if event.matches(QKeySequence.StandardKey.Copy) and self.state() is not QTableView.State.EditingState:
            self.copy()
        else:
            super().keyPressEvent(event)


class CopyingList(QListWidget):
    """A list whose lines go to the clipboard as the cells of a table do."""

    def copy(self) -> None:
        """The selected lines to the clipboard."""
        copy_cells(self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: copying is ours."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        else:
            super().keyPressEvent(event)


class _ExactPasting(QObject):
    """While cells with our mark lie on the clipboard, lines and texts of this program get what was copied."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt: a key or a menu that pastes into a line."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            if isinstance(watched, _Lines) and event.matches(QKeySequence.StandardKey.Paste):
                paste_into(watched)
                return True
        elif isinstance(event, QContextMenuEvent) and isinstance(watched, QLineEdit):
            _line_menu(watched).popup(event.globalPos())
            return True
        return False


def _line_menu(line: QLineEdit) -> QMenu:
    menu = line.createStandardContextMenu()
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    for theirs in menu.actions():
        if theirs.objectName() == "edit-paste":
            ours = QAction(theirs.icon(), theirs.text(), menu)
            ours.setObjectName(theirs.objectName())
            ours.setEnabled(not line.isReadOnly())
            ours.triggered.connect(lambda: paste_into(line))
            menu.insertAction(theirs, ours)
            menu.removeAction(theirs)
    return menu


def paste_into(where: _Lines) -> None:
    """The text on the clipboard goes where the cursor is, if something can be typed there."""
    if where.isReadOnly():
        return
    if _own_block() is None:
        where.paste()
    elif isinstance(where, QLineEdit):
        where.insert(text_on_clipboard().replace("\n", " "))
    else:
        where.insertPlainText(text_on_clipboard())


def _undo_in_lines() -> None:
    """Watch the keys of the program for as long as marked cells lie on the clipboard, and no longer."""
    app, clipboard = QApplication.instance(), QGuiApplication.clipboard()
    if app is None or app.property(_WATCHING):
        return
    filtering = _ExactPasting(app)
    app.installEventFilter(filtering)
    app.setProperty(_WATCHING, True)

    def over() -> None:
        if _own_block() is None:
            clipboard.dataChanged.disconnect(over)
            app.removeEventFilter(filtering)
            app.setProperty(_WATCHING, False)
            filtering.deleteLater()

    clipboard.dataChanged.connect(over)
