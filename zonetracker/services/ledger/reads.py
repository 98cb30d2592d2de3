"""What can be read of the ledger: facts as they stand, the history, and whether the file is sound."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING, cast

from zonetracker.lexicon.naming import NameIndex
from zonetracker.model.bookkeeping import Adjustment, Change, Closing, DamagedRow, Issued, Operation
from zonetracker.model.checking import limits
from zonetracker.model.checking.limits import in_short
from zonetracker.model.facts import (
    Action,
    Actual,
    Department,
    Evidence,
    Filing,
    Indicator,
    Milestone,
    Node,
    PeriodTarget,
    Points,
    Report,
    ReportHead,
    ReviewRow,
    Stated,
    Target,
)
from zonetracker.services.ledger.damaged import Damages, setting_of, without
from zonetracker.services.ledger.kept import (
    Fact,
    IndicatorTable,
    Kept,
    KeptTable,
    MilestoneTable,
    OfIndicators,
    TargetTable,
    astray,
    sound,
)
from zonetracker.services.ledger.known_year import KnownYear
from zonetracker.storage.connection import Row, Value
from zonetracker.storage.database import Database, title_in
from zonetracker.storage.history import recorded_value, sha256, told
from zonetracker.storage.locking import Holder
from zonetracker.storage.records import (
    to_actual,
    to_adjustment,
    to_closing,
    to_issued,
    to_learned,
    to_mapping,
    to_report,
    to_report_head,
    to_review_row,
    to_stated,
)
from zonetracker.storage.schema import RECORDED
from zonetracker.storage.task_records import (
    to_action,
    to_department,
    to_evidence,
    to_filing,
    to_milestone,
    to_node,
    to_period_target,
    to_points,
)
from zonetracker.storage.values import Damaged
from zonetracker.support.errors import Refusal
from zonetracker.support.i18n import tr
from zonetracker.words.fields import damage_sentence

if TYPE_CHECKING:
    from zonetracker.lexicon.matching import Matcher

_LONGEST_AT, _LONGEST_ACTOR = 40, 100
"""How much of a history that comes from anywhere is told."""
_NAME_CONTENT = (
    ("report", "sha256"),
    ("report", "text_sha256"),
    ("report", "layout_sha256"),
    ("issued", "sha256"),
    ("evidence", "sha256"),
)
OUTPUTS = frozenset({"keep_issued"})
_REPORT = (
    "SELECT report.*, content.bytes, laid.bytes AS layout FROM report JOIN content ON content.sha256 = text_sha256"
    " LEFT JOIN content AS laid ON laid.sha256 = layout_sha256"
)
_OPERATION = (
    "SELECT operation.*, (SELECT max(later.id) FROM operation AS later WHERE later.reverts = operation.id)"
    " AS reverted_by FROM operation"
)


class LedgerReads:
    """Reads; a fact is read once and again only after it was touched (see `kept`). An unknown id raises KeyError."""

    def __init__(self, database: Database) -> None:
        """Use `Ledger.open` or `Ledger.create`."""
        self._database = database
        self._indicators = IndicatorTable()
        self._targets = TargetTable(self._indicators)
        self._milestones = MilestoneTable()
        self._actuals = OfIndicators(
            self._indicators, "actual", ("year", "month"), to_actual, lambda one: one.indicator_id
        )
        self._adjustments = KeptTable("target_adjustment", (), to_adjustment, lambda one: one.id)
        self._rows = KeptTable("review_row", ("report_id",), to_review_row, lambda one: (one.position, one.id))
        self._departments = KeptTable("department", (), to_department, lambda one: (one.position, one.id))
        self._filings = KeptTable("filing", ("year",), to_filing, lambda one: (one.month, one.id))
        self._nodes = KeptTable("node", (), to_node, lambda one: (one.milestone_id, one.position, one.id))
        self._actions = KeptTable("action", (), to_action, lambda one: (one.day, one.id))
        self._evidence = KeptTable("evidence", (), to_evidence, lambda one: (one.added_on, one.id))
        self._points = KeptTable("points", ("year",), to_points, lambda one: (one.month, one.day, one.id))
        self._periods = KeptTable("period_target", (), to_period_target, lambda one: (one.target_id, one.to_month))
        self._closings = KeptTable("closing", ("year",), to_closing, lambda one: one.id)
        tables = (self._indicators, self._targets, self._milestones, self._actuals, self._adjustments, self._rows)
        of_tasks = (self._departments, self._filings, self._nodes, self._actions, self._evidence)
        of_scores = (self._points, self._periods)
        self._kept = Kept(database, (*tables, *of_tasks, *of_scores, self._closings))
        self._damages = Damages(database)

    def _query(self, sql: str, *values: Value) -> list[Row]:
        return self._database.query(sql, values)

    def _one(self, sql: str, row_id: Value) -> Row:
        rows = self._query(sql, row_id)
        if not rows:
            raise KeyError(row_id)
        return rows[0]

    def _fact(self, table: KeptTable[Fact], row_id: int) -> Fact:
        known = self._kept.one(table, row_id)
        return known if known is not None else table.fact(self._one(f"SELECT * FROM {table.name} WHERE id = ?", row_id))

    def _years(self, *tables: str) -> list[int]:
        rows = self._query(" UNION ".join(f"SELECT DISTINCT year FROM {table}" for table in tables) + " ORDER BY year")
        return [year for row in rows if isinstance(year := row["year"], int) and year in limits.YEARS]

    def _of_year(self, table: KeptTable[Fact], year: int | None) -> list[Fact]:
        years = self._years(table.name) if year is None else [year]
        return [fact for one in years for fact in self._kept.part(table, one)]

    def _typist(self) -> str:
        """The source of a fact that the one who works here types in."""
        return tr("{actor}录入", actor=self._database.actor)

    def _operation_of(self, row: Row) -> Operation:
        return Operation(
            id=int(row["id"] or 0),
            name=str(row["name"]),
            title=self._title(row),
            at=in_short(str(row["at"]), _LONGEST_AT),
            actor=in_short(str(row["actor"]), _LONGEST_ACTOR),
            reverts=None if row["reverts"] is None else int(row["reverts"]),
            reverted_by=None if row["reverted_by"] is None else int(row["reverted_by"]),
            count=int(row["count"] or 0),
        )

    def _title(self, row: Row) -> str:
        return title_in(self._database.query, row)

    def _top(self, stack: tuple[tuple[int, int], ...]) -> Operation | None:
        """The operation as first done, not the redo of it that would be reverted."""
        return self._operation_of(self._one(f"{_OPERATION} WHERE id = ?", stack[-1][0])) if stack else None

    @property
    def path(self) -> Path:
        """The workbook's file."""
        return self._database.path

    @property
    def read_only(self) -> bool:
        """Whether writes are refused: the file or folder is read-only, or another program holds the file."""
        return self._database.read_only

    @property
    def lock_holder(self) -> Holder | None:
        """Who holds the file for writing, where it is not this program."""
        return self._database.holder

    @property
    def writer(self) -> Holder | None:
        """Who may write the file, this program or another; None where nobody holds it."""
        return self._database.writer

    @property
    def notices(self) -> tuple[str, ...]:
        """Sentences for the clerk from opening: read-only and why, an unclean end, an edit by another program."""
        return tuple(self._database.notices)

    @property
    def zone(self) -> str:
        """The zone's name."""
        return str(self.setting("zone", ""))

    @property
    def file_id(self) -> str:
        """What tells this workbook from every other, also after it was renamed or copied."""
        return self._database.file_id

    @property
    def revision(self) -> int:
        """Counts up by one with each operation; two equal revisions of a file have equal content."""
        return self._database.revision

    def reports(self) -> list[ReportHead]:
        """All reports in order of import, without their texts."""
        rows = self._query("SELECT * FROM report ORDER BY id")
        return sound(filter(self._damages.contents.readable, rows), to_report_head)

    def report(self, report_id: int) -> Report:
        """One report with its text."""
        return to_report(self._one(f"{_REPORT} WHERE report.id = ?", report_id))

    def original(self, report_id: int) -> bytes:
        """The imported file, byte for byte."""
        row = self._one("SELECT bytes FROM content JOIN report USING (sha256) WHERE report.id = ?", report_id)
        return _bytes(row)

    def rows(self, report_id: int) -> list[ReviewRow]:
        """The rows of a report in order of their place in the text."""
        return self._kept.part(self._rows, report_id)

    def row(self, row_id: int) -> ReviewRow:
        """One row."""
        return self._fact(self._rows, row_id)

    def made_by(self, row_id: int) -> Target | Actual | Milestone | None:
        """What a confirmed row became or supports; None where it made nothing."""
        for made in self._query("SELECT * FROM made WHERE row_id = ?", row_id):
            target, actual, milestone = made["target_id"], made["actual_id"], made["milestone_id"]
            if isinstance(target, int):
                return self.target(target)
            if isinstance(actual, int):
                return self._fact(self._actuals, actual)
            if isinstance(milestone, int):
                return self.milestone(milestone)
        return None

    def as_read(self, row_id: int) -> Stated | None:
        """What a row of a report stated when it was brought in, before anybody corrected it; None where no history of
        it is kept.
        """
        first = self._query(
            "SELECT after FROM change WHERE table_name = 'review_row' AND row_id = ? ORDER BY id LIMIT 1", row_id
        )
        recorded = told("review_row", first[0]["after"]) if first else None
        return next(iter(sound([cast("Row", recorded)], to_stated)), None) if recorded else None

    def indicators(self) -> list[Indicator]:
        """All indicators in order of their making."""
        return self._kept.part(self._indicators)

    def indicator(self, indicator_id: int) -> Indicator:
        """One indicator."""
        return self._fact(self._indicators, indicator_id)

    @property
    def names(self) -> NameIndex:
        """Which indicator a name or alias means; for reading, and only until the next write."""
        table = self._indicators if self._kept.fresh() else IndicatorTable()
        return table.names(self._database)

    @property
    def matcher(self) -> Matcher:
        """What proposes indicators for a name."""
        table = self._indicators if self._kept.fresh() else IndicatorTable()
        return table.matcher(self._database)

    def find_indicator(self, name: str) -> Indicator | None:
        """The indicator with this name or alias, widths and spaces aside."""
        return self.names.find(name)

    def targets(self, year: int | None = None) -> list[Target]:
        """The targets of a year, or of all years, in the order of the list."""
        return self._of_year(self._targets, year)

    def target_years(self) -> list[int]:
        """The years that have a target, latest last."""
        return self._years("target")

    def target(self, target_id: int) -> Target:
        """One target."""
        return self._fact(self._targets, target_id)

    def adjustments(self, target_id: int | None = None) -> list[Adjustment]:
        """The adjustments of a target, or all, oldest first."""
        found = self._kept.part(self._adjustments)
        return [one for one in found if target_id in (None, one.target_id)]

    def milestones(self, year: int | None = None) -> list[Milestone]:
        """The milestones of a year, or of all years, in the order of the list."""
        return self._of_year(self._milestones, year)

    def milestone(self, milestone_id: int) -> Milestone:
        """One milestone."""
        return self._fact(self._milestones, milestone_id)

    def known_year(self, year: int) -> KnownYear:
        """What is known of a year, for a thread that may not ask the file."""
        actuals = (*self.actuals(year - 1), *self.actuals(year))
        targets, closings = tuple(self.targets(year)), tuple(self.closings(year))
        return KnownYear(self.zone, year, tuple(self.indicators()), targets, actuals, closings)

    def departments(self) -> list[Department]:
        """The responsible units that are registered, in their order."""
        return self._kept.part(self._departments)

    def department(self, department_id: int) -> Department:
        """One department."""
        return self._fact(self._departments, department_id)

    def actuals(self, year: int | None = None) -> list[Actual]:
        """The actuals of a year, or of all years, by indicator and month."""
        years = self._years("actual") if year is None else [year]
        months = range(1, 13)
        found = [
            actual
            for one in years
            for actual in self._kept.parts(self._actuals, (one,), [(one, month) for month in months])
        ]
        return sorted(found, key=attrgetter("indicator_id", "year", "month"))

    def actuals_of_month(self, year: int, month: int) -> list[Actual]:
        """The actuals of one month by indicator."""
        return self._kept.part(self._actuals, year, month)

    def actuals_of(self, indicator_id: int, *years: int) -> list[Actual]:
        """One indicator's actuals of some years by year and month."""
        rows = self._query("SELECT * FROM actual WHERE indicator_id = ? ORDER BY year, month", indicator_id)
        return sound([row for row in rows if row["year"] in years], to_actual)

    def latest_month(self, year: int | None = None) -> tuple[int, int] | None:
        """The year and the last month that has an actual, of one year or of all."""
        if year is None:
            year = max(self._years("actual"), default=None)
        month = self._query("SELECT max(month) AS month FROM actual WHERE year = ?", year)[0]["month"]
        return (year, month) if year is not None and isinstance(month, int) else None

    def find_actual(self, actual_id: int) -> Actual | None:
        """The actual with this id, or None where it is gone."""
        try:
            return self._fact(self._actuals, actual_id)
        except KeyError:
            return None

    def actual(self, indicator_id: int, year: int, month: int) -> Actual | None:
        """The actual of a month, or None."""
        rows = self._query(
            "SELECT * FROM actual WHERE indicator_id = ? AND year = ? AND month = ?", indicator_id, year, month
        )
        return next(iter(sound(rows, to_actual)), None)

    def filings(self, year: int, month: int) -> list[Filing]:
        """What the responsible units filed for a month."""
        return [one for one in self.filings_of(year) if one.month == month]

    def filings_of(self, year: int) -> list[Filing]:
        """What the responsible units filed for all months of a year, month by month."""
        return self._kept.part(self._filings, year)

    def nodes(self) -> list[Node]:
        """The nodes of all milestones, milestone by milestone in their order."""
        return self._kept.part(self._nodes)

    def node(self, node_id: int) -> Node:
        """One node by its id."""
        return self._fact(self._nodes, node_id)

    def actions(self) -> list[Action]:
        """All that was done about milestones and departments, the oldest first."""
        return self._kept.part(self._actions)

    def evidence(self) -> list[Evidence]:
        """The evidence of all tasks, the oldest first; see `evidence_data` for the bytes of one."""
        return self._kept.part(self._evidence)

    def evidence_data(self, evidence_id: int) -> bytes:
        """The file of a piece of evidence; KeyError where it is a paper's number alone."""
        return _bytes(
            self._one("SELECT bytes FROM content JOIN evidence USING (sha256) WHERE evidence.id = ?", evidence_id)
        )

    def points(self, year: int) -> list[Points]:
        """What was given to departments and taken from them in a year, month by month."""
        return self._kept.part(self._points, year)

    def period_targets(self) -> list[PeriodTarget]:
        """What targets of all years ask for in parts of their year, target by target and month by month."""
        return self._kept.part(self._periods)

    def closings(self, year: int) -> list[Closing]:
        """How often the months of a year, and the year, were closed, oldest first."""
        return self._kept.part(self._closings, year)

    def closing(self, year: int, month: int | None) -> Closing | None:
        """The latest closing of a month, or of a year; it may have been opened again."""
        return next((one for one in reversed(self.closings(year)) if one.month == month), None)

    def closed(self, year: int, month: int | None) -> bool:
        """Whether a month, or the list of a year, is closed."""
        latest = self.closing(year, month)
        return latest is not None and latest.stands

    def years(self) -> list[int]:
        """The years that have a target, a milestone or an actual, latest first."""
        return self._years("target", "milestone", "actual")[::-1]

    def setting(self, key: str, default: object = None) -> object:
        """A setting of the workbook (JSON values and Decimals), or `default`."""
        rows = self._query("SELECT * FROM setting WHERE key = ?", key)
        return next((value for _, value in sound(rows, setting_of)), default)

    def settings(self) -> dict[str, object]:
        """All settings of the workbook."""
        return dict(sound(self._query("SELECT * FROM setting ORDER BY key"), setting_of))

    def issued(self) -> list[Issued]:
        """The sheets and summaries kept as issued, latest first."""
        rows = self._query("SELECT * FROM issued ORDER BY id DESC")
        return sound(filter(self._damages.contents.there, rows), to_issued)

    def issued_data(self, issued_id: int) -> bytes:
        """An issued file, byte for byte."""
        row = self._one("SELECT bytes FROM content JOIN issued USING (sha256) WHERE issued.id = ?", issued_id)
        return _bytes(row)

    def recorded(self) -> tuple[dict[str, list[Row]], dict[str, bytes]]:
        """Every sound row of every table whose changes are recorded, by id, and the contents that they name by SHA-256.

        All of one state of the file, whoever else may write it meanwhile.
        """
        while True:
            revision = self.revision
            found = {table: self._query(f"SELECT * FROM {table} ORDER BY id") for table in RECORDED}
            rows = without(self.damaged(), found)
            named = " UNION ".join(f"SELECT {column} FROM {table}" for table, column in _NAME_CONTENT)
            kept = self._query(f"SELECT sha256, bytes FROM content WHERE sha256 IN ({named}) ORDER BY sha256")
            if self.revision == revision:
                held = {str(row["sha256"]): data for row in kept if isinstance(data := row["bytes"], bytes)}
                rows["report"] = [_with_layout(row, held) for row in rows["report"]]
                alone = astray([to_milestone(row) for row in rows["milestone"]])
                rows["milestone"] = [
                    row | {"whole_id": None} if row["id"] in alone else row for row in rows["milestone"]
                ]
                still = {row[column] for table, column in _NAME_CONTENT for row in rows[table]}
                return rows, {key: data for key, data in held.items() if key in still}

    def learned_names(self) -> dict[str, str]:
        """Names as extraction read them, to the names that the clerk gave them."""
        return dict(sound(self._query("SELECT * FROM learned_name ORDER BY id"), to_learned))

    def sheet_mappings(self) -> dict[str, Mapping[str, object]]:
        """The kept column choices for bureau sheets, by name."""
        return dict(sound(self._query("SELECT * FROM sheet_mapping ORDER BY name"), to_mapping))

    def history(
        self, limit: int = 200, offset: int = 0, table: str | None = None, row_id: int | None = None
    ) -> list[Operation]:
        """Operations, latest first; with `table` (and `row_id`) only those that touched it."""
        where = ""
        values: list[Value] = []
        if table is not None:
            where = " WHERE id IN (SELECT operation_id FROM change WHERE table_name = ?)"
            values.append(table)
            if row_id is not None:
                where = where.replace("?)", "? AND row_id = ?)")
                values.append(row_id)
        rows = self._query(f"{_OPERATION}{where} ORDER BY id DESC LIMIT ? OFFSET ?", *values, limit, offset)
        return [self._operation_of(row) for row in rows]

    def changes(self, operation_id: int, limit: int = -1) -> list[Change]:
        """What an operation changed, in order; with `limit` only so many of the first."""
        rows = self._query("SELECT * FROM change WHERE operation_id = ? ORDER BY id LIMIT ?", operation_id, limit)
        return [_change_of(row) for row in rows]

    def changes_at(
        self, table: str, indicator_id: int, year: int, month: int | None = None
    ) -> list[tuple[Operation, list[Change]]]:
        """The operations that changed a target, or the actual of a month, latest first, with their changes of it.

        A figure that was cleared and entered again has another row, so those that went from the place count as well.
        """
        place: dict[str, Value] = {"indicator_id": indicator_id, "year": year}
        place |= {} if month is None else {"month": month}
        stands = " AND ".join(f"{column} = ?" for column in place)
        went = " AND ".join(f"{recorded_value('before', column)} = ?" for column in place)
        rows = self._query(
            f"SELECT * FROM change WHERE table_name = ? AND row_id IN (SELECT id FROM {table} WHERE {stands} UNION"
            f" SELECT row_id FROM change WHERE table_name = ? AND after IS NULL AND {went}) ORDER BY id",
            *(table, *place.values(), table, *place.values()),
        )
        found: dict[int, list[Change]] = {}
        for change in map(_change_of, rows):
            found.setdefault(change.operation_id, []).append(change)
        lines_of = (
            (number, self._query(f"{_OPERATION} WHERE id = ?", number)) for number in sorted(found, reverse=True)
        )
        return [(self._operation_of(one), found[number]) for number, lines in lines_of for one in lines]

    @property
    def can_undo(self) -> Operation | None:
        """The operation that undo() would take back."""
        return self._top(self._database.stacks().undo)

    @property
    def last_edit(self) -> Operation | None:
        """The operation that undo(keep_outputs=True) would take back."""
        left = self._database.undoable(OUTPUTS)
        return None if left is None else self._top((left,))

    @property
    def can_redo(self) -> Operation | None:
        """The operation that redo() would bring back."""
        return self._top(self._database.stacks().redo)

    @property
    def steps(self) -> tuple[int, int]:
        """How many operations can be taken back, and how many brought back."""
        stacks = self._database.stacks()
        return len(stacks.undo), len(stacks.redo)

    def damaged(self) -> list[DamagedRow]:
        """The rows that no program of ours could have written, and those that stand on one: they are left out."""
        return self._damages.rows()

    def check(self) -> list[str]:
        """Look over the whole file; one Chinese sentence for each thing wrong, empty when sound."""
        found = self._database.check()
        try:
            return [*found, *map(damage_sentence, self.damaged()), *self._lost_layouts(), *self._lost_wholes()]
        except Refusal as trouble:
            return found or [str(trouble)]

    def _lost_layouts(self) -> Iterator[str]:
        for head in self.reports():
            layout = self.report(head.id).layout
            if layout is not None and layout.lost:
                yield tr("扫描报告“{name}”的版面已损坏，看不到原页图片，各行请对照原件。", name=in_short(head.name))

    def _lost_wholes(self) -> Iterator[str]:
        milestones = sound(self._query("SELECT * FROM milestone ORDER BY id"), to_milestone)
        alone = astray(milestones)
        for one in milestones:
            if one.id in alone:
                yield tr(
                    "事项“{name}”所属的项目不存在、不在同一年，或自己也是子项目，现按独立的项目列出；"
                    "要改正请恢复备份，或导出全部数据后由它新建工作簿。",
                    name=in_short(one.name),
                )


def _with_layout(report: Row, held: dict[str, bytes]) -> Row:
    """A report whose layout is not there names an empty one: it stays known that its words may have been misread."""
    if report["layout_sha256"] is None or report["layout_sha256"] in held:
        return report
    held[sha256(b"")] = b""
    return report | {"layout_sha256": sha256(b"")}


def _bytes(row: Row) -> bytes:
    data = row["bytes"]
    if not isinstance(data, bytes):
        raise Damaged(tr("内容读不出来"), "", "content")
    return data


def _change_of(row: Row) -> Change:
    table = str(row["table_name"])
    return Change(
        id=int(row["id"] or 0),
        operation_id=int(row["operation_id"] or 0),
        table=table,
        row_id=int(row["row_id"] or 0),
        before=told(table, row["before"]),
        after=told(table, row["after"]),
    )
