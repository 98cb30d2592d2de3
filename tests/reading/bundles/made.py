"""Mails, archives and saved pages as various programs write them; the words are our own."""

from __future__ import annotations

import base64
import gzip
import io
import quopri
import struct
import zipfile
import zlib
from collections.abc import Mapping, Sequence
from email.message import EmailMessage
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText

REPORT = "云溪高新区2022年工作总结\n全年实现税收3.20亿元，增长12.5%。\n2023年税收达到3.6亿元。\n"
FIGURES = "指标名称,2023年1-9月累计,同比增长\n出口,8.05,6.8\n".encode()
TABLE = "<table><tr><td>指标</td><td>2022年</td></tr><tr><td>出口（亿元）</td><td>8.05</td></tr></table>"
PICTURE = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(40)


def archive(files: Mapping[str, bytes] | Sequence[tuple[str, bytes]], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip of those files as Python writes it, in UTF-8."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", method) as packed:
        for name, content in files.items() if isinstance(files, Mapping) else files:
            packed.writestr(zipfile.ZipInfo(name), content, method)
    return made.getvalue()


def explorer_zip(files: Mapping[bytes, bytes], extra: bytes = b"") -> bytes:
    """A zip whose names are bytes of which it does not say the letters, as Windows writes them."""
    body, directory = b"", b""
    for name, content in files.items():
        check, size = zlib.crc32(content), len(content)
        common = struct.pack("<HHHHHIIIHH", 20, 0, 0, 0, 0x5A21, check, size, size, len(name), len(extra))
        entry = b"PK\x01\x02" + struct.pack("<H", 20) + common + struct.pack("<HHHII", 0, 0, 0, 0, len(body))
        directory += entry + name + extra
        body += b"PK\x03\x04" + common + name + extra + content
    count = len(files)
    return body + directory + struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, count, count, len(directory), len(body), 0)


def packed(content: bytes, name: str = "") -> bytes:
    """A file of gzip, maybe with the name of what it holds, in letters that nobody says."""
    raw = gzip.compress(content, mtime=0)
    return raw[:3] + b"\x08" + raw[4:10] + name.encode("gb18030") + b"\x00" + raw[10:] if name else raw


def mail(*attached: tuple[str, bytes], html: str = "", text: str = REPORT, subject: str = "关于报送总结的函") -> bytes:
    """A mail as Python's own library writes it: text, maybe a page as its other version, files."""
    message = EmailMessage()
    message["Subject"], message["From"], message["To"] = subject, "一科 <a@example.cn>", "b@example.cn"
    message["Date"], message["Message-ID"] = "Tue, 31 Jan 2023 08:30:00 +0800", "<1@example.cn>"
    message.set_content(text)
    if html:
        message.add_alternative(html, subtype="html")
    for name, content in attached:
        message.add_attachment(content, maintype="application", subtype="octet-stream", filename=name)
    return message.as_bytes()


def raw_mail(
    head: bytes, *parts: tuple[bytes, bytes], boundary: bytes = b"----=_NextPart_001", end: bool = True
) -> bytes:
    """A mail from its very bytes: the lines of its head, and of each part head and body."""
    lines = [head, b"MIME-Version: 1.0", b'Content-Type: multipart/mixed;\r\n\tboundary="' + boundary + b'"', b""]
    lines.append(b"This is a multi-part message in MIME format.")
    for own, body in parts:
        lines += [b"--" + boundary, own, b"", body]
    return b"\r\n".join([*lines, b"--" + boundary + b"--" if end else b"", b""])


def wrapped(content: bytes) -> bytes:
    """Base64 in lines."""
    return base64.encodebytes(content).replace(b"\n", b"\r\n")


def saved_page(
    *pages: tuple[str, str, str], subject: str = "工作总结", others: Sequence[tuple[str, bytes]] = ()
) -> bytes:
    """A page saved with all that it shows: for each page its place, its HTML and its letters; as Python writes it."""
    whole = MIMEMultipart("related", type="text/html")
    whole["From"], whole["Subject"], whole["Date"] = "<Saved by Blink>", subject, "Tue, 31 Jan 2023 08:30:00 +0800"
    for place, html, charset in pages:
        part = MIMEText(html, "html", charset)
        part["Content-Location"] = place
        whole.attach(part)
    for place, content in others:
        picture = MIMEText(base64.encodebytes(content).decode(), "plain")
        picture.replace_header("Content-Type", "image/png")
        picture["Content-Location"] = place
        whole.attach(picture)
    return whole.as_bytes()


def explorer_page(html: bytes, charset: bytes) -> bytes:
    """A page saved by Internet Explorer: letters that only the head names, in quoted-printable."""
    head = "=?gb2312?B?" + base64.b64encode("由 Internet Explorer 保存".encode("gb2312")).decode() + "?="
    return b"\r\n".join(
        [
            b"From: " + head.encode(),
            b"Subject: =?gb2312?B?" + base64.b64encode("工作总结".encode("gb2312")) + b"?=",
            b"MIME-Version: 1.0",
            b'Content-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="----=_NextPart_000_0000_01D9.A0"',
            b"",
            b"------=_NextPart_000_0000_01D9.A0",
            b'Content-Type: text/html;\r\n\tcharset="' + charset + b'"',
            b"Content-Transfer-Encoding: quoted-printable",
            b"Content-Location: http://www.example.cn/1.htm",
            b"",
            quopri.encodestring(html).replace(b"\n", b"\r\n"),
            b"------=_NextPart_000_0000_01D9.A0--",
            b"",
        ]
    )


PAGE = (
    f"<html><head><title>工作总结</title></head><body><h1>工作总结</h1><p>全年税收增长12.5%。</p>{TABLE}</body></html>"
)
WORD_PAGE = f"""<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><meta charset="gb2312"></head><body>
<p class=MsoTitle>云溪高新区2022年工作总结</p>
<p class=MsoListParagraph><![if !supportLists]><span style='mso-list:Ignore'>一、<span>&nbsp;</span></span><![endif]>
主要指标</p>
<p>全年实现税收3.20亿元，<del cite="mailto:a" datetime="2023-01-01">增长9.9%。</del><ins>增长12.5%。</ins>
<a href="#_ftn1"><span class=MsoFootnoteReference>[1]</span></a></p>
{TABLE}
<div style='mso-element:footnote'><p>[1] 按可比价计算。</p></div></body></html>"""
FRAMES = '<html><head><title>表</title></head><frameset rows="*,39"><frame src="sheet001.htm"></frameset></html>'
