"""Lines of the flat text: which are headings, which are captions, and under which heading each stands."""

from __future__ import annotations

import re
from dataclasses import dataclass

from zonetracker.extraction.text.flat import Flat
from zonetracker.extraction.text.furniture import outside_text

_NUMBERED = re.compile(
    r"(?:[一二三四五六七八九十]{1,3}[、.\ue5e5]|\([一二三四五六七八九十\d]{1,3}\)|第[一二三四五六七八九十]{1,3}[章节部分]|[1-9]\d?[、.](?!\d)|--)"
)
_LEVELS = (
    re.compile(r"第[一二三四五六七八九十\d]{1,3}[章部编篇]"),
    re.compile(r"[一二三四五六七八九十]{1,3}[、.\ue5e5]"),
    re.compile(r"\([一二三四五六七八九十]{1,3}\)"),
    re.compile(r"[1-9]\d?[、.](?!\d)"),
    re.compile(r"\(\d{1,2}\)"),
)
_SENTENCE = re.compile(r"[。！？；\n]")
_HEADING_LENGTH = 42


@dataclass(frozen=True, slots=True)
class TextLine:
    """One paragraph (or heading, or caption) at flat start..end, under `section`; `furniture` is no text at all."""

    start: int
    end: int
    heading: bool
    caption: bool
    furniture: bool
    section: str


def split_lines(flat: Flat) -> list[TextLine]:
    """The paragraphs of the text in order, each with the nearest heading above it."""
    text = flat.text
    lines: list[TextLine] = []
    section = ""
    at = 0
    pieces = text.split("\n")
    for piece, furniture in zip(pieces, outside_text(pieces), strict=True):
        start, end = at, at + len(piece)
        at = end + 1
        if not piece.strip():
            continue
        heading = not furniture and _is_heading(piece)
        if heading:
            section = piece.strip()
        elif not furniture:
            lead = _numbered_lead(piece)
            section = lead or section
        caption = heading and _NUMBERED.match(piece) is None
        lines.append(TextLine(start, end, heading, caption, furniture, section))
    return lines


def level_of(piece: str) -> int | None:
    """How deep a heading's number puts it (1 is the highest); None for one without a number."""
    for level, pattern in enumerate(_LEVELS, start=1):
        if pattern.match(piece):
            return level
    return None


def _is_heading(piece: str) -> bool:
    if len(piece) > _HEADING_LENGTH or piece[-1] in "，；" or piece.startswith("各位"):
        return False
    if piece.endswith("。"):
        return _NUMBERED.match(piece) is not None and len(piece) <= 30 and "，" not in piece and "。" not in piece[:-1]
    return "。" not in piece and piece.count("，") < 2


def _numbered_lead(piece: str) -> str:
    """The first sentence of a numbered paragraph stands for its heading: (一)全力维护社会大局稳定。…"""
    if _NUMBERED.match(piece) is None:
        return ""
    stop = piece.find("。", 0, _HEADING_LENGTH)
    return piece[:stop] if stop > 0 else ""


_LONGEST = 1200


def sentences(shape: str, start: int, end: int) -> list[tuple[int, int]]:
    """The sentences of flat start..end, parted by 。！？； outside quoted names; one without end is cut by length."""
    found: list[tuple[int, int]] = []
    at = start
    for whole in _stops(shape, start, end):
        while whole[1] - at > _LONGEST:
            comma = shape.rfind("，", at + _LONGEST // 2, at + _LONGEST)
            cut = comma + 1 if comma > 0 else at + _LONGEST
            found.append((at, cut))
            at = cut
        found.append((at, whole[1]))
        at = whole[1]
    return found


def _stops(shape: str, start: int, end: int) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    at = start
    for stop in _SENTENCE.finditer(shape, start, end):
        if stop.start() > at:
            found.append((at, stop.end()))
        at = stop.end()
    if at < end:
        found.append((at, end))
    return found


_PLACE = re.compile(
    r"(?<![\u4e00-\u9fff])([\u4e00-\u9fff]{2,11}?(?:自治[区州县旗]|高新区|开发区|示范区|新区|[省市县区州旗镇乡]))(?=[\u4e00-\u9fff])"
)
_TITLE_PLACE = re.compile(
    r"(?:(?:19|20)\d\d年|^|\n)([\u4e00-\u9fff]{2,11}?(?:自治[区州县旗]|[省市县区州旗镇乡]))(?:20\d\d|国民经济|统计局|人民政府|政府|第|经济|概况)"
)
_NO_PLACE = re.compile(
    r"^(?:自贸|综保|全|我|该|本|各|城|农|社|园|景|地|片|老|市|县|区|省|乡|村|校|辖|中心|主|新城|棚户|小|街|两|三|四|五|六|七|八|九|十|一|支持|推进|加快|实施|建设|完成|新|在|对|为|由|从|与|和|以|是|有)|(?:社区|园区|城区|景区|校区|库区|片区|小区|地区|辖区|灾区|牧区|山区|林区|城镇|乡镇|村镇|市区|郊区|街区|矿区|棚户区|功能区|聚集区|集中区|保税区|自贸区|产业区|试验区|合作区|保护区|综合区|示范区|安置区|居住区|上市|城市|区县|县区|全市)$"
)


def own_places(flat: Flat) -> tuple[str, ...]:
    """The names by which a document calls its own place: in its title, or often at the head of a clause."""
    text = flat.text
    found = {m[1] for m in _TITLE_PLACE.finditer(text[:1500])}
    counts: dict[str, int] = {}
    for match in _PLACE.finditer(text[:60000]):
        counts[match[1]] = counts.get(match[1], 0) + 1
    found |= {name for name, count in counts.items() if count >= 3}
    return tuple(sorted(name for name in found if _NO_PLACE.search(name) is None))


_OF_ONE_PLACE = re.compile(
    rf"(?:{_NUMBERED.pattern}|\\(\\d{{1,2}}\\))?"
    r"(?P<place>(?![全各本我该])[\u4e00-\u9fff]{1,10}?(?:街道(?:办事处)?|[镇乡县旗]|(?<=[^全])[市区州]|农场|林场|苏木))(?=:)"
)


def places_of_lines(flat: Flat, lines: list[TextLine]) -> dict[int, str]:
    """Where a list gives each place a paragraph of its own (东关街道:…): the place, by where its paragraph begins."""
    found = [(line.start, match["place"]) for line in lines if (match := _OF_ONE_PLACE.match(flat.text, line.start))]
    return dict(found) if len({place for _, place in found}) > 1 else {}


_ENTRY = re.compile(
    rf"(?:{_NUMBERED.pattern}) ?(?P<name>[^，。；:、\d\n][^，。；:\n]{{2,40}}?(?:项目|工程)(?:建设)?)"
    r"(?:\([^()\n]{1,24}\))?(?:。|$)"
)
_OF_ENTRY = re.compile("[该本](?:项目|工程)")


def entries_of_lines(flat: Flat, lines: list[TextLine]) -> dict[int, str]:
    """The paragraphs that go on about the entry of a list above them or at their own head (1.危桥改造工程。该项目…)."""
    found: dict[int, str] = {}
    entry = ""
    for line in lines:
        if _NUMBERED.match(flat.text, line.start) is not None:
            head = _ENTRY.match(flat.text, line.start, line.end)
            entry = head["name"] if head is not None else ""
            if head is not None and _OF_ENTRY.match(flat.text, head.end(), line.end):
                found[line.start] = entry
        elif entry and _OF_ENTRY.match(flat.text, line.start) is not None:
            found[line.start] = entry
        elif not line.furniture:
            entry = ""
    return found
