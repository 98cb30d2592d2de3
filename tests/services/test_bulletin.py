"""The summary out of the ledger: the office's texts, earlier months in words, and what a clerk wrote himself."""

import json
from collections.abc import Sequence
from decimal import Decimal

import pytest

from tests.known import known
from zonetracker.model.changes import ActualEntry
from zonetracker.model.facts import Stated, Target
from zonetracker.model.issuing import Edit, SheetColumn, SheetOptions, Template, Wording
from zonetracker.outputs.summary.blocks import Paragraph, Summary
from zonetracker.services.issuing import keep_choices
from zonetracker.services.issuing.bulletin import (
    compose_bulletin,
    keep_edits,
    keep_templates,
    material,
    paragraphs_of,
    stale_edits,
)
from zonetracker.services.ledger import Ledger
from zonetracker.services.overview import progress_of
from zonetracker.support.errors import Refusal, RefusalCode
from zonetracker.words.settings import setting_parts, setting_word

YEAR = 2023


def bulletin(ledger: Ledger, month: int) -> Summary:
    progress = progress_of(ledger, YEAR, month)
    return compose_bulletin(progress, material(ledger, progress))


def followed(
    ledger: Ledger, name: str, stated: Stated, figures: Sequence[str | None], *, growth: bool = False
) -> Target:
    """A target with a figure for each month from January on."""
    made = ledger.add_target(name, YEAR, stated)
    target = ledger.target(made.ids["target"][0])
    entries = [
        ActualEntry(target.indicator_id, YEAR, month, growth=Decimal(figure))
        if growth
        else ActualEntry(target.indicator_id, YEAR, month, value=Decimal(figure), unit=stated.unit)
        for month, figure in enumerate(figures, 1)
        if figure is not None
    ]
    assert not ledger.set_actuals(entries, reason="核对无误").asked
    return target


def story(summary: Summary, target: Target) -> str:
    return known(paragraphs_of(summary).get(f"economy-{target.id}"))


def test_months_behind_in_turn_and_the_change_since_the_month_before_are_told(ledger: Ledger) -> None:
    level = Stated(value=Decimal(120), unit="亿元")
    lasting = followed(ledger, "固定资产投资", level, ["5", "12", "25"])
    fresh = followed(ledger, "工业投资", level, ["10", "20", "25"])
    summary = bulletin(ledger, 3)
    assert story(summary, lasting).endswith("完成率比上月提高10.8个百分点，略滞后（连续3个月未达序时）。")
    assert "连续" not in story(summary, fresh)
    assert "比上月" not in story(bulletin(ledger, 1), lasting)


def test_a_month_without_a_figure_ends_the_row_of_months_behind(ledger: Ledger) -> None:
    level = Stated(value=Decimal(120), unit="亿元")
    target = followed(ledger, "固定资产投资", level, ["5", None, "25", "30"])
    assert "连续2个月未达序时" in story(bulletin(ledger, 4), target)


def test_a_growth_rises_or_falls_back_and_a_fall_widens_or_narrows(ledger: Ledger) -> None:
    goal = Stated(growth=Decimal(8))
    rising = followed(ledger, "工业增加值", goal, ["7", "7.5", "7.9"], growth=True)
    falling = followed(ledger, "进出口总额", goal, ["1", "-3", "-3.5"], growth=True)
    steady = followed(ledger, "零售总额", goal, ["1", "3", "3"], growth=True)
    summary = bulletin(ledger, 3)
    assert "增速比上月提高0.4个百分点" in story(summary, rising)
    assert "降幅比上月扩大0.5个百分点" in story(summary, falling)
    assert "增速与上月持平" in story(summary, steady)
    before = bulletin(ledger, 2)
    assert "增速比上月回落4.0个百分点" in story(before, falling)


# ---- the office's texts


def test_the_offices_own_texts_are_used_and_can_be_taken_back(ledger: Ledger) -> None:
    followed(ledger, "固定资产投资", Stated(value=Decimal(120), unit="亿元"), ["5"])
    keep_choices(ledger, Wording(issuer="督查室"))
    texts = {
        Template.TITLE: "{区名}{时段}目标任务督查通报",
        Template.OPENING: "{年}年{月份}月，共{总数}项，未达序时{未达序时}项（占{未达序时占比}），已完成{已完成}项。",
        Template.CLOSING: "请抓紧。",
    }
    keep_templates(ledger, texts)
    summary = bulletin(ledger, 1)
    assert summary.title == "云岭高新区2023年1月目标任务督查通报"
    told = paragraphs_of(summary)
    assert told["opening"] == "2023年1月，共1项，未达序时1项（占100.0%），已完成0项。"
    assert told["closing"] == "请抓紧。"
    assert Wording.from_data(ledger.setting("summary")).issuer == "督查室"
    ledger.undo()
    assert paragraphs_of(bulletin(ledger, 1))["opening"].startswith("截至1月底，列入跟踪的目标任务共1项：")


@pytest.mark.parametrize("text", ["{区命}通报", "{总数通报", "总数}", "{}", "{已完成占}"])
def test_braces_that_mean_nothing_are_refused_in_a_sentence(ledger: Ledger, text: str) -> None:
    with pytest.raises(Refusal, match="占位符"):
        keep_templates(ledger, {Template.OPENING: text})
    assert ledger.setting("summary") is None


@pytest.mark.parametrize(
    ("month", "title", "opening"),
    [
        (2, "2023年1-2月", "截至2月底，"),
        (3, "2023年一季度", "一季度，"),
        (6, "2023年上半年", "上半年，"),
        (12, "2023年度", "2023年，"),
    ],
)
def test_a_quarter_half_a_year_and_a_year_are_called_by_their_names(
    ledger: Ledger, month: int, title: str, opening: str
) -> None:
    followed(ledger, "固定资产投资", Stated(value=Decimal(120), unit="亿元"), ["5"])
    summary = bulletin(ledger, month)
    assert summary.title == f"关于云岭高新区{title}主要目标任务完成情况的通报"
    assert paragraphs_of(summary)["opening"].startswith(opening)


# ---- what a clerk wrote himself


def test_an_edit_stays_is_printed_and_is_told_when_the_figures_under_it_change(ledger: Ledger) -> None:
    target = followed(ledger, "固定资产投资", Stated(value=Decimal(120), unit="亿元"), ["5"])
    key = f"economy-{target.id}"
    composed = paragraphs_of(bulletin(ledger, 1))
    keep_edits(ledger, YEAR, 1, {key: Edit("投资起步偏慢。\n原因另报。", composed[key])})
    summary = bulletin(ledger, 1)
    texts = [block.text for block in summary.blocks if isinstance(block, Paragraph)]
    assert "投资起步偏慢。" in texts and "原因另报。" in texts and composed[key] not in texts
    assert stale_edits(ledger, progress_of(ledger, YEAR, 1)) == []
    ledger.set_actuals([ActualEntry(target.indicator_id, YEAR, 1, value=Decimal(6), unit="亿元")], reason="更正")
    (stale,) = stale_edits(ledger, progress_of(ledger, YEAR, 1))
    assert (stale.key, stale.before) == (key, composed[key]) and "完成6亿元" in stale.now
    keep_edits(ledger, YEAR, 1, {key: Edit(stale.text, stale.now)})
    assert stale_edits(ledger, progress_of(ledger, YEAR, 1)) == []
    ledger.undo()
    keep_edits(ledger, YEAR, 1, {key: None})
    assert "完成6亿元" in story(bulletin(ledger, 1), target) and ledger.setting("summary-2023-01") is None


def test_an_edit_belongs_to_its_month_and_an_empty_one_leaves_the_paragraph_out(ledger: Ledger) -> None:
    followed(ledger, "固定资产投资", Stated(value=Decimal(120), unit="亿元"), ["5", "12"])
    composed = paragraphs_of(bulletin(ledger, 2))["closing"]
    keep_edits(ledger, YEAR, 2, {"closing": Edit("", composed)})
    assert "closing" not in paragraphs_of(bulletin(ledger, 2))
    assert "closing" in paragraphs_of(bulletin(ledger, 1))


def test_a_month_that_is_given_out_is_not_worded_anew(ledger: Ledger) -> None:
    followed(ledger, "固定资产投资", Stated(value=Decimal(120), unit="亿元"), ["5"])
    ledger.close_month(YEAR, 1)
    composed = paragraphs_of(bulletin(ledger, 1))
    with pytest.raises(Refusal, match="已经结账") as refused:
        keep_edits(ledger, YEAR, 1, {"closing": Edit("照此执行。", composed["closing"])})
    assert refused.value.code is RefusalCode.MONTH_CLOSED and paragraphs_of(bulletin(ledger, 1)) == composed
    ledger.reopen_month(YEAR, 1, "补充要求")
    keep_edits(ledger, YEAR, 1, {"closing": Edit("照此执行。", composed["closing"])})
    assert paragraphs_of(bulletin(ledger, 1))["closing"] == "照此执行。"


def test_an_edit_of_a_paragraph_that_is_no_more_is_told(ledger: Ledger) -> None:
    target = followed(ledger, "固定资产投资", Stated(value=Decimal(120), unit="亿元"), ["5"])
    composed = paragraphs_of(bulletin(ledger, 1))
    keep_edits(ledger, YEAR, 1, {"closing": Edit("请抓紧。", composed["closing"])})
    ledger.set_actuals([ActualEntry(target.indicator_id, YEAR, 1, value=Decimal(60), unit="亿元")], reason="更正")
    (stale,) = stale_edits(ledger, progress_of(ledger, YEAR, 1))
    assert (stale.key, stale.now) == ("closing", "")


def test_the_annex_has_the_columns_of_the_sheet(ledger: Ledger) -> None:
    followed(ledger, "固定资产投资", Stated(value=Decimal(120), unit="亿元"), ["5"])
    keep_choices(ledger, SheetOptions(columns=(SheetColumn.NAME, SheetColumn.ACTUAL)))
    assert known(bulletin(ledger, 1).annex).head == ("指标名称", "1月累计")


def test_what_was_worded_is_named_in_the_history(ledger: Ledger) -> None:
    keep_templates(ledger, {Template.CLOSING: "请抓紧。"})
    keep_edits(ledger, YEAR, 9, {"closing": Edit("请抓紧。", "请赶上。")})
    titles = [operation.title for operation in ledger.history()[:2]]
    assert titles == ["改写2023年9月通报的段落", "修改通报的用语"]
    assert setting_word("summary-2023-09") == "2023年1-9月通报里改写的段落"
    assert setting_parts("summary-2023-09", json.dumps(ledger.setting("summary-2023-09"))) == {"请赶上。": "请抓紧。"}
    assert setting_parts("summary", json.dumps(ledger.setting("summary")))["用语：结尾要求"] == "请抓紧。"
