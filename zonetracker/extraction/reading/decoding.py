"""Bytes → text: what a file says of its letters is believed only when the text agrees; a doubtful guess is said.

Each way that may be meant is tried, and the text that reads most like Chinese is taken: ordinary characters, and among
them the common ones. The right way and a wrong one lie far apart, in a few words too; where they do not, it is asked.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice

from zonetracker.extraction.reading.refusals import refusal
from zonetracker.lexicon.letters import simplified
from zonetracker.support.errors import RefusalCode
from zonetracker.support.i18n import tr

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_COMMON = frozenset(
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所"
    "民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日"
    "那社义事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想"
    "已通并提直题党程展五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别她手角期根论运农指几"
    "九区强放决西被干做必战先回则任取据处队南给色光门即保治北造百规热领七海口东导器压志世金增争济阶油思术极交受联什认六共权收"
    "证改清己美再采转更单风切打白教速花带安场身车例真务具万每目至达走积示议声报斗完类八离华名确才科张信马节话米整空元况今集温"
    "传土许步群广石记需段研界拉林律叫且究观越织装影算低持音众书布复容儿须际商非验连断深难近矿千周委素技备半办青省列习响约支般"
    "史感劳便团往酸历市克何除消构府称太准精值号率族维划选标写存候毛亲快效斯院查江型眼王按格养易置派层片始却专状育厂京识适属圆"
    "税招引镇乡县投控率城居均亩吨"
)
_COMMON_FROM = 30
_COMMON_PERCENT = 15
_SAMPLE = 20_000
_CHINESE, _APART = 100, 25
"""Likeness from which a text is Chinese, and how far beyond the next it is to be; the right way has some 130 to 200."""
_STRANGE, _TEXT = 40, 20
"""A text below is odd even for the letters that its file says it has; one still lower is none."""
_BROKEN = 5
_BEYOND_ASCII = re.compile("[^\x00-\x7f]")
_PLAIN_CONTROLS = frozenset("\t\n\r\x0b\x0c\x1a\x1b")
_SHIFTED = re.compile(rb"\x1b\$(?:[@AB]|[(-+][@-~])")
"""ISO 2022: from here on two bytes are a letter."""
_BRACED = re.compile(rb"~\{(?:[!-}][!-~]){1,200}?~\}")
_BASE64 = re.compile(rb"\+[A-Za-z0-9+/]{3,}")
_GB = frozenset({"gb2312", "gbk", "gb18030", "x_gbk", "gb_2312", "gb_2312_80", "euc_cn", "chinese", "cp936", "ms936"})
_BIG5 = frozenset({"big5", "big5_hkscs", "big5hkscs", "cp950", "x_x_big5", "cn_big5"})
_FOREIGN = re.compile(r"iso8859-\d+|cp\d{3,4}|koi8-[rtu]|mac-[a-z]+|ascii|shift_jis.*|euc_(?:jp|kr)|johab|tis-620|hz")
"""The names that Python has for letters of other languages: no other way to read text is asked of a file's word."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text, the encoding it was read in, and sentences about what is doubtful."""

    text: str
    encoding: str
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Attempt:
    """A way to read some bytes: how much the text is like Chinese, whether it has letters beyond ASCII, is broken."""

    way: str
    likeness: int
    wide: bool
    broken: bool = False


def decode(data: bytes, name: str, declared: str | None = None) -> Decoded:
    """The text of `data`; `declared` is what the file says of itself. Raises Refusal when it is not text."""
    for mark, way in _MARKS:
        if data.startswith(mark):
            return _marked(data[len(mark) :], way, name)
    way_said = way_of(declared)
    if b"\x00" not in data and data.isascii():
        return _of_seven_bits(data, name, way_said)
    return _likeliest(data, name, way_said)


def way_of(declared: str | None) -> str | None:
    """How a file says that it is to be read; None for what is no name of letters, or can't be true.

    Who can read the declaration byte by byte knows that it is not UTF-16.
    """
    said = (declared or "").strip().lower().replace("-", "_")
    if said in _GB:
        return "gb18030"
    if said in _BIG5:
        return "cp950"
    try:
        found = codecs.lookup(said).name
    except (LookupError, ValueError):
        return None
    return found if found == "utf-8" or _FOREIGN.fullmatch(found) else None


def _strict(data: bytes, way: str) -> str | None:
    try:
        return data.decode(way)
    except (UnicodeError, LookupError):
        return None


def _marked(data: bytes, way: str, name: str) -> Decoded:
    """What begins with a mark is read so, unless it reads otherwise as plain Chinese; broken bytes become �."""
    text = _strict(data, way)
    if text is not None and likeness(text) >= _CHINESE:
        return _checked(text, way, name)
    own = _attempt(data, way)
    others = [_attempt(data, one) for one in ("utf-8", "gb18030") if one != way]
    best = max(others, key=lambda one: one.likeness)
    if best.likeness >= _CHINESE and best.likeness > own.likeness + _APART:
        return _read(data, best, name, doubtful=True)
    return _read(data, own, name, doubtful=False)


def _of_seven_bits(data: bytes, name: str, declared: str | None) -> Decoded:
    """Plain letters, or Chinese that was wrapped in them for a line that lets nothing else through."""
    if _SHIFTED.search(data):
        raise refusal(RefusalCode.READ_ENCODING, name)
    tried = [_attempt(data, way) for way, sign in (("hz", _BRACED), ("utf-7", _BASE64)) if sign.search(data)]
    wrapped = [one for one in tried if not one.broken and one.likeness >= _STRANGE and one.wide]
    for attempt in wrapped:
        if attempt.likeness >= _CHINESE or attempt.way == declared:
            return _read(data, attempt, name, doubtful=attempt.way != declared)
    found = _checked(data.decode("ascii"), "utf-8", name)
    doubtful = bool(wrapped) or _looks_like_utf16(data)
    return replace(found, warnings=(_doubt_sentence("utf-8"),)) if doubtful else found


def _looks_like_utf16(data: bytes) -> bool:
    """A few Chinese characters of UTF-16 can by chance be plain letters."""
    if len(data) % 2:
        return False
    others = (_strict(data, way) for way in ("utf-16-le", "utf-16-be"))
    return any(other is not None and plausibility(other) >= 90 and not other.isascii() for other in others)


def _likeliest(data: bytes, name: str, declared: str | None) -> Decoded:
    """The way that gives the most Chinese text; a foreign one is taken at its word where none gives any."""
    tried = [_attempt(data, way) for way in _ways(data, declared)]
    best = max(tried, key=lambda one: one.likeness)
    said = next((one for one in tried if one.way == declared and not one.broken), None)
    plain = next((one for one in tried if one.way == "utf-8" and not one.broken), None)
    if plain is not None:
        return _of_utf8(data, name, plain, max((one for one in tried if not one.broken), key=lambda one: one.likeness))
    if said is not None and said is not best and best.likeness < _CHINESE:
        return _read(data, said, name, doubtful=any(not one.broken for one in tried if one is not said))
    if best.likeness < _TEXT and best is not said:
        raise refusal(RefusalCode.READ_BINARY if b"\x00" in data else RefusalCode.READ_ENCODING, name)
    next_best = max((one.likeness for one in tried if one is not best), default=0)
    near = best.likeness - next_best < _APART
    unsaid = best is not said and (best.likeness < _CHINESE or best.way == "cp950")
    doubtful = near or unsaid or not _reads_like_chinese(data.decode(best.way, "replace"))
    return _read(data, best, name, doubtful=doubtful)


def _ways(data: bytes, declared: str | None) -> Iterator[str]:
    if b"\x00" not in data:
        yield "utf-8"
    if declared not in (None, "utf-8", "hz"):
        yield str(declared)
    if declared != "gb18030":
        yield "gb18030"
    if declared != "cp950":
        yield "cp950"
    if b"\x00" in data or len(data) % 2 == 0:
        yield from ("utf-16-le", "utf-16-be")


def _of_utf8(data: bytes, name: str, plain: Attempt, best: Attempt) -> Decoded:
    """Valid UTF-8 is UTF-8, but a few words of another way can by chance be that too."""
    by_chance = best.likeness >= _CHINESE and best.likeness > plain.likeness + _APART
    if by_chance and best.way in ("gb18030", "cp950"):
        return _read(data, best, name, doubtful=True)
    return _read(data, plain, name, doubtful=False)


def _read(data: bytes, attempt: Attempt, name: str, *, doubtful: bool) -> Decoded:
    text = data.decode(attempt.way, "replace")
    if "\x00" in text or _is_binary(text):
        raise refusal(RefusalCode.READ_BINARY, name)
    found = _checked(text, attempt.way, name)
    doubt = (_doubt_sentence(attempt.way),) if doubtful else ()
    return replace(found, warnings=(*found.warnings, *doubt))


def _is_binary(text: str) -> bool:
    """Whether one character in a hundred is a control that no text holds."""
    sample = text[:_SAMPLE]
    return sum(1 for one in sample if one < " " and one not in _PLAIN_CONTROLS) * 100 > len(sample)


def _attempt(data: bytes, way: str) -> Attempt:
    text = _strict(data, way)
    if text is not None:
        return Attempt(way, likeness(text), not text.isascii())
    text = data.decode(way, "replace")
    lost = text.count("\ufffd") * 1000 // max(len(text), 1)
    return Attempt(way, likeness(text) - _BROKEN - lost, True, broken=True)


def likeness(text: str) -> int:
    """How much a text is like Chinese: its share of ordinary characters, and of common ones, in percent each."""
    return plausibility(text) + _common_percent(_beyond_ascii(text))


def _beyond_ascii(text: str) -> str:
    """The first characters of a text that are no plain letters, in simplified ones."""
    return simplified("".join(found[0] for found in islice(_BEYOND_ASCII.finditer(text), _SAMPLE)))


def _common_percent(characters: str) -> int:
    return sum(1 for one in characters if one in _COMMON) * 100 // max(len(characters), 1)


def plausibility(text: str) -> int:
    """How much of the text beyond ASCII is ordinary Chinese, in percent; below 0 for text with binary in it."""
    sample = text[:_SAMPLE]
    counted = [_ordinary(character) for character in _beyond_ascii(text)]
    controls = sum(1 for character in sample if character < " " and character not in _PLAIN_CONTROLS)
    return (sum(counted) // len(counted) if counted else 100) - 400 * controls // max(len(sample), 1)


def _reads_like_chinese(text: str) -> bool:
    """Whether a longer text has its share of the commonest characters; one that has not was decoded wrongly."""
    hanzi = [character for character in _beyond_ascii(text) if "\u4e00" <= character <= "\u9fff"]
    return len(hanzi) < _COMMON_FROM or _common_percent("".join(hanzi)) >= _COMMON_PERCENT


def _ordinary(character: str) -> int:
    """100 for the 3,755 common characters and the marks of GB 2312, less for rare ones, negative for no characters."""
    category = unicodedata.category(character)
    if category in ("Co", "Cn", "Cs", "Cc"):
        return -100
    try:
        lead = character.encode("gb2312")[0]
    except UnicodeEncodeError:
        return 30 if "\u4e00" <= character <= "\u9fff" or category in ("Po", "Zs", "Sm", "No") else 0
    return 100 if lead <= 0xA3 or 0xB0 <= lead <= 0xD7 else 40 if lead >= 0xD8 else 10


def _checked(text: str, encoding: str, name: str) -> Decoded:
    """Unassigned and private characters are kept and reported: a font of the sender may have drawn them."""
    if "\x00" in text:
        raise refusal(RefusalCode.READ_BINARY, name)
    strange = sum(
        1 for character in set(_BEYOND_ASCII.findall(text)) if unicodedata.category(character) in ("Co", "Cn")
    )
    said: list[str] = []
    if strange:
        said.append(
            tr(
                "文中有 {count} 种无法识别的字符（已原样保留），请对照原文核对；文字编码按 {encoding} 读取。",
                count=strange,
                encoding=encoding,
            )
        )
    if "\ufffd" in text:
        said.append(_broken_sentence(text))
    return Decoded(text, encoding, tuple(said))


def _broken_sentence(text: str) -> str:
    return tr("文件有 {count} 处损坏，已用“�”代替，请对照原文核对。", count=text.count("\ufffd"))


def _doubt_sentence(encoding: str) -> str:
    return tr("文字编码不能完全确定，按 {encoding} 读取；如有乱码，请把文件另存为 UTF-8 后再导入。", encoding=encoding)
