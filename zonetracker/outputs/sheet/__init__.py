"""The Excel sheet of a month: its main table, its further sheets, and its cells as text."""
