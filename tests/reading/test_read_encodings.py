"""No text is garbled in silence: 200 snippets in every encoding come back right, or with a warning, or are refused."""

import html
import io
import random
import zipfile

import pytest

from tests.reading.hostile import sample_docx, sample_xlsx
from tests.reading.samples import zipped
from zonetracker.extraction.reading import read
from zonetracker.extraction.reading.decoding import decode, way_of
from zonetracker.extraction.reading.safexml import parse
from zonetracker.support.errors import Refusal

SUBJECTS = ["南浦区", "东湾镇", "北溪开发区", "青石街道", "河口县", "白鹭高新区", "松林乡", "金沙管委会"]
WORDS = [
    "完成地区生产总值74亿元",
    "税收收入增长12.5%",
    "新增规上工业企业22家",
    "外贸进出口总额0.62亿美元",
    "粮食播种面积31.14万亩",
    "城镇登记失业率控制在4.3%以内",
    "农村居民人均可支配收入16342元",
    "力争开工项目15个、竣工8个",
    "森林覆盖率达到63.5%",
    "引进亿元以上项目9个",
    "新建改建道路12条",
    "办理群众来信3600余件",
    "滚动推进棚户区改造",
    "建成褚庄水库",
    "打造“四好农村路”",
    "培育专精特新企业",
    "PM2.5平均浓度47微克/立方米",
    "参保率稳定在95%以上",
    "完成技改投资8.6亿元，下降3.5%",
    "召开调度会",
]
ENCODINGS = [
    "utf-8",
    "utf-8-sig",
    "gb18030",
    "gbk",
    "utf-16",
    "utf-16-le",
    "utf-16-be",
    "utf-16-le-bom",
    "utf-16-be-bom",
    "utf-32",
]


def snippets() -> list[str]:
    """200 texts from four characters to a page, made up anew in the same way each time."""
    chance = random.Random(20231121)
    made = ["税收增长", "目标任务", "招商引资5家", "增加值：8.0", "上半年"]
    while len(made) < 200:
        size = chance.choice([1, 1, 1, 2, 3, 8, 30])
        parts = [chance.choice(SUBJECTS) * chance.randint(0, 1) + chance.choice(WORDS) for _ in range(size)]
        made.append(chance.choice(["，", "；", "。\n", "\r\n"]).join(parts) + chance.choice(["", "。", "。\r\n"]))
    return made


def encoded(text: str, encoding: str) -> bytes:
    if encoding.endswith("-bom"):
        mark = b"\xff\xfe" if "le" in encoding else b"\xfe\xff"
        return mark + text.encode(encoding.removesuffix("-bom"))
    return text.encode(encoding)


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_snippets_come_back_right_or_asked_about(encoding: str) -> None:
    asked = 0
    for text in snippets():
        document = read(encoded(text, encoding), "报告.txt")
        if document.warnings:
            asked += 1
        else:
            assert document.text == text.replace("\r\n", "\n")
    assert asked <= 10, f"{asked} of 200 asked about"


@pytest.mark.parametrize("encoding", ["big5", "shift_jis", "euc_kr", "latin-1", "cp1251"])
def test_encodings_that_are_not_read_are_never_taken_for_chinese_in_silence(encoding: str) -> None:
    said = {
        "big5": "全年完成稅收，比上年增長，新增規模以上企業。" * 3,
        "shift_jis": "今年度の税収は前年度より増加しました。" * 3,
        "euc_kr": "올해 세수는 지난해보다 늘었습니다." * 3,
        "latin-1": "Übergrößenträger fließen schön nach Göteborg, naïve façade." * 3,
        "cp1251": "В этом году доходы бюджета выросли." * 3,
    }[encoding]
    try:
        document = read(said.encode(encoding), "报告.txt")
    except Refusal:
        return
    assert document.warnings or document.text == said


def test_line_ends_become_one_kind_and_nothing_else_changes() -> None:
    text = "　　一、税收\r\n增长5%\r二、 出口\n\n\x0b末尾  \u2028行\r\n"
    assert read(text.encode(), "a.txt").text == "　　一、税收\n增长5%\n二、 出口\n\n\x0b末尾  \u2028行\n"


def test_a_mark_is_not_part_of_the_text() -> None:
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")):
        document = read(mark + "税收8亿元".encode(encoding), "a.txt")
        assert document.text == "税收8亿元"
        assert document.encoding == encoding


def test_private_characters_are_kept_and_reported() -> None:
    document = read("工业\ue5e5农业\ue5e5服务业".encode(), "a.txt")
    assert document.text == "工业\ue5e5农业\ue5e5服务业"
    assert "1 种无法识别的字符" in document.warnings[0]


def test_unassigned_characters_in_a_guess_are_reported() -> None:
    document = read("全年税收增长，其中\ue000企业22家，比上年多3家。".encode("gb18030"), "a.txt")
    assert document.encoding == "gb18030"
    assert document.warnings


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
@pytest.mark.parametrize("cut", [1, 2])
def test_a_file_cut_in_the_middle_of_a_character_is_read_with_a_warning(encoding: str, cut: int) -> None:
    text = "全年税收增长，其中规上企业22家，比上年多3家，完成技改投资，开工项目"
    data = text.encode(encoding)[: -(cut if encoding == "utf-8" else 1)]
    document = read(data, "a.txt")
    assert document.text.rstrip("\ufffd") == text[:-1]
    assert document.warnings


def test_one_broken_byte_does_not_garble_the_rest() -> None:
    data = bytearray(("全年税收增长，其中规上企业22家，比上年多3家。" * 20).encode())
    data[300] = 0xFF
    document = read(bytes(data), "a.txt")
    assert document.text.count("全年税收增长") >= 19
    assert "损坏" in document.warnings[0]


def test_words_of_gbk_that_are_valid_utf8_by_chance() -> None:
    data = "模模模".encode("gbk")
    assert data.decode("utf-8")
    assert decode(data, "a.txt").text == "模模模" or decode(data, "a.txt").warnings


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "read-empty"),
        (b" \r\n\t", "read-empty"),
        (b"\x00" * 50, "read-empty"),
        ("\ufeff".encode(), "read-no_text"),
        (b"\x01\x02\x03\x04", "read-no_text"),
        ("\u200b\u3000\n".encode(), "read-no_text"),
        (b"tax\x00income 5%", "read-binary"),
        ("税收\x00增长".encode(), "read-binary"),
        (bytes(range(256)) * 20, "read-binary"),
        (random.Random(5).randbytes(5000), "read-binary"),
    ],
)
def test_what_is_no_text_is_refused(data: bytes, code: str) -> None:
    with pytest.raises(Refusal) as told:
        read(data, "报告.txt")
    assert told.value.code == code


def test_a_line_of_more_than_a_million_characters_is_refused() -> None:
    assert len(read(b"5" * 2**20, "a.txt").text) == 2**20
    with pytest.raises(Refusal) as told:
        read(b"5" * (2**20 + 1), "a.txt")
    assert told.value.code == "read-line_too_long"


# ---- what a file says of its letters

SAID = "全年完成税收3.20亿元，比上年增长12.5%，新增规模以上企业22家。"


def unzipped(data: bytes) -> dict[str, bytes | str]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def page(text: str, charset: str) -> str:
    return f"<html><head><meta charset={charset}></head><body><p>{text}</p></body></html>"


def test_only_names_of_letters_are_asked_of_a_file() -> None:
    known = {"GB2312": "gb18030", "x-gbk": "gb18030", "Big5-HKSCS": "cp950", "UTF8": "utf-8", "latin1": "iso8859-1"}
    assert {said: way_of(said) for said in known} == known
    for other in ("punycode", "unicode_escape", "idna", "zip", "rot13", "utf-16", "utf-7", "undefined", "", "税"):
        assert way_of(other) is None


@pytest.mark.parametrize("charset", ["gb2312", "iso-8859-1", "utf-8", "big5", "nothing"])
@pytest.mark.parametrize("letters", ["gbk", "utf-8"])
def test_a_page_is_read_by_its_text_and_not_by_its_word(letters: str, charset: str) -> None:
    document = read(page(SAID, charset).encode(letters), "a.html")
    assert (document.text, document.warnings) == (f"{SAID}\n", ())


def test_one_bad_byte_in_a_megabyte_spoils_nothing_else_whatever_is_declared() -> None:
    long = (SAID + "</p><p>") * 16_000
    for charset in ("gb2312", "iso-8859-1", "utf-8"):
        data = bytearray(page(long, charset).encode("gbk"))
        data[500_001] = 0xFF
        document = read(bytes(data), "a.html")
        assert len(data) > 2**20 and document.text.count(SAID) >= 15_999
        assert any("损坏" in said for said in document.warnings)


@pytest.mark.parametrize("charset", ["gb2312", "utf-8"])
def test_a_page_cut_within_a_letter_is_read_with_a_warning(charset: str) -> None:
    data = page(SAID, charset).encode("gbk" if charset == "gb2312" else charset)
    document = read(data[: data.rindex("家".encode("gbk" if charset == "gb2312" else charset)) + 1], "a.html")
    assert SAID[:-2] in document.text and document.warnings


@pytest.mark.parametrize("mark", [b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff"])
def test_a_mark_before_other_letters_is_found_out_and_said(mark: bytes) -> None:
    document = read(mark + SAID.encode("gbk"), "a.txt")
    assert document.text.endswith(SAID) and document.warnings


@pytest.mark.parametrize(("letters", "charset"), [("hz", "hz-gb-2312"), ("utf-7", "utf-7")])
def test_letters_wrapped_in_plain_ones_are_unwrapped(letters: str, charset: str) -> None:
    document = read(SAID.encode(letters), "a.txt")
    assert document.text == SAID and document.warnings
    assert read(page(SAID, charset).encode(letters), "a.html").text == f"{SAID}\n"


def test_plain_text_that_only_looks_wrapped_is_left_as_it_is() -> None:
    for text in ("C++ and 1+1=2, a+bcd-e", "see Fig.~{\\bf 3}~ and ~{x~}", "tel +8612345678", "\x1b[31mred\x1b[0m"):
        assert read(text.encode(), "a.txt").text == text


@pytest.mark.parametrize("letters", ["iso2022_jp", "iso2022_kr"])
def test_letters_behind_shifts_are_refused_with_a_sentence(letters: str) -> None:
    for data in ("税收8.0%".encode(letters, "ignore"), b"\x1b$)A\x0eK0JU\x0f 8.0%"):
        with pytest.raises(Refusal, match="文字编码") as told:
            read(data, "a.txt")
        assert told.value.code == "read-encoding"


@pytest.mark.parametrize(
    ("letters", "said"),
    [
        ("iso-8859-1", "Übergrößenträger fließen schön nach Göteborg, naïve façade."),
        ("windows-1251", "В этом году доходы бюджета выросли на восемь процентов."),
        ("shift_jis", "今年度の税収は前年度より増加しました。"),
        ("euc-kr", "올해 세수는 지난해보다 늘었습니다."),
    ],
)
def test_a_page_of_another_language_is_read_as_it_says_or_asked_about(letters: str, said: str) -> None:
    document = read(page(said, letters).encode(letters), "a.html")
    assert document.text == f"{said}\n" or document.warnings


@pytest.mark.parametrize("charset", ["iso-8859-1", "windows-1252", "gb2312", "big5"])
@pytest.mark.parametrize("letters", ["gbk", "utf-8"])
def test_a_part_of_a_word_file_is_read_by_its_text_too(letters: str, charset: str) -> None:
    declared = f'<?xml version="1.0" encoding="{charset}" standalone="yes"?>'.encode()

    def other(part: bytes | str) -> bytes:
        assert isinstance(part, bytes)
        text = html.unescape(part.decode())
        return declared + (text.partition("?>")[2] if text.startswith("<?") else text).encode(letters)

    parts = unzipped(sample_docx())
    parts["word/document.xml"] = other(parts["word/document.xml"])
    assert "全年完成税收3.20亿元，比上年增长12.5%。" in read(zipped(parts), "a.docx").text
    parts = unzipped(sample_xlsx())
    parts["xl/worksheets/sheet1.xml"] = other(parts["xl/worksheets/sheet1.xml"])
    assert "指标\t数值" in read(zipped(parts), "a.xlsx").text


def test_a_document_type_behind_other_letters_is_refused_all_the_same() -> None:
    hidden = b'<?xml version="1.0" encoding="UTF-7"?>+ADwAIQ-DOCTYPE a SYSTEM +ACI-http://localhost/+ACI-+AD4-<a/>'
    for data in (hidden, '<?xml version="1.0" encoding="big5"?><!DOCTYPE a><a>稅</a>'.encode("big5")):
        with pytest.raises(Refusal):
            parse(data, "a.docx")
