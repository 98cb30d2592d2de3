"""What a document says of time as a whole."""

from __future__ import annotations

import pytest

from zonetracker.extraction import frame_of as told
from zonetracker.extraction.document import Document
from zonetracker.extraction.text.flat import flatten
from zonetracker.extraction.text.frame import read_frame
from zonetracker.extraction.text.structure import split_lines
from zonetracker.model.reports.frame import Frame, Genre, Source


def frame_of(text: str, date: str | None = None, named: str = "", written: tuple[int, int] | None = None) -> Frame:
    document = Document(text, date=date, named=named, written=written)
    flat = flatten(document)
    return read_frame(document, flat, split_lines(flat))


def years(frame: Frame) -> tuple[int | None, int | None, int | None]:
    return frame.now, frame.past, frame.ahead


def test_a_title_that_reviews_one_year_and_plans_the_next() -> None:
    frame = frame_of("清河区2022年工作总结和2023年工作打算\n全年产值80亿元，增长5%。")
    assert years(frame) == (2023, 2022, 2023) and not (frame.speech or frame.yearbook or frame.plan)


def test_a_communique_only_reports() -> None:
    frame = frame_of("清河区2022年国民经济和社会发展统计公报\n全年产值80亿元。")
    assert frame.yearbook and years(frame) == (2022, 2022, 2023)


def test_a_communique_put_up_a_year_later_was_written_soon_after_its_year() -> None:
    frame = frame_of("清河区2015年国民经济和社会发展统计公报\n发布日期：2017-05-15 10:49\n全年产值80亿元。")
    assert years(frame) == (2016, 2015, 2016) and frame.certain


@pytest.mark.parametrize(
    ("text", "certain"),
    [
        ("一、2014年工作回顾\n过去的一年，全区稳中有进。\n2014年，全区产值完成80亿元。", True),
        ("一、2014年工作回顾\n去年，全区产值完成80亿元。", False),
        ("一、2014年工作回顾\n2014年，全区产值完成80亿元，2015年签约5个。", False),
        ("工作情况\n一、2014年工作回顾\n2014年，全区产值完成80亿元。", False),
        ("破浪前行\n清河网1月25日电 区统计局公布了2021年清河区经济运行情况。2021年产值80亿元。", True),
        ("破浪前行\n清河网5月25日电 区统计局公布了2021年清河区经济运行情况。2021年产值80亿元。", False),
        ("破浪前行\n清河网1月25日电 区统计局公布了2021年清河区经济运行情况。今年产值80亿元。", False),
    ],
)
def test_a_text_without_a_date_that_only_reviews_a_year_is_certain_of_it(text: str, certain: bool) -> None:
    frame = frame_of(text)
    assert frame.certain is certain and (frame.past is None or frame.past in (2014, 2021) or not certain)


def test_a_speech_to_a_congress_reviews_the_year_before_it_is_held() -> None:
    frame = frame_of("政府工作报告\n2023年1月8日在清河区第三届人民代表大会上\n各位代表：现在，我作政府工作报告。")
    assert frame.speech and years(frame) == (2023, 2022, 2023)


def test_a_list_of_work_only_plans() -> None:
    frame = frame_of("清河区2023年工作要点\n产值要达到80亿元。")
    assert frame.plan and years(frame) == (2023, 2022, 2023)


@pytest.mark.parametrize(
    ("text", "plans"),
    [
        ("关于推进全民健康行动的实施意见\n居民健康档案建档率达到75%以上。", True),
        ("老旧小区改造行动方案\n到2025年，改造实际完成80个。加装电梯60部。", True),
        ("关于推进全民健康行动的实施意见解读\n居民健康档案建档率达到75%以上。", False),
        ("老旧小区改造工作方案\n已改造80个。已加装电梯60部。已更新管网8公里。", False),
    ],
)
def test_a_text_titled_as_what_shall_be_plans_unless_it_tells_deeds(text: str, plans: bool) -> None:
    assert frame_of(text).plan is plans


def test_a_five_year_plan_reaches_to_its_last_year() -> None:
    assert years(frame_of("清河区“十四五”规划纲要\n2021年3月5日\n产值达到100亿元。")) == (2021, 2020, 2025)


def test_a_report_of_months_is_of_the_year_that_still_runs() -> None:
    frame = frame_of("2022年上半年经济运行情况\n上半年产值40亿元。")
    assert frame.months == (1, 6) and frame.past == frame.now == 2022


def test_a_report_that_tells_what_this_month_did_is_of_the_year_it_was_written_in() -> None:
    head = "清河区重点工作推进情况\n2022年3月\n"
    assert frame_of(f"{head}本月完成投资40亿元。").past == 2022
    assert frame_of(f"{head}完成投资40亿元。").past == 2021


def test_a_report_of_one_month_may_be_about_all_before_it_too() -> None:
    told = "\n投资40亿元。"
    assert frame_of("2022年9月份经济运行情况" + told).months_open
    assert not frame_of("2022年9月份经济运行情况\n1-9月投资40亿元。").months_open
    january = frame_of("2022年1月经济运行情况" + told)
    assert january.months == (1, 1) and not january.months_open


def test_the_date_of_the_file_dates_no_row() -> None:
    text = "产值80亿元，比2019年增长5%。"
    without, saved = frame_of(text), frame_of(text, date="2026-07-15")
    assert years(saved) == years(without) and not saved.certain
    assert [(clue.source, clue.year, clue.month) for clue in saved.clues] == [(Source.PROPERTIES, 2026, 7)]


def test_a_file_name_stands_in_for_a_title_without_a_year_and_is_not_certain() -> None:
    frame = frame_of("工作总结\n全年产值80亿元。", named="清河区2022年工作总结")
    assert years(frame) == (2022, 2022, 2023) and not frame.certain
    titled = frame_of("清河区2021年工作总结\n全年产值80亿元。", named="清河区2022年工作总结")
    assert years(titled) == (2021, 2021, 2022) and titled.certain


def test_a_name_in_traditional_letters_is_read_too() -> None:
    assert years(frame_of("工作總結\n全年產值80億元。", named="清河區2022年工作總結")) == (2022, 2022, 2023)


def test_what_the_clerk_has_settled_comes_before_all_else() -> None:
    frame = frame_of("产值80亿元。", date="2026-07-15", written=(2023, 1))
    assert (frame.now, frame.past, frame.certain) == (2023, 2022, True)
    report = frame_of("政府工作报告\n各位代表：产值增长5%。", written=(2023, 0))
    assert years(report) == (2023, 2022, 2023) and report.certain


@pytest.mark.parametrize(
    ("text", "genre", "wanted", "certain"),
    [
        ("2018政府工作报告\n2017年是本届政府任期的第一年，产值增长5%。", Genre.REPORT, (2018, 2017), True),
        (
            "各位代表：\n我代表政府作工作报告。\n2022年，全区完成产值52亿元，同比增长8%。",
            Genre.REPORT,
            (2023, 2022),
            False,
        ),
        ("2022年是关键之年。全区稳中提质。\n全年地区生产总值80亿元，增长5%。", Genre.TEXT, (2022, 2022), False),
        ("2023-08-15 19:01，正文：记者获悉，开工12个项目。2019年签约8个。", Genre.PRESS, (2023, 2023), True),
        ("23-08-08 04:56，正文：8月7日开工12个项目，2027年推广到300平方公里。", Genre.PRESS, (2023, 2023), True),
        ("2024-03-05 10:00 本报讯 记者获悉，全区开工12个项目。", Genre.PRESS, (2024, 2024), True),
        ("2024-01-18 10:00 本报讯 记者获悉，2023年全区开工12个项目。", Genre.PRESS, (2024, 2023), True),
        ("正文：2015年，新区获批。截至2023年，引进项目189个。", Genre.PRESS, (2023, 2023), False),
        ("清河区简介\n面积80平方公里，人口5万人。", Genre.REVIEW, (None, None), False),
        ("清河区2022年工作总结\n2025年3月5日\n全年产值80亿元。", Genre.REVIEW, (2025, 2022), False),
    ],
)
def test_a_date_is_certain_where_the_document_bears_it(
    text: str, genre: Genre, wanted: tuple[int | None, int | None], certain: bool
) -> None:
    frame = frame_of(text)
    assert (frame.genre, frame.now, frame.past, frame.certain) == (genre, *wanted, certain)


def test_a_text_without_any_year_has_none() -> None:
    assert years(frame_of("工业平稳增长，产值80亿元。")) == (None, None, None)


@pytest.mark.parametrize(
    ("words", "now"),
    [
        ("2022年工作回顾\n产值80亿元。", 2023),
        ("一、“十三五”时期工作回顾\n产值80亿元。", 2021),
        ("审议第十四个五年规划和远景目标纲要。", 2021),
        ("2023年主要任务是产值80亿元。", 2023),
        ("2022年产值80亿元，今年产值增长。", 2023),
    ],
)
def test_a_speech_without_a_date_was_given_in_the_year_that_its_words_say(words: str, now: int) -> None:
    frame = frame_of("政府工作报告\n各位代表：\n" + words)
    assert frame.speech and years(frame) == (now, now - 1, now)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("通知\n产值80亿元。\n清河区政府\n2012年八月", (2012, 8)),
        ("新闻\n来源：本报 发布时间：2023-05-08 10:20\n产值80亿元。", (2023, 5)),
        ("通报\n截至2022年6月，产值80亿元。", (2022, 6)),
        ("新闻\n2022年12月30日\n今年产值80亿元。", (2022, 12)),
        ("新闻\n产值80亿元，设备用到12月30日。", (None, 0)),
    ],
)
def test_the_date_that_a_text_carries(text: str, wanted: tuple[int | None, int]) -> None:
    frame = frame_of(text)
    assert (frame.now, frame.month) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("关于2022年预算执行情况和2023年预算草案的报告\n今年以来，收入增长5%。", (2022, 2022, 2023)),
        ("清河区“十三五”规划实施情况\n产值80亿元。", (2020, 2020, 2021)),
        ("工作\n2022年产值80亿元，增长5%。\n2023年，力争产值增长8%。", (2023, 2022, 2023)),
        ("新闻\n2023年2月3日\n产值80亿元。2022年以来产值80亿元。", (2023, 2022, 2023)),
        ("新闻\n2022年12月30日\n今年产值80亿元。", (2022, 2022, 2023)),
        ("清河区简介\n产值80亿元，比2019年增长5%。", (2020, 2020, 2020)),
    ],
)
def test_the_year_reported_and_the_year_planned(text: str, wanted: tuple[int, int, int]) -> None:
    assert years(frame_of(text)) == wanted


@pytest.mark.parametrize(
    ("text", "named", "certain"),
    [
        ("云岭区发布开放成果\n2023-08-11 09:20\n全区引进项目12个。", "材料", True),
        ("云岭区发布开放成果\n2023-08-11 09:20\n全区引进项目12个。", "2023年8月材料", True),
        ("云岭区区情\n全区引进项目12个。", "2023年区情", False),
        ("云岭区区情\n全区引进项目12个。", "区情", False),
        ("云岭区2023年工作报告\n一、工作回顾\n2023年，引进项目12个。", "", True),
        ("云岭区工作报告\n一、工作回顾\n2023年，引进项目12个。", "", False),
    ],
)
def test_a_title_or_a_date_it_bears_makes_it_certain_whatever_the_file_is_called(
    text: str, named: str, certain: bool
) -> None:
    assert frame_of(text, named=named).certain is certain


def test_the_frame_of_a_document_is_told_without_its_rows() -> None:
    text = "云岭高新区2022年工作总结和2023年工作计划\n投资80亿元。"
    found = told(Document(text))
    assert (found.now, found.past, found.ahead, found.certain) == (2023, 2022, 2023, True)
    assert told(Document("投资80亿元。", written=(2021, 3))).proposed == (2021, 3)


@pytest.mark.parametrize(
    ("text", "certain"),
    [
        ("2022年，全区完成产值80亿元，同比增长5%。\n2023年，我区将力争产值增长8%。", True),
        ("2023年是关键之年。锚定目标，奋勇争先。今年，预期目标是产值80亿元。", True),
        ("三、2023年工作安排\n今年是开局之年，产值增长8%。", True),
        ("2022年，全区完成产值80亿元，同比增长5%。目前有企业8家。", False),
        ("云岭区关于2022年发展情况的汇报\n2022年，产值增长8%。\n2023年主要目标：产值增长9%，引进项目50个。", True),
        ("云岭区法院2022年工作情况\n一年来，结案80件。\n2023年，力争结案率达到95%。", True),
        ("云岭区法院工作情况\n一年来，结案80件。\n2023年，力争结案率达到95%。", False),
        ("云岭区概况\n全区有企业80家。截至2022年底，已建成道路12公里。", True),
        ("云岭区概况\n全区有企业80家，比2019年多5家。截至2022年底，已建成道路12公里。", False),
        ("云岭区概况\n全区目前有企业80家。截至2022年底，已建成道路12公里。", False),
        ("云岭区概况\n到2022年底前，将建成道路12公里。", False),
        ("2021年，产值增长8%。\n2023年主要目标：产值增长9%，引进项目50个。", False),
        ("2022年全年完成产值80亿元。今年一季度完成20亿元。", False),
        ("2022年全区产值80亿元。今年上半年，产值增长5%。\n2025年，将建成新区。", False),
        ("园区产值80亿元，比2019年增长5%。", False),
        ("二、2023年目标任务\n各位代表！我们要做到：产值增长8%。", True),
        ("二、2023年发展目标和重点工作\n2023年，是关键之年。产值增长8%。", True),
        ("二、2023年目标任务\n产值增长8%。\n三、2024年工作打算\n产值增长9%。", False),
        ("二、2023年的一场大雪\n产值增长8%。", False),
    ],
)
def test_a_text_without_a_date_may_say_its_year_all_the_same(text: str, certain: bool) -> None:
    assert frame_of(text).certain is certain


def test_a_work_report_that_a_text_only_mentions_does_not_make_it_one() -> None:
    text = "北部五县怎样追赶\n发布时间：2023-11-20\n早在2015年，省政府工作报告就提出振兴。今年前三季度，产值8亿元。"
    frame = frame_of(text)
    assert not frame.speech and years(frame) == (2023, 2023, 2023)
    assert frame_of("政府工作报告(摘要)\n一、2022年工作回顾\n产值220亿元。").speech


def test_a_year_that_a_figure_rose_to_is_spoken_of() -> None:
    reached = frame_of("十年巨变\n全县产值由2011年的52亿元增加到2021年的148亿元。")
    assert reached.past == 2021
    assert frame_of("远景\n2019年产值52亿元，到2025年达到148亿元。").past == 2019


@pytest.mark.parametrize(
    ("text", "now", "past"),
    [
        ("新路开工\n8月9日，东江铁路开工，预计2022年竣工。支线预计2020年底开通，即明年底建成。", 2019, 2019),
        ("新路开工\n东江铁路开工，预计2022年竣工。", None, None),
        ("新路开工\n2018年，东江铁路开工，预计2022年竣工。", 2018, 2018),
    ],
)
def test_a_year_that_is_foreseen_is_not_that_of_writing(text: str, now: int | None, past: int | None) -> None:
    frame = frame_of(text)
    assert (frame.now, frame.past) == (now, past)


def test_a_text_that_opens_with_a_day_just_gone_by_is_news() -> None:
    assert frame_of("集中开工\n日期:2018/4/20\n4月18日上午，12个项目开工。").genre is Genre.PRESS
    assert frame_of("集中开工\n日期:2018/4/20\n1月18日上午，12个项目开工。").genre is not Genre.PRESS
    assert frame_of("集中开工\n2018-04-20\n18日，12个项目开工。").genre is Genre.PRESS
    assert frame_of("集中开工\n18日，12个项目开工。").genre is not Genre.PRESS


@pytest.mark.parametrize(
    ("words", "past"),
    [
        ("销售额2亿元，高于去年。", 2019),
        ("销售额2亿元，与去年持平。", 2019),
        ("销售额2亿元，比上年同比增长3%。", 2019),
        ("去年销售额2亿元。", 2018),
    ],
)
def test_a_year_that_is_only_compared_with_is_not_the_one_reported(words: str, past: int) -> None:
    text = "节日消费\n2019-02-12\n11日，商务部门通报了情况。" + words
    assert frame_of(text).past == past


def test_a_paper_named_within_the_text_makes_it_news() -> None:
    text = (
        "节日消费\n2019-05-12\n"
        + "各家商场备足货源。" * 60
        + "\n云溪日报讯(通讯员李丹 记者王平)假期受理投诉92件。\n各家退款。" * 9
    )
    assert frame_of(text).genre is Genre.PRESS
    assert frame_of(text.replace("云溪日报讯(通讯员", "云溪来信(通信员")).genre is not Genre.PRESS


@pytest.mark.parametrize(
    ("text", "past"),
    [
        ("产值由2010年的20亿元提升至2019年的160亿元。现有企业230家。", 2019),
        ("全乡现有茶园3万亩，从2012年的1万亩发展而来。", 2020),
        ("到2025年力争产值达到30亿元，比2019年增长20%。", 2020),
    ],
)
def test_where_a_stretch_began_is_no_year_that_is_reported(text: str, past: int) -> None:
    assert frame_of(f"青山园区概况\n2020-08-11\n{text}").past == past


def test_who_speaks_to_a_newspaper_speaks_of_the_year_of_writing() -> None:
    text = "古镇的新生活\n2021-10-18 09:12:40\n镇长在接受{}介绍，现有民宿42家，2019年接待游客3万人次。"
    assert frame_of(text.format("采访时")).genre is Genre.PRESS
    assert frame_of(text.format("检查时")).genre is Genre.TEXT


@pytest.mark.parametrize(
    ("text", "past"),
    [
        ("2015年，省里提出，力争到2020年产值达到50亿元。产值突破20亿元。", 2015),
        ("2015年，产值突破20亿元。业内认为市场将继续扩大。", 2015),
        ("2015年，镇里力争新建学校2所。", 2014),
    ],
)
def test_a_year_whose_aim_is_of_another_is_reported(text: str, past: int) -> None:
    assert frame_of(f"清河园区的发展\n今年，园区有新的变化。{text}").past == past


@pytest.mark.parametrize(
    ("text", "certain"),
    [
        ("2020年1-11月，进出口总额80亿元，比上年同期增长5%。出口增长8%。", True),
        ("据统计，2012年第一季度，全市完成投资8亿元，比去年同期增长5%。", True),
        ("某区2007年全年实现产值80亿元，增长5%。", True),
        ("2020年1-11月，进出口总额80亿元。2021年出口9亿元。", False),
        ("2020年全年实现产值80亿元。今年一季度完成20亿元。", False),
        ("2020年全年实现产值80亿元。目前共有企业80家。", False),
        ("2020年，将新建道路8公里。", False),
        ("全区实现产值80亿元。2020年，出口增长8%。", False),
    ],
)
def test_a_text_may_open_with_the_one_year_that_it_tells_of(text: str, certain: bool) -> None:
    assert frame_of(text).certain is certain


@pytest.mark.parametrize(
    ("text", "past"),
    [
        ("清河区2026年工作报告\n一、2026年主要预期目标\n产值增长8%。\n二、2026年重点工作\n建设道路5条。", 2025),
        ("清河区2026年工作报告\n一、2025年工作回顾\n产值80亿元。\n二、2026年主要预期目标\n产值增长8%。", 2025),
        ("清河区2026年工作报告\n一、主要工作\n产值完成80亿元。\n二、问题\n建成道路5条。", 2026),
        ("清河区2026年工作总结\n一、2026年主要工作目标\n产值完成80亿元。\n二、问题\n建成道路5条。", 2026),
        ("清河区2026年工作报告\n一、2026年工作目标完成情况\n产值完成80亿元。", 2026),
    ],
)
def test_a_report_whose_parts_are_the_aims_of_its_year_plans_it(text: str, past: int) -> None:
    assert frame_of(text).past == past


@pytest.mark.parametrize(
    ("line", "past"),
    [("Tue, 22 Feb 2022 09:20:28 GMT", 2021), ("2022-02-22 09:20", 2021), ("Fri, 22 Jul 2022 09:20:28 GMT", 2020)],
)
def test_last_year_said_in_the_first_months_of_a_year_is_the_one_reported(line: str, past: int) -> None:
    text = f"小城上位\n{line}\n2020年，工厂在清河建成。\n清河去年产值增长13.3%，高于全省。"
    assert frame_of(text).past == past
