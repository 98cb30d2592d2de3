"""The bytes of an RTF file as words, text and braces, in one pass; what is not read is jumped over."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum, auto

from zonetracker.extraction.reading import limits
from zonetracker.extraction.reading.refusals import refusal
from zonetracker.support.errors import RefusalCode

_TOKEN = re.compile(
    rb"\\(?P<word>[A-Za-z]{1,32})(?P<number>-?[0-9]{1,10})? ?|(?P<hexed>(?:\\'[0-9A-Fa-f]{2}){1,4096})"
    rb"|\\(?P<sign>[^A-Za-z])|(?P<text>[^\\{}]+)|(?P<open>\{)|(?P<close>\})"
)
_BRACE = re.compile(rb"(?:[^\\{}]++|\\(?!bin[0-9])[\s\S])*+(?:\\bin([0-9]{1,10}) ?|(\{)|\})")
_KNOWN_WORDS = 4096
_LINE_ENDS = b"\r\n\x00"


class Sort(Enum):
    """What a token is: `\\word12`, `\\~`, bytes of text, or a brace."""

    WORD = auto()
    SIGN = auto()
    TEXT = auto()
    OPEN = auto()
    CLOSE = auto()


Token = tuple[Sort, str, int | None, bytes]
"""Its sort, the word, the word's number, and the bytes of a sign or a text."""

_OPEN: Token = (Sort.OPEN, "", None, b"")
_CLOSE: Token = (Sort.CLOSE, "", None, b"")


class Tokens:
    """Gives the tokens of a file one by one; raises Refusal when there are too many, or where binary data is cut."""

    def __init__(self, data: bytes, name: str) -> None:
        self._data = data
        self._name = name
        self._at = data.find(b"{")
        self._left = limits.RTF_TOKENS
        self._words: dict[bytes, Token] = {}

    def __iter__(self) -> Iterator[Token]:
        while (found := _TOKEN.match(self._data, self._at)) is not None:
            self._count()
            self._at = found.end()
            kind = found.lastgroup
            if kind == "word" or kind == "number":
                yield self._words.get(found[0]) or self._word(found)
            elif kind == "text":
                yield Sort.TEXT, "", None, found["text"].translate(None, _LINE_ENDS)
            elif kind == "hexed":
                yield Sort.TEXT, "", None, bytes.fromhex(found["hexed"].replace(b"\\'", b"").decode("ascii"))
            elif kind == "sign":
                yield Sort.SIGN, "", None, found["sign"]
            else:
                yield _OPEN if kind == "open" else _CLOSE

    def _word(self, found: re.Match[bytes]) -> Token:
        word, number = found.group("word", "number")
        token = (Sort.WORD, word.decode("ascii"), None if number is None else int(number), b"")
        if word == b"bin":
            self._jump(int(number or 0))
        elif len(self._words) < _KNOWN_WORDS:
            self._words[found[0]] = token
        return token

    def leave_group(self) -> None:
        """Go behind the brace that closes the group that is open."""
        depth = 1
        while depth:
            self._count()
            found = _BRACE.match(self._data, self._at)
            if found is None:
                raise refusal(RefusalCode.READ_DAMAGED, self._name)
            self._at = found.end()
            if found[1] is not None:
                self._jump(int(found[1]))
            else:
                depth += 1 if found[2] else -1

    def rest(self) -> bytes:
        """What stands behind the last token that was given."""
        return self._data[self._at :]

    def _count(self) -> None:
        self._left -= 1
        if self._left < 0:
            raise refusal(RefusalCode.READ_TOO_LONG, self._name)

    def _jump(self, count: int) -> None:
        self._at += max(count, 0)
        if self._at > len(self._data):
            raise refusal(RefusalCode.READ_DAMAGED, self._name)
