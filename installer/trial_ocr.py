"""Of the part that recognises scans: where it is refused, what it adds, that it is used, and that it goes alone."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from installer import VERSION
from installer.desk import INSTALLED, MONTH, Desk, strays, until, wrong_sums
from installer.trial_setup import OCR_LISTED, killed_once
from installer.wine import FONT

PART = f"{INSTALLED}\\parts\\ocr"
SCAN = "扫描 报告.png"
LINES = ("云岭高新区2023年工作报告", "2023年，全区地区生产总值增长6.5%，", "工业投资完成128.4亿元。")
FULL_DISK = 30_000  # KB; the packed files grow beyond it while they are unpacked


def _place(desk: Desk) -> Path:
    return desk.wine.real(PART)


def refuses_to_stand_alone(desk: Desk) -> None:
    code, said = desk.wine.run(desk.ocr_setup, "/S")
    desk.holds("without the program the part is refused", code == 3 and not desk.place.exists(), f"{code} {said}")


def refuses_what_does_not_fit(desk: Desk) -> None:
    """A program of another time, one that runs, a full disk, a kill: nothing of the part is left."""

    def left(name: str, good: bool, more: object = "") -> None:
        there = [path.name for path in _place(desk).parent.glob("*")]
        desk.holds(name, good and there == [] and wrong_sums(desk.place) == "", f"{more} {there}")

    wanted = desk.place / "app" / "parts.ini"
    kept = wanted.read_bytes()
    for name, text in (("wants another part", b"[ocr]\r\nform=0\r\n"), ("knows of no part", None)):
        wanted.unlink()
        if text is not None:
            wanted.write_bytes(text)
        code, _ = desk.wine.run(desk.ocr_setup, "/S")
        wanted.write_bytes(kept)
        left(f"a program that {name} does not get it", code == 4, code)
    with _running(desk):
        code, _ = desk.wine.run(desk.ocr_setup, "/S")
    left("while the program runs it is refused", code == 5, code)
    code, _ = desk.wine.run(desk.ocr_setup, "/S", largest=FULL_DISK)
    left("a full disk leaves nothing of it", code == 6, code)
    begun = killed_once(desk, desk.ocr_setup, (_place(desk).parent / "ocr-new").is_dir)
    desk.holds("a kill leaves no part that is loaded", begun and not _place(desk).exists())


def installs(desk: Desk) -> None:
    code, said = desk.wine.run(desk.ocr_setup, "/S")
    desk.holds("the part is installed silently", code == 0, f"{code} {said}")
    desk.holds("every file of it is as it was packed", wrong_sums(_place(desk)) == "", wrong_sums(_place(desk)))
    beside = [path.name for path in _place(desk).parent.iterdir()]
    desk.holds("nothing else lies with it", strays(_place(desk)) == [] and beside == ["ocr"], beside)
    desk.holds("the program itself is as it was", wrong_sums(desk.place) == "", wrong_sums(desk.place))
    said = desk.registry(OCR_LISTED)
    listed = "文字识别组件" in said and VERSION in said and f'{PART}\\uninstall.exe" /S' in said
    desk.holds("an entry of its own in the list of programs", listed and "EstimatedSize" in said, said)


def was_used_by_the_self_test(desk: Desk) -> None:
    lines = desk.file("自检\\self-test.txt").read_text(encoding="utf-8").splitlines()
    said = next((line for line in lines if line.partition(":")[0].endswith(" scan")), "")
    desk.holds("the self-test has read a picture", said.startswith("ok") and "not installed" not in said, said)


def reads_a_scan(desk: Desk) -> None:
    """A page as a picture through the fence into the workbook; its figures are those of the page."""
    _draw(desk.file(SCAN))
    desk.call("a scan is imported", "import", desk.book, desk.at(SCAN), says="已导入")
    finds_its_figures(desk)


def finds_its_figures(desk: Desk) -> None:
    said = desk.call("the figures of a scan are found", "extract", desk.at(SCAN))
    desk.holds("and are right", "6.5" in said and "128.4" in said, said)


def is_not_loaded_by_another_program(desk: Desk) -> None:
    about = _place(desk) / "part.json"
    kept = about.read_bytes()
    about.write_text('{"form": 0}', encoding="utf-8")
    _draw(desk.file(SCAN), "另一页")
    desk.call("a part that does not fit is told of", "import", desk.book, desk.at(SCAN), status=1, says="不配套")
    about.write_bytes(kept)


def stays_over_an_upgrade(desk: Desk) -> None:
    """Where a former program was put in first, the part has gone with the one before it."""
    if desk.former is None:
        wrong = wrong_sums(_place(desk))
        desk.holds("an upgrade of the program leaves the part", wrong == "", wrong)


def goes_alone(desk: Desk) -> None:
    """Installed once more over itself, then removed: the program stays as it is, and works."""
    installs(desk)
    with _running(desk):
        desk.wine.run(f"{PART}\\uninstall.exe", "/S")
        until(lambda: not _place(desk).exists(), 5)  # the uninstaller goes on as a copy of itself
        desk.holds("while the program runs the part is not removed", wrong_sums(_place(desk)) == "")
    desk.wine.run(f"{PART}\\uninstall.exe", "/S")
    until(lambda: not _place(desk).exists())
    desk.wine.wait()
    desk.holds("the part is gone without a rest", not _place(desk).parent.exists())
    desk.holds("also from the list of programs", desk.registry(OCR_LISTED) == "")
    desk.holds("the program stays complete", wrong_sums(desk.place) == "", wrong_sums(desk.place))
    desk.call("and works", "status", desk.book, *MONTH, says="地区生产总值")
    desk.call("a scan is told what it needs", "import", desk.book, desk.at(SCAN), status=1, says="文字识别组件")


@contextmanager
def _running(desk: Desk) -> Iterator[None]:
    """The program at work: its fenced child, which waits for what it is to do."""
    process = desk.wine.start(desk.program, "--child", "zonetracker.support.paths:plain_path", stdin=subprocess.PIPE)
    try:
        loaded = Path(f"/proc/{process.pid}/maps")
        until(lambda: "python311.dll" in loaded.read_text(encoding="utf-8"), 30)
        yield
    finally:
        process.kill()
        process.wait()
        desk.wine.wait()


def _draw(goal: Path, *more: str) -> None:
    """A printed page at 150 dots an inch."""
    font = ImageFont.truetype(str(FONT), 28)
    page = Image.new("L", (1240, 700), 255)
    for number, line in enumerate((*LINES, *more)):
        ImageDraw.Draw(page).text((120, 120 + 60 * number), line, font=font, fill=0)
    page.save(goal, dpi=(150, 150))
