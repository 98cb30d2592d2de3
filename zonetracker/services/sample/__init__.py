"""The sample workbook, built from seeds/ as a clerk would."""
