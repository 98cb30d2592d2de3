"""A kept scan is read again from its text and its layout alone: the same rows, and nobody looks at its file."""

from __future__ import annotations

from dataclasses import replace

import pytest

from zonetracker.extraction import extract
from zonetracker.extraction.document import BlockKind, Document
from zonetracker.extraction.fenced import Foreign, rows_job, task
from zonetracker.extraction.fenced.wire import Wire
from zonetracker.extraction.reading.builder import Builder, Placed
from zonetracker.extraction.reading.scans.keeping import with_layout
from zonetracker.model.facts import Span
from zonetracker.model.reports.layout import PagePrints, Print, PrintBox, ScanLayout
from zonetracker.support.job import finish


def scan() -> Document:
    """A recognised report with a title and a table of merged cells, its first figure doubtful."""
    builder = Builder("扫描.png")
    builder.paragraph("青禾高新区2022年工作总结", BlockKind.TITLE)
    builder.paragraph("2022年，财政收入80亿元，增长8%。")
    cells = [
        Placed(0, 0, "指标"),
        Placed(0, 1, "2022年", columns=2),
        Placed(1, 1, "数值（亿元）"),
        Placed(1, 2, "增长%"),
    ]
    cells += [Placed(2, 0, "出口总额"), Placed(2, 1, "12.5"), Placed(2, 2, "-3.1")]
    builder.table(cells)
    document = builder.document("image/png", title="青禾高新区2022年工作总结")
    at = document.text.index("80亿元")
    prints = (Print(Span(at, at + 4), PrintBox(10, 10, 80, 20)),)
    layout = ScanLayout((PagePrints(1, 200, 100, prints, 1),), (Span(at, at + 1),))
    return replace(with_layout(document, layout), named="扫描")


def kept(document: Document) -> Foreign:
    return Foreign("扫描.png", b"no picture", False, None, document.text, document.title, document.layout)


def test_it_is_the_document_that_was_recognised() -> None:
    document = scan()
    again = task.document_of(Foreign.from_bytes(kept(document).to_bytes()))
    assert again == replace(document, media="text/plain")
    assert extract(again) == extract(document)


def test_its_layout_leaves_the_child_with_it() -> None:
    document = scan()
    found = finish(rows_job(kept(document)))
    assert found.document.layout == document.layout
    assert {(row.name, str(row.stated.value)) for row in found.rows} >= {("财政收入", "80"), ("出口总额", "12.5")}


def test_a_layout_of_another_text_is_no_answer() -> None:
    answer = task.rows_payload(kept(scan()).to_bytes(), {"learned": "{}"})
    assert b'"doubtful":[[' in answer
    with pytest.raises(ValueError, match="outside"):
        Wire(answer.replace(b'"doubtful":[[', b'"doubtful":[[3,9999],['))
