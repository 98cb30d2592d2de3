"""The door to parts that are installed apart: found beside the program or among pip's packages, never a wrong one."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import pytest

from zonetracker.support import added
from zonetracker.support.process.landlock import own_places


class Installed:
    """An installed program: its folder, and a part in it."""

    def __init__(self, home: Path) -> None:
        self.home, self.folder = home, home / "parts" / "ocr"

    def part(self, **other: object) -> None:
        self.write(json.dumps({**added.made_for(), "version": "0.9", **other}))

    def write(self, about: str) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        (self.folder / added.ABOUT).write_text(about, encoding="utf-8")


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Installed:
    monkeypatch.setenv("ORT_DISABLE_TELEMETRY", "0")
    home = tmp_path / "张三 的 程序"
    monkeypatch.setattr(added, "__file__", str(home / "app" / "zonetracker" / "support" / "added.py"))
    monkeypatch.setattr(added, "_OCR_MODULES", ("no_such_module_of_pip",))
    monkeypatch.setattr(sys, "path", list(sys.path))
    return Installed(home)


def test_without_a_part_nothing_is_there_and_nothing_is_said(installed: Installed) -> None:
    before = list(sys.path)
    added.add_ocr_to_path()
    assert (added.ocr_present(), added.ocr_trouble(), sys.path) == (False, "", before)


def test_a_part_beside_the_program_is_behind_its_own_packages(installed: Installed) -> None:
    installed.part()
    before = list(sys.path)
    added.add_ocr_to_path()
    added.add_ocr_to_path()
    assert sys.path == [*before, str(installed.folder)]
    assert (added.ocr_present(), added.ocr_trouble()) == (True, "")
    part = added.ocr_beside()
    assert part is not None
    assert part.version == "0.9"


def test_what_recognises_is_told_to_send_nothing(installed: Installed, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ORT_DISABLE_TELEMETRY", raising=False)
    added.add_ocr_to_path()
    assert os.environ["ORT_DISABLE_TELEMETRY"] == "1"


def test_a_fenced_child_may_read_a_part_that_fits(installed: Installed) -> None:
    assert str(installed.folder) not in own_places()
    installed.part()
    assert str(installed.folder) in own_places()
    installed.part(form=added.OCR_FORM + 1)
    assert str(installed.folder) not in own_places()


@pytest.mark.parametrize(
    "wrong", [{"form": added.OCR_FORM + 1}, {"python": "3.10"}, {"machine": "win32"}, {"form": str(added.OCR_FORM)}]
)
def test_a_part_for_another_program_is_told_and_not_loaded(installed: Installed, wrong: dict[str, object]) -> None:
    installed.part(**wrong)
    before = list(sys.path)
    added.add_ocr_to_path()
    assert (added.ocr_present(), sys.path, added.added_places()) == (False, before, ())
    assert "（版本：0.9）与本程序不配套" in added.ocr_trouble()


@pytest.mark.parametrize("about", ["", "{", "[]", "1", "{}", "\x00", pytest.param("[" * 100_000, id="deep")])
def test_a_spoilt_part_is_told_and_not_loaded(installed: Installed, about: str) -> None:
    installed.write(about)
    assert not added.ocr_present()
    assert "（版本：不明）与本程序不配套" in added.ocr_trouble()


def test_a_text_in_other_letters_is_a_spoilt_part(installed: Installed) -> None:
    installed.part()
    (installed.folder / added.ABOUT).write_bytes(b"\xff\xfe{")
    assert not added.ocr_present()


def test_what_pip_installed_counts_whatever_lies_beside(installed: Installed, monkeypatch: pytest.MonkeyPatch) -> None:
    installed.part(form=0)
    monkeypatch.setattr(added, "_OCR_MODULES", ("json", "csv"))
    assert (added.ocr_present(), added.ocr_trouble()) == (True, "")
    monkeypatch.setattr(added, "_OCR_MODULES", ("json", "no_such_module_of_pip"))
    assert not added.ocr_present()


def test_a_checkout_has_no_folder_of_parts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = tmp_path / "main" / "zonetracker" / "support"
    monkeypatch.setattr(added, "__file__", str(place / "added.py"))
    folder = tmp_path / "parts" / "ocr"
    folder.mkdir(parents=True)
    (folder / added.ABOUT).write_text(json.dumps(added.made_for()), encoding="utf-8")
    assert added.ocr_beside() is None
