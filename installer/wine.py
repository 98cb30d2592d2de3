"""A Wine prefix of its own, set up as a clerk's Windows PC: code page 936, Windows 10, no screen, one Chinese font."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

FONT = Path("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc")
HOME = "C:\\users\\clerk"
OWN_DLLS = "msvcp140,msvcp140_1,msvcp140_2,vcruntime140,vcruntime140_1=n,b"  # those shipped, not Wine's


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

    def prepare(self) -> None:
        self.run("wineboot", "-i")
        self.run("winecfg", "-v", "win10")
        if self.real(HOME).is_dir():
            for link in self.real(HOME).iterdir():
                if link.is_symlink():
                    link.unlink()
        for name in ("Desktop", "Documents"):
            self.real(f"{HOME}\\{name}").mkdir(parents=True, exist_ok=True)
        _single_font(self.real("C:\\fonts"))
        # Wine drops QT_ variables from outside; Qt's offscreen platform reads .otf and .ttf, but no .ttc.
        for name, value in (("QT_QPA_PLATFORM", "offscreen"), ("QT_QPA_FONTDIR", "C:\\fonts")):
            self.run("reg", "add", "HKCU\\Environment", "/v", name, "/d", value, "/f")
        self.stop()

    def real(self, path: str) -> Path:
        """Where a path on C: lies on this machine."""
        return self.prefix / "drive_c" / path.removeprefix("C:\\").replace("\\", "/")

    def start(self, *words: str) -> subprocess.Popen[bytes]:
        # Python under Wine 8 wants pipes as its streams, never files.
        pipe = subprocess.PIPE
        return subprocess.Popen(
            ["wine", *words], stdin=subprocess.DEVNULL, stdout=pipe, stderr=subprocess.STDOUT, env=self.environment
        )

    def run(self, *words: str, limit: int = 300) -> tuple[int, str]:
        process = self.start(*words)
        try:
            said = process.communicate(timeout=limit)[0]
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()
            return 124, "no end within its time"
        return process.returncode, said.decode("utf-8", "replace").replace("\r", "")

    def batch(self, line: str) -> int:
        """A line for cmd.exe as it stands; NSIS wants /D= without quotes even where it holds blanks."""
        file = self.real("C:\\line.bat")
        file.write_bytes(f"@echo off\r\n{line}\r\nexit /b %errorlevel%\r\n".encode("gbk"))
        code = self.run("cmd", "/c", "C:\\line.bat")[0]
        self.wait()
        return code

    def wait(self) -> None:
        """Until the last program in the prefix has ended."""
        subprocess.run(["wineserver", "-w"], env=self.environment, timeout=120)

    def stop(self) -> None:
        subprocess.run(["wineserver", "-k"], env=self.environment)
        self.wait()


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
