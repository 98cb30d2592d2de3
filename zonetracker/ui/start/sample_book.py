"""The sample workbook in this PC's own folder: built by the program the first time it is looked at."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from zonetracker.services.sample.book import build_sample
from zonetracker.support.i18n import tr
from zonetracker.support.job import Job
from zonetracker.support.paths import local_folder
from zonetracker.support.patience import patiently
from zonetracker.ui.parts.tasks import Tasks


def sample_path() -> Path:
    """Where the sample workbook lies."""
    folder = local_folder() / "sample"
    folder.mkdir(parents=True, exist_ok=True)
    return folder / tr("示例工作簿.zt")


def show_sample(tasks: Tasks, open_workbook: Callable[[Path], object]) -> None:
    """Open the sample workbook; it is built first where it is missing."""
    path = sample_path()
    if path.is_file():
        open_workbook(path)
        return
    tasks.start(_built(path), tr("正在生成示例工作簿"), open_workbook)


def _built(path: Path) -> Job[Path]:
    """Built beside its place, in the thread that also closes it, so that a stopped build leaves nothing half-made."""
    part = path.with_name(f"{path.stem}.building.zt")
    part.unlink(missing_ok=True)
    try:
        ledger = yield from build_sample(part)
        ledger.close()
        patiently(lambda: part.replace(path))
    finally:
        part.unlink(missing_ok=True)
    return path
