"""填报表: the workbook that a responsible unit fills in."""
