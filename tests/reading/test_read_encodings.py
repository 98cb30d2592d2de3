"""No text is garbled in silence: 200 snippets in every encoding come back right, or with a warning, or are refused."""

import random

import pytest

from zonetracker.extraction.reading import read
from zonetracker.extraction.reading.decoding import decode
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
