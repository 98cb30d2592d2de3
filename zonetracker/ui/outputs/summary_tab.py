"""The monthly summary: its words to choose, its pages as they will be printed, and the ways out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QPageLayout, QShortcut
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from zonetracker.model.bookkeeping import Changed
from zonetracker.model.issuing import IssuedKind, Wording
from zonetracker.model.progress import Progress
from zonetracker.paper.compose import compose_pages, page_size, print_pages
from zonetracker.paper.fonts import paper_fonts_missing
from zonetracker.paper.marks import PaperPage
from zonetracker.services.issuing import Issue, Summary, issue_summary, keep_choices, wording
from zonetracker.services.issuing.bulletin import (
    Material,
    compose_bulletin,
    keep_edits,
    keep_templates,
    material,
    paragraphs_of,
)
from zonetracker.support.errors import Refusal
from zonetracker.support.i18n import tr
from zonetracker.support.job import Job, Step
from zonetracker.support.paths import file_name
from zonetracker.ui.outputs.form import OutputForm, date_of, date_trouble
from zonetracker.ui.outputs.paper_view import PaperView
from zonetracker.ui.outputs.printing import PAPER, PrintOrder, ask_print
from zonetracker.ui.outputs.words.paragraphs import ParagraphsForm
from zonetracker.ui.outputs.words.templates import TemplatesForm
from zonetracker.ui.parts.desk import Desk
from zonetracker.ui.parts.dialogs import FormDialog, plain_label
from zonetracker.ui.parts.saving import Saving, output_of
from zonetracker.ui.parts.unsaved.lines import StoredLines

_WORDING_KEY = "F2"
_ENDINGS = ("docx", "pdf", "html")
Composed = tuple[Summary, list[PaperPage]]


class SummaryTab(QWidget):
    """Shows the summary of a Progress; `composed` is what is on screen, None while it is being made."""

    def __init__(self, desk: Desk, saving: Saving) -> None:
        super().__init__()
        self._desk, self._saving = desk, saving
        self._progress: Progress | None = None
        self.composed: Composed | None = None
        self._turn = 0
        self._wanted: Callable[[], object] | None = None
        self.together: Callable[[PrintOrder], object] = lambda _: None
        self.form = OutputForm()
        self.title = self.form.add_line(tr("标题"), self.compose, tr("不填则自动拟定"))
        self.addressee = self.form.add_line(tr("主送"), self._keep, tr("如：各部门、各单位，可空"))
        self.issuer = self.form.add_line(tr("落款"), self._keep, tr("发文单位，可空"))
        self.issued_on = self.form.add_line(tr("日期"), self.compose, tr("如 2023-10-08，可空"))
        self.cut_off = self.form.add_line(tr("数据截止"), self.compose, tr("不填为本月底"))
        self._kept_lines = {"addressee": self.addressee, "issuer": self.issuer}
        self._lines = StoredLines(desk, tr("通报"), self._show_again)
        self._lines.add(self.addressee, tr("主送"))
        self._lines.add(self.issuer, tr("落款"))
        self.texts = self._words_button(tr("用语…"), self.ask_texts, tr("标题、开头、各部分标题和结尾怎么写"))
        self.paragraphs = self._words_button(
            tr("改段落… ({key})", key=_WORDING_KEY), self.ask_paragraph, tr("也可以在预览里双击要改的一段")
        )
        wording_key = QShortcut(QKeySequence(_WORDING_KEY), self, self.ask_paragraph)
        wording_key.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        words = QHBoxLayout()
        words.addWidget(self.texts)
        words.addWidget(self.paragraphs)
        self.form.column.addLayout(words)
        self.ranking = QCheckBox(tr("写责任单位排名（第一名和末位）"))
        self.ranking.clicked.connect(self._keep_ranking)
        self.form.column.addWidget(self.ranking)
        self.edited = plain_label(wrap=True, tone="look")
        self.form.column.addWidget(self.edited)
        self.fonts = plain_label(wrap=True, tone="muted")
        self.form.column.addWidget(self.fonts)
        self.form.column.addStretch()
        self.keep = QCheckBox(tr("在工作簿里留存一份原样"))
        self.keep.setChecked(True)
        self.form.add_foot(self.keep)
        self.buttons = [
            *self.form.add_buttons((tr("打印…"), self.print, True), (tr("存为 PDF…"), self.save_pdf, False)),
            *self.form.add_buttons((tr("存为 Word…"), self.save_docx, False), (tr("存为网页…"), self.save_html, False)),
        ]
        self.view = PaperView()
        self.view.picked.connect(self.ask_paragraph)
        self.view.verticalScrollBar().valueChanged.connect(self._show_place)
        self.place: QLabel = plain_label(tone="muted")
        right = QVBoxLayout()
        right.addWidget(self.view, 1)
        right.addWidget(self.place)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 8, 0, 0)
        row.setSpacing(12)
        row.addWidget(self.form)
        row.addLayout(right, 1)

    def show_progress(self, progress: Progress) -> None:
        """Show the summary of this month; a title and dates typed for another month are dropped."""
        before = self._progress
        if before is not None and (before.year, before.month) != (progress.year, progress.month):
            for field in (self.title, self.issued_on, self.cut_off):
                field.clear()
        self._progress = progress
        kept = wording(self._desk.ledger)
        for text, field in ((kept.addressee, self.addressee), (kept.issuer, self.issuer)):
            if not field.isModified():
                field.setText(text)
        self.ranking.setChecked(kept.ranking)
        self.ranking.setEnabled(not self._desk.ledger.read_only)
        self._lines.show()
        self.keep.setVisible(not self._desk.ledger.read_only)
        self.compose()

    def chosen(self) -> Wording:
        """What was chosen of the words."""
        return Wording(
            self.title.text(),
            self.addressee.text(),
            self.issuer.text(),
            date_of(self.issued_on),
            self.cut_off.text(),
        )

    def compose(self) -> None:
        """Make the pages anew, in a thread; the latest wish counts."""
        if self._progress is None:
            return
        trouble = date_trouble(self.issued_on)
        if trouble:
            self._desk.tell(trouble, "trouble")
        self._turn += 1
        turn, progress, chosen = self._turn, self._progress, self.chosen()

        def done(composed: Composed) -> None:
            if turn == self._turn:
                self._show(composed)

        self.composed = None
        self._enable(False)
        gathered = material(self._desk.ledger, progress, chosen)
        self._desk.tasks.start(_composing(progress, gathered), tr("正在排版"), done, self._cannot)

    def _cannot(self, refusal: Refusal) -> None:
        self._wanted = None
        self.place.setText(str(refusal))

    def _show(self, composed: Composed) -> None:
        self.composed = composed
        self.view.show_pages(composed[1])
        missing = paper_fonts_missing()
        self.fonts.setText("\n".join([tr("这台电脑缺少公文字体："), *missing]) if missing else "")
        self.edited.setText(_edited_words(composed[0]))
        self._enable(True)
        self._show_place()
        wanted, self._wanted = self._wanted, None
        if wanted is not None:
            wanted()

    def _enable(self, ready: bool) -> None:
        for button in self.buttons:
            button.setEnabled(ready)
        for button in (self.texts, self.paragraphs):
            button.setEnabled(ready and not self._desk.ledger.read_only)
        if not ready:
            self.place.setText(tr("正在排版…"))

    def _show_place(self) -> None:
        if self.composed is not None:
            now, count = self.view.current_page(), len(self.view.pages)
            self.place.setText(tr("第 {now} 页，共 {count} 页　（+ − 放大缩小，0 适合宽度）", now=now, count=count))

    def _keep(self) -> None:
        ledger = self._desk.ledger
        kept, said = wording(ledger), dict[str, Any]()
        for name, field in self._kept_lines.items():
            field.setModified(False)
            if field.text().strip() != getattr(kept, name):
                said[name] = field.text().strip()
        if ledger.read_only:
            self.compose()
            return
        with self._lines.typing(*(field for name, field in self._kept_lines.items() if name in said)):
            stored = self._desk.write(lambda: keep_choices(ledger, replace(wording(ledger), **said)))
        if stored is None:
            self._show_again()

    def _keep_ranking(self, wanted: bool) -> None:
        ledger = self._desk.ledger
        self._desk.write(lambda: keep_choices(ledger, replace(wording(ledger), ranking=wanted)))
        self._show_again()

    def _show_again(self) -> None:
        if self._progress is not None:
            self.show_progress(self._progress)

    # ---- what the clerk words himself

    def _words_button(self, words: str, pressed: Callable[[], object], tip: str) -> QPushButton:
        button = QPushButton(words)
        button.setToolTip(tip)
        button.clicked.connect(lambda _=False: pressed())
        return button

    def ask_texts(self) -> None:
        """The office's own texts: title, opening, headings, what is asked at the end."""
        if self._progress is None:
            return
        form = TemplatesForm(self._desk.ask.window, self._progress, wording(self._desk.ledger))
        form.keep = lambda: self._write_from(form, lambda: keep_templates(self._desk.ledger, form.texts()))
        self._desk.ask.form(form, lambda: None)

    def ask_paragraph(self, line: str = "") -> None:
        """The paragraphs to be written anew, beginning with the one that holds a line of the preview."""
        progress = self._progress
        if progress is None or self.composed is None or self._desk.ledger.read_only:
            return
        summary = self.composed[0]
        key = next((key for key, text in paragraphs_of(summary).items() if line.strip() and line.strip() in text), "")
        form = ParagraphsForm(self._desk.ask.window, summary, key)
        period = progress.year, progress.month

        def keep() -> None:
            changed = form.changes()
            if changed:
                self._write_from(form, lambda: keep_edits(self._desk.ledger, *period, changed))
            else:
                form.finish()

        form.keep = keep
        self._desk.ask.form(form, lambda: None)

    def _write_from(self, form: FormDialog, operation: Callable[[], Changed]) -> None:
        if self._desk.write(operation, form=form) is not None:
            form.finish()

    # ---- out

    def _issue(self) -> Issue | None:
        if self.composed is None or self._progress is None:
            return None
        return issue_summary(self._progress, self.composed[0], PAPER)

    def save(self, *endings: str) -> None:
        """Write the summary where the clerk says, as a document that can be edited, or as one of these endings."""
        issue = self._issue()
        if issue is None:
            self._wanted = lambda: self.save(*endings)
        else:
            self._saving.ask(output_of(issue, *(endings or _ENDINGS)), keep=self.keep.isChecked())

    def save_pdf(self) -> None:
        """The pages as a PDF."""
        self.save("pdf")

    def save_docx(self) -> None:
        """The content as .docx."""
        self.save("docx")

    def save_html(self) -> None:
        """The content as .html."""
        self.save("html")

    def print(self) -> None:
        """Say which fonts are missing, then choose a printer and print."""
        missing = paper_fonts_missing()
        if missing:
            question = tr("这台电脑缺少公文字体，照现在这样打印吗？")
            self._desk.ask.choose(question, [tr("打印")], lambda _: self._print(), "\n".join(missing))
        else:
            self._print()

    def _print(self) -> None:
        if self.composed is None:
            self._wanted = self._print
        else:
            ask_print(self._desk, IssuedKind.SUMMARY, self._ordered, count=len(self.composed[1]))

    def _ordered(self, order: PrintOrder) -> None:
        if len(order.parts) > 1:
            self.together(order)
        else:
            self.print_to(order.printer, order.pages)

    def print_to(self, printer: QPrinter, chosen: str = "", then: Callable[[], object] | None = None) -> None:
        """Print what is on screen when it is there, all or some pages, and keep it as a PDF where that is wished."""
        issue = self._issue()
        if self.composed is None or issue is None:
            self._wanted = lambda: self.print_to(printer, chosen, then)
            return
        printer.setPageSize(page_size("A4"))
        printer.setPageOrientation(QPageLayout.Orientation.Portrait)
        try:
            count = print_pages(self.composed[1], issue.title, printer, chosen)
        except Refusal as refusal:
            self._desk.tell(str(refusal), "trouble")
            return
        said = tr("已送去打印，共 {count} 页", count=count)
        if self.keep.isChecked():
            self._saving.keep(issue, f"{file_name(issue.title)}.pdf", issue.makers["pdf"](), said)
        else:
            self._desk.tell(said)
        if then is not None:
            then()


def _composing(progress: Progress, gathered: Material) -> Job[Composed]:
    yield Step(0, 2, tr("正在写通报…"))
    summary = compose_bulletin(progress, gathered)
    yield Step(1, 2, tr("正在排版…"))
    return summary, compose_pages(summary)


def _edited_words(summary: Summary) -> str:
    """How many paragraphs are the clerk's own, and under how many of them the figures have changed."""
    stale = sum(one.stale for one in summary.edited)
    if stale:
        return tr("改过 {count} 段，其中 {stale} 段的数字已变，请按 F2 核对。", count=len(summary.edited), stale=stale)
    return tr("改过 {count} 段。", count=len(summary.edited)) if summary.edited else ""
