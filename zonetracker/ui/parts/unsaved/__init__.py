"""What was typed and could not be stored: where it waits, how it is marked and told, and how it leaves as a file."""
