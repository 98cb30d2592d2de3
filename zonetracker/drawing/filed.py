"""A drawing as the bytes of a file. matplotlib is loaded when one is made."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from zonetracker.drawing.palette import LIGHT, Palette
from zonetracker.support.i18n import tr
from zonetracker.support.job import Job, Step

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_DPI = 150


class Drawing(Protocol):
    """What can be drawn. Equal ones look alike, and the `repr` says all that it is drawn from: a frozen dataclass."""

    def draw(self, figure: Figure, palette: Palette) -> None:
        """Draw over the whole of an empty figure."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """A drawing with its size in inches."""

    drawing: Drawing
    width: float
    height: float


def picture_file(leaf: Leaf, ending: str, title: str, palette: Palette = LIGHT) -> bytes:
    """A drawing as "png" or "svg"; the same one gives the same bytes."""
    from matplotlib import rc_context

    more = {"Date": None, "Creator": None} if ending == "svg" else {"Software": None}
    sink = io.BytesIO()
    with rc_context({"svg.hashsalt": "zonetracker", "svg.fonttype": "path"}):
        figure = _drawn(leaf, palette)
        figure.savefig(sink, format=ending, facecolor=palette.paper, metadata={"Title": title, **more})
    return sink.getvalue()


def paged_file(leaves: Sequence[Leaf], title: str, palette: Palette = LIGHT) -> Job[bytes]:
    """Drawings as a PDF, a page each, with a Step after each page."""
    from matplotlib.backends.backend_pdf import PdfPages

    sink = io.BytesIO()
    nameless = {"Title": title, "CreationDate": None, "Producer": None, "Creator": None}
    with PdfPages(sink, metadata=nameless) as pages:
        for done, leaf in enumerate(leaves, 1):
            pages.savefig(_drawn(leaf, palette), facecolor=palette.paper)
            yield Step(done, len(leaves), tr("正在画图…"))
    return sink.getvalue()


def _drawn(leaf: Leaf, palette: Palette) -> Figure:
    from matplotlib.figure import Figure as Drawn

    figure = Drawn(figsize=(leaf.width, leaf.height), dpi=_DPI)
    figure.set_facecolor(palette.paper)
    leaf.drawing.draw(figure, palette)
    return figure
