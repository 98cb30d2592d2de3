"""Pictures of gauges: .png and .svg, and .pdf in pages of A4."""

from __future__ import annotations

from collections.abc import Sequence

from zonetracker.drawing.dial import Followed, gauge_reading, gauges_heading
from zonetracker.drawing.filed import Leaf, paged_file, picture_file
from zonetracker.drawing.palette import LIGHT, Palette
from zonetracker.drawing.wall import WallPage, pages_of, whole_of
from zonetracker.model.issuing import GaugeForm, GaugeOptions
from zonetracker.model.progress import Progress
from zonetracker.support.errors import Refusal, RefusalCode
from zonetracker.support.i18n import tr
from zonetracker.support.job import Job, finish

PICTURE_LIMIT = 240


def picture(
    progress: Progress,
    ending: str,
    rows: Sequence[Followed] | None = None,
    palette: Palette = LIGHT,
    heading: str = "",
    form: GaugeForm | None = None,
) -> bytes:
    """The gauges of `rows` (else of every row) as "png", "svg" or "pdf", in `form` (else as suits their number).

    Raises Refusal: "picture-kind" for another ending, "picture-too-many" beyond PICTURE_LIMIT gauges in one picture
    (a PDF takes any number), "nothing-to-chart".
    """
    return finish(picture_job(progress, ending, rows, palette, heading, form))


def picture_job(
    progress: Progress,
    ending: str,
    rows: Sequence[Followed] | None = None,
    palette: Palette = LIGHT,
    heading: str = "",
    form: GaugeForm | None = None,
) -> Job[bytes]:
    """`picture` with a Step after each page of a PDF."""
    chosen = progress.rows if rows is None else rows
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
    wanted, said = GaugeOptions(form).form_for(len(readings)), heading or gauges_heading(progress)
    if ending == "pdf":
        return (yield from paged_file([_leaf(page) for page in pages_of(readings, wanted, said)], said, palette))
    return picture_file(_leaf(whole_of(readings, wanted, said)), ending, said, palette)


def _leaf(page: WallPage) -> Leaf:
    return Leaf(page, page.width / 72, page.height / 72)
