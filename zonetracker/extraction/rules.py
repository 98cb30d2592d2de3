"""The rules of extraction by name: each is a method; its docstring says what it looks at, its answer what it says.

A rule fires where it answers anything; whoever wants to know which did watches it (trace.py), and nobody else pays.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import Any, TypeVar

_Read = TypeVar("_Read", bound=Callable[..., Any])
_NAME = "rule"


class Rule(StrEnum):
    """Why a sentence has its time, a figure its name and year, or no row; their words stand in words/rules.py."""

    # the time of a sentence
    TIME_OF_DOCUMENT = "time_of_document"
    TIME_OF_HEADING = "time_of_heading"
    HEADING_WEIGHED = "heading_weighed"
    TIME_OF_TEXT = "time_of_text"
    TIME_HELD = "time_held"
    YEAR_GONE = "year_gone"
    GOAL_ANNOUNCED = "goal_announced"
    TURNED_AHEAD = "turned_ahead"
    WILL_GOES_ON = "will_goes_on"
    YEAR_HELD = "year_held"
    MONTHS_HELD = "months_held"
    TASK_AND_RESULT = "task_and_result"

    # the time of a figure
    TIME_SAID = "time_said"
    TIME_CARRIED = "time_carried"
    YEAR_BEHIND = "year_behind"
    AS_ITS_WHOLE = "as_its_whole"
    SET_OUT_FROM = "set_out_from"
    MET_BESIDE = "met_beside"
    STANDS_SO = "stands_so"
    STILL_TO_COME = "still_to_come"
    THEN_ACTUALLY = "then_actually"
    MEANT = "meant"
    SUMMED_UP = "summed_up"
    OF_MONTHS = "of_months"
    WANTED_BY = "wanted_by"
    OF_BASE = "of_base"

    # the name of a figure
    LABEL_BEFORE_COLON = "label_before_colon"
    LABEL_BEFORE_BRACKET = "label_before_bracket"
    NAME_BEHIND = "name_behind"
    NAME_OF_NEXT = "name_of_next"
    NAME_BEFORE = "name_before"
    CHANGE_OF_ROW = "change_of_row"
    SHARE_OF_PLAN = "share_of_plan"
    SHARE_OF_REGION = "share_of_region"
    SHARE_OF_THOSE = "share_of_those"
    MONEY_FOR = "money_for"
    TASK_OF_ROW = "task_of_row"
    CARED_FOR = "cared_for"
    OTHER_DEED = "other_deed"
    TOLD_BEFORE = "told_before"
    MEASURE_OF_ROW = "measure_of_row"
    PART_OF_WHOLE = "part_of_whole"
    SUBJECT_CARRIED = "subject_carried"
    EACH_OF_LIST = "each_of_list"
    ONE_EACH = "one_each"
    REACHED_EACH = "reached_each"
    GROWTH_NAMED = "growth_named"
    GROWTH_OF_ROW = "growth_of_row"
    LEVEL_OF_GROWTH = "level_of_growth"
    PERCENT_OF_CHANGE = "percent_of_change"
    RANK_NAMED = "rank_named"
    RANKS_IN_TURN = "ranks_in_turn"
    IN_RUN = "in_run"

    # goals and things without a number
    DONE_THING = "done_thing"
    THING_DONE = "thing_done"
    THING_AWARDED = "thing_awarded"
    THING_BEFORE = "thing_before"
    GOAL_TIED = "goal_tied"

    # what was seen of the row as a whole
    MENDED = "mended"
    SAID_AGAIN = "said_again"
    TABLE_ROW = "table_row"

    # no row: what only looks like a figure
    DATE = "date"
    ORDINAL = "ordinal"
    SPAN_OR_SIZE = "span_or_size"
    NO_NUMBER = "no_number"
    QUOTED = "quoted"
    TWO_READINGS = "two_readings"
    LETTERS = "letters"

    # no row: what a figure only describes
    OTHER_TIME = "other_time"
    OF_OTHERS = "of_others"
    SUPPOSED = "supposed"
    OF_PLACE = "of_place"
    OF_ONE_THING = "of_one_thing"
    OF_PAGE = "of_page"
    IN_NAME = "in_name"
    IN_PASSING = "in_passing"
    SHARE_IN_PASSING = "share_in_passing"
    UNIT_STATES_NOTHING = "unit_states_nothing"
    SETS_SCENE = "sets_scene"
    NAMES_A_THING = "names_a_thing"
    OF_INSTITUTES = "of_institutes"
    THRESHOLD = "threshold"
    SIZE_OF_PROJECT = "size_of_project"
    CAPACITY = "capacity"
    OF_EACH = "of_each"
    CONVERTED = "converted"
    AGE_OR_CHOICE = "age_or_choice"

    # no row: what a figure is said of
    FURNITURE = "furniture"
    ONLY_FIGURES = "only_figures"
    NO_UNIT = "no_unit"
    EARLIER_GROWTH = "earlier_growth"
    PULL = "pull"
    POINTS_OF_NOTHING = "points_of_nothing"
    RANK_OF_NOTHING = "rank_of_nothing"
    WORDS_OF_NOTHING = "words_of_nothing"
    GROWTH_OF_NOTHING = "growth_of_nothing"
    NO_NAME = "no_name"
    IN_TABLE = "in_table"

    # no row: what looks like a goal or a thing without a number
    NOT_DONE = "not_done"
    ONLY_TOLD_OF = "only_told_of"
    ONLY_GOES_ON = "only_goes_on"
    STILL_TO_HOLD = "still_to_hold"
    BARE_BOAST = "bare_boast"
    UNNAMED_THING = "unnamed_thing"
    NO_TITLE = "no_title"
    NO_DOER = "no_doer"
    GOAL_OF_NOTHING = "goal_of_nothing"


_ORDER = list(Rule)
OF_NAME = frozenset(_ORDER[_ORDER.index(Rule.LABEL_BEFORE_COLON) : _ORDER.index(Rule.DONE_THING)])
"""The rules that name a figure."""
NO_ROW = frozenset(_ORDER[_ORDER.index(Rule.DATE) :])
"""The rules by which a figure or a thing becomes no row."""


def rule(name: Rule) -> Callable[[_Read], _Read]:
    """Gives a method its name as a rule; the method stays as it is."""

    def named(read: _Read) -> _Read:
        setattr(read, _NAME, name)
        return read

    return named


def name_of(read: object) -> Rule | None:
    """The name of a rule, or None for what is none."""
    found = getattr(read, _NAME, None)
    return found if isinstance(found, Rule) else None
