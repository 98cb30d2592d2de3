"""Three offices' own lists of targets, as such offices make them, and what each row says; made before any was read.

One is a workbook with heads over two rows, merged units and sums; one a table in Word with two tiers and goals in
words; one a .csv of another program with level and growth in one cell.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from decimal import Decimal

import docx
import openpyxl

from zonetracker.model.facts import Bound, Stated
from zonetracker.services.ledger import Ledger

EXACT, LEAST, MOST, ABOUT = Bound.EXACT, Bound.AT_LEAST, Bound.AT_MOST, Bound.ABOUT


@dataclass(frozen=True)
class Row:
    """What a row of an office's list says; `asked` where it is not to be entered without a question."""

    name: str
    stated: Stated
    responsible: str = ""
    weight: str | None = None
    stretch: str | None = None
    deadline: str | None = None
    section: str = ""
    note: str = ""
    wording: str = ""
    parent: str = ""
    asked: bool = False


def level(value: str, unit: str | None, bound: Bound = EXACT, high: str | None = None) -> Stated:
    return Stated(Decimal(value), None if high is None else Decimal(high), unit, bound)


def both(value: str, unit: str, growth: str, bound: Bound = EXACT, growth_bound: Bound = EXACT) -> Stated:
    return Stated(Decimal(value), None, unit, bound, Decimal(growth), None, growth_bound)


def rate(growth: str, bound: Bound = EXACT, high: str | None = None) -> Stated:
    return Stated(growth=Decimal(growth), growth_high=None if high is None else Decimal(high), growth_bound=bound)


# ---- a development office: Excel

DEVELOPMENT = "青禾高新区2023年目标任务分解表.xlsx"


def development() -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "分解表"
    for row in (
        ["青禾高新区2023年主要目标任务分解表"],
        ["", "", "", "", "", "", "", "", "", "2023年2月"],
        ["序号", "指标名称", "计量单位", "2022年完成", "2023年目标", "", "牵头单位", "配合单位", "分值", "完成时限"],
        ["", "", "", "", "总量", "增速(%)", "", "", "", ""],
        ["一、经济发展（40分）"],
        [1, "地区生产总值", "亿元", 74.1, 80, 8, "发展改革局", "统计局", 10, "全年"],
        [2, "规模以上工业增加值", "亿元", None, None, "8左右", "经济发展局", "", 10, "全年"],
        [3, "固定资产投资", "亿元", 52.3, "60以上", 10, "发展改革局", "住建局、自然资源局", 10, "2023年12月底前"],
        ["", "其中：工业投资", "亿元", 20.5, 25, "", "", "", "", ""],
        [4, "实际使用外资", "万美元", 1200, 1500, "", "招商局", "", 10, "11月底前"],
        ["二、民生改善（20分）"],
        [5, "城镇新增就业", "人", 3100, 3200, "", "社会事务局", "", 12, "全年"],
        [6, "城镇登记失业率", "%", 3.2, "4.5以内", "", "", "", 8, "全年"],
        ["", "合计", "", "", "", "", "", "", 60, ""],
    ):
        sheet.append(row)
    for area in ("A1:J1", "E3:F3", "A5:J5", "A11:J11", "G12:G13"):
        sheet.merge_cells(area)
    return _saved(book)


DEVELOPMENT_ROWS = (
    Row(
        "地区生产总值",
        both("80", "亿元", "8"),
        "发展改革局；配合单位：统计局",
        "10",
        deadline="2023-12",
        section="经济发展",
    ),
    Row("规模以上工业增加值", rate("8", ABOUT), "经济发展局", "10", deadline="2023-12", section="经济发展"),
    Row(
        "固定资产投资",
        both("60", "亿元", "10", LEAST),
        "发展改革局；配合单位：住建局、自然资源局",
        "10",
        deadline="2023-12",
        section="经济发展",
    ),
    Row("工业投资", level("25", "亿元"), section="经济发展", parent="固定资产投资"),
    Row("实际使用外资", level("1500", "万美元"), "招商局", "10", deadline="2023-11", section="经济发展"),
    Row("城镇新增就业", level("3200", "人"), "社会事务局", "12", deadline="2023-12", section="民生改善"),
    Row("城镇登记失业率", level("4.5", "%", MOST), "社会事务局", "8", deadline="2023-12", section="民生改善"),
)


# ---- an office of the party committee: a table in Word

COMMITTEE = "关于分解下达2023年度主要指标任务的通知.docx"
_COMMITTEE_TABLE = (
    ("类别", "指标", "单位", "确保目标", "力争目标", "责任部门", "备注"),
    ("经济运行", "一般公共预算收入", "亿元", "12", "12.5", "财政局", ""),
    ("", "社会消费品零售总额增速", "%", "≥9", "10", "商务局", "限额以上同口径"),
    ("", "进出口总额", "亿元", "完成市下达任务", "", "商务局", ""),
    ("创新驱动", "新增国家高新技术企业", "家", "不少于10", "15", "科技局", ""),
    ("", "研发经费投入强度", "%", "3左右", "", "科技局、财政局", ""),
    ("绿色发展", "单位GDP能耗", "%", "下降3", "下降3.5", "发改局", "按上级核定数"),
    ("", "空气质量优良天数", "天", "300-310", "", "生态环境分局", ""),
)


def committee() -> bytes:
    document = docx.Document()
    document.add_paragraph("关于分解下达2023年度主要指标任务的通知")
    document.add_paragraph("各部门：现将2023年度主要指标任务分解下达给你们，请认真抓好落实。")
    document.add_paragraph("2023年度主要指标任务分解表")
    table = document.add_table(len(_COMMITTEE_TABLE), 7)
    for cells, texts in zip(table.rows, _COMMITTEE_TABLE, strict=True):
        for cell, text in zip(cells.cells, texts, strict=True):
            cell.text = text
    for first, last in ((1, 3), (4, 5), (6, 7)):
        table.cell(first, 0).merge(table.cell(last, 0))
    sink = io.BytesIO()
    document.save(sink)
    return sink.getvalue()


COMMITTEE_ROWS = (
    Row("一般公共预算收入", level("12", "亿元"), "财政局", stretch="12.5", section="经济运行"),
    Row("社会消费品零售总额", rate("9", LEAST), "商务局", section="经济运行", note="限额以上同口径", asked=True),
    Row("进出口总额", Stated(), "商务局", section="经济运行", wording="完成市下达任务", asked=True),
    Row("新增国家高新技术企业", level("10", "家", LEAST), "科技局", stretch="15", section="创新驱动"),
    Row("研发经费投入强度", level("3", "%", ABOUT), "科技局、财政局", section="创新驱动"),
    Row("单位GDP能耗", rate("-3"), "发改局", section="绿色发展", note="按上级核定数", asked=True),
    Row("空气质量优良天数", level("300", "天", high="310"), "生态环境分局", section="绿色发展"),
)


# ---- an investment office: a .csv of its own program, in GB18030

INVESTMENT = "招商系统导出-2023年任务.csv"


def investment() -> bytes:
    rows = (
        "编码,项目名称,2023年任务,责任领导,责任单位,权重(%),考核说明",
        'ZS01,"固定资产投资额","60亿元以上，增长10%",李主任,发展改革局,15,统计局数据',
        "ZS02,引进省外到位资金,120亿元,王主任,招商局,20%,",
        "ZS03,新签约项目,不少于30个,王主任,招商局,10,含续建",
        "ZS04,签约项目开工率,80%以上,王主任,招商局,10,",
        "ZS05,GDP,80亿元,李主任,发展改革局,,",
        "ZS06,营商环境满意度,提升,赵主任,行政审批局,5,",
        "ZS03,新签约项目,35个,王主任,招商局,10,重复",
    )
    return "\r\n".join(rows).encode("gb18030")


INVESTMENT_ROWS = (
    Row("固定资产投资", both("60", "亿元", "10", LEAST), "发展改革局", "15", note="统计局数据"),
    Row("引进省外到位资金", level("120", "亿元"), "招商局", "20"),
    Row("新签约项目", level("30", "个", LEAST), "招商局", "10", note="含续建", asked=True),
    Row("签约项目开工率", level("80", "%", LEAST), "招商局", "10"),
    Row("地区生产总值", level("80", "亿元"), "发展改革局"),
    Row("营商环境满意度", Stated(), "行政审批局", "5", wording="提升", asked=True),
    Row("新签约项目", level("35", "个"), "招商局", "10", note="重复", asked=True),
)


def known(ledger: Ledger) -> None:
    """A workbook that knows two of the indicators, with a target of each."""
    ledger.add_target("地区生产总值", 2023, both("80", "亿元", "8"))
    ledger.add_target("固定资产投资", 2023, Stated(Decimal(60), unit="亿元", bound=LEAST))


def _saved(book: openpyxl.Workbook) -> bytes:
    sink = io.BytesIO()
    book.save(sink)
    return sink.getvalue()
