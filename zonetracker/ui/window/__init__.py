"""The window: its frame, menus and pages, and how the program starts in it."""
