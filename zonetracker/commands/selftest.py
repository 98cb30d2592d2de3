"""--self-test: whether this installed copy is whole and works here; a line a check, written to DIR as well."""

from __future__ import annotations

import importlib
import os
import pkgutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path

import zonetracker
from zonetracker import __version__
from zonetracker.commands.folders import make_folder
from zonetracker.model.issuing import SheetOptions, Wording
from zonetracker.model.progress import Progress
from zonetracker.services.importing import keep_report, read_report
from zonetracker.services.ledger import Ledger
from zonetracker.services.overview import latest_month, progress_of
from zonetracker.services.qt_side import Check, QtSide
from zonetracker.services.sample.book import build_sample_now, sample_reports
from zonetracker.support.added import ocr_present, ocr_trouble
from zonetracker.support.i18n import choose_language, tr
from zonetracker.support.job import finish
from zonetracker.support.paths import local_folder, resource_folder, seed_folder

_SCANNED = "财政收入80.5亿元"
"""What the picture says that is read to try the recogniser."""


def examine(directory: Path, book: Path | None, qt: QtSide) -> int:
    """Do each check, print and keep the lines; 1 when one failed."""
    make_folder(directory)
    lines = [f"zonetracker {__version__}"]
    with tempfile.TemporaryDirectory(dir=directory, ignore_cleanup_errors=True) as folder:
        for name, check in _Bench(directory, Path(folder), book, qt).checks():
            lines.append(_tried(name, check))
            print(lines[-1], flush=True)
    (directory / "self-test.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return int(any(line.startswith("FAIL") for line in lines))


def _tried(name: str, check: Callable[[], object]) -> str:
    try:
        return f"ok    {name}: {check()}"
    except Exception as error:
        return f"FAIL  {name}: {type(error).__name__}: {error}"


@dataclass
class _Bench:
    """The checks over one workbook, the sample unless one is named; what they write goes to `directory`."""

    directory: Path
    folder: Path
    named: Path | None
    qt: QtSide

    def checks(self) -> Iterator[Check]:
        yield "modules", _every_module
        yield "resources", lambda: f"{_files(resource_folder())} files"
        yield "seeds", lambda: f"{_files(seed_folder())} files"
        yield "words", self._words
        yield "local folder", self._local_folder
        yield "report", self._report
        yield "scan", _scan
        yield "workbook", self._workbook
        yield from self._window()
        for name in ("gauges.png", "gauges.svg", "gauges.pdf", "sheet.xlsx", "summary.docx", "summary.html"):
            yield name, partial(self._written, name)
        yield "summary.pdf", lambda: self._written("summary.pdf")
        for name in ("summary.pdf", "summary.docx", "summary.html", "sheet.xlsx"):
            yield f"reading {name}", partial(self._read_back, name)

    def _words(self) -> str:
        choose_language("zh_CN")
        return tr("已完成")

    def _local_folder(self) -> str:
        with tempfile.TemporaryFile(dir=local_folder()) as file:
            file.write(b"1")
        return "can be written"

    def _report(self) -> str:
        """A report of each kind through the fence into a new workbook."""
        rows = 0
        with Ledger.create(self.folder / "新 工作簿.zt", "自检") as ledger:
            for path in sample_reports():
                read = finish(read_report(path.read_bytes(), path.name))
                if not read.candidates:
                    raise ValueError(f"no row in {path.name}")
                keep_report(ledger, read)
                rows += len(read.candidates)
            kept = sum(len(ledger.rows(report.id)) for report in ledger.reports())
        if kept < rows:
            raise ValueError(f"{kept} of {rows} rows were kept")
        return f"{rows} rows of {len(sample_reports())} reports"

    @cached_property
    def _book(self) -> Path:
        if self.named is not None:
            return self.named
        made = self.folder / "样例 工作簿.zt"
        build_sample_now(made).close()
        return made

    @cached_property
    def _progress(self) -> Progress:
        with Ledger.open(self._book) as ledger:
            year = next(iter(ledger.years()))
            return progress_of(ledger, year, latest_month(ledger, year))

    def _workbook(self) -> str:
        with Ledger.open(self._book) as ledger:
            problems = ledger.check()
        if problems:
            raise ValueError(problems[0])
        return f"{len(self._progress.rows)} targets"

    def _window(self) -> Iterator[Check]:
        """The window's own checks; where even their beginning fails, that is the one check."""
        with _home(self.folder / "home"):
            try:
                yield from self.qt.window_checks(self._book, self.directory)
            except Exception as error:
                yield "window", _raiser(error)

    def _written(self, name: str) -> str:
        path = self.directory / name
        path.unlink(missing_ok=True)
        self._write(path)
        return f"{path.stat().st_size} bytes"

    def _write(self, path: Path) -> None:
        from zonetracker.services import issuing

        progress, paper = self._progress, self.qt.paper()
        if path.stem == "gauges":
            issue = issuing.issue_gauges(progress, issuing.gauge_rows(progress, all_rows=True))
        elif path.stem == "sheet":
            issue = issuing.issue_sheet(progress, SheetOptions(), paper)
        else:
            issue = issuing.issue_summary(progress, Wording(), paper)
        issue.write(path)

    def _read_back(self, name: str) -> str:
        """What was written, as an office's document through the fence: the zone's name stands in it."""
        path = self.directory / name
        text = finish(read_report(path.read_bytes(), name)).document.text
        if self._progress.zone not in text:
            raise ValueError(f"{self._progress.zone} is not in its text")
        return f"{len(text)} letters"


def _scan() -> str:
    """A picture of a few words through the fence, where the part that recognises scans is installed."""
    if trouble := ocr_trouble():
        raise ImportError(trouble)
    if not ocr_present():
        return "the part that recognises scans is not installed"
    picture = resource_folder() / "check" / "scan.png"
    said = finish(read_report(picture.read_bytes(), picture.name)).document.text.strip()
    if _SCANNED not in said:
        raise ValueError(f"{said} was read for {_SCANNED}")
    return said


def _raiser(error: Exception) -> Callable[[], object]:
    def check() -> object:
        raise error

    return check


def _every_module() -> str:
    """Import all of the program: a library that was left out of the installed copy is missed here, by its name."""
    names = [found.name for found in pkgutil.walk_packages(zonetracker.__path__, "zonetracker.")]
    missing: dict[str, str] = {}
    for name in names:
        if name != "zonetracker.__main__":
            try:
                importlib.import_module(name)
            except ImportError as error:
                missing.setdefault(str(error), name)
    if missing:
        raise ImportError("; ".join(f"{name}: {why}" for why, name in missing.items()))
    return f"{len(names)} modules"


def _files(folder: Path) -> int:
    return sum(path.is_file() for path in folder.rglob("*"))


@contextmanager
def _home(folder: Path) -> Iterator[None]:
    """Meanwhile settings and snapshots go elsewhere than into the clerk's own folder."""
    folder.mkdir(exist_ok=True)
    before = os.environ.get("ZONETRACKER_HOME")
    os.environ["ZONETRACKER_HOME"] = str(folder)
    try:
        yield
    finally:
        if before is None:
            del os.environ["ZONETRACKER_HOME"]
        else:
            os.environ["ZONETRACKER_HOME"] = before
