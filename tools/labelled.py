"""Labelled documents as the fitting tools see them: each figure with its evidence, its reasons, and what was right."""

from __future__ import annotations

import importlib.util
import json
import re
from collections import defaultdict
from dataclasses import dataclass, field
from itertools import accumulate
from pathlib import Path
from types import ModuleType
from typing import Any

from zonetracker.extraction import candidate_to_json
from zonetracker.extraction.document import Document
from zonetracker.extraction.drafts import Draft
from zonetracker.extraction.judging.evidence import Grounds
from zonetracker.extraction.pipeline import Prose, rows_of
from zonetracker.extraction.tables.typed import with_typed_tables
from zonetracker.lexicon.words import Lexicon, default_lexicon
from zonetracker.model.facts import Kind
from zonetracker.support.job import finish

Row = dict[str, Any]
_TAG = re.compile(r"‹([at]\d{4})›")
_KINDS = {"a": Kind.ACTUAL, "t": Kind.TARGET}


@dataclass
class Figure:
    """A figure as the rules read it; `kind` and `year` are those of its label, where it has one.

    `time` says whether the rules' year and kind are right (None: no label), `rest` whether name and figure are; both
    are None where the row counts neither way.
    """

    draft: Draft
    evidence: Grounds | None
    kind: Kind | None = None
    year: int | None = None
    time: bool | None = None
    rest: bool | None = None
    share: int | None = None


@dataclass
class Labelled:
    """A document of a set with its figures in reading order, and how many rows its labels want."""

    set: str
    name: str
    figures: list[Figure] = field(default_factory=list)
    wanted: int = 0


class _Heard(Prose):
    """The stages that read prose, with the grounds of each figure kept."""

    def __init__(self, document: Document, lexicon: Lexicon) -> None:
        super().__init__(document, lexicon)
        self.heard: list[tuple[Draft, Grounds]] = []

    def weigh(self, draft: Draft, grounds: Grounds) -> None:
        """Keep the grounds, and weigh them."""
        self.heard.append((draft, grounds))
        super().weigh(draft, grounds)


def load_scorer(path: Path) -> ModuleType:
    """The scorer of the evaluation standard."""
    spec = importlib.util.spec_from_file_location("score", path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def read_set(score: ModuleType, gold: Path, texts: Path) -> list[Labelled]:
    """The documents of a folder of labels, as the program reads them now."""
    return [_read(score, labels, texts) for labels in sorted(gold.glob("*.jsonl"))]


def read_times(folder: Path) -> list[Labelled]:
    """Texts whose figures are tagged with kind and year right after them (‹a2022›, ‹t2023›), and with nothing else."""
    return [_read_times(path) for path in sorted(folder.glob("*.txt"))]


def _read_times(path: Path) -> Labelled:
    pieces = _TAG.split(path.read_text(encoding="utf-8"))
    text = "".join(pieces[::2])
    ends = accumulate(len(piece) for piece in pieces[::2])
    tags = dict(zip(ends, pieces[1::2], strict=False))
    document, rows = _extracted(text, path, path.stem)
    figures = _by_row(document.figures, rows)
    for row in rows:
        tag, figure = tags.get(row["end"]), figures.get(row["id"])
        if tag is not None and figure is not None:
            figure.kind, figure.year = _KINDS[tag[0]], int(tag[1:])
    return document


def _extracted(text: str, path: Path, named: str) -> tuple[Labelled, list[Row]]:
    """A document of a folder's set as the program reads it: its figures, and its rows as they are printed."""
    document, lexicon = with_typed_tables(Document(text, named=named)), default_lexicon()
    prose = _Heard(document, lexicon)
    found = finish(rows_of(prose, document, lexicon))
    name = path.parent.name
    labelled = Labelled(name, f"{name}/{path.stem}", [Figure(*each) for each in prose.heard])
    return labelled, [dict(candidate_to_json(row)) for row in found]


def _read(score: ModuleType, labels: Path, texts: Path) -> Labelled:
    path = next(iter(sorted(texts.glob(labels.stem + "*.txt"))))
    text = path.read_text(encoding="utf-8-sig")
    golds = [json.loads(line) for line in labels.read_text(encoding="utf-8").splitlines() if line.strip()]
    score.locate(golds, text, labels.name)
    document, rows = _extracted(text, labels, path.stem)
    _judge(score, document, golds, rows, _spans(labels, "ranges"), _spans(labels, "ignore"))
    return document


def _spans(labels: Path, what: str) -> list[tuple[int, int]]:
    beside = labels.with_suffix(f".{what}.json")
    words = beside.read_text(encoding="utf-8") if beside.exists() else ""
    held = json.loads(words) if words.strip() else []
    return [(start, end) for start, end in (held["ranges"] if isinstance(held, dict) else held)]


def _judge(
    score: ModuleType,
    document: Labelled,
    golds: list[Row],
    rows: list[Row],
    ranges: list[tuple[int, int]],
    ignored: list[tuple[int, int]],
) -> None:
    """Say of each figure whether it is right, as the scorer would: second mentions and ignored spans don't count."""
    figures = _by_row(document.figures, rows)
    rows = [row for row in rows if not ranges or any(start <= row["start"] < end for start, end in ranges)]
    pairs, _, extra = score.match(golds, rows)
    for gold, row in pairs:
        figure = figures.get(row["id"])
        if figure is None or gold["type"] != "quantity":
            continue
        figure.kind, figure.year = Kind(gold["kind"]), gold["year"]
        if not gold.get("same_as") and not row["duplicate_of"]:
            figure.time = bool(score.placed_right(gold, row))
            figure.rest = bool(score.fact_right(gold, row)) and score.name_score(gold, row) >= 0.75
    for row in extra:
        figure = figures.get(row["id"])
        spared = any(score.overlap((row["start"], row["end"]), span) > 0 for span in ignored)
        if figure is not None and not spared and not row["duplicate_of"]:
            figure.rest = False
    document.wanted = sum(gold["type"] == "quantity" and not gold.get("same_as") for gold in golds)


def _by_row(figures: list[Figure], rows: list[Row]) -> dict[str, Figure]:
    """The figure of each row of the prose, by the row's id; rows of tables have none."""
    waiting: dict[tuple[str, ...], list[Figure]] = defaultdict(list)
    for figure in reversed(figures):
        draft = figure.draft
        waiting[_key(draft.name, draft.kind, draft.year, draft.value, draft.growth)].append(figure)
    found = {}
    for row in rows:
        alike = waiting.get(_key(row["name"], row["kind"], row["year"], row["value"], row["growth"]))
        if row["type"] == "quantity" and alike and "from_table" not in row["reasons"]:
            found[row["id"]] = alike.pop()
    return found


def _key(*parts: object) -> tuple[str, ...]:
    return tuple("" if part is None else str(part) for part in parts)
