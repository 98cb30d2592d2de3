"""Processes: the fenced child and what bounds it, who is at the keyboard, what only one process may be."""
