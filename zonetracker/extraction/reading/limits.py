"""How much of a foreign file is read before it is refused (design: the list of hostile files)."""

from __future__ import annotations

FILE_BYTES = 64 * 2**20
LINE_CHARACTERS = 2**20
TEXT_CHARACTERS = 5_000_000
TABLE_CELLS = 200_000

ROWS = 20_000
"""Of one report: more than anybody looks through."""

PARTS = 4_000
XML_PART_BYTES = 32 * 2**20
SHEET_PART_BYTES = 128 * 2**20
ARCHIVE_BYTES = 300 * 2**20
RATIO = 250
RATIO_FROM_BYTES = 2**20

PAGES = 300
PAGE_CHARACTERS = 100_000
PAGE_OBJECTS = 400_000
"""Of all pages of an OFD file together."""

NESTING = 200

SCAN_PAGES = 100
"""To be recognised: at some ten seconds a page on an old PC more than anybody waits for."""

PICTURE_POINTS = 50_000_000
"""Of one page: a sheet of A4 at 600 points an inch has 35 million, what a telephone takes at most 50."""

SHEET_ROWS = 40_000
SHEET_CELLS = 1_500_000
SHEET_COLUMNS = 200
SHEET_MERGES = 20_000
SHEETS = 100

ENCLOSURES = 1_000
ENCLOSURES_MARKED = 20_000
"""So many entries a zip's directory may seem to have, for those of what lies in it are seen with it."""
BUNDLE_BYTES = 300 * 2**20
BUNDLE_NESTING = 3
"""A zip in a mail that is attached to a mail; of those one zip may lie in another."""
MAIL_PARTS = 2_000
MAIL_NESTING = 10
OLD_WORD_RUNS = 200_000
"""Runs of letters that are set alike, and paragraphs, in a .doc."""
OLD_WORD_LISTS = 5_000
OLD_WORD_TABLES_DEEP = 20

RTF_TOKENS = 2_000_000
