"""Why a report gives its rows, in the words that both fronts show."""

from __future__ import annotations

import re
from pathlib import Path

from zonetracker.services.explaining import (
    Explanation,
    explain_file,
    explain_report,
    explained_json,
    explained_text,
    row_lines,
)
from zonetracker.services.importing import keep_report, read_paste, read_report
from zonetracker.services.ledger import Ledger
from zonetracker.support.job import finish

REPORT = """青禾高新区2022年工作总结和2023年工作计划
一、2022年工作回顾
全年工作圆满完成。全区上下团结一心。
二、2023年主要目标
地区生产总值80亿元以上，增长８％左右。产值超10亿元以上企业达到5家。
"""


def unweighed(text: str) -> str:
    """The text without how sure its rows are, which every fit of the weights changes a little."""
    return re.sub(r"把握 0\.\d\d", "把握 …", text)


def explained(text: str = REPORT) -> Explanation:
    return finish(explain_file(text.encode(), "工作报告.txt"))


def test_a_sentence_is_told_with_its_time_its_figures_and_their_rows() -> None:
    assert [unweighed(line) for line in explained_text(explained(), "80亿")] == [
        "这份材料：总结与计划，2023年成文，总结2022年、安排2023年（依据：标题和正文里的年份）",
        "",
        "“地区生产总值80亿元以上，增长８％左右。”",
        "  时间：2023 年 目标（按标题“二、2023年主要目标”）",
        "  80亿元 → 地区生产总值 · 2023 · 目标 · 80亿元以上，增长8%左右",
        "    名称在数字前面：“地区生产总值”",
        "    把握 …：名称是已知指标",
        "  ８％ → 地区生产总值 · 2023 · 目标 · 80亿元以上，增长8%左右",
        "    增减的是前面的项目",
    ]


def test_a_figure_that_is_no_row_says_why() -> None:
    lines = list(explained_text(explained(), "10亿"))
    assert "  10亿元：不成行，是计数的门槛（如“亿元以上企业”）" in lines


def test_without_words_every_sentence_with_a_figure_or_what_looks_like_a_thing_is_told() -> None:
    lines = list(explained_text(explained()))
    assert "“全区上下团结一心。”" not in lines
    assert "“产值超10亿元以上企业达到5家。”" in lines
    assert "  全年工作圆满完成：不成行，没有说清是哪一件：“工作”" in lines
    assert "“全区上下团结一心。”" in list(explained_text(explained(), "团结"))


def test_the_same_as_objects() -> None:
    (said,) = explained_json(explained(), "80亿")
    assert (said["year"], said["kind"], said["time"]) == (2023, "target", ["time_of_heading"])
    assert said["figures"] == [
        {
            "start": REPORT.index("80亿元"),
            "end": REPORT.index("80亿元") + 4,
            "text": "80亿元",
            "rows": ["t1"],
            "rules": [{"rule": "name_before", "words": "地区生产总值80亿元以上", "says": "地区生产总值"}],
        },
        {
            "start": REPORT.index("８％"),
            "end": REPORT.index("８％") + 2,
            "text": "８％",
            "rows": ["t1"],
            "rules": [{"rule": "growth_of_row", "words": "增长８％左右", "says": ""}],
        },
    ]


def test_a_kept_report_is_explained_from_its_own_bytes(tmp_path: Path) -> None:
    with Ledger.create(tmp_path / "台账.zt", "青禾高新区") as ledger:
        for read in (read_report(REPORT.encode("gb18030"), "工作报告.txt"), read_paste(REPORT)):
            report = finish(read)
            kept = keep_report(ledger, report).ids["report"][0]
            explanation = finish(explain_report(ledger, kept))
            assert explanation.rows == report.candidates
            first = ledger.rows(kept)[0].candidate
            assert row_lines(explanation, first.span) == [
                "本句时间：2023 年 目标（按标题“二、2023年主要目标”）",
                "80亿元：名称在数字前面：“地区生产总值”",
                "８％：增减的是前面的项目",
            ]


def test_a_row_that_a_clerk_added_was_read_by_no_rule() -> None:
    figure = explained().rows[0].span
    assert row_lines(explained(), type(figure)(figure.start, figure.start + 1)) == []


def test_the_page_for_developers_shows_what_the_program_says() -> None:
    page = (Path(__file__).resolve().parents[2] / "docs" / "explain.md").read_text(encoding="utf-8")
    text, said = (page.split(f"```{block}\n")[1].split("\n```")[0] for block in ("text", "explained"))
    assert unweighed("\n".join(explained_text(explained(text + "\n"), "竣工"))) == unweighed(said)
