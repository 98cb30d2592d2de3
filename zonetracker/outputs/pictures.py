"""Pictures of gauges as files: .png and .svg, and .pdf with a dozen a page."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from pathlib import Path

from matplotlib import rc_context
from matplotlib.backends.backend_pdf import PdfPages
from matplotlib.figure import Figure

from zonetracker.drawing.dial import GaugeReading, charted, gauge_reading
from zonetracker.drawing.gauge import HEADING, draw_gauges
from zonetracker.drawing.palette import LIGHT, Palette
from zonetracker.model.progress import Progress, ProgressRow
from zonetracker.support.errors import Refusal
from zonetracker.support.i18n import tr
from zonetracker.support.job import Job, Step, finish
from zonetracker.support.writing import write_safely
from zonetracker.words.wording import months, one_line

PICTURE_LIMIT = 240
_PER_PAGE, _PAGE_COLUMNS = 12, 4
_TILE = (2.9, 3.1)
_DPI = 150


def save_gauges(
    progress: Progress, path: Path, rows: Sequence[ProgressRow] | None = None, palette: Palette = LIGHT
) -> int:
    """Write the gauges of `rows` (else of every row with something to chart) as .png, .svg or .pdf; how many.

    Raises Refusal: "picture-kind" for another ending, "picture-too-many" beyond PICTURE_LIMIT gauges in one picture
    (a PDF takes any number), "nothing-to-chart", and those of `write_safely`.
    """
    return finish(gauges_job(progress, path, rows, palette))


def gauges_job(
    progress: Progress, path: Path, rows: Sequence[ProgressRow] | None = None, palette: Palette = LIGHT
) -> Job[int]:
    """`save_gauges` with a Step after each page of a PDF; closed before its end it writes nothing."""
    chosen = [row for row in (progress.rows if rows is None else rows) if charted(row)]
    kind = path.suffix.lower()
    if kind not in (".png", ".svg", ".pdf"):
        raise Refusal("picture-kind", tr("仪表图只能存为 PNG、SVG 或 PDF，请换一个文件名后缀。"))
    if not chosen:
        raise Refusal("nothing-to-chart", tr("没有可以画图的目标，请先确认目标。"))
    if kind != ".pdf" and len(chosen) > PICTURE_LIMIT:
        limit = PICTURE_LIMIT
        raise Refusal("picture-too-many", tr("一张图片最多画 {limit} 个仪表，请存为 PDF 或先筛选指标。", limit=limit))
    readings = [gauge_reading(row, progress) for row in chosen]
    zone, said = one_line(progress.zone), months(progress.month)
    heading = tr("{zone}{year}年{months}目标完成情况", zone=zone, year=progress.year, months=said)
    if kind == ".pdf":
        data = yield from _pages(readings, heading, palette)
    else:
        data = _picture(readings, heading, kind, palette)
    write_safely(path, data)
    return len(readings)


def _picture(readings: Sequence[GaugeReading], heading: str, kind: str, palette: Palette) -> bytes:
    columns = min(len(readings), 4 if len(readings) <= 24 else 6)
    nameless = {"Date": None, "Creator": None} if kind == ".svg" else {"Software": None}
    sink = io.BytesIO()
    with rc_context({"svg.hashsalt": "zonetracker", "svg.fonttype": "path"}):
        figure = _sheet_of(readings, columns, heading, palette)
        figure.savefig(sink, format=kind[1:], facecolor=palette.paper, metadata={"Title": heading, **nameless})
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
