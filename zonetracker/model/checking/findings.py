"""What a check says: a code for the fronts to word, how strictly it is meant, and the figures to name."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum, StrEnum


class Severity(Enum):
    """Whether a finding stops, asks or only shows."""

    HARD = "hard"
    SOFT = "soft"
    HINT = "hint"


class FindingCode(StrEnum):
    """Every finding there is; words/findings.py has a sentence for each."""

    RANGE_REVERSED = "range_reversed"
    VALUE_MISSING = "value_missing"
    UNIT_DIFFERS = "unit_differs"
    GROWTH_DIFFERS = "growth_differs"
    CUMULATIVE_FALLS = "cumulative_falls"
    CUMULATIVE_ABOVE_LATER = "cumulative_above_later"
    UNIT_LIKELY_OTHER = "unit_likely_other"
    JUMP = "jump"
    TARGET_DISAGREES = "target_disagrees"
    PERIOD_ABOVE_YEAR = "period_above_year"
    PERIOD_NOT_YEAR = "period_not_year"
    PERIOD_UNIT = "period_unit"
    PERIOD_FALLS = "period_falls"
    PERIOD_ABOVE_LATER = "period_above_later"
    PART_EXCEEDS = "part_exceeds"
    PARTS_FALL_SHORT = "parts_fall_short"
    PARTS_EXCEED = "parts_exceed"
    COUNT_IN_PARTS = "count_in_parts"
    COUNT_BELOW_ZERO = "count_below_zero"
    GROWTH_AS_VALUE = "growth_as_value"
    GROWTH_LIKELY = "growth_likely"
    NO_MONTH_OF_ITS_OWN = "no_month_of_its_own"
    NOT_A_NUMBER = "not_a_number"
    FIGURE_LONG = "figure_long"
    RATE_LARGE = "rate_large"
    TEXT_LONG = "text_long"
    TEXT_ODD = "text_odd"
    NAMELESS = "nameless"
    YEAR_BEYOND = "year_beyond"
    MONTH_BEYOND = "month_beyond"
    NOT_A_DATE = "not_a_date"
    NO_REASON = "no_reason"
    REASON_MISSING = "reason_missing"
    NO_PAPER = "no_paper"
    NOTHING_ADJUSTED = "nothing_adjusted"
    NOTHING_REVISED = "nothing_revised"
    FIGURELESS = "figureless"
    MONTHS_WRONG = "months_wrong"
    CURVE_WRONG = "curve_wrong"
    WEIGHT_BELOW_ZERO = "weight_below_zero"
    NOT_A_DAY = "not_a_day"
    DAYS_BEYOND = "days_beyond"
    BELOW_ZERO = "below_zero"
    PLACES_BEYOND = "places_beyond"
    EDGE_BEYOND = "edge_beyond"
    WORD_NOT_ITS_OWN = "word_not_its_own"
    NOT_A_COLOUR = "not_a_colour"
    PLACE_UNKNOWN = "place_unknown"
    DUE_DAY_BEYOND = "due_day_beyond"
    MONTH_CLOSED = "month_closed"
    TARGET_ISSUED = "target_issued"
    PLAN_ISSUED = "plan_issued"
    YEAR_CLOSED = "year_closed"
    SHEET_DIFFERS = "sheet_differs"
    SHEET_LACKS = "sheet_lacks"
    TEXT_DIFFERS = "text_differs"
    ANNEX_LACKS = "annex_lacks"
    COUNTS_DIFFER = "counts_differ"
    PDF_LACKS = "pdf_lacks"
    GAUGE_DIFFERS = "gauge_differs"
    EDITION_UNTOLD = "edition_untold"
    ADJUSTMENT_UNTOLD = "adjustment_untold"
    EDIT_STALE = "edit_stale"
    ROWS_DAMAGED = "rows_damaged"
    FONT_MISSING = "font_missing"
    UNITS_CLASH = "units_clash"
    NOBODY_RESPONSIBLE = "nobody_responsible"
    FIGURE_OWED = "figure_owed"
    PROBLEM_OWED = "problem_owed"
    REASON_OWED = "reason_owed"
    DAY_AHEAD = "day_ahead"
    YEAR_RUNNING = "year_running"
    RECEIVED_EARLY = "received_early"
    RECEIVED_LATE = "received_late"
    MONEY_UNIT = "money_unit"
    MONEY_UNITLESS = "money_unitless"
    SPENT_EXCEEDS = "spent_exceeds"
    PLAN_EXCEEDS = "plan_exceeds"
    SIGN_OFF_FIRST = "sign_off_first"
    NOT_GOING_ON = "not_going_on"
    DONE_AFTER_PASS = "done_after_pass"
    WHOLE_WRONG = "whole_wrong"
    NODES_MANY = "nodes_many"
    NODE_TWICE = "node_twice"
    NODES_BACKWARDS = "nodes_backwards"
    NODE_TOO_EARLY = "node_too_early"
    PLAN_BY_HAND = "plan_by_hand"
    TEMPLATE_WRONG = "template_wrong"
    STEP_NAME = "step_name"
    STEP_TEXT = "step_text"
    STEP_DAYS = "step_days"
    STEP_BEFORE = "step_before"
    STEP_ANCHOR = "step_anchor"
    STEP_UNIT = "step_unit"
    STEP_COUNT = "step_count"
    TEMPLATE_UNKNOWN = "template_unknown"
    YEAR_UNTABLED = "year_untabled"
    MOVE_IMPOSSIBLE = "move_impossible"
    MOVE_BACKWARDS = "move_backwards"
    AFTER_MISSING = "after_missing"
    AFTER_EARLIER = "after_earlier"
    EXTENDED_LATE = "extended_late"
    LEVEL_MISSING = "level_missing"
    PASSED_UNPROVEN = "passed_unproven"
    SUM_ELSEWHERE = "sum_elsewhere"
    EVIDENCE_EMPTY = "evidence_empty"
    EVIDENCE_LARGE = "evidence_large"
    EVIDENCE_NOTHING = "evidence_nothing"
    WHOLE_WAITS = "whole_waits"
    HOLIDAY_LINE = "holiday_line"
    LEVELS_WRONG = "levels_wrong"
    DEPARTMENT_RETIRED = "department_retired"
    AMOUNT_MISSING = "amount_missing"
    AMOUNT_NEEDLESS = "amount_needless"
    AMOUNT_WRONG = "amount_wrong"
    SHARE_BEYOND = "share_beyond"
    KIND_ELSEWHERE = "kind_elsewhere"
    ENTRY_WRONG = "entry_wrong"
    WAIVED_ALREADY = "waived_already"
    TASK_UNSAID = "task_unsaid"
    SCORE_COMPUTED = "score_computed"
    PAPERLESS = "paperless"
    SHARES_NOT_WHOLE = "shares_not_whole"
    SCORE_RULE_WRONG = "score_rule_wrong"
    SCORE_RULE_TWICE = "score_rule_twice"
    SCORE_RULE_UNKNOWN = "score_rule_unknown"
    SCORE_FIELD = "score_field"
    POINTS_RULES_WRONG = "points_rules_wrong"
    POINTS_RULES_MANY = "points_rules_many"
    POINTS_RULE_TWICE = "points_rule_twice"
    POINTS_BEYOND = "points_beyond"
    POINTS_STEPS_WRONG = "points_steps_wrong"


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check found: its code, the field it is about, and the figures to name."""

    code: FindingCode
    severity: Severity
    field: str
    parameters: tuple[tuple[str, str], ...] = ()


def hard(code: FindingCode, field: str, **parameters: str) -> Finding:
    """A finding that stops."""
    return Finding(code, Severity.HARD, field, tuple(parameters.items()))


def soft(code: FindingCode, field: str, **parameters: str) -> Finding:
    """A finding that asks for a reason."""
    return Finding(code, Severity.SOFT, field, tuple(parameters.items()))


def hint(code: FindingCode, field: str, **parameters: str) -> Finding:
    """A finding that only shows."""
    return Finding(code, Severity.HINT, field, tuple(parameters.items()))


def worst(findings: Iterable[Finding]) -> Severity | None:
    """The strictest severity among findings; None where there are none."""
    found = {finding.severity for finding in findings}
    return next((one for one in (Severity.HARD, Severity.SOFT, Severity.HINT) if one in found), None)
