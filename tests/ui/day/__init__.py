"""A month of a clerk's work by keys alone, recorded: what it needs is laid out here, pressed and counted."""
