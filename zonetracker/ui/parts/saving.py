"""From an output to a file: where to, made in a thread, written whole or not at all, and kept as issued."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import QMenu, QPushButton

from zonetracker.model.issuing import IssuedKind
from zonetracker.services.issuing import Issue, is_kept, keep_issue
from zonetracker.support.errors import Refusal, RefusalCode
from zonetracker.support.i18n import tr
from zonetracker.support.job import Job, Step
from zonetracker.support.paths import file_name
from zonetracker.ui.parts.desk import Desk
from zonetracker.ui.parts.places import last_folder, workbook_filter
from zonetracker.words.issuing import issued_word


@dataclass(frozen=True, slots=True)
class Output:
    """What is to be written: in words, under which name, and how; `write` is a job that gives the bytes it wrote.

    `endings` are offered by the dialog, the first one is added where none was typed. `issue` can be kept as issued.
    """

    title: str
    name: str
    endings: tuple[str, ...]
    write: Callable[[Path], Job[bytes]]
    issue: Issue | None = None


def output_of(issue: Issue, *endings: str) -> Output:
    """An issue in these of its endings, in all where none is named."""
    return Output(issued_word(issue.kind), issue.title, endings or tuple(issue.makers), at_once(issue.write), issue)


def at_once(write: Callable[[Path], bytes]) -> Callable[[Path], Job[bytes]]:
    """As a job what is written in one go."""

    def job(path: Path) -> Job[bytes]:
        yield from ()
        return write(path)

    return job


class Saving:
    """Asks, writes and keeps for one desk; `written` is the file that was written last."""

    def __init__(self, desk: Desk, told: Callable[[], object] = lambda: None) -> None:
        self._desk, self._told = desk, told
        self.written: Path | None = None

    def ask(self, output: Output, *, keep: bool, name: str = "") -> None:
        """Ask for a place, then write; a file that is open in another program offers another name."""
        ending = output.endings[0]
        start = str(last_folder(self._desk.settings) / (name or f"{file_name(output.name)}.{ending}"))
        filters = ";;".join(f"{kind_of_file(each)} (*.{each})" for each in output.endings)
        title = tr("{title}存到哪里", title=output.title)
        self._desk.ask.save_file(title, filters, start, ending, lambda path: self.write(output, Path(path), keep=keep))

    def write(self, output: Output, path: Path, *, keep: bool) -> None:
        """Write to `path` in a thread; done, say so and keep a copy as issued."""

        def done(data: bytes) -> None:
            self._desk.settings.keep("folder", str(path.parent))
            self.written = path
            self._told()
            said = tr("已写出 {path}", path=path)
            if keep and output.issue is not None:
                self.keep(output.issue, path.name, data, said)
            else:
                self._desk.tell(said)

        def refused(refusal: Refusal) -> None:
            self._refused(output, path, keep, refusal)

        self._desk.tasks.start(_writing(output, path), output.title, done, refused)

    def keep(self, issue: Issue, name: str, data: bytes, said: str) -> None:
        """Keep what was issued in the workbook, where it can be written and does not hold these bytes already.

        `said` tells what was done before; where it could not be kept, that is told with it.
        """
        ledger, why = self._desk.ledger, list[str]()
        if not ledger.read_only and not is_kept(ledger, issue, name, data):
            self._desk.write(lambda: keep_issue(ledger, issue, name, data), why.append)
        if why:
            self._desk.tell(tr("{said}；没有在工作簿里留存：{why}", said=said, why=why[0]), "trouble")
        else:
            self._desk.tell(said)

    def _refused(self, output: Output, path: Path, keep: bool, refusal: Refusal) -> None:
        tell_unwritten(
            self._desk,
            refusal,
            path,
            lambda place: self.write(output, place, keep=keep),
            lambda name: self.ask(output, keep=keep, name=name),
        )


class IssueMenu(QPushButton):
    """A button whose menu writes outputs of the month, each made when it is asked for; kept as issued where marked."""

    def __init__(
        self, words: str, saving: Saving, desk: Desk, makers: Mapping[IssuedKind, Callable[[], Issue]]
    ) -> None:
        super().__init__(words)
        self._saving, self._desk = saving, desk
        self.menu_shown = QMenu(self)
        for kind, make in makers.items():
            action = self.menu_shown.addAction(tr("{title}…", title=issued_word(kind)))
            action.triggered.connect(lambda _=False, make=make: self.ask(make))
        self.menu_shown.addSeparator()
        self.keep = self.menu_shown.addAction(tr("导出时在工作簿里留存一份"))
        self.keep.setCheckable(True)
        self.setMenu(self.menu_shown)
        self.setAutoDefault(True)

    def ask(self, make: Callable[[], Issue]) -> None:
        """Ask where an output goes; where there is nothing to be made of it, say so."""
        try:
            issue = make()
        except Refusal as refusal:
            self._desk.tell(str(refusal), "look")
            return
        self._saving.ask(output_of(issue), keep=self.keep.isChecked())


def tell_unwritten(
    desk: Desk, refusal: Refusal, path: Path, write: Callable[[Path], object], ask: Callable[[str], object]
) -> None:
    """Say why a file was not written; one that is open in another program offers another name."""
    if refusal.code != RefusalCode.FILE_OPEN:
        desk.tell(str(refusal), "trouble")
        return
    other = free_name(path)
    desk.ask.choose(
        str(refusal),
        [tr("存为“{name}”", name=other.name), tr("再试一次"), tr("另选文件名…")],
        lambda answer: ask(other.name) if answer == 2 else write(other if answer == 0 else path),
    )


def ask_backup(desk: Desk, name: str = "") -> None:
    """Write a checked copy of the workbook where the clerk says."""
    ledger = desk.ledger

    def write(path: Path) -> None:
        try:
            ledger.backup(path)
        except Refusal as refusal:
            tell_unwritten(desk, refusal, path, write, lambda other: ask_backup(desk, other))
            return
        desk.tell(tr("已备份到 {path}", path=path))

    start = str(last_folder(desk.settings) / (name or f"{ledger.path.stem}-{desk.today():%Y%m%d}.zt"))
    desk.ask.save_file(tr("备份到哪里"), workbook_filter(), start, "zt", lambda path: write(Path(path)))


def _writing(output: Output, path: Path) -> Job[bytes]:
    yield Step(0, 0, tr("正在生成{title}…", title=output.title))
    return (yield from output.write(path))


def kind_of_file(ending: str) -> str:
    """What a file with this ending is, as a dialog names it."""
    words = {
        "xlsx": tr("Excel 工作簿"),
        "docx": tr("Word 文档"),
        "pdf": tr("PDF 文件"),
        "html": tr("网页"),
        "png": tr("PNG 图片"),
        "svg": tr("SVG 矢量图"),
        "zip": tr("CSV 压缩包"),
        "json": tr("JSON 文件"),
        "zt": tr("台账工作簿"),
    }
    return words.get(ending, ending)


def free_name(path: Path) -> Path:
    """A name beside `path` that is not taken: 表(2).xlsx."""
    number = 2
    while (other := path.with_name(f"{path.stem}({number}){path.suffix}")).exists():
        number += 1
    return other
