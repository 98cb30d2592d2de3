"""The pictures of pages: fetched one at a time by a job in the fence, the last few kept."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable

from PySide6.QtCore import QBuffer, QByteArray, QObject, QSize, QTimer, Signal
from PySide6.QtGui import QImage, QImageReader

from zonetracker.model.facts import Report
from zonetracker.model.reports.layout import PagePrints
from zonetracker.services.importing import picture_job
from zonetracker.support.errors import Refusal, RefusalCode
from zonetracker.support.i18n import tr
from zonetracker.support.job import Job
from zonetracker.ui.parts.desk import Desk
from zonetracker.ui.parts.tasks import ProgressLine

KEPT_BYTES = 64 * 2**20
PAUSE_MS = 120
"""Whoever runs down the rows passes many pages: a page is fetched when one stays on it."""
_MOST_POINTS = 16_000_000
_Key = tuple[str, int, int]


class PagePictures(QObject):
    """Fetches the page that is wanted; a page that is wanted later takes its place. `came` tells that the picture of
    a page is here, `failed` why there is none.
    """

    came = Signal(int)
    failed = Signal(int, str)

    def __init__(self, desk: Desk, line: ProgressLine, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._line = desk, line
        self._kept: OrderedDict[_Key, QImage] = OrderedDict()
        self._wanted: tuple[Report, PagePrints] | None = None
        self._leave: Callable[[], None] | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE_MS)
        self._timer.timeout.connect(self._start)

    def picture(self, report: Report, page: PagePrints) -> QImage | None:
        """The picture of a page where it is here."""
        key = _key(report, page)
        found = self._kept.get(key)
        if found is not None:
            self._kept.move_to_end(key)
        return found

    def want(self, report: Report, page: PagePrints) -> None:
        """Fetch a page that is not here, and no other one any more."""
        if self._wanted is not None and _key(*self._wanted) == _key(report, page):
            return
        self.stop()
        if self.picture(report, page) is None:
            self._wanted = report, page
            self._timer.start()

    def stop(self) -> None:
        """Fetch nothing any more."""
        self._timer.stop()
        self._wanted = None
        if self._leave is not None:
            self._leave()
            self._leave = None

    def _start(self) -> None:
        if self._wanted is None:
            return
        report, page = self._wanted
        number = page.number

        def come(picture: QImage) -> None:
            self._end()
            self._keep(_key(report, page), picture)
            self.came.emit(number)

        def fail(said: str) -> None:
            self._end()
            self.failed.emit(number, said)

        try:
            job = _decoded(picture_job(self._desk.ledger, report, page), report.name)
        except Refusal as refusal:
            fail(str(refusal))
            return
        self._leave = self._desk.tasks.start(
            job,
            tr("正在取出第{number}页的图片", number=number),
            come,
            lambda refusal: fail(str(refusal)),
            line=self._line,
            stopped=lambda: fail(tr("没有取出第{number}页的图片。", number=number)),
        )

    def _end(self) -> None:
        self._wanted = self._leave = None

    def _keep(self, key: _Key, picture: QImage) -> None:
        self._kept[key] = picture
        while len(self._kept) > 1 and sum(one.sizeInBytes() for one in self._kept.values()) > KEPT_BYTES:
            self._kept.popitem(last=False)


def _key(report: Report, page: PagePrints) -> _Key:
    """What tells a picture from every other: the file, the page, how it lies."""
    return report.sha256, page.number, page.turned


def _decoded(job: Job[bytes], name: str) -> Job[QImage]:
    """The picture of a PNG, made in the thread that fetches it; its size is asked before."""
    data = yield from job
    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    reader = QImageReader(buffer, QByteArray(b"png"))
    picture = reader.read() if _bearable(reader.size()) else QImage()
    if picture.isNull():
        raise Refusal(RefusalCode.READ_DAMAGED, tr("“{name}”这一页的图片画不出来，请对照原件。", name=name))
    grey = picture.isGrayscale()
    return picture.convertToFormat(QImage.Format.Format_Grayscale8 if grey else QImage.Format.Format_RGB32)


def _bearable(size: QSize) -> bool:
    return not size.isEmpty() and size.width() * size.height() <= _MOST_POINTS
