"""A workbook as a file: the order of opening, one operation at a time, undo, check and copy."""

from __future__ import annotations

import errno
import json
import os
import secrets
import sqlite3
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path

from zonetracker.model.bookkeeping import Changed
from zonetracker.model.checking.limits import in_short
from zonetracker.storage import header
from zonetracker.storage.connection import Connection, Row, Value
from zonetracker.storage.files import check_free, check_name, copy_file, lay_out, move_new, now, rough_of
from zonetracker.storage.history import Recorder, Stacks, canonical, chain, stacks
from zonetracker.storage.hot_journal import set_aside_strange, stamp_turn, stamp_words
from zonetracker.storage.identity import vet
from zonetracker.storage.inspection import OPERATION_COLUMNS, inspect
from zonetracker.storage.locking import FileLock, Holder
from zonetracker.storage.schema import SCHEMA, fingerprint, layout, migrate, schema_of
from zonetracker.storage.snapshots.keeping import take_snapshot
from zonetracker.storage.snapshots.minding import CopyKeeper, is_large
from zonetracker.storage.trouble import known, plain_trouble, refusal, sqlite_name
from zonetracker.support.errors import Refusal, RefusalCode
from zonetracker.support.i18n import tr
from zonetracker.support.paths import real_place
from zonetracker.support.process.session import user_name
from zonetracker.support.reach import missing, place_of, readable
from zonetracker.support.writing import sweep
from zonetracker.words.titles import title_of

Query = Callable[[str, tuple[Value, ...]], list[Row]]
_SHAKING = frozenset(
    {
        *(RefusalCode.DISK_GONE, RefusalCode.DISK_ERROR, RefusalCode.DISK_UNSURE),
        *(RefusalCode.FILE_MOVED, RefusalCode.FILE_UNREACHABLE, RefusalCode.FILE_LOCKED),
    }
)
"""After these the way to the file is opened anew; on Windows one that a share has dropped calls itself locked."""
_LONGEST, _DEEPEST = 300, 20
"""How long a word of a title may be, and how far back titles name one another."""


class Database:
    """An open workbook. Reads by `query`; writes only inside `operation`."""

    def __init__(self, path: Path, actor: str | None) -> None:
        """Use `open` or `create`."""
        self.path = path
        self.actor = in_short(actor or "", _LONGEST) or user_name()
        self.holder: Holder | None = None
        self.read_only = False
        self.notices: list[str] = []
        self._lock = FileLock(path)
        self._lease = secrets.token_hex(8)
        self._seen_lease = ""
        self._counter = 0
        self._to_mark = False
        self._looked_over = False
        self._shaken = False
        self._unsettled = ""
        self._file_id = ""
        self._last_head = ""
        self._unclean: bool | None = None
        self.faults: list[str] = []
        self.copies = CopyKeeper(path)
        self._busy = False
        self._recorder: Recorder | None = None
        self._stacks: tuple[int, Stacks] = (0, Stacks((), ()))
        self._connection: Connection | None = None
        self._lost: Refusal | None = None

    @property
    def writer(self) -> Holder | None:
        """Who holds the lock: another program, else this one."""
        return self.holder or self._lock.mine

    # Opening

    @classmethod
    @contextmanager
    def creating(cls, path: Path, actor: str | None) -> Iterator[Database]:
        """A new workbook to be filled: it has another name until the end, so that it appears whole or not at all."""
        check_name(path)
        with plain_trouble(path, new=True):
            check_free(path)
            if not path.parent.is_dir():
                raise refusal(RefusalCode.FILE_UNREACHABLE, path)
            with rough_of(path) as rough:
                lay_out(rough)
                database = cls.open(rough, actor)
                try:
                    yield database
                finally:
                    database.close()
                set_aside_strange(path)
                move_new(rough, path)

    @classmethod
    def open(
        cls, path: Path, actor: str | None = None, *, look_over: bool = True, take_over: Holder | None = None
    ) -> Database:
        """Open a workbook; Refusal, and the file as it was, for any other. `notices` has what the clerk should know.

        Without `look_over` the look that an unclean end asks for is left to a call of `look_over`; until then the end
        of this session is not marked as clean either. `take_over` names the holder whose lock is taken away: a clerk
        has said that it cannot let go by itself any more, and from now on nothing is written from there.
        """
        with plain_trouble(path):
            path = real_place(path)  # one lock, whichever way leads here
            header.look(path)
            self = cls(path, actor)
            try:
                self._vet_untouched()
                self._take_lock(take_over)
                self._set_up()
                if self._lock.held:
                    sweep(path.parent)
                if take_over is not None and self._lock.held:
                    self._claim()
                if look_over and self.look_due:
                    self.look_over()
            except UnicodeDecodeError as error:  # SQLite quoting damaged bytes in what it says
                self._let_go()
                raise refusal(RefusalCode.FILE_BROKEN, path) from error
            except BaseException:
                self._let_go()
                raise
        return self

    def _vet_untouched(self) -> None:
        """Look at layout and identity while nothing is written yet, not even a lock.

        Where an unfinished transaction lies beside it, or the file would have SQLite make files of its own, that has to
        wait until those are settled.
        """
        seen = header.look(self.path)
        if header.has_journal(self.path) or seen.write_ahead:
            return
        connection = Connection(self.path, "ro")
        try:
            vet(connection, self.path)
        finally:
            connection.close()

    def _take_lock(self, left: Holder | None) -> None:
        name = self.path.name
        try:
            self.holder = self._lock.take() if left is None else self._lock.take_over(left)
            writable = os.access(self.path, os.W_OK)
        except OSError as error:
            said = known(error, self.path)
            code = None if said is None else said.code
            if said is not None and code not in (RefusalCode.DISK_FULL, RefusalCode.FILE_READONLY):
                raise said from error
            self.notices.append(
                tr("磁盘已满，“{name}”以只读方式打开；腾出空间后请重新打开。", name=name)
                if code == RefusalCode.DISK_FULL
                else tr("“{name}”所在的文件夹不能写入，已以只读方式打开；要修改请先复制到可写的文件夹。", name=name)
            )
            self.read_only = True
            return
        if self.holder is not None:
            self.read_only = True
            self.notices.append(str(self._in_use()))
        elif not writable:
            self._lock.release()
            self.read_only = True
            self.notices.append(tr("“{name}”是只读文件，已以只读方式打开；要修改请先另存一份。", name=name))

    def _set_up(self) -> None:
        unfinished = header.has_journal(self.path)
        if self._lock.held and unfinished:
            aside = set_aside_strange(self.path)
            if aside is not None:
                self.notices.append(
                    tr("文件旁有一份不属于它的未完成记录，已改名为“{name}”放在一边，没有采用。", name=aside.name)
                )
            else:
                self._roll_back_unfinished()
        seen = header.look(self.path)
        try:
            connection = self._connection = Connection(self.path, "ro" if self.read_only else "rw")
            schema = vet(connection, self.path)
        except sqlite3.OperationalError as error:
            refused = sqlite_name(error).startswith("SQLITE_READONLY")
            if self.read_only and refused and header.has_journal(self.path):
                raise self._unfinished() from error
            raise
        self._look_at_pages()
        self._counter = seen.counter
        self._bring_up_to_date(schema)
        meta = self._meta()
        self._seen_lease = str(meta["lease"])
        if self._file_id not in ("", meta["file_id"]):
            said = tr("“{name}”已经换成另一个工作簿，没有存进去；请另存填好的内容。", name=self.path.name)
            raise Refusal(RefusalCode.FILE_TAKEN, said)
        if self._last_head and self.stored(self._last_head) is None:
            said = tr(
                "“{name}”被恢复到了以前的一份，没有存进去；请另存填好的内容，关闭后重新打开再填。", name=self.path.name
            )
            raise Refusal(RefusalCode.FILE_TAKEN, said)
        self._file_id, self._last_head = str(meta["file_id"]), str(meta["head"])
        if self.holder is None and (meta["clean"] != 1 or meta["counter"] != seen.counter):
            self._unclean = not meta["clean"]

    def _look_at_pages(self) -> None:
        """Refuse damaged pages; what cannot be read for a moment SQLite calls damaged too, so they are read again."""
        for _ in range(2):
            if [row["quick_check"] for row in self.connection.query("PRAGMA quick_check(1)")] == ["ok"]:
                return
        if not readable(self.path):
            raise OSError(errno.EIO, "the disk does not give the file's bytes")
        raise refusal(RefusalCode.FILE_BROKEN, self.path)

    def _claim(self) -> None:
        """Put our lease into the file, so that nothing is written any more from where the lock was taken away."""
        connection = self.connection
        connection.begin()
        try:
            self._turn()
            connection.execute("UPDATE meta SET lease = ?, last_writer = ?, clean = 0", (self._lease, self.actor))
            connection.commit()
        except BaseException:
            connection.rollback()
            raise
        self._settle()

    def _unfinished(self) -> Refusal:
        name = self.path.name
        if self.holder is None:
            said = tr(
                "“{name}”上次没有正常关闭，只读时不能复原；请连同“{name}-journal”复制到可写的文件夹再打开。", name=name
            )
        else:
            said = tr(
                "“{name}”由{who}打开后没有正常关闭，现在不能查看；请先在那台电脑上打开一次，"
                "那台电脑已经关闭或停用的，可以接管。",
                name=name,
                who=self.holder.words,
            )
        return Refusal(RefusalCode.FILE_UNFINISHED, said)

    def _roll_back_unfinished(self) -> None:
        """Let SQLite replay the file's own journal now, so that the header read next is that of the whole file."""
        connection = Connection(self.path, "rw")
        try:
            connection.query("SELECT count(*) FROM sqlite_master")
        finally:
            connection.close()

    def _bring_up_to_date(self, schema: int) -> None:
        if schema == SCHEMA:
            return
        if self.read_only:
            raise Refusal(
                RefusalCode.FILE_OLDER,
                tr("“{name}”由旧版本建立，只读时不能升级；请复制到可写的文件夹再打开。", name=self.path.name),
            )
        take_snapshot(self.connection, self.path)
        connection = self.connection
        connection.begin()
        try:
            if schema_of(connection.raw) != schema:  # another program was quicker, where lock files do nothing
                connection.rollback()
                vet(connection, self.path)
                return
            self._turn()
            migrate(connection.raw, schema, SCHEMA)
            if fingerprint(connection.raw) != layout(SCHEMA).fingerprint:
                raise RuntimeError("a migration left another schema than it should")
            connection.commit()
            self._counter += 1
            self._to_mark = True
        except BaseException:
            connection.rollback()
            raise

    @property
    def look_due(self) -> bool:
        """Whether the file was left so that it is to be looked over, and has not been yet."""
        return self._unclean is not None and not self._looked_over

    def look_over(self) -> None:
        """Check the whole file now, unless that was done; what is wrong goes into `faults`, and into `notices` too."""
        if self._looked_over:
            return
        self._looked_over = True
        findings = self.faults = self.check()
        if self._unclean:
            self._to_mark = not self.read_only and not findings
            self.notices.append(
                tr("上次没有正常关闭，已检查全部数据：没有问题。")
                if not findings
                else tr("上次没有正常关闭，检查发现{count}处问题。", count=len(findings))
            )
        self.notices.extend(findings)

    @property
    def connection(self) -> Connection:
        """The open connection."""
        if self._connection is None:
            raise self._lost or RuntimeError("the workbook is closed")
        return self._connection

    @property
    def closed(self) -> bool:
        """Whether the file was let go."""
        return self._connection is None and self._lost is None

    def reopen(self) -> bool:
        """Take the same file anew, as after another program wrote it, or let it go, or it may be written again.

        Returns whether its history has gone on without this program. Where it can't be done it stays lost until it can:
        reads and writes are refused with the reason.
        """
        unclean, to_mark = self._unclean, self._to_mark
        own = {self._last_head, self._unsettled or self._last_head}
        self._lost = refusal(RefusalCode.FILE_UNREACHABLE, self.path)
        self._drop_connection()
        try:
            with plain_trouble(self.path):
                header.look(self.path)
                self.holder, self.read_only = self._lock.renew(), False
                if self.holder is not None:
                    raise self._in_use()
                self._set_up()
        except Refusal as trouble:
            self._lost = trouble
            self._drop_connection()
            raise
        self._lost, self._unclean, self._to_mark = None, unclean, to_mark
        self._stacks, self._shaken = (0, Stacks((), ())), False
        return self._last_head not in own

    def _drop_connection(self) -> None:
        connection, self._connection = self._connection, None
        with suppress(sqlite3.Error):
            if connection is not None:
                connection.close()

    def close(self) -> None:
        """Mark a clean end, if this session wrote or found the last end unclean, and let the file go."""
        if self.closed:
            return
        self._lost = None
        try:
            if self._connection is not None and self._to_mark and not self.look_due:
                self._mark_clean()
        finally:
            self._let_go()

    def _mark_clean(self) -> None:
        connection = self.connection
        with suppress(sqlite3.Error):  # an end that is not marked costs only a check at the next opening
            connection.begin()
            try:
                if self._meta()["lease"] in (self._seen_lease, self._lease):
                    self._turn()
                    connection.execute("UPDATE meta SET clean = 1, counter = ?", (self._counter + 1,))
                connection.commit()
            finally:
                connection.rollback()
            connection.raw.execute("PRAGMA journal_mode = DELETE")  # takes the empty journal file away

    def _let_go(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.close()
        self._lock.release()

    # Trouble

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Turn known errors inside into refusals that say what is true; inside an operation that is for its end."""
        try:
            if not self._busy:
                self._renew()
            yield
        except (sqlite3.Error, OSError) as error:
            said = None if self._busy else self._named(error)
            if said is None:
                raise
            raise said from error

    def _named(self, error: sqlite3.Error | OSError) -> Refusal | None:
        """The refusal for an error that has left no transaction open; None for one that is a bug."""
        said = known(error, self.path)
        if said is None:
            return None
        if said.code == RefusalCode.FILE_BROKEN and (not readable(self.path) or self._is_sound()):
            said = refusal(RefusalCode.DISK_ERROR, self.path)  # bytes that can't be read are called damaged by SQLite
        self._shaken = self._shaken or said.code in _SHAKING
        return said

    def _is_sound(self) -> bool:
        with suppress(sqlite3.Error, UnicodeDecodeError):
            return [row["quick_check"] for row in self.connection.query("PRAGMA quick_check(1)")] == ["ok"]
        return False

    def _renew(self) -> None:
        """After a disk or share was away the system may let nothing through the old way: open the file anew."""
        if not self._shaken or self.closed:
            return
        if not self.read_only and (not self._lock.held or self._lock.lost()):
            self._lock.release()
            self.holder = self._lock.take()
            if self.holder is not None:
                self.read_only = True
                self.notices.append(str(self._in_use()))
        if self._lock.held:
            set_aside_strange(self.path)
        fresh = Connection(self.path, "ro" if self.read_only else "rw")
        try:
            same = fresh.query("SELECT file_id FROM meta")[0]["file_id"] == self._file_id
        except BaseException:
            fresh.close()
            raise
        if not same:
            fresh.close()
            raise refusal(RefusalCode.FILE_MOVED, self.path)
        old, self._connection, self._shaken = self.connection, fresh, False
        with suppress(sqlite3.Error):
            old.close()

    # Reading

    def query(self, sql: str, parameters: tuple[Value, ...] = ()) -> list[Row]:
        """All rows of a SELECT."""
        with self._told():
            return self.connection.query(sql, parameters)

    def rows(self, table: str, ids: Collection[int]) -> list[Row]:
        """The rows of a table with these ids, as far as they are there, by id."""
        with self._told():
            return self.connection.rows(table, ids)

    def touched_since(self, revision: int) -> dict[str, set[int]]:
        """By table the ids of the rows that later operations touched, whoever did them."""
        found: dict[str, set[int]] = {}
        for row in self.query("SELECT table_name, row_id FROM change WHERE operation_id > ?", (revision,)):
            found.setdefault(str(row["table_name"]), set()).add(int(row["row_id"] or 0))
        return found

    def _meta(self) -> Row:
        return self.connection.query("SELECT * FROM meta")[0]

    @property
    def revision(self) -> int:
        """The number of operations so far."""
        return int(self.query("SELECT revision FROM meta")[0]["revision"] or 0)

    @property
    def file_id(self) -> str:
        """What tells this workbook from every other, also after it was renamed or copied."""
        return str(self.query("SELECT file_id FROM meta")[0]["file_id"])

    def check(self) -> list[str]:
        """Look over the whole file; empty when all is well."""
        try:
            with self._told():
                return inspect(self.connection)
        except Refusal as trouble:
            return [str(trouble)]
        except (sqlite3.DatabaseError, UnicodeDecodeError, ValueError) as error:
            return [tr("文件已损坏：{detail}", detail=error)]

    @property
    def head(self) -> str:
        """The hash of the history: two files with one head have equal content."""
        return str(self.query("SELECT head FROM meta")[0]["head"])

    def stacks(self) -> Stacks:
        """What undo and redo would act on."""
        last, before = self._stacks
        with self._told():
            later = self.connection.raw.execute(
                "SELECT id, name, reverts FROM operation WHERE id > ? ORDER BY id", (last,)
            ).fetchall()
        if later:
            self._stacks = (later[-1][0], stacks(later, before))
        return self._stacks[1]

    # Writing

    @property
    def writing(self) -> bool:
        """Whether an operation is under way that has changed something already."""
        return self._recorder is not None and bool(self._recorder.changes)

    def operation(self, name: str, /, **words: object) -> AbstractContextManager[Recorder]:
        """One action: all of it or nothing. `words` (text and whole numbers) go into its title in the history.

        Afterwards `changed` of the recorder says what was done; an action that changed nothing leaves no trace. Before
        a large one a copy is kept on this PC.
        """
        return self._act(name, None, words)

    @contextmanager
    def _act(self, name: str, reverts: int | None, words: Mapping[str, object]) -> Iterator[Recorder]:
        if self._busy:
            raise RuntimeError("an operation inside an operation")
        with self._told():
            if self.read_only:
                raise refusal(RefusalCode.FILE_READONLY, self.path) if self.holder is None else self._in_use()
            if is_large(name, words):
                self.keep_copy()
            self._busy = True
            try:
                self.connection.begin()
                recorder = self._recorder = self._start()
                yield recorder
                if recorder.changes or reverts is not None:  # what an undone step changed may be dropped since
                    head = self._finish(recorder, name, reverts, {**words, **recorder.words})
                    self._commit(head)
                    recorder.changed = _changed(recorder, name)
                else:
                    self.connection.rollback()
                    recorder.changed = Changed(0, name)
            except BaseException:
                with suppress(sqlite3.Error):
                    self.connection.rollback()
                raise
            finally:
                self._busy, self._recorder = False, None

    def _commit(self, head: str) -> None:
        """Commit; when the disk complains of it the file itself is asked what stands."""
        self._unsettled = head
        try:
            self.connection.commit()
        except sqlite3.Error as error:
            saved = self._stands(head)
            if saved is None:
                self._shaken = True
                raise refusal(RefusalCode.DISK_UNSURE, self.path) from error
            if not saved:
                self._unsettled = ""
                raise
            self.notices.append(
                tr(
                    "这一步已存进“{name}”，但磁盘（{drive}）随后报告出错；请尽快备份到别处，并检查磁盘。",
                    name=self.path.name,
                    drive=place_of(self.path),
                )
            )
        self._settle()

    def _stands(self, head: str) -> bool | None:
        """Whether the history in the file ends with `head`; None where it cannot be read."""
        try:
            self.connection.rollback()
            return str(self._meta()["head"]) == head
        except (sqlite3.Error, OSError):
            return None

    @property
    def unsure(self) -> str:
        """The hash of an operation of which it is not known whether it is in the file; "" where there is none."""
        return self._unsettled

    def stored(self, head: str) -> Changed | None:
        """What the operation with this hash did, if it is in the file."""
        found = self.query("SELECT id, name FROM operation WHERE hash = ?", (head,))
        if not found:
            return None
        number, ids = int(found[0]["id"] or 0), dict[str, set[int]]()
        for row in self.query("SELECT table_name, row_id FROM change WHERE operation_id = ?", (number,)):
            ids.setdefault(str(row["table_name"]), set()).add(int(row["row_id"] or 0))
        touched = {table: tuple(sorted(some)) for table, some in ids.items()}
        return Changed(number, str(found[0]["name"]), frozenset(touched), touched)

    def _settle(self) -> None:
        """The last operation is in the file."""
        self._last_head, self._unsettled = self._unsettled or self._last_head, ""
        self._counter += 1
        self._to_mark = True
        self._seen_lease = self._lease

    def _in_use(self) -> Refusal:
        assert self.holder is not None
        said = tr(
            "{who}正在使用“{name}”，这里只能查看；等对方关闭后再打开一次，就可以修改。",
            who=self.holder.words,
            name=self.path.name,
        )
        if self.holder.may_be_gone:
            said += tr("确定对方已经关闭（如死机、断电）而没有放开的，可以接管。")
        return Refusal(RefusalCode.FILE_IN_USE, said)

    def _turn(self) -> None:
        """Change the stamp: must be the first write of every transaction (see hot_journal)."""
        words = str(self.connection.query("SELECT words FROM stamp")[0]["words"])
        file_id = words.split(" ")[1]
        self.connection.execute("UPDATE stamp SET words = ?", (stamp_words(file_id, stamp_turn(words) + 1),))

    def _start(self) -> Recorder:
        meta = self._meta()
        if self._unsettled and meta["head"] == self._unsettled:
            self._settle()
        self._unsettled = ""
        if meta["lease"] not in (self._seen_lease, self._lease):
            raise self._taken(str(meta["last_writer"]))
        self.connection.raw.execute("PRAGMA defer_foreign_keys = ON")
        self._turn()
        return Recorder(self.connection, self.path, int(meta["revision"] or 0) + 1)

    def _taken(self, writer: str) -> Refusal:
        holder = self._lock.other
        words = (
            tr("“{name}”已由{writer}接管，这一步没有保存；请先另存刚才填的内容，关闭后重新打开再做。")
            if holder is not None
            else tr("“{name}”打开期间已由{writer}修改过，这一步没有保存；请先另存刚才填的内容，关闭后重新打开再做。")
        )
        return Refusal(
            RefusalCode.FILE_TAKEN,
            words.format(name=self.path.name, writer=writer if holder is None else holder.words),
        )

    def _finish(self, recorder: Recorder, name: str, reverts: int | None, words: Mapping[str, object]) -> str:
        connection = self.connection
        meta = self._meta()
        number = recorder.operation_id
        values: list[Value] = [number, name, canonical(words), now(), self.actor, reverts, number]
        values.append(len(recorder.changes))
        head = chain(str(meta["head"]), values, recorder.changes)
        columns = f"{', '.join(OPERATION_COLUMNS)}, hash"
        connection.execute(f"INSERT INTO operation ({columns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", [*values, head])
        last = connection.query("SELECT coalesce(max(id), 0) AS last FROM change")[0]["last"]
        recorder.write_down(int(last or 0) + 1)
        connection.execute(
            "UPDATE meta SET revision = ?, head = ?, last_writer = ?, lease = ?, clean = 0",
            (number, head, self.actor, self._lease),
        )
        return head

    def undo(self, below: Collection[str] = ()) -> Changed:
        """Take back the latest operation that stands, passing over those with a name in `below`.

        What is passed over must touch no table that others touch.
        """
        left = self.undoable(below)
        if left is None:
            raise Refusal(RefusalCode.UNDO_NOTHING, tr("没有可以撤销的操作。"))
        return self._revert(left[1], "undo", left[0])

    def undoable(self, below: Collection[str] = ()) -> tuple[int, int] | None:
        """The operation that `undo` would take back, as first done, and the one to revert for it; or None."""
        for first, standing in reversed(self.stacks().undo):
            if not below or self.query("SELECT name FROM operation WHERE id = ?", (first,))[0]["name"] not in below:
                return first, standing
        return None

    def redo(self) -> Changed:
        """Bring back what undo took."""
        top = self.stacks().redo
        if not top:
            raise Refusal(RefusalCode.REDO_NOTHING, tr("没有可以恢复的操作。"))
        return self._revert(top[-1][1], "redo", top[-1][0])

    def _revert(self, operation_id: int, name: str, first: int) -> Changed:
        with self._act(name, operation_id, {"of": first}) as recorder:
            recorder.take_back(operation_id)
        return recorder.changed

    def revert_to(self, operation_id: int) -> Changed:
        """Take back everything after an operation, as one new operation."""
        with self.operation("revert_to", of=operation_id) as recorder:
            if not recorder.query("SELECT id FROM operation WHERE id = ?", (operation_id,)):
                raise KeyError(operation_id)
            later = recorder.query("SELECT id FROM operation WHERE id > ? ORDER BY id DESC", (operation_id,))
            for row in later:
                recorder.take_back(int(row["id"] or 0))
        return recorder.changed

    # Copying

    def keep_copy(self) -> bool:
        """Keep a copy on this PC, if this state has none yet; False where that failed, which never stops the work."""
        connection = self._connection  # none where the file was lost
        return connection is not None and not self.read_only and self.copies.keep(connection)

    def copy_to(self, path: Path) -> None:
        """Write a checked copy: complete under its name, or not there at all. An older copy is replaced."""
        check_name(path)
        try:
            copy_file(self.connection, path)
        except (sqlite3.Error, OSError) as error:
            here = missing(self.path) is None
            said = known(error, path, new=True) if here else self._named(error)
            if said is None:
                raise
            raise said from error


def _changed(recorder: Recorder, name: str) -> Changed:
    ids = recorder.touched()
    return Changed(recorder.operation_id, name, frozenset(ids), ids)


def words_of(text: Value) -> dict[str, object]:
    """The words of an operation, from its column; none where no program of ours wrote them so."""
    try:
        found = json.loads(str(text))
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def title_in(query: Query, row: Row, deep: int = 0) -> str:
    """The title of an operation; `query` finds the earlier one that it takes back or brings back.

    What a file says of itself is told in short, and the way back goes no further than titles do.
    """
    words = {
        key: in_short(said, _LONGEST) if isinstance(said, str) else said for key, said in words_of(row["words"]).items()
    }
    of, number = words.get("of"), int(row["id"] or 0)
    follows = isinstance(of, int) and 0 < of < number and deep < _DEEPEST
    first = (
        query("SELECT id, name, words FROM operation WHERE id = ?", (of,)) if isinstance(of, int) and follows else []
    )
    inner = title_in(query, first[0], deep + 1) if first else ""
    return title_of(in_short(str(row["name"]), _LONGEST), words, inner)
