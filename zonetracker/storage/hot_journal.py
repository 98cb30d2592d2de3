"""A rollback journal beside a workbook: SQLite would replay it unasked, even into a file it does not belong to.

A clerk who copies a backup over the workbook after a crash leaves the old journal lying there. Each transaction first
rewrites the one row of table `stamp` (file id and a number that only grows), so the journal holds that page as it was;
the journal belongs to the file when the file's own stamp page has the same id and that number or the next.
"""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from pathlib import Path

from zonetracker.storage.header import has_journal, journal_of

_MAGIC = bytes.fromhex("d9d505f920a163d7")
_STAMP = re.compile(rb"zt-stamp ([0-9a-f]{32}) ([0-9]{12})")
_LEAF = 0x0D
_NONE = b"\0\0\0\0"


def stamp_words(file_id: str, turn: int) -> str:
    """The stamp row: always of one length, so that SQLite overwrites it in place."""
    return f"zt-stamp {file_id} {turn:012d}"


def stamp_turn(words: str) -> int:
    """The number in a stamp."""
    return int(words.rsplit(" ", 1)[1])


def _stamp_on(page: bytes) -> tuple[bytes, int] | None:
    """The stamp of a page, if it is that of the stamp table: a leaf with one cell."""
    if len(page) < 16 or page[0] != _LEAF or page[3:5] != b"\x00\x01":
        return None
    cell = int.from_bytes(page[8:10], "big")
    found = _STAMP.search(page, cell, cell + 80)
    return (found[1], int(found[2])) if found else None


def _pages(journal: Path) -> Iterator[tuple[int, bytes]]:
    """The pages that the first part of a journal holds; none where SQLite would not replay it either."""
    with journal.open("rb") as file:
        head = file.read(28)
        if len(head) < 28 or not head.startswith(_MAGIC):
            return
        count, nonce, sector, page_size = (int.from_bytes(head[at : at + 4], "big") for at in (8, 12, 20, 24))
        if not (512 <= page_size <= 65536 and 32 <= sector <= 65536):
            return
        if count == 0xFFFFFFFF:
            count = (journal.stat().st_size - sector) // (page_size + 8)
        file.seek(sector)
        for _ in range(count):
            number, page, checksum = (file.read(length) for length in (4, page_size, 4))
            if number == _NONE or len(checksum) < 4 or _checksum(nonce, page) != int.from_bytes(checksum, "big"):
                return
            yield int.from_bytes(number, "big"), page


def _checksum(nonce: int, page: bytes) -> int:
    """What SQLite writes behind a page in the journal: one that a power cut tore ends what it replays."""
    return (nonce + sum(page[at] for at in range(len(page) - 200, 0, -200))) & 0xFFFFFFFF


def belongs(path: Path, journal: Path) -> bool:
    """Whether the journal is of this very file, or holds nothing that SQLite would replay."""
    empty = True
    for number, page in _pages(journal):
        empty = False
        kept = _stamp_on(page)
        if kept is None:
            continue
        with path.open("rb") as file:
            file.seek((number - 1) * len(page))
            now = _stamp_on(file.read(len(page)))
        return now is not None and now[0] == kept[0] and now[1] in (kept[1], kept[1] + 1)
    return empty


def set_aside_strange(path: Path) -> Path | None:
    """Move a journal that does not belong out of SQLite's sight; where it lies now, or None. Never deletes one."""
    journal = journal_of(path)
    if not has_journal(path) or belongs(path, journal):
        return None
    aside = journal.with_name(f"{journal.name}.{time.strftime('%Y%m%d%H%M%S')}")
    number = 0
    while aside.exists():
        number += 1
        aside = journal.with_name(f"{journal.name}.{time.strftime('%Y%m%d%H%M%S')}-{number}")
    journal.rename(aside)
    return aside
