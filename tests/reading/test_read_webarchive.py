"""Saved pages (.mht): as Internet Explorer, Chrome, Word and Excel save them, and one made of LibreOffice's HTML."""

from pathlib import Path

import pytest

from tests.reading.bundles.made import (
    FRAMES,
    PAGE,
    PICTURE,
    REPORT,
    TABLE,
    WORD_PAGE,
    explorer_page,
    mail,
    saved_page,
)
from tests.reading.samples import paragraph, word
from zonetracker.extraction import extract
from zonetracker.extraction.document import BlockKind
from zonetracker.extraction.reading import read, read_grids
from zonetracker.support.errors import Refusal

LIBRE = Path(__file__).parent / "files" / "mht" / "libreoffice.html"


def test_a_page_of_chrome() -> None:
    data = saved_page(("http://www.example.cn/1.htm", PAGE, "utf-8"), others=[("http://www.example.cn/a.png", PICTURE)])
    document = read(data, "总结.mhtml")
    assert document.text == "工作总结\n全年税收增长12.5%。\n指标\t2022年\n出口（亿元）\t8.05\n"
    assert document.blocks[0].kind is BlockKind.TITLE and document.title == "工作总结" and not document.warnings
    [table] = document.tables
    assert [document.text[cell.span.start : cell.span.end] for cell in table.cells][-1] == "8.05"


@pytest.mark.parametrize("said", [b"gb2312", b"iso-8859-1", b"utf-8"])
def test_a_page_of_internet_explorer(said: bytes) -> None:
    document = read(explorer_page(PAGE.encode("gb18030"), said), "总结.mht")
    assert document.text == "工作总结\n全年税收增长12.5%。\n指标\t2022年\n出口（亿元）\t8.05\n"
    assert document.encoding == "gb18030"


def test_a_page_of_word_with_tracked_changes() -> None:
    document = read(explorer_page(WORD_PAGE.encode("gb18030"), b"gb2312"), "总结.mht")
    assert document.text.splitlines() == [
        "云溪高新区2022年工作总结",
        "一、\xa0 主要指标",
        "全年实现税收3.20亿元，增长12.5%。 [1]",
        "指标\t2022年",
        "出口（亿元）\t8.05",
        "[1] 按可比价计算。",
    ]


def test_a_workbook_of_excel_with_two_sheets() -> None:
    second = TABLE.replace("8.05", "9.1")
    data = saved_page(
        ("表.htm", FRAMES, "utf-8"),
        ("表.files/tabstrip.htm", "<table><tr><td>甲表<td>乙表</table>", "utf-8"),
        ("表.files/sheet001.htm", f"<html><body>{TABLE}</body></html>", "utf-8"),
        ("表.files/sheet002.htm", f"<html><body>{second}</body></html>", "utf-8"),
    )
    assert [grid.rows[1] for grid in read_grids(data, "表.mht")] == [("出口（亿元）", "8.05"), ("出口（亿元）", "9.1")]
    document = read(data, "表.mht")
    assert len(document.tables) == 2 and "甲表" not in document.text and document.text.count("出口（亿元）") == 2


def test_a_page_of_libreoffice() -> None:
    document = read(saved_page(("总结.html", LIBRE.read_text(encoding="utf-8"), "utf-8")), "总结.mht")
    assert document.text.splitlines() == [
        "云溪高新区2022年工作总结",
        "1. 主要指标完成情况",
        "全年实现税收3.20亿元，增长12.5%。",
        "指标\t2022年\t增长%",
        "出口（亿元）\t8.05\t6.8",
        "2. 下一步工作打算",
        "2023年税收达到3.6亿元。",
    ]


def test_the_part_that_is_called_its_beginning_comes_first() -> None:
    data = saved_page(("a.htm", "<p>广告增长99%。</p>", "utf-8"), ("b.htm", PAGE, "utf-8"))
    data = data.replace(b"Content-Location: b.htm", b"Content-Location: b.htm\nContent-ID: <b@x>", 1)
    data = data.replace(b'type="text/html"', b'type="text/html"; start="<b@x>"', 1)
    assert "广告" not in read(data, "a.mht").text and "12.5%" in read(data, "a.mht").text


def test_a_mail_named_so_is_a_mail_where_it_is_one() -> None:
    document = read(mail(html=PAGE), "来文.mht")
    assert document.media == "message/rfc822" and "12.5%" in document.text
    assert document.warnings == ("文件名以 .mht 结尾，内容却是邮件，已按邮件读取。",)


def test_a_broken_one_is_refused_in_a_sentence() -> None:
    data = explorer_page(WORD_PAGE.encode("gb18030"), b"gb2312")
    for broken in (data[: len(data) // 2], data[:400]):
        with pytest.raises(Refusal, match=r"“总结\.mht”已损坏或不完整"):
            read(broken, "总结.mht")


def test_the_same_rows_as_from_a_word_file() -> None:
    lines = ["云溪高新区2022年工作总结和2023年工作计划", *REPORT.splitlines()[1:]]
    page = f"<html><body><h1>{lines[0]}</h1>{''.join(f'<p>{line}</p>' for line in lines[1:])}</body></html>"

    def rows(data: bytes, name: str) -> list[tuple[object, ...]]:
        return [(row.kind, row.year, row.name, row.stated) for row in extract(read(data, name))]

    expected = rows(word("".join(map(paragraph, lines))), "总结.docx")
    assert len(expected) == 2
    assert rows(explorer_page(page.encode("gb18030"), b"gb2312"), "总结.mht") == expected
