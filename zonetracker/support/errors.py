"""The one kind of exception for trouble that a clerk can do something about."""

from __future__ import annotations

from enum import StrEnum


class RefusalCode(StrEnum):
    """Every case of trouble that has a sentence of its own where it is raised; the few who ask compare with these."""

    BACKUP_ITSELF = "backup.itself"
    CELL_GONE = "cell.gone"
    CHASE_NOTHING = "chase.nothing"
    CHILD_DIED = "child-died"
    CHILD_FAILED = "child-failed"
    CHILD_MEMORY = "child-memory"
    CHILD_OUTPUT = "child-output"
    CHILD_START = "child-start"
    CHILD_TIME = "child-time"
    WRITING_DISK_FULL = "disk-full"
    DEPARTMENT_TWICE = "department.twice"
    DEPARTMENT_UNKNOWN = "department.unknown"
    DEPARTMENT_USED = "department.used"
    DISK_ERROR = "disk.error"
    DISK_FULL = "disk.full"
    DISK_GONE = "disk.gone"
    DISK_UNSURE = "disk.unsure"
    EVIDENCE_LINK = "evidence.link"
    FILE_OPEN = "file-open"
    FILE_ALTERED = "file.altered"
    FILE_BROKEN = "file.broken"
    FILE_EMPTY = "file.empty"
    FILE_EXISTS = "file.exists"
    FILE_FOLDER = "file.folder"
    FILE_FOREIGN = "file.foreign"
    FILE_IN_USE = "file.in_use"
    FILE_LOCKED = "file.locked"
    FILE_LONG = "file.long"
    FILE_MISSING = "file.missing"
    FILE_MOVED = "file.moved"
    FILE_NAME = "file.name"
    FILE_NEWER = "file.newer"
    FILE_OLDER = "file.older"
    FILE_READ_ONLY = "file.read_only"
    FILE_READONLY = "file.readonly"
    FILE_TAKEN = "file.taken"
    FILE_UNFINISHED = "file.unfinished"
    FILE_UNREACHABLE = "file.unreachable"
    FILE_UNREADABLE = "file.unreadable"
    FILL_IN_NOTHING = "fill_in.nothing"
    FORM_BUILT = "form.built"
    FORM_FORMAT = "form.format"
    FORM_NOTHING = "form.nothing"
    FORM_OTHER_TIME = "form.other_time"
    FORM_OTHER_ZONE = "form.other_zone"
    FORM_NO_FIGURES = "form.no_figures"
    FORM_NO_MONTH = "form.no_month"
    FOLDER_MISSING = "folder-missing"
    FOLDER_READ_ONLY = "folder-read-only"
    FOLDER_FILE = "folder.file"
    FOLDER_UNMADE = "folder.unmade"
    HISTORY_CONFLICT = "history.conflict"
    INDICATOR_TWICE = "indicator.twice"
    INDICATOR_USED = "indicator.used"
    MONTH_AHEAD = "month.ahead"
    MONTH_CLOSED = "month.closed"
    MONTH_EMPTY = "month.empty"
    MONTH_OPEN = "month.open"
    LIST_FOREIGN = "list.foreign"
    LIST_NONE = "list.none"
    LIST_NOTHING = "list.nothing"
    LIST_NOT_ASKED = "list.not_asked"
    INTAKE_NONE = "intake.none"
    LIST_OTHER_YEAR = "list.other_year"
    NAME_INVALID = "name-invalid"
    NO_CHINESE_FONT = "no-chinese-font"
    NOTHING_TO_CHART = "nothing-to-chart"
    OPEN_FOREIGN = "open.foreign"
    OPEN_LARGE = "open.large"
    OPEN_NEWER = "open.newer"
    OPEN_ROW = "open.row"
    OPEN_TABLE = "open.table"
    PASTE_OUTSIDE = "paste.outside"
    PATH_IS_FOLDER = "path-is-folder"
    PICTURE_KIND = "picture-kind"
    PICTURE_TOO_MANY = "picture-too-many"
    POINTS_OFF = "points.off"
    PRINT_FAILED = "print-failed"
    TRACE_NOTHING = "trace.nothing"
    PROJECTS_NONE = "projects.none"
    QUARTER_MONTH = "quarter.month"
    SCORES_NONE = "scores.none"
    READ_ARCHIVE = "read-archive"
    READ_BINARY = "read-binary"
    READ_BINARY_WORKBOOK = "read-binary_workbook"
    READ_BOMB = "read-bomb"
    READ_BUNDLE = "read-bundle"
    READ_BUNDLE_EMPTY = "read-bundle_empty"
    READ_BUNDLE_LARGE = "read-bundle_large"
    READ_BUNDLE_MANY = "read-bundle_many"
    READ_BUNDLE_METHOD = "read-bundle_method"
    READ_BUNDLE_NESTED = "read-bundle_nested"
    READ_BUNDLE_PASSWORD = "read-bundle_password"
    READ_DAMAGED = "read-damaged"
    READ_EMPTY = "read-empty"
    READ_ENCODING = "read-encoding"
    READ_ENTITY = "read-entity"
    READ_LINE_TOO_LONG = "read-line_too_long"
    READ_MEDIA = "read-media"
    READ_MSG = "read-msg"
    READ_NESTED = "read-nested"
    READ_NO_TEXT = "read-no_text"
    READ_OLD_OFFICE = "read-old_office"
    READ_OLD_WORD = "read-old_word"
    READ_OPEN_OTHER = "read-open_other"
    READ_PAGES = "read-pages"
    READ_PASSWORD = "read-password"
    READ_PICTURE = "read-picture"
    READ_PICTURE_DAMAGED = "read-picture_damaged"
    READ_PICTURE_LARGE = "read-picture_large"
    READ_PROGRAM = "read-program"
    READ_RECOGNISER = "read-recogniser"
    READ_ROWS = "read-rows"
    READ_SCANNED = "read-scanned"
    READ_SLIDES = "read-slides"
    READ_TNEF = "read-tnef"
    READ_TOO_LARGE = "read-too_large"
    READ_TOO_LONG = "read-too_long"
    READ_UNKNOWN = "read-unknown"
    READ_WORKBOOK_FILE = "read-workbook_file"
    REDO_NOTHING = "redo.nothing"
    REPORT_TEXT = "report.text"
    REPORT_TWICE = "report.twice"
    RESTORE_DAMAGED = "restore.damaged"
    RESTORE_FAILED = "restore.failed"
    RESTORE_NONE = "restore.none"
    ROW_DAMAGED = "row.damaged"
    SAMPLE_IN_USE = "sample.in_use"
    SHEET_NO_COLUMNS = "sheet.no_columns"
    SHEET_NOTHING_KNOWN = "sheet.nothing_known"
    SHEET_NOTHING_OF_ZONE = "sheet.nothing_of_zone"
    SHEET_NOT_ASKED = "sheet.not_asked"
    SNAPSHOT_FAILED = "snapshot.failed"
    STEPS_TOO_MANY = "steps.too_many"
    TARGET_CIRCLE = "target.circle"
    TARGET_DIFFERS = "target.differs"
    TARGET_TWICE = "target.twice"
    TYPED_CHOICE = "typed.choice"
    TYPED_DATE = "typed.date"
    TYPED_EXACT = "typed.exact"
    TYPED_FIGURE = "typed.figure"
    TYPED_LONG = "typed.long"
    TYPED_MONTHS = "typed.months"
    TYPED_UNIT = "typed.unit"
    TYPED_YEAR = "typed.year"
    UNDO_NOTHING = "undo.nothing"
    WRITE_FAILED = "write-failed"
    YEAR_CLOSED = "year.closed"
    YEAR_EMPTY = "year.empty"
    YEAR_OPEN = "year.open"

    @property
    def of_storage(self) -> bool:
        """Whether what was asked for was right, and only the workbook could not be reached, read or written just then:
        done again later it may be stored.
        """
        return self in _OF_STORAGE


_OF_STORAGE = frozenset(
    {
        RefusalCode.DISK_ERROR,
        RefusalCode.DISK_FULL,
        RefusalCode.DISK_GONE,
        RefusalCode.DISK_UNSURE,
        RefusalCode.FILE_BROKEN,
        RefusalCode.FILE_IN_USE,
        RefusalCode.FILE_LOCKED,
        RefusalCode.FILE_LONG,
        RefusalCode.FILE_MISSING,
        RefusalCode.FILE_MOVED,
        RefusalCode.FILE_READONLY,
        RefusalCode.FILE_TAKEN,
        RefusalCode.FILE_UNREACHABLE,
        RefusalCode.SNAPSHOT_FAILED,
    }
)


class Refusal(Exception):
    """A known trouble: `str()` is one Chinese sentence that says what to do; `code` names the case.

    It is a RefusalCode, or the code of the finding that stops a write. Anything else that escapes is a bug and becomes
    a crash bundle.
    """

    def __init__(self, code: StrEnum, sentence: str) -> None:
        super().__init__(sentence)
        self.code = code

    @property
    def of_storage(self) -> bool:
        """Whether it is trouble of storage, not of what was to be stored."""
        return isinstance(self.code, RefusalCode) and self.code.of_storage
