"""From a document to rows: what a careful clerk would write down, and how sure that is."""

from zonetracker.extraction.pipeline import extract, extract_job, frame_of
from zonetracker.extraction.rowjson import candidate_to_json
from zonetracker.lexicon.words import Lexicon, default_lexicon

__all__ = ["Lexicon", "candidate_to_json", "default_lexicon", "extract", "extract_job", "frame_of"]
