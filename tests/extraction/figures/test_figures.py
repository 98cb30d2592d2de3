"""A figure printed in every way a report prints it comes back equal, wherever it stands."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.extraction.clerk import rows_of
from zonetracker.extraction import extract
from zonetracker.extraction.document import Document
from zonetracker.model.facts import Bound, Candidate

WIDE = str.maketrans("0123456789.%", "０１２３４５６７８９．％")
LEVELS = ("亿元", "万元", "万美元", "万人", "万平方米", "公里", "万吨", "微克/立方米", "元")
BOUNDS = {
    "": ("", Bound.EXACT),
    "以上": ("", Bound.AT_LEAST),
    "以内": ("", Bound.AT_MOST),
    "左右": ("", Bound.ABOUT),
    "突破": ("突破", Bound.AT_LEAST),
    "约": ("约", Bound.ABOUT),
    "不低于": ("不低于", Bound.AT_LEAST),
    "不超过": ("不超过", Bound.AT_MOST),
}
forms = st.sampled_from(["plain", "wide", "thousands"])
numbers = st.decimals(min_value="0.01", max_value="99999", places=2, allow_nan=False, allow_infinity=False)


def printed(value: Decimal, form: str) -> str:
    plain = format(value, "f")
    if form == "wide":
        return plain.translate(WIDE)
    if form == "thousands":
        whole, _, part = plain.partition(".")
        return f"{int(whole):,}.{part}"
    return plain


def only(text: str) -> Candidate:
    (row,) = rows_of(text)
    return row


@given(numbers, st.sampled_from(LEVELS), st.sampled_from(sorted(BOUNDS)), forms)
def test_levels(value: Decimal, unit: str, word: str, form: str) -> None:
    before, bound = BOUNDS[word]
    after = "" if before else word
    row = only(f"2022年，固定资产投资{before}{printed(value, form)}{unit}{after}。")
    assert row.stated.value == value and str(row.stated.value) == str(value)
    assert (row.stated.unit, row.stated.bound, row.name) == (unit, bound, "固定资产投资")


@given(numbers, st.sampled_from(["增长", "上涨", "下降", "减少"]), st.sampled_from(sorted(BOUNDS)))
def test_growths(value: Decimal, verb: str, word: str) -> None:
    before, bound = BOUNDS[word]
    after = "" if before else word
    row = only(f"2022年，固定资产投资同比{verb}{before}{value}%{after}。")
    assert row.stated.growth == (value if verb in ("增长", "上涨") else -value)
    assert (row.stated.growth_bound, row.stated.value) == (bound, None)


@given(numbers, st.sampled_from(["-", "—", "至", "～"]), st.booleans())
def test_ranges(low: Decimal, dash: str, twice: bool) -> None:
    high = low + Decimal("0.50")
    row = only(f"2022年，固定资产投资增长{low}{'%' if twice else ''}{dash}{high}%。")
    assert (row.stated.growth, row.stated.growth_high) == (low, high)


COMMON = "的一是在了和有大这主中人上为们地个用工时要动国产以我到他会作来分生对于学下级义就年阶发成部民可出能方进"


@given(st.text(alphabet=COMMON, max_size=30), numbers)
def test_text_around_never_changes_a_figure(around: str, value: Decimal) -> None:
    rows = extract(Document(f"{around}。2022年，固定资产投资{value}亿元，增长5%。{around}"))
    assert (value, "亿元", Decimal(5)) in [(r.stated.value, r.stated.unit, r.stated.growth) for r in rows]


@given(st.text(max_size=300))
def test_any_text_gives_rows_or_none(text: str) -> None:
    rows_of(text)


WORDS = [
    *[
        "2022年",
        "，",
        "。",
        "增长",
        "5%",
        "8个",
        "其中",
        "分别",
        "、",
        "（",
        "）",
        "“",
        "建成",
        "项目",
        "第",
        "*",
        "至",
        "由",
        "到",
    ],
    *["亿元", "全区", "以上", "翻番", "居全省第一"],
    "\n",
]


@given(st.lists(st.sampled_from(WORDS), max_size=40))
def test_any_shuffle_of_a_reports_words_gives_rows_or_none(words: list[str]) -> None:
    rows_of("".join(words))


@pytest.mark.parametrize(
    ("words", "value", "unit"),
    [
        ("一亿二千万元", "1.2", "亿元"),
        ("百亿元", "100", "亿元"),
        ("3亿5千万元", "3.5", "亿元"),
        ("百分之八", "8", "%"),
        ("百分之八点五", "8.5", "%"),
        ("三成", "30", "%"),
        ("1万余人", "1", "万人"),
        ("145.29万", "145.29", "万"),
        ("一万六千四百户", "16400", "户"),
        ("四百一十七万五千元", "4175000", "元"),
        ("一百九十万零三千九百七十一株", "1903971", "株"),
        ("两万千瓦", "2", "万千瓦"),
        ("二十六点三亿元", "26.3", "亿元"),
        ("3元2角", "3.2", "元"),
        ("74 亿元", "74", "亿元"),
        ("1.2万台（套）", "1.2", "万台（套）"),
        ("0.5吨标准煤/万元", "0.5", "吨标准煤/万元"),
    ],
)
def test_forms_of_numbers(words: str, value: str, unit: str) -> None:
    row = only(f"2022年，甲项指标达到{words}。")
    assert (str(row.stated.value), row.stated.unit) == (value, unit)


@pytest.mark.parametrize("words", ["几十万元", "数千万元", "百分之几", "几百户", "三分之二"])
def test_a_vague_number_makes_no_row(words: str) -> None:
    assert rows_of(f"2022年，甲项指标达到{words}。") == []


@pytest.mark.parametrize(
    ("words", "low", "high", "unit"),
    [("三到五家", 3, 5, "家"), ("六七百户", 600, 700, "户"), ("一百二十到一百五十万亩", 120, 150, "万亩")],
)
def test_ranges_in_words(words: str, low: int, high: int, unit: str) -> None:
    stated = only(f"2022年，甲项指标达到{words}。").stated
    assert (stated.value, stated.value_high, stated.unit) == (low, high, unit)


LOOK_ALIKE = (
    "2021年 第四届论坛 五届三次会议 “137”工作法 220kV变电站 十四五时期 18个月 党的二十大 G50高速 PM2.5治理 11:09发布"
    " 7:43:50的结构"
)


@pytest.mark.parametrize("words", LOOK_ALIKE.split())
def test_what_only_looks_like_a_figure(words: str) -> None:
    assert [row for row in rows_of(f"全区持续做好{words}有关工作。") if row.type == "quantity"] == []
