"""The parts of an OFD file, found as those who write such files name them."""

from __future__ import annotations

import posixpath

from lxml import etree

from zonetracker.extraction.reading.archive import Archive
from zonetracker.extraction.reading.refusals import refusal
from zonetracker.extraction.reading.safexml import local, parse
from zonetracker.support.errors import Refusal, RefusalCode

ROOT = "OFD.xml"
_ENCRYPTED = "encryptions.xml"


class OfdPackage:
    """The XML parts of an OFD file; a location is relative to the part that names it, or to the whole."""

    def __init__(self, archive: Archive, name: str) -> None:
        """Raises Refusal for a file that is encrypted (GM/T 0099)."""
        self._archive = archive
        self._name = name
        self._names = {_plain(one).casefold(): one for one in archive.names}
        self._kept: dict[str, etree._Element | None] = {}
        if _ENCRYPTED in self._names:
            raise refusal(RefusalCode.READ_PASSWORD, name)

    def found(self, base: str, location: str | None) -> str | None:
        """The part at a location that the part `base` names; None where there is none."""
        said = (location or "").strip().replace("\\", "/")
        if not said:
            return None
        beside = posixpath.join(posixpath.dirname(base), said)
        for path in (said,) if said.startswith("/") else (beside, said):
            part = self._names.get(posixpath.normpath(_plain(path)).casefold())
            if part is not None:
                return part
        return None

    def bytes_of(self, part: str | None) -> bytes | None:
        """The bytes of a part, None where there is none."""
        return None if part is None else self._archive.part(part)

    def root(self, part: str | None, kind: str) -> etree._Element | None:
        """The root of a part; None where the part is missing, broken or of another kind."""
        data = self.bytes_of(part)
        if data is None:
            return None
        try:
            root = parse(data, self._name)
        except Refusal as error:
            if error.code != RefusalCode.READ_DAMAGED:
                raise
            return None
        return root if local(root) == kind else None

    def kept(self, part: str | None, kind: str) -> etree._Element | None:
        """The same for a part that many pages name: it is parsed once."""
        key = part or ""
        if key not in self._kept:
            self._kept[key] = self.root(part, kind)
        return self._kept[key]


def named(container: etree._Element | None, *path: str) -> list[etree._Element]:
    """The elements that a path of local names leads to from a container."""
    found = [] if container is None else [container]
    for name in path:
        found = [one for element in found for one in element if local(one) == name]
    return found


def said(container: etree._Element | None, *path: str) -> str:
    """The text of the first element that a path leads to, "" where there is none."""
    return next(("".join(one.itertext()).strip() for one in named(container, *path)), "")


def _plain(path: str) -> str:
    return path.replace("\\", "/").lstrip("/")
