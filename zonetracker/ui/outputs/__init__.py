"""The page 输出."""
