"""What was typed and could not be stored."""
