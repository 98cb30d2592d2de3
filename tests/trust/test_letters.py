"""R17: no text is garbled in silence, whatever letters it has and whatever it says of them.

200 snippets as a web page, as a workbook in XML and as plain text, each in 13 kinds of letters under 20 declarations:
what is read without a word of doubt is right. A file whose declaration is true is hardly ever asked about.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from tests.reading.test_read_encodings import snippets
from tests.trust.promises import Asking, Controlling, Counting
from zonetracker.extraction.reading import read
from zonetracker.extraction.reading.decoding import way_of
from zonetracker.lexicon.letters import simplified_letters
from zonetracker.support.errors import Refusal

OFFICE = "urn:schemas-microsoft-com:office:spreadsheet"
GB, UTF8, WIDE = frozenset({"gb2312", "gbk", "gb18030"}), frozenset({"utf-8"}), frozenset({"utf-16"})
TRUE: dict[str, frozenset[str]] = {
    "utf-8": UTF8,
    "utf-8-sig": UTF8,
    "gbk": GB,
    "gb18030": GB,
    "big5": frozenset({"big5"}),
    "utf-16": WIDE,
    "utf-16-le": WIDE,
    "utf-16-be": WIDE,
    "hz": frozenset({"hz-gb-2312"}),
    "iso2022_cn": frozenset(),
    "iso2022_jp": frozenset(),
    "iso2022_kr": frozenset(),
    "utf-7": frozenset({"utf-7"}),
}
"""Kinds of letters, and what may be said of each with truth."""
PLAIN = ("utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16")
"""Those that need no declaration."""
SAID = (
    None,
    *("utf-8", "gb2312", "gbk", "gb18030", "big5", "utf-16", "hz-gb-2312", "utf-7", "iso-2022-cn", "x-unknown"),
    *("iso-8859-1", "windows-1252", "us-ascii", "cp437", "windows-1251", "koi8-r", "shift_jis", "euc-jp", "euc-kr"),
)


def page(text: str, said: str | None) -> str:
    """A web page, which says it in one of two ways."""
    meta = f'<meta charset="{said}">' if len(text) % 2 else f'<meta http-equiv="Content-Type" content="charset={said}">'
    lines = "".join(f"<p>{line}</p>" for line in text.split("\n") if line.strip())
    return f"<html><head>{meta if said else ''}</head><body>{lines}</body></html>"


def workbook(text: str, said: str | None) -> str:
    """A workbook in one XML file, which says it in its first line."""
    declared = f' encoding="{said}"' if said else ""
    rows = "".join(f'<Row><Cell><Data ss:Type="String">{line}</Data></Cell></Row>' for line in text.split("\n") if line)
    sheet = f'<Worksheet ss:Name="s"><Table>{rows}</Table></Worksheet>'
    return f'<?xml version="1.0"{declared}?><Workbook xmlns="{OFFICE}" xmlns:ss="{OFFICE}">{sheet}</Workbook>'


FORMS: dict[str, tuple[Callable[[str, str | None], str], Sequence[str | None]]] = {
    "a.html": (page, SAID),
    "a.xml": (workbook, SAID),
    "a.txt": (lambda text, _: text, (None,)),
}


def traditional(text: str) -> str:
    """A text in the letters that Big5 has."""
    table = {ord(simple): chr(letter) for letter, simple in simplified_letters().items()}
    return text.translate(table)


def encoded(text: str, letters: str) -> bytes:
    return shifted(text) if letters == "iso2022_cn" else text.encode(letters)


def shifted(text: str) -> bytes:
    """ISO-2022-CN, of which Python knows nothing: GB 2312 without its eighth bit between two shifts."""
    out, chinese = b"\x1b$)A", False
    for one in text:
        if one.isascii() == chinese:
            out, chinese = out + (b"\x0f" if chinese else b"\x0e"), not chinese
        out += bytes(byte & 0x7F for byte in one.encode("gb2312"))
    return out + (b"\x0f" if chinese else b"")


@dataclass(frozen=True)
class Trial:
    """A file, what it should be read as, and whether its declaration is true."""

    name: str
    letters: str
    said: str | None
    data: bytes
    text: str

    @property
    def sound(self) -> bool:
        return self.letters in PLAIN if self.said is None else self.said in TRUE[self.letters]


def as_read(data: bytes, name: str) -> tuple[str, bool]:
    """What a file is read as, blanks aside, and whether that is sure; nothing where it is refused."""
    try:
        document = read(data, name)
    except Refusal:
        return "", False
    return "".join(document.text.split()), not document.warnings


def trials(each: int) -> Iterator[Trial]:
    """For each kind of letters and declaration so many snippets, in turn."""
    texts, at = snippets(), 0
    true: dict[tuple[str, str], str] = {}
    for name, (form, said_in) in FORMS.items():
        for letters, said in ((letters, said) for letters in TRUE for said in said_in):
            for text in (texts[(at + one) % len(texts)] for one in range(each)):
                shown = traditional(text) if letters == "big5" else text
                try:
                    data = encoded(form(shown, said), letters)
                except UnicodeEncodeError:
                    continue
                if (name, shown) not in true:
                    true[name, shown] = as_read(form(shown, "utf-8").encode(), name)[0]
                yield Trial(name, letters, said, data, true[name, shown])
            at += each


def test_what_is_read_without_a_doubt_is_right(rounds: Asking, promise: Counting) -> None:
    tried = sound = asked = 0
    garbled = []
    for trial in trials(rounds("R17", "declared")):
        text, sure = as_read(trial.data, trial.name)
        tried += 1
        if sure and text != trial.text:
            garbled.append(f"{trial.name} in {trial.letters}, said to be {trial.said}: {text[:40]}")
        if trial.sound:
            sound += 1
            asked += not sure
    assert asked * 20 <= sound, f"{asked} of {sound} sound files were asked about"
    promise("R17", tried=tried, bad=garbled)


def test_a_declaration_that_is_believed_garbles(rounds: Asking, control: Controlling) -> None:
    """The control: reading each page as it says garbles many without a word."""
    failed = tried = 0
    for trial in trials(rounds("R17", "declared")):
        way = way_of(trial.said)
        if trial.name != "a.html" or way is None:
            continue
        tried += 1
        try:
            text = as_read(trial.data.decode(way).encode(), trial.name)[0]
        except UnicodeError:
            continue
        failed += text != trial.text
    control("R17", "declarations believed", failed=failed, of=tried, at_least=tried / 4)


def old_workbook(lines: Sequence[str], page: int | None, letters: str) -> bytes:
    """A workbook from before Unicode, as small programs still write it: texts as bytes, and a code page or none."""

    def record(kind: int, data: bytes) -> bytes:
        return struct.pack("<HH", kind, len(data)) + data

    texts = [line.encode(letters) for line in lines]
    cells = [record(4, struct.pack("<HH3sB", row, 0, b"", len(text)) + text) for row, text in enumerate(texts)]
    said = [] if page is None else [record(0x42, struct.pack("<H", page))]
    return b"".join((record(9, struct.pack("<HH", 0x200, 0x10)), *said, *cells, record(10, b"")))


def test_an_old_workbook_is_read_by_its_letters_whatever_its_code_page(promise: Counting) -> None:
    garbled, tried = [], 0
    lines = [line for text in snippets()[:60] for line in text.split() if len(line.encode()) < 255]
    for letters in ("gbk", "utf-8", "big5"):
        shown = [traditional(line) if letters == "big5" else line for line in lines]
        shown = [line for line in shown if line.encode(letters, "ignore").decode(letters) == line]
        for code_page in (None, 936, 950, 1252, 1251, 932, 949, 437):
            for at in range(0, len(shown), 5):
                part = shown[at : at + 5]
                text, sure = as_read(old_workbook(part, code_page, letters), "a.xls")
                tried += 1
                if sure and text != "".join(part):
                    garbled.append(f"{letters} under {code_page}: {text[:40]}")
    promise("R17", tried=tried, bad=garbled)
