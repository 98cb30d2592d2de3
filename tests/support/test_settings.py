"""This PC's choices: kept at once, and never in the way."""

from pathlib import Path

import pytest

from zonetracker.support.settings import LocalSettings


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "settings.json"


def test_what_is_kept_is_there_again(path: Path) -> None:
    LocalSettings(path).keep("theme", "dark")
    again = LocalSettings(path)
    again.keep("recent", ["甲.zt"])
    again.keep("points", 12)
    assert (again.text("theme"), again.texts("recent"), again.number("points")) == ("dark", ["甲.zt"], 12)
    again.keep("theme", None)
    assert LocalSettings(path).text("theme", "auto") == "auto"


@pytest.mark.parametrize("content", ["", "{", "[1]", '{"theme": 3, "recent": "x", "points": true}', "\x00\xff"])
def test_a_broken_file_costs_only_the_choices(path: Path, content: str) -> None:
    path.write_bytes(content.encode("latin-1"))
    settings = LocalSettings(path)
    assert (settings.text("theme", "auto"), settings.texts("recent"), settings.number("points", 10)) == ("auto", [], 10)


def test_a_folder_that_cannot_be_written_is_no_trouble(tmp_path: Path) -> None:
    settings = LocalSettings(tmp_path / "missing" / "settings.json")
    settings.keep("theme", "dark")
    assert settings.text("theme") == "dark"
