"""What a clerk chooses of the sheet and the summary, as the workbook keeps it and both fronts follow it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from zonetracker.model.rules import DEFAULT_WORDS, OF_CONTROL


class IssuedKind(StrEnum):
    """What can be issued, by the word under which the workbook keeps it."""

    SHEET = "sheet"
    SUMMARY = "summary"
    GAUGES = "gauges"
    YEAR_END = "year_end"
    REPORTING = "reporting"
    CHASES = "chases"
    DISPATCH = "dispatch"
    PROJECTS = "projects"
    STAGES = "stages"
    MILESTONES = "milestones"
    QUARTER = "quarter"
    POINTS = "points"
    SCORES = "scores"
    RANKING = "ranking"
    BOARD_LISTS = "board_lists"
    CLAIMS = "claims"


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
    LAST_YEAR = "last_year"
    FORECAST = "forecast"
    NEEDED = "needed"


ON_CHOICE = (SheetColumn.LAST_YEAR, SheetColumn.FORECAST, SheetColumn.NEEDED)
"""The columns that a sheet has only where an office wants them."""
DEFAULT_COLUMNS = tuple(column for column in SheetColumn if column not in ON_CHOICE)
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
ISSUED_ENDINGS = ("xlsx", "docx", "pdf", "html", "png", "svg")
"""The endings of all that is issued; a file of another ending was kept by no program of ours."""
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


class ExtraSheet(StrEnum):
    """The further sheets that a clerk may have beside the table; where each target comes from is always there."""

    CHART = "chart"
    ACTUALS = "actuals"
    COMPLETIONS = "completions"


@dataclass(frozen=True, slots=True)
class SheetOptions:
    """A clerk's choices: `columns` in their order (the others are hidden), grouping, paper, and the words at the foot;
    `extra` are the further sheets.

    `rate_completion`: a rate with a limit (失业率 4.17 of 4.3) shows limit ÷ rate as its completion, else none;
    `counts`: the rows are counted by their lights under each group and under the table.
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
    rate_completion: bool = False
    counts: bool = True
    title: str = ""
    issued_on: str = ""
    cut_off: str = ""
    extra: tuple[ExtraSheet, ...] = (ExtraSheet.CHART,)

    def to_data(self) -> dict[str, object]:
        """The lasting choices as plain data for a settings row."""
        return {
            "extra": [str(sheet) for sheet in self.extra],
            "columns": [str(column) for column in self.columns],
            "group": str(self.group),
            "paper": self.paper,
            "rate_completion": self.rate_completion,
            "counts": self.counts,
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
        paper, extra = data.get("paper"), data.get("extra")
        return cls(
            extra=tuple(one for one in ExtraSheet if one in extra) if isinstance(extra, list) else cls().extra,
            columns=tuple(dict.fromkeys(columns)) or DEFAULT_COLUMNS,
            group=groups.get(str(data.get("group")), Group.NONE),
            paper=paper if paper in PAPERS else PAPERS[0],
            rate_completion=data.get("rate_completion") is True,
            counts=data.get("counts") is not False,
            **{key: str(data.get(key, "")) for key in SIGNS},
        )


class Template(StrEnum):
    """The texts of the summary that an office may word itself, by the name under which they are kept.

    BEHIND and CLOSING are those of a month within the year, MISSED and CLOSING_YEAR of the year's end.
    """

    TITLE = "title"
    OPENING = "opening"
    ECONOMY = "economy"
    COUNTED = "counted"
    MILESTONES = "milestones"
    BEHIND = "behind"
    MISSED = "missed"
    MISSING = "missing"
    RANKING = "ranking"
    CLOSING = "closing"
    CLOSING_YEAR = "closing_year"


SHARE = "占比"
PLACES_OF_PERIOD = ("区名", "年", "月份", "时段", "截至", "总数", "分类")
PLACES_OF_CLASSES = tuple(word for key, word in DEFAULT_WORDS.items() if key not in OF_CONTROL)
"""What stands in braces in a template. A class is named as the program's own rules name it, whichever word an office
has for it; with 占比 behind its name it is the share of it."""
_PLACES = frozenset((*PLACES_OF_PERIOD, *PLACES_OF_CLASSES, *(name + SHARE for name in PLACES_OF_CLASSES)))
_PLACE = re.compile(r"[{｛]([^{}｛｝]*)[}｝]|[{}｛｝]")


def unknown_places(template: str, places: Collection[str] = _PLACES) -> Iterator[str]:
    """What stands in braces in a template and means nothing, or a brace without its other half."""
    for found in _PLACE.finditer(template):
        if found[1] is None or found[1].strip() not in places:
            yield found[0]


def filled(template: str, values: Mapping[str, str]) -> str:
    """A template with what its braces name; what is not among the values stays as it stands."""
    return _PLACE.sub(lambda found: values.get((found[1] or "").strip(), found[0]), template)


@dataclass(frozen=True, slots=True)
class Wording:
    """What a clerk may choose of the words around the summary's figures; empty fields take the office's usual words.

    `issued_on` is an ISO date; `addressee` is the line 各有关单位, left out when empty. `templates` are the office's
    own texts by the name of their Template. With `ranking` the summary tells which departments are first and last. The
    workbook keeps `addressee`, `issuer`, `templates` and `ranking`; the rest belongs to one issue.
    """

    title: str = ""
    addressee: str = ""
    issuer: str = ""
    issued_on: str = ""
    cut_off: str = ""
    templates: Mapping[str, str] = field(default_factory=dict)
    ranking: bool = False

    def to_data(self) -> dict[str, object]:
        """The lasting choices as plain data for a settings row."""
        kept = {key: text for key, text in self.templates.items() if text.strip()}
        told = {**({"templates": kept} if kept else {}), **({"ranking": True} if self.ranking else {})}
        return {"addressee": self.addressee, "issuer": self.issuer, **told}

    @classmethod
    def from_data(cls, data: object) -> Wording:
        """Choices from a settings row; what is missing is empty."""
        kept = data if isinstance(data, Mapping) else {}
        own = kept.get("templates")
        known = {str(one) for one in Template}
        given = own if isinstance(own, Mapping) else {}
        templates = {str(key): str(text) for key, text in given.items() if key in known}
        addressee, issuer = str(kept.get("addressee", "")), str(kept.get("issuer", ""))
        return cls(addressee=addressee, issuer=issuer, templates=templates, ranking=kept.get("ranking") is True)


_EDITS = "summary-"


@dataclass(frozen=True, slots=True)
class Edit:
    """A paragraph of one month's summary as the clerk wrote it, and what the program had written in its place."""

    text: str
    composed: str


def edits_key(year: int, month: int) -> str:
    """The setting under which a workbook keeps the edits of a month's summary."""
    return f"{_EDITS}{year}-{month:02}"


def month_of_edits(key: str) -> tuple[int, int] | None:
    """The year and month whose edits a setting keeps; None for another setting."""
    found = re.fullmatch(rf"{_EDITS}(\d{{4}})-(\d\d)", key)
    return None if found is None else (int(found[1]), int(found[2]))


def edits_to_data(edits: Mapping[str, Edit]) -> dict[str, object] | None:
    """Edits as plain data for a settings row; None where there are none."""
    return {key: {"text": one.text, "composed": one.composed} for key, one in edits.items()} or None


def edits_from_data(data: object) -> dict[str, Edit]:
    """Edits from a settings row, by the key of their paragraph."""
    kept = data if isinstance(data, Mapping) else {}
    return {
        str(key): Edit(str(one.get("text", "")), str(one.get("composed", "")))
        for key, one in kept.items()
        if isinstance(one, Mapping)
    }
