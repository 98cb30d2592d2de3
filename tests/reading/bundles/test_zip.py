"""Archives: what lies in them is listed by right names and kinds, and comes out as it went in."""

import struct
import zlib
from pathlib import Path

import pytest

from tests.reading.bundles.made import FIGURES, REPORT, archive, explorer_zip, mail, packed
from tests.reading.hostile import flagged, sample_docx, sample_pdf, sample_xlsx
from tests.reading.samples import zipped
from zonetracker.extraction.reading import read, read_grids, supported
from zonetracker.extraction.reading.bundles.listing import enclosed, enclosed_job, enclosures, enclosures_job
from zonetracker.support.errors import Refusal, RefusalCode
from zonetracker.support.job import finish

INFO_ZIP = Path(__file__).parents[1] / "files" / "zip" / "infozip.zip"


def names(data: bytes) -> list[str]:
    return [one.name for one in enclosures(data, "材料.zip")]


def test_what_lies_in_it_is_told_by_content_and_comes_out_unchanged() -> None:
    files = {
        "报告.docx": sample_docx(),
        "表/表.xlsx": sample_xlsx(),
        "公报.pdf": sample_pdf(),
        "文.txt": REPORT.encode(),
    }
    data = archive(files)
    listed = enclosures(data, "材料.zip")
    told = [(one.number, one.name, one.folder, one.kind, one.trouble, one.own) for one in listed]
    assert told == [
        (1, "报告.docx", "", "Word 文档", "", False),
        (2, "表.xlsx", "表", "Excel 表格", "", False),
        (3, "公报.pdf", "", "PDF 文档", "", False),
        (4, "文.txt", "", "文本文件", "", False),
    ]
    assert [one.size for one in listed] == [len(content) for content in files.values()]
    assert [enclosed(data, "材料.zip", one.number)[1] for one in listed] == list(files.values())
    with pytest.raises(Refusal):
        enclosed(data, "材料.zip", 5)


def test_an_archive_of_info_zip() -> None:
    data = INFO_ZIP.read_bytes()
    listed = enclosures(data, "材料.zip")
    assert [(one.folder, one.name, one.kind) for one in listed] == [
        ("报送材料", "总结.docx", "Word 文档"),
        ("报送材料", "九月.csv", "CSV 表格"),
    ]
    name, content = enclosed(data, "材料.zip", 1)
    assert read(content, name).text.splitlines() == [
        "云溪高新区2022年工作总结",
        "一、主要指标完成情况",
        "全年实现税收3.20亿元，增长12.5%。",
        "指标\t2022年\t增长%",
        "出口（亿元）\t8.05\t6.8",
        "二、下一步工作打算",
        "2023年税收达到3.6亿元。",
    ]
    name, content = enclosed(data, "材料.zip", 2)
    assert read_grids(content, name)[0].rows == (("指标名称", "2022年累计"), ("出口", "8.05"))


def test_the_fence_changes_nothing() -> None:
    data = archive({"报告.txt": REPORT.encode(), "坏.docx": sample_docx()[:900]})
    assert finish(enclosures_job(data, "材料.zip")) == enclosures(data, "材料.zip")
    assert finish(enclosed_job(data, "材料.zip", 1)) == ("报告.txt", REPORT.encode())
    with pytest.raises(Refusal, match=r"“坏\.docx”已损坏"):
        finish(enclosed_job(data, "材料.zip", 2))


@pytest.mark.parametrize("letters", ["gb18030", "utf-8", "cp950"])
def test_names_of_which_nobody_says_the_letters(letters: str) -> None:
    own = (
        ["關於報送資料的函.txt", "目標任務.txt"] if letters == "cp950" else ["总结和计划.txt", "目标任务完成情况表.txt"]
    )
    assert names(explorer_zip({name.encode(letters): b"1" for name in own})) == own


def test_a_name_with_a_backslash_within_a_letter() -> None:
    assert "乗".encode("gb18030")[1:] == b"\\"
    path = "材料\\乗车人数统计表.txt".encode("gb18030")
    [one] = enclosures(explorer_zip({path: b"1"}), "材料.zip")
    assert (one.folder, one.name) == ("材料", "乗车人数统计表.txt")


def test_a_name_that_stands_beside_the_other_in_unicode() -> None:
    odd, plain = b"?\x99.txt", "目标任务表.txt".encode("gb18030")
    field = b"\x01" + struct.pack("<I", zlib.crc32(odd)) + "总结.txt".encode()
    extra = struct.pack("<HH", 0x7075, len(field)) + field
    assert names(explorer_zip({odd: b"1", plain: b"2"}, extra)) == ["总结.txt", "目标任务表.txt"], "of the one alone"


def test_names_in_two_ways_and_a_western_one() -> None:
    both = {"总结和计划.txt".encode(): b"1", "目标任务表.txt".encode("gb18030"): b"2"}
    assert names(explorer_zip(both)) == ["总结和计划.txt", "目标任务表.txt"]
    assert names(explorer_zip({b"r\x82sum\x82.txt": b"1"})) == ["résumé.txt"]


def test_paths_are_dropped_and_doubles_told_apart() -> None:
    listed = enclosures(
        archive(
            [
                ("../../etc/报告.txt", b"1"),
                ("C:\\乙\\报告.txt", b"2"),
                ("报告.txt", b"3"),
                ("报告（2）.txt", b"4"),
                ("a\u202etxt.exe/\x07报告.txt", b"5"),
                ("长" * 5000 + ".txt", b"6"),
            ]
        ),
        "材料.zip",
    )
    said = [one.name for one in listed]
    assert said[:2] == ["报告.txt", "报告（2）.txt"] and len(set(said)) == 6
    assert [one.folder for one in listed[:2]] == ["etc", "C:/乙"] and listed[4].folder == "atxt.exe"
    assert len(said[5]) == 120 and said[5].endswith("….txt")
    assert not any(one in "".join(said) for one in ("/", "\\", "\u202e", "\x07"))


def test_what_systems_put_beside_is_left_out() -> None:
    aside = ("__MACOSX/._报告.txt", "甲/.DS_Store", "~$报告.docx", "Thumbs.db", "desktop.ini", "空/", "._b")
    assert names(archive([*((name, b"1") for name in aside), ("甲/报告.txt", b"1")])) == ["报告.txt"]


def test_an_archive_in_an_archive_is_looked_into_once() -> None:
    inner = archive({"甲/报告.txt": REPORT.encode(), "最里.zip": archive({"表.csv": FIGURES})})
    data = archive({"一.zip": inner, "信.eml": mail(("表.csv", FIGURES)), "表.csv.gz": packed(FIGURES, "表.csv")})
    listed = enclosures(data, "材料.zip")
    assert [(one.folder, one.name, bool(one.trouble)) for one in listed] == [
        ("一.zip/甲", "报告.txt", False),
        ("一.zip", "最里.zip", True),
        ("信.eml", "邮件正文（关于报送总结的函）.eml", False),
        ("信.eml", "表.csv", False),
        ("表.csv.gz", "表（2）.csv", False),
    ]
    assert listed[1].trouble == "“最里.zip”套在好几层压缩包或邮件里，请先把它取出来，再导入。"
    assert enclosed(data, "材料.zip", 4)[1] == enclosed(data, "材料.zip", 5)[1] == FIGURES


def test_what_can_not_be_read_says_why() -> None:
    files = {
        "程序.exe": b"MZ\x90\x00" + bytes(80),
        "里.rar": b"Rar!\x1a\x07\x00" + bytes(80),
        "包.tar": bytes(257) + b"ustar" + bytes(300),
        "乱.bin": bytes(range(256)) * 9,
        "winmail.dat": b"\x78\x9f\x3e\x22" + bytes(80),
        "坏.docx": sample_docx()[:900],
        "空.txt": b"",
    }
    listed = enclosures(archive(files), "材料.zip")
    assert all(one.trouble.startswith(f"“{one.name}”") and one.trouble.endswith("。") for one in listed)
    assert [one.name for one in listed] == list(files) and len({one.trouble[-20:] for one in listed}) >= 5


def test_passwords() -> None:
    with pytest.raises(Refusal, match="设有解压密码") as told:
        enclosures(flagged(archive({"报告.txt": b"1", "表.csv": b"2"})), "材料.zip")
    assert told.value.code is RefusalCode.READ_BUNDLE_PASSWORD
    mixed = bytearray(archive({"报告.txt": b"1", "表.csv": b"2"}))
    mixed[mixed.find(b"PK\x01\x02") + 8] |= 1
    first, second = enclosures(bytes(mixed), "材料.zip")
    assert "设有解压密码" in first.trouble and not second.trouble


def test_an_odd_method_is_told_of_its_file_alone() -> None:
    odd = bytearray(archive({"报告.txt": b"1", "表.csv": b"2"}))
    odd[odd.find(b"PK\x01\x02") + 10] = 12
    first, second = enclosures(bytes(odd), "材料.zip")
    assert "用少见的方法压缩" in first.trouble and not second.trouble


def test_a_broken_archive_is_refused_in_a_sentence() -> None:
    with pytest.raises(Refusal, match=r"“材料\.zip”已损坏或不完整"):
        read(archive({"报告.txt": REPORT.encode()})[:-30], "材料.zip")
    with pytest.raises(Refusal, match="没有文件"):
        enclosures(archive({"空/": b""}), "材料.zip")


@pytest.mark.parametrize("name", ["a.docx", "a.xlsx", "a.zip"])
def test_an_office_file_is_no_bundle(name: str) -> None:
    assert "税收" in read(sample_docx(), name).text or "出口" in read(sample_xlsx(), name).text
    with pytest.raises(Refusal, match="里装着别的文件"):
        read(archive({"报告.txt": b"1"}), name)
    with pytest.raises(Refusal, match=r"“a\.pages”|认不出"):
        read(zipped({"Index/Document.iwa": "x", "Metadata/a.plist": "y"}), "a.pages")


def test_one_file_of_gzip() -> None:
    data = packed(REPORT.encode(), "工作总结.txt")
    assert names(data) == ["工作总结.txt"] and enclosed(data, "a.gz", 1)[1] == REPORT.encode()
    assert [one.name for one in enclosures(packed(b"1"), "报告.txt.gz")] == ["报告.txt"]
    with pytest.raises(Refusal, match="已损坏"):
        enclosures(data[:-12], "报告.txt.gz")


def test_a_file_that_was_packed_in_pieces_is_there_to_its_end() -> None:
    pieces = packed("出口8.05亿元。\n".encode()) + packed("税收3.20亿元。\n".encode())
    assert enclosed(pieces, "报告.txt.gz", 1)[1].decode().splitlines() == ["出口8.05亿元。", "税收3.20亿元。"]
    with pytest.raises(Refusal, match="已损坏"):
        enclosures(pieces[:-3], "报告.txt.gz")


def test_the_dialog_knows_them() -> None:
    listed = {suffix for suffixes, _ in supported() for suffix in suffixes}
    assert {".zip", ".gz", ".eml", ".mht", ".mhtml"} <= listed
