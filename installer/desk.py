"""The clerk's desk of a trial: the installed program, a folder of documents, and the count of what held."""

from __future__ import annotations

import hashlib
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

from installer.wine import HOME, Wine

INSTALLED = f"{HOME}\\AppData\\Local\\Programs\\zonetracker"
TITLE = "目标任务台账"
BOOK = "云岭 高新区.zt"
MONTH = ("--month", "2023-09")


class Desk:
    """Counts what held and what did not; calls the installed program, and knows where its files lie."""

    def __init__(self, wine: Wine, setup: Path, ocr_setup: Path, former: Path | None) -> None:
        self.wine, self.setup, self.former = wine, windows_path(setup), former
        self.ocr_setup = windows_path(ocr_setup)
        self.passed = self.failed = 0
        self.folder = f"{HOME}\\Documents\\规划科 甲"
        self.place = wine.real(INSTALLED)
        self.program = f"{INSTALLED}\\zonetracker-cli.exe"
        self.book = self.at(BOOK)

    def holds(self, name: str, good: bool, more: object = "") -> None:
        self.passed += good
        self.failed += not good
        print(f"{'ok  ' if good else 'FAIL'}  {name}" + ("" if good else f": {str(more).strip()[-1200:]}"), flush=True)

    def call(self, name: str, *words: str, status: int = 0, says: str = "") -> str:
        code, said = self.wine.run(self.program, *words)
        self.holds(name, code == status and says in said, f"exit status {code}: {said}")
        return said

    def at(self, name: str) -> str:
        return f"{self.folder}\\{name}"

    def file(self, name: str) -> Path:
        return self.wine.real(self.at(name))

    def registry(self, key: str) -> str:
        """What stands in and under a key of the user; empty where there is none."""
        code, said = self.wine.run("reg", "query", f"HKCU\\Software\\{key}", "/s", encoding="gb18030")
        return said if code == 0 else ""


def windows_path(path: Path) -> str:
    return f"Z:{path.resolve()}".replace("/", "\\")


def wrong_sums(folder: Path) -> str:
    """What differs from the sums that were packed with it."""
    done = subprocess.run(["sha256sum", "-c", "--quiet", "MANIFEST.sha256"], cwd=folder, capture_output=True, text=True)
    return done.stdout + done.stderr


def strays(folder: Path) -> list[str]:
    """What lies in the program's folder and was not packed; parts that are installed apart are none of it."""
    sums = (folder / "MANIFEST.sha256").read_text(encoding="utf-8").splitlines()
    packed = {line.split("  ", 1)[1] for line in sums} | {"MANIFEST.sha256", "uninstall.exe"}
    there = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    return sorted(path for path in there - packed if not path.startswith("parts/"))


def sum_of(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def until(true: Callable[[], bool], seconds: int = 120) -> bool:
    end = time.monotonic() + seconds
    while not true() and time.monotonic() < end:
        time.sleep(0.2)
    return true()
