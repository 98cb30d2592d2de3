"""The status of every target, for a terminal and for other programs."""

from __future__ import annotations

from decimal import Decimal

from zonetracker.model.progress import Progress, ProgressRow
from zonetracker.model.row_figures import figures
from zonetracker.support.i18n import tr
from zonetracker.words.sources import marked
from zonetracker.words.wording import columns_of, figure, growth_words, level_words, months, one_line, quarter_word


def status_rows(progress: Progress) -> list[dict[str, str | None]]:
    """One mapping a row, figures as decimal strings rounded as the sheet shows them, None where there is none.

    `bound` is "=", ">=", "<=" or "~": that of the level, or of the growth where there is no level.
    """
    return [_status(row, progress) for row in progress.rows]


def _status(row: ProgressRow, progress: Progress) -> dict[str, str | None]:
    known, stated = figures(row, progress), row.target.stated
    bound = stated.bound if stated.value is not None else stated.growth_bound
    return {
        "indicator": row.indicator.name,
        "unit": row.unit or None,
        "target": _text(known.target),
        "bound": bound.value if bound else None,
        "target_growth": _text(known.target_growth),
        "actual": _text(known.actual),
        "actual_growth": _text(known.growth),
        "completion": _text(known.completion),
        "time_progress": _text(known.time_progress),
        "gap": _text(known.gap),
        "growth_gap": _text(known.growth_gap),
        "assessment": progress.word_of(row),
        "responsible": row.target.responsible or None,
        "source": row.actual.source or None if row.actual is not None else None,
    }


def _text(value: Decimal | None) -> str | None:
    return None if value is None else figure(value)


def status_table(progress: Progress) -> str:
    """The same as lines of text, in columns that stand straight where a Chinese character takes two places."""
    head = [tr("序号"), tr("指标名称"), tr("年度目标"), _time(progress), tr("增速%"), tr("完成%"), tr("序时%")]
    lines = [[*head, tr("差(百分点)"), tr("增速差"), tr("进度评价"), tr("责任单位")]]
    lines += [_line(row, progress) for row in progress.rows]
    right = {3, 4, 5, 6, 7, 8}
    widths = [max(columns_of(line[index]) for line in lines) for index in range(len(lines[0]))]
    return "\n".join(
        "  ".join(_padded(cell, widths[index], index in right) for index, cell in enumerate(line)).rstrip()
        for line in lines
    )


def _time(progress: Progress) -> str:
    """The months that the figures are of, as they are looked at."""
    return quarter_word(progress.month) if progress.quarter else months(progress.month)


def _line(row: ProgressRow, progress: Progress) -> list[str]:
    status, unit = _status(row, progress), one_line(row.unit)
    goal = [level_words(row.target.stated, unit), growth_words(row.target.stated)]
    figures_shown = ("actual_growth", "completion", "time_progress", "gap", "growth_gap")
    return [
        row.number,
        "  " * row.depth + one_line(row.indicator.name),
        " ".join(part for part in goal if part) or one_line(row.target.wording),
        marked(status["actual"] or "", row.expected) or "-",
        *(status[key] or "-" for key in figures_shown),
        status["assessment"] or "",
        one_line(row.target.responsible),
    ]


def _padded(text: str, width: int, right: bool) -> str:
    gap = " " * (width - columns_of(text))
    return gap + text if right else text + gap
