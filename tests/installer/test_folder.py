"""The folder that is packed: sums, times, order, and what the set-up program knows of it."""

import hashlib
import re
from pathlib import Path

import pytest

import installer
from installer.build import MOMENT, list_for_nsis, names_in_setup, seal, version_numbers
from installer.twice import differences

HERE = Path(installer.__file__).parent


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "made"
    for name in ("app/b.pyc", "app/a.csv", "runtime/Lib/c.pyc", "zonetracker.exe", "app/$x.csv"):
        (made / name).parent.mkdir(parents=True, exist_ok=True)
        (made / name).write_text(name, encoding="utf-8")
    return made


def test_sums_name_every_file_and_nothing_else(folder: Path) -> None:
    files = seal(folder)
    lines = (folder / "MANIFEST.sha256").read_text(encoding="utf-8").splitlines()
    assert {line[66:]: line[:64] for line in lines} == {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file() and path.name != "MANIFEST.sha256"
    }
    assert folder / "MANIFEST.sha256" in files


def test_time_and_mode_are_the_same_everywhere(folder: Path) -> None:
    (folder / "app" / "a.csv").chmod(0o600)
    seal(folder)
    assert {path.stat().st_mtime for path in folder.rglob("*")} == {MOMENT}
    assert {path.stat().st_mode & 0o777 for path in folder.rglob("*") if path.is_file()} == {0o644}


def test_the_list_for_the_set_up_program_has_an_order_of_its_own(folder: Path) -> None:
    files = seal(folder)
    listed = list_for_nsis(folder, files)
    assert listed == list_for_nsis(folder, files[::-1])
    assert listed.count("\nFile ") == len(files)
    assert listed.splitlines()[:2] == ['SetOutPath "$NEW\\app"', f'File "{folder}/app/$$x.csv"']
    assert 'SetOutPath "$NEW\\runtime\\Lib"' in listed


def test_the_set_up_program_puts_aside_all_that_is_ours() -> None:
    assert names_in_setup() >= {"runtime", "app", "licences", "app.ico", "MANIFEST.sha256", "uninstall.exe"}
    assert names_in_setup() >= {"zonetracker.exe", "zonetracker-cli.exe"}


@pytest.mark.parametrize(
    ("version", "numbers"), [("0.1.0", "0,1,0,0"), ("1.2.3.4", "1,2,3,4"), ("2", "2,0,0,0"), ("1.0rc1", "1,0,1,0")]
)
def test_version_as_four_numbers(version: str, numbers: str) -> None:
    assert version_numbers(version) == numbers


def test_the_launchers_resource_takes_the_version_from_the_build() -> None:
    resource = (HERE / "launcher.rc").read_text(encoding="utf-8")
    assert re.findall(r"^(?:FILE|PRODUCT)VERSION (\w+)", resource, re.MULTILINE) == ["VER_COMMA", "VER_COMMA"]
    assert resource.count("VER_STR") == 2
    assert not re.search(r"\d+\.\d+\.\d+", resource)


def test_differences_between_two_builds_are_named(tmp_path: Path) -> None:
    for out, word in (("a", "x"), ("b", "y")):
        made = installer.folder_in(tmp_path / out)
        (made / "app").mkdir(parents=True)
        (made / "app" / "same.pyc").write_text("same", encoding="utf-8")
        (made / "app" / "other.pyc").write_text(word, encoding="utf-8")
        seal(made)
        part = installer.ocr_folder_in(tmp_path / out)
        part.mkdir()
        (part / "part.json").write_text(word, encoding="utf-8")
        seal(part)
        for same in (installer.portable_in, installer.ocr_setup_in):
            same(tmp_path / out).write_bytes(b"same")
        installer.setup_in(tmp_path / out).write_text(word, encoding="utf-8")
    setup = installer.setup_in(tmp_path).name
    assert differences(tmp_path / "a", tmp_path / "b") == ["app/other.pyc", "part.json", setup]
    assert differences(tmp_path / "a", tmp_path / "a") == []
