"""Extraction as a clerk would note it: the text of a docstring in, one line a row out."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from decimal import Decimal

from zonetracker.extraction import Lexicon, extract
from zonetracker.extraction.document import Document
from zonetracker.model.facts import Candidate, FactType

REVIEW = "云溪高新区2023年工作总结\n"
PLAN = "云溪高新区2024年工作要点\n"


def text_of(test: Callable[[], None]) -> str:
    """The docstring of a test, without its indent: the text that the test reads."""
    return inspect.cleandoc(test.__doc__ or "")


def rows_of(text: str, lexicon: Lexicon | None = None) -> list[Candidate]:
    found = extract(Document(text), lexicon)
    for row in found:
        assert text[row.quote_span.start : row.quote_span.end] == row.quote
        assert row.quote_span.start <= row.span.start < row.span.end <= row.quote_span.end
    return found


def noted(text: str) -> list[str]:
    """The rows as lines: kind, year, name, figures with their bounds, deadline."""
    return [line(row) for row in rows_of(text)]


def in_short(row: Candidate) -> str:
    """A row of a figure by its name and figures alone."""
    stated = row.stated
    level = "" if stated.value is None else f"{stated.value}{stated.unit or ''}"
    growth = "" if stated.growth is None else f"增{stated.growth}%"
    return " ".join(part for part in (row.name, level, growth) if part)


def figures_of(text: str) -> str:
    """The rows of a text that have figures, in short."""
    return "；".join(in_short(row) for row in rows_of(text) if row.type is FactType.QUANTITY)


def line(row: Candidate) -> str:
    stated = row.stated
    parts = ["目标" if row.kind == "target" else "实绩", str(row.year or "?"), row.name]
    if row.type is not FactType.QUANTITY:
        parts.append("重点事项" if row.type is FactType.MILESTONE else "挂钩")
    if row.masked:
        parts.append("遮盖")
    if stated.value is not None:
        parts.append(f"{said(stated.bound)}{span(stated.value, stated.value_high)}{stated.unit or ''}")
    if stated.growth is not None:
        parts.append(f"增{said(stated.growth_bound)}{span(stated.growth, stated.growth_high)}%")
    if row.deadline:
        parts.append(f"限{row.deadline}")
    return " ".join(parts)


def said(bound: str | None) -> str:
    return {"=": "", ">=": "≥", "<=": "≤", "~": "约"}[str(bound)]


def span(low: Decimal, high: Decimal | None) -> str:
    return f"{low}" if high is None else f"{low}-{high}"
