"""What keeps a clerk's work safe in the window: copies, leaving, damaged rows, bugs that are told."""
