"""A PDF: its pages, lines, columns and drawn tables."""
