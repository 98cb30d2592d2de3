"""A clerk's own words in place of composed paragraphs: they stay, and it is known what was composed under them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from zonetracker.model.issuing import Edit
from zonetracker.outputs.summary.blocks import Block, Edited, Note, Paragraph, Summary
from zonetracker.words.wording import one_line


def with_edits(summary: Summary, edits: Mapping[str, Edit]) -> Summary:
    """The summary in the clerk's words where he wrote them; each line of an edit is a paragraph, an empty one none."""
    if not edits:
        return summary
    composed = paragraphs_of(summary)
    edited = tuple(Edited(key, one.text, one.composed, composed.get(key, "")) for key, one in edits.items())
    blocks = tuple(put for block in summary.blocks for put in _put(block, edits))
    return replace(summary, blocks=blocks, edited=edited)


def paragraphs_of(summary: Summary) -> dict[str, str]:
    """The paragraphs that may be edited, by key, from top to bottom."""
    found: dict[str, str] = {}
    for block in summary.blocks:
        if isinstance(block, Paragraph | Note) and block.key:
            found[block.key] = f"{found[block.key]}\n{block.text}" if block.key in found else block.text
    return found


def composed_paragraphs(summary: Summary) -> dict[str, str]:
    """The paragraphs as the program words them, by key; "" for one that a clerk wrote and that is no more composed."""
    own = {one.key: one.now for one in summary.edited}
    return {key: own.get(key, text) for key, text in paragraphs_of(summary).items()} | own


def _put(block: Block, edits: Mapping[str, Edit]) -> Iterator[Block]:
    if not isinstance(block, Paragraph | Note) or block.key not in edits:
        yield block
        return
    for line in edits[block.key].text.splitlines():
        if line.strip():
            yield replace(block, text=one_line(line))
