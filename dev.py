#!/usr/bin/env python3
"""Everything a developer's machine needs, with the standard library only.

python3 dev.py run      the program with the sample workbook; without a screen the main job, into out/
python3 dev.py test     style, types, contracts and all tests
python3 dev.py bench    the benchmarks, each beside its yardstick
python3 dev.py lock     the lock files anew from pyproject.toml (needs uv in the path)
python3 dev.py screens  screenshots of every page into out/screens/
"""

from __future__ import annotations

import argparse
import ctypes.util
import hashlib
import importlib.util
import io
import json
import os
import shutil
import subprocess
import sys
import time
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent
ENVIRONMENT = ROOT / ".venv"
PYTHON = ENVIRONMENT / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
INSTALLED = ENVIRONMENT / "installed.json"
LOCKS = {"run": ROOT / "requirements.lock", "test": ROOT / "requirements-test.lock"}
OUT = ROOT / "out"
PINS = ("PySide6-Essentials==6.8.3", "numpy==2.0.2", "matplotlib==3.11.2", "openpyxl==3.1.5")

VENV = "python3-venv"
QT_LIBRARIES = {
    "EGL": "libegl1",
    "GL": "libgl1",
    "xkbcommon": "libxkbcommon0",
    "dbus-1": "libdbus-1-3",
    "fontconfig": "libfontconfig1",
    "glib-2.0": "libglib2.0-0",
}
SCREEN_LIBRARIES = {
    "xcb-cursor": "libxcb-cursor0",
    "xcb-icccm": "libxcb-icccm4",
    "xcb-keysyms": "libxcb-keysyms1",
    "xcb-image": "libxcb-image0",
    "xcb-render-util": "libxcb-render-util0",
    "xcb-shape": "libxcb-shape0",
    "xkbcommon-x11": "libxkbcommon-x11-0",
}


def say(text: str) -> None:
    print(f"[dev] {text}", flush=True)


def run(*command: str | Path, **options: object) -> int:
    return subprocess.run([str(part) for part in command], cwd=ROOT, **options).returncode  # type: ignore[call-overload]


def must(*command: str | Path, **options: object) -> None:
    code = run(*command, **options)
    if code:
        sys.exit(f"[dev] failed with exit status {code}: {' '.join(str(part) for part in command)}")


def has_screen() -> bool:
    if os.name == "nt" or sys.platform == "darwin":
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def has_chinese_font() -> bool:
    if shutil.which("fc-list") is None:
        return False
    listed = subprocess.run(["fc-list", ":lang=zh-cn", "family"], capture_output=True, text=True, encoding="utf-8")
    return bool(listed.stdout.strip())


def missing_packages(purpose: str) -> list[str]:
    """The Debian packages that this purpose still lacks."""
    wanted = dict(QT_LIBRARIES)
    if purpose == "run" and has_screen():
        wanted.update(SCREEN_LIBRARIES)
    missing = [package for library, package in wanted.items() if ctypes.util.find_library(library) is None]
    if importlib.util.find_spec("ensurepip") is None:
        missing.append(VENV)
    if not has_chinese_font():
        missing += ["fontconfig", "fonts-noto-cjk"]
    if purpose == "test" and not (shutil.which("soffice") or shutil.which("libreoffice")):
        missing += ["libreoffice-calc-nogui"]
    return missing


def check_system(purpose: str) -> None:
    """See to the system's libraries and a Chinese font: install them as root, else print the one command."""
    if not sys.platform.startswith("linux"):
        return
    missing = missing_packages(purpose)
    if not missing:
        return
    command = ["apt-get", "install", "-y", "--no-install-recommends", *missing]
    if shutil.which("apt-get") and os.geteuid() == 0:
        say("installing from the system's packages: " + " ".join(missing))
        quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        run("apt-get", "update", "-qq", env=quiet)
        if run(*command, env=quiet, stdout=subprocess.DEVNULL) == 0:
            return
    say("please install what the system lacks, then run this again:")
    say("    sudo " + " ".join(command))
    if any(package in {VENV, *QT_LIBRARIES.values()} for package in missing):
        sys.exit(1)


def fingerprint(lock: Path) -> str:
    return hashlib.sha256(lock.read_bytes()).hexdigest()


def installed() -> dict[str, str]:
    try:
        found: dict[str, str] = json.loads(INSTALLED.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found


def prepare(purpose: str) -> None:
    """A private environment with exactly the packages of the lock file; quick when it is there already."""
    if sys.version_info < (3, 11):  # noqa: UP036
        sys.exit("[dev] Python 3.11 or newer is needed; this is " + sys.version.split()[0])
    check_system(purpose)
    lock = LOCKS[purpose]
    have = installed()
    wanted = {name: fingerprint(LOCKS[name]) for name in (("run",) if purpose == "run" else ("run", "test"))}
    if PYTHON.exists() and all(have.get(name) == value for name, value in wanted.items()):
        return
    if not PYTHON.exists():
        say("making a private environment in .venv")
        venv.create(ENVIRONMENT, with_pip=True, clear=True)
    elif run(PYTHON, "-m", "pip", "--version", stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL):
        must(PYTHON, "-m", "ensurepip")  # the making of it was broken off
    say(f"loading packages by {lock.name}, with their hashes checked")
    began = time.monotonic()
    pip = [PYTHON, "-m", "pip", "install", "--disable-pip-version-check", "--require-hashes", "--only-binary", ":all:"]
    must(*pip, "--progress-bar", "off" if os.environ.get("CI") else "on", "-r", lock)
    show_site = [str(PYTHON), "-X", "utf8", "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"]
    site = subprocess.check_output(show_site, encoding="utf-8")
    # ASCII only: older Pythons read a .pth in the system's encoding, and this folder's name may be Chinese.
    (Path(site.strip()) / "zonetracker.pth").write_text(
        f"import sys; sys.path.append({str(ROOT)!a})\n", encoding="ascii"
    )
    INSTALLED.write_text(json.dumps({**have, **wanted}), encoding="utf-8")
    say(f"packages are ready after {time.monotonic() - began:.0f} s")


def do_run(options: argparse.Namespace) -> None:
    prepare("run")
    OUT.mkdir(exist_ok=True)
    if has_screen() and not options.headless:
        sample = OUT / "样例.zt"
        if not sample.exists():
            must(PYTHON, "-m", "zonetracker", "sample", sample)
        sys.exit(run(PYTHON, "-m", "zonetracker", sample))
    say("no screen here: doing the main job without a window")
    must(PYTHON, "-m", "zonetracker", "demo", OUT)


def do_test(options: argparse.Namespace) -> None:
    prepare("test")
    sources = ["zonetracker", "tests", "dev.py"]
    failed = []
    here = (ROOT.parent / "shared").is_dir()
    say("texts to judge extraction on: " + ("../shared is here" if here else "../shared is absent, those tests skip"))
    steps: list[tuple[str, list[str | Path]]] = [
        ("style", [PYTHON, "-m", "ruff", "check", *sources]),
        ("format", [PYTHON, "-m", "ruff", "format", "--check", *sources]),
        ("types", [PYTHON, "-m", "mypy", "zonetracker"]),
        ("tests", [PYTHON, "-m", "pytest", "-n", "2", "-q", *options.rest]),
    ]
    for name, command in steps:
        say(name)
        began = time.monotonic()
        if run(*command, env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONUTF8": "1"}):
            failed.append(name)
        say(f"{name}: {time.monotonic() - began:.0f} s")
    if failed:
        sys.exit("[dev] failed: " + ", ".join(failed))
    say("all is well")


def do_bench(_: argparse.Namespace) -> None:
    prepare("test")
    must(PYTHON, "-m", "tests.bench")


def do_screens(_: argparse.Namespace) -> None:
    prepare("test")
    must(PYTHON, "-m", "tests.ui.screens", OUT / "screens", env={**os.environ, "QT_QPA_PLATFORM": "offscreen"})


def do_lock(_: argparse.Namespace) -> None:
    """Versions and hashes only: no annotation and no address goes into a lock file."""
    uv = shutil.which("uv") or sys.exit("[dev] uv is not in the path")
    OUT.mkdir(exist_ok=True)
    pins = OUT / "pins.txt"
    pins.write_text("\n".join(PINS) + "\n", encoding="utf-8")
    plain = ["--universal", "--generate-hashes", "--python-version", "3.11", "--no-header", "--no-annotate"]
    for purpose, extra in (("run", []), ("test", ["--extra", "test"])):
        command = [uv, "pip", "compile", *plain, "--no-emit-index-url", "-q", "pyproject.toml", *extra]
        must(*command, "-c", pins, "-o", LOCKS[purpose].name)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="run|test|bench|lock|screens")
    for name, work in (
        ("run", do_run),
        ("test", do_test),
        ("bench", do_bench),
        ("lock", do_lock),
        ("screens", do_screens),
    ):
        verb = verbs.add_parser(name, help=(work.__doc__ or "").splitlines()[0] if work.__doc__ else None)
        verb.set_defaults(work=work)
        if name == "run":
            verb.add_argument("--headless", action="store_true", help="do the main job without a window")
        if name == "test":
            verb.add_argument("rest", nargs="*", help="passed on to pytest")
    options = parser.parse_args()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    options.work(options)


if __name__ == "__main__":
    main()
