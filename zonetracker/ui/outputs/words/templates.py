"""The office's own texts of the summary: a line for each, what may stand in braces, and how it all reads this month."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QLineEdit, QPushButton, QVBoxLayout, QWidget

from zonetracker.model.issuing import (
    PLACES_OF_CLASSES,
    PLACES_OF_PERIOD,
    SHARE,
    Template,
    Wording,
    unknown_places,
)
from zonetracker.model.progress import Progress
from zonetracker.services.issuing.bulletin import Texts
from zonetracker.support.i18n import tr
from zonetracker.ui.parts.dialogs import FormDialog, lettered, plain_label
from zonetracker.words.issuing import template_word, usual_template

_LONGEST = 1000
_PREVIEW = 220
_OF_MONTHS = (Template.BEHIND, Template.CLOSING)
_OF_YEARS = (Template.MISSED, Template.CLOSING_YEAR)


class TemplatesForm(FormDialog):
    """A field for each text; `texts` are those that are not the program's own."""

    def __init__(self, parent: QWidget | None, progress: Progress, wording: Wording) -> None:
        super().__init__(parent, tr("通报的用语"), tr("保存"))
        self._progress = progress
        self.fields: dict[Template, QLineEdit] = {}
        for template in Template:
            field = QLineEdit(wording.templates.get(template, "") or usual_template(template))
            field.setMaxLength(_LONGEST)
            field.setCursorPosition(0)
            field.setAccessibleName(template_word(template))
            field.textChanged.connect(self._read)
            self.form.addRow(plain_label(template_word(template)), field)
            self.fields[template] = field
        self.places = plain_label(_places_told(), wrap=True, tone="muted")
        self.preview = plain_label(wrap=True)
        self.preview.setMinimumWidth(_PREVIEW)
        right = QVBoxLayout()
        right.addWidget(plain_label(tr("这个月的通报里："), tone="muted"))
        right.addWidget(self.preview)
        right.addWidget(self.places)
        right.addStretch()
        self.beside.addLayout(right, 1)
        self.usual = QPushButton(lettered(tr("恢复默认"), "D"))
        self.usual.setAutoDefault(False)
        self.usual.clicked.connect(self._restore)
        self.buttons.insertWidget(0, self.usual)
        self.check = self._trouble
        self.resize(920, self.sizeHint().height())
        self._read()

    def showEvent(self, event: QShowEvent) -> None:
        """Qt: the keyboard starts in the first text."""
        super().showEvent(event)
        self.fields[Template.TITLE].setFocus(Qt.FocusReason.OtherFocusReason)

    def texts(self) -> dict[Template, str]:
        """The office's own texts."""
        said = {template: field.text().strip() for template, field in self.fields.items()}
        return {template: text for template, text in said.items() if text != usual_template(template)}

    def _restore(self) -> None:
        for template, field in self.fields.items():
            field.setText(usual_template(template))
            field.setCursorPosition(0)

    def _trouble(self) -> str:
        for template, field in self.fields.items():
            for place in unknown_places(field.text()):
                where = template_word(template)
                return tr("“{where}”里的“{place}”不是能用的占位符，请从右边列出的里面选。", where=where, place=place)
        return ""

    def _read(self) -> None:
        """Show how the texts read in this month, and what is wrong with them."""
        own: Mapping[str, str] = {str(template): text for template, text in self.texts().items()}
        texts = Texts(self._progress, Wording(templates=own))
        left = _OF_MONTHS if self._progress.year_end else _OF_YEARS
        self.preview.setText("\n".join(texts(template) for template in Template if template not in left))
        self.say(self._trouble())


def _places_told() -> str:
    period, classes = ("".join(f"{{{name}}}" for name in names) for names in (PLACES_OF_PERIOD, PLACES_OF_CLASSES))
    return tr(
        "可以用的占位符：{period}；各档的项数：{classes}；名称后加“{share}”是所占比例，如 {example}",
        period=period,
        classes=classes,
        share=SHARE,
        example=f"{{{PLACES_OF_CLASSES[0]}{SHARE}}}",
    )
