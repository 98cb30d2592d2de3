"""What stands where no workbook is open: welcome, the sample, the way back to a snapshot."""
