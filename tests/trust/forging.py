"""Forged workbooks: a book with rows of every kind, of which a few values are odd and the history is honest.

`python -m tests.trust.forging FOLDER` reads lines of JSON (a seed, and whether the window is opened too), forges a book
for each, does with it what a clerk does, and answers with a line of JSON: how it ended and what went wrong.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import random
import shutil
import sqlite3
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from tests.storage.make_golden import book_of
from tests.trust.watching import outside, touched
from zonetracker.model.issuing import OPEN_FORMS
from zonetracker.storage.connection import Value
from zonetracker.storage.database import Database
from zonetracker.storage.schema import RECORDED, SCHEMA, columns_of
from zonetracker.support import diagnostics
from zonetracker.support.errors import Refusal

HANG_SECONDS = 5
"""CPU seconds of one step, from which on it counts as a hang."""
MONTHS = ((2021, 9), (2021, 12), (2023, 3), (2020, 6))
_DEEP = 100_000
TEXTS: tuple[str, ...] = (
    *("", " ", "NaN", "-NaN", "sNaN", "Infinity", "-Infinity", "1E+999999999", "1E-999999999", "1E+40", "-0", "0E+5"),
    *("9" * 4301, "0." + "1" * 5000, "12abc", "１２", "1_000", " 5 ", "0x10", "1e5", "1.2.3", "-", "5%", "=1+1"),
    *(
        "甲" * 301,
        "甲" * 5000,
        "甲" * 2_000_000,
        "a\0b",
        "\x1b[31m",
        "\u202eabc",
        "é" * 3000,
        "\n" * 50_000,
        "😀" * 2000,
    ),
    *("[" * _DEEP + "]" * _DEEP, '{"a":' * _DEEP + "1" + "}" * _DEEP, "[" * 500 + "]" * 500, "[", "null", "true", "7"),
    *('""', "[]", "{}", "[1e999999999]", "[NaN]", '{"$decimal":"NaN"}', '{"$decimal":[]}', '[["甲"]]', "[13]", "[0]"),
    *(
        '{"value":"NaN"}',
        '{"value":{}}',
        '{"growth":5}',
        '{"bound":"?"}',
        '{"columns":7,"names":[]}',
        f"[{'9' * 5000}]",
    ),
    *("maybe", "target", "TARGET", "<", ">=", "quantity", "2023-13-45", "99999-01-01", "0000-00", "2023-02-30", "bald"),
    *(
        "../../x",
        "C:\\x",
        "=cmd|' /C calc'!A0",
        "<b>甲</b>",
        "%s%n{0}",
        "{",
        "}",
        "{年",
        "{占比}{甲}",
        "summary-9999-99",
    ),
)
NUMBERS = (0, -1, 2, 7, 13, 99, 1800, 99_999, 2**31, 2**53, 2**63 - 1, -(2**63))
SETTINGS = ("rules", "places", "zone", "sources", "summary", "sheet", "gauges", "wall", "summary-2021-09", "甲")


def odd_json(chance: random.Random, deep: int = 0) -> object:
    """A value of any shape."""
    kind = chance.randrange(8 if deep < 3 else 6)
    if kind == 6:
        return [odd_json(chance, deep + 1) for _ in range(chance.randrange(4))]
    if kind == 7:
        return {_key(chance): odd_json(chance, deep + 1) for _ in range(chance.randrange(4))}
    plain = (None, True, chance.choice(NUMBERS), chance.choice(TEXTS)[:1000], "red;", {"$decimal": "5.0"})
    return plain[kind]


def _key(chance: random.Random) -> str:
    known = ("words", "colours", "late", "ahead", "name", "templates", "title", "issuer", "columns", "extra", "group")
    return chance.choice(
        (*known, "order", "size", "form", "now", "months", "clues", "of", "text", "composed", "$decimal")
    )


def _value(chance: random.Random, usual: Value) -> Value:
    if chance.random() < 0.1:
        return None
    if isinstance(usual, int):
        return chance.choice(NUMBERS)
    if chance.random() < 0.3:
        return json.dumps(odd_json(chance), ensure_ascii=False)
    return chance.choice(TEXTS)


class Forger:
    """Puts a few odd values into a book: recorded as the program records, or raw."""

    def __init__(self, path: Path, seed: int) -> None:
        self._path, self._chance = path, random.Random(seed)

    def forge(self) -> None:
        """One to five changes."""
        chance = self._chance
        ways = (
            (self._update,) * 8
            + (self._insert,) * 2
            + (self._setting,) * 3
            + (self._operation, self._text, self._layout)
        )
        database = Database.open(self._path, "甲")
        database.actor = chance.choice(("乙" * 2**20, "乙" * 2000, "a\0b", "=1+1", "../x", *("甲",) * 20))
        try:
            if chance.random() < 0.3:
                database.connection.raw.execute("PRAGMA foreign_keys = OFF")
            for _ in range(chance.randint(1, 5)):
                with contextlib.suppress(sqlite3.Error, OverflowError, UnicodeError, ValueError, AssertionError):
                    chance.choice(ways)(database)
        finally:
            database.close()
        if chance.random() < 0.25:
            self._raw()

    def _row(self, database: Database, table: str) -> dict[str, Value] | None:
        rows = database.query(f"SELECT * FROM {table} ORDER BY id")
        return self._chance.choice(rows) if rows else None

    def _odd(self, row: dict[str, Value], table: str) -> dict[str, Value]:
        columns = self._chance.sample(sorted(columns_of(table).keys() - {"id"}), k=self._chance.choice((1, 1, 1, 2)))
        return {column: self._odd_value(row, column) for column in columns}

    def _odd_value(self, row: dict[str, Value], column: str) -> Value:
        usual = row[column]
        if column.endswith("_id") and self._chance.random() < 0.6:
            return self._chance.choice((row["id"], 1, 2, 3, 4, 9999, -1))
        return _value(self._chance, usual if usual is not None else self._chance.choice(("", 0)))

    def _update(self, database: Database) -> None:
        table = self._chance.choice(RECORDED)
        row = self._row(database, table)
        if row is not None:
            with database.operation("forged", title="甲") as recorder:
                recorder.update(table, int(row["id"] or 0), self._odd(row, table))

    def _insert(self, database: Database) -> None:
        table = self._chance.choice(RECORDED)
        row = self._row(database, table)
        if row is not None:
            fresh = {**row, **self._odd(row, table)}
            fresh["id"] = self._chance.choice((None, None, -5, 2**53 + 1, 4_000))
            if fresh["id"] is None:
                del fresh["id"]
            with database.operation("forged") as recorder:
                recorder.insert(table, fresh)

    def _setting(self, database: Database) -> None:
        key, value = self._chance.choice(SETTINGS), json.dumps(odd_json(self._chance), ensure_ascii=False)
        with database.operation("forged") as recorder:
            rows = recorder.query("SELECT id FROM setting WHERE key = ?", (key,))
            if rows:
                recorder.update("setting", int(rows[0]["id"] or 0), {"value": value})
            else:
                recorder.insert("setting", {"key": key, "value": value})

    def _operation(self, database: Database) -> None:
        """An operation of a known name with words that it never has."""
        names = (
            "issue_month",
            "revise_base",
            "reopen_month",
            "adjust_target",
            "import_report",
            "undo",
            "",
            "甲" * 9_999,
        )
        words: dict[str, Any] = {_key(self._chance): odd_json(self._chance) for _ in range(3)}
        words |= {"of": self._chance.choice((None, *NUMBERS)), "passed": self._chance.choice(("[", "[[1]]", 7))}
        row = self._row(database, "actual")
        if row is not None:
            with database.operation(self._chance.choice(names), **words) as recorder:
                recorder.update("actual", int(row["id"] or 0), {"reason": self._chance.choice(TEXTS)[:200]})

    def _text(self, database: Database) -> None:
        """A report whose text is another one."""
        row = self._row(database, "report")
        text = self._chance.choice(
            (b"", b"\0" * 1000, b"\xff\xfe\x80", "甲".encode() * 400_000, b"a\n" * 200_000, b"x")
        )
        if row is not None:
            with database.operation("forged") as recorder:
                recorder.update("report", int(row["id"] or 0), {"text_sha256": recorder.keep(text)})

    def _layout(self, database: Database) -> None:
        """A report whose layout is another one."""
        row = self._row(database, "report")
        page = {"number": 1, "size": [9, 9], "turned": 0, "prints": [[0, 2, 1, 1, 1, 1]]}
        odd = odd_json(self._chance)
        told = {"pages": [page], "doubtful": [[0, 1]], "tables": [], "titles": []}
        told[self._chance.choice(list(told))] = self._chance.choice((odd, [odd], [[0, 10**9]]))
        data = self._chance.choice((b"", b"[" * 9_999, json.dumps(told, default=str).encode()))
        if row is not None:
            with database.operation("forged") as recorder:
                recorder.update("report", int(row["id"] or 0), {"layout_sha256": recorder.keep(data)})

    def _raw(self) -> None:
        """A change past the history, triggers and all."""
        table = self._chance.choice(("operation", "change", "content", "meta", "stamp", "actual", "target", "report"))
        with closing(sqlite3.connect(self._path)) as connection:
            triggers = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
            columns = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
            column = self._chance.choice(columns)
            usual = connection.execute(f"SELECT {column} FROM {table} ORDER BY rowid LIMIT 1").fetchone()
            value = _value(self._chance, usual[0] if usual else "")
            with contextlib.suppress(sqlite3.Error, OverflowError, UnicodeError):
                for name, _ in triggers:
                    connection.execute(f"DROP TRIGGER {name}")
                where = f"WHERE rowid IN (SELECT rowid FROM {table} ORDER BY abs(rowid * 7919 % 97) LIMIT 1)"
                if self._chance.random() < 0.2:
                    connection.execute(f"DELETE FROM {table} {where}")
                else:
                    connection.execute(f"UPDATE {table} SET {column} = ? {where}", (value,))
                for _, words in triggers:
                    connection.execute(words)
                connection.commit()


class Trial:
    """What is done with one book, and what goes wrong."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.bad: list[str] = []
        self.refused: list[str] = []
        self.damaged = 0
        self._year, self._month = MONTHS[0]

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        """A step ends well or with a sentence, and soon."""
        began = time.process_time()
        try:
            yield
        except Refusal as refusal:
            self.refused.append(f"{name}: {refusal}"[:300])
            if not str(refusal).strip():
                self.bad.append(f"{name}: refused without a word")
        except BaseException:
            self.bad.append(f"{name}: {traceback.format_exc(limit=-8)[-1800:]}")
        if time.process_time() - began > HANG_SECONDS:
            self.bad.append(f"{name}: {time.process_time() - began:.1f} s")

    def go(self, seed: int, windowed: bool) -> str:
        """All steps; how it ended."""
        from zonetracker.services.ledger import Ledger

        self._year, self._month = MONTHS[seed % len(MONTHS)]
        with self.step("open"), Ledger.open(self.path) as ledger, self.step("damaged"):
            self.damaged = len(ledger.damaged())
        month = f"{self._year}-{self._month:02}"
        out = self.path.parent
        more = (
            ("history", str(self.path)),
            ("gauges", str(self.path), "--month", month, str(out / "图.svg")),
            ("targets", str(self.path), "--year", str(self._year), "--to", str(out / "清单.xlsx")),
            ("fillin", str(self.path), "--month", month, "--to", str(out / "填报")),
            ("trace", str(self.path), "--month", month, "园区生产总值"),
            ("year", str(self.path), "--show", str(self._year)),
            ("issue", str(self.path), "--month", month, "--check"),
        )
        self._call("check", str(self.path))
        self._call("status", str(self.path), "--month", month)
        self._call("sheet", str(self.path), "--month", month, str(out / "表.xlsx"))
        self._call("summary", str(self.path), "--month", month, str(out / "通报.docx"))
        form, ending = tuple(OPEN_FORMS.items())[seed % len(OPEN_FORMS)]
        self._call("export", str(self.path), "--format", form, "--to", str(out / f"全部.{ending}"))
        self._call(*more[seed // len(MONTHS) % len(more)])
        if windowed:
            with self.step("window"):
                look_at(self.path, self._year, self._month, self.bad)
        opened = not any(one.startswith("open: ") for one in self.refused)
        return "refused" if not opened else "damaged" if self.damaged else "right"

    def _call(self, *words: str) -> None:
        from zonetracker.__main__ import main

        said, errors = io.StringIO(), io.StringIO()
        with self.step(words[0]), contextlib.redirect_stdout(said), contextlib.redirect_stderr(errors):
            try:
                status: object = main(list(words))
            except SystemExit as ended:
                status = ended.code
            if status not in (0, 1):
                raise RuntimeError(f"status {status}: {errors.getvalue()[:500]}")
            if status == 1:
                self.refused.append(f"{words[0]}: {errors.getvalue()}"[:300])
                if not errors.getvalue().strip():
                    raise RuntimeError("nothing was said")


def look_at(path: Path, year: int, month: int, bad: list[str]) -> None:
    """Every page of the window over a book, with its tabs; what a slot or an override raises goes into `bad`."""
    from PySide6.QtCore import QEvent
    from PySide6.QtWidgets import QApplication, QTabWidget

    from tests.ui.conftest import ScriptedAsk
    from zonetracker.support.settings import LocalSettings
    from zonetracker.ui.window.main_window import MainWindow

    hook = sys.excepthook
    sys.excepthook = lambda kind, error, trace: bad.append(
        "window: " + "".join(traceback.format_exception(kind, error, trace, limit=-8))[-1800:]
    )
    window = MainWindow(LocalSettings(Path(os.environ["ZONETRACKER_HOME"]) / "settings.json"))
    ask = ScriptedAsk(window)
    ask.answers = [None] * 9  # a book that can't be opened offers its copies, where an earlier one has left some
    window.ask = ask
    try:
        window.resize(1366, 768)
        window.show()
        if window.open_workbook(path):
            assert window.desk is not None
            window.desk.choose_period(year, month)
            for number in range(len(window.entries)):
                window.show_page(number)
                _settle(window)
                page: Any = window.page()
                for tabs in page.findChildren(QTabWidget):
                    for place in range(tabs.count()):
                        tabs.setCurrentIndex(place)
                        _settle(window)
            if window.desk.ledger.damaged():
                window.show_damage()
                _settle(window)
        window.close()
    finally:
        window.deleteLater()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        QApplication.processEvents()
        sys.excepthook = hook


def _settle(window: Any) -> None:
    from PySide6.QtWidgets import QApplication

    QApplication.processEvents()
    while window.tasks.busy:
        QApplication.processEvents()
        time.sleep(0.001)
    QApplication.processEvents()


def forged(folder: Path, seed: int) -> Path:
    """A book of that seed, in a folder of its own."""
    place = folder / f"book-{seed}"
    place.mkdir()
    path = place / "台账.zt"
    shutil.copy(book_of(SCHEMA), path)
    Forger(path, seed).forge()
    return path


def tried(folder: Path, seed: int, windowed: bool) -> dict[str, Any]:
    """What comes of the book of a seed."""
    trial = Trial(forged(folder, seed))
    with touched() as heard:
        ended = trial.go(seed, windowed)
    home = Path(os.environ["ZONETRACKER_HOME"])
    trial.bad += [f"outside: {event} {place}" for event, place in outside(heard, trial.path.parent, home)]
    shutil.rmtree(trial.path.parent)
    return {"seed": seed, "ended": ended, "bad": trial.bad, "refused": trial.refused}


def main() -> None:
    """Serve the lines of stdin."""
    folder = Path(sys.argv[1])
    tempfile.tempdir = os.environ["ZONETRACKER_HOME"]
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    from PySide6.QtWidgets import QApplication

    application = QApplication.instance() or QApplication([])
    bugs: list[str] = []
    keep: Callable[[BaseException], Path | None] = diagnostics.crash_bundle

    def caught(error: BaseException) -> Path | None:
        bugs.append("".join(traceback.format_exception(error, limit=-8))[-1800:])
        return keep(error)

    diagnostics.crash_bundle = caught
    for line in sys.stdin:
        seed, windowed = json.loads(line)
        bugs.clear()
        found = tried(folder, seed, windowed)
        found |= {"bad": [*found["bad"], *bugs]}
        answers.write(json.dumps(found, ensure_ascii=False) + "\n")
        answers.flush()
    del application
    os._exit(0)


if __name__ == "__main__":
    main()
