"""The text as the other stages read it: simplified, one width, no blanks in sentences, quoted names made opaque."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from zonetracker.extraction.document import BlockKind, Document
from zonetracker.extraction.text.slips import doubtful, mend
from zonetracker.lexicon.letters import simplified_letters

_WIDE = {0xFF01 + i: 0x21 + i for i in range(94)}
_SAME_WIDTH = str.maketrans(
    {
        **{chr(k): chr(v) for k, v in _WIDE.items()},
        ",": "，",
        "，": "，",
        ";": "；",
        "；": "；",
        "：": ":",
        "∶": ":",
        "︰": ":",
        "（": "(",
        "）": ")",
        "〔": "(",
        "〕": ")",
        "﹪": "%",
        "℅": "%",
        "．": ".",
        "﹒": ".",
        "。": "。",
        "｡": "。",
        "﹑": "、",
        "､": "、",
        "!": "！",
        "！": "！",
        "?": "？",
        "？": "？",
        "—": "-",
        "–": "-",
        "―": "-",
        "‐": "-",
        "－": "-",
        "−": "-",
        "─": "-",
        "～": "~",
        "〜": "~",
        "／": "/",
        "＊": "*",
        "×": "*",
        "㎡": "㎡",
        "「": "“",
        "」": "”",
        "『": "“",
        "』": "”",
        "\u00a0": " ",
        "\u3000": " ",
        "\t": "\t",
        "\u200b": " ",
        "\ufeff": " ",
    }
)
_THOUSANDS = re.compile(r"[,，](?<=\d.)(?=\d{3}(?!\d))")
_SPACED = re.compile(r"(?:(?<![\d.])\d|\D\d{2}|\d\d\d|\D?\D\d)[ \u2009]\d{3}(?!\d|年|[ \u2009]?年)")
_FOOTNOTE = re.compile(r"(?<=[\u4e00-\u9fff。，；”》）)%\d ])(?:\[\d{1,3}(?:-\d{1,3})?\])+(?![元万亿])")
_PAGE_BETWEEN = re.compile(
    r"(?<=[^\n]{19}[^\s。！？；：:])[^\S\n]{0,4}\n[^\S\n]{0,40}[-—–－][^\S\n]?\d{1,4}[^\S\n]?[-—–－][^\S\n]{0,4}\n\s{0,40}"
    r"(?![一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]|\d{1,2}[.、]|\s)"
)
"""The number of a page that stands inside a sentence of a text as printed."""
_NOTE = "\x02"
"""Stands for every letter of a footnote's mark, which is read like a blank that parts nothing."""
_MEANT = re.compile("(?<=[计规筹谋])画")
"""計畫, which other places write for 計劃."""
_BLANK = re.compile(r"[\s\x02]+")
_OPENING = re.compile(
    r"(?:[一二三四五六七八九十]{1,3}[、.]|\([一二三四五六七八九十\d]{1,3}\)|第[一二三四五六七八九十\d]{1,3}[章节部分条]"
    r"|[1-9]\d?[、.](?!\d)|[●•◆■★▲○]|--|各位|\|)"
)
_ITEM_NUMBER = re.compile(r"(?m)^[^\S\n]*(?P<number>[1-9]\d?)[.、]")
_OF_TIME = re.compile(r"(?:1[0-2]|[1-9])月|(?:19|20)\d\d年")
_GAP = re.compile(r"[^\S\n]+\d")
_COUNT_OF_ITEM = re.compile(r"\d{1,4}(?=[\u4e00-\u9fffG])")
OR_OTHER = r"\([套羽只次匹间处件个户段座条家名台栋宗]\)"
"""条(段), 家(次): what else the things of a unit may be."""
_QUOTED = re.compile(
    rf"“[^“”\n。]{{1,28}}”|‘[^‘’\n。]{{1,20}}’|《[^《》\n]{{1,60}}》|\"[^\"\n。]{{1,28}}\"|〈[^〈〉\n]{{1,40}}〉"
    rf"|(?!{OR_OTHER})\([^()\d*\n。]{{1,40}}\)"
)
_FROM_TO = re.compile(
    r"[“\"][由从](?:(?:19|20)\d\d年)?的?\d{1,4}(?:\.\d{1,2})?%?(?:提高|提升|降低|下降|上升|增加|增长|扩大)[到至]\d{1,4}(?:\.\d{1,2})?"
    r"[^“”\"，。\d]{1,6}[”\"]"
)
"""比重“由2020年的32.7%提高至33.3%左右”: the words of a plan, and no name."""
OPAQUE = "\ue000"
_ITEM_STOP = re.compile(
    r"(?m)(^(?:[一二三四五六七八九十]{1,3}、|[((][一二三四五六七八九十\d]{1,3}[))]|\d{1,2}[.、])?[^\s，。；：:、\d]{2,14}(?:值|额|资|入|量|数|率|款|资金|出口|引资|消费))。"
    r"(?=(?:目标任务|上半年|全年|预计|\S季度|\d{1,2}-\d{1,2}月)?(?:完成|实现|达|累计|增长|同比|为)?[^，。；\n]{0,8}\d)"
)
_HAN_YEAR = re.compile(r"(?:一九|二[〇○零O0])[〇○零O0一二三四五六七八九]{2}(?=年)")
_HAN_DIGITS = str.maketrans("〇○零O一二三四五六七八九", "0000123456789")
_CAPITAL = re.compile(
    r"[壹贰叁肆伍陆柒捌玖拾](?<![队落入退行内登着水].)(?:(?<![伍陆])|(?=[零拾佰仟壹贰叁肆柒捌玖]))"
    r"[零〇壹贰叁肆伍陆柒捌玖拾佰仟万亿]{1,20}(?:圆|(?=[元美余多吨户人个亩平公家项台套件名]))"
)
_CAPITAL_SIGNS = str.maketrans("壹贰叁肆伍陆柒捌玖拾佰仟圆", "一二三四五六七八九十百千元")
_FIRST_LINE = re.compile(r"\s*(\S[^\n]{6,60}\S)(?=\s*\n)")
_NONE: frozenset[int] = frozenset()
_ENDS = "。！？；:…|"
_PROSE = "，。；"
_PROSE_LINE = 20
_WIDEST_GAP = 3
_NEAR = 30
_SAYING = 6
_SAID_SO_MUCH = re.compile(r"[\u4e00-\u9fff][\d.]+(?:%|[\u4e00-\u9fff]{1,3})$")
_HEADING = 45


@dataclass(frozen=True, slots=True)
class Flat:
    """`text` is what is read, `shape` the same with quoted names blanked; both map back to the document.

    `starts` and `shifts` give, for stretches of flat text, how far the document's offset lies ahead; `slips` are the
    figures of the document that were mended.
    """

    text: str
    shape: str
    starts: tuple[int, ...]
    shifts: tuple[int, ...]
    slips: tuple[tuple[int, int], ...] = ()

    def source(self, at: int) -> int:
        """The document's offset of flat character `at`."""
        return at + self.shifts[bisect_right(self.starts, at) - 1]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The document's offsets of flat characters start..end (at least one character)."""
        starts, shifts, last = self.starts, self.shifts, end - 1
        return start + shifts[bisect_right(starts, start) - 1], end + shifts[bisect_right(starts, last) - 1]

    def is_mended(self, start: int, end: int) -> bool:
        """Whether a figure in flat start..end was mended."""
        if not self.slips:
            return False
        first, last = self.span(start, end)
        at = bisect_left(self.slips, (first, first))
        return any(begin < last and first < stop for begin, stop in self.slips[max(0, at - 2) : at + 1])


def flatten(document: Document) -> Flat:
    """Read a document's text as one width, joining lines that break inside a sentence."""
    bare = _FOOTNOTE.sub(_passed_over, document.text)
    bare = _PAGE_BETWEEN.sub(_passed_over, bare) if "\n" in bare else bare
    letters = _THOUSANDS.sub("\x01", bare).translate(_one_for_one()).replace("\x01", ",")
    mended = mend(_MEANT.sub("划", letters) if "画" in letters else letters)
    text = mended.text
    edges = frozenset(block.span.end for block in document.blocks if block.kind is not BlockKind.PARAGRAPH)
    edges |= _ends_of_titles(text)
    pieces: list[str] = []
    starts: list[int] = [0]
    shifts: list[int] = [0]
    length = 0
    kept = 0
    line_start = 0
    continued = False
    width = _wrapped_at(text)
    numbers = _ends_of_numbers(text)
    blanks = [found.span() for found in _BLANK.finditer(text)]
    for start, end in sorted([*blanks, *((at, at) for at in numbers if not text[at].isspace())]):
        if start in numbers:
            put = " "
        else:
            put = "" if start in mended.gaps else _between(text, start, end, line_start, continued, edges, not width)
        if put == "\n" and width and start - line_start >= width - 3 and _wraps(text, start, end, edges):
            put = ""
        if put == "\n" or (put == "" and "\n" in text[start:end]):
            continued = put == ""
            line_start = end
        pieces.append(text[kept:start])
        length += start - kept
        pieces.append(put)
        length += len(put)
        starts.append(length)
        shifts.append(end - length)
        kept = end
    pieces.append(text[kept:])
    joined = _HAN_YEAR.sub(_arabic, _ITEM_STOP.sub(r"\1:", "".join(pieces)))
    joined = _CAPITAL.sub(lambda numeral: numeral[0].translate(_CAPITAL_SIGNS), joined)
    shape = _QUOTED.sub(_hidden, joined)
    return Flat(joined, _without_doubtful(shape), tuple(starts), tuple(shifts), mended.places)


def _hidden(quoted: re.Match[str]) -> str:
    """A quoted name, blanked; a quotation that says from how much to how much is read on."""
    words = quoted[0]
    return words if _FROM_TO.fullmatch(words) else words[0] + OPAQUE * (len(words) - 2) + words[-1]


def _without_doubtful(shape: str) -> str:
    """Figures of two readings are hidden like quoted names: no number is made of them."""
    pieces: list[str] = []
    kept = 0
    for start, end in doubtful(shape):
        pieces += (shape[kept:start], OPAQUE * (end - start))
        kept = end
    return "".join((*pieces, shape[kept:]))


@cache
def _one_for_one() -> Mapping[int, str]:
    """Simplified letters of one width, each at the place of what is written."""
    return {**simplified_letters(), **_SAME_WIDTH}


def _passed_over(found: re.Match[str]) -> str:
    """What is no part of a sentence, at its length."""
    return _NOTE * len(found[0])


def _arabic(year: re.Match[str]) -> str:
    """二〇〇四 as 2004: the same length, so that every place stays where it is."""
    return year[0].translate(_HAN_DIGITS)


def _ends_of_numbers(text: str) -> frozenset[int]:
    """Where the number of an item ends though a figure follows it: 4.6月底前建成…, 8.31条河流… behind 7.…."""
    found: set[int] = set()
    last = 0
    for item in _ITEM_NUMBER.finditer(text):
        number, at = int(item["number"]), item.end()
        counts = number == last + 1 > 1 and _COUNT_OF_ITEM.match(text, at) is not None
        ends = counts or (text[at - 1] == "." and _OF_TIME.match(text, at) is not None)
        if ends or _GAP.match(text, at):
            found.add(at)
        if ends or not text[at : at + 1].isdigit():
            last = number
    return frozenset(found)


def _ends_of_titles(text: str) -> frozenset[int]:
    """Where the title ends and where it ends once more (原标题:…): it goes on in no other line."""
    title = _FIRST_LINE.match(text)
    if title is None:
        return _NONE
    again = re.compile(rf"(?m)^[^\S\n]*(?:原?标题:[^\S\n]*)?({re.escape(title[1])})(?=\s*$)")
    ends = [found.end(1) for found in again.finditer(text, title.end())]
    return frozenset((title.end(1), *ends)) if ends else _NONE


def _wrapped_at(text: str) -> int:
    """The width at which a text as printed breaks its lines, or 0 where lines are paragraphs."""
    widths = sorted(len(line) for line in (raw.strip() for raw in text.split("\n")) if len(line) > 4)
    if len(widths) < 12:
        return 0
    width = widths[len(widths) * 4 // 5]
    alike = sum(width - 4 <= one <= width + 2 for one in widths)
    return width if 14 <= width <= 60 and alike * 2 >= len(widths) else 0


def _wraps(text: str, start: int, end: int, edges: frozenset[int]) -> bool:
    """Whether a full line goes on: it does not end a sentence, and no blank line or list mark follows."""
    if start in edges or text[start - 1] in _ENDS or text[start:end].count("\n") > 1:
        return False
    return _OPENING.match(text, end) is None


def _between(
    text: str, start: int, end: int, line_start: int, continued: bool, edges: frozenset[int], wide: bool
) -> str:
    """What stands in flat text for the blanks start..end: nothing, a blank, a column gap or a line end."""
    if start == 0 or end == len(text):
        return ""
    if "\n" in text[start:end] or "\r" in text[start:end]:
        return "" if _runs_on(text, start, end, line_start, continued, edges, wide) else "\n"
    before, after = text[start - 1], text[end]
    if text.find(_NOTE, start, end) >= 0:
        return ""
    if text[start] != "\t" and _is_gap_in_prose(text, start, end, line_start):
        return ""
    if text[start] != "\t" and _is_end_of_saying(text, start, end, line_start):
        return "，"
    if (end - start > 1 and line_start < start) or text[start] == "\t":
        return "\t" if not (before in "，。；、:" or after in "，。；、:%") else ""
    if _SPACED.match(text, max(0, start - 3)) and before.isdigit():
        return ""
    if before > "\u4e00" and text[end + 4 : end + 5] == "年" and text[end : end + 2] in ("19", "20"):
        return " "
    return " " if before.isascii() and after.isascii() and before.isalnum() and after.isalnum() else ""


def _is_gap_in_prose(text: str, start: int, end: int, line_start: int) -> bool:
    """人均可支配收入  11075元，比上年增加…: whether wide blanks stand before a figure in a sentence."""
    if not (1 < end - start <= _WIDEST_GAP and text[start - 1] > "\u4e00" and text[end].isdigit()):
        return False
    near = text[max(line_start, start - _NEAR) : start] + text[end : end + _NEAR].partition("\n")[0]
    return any(mark in near for mark in _PROSE) and "\t" not in near


def _is_end_of_saying(text: str, start: int, end: int, line_start: int) -> bool:
    """上半年开工70项 税收18亿元 增长46%: whether a blank of a headline parts one saying from the next."""
    if text[end] < "\u4e00" or _SAID_SO_MUCH.search(text, max(line_start, start - _NEAR), start) is None:
        return False
    line = text[max(line_start, start - 2 * _NEAR) : end + 2 * _NEAR]
    before, after = line[: start - max(line_start, start - 2 * _NEAR)], text[end : end + 2 * _NEAR].partition("\n")[0]
    return not any(mark in before + after for mark in _PROSE) and len(after) >= _SAYING and "\t" not in line


def _runs_on(
    text: str, start: int, end: int, line_start: int, continued: bool, edges: frozenset[int], wide: bool
) -> bool:
    """Whether a line end is only where the paper ended, not the paragraph; `wide` where lines are paragraphs."""
    last = text[start - 1]
    if start in edges or end - start > 12:
        return False
    if last == ":" and start > 1 and text[start - 2].isdigit() and text[end].isdigit():
        return True
    if last in _ENDS or text[start - 2 : start] == "--" or _OPENING.match(text, end):
        return False
    line = text[line_start:start]
    prose = any(mark in _QUOTED.sub("", line) for mark in _PROSE)
    if last in "，、":
        return True
    if start - line_start <= 45 and text[start:end].count("\n") > 1 and _OPENING.match(line):
        return False
    if text[end] == "%" or (last.isdigit() and start - line_start > 8 and prose):
        return True
    if wide and start - line_start <= _HEADING and _OPENING.match(line) and not any(stop in line for stop in "。；:"):
        return False
    if _OPENING.match(line) and _longer_next(text, end, start - line_start):
        return False
    return start - line_start >= _PROSE_LINE and (prose or continued)


def _longer_next(text: str, end: int, length: int) -> bool:
    """Whether the next line is so much longer that this one cannot have been broken for want of room."""
    stop = text.find("\n", end, end + length + 12)
    return stop < 0 and len(text) - end > length + 12
