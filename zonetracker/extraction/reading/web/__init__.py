"""HTML: its tree, and the tables and sheets in it."""
