"""Extraction against the labelled reports, where they stand beside the checkout: floors it must not fall below."""

from __future__ import annotations

import importlib.util
import json
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from tests.shared import SHARED
from zonetracker.extraction import candidate_to_json, extract, frame_of
from zonetracker.extraction.document import Document

EVALUATION = SHARED / "evaluation"

pytestmark = pytest.mark.shared


def scorer() -> ModuleType:
    spec = importlib.util.spec_from_file_location("score", EVALUATION / "score.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def tally(gold: Path, texts: Path) -> dict[str, float]:
    """F1 of figures, facts, rows, milestones and relative goals over a folder, and precision of the sure rows, once a
    clerk has settled the date that the program proposes: most of these texts have no title and no date.
    """
    score = scorer()
    right: dict[str, int] = dict.fromkeys(("figure", "fact", "row", "milestone", "relative", "sure"), 0)
    made: dict[str, int] = dict.fromkeys((*right,), 0)
    wanted: dict[str, int] = dict.fromkeys((*right,), 0)
    for labels in sorted(gold.glob("*.jsonl")):
        text = next(iter(sorted(texts.glob(labels.stem + "*.txt")))).read_text(encoding="utf-8-sig")
        golds = [json.loads(line) for line in labels.read_text(encoding="utf-8").splitlines() if line.strip()]
        score.locate(golds, text, labels.name)
        for key, number in judged(score, golds, labels, text).items():
            right[key] += number[0]
            made[key] += number[1]
            wanted[key] += number[2]
    shares = {key: 2 * right[key] / ((made[key] + wanted[key]) or 1) for key in right}
    return {**shares, "sure": right["sure"] / (made["sure"] or 1), "coverage": right["sure"] / wanted["row"]}


def judged(score: ModuleType, golds: list[dict[str, Any]], labels: Path, text: str) -> dict[str, tuple[int, int, int]]:
    ranges_file, ignore_file = labels.with_suffix(".ranges.json"), labels.with_suffix(".ignore.json")
    ranges = json.loads(ranges_file.read_text())["ranges"] if ranges_file.exists() else [[0, len(text)]]
    ignored = json.loads(ignore_file.read_text()) if ignore_file.exists() else []
    document = Document(text)
    settled = replace(document, written=frame_of(document).proposed)
    rows: list[dict[str, Any]] = [dict(candidate_to_json(row)) for row in extract(settled)]
    rows = [row for row in rows if any(low <= row["start"] < high for low, high in ranges)]
    kept = [row for row in rows if not row["duplicate_of"]]
    pairs, lost, extra = score.match(golds, rows)
    pairs = [(gold, row) for gold, row in pairs if not gold.get("same_as")]
    lost = [gold for gold in lost if not gold.get("same_as")]
    extra = [row for row in extra if row in kept]
    extra = [row for row in extra if not any(score.overlap((row["start"], row["end"]), span) > 0 for span in ignored)]
    found: dict[str, tuple[int, int, int]] = {}
    for key in ("milestone", "relative"):
        hits = [(gold, row) for gold, row in pairs if gold["type"] == key]
        good = sum(score.placed_right(gold, row) for gold, row in hits)
        made = len(hits) + sum(row["type"] == key for row in extra)
        found[key] = (good, made, len(hits) + sum(gold["type"] == key for gold in lost))
    hits = [(gold, row) for gold, row in pairs if gold["type"] == "quantity"]
    more = [row for row in extra if row["type"] == "quantity"]
    count = (len(hits) + len(more), len(hits) + sum(gold["type"] == "quantity" for gold in lost))
    figures = sum(all(score.field(g, k) == score.field(r, k) for k in ("value", "growth")) for g, r in hits)
    facts = [(g, r) for g, r in hits if score.fact_right(g, r) and score.placed_right(g, r)]
    whole = [r for g, r in facts if score.name_score(g, r) >= 0.75]
    found["figure"], found["fact"] = (figures, *count), (len(facts), *count)
    found["row"] = (len(whole), *count)
    sure = [row for row in [*(r for _, r in hits), *more] if row["confidence"] >= 0.9]
    found["sure"] = (sum(row["confidence"] >= 0.9 for row in whole), len(sure), count[1])
    return found


def test_the_five_texts() -> None:
    found = tally(EVALUATION / "gold", EVALUATION / "texts")
    assert found["figure"] >= 0.99 and found["fact"] >= 0.99 and found["row"] >= 0.98
    assert found["milestone"] >= 0.92 and found["relative"] >= 0.95
    assert found["sure"] >= 0.99 and found["coverage"] >= 0.65


def test_the_labelled_ranges_of_the_corpus() -> None:
    found = tally(EVALUATION / "gold-corpus", EVALUATION.parent / "corpus")
    assert found["row"] >= 0.965 and found["fact"] >= 0.97
    assert found["milestone"] >= 0.95 and found["sure"] >= 0.99 and found["coverage"] >= 0.55


def test_every_text_of_the_corpus_is_read() -> None:
    for path in sorted((EVALUATION.parent / "corpus").glob("*.txt")):
        text = path.read_text(encoding="utf-8-sig")
        rows = extract(Document(text))
        assert rows, path.name
        assert all(text[row.quote_span.start : row.quote_span.end] == row.quote for row in rows)
