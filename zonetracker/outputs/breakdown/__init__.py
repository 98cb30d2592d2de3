"""目标任务分解表: the list of a year's targets as a workbook."""
