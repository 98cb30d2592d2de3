"""The page 事项."""
