"""The responsible units of a year, from what the workbook knows of them."""
