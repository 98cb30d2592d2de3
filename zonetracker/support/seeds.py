"""The one place where seeds/ is opened: its tables as rows, its lists of words, its files."""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

from zonetracker.support.paths import seed_folder


@cache
def seed_rows(name: str) -> Sequence[Mapping[str, str]]:
    """The rows of a table (.csv) by its heads, in their order."""
    with (seed_folder() / name).open(encoding="utf-8", newline="") as lines:
        return tuple(csv.DictReader(lines))


@cache
def seed_words(name: str) -> Mapping[str, tuple[str, ...]]:
    """The lists of words of a .toml file by their names."""
    with (seed_folder() / name).open("rb") as source:
        return {key: tuple(words) for key, words in tomllib.load(source)["words"].items()}


def seed_text(name: str) -> str:
    """A file of one line."""
    return (seed_folder() / name).read_text(encoding="utf-8").strip()


def seed_files(folder: str, *endings: str) -> list[Path]:
    """The files of a folder with these endings, in the order of their names."""
    return sorted(path for path in (seed_folder() / folder).iterdir() if path.suffix in endings)
