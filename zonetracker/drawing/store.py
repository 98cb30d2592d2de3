"""Drawings as they were last drawn, kept on this PC so that a start with unchanged figures draws nothing.

They show figures of the workbook, so they lie beside the snapshots in this PC's own folder, readable by its user alone;
their names are hashes and say nothing. Losing them costs only the time to draw them again.
"""

from __future__ import annotations

import hashlib
import os
from contextlib import suppress
from functools import cache
from pathlib import Path

from zonetracker import __version__
from zonetracker.support.paths import local_folder

MOST = 240
_ENDING = ".drawn"
_HASH = 32


class PictureStore:
    """Bytes by what they were drawn from; the longest unused go when there are more than MOST."""

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = folder or local_folder() / "pictures"

    def _path(self, source: str) -> Path:
        told = f"{__version__}\n{_drawn_by()}\n{source}"
        return self.folder / f"{hashlib.sha256(told.encode()).hexdigest()}{_ENDING}"

    def find(self, source: str) -> bytes | None:
        """What was drawn from `source` by this very program, if it is still there and whole."""
        path = self._path(source)
        try:
            kept = path.read_bytes()
        except OSError:
            return None
        if hashlib.sha256(kept[_HASH:]).digest() != kept[:_HASH]:
            return None
        with suppress(OSError):
            os.utime(path)
        return kept[_HASH:]

    def keep(self, source: str, picture: bytes) -> None:
        """Keep what was drawn; where this PC's folder cannot be written, nothing is kept."""
        path = self._path(source)
        with suppress(OSError):
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            part = path.with_suffix(".part")
            part.write_bytes(hashlib.sha256(picture).digest() + picture)
            part.replace(path)
            self._thin()

    def _thin(self) -> None:
        kept = [(entry.stat().st_mtime_ns, entry.path) for entry in os.scandir(self.folder)]
        for _, path in sorted(kept)[: max(0, len(kept) - MOST)]:
            Path(path).unlink()


@cache
def _drawn_by() -> str:
    """Tells one state of the drawing code from the next, for those who work on it; a packed program has its version."""
    return " ".join(str(path.stat().st_mtime_ns) for path in sorted(Path(__file__).parent.glob("*.py")))
