"""--self-test: whether this installed copy works, without a window; a line a check, written to DIR as well."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

from zonetracker import __version__
from zonetracker.commands.folders import make_folder
from zonetracker.model.progress import Progress
from zonetracker.services.importing import read_report
from zonetracker.services.ledger import Ledger
from zonetracker.services.overview import latest_month, progress_of
from zonetracker.services.sample import build_sample_now, sample_reports
from zonetracker.support.i18n import choose_language, tr
from zonetracker.support.job import finish
from zonetracker.support.paths import resource_folder, seed_folder

Paper = Callable[[object, Path], None]


def examine(directory: Path, book: Path | None, paper: Paper) -> int:
    """Do each check, print and keep the lines; 1 when one failed."""
    make_folder(directory)
    lines = [f"zonetracker {__version__}"]
    failed = False
    with tempfile.TemporaryDirectory(dir=directory, ignore_cleanup_errors=True) as folder:
        for name, check in _checks(directory, Path(folder), book, paper):
            try:
                line = f"ok    {name}: {check()}"
            except Exception as error:
                failed = True
                line = f"FAIL  {name}: {type(error).__name__}: {error}"
            print(line)
            lines.append(line)
    (directory / "self-test.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return int(failed)


def _checks(directory: Path, folder: Path, book: Path | None, paper: Paper) -> list[tuple[str, Callable[[], object]]]:
    table: list[Progress] = []

    def workbook() -> str:
        made = build_sample_now(folder / "样例 工作簿.zt")
        if book is not None:
            made.close()
            made = Ledger.open(book)
        with made as ledger:
            year = next(iter(ledger.years()), date.today().year)
            table.append(progress_of(ledger, year, latest_month(ledger, year)))
            problems = ledger.check()
        if problems:
            raise ValueError(problems[0])
        return f"{len(table[0].rows)} targets"

    def picture() -> str:
        from zonetracker.outputs.gauge import save_gauges

        save_gauges(table[0], directory / "gauges.png")
        return f"{(directory / 'gauges.png').stat().st_size} bytes"

    def sheet() -> str:
        from zonetracker.outputs.workbook import write_sheet

        write_sheet(table[0], directory / "sheet.xlsx")
        return f"{(directory / 'sheet.xlsx').stat().st_size} bytes"

    def summary() -> str:
        from zonetracker.outputs.summary import compose

        paper(compose(table[0]), directory / "summary.pdf")
        return f"{(directory / 'summary.pdf').stat().st_size} bytes"

    def report() -> str:
        read = finish(read_report(sample_reports()[0].read_bytes(), sample_reports()[0].name))
        if not read.candidates:
            raise ValueError("no row")
        return f"{len(read.candidates)} rows"

    def words() -> str:
        choose_language("zh_CN")
        return tr("已完成")

    return [
        ("resources", lambda: f"{sum(1 for _ in resource_folder().rglob('*'))} files"),
        ("seeds", lambda: f"{sum(1 for _ in seed_folder().rglob('*'))} files"),
        ("words", words),
        ("report", report),
        ("workbook", workbook),
        ("gauge", picture),
        ("sheet", sheet),
        ("summary", summary),
    ]
