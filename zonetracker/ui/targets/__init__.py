"""The page 目标."""
