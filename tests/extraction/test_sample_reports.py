"""The sample reports: our own words, labels that stand in them, and what extraction makes of them."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.extraction.scoring import read_labels, score
from tests.shared import shared_texts
from zonetracker.extraction import extract
from zonetracker.extraction.document import Document
from zonetracker.extraction.reading import read
from zonetracker.support.paths import seed_folder

REPORTS = sorted(path for path in (seed_folder() / "reports").iterdir() if path.is_file())
RUN, OF_THEM_CHINESE, FIELDS = 16, 10, {"id", "kind", "type", "year", "name", "quote", "anchor", "masked", "same_as"}


def document_of(path: Path) -> Document:
    return read(path.read_bytes(), path.name)


def gold_of(path: Path) -> Path:
    return path.parent / "gold" / f"{path.stem}.jsonl"


def test_there_are_five_of_five_kinds() -> None:
    assert [path.name[0] for path in REPORTS] == ["1", "2", "3", "4", "5"]
    assert {path.suffix for path in REPORTS} == {".txt", ".html"}


@pytest.mark.parametrize("path", REPORTS, ids=lambda path: path.stem)
def test_every_label_stands_in_its_text(path: Path) -> None:
    text = document_of(path).text
    labels = read_labels(gold_of(path), text)
    assert len(labels) >= 40
    ids = [label.row["id"] for label in labels]
    assert len(set(ids)) == len(ids)
    for label in labels:
        assert set(label.row) >= FIELDS
        assert label.row["same_as"] in (None, *ids)
        value = label.row["value"]
        if value is not None and not label.row["same_as"] and not label.row["masked"] and label.row["unit"] != "位":
            assert str(value) in text or label.row["anchor"] == "两次"
    assert [label.start for label in labels] == sorted(label.start for label in labels)


@pytest.mark.shared
@pytest.mark.parametrize("path", REPORTS, ids=lambda path: path.stem)
def test_no_sentence_is_taken_from_another_text(path: Path) -> None:
    runs: set[str] = set()
    for other in shared_texts():
        text = other.read_text(encoding="utf-8-sig", errors="replace")
        runs.update(text[at : at + RUN] for at in range(len(text) - RUN + 1))
    mine = document_of(path).text
    shared = [mine[at : at + RUN] for at in range(len(mine) - RUN + 1) if mine[at : at + RUN] in runs]
    taken = [run for run in shared if len(re.findall("[\u4e00-\u9fff]", run)) >= OF_THEM_CHINESE]
    assert not taken


@pytest.mark.parametrize("path", REPORTS, ids=lambda path: path.stem)
def test_extraction_reads_the_sample(path: Path) -> None:
    document = document_of(path)
    result = score(read_labels(gold_of(path), document.text), extract(document))
    assert result.f1(result.figures) >= 0.93, result.wrong
    assert result.f1(result.rows) >= 0.9, result.wrong


def test_no_number_is_made_of_masked_digits() -> None:
    path = next(path for path in REPORTS if path.name.startswith("4"))
    labels = [json.loads(line) for line in gold_of(path).read_text(encoding="utf-8").splitlines()]
    assert sum(label["masked"] for label in labels) >= 50
    for row in extract(document_of(path)):
        if row.stated.value is not None:
            assert row.stated.unit == "位"
        assert row.stated.growth is None
