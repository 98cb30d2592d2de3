"""Milestones as an office follows them: gathered for a month, taken in by paste, with the office's own choices."""
