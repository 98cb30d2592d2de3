"""Reports of many kinds and years in our own words, of invented places: their labels, and how extraction reads them.

The texts and labels were made before the program was run on them; the floors are what it reaches, so that a change
that reads one kind of report better and another worse is seen here.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import pytest

from tests.extraction.scoring import Score, read_ignored, read_labels, same_fact, same_name, score
from tests.shared import shared_texts
from zonetracker.extraction import extract
from zonetracker.extraction.document import Document
from zonetracker.lexicon.indicators import seed_indicators

FOLDER = Path(__file__).parent / "own_reports"
TEXTS = sorted(FOLDER.glob("*.txt"))
RUN, SURE = 12, 0.9
TYPES = ("quantity", "milestone", "relative")
FLOORS = {"figure": 0.98, "fact": 0.97, "row": 0.925, "milestone": 0.97, "relative": 0.97, "sure": 0.97}


@dataclass(frozen=True, slots=True)
class Reading:
    """One report as extraction read it: a score a type of row, and how many of its sure figures are right."""

    name: str
    scores: dict[str, Score]
    sure: int
    sure_right: int


def gold_of(path: Path) -> Path:
    return FOLDER / "gold" / f"{path.stem}.jsonl"


def text_of(path: Path) -> str:
    return path.read_text(encoding="utf-8-sig")


def reading_of(path: Path) -> Reading:
    text, gold = text_of(path), gold_of(path)
    labels, ignored, rows = read_labels(gold, text), read_ignored(gold), extract(Document(text))
    figures = [row for row in rows if row.type == "quantity" and row.duplicate_of is None]
    sure = [
        row
        for row in figures
        if row.confidence >= SURE and not any(row.span.start < end and start < row.span.end for start, end in ignored)
    ]
    wanted = [label for label in labels if label.row["type"] == "quantity"]
    right = sum(
        any(
            label.start < row.span.end
            and row.span.start < label.end
            and same_fact(label, row)
            and same_name(label, row)
            for label in wanted
        )
        for row in sure
    )
    return Reading(path.stem, {kind: score(labels, rows, kind, ignored) for kind in TYPES}, len(sure), right)


@pytest.fixture(scope="module")
def readings() -> list[Reading]:
    return [reading_of(path) for path in TEXTS]


def test_many_kinds_and_years() -> None:
    assert len(TEXTS) >= 8
    assert len({path.stem.rsplit("_", 1)[1] for path in TEXTS}) >= 8
    assert {path.stem for path in TEXTS} == {path.stem for path in (FOLDER / "gold").glob("*.jsonl")}


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_every_label_says_what_stands_in_the_text(path: Path) -> None:
    labels = read_labels(gold_of(path), text_of(path))
    rows = [label.row for label in labels]
    ids = [row["id"] for row in rows]
    names = {row["name"] for row in rows}
    assert len(labels) >= 15
    assert len(set(ids)) == len(ids)
    for label in labels:
        row = label.row
        assert row["kind"] in ("target", "actual")
        assert row["type"] in TYPES
        assert row["parent"] is None or row["parent"] in names
        assert row["same_as"] in (None, *ids)
        assert (row["value"] is None) == (row["bound"] is None)
        assert (row["growth"] is None) == (row["growth_bound"] is None)
        has_number = row["value"] is not None or row["growth"] is not None
        assert has_number == (row["type"] == "quantity" and not row["masked"])
        for figure in (row["value"], row["value_high"], row["growth"], row["growth_high"]):
            assert figure is None or Decimal(str(figure)).is_finite()
    for start, end in read_ignored(gold_of(path)):
        assert 0 <= start < end <= len(text_of(path))
        assert not any(label.start < end and start < label.end for label in labels)


@pytest.mark.shared
def test_no_sentence_is_taken_from_another_text() -> None:
    runs: set[str] = set()
    for other in shared_texts():
        words = "".join(other.read_text(encoding="utf-8-sig", errors="replace").split())
        runs.update(words[at : at + RUN] for at in range(len(words) - RUN + 1))
    names = {name for one in seed_indicators() for name in (one.name, *one.aliases)}
    for path in TEXTS:
        words = "".join(text_of(path).split())
        mine = (words[at : at + RUN] for at in range(len(words) - RUN + 1))
        borrowed = [
            run
            for run in mine
            if run in runs and all("一" <= sign <= "鿿" for sign in run) and not any(run in name for name in names)
        ]
        assert not borrowed, f"{path.stem}: {borrowed}"


def test_the_reports_are_read_no_worse_than_before(readings: list[Reading]) -> None:
    reached = totals(readings)
    short = [f"{key} {reached[key]:.3f} < {floor}" for key, floor in FLOORS.items() if reached[key] < floor]
    assert not short, "\n".join([*short, *(line for reading in readings for line in misses(reading))])


def totals(readings: list[Reading]) -> dict[str, float]:
    """F1 over all reports by figures, facts and rows, by milestones and relative goals; share of sure rows right."""

    def f1(kind: str, right: Callable[[Score], int]) -> float:
        scores = [reading.scores[kind] for reading in readings]
        return 2 * sum(map(right, scores)) / max(1, sum(one.wanted + one.extracted for one in scores))

    sure = sum(reading.sure for reading in readings)
    return {
        "figure": f1("quantity", lambda one: one.figures),
        "fact": f1("quantity", lambda one: one.facts),
        "row": f1("quantity", lambda one: one.rows),
        "milestone": f1("milestone", lambda one: one.facts),
        "relative": f1("relative", lambda one: one.facts),
        "sure": sum(reading.sure_right for reading in readings) / max(1, sure),
    }


def misses(reading: Reading) -> list[str]:
    figures = reading.scores["quantity"]
    head = f"{reading.name}: row {figures.f1(figures.rows):.3f}, sure {reading.sure_right} of {reading.sure}"
    return [head, *(f"  {kind} {line}" for kind, one in reading.scores.items() for line in one.wrong)]
