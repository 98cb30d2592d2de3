"""Files that the tests of reading make themselves."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from dataclasses import dataclass, field

import docx
from pypdf import PdfReader, PdfWriter

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def zipped(parts: dict[str, bytes | str], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip of those parts."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()


def saved(document: docx.document.Document) -> bytes:
    """The bytes of a python-docx document."""
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def word(body: str, method: int = zipfile.ZIP_DEFLATED, **parts: str) -> bytes:
    """A .docx of raw WordprocessingML; `parts` are further files of its folder word, such as numbering."""
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
        'Target="word/document.xml"/></Relationships>'
    )
    files: dict[str, bytes | str] = {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": relations,
        "word/document.xml": (
            f'<w:document xmlns:w="{W}" xmlns:mc="urn:mc" xmlns:wps="urn:wps" xmlns:v="urn:v">'
            f"<w:body>{body}</w:body></w:document>"
        ),
    }
    for name, content in parts.items():
        files[f"word/{name}.xml"] = f'<w:{name} xmlns:w="{W}">{content}</w:{name}>'
    return zipped(files, method)


def paragraph(text: str, properties: str = "") -> str:
    """A paragraph of WordprocessingML."""
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


@dataclass
class Page:
    """A PDF page of 595 × 842 points; heights are measured from the top."""

    operations: list[str] = field(default_factory=list)
    picture: bool = False
    rotate: int = 0

    def text(self, left: float, top: float, said: str, size: float = 12) -> Page:
        """Write `said`; Chinese is one `size` wide, letters and figures half of it."""
        shown = said.encode("utf-16-be").hex()
        self.operations.append(f"BT /F1 {size} Tf {left} {842 - top - size} Td <{shown}> Tj ET")
        return self

    def rule(self, left: float, top: float, right: float, bottom: float) -> Page:
        """Draw a line of half a point."""
        self.operations.append(f"0.5 w {left} {842 - top} m {right} {842 - bottom} l S")
        return self

    def frame(self, left: float, top: float, right: float, bottom: float) -> Page:
        """Draw a rectangle."""
        self.operations.append(f"0.5 w {left} {842 - bottom} {right - left} {bottom - top} re S")
        return self

    def paragraphs(self, top: float, *said: str, width: int = 38) -> float:
        """Write paragraphs wrapped at `width` characters, two blanks before each; returns the height below."""
        for one in said:
            line, rest = one[: width - 2], one[width - 2 :]
            self.text(70 + 24, top, line)
            while rest:
                top += 20
                self.text(70, top, rest[:width])
                rest = rest[width:]
            top += 20
        return top


def pdf(pages: list[Page], title: str = "") -> bytes:
    """A PDF that names its Chinese font without carrying it."""
    objects: list[bytes] = [b"<< /Type /Catalog /Pages 2 0 R >>", b""]
    objects.append(
        b"<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [4 0 R] >>"
    )
    objects.append(
        b"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo << /Registry (Adobe) "
        b"/Ordering (GB1) /Supplement 4 >> /DW 1000 /W [1 95 500] /FontDescriptor 5 0 R >>"
    )
    objects.append(
        b"<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [-25 -254 1000 880] /ItalicAngle 0 "
        b"/Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >>"
    )
    grey = zlib.compress(bytes(64))
    objects.append(
        b"<< /Type /XObject /Subtype /Image /Width 8 /Height 8 /ColorSpace /DeviceGray /BitsPerComponent 8 "
        b"/Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream" % (len(grey), grey)
    )
    named = ("\ufeff" + title).encode("utf-16-be").hex().encode()
    objects.append(b"<< /Title <%s> /CreationDate (D:20230215080000) >>" % named)
    kids: list[int] = []
    for page in pages:
        operations = "\n".join(page.operations) + ("\nq 400 0 0 600 90 120 cm /Im1 Do Q" if page.picture else "")
        stream = zlib.compress(operations.encode())
        kids.append(len(objects) + 1)
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Rotate %d /Contents %d 0 R "
            b"/Resources << /Font << /F1 3 0 R >> /XObject << /Im1 6 0 R >> >> >>" % (page.rotate, len(objects) + 2)
        )
        objects.append(b"<< /Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
    objects[1] = b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(kids), b" ".join(b"%d 0 R" % kid for kid in kids))
    return _assembled(objects)


def _assembled(objects: list[bytes]) -> bytes:
    file = bytearray(b"%PDF-1.7\n")
    places: list[int] = []
    for number, content in enumerate(objects, 1):
        places.append(len(file))
        file += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(file)
    file += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    file += b"".join(b"%010d 00000 n \n" % place for place in places)
    file += b"trailer\n<< /Size %d /Root 1 0 R /Info 7 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    return bytes(file)


def locked(data: bytes, password: str) -> bytes:
    """That PDF with a password to open it; with "" only an owner's password."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(data)))
    writer.encrypt(password, "owner", algorithm="RC4-128")
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


def rich(body: str, tables: str = "", start: str = "\\ansi\\ansicpg936\\deff0\\uc1") -> bytes:
    """An .rtf of that body with a Chinese and a Western font; letters beyond ASCII are written byte by byte."""
    fonts = (
        "{\\fonttbl{\\f0\\fnil\\fcharset134 宋体;}{\\f1\\froman\\fcharset0 Times New Roman;}{\\f2\\fcharset2 Symbol;}}"
    )
    return f"{{\\rtf1{start}{fonts}{tables}{body}}}".encode("gb18030")


def in_hex(said: str, encoding: str = "gb18030") -> str:
    """Text as RTF writes it: each byte beyond ASCII in hexadecimal digits."""
    return "".join(
        chr(byte) if byte < 0x80 and byte not in b"\\{}" else f"\\'{byte:02x}" for byte in said.encode(encoding)
    )


def in_points(said: str) -> str:
    """Text as RTF writes it: by the numbers of its characters, with a question mark for who does not know them."""
    return "".join(one if one < "\x80" else f"\\u{ord(one) if ord(one) < 32768 else ord(one) - 65536}?" for one in said)


def word_2003(body: str, **parts: str) -> bytes:
    """A Word 2003 XML document; `parts` are further elements before the body, such as lists and styles."""
    names = (
        'xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml" '
        'xmlns:wx="http://schemas.microsoft.com/office/word/2003/auxHint" '
        'xmlns:aml="http://schemas.microsoft.com/aml/2001/core" xmlns:v="urn:schemas-microsoft-com:vml"'
    )
    further = "".join(f"<w:{name}>{content}</w:{name}>" for name, content in parts.items())
    start = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?><?mso-application progid="Word.Document"?>'
    return f"{start}<w:wordDocument {names}>{further}<w:body>{body}</w:body></w:wordDocument>".encode()


def flat_package(data: bytes) -> bytes:
    """A .docx as one piece of XML, as Word saves it by choice."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = [name for name in archive.namelist() if name.endswith((".xml", ".rels")) and name[:1] != "["]
        parts = {name: archive.read(name).decode() for name in names}
    inside = "".join(
        f'<pkg:part pkg:name="/{name}" pkg:contentType="application/xml"><pkg:xmlData>'
        f"{re.sub('^<[?].*?[?]>', '', content)}</pkg:xmlData></pkg:part>"
        for name, content in sorted(parts.items())
    )
    space = 'xmlns:pkg="http://schemas.microsoft.com/office/2006/xmlPackage"'
    start = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?><?mso-application progid="Word.Document"?>'
    return f"{start}<pkg:package {space}>{inside}</pkg:package>".encode()
