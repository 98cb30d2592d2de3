"""A superior's own form: what its cells ask for, what the workbook has for them, and a copy with those filled in."""

from zonetracker.extraction.forms.reading import CellAt, FormRead
from zonetracker.services.forms.memory import remember
from zonetracker.services.forms.model import FormCell, FormChoices, FormLine, FormPlan
from zonetracker.services.forms.opening import (
    OpenedForm,
    filled_name,
    open_form,
    other_time_words,
    settled_time,
    writing_job,
)
from zonetracker.services.forms.planning import FormPlanner

__all__ = [
    "CellAt",
    "FormCell",
    "FormChoices",
    "FormLine",
    "FormPlan",
    "FormPlanner",
    "FormRead",
    "OpenedForm",
    "filled_name",
    "open_form",
    "other_time_words",
    "remember",
    "settled_time",
    "writing_job",
]
