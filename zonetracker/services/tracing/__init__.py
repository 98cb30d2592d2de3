"""Where a printed figure comes from: the computation with its figures, the sentence, the cell, the typist."""

from __future__ import annotations

from zonetracker.services.tracing.arithmetic import Traced, traced_of, traced_text, traced_word
from zonetracker.services.tracing.chain import StepKind, Trace, TraceStep, trace, trace_row

__all__ = [
    "StepKind",
    "Trace",
    "TraceStep",
    "Traced",
    "trace",
    "trace_row",
    "traced_of",
    "traced_text",
    "traced_word",
]
