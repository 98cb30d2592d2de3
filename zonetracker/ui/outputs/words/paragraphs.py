"""The paragraphs of a month's summary, to be written anew: the list at the left, the words at the right.

Where the figures under a paragraph have changed since it was written, both are shown, and the clerk takes one.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from zonetracker.model.checking.limits import in_short
from zonetracker.model.issuing import Edit
from zonetracker.services.issuing import Summary
from zonetracker.services.issuing.bulletin import composed_paragraphs, paragraphs_of
from zonetracker.support.i18n import tr
from zonetracker.ui.parts.dialogs import FormDialog, lettered
from zonetracker.ui.parts.table.copying import CopyingList

_SHOWN = 18
_LIST = 240
_NOW_KEY, _MINE_KEY = "N", "M"


class ParagraphsForm(FormDialog):
    """Shows the paragraphs of a summary; `changes` is what became of them, to be kept by key."""

    def __init__(self, parent: QWidget | None, summary: Summary, key: str = "") -> None:
        super().__init__(parent, tr("改写通报的段落"), tr("保存"))
        self._composed = composed_paragraphs(summary)
        self._edited = {one.key: one for one in summary.edited}
        standing = paragraphs_of(summary)
        own = {one.key: one.text for one in summary.edited}
        self._texts = {one: own.get(one, standing.get(one, "")) for one in self._composed}
        self._first = dict(self._texts)
        self._settled: set[str] = set()
        self.list = CopyingList()
        self.list.setAccessibleName(tr("段落"))
        self.list.setMaximumWidth(_LIST)
        self.list.addItems([self._line(one) for one in self._composed])
        self.editor = QPlainTextEdit()
        self.editor.setTabChangesFocus(True)
        self.editor.setAccessibleName(tr("这一段"))
        self.editor.textChanged.connect(self._typed)
        self.told = QPlainTextEdit()
        self.told.setReadOnly(True)
        self.told.setFrameShape(QFrame.Shape.NoFrame)
        self.told.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.told.setAccessibleName(tr("程序拟的这一段"))
        self.now = QPushButton(lettered(tr("采用现在的"), _NOW_KEY))
        self.mine = QPushButton(lettered(tr("保留我的"), _MINE_KEY))
        self.now.clicked.connect(self.take_now)
        self.mine.clicked.connect(self.keep_mine)
        self._lay_out()
        self.list.currentRowChanged.connect(self._show)
        keys = list(self._composed)
        stale = next((one.key for one in summary.edited if one.stale), "")
        wanted = key or stale
        self.list.setCurrentRow(keys.index(wanted) if wanted in keys else 0)

    def _lay_out(self) -> None:
        choices = QHBoxLayout()
        for button in (self.now, self.mine):
            button.setAutoDefault(False)
            choices.addWidget(button)
        choices.addStretch()
        right = QVBoxLayout()
        right.addWidget(self.editor, 3)
        right.addWidget(self.told, 2)
        right.addLayout(choices)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.beside.setStretch(0, 0)
        self.beside.insertWidget(0, self.list, 1)
        self.beside.addLayout(right, 2)
        self.resize(860, 460)

    def showEvent(self, event: QShowEvent) -> None:
        """Qt: the keyboard starts in the paragraph."""
        super().showEvent(event)
        self.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def changes(self) -> dict[str, Edit | None]:
        """The paragraphs that were written or settled here; None for those that are the program's again."""
        changed: dict[str, Edit | None] = {}
        for key, text in self._texts.items():
            composed = self._composed[key]
            if text == self._first[key] and key not in self._settled:
                continue
            changed[key] = None if text.strip() == composed.strip() else Edit(text.strip(), composed)
        return changed

    def take_now(self) -> None:
        """The program's words for this paragraph."""
        key = self._key()
        self._settled.add(key)
        self.editor.setPlainText(self._composed[key])
        self._tell()

    def keep_mine(self) -> None:
        """The clerk's words stay although the figures changed."""
        self._settled.add(self._key())
        self._tell()

    def _key(self) -> str:
        return list(self._composed)[max(0, self.list.currentRow())]

    def _show(self) -> None:
        self.editor.setPlainText(self._texts[self._key()])
        self._tell()

    def _typed(self) -> None:
        self._texts[self._key()] = self.editor.toPlainText()
        self._tell()

    def _stale(self, key: str) -> bool:
        edited = self._edited.get(key)
        return edited is not None and edited.stale and key not in self._settled

    def _own(self, key: str) -> bool:
        return self._texts[key].strip() != self._composed[key].strip()

    def _line(self, key: str) -> str:
        said = in_short(self._composed[key] or self._texts[key], _SHOWN)
        if self._stale(key):
            return tr("（改过，数字已变）{said}", said=said)
        return tr("（改过）{said}", said=said) if self._own(key) else said

    def _tell(self) -> None:
        key = self._key()
        item, composed = self.list.item(self.list.currentRow()), self._composed[key]
        if item is not None:
            item.setText(self._line(key))
        stale, own = self._stale(key), self._own(key)
        self.now.setVisible(own or stale)
        self.now.setText(lettered(tr("采用现在的") if stale else tr("恢复程序拟的"), _NOW_KEY))
        self.mine.setVisible(stale and own)
        if stale:
            before = self._edited[key].before
            now = composed or tr("本期没有这一段")
            self.told.setPlainText(tr("此段改过；数字已变：\n原：{before}\n现：{now}", before=before, now=now))
        elif own:
            self.told.setPlainText(tr("程序拟的：{composed}", composed=composed))
        else:
            self.told.setPlainText(tr("直接改文字；清空则不印这一段，回车另起一段。"))
