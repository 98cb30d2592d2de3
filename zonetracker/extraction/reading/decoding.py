"""Bytes → text: byte-order mark, strict UTF-8, UTF-16 by its pattern, GB18030; a doubtful guess is said, not hidden."""

from __future__ import annotations

import codecs
import re
import unicodedata
from dataclasses import dataclass, replace

from zonetracker.extraction.reading.refusals import refusal
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
_SURE_PERCENT = 90
_TEXT_PERCENT = 60
_NO_TEXT_PERCENT = 20
_LATIN_TO_ARABIC = re.compile("[\u0080-\u07ff]")
_BEYOND_ASCII = re.compile("[^\x00-\x7f]")
_PLAIN_CONTROLS = frozenset("\t\n\r\x0b\x0c\x1a")


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text, the encoding it was read in, and sentences about what is doubtful."""

    text: str
    encoding: str
    warnings: tuple[str, ...] = ()


def decode(data: bytes, name: str, declared: str | None = None) -> Decoded:
    """The text of `data`; `declared` is what the file says of itself, believed when it decodes without an error.

    Raises Refusal when it is not text.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _certain(data[len(mark) :], encoding, name)
    if declared and (text := _strict(data, declared)) is not None:
        return _checked(text, declared, name)
    if b"\x00" not in data and (text := _strict(data, "utf-8")) is not None and not _looks_like_gbk(text, data):
        found = _checked(text, "utf-8", name)
        return replace(found, warnings=(_doubt_sentence("utf-8"),)) if _looks_like_utf16(text, data) else found
    return _guessed(data, name)


def _strict(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (UnicodeError, LookupError):
        return None


def _certain(data: bytes, encoding: str, name: str) -> Decoded:
    """A marked encoding is believed; bytes that break it become � and are reported."""
    text = _strict(data, encoding)
    if text is not None:
        return _checked(text, encoding, name)
    text = data.decode(encoding, "replace")
    return Decoded(text, encoding, (_broken_sentence(text),))


def _looks_like_gbk(text: str, data: bytes) -> bool:
    """A few words of GBK can by chance be valid UTF-8 (of Greek, Cyrillic or Arabic letters)."""
    beyond = _BEYOND_ASCII.findall(text[:_SAMPLE])
    strange = _LATIN_TO_ARABIC.findall(text[:_SAMPLE])
    if len(strange) * 2 <= len(beyond):
        return False
    other = _strict(data, "gb18030")
    return other is not None and plausibility(other) > plausibility(text)


def _looks_like_utf16(text: str, data: bytes) -> bool:
    """A few Chinese characters of UTF-16 can by chance be plain letters."""
    if not text.isascii() or len(data) % 2:
        return False
    others = (_strict(data, encoding) for encoding in ("utf-16-le", "utf-16-be"))
    return any(other is not None and plausibility(other) >= _SURE_PERCENT and not other.isascii() for other in others)


def _guessed(data: bytes, name: str) -> Decoded:
    """The likeliest of UTF-16, GB18030 and damaged UTF-8, by how much of it is ordinary Chinese."""
    ways = ["gb18030", "utf-8"]
    if b"\x00" in data or len(data) % 2 == 0:
        ways += ["utf-16-le", "utf-16-be"]
    tried = [(_score(data, way), way) for way in ways]
    (score, broken), encoding = max(tried, key=lambda one: one[0])
    text = data.decode(encoding, "replace")
    others = [other for (other, _), way in tried if way != encoding and other > _TEXT_PERCENT]
    if "\x00" in text or _is_binary(text):
        raise refusal(RefusalCode.READ_BINARY, name)
    if score < _NO_TEXT_PERCENT:
        raise refusal(RefusalCode.READ_BINARY if b"\x00" in data else RefusalCode.READ_ENCODING, name)
    said = [_broken_sentence(text)] if broken else []
    if score < _SURE_PERCENT or (others and max(others) > score - 10) or not _reads_like_chinese(text):
        said.append(_doubt_sentence(encoding))
    return Decoded(text, encoding, tuple(said)) if said else _checked(text, encoding, name)


def _is_binary(text: str) -> bool:
    """Whether one character in a hundred is a control that no text holds."""
    sample = text[:_SAMPLE]
    return sum(1 for one in sample if one < " " and one not in _PLAIN_CONTROLS) * 100 > len(sample)


def _score(data: bytes, encoding: str) -> tuple[int, bool]:
    """How plausible the text is in `encoding`, and whether bytes break it."""
    text = _strict(data, encoding)
    if text is not None:
        return plausibility(text), False
    text = data.decode(encoding, "replace")
    broken = text.count("\ufffd")
    return plausibility(text) - 5 - broken * 1000 // max(len(text), 1), True


def plausibility(text: str) -> int:
    """How much of the text beyond ASCII is ordinary Chinese, in percent; below 0 for text with binary in it."""
    sample = text[:_SAMPLE]
    counted = [_ordinary(character) for character in sample if character > "\x7f"]
    controls = sum(1 for character in sample if character < " " and character not in _PLAIN_CONTROLS)
    if not counted:
        return 100 - 400 * controls // max(len(sample), 1)
    return sum(counted) // len(counted) - 400 * controls // len(sample)


def _reads_like_chinese(text: str) -> bool:
    """Whether a longer text has its share of the commonest characters; one that has not was decoded wrongly."""
    hanzi = [character for character in text[:_SAMPLE] if "\u4e00" <= character <= "\u9fff"]
    common = sum(1 for character in hanzi if character in _COMMON)
    return len(hanzi) < _COMMON_FROM or common * 100 >= len(hanzi) * _COMMON_PERCENT


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
