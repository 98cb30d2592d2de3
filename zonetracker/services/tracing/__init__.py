"""Where a printed figure comes from: the computation with its figures, the sentence, the cell, the typist."""

from __future__ import annotations

from zonetracker.services.tracing.arithmetic import Traced, traced_of, traced_text, traced_word
from zonetracker.services.tracing.chain import Lineage, LineageStep, trace, trace_row
from zonetracker.services.tracing.printed import Printed, figures_of, printed_at, printed_in

__all__ = [
    "Lineage",
    "LineageStep",
    "Printed",
    "Traced",
    "figures_of",
    "printed_at",
    "printed_in",
    "trace",
    "trace_row",
    "traced_of",
    "traced_text",
    "traced_word",
]
