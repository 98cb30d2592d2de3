"""The text, its structure, and of which time it speaks."""
