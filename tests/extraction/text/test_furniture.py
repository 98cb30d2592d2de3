"""What belongs to a page and not to its text."""

from __future__ import annotations

import pytest

from zonetracker.extraction import extract
from zonetracker.extraction.document import Document
from zonetracker.extraction.text.furniture import is_furniture, outside_text


@pytest.mark.parametrize(
    "line",
    [
        "您当前所在的位置:清河网>>新闻>>要闻",
        "首页>政务公开>工作报告",
        "首页|新闻|政务|服务",
        "发布时间:2021-01-22来源:清河区交通局阅读:312次",
        "字号:[大中小]",
        "【打印】【关闭】",
        "第A4版:城事",
        "下一篇4放大缩小默认",
        "上一篇:全区召开动员会",
        "责任编辑:张三",
        "主办单位:清河区人民政府办公室",
        "-12-",
        "首页新闻采购动态全区完成采购额逾80亿元",
        "海量资讯，尽在清河新闻客户端>>",
        "开户享福利，抽188元红包，100%中奖！",
        "清公网安备62052302000005号",
    ],
)
def test_lines_of_a_page(line: str) -> None:
    assert is_furniture(line)


@pytest.mark.parametrize(
    "line",
    [
        "下一页岩气田",
        "一、主要指标",
        "(三)打印产业",
        "打印产业产值80亿元",
        "关闭小煤矿12家",
        "2023年7月20日",
        "责任编辑制度全面推行，来源于基层的稿件3200篇。",
        "工业用水来源多元化",
        "阅读推广活动120场",
        "2022/2023年度产量/产值/税收",
        "产值|120|亿元",
        "分享改革红利",
        "清河区2022年工作总结发布时间:2023-01-05浏览次数:12",
    ],
)
def test_lines_of_a_text(line: str) -> None:
    assert not is_furniture(line)


def test_links_below_their_head_are_furniture_up_to_the_next_sentence() -> None:
    sentence = "全区召开会议，通报上半年投资情况，对下一步工作提出要求，各部门负责人参加会议，会议由区长主持召开。"
    lines = ["相关链接", "去年新增企业320家", "今年投资80亿元", sentence, "投资80亿元"]
    assert list(outside_text(lines)) == [True, True, True, False, False]


def test_furniture_gives_no_rows_and_no_sections() -> None:
    text = (
        "首页 > 新闻\n清河区2023年上半年经济运行情况\n发布时间：2023-07-20　来源：区统计局　阅读：312次\n"
        "一、工业\n上半年，规模以上工业产值80亿元，增长5%。\n【打印】【关闭】\n相关阅读\n去年新增企业320家\n今年签约项目58个\n"
    )
    rows = extract(Document(text))
    assert [(row.name, row.year, row.section) for row in rows] == [("规模以上工业产值", 2023, "一、工业")]
