"""What a clerk chooses of the sheet and the summary, as the workbook keeps it and both fronts follow it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class IssuedKind(StrEnum):
    """What can be issued, by the word under which the workbook keeps it."""

    SHEET = "sheet"
    SUMMARY = "summary"
    GAUGES = "gauges"


class SheetColumn(StrEnum):
    """The columns of the sheet by the name under which a clerk's choice is kept, in the office's order."""

    NUMBER = "number"
    NAME = "name"
    UNIT = "unit"
    BASELINE = "baseline"
    TARGET = "target"
    TARGET_GROWTH = "target_growth"
    ACTUAL = "actual"
    GROWTH = "growth"
    COMPLETION = "completion"
    TIME_PROGRESS = "time_progress"
    GAP = "gap"
    GROWTH_GAP = "growth_gap"
    ASSESSMENT = "assessment"
    RESPONSIBLE = "responsible"
    NOTE = "note"


DEFAULT_COLUMNS = tuple(SheetColumn)
TEXTS = frozenset(
    {
        SheetColumn.NUMBER,
        SheetColumn.NAME,
        SheetColumn.UNIT,
        SheetColumn.ASSESSMENT,
        SheetColumn.RESPONSIBLE,
        SheetColumn.NOTE,
    }
)
"""The columns that hold no figure."""

RUNNING = frozenset({SheetColumn.NAME, SheetColumn.RESPONSIBLE, SheetColumn.NOTE})
"""The columns of running text, which begin at the left."""
PAPERS = ("A4", "A3")
OPEN_FORMS: Mapping[str, str] = {"xlsx": "xlsx", "csv": "zip", "json": "json"}
"""The formats in which everything in a workbook is exported, each with the ending of its file."""
MANY_GAUGES = 12
"""From so many on gauges are strips unless a clerk chose dials."""
SIGNS = ("issuer", "filled_by", "checked_by", "headed_by")
"""The names around the sheet's table that a workbook keeps."""


class Group(StrEnum):
    """By what the rows of the sheet are grouped."""

    NONE = "none"
    SECTION = "section"
    RESPONSIBLE = "responsible"


class GaugeForm(StrEnum):
    """How the gauges are drawn: a dial each, or a strip each in one list."""

    DIALS = "dials"
    STRIPS = "strips"


@dataclass(frozen=True, slots=True)
class GaugeOptions:
    """A clerk's choice for the gauges; without one so many that dials can't be scanned become strips."""

    form: GaugeForm | None = None

    def form_for(self, count: int) -> GaugeForm:
        """How so many are drawn."""
        return self.form or (GaugeForm.STRIPS if count >= MANY_GAUGES else GaugeForm.DIALS)

    def to_data(self) -> dict[str, object]:
        """The choice as plain data for a settings row."""
        return {"form": None if self.form is None else str(self.form)}

    @classmethod
    def from_data(cls, data: object) -> GaugeOptions:
        """The choice from a settings row; one that is missing or unknown is none."""
        said = data.get("form") if isinstance(data, Mapping) else None
        return cls(next((form for form in GaugeForm if form == said), None))


@dataclass(frozen=True, slots=True)
class SheetOptions:
    """A clerk's choices: `columns` in their order (the others are hidden), grouping, paper, and the words at the foot.

    An empty `title` or `issuer` takes the usual words. `issued_on` (ISO) is the 填报日期 and the file's own date;
    without it the date is left to be written by hand. `title`, `issued_on` and `cut_off` belong to one issue; the
    workbook keeps the rest.
    """

    columns: tuple[SheetColumn, ...] = DEFAULT_COLUMNS
    group: Group = Group.NONE
    paper: str = PAPERS[0]
    issuer: str = ""
    filled_by: str = ""
    checked_by: str = ""
    headed_by: str = ""
    title: str = ""
    issued_on: str = ""
    cut_off: str = ""

    def to_data(self) -> dict[str, object]:
        """The lasting choices as plain data for a settings row."""
        return {
            "columns": [str(column) for column in self.columns],
            "group": str(self.group),
            "paper": self.paper,
            **{key: getattr(self, key) for key in SIGNS},
        }

    @classmethod
    def from_data(cls, data: object) -> SheetOptions:
        """Choices from a settings row; what is missing or unknown keeps its default."""
        if not isinstance(data, Mapping):
            return cls()
        known = {str(column): column for column in SheetColumn}
        listed = data.get("columns")
        columns = tuple(known[each] for each in listed if each in known) if isinstance(listed, list) else ()
        groups = {str(group): group for group in Group}
        paper = data.get("paper")
        return cls(
            columns=tuple(dict.fromkeys(columns)) or DEFAULT_COLUMNS,
            group=groups.get(str(data.get("group")), Group.NONE),
            paper=paper if paper in PAPERS else PAPERS[0],
            **{key: str(data.get(key, "")) for key in SIGNS},
        )


@dataclass(frozen=True, slots=True)
class Wording:
    """What a clerk may choose of the words around the summary's figures; empty fields take the office's usual words.

    `issued_on` is an ISO date; `addressee` is the line 各有关单位, left out when empty. The workbook keeps `addressee`
    and `issuer`; the rest belongs to one issue.
    """

    title: str = ""
    addressee: str = ""
    issuer: str = ""
    issued_on: str = ""
    cut_off: str = ""

    def to_data(self) -> dict[str, object]:
        """The lasting choices as plain data for a settings row."""
        return {"addressee": self.addressee, "issuer": self.issuer}

    @classmethod
    def from_data(cls, data: object) -> Wording:
        """Choices from a settings row; what is missing is empty."""
        kept = data if isinstance(data, Mapping) else {}
        return cls(addressee=str(kept.get("addressee", "")), issuer=str(kept.get("issuer", "")))
