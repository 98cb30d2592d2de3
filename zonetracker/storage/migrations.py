"""The schema, step by step: MIGRATIONS[n] leads from schema n to n+1. A released step is never changed.

The history keeps rows in the columns of the schema that wrote them, so a step that touches a recorded table follows
docs/how-to/add-a-column.md.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass, field

_FIRST = """
CREATE TABLE meta (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  file_id TEXT NOT NULL,
  compatibility INTEGER NOT NULL,
  revision INTEGER NOT NULL,
  made_at TEXT NOT NULL,
  last_writer TEXT NOT NULL,
  lease TEXT NOT NULL,
  clean INTEGER NOT NULL,
  counter INTEGER NOT NULL,
  head TEXT NOT NULL
) STRICT;

CREATE TABLE stamp (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  words TEXT NOT NULL
) STRICT;

CREATE TABLE content (
  sha256 TEXT PRIMARY KEY,
  bytes BLOB NOT NULL
) STRICT;

CREATE TABLE report (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL,
  media TEXT NOT NULL,
  sha256 TEXT NOT NULL UNIQUE REFERENCES content (sha256),
  text_sha256 TEXT NOT NULL REFERENCES content (sha256),
  title TEXT NOT NULL,
  year INTEGER,
  imported_at TEXT NOT NULL,
  operation_key TEXT UNIQUE
) STRICT;

CREATE TABLE review_row (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  report_id INTEGER NOT NULL REFERENCES report (id),
  position INTEGER NOT NULL,
  status TEXT NOT NULL,
  edited INTEGER NOT NULL,
  raw_name TEXT NOT NULL,
  key TEXT NOT NULL,
  kind TEXT NOT NULL,
  type TEXT NOT NULL,
  year INTEGER,
  period TEXT NOT NULL,
  name TEXT NOT NULL,
  value TEXT,
  value_high TEXT,
  unit TEXT,
  bound TEXT,
  growth TEXT,
  growth_high TEXT,
  growth_bound TEXT,
  span_start INTEGER NOT NULL,
  span_end INTEGER NOT NULL,
  quote_start INTEGER NOT NULL,
  quote_end INTEGER NOT NULL,
  quote TEXT NOT NULL,
  parent TEXT,
  masked INTEGER NOT NULL,
  deadline TEXT,
  duplicate_of TEXT,
  section TEXT NOT NULL,
  confidence TEXT NOT NULL,
  reasons TEXT NOT NULL,
  UNIQUE (report_id, key)
) STRICT;
CREATE INDEX review_row_of_parent ON review_row (report_id, parent);

CREATE TABLE indicator (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL UNIQUE,
  unit TEXT,
  category TEXT NOT NULL,
  polarity TEXT NOT NULL,
  nature TEXT NOT NULL,
  typed_growth INTEGER NOT NULL,
  months TEXT NOT NULL,
  curve TEXT NOT NULL,
  aliases TEXT NOT NULL,
  pinned INTEGER NOT NULL,
  from_row INTEGER NOT NULL
) STRICT;

CREATE TABLE target (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  indicator_id INTEGER NOT NULL REFERENCES indicator (id),
  year INTEGER NOT NULL,
  value TEXT,
  value_high TEXT,
  unit TEXT,
  bound TEXT,
  growth TEXT,
  growth_high TEXT,
  growth_bound TEXT,
  position INTEGER NOT NULL,
  parent_id INTEGER REFERENCES target (id),
  section TEXT NOT NULL,
  deadline TEXT,
  responsible TEXT NOT NULL,
  weight TEXT,
  stretch TEXT,
  judge_by TEXT NOT NULL,
  wording TEXT NOT NULL,
  note TEXT NOT NULL,
  row_id INTEGER REFERENCES review_row (id),
  quote TEXT NOT NULL,
  source TEXT NOT NULL
) STRICT;
CREATE INDEX target_of_year ON target (year, position);
CREATE INDEX target_of_indicator ON target (indicator_id, year);
CREATE INDEX target_of_parent ON target (parent_id);
CREATE INDEX target_of_row ON target (row_id);

CREATE TABLE target_adjustment (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  target_id INTEGER NOT NULL REFERENCES target (id),
  from_month INTEGER NOT NULL,
  before TEXT NOT NULL,
  after TEXT NOT NULL,
  paper TEXT NOT NULL,
  reason TEXT NOT NULL
) STRICT;
CREATE INDEX adjustment_of_target ON target_adjustment (target_id);

CREATE TABLE milestone (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  year INTEGER NOT NULL,
  name TEXT NOT NULL,
  kind TEXT NOT NULL,
  section TEXT NOT NULL,
  deadline TEXT,
  done_on TEXT,
  responsible TEXT NOT NULL,
  note TEXT NOT NULL,
  row_id INTEGER REFERENCES review_row (id),
  quote TEXT NOT NULL,
  source TEXT NOT NULL
) STRICT;
CREATE INDEX milestone_of_year ON milestone (year);
CREATE INDEX milestone_of_row ON milestone (row_id);

CREATE TABLE actual (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  indicator_id INTEGER NOT NULL REFERENCES indicator (id),
  year INTEGER NOT NULL,
  month INTEGER NOT NULL CHECK (month BETWEEN 1 AND 12),
  value TEXT,
  unit TEXT,
  growth TEXT,
  origin TEXT NOT NULL,
  reason TEXT NOT NULL,
  row_id INTEGER REFERENCES review_row (id),
  UNIQUE (indicator_id, year, month)
) STRICT;
CREATE INDEX actual_of_year ON actual (year);
CREATE INDEX actual_of_row ON actual (row_id);

CREATE TABLE made (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  row_id INTEGER NOT NULL UNIQUE REFERENCES review_row (id),
  indicator_id INTEGER REFERENCES indicator (id),
  target_id INTEGER REFERENCES target (id),
  actual_id INTEGER REFERENCES actual (id),
  milestone_id INTEGER REFERENCES milestone (id)
) STRICT;
CREATE INDEX made_of_indicator ON made (indicator_id);
CREATE INDEX made_of_target ON made (target_id);
CREATE INDEX made_of_actual ON made (actual_id);
CREATE INDEX made_of_milestone ON made (milestone_id);

CREATE TABLE setting (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  key TEXT NOT NULL UNIQUE,
  value TEXT NOT NULL
) STRICT;

CREATE TABLE issued (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  kind TEXT NOT NULL,
  year INTEGER NOT NULL,
  month INTEGER NOT NULL,
  file_name TEXT NOT NULL,
  sha256 TEXT NOT NULL REFERENCES content (sha256),
  size INTEGER NOT NULL,
  made_at TEXT NOT NULL
) STRICT;

CREATE TABLE learned_name (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  raw TEXT NOT NULL UNIQUE,
  corrected TEXT NOT NULL
) STRICT;

CREATE TABLE sheet_mapping (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL UNIQUE,
  mapping TEXT NOT NULL
) STRICT;

CREATE TABLE operation (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  words TEXT NOT NULL,
  at TEXT NOT NULL,
  actor TEXT NOT NULL,
  reverts INTEGER REFERENCES operation (id),
  revision INTEGER NOT NULL UNIQUE,
  count INTEGER NOT NULL,
  hash TEXT NOT NULL
) STRICT;
CREATE INDEX operation_reverts ON operation (reverts);

CREATE TABLE change (
  id INTEGER PRIMARY KEY,
  operation_id INTEGER NOT NULL REFERENCES operation (id),
  table_name TEXT NOT NULL,
  row_id INTEGER NOT NULL,
  before TEXT,
  after TEXT
) STRICT;
CREATE INDEX change_of_operation ON change (operation_id);
CREATE INDEX change_of_row ON change (table_name, row_id);

CREATE TRIGGER operation_is_never_changed BEFORE UPDATE ON operation
BEGIN SELECT RAISE (ABORT, 'history is append-only'); END;
CREATE TRIGGER operation_is_never_deleted BEFORE DELETE ON operation
BEGIN SELECT RAISE (ABORT, 'history is append-only'); END;
CREATE TRIGGER change_is_never_changed BEFORE UPDATE ON change
BEGIN SELECT RAISE (ABORT, 'history is append-only'); END;
CREATE TRIGGER change_is_never_deleted BEFORE DELETE ON change
BEGIN SELECT RAISE (ABORT, 'history is append-only'); END;
CREATE TRIGGER content_is_never_changed BEFORE UPDATE ON content
BEGIN SELECT RAISE (ABORT, 'content is append-only'); END;
CREATE TRIGGER content_is_never_deleted BEFORE DELETE ON content
BEGIN SELECT RAISE (ABORT, 'content is append-only'); END;
"""


_SECOND = """
CREATE TABLE filing (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  task TEXT NOT NULL,
  task_id INTEGER NOT NULL,
  year INTEGER NOT NULL,
  month INTEGER NOT NULL CHECK (month BETWEEN 1 AND 12),
  problem TEXT NOT NULL,
  UNIQUE (task, task_id, year, month)
) STRICT;
CREATE INDEX filing_of_month ON filing (year, month);
"""

_THIRD = """
ALTER TABLE report ADD COLUMN frame TEXT NOT NULL DEFAULT '';
ALTER TABLE report ADD COLUMN written TEXT;
"""

_FOURTH = """
ALTER TABLE actual ADD COLUMN source TEXT NOT NULL DEFAULT '';
"""

_FIFTH = """
ALTER TABLE review_row ADD COLUMN responsible TEXT NOT NULL DEFAULT '';
"""

_SIXTH = """
CREATE TABLE department (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL UNIQUE,
  aliases TEXT NOT NULL,
  contact TEXT NOT NULL,
  due_day INTEGER,
  position INTEGER NOT NULL
) STRICT;
"""

_SEVENTH = """
CREATE TABLE closing (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  year INTEGER NOT NULL,
  month INTEGER CHECK (month BETWEEN 1 AND 12),
  edition INTEGER NOT NULL,
  closed_on TEXT NOT NULL,
  reopened_on TEXT,
  reason TEXT NOT NULL,
  UNIQUE (year, month, edition)
) STRICT;
"""

_EIGHTH = """
ALTER TABLE target ADD COLUMN stretch_growth TEXT;
ALTER TABLE review_row ADD COLUMN stretch INTEGER NOT NULL DEFAULT 0;
"""

_NINTH = """
ALTER TABLE report ADD COLUMN layout_sha256 TEXT REFERENCES content (sha256);
"""

_TENTH = """
ALTER TABLE milestone ADD COLUMN checklist TEXT NOT NULL DEFAULT '';
ALTER TABLE milestone ADD COLUMN code TEXT NOT NULL DEFAULT '';
ALTER TABLE milestone ADD COLUMN requirement TEXT NOT NULL DEFAULT '';
ALTER TABLE milestone ADD COLUMN leader TEXT NOT NULL DEFAULT '';
ALTER TABLE milestone ADD COLUMN position INTEGER NOT NULL DEFAULT 0;
ALTER TABLE milestone ADD COLUMN whole_id INTEGER REFERENCES milestone (id);
ALTER TABLE milestone ADD COLUMN cycle TEXT NOT NULL DEFAULT 'month';
ALTER TABLE milestone ADD COLUMN received_on TEXT;
ALTER TABLE milestone ADD COLUMN template TEXT NOT NULL DEFAULT '';
ALTER TABLE milestone ADD COLUMN signoff INTEGER NOT NULL DEFAULT 0;
ALTER TABLE milestone ADD COLUMN builder TEXT NOT NULL DEFAULT '';
ALTER TABLE milestone ADD COLUMN scale TEXT NOT NULL DEFAULT '';
ALTER TABLE milestone ADD COLUMN construction TEXT NOT NULL DEFAULT '';
ALTER TABLE milestone ADD COLUMN industry TEXT NOT NULL DEFAULT '';
ALTER TABLE milestone ADD COLUMN investment TEXT;
ALTER TABLE milestone ADD COLUMN fixed_assets TEXT;
ALTER TABLE milestone ADD COLUMN spent_before TEXT;
ALTER TABLE milestone ADD COLUMN year_plan TEXT;
ALTER TABLE milestone ADD COLUMN money_unit TEXT;
ALTER TABLE milestone ADD COLUMN curve TEXT NOT NULL DEFAULT '[]';
CREATE INDEX milestone_of_whole ON milestone (whole_id);
ALTER TABLE department ADD COLUMN series TEXT NOT NULL DEFAULT '';
ALTER TABLE department ADD COLUMN kind TEXT NOT NULL DEFAULT 'office';
ALTER TABLE department ADD COLUMN leader TEXT NOT NULL DEFAULT '';
ALTER TABLE department ADD COLUMN retired_from TEXT;
ALTER TABLE indicator ADD COLUMN supplier TEXT NOT NULL DEFAULT '';
ALTER TABLE indicator ADD COLUMN due_day INTEGER;
ALTER TABLE indicator ADD COLUMN derive TEXT NOT NULL DEFAULT '';
ALTER TABLE actual ADD COLUMN reported_on TEXT;
ALTER TABLE filing ADD COLUMN progress TEXT NOT NULL DEFAULT '';
ALTER TABLE filing ADD COLUMN next_step TEXT NOT NULL DEFAULT '';
ALTER TABLE filing ADD COLUMN value TEXT;
ALTER TABLE filing ADD COLUMN unit TEXT;
ALTER TABLE filing ADD COLUMN reported_on TEXT;
ALTER TABLE filing ADD COLUMN origin TEXT NOT NULL DEFAULT '';

CREATE TABLE node (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  milestone_id INTEGER NOT NULL REFERENCES milestone (id),
  position INTEGER NOT NULL,
  name TEXT NOT NULL,
  planned TEXT,
  reached INTEGER NOT NULL,
  done_on TEXT,
  meaning TEXT NOT NULL,
  papers TEXT NOT NULL,
  behind_after INTEGER NOT NULL,
  late_after INTEGER NOT NULL
) STRICT;
CREATE INDEX node_of_milestone ON node (milestone_id, position);

CREATE TABLE action (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  subject TEXT NOT NULL,
  subject_id INTEGER NOT NULL,
  day TEXT NOT NULL,
  kind TEXT NOT NULL,
  level TEXT NOT NULL,
  year INTEGER,
  month INTEGER CHECK (month BETWEEN 1 AND 12),
  words TEXT NOT NULL,
  paper_no TEXT NOT NULL,
  before TEXT,
  after TEXT
) STRICT;
CREATE INDEX action_of_subject ON action (subject, subject_id, day);

CREATE TABLE evidence (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  task TEXT NOT NULL,
  task_id INTEGER NOT NULL,
  node_id INTEGER REFERENCES node (id),
  name TEXT NOT NULL,
  sha256 TEXT REFERENCES content (sha256),
  paper_no TEXT NOT NULL,
  note TEXT NOT NULL,
  added_on TEXT NOT NULL
) STRICT;
CREATE INDEX evidence_of_task ON evidence (task, task_id);
CREATE INDEX evidence_of_node ON evidence (node_id);

ALTER TABLE target ADD COLUMN score_rule TEXT NOT NULL DEFAULT '';
ALTER TABLE milestone ADD COLUMN weight TEXT;
ALTER TABLE milestone ADD COLUMN score_rule TEXT NOT NULL DEFAULT '';

CREATE TABLE period_target (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  target_id INTEGER NOT NULL REFERENCES target (id),
  to_month INTEGER NOT NULL CHECK (to_month BETWEEN 1 AND 12),
  value TEXT,
  value_high TEXT,
  unit TEXT,
  bound TEXT,
  growth TEXT,
  growth_high TEXT,
  growth_bound TEXT,
  note TEXT NOT NULL,
  UNIQUE (target_id, to_month)
) STRICT;

CREATE TABLE points (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  year INTEGER NOT NULL,
  month INTEGER NOT NULL CHECK (month BETWEEN 1 AND 12),
  department_id INTEGER NOT NULL REFERENCES department (id),
  account TEXT NOT NULL,
  kind TEXT NOT NULL,
  day TEXT NOT NULL,
  amount TEXT,
  part TEXT NOT NULL,
  task TEXT NOT NULL,
  task_id INTEGER,
  entry TEXT NOT NULL,
  reason TEXT NOT NULL,
  paper_no TEXT NOT NULL
) STRICT;
CREATE INDEX points_of_department ON points (department_id, year, month);
"""


def statements(script: str) -> tuple[str, ...]:
    """The statements of a script one by one: sqlite3's own executescript commits what is open before it starts."""
    found: list[str] = []
    pending = ""
    for line in script.strip().splitlines(keepends=True):
        pending += line
        if sqlite3.complete_statement(pending):
            found.append(pending.strip())
            pending = ""
    if pending.strip():
        raise ValueError(f"unfinished statement: {pending!r}")
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Migration:
    """One step; `moved` says by table what became of columns: old name to new name, or to None for a dropped one."""

    statements: tuple[str, ...]
    moved: Mapping[str, Mapping[str, str | None]] = field(default_factory=dict)


_STEPS = (_FIRST, _SECOND, _THIRD, _FOURTH, _FIFTH, _SIXTH, _SEVENTH, _EIGHTH, _NINTH, _TENTH)
MIGRATIONS: tuple[Migration, ...] = tuple(Migration(statements(one)) for one in _STEPS)
