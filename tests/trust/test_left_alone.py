"""R11: a file that is none of ours, too new or broken is left as it is by every way in, which says which case it is.

By every way in: opening, each verb that takes a workbook, making a new one over it; what is looked at afterwards is its
bytes, its times, and everything else in its folder.
"""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.reading.hostile import sample_docx, sample_pdf, sample_xlsx
from tests.services.forms.books import two_heads
from tests.trust.promises import Asking, Controlling, Counting
from zonetracker.__main__ import main
from zonetracker.commands.statuses import COULD_NOT
from zonetracker.commands.verbs import VERBS as ALL_VERBS
from zonetracker.model.changes import TargetChange
from zonetracker.services.ledger import Ledger
from zonetracker.storage import schema
from zonetracker.support.errors import Refusal

Spoil = Callable[[bytearray, random.Random], bytes]
NAMES = ("云岭.zt", "云岭 (1).zt", "云岭.zt.zt", "ｙ.zt", "a b.zt", "报告.docx.zt")


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = tmp_path_factory.mktemp("sound") / "a.zt"
    with Ledger.create(path, "云岭高新区") as ledger:
        for number in range(20):
            ledger.add_target(f"第{number}项", 2023, more=TargetChange(note="注" * 200))
    return path.read_bytes()


def newer(data: bytearray, chance: random.Random) -> bytes:
    data[60:64] = (schema.SCHEMA + chance.choice([1, 2, 50, 2**30])).to_bytes(4, "big")
    return bytes(data)


def other_database(_: bytearray, chance: random.Random) -> bytes:
    """Of another program: its own application id, or none."""
    other = sqlite3.connect(":memory:")
    other.execute("CREATE TABLE meta (id INTEGER PRIMARY KEY, file_id TEXT)")
    other.executemany("INSERT INTO meta (file_id) VALUES (?)", [("x" * 500,)] * chance.randrange(1, 50))
    other.execute(f"PRAGMA application_id = {chance.choice([0, 0x47504B47, 252006673])}")
    other.commit()
    return other.serialize()


def broken_end(data: bytearray, chance: random.Random) -> bytes:
    return bytes(data[: chance.randrange(100, len(data) - 1)])


def broken_head(data: bytearray, chance: random.Random) -> bytes:
    return bytes(data[: chance.randrange(16, 100)])


def broken_pages(data: bytearray, chance: random.Random) -> bytes:
    at = 4096 * chance.randrange(1, len(data) // 4096 - 4)
    data[at : at + 4 * 4096] = chance.randbytes(4 * 4096)
    return bytes(data)


def altered(data: bytearray, chance: random.Random) -> bytes:
    """A sound database of ours to which another program added something."""
    other = sqlite3.connect(":memory:")
    other.deserialize(bytes(data))
    other.execute(
        chance.choice(
            [
                "CREATE TRIGGER t AFTER INSERT ON target BEGIN DELETE FROM actual; END",
                "CREATE VIEW v AS SELECT * FROM target",
                "CREATE TABLE more (a)",
                "DROP TRIGGER change_is_never_deleted",
                "ALTER TABLE target ADD COLUMN more TEXT",
                "CREATE INDEX i ON target (note)",
            ]
        )
    )
    other.commit()
    return other.serialize()


def foreign(_: bytearray, chance: random.Random) -> bytes:
    made = (sample_docx(), sample_pdf(), sample_xlsx(), "不是台账".encode(), chance.randbytes(5000))
    return chance.choice(made)


SPOILED: dict[str, tuple[Spoil, set[str]]] = {
    "newer": (newer, {"file.newer"}),
    "of another program": (other_database, {"file.foreign"}),
    "no database": (foreign, {"file.foreign"}),
    "empty": (lambda data, chance: b"", {"file.empty"}),
    "cut short": (broken_end, {"file.broken"}),
    "cut in its head": (broken_head, {"file.broken"}),
    "pages of noise": (broken_pages, {"file.broken", "file.altered"}),
    "altered": (altered, {"file.altered"}),
}
MONTH = ["--month", "2023-09"]
VERBS: dict[str, list[str]] = {
    "actuals": ["OUT/sheet.csv", *MONTH],
    "backup": ["OUT/b.zt"],
    "check": [],
    "export": ["--format", "json"],
    "fillin": ["--to", "OUT", *MONTH],
    "form": ["OUT/form.xlsx"],
    "gauges": ["OUT/a.png", *MONTH],
    "history": [],
    "import": ["OUT/report.txt", "--accept", "all"],
    "issue": MONTH,
    "milestones": ["--to", "OUT/m.xlsx", *MONTH],
    "month": ["--close", "2023-09"],
    "new": ["--zone", "别区"],
    "points": ["--to", "OUT/i.xlsx", *MONTH],
    "projects": ["--to", "OUT/p.xlsx", *MONTH],
    "quarter": ["--to", "OUT/q.xlsx", *MONTH],
    "ranking": ["--to", "OUT/rank.xlsx", *MONTH],
    "redo": [],
    "reporting": ["--to", "OUT/r.xlsx", *MONTH],
    "restore": ["1"],
    "sample": [],
    "scores": ["--to", "OUT/s.xlsx", *MONTH],
    "sheet": ["OUT/a.xlsx", *MONTH],
    "snapshots": [],
    "status": MONTH,
    "summary": ["OUT/a.docx", *MONTH],
    "takeover": ["--from", "PC"],
    "targets": ["--year", "2023", "--to", "OUT/t.xlsx"],
    "trace": ["税收收入", *MONTH],
    "undo": [],
    "units": [],
    "year": ["--close", "2023"],
    "yearend": ["OUT/y.xlsx", "--year", "2023"],
}
"""Every verb that takes a workbook."""


def state(path: Path) -> object:
    """All about a file and its folder that must stay."""
    told = path.stat()
    return path.read_bytes(), told.st_mtime_ns, told.st_size, sorted(one.name for one in path.parent.iterdir())


def tried(path: Path, out: Path, how: str, chance: random.Random, codes: set[str]) -> str:
    """What went wrong when a spoiled file was opened and worked with."""
    before = state(path)
    try:
        Ledger.open(path).close()
        return f"{how}: it was opened"
    except Refusal as refused:
        if refused.code not in codes or path.name not in str(refused):
            return f"{how}: {refused.code} {refused}"
    for verb in chance.sample(sorted(VERBS), 3):
        status = main([verb, str(path), *(word.replace("OUT", str(out)) for word in VERBS[verb])])
        if status != COULD_NOT:
            return f"{how}: {verb} ended with {status}"
        if state(path) != before:
            return f"{how}: changed by opening or by {verb}"
    return ""


@pytest.mark.slow
def test_what_cannot_be_opened_is_left_as_it_is(
    sound: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str], promise: Counting, rounds: Asking
) -> None:
    chance, bad, count = random.Random(11), list[str](), rounds("R11")
    out = tmp_path / "out"
    out.mkdir()
    (out / "report.txt").write_text("2023年税收收入达到5亿元。", "utf-8")
    (out / "sheet.csv").write_text("指标名称,单位,1-9月累计\n税收收入,亿元,5\n", "utf-8")
    two_heads(out / "form.xlsx")
    for number in range(count):
        how = list(SPOILED)[number % len(SPOILED)]
        spoil, codes = SPOILED[how]
        path = tmp_path / str(number) / chance.choice(NAMES)
        path.parent.mkdir()
        path.write_bytes(spoil(bytearray(sound), chance))
        wrong = tried(path, out, how, chance, codes)
        bad += [f"{number}: {wrong}"] if wrong else []
    capsys.readouterr()
    promise("R11", tried=count, bad=bad)


def test_no_verb_is_missing_here() -> None:
    assert ALL_VERBS.keys() - VERBS.keys() == {"extract", "demo", "self-test"}, "those that take no workbook"


def test_one_of_another_name_is_still_ours(sound: bytes, tmp_path: Path, promise: Counting) -> None:
    """A workbook that was renamed, or put under another ending, opens: what a file is stands in it."""
    bad = []
    for name in (*NAMES, "云岭.db", "云岭", "云岭.zt.bak", "CON-.zt"):
        path = tmp_path / name
        path.write_bytes(sound)
        with Ledger.open(path) as ledger:
            bad += [] if len(ledger.targets()) == 20 and not ledger.notices else [f"{name}: {ledger.notices}"]
        bad += [] if path.read_bytes() == sound else [f"{name} was written to"]
    promise("R11", tried=len(NAMES) + 4, bad=bad)


def test_sqlite_by_itself_writes_into_them(sound: bytes, tmp_path: Path, control: Controlling) -> None:
    failed = 0
    for data in (newer(bytearray(sound), random.Random(1)), other_database(bytearray(), random.Random(1)), b""):
        path = tmp_path / "a.zt"
        path.write_bytes(data)
        other = sqlite3.connect(path)
        other.execute("CREATE TABLE IF NOT EXISTS settings (a)")
        other.commit()
        other.close()
        failed += path.read_bytes() != data
    control("R11", "opening without a look first", failed=failed, of=3, at_least=3)
