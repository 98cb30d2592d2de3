"""Where snapshots lie: a folder a workbook, readable by name, private to the user, that knows where the book was seen.

So they are found for a workbook that cannot be read any more, or that is not there. Nothing of a file's content names a
folder but eight digits of an identity that was checked; the rest is the name that the clerk gave the file.

How many other workbooks have left copies costs an opening nothing: a folder is known by the digits in its name, and a
place by an empty file beside the folders whose name begins with the hash of the place.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from zonetracker.storage.identity import is_file_id
from zonetracker.storage.trouble import plain_trouble, refusal
from zonetracker.support.errors import Refusal, RefusalCode
from zonetracker.support.paths import file_name, local_place, usable_name
from zonetracker.support.writing import write_safely

_MARKER = "book.json"
_SEEN = "seen"
_OF_PLACE = 16
_SHORT = 8
_OURS = re.compile(rf"(?:.*-)?(?:[0-9a-f]{{{_SHORT}}}|[0-9a-f]{{32}})", re.DOTALL)
_LONGEST_STEM = 40
_PLACES = 8


@dataclass(frozen=True, slots=True)
class SnapshotFolder:
    """The folder of one workbook: whose, and where that was seen, the latest place first."""

    path: Path
    file_id: str
    places: tuple[Path, ...] = ()


def snapshots_home() -> Path:
    """Where all of them lie on this PC, be it there or not."""
    return local_place() / "snapshots"


def private_folder(path: Path) -> Path:
    """Make a folder that its user alone may look into; on Windows the user's profile around it is so already."""
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    if os.name != "nt" and path.stat().st_mode & 0o077:
        path.chmod(0o700)
    return path


def private_file(path: Path) -> Path:
    """Leave a file to its user alone."""
    if os.name != "nt" and path.stat().st_mode & 0o077:
        path.chmod(0o600)
    return path


def same_place(one: Path, other: Path) -> bool:
    """Whether two paths are spelled alike as far as the system tells letters apart; neither need be there."""
    return os.path.normcase(one.absolute()) == os.path.normcase(other.absolute())


def folders() -> list[SnapshotFolder]:
    """All folders of snapshots on this PC; one of an older program has a bare identity as its name.

    Refusal where the disk does not say.
    """
    return _read_all(_names_in(snapshots_home()))


def _names_in(folder: Path) -> list[str]:
    with plain_trouble(folder):
        return sorted(path.name for path in folder.iterdir()) if folder.is_dir() else []


def _read_all(names: Iterable[str]) -> list[SnapshotFolder]:
    home = snapshots_home()
    with plain_trouble(home):
        inside = [home / name for name in names]
        return [found for path in inside if path.is_dir() and (found := _read(path)) is not None]


def _read(path: Path) -> SnapshotFolder | None:
    try:
        told = json.loads((path / _MARKER).read_text(encoding="utf-8"))
        file_id, places = told["file_id"], told["places"]
    except (OSError, ValueError, KeyError, TypeError):
        return SnapshotFolder(path, path.name) if is_file_id(path.name) else None
    if not isinstance(file_id, str) or not is_file_id(file_id) or not isinstance(places, list):
        return None
    return SnapshotFolder(path, file_id, tuple(Path(place) for place in places if isinstance(place, str)))


def folder_of(file_id: str) -> SnapshotFolder | None:
    """The folder of a workbook; None where it has none on this PC.

    Only what is called as its folder would be is read, and what somebody has renamed.
    """
    ends = (f"-{file_id[:_SHORT]}", f"-{file_id}")
    names = (
        name
        for name in _names_in(snapshots_home())
        if name == file_id or name.endswith(ends) or not _OURS.fullmatch(name)
    )
    return next((one for one in _read_all(names) if one.file_id == file_id), None)


def folders_seen_at(book: Path) -> list[SnapshotFolder]:
    """The folders of all workbooks that were ever seen under this path."""
    begins = f"{_hash_of(book)}-"
    marks = _names_in(_seen_home())
    here = _read_all(mark.removeprefix(begins) for mark in marks if mark.startswith(begins))
    known = here if marks else folders()
    return [one for one in known if any(same_place(book, place) for place in one.places)]


def _seen_home() -> Path:
    return local_place() / _SEEN


def _hash_of(place: Path) -> str:
    spelled = os.path.normcase(place.absolute())
    return sha256(spelled.encode("utf-8", "surrogatepass")).hexdigest()[:_OF_PLACE]


def _mark(folder: SnapshotFolder, place: Path) -> str:
    return f"{_hash_of(place)}-{folder.path.name}"


def _mark_seen(folder: SnapshotFolder, left: Iterable[Path]) -> None:
    """Let the folder be found by its latest place, no more by those that it has `left`."""
    seen = _seen_home()
    with suppress(Refusal, OSError, ValueError):
        if not seen.is_dir():
            _mark_all(seen, folder)
        for place in folder.places[:1]:
            mark = seen / _mark(folder, place)
            if not mark.exists():
                mark.touch(mode=0o600)
        for place in left:
            (seen / _mark(folder, place)).unlink(missing_ok=True)


def _mark_all(seen: Path, new: SnapshotFolder) -> None:
    """Once, with what an older program has left: all of them or none."""
    part = private_folder(seen.with_suffix(".part"))
    for folder in (*folders(), new):
        for place in folder.places:
            (part / _mark(folder, place)).touch(mode=0o600)
    part.rename(seen)


def folder_for(file_id: str, book: Path) -> SnapshotFolder:
    """The folder of a workbook that is open at `book`: made where it is missing, taken over from an older program."""
    if not is_file_id(file_id):
        raise refusal(RefusalCode.FILE_BROKEN, book)
    private_folder(snapshots_home())
    known = folder_of(file_id)
    path = private_folder(known.path if known is not None else _named(file_id, book))
    if path.name == file_id:
        path = _taken_over(path, _named(file_id, book))
    places = known.places if known is not None else ()
    noted = _noted(places, book)
    folder = SnapshotFolder(path, file_id, noted)
    _mark_seen(folder, [place for place in places if place not in noted])
    if noted != places or not (path / _MARKER).is_file():
        _note(path, file_id, noted)
    return folder


def _named(file_id: str, book: Path) -> Path:
    stem = file_name(book.stem.strip(" ."))[:_LONGEST_STEM].strip(" .")
    name = stem if stem and usable_name(stem) else "workbook"
    short = snapshots_home() / f"{name}-{file_id[:_SHORT]}"
    other = _read(short) if short.is_dir() else None
    return short if other is None or other.file_id == file_id else short.with_name(f"{name}-{file_id}")


def _taken_over(old: Path, new: Path) -> Path:
    for path in old.iterdir():
        with suppress(OSError):
            private_file(path)
    with suppress(OSError):
        return old.rename(new)
    return old


def _noted(places: tuple[Path, ...], book: Path) -> tuple[Path, ...]:
    """The places with this one first; a snapshot that is itself looked at is no place of the workbook."""
    if snapshots_home().absolute() in book.absolute().parents:
        return places
    rest = [place for place in places if not same_place(place, book)]
    return (book, *rest)[:_PLACES]


def _note(folder: Path, file_id: str, places: Sequence[Path]) -> None:
    told = json.dumps({"file_id": file_id, "places": [str(place) for place in places]}, ensure_ascii=False, indent=1)
    with suppress(Refusal, OSError, UnicodeEncodeError):
        write_safely(folder / _MARKER, told.encode("utf-8"))
        private_file(folder / _MARKER)
