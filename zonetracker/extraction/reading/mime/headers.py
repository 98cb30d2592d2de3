"""The head of a part: its kind, names, date and words, in whatever way and letters they were written."""

from __future__ import annotations

import binascii
import re
from email.utils import parsedate_to_datetime
from functools import cached_property
from urllib.parse import unquote_to_bytes

from zonetracker.extraction.reading.names import letters_of

_MOST_BYTES, _MOST_OF_LINE = 2**16, 4000
_WORD = re.compile(r"=\?([\w.:+-]{1,40})(?:\*[\w-]{0,20})?\?([bBqQ])\?([^?]*)\?=")
_BETWEEN_WORDS = re.compile(r"(\?=)[ \t\r\n]+(=\?)")
_SPACE = re.compile(r"\s+")
_FIRST_LINE = re.compile(rb"[!-9;-~]{1,80}[ \t]*:")
_WORD_ENDS = re.compile(r"[;(]")
_BLANK = re.compile(rb"[ \t]*(?:\r?\n|\r)")
_END = re.compile(rb"\r?\n\r?\n|\r\r")
_UNFOLDED = re.compile(rb"(?<=[\r\n])(?![ \t\r\n])")
_BEFORE = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:>?From [^\r\n]{0,500}\r?\n)?")
_PARAMETER = re.compile(
    r';\s*([^\s=;"*]{1,60})(?:\*(\d{1,3}))?(\*)?\s*=\s*(?:"((?:[^"\\]|\\.)*+)"?|([^;]*))', re.DOTALL
)
_ODD = (ValueError, LookupError, TypeError, AttributeError, OverflowError)


class Headers:
    """What the head of a part says; nothing in it can raise, what makes no sense is not said."""

    def __init__(self, raw: bytes) -> None:
        self._lines = [line.rstrip(b"\r\n") for line in _UNFOLDED.split(raw[:_MOST_BYTES])]
        self._said: dict[str, str] = {}
        for line in self._lines:
            name, _, value = line.partition(b":")
            self._said.setdefault(_small(name), value[:_MOST_OF_LINE].decode("latin-1"))

    def has(self, *names: str) -> bool:
        """Whether one of these lines is there."""
        return any(name in self._said for name in names)

    def words(self, name: str) -> str:
        """The text of a line as people read it."""
        return _SPACE.sub(" ", decoded_words(self._said.get(name, ""))).strip()

    def plain(self, name: str) -> str:
        """The first word of a line that is for programs, in small letters."""
        return _WORD_ENDS.split(self._said.get(name, ""), maxsplit=1)[0].strip().lower()

    @property
    def media(self) -> str:
        """The kind, as text/html; text/plain where none is said, "" where it makes no sense."""
        said = self.plain("content-type")
        return said if "/" in said else "" if said else "text/plain"

    @property
    def boundary(self) -> bytes:
        """What parts its parts; b"" where nothing does."""
        return self.parameter("boundary").rstrip().encode("latin-1", "replace")[:200]

    @cached_property
    def filename(self) -> str:
        """The name of the file that it encloses, maybe with folders; "" where it has none."""
        return self.parameter("filename", "content-disposition") or self.parameter("name")

    @property
    def attached(self) -> bool:
        """Whether it goes along with the text and is no part of it."""
        return self.plain("content-disposition") == "attachment"

    @property
    def date(self) -> str | None:
        """The day on which it was sent, as ISO."""
        try:
            return parsedate_to_datetime(self._said.get("date", "")).date().isoformat()
        except _ODD:
            return None

    def lines(self, *names: str) -> bytes:
        """These lines as they were written."""
        return b"".join(line + b"\r\n" for line in self._lines if _small(line.partition(b":")[0]) in names)

    def parameter(self, name: str, header: str = "content-type") -> str:
        """What a line says besides its first word, such as the charset of a kind; "" where nothing."""
        return (self._of_kind if header == "content-type" else self._of_disposition).get(name, "")

    @cached_property
    def _of_kind(self) -> dict[str, str]:
        return parameters(self._said.get("content-type", ""))

    @cached_property
    def _of_disposition(self) -> dict[str, str]:
        return parameters(self._said.get("content-disposition", ""))


def parameters(line: str) -> dict[str, str]:
    """What a line says besides its first word, also in pieces (name*0*=) and with its letters (name*=gbk''%D7%DC)."""
    pieces: dict[str, list[tuple[int, bool, str]]] = {}
    for found in _PARAMETER.finditer(line):
        name, number, marked, quoted, bare = found.groups()
        said = bare.strip() if quoted is None else quoted.replace('\\"', '"').replace("\\\\", "\\")
        pieces.setdefault(name.lower(), []).append((int(number or 0), bool(marked), said))
    return {name: _joined(sorted(own, key=lambda piece: piece[0])) for name, own in pieces.items()}


def _joined(pieces: list[tuple[int, bool, str]]) -> str:
    if len(pieces) == 1 and not pieces[0][1]:
        return decoded_words(pieces[0][2])
    charset, raw = "", b""
    for at, (_, marked, said) in enumerate(pieces):
        if marked and not at and said.count("'") > 1:
            charset, _, said = said.split("'", 2)
        raw += unquote_to_bytes(said.encode("latin-1")) if marked else said.encode("latin-1")
    return letters_of(raw, charset)


def _small(name: bytes) -> str:
    return name.strip().lower().decode("latin-1")


def decoded_words(text: str) -> str:
    """A text that was wrapped in plain letters, or was put into a head as the bytes it is (here as latin-1)."""
    text = _BETWEEN_WORDS.sub(r"\1\2", text)
    found, run, run_charset, at = "", b"", "", 0
    for word in _WORD.finditer(text):
        charset, raw = word[1].lower(), _unwrapped(word[2].lower(), word[3])
        if word.start() > at or charset != run_charset:
            found += letters_of(run, run_charset) + letters_of(text[at : word.start()].encode("latin-1", "replace"))
            run = b""
        run, run_charset, at = run + raw, charset, word.end()
    return found + letters_of(run, run_charset) + letters_of(text[at:].encode("latin-1", "replace"))


def _unwrapped(way: str, text: str) -> bytes:
    raw = text.encode("latin-1", "replace")
    if way == "q":
        return binascii.a2b_qp(raw, header=True)
    try:
        return binascii.a2b_base64(raw + b"=" * (-len(raw) % 4))
    except binascii.Error:
        return raw


def head_of(data: bytes, start: int, end: int) -> tuple[Headers, int]:
    """The head of what stands there, and where its body begins; without a line that may be of a head it has none."""
    if _FIRST_LINE.match(data, start, end) is None:
        blank = _BLANK.match(data, start, end)
        return Headers(b""), blank.end() if blank else start
    found = _END.search(data, start, end)
    return (Headers(data[start : found.start()]), found.end()) if found else (Headers(data[start:end]), end)


def message_start(data: bytes) -> int:
    """Where the head of a mail begins: behind blank lines, and the line that a mailbox writes before it."""
    found = _BEFORE.match(data, 0, _MOST_OF_LINE)
    return found.end() if found else 0
