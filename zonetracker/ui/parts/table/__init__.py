"""The table of records that every page shows: its model, its widget, its menu."""
