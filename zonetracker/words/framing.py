"""The words for what a document says of time as a whole: what it is for, and where its date was found."""

from __future__ import annotations

from zonetracker.support.i18n import tr


def genre_words() -> dict[str, str]:
    """What a document is for."""
    return {
        "report": tr("向大会所作的报告"),
        "review_and_plan": tr("总结与计划"),
        "plan": tr("计划、要点或任务清单"),
        "five_years": tr("五年规划或其总结"),
        "review": tr("公报、总结或概况"),
        "press": tr("新闻稿"),
        "text": tr("其他材料"),
    }


def source_words() -> dict[str, str]:
    """Where a date was found."""
    return {
        "settled": tr("由人确定"),
        "meeting": tr("会议日期"),
        "date_line": tr("文中日期"),
        "published": tr("发布日期"),
        "foot": tr("落款日期"),
        "as_of": tr("截至日期"),
        "file_name": tr("文件名"),
        "properties": tr("文件属性，不作依据"),
    }
