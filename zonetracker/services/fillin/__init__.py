"""Fill-in sheets: written for all units, read back many at once, planned over all files, entered as one step."""

from zonetracker.model.duties.fillin import FillIn
from zonetracker.services.fillin.model import ReturnedFile, ReturnLine, ReturnPlan
from zonetracker.services.fillin.planning import apply, plan, returns_job
from zonetracker.services.fillin.reading import Returned, files_among, may_be_sheet, reading_job
from zonetracker.services.fillin.sending import Sent, already_there, nothing_to_send, sheets_of, writing_job

__all__ = [
    "FillIn",
    "ReturnLine",
    "ReturnPlan",
    "Returned",
    "ReturnedFile",
    "Sent",
    "already_there",
    "apply",
    "files_among",
    "may_be_sheet",
    "nothing_to_send",
    "plan",
    "reading_job",
    "returns_job",
    "sheets_of",
    "writing_job",
]
