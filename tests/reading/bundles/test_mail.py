"""Mails: their own text and what they enclose, as Outlook, Foxmail, QQ, Apple and Thunderbird write them."""

import base64

import pytest

from tests.reading.bundles.made import FIGURES, PICTURE, REPORT, TABLE, archive, mail, raw_mail, wrapped
from tests.reading.hostile import sample_docx
from zonetracker.extraction.document import BlockKind, Document
from zonetracker.extraction.reading import read, read_grids
from zonetracker.extraction.reading.bundles.listing import enclosed, enclosures
from zonetracker.support.errors import Refusal

GB = "总结和计划.txt".encode("gb18030")
OCTETS = b"Content-Type: application/octet-stream"
ATTACHED = b"\r\nContent-Transfer-Encoding: base64\r\nContent-Disposition: attachment"


def word_of(raw: bytes) -> bytes:
    """As a head wraps letters, here a letter's two bytes into two of them."""
    return b"=?GB2312?B?" + base64.b64encode(raw) + b"?="


HEAD = (
    b"From: a@example.cn\r\nTo: b@example.cn\r\nSubject: =?gb2312?B?"
    + base64.b64encode("报送".encode("gb2312"))
    + b"?="
)
TEXT = (b"Content-Type: text/plain; charset=gb2312", REPORT.encode("gb18030"))


def text_of(data: bytes) -> Document:
    """A mail's own text, taken out and read."""
    name, own = enclosed(data, "来文.eml", 1)
    return read(own, name)


def named(*lines: bytes) -> str:
    """How an attachment with these lines is called."""
    return enclosures(raw_mail(HEAD, TEXT, (b"\r\n".join(lines) + ATTACHED, wrapped(FIGURES))), "来文.eml")[1].name


def test_a_mail_of_pythons_library() -> None:
    word = sample_docx()
    data = mail(("2022年工作总结.docx", word), ("九月.csv", FIGURES), html=f"<p>见附件。</p>{TABLE}")
    listed = enclosures(data, "来文.eml")
    assert [(one.name, one.kind, one.own) for one in listed] == [
        ("邮件正文（关于报送总结的函）.eml", "邮件", True),
        ("2022年工作总结.docx", "Word 文档", False),
        ("九月.csv", "CSV 表格", False),
    ]
    assert enclosed(data, "来文.eml", 2) == ("2022年工作总结.docx", word)
    own = text_of(data)
    assert own.text.splitlines() == ["关于报送总结的函", "见附件。", "指标\t2022年", "出口（亿元）\t8.05"]
    assert own.blocks[0].kind is BlockKind.TITLE and own.date == "2023-01-31" and len(own.tables) == 1
    assert own.title == "关于报送总结的函" and own.media == "message/rfc822"
    with pytest.raises(Refusal, match="里装着别的文件"):
        read(data, "来文.eml")


def test_the_text_alone_is_the_same_each_time() -> None:
    data = mail(("九月.csv", FIGURES))
    assert enclosed(data, "来文.eml", 1) == enclosed(data, "另名.eml", 1)


def test_a_mail_that_encloses_nothing_is_read_as_it_is() -> None:
    document = read(mail(), "来文.eml")
    assert document.text == f"关于报送总结的函\n{REPORT}" and document.date == "2023-01-31"
    assert read(mail(html=f"<p>全年税收增长12.5%。</p>{TABLE}"), "来文.eml").tables
    grids = read_grids(mail(text="指标\t累计\n出口\t8.05\n"), "来文.eml")
    assert [grid.rows for grid in grids] == [(("指标", "累计"), ("出口", "8.05"))]
    [grid] = read_grids(mail(html=f"<p>见表。</p>{TABLE}"), "来文.eml")
    assert grid.rows[-1] == ("出口（亿元）", "8.05")


@pytest.mark.parametrize(
    "lines",
    [
        (OCTETS + b'; name="' + GB + b'"',),
        (OCTETS + b";\r\n\tname=" + GB,),
        (OCTETS + b'; name="=?gb18030?B?' + base64.b64encode(GB) + b'?="',),
        (OCTETS + b'; name="' + word_of(GB[:7]) + b"\r\n\t" + word_of(GB[7:]) + b'"',),
        (OCTETS + b"; name*=GBK''" + b"".join(b"%%%02X" % one for one in GB),),
        (OCTETS + b"; name*0*=UTF-8''%E6%80%BB%E7%BB%93;\r\n name*1*=%E5%92%8C%E8%AE%A1%E5%88%92; name*2=.txt",),
        (OCTETS + b'; name="C:\\\\\xd7\xdc\\\\' + GB + b'"',),
        (OCTETS + b"; name=\"" + "总结和计划.txt".encode() + b'"',),
        (OCTETS + b"; name=\"=?UTF-8?Q?=E6=80=BB=E7=BB=93=E5=92=8C=E8=AE=A1=E5=88=92=2Etxt?=\"",),
    ],
)  # fmt: skip
def test_names_in_every_way(lines: tuple[bytes, ...]) -> None:
    assert named(*lines) == "总结和计划.txt"


def test_a_mail_of_outlook_with_pictures_within_its_text() -> None:
    inner = b"--in\r\nContent-Type: text/html; charset=gb2312\r\n\r\n" + f"<p>见附件。</p>{TABLE}".encode("gb18030")
    inner += b"\r\n--in\r\nContent-Type: image/png; name=image001.png\r\nContent-ID: <image001.png@01>" + ATTACHED[:35]
    inner += b"\r\n\r\n" + wrapped(PICTURE) + b"\r\n--in--"
    related = (b"Content-Type: multipart/related; boundary=in", inner)
    signature = (b"Content-Type: application/pkcs7-signature; name=smime.p7s" + ATTACHED[:35], wrapped(b"1"))
    scan = (b"Content-Type: image/png; name=scan.png" + ATTACHED, wrapped(PICTURE))
    data = raw_mail(HEAD, related, (OCTETS + b"; name=a.csv" + ATTACHED, wrapped(FIGURES)), signature, scan)
    listed = enclosures(data, "来文.eml")
    assert [one.name for one in listed] == ["邮件正文（报送）.eml", "a.csv", "scan.png"]
    assert text_of(data).text.endswith("出口（亿元）\t8.05\n")


def test_text_that_goes_on_behind_an_attachment_is_read_to_its_end() -> None:
    rest = (b"Content-Type: text/plain; charset=utf-8", "2023年出口9亿元。".encode())
    data = raw_mail(HEAD, TEXT, (OCTETS + b"; name=a.csv" + ATTACHED, wrapped(FIGURES)), rest)
    assert text_of(data).text == f"报送\n{REPORT}2023年出口9亿元。\n"


def test_a_short_answer_above_a_long_mail_is_read_with_it() -> None:
    answered = "<p>" + "全年地区生产总值增长6%左右，规模以上工业增加值增长7%左右。" * 10 + "</p>"
    link = "<p><a href='x'>出口增长9.25%</a></p>"
    page = f"<div>改为8%</div>{TABLE}{link}<div><div>原始邮件</div>{answered}</div>"
    lines = read(mail(html=page), "来文.eml").text.splitlines()
    assert lines[1:6] == ["改为8%", "指标\t2022年", "出口（亿元）\t8.05", "出口增长9.25%", "原始邮件"]


def test_a_mail_in_a_mail_with_an_archive() -> None:
    forwarded = mail(("材料.zip", archive({"表.csv": FIGURES})), subject="转报")
    data = raw_mail(HEAD, TEXT, (b"Content-Type: message/rfc822", forwarded))
    assert [(one.folder, one.name) for one in enclosures(data, "来文.eml")] == [
        ("", "邮件正文（报送）.eml"),
        ("转报.eml", "邮件正文（转报）.eml"),
        ("转报.eml/材料.zip", "表.csv"),
    ]


@pytest.mark.parametrize("said", [b"multipart/mixed; boundary=other", b"multipart/mixed"])
def test_a_mail_whose_parts_are_not_there_is_no_mail_of_a_subject_alone(said: bytes) -> None:
    data = raw_mail(HEAD, TEXT)
    kind = data.index(b"Content-Type: multipart")
    data = data[:kind] + b"Content-Type: " + said + data[data.index(b"\r\n\r\n", kind) :]
    with pytest.raises(Refusal, match=r"“来文\.eml”已损坏或不完整"):
        read(data, "来文.eml")


def test_a_file_beside_the_poorer_version_of_a_text_is_told_too() -> None:
    sheet = b"Content-Type: text/csv; name=a.csv\r\nContent-Disposition: attachment\r\n\r\n" + FIGURES
    poorer = b"\r\n--p\r\nContent-Type: text/plain\r\n\r\n8\r\n--p\r\n" + sheet + b"\r\n--p--\r\n"
    page = (b"Content-Type: text/html; charset=utf-8", TABLE.encode())
    versions = raw_mail(HEAD, (b"Content-Type: multipart/mixed; boundary=p", poorer), page)
    listed = enclosures(versions.replace(b"multipart/mixed", b"multipart/alternative", 1), "来文.eml")
    assert [one.name for one in listed] == ["邮件正文（报送）.eml", "a.csv"]


def test_a_photo_beside_the_text_is_a_file_though_it_has_a_mark() -> None:
    page = (b"Content-Type: text/html; charset=utf-8", "<p>见照片。<img src='cid:logo@1'></p>".encode())
    pictures = [
        (
            b"Content-Type: image/png; name=%s.png\r\nContent-Disposition: inline\r\nContent-ID: <%s@1>" % (one, one),
            PICTURE,
        )
        for one in (b"logo", b"photo")
    ]
    assert [one.name for one in enclosures(raw_mail(HEAD, page, *pictures), "来文.eml")][1:] == ["photo.png"]


def test_a_kind_with_a_remark_is_that_kind() -> None:
    data = raw_mail(HEAD, (b"Content-Type: text/plain (text); charset=gb2312", REPORT.encode("gb18030")))
    assert read(data, "来文.eml").text == f"报送\n{REPORT}"


def test_text_that_was_wrapped_line_by_line_is_read_to_its_end() -> None:
    lines = [base64.b64encode(one) for one in REPORT.encode().splitlines(keepends=True)]
    assert any(one.endswith(b"=") for one in lines[:-1])
    head = b"Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64"
    assert read(raw_mail(HEAD, (head, b"\r\n".join(lines))), "来文.eml").text == f"报送\n{REPORT}"
    advertised = b"\r\n".join([base64.b64encode(REPORT.encode()), b"-- ", b"Sent by a gate."])
    assert read(raw_mail(HEAD, (head, advertised)), "来文.eml").text == f"报送\n{REPORT}"


def test_lines_that_flow() -> None:
    flowed = "全年税收3.20亿元， \r\n增长12.5%。\r\n另起一行。\r\n-- \r\n一科".encode()
    for kind, joined in ((b"; delsp=yes", "亿元，增长"), (b"", "亿元， 增长")):
        data = HEAD + b"\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8; format=flowed" + kind
        lines = read(data + b"\r\n\r\n" + flowed, "来文.eml").text.splitlines()
        assert lines[1:] == [f"全年税收3.20{joined}12.5%。", "另起一行。", "--", "一科"]


def test_letters_are_believed_where_the_text_agrees() -> None:
    for said, own in ((b"utf-8", "gb18030"), (b"iso-8859-1", "gb18030"), (b"gb2312", "utf-8"), (b"us-ascii", "utf-8")):
        data = (
            HEAD
            + b"\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset="
            + said
            + b"\r\n\r\n"
            + REPORT.encode(own)
        )
        assert read(data, "来文.eml").text == f"报送\n{REPORT}"


def test_what_is_left_of_a_cut_mail_is_no_attachment() -> None:
    data = mail(("九月.csv", FIGURES * 200), ("十月.csv", FIGURES))
    listed = enclosures(data[: len(data) // 2], "来文.eml")
    assert [bool(one.trouble) for one in listed] == [False, True]
    assert listed[1].trouble.startswith("“九月.csv”已损坏或不完整")
    cut = raw_mail(HEAD, TEXT, end=False)
    with pytest.raises(Refusal, match=r"“来文\.eml”已损坏或不完整"):
        read(cut, "来文.eml")


@pytest.mark.parametrize(
    "text",
    [
        "主题：报送\n收件人：甲\n\n税收3亿元。",
        "From: a\n税收3亿元。",
        "Total: 5\nDate: 2023\n税收3亿元。",
        "Subject:税收",
    ],
)
def test_a_text_with_colons_is_a_text(text: str) -> None:
    assert read(text.encode(), "a.txt").text == text


def test_the_same_rows_as_from_a_word_file() -> None:
    from tests.reading.samples import paragraph, word
    from zonetracker.extraction import extract

    def rows(data: bytes, name: str) -> list[tuple[object, ...]]:
        found = extract(read(data, name))
        return [(row.kind, row.year, row.name, row.stated) for row in found]

    lines = ["云溪高新区2022年工作总结和2023年工作计划", *REPORT.splitlines()[1:]]
    page = "".join(f"<p>{line}</p>" for line in lines[1:])
    expected = rows(word("".join(map(paragraph, lines))), "总结.docx")
    assert len(expected) == 2
    assert rows(mail(text="\n".join(lines[1:]), subject=lines[0]), "来文.eml") == expected
    assert rows(mail(html=page, subject=lines[0]), "来文.eml") == expected
