"""Rows of tables, also of those that text draws."""
