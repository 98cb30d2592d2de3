"""Of the set-up program: what it installs, that a failed upgrade changes nothing, and what it leaves when it goes."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

from installer import VERSION
from installer.desk import BOOK, INSTALLED, MONTH, TITLE, Desk, strays, sum_of, until, windows_path, wrong_sums
from installer.wine import HOME

KIND = "Classes\\zonetracker.workbook.1"
OPENS = "Classes\\Applications\\zonetracker.exe"
LISTED = "Microsoft\\Windows\\CurrentVersion\\Uninstall\\zonetracker"
OCR_LISTED = f"{LISTED}-ocr"
OFFERED = {".docx", ".doc", ".wps", ".pdf", ".txt", ".html", ".htm", ".xlsx", ".xls", ".et", ".ods", ".csv", ".zt"}
FULL_DISK = 100_000  # KB; the packed files grow beyond it while they are unpacked
MENU = f"{HOME}\\AppData\\Roaming\\Microsoft\\Windows\\Start Menu\\Programs\\{TITLE}"
LINKS = (f"{MENU}\\{TITLE}.lnk", f"{MENU}\\卸载{TITLE}.lnk", f"{HOME}\\Desktop\\{TITLE}.lnk")
ELSEWHERE = "C:\\张三 的\\台账 程序"
CLERKS_OWN = "我的.txt"


def installs(desk: Desk) -> None:
    code, said = desk.wine.run(desk.setup, "/S")
    desk.holds("a silent installation ends with 0", code == 0, f"{code} {said}")
    desk.holds("every file is as it was packed", wrong_sums(desk.place) == "", wrong_sums(desk.place))
    desk.holds("nothing else lies in its folder", strays(desk.place) == [], strays(desk.place))


def enters_itself(desk: Desk) -> None:
    """Links and registry."""
    missing = [link for link in LINKS if not desk.wine.real(link).is_file()]
    desk.holds("links in start menu and on the desktop", missing == [], missing)
    said = desk.registry(KIND)
    desk.holds("a double click on FILE.zt", f'{INSTALLED}\\zonetracker.exe" "%1"' in said, said)
    desk.holds("FILE.zt has the program's picture", f"{INSTALLED}\\app.ico" in said, said)
    desk.holds("FILE.zt is of that kind", "zonetracker.workbook.1" in desk.registry("Classes\\.zt"))
    said = desk.registry(OPENS)
    named = TITLE in said and f'{INSTALLED}\\zonetracker.exe" "%1"' in said
    desk.holds("reports may be opened with it", named, said)
    kinds = set(re.findall(r"^\s+(\.\w+)\s+REG_SZ", said, re.MULTILINE))
    desk.holds("it is offered for the nine kinds of file", kinds == OFFERED, kinds)
    taken = [ending for ending in sorted(OFFERED - {".zt"}) if desk.registry(f"Classes\\{ending}")]
    desk.holds("and makes none of them its own", taken == [], taken)
    said = desk.registry(LISTED)
    desk.holds("an entry in the list of programs", TITLE in said and VERSION in said and "EstimatedSize" in said, said)


# ---- upgrade


def upgrades(desk: Desk) -> None:
    """From a real former build, or from this one made to look like a former one."""
    _becomes_former(desk)
    desk.file(CLERKS_OWN).touch()
    (desk.place / CLERKS_OWN).touch()
    books = {path: sum_of(path) for path in desk.file("").glob("*.zt")}
    before = sum_of(desk.place / "MANIFEST.sha256")
    code, said = desk.wine.run(desk.setup, "/S")
    older = [path for path in strays(desk.place) if path != CLERKS_OWN]
    desk.holds("an upgrade ends with 0", code == 0, f"{code} {said}")
    replaced = wrong_sums(desk.place) == "" and sum_of(desk.place / "MANIFEST.sha256") != before
    desk.holds("an upgrade replaces what is ours", replaced and older == [], f"{older} {wrong_sums(desk.place)}")
    kept = (desk.place / CLERKS_OWN).exists() and books == {path: sum_of(path) for path in books}
    desk.holds("and leaves what is the clerk's byte for byte", kept and len(books) > 0)
    for path in books:
        desk.call(f"{path.name} is sound after it", "check", desk.at(path.name), says="完好")


def survives_failed_upgrades(desk: Desk) -> None:
    """A full disk, a held file, a kill: the former version stands complete and works."""
    _looks_former(desk.place)
    former = (desk.place / "MANIFEST.sha256").read_bytes()

    def stands(name: str, good: bool, more: object = "", *, leaving: str = "") -> None:
        left = [
            path for path in strays(desk.place) if path != CLERKS_OWN and not (leaving and path.startswith(leaving))
        ]
        same = (desk.place / "MANIFEST.sha256").read_bytes() == former and wrong_sums(desk.place) == ""
        desk.holds(name, good and same and left == [], f"{more} {left[:5]} {wrong_sums(desk.place)}")

    code, _ = desk.wine.run(desk.setup, "/S", largest=FULL_DISK)
    stands("a full disk leaves the former version", code == 6, code)
    begun = killed_once(desk, desk.setup, lambda: (desk.place / "setup-new" / "runtime").is_dir())
    stands("a kill while files are written leaves it", begun, leaving="setup-new/")
    holder = holds_file(desk, f"{INSTALLED}\\zonetracker.exe")
    try:
        code, _ = desk.wine.run(desk.setup, "/S")
        stands("a file that is held leaves it", code == 6, code)
        moved = desk.place / "setup-former" / "app.ico"
        desk.holds("a kill amid the exchange is made", killed_once(desk, desk.setup, moved.exists) and moved.exists())
    finally:
        holder.communicate(b"", timeout=60)
    code, _ = desk.wine.run(desk.setup, "/S", largest=FULL_DISK)
    stands("the next start of set-up puts the former version back", code == 6, code)
    desk.call("and it works", "status", desk.book, *MONTH, says="地区生产总值")


def killed_once(desk: Desk, setup: str, reached: Callable[[], bool]) -> bool:
    """Whether a set-up program came so far and was killed there."""
    process = desk.wine.start(setup, "/S")
    there = until(reached)
    process.kill()
    process.wait()
    return there


def _becomes_former(desk: Desk) -> None:
    if desk.former is None:
        _looks_former(desk.place)
        return
    _removed(desk)
    code, said = desk.wine.run(windows_path(desk.former), "/S")
    desk.holds("the former build is installed", code == 0 and wrong_sums(desk.place) == "", f"{code} {said}")
    desk.call("and makes a workbook", "sample", desk.at("旧版.zt"))
    desk.call("which it reads", "status", desk.at("旧版.zt"), *MONTH)


def _looks_former(place: Path) -> None:
    """Other content of each kind, and sums that agree with it."""
    (place / "runtime" / "of an older version").touch()
    (place / "app" / "zonetracker" / "of an older version").touch()
    for name in ("app.ico", "zonetracker.exe", "zonetracker-cli.exe", "licences/LICENSE.txt"):
        with (place / name).open("ab") as file:
            file.write(b"\0")
    ours = [path for name in ("runtime", "app", "licences") for path in (place / name).rglob("*") if path.is_file()]
    ours += [place / name for name in ("app.ico", "zonetracker.exe", "zonetracker-cli.exe")]
    sums = "".join(f"{sum_of(path)}  {path.relative_to(place).as_posix()}\n" for path in sorted(ours))
    (place / "MANIFEST.sha256").write_text(sums, encoding="utf-8")


def holds_file(desk: Desk, path: str) -> subprocess.Popen[bytes]:
    """A program that has a file open, as a virus scanner does; it ends when its input ends."""
    stand_in = standing_in(desk, "C:\\stand-in", HOLDING)
    process = desk.wine.start(stand_in, path, stdin=subprocess.PIPE)
    assert process.stdout is not None
    if process.stdout.readline().strip() != b"held":
        raise RuntimeError("nothing holds the file")
    return process


HOLDING = """
def main():
    file = open(sys.argv[1], "rb")
    print("held", flush=True)
    sys.stdin.read()
    file.close()
"""


def standing_in(desk: Desk, folder: str, program: str) -> str:
    """The launcher with Python, and in the program's place a few lines of their own."""
    real = desk.wine.real(folder)
    shutil.rmtree(real, ignore_errors=True)
    (real / "runtime").mkdir(parents=True)
    package = real / "app" / "zonetracker"
    package.mkdir(parents=True)
    for path in [
        *(desk.place / "runtime").iterdir(),
        desk.place / "zonetracker-cli.exe",
        desk.place / "zonetracker.exe",
    ]:
        if path.is_file():
            shutil.copy(path, real / path.relative_to(desk.place))
    (package / "__init__.py").touch()
    (package / "__main__.py").write_text(f"import json, sys\n{program}", encoding="utf-8")
    return f"{folder}\\zonetracker-cli.exe"


# ---- the end


def uninstalls(desk: Desk) -> None:
    (desk.place / CLERKS_OWN).touch()
    _removed(desk)
    left = sorted(path.name for path in desk.place.iterdir()) if desk.place.is_dir() else []
    desk.holds("removing it leaves only the clerk's file", left == [CLERKS_OWN], left)
    desk.holds("workbooks stay", desk.file(BOOK).exists())
    local = desk.wine.real(f"{HOME}\\AppData\\Local\\zonetracker\\snapshots")
    desk.holds("snapshots stay", any(local.rglob("*.zt")))
    links = [link for link in (*LINKS, MENU) if desk.wine.real(link).exists()]
    desk.holds("links are gone", links == [], links)
    keys = [key for key in (KIND, OPENS, LISTED, OCR_LISTED, "Classes\\.zt", "zonetracker") if desk.registry(key)]
    desk.holds("the registry is clean", keys == [], keys)


def _removed(desk: Desk) -> None:
    desk.wine.run(f"{INSTALLED}\\uninstall.exe", "/S")  # goes on as a copy of itself
    until(lambda: not (desk.place / "zonetracker.exe").exists())
    desk.wine.wait()


def installs_elsewhere(desk: Desk) -> None:
    place = ELSEWHERE
    desk.wine.real(place).parent.mkdir()
    desk.holds("a folder with Chinese and blanks", desk.wine.batch(f'"{desk.setup}" /S /D={place}') == 0)
    desk.holds("and the part for scans there", desk.wine.batch(f'"{desk.ocr_setup}" /S /D={place}') == 0)
    desk.program = f"{place}\\zonetracker-cli.exe"
    desk.call("the self-test there", "--self-test", f"{place} 自检")
    desk.holds("the program writes nothing into its own folder", strays(desk.wine.real(place)) == [])


def goes_from_elsewhere(desk: Desk) -> None:
    """With the part for scans; and a folder with other things is not taken."""
    place = ELSEWHERE
    desk.wine.run(f"{place}\\uninstall.exe", "/S")
    until(lambda: not desk.wine.real(place).exists())
    desk.wine.wait()
    desk.holds("removing it leaves nothing there", not desk.wine.real(place).exists())
    others = desk.wine.real("C:\\别的资料")
    (others / "app").mkdir(parents=True)
    (others / "app" / "稿子.txt").touch()
    code = desk.wine.batch(f'"{desk.setup}" /S /D=C:\\别的资料')
    apart = (others / "zonetracker" / "zonetracker.exe").exists() and sorted(p.name for p in others.iterdir())
    desk.holds("a folder with other things is left alone", code == 0 and apart == ["app", "zonetracker"], (code, apart))
