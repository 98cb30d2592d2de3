"""Scores and ranking of a workbook's departments."""
