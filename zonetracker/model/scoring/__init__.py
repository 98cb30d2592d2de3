"""Scores: how a task's standing becomes points by an office's rules, and those a total and a place."""
