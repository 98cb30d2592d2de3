"""A Wine prefix of its own, set up as a clerk's Windows PC: code page 936, Windows 10, no screen, one Chinese font."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

FONT = Path("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc")
HOME = "C:\\users\\clerk"
OWN_DLLS = "msvcp140,msvcp140_1,msvcp140_2,vcruntime140,vcruntime140_1=n,b"  # those shipped, not Wine's
BOOT_LIMIT = 120
HUNG = 124


class Wine:
    """A prefix of its own that never touches the real home; `run` gives exit status and what was said."""

    def __init__(self, folder: Path) -> None:
        self.prefix = folder / "prefix"
        self.environment = {
            "PATH": os.environ["PATH"],
            "HOME": str(folder),
            "USER": "clerk",
            "WINEPREFIX": str(self.prefix),
            "WINEARCH": "win64",
            "WINEDEBUG": "-all",
            "WINEDLLOVERRIDES": f"mscoree,mshtml,winemenubuilder.exe=;{OWN_DLLS}",
            "LC_ALL": "zh_CN.UTF-8",  # Wine takes code page 936 from it
        }
        self._idler: subprocess.Popen[bytes] | None = None

    def prepare(self) -> None:
        if not self._boots():
            print("Wine hung at its start and is started once more", flush=True)
            self.stop()
            shutil.rmtree(self.prefix, ignore_errors=True)
            if not self._boots():
                sys.exit("Wine does not start")
        for link in self.real(HOME).iterdir():
            if link.is_symlink():
                link.unlink()
        for name in ("Desktop", "Documents"):
            self.real(f"{HOME}\\{name}").mkdir(parents=True, exist_ok=True)
        _single_font(self.real("C:\\fonts"))

    def _boots(self) -> bool:
        calls = [("wineboot", "-i"), ("winecfg", "-v", "win10")]
        # Wine drops QT_ variables from outside; Qt's offscreen platform reads .otf and .ttf, but no .ttc.
        for name, value in (("QT_QPA_PLATFORM", "offscreen"), ("QT_QPA_FONTDIR", "C:\\fonts")):
            calls.append(("reg", "add", "HKCU\\Environment", "/v", name, "/d", value, "/f"))
        done = all(_end_of(self._start(*call), BOOT_LIMIT)[0] == 0 for call in calls)
        return done and self.wait() and self.real(HOME).is_dir()

    def real(self, path: str) -> Path:
        """Where a path on C: lies on this machine."""
        return self.prefix / "drive_c" / path.removeprefix("C:\\").replace("\\", "/")

    def start(self, *words: str, stdin: int = subprocess.DEVNULL, largest: int = 0) -> subprocess.Popen[bytes]:
        """A Windows program; with `largest` no file that it writes can grow beyond so many KB, as on a full disk."""
        if self._idler is None:  # while one program runs, the next starts in a fifth of the time
            null = subprocess.DEVNULL
            self._idler = subprocess.Popen(
                ["wine", "cmd"], stdin=subprocess.PIPE, stdout=null, stderr=null, env=self.environment
            )
        return self._start(*words, stdin=stdin, largest=largest)

    def _start(self, *words: str, stdin: int = subprocess.DEVNULL, largest: int = 0) -> subprocess.Popen[bytes]:
        # Python under Wine 8 wants pipes as its streams, never files.
        pipe = subprocess.PIPE
        limited = ["bash", "-c", 'trap "" XFSZ; ulimit -f "$0"; exec wine "$@"', str(largest)] if largest else ["wine"]
        return subprocess.Popen(
            [*limited, *words], stdin=stdin, stdout=pipe, stderr=subprocess.STDOUT, env=self.environment
        )

    def run(self, *words: str, limit: int = 900, largest: int = 0, encoding: str = "utf-8") -> tuple[int, str]:
        code, said = _end_of(self.start(*words, largest=largest), limit, encoding)
        if code == HUNG:
            self.stop()
        return code, said

    def batch(self, line: str) -> int:
        """A line for cmd.exe as it stands; NSIS wants /D= without quotes even where it holds blanks."""
        file = self.real("C:\\line.bat")
        file.write_bytes(f"@echo off\r\n{line}\r\nexit /b %errorlevel%\r\n".encode("gbk"))
        return self.run("cmd", "/c", "C:\\line.bat")[0]

    def wait(self) -> bool:
        """Until the last program in the prefix has ended."""
        self._let_end()
        try:
            subprocess.run(["wineserver", "-w"], env=self.environment, timeout=BOOT_LIMIT)
        except subprocess.TimeoutExpired:
            return False
        return True

    def stop(self) -> None:
        subprocess.run(["wineserver", "-k"], env=self.environment)
        self.wait()

    def _let_end(self) -> None:
        if self._idler is not None:
            self._idler.communicate()
            self._idler = None


def _end_of(process: subprocess.Popen[bytes], limit: int, encoding: str = "utf-8") -> tuple[int, str]:
    """Waits for the program, not for its pipe to close: what it started may keep that open."""
    end = time.monotonic() + limit
    said = b""
    while True:
        ended = process.poll() is not None
        try:
            said = process.communicate(timeout=0.5)[0]
        except subprocess.TimeoutExpired as waiting:
            said = waiting.output or b""
            if not ended and time.monotonic() < end:
                continue
        break
    if process.poll() is None:
        process.kill()
        return HUNG, "no end within its time"
    return process.returncode, said.decode(encoding, "replace").replace("\r", "")


def _single_font(folder: Path) -> None:
    """One Chinese typeface as a file of its own."""
    from fontTools.ttLib import TTCollection

    folder.mkdir(parents=True)
    for font in TTCollection(str(FONT)).fonts:
        if font["name"].getDebugName(1) == "Noto Sans CJK SC":
            font.save(folder / "NotoSansCJKsc-Regular.otf")


@contextmanager
def wine_prefix() -> Iterator[Wine]:
    folder = Path(tempfile.mkdtemp(prefix="zonetracker-wine-"))
    wine = Wine(folder)
    try:
        wine.prepare()
        yield wine
    finally:
        wine.stop()
        shutil.rmtree(folder, ignore_errors=True)
