"""Attacks on what the program promises about data: many trials, counted promise by promise."""
