"""The page 实绩."""
