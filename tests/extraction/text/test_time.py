"""Target or actual, and of which year: made-up texts whose figures are tagged ‹t2023› or ‹a2022› right after them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from zonetracker.extraction import extract
from zonetracker.extraction.document import Document
from zonetracker.model.facts import Candidate

TEXTS = Path(__file__).parent / "time_texts"
TAG = re.compile(r"‹([at]\d{4})›")


def untagged(tagged: str) -> tuple[str, list[tuple[int, str]]]:
    """The text without its tags, and where each tagged figure ends."""
    wanted: list[tuple[int, str]] = []
    text = ""
    at = 0
    for tag in TAG.finditer(tagged):
        text += tagged[at : tag.start()]
        wanted.append((len(text), tag[1]))
        at = tag.end()
    return text + tagged[at:], wanted


def holding(rows: list[Candidate], end: int) -> Candidate | None:
    """The row whose figure ends at `end`, or else whose quote holds it."""
    exact = [row for row in rows if row.span.end == end]
    near = [row for row in rows if row.span.start < end <= row.quote_span.end]
    return next(iter(exact or near), None)


@pytest.mark.parametrize("name", sorted(path.stem for path in TEXTS.glob("*.txt")))
def test_figures_have_their_kind_and_year(name: str) -> None:
    text, wanted = untagged((TEXTS / f"{name}.txt").read_text(encoding="utf-8"))
    rows = extract(Document(text))
    wrong = []
    for end, tag in wanted:
        row = holding(rows, end)
        got = "lost" if row is None else f"{row.kind[0]}{row.year}"
        if got != tag:
            wrong.append(f"{text[max(0, end - 24) : end]!r}: wanted {tag}, got {got}")
    assert not wrong


def test_enough_texts_of_enough_kinds() -> None:
    tags = [tag for path in TEXTS.glob("*.txt") for tag in TAG.findall(path.read_text(encoding="utf-8"))]
    assert len(tags) >= 300
    assert len({tag[1:] for tag in tags}) >= 20
