"""Fit seeds/confidence.csv: points for each reason, by cross-validation over labelled documents.

    python tools/fit_confidence.py SCORE.py GOLD:TEXTS[:hard]… [--write FILE]

SCORE.py is the scorer of the evaluation standard; each GOLD:TEXTS is a folder of labels and one of texts. Prints, with
every document scored by points fitted on the others, how many rows of 0.90 and over are right and how many rows of the
labels they cover, by set. The points are those of a logistic regression whose constant is lowered until that precision
holds; a set marked hard (texts written to go wrong) takes part in the regression, not in the choice of the constant.
"""

from __future__ import annotations

import argparse
import csv
import importlib.util
import json
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np

from zonetracker.extraction import candidate_to_json, extract
from zonetracker.extraction.document import Document
from zonetracker.model.facts import SURE

Floats = np.ndarray[Any, np.dtype[np.float64]]
RIDGE = 1.0
MARGIN = 0.003
THRESHOLD = float(np.log(float(SURE) / (1 - float(SURE))))
Rows = list[tuple[set[str], bool]]
PRAISE = ("name_known", "name_learned", "name_measured", "name_headed", "subject_known")


@dataclass
class Labelled:
    """A document's rows as (reasons, right), how many its labels want, and its rows' logits by the other documents."""

    gold: str
    hard: bool
    rows: Rows
    wanted: int
    held: list[float] = field(default_factory=list)

    def judged(self) -> list[tuple[float, bool]]:
        return [(logit, ok) for logit, (_, ok) in zip(self.held, self.rows, strict=True)]


def load_scorer(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("score", path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def labelled_rows(score: ModuleType, gold: Path, texts: Path) -> list[tuple[str, list[tuple[set[str], bool]], int]]:
    """For each document: its name, its extracted rows as (reasons, right), and the number of rows wanted."""
    found = []
    for labels in sorted(gold.glob("*.jsonl")):
        text = next(iter(sorted(texts.glob(labels.stem + "*.txt")))).read_text(encoding="utf-8-sig")
        golds = [json.loads(line) for line in labels.read_text(encoding="utf-8").splitlines() if line.strip()]
        score.locate(golds, text, labels.name)
        ranges_file = labels.with_suffix(".ranges.json")
        ranges = json.loads(ranges_file.read_text())["ranges"] if ranges_file.exists() else [[0, len(text)]]
        ignore_file = labels.with_suffix(".ignore.json")
        ignored = json.loads(ignore_file.read_text()) if ignore_file.exists() else []
        rows: list[dict[str, Any]] = [dict(candidate_to_json(row)) for row in extract(Document(text))]
        rows = [row for row in rows if any(a <= row["start"] < b for a, b in ranges) and not row["duplicate_of"]]
        pairs, _, extra = score.match(golds, rows)
        pairs = [(g, r) for g, r in pairs if not g.get("same_as")]
        judged = [
            (
                reasons_of(r),
                bool(score.fact_right(g, r) and score.placed_right(g, r) and score.name_score(g, r) >= 0.75),
            )
            for g, r in pairs
            if g["type"] == "quantity"
        ]
        judged += [
            (reasons_of(r), False)
            for r in extra
            if r["type"] == "quantity" and not any(score.overlap((r["start"], r["end"]), span) > 0 for span in ignored)
        ]
        wanted = sum(g["type"] == "quantity" and not g.get("same_as") for g in golds)
        found.append((f"{gold.name}/{labels.stem}", judged, wanted))
    return found


def reasons_of(row: dict[str, Any]) -> set[str]:
    return {reason.partition(":")[0] for reason in row["reasons"]}


def fit(rows: list[tuple[set[str], bool]], names: list[str]) -> Floats:
    """Points by Newton's method with a ridge on all but the constant."""
    table = np.array([[1.0, *(name in reasons for name in names)] for reasons, _ in rows], dtype=float)
    right = np.array([float(ok) for _, ok in rows])
    points = np.zeros(len(names) + 1)
    ridge = np.diag([0.01, *([RIDGE] * len(names))])
    for _ in range(40):
        share = 1 / (1 + np.exp(-table @ points))
        slope = table.T @ (right - share) - ridge @ points
        bend = (table * (share * (1 - share))[:, None]).T @ table + ridge
        step = np.linalg.solve(bend, slope)
        points += step
        if np.abs(step).max() < 1e-9:
            break
    for at, name in enumerate(names, start=1):
        points[at] = max(points[at], 0.0) if name in PRAISE else min(points[at], 0.0)
    return points


def logits(rows: list[tuple[set[str], bool]], names: list[str], points: Floats) -> list[float]:
    return [float(points[0] + sum(points[1 + at] for at, name in enumerate(names) if name in why)) for why, _ in rows]


def main() -> None:
    args = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    args.add_argument("score", type=Path)
    args.add_argument("pairs", nargs="+", help="GOLD:TEXTS")
    args.add_argument("--write", type=Path, help="write the points here")
    opt = args.parse_args()
    score = load_scorer(opt.score)
    documents = []
    for pair in opt.pairs:
        gold, texts, *mark = pair.split(":")
        rows = labelled_rows(score, Path(gold), Path(texts))
        documents += [Labelled(gold, bool(mark), judged, count) for _, judged, count in rows]
    everything = [row for document in documents for row in document.rows]
    names = sorted({reason for why, _ in everything for reason in why})
    for at, document in enumerate(documents):
        others = [row for other, one in enumerate(documents) if other != at for row in one.rows]
        document.held = logits(document.rows, names, fit(others, names))
    offset = lower([pair for document in documents if not document.hard for pair in document.judged()])
    right = sum(ok for _, ok in everything)
    print(f"{len(everything)} rows of {len(documents)} documents, {right} right; constant lowered by {offset:.2f}")
    for label, chosen in (
        *((gold, [one for one in documents if one.gold == gold]) for gold in dict.fromkeys(d.gold for d in documents)),
        ("all but hard", [one for one in documents if not one.hard]),
        ("all", documents),
    ):
        sure = [ok for one in chosen for logit, ok in one.judged() if logit - offset >= THRESHOLD]
        wanted = sum(one.wanted for one in chosen)
        print(f"  {label}: precision {np.mean(sure):.4f} ({sum(sure)}/{len(sure)}) coverage {sum(sure) / wanted:.4f}")
    points = fit(everything, names)
    points[0] -= offset
    for name, value in sorted(zip(["", *names], points, strict=True), key=lambda item: item[1]):
        count = sum(name in why for why, _ in everything)
        good = sum(ok for why, ok in everything if name in why)
        print(f"{value:7.2f}  {name or '(all)':20} {good}/{count}")
    if opt.write:
        with opt.write.open("w", encoding="utf-8", newline="") as sink:
            writer = csv.writer(sink, lineterminator="\n")
            writer.writerow(["reason", "points"])
            writer.writerows([name, f"{value:.2f}"] for name, value in zip(["", *names], points, strict=True))


def lower(held: list[tuple[float, bool]]) -> float:
    """How far the constant must fall so that the sure rows of left-out documents are right often enough."""
    for offset in np.arange(-4.0, 4.0, 0.05):
        sure = [ok for logit, ok in held if logit - offset >= THRESHOLD]
        if not sure or np.mean(sure) >= 0.99 + MARGIN:
            return float(offset)
    return 4.0


if __name__ == "__main__":
    main()
