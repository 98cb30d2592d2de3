"""Bytes → text: byte-order mark, strict UTF-8, UTF-16 by its pattern, GB18030; a doubtful guess is said, not hidden."""

from __future__ import annotations

import codecs
import re
import unicodedata
from dataclasses import dataclass

from zonetracker.extraction.reading.refusals import refusal
from zonetracker.support.i18n import tr

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SAMPLE = 20_000
_SURE_PERCENT = 90
_TEXT_PERCENT = 60
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
        return _checked(text, "utf-8", name)
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


def _guessed(data: bytes, name: str) -> Decoded:
    """The likeliest of UTF-16, GB18030 and damaged UTF-8, by how much of it is ordinary Chinese."""
    ways = ["gb18030", "utf-8"]
    if b"\x00" in data or len(data) % 2 == 0:
        ways += ["utf-16-le", "utf-16-be"]
    tried = [(_score(data, way), way) for way in ways]
    (score, broken), encoding = max(tried, key=lambda one: one[0])
    text = data.decode(encoding, "replace")
    others = [other for (other, _), way in tried if way != encoding and other > _TEXT_PERCENT]
    if "\x00" in text or score < 0:
        raise refusal("binary", name)
    said = [_broken_sentence(text)] if broken else []
    if score < _SURE_PERCENT or (others and max(others) > score - 10):
        said.append(_doubt_sentence(encoding))
    return Decoded(text, encoding, tuple(said)) if said else _checked(text, encoding, name)


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
        raise refusal("binary", name)
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
