"""Lines of the flat text: which are headings, which are captions, and under which heading each stands."""

from __future__ import annotations

import re
from dataclasses import dataclass

from zonetracker.extraction.flat import Flat

_NUMBERED = re.compile(
    r"(?:[一二三四五六七八九十]{1,3}[、.\ue5e5]|\([一二三四五六七八九十\d]{1,3}\)|第[一二三四五六七八九十]{1,3}[章节部分]|[1-9]\d?[、.](?!\d)|--)"
)
_SENTENCE = re.compile(r"[。！？；\n]")
_HEADING_LENGTH = 42
_FURNITURE = re.compile(
    r"(?:下载|打印|全屏|收藏|【?字[号体]?:?|加大|还原|减小|】|来源:.{0,40}|浏览次数:?.{0,12}|责任编辑.{0,20}|•.{0,40}|第\d+页.{0,10}|-?\d{1,4}-?)"
)


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph (or heading, or caption) at flat start..end, under `section`; `furniture` is no text at all."""

    start: int
    end: int
    heading: bool
    caption: bool
    furniture: bool
    section: str


def split_lines(flat: Flat) -> list[Line]:
    """The paragraphs of the text in order, each with the nearest heading above it."""
    text = flat.text
    lines: list[Line] = []
    section = ""
    at = 0
    for piece in text.split("\n"):
        start, end = at, at + len(piece)
        at = end + 1
        if not piece.strip():
            continue
        furniture = len(piece) <= 45 and _FURNITURE.fullmatch(piece) is not None
        heading = not furniture and _is_heading(piece)
        if heading:
            section = piece.strip()
        elif not furniture:
            lead = _numbered_lead(piece)
            section = lead or section
        caption = heading and _NUMBERED.match(piece) is None
        lines.append(Line(start, end, heading, caption, furniture, section))
    return lines


def _is_heading(piece: str) -> bool:
    if len(piece) > _HEADING_LENGTH or piece[-1] in "，；":
        return False
    if piece.endswith("。"):
        return _NUMBERED.match(piece) is not None and len(piece) <= 30 and "，" not in piece
    return "。" not in piece and piece.count("，") < 2


def _numbered_lead(piece: str) -> str:
    """The first sentence of a numbered paragraph stands for its heading: (一)全力维护社会大局稳定。…"""
    if _NUMBERED.match(piece) is None:
        return ""
    stop = piece.find("。", 0, _HEADING_LENGTH)
    return piece[:stop] if stop > 0 else ""


def sentences(shape: str, start: int, end: int) -> list[tuple[int, int]]:
    """The sentences of flat start..end, parted by 。！？； outside quoted names."""
    found: list[tuple[int, int]] = []
    at = start
    for stop in _SENTENCE.finditer(shape, start, end):
        if stop.start() > at:
            found.append((at, stop.end()))
        at = stop.end()
    if at < end:
        found.append((at, end))
    return found
