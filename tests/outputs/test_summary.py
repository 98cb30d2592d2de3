"""The summary in words: every number is that of the sheet, every class is printed, a fall is a fall."""

import io
import re
import zipfile
from dataclasses import replace
from decimal import Decimal
from html.parser import HTMLParser

import docx
import pytest
from docx.shared import Mm, Pt

from tests.known import known
from tests.outputs.specimens import SPECIMENS, build
from zonetracker.model.bookkeeping import Adjustment
from zonetracker.model.closing.corrections import Correction
from zonetracker.model.facts import Action, ActionKind, ActionSubject, Bound, Kind, Stated
from zonetracker.model.issuing import Group, SheetColumn, SheetOptions, Wording
from zonetracker.model.milestones.records import records_of
from zonetracker.model.progress import Progress
from zonetracker.model.standing import LAGGING, Grade
from zonetracker.outputs.sheet.texts import cell_text
from zonetracker.outputs.status import status_rows
from zonetracker.outputs.summary.blocks import AnnexLine
from zonetracker.outputs.summary.composing import (
    FONT_CHOICES,
    Heading,
    Note,
    Paragraph,
    Signature,
    Summary,
    SummaryTable,
    compose,
    fonts_missing,
    to_html,
)
from zonetracker.outputs.summary.document import docx_bytes
from zonetracker.outputs.summary.editing import paragraphs_of
from zonetracker.outputs.summary.parts import behind_table, most_important, worst_first
from zonetracker.outputs.summary.room import ROOM, lines_of
from zonetracker.outputs.summary.sentences import gap_words, reached_words, sentence, shortfall
from zonetracker.words.wording import date_words

WORDS = Wording(addressee="各有关单位", issuer="示范区办公室", issued_on="2023-10-12")


def running_text(summary: Summary) -> str:
    return "\n".join(block.text for block in summary.blocks if not isinstance(block, SummaryTable))


def tables(summary: Summary) -> list[SummaryTable]:
    return [block for block in summary.blocks if isinstance(block, SummaryTable)]


def everything(summary: Summary) -> list[str]:
    cells = [cell for table in tables(summary) for row in (table.head, *table.rows) for cell in row]
    return [summary.title, *running_text(summary).split("\n"), *cells]


def test_title_opening_and_order(small: Progress) -> None:
    summary = compose(small, WORDS)
    assert summary.title == "关于示范区2023年1-9月主要目标任务完成情况的通报"
    headings = [block.text for block in summary.blocks if isinstance(block, Heading)]
    assert headings == [
        "一、主要经济指标",
        "二、量化指标",
        "三、重点项目和民生实事",
        "四、未达序时清单",
        "五、未报送数据的指标",
    ]
    assert summary.blocks[0] == Paragraph("各有关单位：")
    opening = summary.blocks[1]
    assert isinstance(opening, Paragraph)
    assert opening.text.startswith("截至9月底，列入跟踪的目标任务共25项：已完成3项，占12.0%；")
    assert [block.text for block in summary.blocks if isinstance(block, Signature)] == [
        "示范区办公室",
        "2023年10月12日",
    ]
    assert isinstance(summary.blocks[-4], Note)
    assert summary.blocks[-3] == AnnexLine("附件：2023年1-9月示范区主要目标任务完成情况表")


@pytest.mark.parametrize("month", range(1, 13))
@pytest.mark.parametrize("count", [0, 1, 7, 25])
def test_the_classes_are_the_lights_they_add_up_and_all_are_printed(month: int, count: int) -> None:
    progress = build(SPECIMENS[:count], month)
    opening = running_text(compose(progress)).split("\n")[0]
    assert f"列入跟踪的目标任务共{count}项：" in opening
    counted = {name: int(number) for name, number in re.findall(r"([\u4e00-\u9fff]+)(\d+)项", opening)}
    missing = progress.count(Grade.NO_DATA) + progress.count(Grade.NOT_DUE)
    for grade in progress.grades:
        said = missing if grade is Grade.NO_DATA else progress.count(grade)
        ending = [number for name, number in counted.items() if name.endswith(progress.word(grade))]
        assert said in ending, (grade, opening)
    outer = re.sub(r"（.*?）", "", opening).partition("项：")[2]
    assert sum(int(number) for number in re.findall(r"(\d+)项", outer)) == count


def test_each_class_has_its_share(small: Progress) -> None:
    opening = running_text(compose(small)).split("\n")[0]
    assert "已完成3项，占12.0%" in opening and "未达序时9项，占36.0%（其中略滞后5项，滞后4项）" in opening


def test_every_percentage_in_the_text_is_one_of_the_sheet(small: Progress) -> None:
    rows = status_rows(small)
    known = {said.lstrip("-") for row in rows for key, said in row.items() if key not in ("indicator", "unit") and said}
    known |= {str(small.rules.tolerance), "10", "12", "7.5", "8"}
    said = running_text(compose(small)).split("说明：")[0].partition("一、")[2]
    for number in re.findall(r"(\d+(?:\.\d+)?)(?:%|个百分点)", said):
        assert number in known, number


def test_sentences_in_the_words_of_an_office(small: Progress) -> None:
    text = "\n".join(sentence(row, small) for row in small.rows) + running_text(compose(small))
    assert "固定资产投资完成194.54亿元，为年度目标（211.83亿元）的91.8%，高于序时进度16.8个百分点" in text
    assert "同比下降3.5%" in text and "同比持平" in text
    assert "增长-" not in text and "下降-" not in text and "%%" not in text
    assert "规模以上工业增加值同比增长6.2%，低于目标（增长9%以上）2.8个百分点，滞后。" in text


def test_by_which_figure_a_row_was_judged_is_said_where_they_differ(small: Progress) -> None:
    told = {row.indicator.name: sentence(row, small) for row in small.rows}
    assert told["社会消费品零售总额"].endswith("低于目标（增长7.5%–8%）7.5个百分点，滞后。")
    row = next(row for row in small.rows if row.standing.level_grade is not row.standing.growth_grade is not None)
    worse = "按数值评价" if (row.standing.level_grade or 0) < (row.standing.growth_grade or 0) else "按增速评价"
    assert worse in sentence(row, small) or row.standing.level_grade is None


def test_which_figure_a_tolerance_lets_pass_is_said_where_the_other_is_behind() -> None:
    rows = [list(SPECIMENS[0]), list(SPECIMENS[15])]
    rows[0][10], rows[0][12] = "59", "7.9"
    rows[1][4:7], rows[1][10], rows[1][12] = ["42000", None, Bound.ABOUT], "31000", "3"
    progress = build(rows)
    said = [sentence(row, progress) for row in progress.rows]
    assert "略滞后（按数值评价，增速的“左右”按±2%掌握，视为达到）" in said[0]
    assert "滞后（按增速评价，数值的“左右”按±2%掌握，视为达到）" in said[1]


def test_an_exceeded_ceiling_is_not_completed_at_a_years_end() -> None:
    row = list(SPECIMENS[8])
    row[10] = "46"
    progress = build([row], 12)
    assert gap_words(progress.rows[0], progress) == "占控制指标102.2%"
    assert "占控制指标102.2%" in shortfall(progress.rows[0], progress)


def test_a_promised_fall_a_ceiling_and_a_limit_are_told_in_their_own_way() -> None:
    rows = [SPECIMENS[place] for place in (10, 8, 9, 7, 12)]
    progress = build(rows)
    said = [sentence(row, progress) for row in progress.rows]
    assert "同比下降3.4%，降幅大于目标（下降3%）0.4个百分点" in said[0]
    assert "为11人，占控制指标（45人以内）的24.4%，低于序时进度50.6个百分点" in said[1]
    assert "未发生（控制数0起以内）" in said[2]
    assert said[3] == "城镇登记失业率为4.1%（控制数4.3%以内），控制在内。"
    assert "为3.4%，不在目标区间内（目标2–3%）" in said[4]


def test_those_behind_with_unit_gap_and_reason_the_worst_first(small: Progress) -> None:
    behind = behind_table(worst_first(small.rows), small, {})
    assert behind.head == ("指标名称", "责任单位", "年度目标", "1-9月累计", "差距(百分点)", "进度评价", "原因")
    rows = {row[0]: row[1:] for row in behind.rows}
    assert len(rows) == sum(row.standing.grade in LAGGING for row in small.rows)
    grades = [row.standing.grade for row in worst_first(small.rows)]
    assert grades == sorted(grades)
    gaps = [Decimal(row[4]) for row in behind.rows if row[4].replace(".", "").isdigit()]
    assert gaps == [Decimal("77.5"), Decimal("8.3"), Decimal("6.1"), Decimal("3.3")]
    assert rows["高新技术企业"] == (
        "试验办公室",
        "120家以上",
        "113家",
        "完成94.2%",
        "略滞后",
        "两个项目推迟到四季度 开工",
    )
    assert rows["进出口总额"][3] == "6.1"
    assert rows["规模以上工业增加值"][-1] == "未填报"
    few = compose(build(SPECIMENS[:5]))
    assert "其中，进出口总额完成6200万美元" in running_text(few)
    assert "未达序时的目标任务共3项，按差距由大到小列表如下。" in running_text(few)
    assert len(tables(few)[-1].rows) == 3
    none_behind = compose(build([SPECIMENS[6]]))
    assert "没有未达序时的目标任务" in running_text(none_behind)


def test_what_the_office_watches_is_told_first_with_its_parts(small: Progress) -> None:
    names = [row.indicator.name for row in small.rows[:5]]
    watched = [replace(row, indicator=replace(row.indicator, pinned=row is small.rows[3])) for row in small.rows[:5]]
    assert [row.indicator.name for row in most_important(watched)] == [*names[3:], *names[:3]]


def test_where_much_is_to_be_told_the_rest_is_brief_and_still_fits(large: Progress) -> None:
    overdue = [replace(small_one, id=number) for number, small_one in enumerate([large.milestones[1]] * 30, 1)]
    before, after = Stated(Decimal(410), unit="亿元"), Stated(Decimal(405), unit="亿元")
    adjustments = {
        row.target.id: [Adjustment(1, row.target.id, 3, before, after, "关于核减投资任务的批复", "核减")]
        for row in large.rows[:20]
    }
    busy = replace(large, rows=large.rows[:300], milestones=tuple(overdue), adjustments=adjustments)
    corrected = tuple(
        Correction(row.indicator.id, row.indicator.name, "亿元", 2023, 8, before, after, "统计局核定数据")
        for row in busy.rows[30:60]
    )
    summary = compose(replace(busy, edition=2, corrections=corrected), WORDS)
    assert lines_of(summary.blocks) < ROOM
    assert known(summary.annex).notes[-1].startswith("其余逾期的重点事项（28项）：")
    assert "；其余18项见附件备注。" in running_text(summary)


def test_milestones_by_their_deadlines(small: Progress) -> None:
    text = running_text(compose(small))
    assert "重点事项共4项：已办结1项、逾期1项、推进中1项、未定时限1项。" in text
    assert "已办结的有：科创园二期开工建设（2023年6月18日完成）。" in text
    assert ("北环路东延工程通车", "试验办公室", "2023年8月", "管线迁改未完成") in tables(compose(small))[0].rows


def with_actions(progress: Progress, *told: tuple[int, ActionKind, str, str | None]) -> Progress:
    """A month in which something was done about its milestones: which one, what, on which day, the deadline before."""
    actions = [
        Action(number, ActionSubject.MILESTONE, one, day, kind, before=before)
        for number, (one, kind, day, before) in enumerate(told, 1)
    ]
    return replace(progress, records=records_of(actions, []))


def test_milestones_that_wait_or_were_given_up_are_told_as_such(small: Progress) -> None:
    told = with_actions(
        small,
        (2, ActionKind.APPLY, "2023-09-01", None),
        (2, ActionKind.EXTEND, "2023-07-20", "2023-07"),
        (3, ActionKind.SUSPEND, "2023-09-02", None),
        (4, ActionKind.CANCEL, "2023-09-03", None),
    )
    summary = compose(told)
    assert (
        "重点事项共3项：已办结1项、逾期0项、申请销号中1项、推进中0项、未定时限0项、暂缓1项。"
        "申请销号中和已退回的，有1项也已逾期。"
    ) in running_text(summary)
    row = ("北环路东延工程通车", "试验办公室", "2023年8月（原时限2023年7月，延期1次）", "管线迁改未完成")
    assert row in tables(summary)[0].rows
    assert "创建绿色园区" not in "".join(everything(summary))


def test_a_figure_that_is_there_is_not_asked_for_though_it_cannot_be_judged(small: Progress) -> None:
    rows = tuple(
        replace(row, actual=replace(known(small.rows[0].actual), growth=Decimal(5)))
        if row.indicator.name == "城乡居民增收"
        else row
        for row in small.rows
    )
    told = paragraphs_of(compose(replace(small, rows=rows)))
    assert told["missing"] == "共1项，请抓紧补报。试验办公室：新建高标准农田。"
    assert told["unjudged"] == "已有数据、但不能与目标比较的有：城乡居民增收。"


def of_sources(progress: Progress, *sources: str) -> Progress:
    """The first rows of a progress, with figures of these sources out of one cell."""
    rows = []
    for row, source in zip(progress.rows, sources, strict=False):
        assert row.actual is not None
        rows.append(replace(row, actual=replace(row.actual, source=source, origin="九月.xlsx 月报!B2")))
    return replace(progress, rows=tuple(rows))


def test_what_has_no_figure_is_named_and_a_sheets_cell_is_no_source(small: Progress) -> None:
    assert "共2项，请抓紧补报。试验办公室：新建高标准农田；示范局：城乡居民增收。" in running_text(compose(small))
    text = running_text(compose(of_sources(small, "")))
    assert "九月.xlsx" not in text and "来源见各责任单位报送。" in text


def test_whose_the_figures_are_stands_in_the_note_and_an_expected_one_is_marked(small: Progress) -> None:
    told = of_sources(small, "统计局（快报）", "财政局（预计）", "统计局")
    summary = compose(told)
    text = running_text(summary) + str([table.rows for table in tables(summary)])
    assert "数据来源：统计局、财政局，部分为快报数，标“预计”的为预计数。" in text
    assert [("（预计）" in reached_words(row, told)) for row in told.rows] == [False, True, False]
    assert reached_words(told.rows[1], told) in text
    final = of_sources(small, "统计局", "财政局")
    assert "预计" not in running_text(compose(final))


def test_a_target_adjusted_by_this_month_is_told_with_its_paper(small: Progress) -> None:
    row = small.rows[0]
    before, after = Stated(Decimal(410), unit="亿元"), Stated(Decimal(405), unit="亿元")
    kept = Adjustment(1, row.target.id, small.month, before, after, "云政发3号", "上级核减")
    later = replace(kept, id=2, from_month=small.month + 1, paper="云政发9号")
    adjusted = compose(replace(small, adjustments={row.target.id: [kept, later]}))
    told = [line for line in running_text(adjusted).splitlines() if "目标调整" in line]
    name = row.indicator.name
    assert told == [f"5.目标调整：{name}自{small.month}月起由410亿元调整为405亿元（云政发3号）。"]
    assert "目标调整" not in running_text(compose(small))


def test_past_milestones_are_not_followed(small: Progress) -> None:
    past = replace(small, milestones=(replace(small.milestones[0], kind=Kind.ACTUAL),))
    assert "没有列入跟踪的重点项目和民生实事" in running_text(compose(past))
    assert date_words("2023-06-08") == "2023年6月8日"


def test_a_long_list_is_told_in_short_and_stands_in_the_annex(large: Progress) -> None:
    summary = compose(large)
    assert lines_of(summary.blocks) < ROOM
    assert summary.annex is not None and len(summary.annex.rows) == 3000
    behind = sum(row.standing.grade in LAGGING for row in large.rows)
    listed = len(tables(summary)[-1].rows)
    assert f"共{behind}项，差距最大的{listed}项列表如下，其余{behind - listed}项见附件。" in running_text(summary)
    assert summary.annex.notes[0] == "未报送数据的指标（240项）："
    assert sum(note.count("新建高标准农田") + note.count("城乡居民增收") for note in summary.annex.notes) == 240


def test_the_annex_is_the_table_of_the_sheet_with_its_columns_and_groups(small: Progress) -> None:
    options = SheetOptions((SheetColumn.NUMBER, SheetColumn.NAME, SheetColumn.ACTUAL), Group.SECTION)
    annex = compose(small, options=options).annex
    assert annex is not None and annex.head == ("序号", "指标名称", "1-9月累计") and annex.numeric == {2}
    bands = [row.cells for row in annex.rows if row.band]
    assert bands == [("经济指标",), ("民生与环境",)]
    told = [row for row in annex.rows if not row.band]
    assert [row.cells[2] for row in told] == [cell_text(SheetColumn.ACTUAL, small, row) for row in small.rows]
    assert [row.depth for row in told] == [row.depth for row in small.rows]
    page = to_html(compose(small, options=options))
    assert page.count("<section>") == 1 and '<td class="band" colspan="3">经济指标</td>' in page
    assert compose(replace(small, rows=())).annex is None


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.said: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        assert not {name for name, _ in attrs} & {"src", "href", "onclick", "onload"}

    def handle_data(self, data: str) -> None:
        self.said.append(data)


def hostile(small: Progress, text: str) -> Progress:
    rows = tuple(replace(row, indicator=replace(row.indicator, name=text)) for row in small.rows)
    return replace(small, rows=rows, zone=text)


@pytest.mark.parametrize(
    "text", ["<script>alert(1)</script>", "</td><img src=x onerror=1>", "a&b\"'", "\x00\ud800\u202e]]>"]
)
def test_hostile_text_stays_text(small: Progress, text: str) -> None:
    summary = compose(hostile(small, text), WORDS)
    page = to_html(summary)
    page.encode("utf-8")
    seen = Tags()
    seen.feed(page)
    assert not seen.tags & {"script", "img", "a", "link", "iframe", "object"}
    shown = compose(hostile(small, text)).title
    assert shown in "".join(seen.said)
    assert docx.Document(io.BytesIO(docx_bytes(summary))).paragraphs[0].text.replace("\n", "") == summary.title


def test_html_and_docx_hold_all_that_was_composed(small: Progress) -> None:
    summary = compose(small, WORDS)
    seen = Tags()
    seen.feed(to_html(summary))
    document = docx.Document(io.BytesIO(docx_bytes(summary)))
    written = {paragraph.text.replace("\n", "") for paragraph in document.paragraphs}
    written |= {cell.text.replace("\n", "") for table in document.tables for row in table.rows for cell in row.cells}
    for text in everything(summary):
        assert text in seen.said and text in written, text


def test_docx_page_and_typefaces(small: Progress) -> None:
    document = docx.Document(io.BytesIO(docx_bytes(compose(small, WORDS))))
    section = document.sections[0]
    margins = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    wanted = (Mm(37), Mm(35), Mm(28), Mm(26))
    for margin, one in zip(margins, wanted, strict=True):
        assert margin is not None and abs(margin - one) < 1000
    title, addressee, opening, heading = document.paragraphs[:4]
    east_asia = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}eastAsia"
    faces = [next(paragraph.runs[0]._r.iter("{*}rFonts")).get(east_asia) for paragraph in (title, opening, heading)]
    assert faces == ["方正小标宋简体", "仿宋_GB2312", "黑体"]
    assert [paragraph.runs[0].font.size for paragraph in (title, opening)] == [Pt(22), Pt(16)]
    assert opening.paragraph_format.line_spacing == Pt(28)
    assert addressee.text == "各有关单位："
    footers = [section.footer, section.even_page_footer]
    assert all(" PAGE " in footer._element.xml and footer.paragraphs[0].text == "——" for footer in footers)


def test_docx_is_the_same_again_and_names_nobody(small: Progress) -> None:
    summary = compose(small, WORDS)
    first = docx_bytes(summary)
    assert first == docx_bytes(summary)
    with zipfile.ZipFile(io.BytesIO(first)) as package:
        core = package.read("docProps/core.xml").decode()
        assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert "python-docx" not in core and "2023-10-12T00:00:00Z" in core


def test_fonts_missing_says_what_stands_in() -> None:
    wanted = {choice.wanted[0] for choice in FONT_CHOICES}
    assert fonts_missing(wanted) == []
    said = fonts_missing({"宋体", "仿宋", "黑体", "楷体_GB2312"})
    assert said == ["没有安装“方正小标宋简体”，标题改用宋体加粗。", "没有安装“仿宋_GB2312”，正文改用仿宋。"]
    assert len(fonts_missing(set())) == 4 and "方框" in fonts_missing(set())[0]


def test_a_years_end_is_told_in_its_own_words() -> None:
    progress = build(SPECIMENS, 12)
    summary = compose(progress)
    text = "\n".join(everything(summary))
    assert summary.title == "关于示范区2023年度主要目标任务完成情况的通报"
    headings = [block.text for block in summary.blocks if isinstance(block, Heading)]
    assert headings[3] == "四、未完成清单"
    for word in ("提前完成", "超序时", "达到序时", "未达序时", "滞后", "限期赶上", "低于序时进度"):
        assert word not in text
    missed = [row for row in progress.rows if row.standing.grade is Grade.MISSED]
    assert f"未完成的目标任务共{len(missed)}项" in text and missed
    assert "“超额完成”指超过全年目标" in text


def test_a_year_without_anything_missed_says_so() -> None:
    progress = build(SPECIMENS, 12)
    met = replace(progress, rows=tuple(row for row in progress.rows if row.standing.grade is not Grade.MISSED))
    assert "全年没有未完成的目标任务。" in running_text(compose(met))


def test_the_words_of_a_years_end_are_the_offices_own() -> None:
    progress = build(SPECIMENS, 12)
    rules = replace(progress.rules, words={**progress.rules.words, "missed": "未达标"})
    text = running_text(compose(replace(progress, rules=rules)))
    assert "未达标" in text.split("\n")[0] and "“未达标”指没有达到" in text
