#!/usr/bin/env python3
"""Everything a developer's machine needs, with the standard library only.

python3 dev.py run      the program with the sample workbook; without a screen the main job, into out/
python3 dev.py test     style, types, contracts and all tests
python3 dev.py trust    the attacks on the promises about data, long (or --short), and the table of what came of them
python3 dev.py bench    the benchmarks, each beside its yardstick
python3 dev.py lock     the lock files anew from pyproject.toml (needs uv in the path)
python3 dev.py screens  screenshots of every page into out/screens/
python3 dev.py windows  the Windows program into dist/, with --try tried under Wine
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
import tempfile
import time
import venv
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent
ENVIRONMENT = ROOT / ".venv"
PYTHON = ENVIRONMENT / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
INSTALLED = ENVIRONMENT / "installed.json"
LOCKS = {"run": ROOT / "requirements.lock", "test": ROOT / "requirements-test.lock"}
OUT = ROOT / "out"
# Each takes its half in order, so that what a module's tests share is made once; who is done takes from the other.
TWO_AT_ONCE = ("-n", "2", "--dist", "worksteal")
MEMORY, MEMORY_BYTES = Path("/dev/shm"), 4 * 2**30
PINS = ("PySide6-Essentials==6.8.3", "numpy==2.0.2", "matplotlib==3.11.2", "openpyxl==3.1.5", "sqlite-utils==4.2.1")

VENV = "python3-venv"
QT_LIBRARIES = {
    "EGL": "libegl1",
    "GL": "libgl1",
    "xkbcommon": "libxkbcommon0",
    "dbus-1": "libdbus-1-3",
    "fontconfig": "libfontconfig1",
    "glib-2.0": "libglib2.0-0",
}
OFFICE_PARTS = {"libsclo.so": "libreoffice-calc-nogui", "libswlo.so": "libreoffice-writer-nogui"}
OPTIONAL = {"fontconfig", "fonts-noto-cjk", *OFFICE_PARTS.values()}
SCREEN_LIBRARIES = {
    "xcb-cursor": "libxcb-cursor0",
    "xcb-icccm": "libxcb-icccm4",
    "xcb-keysyms": "libxcb-keysyms1",
    "xcb-image": "libxcb-image0",
    "xcb-render-util": "libxcb-render-util0",
    "xcb-shape": "libxcb-shape0",
    "xkbcommon-x11": "libxkbcommon-x11-0",
}
WINDOWS_TOOLS = {"x86_64-w64-mingw32-gcc": "gcc-mingw-w64-x86-64-win32", "makensis": "nsis"}
PYTHON_OF_THE_RUNTIME = "python3.11"
WINE_FILES = {
    "/usr/bin/wine": "wine",
    "/usr/lib/wine/wine64": "wine64",
    "/usr/share/i18n/locales/zh_CN": "locales",
    "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc": "fonts-noto-cjk",
}
WINE_LOCALE = "zh_CN.UTF-8"  # from it Wine takes code page 936


def say(text: str) -> None:
    print(f"[dev] {text}", flush=True)


def run(*command: object, **options: Any) -> int:
    done: subprocess.CompletedProcess[bytes] = subprocess.run([str(part) for part in command], cwd=ROOT, **options)
    return done.returncode


def must(*command: object, **options: Any) -> None:
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
    if purpose == "windows":
        missing = [package for program, package in WINDOWS_TOOLS.items() if shutil.which(program) is None]
        return missing + ([] if python_of_the_runtime() else [PYTHON_OF_THE_RUNTIME])
    if purpose == "wine":
        return [package for file, package in WINE_FILES.items() if not Path(file).exists()]
    wanted = dict(QT_LIBRARIES)
    if purpose == "run" and has_screen():
        wanted.update(SCREEN_LIBRARIES)
    missing = [package for library, package in wanted.items() if ctypes.util.find_library(library) is None]
    if importlib.util.find_spec("ensurepip") is None:
        missing.append(VENV)
    if not has_chinese_font():
        missing += ["fontconfig", "fonts-noto-cjk"]
    if purpose == "test":
        missing += office_parts_missing()
    return missing


def office_parts_missing() -> list[str]:
    """The packages of LibreOffice that the tests of sheets and of .docx want."""
    office = shutil.which("soffice") or shutil.which("libreoffice")
    room = Path(office).resolve().parent if office else None
    return [package for part, package in OFFICE_PARTS.items() if room is None or not (room / part).exists()]


def python_of_the_runtime() -> str:
    """A Python 3.11 of this machine: only its .pyc files suit the Python that the Windows program carries."""
    probe = ["-c", "import sys; sys.exit(sys.version_info[:2] != (3, 11))"]
    for python in (sys.executable, shutil.which(PYTHON_OF_THE_RUNTIME), "/usr/bin/python3.11"):
        if python and Path(python).exists() and run(python, *probe, stderr=subprocess.DEVNULL) == 0:
            return python
    return ""


def has_locale() -> bool:
    listed = subprocess.run(["locale", "-a"], capture_output=True, text=True, encoding="utf-8", errors="replace")
    return WINE_LOCALE.replace("UTF-8", "utf8") in listed.stdout.split()


def check_system(purpose: str) -> None:
    """See to what the system must have: install it as root, else print the one command."""
    if not sys.platform.startswith("linux"):
        return
    missing = missing_packages(purpose)
    commands = [["apt-get", "install", "-y", "--no-install-recommends", *missing]] if missing else []
    if purpose == "wine" and not has_locale():
        commands.append(["localedef", "-i", "zh_CN", "-f", "UTF-8", WINE_LOCALE])
    if not commands or installs(commands, missing):
        return
    if PYTHON_OF_THE_RUNTIME in missing:
        say("the Windows program carries Python 3.11, so that a Python 3.11 has to compile its modules")
    say("please install what the system lacks, then run this again:")
    say("    " + " && ".join("sudo " + " ".join(command) for command in commands))
    if purpose in {"windows", "wine"} or not OPTIONAL.issuperset(missing):
        sys.exit(1)


def installs(commands: list[list[str]], packages: list[str]) -> bool:
    if shutil.which("apt-get") is None or os.geteuid() != 0:
        return False
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    if packages:
        say("installing from the system's packages: " + " ".join(packages))
        run("apt-get", "update", "-qq", env=quiet)
    return all(run(*command, env=quiet, stdout=subprocess.DEVNULL) == 0 for command in commands)


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
    pip: list[str | Path] = [PYTHON, "-m", "pip", "install", "--disable-pip-version-check"]
    pip += ["--require-hashes", "--only-binary", ":all:"]
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


@dataclass(frozen=True)
class Step:
    """A command of `test`, with what it has in its environment beyond that of all."""

    name: str
    command: list[str | Path]
    more: dict[str, str] = field(default_factory=dict)


def pytest_steps(rest: list[str]) -> list[Step]:
    """All tests, the quick ones without ../shared with their coverage by layer; `rest` chooses, and measures none."""
    pytest: list[str | Path] = [PYTHON, "-m", "pytest", *TWO_AT_ONCE, "-q"]
    if rest:
        return [Step("tests", [*pytest, *rest])]
    executed = OUT / "executed"
    shutil.rmtree(executed, ignore_errors=True)
    executed.mkdir(parents=True)
    quick = Step("tests", [*pytest, "-m", "not shared and not slow"], {"ZONETRACKER_EXECUTED": str(executed)})
    floors = Step("coverage", [PYTHON, ROOT / "tools" / "coverage_floors.py", executed])
    return [quick, floors, Step("slow tests and those on ../shared", [*pytest, "-m", "slow or shared"])]


@contextmanager
def for_tests() -> Iterator[dict[str, str]]:
    """The environment of the tests: no process of theirs compiles anew, and what they save waits for no disk."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONUTF8": "1"}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    run(PYTHON, "-m", "compileall", "-q", "-j", "2", "zonetracker", env=environment)
    if not in_memory():
        yield environment
        return
    with tempfile.TemporaryDirectory(prefix="zonetracker-", dir=MEMORY, ignore_cleanup_errors=True) as folder:
        yield {**environment, "TMPDIR": folder}


def in_memory() -> bool:
    """Whether the tests' files have room in memory: syncing them to a disk takes longer than the tests themselves.

    No test is about the disk below: those of failing disks and power cuts put their own between.
    """
    if not MEMORY.is_dir() or not os.access(MEMORY, os.W_OK):
        return False
    told = os.statvfs(MEMORY)
    return not told.f_flag & os.ST_NOEXEC and told.f_bavail * told.f_frsize >= MEMORY_BYTES


def do_test(options: argparse.Namespace) -> None:
    """Style, types, contracts and all tests."""
    prepare("test")
    sources = ["zonetracker", "tests", "tools", "installer", "dev.py"]
    failed = []
    here = (ROOT.parent / "shared").is_dir()
    say("texts to judge extraction on: " + ("../shared is here" if here else "../shared is absent, those tests skip"))
    steps = [
        Step("style", [PYTHON, "-m", "ruff", "check", *sources]),
        Step("format", [PYTHON, "-m", "ruff", "format", "--check", *sources]),
        Step("types", [PYTHON, "-m", "mypy"]),
        *pytest_steps(options.rest),
    ]
    with for_tests() as environment:
        for step in steps:
            say(step.name)
            began = time.monotonic()
            if run(*step.command, env={**environment, **step.more}):
                failed.append(step.name)
            say(f"{step.name}: {time.monotonic() - began:.0f} s")
    if failed:
        sys.exit("[dev] failed: " + ", ".join(failed))
    say("all is well")


def do_trust(options: argparse.Namespace) -> None:
    """The attacks on the promises about data."""
    prepare("test")
    form = [] if options.short else ["--long"]
    rest = options.rest or ["tests/trust"]
    with for_tests() as environment:
        code = run(PYTHON, "-m", "pytest", *TWO_AT_ONCE, "-q", *form, *rest, env=environment)
    sys.exit(code)


def do_bench(_: argparse.Namespace) -> None:
    prepare("test")
    must(PYTHON, "-m", "tests.bench")


def do_screens(_: argparse.Namespace) -> None:
    prepare("test")
    must(PYTHON, "-m", "tests.ui.screens", OUT / "screens", env={**os.environ, "QT_QPA_PLATFORM": "offscreen"})


def do_windows(options: argparse.Namespace) -> None:
    """The Windows program and its part for scans into dist/; with --try their set-up programs are tried under Wine."""
    import installer

    if (options.short or options.former) and not options.try_out:
        sys.exit("[dev] --short and --from go with --try")
    prepare("run")
    built = all(
        setup.exists() for setup in (installer.setup_in(installer.DIST), installer.ocr_setup_in(installer.DIST))
    )
    only_tries = options.try_out or options.tests or options.twice
    if options.quick or not only_tries or not (built or options.twice):
        check_system("windows")
        quick = ["--quick"] if options.quick or only_tries else []
        for build in ("installer.build", "installer.build_ocr"):
            must(PYTHON, "-m", build, *quick, "--python", python_of_the_runtime())
    if options.twice:
        check_system("windows")
        must(PYTHON, "-m", "installer.twice", "--python", python_of_the_runtime())
    if options.tests or options.try_out:
        check_system("wine")
    if options.tests:
        must(PYTHON, "-m", "installer.project_tests")
    if options.try_out:  # the last, since its last line counts what passed
        short = ["--short"] if options.short else []
        former = ["--from", Path(options.former).resolve()] if options.former else []
        sys.exit(run(PYTHON, "-m", "installer.trial", *short, *former))


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


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    works = {"run": do_run, "test": do_test, "trust": do_trust, "bench": do_bench, "lock": do_lock}
    works |= {"screens": do_screens, "windows": do_windows}
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="|".join(works))
    of = {}
    for name, work in works.items():
        of[name] = verbs.add_parser(name, help=(work.__doc__ or "").splitlines()[0] if work.__doc__ else None)
        of[name].set_defaults(work=work)
    of["run"].add_argument("--headless", action="store_true", help="do the main job without a window")
    of["test"].add_argument("rest", nargs="*", help="passed on to pytest")
    of["trust"].add_argument("--short", action="store_true", help="the numbers of trials that every change has to pass")
    of["trust"].add_argument("rest", nargs="*", help="passed on to pytest, in place of tests/trust")
    windows = of["windows"]
    windows.add_argument("--quick", action="store_true", help="zlib instead of LZMA: larger, a fifth of the time")
    windows.add_argument("--try", action="store_true", dest="try_out", help="try the set-up program under Wine")
    windows.add_argument("--short", action="store_true", help="with --try: only what every change has to pass")
    windows.add_argument("--from", dest="former", metavar="SETUP.exe", help="with --try: upgrade from this")
    windows.add_argument("--twice", action="store_true", help="build twice more and compare byte by byte")
    windows.add_argument("--tests", action="store_true", help="the project's tests under Wine, on the built folder")
    return parser.parse_args()


def main() -> None:
    options = arguments()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    options.work(options)


if __name__ == "__main__":
    main()
