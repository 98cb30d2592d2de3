"""The page 记录."""
