"""What importing a bureau's sheet would do with a row, and why it is asked about instead of entered."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Decision(StrEnum):
    """What is done with a row of a sheet; the first four are sure."""

    NEW = "new"
    CHANGED = "changed"
    CLEARED = "cleared"
    SAME = "same"
    ASKED = "asked"
    UNKNOWN = "unknown"
    LEFT = "left"

    @property
    def entered(self) -> bool:
        """Whether it changes what stands there."""
        return self in (Decision.NEW, Decision.CHANGED, Decision.CLEARED)


class Meaning(StrEnum):
    """What a column of a sheet is taken for, as a clerk would choose it."""

    NAME = "name"
    UNIT = "unit"
    VALUE = "value"
    GROWTH = "growth"
    OWN_MONTH = "own_month"
    OTHER_TIME = "other_time"
    OTHER_REGION = "other_region"
    TARGET = "target"
    NOTHING = "nothing"


class TableUse(StrEnum):
    """Whether a table of a file is used, and why not."""

    USED = "used"
    TAKEN = "taken"
    LEFT = "left"
    UNUSED = "unused"
    HIDDEN = "hidden"
    OTHER_TIME = "other_time"
    OTHER_REGION = "other_region"


class FormMeaning(StrEnum):
    """What a cell of a superior's form asks for, seen from the month that the form is filled in for."""

    CUMULATIVE = "cumulative"
    GROWTH = "growth"
    OWN_MONTH = "own_month"
    LAST_CUMULATIVE = "last_cumulative"
    LAST_GROWTH = "last_growth"
    LAST_OWN_MONTH = "last_own_month"
    LAST_YEAR = "last_year"
    TARGET = "target"
    TARGET_GROWTH = "target_growth"
    COMPLETION = "completion"
    NOTHING = "nothing"


class FormState(StrEnum):
    """What becomes of a cell of a superior's form; only the first is written, the next two want a clerk's word."""

    FILLED = "filled"
    LIKELY = "likely"
    UNCLEAR = "unclear"
    UNKNOWN = "unknown"
    MISSING = "missing"
    OTHER_UNIT = "other_unit"
    NO_NUMBER = "no_number"
    DIFFERS = "differs"
    SAME = "same"
    LATER = "later"
    OTHER_REGION = "other_region"
    LEFT = "left"

    @property
    def told(self) -> bool:
        """Whether a clerk is told of it as something that was not done."""
        return self not in (FormState.FILLED, FormState.SAME, FormState.LATER, FormState.OTHER_REGION, FormState.LEFT)


class FigureDoubt(StrEnum):
    """Why a figure of a table is not sure, and so a row of a sheet is asked about.

    The first are told by the reader of tables: something in a cell, its heads or beside it can be read otherwise. The
    others are told by a workbook and a month. words/findings.py has a sentence for each.
    """

    VALUE_UNREAD = "value_unread"
    GROWTH_UNREAD = "growth_unread"
    CELL_ERROR = "cell_error"
    CELL_FORMULA = "cell_formula"
    HEAD_UNKNOWN = "head_unknown"
    MONTHS_UNCLEAR = "months_unclear"
    TIMES_DIFFER = "times_differ"
    GROWTH_UNCLEAR = "growth_unclear"
    FRACTIONS = "fractions"
    TWICE = "twice"
    SHIFTED = "shifted"
    HIDDEN = "hidden"
    OTHER_MONTH = "other_month"
    OTHER_YEAR = "other_year"
    OWN_MONTH = "own_month"
    REGION_UNCLEAR = "region_unclear"
    NAME_LIKELY = "name_likely"
    UNIT_UNCLEAR = "unit_unclear"
    NO_SINGLE_FIGURE = "no_single_figure"
    ROWS_DIFFER = "rows_differ"
    SIZES_OFF = "sizes_off"
    NOTHING_REPORTED = "nothing_reported"


@dataclass(frozen=True, slots=True)
class Doubted:
    """One reason to ask about a row, with what its sentence names."""

    code: FigureDoubt
    parameters: tuple[tuple[str, str], ...] = ()


def doubted(code: FigureDoubt, **parameters: str) -> Doubted:
    """A reason to ask."""
    return Doubted(code, tuple(parameters.items()))


class LineState(StrEnum):
    """How a line of a list of targets that is read back stands to the workbook.

    The first three are entered unless a clerk leaves them out, one that restates a figure once it is said whether that
    is a correction or an adjustment, those that are asked or missing only where a clerk says so.
    """

    NEW = "new"
    CHANGED = "changed"
    MOVED = "moved"
    RESTATED = "restated"
    ASKED = "asked"
    STOPPED = "stopped"
    MISSING = "missing"

    @property
    def unasked(self) -> bool:
        """Whether it is entered without a word of a clerk on it alone."""
        return self in (LineState.NEW, LineState.CHANGED, LineState.MOVED, LineState.RESTATED)
