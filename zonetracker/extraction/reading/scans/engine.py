"""The recogniser: two networks of the optional part, one that finds lines of text and one that reads them.

Of the package that brings the networks nothing but its two files is used, so that nothing can be fetched or written.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import numpy

from zonetracker.extraction.reading.scans.detecting import Rect, boxes_in
from zonetracker.extraction.reading.scans.shades import Shades, picture_of
from zonetracker.support.added import add_ocr_to_path

if TYPE_CHECKING:
    from numpy.typing import NDArray

_FINDER, _READER = "PP-OCRv6_det_small.onnx", "PP-OCRv6_rec_small.onnx"
_LONGEST = 1536
"""Side of the picture in which lines are looked for."""
_STEP = 32
_HEIGHT = 48
_LEAST_WIDTH, _MOST_WIDTH = 320, 4000
"""Of a line as it is read."""
_MOST_THREADS = 4


@dataclass(frozen=True, slots=True)
class Guess:
    """A character as it was read: how sure, in thousandths, and its middle, in thousandths of the strip's width."""

    text: str
    score: int
    middle: int


class Recogniser(Protocol):
    """What reads pages."""

    def boxes(self, page: Shades) -> list[Rect]:
        """Where lines of text stand on a level page."""

    def letters(self, strip: Shades) -> tuple[Guess, ...]:
        """The characters of one line, from the left; blanks among them."""


@cache
def recogniser() -> Recogniser:
    """The recogniser of this process; ImportError and its like where the part is absent or does not work."""
    add_ocr_to_path()
    found = find_spec("rapidocr")
    places = found.submodule_search_locations if found is not None else None
    if not places:
        raise ImportError("rapidocr")
    return _Networks(Path(next(iter(places))) / "models")


class _Networks:
    def __init__(self, folder: Path) -> None:
        import onnxruntime

        onnxruntime.disable_telemetry_events()  # on Windows it keeps events that the system may send
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = min(os.cpu_count() or 1, _MOST_THREADS)
        options.inter_op_num_threads = 1
        options.enable_cpu_mem_arena = False
        options.log_severity_level = 4
        sessions = [
            onnxruntime.InferenceSession(str(folder / name), options, providers=["CPUExecutionProvider"])
            for name in (_FINDER, _READER)
        ]
        self._finder, self._reader = sessions
        known = self._reader.get_modelmeta().custom_metadata_map["character"].splitlines()
        self._characters = ["", *known, " "]

    def boxes(self, page: Shades) -> list[Rect]:
        height, width = page.shape
        longest = max(height, width)
        small = picture_of(page).resize((_fitted(width, longest), _fitted(height, longest)), reducing_gap=3)
        likeness = self._run(self._finder, numpy.asarray(small))[0, 0]
        return [
            Rect(
                box.left * width // small.width,
                box.top * height // small.height,
                -(-box.right * width // small.width),
                -(-box.bottom * height // small.height),
            )
            for box in boxes_in(likeness)
        ]

    def letters(self, strip: Shades) -> tuple[Guess, ...]:
        height, width = strip.shape
        wide = min(max(width * _HEIGHT // max(height, 1), 1), _MOST_WIDTH)
        shown = numpy.asarray(picture_of(strip).resize((wide, _HEIGHT), reducing_gap=3))
        room = max(wide, _LEAST_WIDTH)
        padded = numpy.full((_HEIGHT, room), 128, numpy.uint8)
        padded[:, :wide] = shown
        likely = self._run(self._reader, padded)[0]
        return tuple(_decoded(likely, self._characters, room * 1000 // wide))

    @staticmethod
    def _run(session: Any, shades: Shades) -> NDArray[numpy.float32]:
        values = (shades.astype(numpy.float32) - 128) / 128
        (found,) = session.run(None, {session.get_inputs()[0].name: numpy.stack([values] * 3)[None]})
        answer: NDArray[numpy.float32] = found
        return answer


def _fitted(side: int, longest: int) -> int:
    """A side as the network takes it, where the longest side becomes so long."""
    shown = side * _LONGEST // longest if longest > _LONGEST else side
    return max(-(-shown // _STEP) * _STEP, _STEP)


def _decoded(likely: NDArray[numpy.float32], characters: list[str], stretch: int) -> list[Guess]:
    """The characters of a strip of which each step says how likely every character is; `stretch` in thousandths."""
    best = likely.argmax(axis=1)
    steps = len(best)
    letters: list[Guess] = []
    at = 0
    while at < steps:
        end = at + 1
        while end < steps and best[end] == best[at]:
            end += 1
        if best[at]:
            score = int(likely[at:end, best[at]].max() * 1000)
            letters.append(Guess(characters[best[at]], score, (at + end) * stretch // (2 * steps)))
        at = end
    return letters
