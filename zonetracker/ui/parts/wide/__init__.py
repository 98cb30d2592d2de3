"""What wide tables share: columns that stay while the others scroll, columns chosen and their widths."""
