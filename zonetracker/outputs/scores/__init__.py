"""What goes out of scores, places and points."""
