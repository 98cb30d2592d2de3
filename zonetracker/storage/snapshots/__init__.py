"""Snapshots: checked copies of a workbook on this PC, and the way back to one of them."""
