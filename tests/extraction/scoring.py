"""How well extracted rows agree with labelled ones: found by place, compared by what they say."""

from __future__ import annotations

import json
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from zonetracker.lexicon.spelling import plain_name
from zonetracker.model.facts import Candidate

_LIKE_ENOUGH = 0.75


@dataclass(frozen=True, slots=True)
class Label:
    """One labelled row, with the offsets of its figure (or verb) in the text."""

    row: dict[str, object]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Score:
    """Rows right in number (`figures`), in fact, and in fact and name, of those wanted and those extracted."""

    wanted: int
    extracted: int
    figures: int
    facts: int
    rows: int
    wrong: tuple[str, ...]

    def f1(self, right: int) -> float:
        return 2 * right / (self.wanted + self.extracted) if self.wanted + self.extracted else 1.0


def read_labels(path: Path, text: str) -> list[Label]:
    """The labels of a gold file; AssertionError where a quote or its anchor is not in the text.

    A row with "quote_span" and "anchor_span" names its place; without them the first place of the quote is meant.
    """
    labels = []
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if "anchor_span" in row:
            for words, span in (("quote", "quote_span"), ("anchor", "anchor_span")):
                assert text[slice(*row[span])] == row[words], f"{path.name} {row['id']}: {row[words]!r}"
            labels.append(Label(row, *row["anchor_span"]))
            continue
        at = text.find(row["quote"])
        inner = row["quote"].find(row["anchor"])
        assert at >= 0 and inner >= 0, f"{path.name} {row['id']}: {row['quote']!r}"
        labels.append(Label(row, at + inner, at + inner + len(row["anchor"])))
    return labels


def read_ignored(path: Path) -> list[tuple[int, int]]:
    """The places beside a gold file where a row counts neither way (NAME.ignore.json), none without such a file."""
    ignored = path.with_suffix(".ignore.json")
    return [(start, end) for start, end in json.loads(ignored.read_text())] if ignored.exists() else []


def score(
    labels: Sequence[Label],
    found: Sequence[Candidate],
    kind_of_row: str = "quantity",
    ignored: Sequence[tuple[int, int]] = (),
) -> Score:
    """Each first-mention label of one type against the best candidate at its place.

    Repeats, and rows on an ignored span, count neither way.
    """
    wanted = [label for label in labels if label.row["type"] == kind_of_row and not label.row["same_as"]]
    rows = [candidate for candidate in found if candidate.type == kind_of_row and candidate.duplicate_of is None]
    pairs = sorted(
        ((_likeness(label, row), i, j) for i, label in enumerate(wanted) for j, row in enumerate(rows)), reverse=True
    )
    used: dict[int, int] = {}
    for likeness, i, j in pairs:
        if likeness > 0 and i not in used and j not in used.values():
            used[i] = j
    hits = [(wanted[i], rows[j]) for i, j in used.items()]
    repeats = [label for label in labels if label.row["same_as"]]
    extra = [
        row
        for j, row in enumerate(rows)
        if j not in used.values()
        and not any(_overlap(label, row) > 0 for label in repeats)
        and not any(row.span.start < end and start < row.span.end for start, end in ignored)
    ]
    facts = [(label, row) for label, row in hits if same_fact(label, row)]
    whole = [(label, row) for label, row in facts if same_name(label, row)]
    wrong = [f"lost {wanted[i].row['name']}" for i in range(len(wanted)) if i not in used]
    wrong += [f"extra {row.name} {row.quote!r}" for row in extra]
    right = whole if kind_of_row == "quantity" else facts
    wrong += [f"wrong {_said(label)} <- {_read(row)}" for label, row in hits if (label, row) not in right]
    numbers = sum(_numbers(label) == (row.stated.value, row.stated.growth) for label, row in hits)
    return Score(len(wanted), len(hits) + len(extra), numbers, len(facts), len(whole), tuple(wrong))


def same_fact(label: Label, row: Candidate) -> bool:
    said, stated = label.row, row.stated
    return (
        _numbers(label) == (stated.value, stated.growth)
        and (_number(label, "value_high"), _number(label, "growth_high")) == (stated.value_high, stated.growth_high)
        and _unit(said["unit"]) == _unit(stated.unit)
        and (stated.value is None or said["bound"] == stated.bound)
        and (stated.growth is None or said["growth_bound"] == stated.growth_bound)
        and said["masked"] == row.masked
        and said["kind"] == row.kind
        and said["year"] in (None, row.year)
    )


def same_name(label: Label, row: Candidate) -> bool:
    names = [label.row["name"], *label.row["also"]]  # type: ignore[misc]
    return max(name_likeness(str(name), row.name) for name in names) >= _LIKE_ENOUGH


def name_likeness(one: str, other: str) -> float:
    """Dice coefficient over character pairs of the plain names."""
    left, right = _pairs(plain_name(one)), _pairs(plain_name(other))
    shared = (left & right).total()
    return 2 * shared / max(1, left.total() + right.total())


def _said(label: Label) -> str:
    parts = ("kind", "year", "name", "bound", "value", "unit", "growth_bound", "growth")
    return " ".join(str(label.row[part]) for part in parts if label.row[part] is not None)


def _read(row: Candidate) -> str:
    stated = row.stated
    parts = (row.kind, row.year, row.name, stated.bound, stated.value, stated.unit, stated.growth_bound, stated.growth)
    return " ".join(str(part) for part in parts if part is not None)


def _pairs(text: str) -> Counter[str]:
    return Counter(text[i : i + 2] for i in range(max(1, len(text) - 1)))


def _numbers(label: Label) -> tuple[Decimal | None, Decimal | None]:
    return _number(label, "value"), _number(label, "growth")


def _number(label: Label, part: str) -> Decimal | None:
    """The figure of one part of a label, None where it holds none (or, for an upper end, leaves it out)."""
    figure = label.row.get(part)
    return None if figure is None else Decimal(str(figure))


def _unit(unit: object) -> str:
    return unicodedata.normalize("NFKC", str(unit or ""))


def _overlap(label: Label, row: Candidate) -> int:
    return min(label.end, row.span.end) - max(label.start, row.span.start)


def _likeness(label: Label, row: Candidate) -> float:
    if _overlap(label, row) <= 0:
        return 0.0
    names = [label.row["name"], *label.row["also"]]  # type: ignore[misc]
    return 1 + 2 * same_fact(label, row) + max(name_likeness(str(name), row.name) for name in names)
