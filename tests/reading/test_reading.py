"""What holds for every format: the choice by content, spans, the way through the fence, the dialog's list."""

import threading
from dataclasses import replace

import pytest

from tests.reading.bundles.made import PAGE, WORD_PAGE, explorer_page, mail
from tests.reading.hostile import (
    PICTURE,
    container,
    sample_docx,
    sample_html,
    sample_pdf,
    sample_rtf,
    sample_word_2003,
    sample_xlsx,
)
from tests.reading.oldwords import OldWord, Said
from tests.reading.samples import zipped
from tests.shared import SHARED
from zonetracker.extraction.document import BlockKind, Document
from zonetracker.extraction.fenced import Foreign, rows_job
from zonetracker.extraction.reading import read, read_pasted, supported
from zonetracker.services.importing import file_patterns
from zonetracker.support.errors import Refusal
from zonetracker.support.job import finish

REPORTS = sorted((SHARED / "corpus").glob("[0-9]*"))
SAMPLES = {
    "a.docx": sample_docx(),
    "a.xlsx": sample_xlsx(),
    "a.pdf": sample_pdf(),
    "a.html": sample_html(),
    "a.doc": OldWord([Said("一、税收\r增长5%。\r")]).file(),
    "a.rtf": sample_rtf(),
    "a.xml": sample_word_2003(),
    "a.txt": "　一、税收\r\n\r\n  增长5%。".encode("gb18030"),
    "a.mht": explorer_page(WORD_PAGE.encode("gb18030"), b"gb2312"),
    "a.eml": mail(html=PAGE),
}


def check_spans(document: Document) -> None:
    """Blocks are what they name, without blanks around them, in order and apart."""
    end = 0
    for block in document.blocks:
        said = document.text[block.span.start : block.span.end]
        assert block.span.start >= end
        end = block.span.end
        if block.kind is BlockKind.TABLE:
            assert said.strip("\t\n")
        else:
            assert said and said == said.strip() and "\n" not in said
    for table in document.tables:
        rows = document.text[table.span.start : table.span.end].split("\n")
        for cell in table.cells:
            text = document.text[cell.span.start : cell.span.end]
            assert rows[cell.row].split("\t")[cell.column] == text


@pytest.mark.parametrize("name", SAMPLES)
def test_spans_name_what_they_should(name: str) -> None:
    document = read(SAMPLES[name], name)
    assert document.blocks
    check_spans(document)


@pytest.mark.parametrize("name", SAMPLES)
def test_the_fence_changes_nothing(name: str) -> None:
    read_here = replace(read(SAMPLES[name], name), blocks=(), tables=())
    assert finish(rows_job(Foreign(name, SAMPLES[name]))).document == read_here


@pytest.mark.parametrize("right", SAMPLES)
@pytest.mark.parametrize("wrong", [".docx", ".pdf", ".txt", ".XLSX", ""])
def test_the_content_decides_and_a_wrong_name_is_said(right: str, wrong: str) -> None:
    document = read(SAMPLES[right], f"报告{wrong}")
    plain = read(SAMPLES[right], right)
    assert document.text == plain.text
    said = set(document.warnings) - set(plain.warnings)
    assert bool(said) == (wrong != "" and not right.endswith(wrong.lower()))


@pytest.mark.parametrize(
    ("data", "name", "sentence"),
    [
        (
            PICTURE,
            "报告.docx",
            "“报告.docx”是 PNG 图片，已损坏或不完整，读不出来，请重新扫描或拍照，或另取一份后再导入。",
        ),
        (b"", "报告.txt", "“报告.txt”是空文件，请确认文件已经完整保存或下载后再导入。"),
        (
            container("EncryptedPackage"),
            "报告.docx",
            "“报告.docx”设有打开密码，请用原来的软件打开，去掉密码并另存后再导入。",
        ),
        (
            OldWord([Said("甲\r")], mark=0xA5DC, version=0x68).file(),
            "报告.wps",
            "“报告.wps”是 Word 95 或更早的文档，暂不能直接读取，请用 Word 或 WPS 打开，另存为 .docx 后再导入。",
        ),
        (zipped({"报告.txt": "x"}), "报告.zip", "“报告.zip”里装着别的文件，请先取出要用的那一个，再导入它。"),
    ],
)
def test_a_wrong_file_is_told_what_to_do(data: bytes, name: str, sentence: str) -> None:
    with pytest.raises(Refusal) as told:
        read(data, name)
    assert str(told.value) == sentence


def test_a_name_with_braces_is_no_trouble() -> None:
    with pytest.raises(Refusal, match=r"“\{0\}\{x\}.txt”"):
        read(b"", "{0}{x}.txt")


def test_text_that_begins_like_a_zip_is_text() -> None:
    assert read("PK赛方案".encode(), "a.txt").text == "PK赛方案"


def test_pasted_text() -> None:
    document = read_pasted("　一、税收\r\n增长5%。\r")
    assert document.text == "　一、税收\n增长5%。\n"
    check_spans(document)
    for empty in ("", " \n", "\u200b"):
        with pytest.raises(Refusal):
            read_pasted(empty)


def test_the_dialog_knows_every_format() -> None:
    listed = {label: suffixes for suffixes, label in supported()}
    assert listed["Word 文档"][0] == ".docx"
    assert listed["PDF 文档"] == (".pdf",)
    assert {"网页", "文本文件", "Excel 表格"} <= set(listed)
    assert {".xlsx", ".xlsm", ".xls", ".et", ".ods", ".xml", ".csv", ".tsv"} <= {
        one for own in listed.values() for one in own
    }
    patterns = file_patterns().split(" ")
    assert len(set(patterns)) == len(patterns) and "*.et" in patterns


def test_closing_the_job_stops_it() -> None:
    job = rows_job(Foreign("a.pdf", SAMPLES["a.pdf"] + b"x" * 3_000_000))
    next(job)
    job.close()
    assert not [one for one in threading.enumerate() if one.name.startswith("child")]


@pytest.mark.shared
def test_every_report_of_the_corpus_is_read() -> None:
    for path in REPORTS:
        document = read(path.read_bytes(), path.name)
        check_spans(document)
        assert len(document.text) > 400, path.name


@pytest.mark.shared
def test_a_communique_as_pdf_gives_whole_paragraphs_and_tables() -> None:
    (path,) = [path for path in REPORTS if path.suffix == ".pdf"]
    document = read(path.read_bytes(), path.name)
    assert len(document.tables) == 6
    assert [max(cell.column for cell in table.cells) + 1 for table in document.tables] == [3, 2, 3, 2, 4, 4]
    paragraphs = [
        document.text[block.span.start : block.span.end]
        for block in document.blocks
        if block.kind is BlockKind.PARAGRAPH
    ]
    long = [said for said in paragraphs if len(said) > 60]
    assert all(said.endswith(("。", "；")) for said in long)
    assert not any(said.strip("- ").isdigit() for said in paragraphs), "page numbers"


@pytest.mark.shared
def test_a_communique_as_docx_gives_its_eleven_tables() -> None:
    (path,) = [path for path in REPORTS if path.suffix == ".docx"]
    document = read(path.read_bytes(), path.name)
    assert len(document.tables) == 11
    assert all(len({cell.column for cell in table.cells}) > 1 for table in document.tables)


@pytest.mark.shared
def test_a_page_with_malformed_tags_loses_nothing() -> None:
    (path,) = [path for path in REPORTS if path.suffix == ".html"]
    document = read(path.read_bytes(), path.name)
    assert len(document.text) > 12_000
    assert "<" not in document.text
    assert document.date == "2007-03-02"
