"""R8: a file whose bytes change behind our back is noticed, named, and never ends the program.

Whether a change matters is asked of SQLite alone: it does where the file reads otherwise than before, or not at all.
A bit in a hole between rows is no change, and is not counted.
"""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.storage.working import work_through
from tests.trust.promises import Asking, Controlling, Counting
from zonetracker.services.ledger import Ledger
from zonetracker.storage.database import Database
from zonetracker.support.errors import Refusal

PAGE = 4096
CONTROLS = 100
Damage = Callable[[bytearray, random.Random], None]


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A workbook in which everything was done, with originals larger than a page."""
    path = tmp_path_factory.mktemp("sound") / "a.zt"
    with Ledger.create(path, "云岭高新区") as ledger:
        work_through(ledger)
        ledger.keep_issued("sheet", 2023, 3, "三月.xlsx", random.Random(8).randbytes(60_000))
        ledger.keep_issued("sheet", 2023, 4, "四月.xlsx", b"PK" * 9_000)
    return path.read_bytes()


def flip(data: bytearray, chance: random.Random) -> None:
    """One bit, where something stands."""
    at = chance.randrange(len(data))
    while not any(data[max(0, at - 8) : at + 8]):
        at = chance.randrange(len(data))
    data[at] ^= 1 << chance.randrange(8)


def overwrite(data: bytearray, chance: random.Random) -> None:
    """A whole page, by noise, by nothing, by another page of the file, or by part of one."""
    pages = len(data) // PAGE
    at, other = (PAGE * chance.randrange(pages) for _ in range(2))
    half = chance.choice([512, 2048])
    new = chance.choice(
        [
            chance.randbytes(PAGE),
            bytes(PAGE),
            bytes(data[other : other + PAGE]),
            bytes(data[at : at + half]) + bytes(data[other + half : other + PAGE]),
            bytes(data[at : at + half]) + bytes(PAGE - half),
        ]
    )
    data[at : at + PAGE] = new


def cut(data: bytearray, chance: random.Random) -> None:
    """The end is gone: some bytes, some pages, nearly all."""
    keep = chance.choice([chance.randrange(len(data)), PAGE * chance.randrange(len(data) // PAGE), len(data) - 1])
    del data[keep:]


def read_whole(path: Path) -> list[object]:
    """Everything that SQLite reads from the file, as text so that no figure is rounded; raises where it can't."""
    other = sqlite3.connect(path)
    other.text_factory = bytes
    try:
        tables = [row[0].decode() for row in other.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        kept = [row for table in tables for row in other.execute(f'SELECT rowid, * FROM "{table}" ORDER BY rowid')]
        return [kept, other.execute("SELECT * FROM sqlite_master").fetchall()]
    finally:
        other.close()


def noticed(path: Path) -> list[str]:
    """What opening and the Check say; empty where they find nothing."""
    try:
        database = Database.open(path)
    except Refusal as refused:
        return [str(refused)]
    try:
        return [*database.notices, *database.check()]
    finally:
        database.close()


def changed(path: Path, before: list[object]) -> bool:
    try:
        return read_whole(path) != before
    except (sqlite3.Error, UnicodeDecodeError):
        return True


def damaged(sound: bytes, folder: Path, damage: Damage, trials: int, seed: str) -> tuple[int, list[str]]:
    """How many of the damages changed what stands in the file, and which of those nobody noticed or named."""
    path, looked_at = folder / "台账.zt", folder / "looked at.zt"
    path.write_bytes(sound)
    before, chance = read_whole(path), random.Random(seed)
    count, missed = 0, []
    while count < trials:
        data = bytearray(sound)
        damage(data, chance)
        if data == sound:
            continue
        for place in (path, looked_at):
            place.write_bytes(data)
        said = noticed(path)
        matters = changed(looked_at, before)
        count += matters
        if matters and not said:
            missed.append(told(sound, bytes(data)))
    return count, missed


def told(sound: bytes, data: bytes) -> str:
    place = next((at for at, (one, other) in enumerate(zip(sound, data, strict=False)) if one != other), len(data))
    return f"byte {place}: {sound[max(0, place - 40) : place + 20]!r} became {data[max(0, place - 40) : place + 20]!r}"


ATTACKS: dict[str, tuple[Damage, str]] = {"flips": (flip, ""), "pages": (overwrite, "pages"), "cuts": (cut, "cuts")}


@pytest.mark.parametrize("attack", ATTACKS)
def test_damage_is_noticed_and_named(
    sound: bytes, tmp_path: Path, attack: str, promise: Counting, rounds: Asking
) -> None:
    damage, part = ATTACKS[attack]
    tried, missed = damaged(sound, tmp_path, damage, rounds("R8", part), attack)
    promise("R8", tried=tried, bad=missed)


def test_what_sqlite_alone_notices_is_not_enough(sound: bytes, tmp_path: Path, control: Controlling) -> None:
    path = tmp_path / "a.zt"
    chance, unnoticed = random.Random(11), 0
    for _ in range(CONTROLS):
        data = bytearray(sound)
        flip(data, chance)
        path.write_bytes(data)
        other = sqlite3.connect(path)
        try:
            unnoticed += other.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        except (sqlite3.Error, UnicodeDecodeError):
            pass
        finally:
            other.close()
    control("R8", "integrity_check alone", failed=unnoticed, of=CONTROLS, at_least=CONTROLS // 2)
