"""From a document to rows: what a careful clerk would write down, and how sure that is."""

from zonetracker.extraction.lexicon import Lexicon, default_lexicon
from zonetracker.extraction.pipeline import extract, extract_job
from zonetracker.extraction.rowjson import candidate_to_json

__all__ = ["Lexicon", "candidate_to_json", "default_lexicon", "extract", "extract_job"]
