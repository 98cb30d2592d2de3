"""The sentence that ARCHITECTURE.md follows from its bytes to its row: each stage gives what is written there."""

from __future__ import annotations

from decimal import Decimal

from zonetracker.extraction import extract
from zonetracker.extraction.figures.tokens import find_marks
from zonetracker.extraction.reading import read
from zonetracker.extraction.text.clock import Clock
from zonetracker.extraction.text.flat import flatten
from zonetracker.extraction.text.frame import read_frame
from zonetracker.extraction.text.structure import sentences, split_lines
from zonetracker.lexicon.words import default_lexicon
from zonetracker.model.facts import Bound, Kind, Span, Stated

TEXT = "青禾高新区2022年工作总结和2023年工作计划\n二、2023年主要目标\n地区生产总值 80亿元以上，增长８％左右。\n"


def test_one_sentence_from_bytes_to_row() -> None:
    document = read(TEXT.encode("gb18030"), "报告.txt")
    assert (document.text, document.encoding) == (TEXT, "gb18030")
    flat = flatten(document)
    assert flat.text.splitlines()[-1] == "地区生产总值80亿元以上，增长8%左右。"
    lines = split_lines(flat)
    assert (lines[-1].heading, lines[-1].section) == (False, "二、2023年主要目标")
    frame = read_frame(document, flat, lines)
    assert (frame.past, frame.ahead) == (2022, 2023)
    figures = [mark for mark in find_marks(flat.shape, default_lexicon()) if mark.start >= lines[-1].start]
    assert [(mark.value, mark.unit, mark.bound) for mark in figures] == [
        (Decimal(80), "亿元", Bound.AT_LEAST),
        (Decimal(8), "%", Bound.ABOUT),
    ]
    clock = Clock(frame, flat, lines)
    for line in lines:
        clock.line(line)
    ((start, end),) = sentences(flat.shape, lines[-1].start, lines[-1].end)
    period = clock.sentence(start, end)
    assert (period.kind, period.year, period.why) == (Kind.TARGET, 2023, "heading")
    (row,) = extract(document)
    assert (row.name, row.kind, row.year, row.section) == (
        "地区生产总值",
        Kind.TARGET,
        2023,
        "二、2023年主要目标",
    )
    stated = Stated(Decimal(80), None, "亿元", Bound.AT_LEAST, Decimal(8), None, Bound.ABOUT)
    assert (row.stated, row.span, row.reasons) == (stated, Span(44, 48), ("name_known",))
    assert row.quote == TEXT[37:57] and row.confidence >= Decimal("0.9")
