"""What a bug leaves behind: places and versions, and not one word of a report."""

import sys
import zipfile
from pathlib import Path

import pytest

from zonetracker.support import diagnostics

SECRET = "地区生产总值八十亿元的内部数字"


def bug() -> None:
    try:
        dict[str, str]()[SECRET]
    except KeyError as error:
        raise ValueError(f"cannot read {SECRET}") from error


def test_a_bundle_names_places_and_holds_no_report_text() -> None:
    diagnostics.start_log()
    with pytest.raises(ValueError) as caught:
        bug()
    path = diagnostics.crash_bundle(caught.value)
    assert path is not None
    with zipfile.ZipFile(path) as bundle:
        held = {name: bundle.read(name).decode() for name in bundle.namelist()}
    assert set(held) == {"bug.txt", "zonetracker.log"}
    assert "test_diagnostics.py:" in held["bug.txt"] and "KeyError" in held["bug.txt"]
    assert "zonetracker 0." in held["bug.txt"]
    assert not any(word in text for text in held.values() for word in (SECRET, SECRET[:6]))


def test_an_exception_that_nobody_caught_is_shown_with_its_bundle() -> None:
    shown: list[Path | None] = []
    diagnostics.catch_bugs(lambda path, _: shown.append(path), lambda _: None)
    try:
        bug()
    except ValueError as error:
        sys.excepthook(ValueError, error, error.__traceback__)
    assert shown[0] is not None and shown[0].is_file()


def test_without_a_place_to_write_the_program_goes_on(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("x", encoding="utf-8")
    monkeypatch.setattr(diagnostics, "local_folder", lambda: blocked)
    diagnostics.start_log()
    assert diagnostics.crash_bundle(ValueError()) is None


def test_only_the_latest_bundles_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(diagnostics, "_BUNDLES_KEPT", 3)
    kept = [diagnostics.crash_bundle(ValueError()) for _ in range(5)]
    assert [path is not None and path.is_file() for path in kept] == [False, False, True, True, True]
