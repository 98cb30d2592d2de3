"""What ships: a wheel carries resources and seeds; lock files hold versions and hashes only."""

import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

import zonetracker

ROOT = Path(__file__).resolve().parent.parent


def test_an_installed_wheel_carries_resources_and_seeds(tmp_path):
    command = [
        sys.executable,
        "-m",
        "pip",
        "wheel",
        "--no-deps",
        "--no-build-isolation",
        "-q",
        "-w",
        str(tmp_path),
        ".",
    ]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8")
    assert done.returncode == 0, done.stderr[-2000:]
    wheel = next(tmp_path.glob("*.whl"))
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
        archive.extractall(tmp_path / "installed")
    for folder in ("resources", "seeds"):
        wanted = {
            f"zonetracker/{path.relative_to(ROOT).as_posix()}" for path in (ROOT / folder).rglob("*") if path.is_file()
        }
        assert wanted - names == set()
    code = "from zonetracker.support import paths; print(paths.seed_folder()); print(paths.resource_folder())"
    found = subprocess.run(
        [sys.executable, "-c", f"import sys; sys.path.insert(0, {str(tmp_path / 'installed')!r}); {code}"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    assert found.stdout.splitlines() == [
        str(tmp_path / "installed" / "zonetracker" / folder) for folder in ("seeds", "resources")
    ]


def test_the_version_is_stated_in_one_place():
    with (ROOT / "pyproject.toml").open("rb") as file:
        told = tomllib.load(file)
    assert "version" not in told["project"]
    assert told["project"]["dynamic"] == ["version"]
    assert (ROOT / told["tool"]["hatch"]["version"]["path"]).samefile(zonetracker.__file__)
    stated = re.compile(rf"(?<![\d.]){re.escape(zonetracker.__version__)}(?![\d.])")
    kinds = {".py", ".toml", ".md", ".nsi", ".c", ".rc", ".manifest", ".desktop", ".xml", ".yml", ""}
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, encoding="utf-8")
    if listed.returncode:
        pytest.skip("no checkout: the files that are the project's own are not known")
    files = [ROOT / name for name in listed.stdout.splitlines() if not name.startswith(("tests/", '"', "CHANGELOG"))]
    found = [path for path in files if path.suffix in kinds and stated.search(path.read_text(encoding="utf-8"))]
    assert found == [ROOT / "zonetracker" / "__init__.py"]


def test_the_changelog_begins_with_this_version():
    heading = re.search(r"^## (\S+?)[((]", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert heading is not None
    assert heading[1] == zonetracker.__version__


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-test.lock"])
def test_lock_files_hold_no_address(name):
    text = (ROOT / name).read_text(encoding="utf-8")
    assert "://" not in text
    pinned = [line for line in text.splitlines() if line and not line.startswith((" ", "#"))]
    assert pinned
    assert all(re.match(r"[A-Za-z0-9._-]+==\S+", line) for line in pinned)
    assert text.count("--hash=sha256:") >= len(pinned)


def test_the_versions_that_windows_was_tested_with():
    text = (ROOT / "requirements.lock").read_text(encoding="utf-8").lower()
    for pinned in (
        "pyside6-essentials==6.8.3",
        "numpy==2.0.2",
        "matplotlib==3.11.2",
        "openpyxl==3.1.5",
        "sqlite-utils==4.2.1",
    ):
        assert pinned in text
