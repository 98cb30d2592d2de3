"""A Document as JSON and back: how it leaves the fenced child."""

from __future__ import annotations

import json

from zonetracker.extraction.document import Block, BlockKind, Cell, Document, Table
from zonetracker.model.facts import Span


def document_to_json(document: Document) -> bytes:
    """All of `document` as UTF-8 JSON."""
    return json.dumps(
        {
            "text": document.text,
            "blocks": [[block.kind, block.span.start, block.span.end, block.level] for block in document.blocks],
            "tables": [
                [table.span.start, table.span.end, [_numbers(cell) for cell in table.cells]]
                for table in document.tables
            ],
            "title": document.title,
            "date": document.date,
            "media": document.media,
            "encoding": document.encoding,
            "warnings": document.warnings,
            "named": document.named,
        },
        ensure_ascii=False,
        separators=(",", ":"),
    ).encode()


def _numbers(cell: Cell) -> list[int]:
    return [cell.row, cell.column, cell.span.start, cell.span.end, cell.rows, cell.columns]


def document_from_json(data: bytes) -> Document:
    """The Document that `document_to_json` wrote."""
    said = json.loads(data)
    return Document(
        text=said["text"],
        blocks=tuple(Block(BlockKind(kind), Span(start, end), level) for kind, start, end, level in said["blocks"]),
        tables=tuple(
            Table(
                Span(start, end),
                tuple(Cell(row, column, Span(a, b), rows, columns) for row, column, a, b, rows, columns in cells),
            )
            for start, end, cells in said["tables"]
        ),
        title=said["title"],
        date=said["date"],
        media=said["media"],
        encoding=said["encoding"],
        warnings=tuple(said["warnings"]),
        named=said["named"],
    )
