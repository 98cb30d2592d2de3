"""Pictures of gauges: .png and .svg, and .pdf with a dozen a page."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence

from matplotlib import rc_context
from matplotlib.backends.backend_pdf import PdfPages
from matplotlib.figure import Figure

from zonetracker.drawing.dial import GaugeReading, charted, gauge_reading, gauges_heading
from zonetracker.drawing.gauge import HEADING, draw_gauges
from zonetracker.drawing.palette import LIGHT, Palette
from zonetracker.model.progress import Progress, ProgressRow
from zonetracker.support.errors import Refusal, RefusalCode
from zonetracker.support.i18n import tr
from zonetracker.support.job import Job, Step, finish

PICTURE_LIMIT = 240
_PER_PAGE, _PAGE_COLUMNS = 12, 4
_TILE = (2.9, 3.1)
_DPI = 150


def picture(
    progress: Progress,
    ending: str,
    rows: Sequence[ProgressRow] | None = None,
    palette: Palette = LIGHT,
    heading: str = "",
) -> bytes:
    """The gauges of `rows` (else of every row with something to chart) as "png", "svg" or "pdf".

    Raises Refusal: "picture-kind" for another ending, "picture-too-many" beyond PICTURE_LIMIT gauges in one picture
    (a PDF takes any number), "nothing-to-chart".
    """
    return finish(picture_job(progress, ending, rows, palette, heading))


def picture_job(
    progress: Progress,
    ending: str,
    rows: Sequence[ProgressRow] | None = None,
    palette: Palette = LIGHT,
    heading: str = "",
) -> Job[bytes]:
    """`picture` with a Step after each page of a PDF."""
    chosen = [row for row in (progress.rows if rows is None else rows) if charted(row)]
    if ending not in ("png", "svg", "pdf"):
        raise Refusal(RefusalCode.PICTURE_KIND, tr("仪表图只能存为 PNG、SVG 或 PDF，请换一个文件名后缀。"))
    if not chosen:
        raise Refusal(RefusalCode.NOTHING_TO_CHART, tr("没有可以画图的目标，请先确认目标。"))
    if ending != "pdf" and len(chosen) > PICTURE_LIMIT:
        limit = PICTURE_LIMIT
        raise Refusal(
            RefusalCode.PICTURE_TOO_MANY, tr("一张图片最多画 {limit} 个仪表，请存为 PDF 或先筛选指标。", limit=limit)
        )
    readings = [gauge_reading(row, progress) for row in chosen]
    said = heading or gauges_heading(progress)
    if ending == "pdf":
        return (yield from _pages(readings, said, palette))
    return _picture(readings, said, ending, palette)


def _picture(readings: Sequence[GaugeReading], heading: str, ending: str, palette: Palette) -> bytes:
    columns = min(len(readings), 4 if len(readings) <= 24 else 6)
    nameless = {"Date": None, "Creator": None} if ending == "svg" else {"Software": None}
    sink = io.BytesIO()
    with rc_context({"svg.hashsalt": "zonetracker", "svg.fonttype": "path"}):
        figure = _sheet_of(readings, columns, heading, palette)
        figure.savefig(sink, format=ending, facecolor=palette.paper, metadata={"Title": heading, **nameless})
    return sink.getvalue()


def _pages(readings: Sequence[GaugeReading], heading: str, palette: Palette) -> Job[bytes]:
    sink = io.BytesIO()
    with PdfPages(sink, metadata={"Title": heading, "CreationDate": None, "Producer": None, "Creator": None}) as pages:
        for number, part in enumerate(_parts(readings, _PER_PAGE)):
            pages.savefig(_sheet_of(part, _PAGE_COLUMNS, heading, palette))
            yield Step(min(len(readings), (number + 1) * _PER_PAGE), len(readings), tr("正在画仪表图…"))
    return sink.getvalue()


def _parts(readings: Sequence[GaugeReading], size: int) -> Iterator[Sequence[GaugeReading]]:
    for start in range(0, len(readings), size):
        yield readings[start : start + size]


def _sheet_of(readings: Sequence[GaugeReading], columns: int, heading: str, palette: Palette) -> Figure:
    rows = -(-len(readings) // columns)
    figure = Figure(figsize=(_TILE[0] * columns, _TILE[1] * rows + HEADING), dpi=_DPI)
    draw_gauges(figure, readings, columns, palette, heading)
    return figure
