#!/usr/bin/env python3
"""Pictures of the set-up program and of the installed window, taken under Wine 10 on a screen of its own.

python3 installer/look.py CHROOT dist/zonetracker-V-setup.exe OUT     as root; CHROOT is made when missing
python3 installer/look.py CHROOT SETUP OUT --screen 1920x1080 --dpi 144   the same at 150 %
python3 installer/look.py CHROOT --unmount                                then CHROOT may be deleted

Needs debootstrap, fonts-noto-cjk, fonts-dejavu-core and the project's .venv (for fontTools). Nothing is judged here:
look at OUT/*.png.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ["wine", "wine64", "xvfb", "fonts-noto-cjk", "fonts-wine", "locales", "imagemagick", "xdotool", "openbox"]
MOUNTS = ("proc", "dev")
HOME = "C:\\users\\clerk"
PROGRAM = f"{HOME}\\AppData\\Local\\Programs\\zonetracker\\zonetracker"
FONTS = Path("/usr/share/fonts")
FACES = (  # what a clerk's Windows has: file, its English and Chinese name, and the face that stands in
    ("msyh.otf", "Microsoft YaHei", "微软雅黑", "Regular", "opentype/noto/NotoSansCJK-Regular.ttc"),
    ("msyhbd.otf", "Microsoft YaHei", "微软雅黑", "Bold", "opentype/noto/NotoSansCJK-Bold.ttc"),
    ("simsun.otf", "SimSun", "宋体", "Regular", "opentype/noto/NotoSerifCJK-Regular.ttc"),
    ("simhei.otf", "SimHei", "黑体", "Regular", "opentype/noto/NotoSansCJK-Bold.ttc"),
    ("seguisym.ttf", "Segoe UI Symbol", "Segoe UI Symbol", "Regular", "truetype/dejavu/DejaVuSans.ttf"),
)
RENAME = """
import sys
from fontTools.ttLib import TTCollection, TTFont
source, goal, english, chinese, style = sys.argv[1:]
faces = TTCollection(source).fonts if source.endswith(".ttc") else [TTFont(source)]
font = next(one for one in faces if len(faces) == 1 or one["name"].getDebugName(1).split()[3] == "SC")
table = font["name"]
table.names = []
for language, family in ((0x409, english), (0x804, chinese)):
    for number, text in ((1, family), (2, style), (4, family if style == "Regular" else f"{family} {style}")):
        table.setName(text, number, 3, 1, language)
table.setName(f"{english}-{style}".replace(" ", ""), 6, 3, 1, 0x409)
font["OS/2"].fsSelection = 0x40 if style == "Regular" else 0x20
font["head"].macStyle = 0 if style == "Regular" else 1
font["OS/2"].usWeightClass = 400 if style == "Regular" else 700
font.save(goal)
"""


def run(*command: object, **options: object) -> None:
    subprocess.run([str(word) for word in command], check=True, **options)  # type: ignore[call-overload]


# ---- the chroot


def make_chroot(place: Path) -> None:
    if not (place / "usr/bin/wine").exists():
        run("debootstrap", "--variant=minbase", "trixie", place, *_mirror())
        mount(place)
        install = "apt-get update -qq && apt-get install -yqq --no-install-recommends " + " ".join(PACKAGES)
        run("chroot", place, "sh", "-c", f"DEBIAN_FRONTEND=noninteractive; export DEBIAN_FRONTEND; {install}")
        run("chroot", place, "localedef", "-i", "zh_CN", "-f", "UTF-8", "zh_CN.UTF-8")
    mount(place)


def _mirror() -> list[str]:
    """The one that this machine uses."""
    for file in Path("/etc/apt").glob("sources.list*/debian.sources"):
        if found := re.search(r"^URIs: (\S+)", file.read_text(encoding="utf-8"), re.MULTILINE):
            return [found[1]]
    return []


def mount(place: Path) -> None:
    for name in MOUNTS:
        if not os.path.ismount(place / name):
            run("mount", "--bind", f"/{name}", place / name)


def unmount(place: Path) -> None:
    for name in MOUNTS:
        if os.path.ismount(place / name):
            run("umount", place / name)


def make_faces(place: Path) -> Path:
    """The typefaces as files of their own, which Wine takes as they are (of a .ttc it makes everything bold)."""
    place.mkdir(exist_ok=True)
    for file, english, chinese, style, source in FACES:
        if not (place / file).is_file():
            part = place / f"{file}.part"
            run(ROOT / ".venv" / "bin" / "python", "-c", RENAME, FONTS / source, part, english, chinese, style)
            part.rename(place / file)
    return place


# ---- a screen and a prefix in it


class Desk:
    """A screen with a window manager, and a fresh Wine prefix with the typefaces of a Chinese Windows."""

    def __init__(self, chroot: Path, out: Path, screen: str) -> None:
        self.chroot, self.out = chroot, out
        self.place = chroot / "look"
        shutil.rmtree(self.place, ignore_errors=True)
        self.place.mkdir()
        self.environment = {
            "PATH": "/usr/sbin:/usr/bin:/sbin:/bin",
            "HOME": "/look",
            "USER": "clerk",
            "WINEPREFIX": "/look/prefix",
            "WINEDEBUG": "-all",
            "WINEDLLOVERRIDES": "mscoree,mshtml,winemenubuilder.exe=",
            "LC_ALL": "zh_CN.UTF-8",
        }
        command = f"Xvfb -displayfd 3 -screen 0 {screen}x24 3>/look/display"
        self.server = self.start("sh", "-c", f"exec {command}")
        self.environment["DISPLAY"] = f":{self._display()}"
        self.manager = self.start("openbox")

    def _display(self) -> str:
        """The number that the server chose; in a chroot the numbers are shared with the whole machine."""
        for _ in range(100):
            file = self.place / "display"
            if self.server.poll() is not None:
                break
            if file.is_file() and (number := file.read_text(encoding="ascii").strip()):
                return number
            time.sleep(0.1)
        sys.exit("[look] the screen did not start")

    def start(self, *words: str) -> subprocess.Popen[bytes]:
        nothing = subprocess.DEVNULL
        command = ["chroot", str(self.chroot), *words]
        return subprocess.Popen(command, env=self.environment, stdin=nothing, stdout=nothing, stderr=nothing)

    def do(self, *words: str) -> None:
        self.end(self.start(*words), 300)

    def end(self, process: subprocess.Popen[bytes], limit: float = 60) -> None:
        try:
            process.wait(limit)
        except subprocess.TimeoutExpired:
            process.kill()
            print(f"[look] no end within its time: {process.args!r}", flush=True)

    def furnish(self, dpi: int) -> None:
        self.do("wine", "wineboot", "-i")
        shutil.copytree(make_faces(self.chroot / "faces"), self.real("C:\\windows\\Fonts"), dirs_exist_ok=True)
        registry = "HKLM\\Software\\Microsoft\\Windows NT\\CurrentVersion\\Fonts"
        for file, english, _, style, _ in FACES:
            self.do("wine", "reg", "add", registry, "/v", f"{english} {style} (TrueType)", "/d", file, "/f")
        self.do("wine", "reg", "add", "HKCU\\Control Panel\\Desktop", *_number("LogPixels", dpi))
        self.do("wineserver", "-k")
        documents = self.real(f"{HOME}\\Documents")
        if documents.is_symlink():
            documents.unlink()
        documents.mkdir(parents=True, exist_ok=True)

    def real(self, path: str) -> Path:
        return self.place / "prefix" / "drive_c" / path.removeprefix("C:\\").replace("\\", "/")

    def key(self, *keys: str) -> None:
        self.do("xdotool", "key", "--clearmodifiers", *keys)

    def wait_for(self, title: str, limit: float = 90) -> None:
        """Until a window is there whose title holds `title`; it gets the keyboard."""
        command = ["xdotool", "search", "--onlyvisible", "--name", title, "windowactivate"]
        end = time.monotonic() + limit
        while self.start(*command).wait():
            if time.monotonic() > end:
                print(f"[look] no window {title}", flush=True)
                return
            time.sleep(0.5)

    def shot(self, name: str, *, still: float = 2, limit: float = 40) -> None:
        """A picture once nothing has moved for `still` seconds."""
        picture, former, since = self.place / "shot.png", "", time.monotonic()
        end = since + limit
        while time.monotonic() < end:
            self.do("import", "-window", "root", "/look/shot.png")
            now = hashlib.sha256(picture.read_bytes()).hexdigest()
            if now != former:
                former, since = now, time.monotonic()
            if time.monotonic() - since >= still:
                break
            time.sleep(0.3)
        shutil.copyfile(picture, self.out / f"{name}.png")
        print(f"[look] {name}", flush=True)

    def close(self) -> None:
        self.do("wineserver", "-k")
        for process in (self.manager, self.server):
            process.terminate()
            process.wait()


def _number(name: str, value: int) -> list[str]:
    return ["/v", name, "/t", "REG_DWORD", "/d", str(value), "/f"]


# ---- what is looked at


def see_setup(desk: Desk) -> None:
    setup = desk.start("wine", "C:\\setup.exe")
    desk.wait_for("安装")
    desk.shot("01-setup-welcome")
    desk.key("alt+n")
    desk.shot("02-setup-folder")
    desk.key("alt+i")
    desk.shot("03-setup-progress", still=0, limit=1)
    desk.shot("04-setup-finish", still=15, limit=300)
    desk.key("Return")
    desk.wait_for("zonetracker|台账$")
    desk.shot("05-first-start", still=4)
    desk.key("ctrl+q")
    desk.end(setup)


def see_pages(desk: Desk) -> None:
    book = f"{HOME}\\Documents\\云岭高新区.zt"
    desk.do("wine", f"{PROGRAM}-cli.exe", "sample", book)
    window = desk.start("wine", f"{PROGRAM}.exe", book)
    desk.wait_for("云岭高新区")
    desk.shot("10-workbook", still=4)
    for number in range(1, 9):
        desk.key(f"ctrl+{number}")
        desk.shot(f"1{number}-page", still=3)
        if number == 6:
            for tab in range(1, 4):
                desk.key("ctrl+Tab")
                desk.shot(f"16-page-tab-{tab}", still=3)
    for name, keys in (("menu", "alt+f"), ("open-file", "ctrl+o"), ("help", "F1")):
        desk.wait_for("云岭高新区")
        desk.key(keys)
        desk.shot(f"20-{name}", still=2)
        desk.key("Escape", "Escape")
        time.sleep(1)
    desk.wait_for("云岭高新区")
    desk.key("ctrl+q")
    desk.end(window)


def see_report(desk: Desk) -> None:
    """A report by “open with”."""
    window = desk.start("wine", f"{PROGRAM}.exe", f"{HOME}\\Documents\\1_年度总结与目标.txt")
    desk.wait_for("zonetracker|台账$")
    desk.shot("30-open-with-report", still=4)
    desk.key("Escape")
    desk.key("ctrl+q")
    desk.end(window)


def see_uninstaller(desk: Desk) -> None:
    desk.start("wine", f"{PROGRAM.rpartition(chr(92))[0]}\\uninstall.exe")
    desk.wait_for("卸载")
    desk.shot("40-uninstall")
    desk.key("alt+u")
    desk.shot("41-uninstalled", still=4, limit=120)
    desk.key("Return")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("chroot", type=Path)
    parser.add_argument("setup", type=Path, nargs="?")
    parser.add_argument("out", type=Path, nargs="?")
    parser.add_argument("--screen", default="1366x768")
    parser.add_argument("--dpi", type=int, default=96)
    parser.add_argument("--unmount", action="store_true")
    options = parser.parse_args()
    if options.unmount:
        unmount(options.chroot)
        return
    options.out.mkdir(parents=True, exist_ok=True)
    make_chroot(options.chroot)
    desk = Desk(options.chroot, options.out, options.screen)
    try:
        desk.furnish(options.dpi)
        shutil.copyfile(options.setup, desk.real("C:\\setup.exe"))
        report = ROOT / "seeds" / "reports" / "1_年度总结与目标.txt"
        shutil.copyfile(report, desk.real(f"{HOME}\\Documents\\{report.name}"))
        for part in (see_setup, see_pages, see_report, see_uninstaller):
            part(desk)
    finally:
        desk.close()


if __name__ == "__main__":
    main()
