"""What belongs to a table beside the widget itself: its menu."""
