"""Why a figure is a row or none: every rule fires in some sentence of ours, and no figure is left without a word."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

from tests.shared import SHARED
from zonetracker.extraction import extract
from zonetracker.extraction.document import Cell, Document, Table
from zonetracker.extraction.explaining import Explanation, Judged, explain_job
from zonetracker.extraction.rules import NO_ROW, OF_NAME, Rule
from zonetracker.extraction.text.periods import Period
from zonetracker.model.facts import Kind, Span
from zonetracker.support.job import finish

REPORTS = sorted((Path(__file__).parent / "own_reports").glob("*.txt"))
BACK = "青禾高新区2022年工作总结和2023年工作计划\n一、2022年工作回顾\n"
AHEAD = f"{BACK}全年工作圆满完成。\n二、2023年主要目标\n"
PRESS = "本报讯 2023年12月20日，青禾区统计局发布数据。" + "园区面貌焕然一新。" * 80

SENTENCES = (
    (AHEAD + "确保完成投资80亿元。去年，全区建成12个公园。", "12个", Rule.NAME_BEHIND),
    (BACK + "进出口总额400亿元，上年同期为376亿元。", "376亿元", Rule.OTHER_TIME),
    (BACK + "宏远化工30万吨甲醇装置运行平稳。", "30万吨", Rule.CAPACITY),
    (BACK + "饮用水达标率95%，高于全省90.1%。", "90.1%", Rule.OF_OTHERS),
    (BACK + "如果用于房地产开发，大约能拿到10亿元。", "10亿元", Rule.SUPPOSED),
    (BACK + "159个村集体经济纯收入超过10万元。", "10万元", Rule.OF_EACH),
    (BACK + "对符合条件的企业补助3万元或5万元。", "3万元", Rule.AGE_OR_CHOICE),
    (BACK + "工业增加值增长8%(2020年和2021年增长5%)。", "5%", Rule.EARLIER_GROWTH),
    (BACK + "工业投资拉动全市投资增长2.3%。", "2.3%", Rule.PULL),
    (BACK + "在考核中前三位。", "前三位", Rule.RANK_OF_NOTHING),
    (BACK + "实现税收38 6.5亿元。", "38", Rule.TWO_READINGS),
    (BACK + "城镇化率(52%)居全省第3位。", "52%", Rule.LABEL_BEFORE_BRACKET),
    (BACK + "创造了占全市18%的产值、21%的税收。", "18%", Rule.SHARE_OF_REGION),
    (BACK + "63%的项目已进入建设阶段。", "63%", Rule.SHARE_OF_THOSE),
    (BACK + "新建公厕22座，超额完成20座的年度任务。", "20座", Rule.TASK_OF_ROW),
    (BACK + "全年34个项目由12名领导包联。", "34个", Rule.CARED_FOR),
    (BACK + "规上企业、高新企业分别从20家、15家增加到25家、18家。", "25家", Rule.REACHED_EACH),
    (BACK + "规模以上工业增加值增长1·6%。", "1·6%", Rule.MENDED),
    (BACK + "城镇化率31.2%(2020年)。", "31.2%", Rule.YEAR_BEHIND),
    (AHEAD + "税收12亿元(其中工业税收8亿元)。", "8亿元", Rule.AS_ITS_WHOLE),
    (AHEAD + "在规上企业20家基础上再增加5家。", "20家", Rule.SET_OUT_FROM),
    (AHEAD + "新建公园任务20个，已完成5个。", "5个", Rule.MET_BESIDE),
    (PRESS + "预计12月底前，完成投资60亿元。", "60亿元", Rule.STILL_TO_COME),
    (AHEAD + "目前已建成标准厂房30万平方米。", "30万平方米", Rule.STANDS_SO),
    (" ".join(map(str, range(1, 25))), "17", Rule.ONLY_FIGURES),
    (PRESS + "1-11月，全区完成投资60亿元。工业增加值完成20亿元。", "20亿元", Rule.OF_MONTHS),
    (
        "本报讯 2023年7月20日，青禾区召开大会，将全力推动园区提质增效。加大技改投入，完成技改投资20亿元。",
        "20亿元",
        Rule.NAME_BEFORE,
    ),
    (BACK + "全年建成一批产业基地。", "全年建成一批产业基地", Rule.ONLY_GOES_ON),
    (BACK + "青禾大桥尚未建成，青禾路建成通车。", "青禾大桥尚未建成", Rule.NOT_DONE),
    (BACK + "对青禾大桥项目进行验收。", "对青禾大桥项目进行验收", Rule.ONLY_TOLD_OF),
    (BACK + "成功跻身全国先进行列。", "成功跻身全国先进行列", Rule.BARE_BOAST),
    (AHEAD + "办好青禾文化旅游大会。", "办好青禾文化旅游大会", Rule.STILL_TO_HOLD),
    (AHEAD + "企业入选名单。", "企业入选名单", Rule.UNNAMED_THING),
    (BACK + "园区成为重要增长点。", "园区成为重要增长点", Rule.NO_TITLE),
    (BACK + "为企业发展建成服务平台。", "为企业发展建成服务平台", Rule.NO_DOER),
    (AHEAD + "各项工作完成市下达任务。", "各项工作完成市下达任务", Rule.GOAL_OF_NOTHING),
    (BACK + "城镇居民收入与上年同期相当。", "城镇居民收入与上年同期相当", Rule.OTHER_TIME),
)


@cache
def explained(text: str) -> Explanation:
    return finish(explain_job(Document(text)))


def judged(text: str, figure: str) -> Judged:
    return next(one for heard in explained(text).sentences for one in heard.judged if one.words == figure)


def rules(one: Judged) -> list[Rule]:
    return [fired.rule for fired in one.fired]


@pytest.mark.parametrize(("text", "figure", "rule"), SENTENCES, ids=[str(rule) for _, _, rule in SENTENCES])
def test_a_figure_says_by_which_rule(text: str, figure: str, rule: Rule) -> None:
    one = judged(text, figure)
    assert rule in rules(one)
    assert (one.dropped is not None) == (rule in NO_ROW)


def test_every_rule_fires_in_a_sentence_of_ours() -> None:
    texts = [*(path.read_text(encoding="utf-8") for path in REPORTS), *(text for text, _, _ in SENTENCES)]
    heard = [one for text in texts for one in explained(text).sentences]
    fired = {fired.rule for one in heard for fired in one.time}
    fired |= {fired.rule for one in heard for each in one.judged for fired in each.fired}
    assert set(Rule) - fired == set()


def test_one_sentence_from_time_to_rows() -> None:
    text = AHEAD + "地区生产总值80亿元以上，增长8%左右，其中工业60亿元；产值超10亿元以上企业达到5家。"
    first, second = explained(text).sentences[-2:]
    assert [(fired.rule, fired.words) for fired in first.time] == [(Rule.TIME_OF_HEADING, "二、2023年主要目标")]
    assert first.period is not None and (first.period.kind, first.period.year) == (Kind.TARGET, 2023)
    assert [(one.words, rules(one), [row.name for row in one.rows]) for one in first.judged] == [
        ("80亿元", [Rule.NAME_BEFORE], ["地区生产总值"]),
        ("8%", [Rule.GROWTH_OF_ROW], ["地区生产总值"]),
        ("60亿元", [Rule.PART_OF_WHOLE], ["工业增加值"]),
    ]
    assert [(one.words, rules(one)) for one in second.judged] == [
        ("10亿元", [Rule.THRESHOLD]),
        ("5家", [Rule.NAME_BEFORE]),
    ]


def test_a_goal_that_the_text_announces_is_why_for_the_lines_below() -> None:
    text = "青禾高新区简况\n2023年主要目标是：\n1.税收12亿元；\n2.新增规上企业8家。"
    last = explained(text).sentences[-1]
    assert isinstance(last.time[0].says, Period)
    assert last.time[0].words != last.words


def test_things_without_a_number_have_rules_too() -> None:
    text = AHEAD + "6月底前青禾路一期建成通车，城镇居民收入增长与经济增长同步。"
    found = {rules(one)[-1]: one.rows[0].name for one in explained(text).sentences[-1].judged if one.rows}
    assert found == {Rule.THING_DONE: "青禾路一期建成通车", Rule.GOAL_TIED: "城镇居民收入"}


def test_a_thing_that_is_none_says_what_of_it_was_refused() -> None:
    one = judged(AHEAD + "企业入选名单。", "企业入选名单")
    assert one.rows == () and one.dropped is not None and one.dropped.says == "名单"


def test_a_clause_without_figure_and_thing_is_not_told() -> None:
    assert explained(BACK + "全区上下团结一心，各项工作扎实推进。").sentences[-1].judged == ()


def test_a_figure_of_a_table_is_that_of_its_cell() -> None:
    text = "2023年主要目标\n指标\t单位\t目标\t增长%\n1地区生产总值\t亿元\t80\t8\n税收\t亿元\t12\t-5"
    cells, at = [], text.index("指标")
    for row, line in enumerate(text[at:].split("\n")):
        for column, words in enumerate(line.split("\t")):
            cells.append(Cell(row, column, Span(at, at + len(words))))
            at += len(words) + 1
    document = Document(text, tables=(Table(Span(text.index("指标"), len(text)), tuple(cells)),))
    found = [one for heard in finish(explain_job(document)).sentences for one in heard.judged]
    assert [(one.words, one.fired[0].rule, len(one.rows)) for one in found[1:]] == [
        ("1", Rule.IN_TABLE, 0),
        ("80", Rule.TABLE_ROW, 1),
        ("8", Rule.TABLE_ROW, 1),
        ("12", Rule.TABLE_ROW, 1),
        ("5", Rule.TABLE_ROW, 1),
    ]


def test_the_number_of_a_paragraph_is_no_figure_without_a_unit() -> None:
    text = BACK + "1、税收12亿元。\n(2)综合能耗3。"
    assert [judged(text, figure).fired[0].rule for figure in ("1", "2", "3")] == [
        Rule.ORDINAL,
        Rule.ORDINAL,
        Rule.NO_UNIT,
    ]


@pytest.mark.parametrize("path", REPORTS, ids=lambda path: path.stem)
def test_watching_changes_nothing(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert list(explained(text).rows) == extract(Document(text))


def nothing_is_left(text: str) -> None:
    """Every row is told by a figure, and every digit of the text, but those of footnotes, in a figure that says why."""
    told = [one for heard in explained(text).sentences for one in heard.judged]
    assert all(one.fired for one in told)
    assert all(one.dropped is None or one.dropped.rule in NO_ROW for one in told)
    assert {row.id for one in told for row in one.rows} == {row.id for row in explained(text).rows}
    covered = {at for one in told for at in range(one.span.start, one.span.end)}
    footnotes = {at for note in re.finditer(r"\[\d{1,3}\]", text) for at in range(*note.span())}
    digits = {found.start() for found in re.finditer(r"\d", text)} - footnotes
    assert {text[max(0, at - 10) : at + 10] for at in digits - covered} == set()


@pytest.mark.parametrize("path", REPORTS, ids=lambda path: path.stem)
def test_no_figure_of_our_reports_is_left_without_a_word(path: Path) -> None:
    nothing_is_left(path.read_text(encoding="utf-8"))


@pytest.mark.shared
@pytest.mark.parametrize("name", ["000", "001", "002", "003", "004"])
def test_no_figure_of_the_five_texts_is_left_without_a_word(name: str) -> None:
    nothing_is_left((SHARED / "evaluation" / "texts" / f"{name}.txt").read_text(encoding="utf-8-sig"))


def test_digits_that_a_mark_has_only_half_of_are_told_as_a_whole() -> None:
    nothing_is_left(BACK + "第8.6代线项目开工，G219、K3+200段贯通。")


def test_rules_that_name_and_rules_that_drop_are_apart() -> None:
    assert OF_NAME.isdisjoint(NO_ROW)
