"""Cells of whatever has cells: their grid, and how a value is shown in one."""
