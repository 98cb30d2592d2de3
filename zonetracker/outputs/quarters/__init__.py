"""开门红表: what was asked until the end of a quarter and what was reached."""
