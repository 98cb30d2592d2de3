"""Looking over a whole workbook: each thing wrong as one Chinese sentence.

Here tables are read whole and by name, row by row, which is what sqlite-utils is for. It loads numpy, so it is imported
when a file is looked over and not with every start.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from zonetracker.storage.connection import Connection
from zonetracker.storage.history import Recorded, agrees, chain, sha256
from zonetracker.storage.schema import RECORDED, SCHEMA, fingerprint, layout
from zonetracker.support.i18n import tr
from zonetracker.words.fields import table_word

if TYPE_CHECKING:
    from sqlite_utils import Database as Tables

_SHOWN = 20

OPERATION_COLUMNS = ("id", "name", "words", "at", "actor", "reverts", "revision", "count")


def inspect(connection: Connection) -> list[str]:
    """Every finding about the file; the costly parts are left out when its pages are damaged."""
    if fingerprint(connection.raw) != layout(SCHEMA).fingerprint:
        return [tr("台账的内部结构被其他程序改动过（表、索引或触发器与本版本不符）。")]
    damage = [str(row["integrity_check"]) for row in connection.query("PRAGMA integrity_check(20)")]
    if damage != ["ok"]:
        return [tr("文件已损坏：{detail}", detail=line.splitlines()[-1]) for line in damage]
    from sqlite_utils import Database as Tables

    tables = Tables(connection.raw, recursive_triggers=False, execute_plugins=False)
    findings = [*_foreign_keys(connection), *_history(connection), *_rows(tables), *_content(tables)]
    findings += _numbering(connection)
    if len(findings) > _SHOWN:
        rest = len(findings) - _SHOWN
        findings[_SHOWN:] = [tr("另有{rest}处同类问题。", rest=rest)]
    return findings


def _foreign_keys(connection: Connection) -> Iterator[str]:
    for row in connection.query("PRAGMA foreign_key_check"):
        table = table_word(str(row["table"]))
        yield tr("{table}第{number}号所指的数据不存在。", table=table, number=row["rowid"])


def _history(connection: Connection) -> Iterator[str]:
    """Whether every operation follows from the one before, up to the head that the file names."""
    head = ""
    expected = 1
    changes = connection.raw.execute(
        "SELECT operation_id, table_name, row_id, before, after FROM change ORDER BY operation_id, id"
    )
    pending = changes.fetchone()
    for row in connection.query(f"SELECT {', '.join(OPERATION_COLUMNS)}, hash FROM operation ORDER BY id"):
        own: list[Recorded] = []
        while pending is not None and pending[0] == row["id"]:
            own.append(Recorded(*pending[1:]))
            pending = changes.fetchone()
        head = chain(head, [row[column] for column in OPERATION_COLUMNS], own)
        if row["id"] != expected or head != row["hash"] or len(own) != row["count"]:
            changes.close()
            yield tr("操作记录从第{number}条起被其他程序改动过或缺失。", number=expected)
            return
        expected += 1
    meta = connection.query("SELECT head, revision FROM meta")[0]
    if pending is not None or meta["head"] != head or meta["revision"] != expected - 1:
        yield tr("操作记录的末尾被其他程序改动过或缺失。")


def _rows(tables: Tables) -> Iterator[str]:
    """Whether every row is as its last change left it."""
    for table in RECORDED:
        last = dict(
            tables.execute(
                "SELECT row_id, after FROM change WHERE id IN"
                " (SELECT max(id) FROM change WHERE table_name = ? GROUP BY row_id)",
                (table,),
            ).fetchall()
        )
        for row in tables.table(table).rows:
            if not agrees(table, last.pop(row["id"], None), row):
                yield _altered(table, row["id"])
        for row_id, after in last.items():
            if after is not None:
                yield _altered(table, row_id)


def _altered(table: str, row_id: object) -> str:
    return tr("{table}第{number}号被其他程序改动过，与操作记录不符。", table=table_word(table), number=row_id)


def _content(tables: Tables) -> Iterator[str]:
    for row in tables.table("content").rows:
        key, kept = str(row["sha256"]), row["bytes"]
        if not isinstance(kept, bytes) or sha256(kept) != key:
            yield tr("保存的原件（{key}…）内容已变，与导入时不同。", key=key[:8])


def _numbering(connection: Connection) -> Iterator[str]:
    """Whether no number of a row can be given out again."""
    given = {
        str(row["name"]): int(row["seq"] or 0) for row in connection.query("SELECT name, seq FROM sqlite_sequence")
    }
    for row in connection.query("SELECT table_name, max(row_id) AS last FROM change GROUP BY table_name"):
        table = str(row["table_name"])
        if given.pop(table, 0) < int(row["last"] or 0):
            yield tr("{table}的编号记录被其他程序改动过。", table=table_word(table))
    if given:
        yield tr("编号记录里有不认识的名称，被其他程序改动过。")
