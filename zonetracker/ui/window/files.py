"""Every question about files: which workbook to open, make or back up, which reports to read, and into which one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from zonetracker.model.issuing import OPEN_FORMS
from zonetracker.services.ledger import Holder, Ledger
from zonetracker.support.errors import Refusal, RefusalCode
from zonetracker.support.i18n import tr
from zonetracker.support.paths import file_name
from zonetracker.ui.parts.places import last_folder, last_workbook, workbook_filter
from zonetracker.ui.parts.table.copying import text_on_clipboard
from zonetracker.ui.window.report_files import report_filter
from zonetracker.ui.window.words import import_question, take_over_question
from zonetracker.words.issuing import exported_name

if TYPE_CHECKING:
    from zonetracker.ui.window.main_window import MainWindow

Then = Callable[[], None]


class FileQuestions:
    """Asks over `window`, and leads each answer to what the window does; `then` follows where a workbook is open."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window

    # ---- workbooks

    def ask_open(self, then: Then | None = None) -> None:
        """Ctrl+O."""

        def chosen(paths: list[str]) -> None:
            if self._window.open_workbook(Path(paths[0])) and then is not None:
                then()

        self._window.ask.open_files(tr("打开工作簿"), workbook_filter(), self._folder(), chosen)

    def tell_refused(self, path: Path, refusal: Refusal) -> None:
        """Why a workbook does not open; where somebody has left it unfinished it can be taken over."""
        left = Ledger.held_by(path) if refusal.code == RefusalCode.FILE_UNFINISHED else None
        if left is None or not left.may_be_gone:
            self._window.restoring.refused(path, refusal)
        else:
            self._ask_take_over(path, left, tr("不打开"))

    def ask_take_over(self, path: Path, left: Holder) -> None:
        """Somebody has the workbook; where nobody here can know whether still, the clerk says."""
        if left.may_be_gone:
            self._ask_take_over(path, left, tr("只查看"))

    def _ask_take_over(self, path: Path, left: Holder, otherwise: str) -> None:
        question, more = take_over_question(path, left)

        def answered(answer: int) -> None:
            if answer == 1:
                self._window.take_over(path, left)

        self._window.ask.choose(question, [otherwise, tr("对方已经关闭，接管")], answered, more)

    def new_workbook(self, then: Then | None = None) -> None:
        """Ctrl+N: the zone's name, then where the file is to lie."""
        ask = self._window.ask

        def named(zone: str) -> None:
            start = str(Path(self._folder()) / f"{file_name(zone)}.zt")
            ask.save_file(tr("工作簿存在哪里"), workbook_filter(), start, "zt", lambda path: made(Path(path), zone))

        def made(path: Path, zone: str) -> None:
            if self._window.create_workbook(path, zone) and then is not None:
                then()

        ask.text(tr("新建工作簿"), tr("单位名称（如××高新区）"), named)

    def new_from_export(self) -> None:
        """A workbook equal to the one of which everything was exported: which file, then where it is to lie."""
        ask = self._window.ask

        def chosen(paths: list[str]) -> None:
            source = Path(paths[0])
            start = str(source.with_suffix(".zt"))
            ask.save_file(
                tr("工作簿存在哪里"), workbook_filter(), start, "zt", lambda path: make_from(source, Path(path))
            )

        def make_from(source: Path, path: Path) -> None:
            from zonetracker.services.openforms import new_from_job  # brings extraction, which no start needs

            window = self._window
            job = new_from_job(source, path, window.settings.text("actor") or None)
            window.tasks.start(job, tr("正在由“{name}”新建工作簿", name=source.name), window.open_workbook)

        patterns = " ".join(f"*.{ending}" for ending in OPEN_FORMS.values())
        filters = tr("导出的全部数据 ({patterns})", patterns=patterns)
        ask.open_files(tr("由哪个文件新建"), filters, self._folder(), chosen)

    def open_sample(self) -> None:
        """The sample workbook, made anew by the program in this PC's own folder."""
        from zonetracker.ui.start.sample_book import show_sample

        show_sample(self._window.tasks, self._window.open_workbook)

    def ask_backup(self) -> None:
        """Write a checked copy of the workbook elsewhere."""
        from zonetracker.ui.parts.saving import ask_backup  # brings what no start needs

        if self._window.desk is not None:
            ask_backup(self._window.desk)

    def ask_export(self) -> None:
        """Everything in the workbook as Excel, CSV or JSON."""
        desk = self._window.desk
        if desk is None:
            return
        from zonetracker.services.openforms import export_job, taken  # these bring what no start needs
        from zonetracker.ui.parts.saving import Output, Saving, kind_of_file

        def chosen(number: int) -> None:
            form, ending = list(OPEN_FORMS.items())[number]
            try:
                book = taken(desk.ledger)
            except Refusal as refusal:
                desk.tell(str(refusal), "trouble")
                return
            name = exported_name(desk.ledger.path.stem)
            output = Output(tr("全部数据"), name, (ending,), lambda path: export_job(book, path, form))
            Saving(desk).ask(output, keep=False)

        more = tr("操作记录不在其中；要连操作记录一起留存，请用“备份到…”。")
        desk.ask.choose(tr("全部数据导出成哪一种？"), [kind_of_file(one) for one in OPEN_FORMS.values()], chosen, more)

    def fill_form(self) -> None:
        """Ctrl+Shift+T: a superior's form, on the page of outputs."""
        self._window.go("outputs", "form")

    # ---- reports

    def ask_import(self) -> None:
        """Ctrl+I: choose reports; without a workbook the clerk says which."""
        self._window.ask.open_files(tr("导入报告"), report_filter(), self._folder(), self.import_reports)

    def import_reports(self, paths: list[str]) -> None:
        """Read these files as reports on the report page."""
        if paths:
            self._window.settings.keep("folder", str(Path(paths[0]).parent))
        desk = self._window.desk
        if desk is None:
            self._ask_workbook([Path(path).name for path in paths], lambda: self.import_reports(paths))
            return
        if desk.ledger.read_only:
            why = [*desk.ledger.notices, tr("工作簿现在只读，不能导入报告。")]
            desk.tell("\n".join(why), "trouble")
            return
        self._window.go("report", [Path(path) for path in paths])

    def _ask_workbook(self, names: Sequence[str], then: Then) -> None:
        """Into which workbook: the one used last, another, or a new one, which it is where none was used yet."""
        last = last_workbook(self._window.settings.texts("recent"))
        if last is None:
            self.new_workbook(then)
            return

        def answered(answer: int) -> None:
            if answer == 2:
                self.new_workbook(then)
            elif answer == 1:
                self.ask_open(then)
            elif self._window.open_workbook(last):
                then()

        self._window.ask.choose(
            import_question(names),
            [tr("导入“{name}”", name=last.name), tr("导入别的工作簿…"), tr("导入新建的工作簿…")],
            answered,
            tr("最近用的工作簿：{path}", path=last),
        )

    def paste_report(self) -> None:
        """Take the text on the clipboard as a report."""
        self._window.go("report", text_on_clipboard())

    # ---- what comes from outside

    def take(self, paths: Sequence[Path]) -> None:
        """Open a workbook and import reports, by the ending."""
        books = [path for path in paths if path.suffix.casefold() == ".zt"]
        reports = [str(path) for path in paths if path not in books]
        message = self._window.message
        if books and not self._window.open_workbook(books[0]):
            if reports:
                message.say(tr("“{name}”没有打开，报告没有导入。", name=books[0].name), "trouble")
            return
        if books[1:]:
            names = "、".join(path.name for path in books[1:])
            message.say(tr("一次只打开一个工作簿，没有打开：{names}", names=names), "look")
        if reports:
            self.import_reports(reports)

    def _folder(self) -> str:
        return str(last_folder(self._window.settings))
