"""--self-test: every part is tried, and what an installed copy lacks is named."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

PAGES = ("welcome", "overview", "report", "targets", "actuals", "milestones", "units", "outputs", "history", "settings")
FILES = ("gauges.png", "gauges.svg", "gauges.pdf", "sheet.xlsx", "summary.docx", "summary.html", "summary.pdf")


def outcome(folder: Path, *more: str, before: str = "pass") -> tuple[int, dict[str, str]]:
    """Exit status and lines by name; `before` is done first, as if the copy had been packed that way."""
    call = f"import sys; {before}; from zonetracker.__main__ import main; sys.exit(main(sys.argv[1:]))"
    command = [sys.executable, "-X", "utf8", "-c", call, "--self-test", str(folder), *more]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8")
    lines = (folder / "self-test.txt").read_text(encoding="utf-8").splitlines()[1:]
    assert done.stdout.splitlines() == lines, done.stderr
    return done.returncode, {line.partition(": ")[0][6:]: line for line in lines}


@pytest.mark.slow
def test_a_whole_copy_passes_and_every_part_is_tried(tmp_path: Path) -> None:
    status, lines = outcome(tmp_path / "自检 一")
    assert status == 0, lines
    assert all(line.startswith("ok    ") for line in lines.values())
    assert {f"page {page}" for page in PAGES} | {*FILES, "printing", "modules"} <= set(lines)
    kept = {path.name for path in (tmp_path / "自检 一").iterdir()}
    assert kept == {*FILES, "printed.pdf", "self-test.txt"}


@pytest.mark.slow
@pytest.mark.parametrize("missing", ["PySide6.QtSvg", "docx"])
def test_what_was_left_out_is_named(tmp_path: Path, missing: str) -> None:
    status, lines = outcome(tmp_path, before=f"sys.modules[{missing!r}] = None")
    assert status == 1
    assert any(line.startswith("FAIL") and missing in line for line in lines.values()), lines


@pytest.mark.slow
def test_a_book_that_cannot_be_opened_is_named(tmp_path: Path) -> None:
    book = tmp_path / "坏.zt"
    book.write_bytes(b"no workbook" * 1000)
    no_sample = "import zonetracker.services.sample.book as sample; sample.build_sample = None"
    status, lines = outcome(tmp_path / "out", str(book), before=no_sample)
    assert status == 1
    assert lines["workbook"].startswith("FAIL") and "坏.zt" in lines["workbook"]
    assert lines["modules"].startswith("ok")
