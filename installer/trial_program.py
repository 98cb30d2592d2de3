"""Of the installed program: self-test, main job on the command line, the window, and odd surroundings."""

from __future__ import annotations

import csv
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from openpyxl import Workbook

from installer import ROOT
from installer.desk import BOOK, INSTALLED, MONTH, Desk, until
from installer.trial_setup import standing_in
from installer.wine import HOME

REPORT, LATER, PAGE = "1_年度总结与目标.txt", "2_新闻稿.txt", "3_上年成绩与计划.html"
TESTED_ITSELF = {
    *("modules", "resources", "seeds", "words", "report", "scan", "workbook", "page overview", "printing"),
    *("gauges.png", "sheet.xlsx", "summary.docx", "summary.html", "summary.pdf"),
}
OUTPUTS = (
    ("sheet", "完成情况表.xlsx"),
    ("summary", "通报.pdf"),
    ("summary", "通报.docx"),
    ("summary", "通报.html"),
    ("gauges", "仪表图.png"),
    ("gauges", "仪表图.svg"),
    ("gauges", "仪表图.pdf"),
)
SAME_EVERYWHERE = ("完成情况表.xlsx", "通报.docx", "通报.html")
WINDOW_LIMIT = 180


def tests_itself(desk: Desk) -> None:
    said = desk.call("the self-test", "--self-test", desk.at("自检"))
    kept = desk.file("自检\\self-test.txt").read_text(encoding="utf-8").splitlines()[1:]
    found = {}
    for line in kept:
        verdict, _, rest = line.partition(" ")
        found[rest.strip().partition(":")[0]] = verdict == "ok"
        desk.holds(f"of the self-test: {rest.strip()}", verdict == "ok", said)
    desk.holds("none of its checks is missing", set(found) >= TESTED_ITSELF, TESTED_ITSELF - set(found))


def tests_itself_again(desk: Desk) -> None:
    code, said = desk.wine.run(f"{INSTALLED}\\zonetracker.exe", "--self-test", desk.at("自检二"))
    desk.holds("the self-test by the program without a console", code == 0, said)
    deep = "\\".join([desk.at("第三次自检"), *["一个名字很长的文件夹" * 4] * 4])
    desk.call(f"the self-test in a path of {len(deep)} letters", "--self-test", deep)


def does_the_main_job(desk: Desk) -> None:
    desk.file("").mkdir(parents=True, exist_ok=True)
    for name in (REPORT, PAGE):
        shutil.copy(ROOT / "seeds" / "reports" / name, desk.file(name))
    desk.file("九月.csv").write_text(_month_as_csv(9), encoding="gb18030")
    desk.call("new", "new", desk.book, "--zone", "云岭高新区", says="已新建")
    desk.call("import", "import", desk.book, desk.at(REPORT), "--accept", "all", says="已确认")
    desk.call("actuals, .csv in code page 936", *_actuals(desk, "九月.csv"), says="已填入")
    desk.call("status", "status", desk.book, *MONTH, says="地区生产总值")
    for verb, name in (OUTPUTS[0], OUTPUTS[1], OUTPUTS[4]):
        desk.call(f"{verb} {name}", verb, desk.book, *MONTH, desk.at(name), says="已写出")
    desk.call("check", "check", desk.book, says="完好")


def does_the_rest(desk: Desk) -> None:
    _month_as_workbook(8, desk.file("八月.xlsx"))
    desk.call("import of a web page", "import", desk.book, desk.at(PAGE), says="已导入")
    desk.call("actuals, .xlsx", *_actuals(desk, "八月.xlsx", "2023-08"), says="已填入")
    for verb, name in OUTPUTS:
        if not desk.file(name).exists():
            desk.call(f"{verb} {name}", verb, desk.book, *MONTH, desk.at(name), says="已写出")
    desk.call("undo", "undo", desk.book, says="已撤销")
    desk.call("redo", "redo", desk.book, says="已恢复")
    desk.call("history", "history", desk.book, says="导入报告")
    desk.call("backup", "backup", desk.book, desk.at("备份.zt"), says="已写出")
    desk.call("check of the backup", "check", desk.at("备份.zt"), says="完好")
    desk.call("demo", "demo", desk.at("演示"))
    left = [
        path.name for path in desk.file("").iterdir() if path.suffix in {".part", ".lock"} or "journal" in path.name
    ]
    desk.holds("nothing half-made is left", left == [], left)
    desk.call("a missing workbook is one sentence", "check", desk.at("没有.zt"), status=1, says="找不到")
    desk.call("a wrong call is one sentence", "chekc", status=2, says="--help")
    desk.call("a file that is no report is one sentence", "extract", desk.at("九月.zip"), status=1, says="九月.zip")


def agrees_with_linux(desk: Desk) -> None:
    """What this machine's program makes of the same files."""
    with tempfile.TemporaryDirectory() as home:
        here = {**os.environ, "ZONETRACKER_HOME": home, "QT_QPA_PLATFORM": "offscreen"}

        def own(*words: str | Path) -> bytes:
            call = [sys.executable, "-m", "zonetracker", *(str(word) for word in words)]
            return subprocess.run(call, env=here, cwd=ROOT, check=True, capture_output=True).stdout

        status = ("status", "--format", "json", *MONTH)
        said = desk.wine.run(desk.program, *status, desk.book)[1]
        same = json.loads(own(*status, desk.file(BOOK))) == json.loads(said)
        desk.holds("status is the same as on Linux", same, said)
        for verb, name in OUTPUTS:
            if name in SAME_EVERYWHERE:
                goal = Path(home) / name
                own(verb, desk.file(BOOK), *MONTH, goal)
                desk.holds(f"{name} is the same as on Linux", _content(goal) == _content(desk.file(name)))
        for name in (REPORT, PAGE, "通报.docx", "通报.pdf"):
            code, said = desk.wine.run(desk.program, "extract", desk.at(name))
            same = code == 0 and said == own("extract", desk.file(name)).decode("utf-8") != ""
            desk.holds(f"the fence reads the same rows of {name} as on Linux", same, f"exit status {code}: {said}")


def opens_a_window(desk: Desk) -> None:
    with _window(desk):
        _hears_of_later_starts(desk)
        _shows_no_bug(desk)


def holds_its_workbook(desk: Desk) -> None:
    """A window with a workbook: others only look, set-up waits, and a killed window leaves no lock behind."""
    with _window(desk):
        _hears_of_later_starts(desk)
        desk.call("meanwhile another program may look", "status", desk.book, *MONTH)
        desk.call("and may not write", "undo", desk.book, status=1, says="clerk")
        desk.holds("set-up refuses while it runs", desk.wine.run(desk.setup, "/S")[0] == 5)
        code = desk.wine.run(f"{INSTALLED}\\uninstall.exe", "/S")[0]
        time.sleep(3)  # the uninstaller goes on as a copy of itself
        there = (desk.place / "runtime" / "python311.dll").exists() and (desk.place / "zonetracker.exe").exists()
        desk.holds("and so does the uninstaller", there, code)
        _shows_no_bug(desk)
    desk.call("after a kill the stale lock is taken over", "undo", desk.book, says="已撤销")
    desk.call("and the workbook is sound", "check", desk.book, says="完好")


def _hears_of_later_starts(desk: Desk) -> None:
    """The same workbook again, and a report opened with the program: the running window takes both."""

    def imports() -> int:
        return desk.wine.run(desk.program, "history", desk.book)[1].count("导入报告")

    before = imports()
    shutil.copy(ROOT / "seeds" / "reports" / LATER, desk.file(LATER))
    for name, given in (("the same workbook", desk.book), ("a report", desk.at(LATER))):
        code, said = desk.wine.run(f"{INSTALLED}\\zonetracker.exe", given, limit=120)
        desk.holds(f"a second start with {name} ends at once", code == 0, f"exit status {code}: {said}")
    desk.holds("the running window has imported the report", until(lambda: imports() > before, WINDOW_LIMIT))


def _shows_no_bug(desk: Desk) -> None:
    time.sleep(10)  # the overview page draws its gauges
    bugs = list(desk.wine.real(f"{HOME}\\AppData\\Local\\zonetracker\\log").glob("crash-*.zip"))
    desk.holds("the window's pages show without a bug", bugs == [], bugs)


@contextmanager
def _window(desk: Desk) -> Iterator[None]:
    """A window with the workbook, killed in the end; one that hangs at its start is started once more."""
    lock = desk.file(f"{BOOK}.lock")
    for last in (False, True):
        window = desk.wine.start(f"{INSTALLED}\\zonetracker.exe", desk.book)
        if until(lock.exists, WINDOW_LIMIT) or last:
            break
        print("the window hung at its start and is started once more", flush=True)
        desk.wine.stop()
        window.wait()
    desk.holds("the window opens the workbook it is given", lock.exists())
    try:
        yield
    finally:
        if lock.exists():
            desk.wine.run("taskkill", "/F", "/PID", str(json.loads(lock.read_bytes())["pid"]))
        if not until(lambda: window.poll() is not None, 30):
            window.kill()
        window.wait()


def says_what_is_damaged(desk: Desk) -> None:
    """A file that is gone or spoilt: one Chinese sentence in UTF-8, exit status 3, no silence."""
    for name in ("runtime/python311.dll", "runtime/python311.zip", "app/zonetracker/__main__.pyc"):
        path = desk.place / name
        good = path.read_bytes()
        for how, content in (("is gone", None), ("is spoilt", good[: len(good) // 2])):
            path.unlink() if content is None else path.write_bytes(content)
            code, said = desk.wine.run(desk.program, "--version")
            desk.holds(
                f"a sentence where {path.name} {how}", code == 3 and "请关闭本程序后重新安装" in said, (code, said)
            )
            code, said = desk.wine.run(f"{INSTALLED}\\zonetracker.exe", "--version", limit=300)
            desk.holds(f"and without a console where {path.name} {how}", code == 3, (code, said))
            path.write_bytes(good)
    desk.call("whole again it runs", "--version", says="zonetracker")


def passes_on_its_arguments(desk: Desk) -> None:
    program = standing_in(desk, "C:\\stand-in 二", "def main():\n    print(json.dumps(sys.argv[1:]))\n    return 7\n")
    for name, words in (
        ("several files dropped on it", [desk.at("一.docx"), desk.at("二 二.pdf"), desk.at("三.xlsx")]),
        ("odd arguments", ["", 'a"b', "结尾\\", "c d\\", "-X", "--", "%1", "é€😀"]),
    ):
        code, said = desk.wine.run(program, *words)
        desk.holds(f"the launcher passes on {name}", code == 7 and json.loads(said or "0") == words, (code, said))
    code, said = desk.wine.run("start", "/wait", program.replace("-cli", ""), "甲", limit=300)  # as by a double click
    desk.holds("without a console it gives the program's exit status", code == 7, (code, said))
    odd = standing_in(desk, "C:\\stand-in 三", "def main():\n    raise RuntimeError('odd')\n")
    code, said = desk.wine.run(odd)
    desk.holds(
        "a bug on the command line is shown and no damage", code == 1 and "odd" in said and "安装" not in said, said
    )
    code, said = desk.wine.run("start", "/wait", odd.replace("-cli", ""), limit=300)
    desk.holds("without a console it does not end in silence", code == 3, (code, said))


def _actuals(desk: Desk, name: str, month: str = MONTH[1]) -> tuple[str, ...]:
    return "actuals", desk.book, "--month", month, desk.at(name), "--reason", "试用数据，与上月口径不同"


def _month_of_sample(month: int) -> list[tuple[str, ...]]:
    with (ROOT / "seeds" / "sample" / "actuals_2023.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["月份"] == str(month)]
    heads = ("指标名称", "单位", "累计", "同比增长")
    return [heads, *(tuple(row[head] for head in heads) for row in rows)]


def _month_as_csv(month: int) -> str:
    return "".join(",".join(row) + "\r\n" for row in _month_of_sample(month))


def _month_as_workbook(month: int, path: Path) -> None:
    book = Workbook()
    for row in _month_of_sample(month):
        book.worksheets[0].append(row)
    book.save(path)


def _content(path: Path) -> object:
    """Of an office document its parts: packing may differ with the version of zlib."""
    if path.suffix not in {".xlsx", ".docx"}:
        return path.read_bytes()
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
