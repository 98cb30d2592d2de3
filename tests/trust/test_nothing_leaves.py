"""R21: what a file refers to elsewhere is never fetched, and the program has nothing with which it could speak out.

Every reference points to a server of this test or to a share, so that one that was followed is seen.
"""

from __future__ import annotations

import ast
import io
import json
import socket
import sys
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, TextStringObject

import zonetracker
from tests import outside
from tests.reading.hostile import FLAT, MAIN, open_sheet, sample_html, sample_pdf, xlsx
from tests.reading.hostile import outside as entity
from tests.reading.samples import W, paragraph, word, zipped
from tests.trust.promises import Controlling, Counting
from zonetracker.extraction.fenced import Foreign, rows_job
from zonetracker.extraction.reading import read
from zonetracker.support.errors import Refusal
from zonetracker.support.job import finish

PACKAGE = Path(zonetracker.__file__).parent
RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SPEAKING = {
    "socket",
    "ssl",
    "http",
    "urllib.request",
    "ftplib",
    "smtplib",
    "telnetlib",
    "xmlrpc",
    "requests",
    "asyncio",
}
SPEAKING |= {"PySide6.QtNetworkAuth", "PySide6.QtWebEngineCore", "PySide6.QtWebSockets", "webbrowser"}
LOCAL_ONLY = {"QLocalServer", "QLocalSocket"}


class Server:
    """Counts who comes."""

    def __init__(self) -> None:
        self._door = socket.create_server(("127.0.0.1", 0))
        self._door.setblocking(False)
        self.url = f"http://127.0.0.1:{self._door.getsockname()[1]}/x"

    def came(self) -> int:
        count = 0
        while True:
            try:
                self._door.accept()[0].close()
            except BlockingIOError:
                return count
            count += 1

    def close(self) -> None:
        self._door.close()


@pytest.fixture
def server() -> Iterator[Server]:
    made = Server()
    yield made
    made.close()


def linked(parts: dict[str, bytes | str], owner: str, kinds: list[str], place: str) -> bytes:
    """A package one part of which has links of these kinds to a place outside."""
    folder, _, name = owner.rpartition("/")
    links = "".join(
        f'<Relationship Id="out{number}" Type="{OFFICE}/{kind}" Target="{place}" TargetMode="External"/>'
        for number, kind in enumerate(kinds)
    )
    path = f"{folder}/_rels/{name}.rels"
    old = str(parts.get(path, "")).partition("<Relationships")[2].partition(">")[2].partition("</Relationships>")[0]
    return zipped({**parts, path: f'<Relationships xmlns="{RELS}">{old}{links}</Relationships>'})


def docx(place: str, body: str = "", **more: str) -> bytes:
    source = f'<w:document xmlns:w="{W}" xmlns:r="{OFFICE}"><w:body>{paragraph("税收")}{body}</w:body></w:document>'
    kinds = ["attachedTemplate", "image", "aFChunk", "hyperlink", "frame", "subDocument", "oleObject"]
    return linked({"word/document.xml": source, **more}, "word/document.xml", kinds, place)


def sheet(place: str) -> bytes:
    rows = (
        '<row r="1"><c r="A1" t="inlineStr"><is><t>税收</t></is></c><c r="B1"><f>WEBSERVICE("%s")</f><v>1</v></c></row>'
    )
    body = f'<worksheet xmlns="{MAIN}"><sheetData>{rows % place}</sheetData></worksheet>'
    link = f'<externalLink xmlns="{MAIN}"><ddeLink ddeService="cmd" ddeTopic="{place}"/></externalLink>'
    return xlsx(
        body, connections=f'<connections xmlns="{MAIN}"><connection odcFile="{place}"/></connections>', link=link
    )


def page(place: str) -> bytes:
    tags = (
        f'<base href="{place}"><link rel=stylesheet href="{place}"><script src="{place}"></script><img src="{place}">'
    )
    tags += (
        f'<iframe src="{place}"></iframe><object data="{place}"></object><meta http-equiv=refresh content="0;{place}">'
    )
    tags += f'<style>@import url({place});</style><svg><image href="{place}"/><use href="{place}"/></svg>'
    return sample_html() + tags.encode()


def pdf(place: str) -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(sample_pdf())))
    for key, kind in (("/URI", "/URI"), ("/F", "/GoToR"), ("/F", "/Launch"), ("/F", "/SubmitForm")):
        action = DictionaryObject({NameObject("/S"): NameObject(kind), NameObject(key): TextStringObject(place)})
        writer.root_object[NameObject("/OpenAction")] = action
        link = DictionaryObject({NameObject("/Subtype"): NameObject("/Link"), NameObject("/A"): action})
        writer.pages[0][NameObject("/Annots")] = ArrayObject([link])
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


def flat(place: str) -> bytes:
    sheet_part = (
        '<Worksheet ss:Name="a"><Table><Row><Cell ss:HRef="%s"><Data ss:Type="String">税收</Data></Cell></Row></Table>'
    )
    told = FLAT.replace(b"?>", f'?><?xml-stylesheet href="{place}"?>'.encode(), 1)
    return told + (sheet_part % place).encode() + b"</Worksheet></Workbook>"


def ods(place: str) -> bytes:
    x = 'xmlns:t="t" xmlns:x="x" xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:xi="http://www.w3.org/2001/XInclude"'
    cell = f'<t:table-cell><x:p>税收<x:a xlink:href="{place}">甲</x:a></x:p></t:table-cell>'
    source = f'<t:table-source xlink:href="{place}"/><xi:include href="{place}"/>'
    return open_sheet(f'<a {x}><t:table t:name="a">{source}<t:table-row>{cell}</t:table-row></t:table></a>')


def with_dtd(root: str, place: str) -> str:
    """Three ways to have a part outside read: by a DTD, by an entity, by a parameter entity."""
    return f'<!DOCTYPE {root} SYSTEM "{place}" [<!ENTITY % p SYSTEM "{place}"> %p;]>{entity(root, place)}'


MADE: dict[str, Callable[[str], bytes]] = {
    "links.docx": docx,
    "field.docx": lambda place: docx(
        place, f'<w:p><w:r><w:instrText>INCLUDEPICTURE "{place}"</w:instrText></w:r></w:p><w:altChunk r:id="out2"/>'
    ),
    "entity.docx": lambda place: zipped({"word/document.xml": entity("document", place)}),
    "dtd.docx": lambda place: zipped({"word/document.xml": with_dtd("document", place)}),
    "styles.docx": lambda place: word(paragraph("税收"), settings=f'<w:attachedTemplate w:val="{place}"/>'),
    "links.xlsx": sheet,
    "entity.xlsx": lambda place: xlsx(entity("worksheet", place)),
    "strings.xlsx": lambda place: xlsx("<a/>", sharedStrings=with_dtd("sst", place)),
    "links.ods": ods,
    "entity.ods": lambda place: open_sheet(entity("document", place)),
    "flat.xls": flat,
    "entity.xls": lambda place: FLAT + entity("a", place).encode(),
    "links.html": page,
    "entity.html": lambda place: with_dtd("html", place).encode() + b"<html>" + "税收".encode(),
    "links.pdf": pdf,
    "formula.csv": lambda place: f'指标,累计\n税收,"=WEBSERVICE(""{place}"")"\n'.encode(),
    "plain.txt": lambda place: f"税收见{place}。".encode(),
}
SHARES = ("//server/share/x", r"\\server\share\x", "file://server/share/x")


def reached(name: str, data: bytes) -> list[str]:
    """Whom reading it here, without the fence, would have reached: a PC, or a share of one."""
    outside.NAMED.clear()
    opened.clear()
    with suppress(Refusal):
        read(data, name)
    return [*outside.NAMED, *opened]


opened: list[str] = []


def _note(event: str, details: tuple[object, ...]) -> None:
    path = str(details[0]) if event == "open" and details else ""
    if "server" in path and path.startswith(("//", "\\\\", "file:")):
        opened.append(path)


sys.addaudithook(_note)


@pytest.mark.slow
def test_nothing_that_a_file_refers_to_is_fetched(server: Server, promise: Counting) -> None:
    bad, tried = list[str](), 0
    for name, made in MADE.items():
        for place in (server.url, *SHARES):
            tried += 1
            bad += [f"{name}: {found}" for found in reached(name, made(place))]
        with suppress(Refusal):
            finish(rows_job(Foreign(name, made(server.url))))
        tried += 1
        bad += [f"{name} was fetched through the fence"] * server.came()
    promise("R21", tried=tried, bad=bad)


def test_the_server_and_the_guard_see_who_asks(server: Server, control: Controlling) -> None:
    outside.NAMED.clear()
    with pytest.raises(OSError):
        urllib.request.urlopen(server.url, timeout=0.5)
    seen = server.came() + len(outside.NAMED)
    with pytest.raises(PermissionError):
        socket.create_connection(("203.0.113.7", 80), timeout=0.5)
    assert outside.TOLD.pop() == "203.0.113.7"
    control("R21", "one who asks", failed=min(seen, 2), of=2, at_least=2)


def imports(tree: ast.AST) -> Iterator[tuple[str, set[str]]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((one.name, set()) for one in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module, {one.name for one in node.names}


def test_the_program_has_nothing_to_speak_with(promise: Counting) -> None:
    bad, tried = list[str](), 0
    for path in sorted(PACKAGE.rglob("*.py")):
        tried += 1
        for module, names in imports(ast.parse(path.read_text("utf-8"))):
            whole = {module, module.partition(".")[0], *(f"{module}.{name}" for name in names)}
            spoken = bool(whole & SPEAKING) or (module == "PySide6.QtNetwork" and not names <= LOCAL_ONLY)
            bad += [f"{path.name}: {module} {json.dumps(sorted(names))}"] if spoken else []
    promise("R21", tried=tried, bad=bad)
