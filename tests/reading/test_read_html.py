"""Web pages: main text, headings, tables; charset, malformed tags, navigation."""

import pytest

from zonetracker.extraction.document import BlockKind, Document
from zonetracker.extraction.reading import read
from zonetracker.support.errors import Refusal

SAID = "全年完成税收3.20亿元，比上年增长12.5%，新增规模以上企业15家，其中工业企业9家，超过年初计划。"
NAVIGATION = "<div class=nav>" + "".join(f"<a href=/{n}>栏目{n}</a> " for n in range(30)) + "</div>"


def opened(html: str, name: str = "报告.html") -> Document:
    return read(html.encode(), name)


def page(body: str, head: str = "") -> str:
    return f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>"


def test_main_text_without_navigation() -> None:
    document = opened(
        page(
            NAVIGATION + f"<div><h1>西岭区总结</h1><p>发布时间：2023-01-16 来源：西岭区政府</p><div id=a><p>{SAID}</p>"
            f"<p>{SAID}二</p><p>{SAID}三</p><p>{SAID}四</p>"
            "<p>【打印本页】【关闭】</p></div></div><script>var x = '生产总值9亿元';</script>"
            "<footer>脚注</footer><p>版权所有 西岭区政府 ICP备05号。电话0571-1</p>"
            "<div style='display: none'>隐藏5家</div>",
            "<title>西岭区总结_西岭区政府网</title>",
        )
    )
    assert document.text == f"西岭区总结\n{SAID}\n{SAID}二\n{SAID}三\n{SAID}四\n"
    assert document.title == "西岭区总结"
    assert document.date == "2023-01-16"
    assert document.blocks[0].kind is BlockKind.TITLE


def test_meta_elements_name_title_and_day() -> None:
    head = '<meta name="ArticleTitle" content="西岭区  计划"><meta name="PubDate" content="2024/3/5 10:00">'
    document = opened(page(f"<p>{SAID}</p>", head))
    assert (document.title, document.date) == ("西岭区 计划", "2024-03-05")


def test_headings_lists_and_breaks() -> None:
    document = opened(
        page(
            f"<h2>一、成绩</h2><p>{SAID}<br>　　{SAID}</p><ol start=3><li>工业</li><li>5个项目</li></ol>"
            "<ul><li>点</li></ul>"
        )
    )
    assert document.text == f"一、成绩\n{SAID}\n{SAID}\n3. 工业\n4. 5个项目\n点\n"
    assert document.blocks[0].kind in (BlockKind.HEADING, BlockKind.TITLE)


def test_line_ends_in_the_source_do_not_part_words() -> None:
    assert opened(page(f"<p>完成\n   投资\n30&nbsp;亿元</p><p>{SAID}</p>")).text.startswith("完成投资 30\xa0亿元\n")


def test_tables_with_spans() -> None:
    document = opened(
        page(
            f"<p>{SAID}</p><table><tr><th rowspan=2>指标</th><th colspan=2>全年</th></tr><tr><td>绝对数</td>"
            "<td>增长<br>（%）</td></tr><tr><td><p>出口</p></td><td>1.50</td><td>-2</td></tr></table>"
        )
    )
    (table,) = document.tables
    shape = {
        document.text[cell.span.start : cell.span.end]: (cell.row, cell.column, cell.rows, cell.columns)
        for cell in table.cells
    }
    assert shape == {
        "指标": (0, 0, 2, 1),
        "全年": (0, 1, 1, 2),
        "绝对数": (1, 1, 1, 1),
        "增长（%）": (1, 2, 1, 1),
        "出口": (2, 0, 1, 1),
        "1.50": (2, 1, 1, 1),
        "-2": (2, 2, 1, 1),
    }
    assert document.text.endswith("指标\t全年\t\n\t绝对数\t增长（%）\n出口\t1.50\t-2\n")


def test_a_table_that_arranges_the_page_is_read_as_text() -> None:
    document = opened(
        f"<html><table><tr><td><a href=/>首页</a></td><td>日期</td></tr><tr><td></td><td><p>{SAID}</p>"
        f"<table><tr><td>出口</td><td>8.0</td></tr><tr><td>进口</td><td>3</td></tr></table></td></tr></table>"
    )
    assert SAID in document.text.splitlines()
    assert len(document.tables) == 1


@pytest.mark.parametrize("charset", ["gb2312", "gbk", "GB18030", "utf-8", "big5"])
def test_the_declared_charset_is_believed(charset: str) -> None:
    said = "全年完成稅收3.20億元，比上年增長12.5%。" if charset == "big5" else SAID
    html = page(f"<p>{said}</p>", f'<meta http-equiv="Content-Type" content="text/html; charset={charset}">')
    document = read(html.encode(charset), "报告.htm")
    assert document.text == f"{said}\n"
    assert not document.warnings


@pytest.mark.parametrize("actual", ["utf-8", "gb18030", "utf-8-sig", "utf-16"])
def test_a_wrong_or_missing_charset_is_found_out(actual: str) -> None:
    wrong = "utf-8" if actual == "gb18030" else "ascii"
    for head in ("", f"<meta charset={wrong}>"):
        assert read(page(f"<p>{SAID}</p>", head).encode(actual), "报告.html").text == f"{SAID}\n"


def test_blanks_lost_from_tags_are_put_back() -> None:
    html = (
        f'<divclass="t"><h2>西岭区总结</h2></div><divid="x"><pstyle="color:red">{SAID}</p><pclass=a>{SAID}</p>'
        "<table><tr><tdwidth=90>出口</td><tdcolspan=2>8.0</td></tr><tr><td>进口</td><td>1</td><td>2</td></tr></table></div>"
    )
    document = opened(html)
    assert document.text.splitlines()[-4:] == [SAID, SAID, "出口\t8.0\t", "进口\t1\t2"]


def test_html_by_another_name_is_read_with_a_warning() -> None:
    document = opened(page(f"<p>{SAID}</p>"), "报告.txt")
    assert document.media == "text/html"
    assert document.warnings == ("文件名以 .txt 结尾，内容却是网页，已按网页读取。",)


@pytest.mark.parametrize("depth", [300, 20_000, 500_000])
def test_text_in_deep_nesting_is_not_dropped_in_silence(depth: int) -> None:
    with pytest.raises(Refusal) as told:
        opened("<html>" + "<div>" * depth + SAID)
    assert told.value.code == "read-nested"


def test_unclosed_tags_of_old_pages_are_borne() -> None:
    html = "<html><body>" + "".join(f"<p><font size=2>{SAID}{n}" for n in range(60))
    assert len(opened(html).text.splitlines()) == 60


def test_short_lines_that_only_look_like_furniture_stay() -> None:
    lines = [
        "关闭小煤矿12家",
        "推进数据分享",
        "收藏品交易额3亿元",
        "大中小企业融通发展",
        "（三）打印产业",
        "下一页岩气田",
    ]
    html = page(f"<p>{SAID}</p>" + "".join(f"<p>{line}</p>" for line in lines) + "<p>字号：大 中 小 打印 关闭</p>")
    assert opened(html).text.splitlines()[1:] == lines


def test_a_number_of_a_list_goes_with_the_paragraph_in_it_and_no_further() -> None:
    page = "<html><ol><li><p>税收</p><p>增长5%。</p></li><li></li><li>出口</li><li><img></li></ol><p>就业</p>"
    assert read(page.encode(), "a.html").text == "1. 税收\n增长5%。\n3. 出口\n就业\n"


def test_remarks_of_a_page_of_word_stay_out() -> None:
    remark = "<div style='mso-element:comment-list'><hr><div style='mso-element:comment'><p>应为9%。</p></div></div>"
    page = f"<html><body><div><p>工业增长7%<a class=msocomanchor>[a1]</a>。</p></div>{remark}</body></html>"
    assert read(page.encode(), "a.html").text == "工业增长7%。\n"
