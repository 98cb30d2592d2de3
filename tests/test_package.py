"""What ships: a wheel carries resources and seeds; lock files hold versions and hashes only."""

import configparser
import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import pytest

import zonetracker
from zonetracker.storage.schema import APPLICATION_ID

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built as pip builds it and unpacked."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "pip", "wheel", "--no-deps", "--no-build-isolation", "-q", "-w", str(folder), "."]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8")
    assert done.returncode == 0, done.stderr[-2000:]
    with zipfile.ZipFile(next(folder.glob("*.whl"))) as archive:
        archive.extractall(folder / "installed")
    return folder / "installed"


def test_an_installed_wheel_carries_resources_and_seeds(installed: Path, tmp_path: Path) -> None:
    for folder in ("resources", "seeds"):
        for path in (ROOT / folder).rglob("*"):
            assert (installed / "zonetracker" / path.relative_to(ROOT)).exists()
    code = "from zonetracker.support import paths; print(paths.seed_folder()); print(paths.resource_folder())"
    found = subprocess.run(
        [sys.executable, "-c", f"import sys; sys.path.insert(0, {str(installed)!r}); {code}"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    assert found.stdout.splitlines() == [str(installed / "zonetracker" / folder) for folder in ("seeds", "resources")]


def test_an_installed_wheel_carries_licence_and_notice(installed: Path) -> None:
    kept = f"zonetracker-{zonetracker.__version__}.dist-info/licenses"
    assert (installed / kept / "LICENSE").read_bytes() == (ROOT / "LICENSE").read_bytes()
    assert (installed / kept / "NOTICE").read_bytes() == (ROOT / "NOTICE").read_bytes()


def test_a_linux_desktop_finds_program_icon_and_kind_of_file(installed: Path) -> None:
    share = installed / f"zonetracker-{zonetracker.__version__}.data" / "data" / "share"
    entry = configparser.ConfigParser(interpolation=None, delimiters=("=",))
    entry.read(share / "applications" / "zonetracker.desktop", encoding="utf-8")
    told = entry["Desktop Entry"]
    assert told["Exec"] == "zonetracker %F"
    assert (share / "icons" / "hicolor" / "scalable" / "apps" / f"{told['Icon']}.svg").is_file()
    names = {"s": "http://www.freedesktop.org/standards/shared-mime-info"}
    kind = ElementTree.parse(share / "mime" / "packages" / "zonetracker.xml").find("s:mime-type", names)
    assert kind is not None
    assert kind.get("type", "none") in told["MimeType"].split(";")
    glob, own = kind.find("s:glob", names), kind.find("s:magic/s:match/s:match", names)
    assert glob is not None and own is not None
    assert glob.get("pattern") == "*.zt"
    assert (own.get("type"), own.get("offset"), int(own.get("value", ""), 16)) == ("big32", "68", APPLICATION_ID)


def test_the_desktop_entry_is_valid() -> None:
    if shutil.which("desktop-file-validate") is None:
        pytest.skip("desktop-file-utils are not installed")
    command = ["desktop-file-validate", str(ROOT / "installer" / "linux" / "zonetracker.desktop")]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8")
    assert (done.returncode, done.stdout) == (0, "")


def test_the_version_is_stated_in_one_place() -> None:
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


def test_the_changelog_begins_with_this_version() -> None:
    heading = re.search(r"^## (\S+?)[(（]", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert heading is not None
    assert heading[1] == zonetracker.__version__


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-test.lock"])
def test_lock_files_hold_no_address(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    assert "://" not in text
    pinned = [line for line in text.splitlines() if line and not line.startswith((" ", "#"))]
    assert pinned
    assert all(re.match(r"[A-Za-z0-9._-]+==\S+", line) for line in pinned)
    assert text.count("--hash=sha256:") >= len(pinned)


def test_the_versions_that_windows_was_tested_with() -> None:
    text = (ROOT / "requirements.lock").read_text(encoding="utf-8").lower()
    for pinned in (
        "pyside6-essentials==6.8.3",
        "numpy==2.0.2",
        "matplotlib==3.11.2",
        "openpyxl==3.1.5",
        "sqlite-utils==4.2.1",
    ):
        assert pinned in text
